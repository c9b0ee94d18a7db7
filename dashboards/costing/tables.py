"""The tables of budget lines and of who pays."""

from __future__ import annotations

from math import nan

import numpy as np

from dashboards.costing.amounts_by_year import YearAmounts, back, borne, heads, lines, of_people, rate, whole
from dashboards.costing.request import Measure, PriceLevel, View
from dashboards.shell.request import Answer
from simlib.analysis.service import pays_grids
from simlib.analysis.widths import FEWEST_FOR_AN_INTERVAL
from simlib.budget import budget_codes
from simlib.months import year_head
from simlib.policy.axes import FUNDERS
from simlib.policy.term import FEN
from simlib.policy.value_words import digits
from simlib.report.tables.grid import UNIT, Cell, CellUnit, Grid, Row, text
from simlib.report.words.amounts import over
from simlib.report.words.width_names import widths_note
from simlib.text import Code, Text

MEASURES: dict[Measure, Text] = {
    "expected": Text("平均", "Mean"),
    "low": Text("含假定的低值", "Low with assumptions"),
    "high": Text("含假定的高值", "High with assumptions"),
}
PERCENTILE = {"expected": "", "low": "5%", "high": "95%"}


def year_heads(answer: Answer, code: Code) -> list[str]:
    """Return the heads of the columns of years."""
    return [year_head(year, answer.years)[code] for year in answer.years]


def prices_words(answer: Answer, prices: PriceLevel, code: Code) -> str:
    """Say in which money amounts are."""
    first = answer.years[0]
    share = f"{digits(rate(answer.policy, prices) * 100, 1)}%"
    return {
        "nominal": Text("当年价", "nominal")[code],
        "constant": Text(f"{first}年不变价，年物价上涨{share}", f"at {first} prices, inflation {share} a year")[code],
        "present": Text(f"折现到{first}年，折现率{share}", f"discounted to {first} at {share}")[code],
    }[prices]


def by_line(view: View, code: Code) -> Grid:
    """Return the budget lines by year: their mean, or the low or high end of the range with the assumptions."""
    answer, amounts = view.answer, lines(view.answer, view.prices)
    codes = budget_codes(answer.policy).lines
    items = answer.policy.lines
    used = [(place, item) for place, item in enumerate(items.values()) if amounts.plain[:, :, place].any()]
    rows = [
        Row(item.label[code], (text(codes[item.key].code), *years_cells(_of(amounts, place), view.measure)))
        for place, item in used
    ]
    rows += _under_the_lines(view, amounts.each(lambda yuan: yuan.sum(axis=2)), code)
    what = " ".join(filter(None, (MEASURES[view.measure][code], PERCENTILE[view.measure])))
    title = Text(
        f"支出明细，{prices_words(answer, view.prices, code)}，{what}（{UNIT}）",
        f"Budget lines, {prices_words(answer, view.prices, code)}, {what.lower()} ({UNIT})",
    )[code]
    top = (
        Text("支出项目", "Line")[code],
        Text("经济分类", "Code")[code],
        *year_heads(answer, code),
        over(answer.years, code),
    )
    notes = _line_notes(view, len(items) - len(used), code)
    return Grid(title, top, tuple(rows), "lab-budget", notes, hints=_line_hints(answer, code))


def _of(amounts: YearAmounts, place: int) -> YearAmounts:
    """Return those of a place of the last axis."""
    return amounts.each(lambda yuan: yuan[..., place])


def _under_the_lines(view: View, total: YearAmounts, code: Code) -> list[Row]:
    """Return the total, its growth, the staff and the cost of one of them. `total` is by (replication, year)."""
    people, expected, quiet = heads(view.answer.after), total.mean, "lab-quiet-row"
    first = view.answer.years.parts  # a part-year is no year to compare with
    growth = [*[nan] * (first + 1), *(np.diff(expected[first:]) / expected[first:-1]), nan]
    a_head = _plain_years(of_people(view.answer, view.prices).over(people), "yuan", view.measure, first)
    steps = tuple(Cell(float(one), "share", signed=True) for one in growth)
    return [
        Row(Text("合计", "Total")[code], (text(""), *years_cells(total, view.measure)), "lab-total"),
        Row(Text("平均数较上年", "Mean, on the year before")[code], (text(""), *steps), quiet),
        Row(Text("平均在岗（人）", "Mean staff")[code], (text(""), *_plain_years(people, "people")), quiet),
        Row(Text("人均（元）", "Per head (yuan)")[code], (text(""), *a_head), quiet),
    ]


