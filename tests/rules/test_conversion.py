"""Years that a conversion counts: to the last January whose progression is done, and an appraisal not used since."""

from __future__ import annotations

import numpy as np
import pytest

from simlib.months import parse_month
from simlib.policy import Policy, terms_table
from simlib.rules.conversion.by_service_and_education import appraised_since, last_progression, placed
from tests.simulation.people import roster


@pytest.mark.parametrize(
    ("month", "january", "appraised"), [("2029-01", "2028-01", 1), ("2029-02", "2029-01", 0), ("2029-12", "2029-01", 0)]
)
def test_which_january_and_whether_an_appraisal_came_since(month: str, january: str, appraised: int):
    assert last_progression(parse_month(month)) == parse_month(january)
    assert appraised_since(parse_month(month)) == appraised


@pytest.mark.parametrize(
    ("month", "grade", "counted"),
    [
        ("2029-01", 2 + 2, 1 + 1),  # seven full years by January 2028, and December 2028's appraisal
        ("2029-02", 2 + 2, 2),  # eight by January 2029, whose progression has used that appraisal
        ("2030-02", 2 + 3, 0),  # nine by January 2030
    ],
)
def test_a_grade_every_three_years_of_service_and_one_for_a_diploma(law: Policy, month: str, grade: int, counted: int):
    """In service since December 2020: grade 1, one more for the diploma and one for every three years."""
    at = parse_month(month)
    values = {"entry.years_per_grade": 3, "progression.years_per_grade": 3, "entry.education_lift": [0, 1, 2, 3, 4]}
    terms = terms_table(law.with_values(values), at, 1).view(np.recarray)[0]
    staff = roster(law, {"one": {"service_from": "2020-12", "education": "college"}})
    person = staff.records.copy().view(np.recarray)[0]
    assert placed(person, last_progression(at), appraised_since(at), terms) == (grade, counted)
