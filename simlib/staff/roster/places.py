"""Where the people of a roster work: what it calls streets and communities, as units and places of the pack."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence

import numpy as np

from simlib.policy import Policy
from simlib.rules.establishment import Places, places_of
from simlib.staff.roster.cells import joined_up
from simlib.staff.roster.findings import Findings
from simlib.staff.roster.known import UNKNOWN
from simlib.staff.roster.match_file import Reading
from simlib.text import Text, joined

_ENDS = re.compile(r"(?:街道办事处|街道办|街道|办事处|镇人民政府|镇政府|乡人民政府|镇|乡|大社区|管委会|党工委)$")
_BEGINS = re.compile(r"^(?:[一二三四五六七八九十\d]+[、.．)）]|\(?[一二三四五六七八九十]+\))")
_OFFICE = re.compile(r"机关|本级|街道办|办事处$|街道$|镇政府|中心$")
_VILLAGE = re.compile(r"村(?:委会|民委员会)?$")
_MOST_KNOWN = 12


class Whereabouts:
    """Reads streets and communities. What a roster calls a community is given a place of its kind, in file order."""

    def __init__(self, policy: Policy, month: int, reading: Reading, findings: Findings) -> None:
        self._policy, self._reading, self._findings = policy, reading, findings
        self.there: Places = places_of(policy, range(month, month + 1))
        self.names = self.there.names(policy)
        self._number = {name: at for at, name in enumerate(self.names)}
        self._units = _unit_words(policy, reading)
        self._given: dict[tuple[int, str], int] = {}
        self._taken: set[int] = set()
        self._numbered: dict[int, int] = {}

    def unit(self, word: str) -> int:
        """Return the unit that a word means, UNKNOWN where it is none of the pack's."""
        for key in (word, _BEGINS.sub("", word), _ENDS.sub("", _BEGINS.sub("", word))):
            if key in self._units:
                return self._units[key]
        return 0 if self.only_unit else UNKNOWN

    def is_unit(self, word: str) -> bool:
        """Return whether a word is what the pack or roster.yaml calls a unit."""
        return any(key in self._units for key in (word, _BEGINS.sub("", word), _ENDS.sub("", _BEGINS.sub("", word))))

    @property
    def known(self) -> Text:
        """The units there are, as a message lists them."""
        units = self._policy.units
        listed = joined([member.label for member in units[:_MOST_KNOWN]])
        return listed + Text("……", " …") if len(units) > _MOST_KNOWN else listed

    @property
    def only_unit(self) -> bool:
        """Whether the pack has but one unit."""
        return len(self._policy.units) == 1

    def named(self, word: str) -> int:
        """Return the place that a word names in full, street_01/community_2; UNKNOWN where it names none."""
        return self._number.get(word, UNKNOWN)

    def place(self, unit: int, word: str) -> int:
        """Return the place of a unit that a word means, UNKNOWN where the pack has none for it."""
        name = self._policy.units[unit].name
        said = {joined_up(one): place for one, place in self._reading.places.get(name, {}).items()}.get(word)
        if said is not None:
            return self._number.get(f"{name}/{said}", UNKNOWN)
        if (unit, word) not in self._given:
            self._given[unit, word] = self._labelled(unit, word)
            if self._given[unit, word] == UNKNOWN:
                self._given[unit, word] = self._next(unit, word)
        return self._given[unit, word]

    @property
    def sure(self) -> bool:
        """Whether no community had to be numbered in file order."""
        return not self._numbered

    def told(self) -> None:
        """Say of which units the communities were numbered in file order."""
        for unit, many in self._numbered.items():
            label = self._policy.units[unit].label
            self._findings.add("places_numbered", (0, 0), "place", unit=label, many=many, map=self._reading.file)

    def said_places(self) -> dict[str, dict[str, str]]:
        """Return what each word was taken for, by unit, as roster.yaml has it."""
        found: dict[str, dict[str, str]] = {}
        for (unit, word), place in self._given.items():
            if place != UNKNOWN and word != self.names[place] and self._labelled(unit, word) == UNKNOWN:
                name, _, own = self.names[place].partition("/")
                found.setdefault(name, {})[word] = own
        return found

    def _of(self, unit: int) -> np.ndarray:
        return np.flatnonzero(self.there.unit == unit)

    def _labelled(self, unit: int, word: str) -> int:
        """Return the place that a word names as the pack does: community_2, 社区2, and 机关 where there is but one."""
        for at in self._of(unit):
            kind, ordinal = self._policy.place_types[self.there.kind[at]], self.there.ordinal[at] + 1
            names = [f"{kind.name}_{ordinal}", *(joined_up(f"{text}{ordinal}") for text in kind.label)]
            if word in names:
                return int(at)
        return UNKNOWN

    def _next(self, unit: int, word: str) -> int:
        """Return the next place of a unit that nobody has, of the kind that the word sounds like."""
        free = [int(at) for at in self._of(unit) if int(at) not in self._taken]
        free = [at for at in free if at not in self._said_elsewhere()]
        kinds = [self._policy.place_types[self.there.kind[at]] for at in free]
        sounds = _OFFICE if _OFFICE.search(word) else _VILLAGE if _VILLAGE.search(word) else None
        alike = [at for at, kind in zip(free, kinds, strict=True) if _sounds_like(kind.label.zh, sounds)]
        alike = alike or free
        if not alike:
            return UNKNOWN
        self._taken.add(alike[0])
        self._numbered[unit] = self._numbered.get(unit, 0) + 1
        return alike[0]

    def _said_elsewhere(self) -> set[int]:
        said = self._reading.places.items()
        return {self._number.get(f"{unit}/{place}", -1) for unit, words in said for place in words.values()}


def _sounds_like(label: str, sounds: re.Pattern[str] | None) -> bool:
    """Return whether a kind of place is the one that a word sounds like: an office, a village or neither."""
    office, village = "机关" in label, label.endswith("村")
    return office if sounds is _OFFICE else village if sounds is _VILLAGE else not office and not village


def _unit_words(policy: Policy, reading: Reading) -> dict[str, int]:
    found: dict[str, int] = {}
    for at, member in enumerate(policy.units):
        for text in (member.name, *member.label):
            word = joined_up(text)
            found.setdefault(word, at)
            found.setdefault(_ENDS.sub("", word) or word, at)
    found.update({joined_up(word): policy.axis("unit").index(unit) for word, unit in reading.units.items()})
    return found


def whereabouts(
    where: Whereabouts, units: Sequence[str] | None, places: Sequence[str] | None, else_units: Iterable[str]
) -> tuple[np.ndarray, np.ndarray]:
    """Return units and places of people, (N,) int64 each, UNKNOWN where nothing is said or known.

    units, places  what their columns say; None: there is no such column
    else_units     what may name the unit where no column does: the title above people, the sheet
    """
    fallback = list(else_units)
    many = len(fallback)
    unit, place = np.full(many, UNKNOWN, np.int64), np.full(many, UNKNOWN, np.int64)
    for at in range(many):
        word = units[at] if units else ""
        unit[at] = where.unit(word) if word else where.unit(fallback[at]) if where.is_unit(fallback[at]) else UNKNOWN
        community = places[at] if places else ""
        if (named := where.named(community)) != UNKNOWN:
            place[at], unit[at] = named, where.there.unit[named]
        elif where.only_unit and unit[at] == UNKNOWN:
            unit[at] = 0
        if community and place[at] == UNKNOWN and unit[at] != UNKNOWN:
            place[at] = where.place(int(unit[at]), community)
    return unit, place
