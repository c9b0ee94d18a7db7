"""What a run takes of memory is said before it starts; what does not fit is refused, with what does."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from dashboards.runs.fitting import at_once
from simlib import cost, load_policy, load_staff, machine, project
from simlib.cli import main
from simlib.memory import fitting, per_replication
from tests.conftest import BAOHE
from tests.simulation.test_tally import kept

SMALL = ["run", "town", "--years", "2"]
MANY = ["--replications", "90000"]


def free(monkeypatch: pytest.MonkeyPatch, number: int) -> None:
    monkeypatch.setattr(machine, "usable", lambda: machine.in_use() + number)


def test_more_than_fits_is_refused_with_what_does(
    world: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
):
    free(monkeypatch, 20_000_000)
    assert main([*SMALL, *MANY]) == 2
    said = capsys.readouterr()
    assert said.out == "" and "90,000 次模拟约需内存" in said.err and "90,000 replications take about" in said.err
    (fits,) = set(re.findall(r"--replications (\d+)", said.err))
    assert main([*SMALL, "--replications", fits]) == 0
    assert int(fits) > 100 and f"{int(fits):,} 次模拟约需内存" in capsys.readouterr().err  # it is much, so that is said


def test_what_is_little_is_not_worth_a_word(world: Path, capsys: pytest.CaptureFixture[str]):
    assert main([*SMALL, "--replications", "3"]) == 0
    assert "内存" not in capsys.readouterr().err


@pytest.mark.parametrize(
    ("each", "wanted", "room", "fits"),
    [(10, 100, 1000, 100), (10, 100, 999, 90), (10, 100, 95, 9), (10, 100, 0, 1), (10, 1, 0, 1)],
)
def test_how_many_fit(each: int, wanted: int, room: int, fits: int):
    assert fitting(each, wanted, room) == fits


@pytest.mark.parametrize("pack", ["baohe", "growth_chain", "yishui"])
def test_what_is_said_covers_what_is_kept(pack: str):
    """Books and budget of a replication; what is besides is worked out and gone. And it is no idle fear."""
    law = load_policy(BAOHE.parent / pack)
    staff = load_staff(law)
    run = project(law, staff, years=10, replications=20, seed=1)
    budget = cost(run)
    each = (kept(run.books) + budget.fen.nbytes + budget.borne.nbytes) / 20
    assert each < per_replication(law, len(staff), 10) < 8 * each
    assert per_replication(law, len(staff), 20) > 1.9 * per_replication(law, len(staff), 10)


@pytest.mark.parametrize(
    ("pack", "futures", "measured"),
    [("baohe", False, 123), ("baohe", True, 276), ("growth_chain", False, 241), ("growth_chain", True, 430),
     ("yishui", True, 145)],
)  # fmt: skip
def test_what_is_said_on_a_page_is_a_little_more_than_was_measured(pack: str, futures: bool, measured: float):
    """`measured`: MB that two sliders of people, 200 replications each, add to a page (docs/guide/serving.md)."""
    law = load_policy(BAOHE.parent / pack)
    said = at_once(futures) * per_replication(law, len(load_staff(law)), 10) * 200 / 1e6
    assert measured < said < 1.65 * measured
