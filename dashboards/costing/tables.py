"""The tables of the tabs: budget lines, who pays, the ceiling, the proposals beside each other."""

from __future__ import annotations

from collections.abc import Mapping
from math import nan

import numpy as np

from dashboards.costing.grid import Cell, Grid, Row, Unit, text
from dashboards.costing.money import (
    FEN,
    Chance,
    Spread,
    back,
    borne,
    heads,
    lines,
    over_ceiling,
    rate,
    spread,
    totals,
)
from dashboards.costing.wish import Answer, Measure, Prices, Side, View
from simlib.analysis.compare import FEWEST_FOR_AN_INTERVAL, Difference
from simlib.budget import budget_codes
from simlib.policy.axes import FUNDERS, LINES
from simlib.report.words import Code, digits, over, pick

MEASURES: dict[Measure, tuple[str, str]] = {
    "expected": ("期望", "Expected"),
    "low": ("低", "Low"),
    "high": ("高", "High"),
}


def prices_words(answer: Answer, prices: Prices, code: Code) -> str:
    """Say in which money amounts are."""
    first = answer.years[0]
    share = f"{digits(rate(answer.policy, prices) * 100, 1)}%"
    return {
        "nominal": pick(code, "名义金额", "nominal"),
        "constant": pick(code, f"{first}年不变价，年物价上涨{share}", f"at {first} prices, inflation {share} a year"),
        "present": pick(code, f"折现到{first}年，折现率{share}", f"discounted to {first} at {share}"),
    }[prices]


def unit(code: Code) -> str:
    """Return the unit of amounts in tables."""
    return pick(code, "万元", "million yuan")


def by_line(view: View, code: Code) -> Grid:
    """Return the budget lines by year: what is expected, or what 2.5 % of the replications lie below or above."""
    answer, amounts = view.answer, lines(view.answer, view.prices)
    codes = budget_codes(answer.policy).lines
    used = [place for place, line in enumerate(LINES) if amounts[:, :, place].any()]
    rows = [
        Row(pick(code, *LINES[line]), (text(codes[line].code), *_years(amounts[:, :, place], view.measure)))
        for place, line in ((place, list(LINES)[place]) for place in used)
    ]
    rows += _under_the_lines(view, amounts.sum(axis=2), code)
    what = pick(code, *MEASURES[view.measure])
    title = pick(
        code,
        f"预算科目，{prices_words(answer, view.prices, code)}，{what}（{unit(code)}）",
        f"Budget lines, {prices_words(answer, view.prices, code)}, {what.lower()} ({unit(code)})",
    )
    top = (
        pick(code, "科目", "Line"),
        pick(code, "经济分类", "Code"),
        *map(str, answer.years),
        over(answer.years, code),
    )
    return Grid(title, top, tuple(rows), "lab-budget", _line_notes(view, len(LINES) - len(used), code))


def _under_the_lines(view: View, whole: np.ndarray, code: Code) -> list[Row]:
    """Return the total, its growth, the staff and the cost of one of them. `whole` is (replication, year)."""
    people, expected, quiet = heads(view.answer.after), whole.mean(axis=0), "lab-quiet-row"
    growth = [nan, *(np.diff(expected) / expected[:-1]), nan]
    a_head = _plain_years(whole / np.maximum(people, 1), "yuan", view.measure)
    steps = tuple(Cell(float(one), "share", signed=True) for one in growth)
    return [
        Row(pick(code, "合计", "Total"), (text(""), *_years(whole, view.measure)), "lab-total"),
        Row(pick(code, "期望值比上年", "Expected, on the year before"), (text(""), *steps), quiet),
        Row(pick(code, "平均在岗（人）", "Mean staff"), (text(""), *_plain_years(people, "people")), quiet),
        Row(pick(code, "人均（元）", "Per head (yuan)"), (text(""), *a_head), quiet),
    ]


def _line_notes(view: View, empty: int, code: Code) -> tuple[str, ...]:
    answer = view.answer
    function = budget_codes(answer.policy).function
    told = [
        pick(
            code,
            f"支出功能分类 {function.code} {function.name.zh}；经济分类的依据见“依据”。其余 {empty} 个科目没有支出。",
            f"Function {function.code} {function.name.en}; why: tab Sources. {empty} other lines cost nothing.",
        )
    ]
    if answer.replications >= FEWEST_FOR_AN_INTERVAL:
        told.append(
            pick(
                code,
                "把指针放在数字上可看低、高：95%的重复在二者之间，只反映运气。各科目的低（高）不能相加。",
                "Point at a figure for low and high: 95 % of replications lie between, luck only. "
                "Lows (highs) of lines do not add up.",
            )
        )
    return tuple(told)


