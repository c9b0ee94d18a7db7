"""What parts the last year of a run from the first by itself is found, by the calendar worked out by hand."""

from __future__ import annotations

from typing import Any

import numpy as np
import pytest

from simlib import load_policy, load_staff, project
from simlib.analysis.outcomes import costed
from simlib.analysis.uneven_years import mean_of_last, uneven
from simlib.months import parse_month
from simlib.policy import Policy
from simlib.report.words.last_year import uneven_words
from simlib.staff.opening import Staff

QUIET: dict[str, Any] = {  # nothing but what a case sets falls in a run of four years from January 2027
    "election.first_month": "2040-01",
    "establishment.first_review": "2040-01",
    "establishment.review_change": 0.1,
    "welfare.check_up": 0,
}


def found(streets: Policy, few: Staff, values: dict[str, Any]) -> list[str]:
    run = project(streets.with_values({**QUIET, **values}), few, years=4, replications=2, seed=5)
    return [what.en for what in uneven(costed(run))]


@pytest.mark.parametrize(
    "values, said",
    [
        ({}, []),
        ({"election.first_month": "2030-05"}, ["an election falls in 2030"]),
        ({"election.first_month": "2027-05", "election.every_years": 4}, ["an election falls in 2027"]),
        ({"election.first_month": "2029-05", "election.every_years": 4}, []),  # in neither
        ({"election.first_month": "2027-05", "election.every_years": 3}, []),  # in both
        ({"election.first_month": "2030-05", "election.posts": "no"}, []),  # nobody is elected
        ({"establishment.first_review": "2030-06"}, ["the establishment is reviewed in 2030"]),
        ({"establishment.first_review": "2030-06", "establishment.review_change": 0}, []),  # it changes nothing
        ({"welfare.check_up": 100, "welfare.check_up_years": 2}, ["check-ups fall in 2027"]),  # and in 2029
        ({"welfare.check_up": 100, "welfare.check_up_years": 3}, []),  # in 2027 and 2030
    ],
)
def test_what_falls_in_one_end_alone(streets: Policy, few: Staff, values: dict[str, Any], said: list[str]):
    assert found(streets, few, values) == said


def test_a_run_of_one_year_has_nothing_to_compare(streets: Policy, few: Staff):
    law = streets.with_values({**QUIET, "election.first_month": "2027-05"})
    assert uneven(costed(project(law, few, years=1, replications=2, seed=5))) == ()


def test_a_part_year_is_not_the_first(streets: Policy):
    """From September 2026: what falls in October of that year is in no whole year; 2027 is the first."""
    law = streets.opened(parse_month("2026-09")).with_values({**QUIET, "election.first_month": "2026-10"})
    later = law.with_values({"election.first_month": "2027-10", "election.every_years": 20})
    said = [[what.en for what in uneven(costed(project(one, load_staff(one), years=2, replications=1, seed=5)))]
            for one in (law, later)]  # fmt: skip
    assert said == [[], ["an election falls in 2027"]]


def test_the_mean_of_the_last_three_years_is_told_beside():
    cost = np.array([[100.0, 120, 130, 140, 90], [100, 120, 150, 120, 90]]) * 1e4
    assert mean_of_last(cost) == pytest.approx([120e4, 120e4])
    assert mean_of_last(cost[:, :3]) is None


def test_every_pack_holds_an_election_in_2036_and_the_sentence_says_so():
    law = load_policy("ningguo")
    run = costed(project(law, load_staff(law), years=10, replications=2, seed=5))
    cost = run.budget.total.values.mean(axis=0)
    mean, first = cost[-3:].mean(), cost[0]
    assert uneven_words(run, "zh") == (
        f"2036年有换届选举，2027年有体检；2034至2036年平均 {mean / 1e4:,.0f} 万元，"
        f"较2027年增加 {(mean - first) / 1e4:,.0f} 万元（+{(mean / first - 1) * 100:.1f}%）。"
    )
    assert uneven_words(run, "en").startswith("An election falls in 2036, and check-ups fall in 2027: the mean of 2034")
