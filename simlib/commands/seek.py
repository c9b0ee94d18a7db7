"""`seek`: the value of a term that keeps a goal."""

from __future__ import annotations

from argparse import Namespace
from typing import Literal

from simlib.analysis.goal_seek.goal import Goal, goal
from simlib.analysis.goal_seek.search import Found
from simlib.analysis.goal_seek.search import seek as sought
from simlib.analysis.outcomes import UNITS
from simlib.commands.entered_amounts import check_money, read_amount, read_month, read_span
from simlib.commands.futures_option import futures_of
from simlib.commands.packs import SHOWN
from simlib.commands.projections import in_futures, policies, projected, staff_of
from simlib.commands.ranges import ERROR_HEAD
from simlib.commands.result_tables import print_heading
from simlib.commands.screen import Screen, Wrong
from simlib.commands.term_names import term_named
from simlib.policy import Policy
from simlib.projection import Projection
from simlib.report.words.ceilings_and_seeks import found_words, trial_cells, value_of
from simlib.text import Text


def seek(args: Namespace, screen: Screen) -> int:
    """Print which values of a term keep a goal, how often they do with the assumptions, and every trial."""
    wish = _goal(args)
    span = read_span(args.range) if args.range else None
    args.out = None
    law, policy = policies(args, screen)
    staff, futures = staff_of(law, args), futures_of(args, law, screen, policy)
    if wish.outcome.unit == "yuan":
        check_money(args.under or args.above, f"--{wish.side}", len(staff))
    seen: list[Projection] = []

    def run(one: Policy) -> Projection:
        seen.append(projected(one, staff, args, screen))
        return seen[-1]

    def wide(one: Policy) -> Projection:
        assert futures is not None
        return in_futures(one, staff, args, screen, futures)

    found = sought(
        policy,
        wish,
        term_named(args.term, policy.terms),
        run,
        span=span,
        start=_start(args),
        wide=wide if futures else None,
    )
    print_heading(policy, screen)
    screen.small(found_words(found, seen[0].years))
    screen.say()
    _print_trials(found, screen)
    _print_grounds(found, policy, args, screen)
    return 0


def _goal(args: Namespace) -> Goal:
    if (args.under is None) == (args.above is None):
        raise Wrong(
            Text(
                "请写 --under 或 --above 其中一个，如 --under 2.4亿。",
                "Write one of --under and --above, as --under 240m.",
            )
        )
    side: Literal["under", "above"] = "under" if args.above is None else "above"
    return goal(args.keep, side, read_amount(args.under or args.above, f"--{side}"))


def _start(args: Namespace) -> int | None:
    return read_month("--from", args.since) if args.since else None


def _print_grounds(found: Found, policy: Policy, args: Namespace, screen: Screen) -> None:
    many, digest = found.replications, policy.digest[:SHOWN]
    screen.say()
    screen.say(
        Text(
            f"各取值均按同样的 {many} 次模拟；种子 {args.seed}，政策校验码 {digest}（反推的参数除外）",
            f"Every trial has the same {many} replications; seed {args.seed}, policy {digest} "
            "(but for the term sought)",
        ),
    )


def _print_trials(found: Found, screen: Screen) -> None:
    code = screen.code
    outcome, term = found.goal.outcome, found.term
    zh, en = UNITS[outcome.unit].label
    head = (
        term.label,
        Text(f"{outcome.label.zh}\n（{zh}，平均）", f"{outcome.label.en}\n({en}, mean)"),
        ERROR_HEAD,
        Text("达到目标", "Kept"),
    )
    rows = [
        [
            value_of(found, one.value, code),
            *trial_cells(found, one.mean, one.error, code),
            screen.text(Text("是", "yes") if one.kept else Text("否", "no")),
        ]
        for one in found.trials
    ]
    screen.table(head, rows)
    if found.priced:
        screen.note(
            Text(
                "只涉及报酬：按同一批人员重新计算，没有重新模拟。",
                "Pay alone: the trials were priced anew, not simulated.",
            )
        )
