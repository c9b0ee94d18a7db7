"""One person's career: the engine's own run, priced as the budget prices it, with nothing left to luck."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from collections.abc import Mapping
from typing import Any

import pytest

from simlib import cost
from simlib.budget.yearly_prices import of_one_recruit
from simlib.careers.career import career
from simlib.careers.description import person_of
from simlib.careers.staff_of_one import alone
from simlib.careers.start_of_career import months_of
from simlib.months import YEAR, month_text, parse_month, year_of
from simlib.policy import Policy
from simlib.policy.axes import RATINGS
from simlib.policy.items import ITEMS, personal
from simlib.projection import Projection
from simlib.report.tables.career_json import as_data
from simlib.simulation.run import run
from tests.careers.careers import CITIES, EVERYTHING_PAID, PEOPLE, ROOT, WORKED
from tests.rules.runner import NO_CHANCE, with_law
from tests.simulation.lives import after, events
from tests.simulation.people import roster


def whole_run(policy: Policy, traits: Mapping[str, Any], ratings: tuple[str, ...], years: int) -> Projection:
    """Return the same run taken through its calendar at once, as every projection is."""
    person = person_of(policy, traits)
    plan = alone(policy, person, tuple(map(RATINGS.index, ratings)), months_of(policy, person, years))
    return Projection(plan, 1, run(plan, range(1), workers=1, progress=None, stop=None))


@pytest.mark.parametrize("who", PEOPLE)
@pytest.mark.parametrize("ratings", [WORKED, ("satisfactory",), ("failed",)], ids=["mixed", "satisfactory", "failed"])
def test_the_slips_add_up_to_what_the_budget_has(generous: Policy, who: str, ratings: tuple[str, ...]):
    """Month by month and line by line on one side, the books of a whole run × the price table on the other."""
    found = career(generous, PEOPLE[who], ratings=ratings, years=8)
    budget = cost(whole_run(generous, PEOPLE[who], ratings, 8))
    by_year = {year_of(slip.last): slip for slip in found.years}
    for y, year in enumerate(budget.years):
        due = dict(zip(ITEMS, budget.fen[0, y].tolist(), strict=True))
        if who == "one who joins" and year == 2027:  # in the roster of the run, so no recruit for its books
            for line, amount in of_one_recruit(generous, parse_month("2027-12")).items():
                due[line] += amount
        assert {line: by_year[year].fen[line] if year in by_year else 0 for line in personal(ITEMS)} == {
            line: due[line] for line in personal(ITEMS)
        }
    assert sum(slip.total for slip in found.months) == sum(slip.total for slip in found.years) > 0


def test_it_is_the_life_that_a_policy_without_chances_gives(law: Policy):
    """The policy's own values set to certainty, and ratings by dated rates: the log of the engine says the same."""
    traits = {"joined": "2016-07", "grade": 4, "satisfactory_years": 1}
    policy = with_law(law, NO_CHANCE)
    rates = {
        "basic": "appraisal.basic_rate",
        "failed": "appraisal.failed_rate",
        "excellent": "appraisal.excellent_share",
    }
    for year, rating in enumerate(WORKED, 2027):
        values = {name: float(rating == certain) for certain, name in rates.items()}
        policy = with_law(policy, values, parse_month(f"{year}-01"))
    people = {"one": {"joined": "2016-07", "grade": 4, "satisfactory_years": 1, "track": "women_50"}}
    world = after(policy, roster(policy, people), YEAR * 8)
    found = career(law, traits, ratings=WORKED, years=8)
    rises = [(one.month, one.grade) for one in found.events if one.name == "graded_up"]
    assert [(one.month, one.grade) for one in events(world, 0) if one.flow == "graded_up"] == rises
    assert len(rises) >= 2


def test_nothing_is_left_to_luck(busier: Policy):
    """Where everything that can happen to anyone happens often, nothing happens to a person with given ratings."""
    traits = {"post": "head", "born": "1992-01", "joined": "2015-01", "grade": 9}
    found = career(busier, traits, ratings=["satisfactory"], years=20)
    names = {one.name for one in found.events}
    assert names <= {"starts", "rated", "graded_up", "at_ceiling", "kept_at_ceiling", "ramp_step"}
    assert len(found.months) == 20 * YEAR
    assert [one.detail for one in found.events if one.name == "rated"] == ["satisfactory"] * 20


@pytest.mark.parametrize("rating", RATINGS)
def test_the_rating_given_is_the_rating_in_force(busier: Policy, rating: str):
    lenient = busier.with_values({"dismissal.failed_years": 0, "dismissal.basic_years": 0})
    found = career(lenient, {"joined": "2015-01"}, ratings=[rating], years=4)
    assert [one.rating for one in found.years[1:]] == [rating] * 3


