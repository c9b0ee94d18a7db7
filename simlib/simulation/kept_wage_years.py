"""What is kept of wage years when worlds are done with: those that anybody contributed on, the same number for all."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np

from simlib.population.world import World
from simlib.simulation.tally import Tally, tally


def contributions_of(world: World) -> tuple[np.ndarray, tuple[Tally, ...]]:
    """Return the wage years of a batch of worlds, of WAGE_YEAR, and the months of contributions on them by base."""
    each = [world.wage_years[r, : int(state.wage_years[0])] for r, state in enumerate(world.state)]
    years = known_together(each)
    replications, bases, periods, _ = world.contributed.shape
    book = np.zeros((replications, bases, periods, len(years)), np.int32)
    for r, mine in enumerate(each):
        book[r][:, :, places_in(years, mine)] = world.contributed[r, :, :, : len(mine)]
    return years, tuple(tally(book[:, base]) for base in range(bases))


def known_together(each: Sequence[np.ndarray]) -> np.ndarray:
    """Return the wage years that are known to any of several, each once, in the order of their keys."""
    all_of_them = np.concatenate(each)
    return np.asarray(all_of_them[np.unique(all_of_them["key"], return_index=True)[1]])


def places_in(years: np.ndarray, some: np.ndarray) -> np.ndarray:
    """Return where some wage years stand among others that hold them all, (H,)."""
    return np.searchsorted(years["key"], some["key"])


def renumbered(tallies: tuple[Tally, ...], mine: np.ndarray, years: np.ndarray) -> tuple[Tally, ...]:
    """Return the same counts by the place of each wage year among more of them."""
    place = places_in(years, mine)
    return tuple(
        one._replace(
            shape=(one.shape[0], len(years)), at=(one.periods * len(years) + place[one.cells]).astype(np.int32)
        )
        for one in tallies
    )
