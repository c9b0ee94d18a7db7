"""Why the cost changed: lone careers to the fen, and identities that hold in every replication."""

from __future__ import annotations

from fractions import Fraction
from typing import Any

import numpy as np
import pytest

from simlib import compare, cost, explain, load_policy, load_staff, project
from simlib.analysis.causes import CAUSES, QUANTITIES, UNIT_LINES, unit_cost
from simlib.analysis.compare import Comparison
from simlib.analysis.explain import Explanation, explain_difference
from simlib.budget.moments import Moments
from simlib.months import YEAR, parse_month
from simlib.policy import Policy, PolicyError
from simlib.policy.axes import EDUCATIONS, RATINGS
from simlib.policy.items import ITEMS
from simlib.population.staff import Staff
from simlib.population.world import MONTHS, REWARDED
from simlib.projection import Projection
from tests.conftest import BAOHE
from tests.rules.runner import NO_CHANCE, with_law
from tests.simulation.lives import paid_months
from tests.simulation.people import roster

SEED, YEARS, REPLICATIONS = 5, 5, 4
CITIES = BAOHE.parent
DECIDED = parse_month("2026-07")
A_THOUSAND_A_MONTH = {  # and nothing else, whatever the grade
    **NO_CHANCE,
    "pay.base": 1000,
    "pay.base_growth": 0,
    "pay.award_month": 7,
    "pay.coefficient_step": 0,
    "pay.performance_share": 0,
    "pay.year_end_months": dict.fromkeys(RATINGS, 0),
    "pay.certificate_allowance": [0, 0, 0, 0],
    "contributions.fund_floor": 0,
    "contributions.limits_growth": 0,
    **{f"contributions.{item}": 0 for item in ("pension", "medical", "unemployment", "injury", "housing_fund")},
    "contributions.union_fund": 0,
}


def alone(
    law: Policy, values: dict[str, Any], years: int = 3, by_chance: dict[str, Any] | None = None, **traits: Any
) -> list[dict[str, float]]:
    """What explains each increase of one person's cost: the causes that are something, in yuan."""
    policy = with_law(law.with_values({**A_THOUSAND_A_MONTH, **values}, DECIDED), by_chance or {})
    return increases(project(policy, roster(policy, {"one": traits}), years=years, replications=1, seed=SEED))


def increases(run: Projection) -> list[dict[str, float]]:
    found = explain(run).yuan.values[0]
    return [{cause: yuan for cause, yuan in zip(CAUSES, year.tolist(), strict=True) if yuan} for year in found]


def test_nothing_happens(law: Policy):
    assert alone(law, {}) == [{}, {}]


def test_a_july_award_is_half_in_its_year_and_half_carried_over(law: Policy):
    """1,000 yuan, from July 2027 1,100, from July 2028 1,210, from July 2029 1,331.

    2028: twelve months of 1,100 for what were six of 1,000 and six of 1,100: 600 carried over; the new award 6 × 110.
    2029: 6 × 110 carried over, 6 × 121 new.
    """
    found = alone(law, {"pay.base_growth": 0.1})
    assert found == [{"carry_over": 600, "pay_award": 660}, {"carry_over": 660, "pay_award": 726}]


def test_a_january_award_carries_nothing_over(law: Policy):
    found = alone(law, {"pay.base_growth": 0.1, "pay.award_month": 1}, years=2)
    assert found == [{"pay_award": 12 * 110}]  # 1,100 from January 2027, 1,210 from January 2028


def test_a_higher_housing_fund_rate_from_april(law: Policy):
    """From 5 to 8 per cent of 1,000 yuan: nine months of 30 yuan in 2028, three more in 2029."""
    policy = law.with_values({**A_THOUSAND_A_MONTH, "contributions.housing_fund": 0.05}, DECIDED)
    policy = policy.with_values({"contributions.housing_fund": 0.08}, parse_month("2028-04"))
    run = project(policy, roster(policy, {"one": {}}), years=4, replications=1, seed=SEED)
    assert increases(run) == [{"contributions": 270}, {"carry_over": 90}, {}]


