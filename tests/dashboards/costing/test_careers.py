"""Typical careers on the costing page are the library's, year by year."""

from __future__ import annotations

from dataclasses import replace
from math import isnan
from pathlib import Path

import pytest

from dashboards.costing import Costing
from dashboards.costing.careers_tab import lived, year_by_year
from dashboards.costing.request import Lives
from simlib.careers.typical import load_careers
from simlib.months import month_number, month_text, year_of
from simlib.policy import Policy
from simlib.report.tables.grid import Grid
from tests.dashboards.costing.opened import (
    ANSWERS,
    BASE,
    CAREERS_TAB,
    LAW,
    SHARED,
    TWO_YEARS,
    lived_by_the_library,
    put,
    rows,
    yuan,
)

SUMS = ("received", "take_home", "total")


def by_year(page: Costing) -> dict[str, list[str]]:
    """The rows of the career in view, by year, their unit left out."""
    return {label: cells[1:] for label, cells in rows(page).items() if label.isdigit() or label == "合计"}


def test_a_career_is_the_library_s_in_force_alone(page: Costing) -> None:
    page.tabs.widget.selected_index = CAREERS_TAB
    name = load_careers(LAW)[0].name
    (life,) = lived_by_the_library(name, LAW)
    table, chart = by_year(page), page.tabs.parts[CAREERS_TAB].chart  # type: ignore[attr-defined]
    assert page.whose.name == name and len(chart.grades) == len(chart.pay) == 1
    assert [int(year) for year in table if year != "合计"] == [year_of(one.last) for one in life.years]
    for year, (_, *sums, _) in table.items():
        at = None if year == "合计" else int(year)
        assert [*map(float, sums)] == pytest.approx([yuan(life, at, of) for of in SUMS])
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
        both = ([yuan(life, at, of) for life in lives] for of in SUMS)
        expected = [cell for was, now in both for cell in (was, now, now - was)]
        assert [float(cell) for cell in cells[2:11]] == pytest.approx(expected)
    assert "等级晋升" in page.tabs.parts[CAREERS_TAB].words.value  # type: ignore[attr-defined]
    before = page.extras[Lives]
    page.whose.who.index = 0
    assert page.extras[Lives].chosen != before.chosen and page.answer is not None
    page.choices.pack.value = SHARED  # another pack, other careers
    assert page.whose.name == page.extras[Lives].chosen.name == load_careers(ANSWERS.pack(SHARED)[0])[0].name


def careers_told(page: Costing, law: Policy, policy: Policy, name: str = "") -> Grid:
    """The table of a career under any two policies, as the tab would show it."""
    request = replace(page.request, values={"any": 1})
    return year_by_year(replace(page.view, extras={Lives: lived(request, law, policy, name)}), "zh")


def test_a_year_worked_under_one_policy_alone_has_nothing_under_the_other(page: Costing) -> None:
    """Without the delay of the law she retires at 50, in June 2027, not in September 2028."""
    earlier = LAW.with_values({"retirement.longest_delay": 0})
    name = next(one.name for one in load_careers(LAW) if one.person.born == month_number(1977, 6))
    grid = careers_told(page, LAW, earlier, name)
    in_force, alone = grid.rows[0], grid.rows[1]
    assert (in_force.label, alone.label) == ("2027", "2028") and alone.cells[1].value == "–"
    assert isnan(float(alone.cells[3].value)) and alone.cells[4].value == -float(alone.cells[2].value) < 0
    assert "方案：6月退休" in str(in_force.cells[-1].value) and "现行：9月退休" in str(alone.cells[-1].value)


def test_a_pack_without_careers_or_with_wrong_ones_says_what_to_do(page: Costing, tmp_path: Path) -> None:
    elsewhere = replace(LAW, path=tmp_path / "policy.yaml")
    assert "没有典型人员资料" in careers_told(page, elsewhere, LAW).notes[0]
    (tmp_path / "careers.yaml").write_text(
        "format: 1\ncareers:\n  one: {label: {zh: 甲, en: A}, person: {post: cook}}\n"
    )
    told = " ".join(careers_told(page, elsewhere, LAW).notes)
    assert "cook" in told and "careers.yaml:3" in told
