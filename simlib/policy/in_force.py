"""What is in force in a month, and how it came about: the value given, its growth since, or the anchor wage."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

from simlib.policy.anchor_wage import Anchored, anchored_base, follows
from simlib.policy.growth import GrowthStep, grown, steps
from simlib.policy.policy_values import PolicyValues
from simlib.policy.provision import Dated, Value
from simlib.policy.values_in_rows import in_rows


@dataclass(frozen=True, eq=False)
class InForce:
    """What is in force in a month.

    value   as values are held: money int fen, and so on (see `Dated`), grown
    dated   the value given that it rests on; None for a pay base that the anchor wage sets
    steps   the growth since, earliest first
    anchor  what set the pay base, where it follows the anchor wage
    """

    value: Value
    dated: Dated | None
    steps: tuple[GrowthStep, ...] = ()
    anchor: Anchored | None = None


def in_force(policy: PolicyValues, name: str, month: int, counted: int | None = None) -> InForce:
    """Return what is in force of a term in a month. Raises PolicyError for a name nobody gives and before its date.

    counted  the month up to which growth counts; by default that month
    """
    if name == "pay.base" and follows(policy, month):
        found = anchored_base(policy, month)
        return InForce(found.base, None, anchor=found)
    provision = policy.provision(name)
    given = provision.at(month)
    since = steps(policy, provision.term, given, month if counted is None else counted)
    return InForce(since[-1].amount if since else given.value, given, since)


def pay_bases(policy: PolicyValues, months: Sequence[int]) -> np.ndarray:
    """Return the pay base of some months in fen, (M,): the last value given, raised at every award month since.

    Of several policies together in rows. Where it follows the anchor wage, that decides.                [pay.base]
    """
    anchored = [follows(policy, month) for month in months]
    own = grown(policy, "pay.base", [month for month, tied in zip(months, anchored) if not tied])
    given = iter(own.reshape(anchored.count(False), -1)) if len(own) else iter(())
    bases = (anchored_base(policy, month).base if tied else next(given) for month, tied in zip(months, anchored))
    return in_rows([*bases]).astype(np.int64).ravel()
