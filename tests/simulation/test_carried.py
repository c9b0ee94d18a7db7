"""A staff carried over from another pack: what its file may say, and what is said of a file that is wrong."""

from __future__ import annotations

import shutil
from dataclasses import replace
from pathlib import Path

import numpy as np
import pytest

from simlib import load_policy, load_staff, project
from simlib.budget import cost
from simlib.policy import PolicyError
from simlib.projection import plan_of
from simlib.staff.file import Carried, read_staff
from simlib.staff.margins import Margins
from simlib.staff.opening import Former, Staff

SCENARIOS = Path(__file__).resolve().parents[2] / "scenarios"
POSTS = "posts: {head: head, deputy: committee, member: committee, assistant: assistant}"
BROKEN = [
    ("carried_from: ../growth_chain", "carried_from: ../nowhere", "there is no"),
    ("carried_from: ../growth_chain", "carried_from: ../growth_chain_before", "no staff of its own to carry over"),
    ("carried_from: ../growth_chain", "carried_from: ../../national", "national has no staff of its own"),
    (POSTS, "posts: {head: head, deputy: committee, assistant: assistant}", "nothing of growth_chain's member"),
    (POSTS, POSTS.replace("}", ", clerk: assistant}"), "growth_chain has no post clerk"),
    (POSTS, POSTS.replace("member: committee", "member: comittee"), "no post comittee. Did you mean committee?"),
    (POSTS, "", "posts says nothing of growth_chain's head"),
    ("format: 1", "format: 1\nseed: 5", "unknown key seed"),
]


@pytest.fixture
def packs(tmp_path: Path) -> Path:
    """Copies of the packs, and the folder of the one whose staff is carried over."""
    for part in ("national", "districts", "cities/growth_chain", "cities/growth_chain_before"):
        shutil.copytree(SCENARIOS / part, tmp_path / part)
    return tmp_path / "cities/growth_chain_before"


def raise_sums(pack: Path) -> None:
    """The pack pays every post 3,000 yuan more a month."""
    file, sums = pack / "policy.yaml", "value: {head: 4500, committee: 3850, assistant: 3750}"
    text = file.read_text("utf-8")
    assert text.count(sums) == 1
    raised = text.replace(sums, "value: {head: 7500, committee: 6850, assistant: 6750}")
    file.write_text(raised.replace("range: [3000, 5500]", "range: [3000, 9000]"), "utf-8")


def test_a_staff_file_has_margins_or_another_packs_people(packs: Path):
    read = read_staff(load_policy(packs), packs / "staff.yaml")
    assert isinstance(read, Carried) and read.origin.name == "growth_chain"
    origin = packs.parent / "growth_chain"
    assert isinstance(read_staff(load_policy(origin), origin / "staff.yaml"), Margins)


@pytest.mark.parametrize(("old", "new", "said"), BROKEN)
def test_what_is_wrong_with_a_carried_staff(packs: Path, old: str, new: str, said: str):
    file = packs / "staff.yaml"
    text = file.read_text("utf-8")
    assert text.count(old) == 1
    file.write_text(text.replace(old, new), "utf-8")
    with pytest.raises(PolicyError) as error:
        load_staff(load_policy(packs))
    assert said in str(error.value)
    assert all(problem["zh"] for problem in error.value.problems)


def test_everyones_place_is_found_by_its_name(packs: Path):
    """A community more in the first street moves the number of every place after it, and nobody."""
    law = load_policy(packs)
    eleven = {unit: {"community": 11 if n == 0 else 10} for n, unit in enumerate(law.axis("unit"))}
    moved = load_staff(law.with_values({"establishment.communities": eleven}, start=law.opening - 120))
    still = load_staff(law)
    assert np.array_equal(moved.records["unit"], still.records["unit"])
    first_street = still.records["unit"] == 0
    assert np.array_equal(moved.records["place"], still.records["place"] + np.where(first_street, 0, 1))


def test_a_place_that_the_policy_lacks_is_named(packs: Path):
    law = load_policy(packs)
    nine = {unit: {"community": 9 if n == 0 else 10} for n, unit in enumerate(law.axis("unit"))}
    fewer = law.with_values({"establishment.communities": nine}, start=law.opening - 120)
    with pytest.raises(PolicyError, match="no place street_01/community_10, where people of growth_chain work"):
        load_staff(fewer)


