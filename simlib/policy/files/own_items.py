"""A bureau's own items: lines of the budget that a pack declares, each with a term that gives its sum by date.

What is paid to whom and when in the year stands in the declaration; how much, with date, clause and evidence, is a
provision like any other (`items.<key>`), so that sliders, proposals and `--set` move it.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cache, cached_property
from typing import Any, get_args

from simlib.months import month_of_year
from simlib.policy.files.parsing import parse
from simlib.policy.files.schema import OwnAxis, WrittenCode, WrittenItem
from simlib.policy.files.values import OTHERS, Axes
from simlib.policy.items import BASES, ITEMS, CountedBy, Item
from simlib.policy.pack_chain import Pack
from simlib.policy.problems import Fault, Problem, nearest
from simlib.policy.term import Term
from simlib.policy.terms import TERMS
from simlib.text import Text

OWN = "items."  # what the names of their terms begin with
_COLUMNS = ("scale", "paid", "full_pay", "reward_month", "wages", "year_end_wages", "year_wages", "capped", "notice")
RESERVED = (OTHERS, *_COLUMNS, *BASES)  # names of what stands beside the items in tables
_MOST_YUAN = 1_000_000


@dataclass(frozen=True)
class OwnItem(Item):
    """An item that a pack declares: a sum for each person in post, by month or once at year end.

    by      axis by which the sum varies; empty where it is one for all
    posts   who is paid it; empty: all posts
    grades  lowest and highest grade paid it; None: all
    months  of the year in which it is paid; empty: all of them
    code    its place in the classification; None where `budget_lines.yaml` says it
    """

    by: str = ""
    posts: tuple[str, ...] = ()
    grades: tuple[int, int] | None = None
    months: tuple[int, ...] = ()
    code: WrittenCode | None = None

    @cached_property
    def term(self) -> Term:
        """The term that gives the sum."""
        monthly = "month" in self.counted
        return Term(
            OWN + self.key,
            self.label,
            "yuan_per_month" if monthly else "yuan_per_year",
            (0, _MOST_YUAN),
            (0, 2000, 10) if monthly else (0, 50_000, 100),
            shape=(self.by,) if self.by else (),
            affects="pay",
            apart=self.by if self.by in ("education", "certificate") else "",
        )

    def paid_in(self, month: int) -> bool:
        """Return whether it is paid in a month of the year, of any year; once a year is not asked here."""
        return not self.months or month_of_year(month) in self.months

    def paid_to(self, post: str, grade: int) -> bool:
        """Return whether people of a post and grade are paid it."""
        low, high = self.grades or (grade, grade)
        return (not self.posts or post in self.posts) and low <= grade <= high

    @property
    def structure(self) -> list[Any]:
        """What of it can change a result, besides its sum."""
        return [self.counted, self.wage, self.received, self.by, self.posts, self.grades, self.months]


@cache
def with_own(own: tuple[OwnItem, ...]) -> Mapping[str, Item]:
    """Return the lines of the budget of a policy with items of its own: wages first, of all and its own."""
    lines = sorted((*ITEMS.values(), *own), key=lambda item: not item.wage)
    return {item.key: item for item in lines} if own else ITEMS


@cache
def terms_with(own: tuple[OwnItem, ...]) -> Mapping[str, Term]:
    """Return the terms that a policy with items of its own may give."""
    return {**TERMS, **{item.term.name: item.term for item in own}} if own else TERMS


def own_items(chain: Sequence[Pack], axes: Axes, problems: list[Problem]) -> tuple[OwnItem, ...]:
    """Return the items that the packs of a chain declare, each in one pack; what is wrong goes to `problems`."""
    found: dict[str, OwnItem] = {}
    for pack in chain:
        for key, data in pack.document.part("items").items():
            written = parse(WrittenItem, pack.document, ("items", key), data, problems)
            faults = [*_name_faults(key, found), *(_faults(f"items.{key}", written, axes) if written else ())]
            problems += [pack.document.at(("items", key), fault) for fault in faults]
            found[key] = _own(key, written) if written else _stand_in(key, data)
    return tuple(found.values())


def _name_faults(key: str, before: Mapping[str, OwnItem]) -> Iterator[Fault]:
    if key in before:
        yield Fault(
            Text("{name} 已由它所引用的政策包声明", "{name} is declared by a pack it extends"),
            Text("请另起名称，或在这里去掉。", "Give it another name, or leave it out here."),
        ).filled(name=f"items.{key}")
    elif key in ITEMS or key in RESERVED:
        yield Fault(
            Text("{name} 是所有预算都用的名称", "{name} has a name that every budget uses"),
            Text("请起一个不同的名称。", "Give it a name of its own."),
        ).filled(name=f"items.{key}")


def _faults(name: str, written: WrittenItem, axes: Axes) -> Iterator[Fault]:
    posts, grades = axes["post"], len(axes["grade"])
    unknown = Text("{name} 写了岗位 {post}，本政策没有这个岗位", "{name} names {post}, no post of this policy")
    for place, post in enumerate(written.posts if posts else ()):
        if post not in posts:
            yield Fault(unknown, nearest(post, posts), ("posts", place)).filled(name=name, post=post)
    if written.grades and written.grades[0] > written.grades[1]:
        what = Text("{name} 的等级应由低到高", "{name} has grades from high to low")
        yield Fault(what, Text("请先写最低的。", "Write the lowest first."), ("grades",)).filled(name=name)
    elif written.grades and grades and written.grades[1] > grades:
        what = Text("{name} 写到第 {last} 级，而只有 {grades} 级", "{name} ends at grade {last} of {grades}")
        fault = Fault(what, Text("请改低。", "Lower it."), ("grades",))
        yield fault.filled(name=name, last=written.grades[1], grades=grades)
    if written.months and written.paid == "yearly":
        what = Text("{name} 年终一次发放，却写了月份", "{name} is paid once, at year end, and names months")
        yield Fault(what, Text("请去掉 months。", "Leave months out."), ("months",)).filled(name=name)


def _own(key: str, written: WrittenItem) -> OwnItem:
    counted: tuple[CountedBy, ...] = ("month",) if written.paid == "monthly" else ("year_end",)
    return OwnItem(
        key,
        written.label,
        counted,
        wage=written.wage,
        received=written.received,
        by=written.by or "",
        posts=tuple(written.posts),
        grades=(written.grades[0], written.grades[1]) if written.grades else None,
        months=tuple(sorted(set(written.months))),
        code=written.code,
    )


def _stand_in(key: str, data: Any) -> OwnItem:
    """Return what stands for a declaration that is wrong, so that its sum is read all the same."""
    by = str(data.get("by")) if isinstance(data, dict) else ""
    return OwnItem(key, Text(key, key), ("month",), by=by if by in get_args(OwnAxis) else "")
