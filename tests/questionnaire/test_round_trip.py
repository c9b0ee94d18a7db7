"""A pack written as a questionnaire and read again is the same pack: values, evidence, staff, careers, register."""

from __future__ import annotations

from dataclasses import fields, replace
from pathlib import Path

import numpy as np
import pytest

from simlib.careers.typical import load_careers
from simlib.policy import Policy, load_policy
from simlib.policy.clauses import load_clauses
from simlib.policy.provision import Dated
from simlib.staff.file import STAFF, read_staff
from simlib.staff.margins import Margins
from tests.questionnaire.books import CITIES, SCENARIOS, again, answered, copied

HOW_WRITTEN = ("file", "line", "written", "value")


def said(dated: Dated) -> dict[str, object]:
    """All that stands beside a value; line breaks within a text are the file's own."""
    found = {one.name: getattr(dated, one.name) for one in fields(dated) if one.name not in HOW_WRITTEN}
    return {name: " ".join(text.split()) if isinstance(text, str) else text for name, text in found.items()}


def provisions(policy: Policy) -> dict[str, object]:
    return {name: (one.range, [said(dated) for dated in one.values]) for name, one in policy.provisions.items()}


@pytest.mark.parametrize("city", CITIES)
def test_nothing_changes(city: str, tmp_path: Path):
    pack = copied(tmp_path) / "cities" / city
    law = load_policy(pack)
    read = again(pack, answered(pack, tmp_path / "book.xlsx"))
    assert read.digest == law.digest == load_policy(SCENARIOS / "cities" / city).digest
    assert provisions(read) == provisions(law)
    assert (read.label, read.about, read.labels, read.sources) == (law.label, law.about, law.labels, law.sources)
    own = SCENARIOS / "cities" / city
    assert load_careers(read) == load_careers(law, own / "careers.yaml")
    assert load_clauses(pack) == load_clauses(own)
    before, after = read_staff(law, own / STAFF), read_staff(read, pack / STAFF)
    if isinstance(before, Margins) and isinstance(after, Margins):
        assert all(np.array_equal(before.shares[name], after.shares[name]) for name in before.shares)
        before, after = (replace(one, shares={}) for one in (before, after))
        assert before == after
    else:
        assert before.posts == after.posts and before.origin.digest == after.origin.digest


def test_lines_of_the_budget_of_its_own_come_back(tmp_path: Path):
    heating = "label: {zh: 取暖费, en: Heating}, wage: yes, months: [11, 12, 1]"
    award = "label: {zh: 奖, en: Award}, wage: no, paid: yearly, by: post, grades: [2, 9], posts: [head, deputy]"
    declared = (
        f"  heating: {{{heating}, code: {{code: '30102', zh: 津, en: A}}}}\n"
        f"  award: {{{award}, received: no, code: {{code: '30103', zh: 奖, en: B, evidence: reported}}}}\n"
    )
    assumed = "evidence: assumed, reason: 假定}}, range: [0, 900]"
    sums = (
        f"  items.heating: {{values: {{2027-01: {{value: 300.5, {assumed}}}\n"
        f"  items.award: {{values: {{2027-01: {{value: {{head: 900, deputy: 800, others: 0}}, {assumed}}}\n"
    )
    pack = copied(tmp_path) / "cities" / CITIES[0]
    file = pack / "policy.yaml"
    file.write_text(
        file.read_text("utf-8").replace("\nprovisions:\n", f"\nitems:\n{declared}\nprovisions:\n{sums}"), "utf-8"
    )
    law = load_policy(pack)
    read = again(pack, answered(pack, tmp_path / "book.xlsx"))
    assert read.digest == law.digest and read.own_items == law.own_items


def test_the_same_pack_makes_the_same_bytes(tmp_path: Path):
    pack = SCENARIOS / "cities" / CITIES[0]
    for name in "ab":
        answered(pack, tmp_path / f"{name}.xlsx")
    assert (tmp_path / "a.xlsx").read_bytes() == (tmp_path / "b.xlsx").read_bytes()
