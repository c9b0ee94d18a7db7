"""Ceilings and goal seeks in words, for both languages: what passed what how often, and which value keeps a goal."""

from __future__ import annotations

from simlib.analysis.ceilings import Chance, chance_words
from simlib.analysis.goal_seek.goal import Goal
from simlib.analysis.goal_seek.search import Found, Span
from simlib.analysis.outcomes import UNITS
from simlib.analysis.widths import FEWEST_FOR_AN_INTERVAL
from simlib.months import year_words
from simlib.policy.term import PERCENT
from simlib.policy.value_words import digits, unit_words
from simlib.report.words.amounts import half, level, money, over, places_of
from simlib.report.words.width_names import WIDE, range_words
from simlib.text import NOTHING, Code, Text


def passed_words(limit: float, year: int | None, years: tuple[int, ...], chance: Chance) -> Text:
    """Say how often the cost of a year, or of all, passed a ceiling (yuan)."""
    zh = year_words(year, years).zh if year else f"{over(years, 'zh')}合计"
    en = f"of {year_words(year, years).en if year else over(years, 'en')}"
    what = Text(f"{zh}人员经费超过{exact_money(limit, 'zh')}", f"the cost {en} was over {exact_money(limit, 'en')}")
    return chance_words(chance, what)


def any_words(chance: Chance) -> Text:
    """Say how often any of several ceilings was passed."""
    return chance_words(chance, Text("至少超过其中一个上限", "at least one of the ceilings was exceeded"))


def exact_money(yuan: float, code: Code) -> str:
    """Write an amount with all its digits where `money` would round it."""
    text = money(yuan, code)
    scale = 1e6 if code == "en" else 1e8 if abs(yuan) >= 1e8 else 1e4
    number, _, unit = text.partition(" ")
    if float(number.replace(",", "").replace("−", "-")) == yuan / scale:
        return f"{number}{'' if code == 'zh' else ' '}{unit}"
    return f"{yuan / scale:,.10g}{Text('', ' ')[code]}{unit}"


def goal_words(goal: Goal, years: tuple[int, ...], code: Code) -> str:
    """Say a goal: 2031年人员经费不超过2.4亿元."""
    name = _named(goal, years, code)
    limit = exact_money(goal.limit, code) if goal.outcome.unit == "yuan" else _limit(goal, code)
    if goal.side == "under":
        return Text(f"{name}不超过{limit}", f"{name} at most {limit}")[code]
    return Text(f"{name}不少于{limit}", f"{name} at least {limit}")[code]


def _named(goal: Goal, years: tuple[int, ...], code: Code) -> str:
    """Name the outcome with its span: all years together, a year, or the end of the last for a stock."""
    one = goal.outcome
    if goal.year is None and one.over_years == "sum":
        return Text(f"{over(years, code)}{one.label.zh}", f"{one.label.en}, {over(years, code)}")[code]
    year = year_words(goal.year or years[-1], years)
    return Text(f"{year.zh}{one.label.zh}", f"{one.label.en}, {year.en}")[code]


def _limit(goal: Goal, code: Code) -> str:
    unit, one = UNITS[goal.outcome.unit]
    return f"{goal.limit / one:,.10g}{'' if code == 'zh' else ' '}{unit[code]}"


def value_of(found: Found, value: float, code: Code) -> str:
    """Write a value of the term sought, with its unit."""
    unit = unit_words(found.term, code)
    shown = value * 100 if found.term.unit in PERCENT else value
    return f"{shown:,.10g}{'' if unit == '%' else ' '}{unit}".rstrip()


def found_words(found: Found, years: tuple[int, ...]) -> Text:
    """Say in both languages which values keep the goal, between which the answer lies, and what is in doubt."""
    return Text(_said(found, years, "zh"), _said(found, years, "en"))


def _said(found: Found, years: tuple[int, ...], code: Code) -> str:
    name, wish = found.term.label[code], goal_words(found.goal, years, code)
    ends = f"{value_of(found, found.low, code)}–{value_of(found, found.high, code)}"
    stop = Text("。", ".")[code]
    if not found.spans:
        near = found.nearest
        came = level(found.goal.outcome, near.mean, code)
        at = value_of(found, near.value, code)
        text = Text(
            f"{name}在{ends}之内没有一个值能使{wish}：最接近的是 {at}，为{came}",
            f"No value of “{name}” within {ends} keeps {wish}: the nearest is {at}, with {came}",
        )[code]
        return text + stop
    kept = Text("；", "; ")[code].join(_span(found, span, code) for span in found.spans)
    many = found.replications  # it is the mean that is kept, not each of them
    text = Text(
        f"要使{wish}（{many}次模拟的平均），{name}须{kept}",
        f"To keep {wish} (the mean of {many} replications), “{name}” has to be {kept}",
    )[code]
    return text + _interval(found, code) + _doubts(found, code) + stop + _margin(found, code)


