"""Who of a community's staff wins an election: the nearest lower post first, then standing and luck."""

from __future__ import annotations

from collections.abc import Iterable
from typing import TYPE_CHECKING

from simlib.population.person import EXCELLENT, SATISFACTORY
from tests.oracle.law import YEAR, Law
from tests.oracle.luck import ELECTED, draw
from tests.oracle.worker import Worker

if TYPE_CHECKING:
    from tests.oracle.district import District

LONG = 20 * YEAR  # service that counts in full
RATED = {EXCELLENT: 1.0, SATISFACTORY: 0.5}


def winner_of(district: District, staff: Iterable[Worker], dealt_with: set[int], post: int) -> Worker | None:
    """Return who is elected to a post from those in lower posts with enough service; None where there is nobody."""
    law, month = district.law, district.month
    years = YEAR * law.value("election.minimum_service", month)
    below = [one for one in staff if one.post > post and one.key not in dealt_with and one.service(month) >= years]
    return min(below, key=lambda one: (one.post, -votes(one, law, month), one.key), default=None)


def votes(worker: Worker, law: Law, month: int) -> float:
    """Return standing and luck, weighed."""
    weight = law.value("election.standing_weight", month)
    return float(weight * standing(worker, law, month) + (1 - weight) * draw(worker.luck, month, ELECTED))


def standing(worker: Worker, law: Law, month: int) -> float:
    """Return the mean of excellent years, the last rating and service, each from 0 to 1."""
    years = law.value("election.standing_years", month)
    excellent = worker.excellent_years(years) / years
    return (excellent + RATED.get(worker.rating, 0.0) + min(1.0, worker.service(month) / LONG)) / 3
