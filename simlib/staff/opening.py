"""The opening staff: one record for each person in post when a run opens."""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, field, replace
from functools import cached_property, partial

import numpy as np

from simlib.months import YEAR
from simlib.plotted import described
from simlib.policy import Policy
from simlib.policy.value_words import dated_words, digits
from simlib.population.person import FEMALE, PERSON
from simlib.text import Text, Unusable

DRAWS = 16  # of a staff drawn from margins: enough to see how much the draw matters
WHO_THEY_ARE = ("key", "birth", "sex", "joined", "service_from", "contribution_from", "education", "certificate")


@dataclass(frozen=True, eq=False)
class Former:
    """The scale of another pack, on which a staff was until the opening: what a conversion there starts from.

    policy  whose scale it was, and what it paid
    cells   (N,) int64, read-only, in the order of the staff's records: post × grades + grade − 1 of each on it
    """

    policy: Policy
    cells: np.ndarray = field(repr=False)

    def __post_init__(self) -> None:
        self.cells.flags.writeable = False

    def of(self, people: np.ndarray) -> Former:
        """Return it for some of the people, or all in another order."""
        return Former(self.policy, self.cells[people])


@dataclass(frozen=True)
class Staff:
    """The opening staff, frozen.

    records      (N,) of PERSON, all in post
    month        the month at whose end the roster was taken
    provenance   where it comes from: `synthetic` with its seed, or a file
    places       names of the places that the records' `place` counts; none: as the projected policy counts them
    former       the scale of another pack that they come from; None where they come from none
    fewest       of real people: of how many at least a count is that is shown (`simlib.disclosure`), 5 as a rule; 0 for
                 made-up people, of whom everything is shown
    redraw       of a staff drawn from margins: makes its n-th draw; None where there is but this one
    """

    records: np.ndarray = field(repr=False)
    month: int
    provenance: str
    places: tuple[str, ...] = field(default=(), repr=False)
    former: Former | None = field(default=None, repr=False)
    fewest: int = 0
    redraw: Callable[[int], Staff] | None = field(default=None, repr=False, compare=False)

    def __post_init__(self) -> None:
        if self.records.dtype != PERSON:
            raise Unusable(Text("期初人员的记录应是 PERSON 型的数组。", "Staff records must be an array of PERSON."))
        keys, counts = np.unique(self.records["key"], return_counts=True)
        if (counts > 1).any():
            what = Text("有几个人的 key 相同：{keys}。", "Several records have the same key: {keys}.")
            raise Unusable(what.of(keys=keys[counts > 1]))
        if self.former is not None and len(self.former.cells) != len(self.records):
            what = Text(
                "套改前的等级有 {cells} 个，而人员有 {people} 名。",
                "{cells} former grades for {people} people.",
            )
            raise Unusable(what.of(cells=len(self.former.cells), people=len(self.records)))
        self.records.flags.writeable = False

    def __repr__(self) -> str:
        """Say how many they are, where they come from, and a little of what they are like."""
        told = Text(
            "{month}末在岗{many}人，平均{age}岁，女性{women}%，平均{grade}级",
            "{many} in post at the end of {month}: mean age {age}, {women} % women, mean grade {grade}",
        ).of(
            month=dated_words(self.month),
            many=digits(len(self)),
            age=digits((self.month - self.records["birth"]).mean() / YEAR, 1),
            women=digits(100 * (self.records["sex"] == FEMALE).mean()),
            grade=digits(self.records["grade"].mean(), 1),
        )
        return described(f"Staff ({self.digest[:8]}): {self.provenance}", told)

    def __len__(self) -> int:
        return len(self.records)

    @cached_property
    def draws(self) -> tuple[Staff, ...]:
        """What might as well have been drawn from the same margins, itself the first: as many people in the same posts.

        Who they are is drawn anew. Made when they are first asked for.
        """
        return (self, *(map(self.redraw, range(1, DRAWS)) if self.redraw else ()))

    def changed(self, change: Callable[[Staff], Staff]) -> Staff:
        """Return the staff changed in some way, and so each of its draws."""
        redraw = self.redraw and partial(_changed, self, change)
        return replace(change(self), fewest=self.fewest, redraw=redraw)

    @cached_property
    def digest(self) -> str:
        """A sha256 of every record and of the former scale, if any, the same whatever their order."""
        return self._digest(PERSON.names or (), self.former)

    @cached_property
    def people_digest(self) -> str:
        """A sha256 of who they are, whatever posts and grades a policy gives them."""
        return self._digest(WHO_THEY_ARE, None)

    def _digest(self, fields: Iterable[str], former: Former | None) -> str:
        order = np.argsort(self.records["key"])
        digest = hashlib.sha256(str(self.month).encode())
        for name in fields:
            digest.update(self.records[name][order].tobytes())
        if former is not None:
            digest.update(former.policy.digest.encode() + former.cells[order].tobytes())
        return digest.hexdigest()

    def without(self, *places: int) -> Staff:
        """Return the staff without the people at the given places of the roster."""
        stay = np.delete(np.arange(len(self)), places)
        return replace(self.reordered(stay), provenance=f"{self.provenance}, without {len(places)}", redraw=None)

    def reordered(self, order: Sequence[int] | np.ndarray) -> Staff:
        """Return the same people in another order."""
        there = np.asarray(order)
        return replace(self, records=self.records[there], former=self.former and self.former.of(there))


def _changed(staff: Staff, change: Callable[[Staff], Staff], draw: int) -> Staff:
    return change(staff.draws[draw])
