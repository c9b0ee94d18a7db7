"""A number as somebody types it: 4,800, 0.48万, 20%, +10% of what is in force, 4500..5200; the one reader of such.

Full-width letters count as the usual ones. What can be meant in two ways is asked back, never guessed.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from decimal import ROUND_HALF_UP, Decimal
from typing import Literal, NamedTuple

from simlib.policy.files.values import read_value
from simlib.policy.problems import PolicyError, ends, one_problem, outside
from simlib.policy.term import PERCENT, UNIT_LABELS, Term
from simlib.text import Text, same

SpreadShape = Literal["", "uniform", "triangular"]


@dataclass(frozen=True)
class Typed:
    """What was typed for one number of a term, as a file writes it: yuan, shares as fractions.

    value      what is to be in force; of a spread its middle
    low, high  ends of a spread; the value itself where it is one number
    shape      uniform (4500..5200), triangular (4500<4800<5200), or empty: one number
    relative   what was typed of a change of the value in force: +10%, -5%, ×1.1; empty where an amount was typed
    """

    value: float
    low: float
    high: float
    shape: SpreadShape = ""
    relative: str = ""


class _Part(NamedTuple):
    """One number of what was typed: of a spread there are two or three."""

    times: str
    sign: str
    digits: str
    unit: str

    @property
    def number(self) -> Decimal:
        """The digits, with the sign that an amount has."""
        return Decimal(self.sign + self.digits.replace(",", ""))

    @property
    def relative(self) -> str:
        """How it is written where it is a change of the value in force."""
        return f"×{self.digits}{self.unit}" if self.times else f"{self.sign}{self.digits}%"


_ONE, _HUNDREDTH, _FEN = Decimal(1), Decimal("0.01"), Decimal("0.01")
_HARDLY = Decimal("0.001")  # a share of a number by which rounding to a whole one may move it
_READABLE = 18  # digits before or after the point, beyond which a number is written by its power of ten
_WIDE = {code: code - 0xFEE0 for code in range(0xFF01, 0xFF5F)}  # full-width letters
_PLAIN = _WIDE | {0x3000: " ", 0xA0: " ", ord("\u2212"): "-", ord("×"): "x"}
_PART = re.compile(
    r"([x*]?)\s*([-+]?)\s*((?:\d{1,3}(?:,\d{3})+|\d+)(?:\.\d*)?(?:e[-+]?\d{1,3})?|\.\d+)\s*([^\d.,\s]\D*)?", re.ASCII
)
_BETWEEN = re.compile(r"\.\.+|[~<至]")
_SCALES = {"": _ONE, "万": Decimal(10**4), "亿": Decimal(10**8), "million": Decimal(10**6), "m": Decimal(10**6)}
_YUAN = frozenset({"", "元", "yuan"})
_EVERY = {
    "yuan_per_month": {"元/月", "/月", "元每月", "yuan a month", "yuan/month"},
    "yuan_per_year": {"元/年", "/年", "元每年", "yuan a year", "yuan/year"},
}
_AS_SHARE = (*PERCENT, "factor")  # units of which 20% is 0.2


def plain(text: str) -> str:
    """Return a text in small letters of the usual width, without spaces around it."""
    return text.translate(_PLAIN).strip().lower()


def read_typed(
    term: Term, text: str, in_force: float | None = None, *, bare_percent: bool = False, called: Text | None = None
) -> Typed:
    """Return what somebody typed for a term's number, or for one of its numbers where it has an axis.

    in_force      what it is now, as a file writes it (yuan): a change such as +10% counts from it
    bare_percent  whether a number without unit is per cent where the term is: as in a field with a % beside it
    called        what a refusal calls it; by default the label of the term

    Raises PolicyError, with a way out, for what cannot be read or is outside the limits of the term.
    """
    reader = _Reader(replace(term, shape=()), text, in_force, bare_percent, called or term.label)
    parts = _BETWEEN.split(plain(text))
    return reader.spread(parts) if len(parts) > 1 else reader.one(parts[0])


def read_amount(text: str, called: Text) -> float:
    """Return an amount that is of no term, such as a ceiling: in yuan where it is money; 25% is 0.25.

    Raises PolicyError for what cannot be read.
    """
    part = _part(text)
    scale = None if part is None or part.times else _scale(part.unit, _YUAN, percent=True)
    if part is None or scale is None:
        raise _unread(text, called)
    return _as_written(part.number * scale)


@dataclass(frozen=True)
class _Reader:
    """Reads the numbers of one text for a term without axes."""

    term: Term
    text: str
    in_force: float | None
    bare_percent: bool
    called: Text

    def one(self, text: str) -> Typed:
        """Return a single number: an amount, or a change of the value in force."""
        part = _part(text)
        if part is None:
            raise _unread(self.text, self.called)
        changes = bool(part.times) or (bool(part.sign) and part.unit == "%" and not self._negative(part))
        value = self._checked(self._changed(part) if changes else self._amount(part))
        return Typed(value, value, value, relative=part.relative if changes else "")

    def spread(self, texts: list[str]) -> Typed:
        """Return a spread: its two ends, or its ends and the centre between them."""
        values = [self.one(text).value for text in texts]
        low, high = values[0], values[-1]
        if len(values) > 3 or not self.term.amount or sorted(set(values)) != values:
            raise self._wrong(
                Text(
                    "范围由低到高写作 4500..5200，或写明中值：4500<4800<5200。",
                    "Write a spread from low to high as 4500..5200, or with its centre as 4500<4800<5200.",
                )
            )
        if len(values) == 3:
            return Typed(values[1], low, high, "triangular")
        return Typed(self._checked(self._rounded((_exact(low) + _exact(high)) / 2)), low, high, "uniform")

    def _negative(self, part: _Part) -> bool:
        """Return whether -2% is the value itself: of a share or rate that may be negative."""
        return self.term.unit in PERCENT and part.sign == "-" and self.term.limits[0] < 0

    def _amount(self, part: _Part) -> Decimal:
        """Return an amount as a file writes it."""
        if part.sign == "+":
            raise self._wrong(Text("请写数值本身，或 +10%、×1.1。", "Write the value itself, or +10% or ×1.1."))
        scale = _scale(part.unit, _names(self.term), percent=self.term.unit in _AS_SHARE)
        if scale is None:
            raise self._wrong(
                Text(
                    "单位是{unit}，请写数值本身；要按现行值增减，写 +10% 或 ×1.1。",
                    "Its unit is {unit}: write the value itself. A change of what is in force is +10% or ×1.1.",
                ).of(unit=Text(*UNIT_LABELS[self.term.unit]))
            )
        percent = self.term.unit in PERCENT and not part.unit
        if percent and self.bare_percent:
            scale = _HUNDREDTH
        number = part.number * scale
        if percent and not self.bare_percent and not self._inside(number) and self._inside(number * _HUNDREDTH):
            ways = {"percent": f"{part.digits}%", "share": _as_written(number * _HUNDREDTH)}
            raise self._wrong(Text("请写 {percent} 或 {share}。", "Write {percent} or {share}.").of(**ways))
        return number

    def _inside(self, number: Decimal) -> bool:
        lowest, highest = self.term.limits
        return _exact(lowest) <= number <= _exact(highest)

    def _changed(self, part: _Part) -> Decimal:
        """Return what a change makes of the value in force."""
        if self.term.unit in PERCENT and not part.times:
            raise self._wrong(
                Text(
                    "按百分之几还是百分点？请写数值本身，或写 ×1.1。",
                    "Per cent, or percentage points? Write the value itself, or ×1.1.",
                )
            )
        if self.in_force is None or not self.term.amount:
            raise self._wrong(
                Text("没有可增减的现行值，请写数值本身。", "No value in force to change: write the value itself.")
            )
        if part.unit not in ("", "%") or (part.times and part.sign):
            raise self._wrong(Text("请写作 +10% 或 ×1.1。", "Write it as +10% or ×1.1."))
        factor = part.number * (_HUNDREDTH if part.unit else _ONE)
        return self._rounded(_exact(self.in_force) * (factor if part.times else 1 + factor))

    def _rounded(self, number: Decimal) -> Decimal:
        """Return a number to the fen, or as a whole where that hardly moves it."""
        if self.term.money:
            return number.quantize(_FEN, ROUND_HALF_UP)
        whole = number.quantize(_ONE, ROUND_HALF_UP)
        return whole if self.term.whole and abs(whole - number) <= _HARDLY * abs(number) else number

    def _checked(self, number: Decimal) -> float:
        """Return a number that is within the limits of the term, and whole where it has to be."""
        if not self._inside(number):
            lowest, highest = map(_exact, self.term.limits)
            low = self._with_unit(lowest) if self.term.unit in PERCENT else self._seen(lowest)
            limits = ends(low, self._with_unit(highest))
            raise PolicyError([outside(self.called, self._with_unit(number), limits).at("")])
        _, faults = read_value(self.term, f"{number:f}", {}, self.called)
        if faults:
            raise PolicyError(fault.at("") for fault in faults)
        return _as_written(number)

    def _with_unit(self, number: Decimal) -> Text:
        """Write a number in the unit that readers see, with the unit."""
        term, seen = self.term, same(self._seen(number))
        if term.unit in PERCENT:
            return seen + same("%")
        return seen if term.unit == "factor" else seen + same(" ") + UNIT_LABELS[term.unit]

    def _seen(self, number: Decimal) -> str:
        seen = number / _HUNDREDTH if self.term.unit in PERCENT else number
        return f"{seen.normalize():,f}" if abs(seen.adjusted()) < _READABLE else f"{seen.normalize()}".lower()

    def _wrong(self, way_out: Text) -> PolicyError:
        return one_problem(_CANNOT_BE.of(name=self.called, text=self.text), way_out)


_CANNOT_BE = Text("{name} 不能是 {text}", "{name} cannot be {text}")


def _part(text: str) -> _Part | None:
    match = _PART.fullmatch(plain(text))
    return _Part(*(group or "" for group in match.groups())) if match else None


def _unread(text: str, called: Text) -> PolicyError:
    what = Text("{name} 读不出 {text}", "{name}: {text} cannot be read").of(name=called, text=text)
    return one_problem(
        what,
        Text("请写数字，如 4,800、0.48万、2.5亿、20%。", "Write a number, as 4,800, 250 million or 20%."),
    )


def _names(term: Term) -> frozenset[str]:
    """Return what may stand after a number of a term: its unit, written in either language, or nothing."""
    if term.money:
        return _YUAN | _EVERY.get(term.unit, set())
    zh, en = (plain(one) for one in UNIT_LABELS[term.unit])
    return frozenset({"", zh, en, en.removesuffix("s")})


def _scale(unit: str, names: frozenset[str], percent: bool = False) -> Decimal | None:
    """Return what one of a unit is, None where it is none of these names with 万, 亿 or million before it."""
    if percent and unit == "%":
        return _HUNDREDTH
    for scale, number in _SCALES.items():
        if unit.startswith(scale) and unit.removeprefix(scale).strip() in names:
            return number
    return None


def _exact(number: float) -> Decimal:
    return Decimal(str(number))


def _as_written(number: Decimal) -> float:
    return int(number) if number == number.to_integral_value() else float(number)
