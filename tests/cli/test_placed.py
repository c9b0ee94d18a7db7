"""`simlib places`, `cash` and `gains`: what is printed adds up as printed, and what is written is the budget."""

from __future__ import annotations

import csv
from collections import defaultdict
from decimal import Decimal
from pathlib import Path

import pytest

from simlib import cost, load_policy, load_staff, project
from simlib.analysis.cost_by_place import evened
from simlib.cli import main
from tests.cli.toy import PROPOSAL, TOWN

SMALL = ["--years", "3", "--seed", "11", "--replications", "3"]
Rows = list[dict[str, str]]


def rows(file: str) -> Rows:
    return [*csv.DictReader((Path("out") / file).read_text("utf-8-sig").splitlines())]


def budget() -> list[int]:
    """The cost of each year, in fen, the mean of each line rounded."""
    law = load_policy(TOWN)
    fen = cost(project(law, load_staff(law), years=3, replications=3, seed=11)).fen.sum(axis=0)
    return [int(year) for year in evened(fen[None], 3, axis=0)[0].sum(axis=1)]


def summed(table: Rows, by: str) -> list[int]:
    """The fen of each year or month's year, of the totals and of the lines."""
    found: dict[str, Decimal] = defaultdict(Decimal)
    for row in table:
        found[row[by][:4]] += Decimal(row["total"])
        lines = [*row][[*row].index("total") + 1 :]
        assert sum(Decimal(row[line]) for line in lines) == Decimal(row["total"])
    return [int(100 * yuan) for yuan in found.values()]


def printed(out: str, head: str) -> dict[str, list[str]]:
    """The lines of the table whose head begins so, by their first word."""
    lines = out.splitlines()
    start = next(at for at, line in enumerate(lines) if line.startswith(head)) + 1
    table = lines[start : next((at for at in range(start, len(lines)) if not lines[at]), None)]
    return {line.split()[0]: line.split()[1:] for line in table}


def numbers(cells: list[str]) -> list[Decimal]:
    return [Decimal(cell.replace(",", "")) for cell in cells]


def test_places_add_up_as_printed_and_as_written(world: Path, capsys: pytest.CaptureFixture[str]):
    assert main(["places", "town", *SMALL, "--out", "out"]) == 0
    table = printed(capsys.readouterr().out, "单位")
    total = numbers(table.pop("合计"))
    assert [sum(column) for column in zip(*(numbers(row) for row in table.values()), strict=True)] == total
    assert summed(rows("places.csv"), "year") == summed(rows("cash.csv"), "month") == budget()
    assert total[:3] == [evened_tenths(fen) for fen in budget()]
    street = rows("places.csv")[0]["street"]
    assert main(["places", "town", *SMALL, "--street", street]) == 0
    communities = printed(capsys.readouterr().out, "单位")
    assert communities.pop("合计") == table[street]


def evened_tenths(fen: int) -> Decimal:
    return Decimal((2 * fen + 100_000) // 200_000) / 10


def test_the_cash_plan_adds_up_to_the_year(world: Path, capsys: pytest.CaptureFixture[str]):
    assert main(["--lang", "en", "cash", "town", "--seed", "11", "--replications", "3"]) == 0
    out = capsys.readouterr().out
    table = printed(out, "Month")
    total = numbers(table.pop("2027")[1:])
    months = [numbers(row)[:-1] for row in table.values()]
    assert [*table] == [f"2027-{month:02d}" for month in range(1, 13)]
    assert [sum(column) for column in zip(*months, strict=True)] == total
    assert total[-1] == evened_tenths(budget()[0]) and "no document names the month" in " ".join(out.split())


def test_gains_by_group(world: Path, capsys: pytest.CaptureFixture[str]):
    assert main(["gains", "town", *SMALL, "--proposal", PROPOSAL, "--out", "out"]) == 0
    out = capsys.readouterr().out
    assert all(head in out for head in ("岗位", "年龄", "社区工作年限", "性别", "街道（单位）", "不足5人"))
    table = rows("gains.csv")
    everybody = table[0]
    parts = sum(float(everybody[name]) for name in ("gain", "lose", "unchanged"))
    assert float(everybody["people"]) == pytest.approx(parts, abs=0.02)
    assert {row["axis"] for row in table} == {"all", "post", "age_band", "service_band", "sex", "unit"}
    for axis in {row["axis"] for row in table}:
        of_axis = [float(row["people"]) for row in table if row["axis"] == axis]
        assert sum(of_axis) == pytest.approx(float(everybody["people"]), abs=0.1)
