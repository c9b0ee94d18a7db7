"""The law of a run, month by month, as the twin reads it."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property

import numpy as np

from simlib.months import YEAR, Years, months_of_run
from simlib.policy import TERMS, Policy, PolicyError, Problem, terms_table
from simlib.policy.problems import NATIONAL, check_whole, one_problem, unopened
from simlib.policy.provision import check_opening
from simlib.text import Text

MOST_YEARS = 40
RULES: dict[str, tuple[str, ...]] = {  # the options that the twin works out, or takes out where people compete by them
    "rules.progression": ("every_n_years", "none"),
    "rules.conversion": ("by_service_and_education", "none"),
    "rules.promotion": ("excellent_years_then_merit", "stated_rates", "none"),
    "rules.regrading": ("by_entry_rule", "keeps_grade_or_lowest", "next_pay_above"),
    "rules.retirement": ("by_law", "set_age_with_delay", "set_age"),
    "rules.appraisal": ("quota_by_merit", "quota_by_ranked_community"),
    "rules.extension": ("outstanding_women_secretaries", "none"),
    "rules.channel": ("share_of_eligible", "share_of_posts", "none"),
    "rules.institution": ("experienced_heads", "none"),
    "rules.establishment": ("base_times_coefficient", "staff_per_grid", "norm_per_population", "table_by_unit"),
    "rules.pay": ("base_times_coefficient", "post_and_grade_sums"),
    "rules.anchor": ("base_follows", "income_guaranteed", "none"),
    "rules.ramp": ("each_satisfactory_year", "none"),
    "rules.contributions": ("last_year_mean", "this_month"),
}


@dataclass(frozen=True)
class MonthlyTerms:
    """A policy over the months of a run."""

    policy: Policy
    months: range

    @cached_property
    def table(self) -> np.ndarray:
        """The terms of each month, (months,) of TERMS_DTYPE."""
        return terms_table(self.policy, self.months[0], len(self.months))

    @cached_property
    def unit_factor(self) -> np.ndarray:
        """The factor of resignation by month and unit, (months, units): the table has no units."""
        given = self.policy.provision("exits.resignation_unit_factor")
        return np.stack([np.asarray(given.at(month).value) for month in self.months])

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
    def years(self) -> Years:
        """The calendar years that the run touches."""
        return Years(self.months)

    def each(self, month_of_year: int) -> list[int]:
        """Return one month of each year, of those in the run: 1 is January."""
        return [month for month in self.months if month % YEAR == month_of_year - 1]

    def yearly(self, name: str) -> list[int]:
        """Return the month of each year that a term names as the law stands when the year, or the run, begins."""
        opening = self.policy.opening or 0
        asked = ((YEAR * year, max(YEAR * year, opening)) for year in self.years)
        named = (january + int(self.policy.value(name, month)) - 1 for january, month in asked)
        return [month for month in named if month in self.months]

    @cached_property
    def rounds(self) -> tuple[int, ...]:
        """The months in which recruitment is held: of each year's rounds those neither frozen nor put off too far."""
        apart = {month: self._round_of(month) for month in self.months}
        held = sorted({month + delay for month, delay in apart.items() if delay is not None})
        return tuple(month for month in held if month in self.months and not self.terms(month)["recruitment_freeze"])

    def _round_of(self, month: int) -> int | None:
        """Return by how many months the round that falls in a month is delayed; None where none does."""
        run_terms = self.terms(max(month // YEAR * YEAR, self.months[0]))
        since, number = (month + 1 - int(run_terms["recruitment_month"])) % YEAR, int(run_terms["recruitment_rounds"])
        falls = any(YEAR * k // number == since for k in range(number))
        return int(self.terms(month)["recruitment_delay_months"]) if falls else None

    def since(self, month: int) -> MonthlyTerms:
        """Return the same law from a month of the run on."""
        return MonthlyTerms(self.policy, range(month, self.months[-1] + 1))


def law_of(policy: Policy, years: int) -> MonthlyTerms:
    """Return the law of so many whole years from a policy's opening. Raises PolicyError where there is no such run.

    And for an option of a rule that the twin does not know: it must not take it for another.
    """
    check_whole("years", years, 1, MOST_YEARS)
    if policy.opening is None:
        raise one_problem(unopened(policy.name), NATIONAL)
    check_opening(policy.name, policy.opening)
    run_terms = MonthlyTerms(policy, months_of_run(policy.opening, int(years)))
    if unknown := _unknown(run_terms):
        raise PolicyError(unknown)
    return run_terms


def _unknown(run_terms: MonthlyTerms) -> list[Problem]:
    """Return every option of a rule in force within the run that the twin does not know."""
    spells, rules = (
        run_terms.policy.spells(run_terms.months),
        [name for name in run_terms.policy.provisions if name.startswith("rules.")],
    )
    chosen = {(rule, run_terms.policy.choice(rule, month)): None for rule in rules for month in spells}
    what = Text("解析核算不支持 {rule} 的选项 {option}", "the twin does not work out {rule}: {option}")
    way_out = Text("请选用：{known}。", "Choose one of these: {known}.")
    return [
        Problem("", 0, what.of(rule=rule, option=option), way_out.of(known=list(RULES[rule])))
        for rule, option in chosen
        if option not in RULES[rule]
    ]
