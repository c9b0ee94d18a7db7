"""The ground that random policies stand on: every pack over a few of its units, so that a run takes milliseconds."""

from __future__ import annotations

from functools import cache
from pathlib import Path
from typing import Any, NamedTuple

import numpy as np

from simlib import PolicyError, load_policy, load_staff
from simlib.months import YEAR
from simlib.policy import TERMS, Policy
from simlib.staff.opening import Staff

CITIES = Path(__file__).resolve().parents[2] / "scenarios/cities"
PACKS = tuple(sorted(folder.name for folder in CITIES.iterdir() if (folder / "policy.yaml").exists()))
UNITS, PLACES_OF_A_KIND = 5, 2  # how many stay
MOST = {"establishment.base": 9, "establishment.residents": 9000, "establishment.grids": 8}
ANCHORED = {  # wages of years that any lag may reach back to
    "anchor.series": "private",
    "anchor.wage": [50_000, 80_000, 70_000],
    "anchor.growth": [0.03, 0.02, 0],
    "anchor.share": 1,
    "anchor.lag_years": 2,
}


class Ground(NamedTuple):
    """A pack over a few units, and its opening staff there (None where it is another pack's people)."""

    law: Policy
    staff: Staff | None


@cache
def ground(pack: str) -> Ground:
    """Return a pack over its first units, each with at most two places of a kind."""
    law = load_policy(CITIES / pack)
    assert law.opening is not None
    law = law.with_values(ANCHORED, law.opening - 12 * YEAR)
    law = law.with_values(_smaller(law), law.provisions["establishment.communities"].values[0].month)
    return Ground(law, _staff(law))


def _smaller(law: Policy) -> dict[str, Any]:
    communities = np.minimum(law.value("establishment.communities", law.opening or 0), PLACES_OF_A_KIND)
    communities[UNITS:] = 0
    values: dict[str, Any] = {"establishment.communities": communities}
    for name, most in MOST.items():
        if name in law.provisions:
            amount = np.minimum(law.value(name, law.opening or 0), most)
            if TERMS[name].shape == ("unit",):
                amount[UNITS:] = 0
            values[name] = amount
    return values


def _staff(law: Policy) -> Staff | None:
    try:
        return load_staff(law)
    except PolicyError as error:
        assert "has no place" in str(error), error
        return None
