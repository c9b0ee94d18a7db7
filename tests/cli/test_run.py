"""`simlib run --out`: whole tables whose ledgers close, the same bytes each time, and a folder whole or not at all."""

from __future__ import annotations

import json
import shlex
from collections import Counter
from collections.abc import Callable
from decimal import Decimal
from pathlib import Path

import pytest

from simlib import __version__, cost, load_policy, load_staff, project
from simlib.cli import main
from simlib.policy.items import ITEMS
from simlib.report import result_folder as results
from simlib.source import CODE
from tests.cli.toy import LEAVING, PROPOSAL, TOWN, Row, contents, rows

YEARS = range(2027, 2033)
SMALL = ["--years", "6", "--seed", "11"]
COLUMNS = {
    "stocks.csv": ["replication", "year", "post", "grade", "people"],
    "flows.csv": ["replication", "year", "reason", "post", "people"],
    "moves.csv": ["replication", "year", "from_post", "to_post", "people"],
    "budget.csv": ["replication", "year", "line", "code", "government", "payer", "yuan"],
    "establishment.csv": ["year", "post", "people"],
    "labels.csv": ["column", "name", "zh", "en"],
    "ranges.csv": [
        "outcome",
        "zh",
        "en",
        "unit",
        "year",
        "mean",
        "simulation_error",
        "luck_low",
        "luck_high",
        "wide_low",
        "wide_high",
    ],
}


def run(out: str, *words: str, replications: int = 12) -> Path:
    """Run the town and return the folder of its results."""
    assert main(["run", "town", *SMALL, "--replications", str(replications), *words, "--out", out]) == 0
    return Path(out)


@pytest.fixture
def out(world: Path) -> Path:
    return run("out")


def counted(table: list[Row], *keys: str, where: Callable[[Row], bool] = lambda row: True) -> Counter[tuple[str, ...]]:
    """Add up people by these columns."""
    total: Counter[tuple[str, ...]] = Counter()
    for row in table:
        if where(row):
            total[tuple(row[key] for key in keys)] += int(row["people"])
    return total


def test_every_file_is_there_with_its_columns_and_the_mark_that_excel_needs(out: Path):
    assert {file.name for file in out.iterdir()} == {*COLUMNS, "manifest.json"}
    for name, columns in COLUMNS.items():
        assert (out / name).read_bytes().startswith(b"\xef\xbb\xbf" + ",".join(columns).encode() + b"\n")


def test_the_codes_are_placed_as_asked_for(world: Path):
    """together: all pay under 30199, and 50199 beside it; by kind: basic pay under 30101, 50101. No amount moves."""
    one, other = (
        rows(run(f"as_{name}", "--codes", name, replications=2) / "budget.csv") for name in ("together", "by_kind")
    )
    placed = [{row["line"]: (row["code"], row["government"]) for row in table} for table in (one, other)]
    assert [found["basic_pay"] for found in placed] == [("30199", "50199"), ("30101", "50101")]
    assert [row["yuan"] for row in one] == [row["yuan"] for row in other]
    assert "--codes by_kind" in Path("as_by_kind/manifest.json").read_text("utf-8")
    assert main(["run", "town", "--years", "1", "--codes", "by_kinds"]) == 2


def test_there_is_one_row_for_each_fact(out: Path):
    posts, grades, moves = 2, 6, 2
    many, years = 12, len(YEARS)
    lengths = {name: len(rows(out / name)) for name in COLUMNS if name not in ("labels.csv", "ranges.csv")}
    assert lengths == {
        "stocks.csv": many * (years + 1) * posts * grades,
        "flows.csv": many * years * (1 + len(LEAVING) + 3) * posts,
        "moves.csv": many * years * moves,
        "budget.csv": many * years * len(ITEMS),
        "establishment.csv": years * posts,
    }


def test_opening_and_joined_less_left_is_closing_in_every_replication_and_year(out: Path):
    stocks, flows = rows(out / "stocks.csv"), rows(out / "flows.csv")
    people = counted(stocks, "replication", "year")
    joined = counted(flows, "replication", "year", where=lambda row: row["reason"] == "joined")
    left = counted(flows, "replication", "year", where=lambda row: row["reason"] in LEAVING)
    assert joined.total() > 100 and left.total() > 100
    for r in map(str, range(12)):
        for year in YEARS:
            now, before = (r, str(year)), (r, str(year - 1))
            assert people[before] + joined[now] - left[now] == people[now]


def test_with_the_moves_the_ledger_closes_in_every_post(out: Path):
    stocks, flows, moves = (rows(out / f"{name}.csv") for name in ("stocks", "flows", "moves"))
    people = counted(stocks, "replication", "year", "post")
    joined = counted(flows, "replication", "year", "post", where=lambda row: row["reason"] == "joined")
    left = counted(flows, "replication", "year", "post", where=lambda row: row["reason"] in LEAVING)
    came, went = counted(moves, "replication", "year", "to_post"), counted(moves, "replication", "year", "from_post")
    assert came[next(key for key in came if came[key])] > 0
    for r in map(str, range(12)):
        for year in YEARS:
            for post in ("head", "clerk"):
                now, before = (r, str(year), post), (r, str(year - 1), post)
                assert people[before] + joined[now] - left[now] + came[now] - went[now] == people[now]


