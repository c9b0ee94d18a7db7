"""A conversion to a new scale, person by person: who loses, how much, and how long until later rises make it good.

The people are those of one run: the first replication up to the month of the conversion (at the opening there is no
luck in it). From then on nobody is lucky or unlucky: all are satisfactory and keep their posts until they retire, and
so `absorbed` is what the clauses alone bring. Scale pay alone is compared, as `simlib.budget.protected_pay` does.
"""

from __future__ import annotations

from dataclasses import dataclass, field, fields
from functools import cached_property

import numpy as np
import pandas as pd

from simlib.budget.protected_pay import pay_before, plain_scale
from simlib.careers.staff_of_one import without_luck
from simlib.disclosure import refuse_of_real
from simlib.months import YEAR
from simlib.policy import Policy
from simlib.policy.axes import EDUCATIONS, SERVICE_BAND_STARTS, SERVICE_BANDS
from simlib.policy.problems import one_problem
from simlib.policy.terms import option
from simlib.population.world import World
from simlib.projection import plan_of
from simlib.rules.conversion.by_service_and_education import last_progression
from simlib.simulation.agenda import CONVERSION
from simlib.simulation.conversion_month import Conversion
from simlib.simulation.plan import Plan, opened
from simlib.simulation.steps import do_steps
from simlib.staff.opening import Staff
from simlib.text import Text

PERSON_BY_PERSON = Text("套改的逐人结果", "A conversion person by person")
RULE = {"rules.conversion": "by_service_and_education"}
GROUPS = ("post_before", "grade_before", "education", "service_band")
_ALL_SATISFACTORY = {
    "appraisal_excellent_share": 0,
    "appraisal_top_excellent_share": 0,
    "appraisal_failed_rate": 0,
    "appraisal_basic_rate": 0,
    "rules_promotion": option("rules.promotion", "none"),
}


