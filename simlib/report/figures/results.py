"""What `plot()` draws of each kind of result (see `simlib/plotted.py`): the charts of the dashboards, as a figure."""

from __future__ import annotations

import io
from collections.abc import Callable, Mapping
from functools import singledispatch
from typing import Any

import numpy as np
from matplotlib.backends.backend_agg import FigureCanvasAgg
from matplotlib.figure import Figure
from matplotlib.ticker import FuncFormatter

from simlib.analysis.compare import Comparison
from simlib.analysis.explain import WHOLE_RUN, Explanation
from simlib.analysis.gains import GROUPS, Gains
from simlib.budget import Budget
from simlib.policy.problems import one_problem
from simlib.policy.term import FEN
from simlib.policy.value_words import digits
from simlib.projection import Projection
from simlib.report.figures import style
from simlib.report.figures.bridge import Bridge
from simlib.report.figures.comparison import Chart, Grades, Staffing
from simlib.report.figures.flows import Exits, MemoCost
from simlib.report.figures.places_and_gains import draw_gains
from simlib.report.figures.range_bands import Bands, Names
from simlib.report.figures.year_axes import tick_years, whole_years, year_ends
from simlib.report.tables.beside_twin import Beside, verdict
from simlib.report.words.amounts import MILLION, WAN, over
from simlib.text import Code, Text

COMPARISONS: Mapping[str, type[Chart]] = {"cost": MemoCost, "staffing": Staffing, "grades": Grades, "exits": Exits}
_SHOWN = 5  # lines of a budget that have a colour of their own
_COLORS = (*style.SCALE[:3], *style.REASONS[2:4], style.LINE)


class Drawing(Figure):
    """A figure that a notebook shows, whatever it was told about matplotlib."""

    def __init__(self) -> None:
        super().__init__((9.6, 4.8), dpi=110, layout="constrained")
        FigureCanvasAgg(self)

    def __repr__(self) -> str:
        """Return its title: what it shows, in words."""
        return self.get_suptitle()

    def _repr_png_(self) -> bytes:
        file = io.BytesIO()
        self.savefig(file, format="png")
        return file.getvalue()


@singledispatch
def draw(result: Any, what: Any, code: Code) -> Drawing:
    """Return a figure of a result."""
    raise TypeError(f"{type(result).__name__} is no result")


@draw.register
def _comparison(result: Comparison, what: Any, code: Code) -> Drawing:
    chart = _chosen(what, COMPARISONS)
    return _drawn(lambda figure: chart(figure).update(result, result.after.projection.policy.digest, code))


@draw.register
def _explanation(result: Explanation, what: Any, code: Code) -> Drawing:
    year = _chosen(what, {one: one for one in (WHOLE_RUN, *result.years)})
    return _drawn(lambda figure: Bridge(figure).update(result, year, code))


@draw.register
def _gains(result: Gains, what: Any, code: Code) -> Drawing:
    axis = _chosen(what, {one: one for one in GROUPS})
    return _drawn(lambda figure: draw_gains(figure, result, axis, code))


@draw.register
def _exact(result: Beside, what: Any, code: Code) -> Drawing:
    _chosen(what, {"deviations": None})
    return _drawn(lambda figure: _deviations(figure, result, code))


@draw.register
def _projection(result: Projection, what: Any, code: Code) -> Drawing:
    _chosen(what, {"staffing": None})
    return _drawn(lambda figure: _staff(figure, result, code))


@draw.register
def _budget(result: Budget, what: Any, code: Code) -> Drawing:
    _chosen(what, {"cost": None})
    return _drawn(lambda figure: _spending(figure, result, code))


def _chosen(what: Any, choices: Mapping[Any, Any]) -> Any:
    """Return the choice, the first where none is named."""
    if what is None:
        return next(iter(choices.values()))
    if what not in choices:
        there_is = Text("可选：{choices}。", "There is: {choices}.").of(choices=[str(one) for one in choices])
        raise one_problem(Text("没有 {what} 这种图", "there is no chart {what}").of(what=what), there_is)
    return choices[what]


def _drawn(into: Callable[[Drawing], Any]) -> Drawing:
    figure = Drawing()
    into(figure)
    return figure


def _staff(figure: Figure, projection: Projection, code: Code) -> None:
    """Staff in post against the authorised posts, and the mean grade, by year end with the range of chance."""
    people, ends = projection.books.in_post.sum(axis=2), year_ends(projection)  # (replication, year end, grade)
    posts = projection.usually_authorised.sum(axis=1)
    grades = people @ np.arange(1, people.shape[2] + 1) / np.maximum(people.sum(axis=2), 1)
    left, right = figure.subplots(1, 2)
    (limit,) = left.plot(
        ends, [posts[0], *posts], color=style.LIMIT, ls=":", lw=1.8, label=Text("核定人数", "Authorised posts")[code]
    )
    named = _line(left, ends, people.sum(axis=2), Text("年末在岗（人）", "In post at year end (people)"), code)
    left.yaxis.set_major_formatter(FuncFormatter(lambda value, _: f"{value:,.0f}"))
    _around(left, [people.sum(axis=2), posts])
    Names(left, [limit, *named], 3, -0.1)
    Names(right, _line(right, ends, grades, Text("年末平均等级（级）", "Mean grade at year end"), code), 2, -0.1)
    _around(right, [grades])
    many, last = people.sum(axis=2).mean(axis=0), projection.years[-1]
    was, now = (digits(grades.mean(axis=0)[end], 2) for end in (0, -1))
    told = Text(
        f"{last}年末在岗 {digits(many[-1])} 人（期初 {digits(many[0])} 人），平均等级由 {was} 级变为 {now} 级",
        f"End of {last}: {digits(many[-1])} in post (opening {digits(many[0])}); mean grade {was} to {now}",
    )
    style.say(style.title(figure), told[code])
    note = Text("纵轴不从零开始。", "Axes not from zero.")[code]
    style.source(figure).set_text(style.source_words(projection, projection.policy.digest, code, note))


