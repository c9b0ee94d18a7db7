"""Which counts by post, by trait, and by post and trait are hidden, so that none of the small ones can be worked out.

Hidden at first is every count of fewer than k people, none at all among them, where the law lets anybody be. Further
counts are hidden until every hidden count has room: there are moves of people between hidden counts alone, changing
none of the numbers shown, by which it may be k − 1 higher or lower than it is, or so much in all. Three moves there
are, each proved by writing down what changes:

within a post   from one member of a trait to another, where the post's counts of both are hidden and both totals are
between posts   from a post to another, both hidden, in every table at once: in a member whose counts of both are
                hidden, or, where totals are, in any members that are
in a rectangle  two posts and two members, all four counts hidden: one up, one down, one up, one down; no total moves

Hidden for another's sake is what hides the fewest people. A trait for which no moves give room is hidden whole, its
totals too; where the posts themselves have none, everything is but the number of all.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from itertools import permutations

import numpy as np

from simlib.disclosure.counted import Trait


@dataclass
class Hidden:
    """A trait's counts while they are being hidden: (post, member), and its totals (member,)."""

    trait: Trait
    cells: np.ndarray
    totals: np.ndarray
    whole: bool = False

    @property
    def movable(self) -> np.ndarray:
        """(post, member) hidden with their totals: people may move along these within a post."""
        return self.cells & self.totals


@dataclass
class ByPost:
    """The hidden counts of all tables by post.

    posts   (P,) which posts' totals are hidden
    traits  by trait
    room    by how much at least every hidden count may be otherwise: k − 1
    """

    people: np.ndarray
    posts: np.ndarray
    traits: dict[str, Hidden]
    room: int
    everything: bool = field(default=False)

    def donated(self, one: Hidden, to: int, by: int) -> np.ndarray:
        """Return where a post may take people from another in a table, (member,) of the giver's counts."""
        into_any = one.movable[to].any()
        usable = one.cells[by] & (one.cells[to] | (one.totals & into_any))
        return np.where(usable, one.trait.people[by], 0)

    def exchange(self, to: int, by: int, besides: str = "") -> int:
        """Return how many may move from a post to another in all tables but one."""
        gifts = [self.donated(one, to, by).sum() for name, one in self.traits.items() if name != besides]
        return int(min(gifts, default=self.people[by]))

    def uncovered(self, name: str) -> tuple[np.ndarray, np.ndarray]:
        """Return the hidden counts of a trait, and its hidden totals, that no moves give room."""
        one = self.traits[name]
        cells, totals = np.zeros_like(one.cells), np.zeros_like(one.totals)
        self._within(one, cells, totals)
        self._between(name, cells, totals)
        for post, member in np.argwhere(one.cells & ~cells).tolist():
            if (_swap(one.trait, post, member) * _all_hidden(one.cells, post, member) >= self.room).any():
                cells[post, member] = True
        return one.cells & ~cells, one.totals & ~totals

    def _within(self, one: Hidden, cells: np.ndarray, totals: np.ndarray) -> None:
        """Mark what moves within a post give room."""
        movable = one.movable
        room = np.where(movable, one.trait.people, 0).sum(axis=1)
        good = movable & ((movable.sum(axis=1) > 1) & (room >= self.room))[:, None]
        cells |= good
        totals |= good.any(axis=0)

    def _between(self, name: str, cells: np.ndarray, totals: np.ndarray) -> None:
        """Mark what moves between hidden posts give room."""
        one = self.traits[name]
        for to, by in permutations(np.flatnonzero(self.posts).tolist(), 2):
            up, down = self.exchange(to, by, name), self.exchange(by, to, name)
            people, both = one.trait.people, one.cells[to] & one.cells[by]
            room = np.minimum(up, people[by]) + np.minimum(down, people[to])
            cells[to] |= both & (room >= self.room)
            anywhere = np.where(one.movable[by], people[by], 0).sum()  # into a member whose total is hidden
            enough = one.movable[to] & (min(up, anywhere) >= self.room)
            cells[to] |= enough
            others = np.where(one.movable[by], people[by], 0).sum() - np.where(one.movable[by], people[by], 0)
            totals |= enough & (np.minimum(up, others) >= self.room)

    def posts_uncovered(self) -> np.ndarray:
        """Return the hidden posts that no moves give room."""
        covered = np.zeros_like(self.posts)
        for to, by in permutations(np.flatnonzero(self.posts).tolist(), 2):
            if self.exchange(to, by) + self.exchange(by, to) >= self.room:
                covered[[to, by]] = True
        return self.posts & ~covered


def hidden_by_post(people: np.ndarray, traits: Mapping[str, Trait], k: int) -> ByPost:
    """Return what is hidden: `people` (P,) by post, of at least k in all."""
    state = {
        name: Hidden(
            one,
            one.possible & (one.people < k),
            one.possible.any(axis=0) & (one.people.sum(axis=0) < k),
        )
        for name, one in traits.items()
    }
    found = ByPost(people, people < k, state, k - 1)
    _hide_posts(found)
    for name in traits:
        _hide_trait(found, name)
    left = (found.posts_uncovered(), *(one for name in traits for one in found.uncovered(name)))
    if any(one.any() for one in left):
        _hide_everything(found)
    return found


