"""Charts of what the policy after a comparison costs: who pays, and the cost of each year under a ceiling."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

import numpy as np
from matplotlib.ticker import MaxNLocator, ScalarFormatter

from simlib.analysis.ceilings import Chance, percent
from simlib.analysis.compare import Comparison
from simlib.analysis.widths import FEWEST_FOR_AN_INTERVAL
from simlib.policy.axes import FUNDERS
from simlib.policy.value_words import digits
from simlib.report.figures import style
from simlib.report.figures.bars import Bars, room
from simlib.report.figures.comparison import Chart
from simlib.report.figures.range_bands import Bands, Names, Whiskers
from simlib.report.figures.year_axes import tick_years
from simlib.report.words.amounts import WAN, YI, money, over
from simlib.text import NOTHING, Code, Text

HATCHES = ("", "", "", "////")
PAYERS = ("#0d3659", "#e08a1e", "#3d7ab5", "#a9cbea")  # levels of government; each of another lightness too


class _Yearly(Chart):
    """A chart of years whose unit follows the size of the amounts: 亿元 or 万元, million yuan.

    back   by how much the money of each year is multiplied (constant prices, present value); None: nominal
    words  in which money that is
    """

    back: np.ndarray | None = None
    words: Text = Text("当年价", "nominal")

    def scale(self, largest: float, code: Code) -> tuple[float, str]:
        """Return how many yuan make the unit, and its name."""
        if code == "en":
            return 1e6, "million yuan"
        return (YI, "亿元") if largest >= YI else (WAN, "万元")

    def money_back(self, fen: np.ndarray) -> np.ndarray:
        """Return (replication, year, …) fen as yuan in the money asked for."""
        back = np.ones(fen.shape[1]) if self.back is None else self.back
        return fen / 100 * back.reshape(1, -1, *[1] * (fen.ndim - 2))

    def label_years(self, axes: object, years: Sequence[int], code: Code) -> None:
        """Tick every year, and round amounts."""
        tick_years(axes, years, code)
        axes.yaxis.set_major_locator(MaxNLocator(6, steps=[1, 2, 5, 10]))  # type: ignore[attr-defined]
        axes.yaxis.set_major_formatter(ScalarFormatter(useOffset=False))  # type: ignore[attr-defined]


class Payers(_Yearly):
    """Stacked bars: what each level of government pays in each year."""

    def draw(self, comparison: Comparison, code: Code) -> None:
        axes = self.axes = self.figure.subplots()
        style.plain(axes)
        years = self.places = np.array(comparison.before.projection.years)
        self.bars = [
            Bars(axes, names[code], facecolor=color, hatch=hatch, edgecolor="white", lw=0.8)
            for color, hatch, names in zip(PAYERS, HATCHES, FUNDERS.values(), strict=True)
        ]
        self.totals = [axes.text(year, 0, "", ha="center", va="bottom", fontsize=style.SMALL) for year in years]
        self.whiskers = Whiskers(axes, years)
        axes.set_xlim(room(years, 0.62))
        self.label_years(axes, comparison.before.projection.years, code)

    def change(self, comparison: Comparison, code: Code) -> str:
        after = comparison.after
        paid = self.money_back(after.budget.borne.sum(axis=2)).mean(axis=0)  # (year, funder)
        whole = paid.sum(axis=1)
        one, unit = self.scale(float(whole.max()), code)
        bottom = np.zeros(len(paid))
        for bars, heights in zip(self.bars, paid.T / one, strict=True):
            bars.upright(self.places, 0.62, heights, bottom)
            bottom = bottom + heights
        totals = [self.money_back(run.budget.fen.sum(axis=2)) / one for run in (after, after.wide) if run]
        ends = self.whiskers.change(*totals)
        tops = np.maximum(whole / one, ends)
        for words, total, top in zip(self.totals, whole / one, tops, strict=True):
            words.set_y(top + 0.012 * float(tops.max()))  # clear of the whisker
            words.set_text(digits(total, 2 if total < 10 else 0 if total >= 1000 else 1))
        self.axes.set_ylim(0, 1.12 * float(tops.max()))
        heading = Text(
            f"每年经费，按负担级次（{unit}，{self.words.zh}）", f"Cost a year by who pays ({unit}, {self.words.en})"
        )
        style.heading(self.axes, heading[code])
        shown: list[Any] = [bars for bars, mine in zip(self.bars, paid.T, strict=True) if mine.any()]
        shown += [one for one in self.whiskers.named(code) if one.get_visible()]
        self.axes.legend(handles=shown, loc="upper center", bbox_to_anchor=(0.5, -0.07), ncols=len(shown),
                         fontsize=style.TEXT, frameon=False)  # fmt: skip
        return self._sentence(paid, after.projection.years, code)

    def _sentence(self, paid: np.ndarray, years: tuple[int, ...], code: Code) -> str:
        whole, names = paid.sum(axis=0), [label[code] for label in FUNDERS.values()]
        told = [
            f"{names[place]} {money(float(whole[place]), code)} ({digits(100 * whole[place] / whole.sum(), 1)}%)"
            for place in np.argsort(-whole)
            if whole[place] > 0
        ]
        span = over(years, code)
        if len(told) == 1:
            only = names[int(np.argmax(whole))]
            return Text(
                f"{span}经费 {money(float(whole.sum()), code)} 全部由{only}负担",
                f"{only} pays all of {span}: {money(float(whole.sum()), code)}",
            )[code]
        listed = Text("，", ", ")[code].join(told)
        return Text(f"{span}：{listed.replace(' (', '（').replace('%)', '%）')}", f"{span}: {listed}")[code]


class UnderCeiling(_Yearly):
    """The cost of each year, its mean and its ranges, against a ceiling, and how often it is passed. Nominal amounts.

    limits   the ceiling of each year, in yuan; NaN where there is none
    """

    limits: Sequence[float] = ()

    def draw(self, comparison: Comparison, code: Code) -> None:
        axes = self.axes = self.figure.subplots()
        style.plain(axes)
        years = np.array(comparison.before.projection.years)
        zero = np.zeros(len(years))
        self.bands = Bands(axes, years, style.AFTER)
        (self.line,) = axes.plot(
            years, zero, color=style.AFTER, lw=2, marker="o", ms=5, label=Text("平均", "Mean")[code]
        )
        (self.limit,) = axes.plot(
            years, zero, color=style.REASONS[2], lw=2.2, ls="--", label=Text("经费上限", "Ceiling")[code]
        )
        self.names = Names(axes, [self.line, *self.bands.named(code), self.limit], 4)
        self.label_years(axes, comparison.before.projection.years, code)

    def change(self, comparison: Comparison, code: Code) -> str:
        after, under = comparison.after, comparison.after.wide
        cost = self.money_back(after.budget.fen.sum(axis=2))
        wide = self.money_back(under.budget.fen.sum(axis=2)) if under else None
        years, limits = np.array(after.projection.years), np.array(self.limits)
        one, unit = self.scale(float(max(cost.max(), np.nanmax(limits))), code)
        ends = self.bands.change(years, cost / one, None if wide is None else wide / one)
        self.line.set_ydata(cost.mean(axis=0) / one)
        self.limit.set_ydata(limits / one)
        span = [*(each(limits / one) for each in (np.nanmin, np.nanmax)), *cost.mean(axis=0) / one]
        span += [float(end) for ends_of in ends for end in ends_of]
        room = 0.12 * max(max(span) - min(span), 0.02 * max(span))
        self.axes.set_ylim(min(span) - room, max(span) + room)
        style.heading(
            self.axes,
            Text(
                f"每年经费与上限（{unit}，当年价；纵轴不从零开始）",
                f"Cost a year and ceiling ({unit}, nominal; axis not from zero)",
            )[code],
        )
        self.names.change()
        with_assumptions = wide is not None and len(wide) >= FEWEST_FOR_AN_INTERVAL
        passed = (wide if with_assumptions else cost) > limits
        return self._sentence(passed, with_assumptions, after.projection.years, code)

    def _sentence(self, passed: np.ndarray, with_assumptions: bool, years: tuple[int, ...], code: Code) -> str:
        """Say how often the ceiling is passed, and in which year most: with the assumptions, where those were run."""
        count, often = len(passed), passed.sum(axis=0)
        zh, en = (
            Text("含假定，", "with the assumptions ")
            if with_assumptions
            else Text("只计随机因素，", "by chance alone ")
        )
        if not often.any():
            return Text(
                f"{zh}{count}次模拟中没有一年超过上限",
                f"In {count} replications {en}no year passes the ceiling",
            )[code]
        worst, ever = int(np.argmax(often)), Chance(int(passed.any(axis=1).sum()), count)
        chance = percent(ever.share)
        sure = Text(f"，概率约{chance}", f": a chance of about {chance}") if ever.enough else NOTHING
        return Text(
            f"{zh}{count}次模拟中有{ever.times}次至少一年超过上限{sure.zh}；最多的是{years[worst]}年（{often[worst]}次）",
            f"In {ever.times} of {count} replications {en}some year passes the ceiling{sure.en}; "
            f"most often {years[worst]} ({often[worst]})",
        )[code]
