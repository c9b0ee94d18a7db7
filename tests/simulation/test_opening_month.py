"""A run that opens in September, worked by hand: four months of 2026, then whole years.

Everybody gets 3,000 yuan a month, from July 2026 on 4,000, and a month of it at year end. So a year came to 39,000 in
2025, and 2026 to 6 × 3,000 + 6 × 4,000 + 4,000 = 46,000, of which four months and the reward fall within the run.
"""

from __future__ import annotations

from copy import copy
from dataclasses import replace
from typing import Any

import numpy as np
import pytest

from simlib import cost, explain, load_policy, load_staff, project
from simlib.analysis.compare import compare
from simlib.analysis.explain import explain_difference
from simlib.analysis.outcomes import OUTCOMES, costed
from simlib.budget.yearly_prices import grid_service
from simlib.careers.career import career
from simlib.months import YEAR, Years, month_number, month_text, months_of_run, parse_month, year_words
from simlib.policy import Policy, PolicyError
from simlib.population.person import LEAVING_FLOWS
from simlib.projection import Projection
from simlib.staff.opening import Staff
from simlib.text import Text
from simlib.twin import twin
from tests.conftest import BAOHE, BEFORE_THE_ROSTER
from tests.rules.runner import NO_CHANCE, with_law
from tests.simulation.lives import NAMES, after, lives
from tests.simulation.people import roster

SEPTEMBER, JULY = parse_month("2026-09"), parse_month("2026-07")
RATES = ("pension", "medical", "unemployment", "injury", "housing_fund", "union_fund")
PAY: dict[str, Any] = {
    "rules.progression": "none",
    "rules.pay": "post_and_grade_sums",
    "pay.post_sum": 3000,
    "pay.grade_sum": 0,
    "pay.base_growth": 0,
    "pay.performance_share": 0,
    "pay.year_end_months": {"unrated": 1, "failed": 1, "basic": 1, "satisfactory": 1, "excellent": 1},
    "contributions.limits_growth": 0,
    "contributions.base_floor": 0,
    "contributions.base_cap": 100_000,
    **{f"contributions.{rate}": 0 for rate in RATES},
    "contributions.pension": 0.16,
}
LAST_YEAR = {"rules.contributions": "last_year_mean", "contributions.insurance_reset": 7}
NOBODY_DISABLED = {"levy.employed_share": 0}
GUARANTEED = {
    "rules.anchor": "income_guaranteed",
    "anchor.series": "private",
    "anchor.growth": 0,
    "anchor.share": 1,
    "anchor.lag_years": 0,
}


def opened(law: Policy, month: str) -> Policy:
    return replace(law, opening=parse_month(month))


def old(law: Policy) -> Policy:
    """The same law with all its first values long in force: then each month before the opening has its own prices."""
    aged = {name: replace(one, values=(replace(one.values[0], month=BEFORE_THE_ROSTER), *one.values[1:]))
            for name, one in law.provisions.items()}  # fmt: skip
    return replace(law, provisions=aged)


@pytest.fixture(scope="module")
def autumn(streets: Policy) -> Policy:
    """The law as worked by hand, from September 2026."""
    law = old(opened(streets, "2026-09")).with_values(PAY, BEFORE_THE_ROSTER).with_values({"pay.post_sum": 4000}, JULY)
    return with_law(law, {**NO_CHANCE, "rules.progression": "none"}).with_values(LAST_YEAR, BEFORE_THE_ROSTER)


def run(law: Policy, staff: Staff, years: int = 3) -> Projection:
    return project(law, staff, years=years, replications=1, seed=1)


def line(run: Projection, name: str) -> list[float]:
    """Yuan by year."""
    return [int(fen) / 100 for fen in cost(run).of(name)[0]]


def one(law: Policy, **traits: Any) -> Staff:
    return roster(law, {"one": {"joined": "2020-01", **traits}})


# --- months and years ---


def test_ten_years_are_the_rest_of_the_first_and_ten_whole_ones():
    assert months_of_run(SEPTEMBER, 10) == range(SEPTEMBER, month_number(2037, 1))
    assert months_of_run(month_number(2027, 1), 10) == range(month_number(2027, 1), month_number(2037, 1))
    assert months_of_run(month_number(2026, 12), 1) == range(month_number(2026, 12), month_number(2028, 1))


