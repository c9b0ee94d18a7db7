"""An opening staff carried over from another pack: the same people, in the posts and places of this policy."""

from __future__ import annotations

import numpy as np

from simlib.months import month_text
from simlib.policy import Policy
from simlib.policy.problems import one_problem
from simlib.rules.establishment import places_of
from simlib.staff.file import Carried
from simlib.staff.opening import Staff
from simlib.text import Text


def carried_over(policy: Policy, carried: Carried, staff: Staff) -> Staff:
    """Return the people of `staff` in the posts and places of `policy`; their grades are still the origin's.

    Raises PolicyError for a staff taken after the opening, and where somebody's place is none of the policy's.
    """
    if policy.opening is not None and staff.month >= policy.opening:
        what = Text(
            "{origin} 的期初人员截至 {month}，晚于 {policy} 的期初",
            "{origin}'s staff is of {month}, and {policy} opens before it ends",
        ).of(origin=carried.origin.name, month=month_text(staff.month), policy=policy.name)
        raise one_problem(what, Text("两包的期初年月应当相同。", "Let both packs open in the same month."))
    records = staff.records.copy()
    becomes = [policy.axis("post").index(carried.posts[post]) for post in carried.origin.axis("post")]
    records["post"] = np.array(becomes)[staff.records["post"]]
    _move(policy, carried.origin, staff.month, records)
    return Staff(records, staff.month, f"{staff.provenance}, carried over from {carried.origin.name}")


def _move(policy: Policy, origin: Policy, month: int, records: np.ndarray) -> None:
    """Give everyone the number that their place and its unit have in `policy`."""
    there, here = (places_of(one, range(month, month + 1)) for one in (origin, policy))
    numbers = {name: number for number, name in enumerate(here.names(policy))}
    names = np.array(there.names(origin))[records["place"]].tolist()
    if lost := sorted(set(names) - numbers.keys()):
        what = Text(
            "{policy} 没有 {place}，而 {origin} 有人员在那里工作",
            "{policy} has no place {place}, where people of {origin} work",
        ).of(policy=policy.name, place=lost[0], origin=origin.name)
        way_out = Text("两包的单位和社区应当相同。", "Give both packs the same units and communities.")
        raise one_problem(what, way_out)
    records["place"] = [numbers[name] for name in names]
    records["unit"] = here.unit[records["place"]]
