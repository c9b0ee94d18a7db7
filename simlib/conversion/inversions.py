"""Where pay inverts on a conversion: who is paid less than somebody who ranked lower before it.

    Of two people in the same post before the conversion, A ranked above B if A had at least as many full years of
    service and at least as high a degree, and more of one of them. Pay is inverted between them where A's scale pay,
    with protected pay, is below B's. A is concerned if there is such a B.

An inversion is new where A was not paid less than B before: it is the conversion's own.
"""

from __future__ import annotations

from dataclasses import dataclass, field

import numpy as np
import pandas as pd


@dataclass(frozen=True, eq=False)
class Inversions:
    """Who is concerned.

    before   how many people were paid less than somebody below them on the old scale
    people   a row for each A after the conversion: number, the B who is furthest above in pay (`other`), the `gap` in
             fen a month, whether `new`
    """

    before: int
    people: pd.DataFrame = field(repr=False)

    @property
    def new(self) -> pd.DataFrame:
        """Those whose inversion the conversion made, the widest gap first."""
        return self.people[self.people["new"]].sort_values(["gap", "number"], ascending=[False, True])


def inversions(people: pd.DataFrame, protected: bool, within: tuple[str, ...] = ("post_before",)) -> Inversions:
    """Return the inversions among people converted (`simlib.conversion.study.Study.people`).

    protected  whether those who would lose keep what they had
    within     who is compared: of the same post before, or with `post` added, placed in the same one too
    """
    found = [_in_post(post, protected) for _, post in people.groupby(list(within), sort=False)]
    after = pd.concat([rows for _, rows in found], ignore_index=True)
    return Inversions(sum(count for count, _ in found), after)


def _in_post(people: pd.DataFrame, protected: bool) -> tuple[int, pd.DataFrame]:
    """Return how many were concerned before, and who is after, among the holders of one post."""
    degree, now = people["education"].cat.codes, people["pay"] + (people["lost"] if protected else 0)
    traits = np.column_stack([people["years"], degree, people["pay_before"], now]).astype(np.int64)
    alike, first, kind = np.unique(traits, axis=0, return_index=True, return_inverse=True)  # of whom any speaks for all
    years, degree, was, now = alike.T
    above = _no_lower(years, degree) & ~_no_lower(years, degree).T
    less_before, less = above & (was[:, None] < was), above & (now[:, None] < now)
    made = less & (was[:, None] >= was)
    new = made.any(axis=1)
    gaps = np.where(np.where(new[:, None], made, less), now - now[:, None], 0)
    other, kind, numbers = gaps.argmax(axis=1), kind.reshape(-1), people["number"].to_numpy()
    rows = pd.DataFrame(
        {"number": numbers, "other": numbers[first[other]][kind], "gap": gaps.max(axis=1)[kind], "new": new[kind]}
    )
    return int(less_before.any(axis=1)[kind].sum()), rows[less.any(axis=1)[kind]]


def _no_lower(years: np.ndarray, degree: np.ndarray) -> np.ndarray:
    """Return who (rows) ranks no lower than whom (columns)."""
    return (years[:, None] >= years) & (degree[:, None] >= degree)
