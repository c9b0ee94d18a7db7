"""`--futures`: which futures somebody means, and what `run` says of luck and assumptions."""

from __future__ import annotations

import os
from argparse import Namespace
from collections.abc import Sequence
from pathlib import Path

import numpy as np

from simlib.analysis.assumptions import Influence, split, split_words
from simlib.analysis.outcomes import Costed, costed
from simlib.analysis.uncertain import PERCENTILES
from simlib.analysis.widths import FEWEST_FOR_AN_INTERVAL, percentiles
from simlib.commands.screen import Screen, Wrong
from simlib.futures import Futures, FuturesProjection, assumed_futures, load_futures
from simlib.futures.assumed import NAME
from simlib.months import year_head
from simlib.policy import Policy
from simlib.policy.packs import known_futures
from simlib.policy.problems import nearest
from simlib.projection import Projection
from simlib.text import Text, same

_SHOWN = 8  # influences
_WAN = 1e4


def futures_of(args: Namespace, law: Policy, screen: Screen) -> Futures | None:
    """Return the futures that `--futures` means, made for a pack; say what of them has no effect."""
    if not args.futures:
        return None
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
    screen.note(Text(f"情景假设：{futures.label.zh}，{count} 项。", f"Futures: {futures.label.en}, {count} terms."))
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
    what = Text("没有情景假设 {text}。", "There are no futures {text}. ").of(text=path)
    raise Wrong(what + nearest(path.stem, [*known, NAME]))


def print_uncertainty(run: Costed, at_centre: Projection, again: FuturesProjection, screen: Screen) -> None:
    """Print the bands of the cost with luck alone and with futures too, how the spread divides, and what matters.

    again  the same futures with other luck
    """
    if len(run.budget.fen) < FEWEST_FOR_AN_INTERVAL:
        few = FEWEST_FOR_AN_INTERVAL
        screen.note(
            Text(
                f"少于 {few} 次重复时不给范围；请加大 --replications。",
                f"There are no bands from fewer than {few} replications: raise --replications.",
            ),
        )
        return
    luck, years = costed(at_centre), run.projection.years
    screen.say()
    screen.say(
        Text(
            "人员经费的范围（万元）：仅运气 | 运气与假设",
            "Bands of the cost (10,000 yuan): luck | luck and assumptions",
        )
    )
    both = [_with_total(one.budget.total.values) for one in (luck, run)]
    marks = [same(f"{mark:g}%") for mark in PERCENTILES]
    heads = [*(screen.text(year_head(year, years)) for year in years), screen.text(Text("合计", "All years"))]
    rows = zip(heads, *map(_cells, both), strict=True)
    head = [Text("年度", "Year"), *marks, same("|"), *marks]
    screen.table(head, [[year, *one, "|", *other] for year, one, other in rows])
    assert isinstance(run.projection, FuturesProjection)
    found = split(run.projection, again)
    screen.say()
    said = split_words(found)
    screen.say(said)
    _print_influences([one for one in found.influences if not one.spread.moves_with][:_SHOWN], screen)


def _print_influences(influences: Sequence[Influence], screen: Screen) -> None:
    head = (
        Text("假设", "Assumption"),
        Text("条款项", "Term"),
        Text("秩相关", "Rank correlation"),
        Text("95% 区间", "95 % interval"),
    )
    rows = [
        [
            screen.text(one.spread.label),
            one.spread.term.name,
            f"{one.correlation:+.2f}",
            f"[{one.low:+.2f}, {one.high:+.2f}]",
        ]
        for one in influences
    ]
    screen.table(head, rows, left=2)


def _with_total(cost: np.ndarray) -> np.ndarray:
    return np.concatenate([cost, cost.sum(axis=1, keepdims=True)], axis=1)


def _cells(values: np.ndarray) -> list[list[str]]:
    """Return the bands of each column, in 万元."""
    found = percentiles(values, PERCENTILES)
    assert found is not None
    return [[f"{number / _WAN:,.1f}" for number in column] for column in found.T]
