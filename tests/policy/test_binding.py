"""What a proposal is bound to: the values it replaces and those they are read with, and nothing else of the pack."""

from __future__ import annotations

import shutil
from collections.abc import Mapping
from dataclasses import replace
from pathlib import Path

import numpy as np
import pytest

from simlib.policy import TERMS, Policy, PolicyError, find_packs, find_proposals, load_policy, load_proposal
from simlib.policy.binding import bound, moved, read_with
from simlib.policy.proposal import Proposal, proposed, rebind
from simlib.policy.provision import Provision
from simlib.report.proposal_sharing import proposal_yaml
from tests.policy.made_up import complaints, edit, load, write_proposal

SCENARIOS = Path(__file__).parents[2] / "scenarios"
PACE, RULE = "progression.years_per_grade", "rules.progression"
FILES = find_proposals(SCENARIOS)
BY_HAND = {  # read in the schema of terms, not worked out by the program
    "two_year_grades": {PACE, RULE},
    "excellent_20_percent": {"appraisal.excellent_share"},
    "yishui_18_per_10000": {
        "rules.establishment",
        "establishment.norm",
        "establishment.residents",
        "establishment.residents_growth",
        "establishment.upper_posts",
    },
    "growth_chain_steeper_scale": {
        "pay.base",
        "pay.coefficient_step",
        "rules.conversion",
        "conversion.protection",
        "pay.base_growth",
        "pay.award_month",
        "rules.anchor",
        "rules.pay",
        "conversion.insured",
    },
}


@pytest.fixture(scope="module")
def laws() -> dict[str, Policy]:
    policies = map(load_policy, find_packs(SCENARIOS))
    return {policy.name: policy for policy in policies}


@pytest.fixture
def town(tmp_path: Path) -> Policy:
    return load(tmp_path)


def bound_proposal(folder: Path, policy: Policy) -> Path:
    """Write the made-up proposal, bound to the values of a policy."""
    file = write_proposal(folder, policy)
    rebind(file, policy)
    return file


def with_one_moved(law: Policy, name: str) -> Policy:
    """The same pack as it would have been with another last value of a term."""
    given = law.provisions[name]
    last = given.values[-1]
    options = len(given.term.choices) or 2 if given.term.unit in ("choice", "yes_no") else 0
    value = (last.value + 1) % options if options else last.value + 1
    other = replace(last, value=value, written="another")
    return replace(law, provisions={**law.provisions, name: Provision(given.term, (*given.values[:-1], other))})


@pytest.mark.parametrize("file", FILES, ids=lambda file: file.stem)
def test_a_proposal_is_bound_to_what_its_file_records_and_to_nothing_else(file: Path, laws: Mapping[str, Policy]):
    """Of every single value of the pack that moves: is the proposal refused, naming it, or laid over as it was?"""
    proposal = load_proposal(file)
    law, refused = laws[proposal.policy], set()
    assert proposal.bound is not None
    for name in law.provisions:
        try:
            proposed(proposal, with_one_moved(law, name))
        except PolicyError as error:
            assert [problem.what.en.partition(" was ")[0] for problem in error.problems] == [name]
            refused.add(name)
    assert refused == {*proposal.bound.was, *proposal.bound.read_with} == BY_HAND.get(file.stem, refused)
    assert set(proposal.bound.was) == set(proposal.document.part("provisions"))


def test_a_national_value_without_effect_leaves_every_proposal_as_it_was(tmp_path: Path, laws: Mapping[str, Policy]):
    shutil.copytree(SCENARIOS, tmp_path, dirs_exist_ok=True)
    months = "  severance.months_per_year:\n    values:\n"
    late = "      2099-01: {value: 1, evidence: computed, reason: to see what follows}\n"
    edit(tmp_path / "national/policy.yaml", months, months + late)
    changed = {
        name: load_policy(tmp_path / "cities" / name) for name in laws if name != "national" and laws[name].posts
    }
    for file in FILES:
        proposal = load_proposal(file)
        law = changed[proposal.policy]
        assert law.digest != laws[law.name].digest
        reform, as_it_was = law.with_proposal(proposal), laws[law.name].with_proposal(proposal)
        (note,) = reform.notes
        assert file.stem in note.zh and file.stem in note.en and law.digest[:16] in note.en
        assert as_it_was.notes == ()
        for name in proposal.document.part("provisions"):
            assert np.array_equal(reform.value(name, 24500), as_it_was.value(name, 24500))


