"""Who cannot be dismissed: fifteen years with this employer, and less than five to the statutory age.  [dismissal.*]

Labour Contract Law, Art. 42 item 5. Where a woman's track is a matter of luck, so is her protection: no twin of that
(`simlib.twin.quotas`).
"""

from __future__ import annotations

import numpy as np

from simlib.months import YEAR
from simlib.population.person import ELECTED, FEMALE, MEN_60, TRACK_BY_POST, WOMEN_50, WOMEN_55
from simlib.twin.monthly_terms import MonthlyTerms
from simlib.twin.retiring import statutory_age


def protected(run_terms: MonthlyTerms, records: np.ndarray) -> np.ndarray:
    """Return who is protected in each December of the run, (people, Decembers) bool."""
    return np.column_stack([_in(run_terms.terms(month), month + 1, records) for month in run_terms.each(YEAR)])


def _in(terms: np.ndarray, now: int, records: np.ndarray) -> np.ndarray:
    """Return who is protected at the end of a December; `now` is the January after."""
    by_post = np.where(terms["retirement_women_55_share"][records["post"]] == 1, WOMEN_55, WOMEN_50)
    track = np.where(records["track"] == TRACK_BY_POST, by_post, records["track"])
    track = np.where(records["sex"] == FEMALE, track, MEN_60)
    birth = records["birth"].astype(np.int64)
    left = birth + statutory_age(birth, track, terms) - now
    long = (records["contract"] != ELECTED) & (now - records["joined"] >= 15 * YEAR)
    return np.asarray(long & (left >= 0) & (left < 5 * YEAR) & (terms["dismissal_protects_near_retirement"] == 1))
