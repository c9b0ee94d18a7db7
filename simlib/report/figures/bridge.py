"""The bridge from one cost to another, a bar for each cause: a kept figure, drawn once, its artists changed each time.

    chart = Bridge(figure)
    sentence = chart.update(explanation, 2030, "zh")     # a year, or `all`

The axis starts at zero where the causes can be read from there. Where they would be too small it is broken: the two
costs' bars are torn, the axis bears the mark, and the note says so.
"""

from __future__ import annotations

from pathlib import Path
from typing import Any

import numpy as np
from matplotlib.backends.backend_agg import FigureCanvasAgg
from matplotlib.figure import Figure
from matplotlib.ticker import FuncFormatter, MaxNLocator

from simlib.analysis.compare import Difference
from simlib.analysis.explain import WHOLE_RUN, Explanation
from simlib.analysis.widths import Range
from simlib.months import year_words
from simlib.policy.value_words import digits
from simlib.report.figures import style
from simlib.report.words.amounts import MILLION, WAN, over, signed
from simlib.report.words.cause_names import named
from simlib.report.words.width_names import LUCK, WIDE
from simlib.text import Code, Text

UP = {"facecolor": style.AFTER, "edgecolor": style.AFTER}
DOWN = {"facecolor": "#f6d9a8", "edgecolor": "#8a5a0b", "hatch": "////"}
COST = {"facecolor": style.BEFORE, "edgecolor": style.BEFORE}
READABLE = 0.35  # of the axis: the least that the causes may span before it is broken
WIDTH = 0.62
NAMED = 2  # causes that the sentence names, besides the largest against the change
TORN = 0.055, 0.085  # of the axis: where a torn bar's gap begins and ends
TEETH = 8
SHORT = {  # labels under the bars, in two lines
    "ratings_and_allowances": Text("考核与\n津贴", "Ratings,\nallow-\nances"),
    "contributions": Text("缴费费率\n与基数", "Contri-\nbutions"),
    "new_for_old": Text("人员\n更替", "Turn-\nover"),
    "headcount": Text("在岗人数\n增减", "Head-\ncount"),
    "post_mix": Text("岗位\n结构", "Post\nmix"),
    "grade_drift": Text("晋级\n增资", "Grade\ndrift"),
    "carry_over": Text("上年调资\n翘尾", "Carry-\nover"),
    "pay_award": Text("调资", "Pay\naward"),
    "conversion": Text("套改\n保留", "Pro-\ntected\npay"),
    "other": Text("其他\n支出", "Other\nlines"),
}


