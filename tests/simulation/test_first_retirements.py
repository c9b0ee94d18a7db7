"""The first year has the retirements that the ages, tracks and choices of those in post imply, over many drawn staffs.

Worked out month of birth by month of birth, from the schedule written out by hand: nothing here draws anything.
"""

from __future__ import annotations

from collections import Counter
from dataclasses import replace
from itertools import product
from math import sqrt
from pathlib import Path

import numpy as np
import pytest

from simlib import load_staff, project
from simlib.months import YEAR
from simlib.policy import Policy
from simlib.policy.axes import FIXED
from simlib.population.person import FEMALE, MALE, TRACK_BY_POST, WOMEN_50, WOMEN_55
from simlib.staff.opening import Staff
from tests.rules.schedule import SCHEDULE

OPENS = 12 * 2027
EARLY, LATE, MONTHS = 0.3, 0.05, 36  # who go early and late, and by how many months at most
ON_55 = 0.2
SEEDS, YEARS = range(16), 3
BANDS = {45: 0.06, 50: 0.02}  # one in twelve is fifty or more: density in the second band as low as packs have it
FILE = """\
format: 1
seed: {seed}
roster_month: 2026-12
margins:
  in_post_share: {{value: {{head: 1, deputy: 1, member: 1, assistant: 1}}, reason: made up}}
  female_share: {{value: {{head: {women}, deputy: {women}, member: {women}, assistant: {women}}}, reason: made up}}
  age_mix: {{value: {{{ages}}}, reason: made up}}
  service_mix: {{value: {{{service}}}, reason: made up}}
  education_mix: {{value: {{{education}}}, reason: made up}}
  certificate_mix: {{value: {{{certificate}}}, reason: made up}}
  rating_mix: {{value: {{{rating}}}, reason: made up}}
"""
ALONE = {  # nobody leaves but by retiring, and nobody comes
    "exits.resignation_level": 0, "exits.death": 0, "exits.misconduct": 0, "rules.channel": "none",
    "rules.institution": "none", "election.first_month": "2040-01", "recruitment.fill_share": 0,
    "dismissal.failed_years": 0,
    "retirement.women_55_share": ON_55,
}  # fmt: skip


def choices() -> list[tuple[float, int]]:
    """How likely somebody retires how many months after the statutory one, before the old age is minded."""
    return [
        (1 - EARLY - LATE, 0),
        *((EARLY / MONTHS, -1 - months) for months in range(MONTHS)),
        *((LATE / MONTHS, 1 + months) for months in range(MONTHS)),
    ]


def wished(birth: int, track: str, after: int) -> int:
    """The month in which a life with such a choice retires: never before the old age."""
    statutory, old = SCHEDULE[track][birth], birth + YEAR * (50 if track == "women_50" else 55)
    return max(statutory + after, min(old, statutory)) if after < 0 else statutory + after


def in_post(births: range) -> dict[tuple[int, str], float]:
    """The share of a band's women by month of birth and track: those whose choice has not come by the opening."""
    weights = {
        (birth, track): share * sum(chance for chance, after in choices() if wished(birth, track, after) >= OPENS)
        for birth, (track, share) in product(births, (("women_50", 1 - ON_55), ("women_55", ON_55)))
    }
    return {life: weight / sum(weights.values()) for life, weight in weights.items()}


