"""Why the cost changed: identities that hold in every replication."""

from __future__ import annotations

from fractions import Fraction
from typing import Any

import numpy as np
import pytest

from simlib import compare, cost, explain, load_policy, load_staff, project
from simlib.analysis.causes import CAUSES, QUANTITIES, UNIT_LINES, unit_cost
from simlib.analysis.compare import Comparison
from simlib.analysis.explain import Explanation, explain_difference
from simlib.budget.terms_by_month import TermsByMonth
from simlib.months import YEAR, parse_month
from simlib.policy import Policy, PolicyError
from simlib.policy.axes import EDUCATIONS
from simlib.policy.items import ITEMS
from simlib.population.world import MONTHS, REWARDED
from simlib.projection import Projection
from simlib.staff.opening import Staff
from tests.analysis.explaining import REPLICATIONS, SEED, YEARS
from tests.conftest import BAOHE

CITIES = BAOHE.parent


@pytest.fixture(scope="module", params=["busy", "busier"])
def rules(request: pytest.FixtureRequest) -> Policy:
    law: Policy = request.getfixturevalue(request.param)
    return law.with_values({"training.yuan_per_hour": 20, "training.hours": [40, 40, 40, 40]})


@pytest.fixture(scope="module")
def run(rules: Policy, few: Staff) -> Projection:
    return project(rules, few, years=YEARS, replications=REPLICATIONS, seed=SEED)


def compared(run: Projection, values: dict[str, Any], start: str = "2027-01") -> Comparison:
    law = run.policy.with_values(values, parse_month(start))
    return compare(run, project(law, run.plan.staff, years=YEARS, replications=REPLICATIONS, seed=SEED))


def whole(explanation: Explanation, *causes: str) -> np.ndarray:
    """The fen of some causes, (replication, year)."""
    return explanation.fen[:, :, [list(CAUSES).index(cause) for cause in causes]].sum(axis=2)


REFORM = {  # of people, of prices, of traits paid for and of times, all at once
    "progression.years_per_grade": 2,
    "retirement.late_share": 0.1,
    "establishment.coefficient_level": 0.9,
    "pay.base_growth": 0.05,
    "pay.award_month": 4,
    "pay.education_allowance": [0, 50, 100, 200, 300],
    "contributions.housing_fund": 0.12,
    "rules.conversion": "by_service_and_education",
    "pay.base": 4600,
    "conversion.protection": "absorbed",
}


def test_causes_lead_from_each_cost_to_the_next_to_the_fen(run: Projection):
    found, total = explain(run), cost(run).fen.sum(axis=2)
    assert found.fen.dtype == np.int64
    assert np.array_equal(total[:, :-1] + found.fen.sum(axis=2), total[:, 1:])
    assert np.array_equal(total[:, 0] + found.fen.sum(axis=(1, 2)), total[:, -1])  # and over the years
    assert found.years == run.years[1:]
    assert all(found.fen[:, :, n].any() == (cause != "conversion") for n, cause in enumerate(CAUSES))


def test_and_from_the_baseline_to_the_proposal(run: Projection):
    comparison = compared(run, REFORM)
    found = explain_difference(comparison)
    before, after = (cost(side.projection).fen.sum(axis=2) for side in (comparison.before, comparison.after))
    assert np.array_equal(before + found.fen.sum(axis=2), after)
    for cause in set(CAUSES) - {"carry_over"}:
        assert whole(found, cause).any(), cause
    assert not whole(found, "carry_over").any()  # both sides are of the same year
    assert found.change().mean == pytest.approx(sum(part.mean for part in found.parts().values()))


def test_a_proposal_that_changes_nothing_explains_nothing(run: Projection):
    assert not explain_difference(compare(run, run)).fen.any()
    same = {
        "progression.years_per_grade": float(run.policy.value("progression.years_per_grade", run.policy.opening or 0))
    }
    assert not explain_difference(compared(run, same)).fen.any()


