"""`run` and `compare`: a policy projected, and what it changes against the policy as it stands."""

from __future__ import annotations

import shlex
from argparse import Namespace
from typing import Any

from simlib.analysis.compare import compare as compared
from simlib.analysis.outcomes import costed
from simlib.budget import budget_codes
from simlib.commands.finding import laid_over, load_pack, out_of_reach
from simlib.commands.headline import print_differences, print_heading, print_source, print_years
from simlib.commands.progress import Progress
from simlib.commands.screen import Screen, Wrong
from simlib.months import YEAR, month_of_year, month_text
from simlib.policy import Policy, dead_ends
from simlib.population.staff import Staff
from simlib.projection import Projection, project
from simlib.report.folder import check_folder
from simlib.report.results import write_comparison, write_results
from simlib.simulation.staffing import load_staff


def run(args: Namespace, screen: Screen) -> int:
    """Project one policy; print the years, and write the tables if a folder is named."""
    law, policy = _policies(args, screen)
    result = _projected(policy, load_staff(law), args, screen)
    if args.out:
        write_results(result, args.out, **_rerun(args))
    print_heading(policy, args.sets, screen)
    print_years(costed(result), screen)
    print_source(result, args.out, screen)
    return 0


def compare(args: Namespace, screen: Screen) -> int:
    """Project the policy as it stands and as proposed, and print every difference with its interval."""
    if not args.proposals and not args.sets:
        raise Wrong(
            "没有可比较的方案。请加 --proposal 方案文件，或 --set 条款=值。",
            "There is nothing to compare with. Add --proposal FILE or --set NAME=VALUE.",
        )
    law, policy = _policies(args, screen)
    staff = load_staff(law)
    comparison = compared(_projected(law, staff, args, screen), _projected(policy, staff, args, screen))
    if args.out:
        write_comparison(comparison, args.out, **_rerun(args))
    print_heading(policy, args.sets, screen)
    print_differences(comparison, screen)
    print_source(comparison.after.projection, args.out, screen)
    return 0


def _policies(args: Namespace, screen: Screen) -> tuple[Policy, Policy]:
    """Return the pack, whose opening staff serves both, and the policy with everything laid over it."""
    law = load_pack(args.pack)
    if args.out:
        check_folder(args.out)
        budget_codes(law)  # which the tables need: wanting them is to be known before a long run
    opening = law.opening or 0
    if month_of_year(opening) != 1:
        raise Wrong(
            f"{law.name} 的期初是 {month_text(opening)}。推演从1月开始，请改它的 opening。",
            f"{law.name} opens in {month_text(opening)}. A run opens in a January: change its opening.",
        )
    policy = laid_over(law, args.proposals, args.sets)
    for late in out_of_reach(args.sets, opening, YEAR * args.years):
        screen.note(
            f"--set {late} 在推演结束后才生效，不影响结果。", f"--set {late} begins after the run: it changes nothing."
        )
    for problem in dead_ends(policy):
        screen.warning(problem)
    return law, policy


def _projected(policy: Policy, staff: Staff, args: Namespace, screen: Screen) -> Projection:
    with Progress(screen) as progress:
        return project(
            policy,
            staff,
            years=args.years,
            replications=args.replications,
            seed=args.seed,
            workers=args.workers,
            progress=progress,
        )


def _rerun(args: Namespace) -> dict[str, Any]:
    """Return what makes the results again: nothing of where they are written or how many threads did it."""
    words = ["simlib", args.command, args.pack]
    words += [word for file in args.proposals for word in ("--proposal", file)]
    words += [word for text in args.sets for word in ("--set", text)]
    words += ["--years", args.years, "--replications", args.replications, "--seed", args.seed]
    return {"command": shlex.join(map(str, words)), "set": args.sets}
