"""The engine on a staff of one, with nothing left to luck, a month at a time.

The run is the real one: the same calendar, agenda, rules and verbs, compiled or as plain Python. Three things are
different, and all of them stand in the plan. Chances are 0 or 1 in the terms that the rules read (the policy and its
clauses stay as they are); the ratings are certain; and the only vacant posts are those that the person is to have.
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property
from typing import Any, NamedTuple

import numpy as np

from simlib.careers.opening_record import record_of
from simlib.careers.start_of_career import Person
from simlib.months import YEAR, year_of
from simlib.policy import Policy, terms_table
from simlib.policy.terms import option
from simlib.population.converted import protected_cell
from simlib.population.person import BASIC, EXCELLENT, FAILED, NEVER, SERVING, UNRATED
from simlib.population.world import REWARDED, SEVERANCE, THEN, WITHIN_CAP, World
from simlib.simulation.agenda import ESTABLISHMENT, PAY
from simlib.simulation.calendar import Calendar
from simlib.simulation.plan import Plan, opened
from simlib.simulation.steps import do_steps
from simlib.staff.opening import Staff

_NO_LUCK = {  # what the rules read in place of the policy's chances
    "exits_resignation_level": 0,
    "exits_death": 0,
    "exits_misconduct": 0,
    "rules_channel": option("rules.channel", "none"),
    "rules_institution": option("rules.institution", "none"),
    "retirement_early_share": 0,
    "retirement_late_share": 0,
    "election_turnover_share": 0,
    "recruitment_fill_share": 0,
    "extension_share": 1,
    "qualification_highest_age": NEVER // YEAR - 1,
}
_NEVER_RATED = NEVER  # months in service that nobody has
_NOWHERE = (-1, -1)


class Snapshot(NamedTuple):
    """One month of a life.

    month      month number
    as_paid    the record as it was when the month was paid
    cell       pay cell and period of that month's pay
    base       (2,) of WAGE_YEAR: on whose wages contributions to insurance, and to the housing fund, are that month
    protected  cells of somebody converted, `NOW` and `THEN`, as the month was paid; (−1, −1) for others
    placed     (post, grade) on the new scale, in the month of a conversion
    after      the record at the end of the month; in post if `serves`
    rewarded   pay cell in which somebody in post at year end is entered, −1 in other months and for those who left
    severance  half months of severance due on dismissal, and of these within the capped years
    blocked    by reason (`simlib.population.world.BLOCKED`), 1 where this month's decision came to nothing
    happened   (flow, post, grade) of the month, in order
    """

    month: int
    as_paid: Any
    cell: tuple[int, int]
    base: np.ndarray
    protected: tuple[int, int]
    placed: tuple[int, int] | None
    after: Any
    serves: bool
    rewarded: int
    severance: tuple[int, int]
    blocked: tuple[int, ...]
    happened: tuple[tuple[int, int, int], ...]


def without_luck(plan: Plan) -> np.ndarray:
    """Return the terms of each month of a plan with nothing left to chance, shape (months,)."""
    table = terms_table(plan.policy, plan.months[0], len(plan.months))
    for field, value in _NO_LUCK.items():
        table[field] = value
    return table


@dataclass(frozen=True)
class Alone(Plan):
    """The plan of one person's run; `staff` is that person.

    ratings   one a year; the last holds for the years after
    """

    person: Person | None = None
    ratings: tuple[int, ...] = ()

    @cached_property
    def table(self) -> np.ndarray:
        """The terms of each month without luck, shape (months,)."""
        assert self.person is not None
        table = without_luck(self)
        years = np.array([year_of(month) for month in self.months])
        given = np.array(self.ratings)[np.minimum(years - years[0], len(self.ratings) - 1)]
        table["appraisal_failed_rate"] = given == FAILED
        table["appraisal_basic_rate"] = given == BASIC
        for field in ("appraisal_excellent_share", "appraisal_top_excellent_share"):
            table[field] = given == EXCELLENT
        table["appraisal_minimum_months"][given == UNRATED] = _NEVER_RATED
        table["appraisal_top_communities"] = np.isin(years, self.person.top_years)
        table["extension_best_share"] = self.person.best
        table["promotion_rate"] = 0
        for month, post in self.person.promotions:
            january, number = -(-month // YEAR) * YEAR, self.policy.axis("post").index(post)
            table["promotion_rate"][self._month(january), number + 1 :, number] = 1
        table["qualification_certificate_rate"] = np.isin(years, self.person.certificate_years)[:, None]
        table["qualification_education_rate"] = np.isin(years, self.person.degree_years)[:, None]
        return table.view(np.recarray)

    def _month(self, month: int) -> slice:
        """Return where a month stands among those of the run; nowhere where it is none of them."""
        return slice(max(0, month - self.months[0]), max(0, month + 1 - self.months[0]))

    @cached_property
    def calendar(self) -> Calendar:
        """The policy's calendar, in which the person's own posts are all the establishment there is."""
        assert self.person is not None
        whole, posts = super().calendar, self.policy.axis("post")
        authorised = np.zeros((len(self.months), len(self.places.unit), len(posts)), np.int64)
        for month, post in ((self.months[0], self.person.post), *self.person.promotions):
            authorised[max(0, month - self.months[0]) :, self.staff.records["place"][0], posts.index(post)] = 1
        steps = [sorted({*due, ESTABLISHMENT}) for due in np.split(whole.steps, whole.first_step[1:-1])]
        return whole._replace(
            first_step=np.cumsum([0, *map(len, steps)]),
            steps=np.concatenate([np.array(due) for due in steps]),
            authorised=authorised,
            elects=whole.elects[whole.authorised_from],
            ranked=whole.ranked[whole.authorised_from],
            authorised_from=np.arange(len(self.months)),
        )


def alone(policy: Policy, person: Person, ratings: tuple[int, ...], months: range) -> Alone:
    """Return the plan of a person's run without luck."""
    staff = Staff(record_of(policy, person, months), months[0] - 1, "one person")
    return Alone(policy, staff, months, 0, traced=True, person=person, ratings=ratings)


