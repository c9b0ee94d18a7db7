"""`run` and `compare`: a policy projected, and what it changes against the policy as it stands."""

from __future__ import annotations

import shlex
from argparse import Namespace
from collections.abc import Callable
from typing import Any

from simlib.analysis.assumptions import other_seed
from simlib.analysis.compare import compare as compared
from simlib.analysis.conversion_cost import conversion_cost
from simlib.analysis.outcomes import costed
from simlib.budget import budget_codes
from simlib.budget.codes import with_treatment
from simlib.commands.finding import laid_over, load_pack
from simlib.commands.headline import (
    print_conversion,
    print_differences,
    print_heading,
    print_source,
    print_uneven,
    print_years,
)
from simlib.commands.memory import check_memory
from simlib.commands.precise import precisely, print_reached, settled
from simlib.commands.progress import Progress
from simlib.commands.screen import Screen, Wrong
from simlib.commands.sets import out_of_reach
from simlib.commands.uncertainty import futures_of, print_uncertainty
from simlib.futures import Futures, FuturesProjection, project_futures
from simlib.policy import Policy, dead_ends
from simlib.population.staff import Staff
from simlib.projection import Projection, project
from simlib.report.folder import check_folder, made_with
from simlib.report.results import versions, write_comparison, write_results
from simlib.simulation.staffing import load_staff
from simlib.text import Text


def run(args: Namespace, screen: Screen) -> int:
    """Project one policy; print the years, and write the tables if a folder is named."""
    precision = settled(args)
    law, policy = policies(args, screen)
    staff, futures = load_staff(law), futures_of(args, law, screen)
    result = projected(policy, staff, args, screen, futures)
    if precision:
        (result,), reached = precisely(precision, (result,), args, screen)
    if args.out:
        write_results(result, args.out, **rerun(args))
    print_heading(policy, screen)
    run = costed(result)
    print_years(run, screen)
    print_uneven(run, screen)
    if result.plan.conversion is not None:
        print_conversion(result, conversion_cost(result), screen)
    if isinstance(result, FuturesProjection):
        at_centre, again = (projected(policy, staff, args, screen, result.futures, **how)
                            for how in ({"at_centre": True}, {"other_luck": True}))  # fmt: skip
        assert isinstance(again, FuturesProjection)
        print_uncertainty(run, at_centre, again, screen)
    print_source(result, args.out, screen)
    if precision:
        print_reached(reached, screen)
    return 0


def compare(args: Namespace, screen: Screen) -> int:
    """Project the policy as it stands and as proposed, or another pack; print every difference with its interval."""
    if not args.proposals and not args.sets and not args.against:
        raise Wrong(
            Text(
                "没有可比较的方案。请加 --proposal 方案文件、--set 条款=值，或 --against 另一政策包。",
                "There is nothing to compare with. Add --proposal FILE, --set NAME=VALUE or --against PACK.",
            )
        )
    precision = settled(args)
    law, policy = policies(args, screen)
    staff, futures = load_staff(law), futures_of(args, law, screen)
    people = _same_people(staff, load_staff(policy), args.against) if args.against else staff
    before = projected(law, staff, args, screen, futures)
    after = projected(policy, people, args, screen, futures)
    if precision:
        (before, after), reached = precisely(precision, (before, after), args, screen)
    comparison = compared(before, after)
    if args.out:
        write_comparison(comparison, args.out, **rerun(args))
    if args.against:
        screen.say(Text(f"现行：{law.label.zh}；方案：", f"Before: {law.label.en}; after:"))
    print_heading(policy, screen)
    print_differences(comparison, screen)
    print_source(after, args.out, screen)
    if precision:
        print_reached(reached, screen)
    return 0


