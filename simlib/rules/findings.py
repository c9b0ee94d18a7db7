"""What the rules of a policy leave impossible in practice, or bring about unintended: counted, listed, not refused.

The dead ends of the text alone are found in `simlib.policy.dead_ends`; here the sizes of units and the law of
retirement are counted in.
"""

from __future__ import annotations

from collections.abc import Iterator

import numpy as np

from simlib.months import YEAR, month_text
from simlib.policy import Policy, Problem, terms_table
from simlib.policy.axes import AGE_BAND_STARTS, EDUCATIONS, TRACKS
from simlib.population.person import MEN_60, SATISFACTORY, WOMEN_50
from simlib.rules.establishment import authorised, places_of
from simlib.rules.groups import NEAREST, rounded
from simlib.rules.retirement import statutory_age

_HORIZON = 10 * YEAR  # of a projection, in which an extension should be of some effect
_LOWEST_AGE = 20 * YEAR  # where the youngest band of recruits begins
_BAND = 5 * YEAR
Finding = tuple[str, str, str]  # the term to look at, what was found, the way out


def findings(policy: Policy, month: int | None = None) -> tuple[Problem, ...]:
    """Return what there is to mind in the rules in force in a month, by default the opening month.

    Empty for national law alone, which has no posts.
    """
    month = policy.opening if month is None else month
    if month is None or not policy.posts:
        return ()
    looked = (_quota, _recruits, _usual_career, _ramp, _extension, _channel)
    return tuple(_at(policy, month, *found) for look in looked for found in look(policy, month))


def _at(policy: Policy, month: int, term: str, what: str, way_out: str) -> Problem:
    dated = policy.provisions[term].at(month)
    return Problem(dated.file, dated.line, f"mind: {what}", way_out)


def _quota(policy: Policy, month: int) -> Iterator[Finding]:
    """Groups so small that the quota of excellent is nobody."""
    share, rounding = (policy.value(f"appraisal.{name}", month) for name in ("excellent_share", "rounding"))
    sizes = [size for size in group_sizes(policy, month) if size > 0]
    none = [size for size in sizes if rounded(share * size, rounding) == 0]
    if none and share > 0:
        yield (
            "appraisal.excellent_share",
            f"in {len(none)} of the {len(sizes)} groups that share a quota nobody can be excellent: "
            f"{share:.0%} of {max(none)} people rounds to none",
            "Count the quota over more people (appraisal.scope), or round it otherwise (appraisal.rounding).",
        )


def group_sizes(policy: Policy, month: int) -> list[int]:
    """Return how many posts there are in each group that shares a quota of excellent; heads by themselves if apart."""
    places = places_of(policy, range(month, month + 1))
    posts = authorised(policy, places, month)
    scope = policy.choice("appraisal.scope", month)
    group = {"community": np.arange(len(posts)), "unit": places.unit}.get(scope, np.zeros(len(posts), int))
    apart = policy.choice("appraisal.heads_apart", month) == "yes"
    parts = (posts[:, :1], posts[:, 1:]) if apart else (posts,)
    return [int(number) for part in parts for number in np.bincount(group, part.sum(axis=1))]


def _recruits(policy: Policy, month: int) -> Iterator[Finding]:
    for name in ("recruitment.fill_share", "recruitment.exam_yield"):
        if policy.value(name, month) == 0:
            yield name, "no entry post is ever filled again", "Recruit some of the vacancies."


def _usual_career(policy: Policy, month: int) -> Iterator[Finding]:
    """The highest grade of a usual recruit, of median age and commonest degree, who rises grade by grade."""
    if policy.choice("rules.progression", month) == "none":
        return
    education = int(np.argmax(policy.value("recruitment.education_mix", month)))
    start = 1 + int(np.asarray(policy.value("entry.education_lift", month))[education])
    age = _median_age(policy, month)
    career = statutory_age(month - age, MEN_60, _terms(policy, month)) - age
    counted = career // YEAR * float(np.asarray(policy.value("progression.year_counts", month))[SATISFACTORY])
    years, step = (int(policy.value(f"progression.{name}", month)) for name in ("years_per_grade", "grades_per_step"))
    top = start + int(counted // years) * step
    if top < policy.grades:
        yield (
            "progression.years_per_grade",
            f"a usual recruit, {age // YEAR} years old ({EDUCATIONS[education]}), satisfactory every year, "
            f"retires at grade {top} of {policy.grades} if no promotion lifts the grade",
            "The grades above are for those promoted early, or with more years or ratings that count more.",
        )


def _median_age(policy: Policy, month: int) -> int:
    """Return the median age of recruits in months."""
    mix = np.cumsum(policy.value("recruitment.age_mix", month))
    band = int(np.searchsorted(mix, 0.5))
    before = float(mix[band - 1]) if band else 0.0
    start = max(AGE_BAND_STARTS[band], _LOWEST_AGE)
    return start + int((0.5 - before) / (float(mix[band]) - before) * _BAND)


def _terms(policy: Policy, month: int) -> np.recarray:
    return terms_table(policy, month, 1).view(np.recarray)[0]


def _ramp(policy: Policy, month: int) -> Iterator[Finding]:
    if policy.choice("rules.ramp", month) == "none":
        return
    years = int(np.sum(np.asarray(policy.value("ramp.share", month)) < 1))
    contract = int(policy.value("contract.years", month))
    if years >= contract:
        yield (
            "ramp.share",
            f"part pay lasts {years} years and a contract {contract}: nobody is paid in full under a first contract",
            "Shorten the ramp, or lengthen the contract.",
        )


def _extension(policy: Policy, month: int) -> Iterator[Finding]:
    """The month from which the extension is of no effect, because the statutory age has passed it."""
    if policy.choice("rules.extension", month) == "none":
        return
    terms = _terms(policy, month)
    for name in ("extension.age", "extension.best_age"):
        age = int(policy.value(name, month))
        reaching = (birth + statutory_age(birth, WOMEN_50, terms) for birth in _births(month) if
                    statutory_age(birth, WOMEN_50, terms) >= age)  # fmt: skip
        if (first := next(reaching, None)) is not None:
            yield (
                name,
                f"staying on until {age // YEAR} is of no effect from {month_text(first)}: by then women of the track "
                f"{TRACKS[WOMEN_50]} retire as late by law",
                "Raise the age, or let the rule end.",
            )


def _births(month: int) -> range:
    """Return the births of the women of the 50 track who may retire within a projection."""
    return range(month - 58 * YEAR, month - 50 * YEAR + _HORIZON)


def _channel(policy: Policy, month: int) -> Iterator[Finding]:
    if policy.choice("rules.channel", month) != "share_of_posts":
        return
    offered, share = (float(policy.value(f"channel.{name}", month)) for name in ("posts_offered", "posts_share"))
    if offered * share > 0 and rounded(offered * share, NEAREST) == 0:
        yield (
            "channel.posts_share",
            f"{share:.0%} of {offered:g} posts offered rounds to none: the channel takes nobody",
            "Offer more posts, or keep a larger share of them.",
        )
