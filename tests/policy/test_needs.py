"""A term that only some rules read is asked for where one of them is in force, and nowhere else."""

from __future__ import annotations

from pathlib import Path

import numpy as np
import pytest

from simlib.months import parse_month
from simlib.policy import TERMS, PolicyError, dead_ends, load_policy, terms_table
from simlib.rules.findings import findings
from tests.policy.made_up import build, complaints, load
from tests.project.tree import ROOT

CITIES = ROOT / "scenarios" / "cities"
RULE = """\
  rules.establishment: {values: {2020-01: {value: base_times_coefficient, evidence: computed, reason: made up}}}
"""
GRIDS = RULE.replace("base_times_coefficient", "staff_per_grid")
LATER = RULE.replace("}}}\n", "}, 2030-03: {value: staff_per_grid, evidence: computed, reason: made up}}}\n")
GRID_TERMS = ("establishment.grids", "establishment.grid_places", "establishment.staff_per_grid")
STAFF = GRID_TERMS[2]
BASE_TERMS = ("base", "unit_class", "class_coefficient", "coefficient_level")


def town(folder: Path, rule: str, leave_out: tuple[str, ...], **values: str) -> Path:
    """The made-up town under a rule, without some terms, and with others as written here."""
    file = build(folder, (RULE, rule)) / "policy.yaml"
    lines = file.read_text("utf-8").splitlines(keepends=True)
    kept = [line for line in lines if not line.startswith(tuple(f"  {name}:" for name in (*leave_out, *values)))]
    kept += [f"  {name}: {text}\n" for name, text in values.items()]
    file.write_text("".join(kept), "utf-8")
    return file.parent


def grid_values(start: str = "2020-01") -> dict[str, str]:
    written = dict(zip(GRID_TERMS, ("{east: 9, west: 4}", "[no, yes]", "1.5"), strict=True))
    return {
        name: f"{{values: {{{start}: {{value: {value}, evidence: computed, reason: x}}}}}}"
        for name, value in written.items()
    }


def test_the_terms_of_a_rule_not_in_force_may_be_left_out(tmp_path: Path):
    policy = load_policy(town(tmp_path, RULE, GRID_TERMS))
    assert not set(GRID_TERMS) & set(policy.provisions)
    (row,) = terms_table(policy, parse_month("2027-01"), 1)
    assert np.isnan(row["establishment_staff_per_grid"])  # not 0: whoever reads it sees it


def test_without_classes_none_need_be_declared(tmp_path: Path):
    folder = town(tmp_path, GRIDS, tuple(f"establishment.{name}" for name in BASE_TERMS), **grid_values())
    file = folder / "policy.yaml"
    classes = "unit_classes:\n  first: {zh: 一类, en: First}\n  second: {zh: 二类, en: Second}\n"
    text = file.read_text("utf-8")
    assert classes in text
    file.write_text(text.replace(classes, ""), "utf-8")
    assert load_policy(folder).unit_classes == ()


@pytest.mark.parametrize("name", GRID_TERMS)
def test_the_rule_in_force_asks_for_each_of_its_terms(tmp_path: Path, name: str):
    values = {term: text for term, text in grid_values().items() if term != name}
    folder = town(tmp_path, GRIDS, (name,), **values)
    term = TERMS[name]
    assert complaints(tmp_path, lambda: load_policy(folder)) == [
        f"town/policy.yaml: no pack gives {name} ({term.label.en}). Add it under provisions, with its clause or reason."
    ]


def test_a_rule_of_later_years_needs_its_terms_from_then(tmp_path: Path):
    policy = load_policy(town(tmp_path, LATER, (), **grid_values("2030-03")))
    column = terms_table(policy, parse_month("2030-01"), 4)["establishment_staff_per_grid"]
    assert np.array_equal(column, [np.nan, np.nan, 1.5, 1.5], equal_nan=True)


def test_a_term_that_begins_after_the_rule_that_reads_it(tmp_path: Path):
    folder = town(tmp_path, LATER, (), **{**grid_values(), STAFF: grid_values("2031-01")[STAFF]})
    (problem,) = complaints(tmp_path, lambda: load_policy(folder))
    assert problem.endswith(
        "establishment.staff_per_grid starts 2031-01, after rules.establishment that reads it (2030-03). "
        "Let it start no later than the rule."
    )


def test_a_what_if_that_chooses_a_rule_is_told_what_the_rule_needs(tmp_path: Path):
    law = load_policy(town(tmp_path, RULE, GRID_TERMS))
    rule = {"rules.establishment": "staff_per_grid"}
    problems = complaints(tmp_path, lambda: law.with_values(rule))
    assert [problem.split()[2] for problem in problems] == list(GRID_TERMS)
    assert problems[0] == (
        "rules.establishment needs establishment.grids in 2027-01 (Grids of each unit), which nobody "
        "gives. Give it too, or choose another rule."
    )
    given = {"establishment.grids": 5, "establishment.grid_places": ["no", "yes"], "establishment.staff_per_grid": 1}
    assert law.with_values({**rule, **given}).choice("rules.establishment", parse_month("2027-01")) == "staff_per_grid"


