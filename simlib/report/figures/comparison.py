"""The charts of a comparison: a kept figure each, drawn once, its artists changed at every answer.

    chart = Staffing(figure)
    sentence = chart.update(comparison, digest, "zh")     # the title, which is also the picture's text

The figure is the caller's (object API, never pyplot); the caller lays it out once and after a change of language.
"""

from __future__ import annotations

from abc import ABC, abstractmethod
from typing import Any, ClassVar

import numpy as np
from matplotlib.axes import Axes
from matplotlib.figure import Figure
from matplotlib.ticker import FuncFormatter, MaxNLocator

from simlib.analysis.compare import Comparison
from simlib.analysis.outcomes import OUTCOMES, Costed
from simlib.disclosure.pattern import HIDDEN
from simlib.disclosure.shown import hidden_of
from simlib.policy.value_words import digits
from simlib.projection import Projection
from simlib.report.figures import style
from simlib.report.figures.bars import Bars, room
from simlib.report.figures.range_bands import Bands, Names
from simlib.report.figures.year_axes import opening_words, whole_years, year_ends
from simlib.report.words.amounts import same
from simlib.report.words.width_names import change_words
from simlib.text import Code, Text


class Chart(ABC):
    """One figure and how it is updated. Subclasses say what is drawn once (`draw`) and what changes (`change`)."""

    before_label: ClassVar[Text] = Text("现行", "In force")
    after_label: ClassVar[Text] = Text("方案", "Proposal")

    def __init__(self, figure: Figure) -> None:
        self.figure = figure
        self.title, self.source = style.title(figure), style.source(figure)
        self.drawn_for: Any = None

    def update(self, comparison: Comparison, digest: str, code: Code) -> str:
        """Show a comparison; returns the title sentence. `digest` names the proposal in the source line."""
        before = comparison.before.projection
        kind = (code, before.policy.digest, before.years, *self.laid_out_by(comparison))
        if self.drawn_for != kind:
            for axes in list(self.figure.axes):
                axes.remove()
            for legend in list(self.figure.legends):
                legend.remove()
            self.draw(comparison, code)
            self.drawn_for = kind
        sentence = self.change(comparison, code)
        style.say(self.title, sentence)
        self.source.set_text(style.source_words(before, digest, code, self.note(comparison, code)))
        return sentence

    def laid_out_by(self, comparison: Comparison) -> tuple[Any, ...]:
        """Return what else the axes depend on, besides policy, years and language."""
        return ()

    @abstractmethod
    def draw(self, comparison: Comparison, code: Code) -> None:
        """Make axes and artists for a policy's years, posts and grades."""

    @abstractmethod
    def change(self, comparison: Comparison, code: Code) -> str:
        """Put the numbers in; return the title sentence."""

    def note(self, comparison: Comparison, code: Code) -> str:
        """Return what the reader must know besides."""
        return ""


def posts_of(projection: Projection, code: Code) -> list[str]:
    """Return the labels of the posts, top first."""
    return [post.label[code] for post in projection.policy.posts]