def _line(axes: Any, ends: list[float], values: np.ndarray, heading: Text, code: Code) -> list[Any]:
    style.plain(axes)
    bands = Bands(axes, ends, style.AFTER)
    bands.change(ends, values, None)
    (line,) = axes.plot(
        ends, values.mean(axis=0), color=style.AFTER, lw=2.2, marker="o", ms=4, label=Text("平均", "Mean")[code]
    )
    whole_years(axes, ends)
    style.heading(axes, heading[code])
    return [line, bands.named(code)[1]]


def _deviations(figure: Figure, found: Beside, code: Code) -> None:
    """Every simulated mean beside the calculated one, in standard errors, and what the largest may be by chance."""
    axes, judged = figure.subplots(), verdict(found)
    years = np.array(found.exact.years)
    kinds = (
        (Text("在岗（各岗）", "In post, by post"), found.staff.z, style.AFTER),
        (Text("退出（各原因）", "Exits, by reason"), found.gone.z, style.REASONS[2]),
        (Text("人员经费", "Cost"), found.cost_z[:, None], style.INK),
    )
    for place, (label, z, color) in enumerate(kinds):
        at = np.broadcast_to(years[:, None] + 0.22 * (place - 1), z.shape)
        axes.plot(at.ravel(), z.ravel(), "o", color=color, ms=5, alpha=0.75, label=label[code])
    for limit in (-judged.limit, judged.limit):
        axes.axhline(limit, color=style.LIMIT, ls=":", lw=1.6)
    axes.axhline(0, color=style.LINE, lw=1)
    style.plain(axes)
    tick_years(axes, found.exact.years, code)
    heading = Text("模拟平均数与解析值之差（标准误的倍数；虚线为允许范围）",
                   "Simulated less calculated mean (standard errors; dotted: what chance allows)")  # fmt: skip
    style.heading(axes, heading[code])
    axes.legend(loc="upper center", bbox_to_anchor=(0.5, -0.07), ncols=3, fontsize=style.TEXT, frameon=False)
    largest, allowed, beyond = digits(judged.largest, 2), digits(judged.limit, 2), judged.beyond
    told = Text(
        f"{found.compared}个数中超出允许范围的有{beyond}个；最大偏差为标准误的{largest}倍，允许{allowed}倍",
        f"{beyond} of {found.compared} numbers beyond what chance allows; the largest is {largest} "
        f"standard errors off, {allowed} are allowed",
    )
    style.say(style.title(figure), told[code])
    style.source(figure).set_text(style.source_words(found.run, found.run.policy.digest, code))


def _around(axes: Any, shown: list[np.ndarray]) -> None:
    """Let an axis go a little beyond what is shown on it."""
    low, high = min(map(np.min, shown)), max(map(np.max, shown))
    room = max(0.08 * (high - low), 0.005 * high)
    axes.set_ylim(low - room, high + room)


def _spending(figure: Figure, budget: Budget, code: Code) -> None:
    """Cost by year, the largest lines of the budget each in a colour."""
    axes, years = figure.subplots(), np.array(budget.years)
    yuan = budget.fen.mean(axis=0).T / FEN  # (line, year)
    largest = np.argsort(-yuan.sum(axis=1), kind="stable")[:_SHOWN]
    rest = Text("其他", "Other")[code], np.delete(yuan, largest, axis=0).sum(axis=0)
    items = list(budget.lines.values())
    stacked = [*((items[line].label[code], yuan[line]) for line in largest), rest]
    one, unit = (MILLION, "million yuan") if code == "en" else (WAN, "万元")
    bottom = np.zeros(len(years))
    for (name, high), color in zip(stacked, _COLORS, strict=True):
        axes.bar(years, high / one, 0.66, bottom, color=color, label=name)
        bottom = bottom + high / one
    for year, high in zip(years, bottom, strict=True):
        axes.text(year, high, digits(high, 1 if code == "en" else 0), ha="center", va="bottom", fontsize=style.SMALL)
    style.plain(axes)
    tick_years(axes, budget.years, code)
    axes.yaxis.set_major_formatter(FuncFormatter(lambda value, _: f"{value:,.0f}"))
    axes.legend(loc="upper center", bbox_to_anchor=(0.5, -0.07), ncols=6, fontsize=style.SMALL, frameon=False)
    style.heading(axes, Text(f"每年人员经费（{unit}，当年价）", f"Cost a year ({unit}, nominal)")[code])
    whole, first, last = (float(yuan[:, at].sum()) for at in (slice(None), 0, -1))
    places = 1 if code == "en" else 0
    all_of_it, one_end, other_end = (digits(amount / one, places) for amount in (whole, first, last))
    told = Text(
        f"{over(budget.years, 'zh')}人员经费 {all_of_it} 万元：{years[0]}年 {one_end}，{years[-1]}年 {other_end}",
        f"Cost of {over(budget.years, 'en')}: {all_of_it} million yuan; "
        f"{one_end} in {years[0]}, {other_end} in {years[-1]}",
    )
    style.say(style.title(figure), told[code])