def test_years_know_which_is_a_part_and_where_their_months_are():
    years = Years(months_of_run(SEPTEMBER, 2))
    assert years == (2026, 2027, 2028) and years.whole == (2027, 2028)
    assert copy(years) == years and copy(years).first == 9
    months = months_of_run(SEPTEMBER, 2)
    assert [month_text(month) for month in months[years.decembers]] == ["2026-12", "2027-12", "2028-12"]
    assert [(month_text(of[0]), len(of)) for of in (months[years.places(y)] for y in range(3))] == [
        ("2026-09", 4), ("2027-01", 12), ("2028-01", 12)]  # fmt: skip
    whole = Years(months_of_run(month_number(2027, 1), 2))
    assert whole.whole == whole == (2027, 2028) and whole.places(1) == slice(12, 24)


def test_a_part_year_is_named_with_its_months():
    autumn, last = (Years(months_of_run(parse_month(month), 1)) for month in ("2026-09", "2026-12"))
    assert year_words(2026, autumn) == Text("2026年9—12月", "2026 (Sep–Dec)")
    assert year_words(2026, last) == Text("2026年12月", "2026 (Dec)")
    assert year_words(2027, autumn) == year_words(2027, (2027, 2028)) == Text("2027年", "2027")


# --- what falls when ---


def test_what_is_yearly_follows_its_own_month(autumn: Policy):
    """One year short of a rise when the run opens: the December appraisal makes it up, and January gives the grade."""
    law = with_law(autumn, {"rules.progression": "every_n_years", "progression.years_per_grade": 2,
                            "election.first_month": "2026-11", "election.turnover_share": 0})  # fmt: skip
    staff = roster(law, {"short": {"satisfactory_years": 1}, "shorter": {"satisfactory_years": 0},
                         "of sixty": {"born": "1966-06", "joined": "2000-01"}})  # fmt: skip
    found = {key: [(month_text(e.month), e.flow) for e in life] for key, life in
             lives(after(law, staff, 4 + 2 * YEAR), 0).items()}  # fmt: skip
    short, shorter, old = (int(key) for key in staff.records["key"])
    assert found[short] == [("2027-01", "graded_up")]
    assert found[shorter] == [("2028-01", "graded_up")]
    assert found[old] == [("2026-11", "retired")]  # 60 and 5 months: 17 months after January 1965, one for each 4 begun


def test_a_recruitment_month_before_the_opening_waits_for_the_next_year(autumn: Policy):
    law = with_law(autumn, {"recruitment.fill_share": 1, "recruitment.exam_yield": 1, "recruitment.month": 3,
                            "recruitment.lead_months": 2})  # fmt: skip
    joined = run(law, one(law), years=1).books.flows[0, :, NAMES.index("joined")].sum(axis=1)
    assert joined[0] == 0 < joined[1]
    late = with_law(law, {"recruitment.month": 10})
    joined = run(late, one(late), years=1).books.flows[0, :, NAMES.index("joined")].sum(axis=1)
    assert joined[0] > 0 == joined[1]


def test_four_months_are_paid_and_the_whole_reward(autumn: Policy):
    books = run(autumn, one(autumn))
    assert books.years == (2026, 2027, 2028, 2029)
    assert line(books, "basic_pay") == [16_000, 48_000, 48_000, 48_000]
    assert line(books, "year_end_reward") == [4_000, 4_000, 4_000, 4_000]


def test_grid_money_is_so_many_twelfths_of_a_part_year():
    yishui = load_policy(BAOHE.parent / "yishui").opened(SEPTEMBER)
    first, second, third = grid_service(yishui, months_of_run(SEPTEMBER, 2)).tolist()
    assert second == third > 0 and first * 3 == second


# --- what rests on the year before, or on all of the year ---


