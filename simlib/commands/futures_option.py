"""`--futures`: which futures the range with the assumptions comes from."""

from __future__ import annotations

import os
from argparse import Namespace
from pathlib import Path

from simlib.analysis.widths import FEWEST_FOR_AN_INTERVAL
from simlib.commands.screen import Screen, Wrong
from simlib.futures import Futures, assumed_futures, load_futures, usual_futures
from simlib.futures.default import USUAL
from simlib.futures.from_ranges import NAME
from simlib.policy import Policy
from simlib.policy.packs import known_futures
from simlib.policy.problems import nearest
from simlib.text import Text

NONE = "none"  # in place of futures: no range with the assumptions


def names_futures(args: Namespace) -> bool:
    """Return whether somebody named futures: others than the usual ones, or none."""
    return bool(getattr(args, "futures", None)) and args.futures != USUAL


def futures_of(args: Namespace, policy: Policy, screen: Screen, laid: Policy | None = None) -> Futures | None:
    """Return the futures that `--futures` means, by default the usual ones; None where there is to be no range.

    There is none from fewer than 30 replications, so that the usual futures are not run for fewer.

    laid  the policy with values set by hand: spreads that were typed for them join the futures
    """
    futures = _meant(args, policy, screen)
    return futures.with_typed(laid.spreads, laid.terms) if futures and laid else futures


def _meant(args: Namespace, policy: Policy, screen: Screen) -> Futures | None:
    if not args.futures:
        return usual_futures(policy) if args.replications >= FEWEST_FOR_AN_INTERVAL else None
    if args.futures == USUAL:
        return usual_futures(policy)
    return None if args.futures == NONE else _named(args, policy, screen)


def _named(args: Namespace, law: Policy, screen: Screen) -> Futures:
    """Return futures that somebody named; say what of them has no effect."""
    futures = assumed_futures(law) if args.futures == NAME else load_futures(_file(args.futures), law)
    idle = futures.idle(law)
    if len(idle) == len(futures.terms):
        raise Wrong(
            Text(
                "--futures {futures} 中没有一项适用于 {name}。请另选一份。",
                "Nothing in --futures {futures} applies to {name}. Choose another.",
            ).of(futures=args.futures, name=law.name)
        )
    count = len(futures.terms) - len(idle)
    screen.note(Text(f"情景：{futures.label.zh}，{count} 项。", f"Futures: {futures.label.en}, {count} terms."))
    if idle:
        screen.note(
            Text(
                f"{law.name} 没有规定，不起作用：{'、'.join(idle)}",
                f"{law.name} does not give, so idle: {', '.join(idle)}",
            )
        )
    for reason in dict.fromkeys(reason for _, reason in futures.left_out):
        names = [name for name, why in futures.left_out if why == reason]
        screen.note(Text(f"未计入（{reason.zh}）：{'、'.join(names)}", f"Left out ({reason.en}): {', '.join(names)}"))
    return futures


def _file(text: str) -> Path:
    path, known = Path(text), known_futures()
    if os.path.lexists(path) and not path.is_dir():
        return path
    if text in known:
        return known[text]
    what = Text("没有情景 {text}。", "There are no futures {text}. ").of(text=path)
    raise Wrong(what + nearest(path.stem, [*known, NAME, NONE]))
