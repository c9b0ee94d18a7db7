"""What the loader says of `others` in a mapping, of who bears the cost, and of rules without what they read."""

from __future__ import annotations

from pathlib import Path

import numpy as np
import pytest

from simlib.policy import Policy, load_policy
from simlib.policy.axes import FUNDERS
from simlib.policy.items import ITEMS
from simlib.policy.problems import PolicyError
from tests.policy.made_up import build, complaints, edit, load

USUAL = "{others: {county: 1, others: 0}}"  # what the tests' town writes


def with_funding(folder: Path, value: str) -> Policy:
    """Load the town with another `funding.share`."""
    town = build(folder)
    edit(town / "policy.yaml", USUAL, value)
    return load_policy(town)


@pytest.mark.parametrize(
    ("value", "problems"),
    [
        ("{others: {county: 1, others: 0}, meal: {street: 1, others: 0}}",
         ["funding.share (meal) is no line of this policy. Did you mean meals?"]),
        ("{others: {county: 1, others: 0, village: 0}}",
         ["funding.share (others, village) is no funder of this policy. Known: region, prefecture, county, street."]),
        ("{others: {county: 0.7, street: 0.2, others: 0}}",
         ["in 2020-01 funding.share of basic_pay adds up to 0.9, not 1. Change a share: somebody bears it all."]),
        ("{meals: {street: 1, others: 0.1}, others: {county: 1, others: 0}}",
         ["in 2020-01 funding.share of meals adds up to 1.3, not 1. Change a share: somebody bears it all."]),
        ("{others: {county: 1}}",
         ["funding.share (others) leaves out region, prefecture, street. "
          "Give every funder a value, or one value for all."]),
        ("{meals: {county: 1, others: 0}}",
         [f"funding.share leaves out {', '.join(line for line in ITEMS if line != 'meals')}. "
          "Give every line a value, or one value for all."]),
        ("{others: {county: 1.5, others: 0}}",
         ["funding.share (others, county) is 1.5, outside 0 to 1. Give a value inside these limits."]),
    ],
)  # fmt: skip
def test_a_mapping_that_is_refused(tmp_path: Path, value: str, problems: list[str]):
    found = complaints(tmp_path, lambda: with_funding(tmp_path, value))
    assert [problem.split(": ", 1)[1] for problem in found] == problems
    assert len({problem.split(": ", 1)[0] for problem in found}) == 1  # the line where it is written


def test_others_are_all_whom_the_mapping_does_not_name(tmp_path: Path):
    value = "{meals: {street: 1, others: 0}, others: {others: 0.25}, training: {region: 0.4, others: 0.2}}"
    shares = np.asarray(with_funding(tmp_path, value).value("funding.share", 12 * 2027))
    assert shares.shape == (len(ITEMS), len(FUNDERS))
    for line, share in zip(ITEMS, shares.tolist()):
        expected = {"meals": [0, 0, 0, 1], "training": [0.4, 0.2, 0.2, 0.2]}.get(line, [0.25] * 4)
        assert share == expected


def test_others_on_an_axis_of_the_policy_s_own_and_of_choices(tmp_path: Path):
    town = load(
        tmp_path, ("{head: yes, clerk: no}", "{head: yes, others: no}"), ("{office: 20, community: 8}", "{others: 8}")
    )
    assert np.asarray(town.value("election.posts", 12 * 2027)).tolist() == [1, 0]
    assert np.asarray(town.value("establishment.base", 12 * 2027)).tolist() == [8, 8]


@pytest.mark.parametrize(
    ("values", "lacks"),
    [
        ({"rules.channel": "share_of_posts"}, {"channel.posts_offered", "channel.posts_share"}),
        ({"rules.ramp": "each_satisfactory_year"}, {"ramp.share", "ramp.posts"}),
        (
            {"rules.institution": "experienced_heads"},
            {f"institution.{name}" for name in ("posts", "minimum_service", "minimum_years_in_post", "share")},
        ),
        ({"rules.pay": "post_and_grade_sums"}, {"pay.post_sum", "pay.grade_sum"}),
        (
            {"rules.establishment": "norm_per_population"},
            {f"establishment.{name}" for name in ("residents", "residents_growth", "norm")},
        ),
        (
            {"rules.establishment": "table_by_unit"},
            {f"establishment.{name}" for name in ("table", "adjustment", "tolerance")},
        ),
    ],
    ids=lambda one: str(one if isinstance(one, dict) else sorted(one)),  # a set's own order differs from run to run
)
def test_a_rule_chosen_without_what_it_reads_is_refused(streets: Policy, values: dict[str, str], lacks: set[str]):
    with pytest.raises(PolicyError) as caught:
        streets.with_values(values)
    (rule,) = values
    words = [problem.what.en.split() for problem in caught.value.problems]
    assert {text[2] for text in words} == lacks
    assert {text[0] for text in words} == {rule}
    assert all(problem["zh"] for problem in caught.value.problems)


def test_a_ranked_quota_of_the_street_is_refused_in_both_languages(busier: Policy):
    with pytest.raises(PolicyError) as caught:
        busier.with_values({"appraisal.scope": "unit"})
    (problem,) = caught.value.problems
    assert problem.way_out.en == "Let appraisal.scope be community: that is where this quota is counted."
    said = problem["zh"]
    assert "而 appraisal.scope 是 unit" in said and "请让 appraisal.scope 取 community" in said
