"""The order of a month as docs/model.md has it, as moments of SimPy's clock: seventeen to a month."""

from __future__ import annotations

SET, CONVERSION, GRADES, PROMOTION, ELECTION, APPROVAL, ARRIVAL, RAMP, FORECAST = range(1, 10)
PAY, LEAVES, UPWARDS, QUALIFICATION, APPRAISAL, DISMISSAL, COUNT = range(10, 17)
MOMENTS = 17


def moment(month: int, phase: int) -> int:
    """Return the moment of a phase in a month."""
    return month * MOMENTS + phase


def month_at(moment: float) -> int:
    """Return the month of a moment."""
    return int(moment) // MOMENTS


def phase_at(moment: float) -> int:
    """Return the phase of a moment."""
    return int(moment) % MOMENTS
