"""`--precision`: as many replications as the wanted simulation error takes."""

from __future__ import annotations

import re
from argparse import Namespace
from collections.abc import Sequence
from typing import NamedTuple

from simlib.analysis.outcomes import UNITS
from simlib.analysis.precision import PILOT, Precision, Reached, cost_within, people_within, precise
from simlib.commands.entered_amounts import read_amount
from simlib.commands.progress import Progress
from simlib.commands.screen import Screen, Wrong
from simlib.projection import Projection
from simlib.text import Text

USUAL, AT_MOST = 200, 2_000  # replications, without and with a precision
_PEOPLE = re.compile(r"(.*?)\s*(?:人|people|person)")


class Wanted(NamedTuple):
    """How large the simulation error may be, and how many replications there may be."""

    precision: Precision
    most: int


def settled(args: Namespace) -> Wanted | None:
    """Return what `--precision` asks for, or None; `args.replications` is then that of the pilot, or the usual."""
    if not args.precision:
        args.replications = args.replications or USUAL
        return None
    wanted = Wanted(_read(args.precision), args.replications or AT_MOST)
    if wanted.most < PILOT:
        raise Wrong(
            Text(
                "--precision 至少要模拟 {pilot} 次。请把 --replications 写大，或不写。",
                "--precision needs {pilot} replications. Raise --replications, or leave it out.",
            ).of(pilot=PILOT)
        )
    args.replications = PILOT
    return wanted


def _read(text: str) -> Precision:
    people = _PEOPLE.fullmatch(text.strip())
    within = read_amount(people[1] if people else text, "--precision")
    if within <= 0:
        raise Wrong(
            Text(
                "--precision 不能是 {text}。请写大于 0 的数。",
                "--precision cannot be {text}. Write more than 0.",
            ).of(text=text)
        )
    if people:
        return people_within(within)
    return cost_within(within, of_the_outcome=text.strip()[-1] in "%％")


def precisely(
    wanted: Wanted, runs: Sequence[Projection], args: Namespace, screen: Screen
) -> tuple[tuple[Projection, ...], Reached]:
    """Extend the pilot, or the two that are compared; `args.replications` becomes the number there are."""
    with Progress(screen) as progress:
        runs, reached = precise(runs, wanted.precision, wanted.most, workers=args.workers, progress=progress)
    args.replications = reached.found.replications
    return runs, reached


def print_reached(reached: Reached, screen: Screen) -> None:
    """Print the simulation error reached and how many replications it took, or that the most there may be do not do."""
    outcome, many = reached.outcome, reached.found.replications
    error, wanted = (_width(number, outcome.unit) for number in (reached.found.error, reached.wanted))
    screen.say(
        Text(
            f"精度：模拟 {many:,} 次，{outcome.label.zh}的模拟误差 ±{error[0]}（95%；要求 ±{wanted[0]}）",
            f"Precision: {many:,} replications, simulation error of {outcome.label.en.lower()} ±{error[1]} "
            f"(95 %; wanted ±{wanted[1]})",
        ),
    )
    if not reached.met:
        screen.note(
            Text(
                f"未达到要求的精度，约需模拟 {reached.needed:,} 次。请加大 --replications，或放宽 --precision。",
                f"The precision is not reached; it takes about {reached.needed:,} replications. Raise --replications, "
                "or ask for less with --precision.",
            ),
        )


def _width(number: float, unit: str) -> tuple[str, str]:
    """Write a simulation error in both languages: 139.5 万元, 1,395,000 yuan."""
    (zh, _), scale = UNITS[unit]
    return f"{number / scale:,.4g} {zh}", f"{number:,.0f} yuan" if unit == "yuan" else f"{number:,.4g} {unit}"
