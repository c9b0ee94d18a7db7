"""What is wrong with a career is refused, in both languages and all at once."""

from __future__ import annotations

from typing import Any

import pytest

from simlib import load_policy
from simlib.careers.career import career
from simlib.policy import Policy, PolicyError
from tests.careers.careers import ROOT

BAD: list[tuple[dict[str, Any], list[str], int, str]] = [
    ({"pots": "head"}, ["satisfactory"], 1, "pots is no trait of a person. Did you mean post?"),
    ({"post": "asistant"}, ["satisfactory"], 1, "post has no option asistant. Did you mean assistant?"),
    ({"grade": 13}, ["satisfactory"], 1, r"grade is 13, not in the band of assistant \(1 to 12\)"),
    ({"grade": 99}, ["satisfactory"], 1, "grade is 99, outside 1 to 18"),
    ({"grade": "x"}, ["satisfactory"], 1, "grade is a number, not x"),
    ({"born": "1990-01", "joined": "2005-12"}, ["satisfactory"], 1, "joined is 2005-12, at the age of 15"),
    ({"joined": "9998-01"}, ["satisfactory"], 1, "joined is 9998-01, outside 1900-01 to 2100-12"),
    ({"service_since": "0850-01"}, ["satisfactory"], 1, "service_since is 0850-01, outside 1900-01 to 2100-12"),
    ({"promotions": {"9999-01": "head"}}, ["satisfactory"], 1, "promotions is 9999-01, outside 1900-01 to 2100-12"),
    ({"born": "2015"}, ["satisfactory"], 1, "born is a month, not 2015"),
    (
        {"track": "50", "born": "1970-01", "joined": "2000-01"},
        ["satisfactory"],
        1,
        "retires in 2020-01, before 2027-01",
    ),
    ({"sex": "male", "track": "50"}, ["satisfactory"], 1, "track is 50 for a man"),
    ({"track": "60"}, ["satisfactory"], 1, "track is 60 for a woman"),
    ({"service_since": "2030-01"}, ["satisfactory"], 1, "service_since is 2030-01, after 2027-01"),
    ({"promotions": {"2030-01": "assistant"}}, ["satisfactory"], 1, "promotions names assistant, not above assistant"),
    ({"promotions": {"2020-01": "head"}}, ["satisfactory"], 1, "promotions starts 2020-01, before 2027-01"),
    ({"promotions": "head"}, ["satisfactory"], 1, "promotions is not a mapping"),
    ({"excellent_years": "last"}, ["satisfactory"], 1, "excellent_years has last, not a year"),
    ({"degree_years": "2026,2028"}, ["satisfactory"], 1, "degree_years has 2026, before 2027-01"),
    ({"best": "perhaps"}, ["satisfactory"], 1, "best is yes or no, not perhaps"),
    ({"education": ["master"]}, ["satisfactory"], 1, "education is one value, not several"),
    ({}, ["good"], 1, "ratings has no option good"),
    ({}, [], 1, "ratings is empty"),
    ({}, ["satisfactory"] * 3, 2, "ratings lists 3 where the run has 2 years. Leave out the last 1"),
    ({}, ["satisfactory"], 0, "years is 0. Give a whole number from 1 to 40."),
]


@pytest.mark.parametrize(("traits", "ratings", "years", "said"), BAD, ids=[said[:40] for *_, said in BAD])
def test_what_is_wrong_is_refused_in_both_languages(
    law: Policy, traits: dict[str, Any], ratings: list[str], years: int, said: str
):
    with pytest.raises(PolicyError, match=said) as refused:
        career(law, traits, ratings=ratings, years=years)
    (problem,) = refused.value.problems
    told = problem["zh"]
    assert told is not None and problem.way_out.en not in told


def test_everything_that_is_wrong_is_told_at_once(law: Policy):
    with pytest.raises(PolicyError) as refused:
        career(law, {"post": "boss", "grade": "x", "education": "none"}, ratings=["good"], years=1)
    assert len(refused.value.problems) == 4


def test_national_law_alone_has_no_careers():
    with pytest.raises(PolicyError, match="has no opening month"):
        career(load_policy(ROOT / "scenarios/national"), {}, ratings=["satisfactory"], years=1)
