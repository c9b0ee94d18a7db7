"""What is to be known of values laid over a pack: implausible ones with the likely unit, dates, higher law."""

from __future__ import annotations

import pytest

from simlib.policy import Policy, load_policy, load_proposal
from simlib.policy.packs import known_packs, known_proposals


@pytest.fixture(scope="module")
def baohe() -> Policy:
    return load_policy("scenarios/cities/baohe")


ASKED = [
    ({"pay.base": 0.48}, "0.48 元/月，超出可取范围 3,900–6,000 元/月：是否应为 0.48 万元/月（4,800 元/月）？"),
    ({"pay.base": 48000}, "是否应为 48,000 元/年（4,000 元/月） 或 4,800 元/月？"),
    ({"pay.base": 7000}, "薪酬基数自2027年1月为 7,000 元/月，超出可取范围 3,900–6,000 元/月。"),
    ({"pay.base": 3000}, "薪酬基数自2027年1月为 3,000 元/月，超出可取范围 3,900–6,000 元/月。"),
    ({"pay.base_growth": 0.2}, "为 20%，超出可取范围 0–5 %：是否应为 0.2% 或 2%？"),
    ({"pay.post_allowance": {"head": 3000, "others": 0}}, "岗位津贴（主管）自2027年1月为 3,000 元/月"),
    ({"progression.years_per_grade": 36}, "是否应为 36 个月（3 年）？"),
]  # fmt: skip


@pytest.mark.parametrize(("values", "asked"), ASKED)
def test_an_implausible_value_is_asked_about_with_what_was_probably_meant(
    baohe: Policy, values: dict[str, object], asked: str
):
    (notice,) = baohe.with_values(values).notices
    assert asked in notice.zh and notice.en


def test_years_for_months_are_noticed_where_no_range_is_given(baohe: Policy):
    """3, 3 and 5 for 36, 36 and 60 months: years were written. Beside it: higher law says otherwise."""
    delays = {"men_60": 3, "women_55": 3, "women_50": 5}
    three, five, departs = baohe.with_values({"retirement.longest_delay": delays}).notices
    men = "（男（原60周岁退休）、女（原55周岁退休））自2027年1月为 3 个月，原为 36 个月：是否应为 3 年（36 个月）？"
    assert men in three.zh
    assert "（女（原50周岁退休））自2027年1月为 5 个月，原为 60 个月：是否应为 5 年（60 个月）？" in five.zh
    assert departs.zh == "偏离上位法：最长延迟月数，自2027年1月起。"
    assert departs.en == "Departs from higher law: Longest delay, from 2027-01."


def test_the_range_of_an_amount_grows_with_it(baohe: Policy):
    """By January 2035 eight awards have made 4,800 of 5,624.  The range to 6,000 is then one to 7,030."""
    assert baohe.with_values({"pay.base": 7000}, "2035-01").notices == ()
    (notice,) = baohe.with_values({"pay.base": 7100}, "2035-01").notices
    assert "4,569–7,030 元/月" in notice.zh  # × 1.02⁸


def test_a_value_that_overrides_a_later_decision_says_which_and_what_it_has_grown_to(baohe: Policy):
    """5,000 from 2020 on, the awards of seven Julys: 5,100, 5,202, 5,306.04 … 5,743.43 in 2027's January."""
    (notice,) = baohe.with_values({"pay.base": 5000}, "2020-01").notices
    assert notice.zh == (
        "薪酬基数：2020年1月 5,000 元/月（自此月起）取代以后各月起的规定：2026年7月 4,800 元/月；"
        "逐年增长，到期初 2027年1月 5,743.43 元/月。"
    )
    assert "replaces what was decided from later months: 2026-07 4,800 yuan a month" in notice.en


def test_several_departures_of_one_term_are_one_notice(baohe: Policy):
    later, departs = baohe.with_values({"retirement.contribution_months": 200}).notices
    assert "取代以后各月起的规定：2030年1月 186 个月、2031年1月 192 个月、2032年1月 198 个月等。" in later.zh
    assert departs.zh == "偏离上位法：最低缴费月数，自2027年1月起。"


def test_what_no_rule_reads_is_noticed_with_the_rule_that_would_have_to(baohe: Policy):
    (notice,) = baohe.with_values({"retirement.set_age": 600}).notices
    assert notice.zh == "另定的退休年龄：现在没有规则用到这一项，因为“退休年龄规则”是“按国家规定”。"
    assert (
        notice.en
        == "Retirement age set instead: no rule reads it now, as “Rule of the retirement age” is “By national law”."
    )
    chosen = baohe.with_values({"rules.retirement": "set_age"}, "2029-01")  # from then on one does
    assert chosen.with_values({"retirement.set_age": 600}).notices == chosen.notices


def test_what_is_plausible_is_passed_over_in_silence(baohe: Policy):
    assert (
        baohe.notices == () and baohe.with_values({"pay.base": "+5%", "rules.anchor": "none"}, "2030-01").notices == ()
    )


@pytest.mark.parametrize("file", known_proposals(), ids=lambda file: file.stem)
def test_the_proposals_that_came_along_are_plausible(file):
    proposal = load_proposal(file)
    assert load_policy(known_packs()[proposal.policy]).with_proposal(proposal).notices == ()
