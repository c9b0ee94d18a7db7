"""The chart of one career under one or two policies: the grade, and what is paid and taken home month by month.

    chart = CareerChart(figure)
    sentence = chart.update(before, after, "zh")     # the title, which is also the picture's text

Kept like the charts of `figures`: drawn once, its artists changed at every answer; the figure is the caller's.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import Any

import numpy as np
from matplotlib.axes import Axes
from matplotlib.figure import Figure
from matplotlib.ticker import FuncFormatter, MaxNLocator

from simlib import __version__
from simlib.careers.career import Career
from simlib.careers.events import EVENTS
from simlib.months import YEAR, month_text, year_of
from simlib.policy.term import FEN
from simlib.policy.value_words import digits
from simlib.report.figures import style
from simlib.report.figures.comparison import Chart
from simlib.report.figures.year_axes import whole_years
from simlib.report.words.amounts import MILLION, WAN, signed
from simlib.report.words.career_events import state_words
from simlib.text import Code, Text


class CareerChart:
    """Grade and pay by month: the policy in force and, where given, the proposal."""

    def __init__(self, figure: Figure) -> None:
        self.figure = figure
        self.title, self.source = style.title(figure), style.source(figure)
        self.title.set(linespacing=1.5, fontsize=style.TEXT, wrap=True)  # two long sentences
        self.drawn_for: Any = None

    def update(self, before: Career, after: Career | None, code: Code) -> str:
        """Show a career, or the same person's under two policies; returns the title sentence."""
        both = (before,) if after is None else (before, after)
        years = sorted({year_of(slip.last) for life in both for slip in life.years})
        kind = (code, len(both), years[0], years[-1], before.policy.grades)
        if self.drawn_for != kind:
            for axes in list(self.figure.axes):
                axes.remove()
            self._draw(years, before.policy.grades, len(both), code)
            self.drawn_for = kind
        for life, line in zip(both, self.pay, strict=True):
            line.set_data(*_steps(life, [slip.monthly / FEN for slip in life.months]))
        for life, line in zip(both, self.take_home, strict=True):
            line.set_data(*_steps(life, _take_home(life)))
        for life, line in zip(both, self.grades, strict=False):  # none where there are no grades
            line.set_data(*_steps(life, [slip.grade for slip in life.months]))
        highest = max(slip.monthly for life in both for slip in life.months) / FEN
        self.pay_axes.set_ylim(0, highest * 1.15)
        sentence = career_words(before, after, code)
        self.title.set_text(sentence)
        self.source.set_text(_source(before, after, code))
        return sentence

    def _draw(self, years: list[int], grades: int, many: int, code: Code) -> None:
        *others, self.pay_axes = self.figure.subplots(1, 1 if grades == 1 else 2, squeeze=False)[0]
        self.pay = self._lines(self.pay_axes, many, code)
        self.take_home = self._thin(self.pay)
        self.pay_axes.yaxis.set_major_formatter(FuncFormatter(lambda value, _: digits(value)))
        heading = Text(
            "应发月报酬，细线为实发（元，不含年终奖励）", "Monthly pay; thin: take-home (yuan, without reward)"
        )[code]
        style.heading(self.pay_axes, heading)
        self.grades: list[Any] = []
        for axes in others:
            self.grades = self._lines(axes, many, code)
            axes.set_ylim(0.5, grades + 0.5)
            axes.yaxis.set_major_locator(MaxNLocator(9, integer=True))
            style.heading(axes, Text("等级", "Grade")[code])
        for axes in (*others, self.pay_axes):
            whole_years(axes, years)
            axes.set_xlim(years[0] - 0.1, years[-1] + 1.1)
        if many > 1:
            self.pay_axes.legend(loc="lower right", fontsize=style.TEXT, frameon=False)

    def _lines(self, axes: Axes, many: int, code: Code) -> list[Any]:
        """Return an empty line for each policy."""
        style.plain(axes)
        looks = ((style.BEFORE, "--" if many > 1 else "-", Chart.before_label), (style.AFTER, "-", Chart.after_label))
        return [
            axes.plot([], [], color=color, ls=ls, lw=2.2, drawstyle="steps-post", label=name[code])[0]
            for color, ls, name in looks[:many]
        ]

    def _thin(self, lines: list[Any]) -> list[Any]:
        """Return an empty thin line beside each of some."""
        looks = ({"color": line.get_color(), "ls": line.get_linestyle()} for line in lines)
        return [self.pay_axes.plot([], [], lw=0.9, drawstyle="steps-post", **look)[0] for look in looks]


