"""`compare`: what a proposal, or another pack, changes against the policy in force."""

from __future__ import annotations

from argparse import Namespace

from simlib.analysis.compare import compare as compared
from simlib.commands.futures_option import futures_of
from simlib.commands.precision import precisely, print_reached, settled
from simlib.commands.projections import in_futures, policies, projected, rerun, same_people, staff_of
from simlib.commands.ranges import MORE_COST, compared_cost, print_note
from simlib.commands.result_tables import (
    print_differences,
    print_heading,
    print_source,
)
from simlib.commands.screen import Screen, Wrong
from simlib.report.result_folder import write_comparison
from simlib.text import Text


def compare(args: Namespace, screen: Screen) -> int:
    """Project the policy as it stands and as proposed, or another pack; print every difference with its widths."""
    if not args.proposals and not args.sets and not args.against:
        raise Wrong(
            Text(
                "没有可比较的方案。请加 --proposal 方案文件、--set 参数=值，或 --against 另一政策包。",
                "There is nothing to compare with. Add --proposal FILE, --set NAME=VALUE or --against PACK.",
            )
        )
    precision = settled(args)
    law, policy = policies(args, screen)
    staff = staff_of(law, args)
    people = same_people(staff, staff_of(policy, args), args.against) if args.against else staff
    sides = ((law, staff), (policy, people))
    before, after = (projected(*side, args, screen) for side in sides)
    if precision:
        (before, after), reached = precisely(precision, (before, after), args, screen)
    futures = futures_of(args, law, screen, policy)
    wide = (
        (in_futures(*sides[0], args, screen, futures), in_futures(*sides[1], args, screen, futures))
        if futures
        else None
    )
    comparison = compared(before, after, wide)
    if args.out:
        write_comparison(comparison, args.out, **rerun(args))
    if args.against:
        screen.say(Text(f"现行：{law.label.zh}；方案：", f"Before: {law.label.en}; after:"))
    print_heading(policy, screen)
    print_differences(comparison, screen)
    print_note(MORE_COST, compared_cost(comparison), screen)
    print_source(after, args.out, screen, wide and wide[1])
    if precision:
        print_reached(reached, screen)
    return 0
