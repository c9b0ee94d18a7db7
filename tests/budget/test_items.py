"""Every line of the budget is declared once, and a room that does not know one does not come up."""

from __future__ import annotations

import runpy
from importlib import import_module

import pytest

from simlib.policy.items import ITEMS, Item, caused, counted, each
from simlib.text import Text

ROOMS = {  # what keeps something of its own for each item: the kinds of items that it must know
    "simlib.budget.monthly_prices": {"month"},
    "simlib.budget.yearly_prices": {"year_end", "recruit"},
    "simlib.budget.protected_pay": {"converted"},
    "simlib.budget.lines": {"all", "severance"},
    "simlib.analysis.causes": {"month", "severance"},
    "simlib.careers.basis": {"month", "year_end", "severance", "recruit", "converted"},
    "simlib.workbook.line_formulas": {"month", "year_end", "severance", "recruit", "converted", "all"},
}
CASES = [(room, kind) for room, kinds in ROOMS.items() for kind in sorted(kinds)]
NEW = Text("取暖费", "Heating")


@pytest.mark.parametrize(("room", "kind"), CASES)
def test_a_room_that_does_not_know_an_item_fails_at_import(
    room: str, kind: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    file = str(import_module(room).__file__)
    runpy.run_path(file)  # comes up as it is
    cause = "other" if room == "simlib.analysis.causes" and kind == "month" else ""  # what is monthly has steps
    monkeypatch.setitem(ITEMS, "heating", Item("heating", NEW, (kind,), cause=cause))  # type: ignore[arg-type]
    with pytest.raises(LookupError, match="does not know heating"):
        runpy.run_path(file)


def test_an_item_that_is_none_fails_at_import_too() -> None:
    with pytest.raises(LookupError, match="a room has heating, not its"):
        each("a room", {**dict.fromkeys(ITEMS), "heating": None})
    with pytest.raises(LookupError, match="a room has meals, not its"):
        each("a room", dict.fromkeys(("recruitment", "training", "meals")), counted("recruit"))


def test_a_cause_that_explain_does_not_know_fails_at_import(monkeypatch: pytest.MonkeyPatch) -> None:
    file = str(import_module("simlib.analysis.causes").__file__)
    monkeypatch.setitem(ITEMS, "heating", Item("heating", NEW, ("year_end",), cause="weather"))
    with pytest.raises(LookupError, match="explain does not know heating"):
        runpy.run_path(file)


def test_every_item_has_one_cause_and_a_contribution_a_base() -> None:
    parts = [caused(cause) for cause in ("", "conversion", "other")]
    assert sorted(line for part in parts for line in part) == sorted(ITEMS)
    assert {ITEMS[line].rate_of for line in ITEMS} - {None} == {"insured", "medical", "fund", "union"}
    assert not any(item.rate_of and (item.wage or item.received) for item in ITEMS.values())