def retire(birth: int, track: str) -> Counter[int]:
    """The chances of the years in which somebody in post at the opening retires, the choice then still to be made."""
    found: Counter[int] = Counter()
    statutory = SCHEDULE[track][birth]
    if statutory < OPENS:  # has chosen late: any month that is left
        months = range(OPENS, statutory + MONTHS + 1)
        for month in months:
            found[month // YEAR] += 1 / len(months)
        return found
    for chance, after in choices():
        month = wished(birth, track, after)
        found[(month if month >= OPENS else statutory) // YEAR] += chance  # an early month that is past is none
    return found


def mix(axis: str, **shares: float) -> str:
    return ", ".join(f"{member}: {shares.get(member, 0)}" for member in FIXED[axis])


def drawn(law: Policy, folder: Path, seed: int, women: float, older: tuple[float, float, float]) -> Staff:
    """A staff with shares of women and of those of 45 to 49, 50 to 54 and 55 to 59; the rest are in their thirties."""
    ages = dict(zip(("45_to_49", "50_to_54", "55_to_59"), older, strict=True))
    file = folder / "staff.yaml"
    file.write_text(
        FILE.format(
            seed=seed,
            women=women,
            ages=mix("age_band", **{"35_to_39": 1 - sum(older)}, **ages),
            service=mix("service_band", **{"5_to_9": 1}),
            education=mix("education", college=1),
            certificate=mix("certificate", none=1),
            rating=mix("rating", satisfactory=1),
        ),
        "utf-8",
    )
    return load_staff(law, file)


def test_each_of_the_first_years_has_the_retirements_of_its_cohorts(law: Policy, tmp_path: Path):
    """All women: 6 % are 45 to 49 and 2 % 50 to 54, where those of the 50 track are gone after some eight months."""
    policy = law.with_values(ALONE)
    people, retired = [], []
    for seed in SEEDS:
        staff = drawn(policy, tmp_path, seed, 1, (BANDS[45], BANDS[50], 0))
        run = project(policy, staff, years=YEARS, replications=1, seed=seed)
        people.append(len(staff))
        retired.append(run.data["flows"].sel(flow="retired").sum("post").values[0])
    expected: Counter[int] = Counter()
    for age, share in BANDS.items():
        births = range(OPENS - YEAR * (age + 5) + 1, OPENS - YEAR * age + 1)
        for (birth, track), weight in in_post(births).items():
            for year, chance in retire(birth, track).items():
                expected[year] += share * weight * chance
    for place in range(YEARS):
        by_hand = expected[2027 + place] * np.mean(people)
        error = sqrt(by_hand / len(SEEDS))  # of a mean of counts of rare and independent people
        assert abs(np.mean(retired, axis=0)[place] - by_hand) < 4 * error, (2027 + place, by_hand)
    steady = [expected[2027 + place] for place in range(YEARS)]
    assert 0.75 < steady[0] / steady[1] < 1.25  # no year of its own for being the first


def test_women_and_ages_are_as_the_margins_say_though_the_law_takes_few_women_past_fifty(law: Policy, tmp_path: Path):
    """Of 55 to 59 nearly all are men; so more of the younger are women, and both margins hold."""
    policy = law.with_values({"retirement.women_55_share": ON_55})
    records = np.concatenate([drawn(policy, tmp_path, seed, 0.7, (0.04, 0.02, 0.02)).records for seed in SEEDS[:4]])
    age = (OPENS - records["birth"]) // YEAR
    women, old = records["sex"] == FEMALE, age >= 55

    def within(share: float, of: np.ndarray) -> bool:
        return abs(of.mean() - share) < 4 * sqrt(share * (1 - share) / len(of))

    assert (
        within(0.7, women) and within(0.02, old) and within(0.02, (age >= 50) & (age < 55)) and within(0.92, age < 45)
    )
    assert (records["sex"][old] == MALE).mean() > 0.8 and (old & women).any()
    statutory = np.array([SCHEDULE["women_50"][int(birth)] for birth in records["birth"]])
    past = women & (statutory < OPENS)
    assert past.any() and set(np.unique(records["track"][past])) == {
        WOMEN_50,
        WOMEN_55,
    }  # on the 55 track, or staying late
    assert set(np.unique(records["track"][~past])) == {TRACK_BY_POST}


@pytest.mark.parametrize("late_share", [0, 0.05])
def test_who_is_past_the_statutory_month_stays_only_where_late_is_chosen(
    law: Policy, tmp_path: Path, late_share: float
):
    """A roster may hold such people: with nobody choosing late they go in the first month, else in any that is left."""
    staff = drawn(law.with_values(ALONE), tmp_path, 1, 0, (0, 0, 0.08))
    men = np.flatnonzero(staff.records["birth"] < OPENS - 55 * YEAR)
    records = staff.records.copy()
    records["birth"][men] = OPENS - 61 * YEAR - 1  # statutory at 60 and a half or so, 2026
    staff = replace(staff, records=records)
    latest = SCHEDULE["men_60"][OPENS - 61 * YEAR - 1] + MONTHS
    policy = law.with_values({**ALONE, "retirement.late_share": late_share})
    run = project(policy, staff, years=3, replications=20, seed=5)
    by_year = run.data["flows"].sel(flow="retired").sum("post").values.mean(axis=0)
    if not late_share:
        assert by_year.tolist() == [len(men), 0, 0]
        return
    months = latest - OPENS + 1
    by_hand = [len(men) * max(0, min(12, months - 12 * year)) / months for year in range(3)]
    for own, theirs in zip(by_hand, by_year, strict=True):
        share = own / len(men)
        assert abs(own - theirs) <= 4 * sqrt(len(men) * share * (1 - share) / 20)
