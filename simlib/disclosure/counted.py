"""The closed list of tables in which people of a real staff are counted, and their counts in the opening month.

Posts are the hub: every other trait is counted by itself and by post, streets (units) by themselves, and communities
(places) within their street. No other breakdown is shown. Tables so linked have a property that the protection rests
on: whatever numbers agree with the sums of each table are those of some staff, so nothing follows from several tables
together that does not follow from their sums (the graph of the list is a tree, and so decomposable).
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

import numpy as np

from simlib.policy import Policy
from simlib.policy.axes import (
    AGE_BAND_STARTS,
    AGE_BANDS,
    CERTIFICATES,
    EDUCATIONS,
    RATINGS,
    SERVICE_BAND_STARTS,
    SERVICE_BANDS,
    SEXES,
)
from simlib.rules.establishment import places_of
from simlib.staff.opening import Staff

HUB = "post"
TRAITS: Mapping[str, tuple[str, ...]] = {  # that are the same in every policy
    "sex": SEXES,
    "age_band": AGE_BANDS,
    "service_band": SERVICE_BANDS,
    "education": EDUCATIONS,
    "certificate": CERTIFICATES,
    "rating": RATINGS,
}
BY_POST = ("grade", *TRAITS)
TABLES = (
    (HUB,),
    *((one,) for one in BY_POST),
    *((HUB, one) for one in BY_POST),
    ("unit",),
    ("unit", "place"),
    ("place",),
)
AXES = frozenset(axis for table in TABLES for axis in table)


@dataclass(frozen=True)
class Trait:
    """People by post and some trait, (post, member), and where anybody may be: the law keeps grades within bands."""

    members: tuple[str, ...]
    people: np.ndarray
    possible: np.ndarray


@dataclass(frozen=True)
class Counted:
    """The counts of a staff. P posts, U units, L places.

    posts   (P,) people by post
    traits  by post and each of `BY_POST`
    units   (U,) people by unit; places (L,) by place, of the unit `unit_of` (L,)
    """

    post_names: tuple[str, ...]
    posts: np.ndarray
    traits: Mapping[str, Trait]
    unit_names: tuple[str, ...]
    units: np.ndarray
    place_names: tuple[str, ...]
    places: np.ndarray
    unit_of: np.ndarray

    @property
    def people(self) -> int:
        """How many there are."""
        return int(self.posts.sum())


def counted(staff: Staff, policy: Policy) -> Counted:
    """Return the counts of a staff in the posts, grades and places of a policy, at the end of the roster's month."""
    records, posts = staff.records, policy.axis(HUB)
    there = places_of(policy, range(staff.month, staff.month + 1), staff.places)
    names = there.names(policy)
    place = records["place"]
    if staff.places:
        at = {name: number for number, name in enumerate(names)}
        place = np.array([at[name] for name in staff.places], np.int64)[place]
    post = records[HUB].astype(np.int64)
    return Counted(
        post_names=posts,
        posts=np.bincount(post, minlength=len(posts)),
        traits={name: _trait(name, post, staff, policy) for name in BY_POST},
        unit_names=policy.axis("unit"),
        units=np.bincount(there.unit[place], minlength=len(policy.axis("unit"))),
        place_names=tuple(names),
        places=np.bincount(place, minlength=len(names)),
        unit_of=there.unit,
    )


def _trait(name: str, post: np.ndarray, staff: Staff, policy: Policy) -> Trait:
    records, posts = staff.records, len(policy.axis(HUB))
    if name == "grade":
        members, member = policy.axis(name), records[name] - 1
    elif name == "age_band":
        members, member = AGE_BANDS, _band(AGE_BAND_STARTS, staff.month + 1 - records["birth"])
    elif name == "service_band":
        members, member = SERVICE_BANDS, _band(SERVICE_BAND_STARTS, staff.month + 1 - records["service_from"])
    else:
        members, member = TRAITS[name], records[name]
    people = np.zeros((posts, len(members)), np.int64)
    np.add.at(people, (post, member), 1)
    possible = np.ones_like(people, dtype=bool)
    if name == "grade":
        band = np.asarray(policy.value("grades.band", staff.month))
        grades = np.arange(1, len(members) + 1)
        possible = (band[:, :1] <= grades) & (grades <= band[:, 1:]) | (people > 0)
    return Trait(members, people, possible)


def _band(starts: tuple[int, ...], months: np.ndarray) -> np.ndarray:
    return np.searchsorted(starts, np.maximum(months, 0), side="right") - 1
