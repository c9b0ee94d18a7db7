"""The rules that other cities have: a change from some month on changes nothing before it, and something afterwards."""

from __future__ import annotations

from typing import Any

import numpy as np
import pytest

from simlib import cost, project
from simlib.months import YEAR, parse_month
from simlib.policy import Policy
from simlib.projection import Projection
from simlib.staff.opening import Staff
from tests.simulation.lives import after, lives

SEED, REPLICATIONS, YEARS = 12, 3, 10
REFORM = parse_month("2030-07")
NOBODY_BUT_HEADS = {"head": "yes", "deputy": "no", "member": "no", "assistant": "no"}
CHANGES: dict[str, Any] = {
    "rules.appraisal": "quota_by_merit",
    "appraisal.top_communities": 1,
    "appraisal.top_excellent_share": 0.9,
    "appraisal.ranked_places": {"office": "yes", "village": "no", "community": "no", "converted": "no"},
    "appraisal.community_weight": 0,
    "rules.extension": "none",
    "extension.posts": NOBODY_BUT_HEADS,
    "extension.term_years": 12,
    "extension.excellent_years": 5,
    "extension.age": 12 * 53,
    "extension.share": 0,
    "rules.channel": "none",
    "channel.posts_offered": 200,
    "channel.posts": NOBODY_BUT_HEADS,
    "rules.institution": "none",
    "institution.highest_age": 35,
    "institution.posts": "yes",
    "institution.minimum_service": 15,
    "institution.share": 1,
    "recruitment.service_mix": [0, 0, 0, 0, 1, 0],
    "entry.service_elsewhere": "no",
    "election.minimum_service": 15,
    "election.standing_weight": 0,
    "election.standing_years": 1,
    "election.outsider_age_mix": [0, 0, 0, 0, 0, 0, 0, 1, 0, 0],
    "election.outsider_service_mix": [0, 0, 0, 0, 0, 1],
    "election.vacancies_between": "wait_for_election",
    "election.places": "no",
}
BOOKS = ("in_post", "by_age", "by_unit", "flows", "moves", "blocked")


def projected(law: Policy, staff: Staff) -> Projection:
    return project(law, staff, years=YEARS, replications=REPLICATIONS, seed=SEED)


@pytest.mark.parametrize("name", CHANGES)
def test_nothing_before_its_date(busier: Policy, few: Staff, name: str):
    changed = busier.with_values({name: CHANGES[name]}, REFORM)
    before, now = (projected(law, few) for law in (busier, changed))
    years = REFORM // YEAR - before.years[0]
    for book in ("flows", "moves", "blocked"):
        assert np.array_equal(getattr(before.books, book)[:, :years], getattr(now.books, book)[:, :years]), book
    assert np.array_equal(before.books.in_post[:, : years + 1], now.books.in_post[:, : years + 1])
    assert np.array_equal(cost(before).fen[:, :years], cost(now).fen[:, :years])
    assert _until(before, few) == _until(now, few)
    assert any(not np.array_equal(getattr(before.books, b), getattr(now.books, b)) for b in BOOKS), "nor afterwards"


def _until(run: Projection, staff: Staff) -> dict[int, list[Any]]:
    """What befell everybody until the month of the change, in a run of all ten years."""
    told = lives(after(run.policy, staff, YEAR * YEARS, 1, SEED), 0)
    return {key: early for key, life in told.items() if (early := [event for event in life if event.month < REFORM])}
