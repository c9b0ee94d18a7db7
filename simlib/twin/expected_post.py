"""The expected life of everybody in one post, month by month in the agenda's order, from chances alone.

People with the same past move through the same states, whatever their age: they are one group, and the chances of its
strands are kept once for all of it (`strands.py`). What depends on age and service alone is kept by person (`Leaving`).
The chance that a person is of a strand is the product of the two.
"""

from __future__ import annotations

import numpy as np

from simlib.months import YEAR
from simlib.policy.fen import fen
from simlib.population.person import (
    BASIC,
    CIVIL_SERVICE,
    DIED,
    DISMISSED,
    ELECTED,
    FAILED,
    MISCONDUCT,
    RESIGNED,
    RETIRED,
    SATISFACTORY,
    UNRATED,
)
from simlib.twin.expected_counts import ExpectedCounts, no_counts
from simlib.twin.ladder import Ladder, State, has_steps
from simlib.twin.leaving import Leaving, excellent_enough
from simlib.twin.monthly_terms import MonthlyTerms
from simlib.twin.pricing import KINDS, Pricing
from simlib.twin.protecting import protected
from simlib.twin.qualifying import Qualifying
from simlib.twin.strands import NONE, Strands, together

_CAUSES = (RESIGNED, DIED, MISCONDUCT)  # as `Leaving.causes` has them


