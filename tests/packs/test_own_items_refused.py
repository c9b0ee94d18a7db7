"""What is wrong with a declaration is said where it stands, with the way out, in both languages."""

from __future__ import annotations

from pathlib import Path

import pytest

from simlib.cli import main
from simlib.policy import PolicyError, load_policy
from tests.packs.own_items import build
from tests.policy.made_up import edit

GOOD = "label: {zh: 取暖费, en: Heating}, wage: yes"
SUM = "  items.heating: {values: {2026-01: {value: 300, evidence: computed, reason: made up}}}\n"
CASES = [
    (f"heating: {{{GOOD}, posts: [heads]}}", "items.heating names heads, no post of this policy. Did you mean head?"),
    (f"heating: {{{GOOD}, months: [13]}}", "items.heating.months.0 is too large. The largest is 12."),
    (f"heating: {{{GOOD}, months: [0]}}", "items.heating.months.0 is too small. The smallest is 1."),
    (f"heating: {{{GOOD}, grades: [9, 3]}}", "items.heating has grades from high to low. Write the lowest first."),
    (f"heating: {{{GOOD}, grades: [1, 19]}}", "items.heating ends at grade 19 of 18. Lower it."),
    (f"heating: {{{GOOD}, paid: yearly, months: [1]}}",
     "items.heating is paid once, at year end, and names months. Leave months out."),
    ("heating: {label: {zh: 取暖费, en: Heating}}",
     "items.heating.wage is missing. Add wage: yes: it is wage, and by month in the base of all contributions; "
     "no: an allowance."),
    (f"heating: {{{GOOD}, by: sex}}", "items.heating.by is sex. Known: post, grade, rating, education, certificate."),
    (f"heating: {{{GOOD}, code: {{code: abc, zh: 某, en: some}}}}",
     "items.heating.code.code is abc, no code. Write its 3 to 7 digits."),
    (f"heating: {{{GOOD}, mounths: [1]}}", "items.heating.mounths is not known here. Did you mean months?"),
]  # fmt: skip


@pytest.mark.parametrize(("declared", "said"), CASES, ids=[said[:45] for _, said in CASES])
def test_a_declaration_that_is_wrong(declared: str, said: str, tmp_path: Path) -> None:
    with pytest.raises(PolicyError) as caught:
        load_policy(build(tmp_path, f"items:\n  {declared}\n", SUM))
    (problem,) = caught.value.problems
    assert problem.bare["en"] == said
    assert problem.file.endswith("baohe/policy.yaml") and problem.line > 70
    assert problem.bare["zh"] != said


@pytest.mark.parametrize("name", ["meals", "scale", "others"])
def test_a_name_that_is_taken(name: str, tmp_path: Path) -> None:
    with pytest.raises(PolicyError, match=f"items.{name} has a name that every budget uses"):
        load_policy(build(tmp_path, f"items:\n  {name}: {{{GOOD}}}\n", SUM.replace("heating", name)))


def test_an_item_without_a_sum_and_a_sum_without_an_item(tmp_path: Path) -> None:
    with pytest.raises(PolicyError, match=r"no pack gives items\.heating \(Heating\)"):
        load_policy(build(tmp_path / "one", f"items:\n  heating: {{{GOOD}}}\n", ""))
    with pytest.raises(PolicyError, match=r"items\.heating is not a term"):
        load_policy(build(tmp_path / "other", "", SUM))


def test_check_says_that_an_item_has_no_code(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    folder = build(tmp_path, f"items:\n  heating: {{{GOOD}}}\n", SUM)
    assert main(["check", str(folder), "--lang", "en"]) == 2
    assert "gives heating. Write code: beside the item, or its line in budget_lines.yaml." in capsys.readouterr().err
    edit(folder / "policy.yaml", GOOD, f"{GOOD}, code: {{code: '30102', zh: 津贴补贴, en: Allowances}}")
    assert main(["check", str(folder), "--lang", "en"]) == 0