class Bridge:
    """One figure: the cost before, what each cause adds or takes away, the cost after."""

    def __init__(self, figure: Figure) -> None:
        self.figure = figure
        self.title, self.source = style.title(figure), style.source(figure)
        self.drawn_for: Any = None

    def update(self, explanation: Explanation, year: int | str, code: Code) -> str:
        """Show one year of an explanation, or all (`WHOLE_RUN`); return the title sentence."""
        causes = list(explanation.causes)
        kind = code, causes, explanation.proposal  # the costs beside a proposal have names in two lines
        if self.drawn_for != kind:
            for axes in list(self.figure.axes):
                axes.remove()
            self._draw(causes, code)
            self.drawn_for = kind
        parts, whole = explanation.parts(year), explanation.change(year)
        self._ends(explanation, year, code)
        broken = self._change([parts[cause] for cause in causes], whole, code)
        sentence = _sentence(explanation, year, parts, whole, code)
        style.say(self.title, sentence)
        note = _note(broken, whole, code)
        self.source.set_text(style.source_words(explanation.projection, explanation.after_digest, code, note))
        return sentence

    def _draw(self, causes: list[str], code: Code) -> None:
        axes = self.axes = self.figure.subplots()
        style.plain(axes)
        self.causes, places = causes, np.arange(len(causes) + 2)
        self.bars = list(axes.bar(places, 1, WIDTH, lw=0.9))
        self.levels = [
            axes.plot([at + WIDTH / 2, at + 1 - WIDTH / 2], [0, 0], color=style.QUIET, lw=0.9)[0] for at in places[:-1]
        ]
        self.ranges = [axes.plot([at, at], [0, 0], color=style.INK, lw=1.6)[0] for at in places[1:-1]]
        self.words = [axes.text(float(at), 0, "", ha="center", va="bottom", fontsize=style.TEXT) for at in places]
        self.tears = [axes.fill([0], [0], color="white", lw=0, zorder=3)[0] for _ in range(2)]
        self.mark = axes.text(0, TORN[0], "≈", transform=axes.transAxes, ha="center", va="bottom", fontsize=16,
                              color=style.INK, rotation=90, zorder=4)  # fmt: skip
        axes.set_xlim(-0.6, len(causes) + 1.6)
        axes.set_xticks(places, ["", *(SHORT[cause][code] for cause in causes), ""])
        axes.yaxis.set_major_locator(MaxNLocator(6))
        axes.yaxis.set_major_formatter(FuncFormatter(lambda value, _: digits(value, 0)))
        what = Text("人员经费（万元）；深色增加，斜纹减少", "Cost (million yuan); dark adds, hatched takes away")[code]
        style.heading(axes, what)

    def _ends(self, explanation: Explanation, year: int | str, code: Code) -> None:
        """Name the two costs under their bars."""
        labels = [label.get_text() for label in self.axes.get_xticklabels()]
        labels[0], labels[-1] = _end_labels(explanation, year, code)
        self.axes.set_xticks(np.arange(len(labels)), labels, fontsize=style.TEXT)

    def _change(self, parts: list[Difference], whole: Difference, code: Code) -> bool:
        """Put the numbers in; return whether the axis had to be broken."""
        scale = pick_scale(code)
        steps = np.array([part.mean for part in parts]) / scale
        tops = whole.before / scale + np.cumsum([0, *steps])
        ends = [start + end / scale for part, start in zip(parts, tops) for end in _ends(part)]
        low, high, broken = span(np.array([*tops, *ends]))
        self.axes.set_ylim(low, high)
        self._costs(tops[0], tops[-1], low)
        for bar, start, step in zip(self.bars[1:-1], tops, steps):
            bar.set_y(min(start, start + step))
            bar.set_height(abs(step))
            bar.set(**{"hatch": "", **(UP if step >= 0 else DOWN)})
        for line, level in zip(self.levels, tops, strict=True):
            line.set_ydata([level, level])
        self._ranges_and_words(parts, steps, tops, scale, high - low, code)
        for tear, at in zip(self.tears, (0, len(parts) + 1), strict=True):
            tear.set_xy(_tear(at, low, high))
            tear.set_visible(broken)
        self.mark.set_visible(broken)
        return broken

    def _costs(self, before: float, after: float, low: float) -> None:
        for bar, level in ((self.bars[0], before), (self.bars[-1], after)):
            bar.set_y(low)
            bar.set_height(level - low)
            bar.set(**COST)

    def _ranges_and_words(
        self, parts: list[Difference], steps: np.ndarray, tops: np.ndarray, scale: float, height: float, code: Code
    ) -> None:
        places = _places(steps)
        gap = 0.012 * height
        for line, word, part, start, step in zip(self.ranges, self.words[1:-1], parts, tops, steps):
            low, high = (start + width / scale for width in _ends(part))
            line.set_ydata([low, high])
            word.set_y(max(start, start + step, high) + gap)
            word.set_text(signed(step, places))
        for word, level in ((self.words[0], tops[0]), (self.words[-1], tops[-1])):
            word.set_y(level + gap)
            word.set_text(digits(level, places))


def _ends(part: Difference) -> Range:
    """Return the widest range there is of what a cause adds: with the assumptions, else of luck; else none."""
    ends = part.wide if part.wide.known else part.luck
    return ends if ends.known else Range(part.mean, part.mean)


def draw_bridge(explanation: Explanation, year: int | str, code: Code, file: str | Path) -> None:
    """Write the bridge as a PNG, 1,920 by 960; the same numbers write the same bytes."""
    figure = Figure((9.6, 4.8), dpi=200, layout="constrained")
    FigureCanvasAgg(figure)
    Bridge(figure).update(explanation, year, code)
    figure.savefig(file, format="png", metadata={"Software": None})


def pick_scale(code: Code) -> float:
    """Return how many yuan one unit of the chart is: 万元, or a million."""
    return MILLION if code == "en" else WAN


