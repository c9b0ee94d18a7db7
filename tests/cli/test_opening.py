"""A run opened in another month, by `--opening` or by the pack's own file; what is shown names the part-year."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from simlib.cli import main
from tests.cli.toy import PROPOSAL, TOWN, contents, rows
from tests.policy.made_up import edit

SMALL = ["--years", "2", "--replications", "4", "--seed", "11"]
AUTUMN = ["--opening", "2026-09"]


def said(capsys: pytest.CaptureFixture[str], *words: str, code: int = 0) -> str:
    """What a command prints in English."""
    assert main([*words, "--lang", "en"]) == code
    told = capsys.readouterr()
    return told.out + told.err


def test_the_years_are_named_and_the_results_say_from_when(world: Path, capsys: pytest.CaptureFixture[str]):
    told = said(capsys, "run", "town", *SMALL, *AUTUMN, "--out", "out")
    years = [line.split("  ")[0] for line in told.splitlines() if line[:3] == "202"]
    assert years == ["2026 (Sep–Dec)", "2027", "2028"]
    manifest = json.loads(Path("out/manifest.json").read_text("utf-8"))
    assert (manifest["opening"], manifest["years"]) == ("2026-09", 2)
    assert "--opening 2026-09" in manifest["command"]
    labels = {(row["column"], row["name"]): row["zh"] for row in rows(Path("out/labels.csv"))}
    assert labels["year", "2026"] == "2026年9—12月"
    assert labels["year", "2025"] == "期初（2026年8月末）"
    assert {row["year"] for row in rows(Path("out/budget.csv"))} == {"2026", "2027", "2028"}


def test_a_pack_that_opens_in_september_passes_check_and_runs(world: Path, capsys: pytest.CaptureFixture[str]):
    """The same as by `--opening`: one policy, one staff, one set of books."""
    said(capsys, "run", "town", *SMALL, *AUTUMN, "--out", "asked")
    edit(Path(TOWN) / "policy.yaml", "opening: 2027-01", "opening: 2026-09")
    edit(Path(TOWN) / "staff.yaml", "roster_month: 2026-12", "roster_month: 2026-08")
    said(capsys, "rebind", "town", PROPOSAL)
    assert "OK" in said(capsys, "check", TOWN)
    said(capsys, "run", "town", *SMALL, "--out", "own")
    for name in ("stocks.csv", "flows.csv", "budget.csv", "establishment.csv"):
        assert contents(Path("asked"))[name] == contents(Path("own"))[name], name


def test_what_else_is_told_of_a_year_names_the_part(world: Path, capsys: pytest.CaptureFixture[str]):
    told = said(capsys, "ceiling", "town", *SMALL, *AUTUMN, "--year-limit", "2026=1m", "--limit-all", "1m")
    assert "2026 (Sep–Dec) was over" in told and "2026 (Sep–Dec) and 2 years was over" in told
    told = said(capsys, "explain", "town", *SMALL, *AUTUMN)
    assert "2026 (Sep–Dec) is no whole year and is not compared" in told
    told = said(capsys, "person", "town", *AUTUMN, "--joined", "2020-03", "--years", "2")
    assert "2026 (Sep–Dec)" in told
    told = said(capsys, "agenda", "town", *AUTUMN, "--years", "2")
    assert "2026-09 — 2028-12" in told
    told = said(capsys, "twin", "town", *SMALL, *AUTUMN)
    assert "2026 (Sep–Dec)" in told


def test_a_year_without_a_figure_of_its_own_is_no_goal(world: Path, capsys: pytest.CaptureFixture[str]):
    seek = ["seek", "town", *SMALL, *AUTUMN, "--term", "pay.base", "--under", "1m", "--keep"]
    assert "2027 to 2028" in said(capsys, *seek, "cost_per_head_2026", code=2)


@pytest.mark.parametrize(
    ("month", "why"),
    [("2026", "--opening 2026 is no month"), ("2019-05", "after the opening month 2019-05"), ("2101-01", "1990-01")],
)
def test_where_it_cannot_open(world: Path, capsys: pytest.CaptureFixture[str], month: str, why: str):
    assert why in said(capsys, "run", "town", *SMALL, "--opening", month, code=2)
