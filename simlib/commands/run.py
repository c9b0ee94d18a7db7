"""`run`: a policy projected."""

from __future__ import annotations

from argparse import Namespace

from simlib.analysis.outcomes import costed
from simlib.commands.futures_option import futures_of, names_futures
from simlib.commands.influences import print_influences
from simlib.commands.precision import precisely, print_reached, settled
from simlib.commands.projections import in_futures, policies, projected, rerun, staff_of
from simlib.commands.ranges import WHOLE_COST, print_note, whole_cost
from simlib.commands.result_tables import (
    print_conversion,
    print_heading,
    print_source,
    print_uneven,
    print_years,
)
from simlib.commands.screen import Screen
from simlib.report.result_folder import write_results


def run(args: Namespace, screen: Screen) -> int:
    """Project one policy; print the years, and write the tables if a folder is named."""
    precision = settled(args)
    law, policy = policies(args, screen)
    staff = staff_of(law, args)
    result = projected(policy, staff, args, screen)
    if precision:
        (result,), reached = precisely(precision, (result,), args, screen)
    futures = futures_of(args, law, screen, policy)
    wide = in_futures(policy, staff, args, screen, futures) if futures else None
    run = costed(result, wide)
    if args.out:
        write_results(run, args.out, **rerun(args))
    print_heading(policy, screen)
    print_years(run, screen)
    print_uneven(run, screen)
    if result.plan.conversion is not None:
        print_conversion(run, screen)
    if wide and futures and names_futures(args):
        again = in_futures(policy, staff, args, screen, futures, other_luck=True)
        print_influences(wide, again, screen)
    print_note(WHOLE_COST, whole_cost(run), screen)
    print_source(result, args.out, screen, wide)
    if precision:
        print_reached(reached, screen)
    return 0
