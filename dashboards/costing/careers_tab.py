"""Typical careers: one of the pack's, under the policy in force and under the one asked for, year by year."""

from __future__ import annotations

from calendar import month_abbr
from collections.abc import Callable, Sequence
from html import escape
from itertools import chain
from math import nan
from typing import Any

import ipywidgets as widgets

from dashboards.costing.request import Lives, View
from dashboards.levers.clause import badge
from dashboards.shell.request import Request
from dashboards.widgets import Job, Language
from dashboards.widgets.menus import menu
from simlib.careers.career import Career, Slip
from simlib.careers.events import Event
from simlib.careers.take_home import TAKE_HOME
from simlib.careers.typical import FILE, Typical, load_careers, side_by_side
from simlib.months import month_of_year, year_of
from simlib.policy import Policy, PolicyError
from simlib.policy.term import FEN
from simlib.population.world import MOST_YEARS
from simlib.report.tables.grid import Cell, Grid, Row, text
from simlib.report.words.career_events import (
    Documents,
    event_words,
    given_words,
    grade_words,
    slip_year,
    state_words,
    who_words,
)
from simlib.text import Code, Text

LIVING = Text("正在逐年测算…", "Working out this career…")
_UNTOLD = ("starts",)  # of what happens: the first row says it
_USUAL = ("rated", "satisfactory")
_SUMS = {  # of a slip, with the heads of their columns
    "received": Text("应发报酬", "Gross pay"),
    "take_home": TAKE_HOME,
    "total": Text("用人支出", "Employer cost"),
}
_MOVES = ("joined", "graded_up", "promoted")  # of which post and grade are told


def lived(request: Request, law: Policy, policy: Policy, name: str, job: Job | None = None) -> Lives:
    """Return a pack's typical careers, and the one called `name`, else the first, to retirement or for 40 years."""
    if job is not None:
        job.progress(0, LIVING)
    if not (law.path.parent / FILE).exists():
        return Lives(request, ())
    try:
        offered = load_careers(law)
    except PolicyError as error:
        return Lives(request, (), refused=error.texts)
    chosen = next((one for one in offered if one.name == name), offered[0])
    policies = (law, policy) if request.proposal or request.values else (law,)
    careers = side_by_side([(one, offered) for one in policies], years=MOST_YEARS, only=chosen.name)[0].careers
    return Lives(request, offered, chosen, careers[0], careers[1] if len(careers) > 1 else None)


class Whose:
    """The menu of typical careers; `told` is called when the visitor chooses another."""

    def __init__(self, language: Language, told: Callable[[], Any]) -> None:
        self.language, self._told = language, told
        self.offered: Sequence[Typical] = ()
        self.who: Any = widgets.Dropdown()
        self.widget = widgets.HBox()
        self.widget.add_class("lab-why")

    @property
    def name(self) -> str:
        """The career chosen, empty where none is offered yet."""
        return self.who.value or ""

    def follow(self, lives: Lives) -> None:
        """Offer the careers of a pack."""
        if lives.offered == self.offered:
            return
        self.offered = lives.offered
        choices: list[tuple[Text, str]] = [(one.label, one.name) for one in self.offered]
        self.who = menu(self.language, choices, Text("典型人员", "Typical career"))
        if lives.chosen is not None:
            self.who.value = lives.chosen.name
        self.who.layout.width = "34em"
        self.who.observe(lambda _change: self._told(), "value")
        self.widget.children = [self.who] if choices else []


# --- year by year ---


def year_by_year(view: View, code: Code) -> Grid:
    """Return a career by calendar year: post and grade, pay, cost, and what happens by which clause."""
    found = view.extra(Lives)
    if found is None:
        return _note(LIVING[code])
    if found.refused:
        return _note(*(one[code] for one in found.refused))
    if found.before is None:
        return _note(
            Text(
                "本政策没有典型人员资料。添加办法见使用文档“自己的城市”。",
                "This pack has no typical careers. How to add them: “A city of your own” in the guide.",
            )[code]
        )
    lives = [life for life in (found.before, found.after) if life is not None]
    documents = Documents()
    by_year = [{year_of(slip.last): slip for slip in life.years} for life in lives]
    years = sorted({year for slips in by_year for year in slips})
    rows = [
        Row(
            slip_year(lives[0], by_year[0][year])[code] if year in by_year[0] else str(year),
            (*_cells(lives, [slips.get(year) for slips in by_year], code), _happens(lives, year, documents, code)),
        )
        for year in years
    ]
    rows.append(_all(lives, code))
    heads, title = _heads(len(lives), code)
    notes = (*given_words(found.before, code)[1:], *documents.list(), _unit_note(code))
    lead = (who_words(found.before, code), given_words(found.before, code)[0])
    kind = "lab-budget lab-lives lab-two" if found.after else "lab-budget lab-lives"
    return Grid(title, heads, tuple(rows), kind, notes, lead)


