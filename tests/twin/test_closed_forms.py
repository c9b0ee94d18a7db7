"""Engine and twin against formulas of probability, queues and actuaries that know nothing of either.

The engine recruits a share of vacancies, not a number. Rounded to whole people, a small share of a large establishment
is the same number every year as long as few of its posts are filled: that is how constant recruitment is expressed.
The twin knows no recruits; a constant intake is one cohort after another: its stock is the sum of one cohort's lives.
"""

from __future__ import annotations

from math import log, prod
from typing import Any

import numpy as np
import pytest

from simlib.months import month_text
from simlib.policy import Policy
from simlib.policy.axes import AGE_BAND_STARTS, SERVICE_BAND_STARTS
from simlib.population.person import DIED, JOINED, LEAVING_FLOWS, MISCONDUCT, RESIGNED, RETIRED
from simlib.staff.opening import Staff
from simlib.twin import twin
from simlib.twin.sums import cumulants, powers
from tests.rules.runner import with_law
from tests.simulation.people import roster
from tests.twin.offices import (
    EVERY_JANUARY,
    STREETS,
    TAKEN_UP,
    assert_counts,
    lived,
    many,
    of_cohorts,
    offices,
    per_head,
    young,
)

# ---- wastage alone -------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("q", [0.03, 0.2, 0.6])
def test_wastage_alone_leaves_n_times_1_minus_q_to_the_t(law: Policy, q: float):
    """Binomial, mean n(1 − q)ᵗ and variance n(1 − q)ᵗ(1 − (1 − q)ᵗ); each year's leavers n(1 − q)ᵗ⁻¹q."""
    n, years = 130, 10
    leaving = with_law(offices(law, 10), {"exits.resignation": q})
    staff, t = young(leaving, n), np.arange(1, years + 1)
    stay, go = (1 - q) ** t, (1 - q) ** (t - 1) * q
    exact, run = twin(leaving, staff, years=years), lived(leaving, staff, years)
    assert np.allclose(exact.staff.values[:2].sum(axis=2), n * np.array([stay, stay * (1 - stay)]))
    resigned = LEAVING_FLOWS.index("resigned")
    assert np.allclose(exact.gone.values[:2, :, resigned], n * np.array([go, go * (1 - go)]))
    assert_counts(run.books.in_post[:, 1:].sum(axis=(2, 3)), many(n, stay))
    assert_counts(run.books.flows[:, :, RESIGNED].sum(axis=2), many(n, go))


# ---- four ways out: a multiple-decrement table -----------------------------------------------------------------------


def service_table(law: Policy, age: int, served: int, years: int) -> np.ndarray:
    """The chances of retiring, resigning, dying and misconduct by year, (years, 4), for a man of whole years.

    Whole years of age and service turn in January, so each year has one set of rates q: (1 − q₁)(1 − q₂)(1 − q₃) stay,
    and the others divide by ln(1 − q). Whoever turns sixty retires that January.
    """
    table, alive = np.zeros((years, 4)), 1.0
    for year in range(years):
        month = (law.opening or 0) + 12 * year
        if age + year >= 60:
            table[year, 0], alive = alive, 0.0
            continue
        in_age = sum(12 * (age + year) >= start for start in AGE_BAND_STARTS) - 1
        in_service = sum(12 * (served + year) >= start for start in SERVICE_BAND_STARTS) - 1
        resigns = np.asarray(law.value("exits.resignation", month))[in_service]
        factor = np.asarray(law.value("exits.resignation_age_factor", month))[in_age]
        dies = np.asarray(law.value("exits.death", month))[0, in_age]
        rates = [float(resigns * factor), float(dies), float(law.value("exits.misconduct", month))]
        stay = prod(1 - q for q in rates)
        total = sum(log(1 - q) for q in rates)
        table[year, 1:] = [alive * (1 - stay) * log(1 - q) / total for q in rates]
        alive *= stay
    return table


def test_four_ways_out_against_a_service_table(law: Policy):
    """Men of 45 to 59 with one to twelve years of service, ten of each, at rates that make every way common."""
    years, each = 15, 5
    rates: dict[str, Any] = {
        "exits.resignation": [0.3, 0.2, 0.12, 0.08, 0.05, 0.02],
        "exits.resignation_age_factor": [1, 1, 1, 1, 1, 1.5, 0.8, 0.4, 0.4, 0.4],
        "exits.death": {"male": [0.01] * 5 + [0.02, 0.03, 0.05, 0.1, 0.2], "female": 0},
        "exits.misconduct": 0.02,
        "retirement.original_age": 12 * 60,
    }
    leaving = with_law(offices(law, 40), rates)
    leaving = with_law(leaving, {"exits.death": {"male": 0.08, "female": 0}}, (law.opening or 0) + 12 * 6)
    cohorts = [(age, served) for age in range(45, 60, 2) for served in (1, 2, 5, 12)]
    opening = leaving.opening or 0
    people = {
        f"{age} {served} {i}": {
            "born": month_text(opening - 12 * age),
            "joined": month_text(opening - 12 * served),
            "place": f"{leaving.axis('unit')[i]}/office_1",
        }
        for age, served in cohorts
        for i in range(each)
    }
    staff = roster(leaving, people)
    chances = np.concatenate([many(each, service_table(leaving, *cohort, years)) for cohort in cohorts])
    exact, run = twin(leaving, staff, years=years), lived(leaving, staff, years)
    ways = [LEAVING_FLOWS.index(name) for name in ("retired", "resigned", "died", "misconduct")]
    assert np.allclose(exact.gone.values[:, :, ways], cumulants(powers(chances).sum(axis=1)))
    assert chances.sum(axis=(0, 1)).min() > 1
    assert_counts(run.books.flows[:, :, [RETIRED, RESIGNED, DIED, MISCONDUCT]].sum(axis=3), chances)


