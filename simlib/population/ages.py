"""Ages of a synthetic staff: those who are in post have not retired, by law, track and choice.

The margins say how many are in each band of ages and how many are women; within them a month of age weighs as many
lives as are still in post at it. So where an age of retirement crosses a band its ages are not even, and its women
fewer: the two margins are fitted to the weights in turn until both hold (raking).
"""

from __future__ import annotations

from typing import NamedTuple

import numpy as np

from simlib.months import YEAR
from simlib.policy.axes import AGE_BAND_STARTS
from simlib.population.person import FEMALE, MALE, MEN_60, WOMEN_50, WOMEN_55

_LOWEST_AGE = 20 * YEAR  # where the youngest band begins
OLDEST = AGE_BAND_STARTS[-1] + 10 * YEAR  # in months, which nobody drawn has: the end of the open last band
_ROUNDS = 200  # of fitting; each brings the margins closer, and those of real packs hold after a dozen


class Ages(NamedTuple):
    """What the law says of age in the month of the roster, given by the caller who knows the rules.

    retires             (track, months) int64: statutory age in months, by age in months when the roster is taken
    old                 (track,) int64: the age in months below which nobody goes early
    women_55            (post,) share of women on the 55 track
    early, early_limit  the share who go early, and by how many months at most; late, late_limit likewise
    contribution_start  age in months from which pension contributions count
    """

    retires: np.ndarray
    old: np.ndarray
    women_55: np.ndarray
    early: float
    early_limit: int
    late: float
    late_limit: int
    contribution_start: int


class AllRetired(ValueError):
    """At none of the ages of a post does the law let anybody serve."""


class AgesDrawn(NamedTuple):
    """From what ages and tracks are drawn.

    up_to     (post, sex, months) the share of those in post who are at most so many months old in the month after
    women_55  (post, months) the share on the 55 track among women of that age; −1 below the 50 track's statutory age,
              where nothing is known of it
    """

    up_to: np.ndarray
    women_55: np.ndarray


def ages_drawn(female_share: np.ndarray, age_mix: np.ndarray, ages: Ages) -> AgesDrawn:
    """Return from what ages are drawn: `female_share` (post,), `age_mix` (post, band).

    Raises AllRetired where the law lets nobody serve at the ages of some post.
    """
    serves = _still_serving(ages)
    _, women = _women(ages, serves, len(age_mix))
    weights = np.empty((len(women), 2, OLDEST))
    weights[:, MALE], weights[:, FEMALE] = serves[MEN_60], women
    posts = zip(weights, female_share, age_mix, strict=True)
    up_to = np.stack([_up_to(*one) for one in posts])
    return AgesDrawn(up_to, women_on_55(ages, len(age_mix)))


def women_on_55(ages: Ages, posts: int) -> np.ndarray:
    """Return the share on the 55 track among women still in post, (post, months), as `AgesDrawn.women_55`."""
    on_55, women = _women(ages, _still_serving(ages), posts)
    past = np.roll(np.arange(OLDEST) >= ages.retires[WOMEN_50], 1)  # who is so old in the month after
    share = np.divide(on_55, women, out=np.ones_like(women), where=women > 0)
    return np.where(past, share, -1.0)


def _women(ages: Ages, serves: np.ndarray, posts: int) -> tuple[np.ndarray, np.ndarray]:
    """Return the women still in post on the 55 track, and all of them, (post, months) each."""
    share_55 = ages.women_55[:posts, None]
    on_55 = share_55 * serves[WOMEN_55]
    return on_55, on_55 + (1 - share_55) * serves[WOMEN_50]


def _still_serving(ages: Ages) -> np.ndarray:
    """Return the share of lives still in post, (track, months), by age in the month after the roster."""
    statutory, age = ages.retires[:, :, None], np.arange(OLDEST)[None, :, None]
    serving = (age < statutory).mean(axis=2)
    early = late = serving
    if ages.early_limit:
        wanted = np.maximum(statutory - 1 - np.arange(ages.early_limit), ages.old[:, None, None])
        early = (age < np.minimum(wanted, statutory)).mean(axis=2)
    if ages.late_limit:
        late = (age < statutory + 1 + np.arange(ages.late_limit)).mean(axis=2)
    share = (1 - ages.early - ages.late) * serving + ages.early * early + ages.late * late
    return np.roll(np.asarray(share), 1, axis=1)


def _up_to(weights: np.ndarray, female_share: float, mix: np.ndarray) -> np.ndarray:
    """Return the shares up to each age for men and for women of one post, (sex, months)."""
    starts = np.maximum(AGE_BAND_STARTS, _LOWEST_AGE)
    band = np.maximum(np.searchsorted(starts, np.arange(OLDEST), side="right") - 1, 0)
    inside = np.where(np.arange(OLDEST) >= _LOWEST_AGE, weights, 0.0)
    per_band = np.stack([np.bincount(band, one, len(mix)) for one in inside])
    fitted = _raked(per_band, np.array([1 - female_share, female_share]), mix)
    each = np.divide(fitted, per_band, out=np.zeros_like(fitted), where=per_band > 0)
    up_to = np.cumsum(inside * each[:, band], axis=1)
    return np.divide(up_to, up_to[:, -1:], out=np.ones_like(up_to), where=up_to[:, -1:] > 0)  # ends at 1 exactly


def _raked(table: np.ndarray, rows: np.ndarray, columns: np.ndarray) -> np.ndarray:
    """Return a table (2, bands) fitted to the sums of its rows and columns, as far as its zeros let it."""
    lives = np.asarray((table * columns).sum(axis=1))
    if (lives[rows > 0] == 0).any():
        raise AllRetired
    for _ in range(_ROUNDS):
        for sums, axis in ((columns[None, :], 0), (rows[:, None], 1)):
            now = table.sum(axis=axis, keepdims=True)
            table = table * np.divide(sums, now, out=np.zeros_like(now), where=now > 0)
    return table
