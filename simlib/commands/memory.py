"""What a run takes of memory, said before it starts."""

from __future__ import annotations

from argparse import Namespace

from simlib import machine
from simlib.commands.screen import Screen, Wrong
from simlib.memory import fitting, per_replication
from simlib.policy import Policy
from simlib.policy.problems import check_whole
from simlib.projection import MOST_REPLICATIONS
from simlib.staff.opening import Staff
from simlib.text import Text

MUCH = 0.5  # of what is free: told before it runs
_BESIDES = 2  # projections that a command has at a time, at most: as it stands, and as proposed


def check_memory(policy: Policy, staff: Staff, args: Namespace, screen: Screen) -> None:
    """Tell how much memory a run takes where that is much, and raise Wrong with what fits where it is too much.

    A number of replications that no run takes is a PolicyError, whatever the memory.
    """
    check_whole("replications", args.replications, 1, MOST_REPLICATIONS)
    free = max(0, machine.usable() - machine.in_use())
    each, wanted = _BESIDES * per_replication(policy, len(staff), args.years), args.replications
    needed, fits = each * wanted, fitting(each, wanted, free)
    numbers = {"wanted": f"{wanted:,}", "needed": machine.size(needed), "free": machine.size(free)}
    if fits < wanted:
        what = Text(
            "{wanted} 次模拟约需内存 {needed}，可用 {free}。最多可模拟 {fits} 次：--replications {fits}",
            "{wanted} replications take about {needed} of memory, and {free} are free. Use --replications {fits}",
        )
        raise Wrong(what.of(**numbers, fits=fits))
    if needed > MUCH * free:
        what = Text(
            "{wanted} 次模拟约需内存 {needed}，可用 {free}。",
            "{wanted} replications take about {needed} of memory, and {free} are free.",
        )
        screen.note(what.of(**numbers))