def test_the_value_that_moved_is_named_from_what_to_what_and_the_way_out(town: Policy, tmp_path: Path):
    file = bound_proposal(tmp_path, town)
    changed = load(tmp_path, ("2020-08-14: {value: 3,", "2020-08-14: {value: 4,"))
    (said,) = complaints(tmp_path, lambda: changed.with_proposal(file))
    assert said == (
        f"faster.yaml:8: {PACE} was 3 (2020-08) when faster was written, and is 4 (2020-08) now. "
        f"Check the proposal against it, then bind it anew: simlib rebind town faster.yaml"
    )
    with pytest.raises(PolicyError) as caught:
        changed.with_proposal(file)
    assert f"{PACE} 在方案 faster 写成时是 3 (2020-08)，现在是 4 (2020-08)" in caught.value.problems[0]["zh"]
    rebind(file, changed)
    assert changed.with_proposal(file).notes == ()


def test_a_partner_that_moved_is_named(town: Policy, tmp_path: Path):
    """Grades by years are read where grades come every so many years: under another rule the proposal means nothing."""
    file = bound_proposal(tmp_path, town)
    moved = replace(town, provisions={**town.provisions, RULE: with_one_moved(town, RULE).provisions[RULE]})
    (said,) = complaints(tmp_path, lambda: moved.with_proposal(file))
    assert said.startswith(f"faster.yaml:10: {RULE} was every_n_years (2020-01) when")


def test_a_date_that_moved_is_a_value_that_moved(town: Policy, tmp_path: Path):
    """What grows does so from its date on, so the date is part of the value."""
    file = bound_proposal(tmp_path, town)
    earlier = load(tmp_path, ("2020-08-14: {value: 3,", "2019-05-01: {value: 3,"))
    (said,) = complaints(tmp_path, lambda: earlier.with_proposal(file))
    assert "was 3 (2020-08)" in said and "is 3 (2019-05) now" in said


def test_what_ends_before_the_proposal_begins_may_move(town: Policy, tmp_path: Path):
    file = bound_proposal(tmp_path, town)
    earlier = '2020-08-14: {value: 4, source: rules, clause: "2", words: every four years, evidence: published}'
    later = load(tmp_path, ("2020-08-14: {value: 3,", f"{earlier}\n      2028-01: {{value: 3,"))
    rebind(file, later)
    again = load(
        tmp_path, ("2020-08-14: {value: 3,", f"{earlier.replace('value: 4', 'value: 5')}\n      2028-01: {{value: 3,")
    )
    assert later.digest != again.digest
    assert len(again.with_proposal(file).notes) == 1


def test_a_value_that_a_file_does_not_record_is_named(town: Policy, tmp_path: Path):
    file = bound_proposal(tmp_path, town)
    edit(file, f"    {RULE}: {{2020-01: every_n_years}}\n", "")
    edit(file, "  read_with:\n", "")
    assert town.with_proposal(file).notes == ()
    changed = load(tmp_path, ("value: 3000.50", "value: 3001"))
    (said,) = complaints(tmp_path, lambda: changed.with_proposal(file))
    assert f"faster does not record {RULE}, and town has changed since" in said


def test_a_file_that_records_no_values_is_bound_to_the_whole_pack(town: Policy, tmp_path: Path):
    file = write_proposal(tmp_path, town)
    assert load_proposal(file).bound is None and town.with_proposal(file).notes == ()
    changed = load(tmp_path, ("value: 3000.50", "value: 3001"))
    (said,) = complaints(tmp_path, lambda: changed.with_proposal(file))
    assert f"with digest {town.digest[:16]}, which is now {changed.digest[:16]}" in said


