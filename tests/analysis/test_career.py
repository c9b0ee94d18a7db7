"""One person's career: the engine's own run, priced as the budget prices it, with nothing left to luck."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from collections.abc import Mapping
from dataclasses import replace
from pathlib import Path
from typing import Any

import numpy as np
import pytest
from matplotlib.figure import Figure

from simlib import cost, load_policy
from simlib.analysis.alone import alone
from simlib.analysis.career import PERSONAL, Career, career
from simlib.analysis.causes import CONVERSION_LINES
from simlib.analysis.grounds import BUILT_ON, LINE_TERMS
from simlib.analysis.person import months_of
from simlib.analysis.traits import person_of
from simlib.analysis.typical import FILE, load_careers, overview, side_by_side
from simlib.budget.prices import PAID
from simlib.budget.yearly import of_one_recruit
from simlib.months import YEAR, month_number, month_text, parse_month, year_of
from simlib.policy import TERMS, Policy, PolicyError, find_packs
from simlib.policy.axes import LINES, RATINGS
from simlib.policy.chinese import chinese
from simlib.projection import Projection
from simlib.report.career_data import as_data
from simlib.report.careers import CareerChart
from simlib.simulation.run import run
from tests.rules.runner import NO_CHANCE, with_law
from tests.simulation.lives import after, events
from tests.simulation.people import roster

ROOT = Path(__file__).resolve().parents[2]
CITIES = ROOT / "scenarios/cities"
PACKS = [folder.name for folder in find_packs(CITIES) if (folder / FILE).exists()]
EVERYTHING_PAID = {  # so that no line is nothing
    "rules.ramp": "each_satisfactory_year",
    "ramp.share": [0.8, 0.85, 0.9, 1],
    "ramp.posts": "yes",
    "pay.meals": 200,
    "pay.year_end_sum": 500,
    "pay.education_allowance": [0, 50, 100, 200, 400],
    "welfare.insurance": 300,
    "welfare.check_up": 700,
    "welfare.check_up_years": 2,
    "training.hours": 40,
    "training.entry_hours": 24,
    "training.yuan_per_hour": 15,
    "recruitment.yuan_per_recruit": 800,
}
WORKED = ("satisfactory", "excellent", "basic", "satisfactory", "failed", "satisfactory", "excellent")
MONTHLY = (*PAID, "meals")
PEOPLE: dict[str, dict[str, Any]] = {
    "an assistant": {"joined": "2015-07", "certificate": "social_worker"},
    "one who joins": {"joined": "2027-01", "born": "2001-01", "education": "master"},
    "one promoted twice": {"joined": "2019-03", "promotions": {"2029-01": "member", "2031-01": "head"}},
    "a man who retires": {"sex": "male", "born": "1970-02", "joined": "1999-01", "post": "member"},
    "a secretary": {
        "born": "1974-05",
        "track": "55",
        "joined": "2001-01",
        "post": "head",
        "excellent_years": [2025, 2026],
    },
}


@pytest.fixture(scope="module")
def generous(law: Policy) -> Policy:
    return law.with_values(EVERYTHING_PAID)


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
        due = dict(zip(LINES, budget.fen[0, y].tolist(), strict=True))
        if who == "one who joins" and year == 2027:  # in the roster of the run, so no recruit for its books
            for line, amount in of_one_recruit(generous, parse_month("2027-12")).items():
                due[line] += amount
        assert {line: by_year[year].fen[line] if year in by_year else 0 for line in PERSONAL} == {
            line: due[line] for line in PERSONAL
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


# ---- what lines rest on ---------------------------------------------------------------------------------------------

CHANGED = {  # a value that differs, for every term that is read here and moves pay
    "pay.base": 5000, "pay.lowest_coefficient": 1.1, "pay.coefficient_step": 0.04, "pay.base_growth": 0.04,
    "pay.award_month": 12, "pay.performance_share": 0.3, "pay.performance_by_rating": [1, 1, 1, 1.2, 1.2],
    "pay.year_end_months": 2, "pay.year_end_sum": 900, "pay.meals": 100, "pay.education_allowance": 300,
    "pay.certificate_allowance": 77, "pay.post_allowance": 88,
    "ramp.share": 0.7, "ramp.posts": "no", "rules.ramp": "none",
    "welfare.insurance": 1, "welfare.check_up": 9, "welfare.check_up_years": 3, "training.hours": 9,
    "recruitment.yuan_per_recruit": 9,
    "training.entry_hours": 9, "training.yuan_per_hour": 9,
    "contributions.pension": 0.2, "contributions.medical": 0.1,
    "contributions.unemployment": 0.01, "contributions.injury": 0.01, "contributions.housing_fund": 0.12,
    "contributions.union_fund": 0.01, "contributions.base_floor": 6000, "contributions.base_cap": 4500,
    "contributions.fund_floor": 9000, "contributions.fund_cap": 4000, "contributions.limits_growth": 0.05,
    "contributions.limits_month": 3, "severance.months_per_year": 2, "severance.dismissed": "no",
}  # fmt: skip
SUMS = {"rules.pay": "post_and_grade_sums", "pay.post_sum": 3500, "pay.grade_sum": [3000 + 100 * g for g in range(18)]}
LIMITED = {"contributions.base_floor": 7000, "contributions.fund_floor": 8000}  # the floors are what counts
ANCHORED = {"rules.anchor": "base_follows", "anchor.series": "private", "anchor.wage": [70000, 90000, 80000],
            "anchor.growth": 0.02, "anchor.share": 0.9, "anchor.lag_years": 1}  # fmt: skip
BEFORE = parse_month("2024-01")  # the wages of the years looked back at
SINCE_THE_BASE = parse_month("2026-07")  # an award in December 2026 more; later on Decembers have as many either way


def closure(line: str) -> set[str]:
    """Return every term that a line is said to rest on, through the lines it is built on too."""
    return {*LINE_TERMS[line]}.union(*(closure(other) for other in BUILT_ON.get(line, ())))


def moved(before: Career, after_: Career) -> set[str]:
    return {
        line
        for line in PERSONAL
        for one, other in zip(before.months, after_.months, strict=True)
        if one.fen[line] != other.fen[line]
    }


def lives(policy: Policy) -> list[Career]:
    """A newcomer, and somebody dismissed who never got to full pay."""
    joins = career(policy, {"joined": "2027-01", "certificate": "social_worker"}, ratings=["satisfactory"], years=3)
    leaves = career(policy, {"joined": "2026-07"}, ratings=["basic", "failed"], years=3)
    return [joins, leaves]


def changes_of(start: Mapping[str, Any]) -> dict[str, dict[str, Any]]:
    """Return what is changed, a term at a time, on a policy with these values; what nobody reads there is left out."""
    if start is ANCHORED:
        changed = {"rules.anchor": "none", "anchor.series": "nonprivate", "anchor.growth": 0.1, "anchor.lag_years": 2}
        return {name: {name: value} for name, value in (changed | {"anchor.wage": 80000, "anchor.share": 1}).items()}
    if start is SUMS:
        scale = ("pay.base", "pay.lowest_coefficient", "pay.coefficient_step")
        others = CHANGED | {"pay.post_sum": 3600, "pay.grade_sum": 2900}
        return {name: {name: value} for name, value in others.items() if name not in scale}
    above = {name for name in CHANGED if start is LIMITED and name.endswith("_cap")}  # a cap below those floors
    return {name: {name: value} for name, value in CHANGED.items() if name not in above} | {"rules.pay": SUMS}


def test_exactly_the_lines_move_that_name_the_term_that_is_changed(generous: Policy):
    """Each term that moves pay, in turn: on pay within the limits, below the floors, by sums, and on an anchor wage."""
    named = {line: closure(line) for line in PERSONAL if line not in CONVERSION_LINES}  # nobody is converted here
    found: dict[str, set[str]] = {name: set() for name in set().union(*named.values())}
    for start in ({}, LIMITED, SUMS, ANCHORED):
        law = generous.with_values(start, BEFORE if start is ANCHORED else None)
        before = lives(law)
        for name, values in changes_of(start).items():
            since = BEFORE if start is ANCHORED else SINCE_THE_BASE if name == "pay.award_month" else None
            for one, other in zip(before, lives(law.with_values(values, since)), strict=True):
                found[name] |= moved(one, other)
    for name, lines in found.items():
        assert lines == {line for line in named if name in named[line]}, name
    paid = {name for name, term in TERMS.items() if term.affects == "pay" or term.group == "ramp"} | {"rules.ramp"}
    of_nobody = {"funding.share", "establishment.grid_service", "prices.inflation", "prices.discount_rate"}
    of_nobody |= {"conversion.protection", "conversion.insured"}
    assert found.keys() == paid - of_nobody - {"pay.one_certificate_share"}  # a person has both, or lacks one


def test_whoever_lacks_the_diploma_or_the_degree_has_half_whatever_the_share_of_others(generous: Policy):
    """学历、学位只有其一的减半: nobody's own allowance is the mean over all."""
    law = generous.with_values({"pay.one_certificate_share": 0.3})
    both, one = (
        career(
            law,
            {"joined": "2015-01", "education": "master", "one_certificate": lacks},
            ratings=["satisfactory"],
            years=1,
        )
        for lacks in ("no", "yes")
    )
    assert both.months[0].fen["education_allowance"] == 200_00 and one.months[0].fen["education_allowance"] == 100_00
    named = [
        {ground.term.name for ground in life.grounds("education_allowance", [month_number(2027, 1)])}
        for life in (both, one)
    ]
    assert [("pay.one_certificate_share" in names) for names in named] == [False, True]


