"""The law of a run, month by month, as the twin reads it."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property

import numpy as np

from simlib.months import YEAR
from simlib.policy import TERMS, Policy, terms_table
from simlib.policy.problems import NATIONAL, check_whole, one_problem, unopened
from simlib.policy.provision import check_opening

MOST_YEARS = 40


@dataclass(frozen=True)
class Law:
    """A policy over the months of a run."""

    policy: Policy
    months: range

    @cached_property
    def table(self) -> np.ndarray:
        """The terms of each month, (months,) of TERMS_DTYPE."""
        return terms_table(self.policy, self.months[0], len(self.months))

    def terms(self, month: int) -> np.ndarray:
        """Return the terms of a month."""
        return np.asarray(self.table[month - self.months[0]])

    def chosen(self, rule: str, option: str) -> np.ndarray:
        """Return for each month whether an option of a rule is in force, (months,) bool."""
        return np.asarray(self.table[TERMS[rule].field] == TERMS[rule].choices.index(option))

    def chooses(self, rule: str, option: str, month: int) -> bool:
        """Return whether an option of a rule is in force in a month."""
        return self.policy.choice(rule, month) == option

    @cached_property
    def reckonings(self) -> tuple[int, ...]:
        """The months in which leaving is worked out: every January, and when a clause comes into force."""
        return tuple(sorted({*self.each(1), *self.policy.spells(self.months)}))

    @property
    def years(self) -> tuple[int, ...]:
        """The calendar years that the run touches."""
        return tuple(range(self.months[0] // YEAR, self.months[-1] // YEAR + 1))

    def each(self, month_of_year: int) -> list[int]:
        """Return one month of each year, of those in the run: 1 is January."""
        return [month for month in self.months if month % YEAR == month_of_year - 1]

    def yearly(self, name: str) -> list[int]:
        """Return the month of each year that a term names as the law stands when the year begins."""
        januaries = (YEAR * year for year in self.years)
        named = (january + int(self.policy.value(name, january)) - 1 for january in januaries)
        return [month for month in named if month in self.months]

    def since(self, month: int) -> Law:
        """Return the same law from a month of the run on."""
        return Law(self.policy, range(month, self.months[-1] + 1))


def law_of(policy: Policy, years: int) -> Law:
    """Return the law of so many years from a policy's opening. Raises PolicyError where there is no such run."""
    check_whole("years", years, 1, MOST_YEARS)
    if policy.opening is None:
        raise one_problem(unopened(policy.name), NATIONAL)
    check_opening(policy.name, policy.opening)
    return Law(policy, range(policy.opening, policy.opening + YEAR * int(years)))
