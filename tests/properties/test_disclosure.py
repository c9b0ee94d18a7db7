"""No small count of a real staff can be worked out from all that is shown, whatever the staff."""

from __future__ import annotations

import numpy as np
from hypothesis import given
from hypothesis import strategies as st

from simlib.disclosure.counted import Counted, Trait
from simlib.disclosure.pattern import hidden_of
from tests.disclosure.attacker import hidden_keys, never, numbers, ranges

COUNTS = st.one_of(st.integers(0, 7), st.integers(0, 60))  # many small ones, as in a small place


@st.composite
def staffs(draw: st.DrawFn) -> Counted:
    """A staff of some posts, with two traits that may be impossible here and there, in some streets."""
    posts = draw(st.integers(1, 4))
    first = draw(_trait(posts, None))
    second = draw(_trait(posts, first.people.sum(axis=1)))
    people = int(first.people.sum())
    places = draw(st.lists(st.integers(0, 3), min_size=1, max_size=8))
    unit_of = np.sort(np.array(places))
    split = draw(st.lists(st.integers(0, 9), min_size=len(places), max_size=len(places)))
    at = _divided(people, split)
    return Counted(
        post_names=tuple(f"p{n}" for n in range(posts)),
        posts=first.people.sum(axis=1),
        traits={"grade": first, "sex": second},
        unit_names=tuple(f"u{n}" for n in range(4)),
        units=np.bincount(unit_of, at, 4).astype(np.int64),
        place_names=tuple(f"l{n}" for n in range(len(places))),
        places=at,
        unit_of=unit_of,
    )


@st.composite
def _trait(draw: st.DrawFn, posts: int, totals: np.ndarray | None) -> Trait:
    members = draw(st.integers(1, 5))
    possible = np.array(draw(_table(posts, members, st.sampled_from([True, True, False]))))
    possible[:, 0] |= ~possible.any(axis=1)
    people = np.where(possible, draw(_table(posts, members, COUNTS)), 0)
    if totals is not None:
        weights = np.where(possible, people + 1, 0)
        people = np.stack([_divided(n, row) for n, row in zip(totals, weights, strict=True)])
    return Trait(tuple(f"m{n}" for n in range(members)), people, possible)


def _table(rows: int, columns: int, of: st.SearchStrategy) -> st.SearchStrategy:
    row = st.lists(of, min_size=columns, max_size=columns)
    return st.lists(row, min_size=rows, max_size=rows)


def _divided(people: int, weights: list[int] | np.ndarray) -> np.ndarray:
    """People divided by weights, the rest to the heaviest."""
    w = np.asarray(weights, dtype=np.int64)
    w = w if w.sum() else np.ones_like(w)
    found = people * w // w.sum()
    found[np.argmax(w)] += people - found.sum()
    return found


@given(staffs(), st.integers(3, 6))
def test_every_hidden_count_has_room(there: Counted, k: int) -> None:
    if there.people < k:
        return
    hidden = hidden_keys(there, hidden_of(there, k))
    known = numbers(there)
    assert all(key in hidden for key in known.keys() - never(there) if known[key] < k and key != ("all",))
    for key, (least, most) in ranges(there, hidden).items():
        assert most - least >= k - 1, (key, known[key], least, most)
