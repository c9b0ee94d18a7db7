"""`simlib conversion`: what it prints is what it writes, and what the study finds."""

from __future__ import annotations

import csv
import json
from pathlib import Path

import pytest

from simlib import cost, load_policy, load_staff, project
from simlib.cli import main
from simlib.conversion.study import study
from simlib.months import month_number
from simlib.policy.items import ITEMS
from tests.cli.toy import TOWN, Row

VALUES = {"rules.conversion": "by_service_and_education", "conversion.protection": "kept", "pay.base": 1000}
SETS = [word for name, value in VALUES.items() for word in ("--set", f"{name}@2028-01={value}")]
SMALL = ["--years", "3", "--seed", "11", "--replications", "4"]


def rows(file: Path) -> list[Row]:
    return list(csv.DictReader(file.read_bytes().decode("utf-8-sig").splitlines()))


def test_everybody_is_written_and_counted(world: Path, capsys: pytest.CaptureFixture[str]):
    assert main(["--lang", "en", "conversion", "town", *SMALL, *SETS, "--out", "out"]) == 0
    law = load_policy(TOWN).with_values(VALUES, month_number(2028, 1))
    found = study(law, load_staff(law), years=3, seed=11)
    people = rows(Path("out/people.csv"))
    assert len(people) == len(found.people) > 0 and len(found.losers) > 0
    lost = sum(round(float(row["lost"]) * 100) for row in people)
    assert lost == found.losers["lost"].sum()
    groups = rows(Path("out/groups.csv"))
    assert sum(int(row["people"]) for row in groups) == len(people)
    assert sum(round(float(row["lost"]) * 100) for row in groups) == lost
    line = list(ITEMS).index("protected_pay")
    spent = cost(project(law, load_staff(law), years=3, replications=4, seed=11)).fen[:, :, line].mean(axis=0) / 100
    assert [float(row["protected_pay"]) for row in rows(Path("out/cost.csv"))] == pytest.approx(spent, abs=0.005)
    printed = capsys.readouterr().out
    assert f"{len(found.losers):,} would lose, {lost / 100:,.0f} yuan a month in all" in printed
    assert "Conversion in 2028-01" in printed and f"{spent[1] / 1e4:,.1f}" in printed


def test_the_same_as_json(world: Path, capsys: pytest.CaptureFixture[str]):
    assert main(["conversion", "town", *SMALL, *SETS, "--json"]) == 0
    told = json.loads(capsys.readouterr().out)
    law = load_policy(TOWN).with_values(VALUES, month_number(2028, 1))
    found = study(law, load_staff(law), years=3, seed=11)
    assert (told["month"], told["people"], told["losers"]) == ("2028-01", len(found.people), len(found.losers))
    assert told["lost"] == sum(group["lost"] for group in told["groups"]["post_before"]) == found.losers["lost"].sum()
    assert told["cost"]["2027"] == {"gained": 0, "lost": 0, "protected_pay": 0, "protected_contributions": 0}


def test_a_run_tells_the_cost_of_its_conversion_apart(world: Path, capsys: pytest.CaptureFixture[str]):
    assert main(["run", "town", *SMALL, *SETS]) == 0
    assert "套改的经费（万元；2028-01 套改，保留差额，不冲抵）" in capsys.readouterr().out
    assert main(["run", "town", *SMALL]) == 0
    assert "套改" not in capsys.readouterr().out


def test_without_one_it_says_what_to_do(world: Path, capsys: pytest.CaptureFixture[str]):
    assert main(["conversion", "town", *SMALL]) == 2
    said = capsys.readouterr().err
    assert "no conversion within 3 years" in said and "rules.conversion" in said and "错误：" in said
