"""The pattern of hidden counts of one staff, made once and laid over every table in which its people are counted."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from dataclasses import dataclass, field
from functools import cached_property

import numpy as np
import pandas as pd

from simlib.disclosure.counted import AXES, HUB, TABLES, Counted, counted
from simlib.disclosure.posts import hidden_by_post
from simlib.disclosure.streets import hidden_streets
from simlib.policy import Policy
from simlib.staff.opening import Staff
from simlib.text import Text, Told, Unusable

FEWEST, LEAST = 5, 3  # people of a count that is shown: as a rule, and at the least that may be set
HIDDEN = "*"
_SEVERAL = ("replication", "year", "year_end", "month")  # what a table may have besides that counts no people


class Refused(Told, ValueError):
    """A breakdown of a real staff that is shown to nobody."""


def hidden_note(k: int) -> Text:
    """Return the sentence below a table with hidden counts of fewer than k."""
    return Text(
        "* 不足{k}人，或为防止推算而一并隐去。",
        "* Fewer than {k} people, or hidden so that such a number cannot be worked out.",
    ).of(k=k)


@dataclass(frozen=True)
class Pattern:
    """Which counts of a staff are hidden: made from the opening month, and the same ever after.

    Every hidden count might be k − 1 higher or lower than it is, or so much in all, and all that is shown be the same.
    So nothing that is shown narrows down a count of fewer than k further than its being hidden does, which leaves the
    k numbers from none to k − 1. (A count that is hidden for the others' sake has as much room.)

    k        people in a count that is shown
    members  by axis: post, grade, unit …
    hidden   by axes of each table of `counted.TABLES`, bool, read-only
    """

    k: int
    members: Mapping[str, tuple[str, ...]]
    hidden: Mapping[tuple[str, ...], np.ndarray] = field(repr=False)

    @property
    def note(self) -> Text:
        """The sentence below a table with hidden counts."""
        return hidden_note(self.k)

    def mask(self, *axes: str) -> np.ndarray:
        """Return which counts of a table are hidden, bool in the order of the axes. Raises Refused for others."""
        table = next((table for table in self.hidden if {*table} == {*axes}), None)
        if table is None or len(axes) != len(table):
            raise self._refused(axes)
        return np.transpose(self.hidden[table], [table.index(axis) for axis in axes])

    def masked_array(self, values: np.ndarray, *axes: str) -> np.ndarray:
        """Return values with NaN for what is hidden, as floats; the axes are the last of the array's."""
        found = np.array(values, dtype=float)
        found[..., self.mask_of(found.shape[found.ndim - len(axes) :], *axes)] = np.nan
        return found

    def mask_of(self, shape: tuple[int, ...], *axes: str) -> np.ndarray:
        """Return `mask` for axes that may have become longer: a new street has no people of the opening."""
        mask = self.mask(*axes)
        return np.pad(mask, [(0, wanted - had) for wanted, had in zip(shape, mask.shape, strict=True)])

    def hides(self, **member: object) -> bool:
        """Return whether a count is hidden: `hides(post="head", grade=9)`. Members unknown at the opening are not."""
        mask = self.mask(*member)
        at = tuple(self._places[axis].get(str(one), -1) for axis, one in member.items())
        return -1 not in at and bool(mask[at])

    def masked(self, table: pd.DataFrame, values: Collection[str] | None = None) -> pd.DataFrame:
        """Return a table, one row a count, with `*` for every value of a row that is hidden.

        Columns that are axes say which count it is; `values` are those hidden, by default all that are no axis and
        neither a replication, a year nor a month. Raises Refused where people are counted as no table of ours does.
        """
        axes = [str(name) for name in table.columns if name in AXES]
        if not axes:
            return table
        names = self._hidden_names(axes)
        rows = pd.Series([one in names for one in zip(*(table[axis].astype(str) for axis in axes))], table.index, bool)
        hide = [one for one in table.columns if one in values] if values is not None else self._values(table, axes)
        found = table.astype(dict.fromkeys(hide, object))
        found.loc[rows, hide] = HIDDEN
        return found

    @cached_property
    def _places(self) -> dict[str, dict[str, int]]:
        return {axis: {name: at for at, name in enumerate(names)} for axis, names in self.members.items()}

    def _hidden_names(self, axes: list[str]) -> set[tuple[str, ...]]:
        return {
            tuple(self.members[axis][at] for axis, at in zip(axes, cell))
            for cell in np.argwhere(self.mask(*axes)).tolist()
        }

    @staticmethod
    def _values(table: pd.DataFrame, axes: list[str]) -> list[str]:
        return [name for name in table.columns if name not in axes and name not in _SEVERAL]

    def _refused(self, axes: tuple[str, ...]) -> Refused:
        listed = Text("人员不按{axes}分组显示", "People are not shown by {axes}").of(axes=axes)
        return Refused(
            listed + Text("：真实人员只显示固定的几张表。", ": of a real staff only a closed list of tables is shown.")
        )


def hidden_cells(staff: Staff, policy: Policy, k: int = FEWEST) -> Pattern:
    """Return which counts of a staff are hidden, in the posts, grades and places of its policy.

    Raises Unusable for a threshold below 3, Refused for a staff of fewer people than the threshold.
    """
    check_threshold(k)
    there = counted(staff, policy)
    if there.people < k:
        raise Refused(
            Text(
                "只有{people}人，不足{k}人，什么都不能显示。",
                "There are {people} people, fewer than {k}: nothing may be shown of them.",
            ).of(people=there.people, k=k)
        )
    hidden = hidden_of(there, k)
    members = {HUB: there.post_names, "unit": there.unit_names, "place": there.place_names}
    members |= {name: one.members for name, one in there.traits.items()}
    return Pattern(k, members, {table: hidden[table] for table in TABLES})


def check_threshold(k: int) -> None:
    """Raise Unusable for a threshold at which hardly anything is hidden."""
    if k < LEAST:
        raise Unusable(
            Text(
                "隐去的界限是{k}人，至少应为{least}人。",
                "Counts below {k} people would be hidden; the least is {least}.",
            ).of(k=k, least=LEAST)
        )


def hidden_of(there: Counted, k: int) -> dict[tuple[str, ...], np.ndarray]:
    """Return which counts are hidden, by table, bool, read-only: of at least k people."""
    by_post = hidden_by_post(there.posts, there.traits, k)
    units, places = hidden_streets(there.units, there.places, there.unit_of, k)
    inside = np.zeros((len(units), len(places)), bool)
    inside[there.unit_of, np.arange(len(places))] = places
    hidden = {(HUB,): by_post.posts, ("unit",): units, ("place",): places, ("unit", "place"): inside}
    for name, one in by_post.traits.items():
        hidden |= {(name,): one.totals, (HUB, name): one.cells}
    for mask in hidden.values():
        mask.flags.writeable = False
    return hidden