def _line_notes(view: View, empty: int, code: Code) -> tuple[str, ...]:
    answer = view.answer
    function = budget_codes(answer.policy).function
    told = [
        Text(
            f"支出功能分类 {function.code} {function.name.zh}；经济分类依据见“政策依据”。另有 {empty} 项没有支出。",
            f"Function {function.code} {function.name.en}; why: tab Sources. {empty} other lines cost nothing.",
        )[code]
    ]
    if pays_grids(answer.policy):
        told.append(
            Text(
                "人均是付给和用于人员的，不含网格服务经费：它按网格拨付。",
                "Per head is what is paid to and for people, without grid service money, which goes by grids.",
            )[code]
        )
    told.append(
        Text(
            "各项的低值、高值不能相加。",
            "Lows and highs of lines do not add up.",
        )[code]
        if answer.replications >= FEWEST_FOR_AN_INTERVAL
        else widths_note(code, answer.replications)
    )
    return tuple(told)


def _line_hints(answer: Answer, code: Code) -> tuple[str, ...]:
    if answer.replications < FEWEST_FOR_AN_INTERVAL:
        return ()
    hint = Text(
        "鼠标停在数字上，显示含假定的范围和随机波动范围（模拟中间九成的结果）。",
        "Point at a figure for its range with the assumptions and its range of chance (the middle nine in ten "
        "replications).",
    )
    return (hint[code],)


def years_cells(amounts: YearAmounts, measure: Measure) -> tuple[Cell, ...]:
    """Return the cells of a line (replication, year): every year, and all of them."""
    every = [_cell(_of(amounts, year), "wan", measure) for year in range(amounts.plain.shape[1])]
    return (*every, _cell(amounts.each(whole), "wan", measure))


def _cell(amounts: YearAmounts, unit: CellUnit, measure: Measure) -> Cell:
    found = amounts.widths
    shown = {"expected": found.mean, "low": found.wide.low, "high": found.wide.high}[measure]
    return Cell(shown, unit, found.wide, found.luck)


def _plain_years(
    amounts: YearAmounts, unit: CellUnit, measure: Measure = "expected", missing: int = 0
) -> tuple[Cell, ...]:
    """Return the cells of a line of every year, nothing for all of them; the first ones may be `missing`."""
    years = range(missing, amounts.plain.shape[1])
    return (*[Cell(nan)] * missing, *(_cell(_of(amounts, year), unit, measure) for year in years), Cell(nan))


def by_funder(view: View, code: Code) -> Grid:
    """Return who pays by year, with the share of each over all years."""
    answer = view.answer
    paid = borne(answer, view.prices)
    total = paid.each(lambda yuan: yuan.sum(axis=2))
    every = float(total.mean.sum())
    rows = []
    for place, names in enumerate(FUNDERS.values()):
        if not answer.after.budget.bears[:, place].any():
            continue
        mine = _of(paid, place)
        share = float(mine.mean.sum() / every) if every else nan
        rows.append(Row(names[code], (*years_cells(mine, "expected"), Cell(share, "share"))))
    in_all = (*years_cells(total, "expected"), Cell(1.0, "share"))
    rows.append(Row(Text("合计", "Total")[code], in_all, "lab-total"))
    title = Text(
        f"各级负担，{prices_words(answer, view.prices, code)}（{UNIT}）",
        f"Who pays, {prices_words(answer, view.prices, code)} ({UNIT})",
    )[code]
    share_head = Text("占比", "Share")[code]
    top = (Text("负担级次", "Level")[code], *year_heads(answer, code), over(answer.years, code), share_head)
    return Grid(title, top, tuple(rows), "lab-budget")


def lines_by_funder(view: View, code: Code) -> Grid:
    """Return who pays each line over all years, in amounts; empty where one level pays all."""
    answer = view.answer
    paid = answer.after.budget.borne.mean(axis=0) / FEN  # (year, line, funder)
    paid = (paid * back(answer.after, view.prices)[0, :, None, None]).sum(axis=0)
    funders = [place for place in range(len(FUNDERS)) if paid[:, place].any()]
    if len(funders) < 2:
        return Grid("", (), ())
    rows = [
        Row(item.label[code], (*(Cell(float(paid[place, who])) for who in funders), Cell(float(paid[place].sum()))))
        for place, item in enumerate(answer.policy.lines.values())
        if paid[place].any()
    ]
    labels = [names[code] for names in FUNDERS.values()]
    top = (Text("支出项目", "Line")[code], *(labels[who] for who in funders), Text("合计", "Total")[code])
    span, basis = over(answer.years, code), prices_words(answer, view.prices, code)
    title = Text(
        f"各项支出由谁负担，{span}合计，{basis}（{UNIT}）",
        f"Who pays which line, {span}, {basis} ({UNIT})",
    )[code]
    return Grid(title, top, tuple(rows), "lab-budget")