def test_promoted_and_stepped_down_stand_under_the_post_taken_up(out: Path):
    flows, moves = rows(out / "flows.csv"), rows(out / "moves.csv")
    up = counted(flows, "post", where=lambda row: row["reason"] == "promoted")
    down = counted(flows, "post", where=lambda row: row["reason"] == "stepped_down")
    taken = counted(moves, "to_post")
    assert up[("head",)] == taken[("head",)] > 0 and up[("clerk",)] == 0
    assert down[("clerk",)] == taken[("clerk",)] > 0 and down[("head",)] == 0


def test_the_budget_is_the_librarys_to_the_fen(out: Path):
    law = load_policy(TOWN)
    fen = cost(project(law, load_staff(law), years=6, replications=12, seed=11)).fen
    table = rows(out / "budget.csv")
    assert all(len(row["yuan"].partition(".")[2]) == 2 for row in table)
    assert {row["payer"] for row in table} == {"county"}  # all of it, in this town
    written = [int(Decimal(row["yuan"]) * 100) for row in table]
    assert written == fen.reshape(-1).tolist()
    assert sum(written) > 0


def test_a_second_run_replaces_the_first_with_the_same_bytes(out: Path):
    before = contents(out)
    run("out")
    assert contents(out) == before


def test_the_number_of_threads_changes_no_byte(world: Path):
    assert contents(run("one", "--workers", "1", replications=25)) == contents(
        run("two", "--workers", "2", replications=25)
    )


def test_the_first_replications_of_a_longer_run_are_those_of_a_shorter_one(out: Path):
    few = run("few", replications=5)
    for name in ("stocks.csv", "flows.csv", "moves.csv", "budget.csv"):
        first = [row for row in rows(out / name) if int(row["replication"]) < 5]
        assert first == rows(few / name)


def test_another_seed_gives_other_luck(out: Path):
    other = run("other", "--seed", "12")
    assert contents(other)["stocks.csv"] != contents(out)["stocks.csv"]


def test_the_manifest_says_what_was_run(world: Path):
    out = run("out", "--proposal", PROPOSAL, "--set", f"retirement.contribution_months={120}")
    manifest = json.loads((out / "manifest.json").read_text("utf-8"))
    law = load_policy(TOWN)
    reform = law.with_proposal(PROPOSAL).with_values({"retirement.contribution_months": 120})
    assert manifest["policy"] == "town" and manifest["pack_digest"] == law.digest
    assert manifest["policy_digest"] == reform.digest
    assert manifest["staff_digest"] == load_staff(law).digest
    assert [one["name"] for one in manifest["proposals"]] == ["faster"]
    assert manifest["set"] == ["retirement.contribution_months=120"]
    assert manifest["set_by_hand"] == {"retirement.contribution_months": {"2027-01": 120}}
    assert (manifest["opening"], manifest["years"], manifest["replications"], manifest["seed"]) == (
        "2027-01",
        6,
        12,
        11,
    )
    assert set(manifest["versions"]) == {"simlib", "code", "python", "numpy", "numba"}
    assert manifest["code_digest"] == manifest["versions"]["code"] == CODE and manifest["version"] == __version__
    (departure,) = manifest["departures"]
    assert departure == {
        "term": "retirement.contribution_months",
        "from": "2030-01",
        "set_aside": "186",
        "set_aside_source": "law",
        "in_force": 120,
        "in_force_source": "",
    }


def test_the_manifests_command_makes_the_same_bytes_again(world: Path):
    out = run("out", "--proposal", PROPOSAL, "--set", "exits.misconduct@2029-01=0.02", "--workers", "2")
    command = shlex.split(json.loads((out / "manifest.json").read_text("utf-8"))["command"])
    assert command[0] == "simlib" and "--out" not in command and "--workers" not in command
    assert main([*command[1:], "--out", "again"]) == 0
    assert contents(Path("again")) == contents(out)


def test_higher_law_that_sets_a_town_aside_is_listed(world: Path):
    file = Path(TOWN) / "policy.yaml"
    own = "provisions:\n  retirement.longest_delay: {values: {2000-01: {value: 1, evidence: computed, reason: any}}}"
    file.write_text(file.read_text("utf-8").replace("provisions:", own, 1), "utf-8")
    manifest = json.loads((run("out", replications=1) / "manifest.json").read_text("utf-8"))
    assert [(one["term"], one["from"]) for one in manifest["overrides"]] == [("retirement.longest_delay", "2025-01")]


def test_an_empty_folder_is_taken(world: Path):
    Path("out").mkdir()
    run("out", replications=1)
    assert (world / "out/manifest.json").is_file()


def test_when_writing_fails_the_old_results_stay_and_nothing_else_is_left(
    out: Path, world: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
):
    def full(projection: object) -> None:
        raise OSError(28, "No space left on device")

    full.__name__ = "moves"
    before = contents(world)
    monkeypatch.setattr(results.tables, "moves", full)
    assert main(["run", "town", *SMALL, "--replications", "1", "--out", "out"]) == 2
    assert "See that it may be and that the disk has room" in capsys.readouterr().err
    assert contents(world) == before
    assert sorted(path.name for path in world.iterdir()) == ["out", "scenarios"]
