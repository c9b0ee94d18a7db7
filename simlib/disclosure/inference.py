"""What an outsider could still infer: of a roster's rows, were they shown, and of the tables that are.

Somebody who knows a few things of a person looks for the rows that fit them all, a class. How small classes are
(k-anonymity: the fewest rows that fit anybody), and how many different values of what is to stay unknown they hold
(l-diversity), says how much knowing more would tell. No row is ever shown; the report says what that is worth.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

import numpy as np

from simlib.disclosure.counted import HUB, Counted, counted
from simlib.disclosure.pattern import FEWEST, Pattern, hidden_cells
from simlib.months import YEAR
from simlib.policy import Policy
from simlib.policy.axes import AGE_BAND_STARTS
from simlib.staff.opening import Staff
from simlib.text import Text

KNOWN: Mapping[str, Text] = {  # what may be known of somebody
    "post": Text("岗位", "post"),
    "unit": Text("街道（单位）", "street or unit"),
    "place": Text("社区", "community"),
    "sex": Text("性别", "sex"),
    "age_band": Text("年龄段", "age band"),
    "education": Text("学历", "education"),
    "birth": Text("出生年月", "month of birth"),
    "joined": Text("入职年份", "year of joining"),
}
UNKNOWN: Mapping[str, Text] = {  # and what is to stay unknown
    "grade": Text("等级", "grade"),
    "rating": Text("上年考核等次", "last rating"),
}
TABLE_NAMES: Mapping[str, Text] = {  # the axes of `counted.TABLES`
    "post": Text("岗位", "Post"),
    "grade": Text("等级", "Grade"),
    "sex": Text("性别", "Sex"),
    "age_band": Text("年龄段", "Age band"),
    "service_band": Text("社区工作年限", "Community service"),
    "education": Text("学历", "Education"),
    "certificate": Text("证书", "Certificate"),
    "rating": Text("考核等次", "Rating"),
    "unit": Text("街道（单位）", "Street or unit"),
    "place": Text("社区", "Community"),
}
ASKED: tuple[tuple[str, ...], ...] = (  # from what a passer-by knows to what a colleague does
    ("post", "unit"),
    ("post", "unit", "sex"),
    ("post", "unit", "sex", "age_band"),
    ("post", "unit", "sex", "age_band", "education"),
    ("post", "place", "sex", "age_band"),
    ("post", "place", "sex", "birth", "joined"),
)


@dataclass(frozen=True)
class Exposure:
    """What knowing some things of everybody tells.

    known     of `KNOWN`
    classes   how many different people there are by it; `smallest`: how many rows fit at least
    few       people whom fewer than k rows fit; `alone`: whom one does
    follows   by `UNKNOWN`: people of whom it follows, all the rows that fit having the same
    diverse   by `UNKNOWN`: how many different values there are at least among the rows that fit somebody
    """

    known: tuple[str, ...]
    classes: int
    smallest: int
    few: int
    alone: int
    follows: Mapping[str, int]
    diverse: Mapping[str, int]


@dataclass(frozen=True)
class Shown:
    """Of a table that is shown: its counts and how many of them are hidden; `certain`, what follows of everybody in it.

    certain   (post, member) of counts that are shown and are all of their post: whoever is in that post has that
    """

    axes: tuple[str, ...]
    counts: int
    hidden: int
    certain: tuple[tuple[str, str], ...]


def exposures(staff: Staff, k: int = FEWEST) -> list[Exposure]:
    """Return what a staff's rows would tell, the more is known the further down."""
    records = staff.records
    columns = {
        name: records[name].astype(np.int64) for name in (*KNOWN, *UNKNOWN) if name in (records.dtype.names or ())
    }
    age = np.maximum(staff.month + 1 - records["birth"], 0)
    columns["age_band"] = np.searchsorted(AGE_BAND_STARTS, age, side="right") - 1
    columns["joined"] = records["joined"] // YEAR
    return [_exposure(known, columns, k) for known in ASKED]


def _exposure(known: tuple[str, ...], columns: Mapping[str, np.ndarray], k: int) -> Exposure:
    _, of_class, sizes = np.unique(
        np.stack([columns[name] for name in known]), axis=1, return_inverse=True, return_counts=True
    )
    diverse = {name: _different(of_class.ravel(), columns[name], len(sizes)) for name in UNKNOWN}
    return Exposure(
        known,
        classes=len(sizes),
        smallest=int(sizes.min()),
        few=int(sizes[sizes < k].sum()),
        alone=int((sizes == 1).sum()),
        follows={name: int(sizes[many == 1].sum()) for name, many in diverse.items()},
        diverse={name: int(many.min()) for name, many in diverse.items()},
    )


def _different(of_class: np.ndarray, values: np.ndarray, classes: int) -> np.ndarray:
    """Return how many different values there are in each class."""
    pairs = np.unique(np.stack([of_class, values]), axis=1)
    return np.bincount(pairs[0], minlength=classes)


def shown_tables(staff: Staff, policy: Policy, k: int = FEWEST) -> list[Shown]:
    """Return what is shown of a staff, table by table. Raises as `hidden_cells`."""
    pattern, there = hidden_cells(staff, policy, k), counted(staff, policy)
    return [_shown(axes, mask, pattern, there) for axes, mask in pattern.hidden.items() if axes != ("place",)]


def _shown(axes: tuple[str, ...], mask: np.ndarray, pattern: Pattern, there: Counted) -> Shown:
    if axes == ("unit", "place"):  # each place is of one unit
        return Shown(axes, len(there.places), int(mask.sum()), ())
    if len(axes) == 1:
        return Shown(axes, mask.size, int(mask.sum()), ())
    trait = there.traits[axes[1]]
    whole = (trait.people == there.posts[:, None]) & ~mask & (trait.possible.sum(axis=1) > 1)[:, None]
    whole &= (there.posts > 0)[:, None] & ~pattern.mask(HUB)[:, None]
    certain = tuple((there.post_names[p], trait.members[m]) for p, m in np.argwhere(whole).tolist())
    return Shown(axes, int(trait.possible.sum()), int(mask.sum()), certain)
