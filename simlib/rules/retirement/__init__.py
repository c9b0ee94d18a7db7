"""Retirement: the month in which the law, the track and the person's own choice end the service."""

from __future__ import annotations

from simlib.rules.retirement.schedule_by_birth import retirement_month, statutory_age, stay_past, too_young, track_of

__all__ = ["retirement_month", "statutory_age", "stay_past", "too_young", "track_of"]
