"""The cost held against a ceiling: how often it is passed, with the assumptions and by chance alone. Nominal."""

from __future__ import annotations

from collections.abc import Callable
from math import isnan

import numpy as np

from dashboards.costing.amounts_by_year import YearAmounts, totals, whole
from dashboards.costing.request import Ceiling, View
from dashboards.costing.tables import year_heads, years_cells
from dashboards.runs.width_lines import futures_words
from simlib.analysis.ceilings import Ceilings, Chance, ceilings, percent
from simlib.analysis.widths import Range
from simlib.months import Years
from simlib.report.tables.grid import UNIT, Cell, Grid, Row, text
from simlib.report.words.amounts import over
from simlib.report.words.ceilings_and_seeks import passed_words
from simlib.text import Code, Text

WIDE, LUCK = Text("含假定", "with assumptions"), Text("只计随机因素", "chance alone")
ENDS = {
    WIDE: (Text("含假定的低值（5%）", "Low with assumptions (5 %)"),
           Text("含假定的高值（95%）", "High with assumptions (95 %)")),
    LUCK: (Text("随机波动低值（5%）", "Low of chance (5 %)"), Text("随机波动高值（95%）", "High of chance (95 %)")),
}  # fmt: skip


def passed(cost: np.ndarray, years: Years, ceiling: Ceiling) -> Ceilings:
    """Return how often a cost (replication, year) passes the ceilings of the years and the whole."""
    return ceilings(cost, years, dict(zip(years, ceiling.of_years(years), strict=True)), ceiling.whole)


def scopes(cost: YearAmounts) -> list[tuple[Text, np.ndarray]]:
    """Return a cost with the assumptions, where that was run, and then by chance alone."""
    return [*([(WIDE, cost.wide)] if cost.wide is not None else []), (LUCK, cost.plain)]


def under_ceiling(view: View, code: Code) -> Grid:
    """Return cost, ceiling and the chance of passing it, by year and over all of them."""
    answer, ceiling = view.answer, view.ceiling
    cost = totals(answer, "nominal")
    limits = [Cell(limit) for limit in ceiling.of_years(answer.years)]
    rows = [
        Row(Text("经费上限", "Ceiling")[code], (*limits, Cell(ceiling.whole))),
        Row(Text("测算数（平均）", "Mean")[code], years_cells(cost, "expected")),
    ]
    every = [cost.each(_year(place)).widths for place in range(len(answer.years))] + [cost.each(whole).widths]
    for scope, amounts in scopes(cost):
        ranges = [one.wide if scope is WIDE else one.luck for one in every]
        rows += _chances(amounts, ranges, view, scope, code)
    title = Text(f"每年经费与上限，当年价（{UNIT}）", f"Cost and ceiling, nominal ({UNIT})")[code]
    top = (Text("年度", "Year")[code], *year_heads(answer, code), over(answer.years, code))
    return Grid(title, top, tuple(rows), "lab-budget", (futures_words(answer, code),), _lead(view, cost, code))


def _year(place: int) -> Callable[[np.ndarray], np.ndarray]:
    return lambda cost: cost[:, place]


def _chances(cost: np.ndarray, ranges: list[Range], view: View, scope: Text, code: Code) -> list[Row]:
    """Return the rows of one scope: the chance, and low and high where there are enough replications."""
    found, of = passed(cost, view.answer.years, view.ceiling), scope[code]
    assert found.whole is not None
    chances = [None if isnan(limit) else chance for limit, chance in (*found.by_year.values(), found.whole)]
    label = Text(f"突破上限的概率（{of}）", f"Probability of exceeding ({of})")[code]
    rows = [Row(label, tuple(text(chance_text(one) if one else "–") for one in chances), "lab-total")]
    if scope is WIDE:  # the middle of its range, which the mean with assumptions as they stand need not be
        means = (*(Cell(float(mean)) for mean in cost.mean(axis=0)), Cell(float(whole(cost).mean())))
        rows.append(Row(Text("计入假定的平均数", "Mean with assumptions")[code], means, "lab-quiet-row"))
    if ranges[-1].known:
        rows += [Row(end[code], _cells(ranges, place), "lab-quiet-row") for place, end in enumerate(ENDS[scope])]
    return rows


def _cells(ranges: list[Range], place: int) -> tuple[Cell, ...]:
    return tuple(Cell(one[place]) for one in ranges)


def chance_text(chance: Chance) -> str:
    """Write a chance; from fewer than 30 replications the count alone."""
    return percent(chance.share) if chance.enough else f"{chance.times}/{chance.replications}"


def _lead(view: View, cost: YearAmounts, code: Code) -> tuple[str, ...]:
    """Say the chance for all years in words, with the assumptions first."""
    told = []
    for scope, amounts in scopes(cost):
        found = passed(amounts, view.answer.years, view.ceiling).whole
        assert found is not None
        said = passed_words(found[0], None, view.answer.years, found[1])
        told.append(Text(f"{scope.zh}：{said.zh}", f"{scope.en.capitalize()}: {said.en}")[code])
    return tuple(told)
