"""The clock: SimPy keeps the policy's calendar, a process for each thing that recurs or takes time.

A process announces that something is due this month (a recruitment round seven months after its approval, an election,
a clause coming into force). Halfway through the month the clock asks for whatever was announced, in the order of the
agenda. Nobody is a process: people are visited by the rules.
"""

from __future__ import annotations

from collections.abc import Callable, Generator, Iterator
from typing import Any

import simpy

from simlib.months import YEAR, month_of_year
from simlib.policy import Policy
from simlib.simulation import agenda

INSURANCE_RESET, FUND_RESET = "contributions.insurance_reset", "contributions.fund_reset"
READ_BY_THE_CLOCK = (  # the amounts on which it depends when something is due
    "recruitment.rounds",
    "recruitment.delay_months",
    "recruitment.lead_months",
    "election.every_years",
    "establishment.review_years",
)
Act = Callable[[int, tuple[int, ...]], None]
Process = Generator[simpy.Event, Any, None]


class Clock:
    """Runs `act(month, steps)` for each month of a run, with the steps due in it, in the agenda's order."""

    def __init__(self, policy: Policy, months: range, act: Act) -> None:
        self._policy, self._months, self._act = policy, months, act
        self._env = simpy.Environment(initial_time=months[0])
        self._due: set[int] = {agenda.ESTABLISHMENT, agenda.DEPARTURES}
        processes = (self._every_month, self._laws, self._absorption, self._recruitment, self._channel,
                     self._qualification, self._elections, self._reviews, self._ramp, self._conversion,
                     self._insurance_bases, self._fund_bases)  # fmt: skip
        for process in processes:
            self._env.process(process())

    def run(self) -> None:
        """Run every month of the calendar."""
        self._env.run(until=self._months[-1] + 1)

    def _every_month(self) -> Process:
        yield self._env.timeout(0.5)  # announcements come first, the month's business after
        for month in self._months:
            due = self._due.union(agenda.EVERY_MONTH)
            if month % YEAR == 0:
                due.update(agenda.EVERY_JANUARY)
            if month % YEAR == YEAR - 1:
                due.update(agenda.EVERY_DECEMBER)
            self._due = set()
            self._act(month, tuple(sorted(due)))
            yield self._env.timeout(1)

    def _laws(self) -> Process:
        """A clause comes into force: the establishment and the months of leaving are worked out anew."""
        for month in self._policy.changes():
            if month in self._months:
                yield self._at(month)
                self._due.update((agenda.ESTABLISHMENT, agenda.DEPARTURES))

    def _absorption(self) -> Process:
        for month in absorptions(self._policy, self._months):
            yield self._at(month)
            self._due.add(agenda.ABSORPTION)

    def _recruitment(self) -> Process:
        for month in rounds(self._policy, self._months):
            yield self._at(month)
            self._due.add(agenda.RECRUITMENT)
            self._env.process(self._round(month))

    def _round(self, approved: int) -> Process:
        """One round: examination, medical and notice take their months, then the recruits arrive."""
        yield self._env.timeout(int(self._policy.value("recruitment.lead_months", approved)))
        self._due.add(agenda.ARRIVALS)

    def _ramp(self) -> Process:
        """Somebody's anniversary may fall in any month; where there is ever part pay, years before it began count."""
        if all(self._policy.choice("rules.ramp", month) == "none" for month in self._policy.spells(self._months)):
            return
        for month in self._months:
            yield self._at(month)
            self._due.add(agenda.RAMP)

    def _channel(self) -> Process:
        for month in self._yearly("channel.month"):
            yield self._at(month)
            self._due.add(agenda.CHANNEL)

    def _qualification(self) -> Process:
        for month in self._yearly("qualification.month"):
            yield self._at(month)
            self._due.add(agenda.QUALIFICATION)

    def _elections(self) -> Process:
        for month in recurring(self._policy, self._months, "election.first_month", "election.every_years"):
            yield self._at(month)
            self._due.add(agenda.ELECTION)

    def _reviews(self) -> Process:
        for month in reviews(self._policy, self._months):
            yield self._at(month)
            self._due.add(agenda.ESTABLISHMENT)

    def _conversion(self) -> Process:
        if (month := conversion_month(self._policy, self._months)) is not None:
            yield self._at(month)
            self._due.add(agenda.CONVERSION)

    def _insurance_bases(self) -> Process:
        for month in resets(self._policy, self._months, INSURANCE_RESET):
            yield self._at(month)
            self._due.add(agenda.INSURANCE_BASE)

    def _fund_bases(self) -> Process:
        for month in resets(self._policy, self._months, FUND_RESET):
            yield self._at(month)
            self._due.add(agenda.FUND_BASE)

    def _at(self, month: int) -> simpy.Event:
        return self._env.timeout(month - self._env.now)

    def _yearly(self, name: str) -> Iterator[int]:
        """Yield the month of each year that the law, as it stands when the year begins, names."""
        start = self._months[0]
        while start in self._months:
            january = start - start % YEAR
            month = january + int(self._policy.value(name, start)) - 1
            if month in self._months:
                yield month
            start = january + YEAR


