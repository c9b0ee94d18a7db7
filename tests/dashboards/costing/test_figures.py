"""The figures of the costing page are the library's: by line, year, payer and prices."""

from __future__ import annotations

import csv
import io

import numpy as np
import pytest

from dashboards.costing import Costing
from dashboards.costing.amounts_by_year import YearAmounts
from dashboards.costing.request import Ceiling, View
from dashboards.costing.tables import by_funder, by_line, lines_by_funder
from dashboards.runs import Depth
from dashboards.shell.request import Request
from simlib import cost, project
from simlib.analysis.widths import Range, widths
from simlib.budget import budget_codes
from simlib.futures import project_futures, usual_futures
from simlib.policy.axes import FUNDERS
from simlib.policy.items import ITEMS
from simlib.report.tables.grid import UNIT, Cell, Grid, Row, grid_csv, grid_html, written
from simlib.report.words.amounts import money
from tests.dashboards.costing.opened import (
    ANSWERS,
    BASE,
    CITIES,
    LAW,
    LINES_TAB,
    SHARED,
    SOURCES_TAB,
    STAFF,
    figure,
    opened,
    projected,
    put,
    rows,
)


def test_the_lines_are_those_of_the_budget(page: Costing) -> None:
    budget = cost(projected())
    wide = cost(project_futures(LAW, STAFF, usual_futures(LAW), years=2, replications=40, seed=2027))
    table = rows(page)
    for place, (line, item) in enumerate(ITEMS.items()):
        paid = budget.fen[:, :, place] / 100
        if not paid.any():
            assert item.label.zh not in table
            continue
        shown = table[item.label.zh]
        assert shown[1] == budget_codes(LAW).lines[line].code
        means = [*paid.mean(axis=0), paid.sum(axis=1).mean()]
        assert [float(shown[at]) for at in (2, 7, 12)] == pytest.approx(means, abs=0.0051)  # to the fen
        found = widths(paid[:, 0], wide.fen[:, 0, place] / 100)
        ends = [*found.wide, *found.luck]
        assert [float(cell) for cell in shown[3:7]] == pytest.approx(ends)
    total = [float(table["合计"][at]) for at in (2, 7, 12)]
    assert total == pytest.approx([*budget.total.values.mean(axis=0), budget.total.values.sum(axis=1).mean()])
    assert figure(page, "cost") == pytest.approx(total[2]) and money(total[2], "zh") in page.sentence.value


def test_constant_prices_and_present_value_are_the_budgets_own(page: Costing) -> None:
    budget, nominal = cost(projected()), figure(page, "cost")
    for prices, rate in (("constant", "prices.inflation"), ("present", "prices.discount_rate")):
        page.prices.value = prices
        expected = budget.in_first_years_money(float(LAW.value(rate, LAW.opening or 0))).values.sum(axis=1).mean()
        assert figure(page, "cost") == pytest.approx(float(expected)) and expected < nominal
        assert float(rows(page)["合计"][12]) == pytest.approx(float(expected))
    assert "折现率3.5%" in page.tabs.parts[LINES_TAB].words.value  # type: ignore[attr-defined]


def test_a_rate_that_the_visitor_sets_brings_money_back(page: Costing) -> None:
    page.prices.value = "constant"
    put(page, "prices.inflation", 2.5)
    expected = cost(projected()).in_first_years_money(0.025).values.sum(axis=1).mean()
    assert figure(page, "cost") == pytest.approx(float(expected), rel=1e-9)


def test_too_few_replications_give_no_range() -> None:
    found = YearAmounts(np.arange(29.0), np.arange(30.0)).widths
    assert not found.luck.known and found.wide.known
    page = opened(quick=4, exact=(4,))
    assert "低值" not in rows(page) and "不足30次，不给范围" in page.tabs.parts[LINES_TAB].words.value  # type: ignore[attr-defined]
    put(page, BASE, 5150)
    assert "±" not in page.sentence.value + page.cards.value and "范围" not in page.sentence.value + page.cards.value


def test_who_pays_adds_up_to_the_total() -> None:
    law, staff = ANSWERS.pack(SHARED)
    answer = ANSWERS.answer(Request(SHARED, {}, law.opening or 0, 2027, 40, years=2), Depth(40, 40))
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