PAY_ALONE = [
    ({"pay.base_growth": 0.05}, "pay_award"),
    ({"pay.base": 6000}, "pay_award"),
    ({"contributions.housing_fund": 0.12}, "contributions"),
    ({"pay.award_month": 3}, "pay_award"),  # other pay periods: both sides are run again
    ({"pay.education_allowance": [100] * len(EDUCATIONS)}, "ratings_and_allowances"),  # other pay cells
]


@pytest.mark.parametrize(("values", "cause"), PAY_ALONE)
def test_a_proposal_about_pay_alone_is_all_in_prices(run: Projection, values: dict[str, Any], cause: str):
    comparison = compared(run, values)
    found = explain_difference(comparison)
    assert not whole(found, *QUANTITIES[:-1]).any()
    assert (whole(found, cause, "other") == found.fen.sum(axis=2)).all()  # `other`: severance is months of pay
    assert whole(found, cause).any()


def test_years_per_grade_are_grade_drift_and_no_award(run: Projection):
    """Some leave earlier or later for it (the channel and dismissals look at nobody's grade, so heads stay)."""
    found = explain_difference(compared(run, {"progression.years_per_grade": 4}))
    assert not whole(found, "pay_award", "contributions", "carry_over").any()
    drift = whole(found, "grade_drift").sum(axis=1)
    assert (drift < 0).all()
    for cause in ("post_mix", "ratings_and_allowances"):
        assert (abs(whole(found, cause).sum(axis=1)) < 0.1 * abs(drift)).all(), cause


def test_nothing_is_explained_before_a_proposals_date(run: Projection):
    found = explain_difference(compared(run, REFORM, "2029-01"))
    assert not found.fen[:, :2].any() and found.fen[:, 2:].any(axis=(0, 1)).sum() == len(CAUSES) - 1


def test_runs_kept_otherwise_have_the_same_lives(run: Projection):
    layout = compared(run, REFORM).after.projection.plan.pay
    again = run.kept_by(run.plan.pay.joined(layout))
    assert again.plan.pay.cells > run.plan.pay.cells and len(again.plan.pay.starts) > len(run.plan.pay.starts)
    assert np.array_equal(cost(again).fen, cost(run).fen)
    assert np.array_equal(again.books.flows, run.books.flows)
    assert run.kept_by(run.plan.pay) is run


def test_the_parts_found_cell_by_cell_in_fractions(run: Projection):
    """The definitions once more, by plain loops over the pay cells of one replication and exact fractions.

    Of what goes by pay cell: contributions are on the month's own wages.
    """
    run = run.under(run.policy.with_values({"rules.contributions": "this_month"}, 0))
    found = {cause: explain(run).fen[0, :, n].tolist() for n, cause in enumerate(CAUSES)}
    for y in range(1, YEARS):
        expected = _by_loops(run, y)
        assert {cause: found[cause][y - 1] for cause in expected} == expected


def _by_loops(run: Projection, y: int) -> dict[str, int]:
    layout, first = run.plan.pay, run.plan.months[0] + YEAR * (y - 1)
    old = TermsByMonth(run.policy, (first + YEAR - 1,))
    unit = unit_cost(layout, old, old, old)
    parts = dict.fromkeys(QUANTITIES, 0)
    for kind, price, share in ((MONTHS, unit.month, Fraction(1)), (REWARDED, unit.reward, Fraction(1, YEAR))):
        was, now = (_cells(run, kind, year) for year in (y - 1, y))
        risen = {pg: share * int(n) for pg, n in np.ndenumerate(run.books.risen[0, y]) if n}
        steps = _levels(was, now, risen, price, layout.lengths)
        for cause, low, high in zip(QUANTITIES, steps, steps[1:]):
            parts[cause] += round(high) - round(low)
    carried = sum(n * int(unit.month[k]) for k, n in _cells(run, MONTHS, y - 1).items())
    carried += sum(n * int(unit.reward[k]) for k, n in _cells(run, REWARDED, y - 1).items())
    lines = [n for n, line in enumerate(ITEMS) if line in UNIT_LINES]
    parts["carry_over"] = carried - int(cost(run).fen[0, y - 1, lines].sum())
    del parts["ratings_and_allowances"]  # which has a part of prices too
    return parts


