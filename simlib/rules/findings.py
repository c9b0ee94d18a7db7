"""What the rules of a policy leave impossible in practice, or bring about unintended: counted, listed, not refused.

The dead ends of the text alone are found in `simlib.policy.dead_ends`; here the sizes of units and the law of
retirement are counted in.
"""

from __future__ import annotations

from collections.abc import Iterator

import numpy as np

from simlib.months import YEAR, month_text
from simlib.policy import Policy, Problem, terms_table
from simlib.policy.axes import AGE_BAND_STARTS, EDUCATIONS, LABELS
from simlib.policy.problems import Fault
from simlib.population.person import MEN_60, SATISFACTORY, WOMEN_50
from simlib.rules.establishment import authorised, places_of
from simlib.rules.groups import NEAREST, rounded
from simlib.rules.retirement import statutory_age
from simlib.text import Text

_HORIZON = 10 * YEAR  # of a projection, in which an extension should be of some effect
_LOWEST_AGE = 20 * YEAR  # where the youngest band of recruits begins
_BAND = 5 * YEAR
Finding = tuple[str, Fault]  # the term to look at, and what was found


def findings(policy: Policy, month: int | None = None) -> tuple[Problem, ...]:
    """Return what there is to mind in the rules in force in a month, by default the opening month.

    Empty for national law alone, which has no posts.
    """
    month = policy.opening if month is None else month
    if month is None or not policy.posts:
        return ()
    looked = (_quota, _recruits, _usual_career, _ramp, _extension, _channel)
    return tuple(_at(policy, month, *found) for look in looked for found in look(policy, month))


def _at(policy: Policy, month: int, term: str, fault: Fault) -> Problem:
    dated = policy.provisions[term].at(month)
    return fault.at(dated.file, dated.line)


def _quota(policy: Policy, month: int) -> Iterator[Finding]:
    """Groups so small that the quota of excellent is nobody."""
    share, rounding = (policy.value(f"appraisal.{name}", month) for name in ("excellent_share", "rounding"))
    sizes = [size for size in group_sizes(policy, month) if size > 0]
    none = [size for size in sizes if rounded(share * size, rounding) == 0]
    if none and share > 0:
        what = Text(
            "提示：{sizes} 个共用优秀名额的单位中，有 {none} 个优秀名额为零（{people} 人的 {share} 取整后不足 1 人）",
            "mind: in {none} of the {sizes} groups that share a quota nobody can be excellent: {share} of {people} "
            "people rounds to none",
        )
        way_out = Text(
            "可扩大名额核定范围（appraisal.scope），或改变取整方式（appraisal.rounding）。",
            "Count the quota over more people (appraisal.scope), or round it otherwise (appraisal.rounding).",
        )
        quoted = {"none": len(none), "sizes": len(sizes), "share": f"{share:.0%}", "people": max(none)}
        yield "appraisal.excellent_share", Fault(what.of(**quoted), way_out)


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
            what = Text("提示：入职岗位的空岗一律不补，人数只减不增", "mind: no entry post is ever filled again")
            yield name, Fault(what, Text("请补充一部分空岗。", "Recruit some of the vacancies."))


def _usual_career(policy: Policy, month: int) -> Iterator[Finding]:
    """The highest grade of a usual recruit, of median age and commonest degree, who rises grade by grade."""
    if policy.choice("rules.progression", month) != "every_n_years":
        return
    education = int(np.argmax(policy.value("recruitment.education_mix", month)))
    start = 1 + int(np.asarray(policy.value("entry.education_lift", month))[education])
    age = _median_age(policy, month)
    career = statutory_age(month - age, MEN_60, _terms(policy, month)) - age
    counted = career // YEAR * float(np.asarray(policy.value("progression.year_counts", month))[SATISFACTORY])
    years, step = (int(policy.value(f"progression.{name}", month)) for name in ("years_per_grade", "grades_per_step"))
    top = start + int(counted // years) * step
    if top < policy.grades:
        what = Text(
            "提示：{age} 岁入职（{education}）、每年考核合格、不晋升岗位的，退休时为第 {top} 级（共 {grades} 级）",
            "mind: a usual recruit, {age} years old ({education}), satisfactory every year, retires at grade {top} of "
            "{grades} if no promotion lifts the grade",
        ).of(age=age // YEAR, education=LABELS[EDUCATIONS[education]], top=top, grades=policy.grades)
        way_out = Text(
            "更高的等级只有较早晋升岗位、年限更长或考核计分更高的人才能到。",
            "The grades above are for those promoted early, or with more years or ratings that count more.",
        )
        yield "progression.years_per_grade", Fault(what, way_out)


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
    if policy.choice("rules.ramp", month) != "each_satisfactory_year":
        return
    years = int(np.sum(np.asarray(policy.value("ramp.share", month)) < 1))
    contract = int(policy.value("contract.years", month))
    if years >= contract:
        what = Text(
            "提示：按比例发放 {years} 年，而合同只有 {contract} 年，第一份合同期内无人领到全额报酬",
            "mind: part pay lasts {years} years and a contract {contract}: nobody is paid in full under a "
            "first contract",
        )
        way_out = Text("可缩短按比例发放的年数，或延长合同期限。", "Shorten the ramp, or lengthen the contract.")
        yield "ramp.share", Fault(what.of(years=years, contract=contract), way_out)


def _extension(policy: Policy, month: int) -> Iterator[Finding]:
    """The month from which the extension is of no effect, because the statutory age has passed it."""
    if policy.choice("rules.extension", month) != "outstanding_women_secretaries":
        return
    terms = _terms(policy, month)
    for name in ("extension.age", "extension.best_age"):
        age = int(policy.value(name, month))
        reaching = (birth + statutory_age(birth, WOMEN_50, terms) for birth in _births(month) if
                    statutory_age(birth, WOMEN_50, terms) >= age)  # fmt: skip
        if (first := next(reaching, None)) is not None:
            what = Text(
                "提示：留任至 {age} 周岁的规定自 {month} 起不起作用：届时原 50 周岁退休的女职工，"
                "法定退休年龄已不早于此",
                "mind: staying on until {age} is of no effect from {month}: by then women who retired at 50 before "
                "2025 retire as late by law",
            ).of(age=age // YEAR, month=month_text(first))
            yield name, Fault(what, Text("可提高年龄，或让该规定到期。", "Raise the age, or let the rule end."))


def _births(month: int) -> range:
    """Return the births of the women of the 50 track who may retire within a projection."""
    return range(month - 58 * YEAR, month - 50 * YEAR + _HORIZON)


def _channel(policy: Policy, month: int) -> Iterator[Finding]:
    if policy.choice("rules.channel", month) != "share_of_posts":
        return
    offered, share = (float(policy.value(f"channel.{name}", month)) for name in ("posts_offered", "posts_share"))
    if offered * share > 0 and rounded(offered * share, NEAREST) == 0:
        what = Text(
            "提示：{offered} 个招录职位的 {share} 取整后不足 1 个，定向招录招不到人",
            "mind: {share} of {offered} posts offered rounds to none: the channel takes nobody",
        )
        way_out = Text("可增加职位数，或提高比例。", "Offer more posts, or keep a larger share of them.")
        yield "channel.posts_share", Fault(what.of(share=f"{share:.0%}", offered=f"{offered:g}"), way_out)
