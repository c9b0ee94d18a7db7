"""What is shown of a real staff: files, commands' tables and pictures, with no small count in any of them."""

from __future__ import annotations

from dataclasses import replace
from io import BytesIO
from pathlib import Path

import numpy as np
import pandas as pd
import pytest
from matplotlib.figure import Figure
from openpyxl import load_workbook

from simlib import compare, load_policy, load_staff, project
from simlib.analysis.cost_by_place import placed
from simlib.analysis.gains import EVERYBODY, gains
from simlib.analysis.outcomes import costed
from simlib.conversion.study import study
from simlib.disclosure import Refused, hidden_cells, pattern_of
from simlib.policy import Policy
from simlib.projection import Projection
from simlib.report.figures.comparison import Grades, Staffing
from simlib.report.figures.places_and_gains import draw_gains, draw_places
from simlib.report.result_folder import write_gains, write_placed, write_results
from simlib.report.tables import yearly as tables
from simlib.report.tables.beside_twin import beside
from simlib.report.tables.real_people import hidden_rows, shown_gains
from simlib.staff.opening import Staff
from simlib.twin import twin, without_quotas
from simlib.workbook.writing import workbook_bytes

NUMBERS = {"years": 2, "replications": 2, "seed": 1}


@pytest.fixture(scope="module")
def policy() -> Policy:
    return load_policy("yishui")


@pytest.fixture(scope="module")
def staff(policy: Policy) -> Staff:
    """The pack's own people, as if they were real; two of its communities have few."""
    everybody = load_staff(policy)
    here = np.flatnonzero(everybody.records["unit"] == 0)
    return replace(everybody.without(*here[3:]), fewest=5)


@pytest.fixture(scope="module")
def run(policy: Policy, staff: Staff) -> Projection:
    return project(policy, staff, **NUMBERS)


@pytest.fixture(scope="module")
def reform(policy: Policy, staff: Staff) -> Projection:
    return project(policy.with_values({"pay.base": "5200"}), staff, **NUMBERS)


def test_made_up_people_are_shown_whole(policy: Policy, staff: Staff):
    plain = project(policy, replace(staff, fewest=0), **NUMBERS)
    assert pattern_of(plain.plan) is None
    assert "hidden_below" not in plain.provenance
    assert tables.stocks(plain)["people"].dtype.kind == "i"
    assert set(tables.flows(plain)["post"]) == set(policy.axis("post"))


def test_a_changed_staff_is_as_real_as_it_was(staff: Staff):
    assert staff.changed(lambda one: Staff(one.records, one.month, "moved")).fewest == 5


def test_files_have_stars(run: Projection, policy: Policy, staff: Staff, tmp_path: Path):
    write_results(costed(run), tmp_path / "out")
    found = pd.read_csv(tmp_path / "out/stocks.csv")
    pattern = hidden_cells(staff, policy)
    stars = found["people"] == "*"
    cells = zip(found["post"], found["grade"], strict=True)
    assert stars.tolist() == [pattern.hides(post=post, grade=grade) for post, grade in cells] and stars.any()
    flows = pd.read_csv(tmp_path / "out/flows.csv")
    assert set(flows["post"]) == {"all"}
    assert flows["people"].sum() == run.data["flows"].values.sum()
    assert not (tmp_path / "out/moves.csv").exists()
    assert '"hidden_below": 5' in (tmp_path / "out/manifest.json").read_text("utf-8")


def test_streets(run: Projection, tmp_path: Path):
    found = placed(run)
    streets, rows = hidden_rows(found)
    assert streets[0] and streets.sum() >= 2 and not streets[-1]
    assert rows[found.unit == 0].all()
    write_placed(found, run, tmp_path / "out", "zh")
    table = pd.read_csv(tmp_path / "out/places.csv")
    hidden = table["unit"].isin({found.policy.axis("unit")[at] for at in np.flatnonzero(streets[:-1])})
    assert (table.loc[hidden, ["in_post", "person_months", "total"]] == "*").all(axis=None)
    assert [*table.columns][-1] == "total"  # of a line few may be paid
    drawn = draw_places(Figure(), found, None, "zh")
    assert drawn
    assert draw_places(Figure(), found, 0, "zh").startswith("* 不足5人")


def test_gains(run: Projection, reform: Projection, tmp_path: Path):
    found = gains(run, reform)
    table = shown_gains(found).set_index(["axis", "member"])
    groups = table[table.index.get_level_values("axis") != EVERYBODY]
    assert groups[["gain", "lose", "unchanged", "median", "low", "high"]].isna().all(axis=None)
    hidden = groups[groups["people"].isna()]
    assert ("unit", found.policy.axis("unit")[0]) in hidden.index and hidden["mean"].isna().all()
    units = groups.loc["unit"]
    last = units["people"].isna().to_numpy()
    assert (np.diff(last.astype(int)) >= 0).all() and [*units.index[last]] == sorted(units.index[last])
    assert table.loc[(EVERYBODY, EVERYBODY), "gain"] > 5
    write_gains(found, reform, tmp_path / "out")
    assert draw_gains(Figure(), found, "unit", "en")


def test_pictures(run: Projection, reform: Projection):
    comparison = compare(run, reform)
    grades, staffing = Grades(Figure()), Staffing(Figure())
    for chart in (grades, staffing):
        chart.update(comparison, reform.policy.digest, "zh")
        assert "* 不足5人" in chart.source.get_text()
    hidden = hidden_cells(run.plan.staff, run.policy).mask("post", "grade")
    for post, bars in enumerate(grades.bars[0]):
        wide = np.array([path.vertices[:, 0].max() - path.vertices[:, 0].min() for path in bars.get_paths()])
        assert (wide[hidden[post]] == 0).all()


def test_the_workbook_is_numbers_without_person_months(run: Projection, reform: Projection):
    """No formula, no sheet of pay cells; stars by post and grade; sums are those of everybody."""
    made = load_workbook(BytesIO(workbook_bytes(reform, before=run)))
    assert {"参数", "报酬标准", "人月", "分期支出", "核对"}.isdisjoint(made.sheetnames)
    assert not made.defined_names  # nor names of cells that are not there
    cells = [cell.value for page in made for row in page.iter_rows() for cell in row if isinstance(cell.value, str)]
    assert not [one for one in cells if one.startswith("=")]
    assert "* 不足5人" in "".join(one for one in cells if "只有数值" in one)
    rows = {row[0]: row[1:] for row in made["人员与等级"].iter_rows(min_row=4, values_only=True) if row[0]}
    by_grade = hidden_cells(run.plan.staff, run.policy).mask("grade")
    for grade, hidden in enumerate(by_grade, 1):
        assert ([*rows[f"{grade}级"][:3]] == ["*"] * 3) == hidden
    assert by_grade.any() and rows["平均等级"][0] == pytest.approx(run.plan.staff.records["grade"].mean())


@pytest.mark.parametrize("what", ["moves", "conversion", "twin"])
def test_what_tells_of_single_people_is_refused(run: Projection, policy: Policy, staff: Staff, what: str):
    free = without_quotas(policy)
    asked = {
        "moves": lambda: tables.moves(run),
        "conversion": lambda: study(policy, staff, years=1, seed=1),
        "twin": lambda: beside(twin(free, staff, years=1), project(free, staff, years=1, replications=2, seed=1)),
    }
    with pytest.raises(Refused) as refused:
        asked[what]()
    assert "真实人员" in refused.value["zh"]