@dataclass(frozen=True, eq=False)
class Study:
    """What a conversion does to everybody in post.

    policy      with the conversion
    conversion  when, and from which scale
    people      a row each, numbered from 1: post, grade and pay before and after, difference, lost (what protection
                would pay at first), absorbed (month number, 0 for never), leaves (month number, 0 for not in the run),
                education, years of service counted, service band. Money in fen a month.
    last        the last month looked at
    """

    policy: Policy
    conversion: Conversion
    people: pd.DataFrame = field(repr=False)
    last: int

    @property
    def losers(self) -> pd.DataFrame:
        """Those whose scale pay would fall."""
        return self.people[self.people["lost"] > 0]

    def by(self, *names: str) -> pd.DataFrame:
        """Return by group (of `GROUPS`): people, losers, fen lost by them together a month, the largest loss."""
        groups = self.people.assign(loses=self.people["lost"] > 0).groupby(list(names), sort=False, observed=True)
        found = groups.agg(people=("lost", "size"), losers=("loses", "sum"), lost=("lost", "sum"), most=("lost", "max"))
        return found.reset_index()

    @cached_property
    def absorbed(self) -> pd.DataFrame:
        """By full years since the conversion: losers still in post, those not made good yet, what they lack a month."""
        losers, month = self.losers, self.conversion.month
        rows = []
        for years in range((self.last + 1 - month) // YEAR + 1):
            at = month + YEAR * years
            stay = (losers["leaves"] == 0) | (losers["leaves"] >= at)
            lack = stay & ((losers["absorbed"] == 0) | (losers["absorbed"] > at))
            rows.append((years, int(stay.sum()), int(lack.sum())))
        return pd.DataFrame(rows, columns=["years", "in_post", "lacking"])


def study(policy: Policy, staff: Staff, *, years: int, seed: int) -> Study:
    """Study the conversion of a policy.

    Where it has none, but its staff comes from another pack's scale, as if it were made at the opening.
    Raises PolicyError where there is nothing to convert from, Refused where people are real.
    """
    refuse_of_real(staff, PERSON_BY_PERSON)
    plan = plan_of(policy, staff, years=years, replications=1, seed=seed)
    if plan.conversion is None:
        plan = plan_of(policy.with_values(RULE), staff, years=years, replications=1, seed=seed)
        if plan.former is None:
            what = Text(
                "{policy} 在 {years} 年内没有套改，期初人员也不是从别的标准来的",
                "{policy} has no conversion within {years} years, and its staff comes from no other scale",
            ).of(policy=policy.name, years=years)
            way_out = Text(
                "请叠加一个有套改的方案，或设定 rules.conversion 自某月起。",
                "Lay on a proposal with one, or set rules.conversion from some month on.",
            )
            raise one_problem(what, way_out)
    assert plan.conversion is not None
    with np.errstate(over="ignore"):
        batch = opened(plan, range(1))
        return Study(plan.policy, plan.conversion, _lived(plan, plan.conversion, batch), plan.months[-1])


def _lived(plan: Plan, conversion: Conversion, batch: World) -> pd.DataFrame:
    """Take a replication through its months, and return the people converted with what became of them."""
    calendar, at = plan.calendar, conversion.month - plan.months[0]
    first, last = int(calendar.first_step[at]), int(calendar.first_step[at + 1])
    done = first + int(np.flatnonzero(calendar.steps[first:last] == CONVERSION)[0]) + 1
    for m in range(at):
        do_steps(plan, batch, m, int(calendar.first_step[m]), int(calendar.first_step[m + 1]))
    do_steps(plan, batch, at, first, done)
    people, records = _placed(plan, conversion, batch)
    people["absorbed"], people["leaves"] = _followed(
        _Luckless(**{one.name: getattr(plan, one.name) for one in fields(plan)}), batch, at, done, records, people
    )
    return people


def _placed(plan: Plan, conversion: Conversion, batch: World) -> tuple[pd.DataFrame, np.ndarray]:
    """Return everybody converted, as they were and as they are placed, and where their records are."""
    policy, old = plan.policy, conversion.law
    records = np.flatnonzero(batch.converted[0].then >= 0)
    person, cells = batch.people[0][records], batch.converted[0][records]
    before, after = cells.before.astype(int), person.post.astype(int) * policy.grades + person.grade - 1
    was, now = pay_before(conversion, old)[before], plain_scale(policy, (conversion.month,))[0][after]
    served = (last_progression(conversion.month) - person.service_from).clip(min=0)
    months = conversion.month - person.service_from
    band = np.searchsorted(SERVICE_BAND_STARTS, months, side="right") - 1
    return pd.DataFrame(
        {
            "number": np.arange(1, len(records) + 1),
            "post_before": np.array(old.axis("post"))[before // conversion.grades],
            "grade_before": before % conversion.grades + 1,
            "pay_before": was,
            "post": np.array(policy.axis("post"))[person.post],
            "grade": person.grade.astype(int),
            "pay": now,
            "difference": now - was,
            "lost": np.maximum(was - now, 0),
            "education": pd.Categorical.from_codes(person.education, EDUCATIONS, ordered=True),
            "years": served // YEAR,
            "service_band": pd.Categorical.from_codes(band, SERVICE_BANDS, ordered=True),
        }
    ), records


class _Luckless(Plan):
    """A plan with nothing left to luck: everybody satisfactory, nobody promoted or replaced."""

    @cached_property
    def table(self) -> np.ndarray:
        """The terms of each month without luck, shape (months,)."""
        table = without_luck(self)
        for name, value in _ALL_SATISFACTORY.items():
            table[name] = value
        return table.view(np.recarray)


def _followed(
    plan: Plan, batch: World, at: int, done: int, records: np.ndarray, people: pd.DataFrame
) -> tuple[np.ndarray, np.ndarray]:
    """Return the month in which each one's scale pay reaches what it was, and that of leaving: 0 for neither."""
    calendar, policy, was = plan.calendar, plan.policy, people["pay_before"].to_numpy()
    scale = plain_scale(policy, plan.pay.starts)
    absorbed, leaves = np.zeros(len(records), int), np.zeros(len(records), int)
    for m in range(at, len(plan.months)):
        do_steps(plan, batch, m, done if m == at else int(calendar.first_step[m]), int(calendar.first_step[m + 1]))
        person, here = batch.people[0][records], batch.converted[0].then[records] >= 0
        pay = scale[plan.pay.of_month[m]][person.post * policy.grades + person.grade - 1]
        absorbed[here & (pay >= was) & (absorbed == 0)] = plan.months[m]
        leaves[~here & (leaves == 0)] = plan.months[m]
    return absorbed, leaves
