"""Where the lines of the budget stand in the classification: two consistent treatments, and the government's class."""

from __future__ import annotations

from pathlib import Path

import pytest

from simlib.budget.codes import Codes, budget_codes, with_treatment
from simlib.policy import Policy, PolicyError, load_policy
from simlib.policy.items import ITEMS
from tests.cli.toy import build_world

CITIES = Path(__file__).resolve().parents[2] / "scenarios/cities"
PAY = [key for key, item in ITEMS.items() if item.wage or key in ("guarantee", "severance")]
INSURANCE = [key for key, item in ITEMS.items() if item.rate_of and key != "union_fund"]
TREATMENTS = ("together", "by_kind")


@pytest.fixture(scope="module")
def law() -> Policy:
    return load_policy(CITIES / "baohe")


def placed(codes: Codes, lines: list[str]) -> set[str]:
    return {codes.lines[line].code for line in lines}


@pytest.mark.parametrize("city", sorted(folder.name for folder in CITIES.iterdir() if folder.is_dir()))
@pytest.mark.parametrize("treatment", TREATMENTS)
def test_every_line_has_a_code_and_a_class_beside_it(city: str, treatment: str):
    codes = budget_codes(with_treatment(load_policy(CITIES / city), treatment))
    assert [*codes.lines] == [*ITEMS] and codes.treatment == treatment
    for one in codes.lines.values():
        assert one.government and one.government.code[:3] == {"301": "501", "302": "502"}[one.code[:3]]
        assert one.code != "30108"  # the scheme of public bodies, into which nobody here pays


def test_together_all_pay_and_insurance_is_under_one_item(law: Policy):
    codes = budget_codes(law)
    assert codes.treatment == "together"  # the default
    assert placed(codes, PAY) == placed(codes, INSURANCE) == {"30199"}
    assert codes.lines["basic_pay"].government == codes.lines["pension"].government


def test_by_kind_nothing_earned_is_among_the_others(law: Policy):
    """Wages, allowances, bonuses; medical with maternity, other insurance, the fund: each where staff have it."""
    codes = budget_codes(with_treatment(law, "by_kind"))
    assert placed(codes, [line for line in PAY if line != "severance"]) == {"30101", "30102", "30103"}
    assert placed(codes, INSURANCE) == {"30110", "30112", "30113"}
    beside = {one.code: one.government.code for one in codes.lines.values() if one.government}
    assert beside["30101"] == beside["30102"] == beside["30103"] == "50101"
    assert beside["30110"] == beside["30112"] == "50102" and beside["30113"] == "50103"


def test_what_is_no_pay_stands_alike_in_both(law: Policy):
    one, other = (budget_codes(with_treatment(law, name)).lines for name in TREATMENTS)
    moved = {line for line in ITEMS if one[line].code != other[line].code}
    assert moved == {*PAY, *INSURANCE, "protected_contributions"} - {"severance"}


def test_a_city_chooses_treatment_and_payer_and_changes_a_line(tmp_path: Path):
    build_world(tmp_path)
    own = tmp_path / "scenarios/town/budget_lines.yaml"
    line = '{code: "30107", zh: 绩效工资, en: Performance pay, evidence: published}'
    own.write_text(
        "format: 1\ntreatment: by_kind\npaid_by: institution\n"
        f"lines:\n  performance_pay: {line}\n", "utf-8"
    )  # fmt: skip
    law = load_policy(tmp_path / "scenarios/town")
    codes = budget_codes(law)
    assert codes.lines["basic_pay"].code == "30101" and codes.lines["performance_pay"].code == "30107"
    assert codes.lines["basic_pay"].government and codes.lines["basic_pay"].government.code == "50501"
    assert codes.lines["performance_pay"].government is None  # no table says
    assert codes.lines["performance_pay"].full == codes.lines["performance_pay"].name
    assert budget_codes(with_treatment(law, "together")).lines["pension"].code == "30199"
    own.write_text("format: 1\ntreatment: apart\npaid_by: somebody\n", "utf-8")
    with pytest.raises(PolicyError) as error:
        budget_codes(load_policy(tmp_path / "scenarios/town"))
    assert len(error.value.problems) == 2


def test_what_is_asked_for_stays_through_proposals_and_no_result_moves(law: Policy):
    asked = with_treatment(law, "by_kind")
    assert budget_codes(asked.with_values({"pay.base": 5000})).treatment == "by_kind"
    assert asked.digest == law.digest  # it says where lines stand, not what they cost
    with pytest.raises(PolicyError, match=r"no budget_lines\.yaml offers by_kinds\. Did you mean by_kind\?"):
        with_treatment(law, "by_kinds")