def test_each_item_says_the_clause_in_force_that_year(law: Policy):
    """A value that changes in a July stands on both clauses that year, on the new one afterwards."""
    raised = law.with_values({"contributions.pension": 0.18}, parse_month("2028-07"))
    found = career(raised, {"joined": "2015-01"}, ratings=["satisfactory"], years=3)
    rates = [
        [one.dated.written for item in found.items(slip) if item.line == "pension" for one in item.grounds
         if one.term.name == "contributions.pension"]
        for slip in found.years
    ]  # fmt: skip
    assert [list(map(str, year)) for year in rates] == [["0.16"], ["0.16", "0.18"], ["0.18"]]
    (pension,) = [item for item in found.items(found.years[0]) if item.line == "pension"]
    sourced = [one for one in pension.grounds if one.source]
    assert {one.dated.evidence for one in sourced} == {"reported"} and all(one.source for one in sourced)
    assert [item.line for item in found.items(found.years[0])] == [
        line for line in PERSONAL if found.years[0].fen[line]
    ]


def test_terms_that_no_rule_in_force_reads_are_not_named(law: Policy):
    found = career(law, {"joined": "2015-01"}, ratings=["satisfactory"], years=1)
    (basic,) = [item for item in found.items(found.years[0]) if item.line == "basic_pay"]
    names = {one.term.name for one in basic.grounds}
    assert "pay.base" in names and not names & {"pay.post_sum", "ramp.share"}


