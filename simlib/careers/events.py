"""What happens in a career, read off the engine's months: an event each, with the provisions it rests on."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from typing import Any

import numpy as np

from simlib.careers.basis import EVENT_TERMS, Ground, grounds
from simlib.careers.staff_of_one import Snapshot
from simlib.months import YEAR
from simlib.policy import Policy
from simlib.policy.axes import CERTIFICATES, EDUCATIONS, RAMP_STEPS, RATINGS
from simlib.population.person import LOGGED, UNRATED
from simlib.population.world import AT_CEILING, NO_VACANCY
from simlib.text import Text

EVENTS: dict[str, Text] = {
    "starts": Text("期初在岗", "In post at the opening"),
    "joined": Text("入职", "Joins"),
    "rated": Text("考核", "Appraised"),
    "unrated": Text("不确定等次", "Not rated"),
    "converted": Text("套改", "Placed on the new scale"),
    "graded_up": Text("等级晋升", "Grade increment"),
    "at_ceiling": Text("到本岗最高级", "Reaches the top of the band"),
    "kept_at_ceiling": Text("应晋升等级但已到本岗最高级", "Due for a grade, but at the top of the band"),
    "no_vacancy": Text("符合岗位晋升条件但无空岗", "Eligible for a higher post, none is vacant"),
    "promoted": Text("岗位晋升", "Promoted"),
    "ramp_step": Text("发放比例提高一档", "Part pay goes up a step"),
    "certified": Text("取得证书", "Earns a certificate"),
    "graduated": Text("取得学历", "Earns a degree"),
    "extended": Text("获准留任", "May stay beyond the statutory age"),
    "retired": Text("退休", "Retires"),
    "dismissed": Text("考核不合格辞退", "Dismissed after appraisal"),
    "protected": Text("应辞退而受保护", "Due for dismissal, protected by law"),
}
_ONCE = ("at_ceiling", "kept_at_ceiling", "no_vacancy")  # told again only after a change of post


@dataclass(frozen=True)
class Event:
    """Something that happens in a month; post and grade as they are afterwards.

    name    one of `EVENTS`
    detail  rating, certificate or degree, step of the ramp, or the age in months to which an extension reaches
    """

    month: int
    name: str
    post: str
    grade: int
    detail: str
    grounds: tuple[Ground, ...] = field(repr=False)


def events_of(policy: Policy, start: Any, life: Sequence[Snapshot]) -> Iterator[Event]:
    """Yield everything that happens, by month, in the order of the agenda. `start` is the record before the first."""
    told: set[str] = set()
    posts, first = policy.axis("post"), life[0].month
    name = "joined" if start.joined == first else "starts"
    yield Event(first, name, posts[start.post], int(start.grade), "", grounds(policy, EVENT_TERMS[name], (first,)))
    for place, one in enumerate(life):
        before = life[place - 1].after if place else start
        for name, post, grade, detail in _of_month(policy, one, before):
            if name == "promoted":
                told.clear()
            if name in _ONCE and name in told:
                continue
            told.add(name)
            rests_on = grounds(policy, EVENT_TERMS[name], (one.month,))
            yield Event(one.month, name, posts[post], grade, detail, rests_on)


def _of_month(policy: Policy, one: Snapshot, before: Any) -> Iterator[tuple[str, int, int, str]]:
    """Yield (event, post, grade, detail); `before` is the record at the end of the month before."""
    paid, after = one.as_paid, one.after
    post, grade = int(paid.post), int(paid.grade)
    if one.placed:
        yield "converted", *one.placed, ""
    flows = [(LOGGED[flow], post, grade) for flow, post, grade in one.happened]
    yield from ((name, post, grade, "") for name, post, grade in flows if name in ("graded_up", "promoted"))
    lowest, highest = np.asarray(policy.value("grades.band", one.month))[post]
    if lowest < grade == highest:  # a band of one grade is no scale
        yield "at_ceiling", post, grade, ""
    for why, name in ((AT_CEILING, "kept_at_ceiling"), (NO_VACANCY, "no_vacancy")):
        if one.blocked[why]:
            yield name, post, grade, ""
    if paid.ramp_step > before.ramp_step and _on_ramp(policy, post, one.month):
        yield "ramp_step", post, grade, RAMP_STEPS[int(paid.ramp_step)]
    if after.extended > before.extended:
        yield "extended", post, grade, str(int(after.extended))
    if after.certificate > before.certificate:
        yield "certified", post, grade, CERTIFICATES[int(after.certificate)]
    grade = int(after.grade)
    if after.education > before.education:
        yield "graduated", post, grade, EDUCATIONS[int(after.education)]
    left = [name for name, _, _ in flows if name in ("retired", "dismissed")]
    if one.month % YEAR == YEAR - 1 and "retired" not in left:
        yield "unrated" if after.rating == UNRATED else "rated", post, grade, RATINGS[int(after.rating)]
    yield from ((name, post, grade, "") for name in left)
    if one.month % YEAR == YEAR - 1 and one.serves and _run_is_out(policy, after, one.month):
        yield "protected", post, grade, ""


def _run_is_out(policy: Policy, after: Any, month: int) -> bool:
    """Return whether poor ratings in a row would end the service."""
    runs = (("dismissal.failed_years", after.failed_run), ("dismissal.basic_years", after.basic_run))
    return any(0 < policy.value(name, month) <= run for name, run in runs)


def _on_ramp(policy: Policy, post: int, month: int) -> bool:
    """Return whether holders of a post are paid by the ramp."""
    return policy.choice("rules.ramp", month) != "none" and bool(np.asarray(policy.value("ramp.posts", month))[post])