# ---- constant recruitment --------------------------------------------------------------------------------------------

INTAKE = 5  # of each street a year, as 5.0 is the nearest whole number while no more than a hundred posts are filled
SHARE, LARGE = 0.005, 1000
CONSTANT = {**EVERY_JANUARY, **TAKEN_UP, "recruitment.fill_share": SHARE}


def constant(law: Policy, values: dict[str, Any]) -> tuple[Policy, Policy]:
    """The law with a constant intake, and the same without."""
    none = with_law(offices(law, LARGE), values)
    return with_law(none, CONSTANT), none


def one_only(law: Policy) -> Staff:
    """An opening staff that is gone at once: a run needs one."""
    return young(law, 1, born="1956-01")


def check_constant(law: Policy, values: dict[str, Any], service: np.ndarray, cohort: dict[str, dict[str, Any]]) -> None:
    """Hold the stock of a constant intake to the sum of a cohort's chances of serving on, year by year.

    service  chance that somebody who joined in January is in post after one, two, … Decembers
    cohort   people whose lives are those of recruits, for the twin
    """
    recruiting, none = constant(law, values)
    years, intake = len(service), INTAKE * STREETS
    run = lived(recruiting, one_only(recruiting), years)
    joined = run.books.flows[:, :, JOINED].sum(axis=2)
    assert (joined == intake).all()
    by_year = [[service[t - s] if t >= s else 0.0 for t in range(years)] for s in range(years)]
    stock = run.books.in_post[:, 1:].sum(axis=(2, 3))
    assert_counts(stock, *[many(intake, np.array(one)) for one in by_year])
    exact = twin(none, roster(none, cohort), years=years)
    heads = per_head(exact, len(cohort)).sum(axis=1)
    assert np.allclose(heads, service)
    assert np.allclose(of_cohorts(np.full(years, intake), heads), intake * np.cumsum(service))


def test_constant_recruitment_with_exponential_service(law: Policy):
    """q leave each year: c(1 − q)(1 − (1 − q)ᵗ)/q in post after t years, towards c(1 − q)/q."""
    q, years = 0.25, 12
    service = (1 - q) ** np.arange(1, years + 1)
    assert np.allclose(np.cumsum(service), (1 - q) * (1 - service) / q)
    _, none = constant(law, {"exits.resignation": q})
    month = month_text((none.opening or 0) - 1)
    cohort = {f"new {i}": {"born": "2000-01", "joined": month} for i in range(20)}
    check_constant(law, {"exits.resignation": q}, service, cohort)


def test_constant_recruitment_with_uniform_service(law: Policy):
    """Women of 45 to 49 at entry, every month as likely, all retiring at fifty: one to sixty months, uniformly."""
    values = {
        "recruitment.age_mix": [0, 0, 0, 0, 0, 1, 0, 0, 0, 0],
        "recruitment.highest_age": 49,
        "recruitment.youngest_age": 20,
        "recruitment.female_share": 1,
        "retirement.women_55_share": 0,
        "retirement.original_age": 12 * 50,
    }
    months = np.arange(1, 61)
    service = np.array([(months >= 12 * k).mean() for k in range(1, 7)])
    assert np.allclose(service[:5], (61 - 12 * np.arange(1, 6)) / 60) and service[5] == 0
    opening = law.opening or 0
    cohort = {
        f"of {age} months": {"born": month_text(opening - age), "joined": month_text(opening - 1), "track": "women_50"}
        for age in range(12 * 45, 12 * 50)
    }
    check_constant(law, values, service, cohort)


def test_constant_recruitment_with_fixed_service(law: Policy):
    """All fail every December and are dismissed after the third: two full cohorts at year end, and no luck at all."""
    values = {"appraisal.failed_rate": 1, "dismissal.failed_years": 3, "appraisal.minimum_months": 0}
    values["dismissal.protects_near_retirement"] = "no"  # nobody here is old enough
    month = month_text((law.opening or 0) - 1)
    cohort = {f"new {i}": {"born": "2000-01", "joined": month} for i in range(7)}
    check_constant(law, values, np.array([1.0, 1.0, 0.0, 0.0, 0.0, 0.0]), cohort)