def test_the_tables_have_a_row_for_each_year_and_month(law: Policy):
    found = career(law, {"joined": "2027-07"}, ratings=["satisfactory"], years=2)
    assert list(found.table.index) == [2027, 2028] and len(found.monthly_table) == 18
    assert found.table.loc[2027, "received"] == pytest.approx(found.monthly_table["received"][:6].sum())
    assert found.table.loc[2028, "total"] == found.years[1].total / 100


# ---- what is refused ------------------------------------------------------------------------------------------------

BAD: list[tuple[dict[str, Any], list[str], int, str]] = [
    ({"pots": "head"}, ["satisfactory"], 1, "pots is no trait of a person. Did you mean post?"),
    ({"post": "asistant"}, ["satisfactory"], 1, "post has no option asistant. Did you mean assistant?"),
    ({"grade": 13}, ["satisfactory"], 1, r"grade is 13, not in the band of assistant \(1 to 12\)"),
    ({"grade": 99}, ["satisfactory"], 1, "grade is 99, outside 1 to 18"),
    ({"grade": "x"}, ["satisfactory"], 1, "grade is a number, not x"),
    ({"born": "1990-01", "joined": "2005-12"}, ["satisfactory"], 1, "joined is 2005-12, at the age of 15"),
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
    told = chinese(problem)
    assert told is not None and problem.way_out not in told


def test_everything_that_is_wrong_is_told_at_once(law: Policy):
    with pytest.raises(PolicyError) as refused:
        career(law, {"post": "boss", "grade": "x", "education": "none"}, ratings=["good"], years=1)
    assert len(refused.value.problems) == 4


def test_national_law_alone_has_no_careers():
    with pytest.raises(PolicyError, match="has no opening month"):
        career(load_policy(ROOT / "scenarios/national"), {}, ratings=["satisfactory"], years=1)


# ---- as plain Python ------------------------------------------------------------------------------------------------

UNCOMPILED = """
import json, sys
from simlib import compiled, load_policy
from simlib.analysis.career import career
from simlib.report.career_data import as_data

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


# ---- typical careers ------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("pack", PACKS)
def test_every_pack_has_six_to_eight_typical_careers_that_differ(pack: str):
    law = load_policy(CITIES / pack)
    found = side_by_side([law], years=12)
    assert 6 <= len(found) <= 8
    assert len({one.typical.label.zh for one in found}) == len({one.typical.label.en for one in found}) == len(found)
    told = {tuple((e.month, e.name, e.post, e.grade, e.detail) for e in one.careers[0].events) for one in found}
    assert len(told) == len(found)
    names = {event.name for one in found for event in one.careers[0].events}
    assert {"joined", "retired", "dismissed"} <= names and ("graded_up" in names) == (law.grades > 1)
    assert ("extended" in names) == (law.choice("rules.extension", month_number(2027, 1)) != "none")
    assert ("ramp_step" in names) == (law.choice("rules.ramp", month_number(2027, 1)) != "none")


def test_every_city_has_typical_careers():
    cities = {folder.name for folder in find_packs(CITIES) if load_policy(folder).posts}
    assert len(cities) > 1 and set(PACKS) == cities


def test_side_by_side_the_same_people_meet_another_policy(law: Policy):
    faster = law.with_values({"progression.years_per_grade": 2})
    found = side_by_side([law, faster], years=12)
    table = overview(found)
    assert len(table) == 2 * len(found)
    for one in found:
        before, after_ = one.careers
        assert before.person == after_.person
        assert after_.months[-1].grade >= before.months[-1].grade
        rows = table[table["career"] == one.typical.name]
        assert list(rows["received"]) == [sum(slip.received for slip in life.months) / 100 for life in one.careers]
    grades = table.pivot(index="career", columns="policy", values="grade")
    assert (grades[1] > grades[0]).sum() >= 3


def test_two_packs_with_other_posts_pair_their_own_people_by_name():
    before, after_ = (load_policy(CITIES / name) for name in ("growth_chain_before", "growth_chain"))
    found = side_by_side([before, after_], years=10)
    assert len(found) >= 6
    for one in found:
        old, new = one.careers
        assert (old.policy, new.policy) == (before, after_)
        for trait in ("sex", "born", "joined", "track", "education", "certificate"):
            assert getattr(old.person, trait) == getattr(new.person, trait), (one.typical.name, trait)
    posts = {life.months[0].post for one in found for life in one.careers}
    assert {"committee", "member"} <= posts


def test_everything_wrong_with_a_file_of_careers_is_told_with_its_line(law: Policy, tmp_path: Path):
    file = tmp_path / FILE
    file.write_text(
        "format: 1\n"
        "careers:\n"
        "  first:\n"
        "    label: {zh: 甲}\n"
        "  second:\n"
        "    label: {zh: 乙, en: B}\n"
        "    person:\n"
        "      post: asistant\n"
        "      grade: 40\n"
        "    ratings: [satisfactory,\n"
        "              good]\n"
        "  third:\n"
        "    label: {zh: 丙, en: C}\n"
        "    person: {track: 50,\n"
        "      born: 1970-01, joined: 2000-01}\n"
        "    luck: none\n"
        "  fourth:\n"
        "    label: {zh: 丁, en: D}\n"
        "    person: {born: 1970-01, track: 50,\n"
        "      joined: 2000-01}\n",
        "utf-8",
    )
    with pytest.raises(PolicyError) as refused:
        load_careers(law, file)
    told = [(one.line, one.what) for one in refused.value.problems]
    assert [line for line, _ in told] == [4, 8, 9, 11, 16, 19]
    assert all(one.file == file.as_posix() for one in refused.value.problems)


def test_the_chart_shows_grade_and_income_of_both(law: Policy):
    faster = law.with_values({"progression.years_per_grade": 2})
    who, other = side_by_side([law, faster], years=12)[2:4]
    figure = Figure()
    chart = CareerChart(figure)
    sentence = chart.update(*who.careers, "zh")
    for life, line, pay in zip(who.careers, chart.grades, chart.pay, strict=True):
        assert list(line.get_ydata())[:-1] == [slip.grade for slip in life.months]
        assert line.get_xdata()[0] == 2027
        of_month = [sum(slip.fen[one] for one in MONTHLY) / 100 for slip in life.months]
        assert np.allclose(pay.get_ydata()[:-1], of_month)
    assert chart.title.get_text() == sentence and "退休" in sentence and "方案" in sentence
    assert faster.digest[:8] in chart.source.get_text()
    lines = list(chart.grades)
    chart.update(*other.careers, "zh")
    assert chart.grades == lines  # kept: what is drawn is changed
    alone_ = chart.update(who.careers[0], None, "en")
    assert ", grade\u00a0" in alone_ and len(chart.grades) == 1
    same = chart.update(who.careers[0], replace(who.careers[0]), "en")
    assert "Proposal: the same" in same