def _note(*words: str) -> Grid:
    return Grid("", (), (), "", words)


def _heads(many: int, code: Code) -> tuple[tuple[str, ...], str]:
    """Return the heads of the columns, and the title."""
    year, what = Text("年度", "Year")[code], Text("事项和条文", "What happens, by which clause")[code]
    title, post = Text("逐年测算（元）", "Year by year (yuan)")[code], Text("岗位等级", "Post, grade")[code]
    if many == 1:
        return (year, post, *(one[code] for one in _SUMS.values()), what), title
    new, more = Text("方案", "New")[code], Text("差", "Change")[code]
    sums = ((one[code], new, more) for one in _SUMS.values())
    return (year, post, new, *chain.from_iterable(sums), what), title


def _cells(lives: Sequence[Career], slips: Sequence[Slip | None], code: Code) -> tuple[Cell, ...]:
    """Return state, pay and cost of a year under each policy, with differences; a year out of post pays nothing."""
    states = (_state(life, slip, slips[0], code) for life, slip in zip(lives, slips, strict=True))
    sums = ([getattr(slip, of) if slip else 0 for slip in slips] for of in _SUMS)
    return (*map(text, states), *chain.from_iterable(map(_amounts, sums)))


def _state(life: Career, slip: Slip | None, in_force: Slip | None, code: Code) -> str:
    """Return post and grade; under the proposal the grade alone where the post is as in force."""
    if slip is None:
        return "–"
    if slip is not in_force and in_force and slip.post == in_force.post and life.policy.grades > 1:
        return grade_words(slip.grade, code)
    return state_words(life.policy, slip.post, slip.grade, code)


def _amounts(fen: Sequence[int]) -> tuple[Cell, ...]:
    """Return amounts under each policy and, of two, the difference."""
    cells = tuple(Cell(one / FEN if one else nan, "yuan") for one in fen)
    return cells if len(fen) == 1 else (*cells, Cell((fen[1] - fen[0]) / FEN, "yuan", signed=True))


def _all(lives: Sequence[Career], code: Code) -> Row:
    sums = ([sum(getattr(slip, of) for slip in life.months) for life in lives] for of in _SUMS)
    cells = (*[text("")] * len(lives), *chain.from_iterable(map(_amounts, sums)), text(""))
    return Row(Text("合计", "All")[code], cells, "lab-total")


def _happens(lives: Sequence[Career], year: int, documents: Documents, code: Code) -> Cell:
    """Return what happens in a year; what happens under one of two policies only says under which."""
    of_each = [[one for one in life.events if year_of(one.month) == year and _told(one)] for life in lives]
    keys = [{_key(one) for one in events} for events in of_each]
    names = Text("现行：", "In force: ")[code], Text("方案：", "Proposal: ")[code]
    told = []
    for place, (life, events) in enumerate(zip(lives, of_each, strict=True)):
        for one in events:
            shared = len(lives) > 1 and _key(one) in keys[1 - place]
            if shared and place == 1:
                continue
            alone = names[place] if len(lives) > 1 and not shared else ""
            told.append((one.month, alone + _event(life, one, documents, code)))
    told.sort(key=lambda one: one[0])
    ends = [Text("；", "; ")[code]] * (len(told) - 1) + [""]
    return Cell("".join(f"<span>{words}{end}</span>" for (_, words), end in zip(told, ends, strict=False)), "html")


def _told(one: Event) -> bool:
    return one.name not in _UNTOLD and (one.name, one.detail) != _USUAL


def _key(one: Event) -> tuple[Any, ...]:
    return one.month, one.name, one.detail, *((one.post, one.grade) if one.name in _MOVES else ())


def _event(life: Career, one: Event, documents: Documents, code: Code) -> str:
    """Write an event with month, evidence, document and clause, as HTML."""
    month, name = month_of_year(one.month), event_words(life.policy, one, code)
    now, state = state_words(life.policy, one.post, one.grade, code), ""
    if one.name in _MOVES:
        now = grade_words(one.grade, code) if one.name == "graded_up" else now
        state = Text(f"（{now}）", f" ({now})")[code]
    words = escape(Text(f"{month}月{name}{state}", f"{month_abbr[month]}: {name}{state}")[code])
    if not one.grounds:
        return words
    first = one.grounds[0]
    cited = escape(documents.cited(first))
    return f"{words} {badge(first.dated.evidence, code)}" + (f" <span>{cited}</span>" if cited else "")


def _unit_note(code: Code) -> str:
    return Text(
        "用人支出含应发报酬和单位缴费等；在岗不满一年的按实际月份计；等级为年末等级；〔 〕内为文件编号。",
        "Cost is what is paid to the person and for them; years in part by the months in post. Grades are those at "
        "the end of the year; 〔 〕 numbers the documents.",
    )[code]
