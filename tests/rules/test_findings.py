"""What the rules leave impossible in practice is found, each by a law made so on purpose, and nothing else is."""

from __future__ import annotations

from typing import Any

import pytest

from simlib.policy import Policy, load_policy
from simlib.rules.findings import findings, group_sizes
from tests.rules.schedule import SCHEDULE

RAMP = {
    "rules.ramp": "each_satisfactory_year",
    "ramp.share": [0.8, 0.85, 0.9, 1],
    "ramp.posts": "yes",
}
EXTENSION: dict[str, Any] = {
    "rules.extension": "outstanding_women_secretaries",
    **{f"extension.{name}": 1 for name in ("window_years", "community_top_years", "excellent_years", "share")},
    "extension.posts": "yes",
    "extension.term_years": 5,
    "extension.best_share": 0,
    "extension.age": 12 * 53,
    "extension.best_age": 12 * 55,
}


def found(policy: Policy, about: str) -> list[str]:
    """What is found that has these words in it."""
    return [problem.what.en for problem in findings(policy) if about in problem.what.en]


def test_a_quota_over_a_village_of_twelve_rounds_to_nobody(law: Policy):
    """13 offices of 75 and 114 places of 12, 16 or 20, times the coefficients of the classes; 8 % of 12 is 0.96."""
    small = law.with_values(
        {"appraisal.scope": "community", "appraisal.excellent_share": 0.08, "appraisal.rounding": "down",
         "establishment.class_coefficient": 1}
    )  # fmt: skip
    sizes = group_sizes(small, small.opening or 0)
    villages = sizes.count(12)
    assert villages > 0 and set(sizes) == {12, 16, 20, 75}
    (what,) = found(small, "quota")
    groups = f"in {villages} of the {len(sizes)} groups that share a quota"
    assert what == f"mind: {groups} nobody can be excellent: 8% of 12 people rounds to none"
    assert found(small.with_values({"appraisal.rounding": "up"}), "quota") == []
    assert found(small.with_values({"appraisal.scope": "district"}), "quota") == []
    assert found(small.with_values({"appraisal.excellent_share": 0.084}), "quota") == []  # 1.008


def test_heads_apart_are_a_group_of_their_own(law: Policy):
    apart = law.with_values({"appraisal.scope": "community", "appraisal.heads_apart": "yes"})
    heads = [size for size in group_sizes(apart, apart.opening or 0) if size == 1]
    assert len(heads) >= 114  # one head in each community
    (what,) = found(apart, "quota")
    assert "20% of" in what


def test_part_pay_as_long_as_the_contract(law: Policy):
    assert found(law.with_values({**RAMP, "contract.years": 4}), "part pay") == []
    (what,) = found(law.with_values({**RAMP, "contract.years": 3}), "part pay")
    assert "lasts 3 years and a contract 3" in what


def test_staying_on_until_53_ends_when_the_law_lets_nobody_go_before(law: Policy):
    """The first women of the 50 track who retire at 53 or later, by the schedule written out from the decision."""
    retires = SCHEDULE["women_50"]
    first = min(month for birth, month in retires.items() if month - birth >= 12 * 53 and month >= (law.opening or 0))
    year, month = divmod(first, 12)
    (what,) = found(law.with_values(EXTENSION), "staying on until 53")
    assert (
        f"of no effect from {year}-{month + 1:02d}: by then women who retired at 50 before 2025 retire as late" in what
    )
    assert found(law.with_values({**EXTENSION, "extension.age": 12 * 56}), "staying on until 56") == []


def test_a_fifth_of_two_posts_is_none(law: Policy):
    channel = {"rules.channel": "share_of_posts", "channel.posts_offered": 2, "channel.posts_share": 0.2}
    assert found(law.with_values(channel), "posts offered") == [
        "mind: 20% of 2 posts offered rounds to none: the channel takes nobody"
    ]
    assert found(law.with_values({**channel, "channel.posts_offered": 3}), "posts offered") == []  # 0.6


def test_without_recruits_no_post_is_filled(law: Policy):
    assert len(found(law.with_values({"recruitment.fill_share": 0}), "ever filled")) == 1


def test_the_grade_a_usual_recruit_retires_at(law: Policy):
    """27 years and a bachelor's degree: grade 3; retires at 63, so 35 full years and 11 steps of three years: 14."""
    (what,) = found(law, "usual recruit")
    assert "27 years old (Bachelor)" in what and "retires at grade 14 of 18" in what
    (what,) = found(law.with_values({"progression.years_per_grade": 4}), "usual recruit")
    assert "retires at grade 11 of 18" in what  # 35 // 4 = 8
    assert found(law.with_values({"progression.years_per_grade": 2}), "usual recruit") == []  # 3 + 17


@pytest.mark.parametrize(
    "values",
    [{}, {**RAMP, "contract.years": 2}, EXTENSION, {"recruitment.fill_share": 0},
     {"appraisal.scope": "community", "appraisal.excellent_share": 0.02},
     {"rules.channel": "share_of_posts", "channel.posts_offered": 1, "channel.posts_share": 0.2}],
)  # fmt: skip
def test_everything_found_is_said_in_chinese_too(law: Policy, values: dict[str, Any]):
    all_found = findings(law.with_values(values))
    assert all_found
    assert all("提示" in problem["zh"] for problem in all_found)


def test_national_law_has_nothing_to_find(law: Policy):
    assert findings(load_policy(law.path.parent.parents[1] / "national")) == ()