def _years(amounts: np.ndarray, measure: Measure) -> tuple[Cell, ...]:
    """Return the cells of a line (replication, year): every year, and all of them."""
    each, whole = spread(amounts), spread(amounts.sum(axis=1))
    cells = [_cell(each, y, measure) for y in range(amounts.shape[1])]
    return (*cells, _cell(whole, (), measure))


def _cell(found: Spread, place: int | tuple[()], measure: Measure) -> Cell:
    shown = {"expected": found.expected, "low": found.low, "high": found.high}[measure]
    return Cell(float(shown[place]), "wan", float(found.low[place]), float(found.high[place]))


def _plain_years(amounts: np.ndarray, unit: Unit, measure: Measure = "expected") -> tuple[Cell, ...]:
    found = spread(amounts)
    shown = {"expected": found.expected, "low": found.low, "high": found.high}[measure]
    cells = [Cell(float(shown[y]), unit, float(found.low[y]), float(found.high[y])) for y in range(amounts.shape[1])]
    return (*cells, Cell(nan))


def by_funder(view: View, code: Code) -> Grid:
    """Return who pays by year, with the share of each over all years."""
    answer = view.answer
    paid = borne(answer, view.prices)
    whole = paid.sum(axis=(1, 2)).mean()
    rows = []
    for place, names in enumerate(FUNDERS.values()):
        if not answer.after.budget.bears[:, place].any():
            continue
        share = float(paid[:, :, place].sum(axis=1).mean() / whole) if whole else nan
        rows.append(Row(pick(code, *names), (*_years(paid[:, :, place], "expected"), Cell(share, "share"))))
    rows.append(
        Row(
            pick(code, "合计", "Total"),
            (*_years(paid.sum(axis=2), "expected"), Cell(1.0, "share")),
            "lab-total",
        )
    )
    title = pick(
        code,
        f"各级负担，{prices_words(answer, view.prices, code)}（{unit(code)}）",
        f"Who pays, {prices_words(answer, view.prices, code)} ({unit(code)})",
    )
    share_head = pick(code, "占比", "Share")
    top = (pick(code, "级次", "Level"), *map(str, answer.years), over(answer.years, code), share_head)
    return Grid(title, top, tuple(rows), "lab-budget")


def lines_by_funder(view: View, code: Code) -> Grid:
    """Return who pays each line over all years, in amounts; empty where one level pays all."""
    answer = view.answer
    paid = answer.after.budget.borne.mean(axis=0) / FEN  # (year, line, funder)
    paid = (paid * back(answer, view.prices)[:, None, None]).sum(axis=0)
    funders = [place for place in range(len(FUNDERS)) if paid[:, place].any()]
    if len(funders) < 2:
        return Grid("", (), ())
    rows = [
        Row(pick(code, *names), (*(Cell(float(paid[place, who])) for who in funders), Cell(float(paid[place].sum()))))
        for place, names in enumerate(LINES.values())
        if paid[place].any()
    ]
    labels = [pick(code, *names) for names in FUNDERS.values()]
    top = (pick(code, "科目", "Line"), *(labels[who] for who in funders), pick(code, "合计", "Total"))
    span, basis = over(answer.years, code), prices_words(answer, view.prices, code)
    title = pick(
        code,
        f"各科目由谁负担，{span}合计，{basis}（{unit(code)}）",
        f"Who pays which line, {span}, {basis} ({unit(code)})",
    )
    return Grid(title, top, tuple(rows), "lab-budget")


