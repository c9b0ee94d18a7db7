"""Which values of a term are plausible, and what was probably meant by one that is not: another unit, or nought."""

from __future__ import annotations

from typing import NamedTuple

import numpy as np

from simlib.policy.in_force import in_force
from simlib.policy.policy_values import PolicyValues
from simlib.policy.problems import PolicyError
from simlib.policy.provision import Provision
from simlib.policy.term import PERCENT, UNIT_LABELS, Term
from simlib.text import NOTHING, Text

_FAR, _NEAR = 5, 2  # times the value in force: so far off that a unit may be wrong, so near that it may be meant


class Meant(NamedTuple):
    """What somebody may have meant: by what the number is to be multiplied, and the unit that they wrote it in."""

    times: float
    unit: Text = NOTHING


_UNITS = {
    "months": (Meant(12, UNIT_LABELS["years"]),),
    "years": (Meant(1 / 12, UNIT_LABELS["months"]),),
    "yuan_per_month": (Meant(1 / 12, UNIT_LABELS["yuan_per_year"]),),
    "yuan_per_year": (Meant(12, UNIT_LABELS["yuan_per_month"]),),
    **dict.fromkeys(PERCENT, (Meant(0.01), Meant(100))),
}


def plausible(given: Provision, pack: PolicyValues, month: int) -> tuple[float, float] | None:
    """Return the range that is called plausible for a term, as a file writes it; None where none is given.

    That of an amount which has grown in the pack by the month has grown with it.
    """
    if given.range is None:
        return None
    low, high = given.range
    growth = _growth(pack, given.term, month)
    return low * growth, high * growth


def _growth(pack: PolicyValues, term: Term, month: int) -> float:
    if not term.grows_with:
        return 1.0
    try:
        found = in_force(pack, term.name, month)
    except PolicyError:  # before its date
        return 1.0
    start = np.ravel(found.dated.value) if found.dated else np.zeros(1)
    return float(np.ravel(found.value)[0] / start[0]) if start[0] else 1.0


def meant(term: Term, number: float, span: tuple[float, float], noughts: bool) -> list[Meant]:
    """Return what may have been meant by an implausible number, as a file writes it: what brings it within a range.

    noughts  whether a nought too many, or too few, is one of the possibilities
    """
    (low, high), known = span, [*_UNITS.get(term.unit, ())]
    if term.money or term.unit == "people":
        known.append(Meant(1e4, Text("万", "× 10,000 ") + UNIT_LABELS[term.unit]))
    known += [Meant(10), Meant(0.1)] if noughts else []
    found = ((one, round(number * one.times, 6)) for one in known)
    return [one for one, value in found if low <= value <= high and not (term.whole and value % 1)]


def far_from(was: float, number: float) -> tuple[float, float] | None:
    """Return between which values one in the right unit would be, where a number is far from the one in force."""
    if not was or not number or 1 / _FAR < abs(number / was) < _FAR:
        return None
    ends = sorted((was / _NEAR, was * _NEAR))
    return ends[0], ends[1]
