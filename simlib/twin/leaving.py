"""Leaving by chance alone: forces that compete, and the channel, for people whose grade and ratings do not matter.

A rate q a year is a force of −ln(1 − q) / 12 a month, and forces of different causes add up; whoever leaves in a month
leaves for each cause in proportion to its force.                            [exits.*, channel.* share_of_eligible]
"""

from __future__ import annotations

from typing import NamedTuple

import numpy as np

from simlib.months import YEAR
from simlib.policy.axes import AGE_BAND_STARTS, SERVICE_BAND_STARTS
from simlib.twin.monthly_terms import MonthlyTerms
from simlib.twin.retiring import chances_of_retiring

CAUSES = ("resigned", "died", "misconduct")
_HIGHEST_RATE = 0.999  # of a year: a resignation rate is its band's × its factors × the level, kept below 1


class Leaving(NamedTuple):
    """Chances by person and month, (people, months), before anything that depends on grade or rating.

    paid      in post when the month is paid
    retired   leaves it by retirement
    causes    (causes, people, months) leaves it for each of CAUSES
    channel   leaves it by the channel
    stayed    in post when all that is over
    """

    paid: np.ndarray
    retired: np.ndarray
    causes: np.ndarray
    channel: np.ndarray
    stayed: np.ndarray


def leaving(run_terms: MonthlyTerms, records: np.ndarray) -> Leaving:
    """Return the chances of being paid, leaving and staying of everybody in every month."""
    retires = chances_of_retiring(run_terms, records)
    not_before = 1 - (np.cumsum(retires, axis=1) - retires)  # retirement has not come before the month
    not_yet = not_before - retires
    forces = _forces(run_terms, records)
    force = forces.sum(axis=0)
    meets, taken = -np.expm1(-force), _channel(run_terms, records)
    kept = np.exp(-force) * (1 - taken)
    alive = np.cumprod(np.concatenate([np.ones((len(records), 1)), kept[:, :-1]], axis=1), axis=1)
    of_force = np.divide(forces, force, out=np.zeros_like(forces), where=force > 0)
    return Leaving(
        paid=alive * not_before,
        retired=alive * retires,
        causes=alive * not_yet * meets * of_force,
        channel=alive * not_yet * np.exp(-force) * taken,
        stayed=alive * kept * not_yet,
    )


def _forces(run_terms: MonthlyTerms, records: np.ndarray) -> np.ndarray:
    """Return everybody's forces, (causes, people, months)."""
    table, months = run_terms.table, np.arange(len(run_terms.months))
    ages, service = (np.array(run_terms.months) - records[since][:, None] for since in ("birth", "service_from"))
    age, served = _band(AGE_BAND_STARTS, ages), _band(SERVICE_BAND_STARTS, service)
    resigns = (
        table["exits_resignation"][months, served]
        * table["exits_resignation_age_factor"][months, age]
        * table["exits_resignation_level"]
        * table["exits_resignation_sex_factor"][months, records["sex"][:, None]]
        * table["exits_resignation_post_factor"][months, records["post"][:, None]]
        * table["exits_resignation_grade_factor"][:, 0]  # the same for every grade (see `quotas.py`)
        * run_terms.unit_factor[months, records["unit"][:, None]]
    )
    dies = table["exits_death"][months, records["sex"][:, None], age]
    misconduct = np.broadcast_to(table["exits_misconduct"], age.shape)
    rates = np.minimum(np.stack([resigns, dies, misconduct]), _HIGHEST_RATE)
    return np.asarray(-np.log1p(-rates) / YEAR)


def _band(starts: tuple[int, ...], months: np.ndarray) -> np.ndarray:
    return np.maximum(np.searchsorted(starts, months, side="right") - 1, 0)


def _channel(run_terms: MonthlyTerms, records: np.ndarray) -> np.ndarray:
    """Return the chance that the channel takes each person in each month, (people, months)."""
    chance = np.zeros((len(records), len(run_terms.months)))
    for month in run_terms.yearly("channel.month"):
        if run_terms.chooses("rules.channel", "share_of_eligible", month):
            terms = run_terms.terms(month)
            served = month - records["service_from"] >= YEAR * terms["channel_minimum_service"]
            young = month - records["birth"] < YEAR * (terms["channel_highest_age"] + 1)  # 40 until the birthday of 41
            good = excellent_enough(run_terms, records, month, int(terms["channel_excellent_within"]))
            may = served & young & good & (terms["channel_posts"][records["post"]] == 1)
            chance[:, month - run_terms.months[0]] = may * terms["channel_share"]
    return chance


def excellent_enough(run_terms: MonthlyTerms, records: np.ndarray, month: int, appraisals: int) -> np.ndarray:
    """Return who was excellent in one of so many last appraisals, (people,) bool: before the run, as nobody is in it.

    Where a way out asks for it the twin is of policies without a quota of excellent ratings (`simlib.twin.quotas`).
    """
    since = month // YEAR - run_terms.months[0] // YEAR  # appraisals of the run, each December
    history = records["excellent_history"].astype(np.int64) << since
    return np.asarray((appraisals == 0) | (history & ((1 << appraisals) - 1) > 0))
