"""`places` and `cash`: what a policy costs by street and community, and month by month."""

from __future__ import annotations

from argparse import Namespace

import numpy as np

from simlib.analysis.cost_by_place import KINDS, Placed, evened, in_units, placed
from simlib.commands.progress import Progress
from simlib.commands.projections import policies, projected, rerun, staff_of
from simlib.commands.result_tables import print_heading, print_source
from simlib.commands.screen import Screen, Wrong
from simlib.disclosure.pattern import HIDDEN
from simlib.months import month_text, year_head, year_words
from simlib.policy import Policy
from simlib.policy.term import FEN
from simlib.policy.value_words import digits
from simlib.projection import Projection
from simlib.report.result_folder import write_placed
from simlib.report.tables.real_people import hidden_rows
from simlib.report.words.amounts import WAN
from simlib.report.words.places_and_months import DECEMBER
from simlib.text import Text

_TENTH = WAN * FEN // 10  # a tenth of 10,000 yuan: what is shown of an amount
_TOTAL = Text("合计", "Total")
WORKING = Text("逐月计算 {done}/{total} 次", "Going through the months {done}/{total}")


def places(args: Namespace, screen: Screen) -> int:
    """Print the cost of each street, or of each community of one; with --out, write all of it as CSV."""
    found, run = _placed(args, screen)
    policy = run.policy
    head = [year_head(year, found.plan.years) for year in found.plan.years]
    if args.street:
        at = _street(policy, args.street)
        rows = np.flatnonzero(found.unit == at)
        names = [found.community(int(row)) for row in rows]
        fen, title, people = found.where[:, rows], found.street(at), found.at_end[:, rows[rows < found.at_end.shape[1]]]
        hidden = hidden_rows(found)[1][rows]
    else:
        names = [found.street(at) for at in range(len(policy.units) + 1)]
        fen, title, people = found.streets, Text("各街道（单位）", "Streets or units"), found.people_by_street
        hidden = hidden_rows(found)[0]
    screen.say(title + Text("人员经费（万元）和期末在岗（人）", ": cost (10,000 yuan), people in post at the end"))
    shown = evened(fen.sum(axis=2), _TENTH, axis=1)
    heads = evened(np.rint(people[-1] * found.replications).astype(int), found.replications)
    staff = [str(count) for count in heads] + [""] * (len(names) - len(heads))
    stars = [HIDDEN] * (len(head) + 2)
    table = [
        [screen.text(name), *(stars if star else (*(digits(one / 10, 1) for one in (*row, row.sum())), count))]
        for name, row, count, star in zip(names, shown.T, staff, hidden, strict=True)
        if row.any() or count
    ]
    whole = shown.sum(axis=1)
    total = [*(digits(one / 10, 1) for one in (*whole, whole.sum())), str(heads.sum())]
    table.append([screen.text(_TOTAL), *(stars if hidden.all() else total)])
    screen.table([Text("单位", "Where"), *head, _TOTAL, Text("期末在岗", "In post")], table)
    print_source(run, args.out, screen)
    return 0


def cash(args: Namespace, screen: Screen) -> int:
    """Print what is to be paid in each month, by kind of spending; with --out, write all lines as CSV."""
    found, run = _placed(args, screen)
    screen.say(Text("用款计划（万元）", "Cash plan (10,000 yuan)"))
    each = np.stack([found.when[:, found.kinds == kind].sum(axis=1) for kind in range(len(KINDS))], axis=1)
    rows = []
    for y, year in enumerate(found.plan.years):
        here = found.plan.years.places(y)
        shown = in_units(np.column_stack([each[here], each[here].sum(axis=1)]), _TENTH)
        for month, people, row in zip(found.plan.months[here], found.people[here], shown, strict=True):
            rows.append([month_text(month), *(digits(one / 10, 1) for one in row), digits(people)])
        total = screen.text(year_words(year, found.plan.years) + Text("合计", " total"))
        rows.append([total, *(digits(one / 10, 1) for one in shown.sum(axis=0)), ""])
    screen.table([Text("月份", "Month"), *KINDS.values(), _TOTAL, Text("发放人数", "People paid")], rows)
    screen.say()
    screen.small(DECEMBER)
    print_source(run, args.out, screen)
    return 0


def _placed(args: Namespace, screen: Screen) -> tuple[Placed, Projection]:
    law, policy = policies(args, screen)
    run = projected(policy, staff_of(law, args), args, screen)
    with Progress(screen, WORKING) as progress:
        found = placed(run, workers=args.workers, progress=progress)
    if args.out:
        write_placed(found, run, args.out, screen.code, **rerun(args))
    print_heading(policy, screen)
    return found, run


def _street(policy: Policy, asked: str) -> int:
    """Return the unit that is called so, by its name or its label. Raises Wrong where there is none."""
    for at, unit in enumerate(policy.units):
        if asked in (unit.name, *unit.label):
            return at
    raise Wrong(
        Text(
            "{policy} 没有街道（单位）{asked}，有：{units}", "{policy} has no street or unit {asked}; it has {units}"
        ).of(policy=policy.name, asked=asked, units=", ".join(policy.axis("unit")))
    )