def test_grids_lie_in_places_that_are_divided_into_grids(tmp_path: Path):
    law = load(tmp_path)
    nowhere = {"establishment.grids": {"east": 0, "west": 3}, "establishment.grid_places": "no"}
    assert complaints(tmp_path, lambda: law.with_values(nowhere)) == [
        "in 2027-01 establishment.grids of west is 3, but no place there is divided into grids. "
        "Give it communities of a type that establishment.grid_places says yes to, or no grids."
    ]


# ---- what the rules in force do not read need not be given --------------------------------------------------------

PROMOTION = tuple(f"promotion.{name}" for name in ("scope", "first_call_excellent_years", "minimum_years_in_post",
                                                   "posts_below"))  # fmt: skip
CHANNEL = tuple(f"channel.{name}" for name in ("posts", "minimum_service", "highest_age"))
ANCHOR_TERMS = tuple(f"anchor.{name}" for name in ("series", "wage", "growth", "share", "lag_years"))
ANCHOR = "{values: {2020-01: {value: base_follows, evidence: computed, reason: x}}}"


def with_rule(folder: Path, name: str, option: str, leave_out: tuple[str, ...]) -> Path:
    rule = f"{{values: {{2020-01: {{value: {option}, evidence: computed, reason: x}}}}}}"
    return town(folder, RULE, leave_out, **{name: rule})


@pytest.mark.parametrize(
    ("rule", "terms"), [("rules.promotion", PROMOTION), ("rules.channel", (*CHANNEL, "channel.share"))]
)
def test_where_there_is_no_such_rule_nothing_that_it_would_read_is_asked_for(
    tmp_path: Path, rule: str, terms: tuple[str, ...]
):
    law = load_policy(with_rule(tmp_path, rule, "none", terms))
    assert not set(terms) & set(law.provisions)
    assert [problem for problem in dead_ends(law) if problem.what.startswith("dead end: the channel")] == []
    option = next(one for one in TERMS[rule].choices if one in TERMS[terms[0]].needed_by)
    missed = complaints(tmp_path, lambda: law.with_values({rule: option}))
    assert {problem.split()[2] for problem in missed} == set(terms)


def test_a_wage_that_no_base_follows_need_not_be_given(tmp_path: Path):
    """Sums by post and grade have no base: nothing reads the wage that it would follow."""
    law = load_policy(town(tmp_path, RULE, ANCHOR_TERMS))
    follows = {"rules.anchor": "base_follows"}
    missed = complaints(tmp_path, lambda: law.with_values(follows))
    assert tuple(problem.split()[2] for problem in missed) == ANCHOR_TERMS
    sums = {"rules.pay": "post_and_grade_sums", "pay.post_sum": 3000, "pay.grade_sum": 100}
    assert law.with_values({**sums, **follows}).choice("rules.anchor", parse_month("2027-01")) == "base_follows"


def test_a_base_that_follows_the_wage_need_not_be_given_and_one_that_does_not_must_be(tmp_path: Path):
    wage = {"anchor.series": "private", "anchor.wage": "60000", "anchor.growth": "0.03", "anchor.share": "1"}
    written = {
        name: f"{{values: {{2020-01: {{value: {value}, evidence: computed, reason: x}}}}}}"
        for name, value in {**wage, "anchor.lag_years": "1"}.items()
    }
    folder = town(tmp_path, RULE, ("pay.base", "pay.base_growth"), **written, **{"rules.anchor": ANCHOR})
    law = load_policy(folder)
    assert not {"pay.base", "pay.base_growth"} & set(law.provisions)
    missed = complaints(tmp_path, lambda: law.with_values({"rules.anchor": "none"}))
    assert [problem.split()[2] for problem in missed] == ["pay.base", "pay.base_growth"]


@pytest.mark.parametrize("pack", sorted(path.name for path in CITIES.iterdir()))
def test_whatever_rule_is_chosen_nothing_is_asked_for_but_what_it_reads(pack: str):
    """Every option of every rule: either what it reads is missing, or what there is to mind in it can be told."""
    law = load_policy(CITIES / pack)
    for name, rule in TERMS.items():
        for option in rule.choices if name in law.provisions and rule.unit == "choice" else ():
            try:
                other = law.with_values({name: option})
            except PolicyError as error:
                asked = [one.what.en.split()[2] for one in error.problems if " needs " in one.what.en]
                assert all(name in TERMS[term].decided_by for term in asked)
                assert asked or name == "appraisal.scope"  # a scope may contradict the rule of appraisal
            else:
                assert all(problem["zh"] and problem["en"] for problem in (*dead_ends(other), *findings(other)))
