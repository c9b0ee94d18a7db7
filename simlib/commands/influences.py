"""Which assumptions matter most for the range of the cost."""

from __future__ import annotations

from collections.abc import Sequence

from simlib.analysis.assumptions import Influence, split, split_words
from simlib.analysis.widths import FEWEST_FOR_AN_INTERVAL
from simlib.commands.screen import Screen
from simlib.futures import FuturesProjection
from simlib.text import Text

_SHOWN = 8  # influences


def print_influences(run: FuturesProjection, again: FuturesProjection, screen: Screen) -> None:
    """Print how the spread of the cost divides into luck and assumptions, and which assumptions matter.

    again  the same futures with other luck
    """
    if run.replications < FEWEST_FOR_AN_INTERVAL:
        return
    found = split(run, again)
    screen.say()
    screen.say(split_words(found))
    _print_table([one for one in found.influences if not one.spread.moves_with][:_SHOWN], screen)


def _print_table(influences: Sequence[Influence], screen: Screen) -> None:
    head = (
        Text("假定", "Assumption"),
        Text("政策参数", "Term"),
        Text("秩相关", "Rank correlation"),
        Text("模拟误差（95%）", "Simulation error (95 %)"),
    )
    rows = [
        [
            screen.text(one.spread.label),
            one.spread.term.name,
            f"{one.correlation:+.2f}",
            screen.text(Text(f"{one.low:+.2f} 至 {one.high:+.2f}", f"{one.low:+.2f} to {one.high:+.2f}")),
        ]
        for one in influences
    ]
    screen.table(head, rows, left=2)
