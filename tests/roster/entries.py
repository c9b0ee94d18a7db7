"""The rows of one file before they are laid out: who stands in each, and what is planted on whom."""

from __future__ import annotations

import datetime as dt
import random
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass, replace

from tests.roster.cells import MONTH_STYLES, Cells
from tests.roster.faults import HIDDEN_ROW, KINDS, PAIR_FAULTS, ROW_FAULTS, Chosen
from tests.roster.people import City, Truth, renamed

_MADE_UP_PLACES = ["望湖", "春晓", "听涛", "锦绣", "青枫", "明月", "松林", "云帆"]


@dataclass(eq=False)
class Entry:
    """A row: its person, what is planted on it, and the earlier row that it is at odds with."""

    truth: Truth
    kind: str | None = None
    other: Entry | None = None


class Entries:
    """The rows of one file, unit by unit."""

    def __init__(self, of: City, people: list[Truth], named: Iterator[str], luck: random.Random) -> None:
        """Take the people of the file, and names for those whom a fault adds."""
        self.of, self.named, self.luck = of, named, luck
        self.all = [Entry(one) for one in people]

    def choose(self, kind: str) -> bool:
        """Plant a kind of fault on somebody whom it fits; return whether there was anybody."""
        free = [one for one in self.all if one.kind is None and all(one is not each.other for each in self.all)]
        self.luck.shuffle(free)
        if kind in PAIR_FAULTS:
            return any(self._doubled(one, kind) for one in free)
        if kind in HIDDEN_ROW:
            free[0].kind = kind
            return True
        for one in free:
            if ROW_FAULTS[kind].fits(Chosen(one.truth, {}, self.of, self.luck)):
                one.kind = kind
                return True
        return False

    def _doubled(self, one: Entry, kind: str) -> bool:
        """Put somebody at odds with a person after them, where their place has room for one more."""
        at = (one.truth.place, one.truth.post)
        if Counter((each.truth.place, each.truth.post) for each in self.all)[at] >= self.of.authorised[at]:
            return False
        twin = one.truth
        if kind == "same_id_twice":
            twin = replace(twin, name=next(self.named), staff_number=self._new_number(), phone=self._phone())
        if kind == "same_staff_number_twice":
            twin = renamed(twin, next(self.named), self.luck)
        theirs = [place for place, each in enumerate(self.all) if each.truth.unit == one.truth.unit]
        self.all.insert(theirs[-1] + 1, Entry(twin, kind, one))
        return True

    def _new_number(self) -> str:
        return f"GH{self.luck.randint(900_000, 999_999)}"

    def _phone(self) -> str:
        return f"1{self.luck.randint(3 * 10**9, 10**10 - 1)}"

    def overfill(self) -> None:
        """Add people to a post of a unit until it has one more than are authorised."""
        top = self.of.policy.axis("post")
        one = min(self.all, key=lambda each: (self._most(each), top.index(each.truth.post)))
        there = sum((each.truth.unit, each.truth.post) == (one.truth.unit, one.truth.post) for each in self.all)
        place = self.all.index(one) + 1
        for _ in range(self._most(one) + 1 - there):
            more = renamed(one.truth, next(self.named), self.luck, staff_number=self._new_number())
            self.all.insert(place, Entry(more))

    def _most(self, one: Entry) -> int:
        return self.of.authorised[one.truth.unit, one.truth.post]

    def spoil(self, cells: list[Cells], file_fault: str | None) -> None:
        """Write the faults into the cells."""
        for one, row in zip(self.all, cells, strict=True):
            if fault := ROW_FAULTS.get(one.kind or ""):
                row[fault.field] = fault.spoil(Chosen(one.truth, row, self.of, self.luck))
        if file_fault == "two_columns_for_one":
            for one, row in zip(self.all, cells, strict=True):
                month = one.truth.joined - self.luck.randint(0, 1)
                row["joined_too"] = MONTH_STYLES["1985-7"](dt.datetime(month // 12, month % 12 + 1, 1))
        if file_fault == "place_not_in_pack":
            found = dict.fromkeys(one.truth.place for one in self.all)
            called = {place: f"{_MADE_UP_PLACES[n % 8]}{'东西南北'[n // 8 % 4]}社区" for n, place in enumerate(found)}
            for one, row in zip(self.all, cells, strict=True):
                row["place"] = called[one.truth.place]

    @property
    def planted(self) -> list[Entry]:
        """The rows that something is planted on."""
        return [one for one in self.all if one.kind is not None]

    def readable(self) -> list[Entry]:
        """Return the rows with nothing planted, or a notice."""
        doubtful = [one.other for one in self.all if one.other]
        return [one for one in self.all if one not in doubtful and (one.kind is None or KINDS[one.kind] == "notice")]