def test_a_table_is_written_whole_and_no_label_becomes_markup() -> None:
    grid = Grid("<b>", ("甲", "乙"), (Row("=1", (Cell(1234567.0, "wan", Range(1.0, 2.0)),)), Row("小", (Cell(3.0),))))
    html = grid_html(grid, "zh")
    assert "&lt;b&gt;" in html and ">123.5<" in html and "&lt;0.1" in html
    lines = list(csv.reader(io.StringIO(grid_csv([grid], "zh").decode("utf-8-sig"))))
    assert lines[1] == ["甲", "单位", "乙", "乙 含假定的低值（5%）", "乙 含假定的高值（95%）"]
    assert lines[2] == ["'=1", "元", "1234567.0", "1.0", "2.0"] and lines[3][3:] == ["", ""]
    assert not Cell(1.0).wide.known


def test_units_stand_over_the_columns_where_a_row_has_several() -> None:
    cells = Cell(1e6, "wan", Range(1.0, 2.0)), Cell(7.0, "people"), Cell(0.123456, "share")
    grid = Grid("甲", ("项", "合计", "人数（人）", "占比"), (Row("一", cells),))
    lines = list(csv.reader(io.StringIO(grid_csv([grid], "zh").decode("utf-8-sig"))))
    widths = "合计（元） 含假定的低值（5%）", "合计（元） 含假定的高值（95%）"
    assert lines[1] == ["项", "单位", "合计（元）", *widths, "人数（人）", "占比（比例）"]
    assert lines[2] == ["一", "", "1000000.0", "1.0", "2.0", "7.0", "0.1235"]
    assert next(csv.reader(io.StringIO(grid_csv([grid], "en").decode().split("\n")[1])))[2] == "合计 (yuan)"


def test_the_file_is_in_yuan_and_has_no_hint_of_the_page() -> None:
    hint = "鼠标停在数字上。"
    grid = Grid(
        f"甲（{UNIT}）", ("项", f"费用（{UNIT}）"), (Row("一", (Cell(1234567.0),)),), notes=("注",), hints=(hint,)
    )
    lines = list(csv.reader(io.StringIO(grid_csv([grid], "zh", [("随机种子", 5)]).decode("utf-8-sig"))))
    assert lines == [
        ["甲（元）"],
        ["项", "单位", "费用（元）"],
        ["一", "元", "1234567.0"],
        ["注"],
        [],
        ["随机种子", "5"],
    ]
    page = grid_html(grid, "zh")
    assert "甲（万元）" in page and "费用（万元）" in page and ">123.5<" in page and hint in page
    assert "甲 (yuan)" in grid_csv([Grid(f"甲 ({UNIT})", ("a",), ())], "en").decode("utf-8-sig")


def test_every_file_says_what_it_is_of_and_nothing_of_the_screen(page: Costing) -> None:
    put(page, BASE, 5150)
    assert page.answer is not None
    for tab in range(len(page.tabs.parts)):
        page.tabs.widget.selected_index = tab
        shown, whole = rows(page), page.table_file().decode("utf-8-sig")
        assert not [word for word in ("鼠标", "指针", "左侧", "{") if word in whole]
        if tab == SOURCES_TAB:  # whose first table says so, and what else it takes to run it again
            continue
        assert shown["现行政策"][2] == LAW.digest and shown["测算的政策"][2] == page.answer.policy.digest
        assert shown["设定"][0] == "薪酬基数自2027年1月 4,800 元/月 → 5,150 元/月"
        assert shown["随机种子"] == ["2027"] and shown["模拟次数"] == ["40"]
        assert "万元" not in whole


def test_what_is_not_nothing_is_never_written_as_nothing_and_keeps_its_unit() -> None:
    assert written(Cell(3.0), 1, "zh") == "<0.1" and written(Cell(-3.0), 1, "zh") == ">−0.1"
    assert written(Cell(0.0), 1, "zh") == "0.0" and written(Cell(-0.0002, "share", signed=True), 1, "zh") == ">−0.1%"


def test_per_head_leaves_the_grids_money_out_and_says_so(page: Costing) -> None:
    """The county of grids: a year's lines but the grids' own, by the mean of both year ends' staff."""
    assert "网格服务经费" not in page.tabs.parts[LINES_TAB].words.value  # type: ignore[attr-defined]
    page.choices.pack.value = CITIES / "yishui"
    shown = rows(page)
    lines = [label.zh for label in (item.label for item in ITEMS.values()) if label.zh in shown]
    for year in (2, 7):
        people = sum(float(shown[line][year]) for line in lines if line != "网格服务经费")
        staff = float(shown["平均在岗（人）"][year])
        assert float(shown["网格服务经费"][year]) == pytest.approx(6_890_000, abs=1)
        assert float(shown["人均（元）"][year]) == pytest.approx(people / staff, rel=0.01)  # a mean of ratios
    assert figure(page, "a_head") == pytest.approx(float(shown["人均（元）"][7]))
    assert "不含网格服务经费" in page.tabs.parts[LINES_TAB].words.value  # type: ignore[attr-defined]
