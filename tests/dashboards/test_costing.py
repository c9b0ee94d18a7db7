"""The costing page: its figures are the library's, by line, year and payer; what it says of them; the page itself."""

from __future__ import annotations

import csv
import io
import json
import shlex
from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import redirect_stdout
from dataclasses import replace
from math import isnan
from pathlib import Path
from typing import Any

import nbformat
import numpy as np
import pytest
from dashboards_browser import ROOT, TOKEN, Server, Visit, serving
from nbclient import NotebookClient
from openpyxl import load_workbook

from dashboards.costing import Costing
from dashboards.costing.answers import Answers
from dashboards.costing.ceiling import passed
from dashboards.costing.grid import Cell, Grid, Row, grid_csv, grid_html, written
from dashboards.costing.headline import sentence
from dashboards.costing.kept import first
from dashboards.costing.lives import lived, year_by_year
from dashboards.costing.money import spread
from dashboards.costing.reasons import AT_ONCE, risen
from dashboards.costing.sources import pay_terms
from dashboards.costing.tables import by_funder, by_line, lines_by_funder
from dashboards.costing.wish import Ceiling, Lives, View, Wish
from dashboards.widgets import Language, Runner
from simlib import PolicyError, compare, cost, project
from simlib.analysis.career import Career
from simlib.analysis.causes import CAUSES
from simlib.analysis.explain import explain
from simlib.analysis.goal import goal
from simlib.analysis.goal_seek import seek
from simlib.analysis.outcomes import costed
from simlib.analysis.typical import load_careers, side_by_side
from simlib.analysis.uncertain import percent
from simlib.budget import budget_codes
from simlib.futures import load_futures, project_futures
from simlib.months import month_number, month_text, year_of
from simlib.policy import Policy
from simlib.policy.axes import FUNDERS, LINES
from simlib.report.uncertain_words import found_words
from simlib.report.words import digits, money, signed

CITIES = ROOT / "scenarios/cities"
PACK, SHARED = CITIES / "baohe", CITIES / "growth_chain"  # the county pays all; street and county share
TWO_YEARS = ROOT / "scenarios/proposals/two_year_grades.yaml"
ANSWERS = Answers(rest=0)  # the staff is drawn once
LAW, STAFF = ANSWERS.pack(PACK)
BASE, GROWTH, FUND = "pay.base", "pay.base_growth", "contributions.housing_fund"
LINES_TAB, PAYERS_TAB, REASONS_TAB, CEILING_TAB, SEEK_TAB, BESIDE_TAB, CAREERS_TAB, SOURCES_TAB = range(8)


class Now:
    """Loop and worker in one: everything happens at once, on the spot."""

    def call_later(self, delay: float, callback: Callable[..., Any], *args: Any) -> None:
        callback(*args)

    def call_soon_threadsafe(self, callback: Callable[..., Any], *args: Any) -> None:
        callback(*args)

    def submit(self, work: Callable[..., Any], /, *args: Any) -> None:
        work(*args)


def opened(**options: Any) -> Costing:
    """The page without a kernel: short runs, answered on the spot."""
    now = Now()
    runner = Runner(loop=now, worker=now, language=Language(), known=(PolicyError,))
    short: dict[str, Any] = {"years": 2, "quick": 30, "exact": (40,)}
    return Costing(runner=runner, answers=ANSWERS, **(short | options))


@pytest.fixture
def page() -> Costing:
    return opened()


def put(page: Costing, name: str, shown: float, place: int = 0) -> None:
    page.levers[name].cells[place].control.value = shown


def projected(policy: Any = LAW, *, replications: int = 40, years: int = 2) -> Any:
    return project(policy, STAFF, years=years, replications=replications, seed=2027)


def rows(page: Costing) -> dict[str, list[str]]:
    """The downloaded table of the tab in view, by label."""
    text = page.table_file().decode("utf-8-sig")
    return {row[0]: row[1:] for row in csv.reader(io.StringIO(text)) if row}


def figure(page: Costing, name: str) -> float:
    """A figure of the row of cards, in full."""
    return float(page.cards.value.partition(f'data-figure="{name}" data-value="')[2].partition('"')[0])


# --- what it answers ---