def _hide_posts(found: ByPost) -> None:
    """Hide a larger post beside small ones, and where people of the two may change places."""
    small = np.flatnonzero(found.posts)
    if not len(small):
        return
    partners = [post for post in np.argsort(found.people, kind="stable") if found.people[post] >= found.room]
    partners = [post for post in partners if len(small) > 1 or post not in small]
    if not partners:
        _hide_everything(found)
        return
    partner = partners[0]
    found.posts[partner] = True
    for one in found.traits.values():
        for post in small[small != partner]:
            shared = one.trait.possible[post] & one.trait.possible[partner]
            enough = np.flatnonzero(shared & (one.trait.people[partner] >= found.room))
            if len(enough):
                member = enough[np.argmin(one.trait.people[partner][enough])]
                one.cells[[post, partner], member] = True
            else:
                _hide_whole(one)
        _hide_only_members(one, found.posts)


def _hide_trait(found: ByPost, name: str) -> None:
    """Hide counts of a trait until all that are hidden have room."""
    one = found.traits[name]
    for _ in range(one.cells.size):
        cells, totals = found.uncovered(name)
        if totals.any():
            if not _hide_total(one, int(np.flatnonzero(totals)[0]), found.room):
                break
        elif cells.any():
            if not _hide_more(found, name, *np.argwhere(cells)[0].tolist()):
                break
        else:
            return
    _hide_whole(one)


def _hide_total(one: Hidden, member: int, room: int) -> bool:
    """Hide another total, and a post's counts of both, so that the post's people may move between them."""
    costs = [_beside(one, post, member, room) for post in range(len(one.cells))]
    post, (cost, other) = min(enumerate(costs), key=lambda each: each[1])
    if cost == np.inf:
        return False
    _hide_beside(one, post, member, other)
    return True


def _hide_more(found: ByPost, name: str, post: int, member: int) -> bool:
    """Hide what gives a count room at the least cost: more of its post, of its member, or a rectangle with it."""
    one, room = found.traits[name], found.room
    beside_cost, beside = _beside(one, post, member, room)
    cost = np.where(one.cells, 0.0, one.trait.people + 1.0)
    square = np.where(_swap(one.trait, post, member) >= room, cost + cost[[post], :] + cost[:, [member]], np.inf)
    across = [cost[by, member] if _gives(found, name, post, by, member) else np.inf for by in range(len(found.posts))]
    best = min(beside_cost, square.min(), min(across))
    if best == np.inf:
        return False
    if best == min(across):
        one.cells[int(np.argmin(across)), member] = True
    elif best == beside_cost:
        _hide_beside(one, post, member, beside)
    else:
        other, along = divmod(int(np.argmin(square)), square.shape[1])
        for row, column in ((post, along), (other, member), (other, along)):
            one.cells[row, column] = True
    return True


def _gives(found: ByPost, name: str, to: int, by: int, member: int) -> bool:
    """Return whether a hidden post has people enough of a member to give another hidden one, and may in all tables."""
    if to == by or not (found.posts[to] and found.posts[by]):
        return False
    return bool(min(found.traits[name].trait.people[by, member], found.exchange(to, by, name)) >= found.room)


def _beside(one: Hidden, post: int, member: int, room: int) -> tuple[float, int]:
    """Return which other count of a post gives one room when both totals are hidden, and how many people that hides."""
    people, totals = one.trait.people, one.trait.people.sum(axis=0)
    cost = np.where(one.cells[post], 0.0, people[post] + 1.0) + np.where(one.totals, 0.0, totals + 1.0)
    cost[(people[post] < room) | ~one.trait.possible[post]] = np.inf
    cost[member] = np.inf
    if not one.trait.possible[post, member]:
        return np.inf, member
    hides_too = 0.0 if one.totals[member] else float(totals[member] + 1)
    return float(cost.min()) + hides_too, int(np.argmin(cost))


def _hide_beside(one: Hidden, post: int, member: int, other: int) -> None:
    one.totals[[member, other]] = True
    one.cells[post, [member, other]] = True


def _swap(trait: Trait, post: int, member: int) -> np.ndarray:
    """Return by how much a count may be otherwise by the rectangle with each other post and member; 0 for none."""
    people, possible = trait.people, trait.possible
    up = np.minimum(people[[post], :], people[:, [member]])
    down = np.minimum(people[post, member], people)
    there = possible & possible[[post], :] & possible[:, [member]]
    there[post], there[:, member] = False, False
    return np.where(there, up + down, 0)


def _all_hidden(cells: np.ndarray, post: int, member: int) -> np.ndarray:
    return cells & cells[[post], :] & cells[:, [member]]


def _hide_only_members(one: Hidden, posts: np.ndarray) -> None:
    """Hide what says the same as a hidden post's total: the only count that the post may have."""
    possible = one.trait.possible
    only = possible & (possible.sum(axis=1) == 1)[:, None]
    one.cells = (one.cells & ~only) | (only & posts[:, None])
    if one.whole:
        _hide_totals(one)


def _hide_whole(one: Hidden) -> None:
    """Hide all of a trait but what a post's total says."""
    possible = one.trait.possible
    one.cells |= possible & (possible.sum(axis=1) > 1)[:, None]
    one.whole = True
    _hide_totals(one)


def _hide_totals(one: Hidden) -> None:
    """Hide the totals of all members in which anything is hidden; that of an only member is that of all people."""
    if one.trait.possible.any(axis=0).sum() > 1:
        one.totals |= one.cells.any(axis=0)


def _hide_everything(found: ByPost) -> None:
    found.everything = True
    found.posts[:] = True
    for one in found.traits.values():
        _hide_whole(one)
        _hide_only_members(one, found.posts)