class ExpectedPost:
    """The groups of one post, the strands that they go on in, and the book in which all is entered."""

    def __init__(
        self, run_terms: MonthlyTerms, prices: Pricing, post: int, records: np.ndarray, chances: Leaving
    ) -> None:
        self._law, self._prices, self._post = run_terms, prices, post
        self._records, self._chances = records, chances
        opening, self._qualifying = [_opening(record) for record in records], Qualifying(run_terms, prices)
        self._ladder = Ladder(run_terms, post, opening, self._qualifying.lifts)
        keys = np.column_stack([[self._ladder.place(state) for state in opening], *self._apart()])
        unique, group = np.unique(keys, axis=0, return_inverse=True)
        self._group: np.ndarray = group.reshape(-1)
        first = np.unique(self._group, return_index=True)[1]
        self._shared = records[first]  # one person of each group
        self._cell_of_state = self._cells()
        self._young = self._qualifying.young(self._shared)
        self._strands = self._begun(unique[:, 0])
        self.book = no_counts(run_terms, prices, len(records))

    def _apart(self) -> list[np.ndarray]:
        """Return what else tells people apart: what they hold and may earn, anniversaries, who comes, heads' record."""
        records, run_terms = self._records, self._law
        columns = [self._qualifying.held(records), *self._qualifying.young(records).T]
        columns.append(np.maximum(records["joined"], self._january - 1))  # in this year, when: what they earned in it
        if has_steps(run_terms):
            columns.append(records["joined"] % YEAR)
        columns += list(protected(run_terms, records).T)
        heads = run_terms.chosen("rules.institution", "experienced_heads") & (
            run_terms.table["institution_posts"][:, self._post] == 1
        )
        if heads.any():
            columns += [records[name] for name in ("service_from", "post_from", "birth", "excellent_history")]
        return columns

    def _step_of(self, axis: str) -> int:
        return int(self._prices.table.layout.step(axis))

    def _cells(self) -> np.ndarray:
        """Return what each state adds to the number of the pay cell."""
        states = self._ladder.states
        return np.asarray(
            self._post * self._step_of("post")
            + (states["grade"] - 1) * self._step_of("grade")
            + states["rating"] * self._step_of("rating")
            + states["step"] * self._step_of("ramp_step")
        )

    def _begun(self, state: np.ndarray) -> Strands:
        """Return the groups as they begin: on last year's wages by the cell of the opening, or on the first wage.

        Whoever was there before the run has been paid since January, or since joining, by the cell of the opening.
        """
        january, opening, held = self._january, self._law.months[0], self._qualifying.held(self._shared)
        cell = self._cell_of_state[state] + self._qualifying.cell[held]
        since = np.minimum(np.maximum(self._shared["joined"].astype(np.int64), january), opening)
        comes = self._shared["joined"] >= january
        before, first = self._prices.of_the_year_before(cell), self._prices.of_month(since, cell)
        bases = np.tile(np.where(comes, first, before), (len(KINDS), 1))
        earned = [self._prices.of_month(month, cell) * (since <= month) for month in range(january, opening)]
        wages = np.sum([0 * cell, *earned], axis=0)
        begun = Strands.begun(state, bases, np.where(comes, NONE, before), wages, opening - since)
        return begun._replace(held=held)

    @property
    def _january(self) -> int:
        """The first month of the year in which the run opens."""
        return self._law.months[0] // YEAR * YEAR

    def live(self) -> ExpectedCounts:
        """Go through every month of the run and return the book."""
        taken_in, months = set(self._law.yearly("channel.month")), self._law.months
        for at, month in enumerate(months):
            year, period = month // YEAR - months[0] // YEAR, self._prices.period(month)
            if month % YEAR == 0:
                self._move(self._ladder.risen(month))
            if has_steps(self._law):
                joined = self._shared["joined"]
                self._move(self._ladder.stepped(), (joined < month) & (joined % YEAR == month % YEAR))
            self._set_bases(month)
            self._pay(at, year, period, month)
            self._leave(at, year)
            if month in taken_in:
                self._take_heads(at, year, month)
            if month in self._qualifying.rounds:
                self._qualify(month)
            if month % YEAR == YEAR - 1:
                self._december(at, year, period, month)
        return self.book

    def _move(self, lead: np.ndarray, groups: np.ndarray | None = None) -> None:
        """Move everybody, or some groups, from each state to `lead`."""
        strands = self._strands
        moves = np.True_ if groups is None else groups[strands.group]
        self._strands = strands._replace(state=np.where(moves, lead[strands.state], strands.state))

    @property
    def _cell(self) -> np.ndarray:
        """The pay cell of each strand."""
        return np.asarray(self._cell_of_state[self._strands.state] + self._qualifying.cell[self._strands.held])

    def _by_group(self, chances: np.ndarray) -> np.ndarray:
        """Return chances of strands summed by group."""
        return np.bincount(self._strands.group, chances, len(self._shared))

    @property
    def _here(self) -> np.ndarray:
        """The chance that each person is there still, for all that depends on state, (people,)."""
        return self._by_group(self._strands.chance)[self._group]

    def _expected(self, chances: np.ndarray) -> np.ndarray:
        """Return the people expected of each strand, where each is with such a chance."""
        of_group = np.bincount(self._group, chances, len(self._shared))
        return np.asarray(self._strands.chance * of_group[self._strands.group])

    def _counted(self, chances: np.ndarray) -> np.ndarray:
        """Return the people expected in each pay cell, where each is with such a chance."""
        return np.bincount(self._cell, self._expected(chances), self._prices.table.layout.cells)

    def _spend(self, chances: np.ndarray, year: int, price: np.ndarray) -> None:
        """Enter a price by strand in the moments of what people cost in a year."""
        once = price * self._strands.chance
        moments = self._by_group(once), self._by_group(once * (price + 2 * self._strands.paid))
        self.book.cost[:, :, year] += chances * np.stack(moments)[:, self._group]
        self._strands = self._strands._replace(paid=self._strands.paid + price)

    def _set_bases(self, month: int) -> None:
        """Last year's wages are contributed on from the month that the law names; by whoever had any."""
        last, run_terms = self._strands.last, self._law
        named = [month % YEAR + 1 == int(run_terms.policy.value(name, month)) for name in KINDS]
        anew = np.outer(named, last != NONE)
        self._strands = self._strands._replace(bases=np.where(anew, last, self._strands.bases))

    def _pay(self, at: int, year: int, period: int, month: int) -> None:
        paid, strands, cell = self._chances.paid[:, at], self._strands, self._cell
        self.book.present[:, at] = paid * self._here
        self.book.months[period] += self._counted(paid)
        contributions = np.array([one.on(strands.bases, period) for one in self._prices.due.values()])
        self.book.contributed[period] += contributions @ self._expected(paid) if len(contributions) else 0
        self._spend(paid, year, self._prices.table.monthly_total[period][cell] + contributions.sum(axis=0))
        earned = strands.wages + self._prices.of_month(month, cell)
        self._strands = self._strands._replace(wages=earned, served=strands.served + 1)

    def _leave(self, at: int, year: int) -> None:
        here = self._here
        exits, chances = self.book.exits[:, year], self._chances
        exits[:, _reason(RETIRED)] += here * chances.retired[:, at]
        exits[:, _reason(CIVIL_SERVICE)] += here * chances.channel[:, at]
        for cause, flow in enumerate(_CAUSES):
            exits[:, _reason(flow)] += here * chances.causes[cause][:, at]

    def _take_heads(self, at: int, year: int, month: int) -> None:
        """A share of the heads eligible, rated satisfactory or better last year, go to an institution."""
        terms, strands = self._law.terms(month), self._strands
        if not self._law.chooses("rules.institution", "experienced_heads", month):
            return
        served = month - self._shared["service_from"] >= YEAR * terms["institution_minimum_service"]
        held = month - self._shared["post_from"] >= YEAR * terms["institution_minimum_years_in_post"]
        young = month - self._shared["birth"] < YEAR * (terms["institution_highest_age"] + 1)
        good = excellent_enough(self._law, self._shared, month, int(terms["institution_excellent_within"]))
        may = (served & held & young & good & (terms["institution_posts"][self._post] == 1))[strands.group]
        taken = strands.chance * terms["institution_share"] * (may & (self._rating >= SATISFACTORY))
        gone = self._by_group(taken)[self._group]
        self.book.exits[:, year, _reason(CIVIL_SERVICE)] += gone * self._chances.stayed[:, at]
        self._strands = strands._replace(chance=strands.chance - taken)

    def _qualify(self, month: int) -> None:
        """Some of the young enough earn a certificate, a degree or both."""
        young = self._young[:, self._qualifying.rounds.index(month)][self._strands.group]
        earned = self._qualifying.earned(month, self._strands.those(young), self._ladder)
        self._strands = together([self._strands.those(~young), *earned])

    @property
    def _rating(self) -> np.ndarray:
        return np.asarray(self._ladder.states["rating"][self._strands.state])

    def _december(self, at: int, year: int, period: int, month: int) -> None:
        """Appraisal, dismissal, the year-end reward, the count of the year's end, and what was earned in the year."""
        stayed = self._chances.stayed[:, at]
        self._appraise(month)
        self._dismiss(stayed, year, period, month)
        self.book.rewarded[period] += self._counted(stayed)
        self._spend(stayed, year, self._prices.table.yearly_total[period][self._cell])
        strands, grades = self._strands, self._law.policy.grades
        at_grade = strands.group * grades + self._ladder.states["grade"][strands.state] - 1
        by_grade = np.bincount(at_grade, strands.chance, len(self._shared) * grades).reshape(-1, grades)
        self.book.in_post[:, year] = stayed[:, None] * by_grade[self._group]
        self._close_year(month)

    def _close_year(self, month: int) -> None:
        """Note the mean wages of the year, reward included, where they count; who go on alike are one from now on."""
        strands = self._strands
        if self._prices.due:
            mean = fen((strands.wages + self._prices.at_year_end(month, self._cell)) / strands.served)
            strands = strands._replace(last=mean)
        self._strands = strands.merged()

    def _appraise(self, month: int) -> None:
        """Failed and basic at their rates, the others satisfactory; who has served too short a time is not rated."""
        terms, ladder = self._law.terms(month), self._ladder
        self._strands = strands = self._strands._replace(paid_cell=self._cell)
        failed, basic = float(terms["appraisal_failed_rate"]), float(terms["appraisal_basic_rate"])
        shares = ((failed, FAILED), (basic, BASIC), (1 - failed - basic, SATISFACTORY))
        short = (month + 1 - self._shared["joined"] < terms["appraisal_minimum_months"])[strands.group]
        parts = [(1.0, UNRATED, strands.those(short)), *((*one, strands.those(~short)) for one in shares if one[0])]
        self._strands = together(
            [part._replace(state=ladder.rated(month, rating)[part.state], chance=share * part.chance)
             for share, rating, part in parts]
        )  # fmt: skip

    def _dismiss(self, stayed: np.ndarray, year: int, period: int, month: int) -> None:
        """Enter the dismissed, by the cell that they were paid by before the rating; the protected stay."""
        everybody, out = self._strands, self._ladder.dismissed(month)
        free = ~protected(self._law, self._shared)[:, self._law.each(YEAR).index(month)]
        goes = out[everybody.state] & free[everybody.group]
        self._strands = everybody.those(goes)
        chance, paid, cell = self._strands.chance, self._strands.paid, self._strands.paid_cell
        self.book.exits[:, year, _reason(DISMISSED)] += self._here * stayed
        due, prices = self._due(month), self._prices.table.severance.of_each
        number, price = list(due.values()), [prices[kind][period][cell] for kind in due]
        for kind, each in due.items():
            getattr(self.book, kind)[period] += np.bincount(
                cell, self._expected(stayed * each), len(prices[kind][period])
            )
        for one, its in zip(number, price, strict=True):
            self.book.cost[0, :, year] += stayed * one * self._by_group(chance * its)[self._group]
            self.book.cost[1, :, year] += stayed * one * self._by_group(chance * its * 2 * paid)[self._group]
            for other, beside in zip(number, price, strict=True):
                self.book.cost[1, :, year] += stayed * one * other * self._by_group(chance * its * beside)[self._group]
        self._strands = everybody.those(~goes)

    def _due(self, month: int) -> dict[str, np.ndarray]:
        """Return what each person would be due in December, of each kind of count: half months, and notice."""
        terms = self._law.terms(month)
        due = (self._records["contract"] != ELECTED) | (terms["severance_elected"] == 1)
        halves = half_months(month + 1 - self._records["joined"].astype(np.int64)) * due
        within_cap = np.minimum(halves, 2 * terms["severance_cap_years"])
        return {"severance": halves, "within_cap": within_cap, "notice": 1 * due}


def _opening(record: np.ndarray) -> State:
    fields = ("grade", "satisfactory_years", "rating", "failed_run", "basic_run", "ramp_step")
    grade, years, rating, failed, basic, step = (record[name] for name in fields)
    return State(int(grade), float(years), int(rating), int(failed), int(basic), int(step))


def _reason(flow: int) -> int:
    return flow - RETIRED  # the first of LEAVING_FLOWS


def half_months(service: np.ndarray) -> np.ndarray:
    """Return the half months of severance due for so many months of service.           [Labour Contract Law, Art. 47]

    A month's pay for each full year; six months and over count as a year, what is less as half a month's pay.
    """
    rest = service % YEAR
    return 2 * (service // YEAR) + np.where(rest >= YEAR // 2, 2, np.minimum(rest, 1))