def test_the_lines_are_those_of_the_budget(page: Costing) -> None:
    budget = cost(projected())
    table = rows(page)
    for place, (line, (zh, _)) in enumerate(LINES.items()):
        paid = budget.fen[:, :, place] / 100
        if not paid.any():
            assert zh not in table
            continue
        shown = table[zh]
        assert shown[1] == budget_codes(LAW).lines[line].code
        assert [float(shown[at]) for at in (2, 5, 8)] == pytest.approx([*paid.mean(axis=0), paid.sum(axis=1).mean()])
        assert [float(cell) for cell in shown[3:5]] == pytest.approx(list(np.percentile(paid[:, 0], [2.5, 97.5])))
    total = [float(table["合计"][at]) for at in (2, 5, 8)]
    assert total == pytest.approx([*budget.total.values.mean(axis=0), budget.total.values.sum(axis=1).mean()])
    assert figure(page, "cost") == pytest.approx(total[2]) and money(total[2], "zh") in page.sentence.value


def test_constant_prices_and_present_value_are_the_budgets_own(page: Costing) -> None:
    budget, nominal = cost(projected()), figure(page, "cost")
    for prices, rate in (("constant", "prices.inflation"), ("present", "prices.discount_rate")):
        page.prices.value = prices
        expected = budget.in_first_years_money(float(LAW.value(rate, LAW.opening or 0))).values.sum(axis=1).mean()
        assert figure(page, "cost") == pytest.approx(float(expected)) and expected < nominal
        assert float(rows(page)["合计"][8]) == pytest.approx(float(expected))
    assert "折现率3.5%" in page.tabs.parts[LINES_TAB].words.value  # type: ignore[attr-defined]


def test_a_rate_that_the_visitor_sets_brings_money_back(page: Costing) -> None:
    page.prices.value = "constant"
    put(page, "prices.inflation", 2.5)
    expected = cost(projected()).in_first_years_money(0.025).values.sum(axis=1).mean()
    assert figure(page, "cost") == pytest.approx(float(expected), rel=1e-9)


@pytest.mark.parametrize(("name", "shown", "written"), [(BASE, 5150, 5150), (GROWTH, 4, 0.04), (FUND, 12, 0.12)])
def test_a_pay_lever_prices_the_people_at_hand_again(page: Costing, name: str, shown: float, written: float) -> None:
    put(page, name, shown)
    answer, base = page.answer, projected()
    expected = cost(base, LAW.with_values({name: written}))
    assert answer is not None and not answer.simulated and answer.replications == 40
    assert np.array_equal(answer.after.budget.fen, expected.fen)
    more = (expected.total - cost(base).total).values.sum(axis=1)
    assert f"比现行 {signed(more.mean() / 1e4)} 万元" in page.sentence.value


def test_a_lever_over_a_proposal_needs_no_second_simulation(page: Costing) -> None:
    page.choices.proposal.value = TWO_YEARS
    assert page.answer is not None and page.answer.simulated
    put(page, BASE, 5150)
    reform = LAW.with_proposal(TWO_YEARS)
    assert not page.answer.simulated
    expected = cost(projected(reform), reform.with_values({BASE: 5150}))
    assert np.array_equal(page.answer.after.budget.fen, expected.fen)
    assert "每两年晋升一级；薪酬基数 4,800 元/月 → 5,150 元/月" in page.sentence.value


def test_what_the_visitor_set_stays_under_another_proposal(page: Costing) -> None:
    put(page, BASE, 5150)
    page.choices.proposal.value = TWO_YEARS
    assert page.levers.values() == {BASE: 5150} and page.answer is not None
    assert page.answer.policy.digest == LAW.with_proposal(TWO_YEARS).with_values({BASE: 5150}).digest
    page.choices.proposal.value = None
    assert page.answer.policy.digest == LAW.with_values({BASE: 5150}).digest


def test_the_first_replications_of_a_longer_run_are_a_shorter_run() -> None:
    shorter = first(projected(replications=6), 4)
    assert np.array_equal(cost(shorter).fen, cost(projected(replications=4)).fen)


def test_too_few_replications_give_no_band() -> None:
    found = spread(np.arange(29.0)[:, None])
    assert np.isnan(found.low).all() and np.isnan(found.high).all()
    page = opened(quick=4, exact=(4,))
    assert "低" not in rows(page) and "95%的重复" not in page.tabs.parts[LINES_TAB].words.value  # type: ignore[attr-defined]
    put(page, BASE, 5150)
    assert "±" not in page.sentence.value + page.cards.value