def _same_people(staff: Staff, after: Staff, against: str) -> Staff:
    """Return the other pack's staff, which has to be the same people: else luck would be compared, not policy."""
    if staff.people_digest != after.people_digest:
        raise Wrong(
            Text(
                "{against} 的期初人员不是同一批人，差别会来自人而不是政策。"
                "请在其中一包的 staff.yaml 写 carried_from 和 posts。",
                "{against} has other people at the opening, so a difference would be theirs and not the policy's. "
                "Write carried_from and posts in the staff.yaml of one of the two.",
            ).of(against=against)
        )
    return after


def policies(args: Namespace, screen: Screen, check: Callable[[str], None] = check_folder) -> tuple[Policy, Policy]:
    """Return the pack, whose opening staff serves both, and the policy with everything laid over it.

    The latter is laid over the pack itself, or over the one that `compare --against` names. `check` refuses a place
    that the results cannot be written to.
    """
    law = load_pack(args.pack, args.opening)
    against = getattr(args, "against", None)
    base = load_pack(against, args.opening) if against else law
    law, base = (_placed(pack, args) for pack in (law, base))
    if args.out:
        check(args.out)
        _print_other_code(args.out, screen)
        for pack in {law.name: law, base.name: base}.values():
            budget_codes(pack)  # which the tables need: wanting them is to be known before a long run
    policy = laid_over(base, args.proposals, args.sets, screen)
    for late in out_of_reach(args.sets, base, args.years):
        screen.note(
            Text(
                f"--set {late} 在推演结束后才生效，不影响结果。",
                f"--set {late} begins after the run: it changes nothing.",
            )
        )
    for problem in dead_ends(policy):
        screen.warning(problem)
    return law, policy


def _placed(pack: Policy, args: Namespace) -> Policy:
    """Return a pack with its budget lines placed as asked for."""
    return with_treatment(pack, args.codes) if getattr(args, "codes", None) else pack


def _print_other_code(folder: str, screen: Screen) -> None:
    """Say where results that are to be replaced were made by other code; that alone is no reason to refuse."""
    earlier, now = made_with(folder), versions()
    if earlier and earlier.get("code") != now["code"]:
        was, is_ = (f"simlib {one.get('simlib', '?')}, {one.get('code', '?')[:8]}" for one in (earlier, now))
        screen.note(
            Text(
                f"{folder} 里原来的结果出自另一版代码（{was}；现在 {is_}），数字若有不同，也可能出自代码。",
                f"The results in {folder} were made by other code ({was}; now {is_}): figures may differ for that.",
            )
        )


def projected(
    policy: Policy,
    staff: Staff,
    args: Namespace,
    screen: Screen,
    futures: Futures | None = None,
    *,
    at_centre: bool = False,
    other_luck: bool = False,
) -> Projection:
    """Project a policy as the command line says, each replication in a future of its own where there are futures.

    other_luck  the same futures with another luck
    """
    numbers = {"years": args.years, "replications": args.replications, "seed": args.seed, "workers": args.workers}
    if other_luck:
        numbers |= {"seed": other_seed(args.seed), "futures_seed": args.seed}
    check_memory(policy, staff, args, screen)
    with Progress(screen) as progress:
        if futures is None:
            return project(policy, staff, **numbers, progress=progress)
        return project_futures(policy, staff, futures, **numbers, progress=progress, at_centre=at_centre)


def rerun(args: Namespace) -> dict[str, Any]:
    """Return what makes the results again: nothing of where they are written or how many threads did it."""
    words = ["simlib", args.command, args.pack]
    words += ["--against", args.against] if getattr(args, "against", None) else []
    words += ["--opening", args.opening] if args.opening else []
    words += [word for file in args.proposals for word in ("--proposal", file)]
    words += [word for text in args.sets for word in ("--set", text)]
    words += ["--futures", args.futures] if getattr(args, "futures", None) else []
    words += ["--codes", args.codes] if getattr(args, "codes", None) else []
    words += ["--refilled"] if getattr(args, "refilled", False) else []
    words += ["--years", args.years, "--replications", args.replications, "--seed", args.seed]
    return {"command": shlex.join(map(str, words)), "set": args.sets}