def test_bases_are_set_in_july_on_the_whole_calendar_year(autumn: Policy):
    """Until June 2027 on 2025: 39,000 / 12 = 3,250, × 16 % = 520. Then on 2026: 46,000 / 12 = 3,833.33, 613.33. From
    July 2028 on 2027: 52,000 / 12 = 4,333.33, 693.33.
    """
    first, second, third = 520.00, 613.33, 693.33
    due = [4 * first, 6 * first + 6 * second, 6 * second + 6 * third]
    assert line(run(autumn, one(autumn), years=2), "pension") == pytest.approx(due, abs=1e-9)


def test_who_came_in_the_year_of_the_opening_contributes_on_the_first_wage(autumn: Policy):
    """Since March 2026: 3,000 × 16 % = 480; from July 2027 on 4 × 3,000 + 6 × 4,000 + 4,000 = 40,000 over 10: 640."""
    staff = one(autumn, joined="2026-03")
    assert line(run(autumn, staff, years=1), "pension") == [4 * 480, 6 * 480 + 6 * 640]


def test_who_changes_pay_before_the_year_ends_has_its_months_before_too(autumn: Policy):
    """From half pay to all of it in October 2026: 6 × 1,500 + 3 × 2,000 + 3 × 4,000 and 4,000 = 31,000 / 12 = 2,583.33,
    × 16 % = 413.33 from July 2027; until then half of 2025's 39,000: 1,625 × 16 % = 260.
    """
    ramp = {"rules.ramp": "each_satisfactory_year", "ramp.posts": "yes", "ramp.share": [0.5, 1, 1, 1]}
    law = autumn.with_values(ramp, BEFORE_THE_ROSTER)
    staff = one(law, joined="2025-10")
    assert line(run(law, staff, years=1), "pension") == pytest.approx([4 * 260, 6 * 260 + 6 * 413.33], abs=1e-9)


FAILS = {"appraisal.failed_rate": 1, "appraisal.basic_rate": 0, "dismissal.failed_years": 2}


def test_severance_is_the_mean_of_twelve_months_before_the_opening_or_after(autumn: Policy):
    """Failed for a second year in 2026. (6 × 3,000 + 6 × 4,000) / 12 = 3,500; seven years of service: 24,500."""
    law = with_law(autumn, {**FAILS, "severance.months_per_year": 1, "severance.dismissed": "yes"})
    assert line(run(law, one(law, rating="failed", failed_run=1), years=1), "severance") == [24_500, 0]


def test_the_levy_is_of_twelve_months_too(autumn: Policy):
    """A hundred people, 4,600,000 in 2026: × 1.5 % × 90 % = 62,100, due in 2026 (its own) and 2027; then 5,200,000."""
    law = autumn.with_values(NOBODY_DISABLED)
    staff = roster(law, {f"person {number}": {} for number in range(100)})
    assert line(run(law, staff, years=2), "disability_levy") == [62_100, 62_100, 78_000]


def test_a_guaranteed_income_is_that_of_the_whole_year(autumn: Policy):
    """50,000 are guaranteed: 2026 came to 46,000, so that 4,000 are short; 2027 to 52,000. Of 49,000 in 2026 3,000."""
    wage = {"private": 50_000, "nonprivate": 0, "full_calibre": 0}
    law = autumn.with_values({**GUARANTEED, "anchor.wage": wage}, BEFORE_THE_ROSTER)
    assert line(run(law, one(law), years=1), "guarantee") == [4_000, 0]
    lower = autumn.with_values({**GUARANTEED, "anchor.wage": {**wage, "private": 49_000}}, BEFORE_THE_ROSTER)
    assert line(run(lower, one(lower), years=1), "guarantee") == [3_000, 0]


# --- the same by other ways ---


