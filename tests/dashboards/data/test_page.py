"""The data page: a roster dropped, matched, settled, counted, and gone on with; nobody's name on it."""

from __future__ import annotations

import csv
import io
import re
from pathlib import Path
from typing import Any

import openpyxl
import pytest

from dashboards.data import Data
from dashboards.policy_lab import PolicyLab
from dashboards.widgets import Language, Runner
from simlib import load_policy, load_staff
from simlib.policy import PolicyError
from simlib.policy.value_words import digits
from simlib.population.person import FEMALE
from simlib.staff.roster.export import export_staff
from simlib.staff.roster.key import Key
from simlib.text import Told
from tests.dashboards.at_once import SHORT, Now
from tests.dashboards.browser import ROOT

PACK = ROOT / "scenarios/cities/yishui"
POLICY = load_policy(PACK)
STAFF = load_staff(POLICY)
NAMES = ("赵一鸣", "钱二川", "孙三平")


@pytest.fixture(scope="module")
def roster(tmp_path_factory: pytest.TempPathFactory) -> list[list[Any]]:
    """The pack's own staff as rows, a heading first; three of them with names, which nothing may show."""
    file = tmp_path_factory.mktemp("roster") / "roster.xlsx"
    export_staff(POLICY, STAFF, file)
    rows = [list(row) for row in openpyxl.load_workbook(file).active.values]  # type: ignore[union-attr]
    at = next(at for at, row in enumerate(rows) if "性别" in row)
    head = rows[at]
    named = [[*row, f"{NAMES[n % 3]}{n}"] for n, row in enumerate(rows[at + 1 :]) if any(row)]
    keyed = head.index("模型代码")
    return [[*head[:keyed], *head[keyed + 1 :], "姓名"], *([*row[:keyed], *row[keyed + 1 :]] for row in named)]


def gbk(rows: list[list[Any]]) -> bytes:
    file = io.StringIO()
    csv.writer(file).writerows(rows)
    return file.getvalue().encode("gb18030")


def page(tmp_path: Path) -> Data:
    now = Now()
    runner = Runner(loop=now, worker=now, language=Language(), known=(Told, PolicyError))
    found = Data(runner=runner, key=lambda: Key(b"k" * 32, tmp_path / "key"))
    found.pack.value = PACK
    return found


def shown(found: Data) -> str:
    return "".join(one.value for one in (found.told, found.findings, found.counts, found.runner.error))


def every(widget: Any) -> list[Any]:
    return [widget, *(one for child in getattr(widget, "children", ()) for one in every(child))]


def counts_of(found: Data, label: str) -> int:
    cell = re.search(rf'<th scope="row">{label}</th><td[^>]*>([\d,]+)', found.counts.value)
    assert cell is not None, found.counts.value
    return int(cell[1].replace(",", ""))


def test_a_gbk_roster_becomes_the_staff_of_the_lab(roster: list[list[Any]], tmp_path: Path) -> None:
    found = page(tmp_path)
    found.take(gbk(roster), "花名册.csv")
    assert found.runner.error.value == "" and found.found is not None and found.found.staff is not None, shown(found)
    assert len(found.found.staff) == len(STAFF) and f"读到{len(STAFF)}人" in found.told.value
    women = int((STAFF.records["sex"] == 1).sum()), int((STAFF.records["sex"] == 0).sum())
    assert counts_of(found, "女") in women and counts_of(found, "女") + counts_of(found, "男") == len(STAFF)
    share = int((STAFF.records["sex"] == FEMALE).sum()) / len(STAFF)
    assert f">{digits(share * 100, 1)}%<" in found.counts.value
    assert not any(name in shown(found) for name in NAMES)
    found.go_on(PolicyLab, **SHORT)
    assert found.runner.error.value == "" and len(found.below.children) == 1
    (lab,) = found.below.children
    commands = [one.value for one in every(lab) if "lab-command" in one._dom_classes]
    assert commands and all("--staff roster.xlsx" in one for one in commands if one)
    found.go_back()
    assert found.below.children == () and found.match.layout.display is None
    found.language.code = "en"
    assert f"{len(STAFF)} people read" in found.told.value


def test_what_is_wrong_is_named_by_row_and_can_be_left_out(roster: list[list[Any]], tmp_path: Path) -> None:
    born = roster[0].index("出生年月")
    rows = [list(row) for row in roster]
    rows[5][born] = "1985年13月"
    found = page(tmp_path)
    found.take(gbk(rows), "花名册.csv")
    assert found.found is not None and found.found.staff is None and "第6行" in found.findings.value, shown(found)
    assert "还有1处待解决" in found.told.value and found.onward.layout.display == "none"
    (settle,) = found.settling.menus.values()
    settle.value = "leave_out"
    assert found.found.staff is not None and len(found.found.staff) == len(STAFF) - 1
    assert found.found.roster is not None and list(found.found.roster.left_out.values()) == [1]
    assert "leave_out" in found.roster_yaml().decode()


def test_a_column_under_another_heading_is_matched_by_hand(roster: list[list[Any]], tmp_path: Path) -> None:
    rows = [["甲乙丙" if cell == "岗位" else cell for cell in roster[0]], *roster[1:]]
    found = page(tmp_path)
    found.take(gbk(rows), "花名册.csv")
    assert found.found is not None and found.found.roster is None and "岗位" in found.told.value
    found.columns.menus["post"].value = "甲乙丙"
    assert found.found.roster is not None, shown(found)
    assert found.found.roster.match.headings()["post"] == ["甲乙丙"]


def test_what_is_no_file_of_this_size_is_not_heard(tmp_path: Path) -> None:
    found = page(tmp_path)
    for content, buffers in ((None, []), ({"name": 1}, [b"x"]), ({"name": "a.csv"}, [b"x" * (8 * 2**20 + 1)])):
        found.upload._take(None, content, buffers)
    assert found.file is None
    found.upload._take(None, {"name": "空\n.csv"}, [b" "])
    assert found.found is not None and found.found.roster is None and "空.csv" in found.told.value
