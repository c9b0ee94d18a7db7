"""Somebody who sees every number that is shown and works out what the hidden ones can be: by integer programming.

Independent of how the pattern is found: all that is known here is which tables there are, what adds up to what, and
where nobody may be. `ranges` gives the least and the most that each hidden count can be.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping

import numpy as np
from scipy.optimize import Bounds, LinearConstraint, milp

from simlib.disclosure.counted import HUB, Counted

Key = tuple[str, ...]  # a table and the names of its members: ("post", "head"), ("post", "grade", "head", "9")
Numbers = dict[Key, int]


def numbers(there: Counted) -> Numbers:
    """Every count of the closed list, the number of all people, and nothing where nobody may be."""
    found = {("all",): there.people}
    found |= {(HUB, post): int(n) for post, n in zip(there.post_names, there.posts, strict=True)}
    for name, one in there.traits.items():
        for member, total in zip(one.members, one.people.sum(axis=0), strict=True):
            found[name, member] = int(total)
        for (p, m), n in np.ndenumerate(one.people):
            found[HUB, name, there.post_names[p], one.members[m]] = int(n)
    found |= {("unit", unit): int(n) for unit, n in zip(there.unit_names, there.units, strict=True)}
    found |= {("place", place): int(n) for place, n in zip(there.place_names, there.places, strict=True)}
    return found


def never(there: Counted) -> set[Key]:
    """The counts that are of nobody by law, or of a street that is not there yet: everybody knows them."""
    found: set[Key] = set()
    for name, one in there.traits.items():
        found |= {(HUB, name, there.post_names[p], one.members[m]) for p, m in np.argwhere(~one.possible)}
        found |= {(name, one.members[m]) for m in np.flatnonzero(~one.possible.any(axis=0))}
    return found | {("unit", there.unit_names[u]) for u in set(range(len(there.units))) - {*there.unit_of.tolist()}}


def sums(there: Counted) -> Iterator[tuple[Key, list[Key]]]:
    """What adds up to what."""
    yield ("all",), [(HUB, post) for post in there.post_names]
    for name, one in there.traits.items():
        yield ("all",), [(name, member) for member in one.members]
        for post in there.post_names:
            yield (HUB, post), [(HUB, name, post, member) for member in one.members]
        for member in one.members:
            yield (name, member), [(HUB, name, post, member) for post in there.post_names]
    yield ("all",), [("unit", unit) for unit in there.unit_names]
    for u, unit in enumerate(there.unit_names):
        mine = np.flatnonzero(there.unit_of == u)
        if len(mine):
            yield ("unit", unit), [("place", there.place_names[place]) for place in mine]


def hidden_keys(there: Counted, hidden: Mapping[tuple[str, ...], np.ndarray]) -> set[Key]:
    """The keys of the counts that masks hide."""
    members = {HUB: there.post_names, "unit": there.unit_names, "place": there.place_names}
    members |= {name: one.members for name, one in there.traits.items()}
    return {
        (*table, *(members[axis][at] for axis, at in zip(table, cell, strict=True)))
        for table, mask in hidden.items()
        if table != ("unit", "place")  # the same counts as by place
        for cell in np.argwhere(mask).tolist()
    }


def ranges(there: Counted, hidden: set[Key], mean_grade: float | None = None) -> dict[Key, tuple[int, int]]:
    """The least and the most that each hidden count can be, everything else being seen.

    mean_grade  that of everybody, to two decimals, where it is seen too
    """
    known, unknown = numbers(there), sorted(hidden - never(there))
    place = {key: at for at, key in enumerate(unknown)}
    rows, right = [], []
    for total, parts in sums(there):
        row, rest = np.zeros(len(unknown)), 0
        for key, sign in ((total, -1), *((part, 1) for part in parts)):
            if key in place:
                row[place[key]] += sign
            else:
                rest -= sign * known[key]
        if row.any():
            rows.append(row)
            right.append(rest)
    known_sums = [LinearConstraint(np.array(rows), right, right)] if rows else []
    if mean_grade is not None:
        grades = {("grade", grade): int(grade) for grade in there.traits["grade"].members}
        seen = sum(grade * known[key] for key, grade in grades.items() if key not in place)
        low, high = ((mean_grade + end) * there.people - seen for end in (-0.005001, 0.005001))
        known_sums.append(LinearConstraint([grades.get(key, 0) for key in unknown], low, high))
    found = {}
    for key in unknown:
        ends = []
        for sign in (1, -1):
            goal = np.zeros(len(unknown))
            goal[place[key]] = sign
            solved = milp(
                goal,
                integrality=np.ones(len(unknown)),
                bounds=Bounds(0, there.people),
                constraints=known_sums,
            )
            assert solved.success, solved.message
            ends.append(round(sign * solved.fun))
        found[key] = (ends[0], ends[1])
    return found
