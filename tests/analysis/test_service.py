"""What residents get, by its own arithmetic from the law and the books."""

from __future__ import annotations

from pathlib import Path

import numpy as np
import pytest

from simlib import load_policy, load_staff, project
from simlib.analysis.outcomes import costed, outcomes_of
from simlib.policy import Policy
from simlib.population.person import FLOWS
from simlib.projection import Projection
from simlib.staff.opening import Staff

GRIDS = Path(__file__).resolve().parents[2] / "scenarios/cities/growth_chain"
BY_RESIDENTS = {
    "rules.establishment": "norm_per_population",
    "establishment.norm": 18,
    "establishment.residents_growth": 0.02,
    "training.hours": {"head": 56, "deputy": 56, "member": 40, "assistant": 40},
    "training.entry_hours": 24,
}


def figure(run: Projection, name: str) -> np.ndarray:
    return outcomes_of(run.policy)[name].values(costed(run))


@pytest.fixture(scope="module")
def gridded() -> Projection:
    law = load_policy(GRIDS).with_values({"recruitment.fill_share": 0, "exits.resignation_level": 2})
    return project(law, load_staff(law), years=8, replications=4, seed=5)


def test_a_unit_with_fewer_workers_than_grids_has_some_without_a_worker_of_their_own(gridded: Projection):
    """With nobody recruited, streets fall below one worker a grid: 69 grids in the first street, 68 in the others."""
    grids = np.array([69, *[68] * 11])
    people = gridded.data["by_unit"].values[:, 1:]
    assert (people < grids).any() and (people > grids).any()
    own = np.array([[sum(min(n, g) for n, g in zip(year, grids)) / 817 for year in run] for run in people])
    assert figure(gridded, "grids_with_own_worker") == pytest.approx(own)
    assert figure(gridded, "workers_per_grid") == pytest.approx(people.sum(axis=2) / 817)


@pytest.fixture(scope="module")
def normed(streets: Policy, few: Staff) -> Projection:
    residents = dict.fromkeys(streets.axis("unit"), 16_000)
    law = streets.with_values({**BY_RESIDENTS, "establishment.residents": residents})
    return project(law, few, years=4, replications=4, seed=5)


def test_workers_for_every_ten_thousand_of_the_residents_of_the_year(normed: Projection):
    """13 streets of 16,000 people from January 2027, 2 % more in each full year after."""
    residents = 13 * 16_000 * 1.02 ** np.arange(4)
    people = normed.data["in_post"].sum(["post", "grade"]).values[:, 1:]
    assert figure(normed, "workers_per_10000") == pytest.approx(people / residents * 10_000)
    assert not {"workers_per_grid", "grids_with_own_worker"} & set(outcomes_of(normed.policy))


def test_hours_of_training(normed: Projection):
    """56 hours for heads and deputies, 40 for others, 24 before a recruit starts."""
    data = normed.data
    staff = data["in_post"].sum("grade").values[:, 1:]
    joined = normed.books.flows[:, :, list(FLOWS).index("joined")].sum(axis=2)
    assert joined.sum() > 0
    hours = staff @ np.array([56, 56, 40, 40]) + 24 * joined
    assert np.array_equal(figure(normed, "training_hours"), hours)
