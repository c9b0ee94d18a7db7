"""Charts of what flows: exits by reason, and cost by year and budget line."""

from __future__ import annotations

from typing import Any, ClassVar

import numpy as np
from matplotlib.ticker import FuncFormatter, MaxNLocator

from simlib.analysis.compare import Comparison
from simlib.analysis.outcomes import OUTCOMES
from simlib.policy.items import Item
from simlib.policy.term import FEN
from simlib.policy.value_words import digits
from simlib.population.person import FLOWS, LEAVING_FLOWS
from simlib.projection import Projection
from simlib.report.figures import style
from simlib.report.figures.bars import Bars, room
from simlib.report.figures.comparison import Chart
from simlib.report.figures.range_bands import Names, Whiskers
from simlib.report.figures.year_axes import tick_years
from simlib.report.words.amounts import WAN, YI, gain, money, over, same
from simlib.report.words.width_names import change_words
from simlib.text import Code, Text

GROUPS: tuple[tuple[tuple[str, ...], Text], ...] = (
    (("retired",), FLOWS["retired"]),
    (("resigned",), FLOWS["resigned"]),
    (("civil_service",), FLOWS["civil_service"]),
    (("not_re_elected",), FLOWS["not_re_elected"]),
    (("died", "misconduct", "dismissed"), Text("死亡、违纪与辞退", "Died or dismissed")),
)  # all of LEAVING_FLOWS, each once
assert sorted(name for names, _ in GROUPS for name in names) == sorted(LEAVING_FLOWS)
FINE: dict[str, Any] = {"hatch": "////", "alpha": 0.65}  # the policy in force, beside the proposal


_MANY = 13  # budget lines that have room at the usual size


class Exits(Chart):
    """Exits by reason, a pair of stacked bars each year: the policy in force hatched, the proposal solid."""

    def draw(self, comparison: Comparison, code: Code) -> None:
        before = comparison.before.projection
        axes = self.axes = self.figure.subplots()
        style.plain(axes)
        years = np.array(before.years)
        self.places, self.pairs = (years - 0.2, years + 0.2), []
        for (_, label), color in zip(GROUPS, style.REASONS, strict=True):
            look: dict[str, Any] = {"facecolor": color, "edgecolor": "white", "lw": 0.8}
            self.pairs.append((Bars(axes, **look, **FINE), Bars(axes, label[code], **look)))
        self.totals = [axes.text(year + 0.2, 0, "", ha="center", va="bottom", fontsize=style.SMALL) for year in years]
        self.whiskers = Whiskers(axes, years + 0.2)
        self.names = Names(axes, [*(now for _, now in self.pairs), *self.whiskers.named(code)], 3)
        tick_years(axes, before.years, code)
        axes.set_xlim(room(self.places, 0.36))
        axes.yaxis.set_major_locator(style.whole_people())
        style.heading(
            axes,
            Text(
                "每年退出人数，按原因（人）；左为现行（斜纹），右为方案，数字为方案合计",
                "Leavers a year by reason (people); left in force (hatched), right the proposal with its total",
            )[code],
        )

    def change(self, comparison: Comparison, code: Code) -> str:
        sides = [_exits(side.projection) for side in (comparison.before, comparison.after)]
        for side, numbers in enumerate(sides):
            bottom = np.zeros(numbers.shape[1])
            for pair, heights in zip(self.pairs, numbers, strict=True):
                pair[side].upright(self.places[side], 0.36, heights, bottom)
                bottom = bottom + heights
        totals, left, after = sides[1].sum(axis=0), OUTCOMES["left"].values, comparison.after
        tops = np.maximum(totals, self.whiskers.change(left(after), left(after.wide) if after.wide else None))
        for text, total, top in zip(self.totals, totals, tops, strict=True):
            text.set_y(top)
            text.set_text(digits(total))
        self.axes.set_ylim(0, 1.12 * max(tops.max(), sides[0].sum(axis=0).max()))
        self.names.change()
        return self._sentence(comparison, code)

    def _sentence(self, comparison: Comparison, code: Code) -> str:
        years, headline = comparison.before.projection.years, comparison.headline
        left, retired = headline["left"], headline["retired"]
        told = Text(
            f"{over(years, code)}共退出 {digits(left.after)} 人，其中退休 {digits(retired.after)} 人",
            f"{digits(left.after)} leave in {over(years, code)}, {digits(retired.after)} of them retiring",
        )[code]
        if same(left) and same(retired):
            return told + Text("，与现行相同", ", as in force")[code]
        more = [gain(OUTCOMES[name], headline[name], code).replace(" people", "") for name in ("left", "retired")]
        return (
            told
            + Text(f"；较现行：退出 {more[0]}，退休 {more[1]}", f"; change: {more[0]} leavers, {more[1]} retirements")[
                code
            ]
        )


