"""What the rules of a policy never let happen: found before anything runs, listed, not refused.

A what-if may well close a road on purpose (no promotion, five years a grade); the reader should see that.
"""

from __future__ import annotations

import numpy as np

from simlib.months import YEAR
from simlib.policy.policy import Policy
from simlib.policy.problems import Problem


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


def _at(policy: Policy, month: int, term: str, what: str, way_out: str) -> Problem:
    dated = policy.provisions[term].at(month)
    return Problem(dated.file, dated.line, f"dead end: {what}", way_out)


def _closed_posts(policy: Policy, month: int) -> list[tuple[str, str, str]]:
    """Posts that have places, but are filled neither by promotion nor by election."""
    if policy.choice("rules.promotion", month) != "none":
        return []
    places = _posts_given(policy, month)
    elected = np.asarray(policy.value("election.posts", month))
    closed = [post.name for post, many, vote in zip(policy.posts[:-1], places, elected) if many and not vote]
    way_out = "Choose a rule of promotion, or let the post be elected."
    return [("rules.promotion", f"nobody can come to the post {post}", way_out) for post in closed]


def _posts_given(policy: Policy, month: int) -> np.ndarray:
    """Return how many posts of each kind the terms name that the rule of establishment in force reads, shape (Q,)."""
    given = [
        np.asarray(policy.value(name, month))
        for name, one in policy.provisions.items()
        if one.term.group == "establishment" and one.term.shape[-1:] == ("post",) and policy.reads(one.term, month)
    ]
    return np.sum([value.reshape(-1, len(policy.posts)).sum(axis=0) for value in given], axis=0)


def _grades_out_of_reach(policy: Policy, month: int) -> list[tuple[str, str, str]]:
    """Grades above the one the youngest recruit retires with, best placed and excellent every year."""

    if policy.choice("rules.progression", month) == "none":
        return []  # no road, and none promised

    def highest(name: str) -> float:
        return float(np.max(policy.value(name, month)))

    bands = np.asarray(policy.value("grades.band", month))
    start = max(bands[0, 0], bands[-1, 0] + highest("entry.education_lift"))  # promoted to the top at once
    ages = np.add(policy.value("retirement.original_age", month), policy.value("retirement.longest_delay", month))
    career = float(ages.max()) / YEAR
    years = (career - highest("recruitment.youngest_age")) * highest("progression.year_counts")
    steps = years // highest("progression.years_per_grade") * highest("progression.grades_per_step")
    top = int(start + steps)
    if top >= policy.grades:
        return []
    return [
        (
            "progression.years_per_grade",
            f"no recruit can pass grade {top} of {policy.grades} in a whole career",
            "Fewer years per grade, more grades per step, or fewer grades.",
        )
    ]


def _closed_channel(policy: Policy, month: int) -> list[tuple[str, str, str]]:
    """A civil-service channel whose age limit nobody meets with the service it asks."""
    if policy.choice("rules.channel", month) == "none":
        return []
    service = int(policy.value("channel.minimum_service", month))
    youngest = int(policy.value("recruitment.youngest_age", month)) + service
    limit = int(policy.value("channel.highest_age", month))
    if youngest <= limit:
        return []
    return [
        (
            "channel.highest_age",
            f"the channel takes nobody over {limit}, but its service takes until {youngest}",
            "Raise the age, or ask for less service.",
        )
    ]
