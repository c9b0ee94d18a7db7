"""What every command that projects does: policies and staff as the command line says, run with progress."""

from __future__ import annotations

import shlex
from argparse import Namespace
from collections.abc import Callable
from pathlib import Path
from typing import Any

from simlib.analysis.assumptions import other_seed
from simlib.budget import budget_codes
from simlib.budget.codes import with_treatment
from simlib.commands.futures_option import names_futures
from simlib.commands.memory import check_memory
from simlib.commands.policy_arguments import laid_over, load_pack
from simlib.commands.progress import IN_FUTURES, Progress
from simlib.commands.screen import Screen, Wrong
from simlib.commands.set_option import out_of_reach
from simlib.disclosure import hidden_below, refuse_of_real
from simlib.futures import Futures, FuturesProjection, project_futures
from simlib.policy import Policy, dead_ends
from simlib.projection import Projection, project
from simlib.report.result_folder import versions
from simlib.report.whole_folder import check_folder, made_with
from simlib.staff.file import STAFF_FILE
from simlib.staff.load import load_staff
from simlib.staff.opening import Staff
from simlib.staff.roster.discreet import discreet
from simlib.text import Text


def same_people(staff: Staff, after: Staff, against: str) -> Staff:
    """Return the other pack's staff, which has to be the same people: else luck would be compared, not policy."""
    refuse_of_real(staff, Text("与另一套标准对比", "A comparison with another pack's scale"))
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


def staff_of(policy: Policy, args: Namespace) -> Staff:
    """Return the opening staff of a policy: that of the file that `--staff` names, else the pack's own."""
    with discreet():
        staff = load_staff(policy, getattr(args, "staff", None))
    return hidden_below(staff, args.hide_below) if getattr(args, "hide_below", None) is not None else staff


def staff_file(written: str) -> str:
    """Return what a record calls the file of a staff: a staff file by its name; of a roster not even that is kept."""
    file = Path(written)
    return file.name if file.suffix == STAFF_FILE else f"roster{file.suffix}"


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
                f"--set {late} 在模拟期结束后才生效，不影响结果。",
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


def projected(policy: Policy, staff: Staff, args: Namespace, screen: Screen) -> Projection:
    """Project a policy as the command line says: futures at their centre."""
    check_memory(policy, staff, args, screen)
    with Progress(screen) as progress:
        return project(policy, staff, **_numbers(args), progress=progress)


def in_futures(
    policy: Policy,
    staff: Staff,
    args: Namespace,
    screen: Screen,
    futures: Futures,
    *,
    other_luck: bool = False,
) -> FuturesProjection:
    """Project the same with each replication in a future of its own.

    other_luck  the same futures with another luck
    """
    numbers = _numbers(args)
    if other_luck:
        numbers |= {"seed": other_seed(args.seed), "futures_seed": args.seed}
    with Progress(screen, IN_FUTURES) as progress:
        return project_futures(policy, staff, futures, **numbers, progress=progress)


def _numbers(args: Namespace) -> dict[str, Any]:
    return {"years": args.years, "replications": args.replications, "seed": args.seed, "workers": args.workers}


def rerun(args: Namespace) -> dict[str, Any]:
    """Return what makes the results again: nothing of where they are written or how many threads did it."""
    words = ["simlib", *args.command.split(), args.pack]
    words += ["--against", args.against] if getattr(args, "against", None) else []
    words += ["--opening", args.opening] if args.opening else []
    words += ["--staff", staff_file(args.staff)] if getattr(args, "staff", None) else []
    words += ["--hide-below", args.hide_below] if getattr(args, "hide_below", None) is not None else []
    words += [word for file in args.proposals for word in ("--proposal", file)]
    words += [word for text in args.sets for word in ("--set", text)]
    words += ["--futures", args.futures] if names_futures(args) else []
    words += ["--codes", args.codes] if getattr(args, "codes", None) else []
    words += ["--refilled"] if getattr(args, "refilled", False) else []
    words += ["--years", args.years, "--replications", args.replications, "--seed", args.seed]
    return {"command": shlex.join(map(str, words)), "set": args.sets}
