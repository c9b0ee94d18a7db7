"""A download: built when its button is pressed, or refused in words."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest

from dashboards.widgets.download import LARGEST, Download
from simlib.text import Text, Told


class Sent(list[Any]):
    """Records what a widget sends to the page."""

    def __call__(self, content: Any, buffers: Any = None) -> None:
        self.append((content, buffers))


def pressed(monkeypatch: pytest.MonkeyPatch, build: Callable[[], bytes]) -> tuple[Any, Any]:
    """What a download button answers to a press."""
    button, sent = Download(build, name=lambda: "测算.xlsx", kind="text/plain"), Sent()
    monkeypatch.setattr(button, "send", sent)
    button._answer(button, {"ask": "file"}, [])
    button._answer(button, {"ask": "something else"}, [])
    assert len(sent) == 1
    return sent[0]


def test_a_download_is_built_when_pressed(monkeypatch: pytest.MonkeyPatch) -> None:
    content, buffers = pressed(monkeypatch, lambda: b"now")
    assert content == {"name": "测算.xlsx", "kind": "text/plain"} and buffers == [b"now"]


def test_a_download_over_20_mb_is_refused_in_both_languages(monkeypatch: pytest.MonkeyPatch) -> None:
    content, buffers = pressed(monkeypatch, lambda: bytes(LARGEST + 1))
    assert "20 MB" in content["error"] and "choose fewer" in content["error"] and buffers is None


def test_a_download_that_fails_says_so_without_details(monkeypatch: pytest.MonkeyPatch) -> None:
    content, _ = pressed(monkeypatch, lambda: b"" * (1 // 0))
    assert "reference" in content["error"] and "division" not in content["error"]


def test_a_download_that_is_refused_says_why_in_both_languages(monkeypatch: pytest.MonkeyPatch) -> None:
    def refuse() -> bytes:
        raise Told(Text("不能下载。", "It cannot be downloaded."))

    content, _ = pressed(monkeypatch, refuse)
    assert content == {"error": "不能下载。 It cannot be downloaded."}