def test_the_sentence_names_the_rise_and_the_lines_that_move_most(page: Costing) -> None:
    paid = cost(projected()).fen.mean(axis=0) / 100
    rise = paid[-1] - paid[0]
    largest = list(LINES.values())[int(rise.argmax())][0]
    assert page.answer is not None
    assert f"2028年比2027年多 {money(float(rise.sum()), 'zh')}" in page.sentence.value
    named = f"变动最大的科目是{largest} {money(float(rise.max()), 'zh')}"
    assert named in sentence(page.answer, "nominal", "zh") and named not in page.sentence.value


def test_the_sentence_names_the_causes_once_they_are_worked_out(page: Costing) -> None:
    parts = explain(projected()).parts()
    most = max(parts, key=lambda cause: parts[cause].mean)
    assert f"主要因为{CAUSES[most][0]} {money(parts[most].mean, 'zh')}" in page.sentence.value
    page.prices.value = "constant"
    assert "主要因为" not in page.sentence.value  # the causes are of nominal amounts


def test_the_causes_add_up_and_a_few_replications_at_a_time_are_all_of_them(page: Costing) -> None:
    longer = projected(replications=AT_ONCE + 10)
    whole, parts = explain(longer), risen(longer)
    assert np.array_equal(whole.fen, parts.fen) and np.array_equal(whole.after, parts.after)
    page.tabs.widget.selected_index = REASONS_TAB
    table = rows(page)
    changes = [[float(cell) for cell in table[label][1:3]] for label, _ in CAUSES.values() if label in table]
    total = cost(projected()).total.values.mean(axis=0)
    assert np.sum(changes, axis=0) == pytest.approx([total[1] - total[0]] * 2)  # 2028, and the whole of two years
    assert "2028年人员经费比2027年" in page.tabs.parts[REASONS_TAB].picture.widget.tooltip  # type: ignore[attr-defined]


def test_what_a_lever_adds_is_explained_against_the_policy_in_force(page: Costing) -> None:
    page.tabs.widget.selected_index = REASONS_TAB
    page.why.base.value = "law"
    assert "没有差别" in page.tabs.parts[REASONS_TAB].words.value  # type: ignore[attr-defined]
    put(page, FUND, 12)
    base = projected()
    more = (cost(base, LAW.with_values({FUND: 0.12})).total - cost(base).total).values.mean(axis=0)
    table = rows(page)
    assert [float(cell) for cell in table["缴费费率与基数"][1:4]] == pytest.approx([*more, more.sum()])
    assert [float(cell) for cell in table["比现行增加"][1:4]] == pytest.approx([*more, more.sum()])


# --- who pays ---


def test_who_pays_adds_up_to_the_total() -> None:
    law, staff = ANSWERS.pack(SHARED)
    answer = ANSWERS.answer(Wish(SHARED, None, {}, law.opening or 0, 2027, 40, years=2), 40)
    view = View(answer, "nominal", "expected", Ceiling(1, 0, 1))
    budget = cost(project(law, staff, years=2, replications=40, seed=2027))
    by_level = {row.label: row.cells for row in by_funder(view, "zh").rows}
    for place, (zh, _) in enumerate(FUNDERS.values()):
        paid = budget.borne[..., place].sum(axis=2).mean(axis=0) / 100
        assert (zh in by_level) == bool(paid.any())
        if paid.any():
            assert [cell.value for cell in by_level[zh][:2]] == pytest.approx(list(paid))
    assert sum(row.cells[-1].value for row in by_funder(view, "zh").rows[:-1]) == pytest.approx(1)  # type: ignore[misc]
    for row in lines_by_funder(view, "zh").rows:
        *parts, whole = [float(cell.value) for cell in row.cells]
        assert sum(parts) == pytest.approx(whole)
    assert by_line(view, "zh").rows[-4].cells[-1].value == pytest.approx(budget.total.values.sum(axis=1).mean())


# --- the ceiling ---


def test_the_chance_is_the_share_of_replications_above(page: Costing) -> None:
    total = cost(projected()).total.values
    half = float(np.median(total[:, 0]))
    found = passed(total, (2027, 2028), Ceiling(half, 0.1, 0.0))
    assert found.by_year[2027][1].times == 20  # a median of 40 different amounts has 20 above it
    assert found.by_year[2028] == (half * 1.1, found.by_year[2028][1]) and found.whole is not None
    assert found.by_year[2028][1].times == int((total[:, 1] > half * 1.1).sum()) and found.whole[1].times == 40