def test_from_the_first_january_on_it_is_what_a_run_from_there_is(autumn: Policy):
    """Where pay has long been the same and nothing is left to luck: people, grades and money, to the fen."""
    rises = {"rules.progression": "every_n_years", "progression.years_per_grade": 2}
    steady = with_law(autumn.with_values({"pay.post_sum": 3000}, JULY), rises)
    people = {name: {"joined": "2015-03", "satisfactory_years": years} for name, years in
              (("one", 0), ("two", 1), ("three", 1))} | {"old": {"born": "1967-09", "joined": "2000-01"}}  # fmt: skip
    a_year_on = {name: {**traits, "satisfactory_years": traits.get("satisfactory_years", 0) + 1} for name, traits in
                 people.items()}  # fmt: skip
    winter = opened(steady, "2027-01")
    early, late = run(steady, roster(steady, people), 3), run(winter, roster(winter, a_year_on), 3)
    for book in ("in_post", "flows", "moves", "by_age", "by_unit"):
        assert np.array_equal(getattr(early.books, book)[:, 1:], getattr(late.books, book)), book
    assert np.array_equal(cost(early).fen[:, 1:], cost(late).fen)


@pytest.mark.parametrize("joined", ["2020-01", "2026-03", "2026-09"])
def test_the_twin_and_a_career_come_to_the_same_money(autumn: Policy, joined: str):
    staff, lines = one(autumn, joined=joined), ("basic_pay", "year_end_reward", "pension")
    books = run(autumn, staff, years=2)
    exact = twin(autumn, staff, years=2)
    assert exact.years == books.years
    traits = {"joined": joined, "born": "1991-01", "sex": "male", "education": "college", "grade": 1}
    found = career(autumn, {**traits, "satisfactory_years": 0}, ratings=["satisfactory"], years=2)
    for name in lines:
        assert exact.cost.sel(line=name).values.tolist() == pytest.approx(line(books, name))
        assert [slip.fen[name] / 100 for slip in found.years] == pytest.approx(line(books, name))


def test_a_career_knows_the_months_before_it_for_severance(autumn: Policy):
    """As above, 24,500: the year's twelve months, four of them within the run."""
    law = with_law(autumn, {"dismissal.failed_years": 1, "severance.months_per_year": 1, "severance.dismissed": "yes"})
    found = career(law, {"joined": "2020-01", "grade": 1}, ratings=["failed"], years=1)
    assert [slip.fen["severance"] for slip in found.months] == [0, 0, 0, 2_450_000]


# --- years that do not compare ---


def test_years_are_explained_from_the_first_whole_one_on(autumn: Policy):
    books = run(autumn, one(autumn), years=2)
    found = explain(books)
    assert found.years == (2028,)
    total = cost(books).fen.sum(axis=2)[0]
    assert int(found.fen.sum()) == int(total[2] - total[1])
    with pytest.raises(PolicyError, match="one year"):
        explain(run(autumn, one(autumn), years=1))


def test_a_proposal_is_explained_in_the_part_year_too(autumn: Policy):
    staff = one(autumn)
    more = autumn.with_values({"pay.post_sum": 5000}, parse_month("2026-11"))
    found = explain_difference(compare(run(autumn, staff, 1), run(more, staff, 1)))
    assert found.years == (2026, 2027)
    assert found.change(2026).mean == 2 * 1000 + 1000  # two months and the reward


def test_a_part_year_has_no_cost_per_head(autumn: Policy):
    values = OUTCOMES["cost_per_head"].values(costed(run(autumn, one(autumn), years=1)))[0]
    assert np.isnan(values[0]) and values[1] == pytest.approx(52_000 + 6 * 520 + 6 * 613.33)


# --- a whole city ---


def test_a_city_opens_in_september(law: Policy):
    """People come, stay and go as the ledger says, and nobody is paid for more months than there are."""
    september = law.opened(SEPTEMBER)
    staff = load_staff(september)
    assert staff.month == SEPTEMBER - 1
    found = project(september, staff, years=2, replications=3, seed=1)
    books = found.books
    people = books.in_post.sum(axis=(2, 3))
    joined, left = (sum(books.flows[:, :, NAMES.index(name)].sum(axis=2) for name in names)
                    for names in (("joined",), LEAVING_FLOWS))  # fmt: skip
    assert np.array_equal(people[:, :-1] + joined - left, people[:, 1:])
    months = books.pay[0].by_period
    first = [start < month_number(2027, 1) for start in found.plan.pay.starts]
    assert (months[:, first].sum(axis=1) <= 4 * people[:, 0]).all()
