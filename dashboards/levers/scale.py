"""How a term's numbers stand on a slider: ends, step and decimals, so that every value in force is on the grid."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from decimal import Decimal
from math import gcd, log10

from simlib.policy.provision import Provision
from simlib.policy.term import PERCENT, Term

FINE = 10**7  # the finest step, as a share of 1
STEPS = 20  # of a slider for which the term names none


@dataclass(frozen=True)
class Scale:
    """A slider, in the unit that readers see (per cent for shares, yuan for money).

    factor  what is shown = what a file gives × factor
    """

    lowest: float
    highest: float
    step: float
    factor: int
    whole: bool

    @property
    def places(self) -> int:
        """Decimals that the step needs."""
        exponent = Decimal(str(self.step)).normalize().as_tuple().exponent
        return max(0, -int(exponent))

    def shown(self, value: float) -> float:
        """What the slider shows for a number as a file gives it."""
        return round(value * self.factor, 7)

    def written(self, shown: float) -> int | float:
        """What a file gives for what the slider shows."""
        value = round(shown / self.factor, 9)
        return round(value) if self.whole or value == round(value) else value


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
    return Scale(low, high, by, factor, term.whole)


def _tidy(step: float) -> float:
    """Return a step of 1, 2 or 5 times a power of ten, not above `step`."""
    if step <= 0:
        return 1.0
    power = 10.0 ** int(log10(step) // 1)
    return max(times * power for times in (1, 2, 5) if times * power <= step * 1.000001)