def test_a_year_is_paid_by_the_rating_of_the_year_before(law: Policy):
    found = career(law, {"joined": "2015-01", "rating": "excellent"}, ratings=WORKED, years=7)
    assert [one.rating for one in found.years] == ["excellent", *WORKED[:-1]]
    assert {one.rating for one in found.months[-12:]} == {WORKED[-2]}


def test_without_an_extension_she_retires_and_with_one_she_stays(busier: Policy):
    """A year excellent, or with the community ranked first, keeps her until 57; the best as long as the law allows."""
    she = {"track": "55", "born": "1973-01", "joined": "2001-01", "post": "head", "post_since": "2015-01"}
    born, statutory = parse_month("1973-01"), 55 * YEAR + 10  # the 37th month from January 1970, so 10 months later
    entitled = ({"excellent_years": "2025"}, {"top_years": "2026"}, {"top_years": 2027})  # she reaches it in 2028
    for traits, age in (({}, statutory), *((traits, 57 * YEAR) for traits in entitled)):
        assert career(busier, she | traits, ratings=["satisfactory"], years=8).retires == born + age
    best = career(busier, she | entitled[0] | {"best": "yes"}, ratings=["satisfactory"], years=8)
    assert best.retires == born + min(60 * YEAR, statutory + 36)  # 最长不超过三年
    (event,) = [one for one in best.events if one.name == "extended"]
    assert year_of(event.month) == 2028 and "extension.age" in [ground.term.name for ground in event.grounds]


def test_a_higher_post_comes_only_if_asked_for(law: Policy):
    rated = ("excellent",)
    assert "promoted" not in [one.name for one in career(law, {"joined": "2010-01"}, ratings=rated, years=9).events]
    asked = {"joined": "2010-01", "promotions": {"2030-01": "member"}}
    (event,) = [one for one in career(law, asked, ratings=rated, years=9).events if one.name == "promoted"]
    assert (month_text(event.month), event.post) == ("2030-01", "member")


UNCOMPILED = """
import json, sys
from simlib import compiled, load_policy
from simlib.careers.career import career
from simlib.report.tables.career_json import as_data

assert not compiled.COMPILING
law = load_policy(sys.argv[1]).with_values(json.loads(sys.argv[2]))
print(json.dumps(as_data(career(law, json.loads(sys.argv[3]), ratings=sys.argv[4].split(","), years=6), True)))
"""


def test_as_plain_python_it_is_the_same_career(law: Policy, generous: Policy):
    who = PEOPLE["one promoted twice"]
    command = [sys.executable, "-W", "error::RuntimeWarning", "-c", UNCOMPILED, str(CITIES / "baohe"),
               json.dumps(EVERYTHING_PAID), json.dumps(who), ",".join(WORKED[:6])]  # fmt: skip
    environment = {**os.environ, "NUMBA_DISABLE_JIT": "1", "PYTHONPATH": str(ROOT)}
    plain = subprocess.run(command, env=environment, cwd=ROOT, check=True, capture_output=True, text=True).stdout
    found = career(generous, who, ratings=WORKED[:6], years=6)
    assert json.loads(plain) == json.loads(json.dumps(as_data(found, True)))


def test_what_is_earned_in_the_years_given_and_never_by_luck(law: Policy):
    """A certificate in October 2028 and 2030, a degree in 2029 that lifts the grade: 包河 本科2级, 硕士4级."""
    person = {"joined": "2026-01", "certificate_years": "2028,2030", "degree_years": 2029}
    certain = {
        "qualification.certificate_rate": 1,
        "qualification.education_rate": 1,
        "progression.years_per_grade": 40,
    }
    found = career(law.with_values(certain), person, ratings=["satisfactory"], years=5)
    earned = [event for event in found.events if event.name in ("certified", "graduated")]
    assert [(month_text(one.month), one.name, one.detail) for one in earned] == [
        ("2028-10", "certified", "assistant_social_worker"),
        ("2029-10", "graduated", "master"),
        ("2030-10", "certified", "social_worker"),
    ]
    before, after = (next(slip for slip in found.months if slip.last == parse_month(m)) for m in ("2029-10", "2029-11"))
    assert (earned[1].grade, after.grade) == (before.grade + 2, before.grade + 2)
    allowance = [slip.fen["certificate_allowance"] for slip in found.years]
    assert allowance == [0, 2 * 100_00, 12 * 100_00, 10 * 100_00 + 2 * 200_00, 12 * 200_00]