def test_binding_writes_changes_anew_and_leaves_the_rest_of_the_file(town: Policy, tmp_path: Path):
    file = write_proposal(tmp_path, town, ("provisions:", "# why\n\nprovisions: # these"))
    head, _, rest = file.read_text("utf-8").partition("changes:")
    for _ in range(2):
        rebind(file, town)
        assert file.read_text("utf-8") == (
            f"{head}changes:\n"
            "  policy: town\n"
            f'  digest: "{town.digest[:16]}"\n'
            "  was:\n"
            f"    {PACE}: {{2020-08: 3}}\n"
            "  read_with:\n"
            f"    {RULE}: {{2020-01: every_n_years}}\n" + rest[rest.index("# why") :]
        )


def test_a_term_that_the_pack_does_not_give_is_bound_to_that(town: Policy, tmp_path: Path):
    """It was not there: once the pack gives it, the proposal replaces something that nobody has looked at."""
    file = bound_proposal(tmp_path, town)
    without = replace(town, provisions={name: one for name, one in town.provisions.items() if name != PACE})
    rebind(file, without)
    recorded = load_proposal(file).bound
    assert recorded is not None and recorded.was == {PACE: {}}
    proposed(load_proposal(file), without)
    (said,) = complaints(tmp_path, lambda: town.with_proposal(file))
    assert f"{PACE} was – when faster was written, and is 3 (2020-08) now" in said


def test_a_long_table_is_recorded_by_its_digest(town: Policy, tmp_path: Path):
    """Forty numbers would drown the file; their digest still tells whether one of them has moved."""
    rates = {sex: [0.001] * 9 + [last] for sex, last in (("male", 0.05), ("female", 0.04))}
    many = replace(town.provisions["exits.death"].values[-1], written={n: rates for n in range(2)})
    pack = {"exits.death": Provision(TERMS["exits.death"], (many,))}
    (recorded,) = bound(pack, pack).was["exits.death"].values()
    assert recorded.startswith("sha256-") and len(recorded) == len("sha256-") + 16
    other = {"exits.death": Provision(TERMS["exits.death"], (replace(many, value=np.asarray(many.value) * 2),))}
    for here, moves in ((pack, []), (other, ["exits.death"])):
        assert list(moved(bound(pack, pack), bound(pack, here), here, town.axes)) == moves


def test_a_saved_proposal_is_bound_as_a_written_one(town: Policy, tmp_path: Path):
    file = tmp_path / "saved.yaml"
    file.write_text(
        proposal_yaml(town, {PACE: 2, "pay.base": 3100.5}, town.opening or 0, {"zh": "甲", "en": "A"}), "utf-8"
    )
    saved: Proposal = load_proposal(file)
    assert saved.bound is not None and set(saved.bound.was) == {PACE, "pay.base"}
    assert "pay.base_growth" in saved.bound.read_with
    text = file.read_text("utf-8")
    rebind(file, town)
    assert file.read_text("utf-8") == text
    assert len(load(tmp_path, ("value: {head: yes, clerk: no}", "value: yes")).with_proposal(file).notes) == 1


def test_what_is_read_with_what():
    """Growth and its month go both ways; an option goes with what it reads, and with what it wakes."""
    base = read_with(TERMS["pay.base"])
    assert {"pay.base_growth", "pay.award_month", "rules.anchor"} <= base and "pay.post_sum" not in base
    assert {"pay.base", "pay.post_sum", "pay.award_month"} <= read_with(TERMS["pay.base_growth"])
    assert {"pay.base", "pay.base_growth"} <= read_with(TERMS["pay.award_month"])
    assert "establishment.norm" in read_with(TERMS["rules.establishment"], {"norm_per_population"})
    assert "establishment.norm" not in read_with(TERMS["rules.establishment"], {"staff_per_grid"})
    assert "pay.base" in read_with(TERMS["rules.anchor"], {"none"})
    assert "pay.base" not in read_with(TERMS["rules.anchor"], {"base_follows"})
    assert all(term.name not in read_with(term, term.choices) for term in TERMS.values())
