"""The costing page without a kernel, for tests: opened, moved and read."""

from __future__ import annotations

import csv
import io
from typing import Any

from dashboards.costing import Costing
from dashboards.costing.answers import Costings
from simlib import project
from simlib.careers.career import Career
from simlib.careers.typical import load_careers, side_by_side
from simlib.months import year_of
from simlib.policy import Policy
from tests.dashboards.at_once import SHORT, runner
from tests.dashboards.browser import ROOT

CITIES = ROOT / "scenarios/cities"
PACK, SHARED = CITIES / "baohe", CITIES / "growth_chain"  # the county pays all; street and county share
TWO_YEARS = ROOT / "scenarios/cities/baohe/proposals/two_year_grades.yaml"
ANSWERS = Costings(rest=0)  # the staff is drawn once
LAW, STAFF = ANSWERS.pack(PACK)
BASE, GROWTH, FUND = "pay.base", "pay.base_growth", "contributions.housing_fund"
LINES_TAB, PAYERS_TAB, REASONS_TAB, CEILING_TAB, SEEK_TAB, BESIDE_TAB, CAREERS_TAB, SPREAD_TAB, SOURCES_TAB = range(9)


def opened(**options: Any) -> Costing:
    """The page without a kernel: short runs, answered on the spot."""
    return Costing(runner=runner(), answers=ANSWERS, **(SHORT | options))


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


def lived_by_the_library(name: str, *policies: Policy) -> tuple[Career, ...]:
    people = load_careers(policies[0])
    (found,) = side_by_side([(one, people) for one in policies], years=40, only=name)
    return found.careers


def yuan(life: Career, year: int | None, of: str) -> float:
    """What somebody is paid or costs in a year, or in all."""
    slips = life.years if year is None else [one for one in life.years if year_of(one.last) == year]
    return sum(getattr(one, of) for one in slips) / 100
