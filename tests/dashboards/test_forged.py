"""Messages that no visitor could have caused leave a page as it was, and alive."""

from __future__ import annotations

from typing import Any

import ipywidgets as widgets
import pytest

from tests.dashboards.costing.opened import opened as costing
from tests.dashboards.forged import LONG, NEVER, everything, send, send_typed, settable
from tests.dashboards.policy_lab.opened import BASE, control
from tests.dashboards.policy_lab.opened import opened as policy_lab

PAGES = {"policy lab": policy_lab, "costing": costing}


@pytest.fixture(scope="module", params=PAGES)
def page(request: pytest.FixtureRequest) -> Any:
    return PAGES[request.param]()


def test_what_no_visitor_can_do_changes_no_widget(page: Any) -> None:
    heard = [widget for widget in everything(page.widget) if settable(widget)]
    assert len(heard) > 10
    for widget in heard:
        before = widget.get_state()
        for value in (None, *NEVER) if not isinstance(widget, widgets.Text) else (None, 1, [], {}, LONG):
            send(widget, **{settable(widget): value})
        assert widget.get_state() == before, widget


def test_only_what_a_visitor_sets_is_heard(page: Any) -> None:
    for widget in everything(page.widget):
        before, own = widget.get_state(), settable(widget)
        for value in (None, "a", 1, [], float("nan")):
            send(widget, **{name: value for name in before if name != own})
        assert widget.get_state() == before, widget


def test_a_number_out_of_range_is_unheard_and_the_page_answers(page: Any) -> None:
    slider = page.levers[BASE].cells[0].control
    before = slider.value
    for value in (1e308, -1e308, slider.max + slider.step, slider.min - slider.step):
        send(slider, value=value)
        assert slider.value == before
    send(slider, value=slider.min + slider.step)
    assert page.answer.request.values[BASE] == pytest.approx(slider.min + slider.step)
    assert page.runner.error.value == ""
    send(slider, value=slider.max * (1 + 1e-15))  # what a browser's sums leave
    assert slider.value == slider.max


def test_an_index_out_of_range_is_unheard_and_a_right_one_heard() -> None:
    lab = policy_lab()
    many = len(lab.choices.exact.options)
    for value in (many, 10**6, 1.0, True):
        send(lab.choices.exact, index=value)
        assert lab.choices.exact.index == 0
    send(lab.tabs.widget, selected_index=None)
    assert lab.tabs.widget.selected_index == 0
    send(lab.tabs.widget, selected_index=1)
    assert lab.tabs.widget.selected_index == 1


def test_a_name_that_is_no_line_of_text_is_unheard() -> None:
    lab = policy_lab()
    send(lab.choices.name, value="两年　一级 ✓")
    for text in ("文" * 201, "a\nb", "\x00", "\ud800", "\x1b[31m"):
        send(lab.choices.name, value=text)
    assert lab.choices.name.value == "两年　一级 ✓"
    assert "两年　一级 ✓" in lab.proposal_file().decode()


def test_the_browser_is_told_what_stays(monkeypatch: pytest.MonkeyPatch) -> None:
    lab = policy_lab()
    slider, told = control(lab, BASE), []
    monkeypatch.setattr(type(slider), "send_state", lambda _self, names: told.append(names))
    send(slider, value=float("nan"), max=9)
    assert told == [["value", "max"]]


@pytest.mark.parametrize("typed", [None, 1, [], {}, b"1", LONG, "9" * 201, "5\n0", "\x00", "\ud800", "\x1b[31m"])
def test_what_is_no_line_of_text_is_not_typed(page: Any, typed: Any) -> None:
    for field in (page.levers[BASE].cells[0].field, getattr(page, "limits", page).__dict__.get("first")):
        if field is not None:
            before, told = field.get_state(), page.answer
            send_typed(field, typed)
            send_typed(field, "5,000", more=1)
            assert field.get_state() == before and page.answer is told


@pytest.mark.parametrize("typed", ["9" * 200, "." * 200, "<" * 200, "1e" + "9" * 198, "1.." * 66, "١٢٣", "一万"])
def test_a_line_that_is_no_number_is_refused_and_the_page_lives(page: Any, typed: str) -> None:
    field, told = page.levers[BASE].cells[0].field, page.answer
    before = field.text, field.data
    send_typed(field, typed)
    assert (field.text, field.data) == before and field.refused and page.answer is told