def _steps(life: Career, values: Sequence[float]) -> tuple[np.ndarray, np.ndarray]:
    """Return months, as years and fractions, and a value from each of them on; the end of the last month closes."""
    months = [slip.first for slip in life.months] + [life.months[-1].last + 1]
    return np.array(months) / YEAR, np.array([*values, values[-1]])


def _take_home(life: Career) -> list[float]:
    """Return what arrives each month in yuan; where a reward or severance comes too, as in the month before."""
    values: list[float] = []
    for slip in life.months:
        values.append(slip.take_home / FEN if slip.monthly == slip.received or not values else values[-1])
    return values


def career_words(before: Career, after: Career | None, code: Code) -> str:
    """Say in a line for each policy when somebody retires, in which grade, since when at the ceiling, paid how much."""
    told = _one(before, code) + _sums(before, before, code)
    if after is None:
        return told
    if _state(before) == _state(after):
        return told + Text("\n方案：与现行相同", "\nProposal: the same")[code]
    reform = _one(after, code) + _sums(after, before, code)
    return Text("现行：", "In force: ")[code] + told + Text("\n方案：", "\nProposal: ")[code] + reform


def _state(life: Career) -> tuple[Any, ...]:
    return life.months[-1].grade, life.retires, _at_ceiling(life), _sum(life, "received"), _sum(life, "take_home")


def _sums(life: Career, before: Career, code: Code) -> str:
    """Say what is paid and what arrives in all and, of another life than `before`, how much more that is."""
    paid, home = (_amount(_sum(before, of), _sum(life, of), code) for of in ("received", "take_home"))
    return Text(f"；应发 {paid}，实发 {home}", f"; million yuan paid {paid}, taken home {home}")[code]


def _amount(was: int, now: int, code: Code) -> str:
    unit, places = (MILLION, 3) if code == "en" else (WAN, 1)
    amount = digits(now / FEN / unit, places) + Text(" 万元", "")[code]
    if was == now:
        return amount
    more, share = signed((now - was) / FEN / unit, places), f"{signed((now - was) / was * 100, 1)}%"
    return amount + Text(f"（{more}，{share}）", f" ({more}, {share})")[code]


def _one(life: Career, code: Code) -> str:
    """Say when somebody retires or leaves, as what."""
    last, month = life.months[-1], month_text(life.months[-1].last)
    state, top = state_words(life.policy, last.post, last.grade, code), _at_ceiling(life)
    if top is not None:
        state += Text(f"（{month_text(top)} 到本岗最高级）", f" (ceiling {month_text(top)})")[code]
    if life.retires == last.last:
        told = Text(f"{month} 退休，时为{state}", f"retires {month} as {state}")[code]
    elif life.retires is None:
        why = EVENTS[life.events[-1].name][code]
        told = Text(f"{month} 退出（{why}），时为{state}", f"leaves {month} ({why}) as {state}")[code]
    else:
        end = month_text(life.retires)
        told = Text(f"{month} 为{state}，{end} 退休", f"{state} in {month}, retires {end}")[code]
    return told


def _at_ceiling(life: Career) -> int | None:
    """Return since when somebody has been at the top of the band of the last post, None for who is not."""
    since = None
    for event in life.events:
        if event.name == "promoted":
            since = None
        elif event.name in ("at_ceiling", "kept_at_ceiling") and since is None:
            since = event.month
    return since


def _sum(life: Career, of: str) -> int:
    """Return a sum of all slips of a life in fen: `received` or `take_home`."""
    return sum(getattr(slip, of) for slip in life.months)


def _source(before: Career, after: Career | None, code: Code) -> str:
    label = before.policy.label
    name = re.split("[:：]", label[code])[0]
    proposal = (
        ""
        if after is None
        else Text(f"；方案 {after.policy.digest[:8]}", f"; proposal {after.policy.digest[:8]}")[code]
    )
    return Text(
        f"资料：{name}{proposal}；不计随机因素，考核等次和空岗照给定；v{__version__}",
        f"Source: {name}{proposal}; no random events, ratings and vacancies as given; v{__version__}",
    )[code]
