"""`gains`: who gains and who loses by a proposal, group by group; of streets the worst off first."""

from __future__ import annotations

import math
from argparse import Namespace
from itertools import groupby
from typing import Any

from simlib.analysis.gains import EVERYBODY, FEWEST, GROUPS, Gains
from simlib.analysis.gains import gains as compared
from simlib.commands.places_and_cash import WORKING
from simlib.commands.progress import Progress
from simlib.commands.projections import policies, projected, rerun, same_people, staff_of
from simlib.commands.ranges import NONE
from simlib.commands.result_tables import print_heading, print_source
from simlib.commands.screen import Screen, Wrong
from simlib.disclosure.pattern import HIDDEN
from simlib.policy.value_words import digits
from simlib.report.result_folder import write_gains
from simlib.report.tables.real_people import shown_gains
from simlib.report.words.amounts import signed
from simlib.report.words.places_and_months import GAINS_NOTE
from simlib.text import Text

_HEAD = (Text("人数", "People"), Text("增加", "Gain"), Text("减少", "Lose"), Text("不变", "Same"),
         Text("平均", "Mean"), Text("中位", "Median"), Text("5%位", "5 %"), Text("95%位", "95 %"))  # fmt: skip


def gains(args: Namespace, screen: Screen) -> int:
    """Print how many gain and lose, and how much; with --out, write the same as CSV."""
    if not args.proposals and not args.sets and not args.against:
        raise Wrong(
            Text(
                "没有方案，谈不上谁增谁减。请加 --proposal、--set 或 --against。",
                "Nobody gains or loses without a proposal. Add --proposal, --set or --against.",
            )
        )
    law, policy = policies(args, screen)
    staff = staff_of(law, args)
    people = same_people(staff, staff_of(policy, args), args.against) if args.against else staff
    before, after = projected(law, staff, args, screen), projected(policy, people, args, screen)
    with Progress(screen, WORKING) as progress:
        found = compared(before, after, workers=args.workers, progress=progress)
    if args.out:
        write_gains(found, after, args.out, **rerun(args))
    print_heading(policy, screen)
    screen.say(Text("每人每月应发报酬的变动（元）", "Change of pay per person and month (yuan)"))
    for axis, rows in groupby(shown_gains(found).to_dict("records"), lambda row: str(row["axis"])):
        name = Text("", "") if axis == EVERYBODY else GROUPS[axis]
        screen.table([name, *_HEAD], [_row(found, row, screen) for row in rows])
        screen.say()
    screen.small(GAINS_NOTE.of(few=FEWEST))
    print_source(after, args.out, screen)
    return 0


def _row(found: Gains, row: dict[str, Any], screen: Screen) -> list[str]:
    label = screen.text(found.label(row["axis"], row["member"]))
    if math.isnan(row["people"]):
        return [label, HIDDEN, *[NONE] * 7]
    if math.isnan(row["mean"]):
        return [label, f"<{FEWEST}", *[NONE] * 7]
    people, pay = ("people", "gain", "lose", "unchanged"), ("mean", "median", "low", "high")
    written = [(row[name], digits) for name in people] + [(row[name], signed) for name in pay]
    return [label, *(NONE if math.isnan(value) else write(value) for value, write in written)]
