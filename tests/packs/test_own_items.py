"""A bureau's own items, declared in its pack alone: in slip, budget, causes, workbook, costing and codes, to the fen.

取暖费 is 300 yuan a month from November to March (350.50 from July 2028), a wage; 交通补贴 500 for heads and 320 for
deputies, no wage; 考核奖 12,000 or 9,000 by rating at year end, a wage, for grades 1 to 12.
"""

from __future__ import annotations

from pathlib import Path

import numpy as np
import pytest

from dashboards.costing.request import Ceiling, View
from dashboards.costing.tables import by_line, lines_by_funder
from dashboards.shell.request import Answer, Request
from simlib import compare, load_policy, load_staff, project
from simlib.analysis.carry_over import price_effects
from simlib.analysis.causes import CAUSES
from simlib.analysis.explain import explain, explain_difference
from simlib.budget import Budget, budget_codes, cost
from simlib.careers.career import career
from simlib.policy import TERMS, Policy, PolicyError
from simlib.policy.axes import FUNDERS
from simlib.policy.items import ITEMS
from simlib.population.world import MONTHS, REWARDED
from simlib.projection import Projection
from simlib.report.proposal_sharing import proposal_yaml
from tests.packs.own_items import SCENARIOS, build
from tests.policy.made_up import edit
from tests.whole import whole

OWN = ("heating", "appraisal_award", "transport")
HEAD = {"joined": "2020-01", "post": "head", "grade": 9}