def rounds(policy: Policy, months: range) -> tuple[int, ...]:
    """Return the months of `months` in which a round of recruitment is held.

    `recruitment.rounds` a year, the first in `recruitment.month` and the others evenly after it, round the year, as the
    law stands when the year (or the run) begins. Each is held `recruitment.delay_months` later, by the law of its own
    month; not where recruitment is frozen by then. Two that come to be held in one month are one.
    """
    held = set()
    for month in months:
        law = max(month - month % YEAR, months[0])
        number, first = (int(policy.value(f"recruitment.{name}", law)) for name in ("rounds", "month"))
        if month % YEAR in {(first - 1 + YEAR * k // number) % YEAR for k in range(number)}:
            held.add(month + int(policy.value("recruitment.delay_months", month)))
    return tuple(m for m in sorted(held) if m in months and not policy.value("recruitment.freeze", m))


def absorptions(policy: Policy, months: range) -> tuple[int, ...]:
    """Return the months of `months` in which workers are taken on in bulk: those that the law of the month names."""
    return tuple(month for month in months if int(policy.value("absorption.month", month)) == month)


def recurring(policy: Policy, months: range, first: str, every: str) -> tuple[int, ...]:
    """Return the months of `months` in which something comes round.

    The next one is in the month that the term `first` names, also where a clause that comes into force later names it
    anew; after that, so many years on (`every`) by the law of the month in which the last was held.
    """
    named = coming = int(policy.value(first, months[0]))
    found = []
    while coming < months[0]:
        coming += YEAR * int(policy.value(every, months[0]))
    for month in months:
        before, named = named, int(policy.value(first, month))
        if named != before and named >= month:
            coming = named
        if month == coming:
            found.append(month)
            coming += YEAR * int(policy.value(every, month))
    return tuple(found)


def resets(policy: Policy, months: range, name: str) -> tuple[int, ...]:
    """Return the months in which bases of contributions are set anew: those that the term `name` names at the time."""
    return tuple(month for month in months if month_of_year(month) == int(policy.value(name, month)))


def reviews(policy: Policy, months: range) -> tuple[int, ...]:
    """Return the months of the establishment reviews."""
    return recurring(policy, months, "establishment.first_review", "establishment.review_years")


def conversion_month(policy: Policy, months: range) -> int | None:
    """Return the month in which everybody is placed on a new scale; None where nobody is.

    It is the first month of `months` in which a rule of conversion is in force: a run has one conversion.
    """
    return next((month for month in policy.spells(months) if policy.choice("rules.conversion", month) != "none"), None)


def announced(policy: Policy, months: range) -> list[tuple[int, tuple[int, ...]]]:
    """Return every month of a run with the steps due in it, as the clock announces them."""
    asked: list[tuple[int, tuple[int, ...]]] = []
    Clock(policy, months, lambda month, steps: asked.append((month, steps))).run()
    return asked