class Staffing(Chart):
    """Staff in post against the establishment, by year end; vacancies by post at the last."""

    def draw(self, comparison: Comparison, code: Code) -> None:
        before = comparison.before.projection
        left, right = self.figure.subplots(1, 2, width_ratios=[2.2, 1])
        self._draw_years(left, year_ends(before), code)
        self._draw_vacancies(right, posts_of(before, code), before.years[-1], code)

    def _draw_years(self, axes: Axes, ends: list[float], code: Code) -> None:
        style.plain(axes)
        self.years_axes = axes
        zero = np.zeros(len(ends))
        names = (Text("现行员额", "Posts, in force"), Text("方案员额", "Posts, proposed"))
        self.limits = [
            axes.plot(ends, zero, drawstyle="steps-mid", color=color, ls=":", lw=1.8, label=name[code])[0]
            for color, name in zip((style.BEFORE, style.LIMIT), names, strict=True)
        ]
        self.bands = [Bands(axes, ends, color) for color in (style.BEFORE, style.AFTER)]
        looks = ((style.BEFORE, "--", self.before_label), (style.AFTER, "-", self.after_label))
        self.lines = [
            axes.plot(ends, zero, color=color, ls=ls, lw=2.2, marker="o", ms=4, label=name[code])[0]
            for color, ls, name in looks
        ]
        whole_years(axes, ends)
        axes.yaxis.set_major_locator(MaxNLocator(6, integer=True))
        axes.yaxis.set_major_formatter(FuncFormatter(lambda value, _: f"{value:,.0f}"))
        style.heading(axes, Text("年末在岗与员额（人）", "In post at year end, and authorised posts (people)")[code])
        self.names = Names(axes, [*self.limits, *self.lines, *self.bands[1].named(code)], 3, -0.1)

    def _draw_vacancies(self, axes: Axes, posts: list[str], last: int, code: Code) -> None:
        style.plain(axes, grid="x")
        self.vacancies_axes = axes
        rows, low, high = np.arange(len(posts)), -0.2, 0.2
        was, now = self.before_label[code], self.after_label[code]
        hatched = {"facecolor": "white", "edgecolor": style.BEFORE, "hatch": "////", "lw": 1.2}
        self.was_bars, self.now_bars = Bars(axes, was, **hatched), Bars(axes, now, facecolor=style.AFTER)
        self.rows = rows + low, rows + high
        self.was_words, self.now_words = (
            [axes.text(0, row + shift, "", va="center", fontsize=style.SMALL) for row in rows] for shift in (low, high)
        )
        axes.set_yticks(rows, posts)
        axes.set_ylim(room(self.rows, 0.36)[::-1])
        axes.xaxis.set_major_locator(MaxNLocator(4, integer=True))
        style.heading(axes, Text(f"{last}年末各岗空岗（个）", f"Vacancies by post, end of {last}")[code])
        axes.legend(loc="upper center", bbox_to_anchor=(0.5, -0.1), fontsize=style.TEXT, frameon=False, ncols=2)

    def change(self, comparison: Comparison, code: Code) -> str:
        before, after = comparison.before.projection, comparison.after.projection
        ends = year_ends(before)
        spans = []
        sides = (comparison.before, comparison.after)
        for side, limit, line, bands in zip(sides, self.limits, self.lines, self.bands, strict=True):
            posts = side.projection.usually_authorised.sum(axis=1)
            limit.set_ydata([posts[0], *posts])
            people = _people(side)
            line.set_ydata(people.mean(axis=0))
            spans += [
                posts,
                people.mean(axis=0),
                *bands.change(ends, people, _people(side.wide) if side.wide else None),
            ]
        lowest, highest = min(map(np.min, spans)), max(map(np.max, spans))
        room = max(0.08 * (highest - lowest), 5)
        self.years_axes.set_ylim(max(0, lowest - room), highest + room)
        self.names.change()
        self._vacancies(before, after)
        return self._sentence(comparison, int(posts[-1]), code)

    def _vacancies(self, before: Projection, after: Projection) -> None:
        longest = 1.0
        sides = zip((before, after), self.rows, (self.was_bars, self.now_bars), (self.was_words, self.now_words))
        for projection, rows, bars, words in sides:
            filled = projection.books.in_post[:, -1].sum(axis=2).mean(axis=0)
            vacant = projection.usually_authorised[-1] - filled
            hidden = hidden_of(projection, vacant.shape, "post")
            vacant = np.where(hidden, 0, vacant)
            bars.flat(rows, 0.36, vacant)
            for word, value, star in zip(words, vacant, hidden, strict=True):
                word.set_text(f" {HIDDEN}" if star else f" {digits(value)}")
                word.set_x(max(value, 0))
            longest = max(longest, float(vacant.max()))
        self.vacancies_axes.set_xlim(min(0, float(vacant.min()) * 1.1), longest * 1.2)

    def _sentence(self, comparison: Comparison, limit: int, code: Code) -> str:
        found, year = comparison.headline["in_post"], comparison.before.projection.years[-1]
        many, vacant = digits(found.after), digits(comparison.headline["vacancies"].after)
        told = Text(
            f"{year}年末在岗 {many} 人，员额 {digits(limit)} 名，空岗 {vacant} 个",
            f"End of {year}: {many} in post, {digits(limit)} authorised, {vacant} vacancies",
        )[code]
        if same(found):
            return told
        return (
            told
            + Text(
                f"；较现行 {change_words(OUTCOMES['in_post'], found, code)}",
                f"; change {change_words(OUTCOMES['in_post'], found, code)}",
            )[code]
        )

    def note(self, comparison: Comparison, code: Code) -> str:
        return Text("左图纵轴不从零开始。", "Left axis not from zero.")[code]


def _people(run: Costed) -> np.ndarray:
    """Return the people in post by replication and year end."""
    return np.asarray(run.projection.books.in_post.sum(axis=(2, 3)))


