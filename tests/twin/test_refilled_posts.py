"""Posts refilled after a lag, against renewal theory, and a ladder of them against its balance equations."""

from __future__ import annotations

from typing import Any

import numpy as np
import pytest

from simlib.policy import Policy
from simlib.twin import twin
from simlib.twin.agreement import agreement
from simlib.twin.monthly_terms import MonthlyTerms
from simlib.twin.refilling import newcomers
from simlib.twin.sums import cumulants, powers
from tests.rules.runner import with_law
from tests.simulation.lives import after, serving
from tests.twin.offices import (
    EVERY_JANUARY,
    REPLICATIONS,
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

# ---- a post refilled after a lag: renewal ----------------------------------------------------------------------------


def filled(q: float, month: int, lag: int, years: int) -> np.ndarray:
    """The chance that a post is filled at each year's end where it is put down once a year."""
    return filled_in(q, set(range(month - 1, 12 * years, 12)), lag, years)


def filled_in(q: float, rounds: set[int], lag: int, years: int) -> np.ndarray:
    """The chance that a post, filled at first, is filled at each year's end: one post's own recursion, by month.

    In each round (months from 0) it is put down to be filled if vacant, and filled the lag after; its holder leaves at
    q a year.
    """
    stay = (1 - q) ** (1 / 12)
    held, coming, ends = 1.0, {}, []
    waiting = 0.0
    for at in range(12 * years):
        if at in rounds:
            coming[at + lag], waiting = 1 - held - waiting, 1 - held
        if at in coming:
            held, waiting = held + coming[at], waiting - coming[at]
        held *= stay
        if at % 12 == 11:
            ends.append(held)
    return np.array(ends)


@pytest.mark.parametrize(("q", "month", "lag"), [(0.3, 3, 4), (0.1, 9, 9), (0.6, 1, 0), (0.2, 6, 12), (0.4, 4, 17)])
def test_a_post_refilled_after_a_lag(law: Policy, q: float, month: int, lag: int):
    """Posts are independent of each other, so the stock is binomial; in the end the share filled is the renewal's.

    Filled F when put down, Fsᴸ + 1 − F when refilled L months later, so F = s¹²⁻ᴸ / (1 − s¹² + s¹²⁻ᴸ) for L ≤ 12.
    """
    posts, years = 10, 15
    refilling = with_law(
        offices(law, posts),
        {
            **TAKEN_UP,
            "exits.resignation": q,
            "recruitment.fill_share": 1,
            "recruitment.month": month,
            "recruitment.lead_months": lag,
        },
    )
    staff = young(refilling, posts * STREETS)
    run, exact = lived(refilling, staff, years), twin(refilling, staff, years=years, vacant=0)
    share = filled(q, month, lag, years)
    assert np.allclose(exact.staff.values[:2].sum(axis=2), posts * STREETS * np.array([share, share * (1 - share)]))
    assert_counts(run.books.in_post[:, 1:].sum(axis=(2, 3)), many(posts * STREETS, share))
    if lag <= 12:
        stay = (1 - q) ** (1 / 12)
        put_down = stay ** (12 - lag) / (1 - stay**12 + stay ** (12 - lag))  # just before the yearly round
        ahead = filled(q, month, lag, 400)[-1]
        since = 12 - (month - 1)  # months from the round to the year's end
        refilled = put_down * stay**lag + 1 - put_down
        expected = refilled * stay ** (since - lag) if since > lag else put_down * stay**since
        assert ahead == pytest.approx(expected)


@pytest.mark.parametrize(
    ("values", "lag", "rounds"),
    [
        ({"month": 2, "rounds": 4}, 4, {at for at in range(96) if at % 3 == 1}),  # each overtaken by the next
        ({"rounds": 12}, 0, set(range(96))),  # at once
        ({"month": 6, "rounds": 2, "delay_months": 8}, 1, {at for at in range(13, 96, 6)}),  # of June 2027: 2028-02
    ],
)
@pytest.mark.parametrize("frozen", [range(0), range(24, 52)])
def test_a_post_put_down_in_several_rounds_or_later_or_not_while_frozen(
    law: Policy, values: dict[str, Any], lag: int, rounds: set[int], frozen: range
):
    """The same recursion with other months; recruitment is frozen from January 2029 to April 2031, or never."""
    q, posts, years = 0.4, 10, 8
    named = {f"recruitment.{name}": value for name, value in values.items()}
    named |= {**TAKEN_UP, "exits.resignation": q, "recruitment.fill_share": 1, "recruitment.lead_months": lag}
    refilling = with_law(offices(law, posts), named)
    if frozen:
        for at, freeze in ((frozen[0], "yes"), (frozen[-1] + 1, "no")):
            refilling = with_law(refilling, {"recruitment.freeze": freeze}, (refilling.opening or 0) + at)
    staff = young(refilling, posts * STREETS)
    run, exact = lived(refilling, staff, years), twin(refilling, staff, years=years, vacant=0)
    share = filled_in(q, rounds - set(frozen), lag, years)
    assert np.allclose(exact.staff.values[:2].sum(axis=2), posts * STREETS * np.array([share, share * (1 - share)]))
    assert_counts(run.books.in_post[:, 1:].sum(axis=(2, 3)), many(posts * STREETS, share))


@pytest.mark.parametrize(("q", "lag"), [(0.3, 0), (0.3, 5), (0.6, 11)])
def test_the_share_of_time_vacant_is_lag_over_lag_and_service(law: Policy, q: float, lag: int):
    """Vacant months in the long run: (mean wait) / (mean wait + mean service), service 1 / (1 − s) months of pay.

    A holder who leaves m months before the round waits m + lag, and leaves in each month of the cycle in proportion to
    who is there; so the wait is worked out over one cycle of a post, and the months paid against what remains.
    """
    posts, years, warm = 10, 30, 20
    refilling = with_law(
        offices(law, posts),
        {**TAKEN_UP, "exits.resignation": q, "recruitment.fill_share": 1, "recruitment.month": 1,
         "recruitment.lead_months": lag},
    )  # fmt: skip
    stay = (1 - q) ** (1 / 12)
    put_down = stay ** (12 - lag) / (1 - stay**12 + stay ** (12 - lag))
    present = [put_down * stay**m for m in range(lag)]  # at the start of each month, before the refilled take up post
    present += [(put_down * stay**lag + 1 - put_down) * stay**m for m in range(12 - lag)]
    leaves = np.array(present) * (1 - stay)
    wait = 11 - np.arange(12) + lag  # whole months without a holder
    mean_wait, mean_service = leaves @ wait / leaves.sum(), 1 / (1 - stay)
    share = mean_service / (mean_service + mean_wait)
    assert share == pytest.approx(np.mean(present))
    run = lived(refilling, young(refilling, posts * STREETS), years)
    paid = run.books.pay[0].by_period
    late = np.array(run.plan.pay.starts) >= run.plan.months[0] + 12 * warm
    months = paid[:, late].sum(axis=1) / (12 * (years - warm) * posts * STREETS)
    exact = twin(refilling, young(refilling, posts * STREETS), years=years, vacant=0).months.sum(axis=1)
    unsettled = (1 - put_down) * abs(stay**12 - stay ** (12 - lag)) ** warm  # what the start still weighs after `warm`
    # months of one post in ten years vary no more than if it were filled or not all the time
    spread = np.sqrt(share * (1 - share) / (posts * STREETS * REPLICATIONS))
    assert abs(months.mean() - share) < 4 * spread + unsettled
    assert abs(exact[late].sum() / (12 * (years - warm) * posts * STREETS) - share) <= unsettled + 1e-9


# ---- who refills them ------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(("youngest", "highest"), [(20, 40), (24, 31)])
def test_recruits_are_as_the_twin_expects_them(law: Policy, youngest: int, highest: int):
    """Counts of the recruits of one January by age, sex, degree, certificate and grade against the twin's chances."""
    values = {
        **EVERY_JANUARY,
        **TAKEN_UP,
        "recruitment.fill_share": 1,
        "recruitment.age_mix": [0.3, 0.36, 0.22, 0.12, 0, 0, 0, 0, 0, 0],
        "recruitment.youngest_age": youngest,
        "recruitment.highest_age": highest,
    }
    refilling = with_law(offices(law, 50), values)
    month = refilling.opening or 0
    world = after(refilling, young(refilling, 1), 1, replications=40)
    people = np.concatenate([serving(world, r)[serving(world, r).joined == month] for r in range(40)])
    expected, weights = newcomers(MonthlyTerms(refilling, range(month, month + 12)))
    assert weights.sum() == pytest.approx(1) and len(people) == 40 * (50 * STREETS - 1)
    for field in ("birth", "sex", "education", "certificate", "grade", "contribution_from", "rating", "track"):
        known, place = np.unique(expected[field], return_inverse=True)
        assert set(people[field].tolist()) <= set(known.tolist()), field
        chance = np.bincount(place, weights)
        counts = np.array([(people[field] == one).sum() for one in known])
        off_by = 40 * agreement(cumulants(len(people) / 40 * powers(chance)), np.zeros((40, len(known)))).off_by
        assert (np.abs(counts - len(people) * chance) <= off_by).all(), field


# ---- a ladder of fixed size ------------------------------------------------------------------------------------------


def balance(grades: int, years: int, stay: float) -> np.ndarray:
    """Stationary shares of the grades at year end, from the balance equations of (grade, years in it) in January.

    Everybody stays with the same chance, a leaver's post begins anew at the foot; solved as a linear system.
    """
    places = [(grade, year) for grade in range(grades) for year in range(years)]
    step = np.zeros((len(places), len(places)))
    for number, (grade, year) in enumerate(places):
        up = year + 1 == years and grade + 1 < grades
        after = (grade + 1, 0) if up else (grade, min(year + 1, years - 1))
        step[number, places.index(after)] += stay
        step[number, 0] += 1 - stay
    system = np.vstack([step.T - np.eye(len(places)), np.ones(len(places))])
    shares = np.linalg.lstsq(system, np.array([*np.zeros(len(places)), 1.0]), rcond=None)[0]
    return stay * shares.reshape(grades, years).sum(axis=1)


@pytest.mark.parametrize(("q", "needed"), [(0.15, 3), (0.3, 1)])
def test_a_ladder_of_fixed_size_settles_where_the_balance_equations_say(law: Policy, q: float, needed: int):
    """All posts refilled each January at the foot; a grade every so many years; the same chance of leaving for all."""
    posts, years, grades = 8, 40, 5
    stay, size = 1 - q, posts * STREETS
    values = {
        "exits.resignation": q,
        "progression.years_per_grade": needed,
        "progression.grades_per_step": 1,
        "entry.education_lift": 0,
        "grades.band": {post: [1, grades if post == "assistant" else law.grades] for post in law.axis("post")},
        "appraisal.minimum_months": 0,
    }
    none = with_law(offices(law, posts), values)
    ladder = with_law(none, {**EVERY_JANUARY, **TAKEN_UP, "recruitment.fill_share": 1})
    staff = young(ladder, size)
    shares = np.array([_shares(t, needed, grades, stay) for t in range(years)])
    run = lived(ladder, staff, years)
    assert_counts(run.books.in_post[:, 1:, -1, :grades], many(size, shares))
    settled = balance(grades, needed, stay)
    assert np.abs(shares[-1] - settled).max() <= stay**years
    heads = per_head(twin(none, staff, years=years), size)[:, :grades]
    arrivals = np.array([size, *[size * q] * (years - 1)])
    assert np.allclose(of_cohorts(arrivals, heads), size * shares)
    exact = twin(ladder, staff, years=years, vacant=0).in_post.values[:2, :, -1, :grades]
    assert np.allclose(exact, size * np.array([shares, shares * (1 - shares)]))


def _shares(t: int, needed: int, grades: int, stay: float) -> np.ndarray:
    """Share of posts by grade at the end of year t: the holder came j years ago with chance (1 − s)sʲ, or at first."""
    shares = np.zeros(grades)
    for j in range(t + 1):
        came = stay**j * (1 - stay if j < t else 1.0)
        shares[min(j // needed, grades - 1)] += came * stay
    return shares
