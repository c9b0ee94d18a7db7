"""How a roster is graded: as the month after it finds people, whatever the month it was taken in."""

from __future__ import annotations

import numpy as np
import pytest

from simlib.months import parse_month
from simlib.policy import Policy
from simlib.population.person import PERSON
from simlib.staff.scale import RosterScale


@pytest.mark.parametrize(
    ("taken", "years"),
    [
        ("2026-12", 2),  # January 2026 found 4 years: a grade for three, one over; and the appraisal of December 2026
        ("2026-06", 1),  # the same one over, but that appraisal is still to come
        ("2025-12", 1),  # January 2025 found 3 years: none over; and the appraisal of December 2025
    ],
)
def test_an_appraisal_counts_once_it_has_been_held(law: Policy, taken: str, years: int):
    """Serving since January 2022; the law gives a grade for three satisfactory years."""
    month = parse_month(taken)
    person = np.zeros(1, PERSON).view(np.recarray)[0]
    person.post, person.service_from = len(law.posts) - 1, parse_month("2022-01")
    assert law.value("progression.years_per_grade", month) == 3
    RosterScale(law, month).place(person)
    assert person.satisfactory_years == years
