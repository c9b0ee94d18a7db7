"""Futures made from a pack's own ranges: every single amount that the pack assumes, over the range it gives."""

from __future__ import annotations

import numpy as np

from simlib.futures.applied import immovable
from simlib.futures.spread import Futures, Spread
from simlib.policy import Policy
from simlib.policy.term import Term
from simlib.text import Text

NAME = "assumed"
LABEL = Text("本地各项假定的范围", "The ranges of the pack's own assumptions")
_NOT_ASSUMED = Text("它不是假定", "it is not assumed")
_NO_RANGE = Text("它没有范围", "it has no range")
_MEMBERS = Text("它的范围是各成员的，不是整体的", "its range is that of each member, not of the whole")
_FIXED = Text("它不是数量", "it is no amount")
_NONE = Text("0 表示没有这项规定，不是未知的数", "0 says that there is no such clause: nothing is unknown")


def assumed_futures(policy: Policy) -> Futures:
    """Return a triangular spread for each assumed amount of a policy, with its value as the mode.

    `left_out` names the assumed terms with a range that have none, and why: those with a value for each member of an
    axis, dates, and clauses that a pack does not have. What a
    proposal gives is no assumption.
    """
    spreads, left_out = [], []
    for name, given in policy.provisions.items():
        spread, why_not = assumed_spread(policy, given.term)
        if spread:
            spreads.append(spread)
        elif why_not in (_MEMBERS, _FIXED, _NONE) and given.range:
            left_out.append((name, why_not))
    return Futures(NAME, LABEL, tuple(spreads), None, tuple(left_out))


def assumed_spread(
    policy: Policy, term: Term, shape: str = "triangular", label: Text | None = None, moves_with: str = ""
) -> tuple[Spread | None, Text]:
    """Return the spread that a policy's range gives a term it assumes; else None and why not.

    Growth, what may be negative and what is 0 are shifted; all else is multiplied, so that a draw means the same for a
    proposal's value.
    """
    given = policy.provisions[term.name]
    dated = given.at(max(policy.opening or 0, given.values[0].month))
    if dated.evidence != "assumed":
        return None, _NOT_ASSUMED
    if immovable(term):
        return None, _FIXED
    if term.shape:
        return None, _MEMBERS
    if given.range is None or given.range[0] == given.range[1]:
        return None, _NO_RANGE
    value = float(np.asarray(dated.value)) / term.parts
    low, high = given.range
    if value == 0 and (low == 0 or high == 0) and term.set_by == "decision":
        return None, _NONE
    if shifts := term.limits[0] < 0 or value == 0:
        low, high, centre = low - value, high - value, 0.0
    else:
        low, high, centre = low / value, high / value, 1.0
    return Spread(
        term=term,
        label=label or term.label,
        shape=shape,
        works="shift" if shifts else "factor",
        centre=centre,
        low=low,
        high=high,
        moves_with=moves_with,
        rests_on=dated.reason,
    ), Text("", "")
