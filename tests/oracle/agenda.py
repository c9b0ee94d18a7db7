"""The order of a month as docs/how/model.md has it, as moments of SimPy's clock: eighteen to a month."""

from __future__ import annotations

SET, CONVERSION, GRADES, PROMOTION, ELECTION, ABSORPTION, APPROVAL, ARRIVAL, RAMP, FORECAST = range(1, 11)
PAY, LEAVES, UPWARDS, QUALIFICATION, APPRAISAL, DISMISSAL, COUNT = range(11, 18)
MOMENTS = 18


def moment(month: int, phase: int) -> int:
    """Return the moment of a phase in a month."""
    return month * MOMENTS + phase


def month_at(moment: float) -> int:
    """Return the month of a moment."""
    return int(moment) // MOMENTS


def phase_at(moment: float) -> int:
    """Return the phase of a moment."""
    return int(moment) % MOMENTS
