"""The packs and proposals that come with the lab load, and say what they are."""

from __future__ import annotations

from pathlib import Path

import numpy as np
import pytest

from simlib.policy import TERMS, Policy, find_packs, find_proposals, load_policy, load_proposal, terms_table
from simlib.policy.packs import proposal_of

SCENARIOS = Path(__file__).parents[2] / "scenarios"
PACKS = find_packs(SCENARIOS)
PROPOSALS = find_proposals(SCENARIOS)


def policy_called(name: str) -> Policy:
    return next(policy for policy in map(load_policy, PACKS) if policy.name == name)


@pytest.mark.parametrize("folder", PACKS, ids=lambda folder: folder.name)
def test_a_pack_loads_and_is_called_like_its_folder(folder: Path):
    policy = load_policy(folder)
    assert policy.name == folder.name
    assert policy.provisions


@pytest.mark.parametrize("folder", [f for f in PACKS if f.parent.name == "cities"], ids=lambda folder: folder.name)
def test_a_citys_pack_answers_for_every_term_its_rules_read_over_ten_years(folder: Path):
    policy = load_policy(folder)
    assert policy.opening is not None
    read = {name for name, term in TERMS.items() if policy.reads(term, policy.opening)}
    assert set(policy.provisions) >= read
    assert terms_table(policy, policy.opening, 120).shape == (120,)


@pytest.mark.parametrize("file", PROPOSALS, ids=lambda file: file.stem)
def test_a_proposal_is_bound_to_its_policy_as_it_is_now(file: Path):
    """If not: check the proposal, then `simlib rebind`."""
    proposal = load_proposal(file)
    reform = policy_called(proposal.policy).with_proposal(file)
    assert proposal.name == file.stem
    assert reform.proposals == (proposal.name,) and reform.notes == ()


@pytest.mark.parametrize(
    ("name", "term", "value"),
    [
        ("two_year_grades", "progression.years_per_grade", 2),
        ("women_at_55", "retirement.women_55_share", [1, 1, 1, 1]),
        ("excellent_25_percent", "appraisal.excellent_share", 0.25),
        ("excellent_20_percent", "appraisal.excellent_share", 0.2),
        ("worker_per_300_households", "establishment.staff_per_grid", 1.3333),
    ],
)
def test_a_proposal_changes_its_one_term_from_the_opening_on(name: str, term: str, value: object):
    file = proposal_of(name)
    law = policy_called(load_proposal(file).policy)
    reform = law.with_proposal(file)
    start = law.opening or 0
    assert np.array_equal(reform.value(term, start), value)
    assert not np.array_equal(law.value(term, start), value)
    assert np.array_equal(reform.value(term, start - 1), law.value(term, start - 1))
    changed = [other for other in law.provisions if reform.provisions[other] is not law.provisions[other]]
    assert changed == [term] and reform.departures == ()
