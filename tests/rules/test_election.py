"""The committee election: who goes first, who may win, and how an outsider is graded."""

from __future__ import annotations

from collections import Counter
from math import sqrt
from typing import Any

import numpy as np
import pytest

from simlib.luck import key_of
from simlib.policy import Policy
from simlib.population.person import ELECTED
from tests.rules.runner import NO_CHANCE, with_law
from tests.simulation.lives import after, serving
from tests.simulation.people import roster

REPLICATIONS = 300
NOBODY_RETURNED = {
    "election.first_month": "2027-03",
    "election.turnover_share": 1,
    "election.outsider_share": 0,
    "election.leave_share": 1,
    "election.minimum_service": 0,
}


@pytest.fixture(scope="module")
def quiet(streets: Policy) -> Policy:
    """Nothing happens but an election in March 2027, in which every incumbent of an elected post is replaced."""
    return with_law(with_law(streets, NO_CHANCE), NOBODY_RETURNED)


def test_of_equals_the_smaller_identity_goes_first(quiet: Policy):
    """Two deputies out and one assistant to elect: the first is replaced, and nobody is left to replace the second."""
    deputies = sorted(("one", "other"), key=lambda name: int(key_of(name)))
    people: dict[str, dict[str, Any]] = {name: {"post": "deputy", "grade": 5} for name in deputies}
    world = after(quiet, roster(quiet, {**people, "assistant": {}}), 3, 5)
    for replication in range(5):
        stay = {int(person.key): int(person.post) for person in serving(world, replication)}
        assert stay == {int(key_of(deputies[1])): 1, int(key_of("assistant")): 1}


def test_all_in_lower_posts_have_the_same_chance(quiet: Policy):
    """One head, two members and two assistants: each of the four is elected in a quarter of the runs."""
    below = {"a": "member", "b": "member", "c": "assistant", "d": "assistant"}
    law = with_law(quiet, {"election.posts": {"head": "yes", "deputy": "no", "member": "no", "assistant": "no"}})
    staff = roster(
        law, {"head": {"post": "head", "grade": 7}, **{n: {"post": p, "grade": 3} for n, p in below.items()}}
    )
    world = after(law, staff, 3, REPLICATIONS)
    won = Counter(int(p.key) for replication in range(REPLICATIONS) for p in serving(world, replication) if p.post == 0)
    assert won.keys() == {int(key_of(name)) for name in below}
    error = sqrt(REPLICATIONS * 0.25 * 0.75)
    assert all(abs(times - REPLICATIONS / 4) < 4 * error for times in won.values())


def test_an_outsider_is_graded_by_the_rule_of_entry(quiet: Policy):
    """The post's lowest grade, one more for every four years brought and those of the degree, up to the highest."""
    values = {"election.minimum_service": 9, "entry.years_per_grade": 4, "entry.education_lift": [0, 1, 2, 3, 4]}
    law = with_law(quiet, {"election.outsider_share": 1, **values})
    people: dict[str, dict[str, Any]] = {"head": {"post": "head", "grade": 9}, "deputy": {"post": "deputy", "grade": 8}}
    world = after(law, roster(law, people), 3, 20)
    band = np.asarray(law.value("grades.band", law.opening or 0))
    for replication in range(20):
        found = serving(world, replication)
        assert sorted(found.post.tolist()) == [0, 1] and (found.contract == ELECTED).all()
        assert (found.grade == np.minimum(band[found.post, 0] + 2 + found.education, band[found.post, 1])).all()
