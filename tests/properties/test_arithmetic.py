"""With nothing left to chance a career is the arithmetic of the text, for any years per grade and any past."""

from __future__ import annotations

from collections import Counter
from math import ceil

import numpy as np
from hypothesis import given
from hypothesis import strategies as st

from simlib.months import YEAR
from simlib.population.person import ELECTED, SERVING
from tests.properties.cases import Case, cases, seeds
from tests.properties.grounds import PACKS, ground
from tests.properties.staffs import staffs_by_hand
from tests.rules.runner import NO_CHANCE
from tests.rules.schedule import SCHEDULE

YEARS = 8
TRACKS = ("men_60", "women_55", "women_50")
QUIET = {**NO_CHANCE, "rules.extension": "none", "retirement.early_limit": 0}


@st.composite
def quiet_cases(draw: st.DrawFn) -> tuple[Case, int, int, float]:
    """Draw a case without chance, the years and the grades of a step, and what a satisfactory year counts for."""
    pack = draw(st.sampled_from([pack for pack in PACKS if ground(pack).law.grades > 1]))
    years, grades = draw(st.integers(1, 5)), draw(st.integers(1, 3))
    counts = draw(st.sampled_from((0.5, 1, 1.5, 2)))
    law = ground(pack).law.with_values(
        {
            **QUIET,
            "progression.years_per_grade": years,
            "progression.grades_per_step": grades,
            "progression.year_counts": [0, 0, 0, counts, counts],
        }
    )
    staff = draw(staffs_by_hand(law, track=st.sampled_from(TRACKS), past=st.just({"rating": "satisfactory"})))
    return Case(pack, law, staff, draw(seeds), YEARS, 1), years, grades, counts


def test_grades_and_the_month_of_retirement():
    """Steps come at whole counts, from zero each time, until the band ends; service ends by the schedule of 2025."""
    seen: Counter[str] = Counter()

    @given(quiet_cases())
    def holds(drawn: tuple[Case, int, int, float]) -> None:
        case, years, step, counts = drawn
        band = np.asarray(case.law.value("grades.band", case.opening))
        people = {int(person["key"]): person for person in case.staff.records}
        for m, month, world in case.month_ends():
            found = {int(p.key): (int(p.post), int(p.grade)) for p in world.people[0] if p.state == SERVING}
            expected = {}
            for key, person in people.items():
                if month < SCHEDULE[TRACKS[person["track"]]][int(person["birth"])]:
                    grade = person["grade"] + step * steps(
                        m // YEAR, float(person["satisfactory_years"]), years, counts
                    )
                    expected[key] = (int(person["post"]), min(int(grade), band[person["post"], 1]))
            assert found == expected
            seen["rises"] += sum(grade > people[key]["grade"] for key, (_, grade) in found.items())
        seen["retires"] += len(people) - len(found)

    holds()
    assert min(seen[what] for what in ("rises", "retires")) > 0, seen


def steps(decembers: int, before: float, years: int, counts: float) -> int:
    """How many steps so many Decembers' ratings have given by the January after, `before` having counted already."""
    first, each = max(0, ceil((years - before) / counts)), ceil(years / counts)
    return 0 if decembers < first else 1 + (decembers - first) // each


def test_recruits_enter_with_the_grade_of_their_years_and_degree():
    """From the post's lowest grade, one for so many full years and some for the degree, up to the band's highest."""
    entered: Counter[bool] = Counter()

    @given(cases())
    def holds(case: Case) -> None:
        entry = len(case.law.axis("post")) - 1
        lowest, highest = np.asarray(case.law.value("grades.band", case.opening))[entry].tolist()
        for _, month, world in case.month_ends():
            lift = np.asarray(case.law.value("entry.education_lift", month))
            years = int(case.law.value("entry.years_per_grade", month))
            people = world.people[(world.people.state == SERVING) & (world.people.joined == month)]
            for person in people[(people.contract != ELECTED) & (people.post == entry)]:
                grades = (month - int(person.service_from)) // YEAR // years + int(lift[person.education])
                assert person.grade == min(lowest + grades, highest)
                entered[grades > 0] += 1

    holds()
    assert min(entered[True], entered[False]) > 0, entered
