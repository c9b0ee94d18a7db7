"""Whatever can be wrong with rosters and what belongs to them."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

from simlib.cli import main
from simlib.policy import load_policy
from tests.cli.toy import TOWN
from tests.roster.refused import MATCHES, REFUSALS, match_file
from tests.text.provoked_files import Case


def cases() -> Iterator[Case]:
    """Yield every refusal, in a world that is the current folder."""
    town = load_policy(Path(TOWN))
    for case, _ in REFUSALS.values():
        yield lambda folder, case=case: case(town, folder)
    for text in MATCHES:
        yield lambda folder, text=text: match_file(town, folder, text)
    yield lambda _: main(["roster", "import", "x.csv", "--pack", "town", "--out", "x.csv"])
