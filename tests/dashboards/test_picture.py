"""A chart on the page: drawn once, sent once, and the very pixels that matplotlib draws."""

from __future__ import annotations

import io
from typing import Any

import numpy as np
import pytest
from matplotlib.artist import Artist
from PIL import Image

from dashboards.widgets import Picture


class Counted(Artist):
    """Counts how often it is drawn."""

    times = 0

    def draw(self, renderer: Any) -> None:
        self.times += 1


@pytest.fixture
def picture() -> Picture:
    made = Picture(width=300, height=150)
    made.figure.subplots().plot([0, 1], [0, 1], label="员额")
    return made


def test_a_figure_is_drawn_once(picture: Picture) -> None:
    picture.refresh("线")
    counted = picture.figure.add_artist(Counted())
    picture.refresh("线")
    assert counted.times == 1


def test_the_page_gets_the_pixels_that_matplotlib_saves(picture: Picture) -> None:
    picture.refresh("线")
    saved = io.BytesIO()
    picture.figure.savefig(saved, format="png")
    ours, theirs = (Image.open(file) for file in (io.BytesIO(picture.widget.value), saved))
    assert ours.size == (450, 225) and ours.mode == "RGB"
    assert np.array_equal(np.asarray(ours), np.asarray(theirs.convert("RGB")))


def test_picture_and_words_are_one_message_and_the_same_are_none(
    picture: Picture, monkeypatch: pytest.MonkeyPatch
) -> None:
    sent: list[set[str]] = []

    def send(message: Any, buffers: Any = None) -> None:
        sent.append({*message["state"], *(path[0] for path in message["buffer_paths"])})

    monkeypatch.setattr(picture.widget, "_send", send)
    picture.refresh("线")
    picture.refresh("线")
    assert sent == [{"value", "tooltip"}]


def test_numbers_that_grow_longer_get_their_room(picture: Picture) -> None:
    axes = picture.figure.axes[0]
    axes.set_yticks([0, 1], ["0", "1"])
    picture.refresh("线")
    narrow = axes.get_position().x0
    axes.set_yticks([0, 1], ["0", "1,000,000"])
    picture.refresh("线")
    assert axes.get_position().x0 > narrow
