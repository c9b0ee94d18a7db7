"""The chart of one career under one or two policies: the grade, and what the person is paid each year.

    chart = CareerChart(figure)
    sentence = chart.update(before, after, "zh")     # the title, which is also the picture's text

Kept like the charts of `figures`: drawn once, its artists changed at every answer; the figure is the caller's.
"""

from __future__ import annotations

import re
from typing import Any

import numpy as np
from matplotlib.axes import Axes
from matplotlib.figure import Figure
from matplotlib.ticker import FuncFormatter, MaxNLocator

from simlib import __version__
from simlib.analysis.career import FEN, Career
from simlib.months import YEAR, month_text, year_of
from simlib.report import style
from simlib.report.figures import Chart, whole_years
from simlib.report.words import WAN, Code, digits, pick


class CareerChart:
    """Grade by month and yearly income: the policy in force and, where given, the proposal."""

    def __init__(self, figure: Figure) -> None:
        self.figure = figure
        self.title, self.source = style.title(figure), style.source(figure)
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
        for life, line, points in zip(both, self.grades, self.incomes, strict=True):
            line.set_data(*_grade_steps(life))
            by_year = {year_of(slip.last): slip.received / FEN / WAN for slip in life.years}
            points.set_data(list(by_year), list(by_year.values()))
        highest = max(slip.received for life in both for slip in life.years) / FEN / WAN
        self.income_axes.set_ylim(0, highest * 1.15)
        sentence = _sentence(before, after, code)
        self.title.set_text(sentence)
        self.source.set_text(_source(before, after, code))
        return sentence

    def _draw(self, years: list[int], grades: int, many: int, code: Code) -> None:
        left, right = self.figure.subplots(1, 2)
        self.income_axes = right
        self.grades = self._lines(left, many, code, drawstyle="steps-post", lw=2.2)
        self.incomes = self._lines(right, many, code, lw=2.2, marker="o", ms=4)
        left.set_ylim(0.5, grades + 0.5)
        left.yaxis.set_major_locator(MaxNLocator(9, integer=True))
        right.yaxis.set_major_formatter(FuncFormatter(lambda value, _: f"{value:g}"))
        for axes in (left, right):
            whole_years(axes, years)
        left.set_xlim(years[0] - 0.1, years[-1] + 1.1)
        style.heading(left, pick(code, "等级", "Grade"))
        style.heading(right, pick(code, "本人年所得（万元）", "Paid to the person in a year (10,000 yuan)"))
        left.legend(loc="upper left", fontsize=style.TEXT, frameon=False)

    def _lines(self, axes: Axes, many: int, code: Code, **look: Any) -> list[Any]:
        """Return an empty line for each policy."""
        style.plain(axes)
        looks = ((style.BEFORE, "--", Chart.before_label), (style.AFTER, "-", Chart.after_label))
        return [
            axes.plot([], [], color=color, ls=ls, label=pick(code, *name), **look)[0]
            for color, ls, name in looks[:many]
        ]


def _grade_steps(life: Career) -> tuple[np.ndarray, np.ndarray]:
    """Return months, as years and fractions, and the grade from each of them on; the end of the last month closes."""
    months = [slip.first for slip in life.months] + [life.months[-1].last + 1]
    grades = [slip.grade for slip in life.months] + [life.months[-1].grade]
    return np.array(months) / YEAR, np.array(grades)


def _sentence(before: Career, after: Career | None, code: Code) -> str:
    """Say the last grade, retirement, and what all years together pay."""
    told = _one(before, code)
    if after is None:
        return told
    change = (_received(after) - _received(before)) / FEN / WAN
    if not change and before.months[-1].grade == after.months[-1].grade and before.retires == after.retires:
        return told + pick(code, "；与方案相同", "; the same under the proposal")
    sign = "+" if change > 0 else ""
    return pick(code, "现行：", "In force: ") + told + pick(
        code,
        f"；方案：{_one(after, code)}，所得合计 {sign}{digits(change, 1)} 万元",
        f"; proposal: {_one(after, code)}, {sign}{digits(change, 1)} × 10,000 yuan in all",
    )  # fmt: skip


def _one(life: Career, code: Code) -> str:
    grade = life.months[-1].grade
    if life.retires is None:
        left = month_text(life.months[-1].last)
        return pick(code, f"{grade} 级，{left} 离开", f"grade {grade}, leaves {left}")
    month = month_text(life.retires)
    return pick(code, f"{grade} 级，{month} 退休", f"grade {grade}, retires {month}")


def _received(life: Career) -> int:
    return sum(slip.received for slip in life.months)


def _source(before: Career, after: Career | None, code: Code) -> str:
    label = before.policy.label
    name = re.split("[:：]", pick(code, label.zh, label.en))[0]
    proposal = (
        ""
        if after is None
        else pick(code, f"；方案 {after.policy.digest[:8]}", f"; proposal {after.policy.digest[:8]}")
    )
    return pick(
        code,
        f"资料：{name}{proposal}；没有运气，考核等次和空岗照给定；v{__version__}",
        f"Source: {name}{proposal}; no luck, ratings and vacancies as given; v{__version__}",
    )
