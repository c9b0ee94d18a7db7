"""The cost held against a ceiling: how often it is passed, for luck alone and with futures. Nominal amounts."""

from __future__ import annotations

import numpy as np

from dashboards.costing.grid import Cell, Grid, Row, text
from dashboards.costing.money import totals
from dashboards.costing.tables import unit, years_cells
from dashboards.costing.wish import Ceiling, Uncertain, View
from simlib.analysis.compare import FEWEST_FOR_AN_INTERVAL
from simlib.analysis.uncertain import Ceilings, Chance, ceilings, percent
from simlib.report.uncertain_words import passed_words
from simlib.report.words import Code, over, pick

LUCK, FUTURES = ("仅运气", "luck alone"), ("运气与情景假设", "luck and futures")


def passed(cost: np.ndarray, years: tuple[int, ...], ceiling: Ceiling) -> Ceilings:
    """Return how often a cost (replication, year) passes the ceilings of the years and the whole."""
    return ceilings(cost, years, {year: ceiling.of_year(place) for place, year in enumerate(years)}, ceiling.whole)


def under_ceiling(view: View, code: Code) -> Grid:
    """Return cost, ceiling and the chance of passing it, by year and over all of them."""
    answer, ceiling, uncertain = view.answer, view.ceiling, view.extra(Uncertain)
    cost = totals(answer, "nominal")
    limits = [Cell(ceiling.of_year(place)) for place in range(len(answer.years))]
    rows = [
        Row(pick(code, "上限", "Ceiling"), (*limits, Cell(ceiling.whole))),
        Row(pick(code, "期望", "Expected"), years_cells(cost, "expected")),
        *_chances(cost, view, LUCK, code),
    ]
    whole = [passed(cost, answer.years, ceiling)]
    if uncertain is not None:
        wide = uncertain.cost
        rows += _chances(wide, view, FUTURES, code)
        whole.append(passed(wide, answer.years, ceiling))
    title = pick(code, f"每年费用与上限，名义金额（{unit(code)}）", f"Cost and ceiling, nominal ({unit(code)})")
    top = (pick(code, "年度", "Year"), *map(str, answer.years), over(answer.years, code))
    return Grid(title, top, tuple(rows), "lab-budget", _notes(view, code), _lead(view, whole, code))


def _chances(cost: np.ndarray, view: View, scope: tuple[str, str], code: Code) -> list[Row]:
    """Return the rows of one scope: low and high where there are enough replications, and the chance."""
    found, of = passed(cost, view.answer.years, view.ceiling), pick(code, *scope)
    assert found.whole is not None
    chances = [chance for _, chance in (*found.by_year.values(), found.whole)]
    rows = []
    if len(cost) >= FEWEST_FOR_AN_INTERVAL:
        low, high = pick(code, "低 2.5%", "Low 2.5 %"), pick(code, "高 97.5%", "High 97.5 %")
        rows = [
            Row(f"{low}（{of}）" if code == "zh" else f"{low} ({of})", years_cells(cost, "low"), "lab-quiet-row"),
            Row(f"{high}（{of}）" if code == "zh" else f"{high} ({of})", years_cells(cost, "high"), "lab-quiet-row"),
        ]
    label = pick(code, f"超过的可能（{of}）", f"Chance of passing ({of})")
    return [Row(label, tuple(text(chance_text(one)) for one in chances), "lab-total"), *rows]


def chance_text(chance: Chance) -> str:
    """Write a chance; from fewer than 30 replications the count alone."""
    return percent(chance.share) if chance.enough else f"{chance.times}/{chance.replications}"


def _lead(view: View, found: list[Ceilings], code: Code) -> tuple[str, ...]:
    """Say the chance for all years in words with its interval."""
    told = []
    for one, scope in zip(found, (LUCK, FUTURES)):
        assert one.whole is not None
        said = passed_words(one.whole[0], None, view.answer.years, one.whole[1])
        told.append(pick(code, f"{scope[0]}：{said.zh}", f"{scope[1].capitalize()}: {said.en}"))
    return tuple(told)


def _notes(view: View, code: Code) -> tuple[str, ...]:
    uncertain = view.extra(Uncertain)
    if uncertain is None:
        return (pick(code, "正在按情景假设再推演一遍…", "Running it again under futures…"),)
    spreads = [pick(code, one.label.zh, one.label.en) for one in uncertain.futures.spreads]
    names, label = pick(code, "、", ", ").join(spreads), uncertain.futures.label
    return (pick(code, f"情景假设：{label.zh}（{names}）。", f"Futures: {label.en} ({names})."),)