def test_an_award_bears_the_contributions_on_it(law: Policy):
    """1,000 and 50 of housing fund; 100 and 5 more from July each year."""
    found = alone(law, {"pay.base_growth": 0.1, "contributions.housing_fund": 0.05}, years=2)
    assert found == [{"carry_over": 630, "pay_award": 693}]


def test_floors_of_the_base_that_rise_are_contributions(law: Policy):
    """5 per cent of a floor of 2,000, from July 2027 2,200 and from July 2028 2,420: 6 × 10 over, 6 × 11 new."""
    floor_ = {"contributions.fund_floor": 2000, "contributions.limits_growth": 0.1, "contributions.limits_month": 7}
    found = alone(law, {**floor_, "contributions.housing_fund": 0.05}, years=2)
    assert found == [{"carry_over": 60, "contributions": 66}]


ON_LAST_YEAR = {"rules.contributions": "last_year_mean", "contributions.housing_fund": 0.05}


def test_an_award_is_in_the_bases_a_year_later(law: Policy):
    """1,000 yuan, from July 2027 1,100, from July 2028 1,210; bases set in July on the year before.

    Bases: 1,000 of 2026; from July 2028 1,050 of 2027; from July 2029 1,155 of 2028. Contributions: 600 in 2027, 6 × 50
    + 6 × 52.50 = 615 in 2028, 6 × 52.50 + 6 × 57.75 = 661.50 in 2029, of which 12 × 52.50 − 615 = 15 carry over.
    """
    found = alone(law, {"pay.base_growth": 0.1, **ON_LAST_YEAR})
    assert found == [{"carry_over": 600, "pay_award": 675}, {"carry_over": 675, "pay_award": 757.5}]


def test_a_rise_is_in_the_bases_a_year_later(law: Policy):
    """1,100 yuan, from January 2028 1,200, in the base from July 2029: 6 × 5 beside 1,200 of its own rise."""
    values = {"pay.coefficient_step": 0.1, "progression.years_per_grade": 1, **ON_LAST_YEAR}
    assert alone(law, values, grade=2) == [{"grade_drift": 1200}, {"grade_drift": 1230}]


def test_the_reward_is_in_the_bases_a_year_later(law: Policy):
    """A month for a satisfactory year, in December 2027 after none in 2026: 1,083.33 from July 2028."""
    found = alone(law, {"pay.year_end_months": [0, 0, 0, 1, 1], **ON_LAST_YEAR}, years=2, rating="failed")
    assert found == [{"ratings_and_allowances": 25.02}]  # 6 × (54.17 − 50)


def test_a_rise_is_grade_drift(law: Policy):
    """A satisfactory year a grade, 30 yuan a grade a month."""
    found = alone(law, {"pay.coefficient_step": 0.03, "progression.years_per_grade": 1}, grade=2)
    assert found == [{"grade_drift": 360}, {"grade_drift": 360}]


A_BACHELOR = {"qualification.education_rate": [0, 1, 0, 0, 0], "pay.coefficient_step": 0.03}


def test_the_grade_of_a_degree_is_grade_drift_for_twelve_months(law: Policy):
    """大专1级, 本科2级: 30 yuan a month more from November 2027, so ten months more of them in 2028, and no more."""
    assert alone(law, A_BACHELOR, grade=2) == [{"grade_drift": 300}, {}]


def test_the_grade_of_a_degree_in_a_later_year_begins_in_it(law: Policy):
    """Earned in October 2028: two months of it that year, and ten more in the next."""
    policy = law.with_values(
        {**A_THOUSAND_A_MONTH, "pay.coefficient_step": 0.03, "progression.years_per_grade": 40}, DECIDED
    )
    policy = policy.with_values({"qualification.education_rate": [0, 1, 0, 0, 0]}, parse_month("2028-01"))
    run = project(policy, roster(policy, {"one": {"grade": 2}}), years=4, replications=1, seed=SEED)
    assert increases(run) == [{"grade_drift": 60}, {"grade_drift": 300}, {}]


