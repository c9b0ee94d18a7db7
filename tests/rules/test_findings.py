"""What the rules leave impossible in practice is found, each by a law made so on purpose, and nothing else is."""

from __future__ import annotations

from typing import Any

import numpy as np
import pytest

from simlib.policy import Policy, load_policy
from simlib.rules.findings import findings, group_sizes, ranked_communities
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


@pytest.fixture(scope="module")
def ningguo() -> Policy:
    """Streets of 6, 5, 4, 1, 1 and 1 communities, of which the first 30 % are ranked first."""
    return load_policy("ningguo")


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


def test_the_grade_a_usual_recruit_comes_to(law: Policy):
    """A woman of 27 years and 9 months (0.3 + 0.36 × 33/60 = 0.5), of the 50 track: 55 by law, so 27 full years.

    A bachelor begins at grade 3; nine steps of three years lead to 12, the highest of the entry post.
    """
    (what,) = found(law, "usual recruit")
    assert "27 years old (Women, 50 before 2025; Bachelor)" in what
    assert "after 27 years at grade 12 of 18, the highest of the post" in what
    (what,) = found(law.with_values({"progression.years_per_grade": 2}), "usual recruit")
    assert "after 18 years at grade 12 of 18" in what  # and not 3 + 13
    (what,) = found(law.with_values({"progression.years_per_grade": 1}), "usual recruit")
    assert "after 9 years at grade 12 of 18" in what  # and not 3 + 27
    (what,) = found(law.with_values({"progression.years_per_grade": 4}), "usual recruit")
    assert "retires at grade 9 of 18" in what  # 27 // 4 = 6


def test_the_usual_recruit_is_of_the_commoner_sex_and_track(law: Policy):
    """55 track: 58 by law, 30 full years; men: 63, 35; four years a grade give 7 and 8 steps from grade 3."""
    slow = law.with_values({"progression.years_per_grade": 4})
    (what,) = found(slow.with_values({"retirement.women_55_share": 0.5}), "usual recruit")
    assert "Women, 55 before 2025" in what and "retires at grade 10 of 18" in what
    (what,) = found(slow.with_values({"recruitment.female_share": 0.4}), "usual recruit")
    assert "Men, 60 before 2025" in what and "retires at grade 11 of 18" in what


def test_nothing_is_said_where_the_usual_recruit_comes_to_the_top(law: Policy):
    bands = np.array(law.value("grades.band", law.opening or 0))
    bands[:, 1] = law.grades
    open_ended = law.with_values({"grades.band": bands.tolist()})
    (what,) = found(open_ended, "usual recruit")
    assert "retires at grade 12 of 18" in what
    assert found(open_ended.with_values({"progression.years_per_grade": 1}), "usual recruit") == []


def test_who_begins_at_the_highest_grade_rises_no_more(law: Policy):
    """Even where a satisfactory year counts for nothing."""
    bands = np.array(law.value("grades.band", law.opening or 0))
    bands[-1, 1] = 11
    idle = {"grades.band": bands.tolist(), "entry.education_lift": 10, "progression.year_counts": 0}
    (what,) = found(law.with_values(idle), "usual recruit")
    assert "after 0 years at grade 11" in what


def test_women_born_too_early_to_stay_until_55(law: Policy):
    """By the schedule written out: 36 months after the statutory age 55 is reached by those born from 1978-11 on.

    By hand: 50 and 24 months of delay, the 24th for those born 46 and 47 months after January 1975.
    """
    retires = SCHEDULE["women_50"]
    can = [birth for birth, month in retires.items() if month + 36 - birth >= 12 * 55]
    assert min(can) == 12 * 1978 + 10
    (what,) = found(law.with_values(EXTENSION), "no woman")
    assert "born by 1978-10 can stay on until 55: the longest delay, 36 months" in what
    (problem,) = (one for one in findings(law.with_values(EXTENSION)) if "no woman" in one.what.en)
    assert problem.way_out.en == "Those born from 1978-11 on can."
    assert found(law.with_values({**EXTENSION, "extension.best_age": 12 * 53}), "no woman") == []  # 50 and 36 months


def test_an_age_that_nobody_can_stay_until(law: Policy):
    never = law.with_values({**EXTENSION, "retirement.late_limit": 0, "extension.best_age": 12 * 56})
    (problem,) = (one for one in findings(never) if "until 56" in one.what.en)
    assert "Nobody who retires within ten years can" in problem.way_out.en


def test_streets_too_small_to_have_a_community_among_the_first(ningguo: Policy):
    """0.3 × 3 is 0.9, down to none; 0.3 × 4 is 1.2."""
    assert ranked_communities(ningguo, ningguo.opening or 0) == [6, 5, 4, 1, 1, 1]
    (what,) = found(ningguo, "larger quota")
    assert what == (
        "mind: 3 of the 6 units have fewer than 4 communities, of which the first 30% rounds to none: nobody there "
        "ever has the larger quota"
    )
    assert (
        found(ningguo.with_values({"appraisal.top_communities": 0}), "larger quota") == []
    )  # as the policy will have it
    assert found(ningguo.with_values({"appraisal.top_rounding": "up"}), "larger quota") == []
    assert found(ningguo.with_values({"rules.appraisal": "quota_by_merit"}), "larger quota") == []
    only_large = {"large_community": "yes", "community": "no", "small_community": "no"}
    fewer = ningguo.with_values({"appraisal.ranked_places": only_large})
    assert ranked_communities(fewer, fewer.opening or 0) == [2, 2, 1, 0, 0, 0]
    (what,) = found(fewer, "larger quota")
    assert "3 of the 3 units" in what


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
