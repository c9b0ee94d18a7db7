"""Values set by hand as people write them: labels, full width, Chinese units, changes; proposals by name."""

from __future__ import annotations

from argparse import Namespace
from dataclasses import replace
from pathlib import Path

import pytest

from simlib.cli import main
from simlib.commands.futures_option import futures_of
from simlib.commands.policy_arguments import find_proposal, laid_over
from simlib.commands.result_tables import print_heading
from simlib.commands.screen import Screen, Wrong
from simlib.commands.set_option import read_sets
from simlib.commands.term_names import term_named
from simlib.months import parse_month
from simlib.policy import TERMS, Policy, load_policy

BAOHE = load_policy("scenarios/cities/baohe")


@pytest.mark.parametrize(
    ("text", "name", "since"),
    [
        ("pay.base=5,000", "pay.base", "2027-01"),
        ("薪酬基数=0.5万", "pay.base", "2027-01"),
        (" 薪酬基数 ＝ ５０００", "pay.base", "2027-01"),
        ("薪酬基数＠２０２８-07＝+10%", "pay.base", "2028-07"),
        ("薪酬基数 @ 2028-07 = +10%", "pay.base", "2028-07"),
        ("Pay base@2028-07=5000", "pay.base", "2028-07"),
        ("PAY.BASE=5000", "pay.base", "2027-01"),
        ("选择弹性提前的比例=20%", "retirement.early_share", "2027-01"),
        ("书记聘用为事业单位人员=none", "rules.institution", "2027-01"),
    ],
)
def test_a_term_is_known_by_its_name_and_by_its_label(text: str, name: str, since: str):
    (one,) = read_sets([text], BAOHE)
    assert (one.name, one.month) == (name, parse_month(since))


@pytest.mark.parametrize(
    ("text", "way_out"),
    [
        ("薪酬基=1", "是否应为 薪酬基数（pay.base）？"),
        ("薪资=1", "全部名称见 docs/reference/terms.md。"),
        ("pay.bsae=1", "是否应为 pay.base？"),
    ],
)
def test_a_near_miss_is_told_what_it_may_have_meant(text: str, way_out: str):
    with pytest.raises(Wrong, match="没有参数") as refused:
        read_sets([text], BAOHE)
    assert way_out in refused.value["zh"]


def test_a_label_of_two_terms_is_refused_naming_both():
    base = TERMS["pay.base"]
    terms = {"pay.base": base, "items.base": replace(base, name="items.base")}
    with pytest.raises(Wrong, match=r"薪酬基数 可指 pay\.base、items\.base"):
        term_named("薪酬基数", terms)


def law_with(sets: list[str], capsys: pytest.CaptureFixture[str]) -> tuple[Policy, str, str]:
    """The policy with sets laid over it, the heading of its results, and what is noticed."""
    policy = laid_over(BAOHE, [], sets, Screen())
    print_heading(policy, Screen())
    said = capsys.readouterr()
    return policy, said.out, said.err


def test_a_change_is_resolved_at_once_and_the_heading_shows_both(capsys: pytest.CaptureFixture[str]):
    """In January 2030 three awards have made 5,093.80 of 4,800; 10 % more is 5,603.18."""
    policy, heading, noticed = law_with(["薪酬基数@2030-01=+10%"], capsys)
    assert policy.set_by_hand == {"pay.base": {"2030-01": 5603.18}}
    assert "设定：薪酬基数自2030年1月 5,093.80 元/月 → 5,603.18 元/月（+10%）\n" in heading and noticed == ""


def test_a_later_change_counts_from_an_earlier_one(capsys: pytest.CaptureFixture[str]):
    """5,000 from January 2028, 5,100 after July's award; 10 % more in 2029's January is 5,610, whatever the order."""
    policy, _, _ = law_with(["pay.base@2029-01=+10%", "pay.base@2028-01=5,000"], capsys)
    assert policy.set_by_hand == {"pay.base": {"2028-01": 5000, "2029-01": 5610}}


def test_a_spread_is_kept_beside_its_middle(capsys: pytest.CaptureFixture[str]):
    policy, heading, _ = law_with(["pay.base=4500..5200", "pay.meals=1"], capsys)
    assert policy.spreads["pay.base"].high == 5200 and policy.value("pay.base", "2027-01") == 4_850_00
    assert "4,800 元/月 → 4,850 元/月（4,500–5,200）" in heading


def test_a_spread_joins_the_futures(capsys: pytest.CaptureFixture[str]):
    policy, _, _ = law_with(["pay.base=4500<4800<5200"], capsys)
    asked = Namespace(futures="", replications=30)
    found = futures_of(asked, BAOHE, Screen(), policy)
    assert found is not None
    (spread,) = [one for one in found.spreads if one.term.name == "pay.base"]
    assert (spread.shape, spread.typed) == ("triangular", 4800)
    assert (spread.low * 4800, spread.high * 4800) == pytest.approx((4500, 5200))
    assert futures_of(Namespace(futures="none", replications=30), BAOHE, Screen(), policy) is None


def test_members_may_each_be_changed(capsys: pytest.CaptureFixture[str]):
    policy, _, _ = law_with(["pay.post_allowance={head: 0.03万, others: 100}"], capsys)
    assert policy.set_by_hand["pay.post_allowance"] == {"2027-01": {"head": 300, "others": 100}}


@pytest.mark.parametrize(
    ("sets", "notice"),
    [
        (["pay.base=0.48"], "是否应为 0.48 万元/月（4,800 元/月）？"),
        (["pay.base@2020-01=5000"], "取代以后各月起的规定：2026年7月 4,800 元/月"),
        (
            ["retirement.longest_delay={men_60: 3, women_55: 3, women_50: 5}"],
            "偏离上位法：最长延迟月数，自2027年1月起。",
        ),
    ],
)
def test_what_is_to_be_known_is_printed(sets: list[str], notice: str, capsys: pytest.CaptureFixture[str]):
    assert notice in law_with(sets, capsys)[2]


def test_a_proposal_is_known_by_its_name_and_by_its_label(world: Path, capsys: pytest.CaptureFixture[str]):
    assert find_proposal("two_year_grades").stem == find_proposal("每两年晋升一级").stem == "two_year_grades"
    assert main(["check", "faster"]) == 0 and "faster" in capsys.readouterr().out
    assert main(["rebind", "town", "faster"]) == 0
    capsys.readouterr()
    assert main(["check", "every_two_years"]) == 2
    assert "没有政策包 every_two_years" in capsys.readouterr().err