def _span(found: Found, span: Span, code: Code) -> str:
    low, high = value_of(found, span.low, code), value_of(found, span.high, code)
    if span.low_open and span.high_open:
        return Text(
            f"为{low}至{high}之间的任何值（所试范围内都满足）", f"anything from {low} to {high} (all that was tried)"
        )[code]
    if span.low_open:
        return Text(f"不高于 {high}", f"{high} or less")[code]
    if span.high_open:
        return Text(f"不低于 {low}", f"{low} or more")[code]
    return Text(f"为{low}至{high}", f"{low} to {high}")[code]


def _interval(found: Found, code: Code) -> str:
    """Say between which values the edge may lie for simulation error, or why that is not said."""
    if found.interval is None:
        return _no_interval(found)[code]
    low, high = (None if end is None else value_of(found, end, code) for end in found.interval)
    if low is None and high is None:
        return Text("（模拟误差范围超出所试范围）", " (simulation error: beyond what was tried)")[code]
    if low == high:
        return Text("（模拟误差不改变这一数值）", " (simulation error does not move it)")[code]
    return Text(
        f"（模拟误差范围：{low or '所试范围以下'} 至 {high or '所试范围以上'}，95%）",
        f" (simulation error: {low or 'below what was tried'} to {high or 'beyond what was tried'}, 95 %)",
    )[code]


def _no_interval(found: Found) -> Text:
    """Say why no simulation error is given; nothing where there is no single edge to have one."""
    if len(found.spans) > 1:
        return Text("（符合的取值分成几段，不给误差范围）", " (several stretches, so no error is given)")
    if found.edge is None:
        return NOTHING
    if found.replications < FEWEST_FOR_AN_INTERVAL:
        few = FEWEST_FOR_AN_INTERVAL
        return Text(f"（模拟不足{few}次，不给误差范围）", f" (no error is given from fewer than {few} replications)")
    return Text("（计及模拟误差，符合的取值分成几段）", " (within the simulation error there are several stretches)")


def _doubts(found: Found, code: Code) -> str:
    if len(found.spans) > 1:
        return Text("；其间的值不满足", "; values in between do not keep it")[code]
    if found.bends:
        return Text(
            "；注意：结果并不随它单向变化，中间可能还有未查到的值",
            "; mind: the outcome does not go one way, so values in between may have been missed",
        )[code]
    return ""


def _margin(found: Found, code: Code) -> str:
    """Say how often the value found keeps the goal with the assumptions, and which value does in nine of ten."""
    if found.margin is None or found.edge is None:
        return ""
    at, wide = value_of(found, found.edge, code), range_words(found.goal.outcome, found.margin.wide, code)
    zh, en = WIDE if wide else Text("含假定", "with the assumptions")
    told = chance_words(
        found.margin.kept,
        Text(
            f"能达到目标（取 {at}；{zh} {wide}".rstrip() + "）",
            f"the goal is kept (at {at}; {en} {wide}".rstrip() + ")",
        ),
    )[code]
    return Text("", " ")[code] + told + _nine_in_ten(found, code)


def _nine_in_ten(found: Found, code: Code) -> str:
    assert found.margin is not None
    if not found.margin.sought:
        return ""
    if found.margin.value is None:
        return Text(
            "所试范围内没有一个值能在九成的模拟中达到目标。", " No value tried keeps it in nine of ten replications."
        )[code]
    value = value_of(found, found.margin.value, code)
    low_open = found.spans[0].low_open
    side = Text(f"不高于 {value}" if low_open else f"不低于 {value}", f"{value} or {'less' if low_open else 'more'}")
    return Text(
        f"要在九成的模拟中达到目标，须{side.zh}。",
        f" To keep it in nine of ten replications, it has to be {side.en}.",
    )[code]


def trial_cells(found: Found, mean: float, error: float, code: Code) -> tuple[str, str]:
    """Return the mean outcome of a trial, and its simulation error, as a table with these heads shows them."""
    outcome = found.goal.outcome
    scale = UNITS[outcome.unit].one
    places = 2 if outcome.unit == "yuan" else places_of(outcome) + 1  # neighbours differ by little
    around = "—" if error != error else f"±{half(error / scale, places)}"
    return digits(mean / scale, places), around
