"""The expected life of everybody in one post, month by month in the agenda's order, from chances alone.

People with the same past move through the same states, whatever their age: they are one group, and the chance of a
state is kept once for each group (`mass`). What depends on age and service alone is kept by person (`Leaving`). The
chance that a person stands in a state is the product of the two.
"""

from __future__ import annotations

from typing import NamedTuple

import numpy as np

from simlib.budget import PriceTable
from simlib.months import YEAR
from simlib.population.person import (
    BASIC,
    CIVIL_SERVICE,
    DIED,
    DISMISSED,
    FAILED,
    LEAVING_FLOWS,
    MISCONDUCT,
    RESIGNED,
    RETIRED,
    SATISFACTORY,
    UNRATED,
)
from simlib.twin.ladder import Ladder, State, has_steps
from simlib.twin.law import Law
from simlib.twin.leaving import Leaving

_CAUSES = (RESIGNED, DIED, MISCONDUCT)  # as `Leaving.causes` has them


class Book(NamedTuple):
    """What is expected of the people of one post. N people, Y years, T pay periods, K pay cells.

    in_post    (N, Y, grades) chance of being in a grade at year end
    present    (N, months) chance of being in post when a month is paid
    exits      (N, Y, reasons) chance of leaving, reasons as LEAVING_FLOWS
    months, rewarded, severance   (T, K) person-months, people at year end, half months of severance expected
    cost       (2, N, Y) what a person costs in a year: first and second moment, in fen
    """

    in_post: np.ndarray
    present: np.ndarray
    exits: np.ndarray
    months: np.ndarray
    rewarded: np.ndarray
    severance: np.ndarray
    cost: np.ndarray


def blank_book(law: Law, prices: PriceTable, people: int) -> Book:
    """Return the book of so many people of one post, with nothing in it."""
    years, grades = len(law.years), law.policy.grades
    pay = (len(prices.layout.starts), prices.layout.cells)
    return Book(
        in_post=np.zeros((people, years, grades)),
        present=np.zeros((people, len(law.months))),
        exits=np.zeros((people, years, len(LEAVING_FLOWS))),
        months=np.zeros(pay),
        rewarded=np.zeros(pay),
        severance=np.zeros(pay),
        cost=np.zeros((2, people, years)),
    )