def lived(plan: Alone) -> list[Snapshot]:
    """Take a person through the calendar and return every month in post, the last one included."""
    found: list[Snapshot] = []
    with np.errstate(over="ignore"):  # uncompiled, the wrapping products of the luck address warn
        batch = opened(plan, range(1))
        for m in range(len(plan.months)):
            found.append(_month(plan, batch, m))
            if not found[-1].serves:
                break
    return found


def _month(plan: Alone, batch: World, m: int) -> Snapshot:
    """Do one month's steps, with a look at the record between pay and what comes after it."""
    calendar, state = plan.calendar, batch.state[0, 0]
    first, last = int(calendar.first_step[m]), int(calendar.first_step[m + 1])
    after_pay = first + int(np.searchsorted(calendar.steps[first:last], PAY, side="right"))
    period, logged = int(calendar.period[m]), int(state.logged)
    books, blocked = batch.pay[0, :, period].copy(), batch.years.blocked[0, calendar.year[m]].copy()
    unplaced = _protected(batch) == _NOWHERE
    do_steps(plan, batch, m, first, after_pay)
    protected = _protected(batch)
    as_paid = batch.people[0, 0].copy()
    do_steps(plan, batch, m, after_pay, last)
    entered = batch.pay[0, :, period] - books
    rewarded = np.flatnonzero(entered[REWARDED])
    lines = batch.log[0, logged : int(batch.state[0, 0].logged), 2:].tolist()
    return Snapshot(
        month=plan.months[m],
        as_paid=as_paid,
        cell=(period, int(as_paid.pay_cell)),
        base=batch.wage_years[0, as_paid.insured_by].copy(),
        protected=protected,
        placed=_placed(batch, protected) if unplaced and protected != _NOWHERE else None,
        after=batch.people[0, 0].copy(),
        serves=bool(batch.people[0, 0].state == SERVING),
        rewarded=int(rewarded[0]) if len(rewarded) else -1,
        severance=(int(entered[SEVERANCE].sum()), int(entered[WITHIN_CAP].sum())),
        blocked=tuple((batch.years.blocked[0, calendar.year[m]] - blocked).tolist()),
        happened=tuple((flow, post, grade) for flow, post, grade in lines),
    )


def _protected(batch: World) -> tuple[int, int]:
    """Return the cells in which somebody converted is counted, NOW and THEN."""
    if not batch.converted.size or batch.converted[0, 0].then < 0:
        return _NOWHERE
    converted, state, person = batch.converted[0, 0], batch.state[0, 0], batch.people[0, 0]
    return int(protected_cell(state, converted.before, person.post, person.grade)), int(converted.then)


def _placed(batch: World, protected: tuple[int, int]) -> tuple[int, int]:
    state = batch.state[0, 0]
    post, grade = divmod(protected[THEN] % int(state.scale), int(state.grades))
    return post, grade + 1