def under_ceiling(view: View, code: Code) -> Grid:
    """Return cost, ceiling and the chance of passing it, by year and over all of them. Nominal amounts."""
    answer, ceiling = view.answer, view.ceiling
    cost = totals(answer, "nominal")
    chances, chance = over_ceiling(answer, ceiling)
    limits = [ceiling.of_year(y) for y in range(len(answer.years))]
    low, high = (pick(code, zh, en) for zh, en in (("低", "Low"), ("高", "High")))
    rows = [
        Row(pick(code, "上限", "Ceiling"), (*(Cell(one) for one in limits), Cell(ceiling.whole))),
        Row(pick(code, "期望", "Expected"), _years(cost, "expected")),
        Row(
            pick(code, "超过的可能", "Chance of passing"),
            tuple(text(chance_words(one)) for one in (*chances, chance)),
            "lab-total",
        ),
        Row(f"{low} 2.5%", _years(cost, "low"), "lab-quiet-row"),
        Row(f"{high} 97.5%", _years(cost, "high"), "lab-quiet-row"),
    ]
    if answer.replications < FEWEST_FOR_AN_INTERVAL:
        rows = [row for row in rows if row.kind != "lab-quiet-row"]
    title = pick(code, f"每年费用与上限，名义金额（{unit(code)}）", f"Cost and ceiling, nominal ({unit(code)})")
    top = (pick(code, "年度", "Year"), *map(str, answer.years), over(answer.years, code))
    note = pick(
        code,
        f"可能 = {answer.replications} 次重复中超过上限的次数占比，只反映运气；假定（如基数增长率）的不确定不在其中。",
        f"Chance: the share of {answer.replications} replications above the ceiling: luck only, not the assumptions "
        "(growth of the pay base and others).",
    )
    return Grid(title, top, tuple(rows), "lab-budget", (note,))


def chance_words(chance: Chance) -> str:
    """Write a chance; none or all of so many replications is not never or always."""
    if chance.over == 0:
        return f"<{digits(100 * _least(chance.of), 1)}%"
    if chance.over == chance.of:
        return f">{digits(100 - 100 * _least(chance.of), 1)}%"
    return f"{digits(100 * chance.share, 1)}%"


def _least(n: int) -> float:
    """Return the largest chance that still gives nothing in n replications one time in twenty."""
    return float(1 - 0.05 ** (1 / n))


def beside(view: View, code: Code) -> Grid:
    """Return all proposals of the pack beside the policy in force: ten-year cost, difference with interval, staff."""
    answer, last = view.answer, view.answer.years[-1]
    span = over(answer.years, code)
    diff = pick(code, "比现行", "Change")
    top = (
        pick(code, "方案", "Proposal"),
        pick(code, f"{span}经费", f"Cost, {span}"), diff, "%",
        pick(code, f"{last}年人均（元）", f"Per head {last} (yuan)"), diff,
        pick(code, f"{last}年末在岗", f"In post {last}"), diff,
    )  # fmt: skip
    rows = [_in_force(answer, code), *(_side(side, code) for side in (view.sides.sides if view.sides else ()))]
    if answer.wish.values:
        here = pick(code, "左侧的设定", "As set on the left")
        rows.append(Row(here, _figures(answer.comparison.headline), "lab-total"))
    title = pick(
        code,
        f"本政策的全部方案，名义金额（{unit(code)}）",
        f"All proposals for this policy, nominal ({unit(code)})",
    )
    return Grid(title, top, tuple(rows), "lab-beside", _beside_notes(view, code))


def _beside_notes(view: View, code: Code) -> tuple[str, ...]:
    sides, n = view.sides, view.answer.wish.exact
    if sides is not None and sides.total == 0:
        return (pick(code, "没有为本政策写的方案。", "No proposal is written for this policy."),)
    told = pick(
        code,
        f"{n} 次重复，同一批人、同样的运气成对比较；± 为95%区间，只反映运气。",
        f"{n} replications, the same people with the same luck; ± is the 95 % interval: luck only.",
    )
    waiting = pick(code, "正在测算其余方案…", "Costing the others…")
    return (told,) if sides is not None and sides.complete else (told, waiting)


def _in_force(answer: Answer, code: Code) -> Row:
    now = answer.comparison.headline
    none, words = Cell(nan), pick(code, "现行政策", "Policy in force")
    cells = (Cell(now["cost"].before), none, none, Cell(now["cost_per_head"].before, "yuan"), none,
             Cell(now["in_post"].before, "people"), none)  # fmt: skip
    return Row(words, cells)


def _side(side: Side, code: Code) -> Row:
    label = pick(code, side.label.zh, side.label.en)
    if side.refused:
        return Row(label, (text("；".join(side.refused)), *[Cell(nan)] * 6))
    return Row(label, _figures(side.headline))


def _figures(headline: Mapping[str, Difference]) -> tuple[Cell, ...]:
    cost, a_head, staff = (headline[name] for name in ("cost", "cost_per_head", "in_post"))
    return (
        Cell(cost.after),
        Cell(cost.mean, signed=True, around=cost.half_width),
        Cell(cost.mean / cost.before if cost.before else nan, "share", signed=True),
        Cell(a_head.after, "yuan"),
        Cell(a_head.mean, "yuan", signed=True, around=a_head.half_width),
        Cell(staff.after, "people"),
        Cell(staff.mean, "people", signed=True, around=staff.half_width),
    )