class Grades(Chart):
    """The grades at the opening, half way and at the end: the proposal by post, the policy in force in outline."""

    def draw(self, comparison: Comparison, code: Code) -> None:
        before = comparison.before.projection
        ends = year_ends(before)
        self.shown = sorted({0, len(ends) // 2, len(ends) - 1})
        grades = np.arange(1, before.policy.grades + 1)
        panels = self.figure.subplots(1, len(self.shown), sharex=True, sharey=True, squeeze=False)[0]
        self.panels = list(panels)
        self.bars, self.outlines, self.means = [], [], []
        for axes, end in zip(panels, self.shown, strict=True):
            style.plain(axes, grid="x")
            self.bars.append(
                [
                    Bars(axes, label, facecolor=style.SCALE[post % 4], edgecolor=style.INK, lw=0.3)
                    for post, label in enumerate(posts_of(before, code))
                ]
            )
            self.outlines.append(
                axes.stairs(
                    np.zeros(len(grades)), np.arange(0.5, len(grades) + 1), orientation="horizontal",
                    color=style.REASONS[2], lw=2, label=self.before_label[code], baseline=None,
                )
            )  # fmt: skip
            self.means.append(
                axes.text(0.97, 0.97, "", transform=axes.transAxes, ha="right", va="top", fontsize=style.TEXT,
                          linespacing=1.5)
            )  # fmt: skip
            when = Text(f"{ends[end]}年末", f"End of {ends[end]}")[code] if end else opening_words(before, code)
            style.heading(axes, Text(f"{when}（人）", f"{when}, people")[code])
        self.panels[0].xaxis.set_major_locator(style.whole_people())
        self.panels[0].set_yticks(grades[:: 1 if len(grades) <= 20 else 2] if len(grades) > 1 else [])
        self.panels[0].set_ylim(0.4, len(grades) + 0.6)
        if len(grades) > 1:
            self.panels[0].set_ylabel(Text("等级", "Grade")[code], fontsize=style.TEXT)
            self.panels[0].yaxis.set_label_coords(-0.12, 0.5)
        self._draw_legend()

    def _draw_legend(self) -> None:
        """Name the colours in a band below all panels: inside one they would lie over somebody's bars."""
        middle = self.panels[len(self.panels) // 2]
        middle.set_xlabel("　", fontsize=style.TEXT)  # room for the band
        middle.xaxis.set_label_coords(0.5, -0.15)
        named = [*self.bars[0], self.outlines[0]]
        Names(middle, named, len(named), -0.08).legend.set_in_layout(False)

    def change(self, comparison: Comparison, code: Code) -> str:
        was, now = (side.projection.books.in_post.mean(axis=0) for side in (comparison.before, comparison.after))
        grade = np.arange(1, was.shape[2] + 1)
        run = comparison.before.projection
        cells, by_grade = hidden_of(run, now.shape[1:], "post", "grade"), hidden_of(run, grade.shape, "grade")
        for place, end in enumerate(self.shown):
            start = np.zeros(len(grade))
            for post, bars in enumerate(self.bars[place]):
                seen = np.where(cells[post], 0, now[end, post])
                bars.flat(grade, 0.82, seen, start)
                start = start + seen
            totals = was[end].sum(axis=0)
            self.outlines[place].set_data(values=np.where(by_grade, 0, totals))
            mean_was, mean_now = (
                (all_posts.sum(axis=0) @ grade) / max(all_posts.sum(), 1) for all_posts in (was[end], now[end])
            )
            self.means[place].set_text(_means(mean_was, mean_now, end == 0, code) if len(grade) > 1 else "")
        highest = max(side[end].sum(axis=0).max() for side in (was, now) for end in self.shown)
        self.panels[0].set_xlim(0, highest * 1.06)
        return self._sentence(comparison, code)

    def _sentence(self, comparison: Comparison, code: Code) -> str:
        found, last = comparison.headline.get("mean_grade"), comparison.before.projection.years[-1]
        if found is None:
            return Text("本政策没有等级，图中为各岗人数", "This policy has no grades: people by post")[code]
        first = comparison.before.projection.books.in_post[:, 0].sum(axis=1).mean(axis=0)
        opening = digits(first @ np.arange(1, len(first) + 1) / first.sum(), 2)
        was, now = digits(found.before, 2), digits(found.after, 2)
        if same(found):
            return Text(
                f"平均等级由期初 {opening} 级变为 {last}年末 {was} 级，与现行相同",
                f"The mean grade goes from {opening} at the opening to {was} at the end of {last}, as in force",
            )[code]
        return Text(
            f"平均等级由期初 {opening} 级变为 {last}年末 {now} 级；现行为 {was} 级",
            f"The mean grade goes from {opening} at the opening to {now} at the end of {last} (in force: {was})",
        )[code]


def _means(was: float, now: float, opening: bool, code: Code) -> str:
    if opening:
        return Text(f"平均 {digits(was, 2)} 级", f"mean {digits(was, 2)}")[code]
    return Text(
        f"方案平均 {digits(now, 2)} 级\n现行平均 {digits(was, 2)} 级",
        f"proposal: mean {digits(now, 2)}\nin force: mean {digits(was, 2)}",
    )[code]
