"""How a term's numbers stand on a slider: ends, step and decimals, and in per cent of the value in force."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, replace
from decimal import Decimal
from math import ceil, floor, gcd, log10

from dashboards.widgets.number import in_full
from simlib.policy.provision import Provision
from simlib.policy.term import PERCENT, Term

FINE = 10**7  # the finest step, as a share of 1
STEPS = 20  # of a slider for which the term names none
FEN = 2  # decimals of an amount of money


@dataclass(frozen=True)
class Scale:
    """A slider, in the unit that readers see (per cent for shares, yuan for money).

    factor  what is shown = what a file gives × factor
    places  decimals of what a file gives
    sign    what follows the number
    """

    lowest: float
    highest: float
    step: float
    factor: float
    whole: bool
    places: int = 9
    sign: str = ""

    def shown(self, value: float) -> float:
        """What the slider shows for a number as a file gives it."""
        return round(value * self.factor, 7)

    def place(self, value: float) -> float:
        """Where the slider stands for a number as a file gives it: the nearest place on its grid."""
        nearest = self.lowest + round((self.shown(value) - self.lowest) / self.step) * self.step
        return min(max(round(nearest, 7), self.lowest), self.highest)

    def written(self, shown: float) -> int | float:
        """What a file gives for what the slider shows."""
        return self.rounded(shown / self.factor)

    def rounded(self, value: float) -> int | float:
        """Return a number as a file may give it: an amount to the fen, without decimals where it is whole."""
        value = round(value, self.places)
        return round(value) if self.whole or value == round(value) else value

    def text(self, value: float) -> str:
        """Write a number as a file gives it in full, in the unit of the slider."""
        if self.sign:  # with as few decimals as lead back to it
            shown = value * self.factor
            short = (round(shown, digits) for digits in range(7))
            return in_full(next((one for one in short if self.written(one) == value), shown)) + self.sign
        return in_full(Decimal(str(value)) * int(self.factor), fen=self.places == FEN)


def in_file(term: Term, value: float) -> float:
    """Return a number of the engine as a file gives it: yuan for fen."""
    return float(value) / term.parts


def scale_of(provision: Provision, values: Iterable[float]) -> Scale:
    """Return the slider for a provision whose numbers in force are `values`, as a file gives them."""
    term, values = provision.term, list(values)
    ends = provision.range or (term.slider[:2] if term.slider else term.limits)
    lowest, highest = min(*ends, *values), max(*ends, *values)
    wanted = term.slider[2] if term.slider else _tidy((highest - lowest) / STEPS)
    wanted = max(1.0, round(wanted)) if term.whole else wanted
    whole_steps = [round(number * FINE) for number in (wanted, highest - lowest, *(v - lowest for v in values))]
    step = gcd(*whole_steps) / FINE
    factor = 100 if term.unit in PERCENT else 1
    low, high, by = (round(end * factor, 7) for end in (lowest, highest, step))
    return Scale(low, high, by, factor, term.whole, FEN if term.money else 9)


def in_per_cent(scale: Scale, base: float) -> Scale:
    """Return the slider of an amount in per cent of `base`, in whole per cent."""
    factor = 100 / base
    lowest, highest = floor(min(scale.lowest * factor, 100)), ceil(max(scale.highest * factor, 100))
    return replace(scale, lowest=float(lowest), highest=float(highest), step=1.0, factor=factor, sign="%")


def _tidy(step: float) -> float:
    """Return a step of 1, 2 or 5 times a power of ten, not above `step`."""
    if step <= 0:
        return 1.0
    power = 10.0 ** int(log10(step) // 1)
    return max(times * power for times in (1, 2, 5) if times * power <= step * 1.000001)
