"""Proposals and values set from Python: other policies, made from one that stays as it is."""

from __future__ import annotations

import pickle
from pathlib import Path

import numpy as np
import pytest
from hypothesis import given

from simlib.months import parse_month
from simlib.policy import TERMS, Policy, PolicyError, dead_ends, load_proposal
from simlib.policy.overlays import overlay
from simlib.policy.proposal import rebind
from simlib.policy.provision import Provision
from tests.policy.made_up import complaints, load, some_series, write_proposal

PACE = "progression.years_per_grade"


@pytest.fixture
def town(tmp_path: Path) -> Policy:
    return load(tmp_path)


def test_a_proposal_changes_nothing_before_its_date(town: Policy, tmp_path: Path):
    reform = town.with_proposal(write_proposal(tmp_path, town))
    assert [reform.value(PACE, parse_month(m)) for m in ("2028-06", "2028-07", "2090-01")] == [3, 2, 2]
    assert reform.proposals == ("faster",)
    assert reform.provisions[PACE].at(parse_month("2029-01")).evidence == "proposed"
    assert {name for name in TERMS if reform.provisions[name] is not town.provisions[name]} == {PACE}


def test_a_proposal_also_replaces_later_dates_and_prevailing_law_and_says_so(town: Policy, tmp_path: Path):
    file = write_proposal(tmp_path, town, (PACE, "retirement.contribution_months"), ("value: 2,", "value: 240,"))
    reform = town.with_proposal(file)
    assert reform.value("retirement.contribution_months", parse_month("2031-01")) == 240
    (departure,) = reform.departures
    assert (departure.month, departure.set_aside.value, departure.in_force.value) == (
        parse_month("2030-01"),
        186,
        240,
    )


def test_proposals_are_bound_to_the_pack_and_may_be_combined(town: Policy, tmp_path: Path):
    first = town.with_values({"pay.base": 4000})
    assert first.with_proposal(write_proposal(tmp_path, town)).value(PACE, parse_month("2030-01")) == 2


def test_a_proposal_for_a_policy_that_has_changed_is_refused(town: Policy, tmp_path: Path):
    file = write_proposal(tmp_path, town)
    changed = load(tmp_path, ("value: 3000.50", "value: 3001"))
    assert complaints(tmp_path, lambda: changed.with_proposal(file)) == [
        f"faster.yaml:4: faster was written for town with digest {town.digest[:16]}, "
        f"which is now {changed.digest[:16]}. "
        "Check the proposal against it, then bind it anew: simlib rebind town faster.yaml"
    ]
    rebind(file, changed)
    assert load_proposal(file).digest == changed.digest[:16]
    assert changed.with_proposal(file).value(PACE, parse_month("2030-01")) == 2


def test_a_value_set_from_python_is_read_like_one_in_a_file(town: Policy, tmp_path: Path):
    reform = town.with_values({"pay.base": 3200.5, "exits.resignation": np.full(6, 0.2), "promotion.scope": "district"})
    assert reform.value("pay.base", parse_month("2026-12")) == 300050
    assert reform.value("pay.base", parse_month("2027-01")) == 320050
    assert reform.value("exits.resignation", parse_month("2027-01")).tolist() == [0.2] * 6
    assert reform.choice("promotion.scope", parse_month("2027-01")) == "district"
    proposal = write_proposal(tmp_path, town)
    assert town.with_values({PACE: 2}, start=parse_month("2028-07")).digest == town.with_proposal(proposal).digest


def test_values_set_from_python_are_refused_together(town: Policy, tmp_path: Path):
    values = {"pay.base": -1, "pay.bse": 1, "exits.resignation": {"under_1": 2}, PACE: "2*2"}
    assert complaints(tmp_path, lambda: town.with_values(values)) == [
        "pay.base is -1, outside 0 to 100000. Give a value inside these limits.",
        "pay.bse is not a term. Did you mean pay.base?",
        "exits.resignation leaves out 1_to_2, 3_to_4, 5_to_9, 10_to_19, 20_and_over. "
        "Give every service_band a value, or one value for all.",
        "exits.resignation (under_1) is 2, outside 0 to 0.95. Give a value inside these limits.",
        "progression.years_per_grade: 2*2 cannot be read. Write a number, as 4,800, 250 million or 20%.",
    ]


def test_values_that_contradict_others_are_refused(town: Policy, tmp_path: Path):
    assert complaints(tmp_path, lambda: town.with_values({"recruitment.youngest_age": 50})) == [
        "in 2027-01 Youngest age at entry (50 years) is above Highest age at entry (40 years). "
        "Lower the one or raise the other."
    ]


def test_no_values_no_change(town: Policy):
    assert town.with_values({}) is town


@given(some_series(PACE), some_series(PACE))
def test_from_its_first_date_only_the_proposal_counts(law: Provision, proposal: Provision):
    laid, departures = overlay({PACE: law}, {PACE: proposal})
    start = proposal.values[0].month
    for at in range(11):
        expected = proposal.find(at) if at >= start else law.find(at)
        result = laid[PACE].find(at)
        assert (result and result.value) == (expected and expected.value)
    months = [dated.month for dated in laid[PACE].values]
    assert months == sorted(set(months))
    assert all(departure.set_aside.prevails for departure in departures)


def test_a_policy_and_its_errors_travel_between_processes(town: Policy):
    assert pickle.loads(pickle.dumps(town)).digest == town.digest
    with pytest.raises(PolicyError) as caught:
        town.with_values({"pay.base": -1})
    assert str(pickle.loads(pickle.dumps(caught.value))) == str(caught.value)


def test_no_road_is_closed_in_town_until_a_what_if_closes_it(town: Policy):
    assert dead_ends(town) == ()
    closed = town.with_values({"rules.promotion": "none", "election.posts": "no", PACE: 30, "channel.highest_age": 18})
    assert [problem.what.en for problem in dead_ends(closed)] == [
        "dead end: nobody can come to the post head",
        "dead end: no recruit can pass grade 4 of 6 in a whole career",
        "dead end: the channel takes nobody over 18, but its service takes until 20",
    ]
    assert closed.departures == ()


def test_a_proposal_may_write_numbers_as_people_type_them(tmp_path: Path):
    """0.35万 is 3,500 yuan and 20 % is 0.2; a pack stays plain, and neither a change nor a spread is a value."""
    law = load(tmp_path)
    own = "  pay.base: {values: {2028-07: {value: 0.35万, reason: to see}}}\n"
    own += "  appraisal.excellent_share: {values: {2028-07: {value: ２０%, reason: to see}}}\n"
    file = write_proposal(tmp_path, law, ("provisions:\n", f"provisions:\n{own}"))
    reform = law.with_proposal(file)
    assert reform.value("pay.base", "2028-07") == 3_500_00
    assert reform.value("appraisal.excellent_share", "2028-07") == 0.2
    for wrong, why in (("+10%", "没有可增减的现行值"), ("3000..3500", "在方案里不能写成范围")):
        other = write_proposal(tmp_path, law, ("provisions:\n", f"provisions:\n{own.replace('0.35万', wrong)}"))
        with pytest.raises(PolicyError, match=why):
            law.with_proposal(other)
