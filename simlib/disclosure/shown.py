"""What of a projection is shown: everything of made-up people; of real ones what the pattern of their staff leaves."""

from __future__ import annotations

from dataclasses import replace

import numpy as np

from simlib.disclosure.pattern import Pattern, Refused, check_threshold, hidden_cells
from simlib.projection import Projection
from simlib.simulation.plan import Plan
from simlib.staff.opening import Staff
from simlib.text import Text


def hidden_below(staff: Staff, k: int) -> Staff:
    """Return a staff of which counts of fewer than k are hidden, where they are real. Raises Unusable below 3."""
    check_threshold(k)
    return replace(staff, fewest=k) if staff.fewest else staff


def pattern_of(plan: Plan) -> Pattern | None:
    """Return the pattern of the staff that is projected, whatever is laid over its pack; None of made-up people."""
    return hidden_cells(plan.staff, plan.policy.pack_alone, plan.staff.fewest) if plan.staff.fewest else None


def hidden_of(projection: Projection, shape: tuple[int, ...], *axes: str) -> np.ndarray:
    """Return which counts of a table are hidden, bool in the order of the axes; none of made-up people."""
    pattern = pattern_of(projection.plan)
    return pattern.mask_of(shape, *axes) if pattern else np.zeros(shape, bool)


def refuse_of_real(staff: Staff, what: Text) -> None:
    """Raise Refused where people are real: `what` shows them one by one, or in groups that no table has.

    what  as a sentence begins: 套改的逐人结果, A conversion person by person
    """
    if staff.fewest:
        raise Refused(
            Text(
                "{what}不能用于真实人员的花名册：会显示不足{k}人的情况。",
                "{what} is not for a roster of real people: it would tell of fewer than {k}.",
            ).of(what=what, k=staff.fewest)
        )