class Life:
    """The groups of one post, the chances of their states, and the book in which all is entered."""

    def __init__(self, law: Law, prices: PriceTable, post: int, records: np.ndarray, chances: Leaving) -> None:
        self._law, self._prices, self._post = law, prices, post
        self._records, self._chances = records, chances
        opening = [_opening(record) for record in records]
        self._ladder = Ladder(law, post, opening)
        keys = np.column_stack([[self._ladder.place(state) for state in opening], *self._apart()])
        unique, group = np.unique(keys, axis=0, return_inverse=True)
        self._group: np.ndarray = group.reshape(-1)
        first = np.unique(self._group, return_index=True)[1]
        self._shared = records[first]  # one person of each group
        # whether a group is in a state, and what it has been paid this year times that: (2, states, groups)
        self._mass = np.zeros((2, len(self._ladder.states["grade"]), len(unique)))
        self._mass[0, unique[:, 0], np.arange(len(unique))] = 1
        self._cell = self._cells()
        self.book = blank_book(law, prices, len(records))

    def _apart(self) -> list[np.ndarray]:
        """Return what else tells people apart: what is paid for, anniversaries, and the record of heads."""
        records, law = self._records, self._law
        columns = [records[name] for name in ("education", "certificate") if self._step_of(name)]
        if has_steps(law):
            columns.append(records["joined"] % YEAR)
        heads = law.chosen("rules.institution", "experienced_heads") & (
            law.table["institution_posts"][:, self._post] == 1
        )
        if heads.any():
            columns += [records["service_from"], records["post_from"]]
        return columns

    def _step_of(self, axis: str) -> int:
        return int(self._prices.layout.step(axis))

    def _cells(self) -> np.ndarray:
        """Return the pay cell of each state and group."""
        states, people = self._ladder.states, self._shared
        by_state = (
            self._post * self._step_of("post")
            + (states["grade"] - 1) * self._step_of("grade")
            + states["rating"] * self._step_of("rating")
            + states["step"] * self._step_of("ramp_step")
        )
        by_group = sum(people[name].astype(np.int64) * self._step_of(name) for name in ("education", "certificate"))
        return np.asarray(by_state[:, None] + by_group)

    def live(self) -> Book:
        """Go through every month of the run and return the book."""
        taken_in, layout, months = set(self._law.yearly("channel.month")), self._prices.layout, self._law.months
        for at, month in enumerate(months):
            year, period = month // YEAR - months[0] // YEAR, int(layout.of_month[month - layout.starts[0]])
            if month % YEAR == 0:
                self._mass[1] = 0  # what was paid is counted by year
                self._mass = moved(self._mass, self._ladder.risen(month))
            if has_steps(self._law):
                joined = self._shared["joined"]
                due = (joined < month) & (joined % YEAR == month % YEAR)
                self._mass[:, :, due] = moved(self._mass[:, :, due], self._ladder.stepped())
            self._pay(at, year, period)
            self._leave(at, year)
            if month in taken_in:
                self._take_heads(at, year, month)
            if month % YEAR == YEAR - 1:
                self._december(at, year, period, month)
        return self.book

    def _weights(self, chances: np.ndarray) -> np.ndarray:
        """Return chances of people summed by group."""
        return np.bincount(self._group, chances, self._mass.shape[2])

    def _counted(self, chances: np.ndarray, mass: np.ndarray, cell: np.ndarray) -> np.ndarray:
        """Return the people expected in each pay cell, where each is with such a chance."""
        expected = mass * self._weights(chances)
        return np.bincount(cell.ravel(), expected.ravel(), self._prices.layout.cells)

    def _spend(self, chances: np.ndarray, year: int, price: np.ndarray) -> None:
        """Enter a price (states, groups) in the moments of what people cost in a year."""
        mass, paid = self._mass
        first, second = (price * mass).sum(axis=0), (price * (price * mass + 2 * paid)).sum(axis=0)
        self.book.cost[:, :, year] += chances * np.stack([first, second])[:, self._group]
        paid += price * mass

    def _pay(self, at: int, year: int, period: int) -> None:
        paid = self._chances.paid[:, at]
        self.book.present[:, at] = paid * self._mass[0].sum(axis=0)[self._group]
        self.book.months[period] += self._counted(paid, self._mass[0], self._cell)
        self._spend(paid, year, self._prices.monthly_total[period][self._cell])

    def _leave(self, at: int, year: int) -> None:
        here = self._mass[0].sum(axis=0)[self._group]
        exits, chances = self.book.exits[:, year], self._chances
        exits[:, _reason(RETIRED)] += here * chances.retired[:, at]
        exits[:, _reason(CIVIL_SERVICE)] += here * chances.channel[:, at]
        for cause, flow in enumerate(_CAUSES):
            exits[:, _reason(flow)] += here * chances.causes[cause][:, at]

    def _take_heads(self, at: int, year: int, month: int) -> None:
        """A share of the heads eligible, rated satisfactory or better last year, go to an institution."""
        terms = self._law.terms(month)
        if not self._law.chooses("rules.institution", "experienced_heads", month):
            return
        served = month - self._shared["service_from"] >= YEAR * terms["institution_minimum_service"]
        held = month - self._shared["post_from"] >= YEAR * terms["institution_minimum_years_in_post"]
        may = served & held & (terms["institution_posts"][self._post] == 1)
        taken = np.outer(self._ladder.states["rating"] >= SATISFACTORY, may) * terms["institution_share"]
        gone = (self._mass[0] * taken).sum(axis=0)[self._group]
        self.book.exits[:, year, _reason(CIVIL_SERVICE)] += gone * self._chances.stayed[:, at]
        self._mass = self._mass * (1 - taken)

    def _december(self, at: int, year: int, period: int, month: int) -> None:
        """Appraisal, dismissal, the year-end reward and the count of the year's end."""
        stayed, ladder = self._chances.stayed[:, at], self._ladder
        self._appraise(month)
        self._dismiss(ladder.dismissed(month), stayed, year, period, month)
        self.book.rewarded[period] += self._counted(stayed, self._mass[0], self._cell)
        self._spend(stayed, year, self._prices.yearly_total[period][self._cell])
        by_grade = np.zeros((self._law.policy.grades, self._mass.shape[2]))
        np.add.at(by_grade, ladder.states["grade"] - 1, self._mass[0])
        self.book.in_post[:, year] = stayed[:, None] * by_grade.T[self._group]

    def _appraise(self, month: int) -> None:
        """Failed and basic at their rates, the others satisfactory; who has served too short a time is not rated."""
        terms, ladder, mass = self._law.terms(month), self._ladder, self._mass
        failed, basic = float(terms["appraisal_failed_rate"]), float(terms["appraisal_basic_rate"])
        shares = ((failed, FAILED), (basic, BASIC), (1 - failed - basic, SATISFACTORY))
        self._mass = np.sum([share * moved(mass, ladder.rated(month, rating)) for share, rating in shares], axis=0)
        short = month + 1 - self._shared["joined"] < terms["appraisal_minimum_months"]
        if short.any():
            self._mass[:, :, short] = moved(mass[:, :, short], ladder.rated(month, UNRATED))

    def _dismiss(self, out: np.ndarray, stayed: np.ndarray, year: int, period: int, month: int) -> None:
        halves = half_months(month + 1 - self._records["joined"].astype(np.int64))
        mass, paid = self._mass[:, out]
        cell = self._cell[out]
        self.book.exits[:, year, _reason(DISMISSED)] += mass.sum(axis=0)[self._group] * stayed
        self.book.severance[period] += self._counted(stayed * halves, mass, cell)
        price = self._prices.severance[period][cell]
        moments = [(price * mass).sum(axis=0), (price**2 * mass).sum(axis=0), 2 * (price * paid).sum(axis=0)]
        once, twice, beside = np.stack(moments)[:, self._group]
        self.book.cost[0, :, year] += stayed * halves * once
        self.book.cost[1, :, year] += stayed * halves * (halves * twice + beside)
        self._mass[:, out] = 0


def _opening(record: np.ndarray) -> State:
    fields = ("grade", "satisfactory_years", "rating", "failed_run", "basic_run", "ramp_step")
    grade, years, rating, failed, basic, step = (record[name] for name in fields)
    return State(int(grade), float(years), int(rating), int(failed), int(basic), int(step))


def _reason(flow: int) -> int:
    return flow - RETIRED  # the first of LEAVING_FLOWS


def moved(mass: np.ndarray, lead: np.ndarray) -> np.ndarray:
    """Return chances (…, states, groups) after a move that leads from each state to `lead`."""
    order = np.argsort(lead, kind="stable")
    reached, start = np.unique(lead[order], return_index=True)
    found = np.zeros_like(mass)
    found[..., reached, :] = np.add.reduceat(mass[..., order, :], start, axis=-2)
    return found


def half_months(service: np.ndarray) -> np.ndarray:
    """Return the half months of severance due for so many months of service.           [Labour Contract Law, Art. 47]

    A month's pay for each full year; six months and over count as a year, what is less as half a month's pay.
    """
    rest = service % YEAR
    return 2 * (service // YEAR) + np.where(rest >= YEAR // 2, 2, np.minimum(rest, 1))
