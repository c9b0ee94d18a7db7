"""Whatever can be wrong with a command line, in a small world that is the current folder."""

from __future__ import annotations

import os
from argparse import Namespace
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path
from unittest.mock import patch

from simlib import machine
from simlib.cli import main
from simlib.commands.futures_option import futures_of
from simlib.commands.parser import build_parser
from simlib.commands.screen import Screen
from simlib.policy import Policy, load_policy
from tests.cli.test_bad_command_lines import BAD
from tests.cli.toy import TOWN
from tests.text.provoked_files import Case

LINES = (
    "clauses town", "run town --debug=yes", "explain town --years 1", "person town --promotion 2031-01",
    "run town --precision 5 --replications 3", "run town --precision 0", "run town --precision x",
    "ceiling town", "ceiling town --year-limit 31=5", "seek town --term pay.base --keep cost",
    "seek town --term pay.base --keep cost --under 1 --from soon", "run town --opening soon", 
    "seek town --term pay.base --keep cost --under 1 --range 5",
    "run town --futures nobodys", "twin town --replications 1", "twin town --refilled --set establishment.base=6",
    "check scenarios/nothing", "check far.yaml", "compare town --against other", "workbook town --out x.csv",
    "places town --street nowhere", "gains town",
    "run late", "run town --futures hrd", "run town --proposal spread", "run town --proposal 加快",
)  # fmt: skip
IDLE = """\
format: 1
futures: idle
label: {zh: 闲, en: Idle}
terms:
  extension.share: {works: factor, range: [0.5, 1.1], reason: {zh: 假设, en: made up}}
"""


def cases(world: Path) -> Iterator[Case]:
    """Yield every wrong command line; the world is made ready for some of them first."""
    (world / "idle.yaml").write_text(IDLE, "utf-8")
    (world / "scenarios/nothing").mkdir()
    proposal = (world / "scenarios/town/proposals/faster.yaml").read_text("utf-8")
    (world / "far.yaml").write_text(proposal.replace("policy: town", "policy: village"), "utf-8")
    _another(world, "other", "seed: 7", "seed: 8", "staff.yaml")
    _another(world, "late", "opening: 2027-01", "opening: 2027-03", "policy.yaml")
    (world / "scenarios/town/proposals/spread.yaml").write_text(_with_a_spread(proposal), "utf-8")
    (world / "scenarios/town/proposals/again.yaml").write_text(
        proposal.replace("proposal: faster", "proposal: again"), "utf-8"
    )
    for words in (*(words for words, _ in BAD.values()), *(line.split() for line in LINES)):
        yield lambda _, words=words: main(words)
    yield lambda _: build_parser(Screen()).error("whatever")
    yield lambda folder: _nothing_here(folder)
    yield lambda _: _idle_futures(load_policy(world / TOWN))
    yield lambda folder: _schema_that_cannot_be_written(folder)
    yield lambda _: _broken_program()
    yield lambda _: _hardly_any_memory()


def _with_a_spread(proposal: str) -> str:
    return proposal.replace("value: 2", "value: 2..4").replace("proposal: faster", "proposal: spread")


def _another(world: Path, name: str, old: str, new: str, file: str) -> None:
    """Another pack, as the town but for one edit."""
    for part in filter(Path.is_file, (world / TOWN).iterdir()):
        text = part.read_text("utf-8").replace("name: town", f"name: {name}")
        folder = world / "scenarios" / name
        folder.mkdir(exist_ok=True)
        (folder / part.name).write_text(text.replace(old, new) if part.name == file else text, "utf-8")


def _idle_futures(town: Policy) -> None:
    """Futures of a term that the pack does not give."""
    given = {name: one for name, one in town.provisions.items() if name != "extension.share"}
    futures_of(Namespace(futures="idle.yaml"), replace(town, provisions=given), Screen())


def _hardly_any_memory() -> None:
    with patch.dict(os.environ, {machine.LIMIT: "1"}):
        main(["run", "town"])


def _nothing_here(folder: Path) -> None:
    with patch("simlib.commands.packs.known_packs", dict):
        main(["packs"])


def _schema_that_cannot_be_written(folder: Path) -> None:
    with patch.object(Path, "write_text", side_effect=OSError):
        main(["schema", "--out", str(folder)])


def _broken_program() -> None:
    with patch("simlib.commands.packs.known_packs", side_effect=KeyError("x")):
        main(["packs"])