@pytest.fixture(scope="module")
def pack(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return build(tmp_path_factory.mktemp("own"))


@pytest.fixture(scope="module")
def law(pack: Path) -> Policy:
    return load_policy(pack)


@pytest.fixture(scope="module")
def run(law: Policy) -> Projection:
    return project(law, load_staff(law), years=2, replications=4, seed=1)


@pytest.fixture(scope="module")
def budget(run: Projection) -> Budget:
    return cost(run)


def test_wages_stand_with_the_wages_and_the_rest_at_the_end(law: Policy) -> None:
    lines = list(law.lines)
    assert [line for line in lines if line not in OWN] == list(ITEMS) and lines == list(law.axis("line"))
    assert lines[8:10] == ["heating", "appraisal_award"] and lines[-1] == "transport"


def test_a_slip_worked_by_hand(law: Policy) -> None:
    """A head rated excellent in 2027 and satisfactory in 2028, grade 9 and so in the range of the award.

    Contributions are on the month's own wages.
    """
    law = law.with_values({"rules.contributions": "this_month"}, 0)
    found = career(law, HEAD, ratings=["excellent", "satisfactory"], years=2)
    months = {slip.last: slip.fen for slip in found.months}
    january, june, december = (months[2027 * 12 + month - 1] for month in (1, 6, 12))
    assert (january["heating"], june["heating"], december["heating"]) == (30_000, 0, 30_000)
    assert (january["transport"], june["transport"]) == (50_000, 50_000)
    assert (june["appraisal_award"], december["appraisal_award"]) == (0, 1_200_000)
    pay = january["basic_pay"] + january["performance_pay"]  # within floor and cap, no allowances
    for line, rate in (("pension", 0.16), ("housing_fund", 0.08), ("union_fund", 0.02)):
        assert january[line] == pytest.approx((pay + 30_000) * rate, abs=0.51)  # heating is in every base
        assert june[line] == pytest.approx(pay * rate, abs=0.51)  # transport is in none
    one, other = found.years
    assert one.fen["heating"] == 5 * 30_000 and one.fen["transport"] == 12 * 50_000
    assert other.fen["heating"] == 3 * 30_000 + 2 * 35_050 and other.fen["appraisal_award"] == 900_000
    assert one.received == sum(one.fen[line] for line in law.lines if law.lines[line].received and line in one.fen)
    assert one.received - one.monthly == one.fen["year_end_reward"] + 1_200_000


def test_what_is_wage_is_in_next_years_bases_monthly_or_yearly(law: Policy) -> None:
    """Heating and the award of 2027 are in the mean of its twelve months from July 2028; transport is no wage."""
    found = career(law, HEAD, ratings=["excellent", "satisfactory"], years=2)
    year = found.years[0].fen
    wages = sum(year[line] for line in ("basic_pay", "performance_pay", "certificate_allowance", "year_end_reward"))
    mean = (wages + 5 * 30_000 + 1_200_000) / 12
    (july,) = (slip.fen for slip in found.months if slip.last == 2028 * 12 + 6)
    for line, rate in (("pension", 0.16), ("housing_fund", 0.08)):
        assert july[line] == pytest.approx(mean * rate, abs=0.6)


def test_others_get_what_the_pack_says(law: Policy) -> None:
    ratings = ["satisfactory", "basic"]
    deputy, member = (career(law, HEAD | {"post": post}, ratings=ratings, years=2) for post in ("deputy", "member"))
    assert [slip.fen["transport"] for slip in deputy.years] == [12 * 32_000] * 2
    assert [slip.fen["transport"] for slip in member.years] == [0, 0]
    assert [slip.fen["appraisal_award"] for slip in member.years] == [900_000, 0]
    above = career(law, HEAD | {"grade": 14}, ratings=["excellent"], years=1)
    assert above.years[0].fen["appraisal_award"] == 0 and above.years[0].fen["heating"] == 150_000


def test_each_line_of_the_slip_rests_on_its_sum(law: Policy) -> None:
    found = career(law, HEAD, ratings=["excellent"], years=2)
    (heating,) = [item for item in found.items(found.years[1]) if item.line == "heating"]
    assert [one.term.name for one in heating.grounds] == ["items.heating"] * 2
    assert [one.dated.since for one in heating.grounds] == ["2026-01", "2028-07"]


def test_the_budget_is_person_months_times_sums(run: Projection, budget: Budget) -> None:
    layout = run.plan.pay
    book = whole(run.books)["pay"].reshape(
        4, -1, len(layout.starts), *layout.lengths[:3], int(np.prod(layout.lengths[3:]))
    )
    calendar = np.array([start % 12 + 1 for start in layout.starts])
    months = book[:, MONTHS].sum(axis=-1)  # replication, period, post, grade, rating
    heating = np.where(np.isin(calendar, (11, 12, 1, 2, 3)), 30_000, 0)
    heating = np.where((np.array(layout.starts) >= 2028 * 12 + 6) & (heating > 0), 35_050, heating)
    assert np.array_equal(_by_year(run, months.sum(axis=(2, 3, 4)) * heating), budget.of("heating"))
    paid = months[:, :, 0].sum(axis=(2, 3)) * 50_000 + months[:, :, 1].sum(axis=(2, 3)) * 32_000
    assert np.array_equal(_by_year(run, paid), budget.of("transport"))
    rated = book[:, REWARDED].sum(axis=-1)[:, :, :, :12].sum(axis=(2, 3))  # of grades 1 to 12
    assert np.array_equal(
        _by_year(run, rated[..., 3] * 900_000 + rated[..., 4] * 1_200_000), budget.of("appraisal_award")
    )
    assert all(budget.of(line).all() for line in OWN)


def _by_year(run: Projection, fen: np.ndarray) -> np.ndarray:
    years = np.array(run.plan.pay.starts) // 12
    return np.stack([fen[:, years == year].sum(axis=1) for year in run.years], axis=1)


def test_it_adds_up_to_the_fen(run: Projection, law: Policy, budget: Budget) -> None:
    """Without the items, the cost is less by them and by the contributions on the wage among them."""
    nothing = cost(run, law.with_values({f"items.{line}": 0 for line in OWN}))
    assert not any(nothing.of(line).any() for line in OWN)
    on_it = [line for line, item in law.lines.items() if item.rate_of]
    more = sum(budget.of(line) for line in OWN) + sum(budget.of(line) - nothing.of(line) for line in on_it)
    assert np.array_equal(budget.fen.sum(axis=2) - nothing.fen.sum(axis=2), more)
    same = [line for line in law.lines if line not in (*OWN, *on_it)]
    assert all(np.array_equal(budget.of(line), nothing.of(line)) for line in same)


def test_payers_bear_it_as_the_pack_says(budget: Budget) -> None:
    borne = budget.borne_yuan.sel(line="heating").sum("replication")
    whole = budget.yuan.sel(line="heating").sum("replication")
    assert np.allclose(borne.sel(funder="county"), 0.4 * whole) and np.allclose(borne.sel(funder="street"), 0.6 * whole)
    assert np.array_equal(budget.borne.sum(axis=3), budget.fen) and list(borne.funder.values) == list(FUNDERS)


def test_every_yuan_has_a_cause(run: Projection, budget: Budget, law: Policy) -> None:
    found = explain(run)  # asserts that the causes add up
    assert np.array_equal(found.fen.sum(axis=(1, 2)), np.diff(budget.fen.sum(axis=2), axis=1)[:, 0])
    before = law.with_values({"items.transport": 0})
    without = project(before, load_staff(before), years=2, replications=4, seed=1)
    parts = {cause: part.mean for cause, part in explain_difference(compare(without, run)).parts().items() if part.mean}
    assert parts == {"ratings_and_allowances": pytest.approx(budget.of("transport").sum(axis=1).mean() / 100)}


def test_a_season_is_no_change_of_price(tmp_path: Path) -> None:
    """With one sum all along, a whole year's heating neither carries over nor moves from year to year by itself.

    What is left is of staff that comes and goes within the year: at most the range of its monthly number, times what
    the months' prices (300 in five, none in seven) are away from their mean of 125 yuan.
    """
    sums = "  items.heating: {values: {2026-01: {value: 300, evidence: assumed, reason: made up}}, range: [0, 900]}\n"
    declared = "items:\n  heating: {label: {zh: 取暖费, en: Heating}, wage: no, months: [11, 12, 1, 2, 3]}\n"
    law = load_policy(build(tmp_path, declared, sums)).with_values({"pay.base_growth": 0})
    heated, bare = (
        project(one, load_staff(one), years=2, replications=1, seed=1)
        for one in (law, law.with_values({"items.heating": 0}))
    )
    effects = price_effects(heated)
    shown = effects[effects["part"] == "ratings_and_allowances"][["level", "year_effect", "carry_over"]]
    assert np.allclose(shown, 0, atol=1e-12)
    more = (explain(heated).yuan - explain(bare).yuan).values[0, 0]
    layout = heated.plan.pay
    served = heated.books.pay[MONTHS].by_period[0] / np.bincount(layout.of_month)
    apart = float(served.max() - served.min()) * (5 * 175 + 7 * 125)
    for cause in ("carry_over", "ratings_and_allowances"):
        assert abs(more[list(CAUSES).index(cause)]) <= apart < 0.2 * 1500 * served.mean(), cause


def test_costing_shows_it_with_code_and_payers(run: Projection, law: Policy, budget: Budget) -> None:
    view = _view(run, law)
    rows = {row.label: row.cells for row in by_line(view, "zh").rows}
    assert rows["取暖费"][0].value == "30102" and rows["交通补贴"][0].value == "30239"
    assert rows["考核奖"][1].value == pytest.approx(budget.yuan.sel(line="appraisal_award").values[:, 0].mean())
    shared = {row.label: row.cells for row in lines_by_funder(view, "zh").rows}
    assert shared["取暖费"][1].value == pytest.approx(1.5 * shared["取暖费"][0].value)
    assert budget_codes(law).lines["transport"].evidence == "reported"


def _view(run: Projection, law: Policy) -> View:
    request = Request(law.path.parent, {}, run.plan.months[0], 1, 200)
    return View(Answer(request, law, None, law, compare(run, run), True), "nominal", "expected", Ceiling(0, 0, 0))


def test_a_proposal_and_a_hand_set_value_move_its_sum(law: Policy, run: Projection, tmp_path: Path) -> None:
    file = tmp_path / "more_heating.yaml"
    label = {"zh": "取暖费翻倍", "en": "Heating doubled"}
    file.write_text(proposal_yaml(law, {"items.heating": 600}, 2027 * 12, label), "utf-8")
    reform = law.with_proposal(file)
    assert np.array_equal(cost(run, reform).of("heating")[:, 0], 2 * cost(run).of("heating")[:, 0])
    with pytest.raises(PolicyError, match=r"items\.heatin is not a term\. Did you mean items\.heating\?"):
        law.with_values({"items.heatin": 5})
    assert law.with_values({"items.heating": 600}).digest != law.digest


def test_what_is_paid_by_education_is_counted_apart(tmp_path: Path) -> None:
    """Baohe pays nothing by education: only then do people have cells of their own by it."""
    declared = "items:\n  degree: {label: {zh: 学位补贴, en: Degree}, wage: yes, by: education}\n"
    value = "{secondary: 0, college: 0, bachelor: 100, master: 200, doctor: 300}"
    sums = f"  items.degree: {{values: {{2026-01: {{value: {value}, evidence: computed, reason: made up}}}}}}\n"
    law = load_policy(build(tmp_path, declared, sums))
    people = ({"joined": "2020-01", "education": education} for education in ("college", "bachelor", "doctor"))
    paid = [career(law, person, ratings=["basic"], years=1).years[0].fen["degree"] for person in people]
    assert paid == [0, 120_000, 360_000]


def test_national_law_may_declare_one_that_every_city_then_pays(tmp_path: Path) -> None:
    folder = build(tmp_path, "", "")
    declared = "items:\n  heat: {label: {zh: 高温津贴, en: Heat}, wage: no, months: [6, 7, 8, 9]}\n"
    sums = "  items.heat: {values: {2020-01: {value: 200, evidence: computed, reason: made up}}}\n"
    edit(tmp_path / "national/policy.yaml", "\nprovisions:\n", f"\n{declared}provisions:\n{sums}")
    law = load_policy(folder)
    assert list(law.lines)[-1] == "heat"
    assert career(law, HEAD, ratings=["basic"], years=1).years[0].fen["heat"] == 4 * 20_000
    with pytest.raises(PolicyError, match=r"gives heat\. Write code: beside the item"):
        budget_codes(law)


def test_a_pack_without_items_is_as_it_was() -> None:
    law = load_policy(SCENARIOS / "cities/baohe")
    assert law.own_items == () and law.lines is ITEMS and law.terms is TERMS