def _cells(run: Projection, kind: int, y: int) -> dict[int, int]:
    mine = [t for t, start in enumerate(run.plan.pay.starts) if start // YEAR == run.years[y]]
    return {int(k): int(n) for k, n in enumerate(run.books.pay[kind].whole[0][mine].sum(axis=0)) if n}


def _levels(
    was: dict[int, int], now: dict[int, int], risen: dict[tuple[int, ...], Fraction], price: np.ndarray,
    lengths: tuple[int, ...],
) -> list[Fraction]:  # fmt: skip
    def at(k: int) -> tuple[int, int, int]:
        rest = int(np.prod(lengths[2:]))
        return k // rest // lengths[1], k // rest % lengths[1], k % rest

    posts, grades, rest = lengths[0], lengths[1], int(np.prod(lengths[2:]))
    mixed = replaced = drifted = Fraction(0)
    for post in range(posts):
        here, there = ({k: n for k, n in staff.items() if at(k)[0] == post} for staff in (was, now))
        if not here:
            level = Fraction(sum(n * int(price[k]) for k, n in there.items()))
            mixed, replaced, drifted = mixed + level, replaced + level, drifted + level
            continue
        more = Fraction(sum(there.values()), sum(here.values()))
        level = more * sum(n * int(price[k]) for k, n in here.items())
        mixed, replaced, drifted = mixed + level, replaced + level, drifted + level
        for grade in range(grades):
            worth = Fraction(sum(n * int(price[(post * grades + grade) * rest + at(k)[2]]) for k, n in here.items()),
                             sum(here.values()))  # fmt: skip
            rose = risen.get((post, grade), Fraction(0))
            came = sum(n for k, n in there.items() if at(k)[1] == grade) - rose
            came -= more * sum(n for k, n in here.items() if at(k)[1] == grade)
            replaced, drifted = replaced + came * worth, drifted + (came + rose) * worth
    start = Fraction(sum(n * int(price[k]) for k, n in was.items()))
    heads = start * Fraction(sum(now.values()), sum(was.values()))
    return [start, heads, mixed, replaced, drifted]


def test_no_interval_from_fewer_than_thirty_replications(run: Projection, streets: Policy, few: Staff):
    assert np.isnan(explain(run).parts(run.years[1])["headcount"].error)
    enough = explain(project(streets, few, years=2, replications=30, seed=SEED))
    part = enough.parts(enough.years[0])["headcount"]
    one = enough.fen[:, 0, list(CAUSES).index("headcount")] / 100
    assert part.mean == pytest.approx(one.mean()) and part.error == pytest.approx(
        2.0452 * one.std(ddof=1) / 30**0.5, rel=1e-4
    )


def test_the_table_has_each_year_and_the_whole(run: Projection):
    found = explain(run)
    assert len(found.table) == (YEARS - 1 + 1) * len(CAUSES)
    last = found.table[found.table["year"] == "all"].set_index("cause")
    assert last["yuan"].sum() == pytest.approx(found.change().mean)
    assert found.yuan.dims == ("replication", "year", "cause")


def test_one_year_has_no_increase(streets: Policy, few: Staff):
    with pytest.raises(PolicyError, match="no increase"):
        explain(project(streets, few, years=1, replications=1, seed=SEED))


def test_schemes_with_other_posts_are_not_taken_apart():
    laws = [load_policy(CITIES / name) for name in ("growth_chain_before", "growth_chain")]
    before, after = (project(law, load_staff(law), years=1, replications=1, seed=SEED) for law in laws)
    with pytest.raises(PolicyError, match="other posts or grades"):
        explain_difference(compare(before, after))
