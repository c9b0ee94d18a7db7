"""A roster that is clean, without who anybody is: names and IDs become keyed hashes, and are gone."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Callable
from dataclasses import replace

import numpy as np

from simlib.months import month_text
from simlib.staff.roster.files import RosterRefused
from simlib.staff.roster.key import Key
from simlib.staff.roster.known import Known
from simlib.staff.roster.people import People
from simlib.staff.roster.roster import Roster
from simlib.text import Text

_KEY = re.compile(r"[0-9a-f]{16}")
_BASES = ("number", "id", "name")


def known_of(roster: Roster, key: Callable[[], Key]) -> Known:
    """Return what a roster says of its people, each a keyed hash.

    key  gives the user's key; not asked where the file has keys of ours already (`simlib roster export`)
    Raises RosterRefused where problems or questions are left.
    """
    if left := len(roster.unsettled):
        what = Text(
            "名册还有 {left} 处错误或待确认：先运行 simlib roster check。",
            "{left} problems or questions of the roster are left: run simlib roster check first.",
        )
        raise RosterRefused(what.of(left=left))
    people, kept = roster.people, roster.kept & ~_same_again(roster)
    keys, about = _who(people, roster.reading.person, key)
    used = {name: values for name, values in people.values.items() if name in _USED or name.startswith("rating:")}
    said: dict[str, object] = {
        "month": month_text(roster.month),
        "file": roster.digest,
        "rows": len(people),
        "left_out": dict(roster.left_out),
        **about,
    }
    known = Known(roster.month, keys, used, tuple(roster.where.names), said).only(kept)
    return replace(known, key=_told_apart(known.key, known.get("birth")))


_USED = frozenset(
    {"sex", "birth", "joined", "service_from", "contribution_from", "post", "grade", "grade_from", "post_from", "unit"}
    | {"place", "contract", "education", "certificate", "rating", "track", "pay", "satisfactory_years"}
    | {"excellent_years", "top_years", "excellent_run", "failed_run", "basic_run"}
)


def kept_rows(roster: Roster) -> list[tuple[int, int]]:
    """Return sheet and row of everybody whom `known_of` keeps, in its order."""
    kept = roster.kept & ~_same_again(roster)
    return [roster.people.where(int(at)) for at in np.flatnonzero(kept)]


def _same_again(roster: Roster) -> np.ndarray:
    """Return (N,) bool: the rows that roster.yaml says are somebody told of before."""
    again = roster.findings.rows(["same_person"]) if roster.reading.answers.get("same_person") == "same" else set()
    return roster.people.at(again)


def _who(people: People, basis: str, key: Callable[[], Key]) -> tuple[np.ndarray, dict[str, object]]:
    """Return (N,) uint64 keys, and what they rest on."""
    written = people.who.get("key", [])
    if written and all(_KEY.fullmatch(one) for one in written):
        return np.array([int(one, 16) for one in written], np.uint64), {"person": "key"}
    used = key()
    months = zip(people.get("birth").tolist(), people.get("joined").tolist(), strict=True)
    rows = [_told(people, at, basis, born) for at, born in enumerate(months)]
    keys = np.array([used.of(f"{kind}:{who}") for kind, who in rows], np.uint64)
    by = Counter(kind for kind, _ in rows)
    return keys, {"person": ", ".join(f"{kind} {by[kind]}" for kind in _BASES if by[kind]), "key": used.fingerprint}


def _told(people: People, at: int, basis: str, born: tuple[int, int]) -> tuple[str, str]:
    """Return by what a person is known, and what that says."""
    for kind in (basis, *_BASES) if basis in _BASES else _BASES:
        said = people.who.get(kind)
        if said and said[at]:
            return kind, f"{said[at]}|{born[0]}|{born[1]}" if kind == "name" else said[at]
    return "name", f"|{born[0]}|{born[1]}|{at}"


def _told_apart(keys: np.ndarray, births: np.ndarray) -> np.ndarray:
    """Return keys of which no two are the same: of namesakes the later ones have the next."""
    seen: set[int] = set()
    found = keys.copy()
    if len(np.unique(keys)) == len(keys):
        return found
    for at, one in enumerate(keys.tolist()):
        while one in seen:
            one = (one + 1) % (1 << 64)
        seen.add(one)
        found[at] = one
    return found
