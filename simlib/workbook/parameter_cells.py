"""The values that the price table reads: which there are, and the name by which formulas call the cell of each."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cached_property

import numpy as np

from simlib.months import YEAR
from simlib.policy import Policy
from simlib.policy.provision import Dated
from simlib.policy.term import Term
from simlib.policy.terms import GROWTHS
from simlib.policy.value_words import member_label
from simlib.simulation.pay_layout import AXES, PayLayout
from simlib.text import Code, Text
from simlib.workbook.cell_names import dated_name, distinct

NAME = Text("参数", "Parameters")
POST_ALLOWANCE, WAGES = "pay.post_allowance", "contributions.wages"
_OF_THE_RUN = ("contributions", "levy", "welfare", "training", "recruitment", "establishment", "severance", "funding")
FIRST_ROW, VALUE, ORIGINAL, GROWN = 5, 3, 5, 6  # of the parameter sheet: first row, columns of what a value is


def posts_matter(policy: Policy, layout: PayLayout, starts: Sequence[int]) -> bool:
    """Return whether people in the same grade are paid differently by post in any of the periods that start so."""
    by_post = any(policy.choice("rules.pay", month) == "post_and_grade_sums" for month in starts)
    allowance = any(np.any(policy.value(POST_ALLOWANCE, month)) for month in starts)
    own = any(item.posts or item.by == "post" for item in policy.own_items)
    return by_post or allowance or own or layout.lengths[AXES.index("ramp_step")] > 1


def makes_wages(term: Term) -> bool:
    """Return whether wages rest on a term: it is read in the year before the run too."""
    return term.group not in _OF_THE_RUN or term.name == WAGES


@dataclass(frozen=True)
class Input:
    """One number of one dated value: `place` counts the members of the term's axis."""

    term: Term
    dated: Dated
    place: int
    member: str

    @property
    def value(self) -> float:
        """The number as readers see it: yuan, a share, a factor; 1 or 0 for yes or no."""
        number = float(np.asarray(self.dated.value).reshape(-1)[self.place])
        return number / self.term.parts


@dataclass(frozen=True)
class Inputs:
    """The inputs of a policy over the months of a run; the last run's rows stand in `rows`.

    starts  the months that price the pay periods, of the year before the run too
    """

    policy: Policy
    layout: PayLayout
    sheet: str
    starts: tuple[int, ...]
    code: Code

    @cached_property
    def all(self) -> list[Input]:
        """Every input, in the order of the terms."""
        return [one for term in self.policy.terms.values() if self._reads(term) for one in self._of(term)]

    @cached_property
    def names(self) -> dict[tuple[str, int, int], str]:
        """The name of each input's cell by term, month of the value, and member, in the order of the rows."""
        keys = [(one.term.name, one.dated.month, one.place) for one in self.all]
        return dict(zip(keys, distinct(map(self._name, self.all)), strict=True))

    def cell(self, name: str, month: int, place: int = 0) -> str:
        """Return the name of the cell with the value of a term in force in a month."""
        return self.names[name, self.policy.provisions[name].at(month).month, place]

    def _name(self, one: Input) -> str:
        of = [member_label(self.policy, one.term.shape[0], one.member, self.code)] if one.term.shape else []
        return dated_name(one.term.label[self.code], *of, month=one.dated.month, code=self.code)

    def _reads(self, term: Term) -> bool:
        """Return whether the price table has its numbers from a term (shares that add up have a sheet of their own)."""
        if term.affects != "pay" or term.picks or term.unit == "choice" or term.adds_up:
            return False
        if term.name not in self.policy.provisions:
            return False
        if term.apart and self.layout.lengths[AXES.index(term.apart)] == 1:
            return False
        if term.name == POST_ALLOWANCE and not posts_matter(self.policy, self.layout, self.starts):
            return False
        return any(self.policy.reads(term, month) for month in self._starts(term))

    def _of(self, term: Term) -> Iterator[Input]:
        members = self.policy.axis(term.shape[0]) if term.shape else ("",)
        first, last = self._first(term), self.layout.starts[0] + len(self.layout.of_month)
        values = self.policy.provisions[term.name].values
        for dated, after in zip(values, (*values[1:], None)):
            if dated.month < last and (after is None or after.month > first):
                for place, member in enumerate(members):
                    yield Input(term, dated, place, member)

    def _starts(self, term: Term) -> tuple[int, ...]:
        return self.starts if makes_wages(term) else self.layout.starts

    def _first(self, term: Term) -> int:
        """Return the first month whose value is read: earlier than the run for wages, growth and average wages."""
        opening = self._starts(term)[0]
        if term.group == "anchor":
            return opening - YEAR * (2 + int(self.policy.value("anchor.lag_years", opening)))
        if term.name in GROWTHS:
            amounts = [one for one in self.policy.provisions.values() if one.term.grows_with == term.name]
            return min([opening, *(dated.month for one in amounts if (dated := one.find(opening)))])
        return opening
