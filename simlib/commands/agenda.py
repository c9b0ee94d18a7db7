"""`agenda`: the order in which a month's business is done, and the months with something out of the usual."""

from __future__ import annotations

from argparse import Namespace

from simlib.commands.policy_arguments import load_pack
from simlib.commands.screen import Screen
from simlib.months import YEAR, month_text, months_of_run
from simlib.policy import Policy
from simlib.simulation.agenda import AGENDA, EVERY_DECEMBER, EVERY_JANUARY, EVERY_MONTH
from simlib.simulation.clock import announced
from simlib.text import Text, joined, same


def agenda(args: Namespace, screen: Screen) -> int:
    """Print the order of the steps, and the calendar of a pack."""
    policy = load_pack(args.pack, args.opening)
    first = policy.opening or 0
    months = months_of_run(first, args.years)
    screen.say(
        Text("一个月内各事项的次序（同月的事项按此次序办理）", "The order of a month's business, whatever falls in it")
    )
    for place, step in enumerate(AGENDA, 1):
        screen.say(same(f"{place:3}. ") + step.label + Text("（{when}）", " ({when})").of(when=step.when))
    span = f"{month_text(months[0])} — {month_text(months[-1])}"
    screen.say()
    screen.say(
        Text(
            f"日历 {span}（每月、每年1月和12月的例行事项除外）",
            f"Calendar {span} (besides every month, January and December)",
        ),
    )
    screen.table(
        (Text("月份", "Month"), Text("事项", "Business"),
         Text("本月起生效的参数值", "Values in force from this month")),
        [(month_text(month), *row) for month, steps in announced(policy, months)
         if any(row := (_unusual(month, steps, screen), _laws(policy, month, first, screen)))],
        left=3,
    )  # fmt: skip
    return 0


def _unusual(month: int, steps: tuple[int, ...], screen: Screen) -> str:
    """Return what is due in a month besides what every such month has."""
    usual = {*EVERY_MONTH}
    usual |= {*EVERY_JANUARY} if month % YEAR == 0 else set()
    usual |= {*EVERY_DECEMBER} if month % YEAR == YEAR - 1 else set()
    return joined(AGENDA[step].label for step in steps if step not in usual)[screen.code]


def _laws(policy: Policy, month: int, first: int, screen: Screen) -> str:
    """Return the terms with a value that begins in a month, after the opening."""
    terms = [
        one.term for one in policy.provisions.values() if month > first and any(v.month == month for v in one.values)
    ]
    return joined(term.label for term in terms)[screen.code]
