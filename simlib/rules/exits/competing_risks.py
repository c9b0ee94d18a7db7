"""Resignation, death and misconduct as competing risks.            [exits.resignation, exits.death, exits.misconduct]

A rate q a year is a force of −ln(1 − q) / 12 a month; forces of different causes add up. A rate that its
factors carry higher is held at 0.999. A person leaves in the first month of the year in which the forces met since
January (or since joining) exceed one exponential draw, and for the cause that a second draw picks in proportion to the
forces of that month.

One draw a year and person, by address: changing a rate from some month on moves nobody's leaving before it.
"""

from __future__ import annotations

import numpy as np

from simlib.compiled import lightly_compiled
from simlib.luck import LEAVING, LEAVING_REASON, luck
from simlib.months import YEAR
from simlib.population.bands import age_band, service_band
from simlib.population.person import NEVER

ALL, RESIGNATION, DEATH, MISCONDUCT = 0, 1, 2, 3  # the causes, as the table of forces holds them
_RATES = ("exits_resignation", "exits_resignation_age_factor", "exits_resignation_level", "exits_death",
          "exits_misconduct")  # fmt: skip


def monthly_forces(table: np.ndarray) -> np.ndarray:
    """Return the monthly forces by (month of the run, sex, service band, age band, cause).

    `table` is the terms table of the run. Causes: all together, resignation, death, misconduct.
    """
    rates = np.concatenate([table[name].reshape(len(table), -1) for name in _RATES], axis=1)
    starts = np.flatnonzero([True, *(rates[1:] != rates[:-1]).any(axis=1)])
    spells = np.diff([*starts, len(table)])  # months in which no rate changes
    return np.repeat(_forces(table[starts]), spells, axis=0)


def _forces(table: np.ndarray) -> np.ndarray:
    """Return the forces of some months. A resignation rate is the band's × the age factor × the level, below 1."""
    resignation = (
        table["exits_resignation"][:, None, :, None]
        * table["exits_resignation_age_factor"][:, None, None, :]
        * table["exits_resignation_level"][:, None, None, None]
    )
    death = table["exits_death"][:, :, None, :]
    misconduct = table["exits_misconduct"][:, None, None, None]
    shape = np.broadcast_shapes(resignation.shape, death.shape)
    rates = np.stack([np.broadcast_to(rate, shape) for rate in (resignation, death, misconduct)], axis=-1)
    forces = -np.log1p(-np.minimum(rates, 0.999)) / YEAR
    return np.concatenate([forces.sum(axis=-1, keepdims=True), forces], axis=-1)


@lightly_compiled
def force(person, month, forces, cause):
    """Return one force on a person in a month; `forces` is (yearly peak, first month, monthly forces)."""
    _, first, table = forces
    service, age = service_band(month - person.service_from), age_band(month - person.birth)
    return table[month - first, person.sex, service, age, cause]


@lightly_compiled
def stays(person, january, forces):
    """Return whether nobody at all has so high a force as this year's draw asks for: no need then to add them up."""
    return luck(person, january, LEAVING) >= forces[0][service_band(january - person.service_from)]


@lightly_compiled
def departure(person, month, forces):
    """Return the month of this year in which a person leaves, or NEVER."""
    january = month // YEAR * YEAR
    if stays(person, january, forces):
        return NEVER
    _, first, table = forces
    threshold, met = -np.log1p(-luck(person, january, LEAVING)), 0.0
    for at in range(max(january, person.joined, first), min(january + YEAR, first + len(table))):
        met += force(person, at, forces, ALL)
        if met > threshold:
            return at
    return NEVER


@lightly_compiled
def reason(person, month, forces):
    """Return the cause (RESIGNATION, DEATH or MISCONDUCT) for which a person leaves in a month."""
    drawn = luck(person, month, LEAVING_REASON) * force(person, month, forces, ALL)
    for cause in range(RESIGNATION, MISCONDUCT):
        drawn -= force(person, month, forces, cause)
        if drawn < 0.0:
            return cause
    return MISCONDUCT


def yearly_peak(table: np.ndarray) -> np.ndarray:
    """Return a bound on the yearly chance of leaving for those in each service band or a later one, shape (bands,).

    `table` are the monthly forces of the whole run.
    """
    highest = table[..., ALL].max(axis=(0, 1, 3))
    from_here = np.maximum.accumulate(highest[::-1])[::-1]
    return np.asarray(-np.expm1(-YEAR * from_here))