def test_a_ceiling_typed_in_is_answered_for_luck_and_for_futures(page: Costing) -> None:
    page.tabs.widget.selected_index = CEILING_TAB
    total = cost(projected()).total.values
    page.limits.first.value = round(float(np.median(total[:, 0])) / 1e4, 2)
    above = (total > page.limits.first.value * 1e4).sum(axis=0)
    assert rows(page)["超过的可能（仅运气）"][1:5:3] == [percent(times / 40) for times in above] and above[0] == 20
    futures = load_futures(ROOT / "scenarios/futures/plausible.yaml")
    wide = costed(project_futures(LAW, STAFF, futures, years=2, replications=40, seed=2027)).budget.total.values
    times = (wide > page.limits.first.value * 1e4).sum(axis=0)
    assert rows(page)["超过的可能（运气与情景假设）"][1:5:3] == [percent(one / 40) for one in times]
    whole = int((wide.sum(axis=1) > page.limits.whole.value * 1e4).sum())
    part: Any = page.tabs.parts[CEILING_TAB]
    assert f"运气与情景假设：在40次重复中有{whole}次" in part.words.value
    ever = int((wide > page.limits.first.value * 1e4).any(axis=1).sum())
    assert f"40 次重复中有 {ever} 次至少一年超过上限" in part.picture.widget.tooltip


def test_goal_seek_is_the_library_s_over_what_is_chosen(page: Costing) -> None:
    page.choices.proposal.value = TWO_YEARS
    page.tabs.widget.selected_index = SEEK_TAB
    page.ask.term.value, page.ask.limit.value = FUND, 53_500
    page.ask.button.click()
    reform = LAW.with_proposal(TWO_YEARS)
    wish = goal("cost", "under", 5.35e8)
    found = seek(reform, wish, FUND, lambda policy: projected(policy))
    assert found.edge is not None and found.priced
    part: Any = page.tabs.parts[SEEK_TAB]
    assert found_words(found, (2027, 2028)).zh in part.words.value
    assert len(rows(page)) >= len(found.trials)
    put(page, BASE, 5150)
    assert "逐个试算" in part.words.value  # the answer was of another policy


def test_only_single_amounts_of_pay_are_sought(page: Costing) -> None:
    offered = [value for _, value in page.ask.term.options]
    assert {BASE, GROWTH, FUND} <= set(offered)
    assert not {"pay.certificate_allowance", "prices.inflation", "pay.award_month"} & set(offered)
    page.ask.year.value = 2028
    assert page.ask.limit.value == pytest.approx(page.limits.first.value)


# --- side by side, and where it comes from ---


def test_all_proposals_of_the_pack_stand_beside_each_other(page: Costing) -> None:
    put(page, BASE, 5150)
    page.tabs.widget.selected_index = BESIDE_TAB
    table = rows(page)
    proposals = ANSWERS.proposals(LAW)
    assert len(proposals) > 1
    for file, proposal in proposals.items():
        found = compare(projected(), projected(LAW.with_proposal(file))).headline["cost"]
        assert [float(cell) for cell in table[proposal.label.zh][1:3]] == pytest.approx([found.after, found.mean])
        assert f"±{digits(found.half_width / 1e4)}" in page.tabs.parts[BESIDE_TAB].words.value  # type: ignore[attr-defined]
    assert page.answer is not None and not page.answer.simulated  # the lever's answer was not disturbed
    assert float(table["左侧的设定"][2]) == pytest.approx(page.answer.comparison.headline["cost"].mean)


def test_a_proposal_for_another_digest_is_named_not_costed(tmp_path: Path) -> None:
    text = TWO_YEARS.read_text("utf-8")
    (tmp_path / "old.yaml").write_text(text.replace(LAW.digest[:16], "0" * 16), "utf-8")
    page = opened()
    page.answers = Answers(folder=tmp_path, _packs=ANSWERS._packs, rest=0)
    page.tabs.widget.selected_index = BESIDE_TAB
    assert page.runner.error.value == ""
    assert "was written for baohe with digest 0000000000000000" in page.tabs.parts[BESIDE_TAB].words.value  # type: ignore[attr-defined]


def test_every_pay_provision_has_its_evidence(page: Costing) -> None:
    page.tabs.widget.selected_index = SOURCES_TAB
    assert page.answer is not None
    names = [term.name for term in pay_terms(page.answer)]
    assert BASE in names and FUND in names and "funding.share" in names
    assert "pay.post_sum" not in names  # read by the other rule of pay only
    table = rows(page)
    assert table["单位住房公积金比例"][1:3] == ["8%", "假定"] and table["工会经费比例"][1:3] == ["2%", "已公布"]
    assert table["测算摘要值"][1] == LAW.digest[:16] and table["种子"][1] == "2027"


