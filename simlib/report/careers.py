"""The chart of one career under one or two policies: the grade, and what the person is paid month by month.

    chart = CareerChart(figure)
    sentence = chart.update(before, after, "zh")     # the title, which is also the picture's text

Kept like the charts of `figures`: drawn once, its artists changed at every answer; the figure is the caller's.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from typing import Any

import numpy as np
from matplotlib.axes import Axes
from matplotlib.figure import Figure
from matplotlib.ticker import FuncFormatter, MaxNLocator

from simlib import __version__
from simlib.analysis.career import Career, Slip
from simlib.analysis.happenings import EVENTS
from simlib.months import YEAR, month_text, year_of
from simlib.policy.term import FEN
from simlib.report import style
from simlib.report.career_words import state_words
from simlib.report.figures import Chart, whole_years
from simlib.report.words import MILLION, WAN, digits, signed
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
            line.set_data(*_steps(life, lambda slip: slip.monthly / FEN))
        for life, line in zip(both, self.grades, strict=False):  # none where there are no grades
            line.set_data(*_steps(life, lambda slip: slip.grade))
        highest = max(slip.monthly for life in both for slip in life.months) / FEN
        self.pay_axes.set_ylim(0, highest * 1.15)
        sentence = career_words(before, after, code)
        self.title.set_text(sentence)
        self.source.set_text(_source(before, after, code))
        return sentence

    def _draw(self, years: list[int], grades: int, many: int, code: Code) -> None:
        *others, self.pay_axes = self.figure.subplots(1, 1 if grades == 1 else 2, squeeze=False)[0]
        self.pay = self._lines(self.pay_axes, many, code)
        self.pay_axes.yaxis.set_major_formatter(FuncFormatter(lambda value, _: digits(value)))
        heading = Text("本人月报酬（元，不含年终奖励）", "Monthly pay (yuan, without the year-end reward)")[code]
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


def _steps(life: Career, of: Callable[[Slip], float]) -> tuple[np.ndarray, np.ndarray]:
    """Return months, as years and fractions, and a value from each of them on; the end of the last month closes."""
    months = [slip.first for slip in life.months] + [life.months[-1].last + 1]
    values = [of(slip) for slip in (*life.months, life.months[-1])]
    return np.array(months) / YEAR, np.array(values)


def career_words(before: Career, after: Career | None, code: Code) -> str:
    """Say in a line for each policy when somebody retires, in which grade, since when at the ceiling, paid how much."""
    told = _one(before, code)
    if after is None:
        return told
    was, now = _received(before), _received(after)
    if was == now and _state(before) == _state(after):
        return told + Text("\n方案：与现行相同", "\nProposal: the same")[code]
    more = Text(f"（{_more(was, now, code)}）", f" ({_more(was, now, code)})")[code]
    return Text("现行：", "In force: ")[code] + told + Text("\n方案：", "\nProposal: ")[code] + _one(after, code) + more


def _state(life: Career) -> tuple[Any, ...]:
    return life.months[-1].grade, life.retires, _at_ceiling(life)


def _more(was: int, now: int, code: Code) -> str:
    share, yuan = f"{signed((now - was) / was * 100, 1)}%", (now - was) / FEN
    return Text(f"{signed(yuan / WAN, 1)} 万元，{share}", f"{signed(yuan / MILLION, 3)}, {share}")[code]


def _one(life: Career, code: Code) -> str:
    last, month = life.months[-1], month_text(life.months[-1].last)
    state, top = state_words(life.policy, last.post, last.grade, code), _at_ceiling(life)
    if top is not None:
        state += Text(f"（{month_text(top)} 到顶）", f" (ceiling {month_text(top)})")[code]
    if life.retires == last.last:
        told = Text(f"{month} 退休，时为{state}", f"retires {month} as {state}")[code]
    elif life.retires is None:
        why = EVENTS[life.events[-1].name][code]
        told = Text(f"{month} 离开（{why}），时为{state}", f"leaves {month} ({why}) as {state}")[code]
    else:
        end = month_text(life.retires)
        told = Text(f"{month} 为{state}，{end} 退休", f"{state} in {month}, retires {end}")[code]
    yuan = _received(life) / FEN
    return (
        told
        + Text(f"；所得合计 {digits(yuan / WAN, 1)} 万元", f"; paid {digits(yuan / MILLION, 3)} million yuan")[code]
    )


def _at_ceiling(life: Career) -> int | None:
    """Return since when somebody has been at the top of the band of the last post, None for who is not."""
    since = None
    for event in life.events:
        if event.name == "promoted":
            since = None
        elif event.name in ("at_ceiling", "kept_at_ceiling") and since is None:
            since = event.month
    return since


def _received(life: Career) -> int:
    return sum(slip.received for slip in life.months)


def _source(before: Career, after: Career | None, code: Code) -> str:
    label = before.policy.label
    name = re.split("[:：]", label[code])[0]
    proposal = (
        ""
        if after is None
        else Text(f"；方案 {after.policy.digest[:8]}", f"; proposal {after.policy.digest[:8]}")[code]
    )
    return Text(
        f"资料：{name}{proposal}；没有运气，考核等次和空岗照给定；v{__version__}",
        f"Source: {name}{proposal}; no luck, ratings and vacancies as given; v{__version__}",
    )[code]
