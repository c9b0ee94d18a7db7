"""The three widths in words, each by its own name: 含假定的范围, 随机波动范围, 模拟误差."""

from __future__ import annotations

from simlib.analysis.compare import Difference
from simlib.analysis.outcomes import UNITS, Outcome
from simlib.analysis.widths import FEWEST_FOR_AN_INTERVAL, Range, Widths
from simlib.policy.value_words import digits
from simlib.report.words.amounts import MILLION, WAN, YI, gain, half, places_of, signed
from simlib.text import NOTHING, Code, Text

WIDE = Text("含假定的范围", "range with the assumptions")
LUCK = Text("随机波动范围", "range of chance")
ERROR = Text("模拟误差", "simulation error")


def wide_words(outcome: Outcome, found: Widths | Difference, code: Code) -> str:
    """Say the range with the assumptions: "含假定的范围 27.9–32.4 亿元"; nothing where there is none."""
    return _named(WIDE, outcome, found, found.wide, code)


def luck_words(outcome: Outcome, found: Widths | Difference, code: Code) -> str:
    """Say the range of chance: "随机波动范围 29.9–30.1 亿元"; nothing where there is none."""
    return _named(LUCK, outcome, found, found.luck, code)


def change_words(outcome: Outcome, found: Difference, code: Code) -> str:
    """Write a difference with the widest range there is: "+5,744 万元（含假定的范围 +4,918 至 +6,536 万元）"."""
    width = wide_words(outcome, found, code) or luck_words(outcome, found, code)
    return gain(outcome, found, code) + (Text(f"（{width}）", f" ({width})")[code] if width else "")


def error_words(outcome: Outcome, found: Widths | Difference, code: Code) -> str:
    """Say the simulation error of the mean: "模拟误差 ±5.8 万元（95%，模拟200次）"; nothing where there is none."""
    if found.error != found.error:
        return ""
    scale, unit, places = _scale(outcome, found.error, code)
    around, many = half(found.error / scale, places), f"{found.replications:,}"
    return Text(
        f"{ERROR.zh} ±{around} {unit}（95%，模拟{many}次）",
        f"{ERROR.en} ±{around} {unit} (95 %, {many} replications)",
    )[code]


def range_words(
    outcome: Outcome, ends: Range, code: Code, *, with_sign: bool = False, like: float | None = None
) -> str:
    """Write a range with its unit, once: "27.9–32.4 亿元", signed "+5,530 至 +5,890 万元"; nothing where none is.

    like  an amount in whose unit it is written, by default its own larger end; a signed one is in 万元, as `gain`
    """
    if not ends.known:
        return ""
    largest = max(map(abs, ends)) if like is None else abs(like)
    scale, unit, places = _scale(outcome, min(largest, YI - 1) if with_sign else largest, code)
    low, high = ((signed if with_sign else digits)(end / scale, places) for end in ends)
    between = Text(" 至 ", " to ")[code] if with_sign or ends.low < 0 else "–"  # a dash beside a minus misleads
    return f"{low}{between}{high}{'' if unit == '%' else ' '}{unit}"


def widths_note(code: Code, replications: int, wide_replications: int = 0) -> str:
    """Say what the widths are, and of how many replications; where there are too few, that there is none."""
    if replications < FEWEST_FOR_AN_INTERVAL:
        return _TOO_FEW.of(many=f"{replications:,}", few=FEWEST_FOR_AN_INTERVAL)[code]
    wide = _WIDE_NOTE.of(many=f"{wide_replications:,}") if wide_replications >= FEWEST_FOR_AN_INTERVAL else NOTHING
    return (wide + _LUCK_NOTE.of(many=f"{replications:,}") + _ERROR_NOTE)[code]


_TOO_FEW = Text("模拟{many}次，不足{few}次，不给范围。", "{many} replications: no range from fewer than {few}.")
_WIDE_NOTE = Text(
    "含假定的范围：情景所列的假定和期初人员也各自变动，{many}次模拟的中间九成在此范围内；其余假定固定不变。",
    "Range with the assumptions: the assumptions that the scenario names, and who is in post at the start, vary too; "
    "the middle nine in ten of {many} replications lie within. Assumptions that it does not name stay as they are. ",
)
_LUCK_NOTE = Text(
    "随机波动范围：假定都不变，只有随机因素，{many}次模拟的中间九成在此范围内；平均数按这{many}次（假定不变）计算。",
    "Range of chance: assumptions as they stand, chance alone; the middle nine in ten of {many} replications lie "
    "within, and means are of these. ",
)
_ERROR_NOTE = Text(
    "模拟误差：平均数因模拟次数有限而可能的偏差，次数越多越小，不是结果的波动。",
    "Simulation error: how far the mean may be off for want of replications; it says nothing of how results vary.",
)


def _named(name: Text, outcome: Outcome, found: Widths | Difference, ends: Range, code: Code) -> str:
    words = range_words(outcome, ends, code, with_sign=isinstance(found, Difference))
    return f"{name[code]} {words}" if words else ""


def _scale(outcome: Outcome, largest: float, code: Code) -> tuple[float, str, int]:
    """Return what one of the unit is, the unit, and the decimals for numbers up to so large."""
    unit = UNITS[outcome.unit]
    if outcome.unit != "yuan":
        return unit.one, unit.label[code], places_of(outcome)
    if code == "en":
        return MILLION, "million yuan", 1
    if largest >= YI:
        return YI, "亿元", 2
    return WAN, "万元", 0 if largest >= 100 * WAN else 1
