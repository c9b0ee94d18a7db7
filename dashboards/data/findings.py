"""What was found in a roster, a line for each kind and column: rows of the file, never what stands in them."""

from __future__ import annotations

from collections.abc import Callable
from itertools import groupby
from typing import Any

import ipywidgets as widgets

from dashboards.widgets import Language
from dashboards.widgets.menus import Menu, menu
from simlib.report.tables.grid import Grid, Row, text
from simlib.staff.roster.findings import PROBLEM, QUESTION, Finding, Weight, row_words
from simlib.staff.roster.kinds import ANSWERS, KINDS, texts
from simlib.staff.roster.roster import Roster
from simlib.text import Code, Text, same

IN_WORDS = {
    "january": Text("都是1月", "all January"), "october": Text("都是10月", "all October"),
    "1900": Text("19××年", "19xx"), "2000": Text("20××年", "20xx"),
    "day_first": Text("日在前", "day first"), "month_first": Text("月在前", "month first"),
    "assistant_social_worker": Text("助理社会工作师", "assistant social worker"),
    "social_worker": Text("社会工作师", "social worker"),
    "senior_social_worker": Text("高级社会工作师", "senior social worker"), "none": Text("无证", "none"),
    "same": Text("同一人，只算一次", "the same person, counted once"),
    "different": Text("不同的人", "different people"),
}  # fmt: skip
TO_MEND, LEAVE_OUT = Text("在名册中更正", "correct the roster"), Text("这些行不读入", "leave these rows out")


def found_grid(roster: Roster, code: Code) -> Grid:
    """Return the findings, the weightiest first."""
    order = {weight: at for at, weight in enumerate(Weight)}
    one_by_one = sorted(roster.findings, key=lambda one: (order[KINDS[one.kind].weight], *_group(one)))
    rows = tuple(_row(list(found), roster, code) for _, found in groupby(one_by_one, key=_group))
    heads = [
        Text("类别", "Weight"), Text("何处（文件的行）", "Where (rows of the file)"), Text("问题", "What"),
        Text("为何", "Why"), Text("怎样办", "What to do"),
    ]  # fmt: skip
    return Grid(Text("名册的问题", "What was found")[code], tuple(head[code] for head in heads), rows, "lab-found")


def _group(one: Finding) -> tuple[str, int, str]:
    return one.kind, one.sheet, one.column


def _row(found: list[Finding], roster: Roster, code: Code) -> Row:
    first = found[0]
    what, why, way_out = texts(first)
    sheet = (
        Text(f"第{first.sheet}张表 ", f"sheet {first.sheet} ") if len(roster.tables) > 1 and first.sheet else same("")
    )
    column = Text(f"{first.column}列 ", f"column {first.column} ") if first.column else same("")
    where = sheet + column + row_words(one.row for one in found if one.row)
    weight = KINDS[first.kind].weight
    return Row(
        weight.value[code], tuple(text(one[code]) for one in (where, what, why, way_out)), f"lab-{weight.name.lower()}"
    )


class Settling:
    """Menus by which the visitor settles questions and problems; `told` is called after every change."""

    def __init__(self, language: Language, told: Callable[[], Any]) -> None:
        self.language, self._told = language, told
        self.menus: dict[str, Menu] = {}
        self.widget = widgets.VBox()
        self.widget.add_class("lab-settling")

    def offer(self, roster: Roster) -> None:
        """Offer what can be settled here; what was chosen before stays in its menu."""
        for one in roster.unsettled:
            if _choices(one.kind) and one.kind not in self.menus:
                self.menus[one.kind] = self._menu(one)
        self.widget.children = list(self.menus.values())

    @property
    def answers(self) -> dict[str, str]:
        """Answers to questions, by kind."""
        return {kind: one.value for kind, one in self.menus.items() if one.value and one.value != "leave_out"}

    @property
    def leave_out(self) -> tuple[str, ...]:
        """Kinds of problems whose rows are left out."""
        return tuple(kind for kind, one in self.menus.items() if one.value == "leave_out")

    def _menu(self, one: Finding) -> Menu:
        made = menu(self.language, [(TO_MEND, ""), *_choices(one.kind)], texts(one)[0])
        made.observe(lambda _change: self._told(), "value")
        return made


def _choices(kind: str) -> list[tuple[Text, str]]:
    answers = [(IN_WORDS.get(one, same(one)), one) for one in ANSWERS.get(kind, ())]
    weight = KINDS[kind].weight
    if weight is PROBLEM or (weight is QUESTION and answers):
        return [*answers, (LEAVE_OUT, "leave_out")] if weight is PROBLEM else answers
    return []
