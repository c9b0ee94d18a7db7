"""The widths of figures as the tables of the command line show them, each under its own name."""

from __future__ import annotations

from simlib.analysis.compare import Comparison
from simlib.analysis.outcomes import OUTCOMES, UNITS, Costed, Outcome, level_widths
from simlib.analysis.widths import FEWEST_FOR_AN_INTERVAL, Range, Widths
from simlib.commands.screen import Screen
from simlib.policy.value_words import digits
from simlib.report.words.amounts import MILLION, signed
from simlib.report.words.width_names import error_words, widths_note
from simlib.text import Code, Text, same

WIDE_HEAD = Text("含假定的\n范围", "Range with the\nassumptions")
LUCK_HEAD = Text("随机波动\n范围", "Range of\nchance")
ERROR_HEAD = Text("模拟误差\n（95%）", "Simulation error\n(95 %)")
NONE, _MONEY = "—", Text("万元", "m yuan")
WHOLE_COST, MORE_COST = Text("人员经费合计", "Cost of all years"), Text("人员经费差额", "Difference in cost")
DECIMALS = {"people_each": 2, "grade": 2, "yuan_a_head": 0, "hours": 0} | dict.fromkeys(
    ("people", "times", "posts", "yuan", "share"), 1
)


def unit_of(outcome: Outcome) -> Text:
    """Return the unit of a figure in a table: money in 万元, and in English in million yuan."""
    return _MONEY if outcome.unit == "yuan" else UNITS[outcome.unit].label


def shown(outcome: Outcome, number: float, code: Code, sign: bool = False) -> str:
    """Write a figure in that unit; what rounds to nothing has no sign."""
    one, places = _scale(outcome, code)
    return (signed if sign else digits)(number / one, places)


def between(outcome: Outcome, ends: Range, code: Code, sign: bool = False) -> str:
    """Write a range in that unit: 27,908–32,415, of a difference 4,918 至 6,536; a dash where there is none."""
    if not ends.known:
        return NONE
    if not any(ends):
        return "0"
    one, places = _scale(outcome, code)
    if outcome.unit == "yuan":
        places = min(places, 1 if code == "en" else 0) if max(map(abs, ends)) >= 100 * one else places
    low, high = (digits(end / one, places) for end in ends)
    return f"{low}{Text(' 至 ', ' to ')[code] if sign else '–'}{high}"


def _scale(outcome: Outcome, code: Code) -> tuple[float, int]:
    """Return what one of the unit is, and the decimals."""
    if outcome.unit == "yuan" and code == "en":
        return MILLION, 2
    return UNITS[outcome.unit].one, DECIMALS[outcome.unit]


def print_note(what: Text, found: Widths, screen: Screen) -> None:
    """Print, in small print, how far a mean amount may be off, and what the widths are; or why there are none.

    what  is called at the head of the line
    """
    if found.replications >= FEWEST_FOR_AN_INTERVAL:
        screen.say()
        words = error_words(OUTCOMES["cost"], found, screen.code)
        screen.small(what + Text("：", ": ") + same(words))
    print_meaning(found.replications, found.wide_replications, screen)


def print_meaning(replications: int, wide_replications: int, screen: Screen) -> None:
    """Print what the widths are; where there are too few replications for any, that, and what to do about it."""
    if replications >= FEWEST_FOR_AN_INTERVAL:
        screen.small(same(widths_note(screen.code, replications, wide_replications)))
        return
    screen.note(
        Text(
            "模拟{many}次，不足{few}次，不给范围；请加大 --replications。",
            "{many} replications: no range from fewer than {few}. Raise --replications.",
        ).of(many=replications, few=FEWEST_FOR_AN_INTERVAL)
    )


def whole_cost(run: Costed) -> Widths:
    """Return the widths of the cost of all years."""
    return level_widths(OUTCOMES["cost"], run)


def compared_cost(comparison: Comparison) -> Widths:
    """Return the widths of the difference in cost, with how many replications there are of each."""
    found, wide = comparison.headline["cost"], comparison.after.wide
    many = wide.projection.replications if wide else 0
    return Widths(found.mean, found.error, found.luck, found.wide, found.replications, many)
