"""How far a usual recruit comes whom nobody promotes: of `simlib.rules.findings`."""

from __future__ import annotations

from collections.abc import Iterator
from math import ceil

import numpy as np

from simlib.months import YEAR
from simlib.policy import Policy, terms_table
from simlib.policy.axes import AGE_BAND_STARTS, EDUCATIONS, LABELS, RATINGS, TRACKS
from simlib.policy.problems import Fault
from simlib.policy.value_words import member_label
from simlib.population.person import MEN_60, SATISFACTORY, WOMEN_50, WOMEN_55
from simlib.rules.retirement import statutory_age
from simlib.text import Text

_LOWEST_AGE = 20 * YEAR  # where the youngest band of recruits begins
_BAND = 5 * YEAR


def usual_career(policy: Policy, month: int) -> Iterator[tuple[str, Fault]]:
    """Yield the highest grade of a usual recruit who is satisfactory every year and stays in the entry post.

    Usual is the median age, the commonest degree, the commoner sex and the track of most women in that post.
    """
    if policy.choice("rules.progression", month) != "every_n_years":
        return
    education = int(np.argmax(policy.value("recruitment.education_mix", month)))
    age, track = _median_age(policy, month), _usual_track(policy, month)
    career = _statutory_age(policy, month, month - age, track) - age
    lowest, highest = np.asarray(policy.value("grades.band", month))[-1]
    start = min(int(lowest + np.asarray(policy.value("entry.education_lift", month))[education]), int(highest))
    counts = float(np.asarray(policy.value("progression.year_counts", month))[SATISFACTORY])
    years, step = (int(policy.value(f"progression.{name}", month)) for name in ("years_per_grade", "grades_per_step"))
    top = start + int(career // YEAR * counts // years) * step
    quoted = {"age": age // YEAR, "track": LABELS[TRACKS[track]], "education": LABELS[EDUCATIONS[education]]}
    quoted["rating"] = Text(member_label(policy, "rating", RATINGS[SATISFACTORY], "zh"), "satisfactory")
    if min(top, highest) < policy.grades:
        what = _NOT_THE_TOP if top < highest else _THE_TOP
        quoted |= {"top": min(top, int(highest)), "grades": policy.grades}
        if top >= highest:
            steps = ceil((highest - start) / step)
            quoted["years"] = ceil(steps * years / counts) if steps else 0
        yield "progression.years_per_grade", Fault(what.of(**quoted), _WAY_OUT)


_NOT_THE_TOP = Text(
    "提示：{age} 岁入职（{track}；{education}）、每年考核{rating}、不晋升岗位的，退休时为第 {top} 级（共 {grades} 级）",
    "mind: a usual recruit, {age} years old ({track}; {education}), {rating} every year, retires at grade {top} of "
    "{grades} if no promotion lifts the grade",
)
_THE_TOP = Text(
    "提示：{age} 岁入职（{track}；{education}）、每年考核{rating}、不晋升岗位的，"
    "{years} 年后到本岗最高的第 {top} 级（共 {grades} 级）",
    "mind: a usual recruit, {age} years old ({track}; {education}), {rating} every year, is after {years} years at "
    "grade {top} of {grades}, the highest of the post, and rises no more without promotion",
)
_WAY_OUT = Text(
    "更高的等级只有晋升岗位、年限更长或考核计分更高的人才能到。",
    "The grades above are for those promoted, or with more years or ratings that count more.",
)


def _usual_track(policy: Policy, month: int) -> int:
    """Return the track of the commoner sex among recruits, and of most women in the entry post."""
    if policy.value("recruitment.female_share", month) < 0.5:
        return MEN_60
    on_55 = np.asarray(policy.value("retirement.women_55_share", month))[-1]
    return WOMEN_55 if on_55 >= 0.5 else WOMEN_50


def _statutory_age(policy: Policy, month: int, birth: int, track: int) -> int:
    return int(statutory_age(birth, track, terms_table(policy, month, 1).view(np.recarray)[0]))


def _median_age(policy: Policy, month: int) -> int:
    """Return the median age of recruits in months."""
    mix = np.cumsum(policy.value("recruitment.age_mix", month))
    band = int(np.searchsorted(mix, 0.5))
    before = float(mix[band - 1]) if band else 0.0
    start = max(AGE_BAND_STARTS[band], _LOWEST_AGE)
    return start + int((0.5 - before) / (float(mix[band]) - before) * _BAND)
