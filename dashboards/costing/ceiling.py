"""The cost held against a ceiling: how often it is passed, for luck alone and with futures. Nominal amounts."""

from __future__ import annotations

from math import isnan

import numpy as np

from dashboards.costing.grid import Cell, Grid, Row, text
from dashboards.costing.money import totals
from dashboards.costing.tables import unit, year_heads, years_cells
from dashboards.costing.wish import Ceiling, Uncertain, View
from simlib.analysis.uncertain import Ceilings, Chance, ceilings, percent
from simlib.analysis.widths import FEWEST_FOR_AN_INTERVAL
from simlib.months import Years
from simlib.report.uncertain_words import passed_words
from simlib.report.words import over
from simlib.text import Code, Text

LUCK, FUTURES = Text("仅运气", "luck alone"), Text("运气与情景假设", "luck and futures")


def passed(cost: np.ndarray, years: Years, ceiling: Ceiling) -> Ceilings:
    """Return how often a cost (replication, year) passes the ceilings of the years and the whole."""
    return ceilings(cost, years, dict(zip(years, ceiling.of_years(years), strict=True)), ceiling.whole)


def under_ceiling(view: View, code: Code) -> Grid:
    """Return cost, ceiling and the chance of passing it, by year and over all of them."""
    answer, ceiling, uncertain = view.answer, view.ceiling, view.extra(Uncertain)
    cost = totals(answer, "nominal")
    limits = [Cell(limit) for limit in ceiling.of_years(answer.years)]
    rows = [
        Row(Text("上限", "Ceiling")[code], (*limits, Cell(ceiling.whole))),
        Row(Text("期望", "Expected")[code], years_cells(cost, "expected")),
        *_chances(cost, view, LUCK, code),
    ]
    whole = [passed(cost, answer.years, ceiling)]
    if uncertain is not None:
        wide = uncertain.cost
        rows += _chances(wide, view, FUTURES, code)
        whole.append(passed(wide, answer.years, ceiling))
    title = Text(f"每年费用与上限，名义金额（{unit(code)}）", f"Cost and ceiling, nominal ({unit(code)})")[code]
    top = (Text("年度", "Year")[code], *year_heads(answer, code), over(answer.years, code))
    return Grid(title, top, tuple(rows), "lab-budget", _notes(view, code), _lead(view, whole, code))


def _chances(cost: np.ndarray, view: View, scope: Text, code: Code) -> list[Row]:
    """Return the rows of one scope: low and high where there are enough replications, and the chance."""
    found, of = passed(cost, view.answer.years, view.ceiling), scope[code]
    assert found.whole is not None
    chances = [None if isnan(limit) else chance for limit, chance in (*found.by_year.values(), found.whole)]
    rows = []
    if len(cost) >= FEWEST_FOR_AN_INTERVAL:
        low, high = Text("低 2.5%", "Low 2.5 %")[code], Text("高 97.5%", "High 97.5 %")[code]
        rows = [
            Row(f"{low}（{of}）" if code == "zh" else f"{low} ({of})", years_cells(cost, "low"), "lab-quiet-row"),
            Row(f"{high}（{of}）" if code == "zh" else f"{high} ({of})", years_cells(cost, "high"), "lab-quiet-row"),
        ]
    label = Text(f"超过的可能（{of}）", f"Chance of passing ({of})")[code]
    return [Row(label, tuple(text(chance_text(one) if one else "–") for one in chances), "lab-total"), *rows]


def chance_text(chance: Chance) -> str:
    """Write a chance; from fewer than 30 replications the count alone."""
    return percent(chance.share) if chance.enough else f"{chance.times}/{chance.replications}"


def _lead(view: View, found: list[Ceilings], code: Code) -> tuple[str, ...]:
    """Say the chance for all years in words with its interval."""
    told = []
    for one, scope in zip(found, (LUCK, FUTURES)):
        assert one.whole is not None
        said = passed_words(one.whole[0], None, view.answer.years, one.whole[1])
        told.append(Text(f"{scope.zh}：{said.zh}", f"{scope.en.capitalize()}: {said.en}")[code])
    return tuple(told)


def _notes(view: View, code: Code) -> tuple[str, ...]:
    uncertain = view.extra(Uncertain)
    if uncertain is None:
        return (Text("正在按情景假设再推演一遍…", "Running it again under futures…")[code],)
    spreads = [one.label[code] for one in uncertain.futures.spreads]
    names, label = Text("、", ", ")[code].join(spreads), uncertain.futures.label
    return (Text(f"情景假设：{label.zh}（{names}）。", f"Futures: {label.en} ({names}).")[code],)
