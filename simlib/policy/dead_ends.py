"""What the rules of a policy never let happen: found before anything runs, listed, not refused.

A what-if may well close a road on purpose (no promotion, five years a grade); the reader should see that.
"""

from __future__ import annotations

import numpy as np

from simlib.months import YEAR
from simlib.policy.policy import Policy
from simlib.policy.problems import Fault, Problem
from simlib.text import Text


def dead_ends(policy: Policy, month: int | None = None) -> tuple[Problem, ...]:
    """Return the dead ends of the rules in force in a month, by default the opening month.

    Each names the term that closes the road. Empty for national law alone, which has no posts.
    """
    month = policy.opening if month is None else month
    if month is None or not policy.posts:
        return ()
    found = (
        *_closed_posts(policy, month),
        *_grades_out_of_reach(policy, month),
        *_closed_channel(policy, month),
    )
    return tuple(_at(policy, month, *one) for one in found)


def _at(policy: Policy, month: int, term: str, fault: Fault) -> Problem:
    dated = policy.provisions[term].at(month)
    return fault.at(dated.file, dated.line)


def _closed_posts(policy: Policy, month: int) -> list[tuple[str, Fault]]:
    """Posts that have places, but are filled neither by promotion nor by election."""
    rule = policy.choice("rules.promotion", month)
    if rule not in ("none", "stated_rates"):
        return []
    reached = np.asarray(policy.value("election.posts", month)) == 1
    if rule == "stated_rates":
        reached = reached | (np.asarray(policy.value("promotion.rate", month)).sum(axis=0) > 0)
    places = _posts_given(policy, month)
    closed = [post.name for post, many, open_ in zip(policy.posts[:-1], places, reached) if many and not open_]
    what = Text(
        "堵点：{post} 岗既不能晋升，也不由选举产生，无人能够任职", "dead end: nobody can come to the post {post}"
    )
    way_out = Text("请选岗位晋升规则，或让该岗由选举产生。", "Choose a rule of promotion, or let the post be elected.")
    return [("rules.promotion", Fault(what, way_out).filled(post=post)) for post in closed]


def _posts_given(policy: Policy, month: int) -> np.ndarray:
    """Return how many posts of each kind the terms name that the rule of establishment in force reads, shape (Q,)."""
    given = [
        np.asarray(policy.value(name, month))
        for name, one in policy.provisions.items()
        if one.term.group == "establishment" and one.term.shape[-1:] == ("post",) and policy.reads(one.term, month)
    ]
    return np.sum([value.reshape(-1, len(policy.posts)).sum(axis=0) for value in given], axis=0)


def _grades_out_of_reach(policy: Policy, month: int) -> list[tuple[str, Fault]]:
    """Grades above the one the youngest recruit retires with, best placed and excellent every year."""

    if policy.choice("rules.progression", month) != "every_n_years":
        return []  # no road, and none promised; or by a rule that is not reckoned here

    def highest(name: str) -> float:
        return float(np.max(policy.value(name, month)))

    bands = np.asarray(policy.value("grades.band", month))
    start = max(bands[0, 0], bands[-1, 0] + highest("entry.education_lift"))  # promoted to the top at once
    career = float(_latest_ages(policy, month).max()) / YEAR
    years = (career - highest("recruitment.youngest_age")) * highest("progression.year_counts")
    steps = years // highest("progression.years_per_grade") * highest("progression.grades_per_step")
    top = int(start + steps)
    if top >= policy.grades:
        return []
    what = Text(
        "堵点：新聘人员工作至退休，最高只能到第 {top} 级（共 {grades} 级）",
        "dead end: no recruit can pass grade {top} of {grades} in a whole career",
    ).of(top=top, grades=policy.grades)
    way_out = Text(
        "可缩短晋级年限、增加每次晋升的级数，或减少等级。",
        "Fewer years per grade, more grades per step, or fewer grades.",
    )
    return [("progression.years_per_grade", Fault(what, way_out))]


def _latest_ages(policy: Policy, month: int) -> np.ndarray:
    """Return the statutory age of each track in months, with the longest delay, or as it is set instead."""
    rule = policy.choice("rules.retirement", month)
    age = policy.value("retirement.original_age" if rule == "by_law" else "retirement.set_age", month)
    return np.asarray(age if rule == "set_age" else np.add(age, policy.value("retirement.longest_delay", month)))


def _closed_channel(policy: Policy, month: int) -> list[tuple[str, Fault]]:
    """A civil-service channel whose age limit nobody meets with the service it asks."""
    if policy.choice("rules.channel", month) not in ("share_of_eligible", "share_of_posts"):
        return []
    service = int(policy.value("channel.minimum_service", month))
    youngest = int(policy.value("recruitment.youngest_age", month)) + service
    limit = int(policy.value("channel.highest_age", month))
    if youngest <= limit:
        return []
    what = Text(
        "堵点：定向招录限 {limit} 岁以下，而满足工作年限时至少已 {youngest} 岁，无人符合条件",
        "dead end: the channel takes nobody over {limit}, but its service takes until {youngest}",
    ).of(limit=limit, youngest=youngest)
    way_out = Text("可提高年龄，或降低年限要求。", "Raise the age, or ask for less service.")
    return [("channel.highest_age", Fault(what, way_out))]