def span(tops: np.ndarray) -> tuple[float, float, bool]:
    """Return the ends of the axis, and whether it is broken: causes that can be read from zero are read from zero."""
    lowest, highest = float(tops.min()), float(tops.max())
    moved = highest - lowest
    if moved == 0 or moved >= READABLE * highest:
        return min(0.0, lowest * 1.1), max(highest * 1.1, 1e-9), False
    return lowest - 0.45 * moved, highest + 0.15 * moved, True


def _places(steps: np.ndarray) -> int:
    return 0 if abs(steps).max() >= 100 else 1 if abs(steps).max() >= 10 else 2


def _tear(at: float, low: float, high: float) -> np.ndarray:
    """Return the outline of a zigzag gap across the bar at `at`."""
    x = np.linspace(at - 0.4, at + 0.4, TEETH + 1)
    zigzag = np.where(np.arange(TEETH + 1) % 2, 0.012, -0.012)
    below, above = ((TORN[side] + zigzag) * (high - low) + low for side in (0, 1))
    return np.column_stack([np.concatenate([x, x[::-1]]), np.concatenate([below, above[::-1]])])


def _end_labels(explanation: Explanation, year: int | str, code: Code) -> tuple[str, str]:
    years = explanation.years
    if explanation.proposal:
        when = over(years, code) if year == WHOLE_RUN else year_words(int(year), years)[code]
        return Text(f"现行\n{when}", f"In force,\n{when}")[code], Text(f"方案\n{when}", f"Proposal,\n{when}")[code]
    first, last = (years[0] - 1, years[-1]) if year == WHOLE_RUN else (int(year) - 1, int(year))
    return Text(f"{first}年", str(first))[code], Text(f"{last}年", str(last))[code]


def sentence(explanation: Explanation, year: int | str, code: Code) -> str:
    """Say how much the cost changes in a year, or over all, and which causes it has."""
    return _sentence(explanation, year, explanation.parts(year), explanation.change(year), code)


def _sentence(
    explanation: Explanation, year: int | str, parts: dict[str, Difference], whole: Difference, code: Code
) -> str:
    """Say how much the cost changes and what most of it is: the two largest causes, and the largest against it."""
    scale, unit = pick_scale(code), Text("万元", "million yuan")[code]
    zh, en = _what(explanation, year)
    if whole.mean == 0 and not any(part.mean for part in parts.values()):
        return Text(f"{zh}相同", f"{en}: no change")[code]
    most = named(parts, whole.mean, NAMED)
    places = _places(np.array([mean / scale for _, mean in most]))
    amounts = [(*label, signed(mean / scale, places)) for label, mean in most]
    total = f"{signed(whole.mean / scale, places)} {unit}"
    return Text(
        f"{zh} {total}，其中" + "，".join(f"{label} {number}" for label, _, number in amounts),
        f"{en}: {total}, of which " + ", ".join(f"{label.lower()} {number}" for _, label, number in amounts),
    )[code]


def _what(explanation: Explanation, year: int | str) -> Text:
    """Say what is compared with what, in both languages."""
    years = explanation.years
    if explanation.proposal and year == WHOLE_RUN:
        return Text(
            f"{over(years, 'zh')}人员经费，方案较现行", f"Cost of {over(years, 'en')}, proposal less law in force"
        )
    if explanation.proposal:
        when = year_words(int(year), years)
        return Text(f"{when.zh}人员经费，方案较现行", f"Cost of {when.en}, proposal less law in force")
    first, last = (years[0] - 1, years[-1]) if year == WHOLE_RUN else (int(year) - 1, int(year))
    return Text(f"{last}年人员经费比{first}年", f"Cost of {last} against {first}")


def _note(broken: bool, whole: Difference, code: Code) -> str:
    """Say that the axis is broken, and what the lines are."""
    notes = [Text("纵轴截断，不从零开始", "The axis is broken, not from zero")[code]] if broken else []
    name = WIDE if whole.wide.known else LUCK
    if whole.wide.known or whole.luck.known:
        notes.append(Text(f"竖线为各原因{name.zh}", f"Lines: {name.en} of each cause")[code])
    return Text("；", "; ")[code].join(notes) + Text("。", ".")[code] if notes else ""
