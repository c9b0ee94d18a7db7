"""`simlib explain`: what it prints adds up, and what it writes gives back every cost."""

from __future__ import annotations

import csv
from collections import Counter
from decimal import Decimal
from pathlib import Path

import pytest

from simlib import compare, cost, load_policy, load_staff, project
from simlib.analysis.causes import CAUSES
from simlib.analysis.explain import explain_difference
from simlib.cli import main
from tests.cli.toy import PROPOSAL, TOWN

SMALL = ["--years", "4", "--seed", "11", "--replications", "3"]


def written(folder: Path) -> Counter[tuple[int, int]]:
    """The change by replication and year, from causes.csv."""
    raw = (folder / "causes.csv").read_bytes()
    assert raw.startswith("\ufeffreplication,year,cause,yuan\n".encode())
    total: Counter[tuple[int, int]] = Counter()
    for row in csv.DictReader(raw.decode("utf-8-sig").splitlines()):
        assert row["cause"] in CAUSES
        total[int(row["replication"]), int(row["year"])] += int(Decimal(row["yuan"]) * 100)
    return total


def test_the_years(world: Path, capsys: pytest.CaptureFixture[str]):
    assert main(["explain", "town", *SMALL, "--out", "out"]) == 0
    law = load_policy(TOWN)
    fen = cost(project(law, load_staff(law), years=4, replications=3, seed=11)).fen.sum(axis=2)
    steps = fen[:, 1:] - fen[:, :-1]
    assert written(Path("out")) == {(r, 2028 + y): int(steps[r, y]) for r in range(3) for y in range(3)}
    printed = capsys.readouterr().out
    assert (
        all((zh in printed) == (cause != "conversion") for cause, (zh, _) in CAUSES.items()) and "历年合计" in printed
    )
    shown = f"{round(float((fen[:, -1] - fen[:, 0]).mean()) / 1e6, 1):+,.1f}"
    assert shown in next(line for line in printed.splitlines() if line.startswith("增减合计"))
    assert "2030年人员经费比2027年" in printed and "全年增支" in printed and "翘入下年" in printed
    assert (Path("out") / "standards.csv").read_text("utf-8-sig").count("\n") == 1 + 3 * 4
    assert (Path("out") / "bridge.png").read_bytes().startswith(b"\x89PNG")


def test_a_proposal(world: Path, capsys: pytest.CaptureFixture[str]):
    assert main(["--lang", "en", "explain", "town", *SMALL, "--proposal", PROPOSAL, "--out", "out"]) == 0
    law = load_policy(TOWN)
    staff = load_staff(law)
    before, after = (
        project(one, staff, years=4, replications=3, seed=11) for one in (law, law.with_proposal(PROPOSAL))
    )
    found = explain_difference(compare(before, after)).fen.sum(axis=2)
    assert found.any()
    assert written(Path("out")) == {(r, 2027 + y): int(found[r, y]) for r in range(3) for y in range(4)}
    assert "more under the proposal" in capsys.readouterr().out


def test_a_proposal_from_year_to_year(world: Path, capsys: pytest.CaptureFixture[str]):
    assert main(["explain", "town", *SMALL, "--proposal", PROPOSAL, "--by-year", "--out", "out"]) == 0
    law = load_policy(TOWN)
    fen = cost(project(law.with_proposal(PROPOSAL), load_staff(law), years=4, replications=3, seed=11)).fen.sum(axis=2)
    steps = fen[:, 1:] - fen[:, :-1]
    assert written(Path("out")) == {(r, 2028 + y): int(steps[r, y]) for r in range(3) for y in range(3)}
    assert "较上年" in capsys.readouterr().out


def test_one_year_has_nothing_to_explain(world: Path, capsys: pytest.CaptureFixture[str]):
    assert main(["explain", "town", "--years", "1", "--replications", "1"]) == 2
    assert "--years 2" in capsys.readouterr().err