def test_the_workbook_holds_the_answer_in_view(page: Costing) -> None:
    page.choices.proposal.value = TWO_YEARS
    put(page, BASE, 5150)
    book = load_workbook(io.BytesIO(page.workbook_file()), data_only=True)
    cells = [str(cell.value) for sheet in book for row in sheet.iter_rows() for cell in row if cell.value is not None]
    assert page.answer is not None
    words = shlex.split(next(text for text in cells if text.startswith("simlib workbook")))
    assert words[2:4] == ["scenarios/cities/baohe", "--proposal"] and "pay.base=5150" in words
    assert words[-2:] == ["--out", "baohe.xlsx"]
    assert any(page.answer.policy.digest[:16] in text for text in cells)
    total = float(page.answer.after.budget.total.values[:, 0].mean())
    assert any(is_close(text, total) or is_close(text, total / 1e4) for text in cells)


def is_close(text: str, number: float) -> bool:
    """Whether a cell is a number."""
    try:
        return abs(float(text) - number) <= 1e-4 * abs(number)
    except ValueError:
        return False


def test_the_commands_run_the_same_policy(page: Costing, monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    from simlib.cli import main

    page.choices.proposal.value = TWO_YEARS
    put(page, BASE, 5150)
    page.tabs.widget.selected_index = SOURCES_TAB
    part: Any = page.tabs.parts[SOURCES_TAB]
    program, *words = shlex.split(part.shell.value)
    monkeypatch.chdir(ROOT)
    assert program == "simlib" and main([*words, "--out", str(tmp_path / "out")]) == 0
    written = "".join(file.read_text("utf-8") for file in (tmp_path / "out").glob("*.json"))
    assert page.answer is not None and page.answer.policy.digest in written
    printed = io.StringIO()
    with redirect_stdout(printed):
        exec(part.python.value, {})
    assert printed.getvalue().strip() == page.answer.comparison.table.to_string().strip()


# --- typical careers ---


def lived_by_the_library(name: str, *policies: Policy) -> tuple[Career, ...]:
    return next(one.careers for one in side_by_side(policies, years=40) if one.typical.name == name)


def by_year(page: Costing) -> dict[str, list[str]]:
    """The rows of the career in view, by year, their unit left out."""
    return {label: cells[1:] for label, cells in rows(page).items() if label.isdigit() or label == "合计"}


def yuan(life: Career, year: int | None, of: str) -> float:
    """What somebody is paid or costs in a year, or in all."""
    slips = life.years if year is None else [one for one in life.years if year_of(one.last) == year]
    return sum(getattr(one, of) for one in slips) / 100


def test_a_career_is_the_library_s_in_force_alone(page: Costing) -> None:
    page.tabs.widget.selected_index = CAREERS_TAB
    name = load_careers(LAW)[0].name
    (life,) = lived_by_the_library(name, LAW)
    table, chart = by_year(page), page.tabs.parts[CAREERS_TAB].chart  # type: ignore[attr-defined]
    assert page.whose.name == name and len(chart.grades) == len(chart.pay) == 1
    assert [int(year) for year in table if year != "合计"] == [year_of(one.last) for one in life.years]
    for year, (_, paid, costs, _) in table.items():
        at = None if year == "合计" else int(year)
        assert [float(paid), float(costs)] == pytest.approx([yuan(life, at, "received"), yuan(life, at, "total")])
    assert month_text(life.retires or 0) + " 退休" in page.tabs.parts[CAREERS_TAB].picture.widget.tooltip  # type: ignore[attr-defined]


def test_a_career_under_a_proposal_and_a_lever_is_the_library_s(page: Costing) -> None:
    page.tabs.widget.selected_index = CAREERS_TAB
    page.choices.proposal.value = TWO_YEARS
    put(page, BASE, 5150)
    page.whose.who.value = load_careers(LAW)[3].name
    reform = LAW.with_proposal(TWO_YEARS).with_values({BASE: 5150})
    lives = lived_by_the_library(page.whose.name, LAW, reform)
    for year, cells in by_year(page).items():
        at = None if year == "合计" else int(year)
        paid, costs = ([yuan(life, at, of) for life in lives] for of in ("received", "total"))
        expected = [*paid, paid[1] - paid[0], *costs, costs[1] - costs[0]]
        assert [float(cell) for cell in cells[2:8]] == pytest.approx(expected)
    assert "晋级" in page.tabs.parts[CAREERS_TAB].words.value  # type: ignore[attr-defined]
    before = page.extras[Lives]
    page.whose.who.index = 0
    assert page.extras[Lives].chosen != before.chosen and page.answer is not None
    page.choices.pack.value = SHARED  # another pack, other careers
    assert page.whose.name == page.extras[Lives].chosen.name == load_careers(ANSWERS.pack(SHARED)[0])[0].name


def careers_told(page: Costing, law: Policy, policy: Policy, name: str = "") -> Grid:
    """The table of a career under any two policies, as the tab would show it."""
    wish = replace(page.wish, values={"any": 1})
    return year_by_year(replace(page.view, extras={Lives: lived(wish, law, policy, name)}), "zh")


def test_a_year_worked_under_one_policy_alone_has_nothing_under_the_other(page: Costing) -> None:
    """Without the delay of the law she retires at 50, in June 2027, not in September 2028."""
    sooner = LAW.with_values({"retirement.longest_delay": 0})
    name = next(one.name for one in load_careers(LAW) if one.person.born == month_number(1977, 6))
    grid = careers_told(page, LAW, sooner, name)
    in_force, alone = grid.rows[0], grid.rows[1]
    assert (in_force.label, alone.label) == ("2027", "2028") and alone.cells[1].value == "–"
    assert isnan(float(alone.cells[3].value)) and alone.cells[4].value == -float(alone.cells[2].value) < 0
    assert "方案：6月退休" in str(in_force.cells[-1].value) and "现行：9月退休" in str(alone.cells[-1].value)


def test_a_pack_without_careers_or_with_wrong_ones_says_what_to_do(page: Costing, tmp_path: Path) -> None:
    elsewhere = replace(LAW, path=tmp_path / "policy.yaml")
    assert "写一份 careers.yaml" in careers_told(page, elsewhere, LAW).notes[0]
    (tmp_path / "careers.yaml").write_text(
        "format: 1\ncareers:\n  one: {label: {zh: 甲, en: A}, person: {post: cook}}\n"
    )
    told = " ".join(careers_told(page, elsewhere, LAW).notes)
    assert "cook" in told and "careers.yaml:3" in told


def test_levers_are_those_that_a_rule_chosen_reads() -> None:
    page = opened()
    page.choices.pack.value = CITIES / "inner_mongolia"  # the pay base follows the anchor wage there
    assert not {BASE, GROWTH} & set(page.levers.names) and "anchor.share" in page.levers.names
    assert not {BASE, GROWTH} & {value for _, value in page.ask.term.options}
    page.levers["rules.anchor"].cells[0].control.value = "none"
    assert {BASE, GROWTH} <= set(page.levers.names) and "anchor.share" not in page.levers.names
    before = figure(page, "cost")
    put(page, BASE, page.levers[BASE].cells[0].control.max)
    assert figure(page, "cost") > before and set(page.levers.values()) == {"rules.anchor", BASE}
    page.levers["rules.anchor"].reset()
    assert page.levers.values() == {} and page.answer is not None and not page.answer.changed


# --- the page ---


def test_every_tab_draws_in_both_languages_for_every_pack(page: Costing) -> None:
    for folder in page.packs:
        page.choices.pack.value = folder
        for code in ("en", "zh"):
            page.language.code = code
            for place in range(len(page.tabs.parts)):
                page.tabs.widget.selected_index = place
                assert page.runner.error.value == ""
                assert page.table_file().startswith(b"\xef\xbb\xbf")
        assert page.answer is not None and page.answer.law is ANSWERS.pack(folder)[0]
    assert len(page.packs) > 0


def test_the_language_is_switched_in_place(page: Costing) -> None:
    put(page, BASE, 5150)
    page.language.code = "en"
    assert "Pay base 4,800 yuan a month → 5,150 yuan a month" in page.sentence.value
    assert "staff cost over 2 years" in page.sentence.value and "Basic pay" in rows(page)
    assert page.levers.values() == {BASE: 5150}


def test_looking_changes_nothing_and_runs_nothing(page: Costing) -> None:
    before = page.answer
    for place in (PAYERS_TAB, REASONS_TAB, CEILING_TAB, SOURCES_TAB, LINES_TAB):
        page.tabs.widget.selected_index = place
    for prices in ("constant", "present", "nominal"):
        page.prices.value = prices
    page.measure.value = "high"
    assert page.answer is before
    assert float(rows(page)["合计"][2]) == float(rows(page)["合计"][4])  # what is shown is the high


def test_a_value_outside_the_law_is_refused_and_the_answer_stays(page: Costing) -> None:
    slider, before = page.levers[FUND].cells[0].control, page.sentence.value
    slider.max = 99  # a browser may set anything
    slider.value = 99
    assert "contributions.housing_fund is 0.99" in page.runner.error.value
    assert page.sentence.value == before and "lab-stale" in page.results._dom_classes


def test_pay_may_be_set_from_a_later_month(page: Costing) -> None:
    start = month_number(2028, 1)
    put(page, FUND, 12)
    page.choices.start.value = start
    assert page.answer is not None
    expected = cost(projected(), LAW.with_values({FUND: 0.12}, start))
    assert np.array_equal(page.answer.after.budget.fen, expected.fen)


def test_a_table_is_written_whole_and_no_label_becomes_markup() -> None:
    grid = Grid("<b>", ("甲", "乙"), (Row("=1", (Cell(1234567.0, "wan", 1.0, 2.0),)), Row("小", (Cell(3.0),))))
    html = grid_html(grid, "zh")
    assert "&lt;b&gt;" in html and ">123.5<" in html and "&lt;0.1" in html
    lines = list(csv.reader(io.StringIO(grid_csv([grid], "zh").decode("utf-8-sig"))))
    assert lines[1] == ["甲", "单位", "乙", "乙 低", "乙 高"]
    assert lines[2] == ["'=1", "元", "1234567.0", "1.0", "2.0"] and lines[3][3:] == ["", ""]
    assert isnan(Cell(1.0).low)


def test_what_is_not_nothing_is_never_written_as_nothing_and_keeps_its_unit() -> None:
    assert written(Cell(3.0), 1, "zh") == "<0.1" and written(Cell(-3.0), 1, "zh") == "−<0.1"
    assert written(Cell(0.0), 1, "zh") == "0.0" and written(Cell(-0.0002, "share", signed=True), 1, "zh") == "−<0.1%"


# --- the notebook and the page in a browser ---

MOVE = """
import asyncio
costing.levers["pay.base_growth"].cells[0].control.value = 3
for _ in range(600):
    await asyncio.sleep(0.1)
    if costing.answer.changed and costing.answer.replications == 200:
        break
assert "薪酬基数年增长率 2% → 3%" in costing.sentence.value, costing.sentence.value
assert costing.runner.error.value == "", costing.runner.error.value
"""


def test_the_notebook_runs_and_answers_a_lever(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("PYTHONPATH", str(ROOT))
    notebook = nbformat.read(ROOT / "dashboards/costing.ipynb", as_version=4)
    notebook.cells.append(nbformat.v4.new_code_cell(MOVE))
    client = NotebookClient(notebook, timeout=120, kernel_name="python3")
    with ThreadPoolExecutor(1) as thread:  # the browser's fixture keeps a loop running in this one
        thread.submit(client.execute).result()


def test_the_notebook_is_thin_and_named_in_both_languages() -> None:
    notebook = json.loads((ROOT / "dashboards/costing.ipynb").read_text("utf-8"))
    assert (notebook["metadata"]["title"], notebook["metadata"]["title_en"]) == ("财政测算", "Costing")
    assert sum(len(cell["source"]) for cell in notebook["cells"]) <= 10


@pytest.fixture(scope="module")
def server(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Server]:
    projected(replications=2)  # compiles the rules if nobody has yet
    with serving(ROOT / "dashboards", tmp_path_factory.mktemp("log") / "server.log", max_kernels=4) as running:
        yield running


def visited(server: Server, visit: Visit) -> Visit:
    """The costing page, once its exact answer is there."""
    visit.page.set_default_navigation_timeout(120_000)
    visit.open(f"{server.origin}/login?next=/voila/render/costing.ipynb#token={TOKEN}", "table.lab-budget")
    visit.page.locator('[data-replications="200"]').wait_for(timeout=60_000)
    return visit


@pytest.mark.browser
def test_both_dashboards_are_one_click_from_where_one_enters(server: Server, visit: Visit) -> None:
    page = visit.page
    page.goto(server.address)
    page.locator(".lab-list").wait_for()
    links = {link.inner_text().split()[0]: link.get_attribute("href") for link in page.locator(".lab-list a").all()}
    assert links == {"政策实验室": "/voila/render/policy_lab.ipynb", "财政测算": "/voila/render/costing.ipynb"}
    assert visit.violations() == [] and visit.left_localhost() == []


@pytest.mark.browser
def test_a_pay_lever_by_keyboard_and_a_ceiling_show_what_the_library_computes(server: Server, visit: Visit) -> None:
    page = visited(server, visit).page
    assert page.locator(".lab-others a").get_attribute("href") == "/voila/render/policy_lab.ipynb"
    page.get_by_role("slider", name="薪酬基数年增长率").press("ArrowRight")
    page.get_by_text("2% → 2.5%").first.wait_for(timeout=60_000)
    budget = cost(projected(replications=200, years=10), LAW.with_values({GROWTH: 0.025}))
    total = budget.total.values
    shown = page.locator('[data-figure="cost"]')
    assert float(shown.get_attribute("data-value") or 0) == pytest.approx(float(total.sum(axis=1).mean()))
    assert money(float(total.sum(axis=1).mean()), "zh") in shown.inner_text()
    last = page.locator("tr.lab-total td").last
    assert last.inner_text() == digits(total.sum(axis=1).mean() / 1e4)
    page.get_by_role("tab", name="上限").click()
    page.get_by_label("首年上限").fill("30000")
    page.get_by_label("首年上限").press("Enter")
    page.get_by_alt_text("把情景假设算进去").wait_for(timeout=60_000)
    times = int((total.sum(axis=1) > 2.94e9).sum())  # the ceiling of all years that the page begins with
    page.get_by_text(f"仅运气：在200次重复中有{times}次").wait_for()
    assert len(page.locator("img.lab-picture:visible").screenshot()) > 10_000
    assert visit.errors == [] and visit.left_localhost() == [] and visit.violations() == []
    assert "missing from" not in server.log.read_text("utf-8")


@pytest.mark.browser
def test_a_career_in_the_browser_is_the_library_s(server: Server, visit: Visit) -> None:
    page = visited(server, visit).page
    page.get_by_role("slider", name="薪酬基数（元/月）").press("End")
    page.get_by_text("薪酬基数 4,800 元/月 → 6,000 元/月").first.wait_for(timeout=60_000)
    page.get_by_role("tab", name="典型履历").click()
    last = load_careers(LAW)[-2]
    page.get_by_label("典型履历", exact=True).last.select_option(label=last.label.zh)
    was, now = lived_by_the_library(last.name, LAW, LAW.with_values({BASE: 6000}))
    more = digits((yuan(now, None, "received") - yuan(was, None, "received")) / 1e4, 1)
    page.get_by_alt_text(f"（+{more} 万元").wait_for(timeout=60_000)
    cells = page.locator("table.lab-lives tr.lab-total td").all_inner_texts()
    shown = [float(cell.replace(",", "").replace("+", "")) for cell in cells if cell.strip()]
    expected = [yuan(life, None, of) for of in ("received", "total") for life in (was, now)]
    assert [shown[at] for at in (0, 1, 3, 4)] == pytest.approx(expected, abs=0.5)
    assert [shown[2], shown[5]] == pytest.approx([expected[1] - expected[0], expected[3] - expected[2]], abs=0.5)
    assert visit.errors == [] and visit.violations() == []


@pytest.mark.browser
def test_every_tab_is_whole_in_both_languages_and_on_paper(server: Server, visit: Visit) -> None:
    page = visited(server, visit).page
    for switch, whole, solve in (("English", "Total", "Seek"), ("中文", "合计", "求解")):
        page.get_by_role("button", name=switch).click()
        page.get_by_role("rowheader", name=whole, exact=True).first.wait_for()
        for place in range(page.get_by_role("tab").count()):
            page.get_by_role("tab").nth(place).click()
            if place == SEEK_TAB:
                page.get_by_role("button", name=solve).click()
            page.locator("table.lab-grid:visible").first.wait_for(timeout=60_000)
        assert visit.violations() == []
        assert page.evaluate("document.documentElement.scrollWidth <= innerWidth")  # nothing sticks out
        page.get_by_role("tab").nth(0).click()
    page.locator("table.lab-budget:visible").wait_for()
    page.emulate_media(media="print")
    assert page.locator("table.lab-budget").first.is_visible()
    assert page.locator("table.lab-grid:visible").count() == 1  # the tab in view and no other
    assert not page.locator(".lab-panel").is_visible() and not page.locator(".lab-others").is_visible()
    assert visit.errors == []
