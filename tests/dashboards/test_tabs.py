"""Tabs without a browser: what is in view is of the last answer; what is not drawn yet says so."""

from __future__ import annotations

from typing import Any

import ipywidgets as widgets
import pytest

from dashboards.widgets import Language
from dashboards.widgets.tabs import LazyTabs
from simlib.text import Text


class Part:
    """A tab that writes the answer, and cannot write "broken"."""

    def __init__(self, title: str) -> None:
        self.title, self.widget = Text(title, title), widgets.HTML()

    def show(self, answer: Any, language: Language) -> None:
        if answer == "broken":
            raise ValueError
        self.widget.value = answer


@pytest.fixture
def tabs() -> LazyTabs:
    return LazyTabs(Language(), [Part("一"), Part("二")])


def seen(tabs: LazyTabs, place: int) -> str:
    """What a visitor reads in a tab."""
    shown = [one for one in tabs.widget.children[place].children if one.layout.display != "none"]
    return "".join(one.value for one in shown)


def open_tab(tabs: LazyTabs, place: int) -> None:
    tabs.widget.selected_index = place  # the browser shows it before the kernel hears of it
    assert "正在绘制" in seen(tabs, place)
    tabs.refresh()


def test_a_tab_says_that_it_is_being_drawn_until_it_is(tabs: LazyTabs) -> None:
    assert "正在绘制" in seen(tabs, 0)
    tabs.show("2.7")
    assert seen(tabs, 0) == "2.7"
    open_tab(tabs, 1)
    assert seen(tabs, 1) == "2.7"


def test_a_tab_out_of_view_shows_nothing_of_an_earlier_answer(tabs: LazyTabs) -> None:
    tabs.show("2.7")
    open_tab(tabs, 1)
    tabs.show("3.3")
    assert seen(tabs, 1) == "3.3" and "2.7" not in seen(tabs, 0)
    open_tab(tabs, 0)
    assert seen(tabs, 0) == "3.3"


def test_a_tab_that_cannot_be_drawn_is_not_waited_for(tabs: LazyTabs) -> None:
    with pytest.raises(ValueError):
        tabs.show("broken")
    assert seen(tabs, 0) == ""
    tabs.show("2.7")
    assert seen(tabs, 0) == "2.7"


def test_waiting_is_told_in_the_language_chosen(tabs: LazyTabs) -> None:
    tabs.language.code = "en"
    assert "Drawing" in seen(tabs, 1)
