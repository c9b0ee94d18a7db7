"""One person's career as the clauses give it, without luck: what happens when, and what it pays, to the fen.

    career(law, {"sex": "female", "joined": "2015-07", "grade": 3}, ratings=["satisfactory"], years=10)

It is the engine's own run on a staff of one (`staff_of_one.py`), priced from the budget's own table, so there is no
second copy of a rule here. Resignation, death, misconduct, dismissal without a poor rating, elections lost and the
channels to the civil service are luck and do not happen; ratings are given; a higher post comes only if asked for.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from functools import cached_property
from typing import Any

import numpy as np
import pandas as pd

from simlib.budget.monthly_prices import monthly_prices
from simlib.budget.months_before import monthly_before, months_before
from simlib.budget.protected_pay import protected_prices
from simlib.budget.severance import of_one
from simlib.budget.yearly_prices import of_one_recruit, yearly_prices
from simlib.careers.basis import Ground, line_grounds
from simlib.careers.contribution_bases import contributed
from simlib.careers.description import person_of
from simlib.careers.events import Event, events_of
from simlib.careers.ratings import read_ratings
from simlib.careers.staff_of_one import Snapshot, alone, lived
from simlib.careers.start_of_career import Person, months_of, retirement
from simlib.careers.take_home import DEDUCTIONS, Paid, deductions
from simlib.months import YEAR, Years, month_text, months_of_run, year_of
from simlib.policy import Policy, PolicyError, Problem
from simlib.policy.axes import RATINGS
from simlib.policy.items import Item, earned_by_month, personal
from simlib.policy.problems import NATIONAL, check_whole, one_problem, unopened
from simlib.policy.provision import check_opening
from simlib.policy.term import FEN
from simlib.population.person import RETIRED
from simlib.population.world import MOST_YEARS
from simlib.simulation.pay_layout import PayLayout
from simlib.simulation.plan import Plan


@dataclass(frozen=True)
class PaidAmount:
    """One budget line, or deduction, of one month or year, in fen, with the provisions it rests on."""

    line: str
    fen: int
    grounds: tuple[Ground, ...] = field(repr=False)


@dataclass(frozen=True)
class Slip:
    """What a person costs and takes home in one month or one year.

    first, last  months paid
    post, grade, ramp_step  of the last month
    rating       by which the last month is paid: last year's, in a month or a year
    fen          by budget line, all that are one person's
    items        the lines of the policy's budget
    bases        of the person's contributions, in fen, after floor and cap: `insured`, `medical`, `fund`
    deducted     what is kept back from what they are paid, in fen, by `simlib.careers.take_home.DEDUCTIONS`
    in_kind      of `fen`, what is given in kind and not paid out
    """

    first: int
    last: int
    post: str
    grade: int
    rating: str
    ramp_step: int
    fen: Mapping[str, int]
    items: Mapping[str, Item] = field(repr=False)
    bases: Mapping[str, int] = field(repr=False)
    deducted: Mapping[str, int] = field(default_factory=dict)
    in_kind: Mapping[str, int] = field(default_factory=dict)

    @property
    def paid_out(self) -> dict[str, int]:
        """What the person is paid in money, by line, in fen: what is given in kind left out."""
        lines = (line for line in self.fen if self.items[line].received)
        return {line: self.fen[line] - self.in_kind.get(line, 0) for line in lines}

    @property
    def received(self) -> int:
        """What the person is paid, in fen."""
        return sum(self.paid_out.values())

    @property
    def monthly(self) -> int:
        """What of this is paid month by month, in fen: not the reward at year end, nor severance."""
        once = {line for line in self.fen if {"year_end", "severance"} & {*self.items[line].counted}}
        return sum(fen for line, fen in self.paid_out.items() if line not in once)

    @property
    def take_home(self) -> int:
        """What arrives of what the person is paid, in fen: their contributions and the tax withheld are kept back."""
        return self.received - sum(self.deducted.values())

    @property
    def total(self) -> int:
        """What the person costs the employer, in fen."""
        return sum(self.fen.values())


@dataclass(frozen=True, eq=False)
class Career:
    """A career under one policy.

    events   what happens, by month
    months   the slip of each month in post
    retires  month of retirement as the law stands at the end of the run; None for somebody who left otherwise
    """

    policy: Policy
    person: Person
    ratings: tuple[str, ...]
    events: tuple[Event, ...] = field(repr=False)
    months: tuple[Slip, ...] = field(repr=False)
    retires: int | None

    @cached_property
    def years(self) -> tuple[Slip, ...]:
        """The slip of each calendar year in post."""
        years = dict.fromkeys(year_of(slip.last) for slip in self.months)
        return tuple(_together([slip for slip in self.months if year_of(slip.last) == year]) for year in years)

    def items(self, slip: Slip) -> tuple[PaidAmount, ...]:
        """Return a slip line by line, what is nothing left out, each with the provisions in force in its months."""
        return self._amounts(slip, slip.fen)

    def deducted(self, slip: Slip) -> tuple[PaidAmount, ...]:
        """Return what is kept back from a slip, in the same way."""
        return self._amounts(slip, slip.deducted)

    def _amounts(self, slip: Slip, fen: Mapping[str, int]) -> tuple[PaidAmount, ...]:
        span = range(slip.first, slip.last + 1)
        return tuple(PaidAmount(line, amount, self.grounds(line, span)) for line, amount in fen.items() if amount)

    def grounds(self, line: str, months: Iterable[int]) -> tuple[Ground, ...]:
        """Return what a budget line, or a deduction, rests on in some months."""
        return line_grounds(self.policy, line, months, self.person.one_certificate)

    @cached_property
    def table(self) -> pd.DataFrame:
        """A row for each year: post, grade, rating, every line in yuan; what is paid, kept back, taken home; cost."""
        return _frame(self.years, [year_of(slip.last) for slip in self.years], "year")

    @cached_property
    def monthly_table(self) -> pd.DataFrame:
        """The same with a row for each month."""
        return _frame(self.months, [month_text(slip.last) for slip in self.months], "month")


def career(policy: Policy, person: Person | Mapping[str, Any], *, ratings: Sequence[str], years: int) -> Career:
    """Return a person's career under a policy.

    person   traits (`simlib.careers.description.TRAITS`), as texts or numbers, or a `Person` already read
    ratings  the rating of each year, from the first December on; the last one holds for the years after. Whoever has
             not served long enough to be rated stays unrated, whatever is given
    years    whole years from the opening, after the rest of the year in which that is; or calendar years from joining
             if that is later: 1 to 40

    Raises PolicyError with everything that is wrong with person, ratings or years.
    """
    if policy.opening is None:
        raise one_problem(unopened(policy.name), NATIONAL)
    check_opening(policy.name, policy.opening)
    check_whole("years", years, 1, MOST_YEARS)
    problems: list[Problem] = []
    rated = len(Years(months_of_run(policy.opening, years)))
    given = read_ratings(ratings, rated, lambda fault: problems.append(fault.at("")))
    if isinstance(person, Mapping):
        try:
            person = person_of(policy, person)
        except PolicyError as error:
            problems += error.problems
    if problems or not isinstance(person, Person):
        raise PolicyError(problems)
    months = months_of(policy, person, years)
    plan = alone(policy, person, given, months)
    life = lived(plan)
    return Career(
        policy=policy,
        person=person,
        ratings=tuple(RATINGS[rating] for rating in given),
        events=tuple(events_of(policy, plan.staff.records.view(np.recarray)[0], life)),
        months=tuple(_priced(policy, plan, person, life)),
        retires=_retires(policy, person, life[-1]),
    )


def _retires(policy: Policy, person: Person, last: Snapshot) -> int | None:
    """Return the month of retirement: it has come, or will as the law stands now."""
    if not last.serves:
        return last.month if last.happened[-1][0] == RETIRED else None
    return retirement(policy, person, last.month, int(last.after.extended))


def _priced(policy: Policy, plan: Plan, person: Person, life: Sequence[Snapshot]) -> list[Slip]:
    """Return the slip of each month, by the price table of the budget."""
    policy, layout = _for(policy, person), plan.pay
    protected = protected_prices(policy, plan)
    monthly = monthly_prices(policy, layout)
    monthly.pop("full_pay")
    reward_month = monthly.pop("reward_month")
    yearly, earned = yearly_prices(policy, layout, reward_month), earned_by_month(policy.lines)
    slips, wages = list[Slip](), _earned_before(policy, layout, person, life[0], earned)
    for one, (on_last_year, bases) in zip(life, contributed(policy, plan, life, monthly), strict=True):
        period, cell = one.cell
        fen = dict.fromkeys(personal(policy.lines), 0) | {
            line: int(price[period, cell]) for line, price in monthly.items()
        }
        for line, amount in on_last_year.items():
            fen[line] += amount
        for book, in_book in zip(protected, one.protected, strict=True):
            for line, price in book.items() if in_book >= 0 else ():
                fen[line] += int(price[period, in_book])
        if one.rewarded >= 0:
            for line, price in yearly.items():
                fen[line] += int(price[period, one.rewarded])
        if one.month == person.joined:
            for line, amount in of_one_recruit(policy, one.month // YEAR * YEAR + YEAR - 1).items():
                fen[line] += amount
        wages.append(sum(fen[line] for line in earned))
        fen["severance"] = of_one(policy, one.month, wages[-YEAR:], *one.severance)
        slips.append(_slip(policy, one, fen, bases))
    paid = [_paid(slip) for slip in slips]
    due = deductions(policy, [*_before(layout, person, paid[0]), *paid])
    return [replace(slip, deducted=kept) for slip, kept in zip(slips, due[-len(slips) :], strict=True)]


def _earned_before(
    policy: Policy, layout: PayLayout, person: Person, first: Snapshot, earned: Iterable[str]
) -> list[int]:
    """Return what was earned in each month of the first year that the person served before the run, in fen."""
    paid = monthly_before(policy, layout)
    by_month = [paid[line][:, first.cell[1]] for line in earned if line in paid]
    months = zip(months_before(layout), np.sum(by_month, axis=0).tolist() if by_month else ())
    return [fen for month, fen in months if month >= person.joined]


def _before(layout: PayLayout, person: Person, first: Paid) -> list[Paid]:
    """Return the same months for the tax, which looks at the year so far: each as the first of the run."""
    months = sum(month >= person.joined for month in months_before(layout))
    return [first._replace(reward=0, severance=0)] * months


def _paid(slip: Slip) -> Paid:
    """Return what the tax sees of a month: all that is received in money is income."""
    reward, severance = slip.fen["year_end_reward"], slip.fen["severance"]
    return Paid(slip.last, slip.received - reward - severance, reward, severance, slip.bases)


def _for(policy: Policy, person: Person) -> Policy:
    """Return the policy for somebody who has, or lacks, what only a share of people have."""
    for dated in policy.provisions["pay.one_certificate_share"].values:
        policy = policy.with_values({"pay.one_certificate_share": int(person.one_certificate)}, dated.month)
    return policy


def _slip(policy: Policy, one: Snapshot, fen: dict[str, int], bases: dict[str, int]) -> Slip:
    paid = one.as_paid
    post, rating = policy.axis("post")[int(paid.post)], RATINGS[int(paid.rating)]
    in_kind = {
        line: 0 if policy.choice(item.in_cash, one.month) == "yes" else fen[line]
        for line, item in policy.lines.items()
        if item.in_cash
    }
    slip = Slip(one.month, one.month, post, int(paid.grade), rating, int(paid.ramp_step), fen, policy.lines, bases)
    return replace(slip, in_kind=in_kind)


def _together(slips: Sequence[Slip]) -> Slip:
    """Return the slip of several months in a row."""
    fen, bases, deducted, in_kind = (
        {key: sum(getattr(slip, of)[key] for slip in slips) for key in getattr(slips[-1], of)}
        for of in ("fen", "bases", "deducted", "in_kind")
    )
    return replace(slips[-1], first=slips[0].first, fen=fen, bases=bases, deducted=deducted, in_kind=in_kind)


def _frame(slips: Sequence[Slip], index: Sequence[Any], name: str) -> pd.DataFrame:
    rows = [
        {
            "post": slip.post,
            "grade": slip.grade,
            "rating": slip.rating,
            **{line: np.int64(amount) / FEN for line, amount in slip.fen.items()},
            "received": slip.received / FEN,
            **{key: slip.deducted[key] / FEN for key in DEDUCTIONS},
            "take_home": slip.take_home / FEN,
            "total": slip.total / FEN,
        }
        for slip in slips
    ]
    return pd.DataFrame(rows, index=pd.Index(index, name=name))