def test_a_certificate_in_post_is_ratings_and_allowances(law: Policy):
    """100 yuan a month from November 2027: ten months more of them in 2028."""
    earned = {"pay.certificate_allowance": [0, 100, 100, 100], "qualification.certificate_rate": [1, 0, 0, 0]}
    assert alone(law, earned) == [{"ratings_and_allowances": 1000}, {}]


def test_degrees_that_lift_against_degrees_that_do_not_are_grade_drift(law: Policy):
    """Two months of 30 yuan in 2027, twelve in 2028 and in 2029."""
    laws = [
        law.with_values({**A_THOUSAND_A_MONTH, **A_BACHELOR, "qualification.degree_lifts_grade": lifts}, DECIDED)
        for lifts in ("no", "yes")
    ]
    one = roster(laws[0], {"one": {"grade": 2}})
    before, after = (project(law, one, years=3, replications=1, seed=SEED) for law in laws)
    found = explain_difference(compare(before, after)).yuan.sel(replication=0)
    assert found.sel(cause="grade_drift").values.tolist() == [60, 360, 360]
    assert not found.drop_sel(cause="grade_drift").values.any()


def test_rises_of_earlier_years_stay_grade_drift_of_a_proposal(law: Policy):
    """A grade a year from January 2028 on against none: 30 yuan a month more in 2028, 60 in 2029, 90 in 2030."""
    slow = {**A_THOUSAND_A_MONTH, "pay.coefficient_step": 0.03, "progression.years_per_grade": 40}
    laws = [law.with_values({**slow, **values}, DECIDED) for values in ({}, {"progression.years_per_grade": 1})]
    one = roster(laws[0], {"one": {"grade": 2}})
    before, after = (project(law, one, years=4, replications=1, seed=SEED) for law in laws)
    found = explain_difference(compare(before, after)).yuan.sel(replication=0)
    assert found.sel(cause="grade_drift").values.tolist() == [0, 360, 720, 1080]
    assert not found.drop_sel(cause="grade_drift").values.any()


def test_a_worse_rating(law: Policy):
    """Satisfactory until 2027, basic then: half of 200 yuan of performance pay from 2028 on."""
    by_rating = {"unrated": 0, "failed": 0, "basic": 0.5, "satisfactory": 1, "excellent": 1}
    worse = {"pay.performance_share": 0.2, "pay.performance_by_rating": by_rating, "dismissal.basic_years": 0}
    found = alone(law, worse, by_chance={"appraisal.basic_rate": 1})
    assert found == [{"ratings_and_allowances": -1200}, {}]


def test_a_new_allowance_is_no_award(law: Policy):
    """A hundred yuan from July 2028."""
    policy = law.with_values(A_THOUSAND_A_MONTH, DECIDED)
    policy = policy.with_values({"pay.certificate_allowance": [100] * 4}, parse_month("2028-07"))
    run = project(policy, roster(policy, {"one": {}}), years=4, replications=1, seed=SEED)
    assert increases(run) == [{"ratings_and_allowances": 600}, {"carry_over": 600}, {}]


def test_a_leaver_who_is_not_replaced_takes_half_the_heads(law: Policy):
    """Two of 1,000 yuan; one turns 60 in December 2026, retires within 2027 as the law delays it, and is not replaced.

    In 2028 there are twelve months; in 2027 there were as many more as the retiring one still served.
    """
    policy = law.with_values(A_THOUSAND_A_MONTH, DECIDED)
    people = {"young": {}, "old": {"born": "1966-12"}}
    run = project(policy, roster(policy, people), years=2, replications=1, seed=SEED)
    served = int(paid_months(run, 0)[0].sum()) - YEAR
    assert 0 < served < YEAR and paid_months(run, 0)[1].sum() == YEAR
    assert increases(run) == [{"headcount": -1000.0 * served}]


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
    """Some leave sooner or later for it (the channel and dismissals look at nobody's grade, so heads stay)."""
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
    old = Moments(run.policy, (first + YEAR - 1,))
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
