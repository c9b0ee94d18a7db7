"""Menus: each of their choices can be chosen, and chosen again."""

from __future__ import annotations

from dashboards.widgets import Language
from dashboards.widgets.menus import menu
from simlib.text import Text


def test_a_choice_that_is_none_shows_its_name_again() -> None:
    made = menu(Language(), [(Text("现行政策", "In force"), None), (Text("方案", "Proposal"), "a")])
    assert (made.index, made.value) == (0, None)
    for index, value in ((1, "a"), (0, None), (1, "a")):
        made.index = index
        assert (made.index, made.value) == (index, value)
    made.value = None
    assert (made.index, made.label) == (0, "现行政策")