def test_a_conversion_at_the_opening_starts_from_the_scale_that_the_staff_file_names(packs: Path):
    """Carried over: the other pack's; drawn from margins: that of `converted_from`; none where neither is written."""
    after = packs.parent / "growth_chain"
    for folder, origin in ((packs, "growth_chain"), (after, "growth_chain_before")):
        law = load_policy(folder).with_values({"rules.conversion": "by_service_and_education"})
        staff = load_staff(law)
        former = plan_of(law, staff, years=1, replications=1, seed=1).former
        assert former is not None and former.policy.name == origin
        theirs = {int(one["key"]): one for one in load_staff(former.policy).records}
        for person, cell in zip(staff.records, former.cells.tolist(), strict=True):
            was = theirs[int(person["key"])]
            assert divmod(cell, former.policy.grades) == (was["post"], was["grade"] - 1)
    late = load_policy(after).with_values({"rules.conversion": "by_service_and_education"}, start=24336)
    assert plan_of(late, load_staff(late), years=3, replications=1, seed=1).former is None
    file = after / "staff.yaml"
    file.write_text(file.read_text("utf-8").replace("converted_from: ../growth_chain_before", ""), "utf-8")
    law = load_policy(after).with_values({"rules.conversion": "by_service_and_education"})
    assert plan_of(law, load_staff(law), years=1, replications=1, seed=1).former is None


def test_a_former_scale_that_lacks_somebody_is_refused(packs: Path):
    law = load_policy(packs.parent / "growth_chain")
    eleven = {unit: {"community": 11} for unit in law.axis("unit")}
    more = law.with_values({"establishment.communities": eleven}, start=law.opening - 120)
    with pytest.raises(PolicyError, match="the staff of growth_chain_before lacks people of growth_chain") as error:
        load_staff(more)
    assert all(problem["zh"] for problem in error.value.problems)


def test_a_former_scale_goes_with_its_people(packs: Path):
    """In whatever order they stand and whoever is left out, each keeps the cell that was theirs."""
    staff = load_staff(load_policy(packs))
    theirs = dict(zip(staff.records["key"].tolist(), staff.former.cells.tolist(), strict=True))
    for some in (staff.without(0, 3), staff.reordered(np.arange(len(staff))[::-1])):
        assert (
            dict(zip(some.records["key"].tolist(), some.former.cells.tolist(), strict=True)).items() <= theirs.items()
        )
        assert not some.former.cells.flags.writeable
    assert staff.reordered(np.random.default_rng(5).permutation(len(staff))).digest == staff.digest
    with pytest.raises(ValueError, match="former grades for"):
        replace(staff, records=staff.records[1:])


def test_the_staff_digest_knows_the_former_scale_and_no_other_staff_digest_moves(packs: Path):
    """Higher sums of the other pack, or a step less on it, change what a conversion costs; the people are the same."""
    after = packs.parent / "growth_chain"
    staff = load_staff(load_policy(after))
    a_step_less = replace(staff, former=Former(staff.former.policy, np.maximum(staff.former.cells - 1, 0)))
    raise_sums(packs)
    dearer = load_staff(load_policy(after))
    assert np.array_equal(staff.former.cells, dearer.former.cells)
    assert len({one.digest for one in (staff, a_step_less, dearer, replace(staff, former=None))}) == 4
    assert len({one.people_digest for one in (staff, a_step_less, dearer)}) == 1


def test_a_projection_does_not_look_at_the_staff_file_again(packs: Path):
    """Renaming it between two calls with the same objects moves nothing; what the other pack pays is in the staff."""
    after = packs.parent / "growth_chain"
    law = load_policy(after).with_values(
        {"rules.conversion": "by_service_and_education", "conversion.protection": "kept"}
    )
    staff = load_staff(law)

    def first_year(staff: Staff) -> int:
        return int(cost(project(law, staff, years=1, replications=1, seed=1, workers=1)).fen.sum())

    once = first_year(staff)
    raise_sums(packs)
    (after / "staff.yaml").rename(after / "other.yaml")
    assert first_year(staff) == once
    (after / "other.yaml").rename(after / "staff.yaml")
    assert first_year(load_staff(law)) > once


def test_a_former_pack_that_is_not_there_is_named(packs: Path):
    file = packs.parent / "growth_chain" / "staff.yaml"
    file.write_text(file.read_text("utf-8").replace("../growth_chain_before", "../nowhere"), "utf-8")
    with pytest.raises(PolicyError, match=r"converted_from is \.\./nowhere") as error:
        load_staff(load_policy(packs.parent / "growth_chain"))
    assert all(problem["zh"] for problem in error.value.problems)
