"""A small whole world in a folder: `scenarios` with the made-up town, its staff and a proposal."""

from __future__ import annotations

import csv
import shutil
from pathlib import Path

import pytest

from simlib.cli import main
from simlib.policy import Policy, load_policy
from tests.policy.made_up import build, edit, write_proposal

Said = pytest.CaptureFixture[str]
SMALL = ["--years", "3", "--replications", "30", "--seed", "3"]
MIXES = {
    "age_mix": [0, 0.2, 0.2, 0.2, 0.1, 0.1, 0.1, 0.1, 0, 0],
    "service_mix": [0.2, 0.2, 0.2, 0.2, 0.2, 0],
    "education_mix": [0.1, 0.4, 0.5, 0, 0],
    "certificate_mix": [0.5, 0.3, 0.2, 0],
    "rating_mix": [0, 0, 0.1, 0.8, 0.1],
}
STAFF = """\
format: 1
seed: 7
roster_month: 2026-12
margins:
  in_post_share: {value: 0.9, reason: made up}
  female_share: {value: 0.6, reason: made up}
""" + "".join(f"  {name}: {{value: [{mix}, {mix}], reason: made up}}\n" for name, mix in MIXES.items())
LIVELY = {  # so that people come, go and change posts, and all cost something
    "exits.resignation_level": (0, 1.5),
    "exits.resignation_age_factor": (0, 1),
    **{f"exits.resignation_{axis}_factor": (0, 1) for axis in ("sex", "post", "grade", "unit")},
    "recruitment.fill_share": (0, 0.9),
    "recruitment.exam_yield": (0, 1),
    "recruitment.lead_months": (0, 5),
    "election.places": ("no", "yes"),
    "election.every_years": (1, 3),
    "election.turnover_share": (0, 0.5),
    "establishment.coefficient_level": (0.1, 1),
    "pay.coefficient_step": (0, 0.07),
    "pay.performance_share": (0, 0.3),
    "contributions.pension": (0, 0.16),
    "channel.share": (0, 0.1),
}
NATIONAL = Path(__file__).resolve().parents[2] / "scenarios/national"
TOWN, PROPOSAL = "scenarios/town", "scenarios/town/proposals/faster.yaml"
LEAVING = ["retired", "resigned", "died", "misconduct", "dismissed", "civil_service", "not_re_elected"]
Row = dict[str, str]


def build_world(folder: Path) -> Policy:
    """Build `scenarios` in a folder and return the town's policy."""
    town = build(folder / "scenarios")
    for name, (idle, lively) in LIVELY.items():
        start = f"  {name}: {{values: {{2020-01: {{value: "
        edit(town / "policy.yaml", f"{start}{idle},", f"{start}{lively},")
    (town / "staff.yaml").write_text(STAFF, "utf-8")
    shutil.copy(NATIONAL / "budget_lines.yaml", folder / "scenarios/land")
    law = load_policy(town)
    (folder / "scenarios/town/proposals").mkdir()
    write_proposal(folder / "scenarios/town/proposals", law)
    return law


def rows(file: Path) -> list[Row]:
    """Read a table as a spreadsheet would."""
    with file.open(encoding="utf-8-sig", newline="") as text:
        return list(csv.DictReader(text))


def contents(folder: Path) -> dict[str, bytes]:
    """Return every file below a folder with its bytes."""
    return {file.relative_to(folder).as_posix(): file.read_bytes() for file in folder.rglob("*") if file.is_file()}


def said(capsys: Said, *words: str, code: int = 0) -> str:
    """Return what a command prints."""
    assert main(list(words)) == code
    return capsys.readouterr().out
