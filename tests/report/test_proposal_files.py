"""A proposal written from values set by hand over another proposal: laid over the pack it is what was run."""

from __future__ import annotations

from pathlib import Path

import pytest

from simlib import load_policy
from simlib.policy import load_proposal
from simlib.policy.packs import known_proposals
from simlib.policy.proposal import Proposal, proposed
from simlib.report.proposal_sharing import proposal_yaml

CITIES = Path(__file__).parents[2] / "scenarios/cities"
LABEL = {"zh": "方案", "en": "Proposal"}
PROPOSALS = {file.stem: load_proposal(file) for file in known_proposals()}


@pytest.mark.parametrize("proposal", PROPOSALS.values(), ids=PROPOSALS.keys())
def test_values_over_a_proposal_are_one_proposal(proposal: Proposal, tmp_path: Path) -> None:
    law = load_policy(CITIES / proposal.policy)
    term, dated = next(iter(proposed(proposal, law).items()))
    first = dated.values[0].month
    for start in (first, first + 1):  # in place of what is proposed, and a month after it
        values = {term: law.provisions[term].at(first).plain, "prices.inflation": "3%"}
        ran = law.with_proposal(proposal).with_values(values, start)
        file = tmp_path / "both.yaml"
        file.write_text(proposal_yaml(law, values, start, LABEL, proposal), "utf-8")
        found = law.with_proposal(load_proposal(file))
        assert {name: [(one.month, one.plain) for one in given.values] for name, given in found.provisions.items()} == {
            name: [(one.month, one.plain) for one in given.values] for name, given in ran.provisions.items()
        }