def _exits(projection: Projection) -> np.ndarray:
    """Return the mean leavers by group and year."""
    flows = projection.books.flows.sum(axis=3).mean(axis=0)  # (year, flow)
    names = list(FLOWS)
    return np.stack([sum(flows[:, names.index(name)] for name in group) for group, _ in GROUPS])


class Cost(Chart):
    """Cost by year, and the budget lines over all years, the policy in force beside the proposal."""

    largest: ClassVar[tuple[float, str]] = (YI, "亿元")  # the unit where a year costs one of it, or more

    def draw(self, comparison: Comparison, code: Code) -> None:
        before = comparison.before.projection
        left, right = self.figure.subplots(1, 2, width_ratios=[1.75, 1])
        style.plain(left)
        style.plain(right, grid="x")
        self.left, self.right = left, right
        self.scale, unit = self._unit(comparison, code)
        self.shown = _spent(comparison)
        years, rows = np.array(before.years), np.arange(len(self.shown))
        old: dict[str, Any] = {"facecolor": "white", "edgecolor": style.BEFORE, "hatch": "////", "lw": 1.0}
        looks = {self.before_label[code]: old, self.after_label[code]: {"facecolor": style.AFTER}}
        self.years, self.lines = ([Bars(axes, name, **look) for name, look in looks.items()] for axes in (left, right))
        self.places = [(years - 0.2, rows - 0.2), (years + 0.2, rows + 0.2)]
        self.whiskers = [Whiskers(left, years - 0.2), Whiskers(left, years + 0.2)]
        self.names = Names(left, [*self.years, *self.whiskers[1].named(code)], 2 if code == "en" else 3)
        self.year_words = [left.text(year, 0, "", ha="center", va="bottom", fontsize=style.TINY) for year in years]
        self.line_words = [right.text(0, row, "", va="center", fontsize=style.SMALL) for row in rows]
        tick_years(left, before.years, code)
        left.tick_params(axis="x", labelsize=style.SMALL)
        names = [item.label[code] for item in self.shown]
        right.set_yticks(rows, names, fontsize=style.SMALL if len(rows) <= _MANY else style.TINY)
        left.set_xlim(room((years - 0.2, years + 0.2), 0.36))
        right.set_ylim(room((rows - 0.2, rows + 0.2), 0.38)[::-1])
        right.xaxis.set_major_locator(MaxNLocator(4))
        left.yaxis.set_major_formatter(FuncFormatter(lambda value, _: digits(value, 1 if self.scale == YI else 0)))
        right.xaxis.set_major_formatter(FuncFormatter(lambda value, _: f"{value:,g}"))
        what = Text("柱上为差额，万元", "above the bars: the difference")[code]
        style.heading(left, Text(f"每年人员经费（{unit}；{what}）", f"Cost a year ({unit}; {what})")[code])
        span = over(before.years, code)
        lines = Text(f"{span}支出明细（{unit}；柱旁为差额，万元）", f"Budget lines, {span} ({unit})")
        style.heading(right, lines[code], loc="right")

    def laid_out_by(self, comparison: Comparison) -> tuple[Any, ...]:
        return (_spent(comparison), self._unit(comparison, "zh"))

    def change(self, comparison: Comparison, code: Code) -> str:
        scale = self.scale
        by_year, by_line, tops = [], [], []
        sides = zip(
            (comparison.before, comparison.after), self.places, self.years, self.lines, self.whiskers, strict=True
        )
        for side, (at_years, at_rows), years, lines, whiskers in sides:
            wide = side.wide.budget.total.values / scale if side.wide else None
            tops.append(whiskers.change(side.budget.total.values / scale, wide))
            by_year.append(side.budget.fen.sum(axis=2).mean(axis=0) / FEN / scale)
            by_line.append(np.array([side.budget.of(item.key).sum(axis=1).mean() for item in self.shown]) / FEN / scale)
            years.upright(at_years, 0.36, by_year[-1])
            lines.flat(at_rows, 0.38, by_line[-1])
        self._differences(by_year, by_line, np.maximum(*tops), code)
        self.names.change()
        return self._sentence(comparison, code)

    def _differences(self, by_year: list[np.ndarray], by_line: list[np.ndarray], ends: np.ndarray, code: Code) -> None:
        """Write the differences beyond the bars, and beyond the upper `ends` of their ranges."""
        scale, top, far = self.scale, np.maximum(np.maximum(*by_year), ends), np.maximum(*by_line)
        for text, was, now, height in zip(self.year_words, *by_year, top, strict=True):
            text.set_y(height)
            text.set_text(_difference((now - was) * scale, code))
        for text, was, now, width in zip(self.line_words, *by_line, far, strict=True):
            text.set_x(width)
            text.set_text("  " + _difference((now - was) * scale, code))
        self.left.set_ylim(0, top.max() * 1.1)
        self.right.set_xlim(0, far.max() * 1.28)

    def _sentence(self, comparison: Comparison, code: Code) -> str:
        found, years = comparison.headline["cost"], comparison.before.projection.years
        one, unit = self.largest
        total = Text(f"{digits(found.after / one, 2 if one == YI else 0)} {unit}", money(found.after, "en"))[code]
        told = Text(f"{over(years, code)}人员经费 {total}", f"The cost of {over(years, code)} is {total}")[code]
        if same(found):
            return told + Text("，与现行相同", ", as in force")[code]
        return (
            told
            + Text(
                f"，较现行 {change_words(OUTCOMES['cost'], found, code)}",
                f"; change {change_words(OUTCOMES['cost'], found, code)}",
            )[code]
        )

    def note(self, comparison: Comparison, code: Code) -> str:
        return Text("含单位缴费；当年价。", "With employer contributions; nominal amounts.")[code]

    def _unit(self, comparison: Comparison, code: Code) -> tuple[float, str]:
        """Return how many yuan make one of the unit of the axes, and its name."""
        if code == "en":
            return 1e6, "million yuan"
        most = float(comparison.before.budget.total.mean("replication").max())
        return self.largest if most >= self.largest[0] else (WAN, "万元")


class MemoCost(Cost):
    """The same with every amount in 万元: a memo has one unit."""

    largest = (WAN, "万元")


def _spent(comparison: Comparison) -> tuple[Item, ...]:
    """Return the budget lines on which anything is spent, before or after."""
    budgets = [side.budget for side in (comparison.before, comparison.after)]
    items = {line: item for budget in budgets for line, item in budget.lines.items()}
    return tuple(item for line, item in items.items() if any(budget.of(line).any() for budget in budgets))


def _difference(yuan: float, code: Code) -> str:
    """Write a difference on a bar: whole 万元, or million yuan; nothing where it rounds to none."""
    unit, places = (1e6, 2 if abs(yuan) < 1e6 else 1) if code == "en" else (WAN, 0 if abs(yuan) >= WAN * 10 else 1)
    written = digits(yuan / unit, places)
    return f"{'+' if yuan > 0 else ''}{written}" if written.strip("−0.") else ""
