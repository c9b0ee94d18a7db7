"""What the rules of a policy leave impossible in practice, or bring about unintended: counted, listed, not refused.

The dead ends of the text alone are found in `simlib.policy.dead_ends`; here the sizes of units and, in `usual_career`
and `staying_on`, the law of retirement are counted in.
"""

from __future__ import annotations

from collections.abc import Iterator
from itertools import count

import numpy as np

from simlib.policy import Policy, Problem
from simlib.policy.problems import Fault
from simlib.rules.establishment import authorised, places_of
from simlib.rules.groups import NEAREST, rounded
from simlib.rules.staying_on import staying_on
from simlib.rules.usual_career import usual_career
from simlib.text import Text

Finding = tuple[str, Fault]  # the term to look at, and what was found


def findings(policy: Policy, month: int | None = None) -> tuple[Problem, ...]:
    """Return what there is to mind in the rules in force in a month, by default the opening month.

    Empty for national law alone, which has no posts.
    """
    month = policy.opening if month is None else month
    if month is None or not policy.posts:
        return ()
    looked = (_quota, _first_communities, _recruits, usual_career, _ramp, staying_on, _channel)
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


def _first_communities(policy: Policy, month: int) -> Iterator[Finding]:
    """Units with so few communities that none of them is among the first, and has the larger quota."""
    if policy.choice("rules.appraisal", month) != "quota_by_ranked_community":
        return
    share, rounding = (policy.value(f"appraisal.{name}", month) for name in ("top_communities", "top_rounding"))
    ranked = [many for many in ranked_communities(policy, month) if many > 0]
    none = [many for many in ranked if rounded(share * many, rounding) == 0]
    if none and share > 0:
        what = Text(
            "提示：{units} 个单位中，有 {none} 个的社区不足 {fewest} 个，前 {share} 取整后为零，优秀比例从不提高",
            "mind: {none} of the {units} units have fewer than {fewest} communities, of which the first {share} rounds "
            "to none: nobody there ever has the larger quota",
        )
        way_out = Text(
            "可改变取整方式（appraisal.top_rounding），或提高比例（appraisal.top_communities）。",
            "Round it otherwise (appraisal.top_rounding), or have more be first (appraisal.top_communities).",
        )
        fewest = next(many for many in count(1) if rounded(share * many, rounding) > 0)
        quoted = {"none": len(none), "units": len(ranked), "share": f"{share:.0%}", "fewest": fewest}
        yield "appraisal.top_rounding", Fault(what.of(**quoted), way_out)


def ranked_communities(policy: Policy, month: int) -> list[int]:
    """Return how many communities of each unit are ranked: of the kinds that are, those with posts."""
    places = places_of(policy, range(month, month + 1))
    kinds = np.asarray(policy.value("appraisal.ranked_places", month))
    ranked = (kinds[places.kind] == 1) & (authorised(policy, places, month).sum(axis=1) > 0)
    return [int(many) for many in np.bincount(places.unit, ranked, len(policy.units))]


def _recruits(policy: Policy, month: int) -> Iterator[Finding]:
    for name in ("recruitment.fill_share", "recruitment.exam_yield"):
        if policy.value(name, month) == 0:
            what = Text("提示：入职岗位的空岗一律不补，人数只减不增", "mind: no entry post is ever filled again")
            yield name, Fault(what, Text("请补充一部分空岗。", "Recruit some of the vacancies."))


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
