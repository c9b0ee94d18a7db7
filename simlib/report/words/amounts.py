"""Numbers and sentences as the readers say them: 万元, 亿元, 人, 级; "million yuan" in English.

Every text is made for one language, "zh" or "en". A difference is said to be none when it is exactly nothing, and not
to be one when it is within its simulation error. Its widths are said in `width_words`.
"""

from __future__ import annotations

from collections.abc import Sequence

from simlib.analysis.compare import Difference
from simlib.analysis.outcomes import OUTCOMES, UNITS, Outcome
from simlib.analysis.widths import FEWEST_FOR_AN_INTERVAL
from simlib.months import Years, year_head, year_words
from simlib.policy.value_words import MINUS, digits, month_words
from simlib.text import Code, Text

WAN, YI, MILLION = 10_000, 100_000_000, 1_000_000  # yuan
PLUS = "+"


def signed(number: float, places: int = 0) -> str:
    """Write a number with its sign; nothing has none."""
    text = digits(number, places)
    return text if text.startswith(MINUS) or not float(text.replace(",", "")) else PLUS + text


def signed_or_less(number: float, places: int = 0) -> str:
    """Write a number with its sign; what is not nothing is never written as nothing, but <1 or >−1.

    >>> signed_or_less(0.4), signed_or_less(-0.04, 1), signed_or_less(2.6)
    ('<1', '>−0.1', '+3')
    """
    shown = signed(number, places)
    if not number or float(shown.replace(",", "").replace(MINUS, "-")):
        return shown
    return f"{'<' if number > 0 else f'>{MINUS}'}{digits(10.0**-places, places)}"


def money(yuan: float, code: Code) -> str:
    """Write an amount: 亿元 from a hundred million on, else 万元; English in million yuan."""
    if code == "en":
        return f"{digits(yuan / MILLION, 1)} million yuan"
    if abs(yuan) >= YI:
        return f"{digits(yuan / YI, 2)} 亿元"
    return f"{digits(yuan / WAN, _wan_places(yuan))} 万元"


def signed_money(yuan: float, code: Code) -> str:
    """Write an amount as `money` does, with its sign."""
    return (PLUS if yuan > 0 else "") + money(yuan, code)


def _wan_places(yuan: float) -> int:
    return 0 if abs(yuan) >= 100 * WAN else 1


def level(outcome: Outcome, value: float, code: Code) -> str:
    """Write an outcome's value with its unit."""
    if outcome.unit == "yuan":
        return money(value, code)
    unit = UNITS[outcome.unit]
    return f"{digits(value / unit.one, places_of(outcome))} {unit.label[code]}"


def places_of(outcome: Outcome) -> int:
    """Return how many decimals a level of an outcome is read with."""
    return {"grade": 2, "people_each": 2, "share": 1}.get(outcome.unit, 0)


def gain(outcome: Outcome, found: Difference, code: Code) -> str:
    """Write a mean difference with its unit: "+5,712 万元"."""
    scale, unit, places = _of_difference(outcome, found, code)
    return f"{signed_or_less(found.mean / scale, places)} {unit}".strip()


def _of_difference(outcome: Outcome, found: Difference, code: Code) -> tuple[float, str, int]:
    """Return what one of the unit is that a difference is written in, the unit, and the decimals."""
    if outcome.unit == "yuan":
        return (MILLION, "million yuan", 1) if code == "en" else (WAN, "万元", _wan_places(found.mean))
    label, scale = UNITS[outcome.unit]
    return scale, label[code], places_of(outcome)


def half(width: float, places: int) -> str:
    """Write half an interval with the decimals of its difference, and more where it would read as nothing.

    What is nothing but for the last bits of a double is nothing.
    """
    if round(width, 6) == 0:
        return "0"
    while round(width, places) == 0:
        places += 1
    return digits(width, places)


def from_to(outcome: Outcome, before: float, after: float, code: Code) -> str:
    """Write two values of an outcome, the unit once: "29.40 → 29.98 亿元"."""
    (one, unit), (other, its) = (f"{level(outcome, value, code)} ".split(" ", 1) for value in (before, after))
    return f"{one} → {other} {its}".strip() if unit == its else f"{one} {unit}→ {other} {its}".strip()


def same(found: Difference) -> bool:
    """Return whether nothing differs, in no replication and no future."""
    return _never_by_chance(found) and not (found.wide.known and any(found.wide))


def _never_by_chance(found: Difference) -> bool:
    return found.mean == 0 and not found.error > 0


def verdict(found: Difference, code: Code) -> str:
    """Say in a word which way it goes: up, down, the same (on average), or not further than the simulation error.

    That nothing differs in a few replications does not say that nothing ever does: only how many there were is said.
    """
    if same(found):
        many = found.replications
        few = Text(f"{many}次模拟里没有一次变化", f"no change in any of {many} replications")
        return (few if many < FEWEST_FOR_AN_INTERVAL else Text("不变", "no change"))[code]
    if _never_by_chance(found):  # but in some futures: about a value that was typed as a spread
        return Text("平均不变", "no change on average")[code]
    if found.error == found.error and not found.clear:
        return Text("未超出模拟误差", "within simulation error")[code]
    return Text("增加", "more")[code] if found.mean > 0 else Text("减少", "less")[code]


def over(years: tuple[int, ...], code: Code) -> str:
    """Name a span of years: 十年, 10 years; a single one 2027年; with a part-year 2026年9—12月及其后十年."""
    if len(years) == 1:
        return year_words(years[0], years)[code]
    numerals = "零一两三四五六七八九十"
    parts = years.parts if isinstance(years, Years) else 0
    count = len(years) - parts
    if code == "en":
        whole = f"{count} years" if count > 1 else "one year"
        return f"{year_words(years[0], years).en} and {whole}" if parts else whole
    whole = f"{numerals[count] if count < len(numerals) else count}年"
    return f"{year_words(years[0], years).zh}及其后{whole}" if parts else whole


def year_span(years: tuple[int, ...], code: Code) -> str:
    """Name a span of years by its ends: 2027—2036年, 2027 to 2036; from within a year 2026年9月—2036年."""
    if isinstance(years, Years) and years.parts:
        month = 12 * years[0] + years.first - 1
        return Text(f"{month_words(month, 'zh')}—{years[-1]}年", f"{month_words(month, 'en')} to {years[-1]}")[code]
    if len(years) == 1:
        return year_words(years[0], years)[code]
    return Text(f"{years[0]}—{years[-1]}年", f"{years[0]} to {years[-1]}")[code]


def year_tick(year: int, years: Sequence[int], code: Code) -> str:
    """Name a year under a chart: a part-year on two lines."""
    head = year_head(year, years)
    return Text(head.zh.replace("年", "\n"), head.en.replace(" (", "\n").rstrip(")"))[code]


def outcome_label(name: str, years: tuple[int, ...], code: Code) -> str:
    """Name an outcome with its span: sums over the years, stocks at the end of the last."""
    outcome, last = OUTCOMES[name], years[-1]
    if outcome.over_years == "sum":
        return Text(f"{over(years, code)}{outcome.label.zh}", f"{outcome.label.en}, {over(years, code)}")[code]
    at = Text(f"{last}年", str(last))[code]
    return Text(f"{at}{outcome.label.zh}", f"{outcome.label.en}, {at}")[code]
