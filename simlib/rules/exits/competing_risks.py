"""Resignation, death and misconduct as competing risks.            [exits.resignation, exits.death, exits.misconduct]

A rate q a year is a force of −ln(1 − q) / 12 a month; forces of different causes add up. A resignation rate is the
service band's times the factors of age, sex, post, grade and unit and the level, and held at 0.999. A person leaves in
the first month of the year in which the forces met since January (or since joining) exceed one exponential draw, and
for the cause that a second draw picks in proportion to the forces of that month.

Age and service count month by month. Post, grade and unit count as they are when leaving is worked out in January (at
the opening, or on joining): who is promoted, elected or regraded later in the year resigns by the old ones until then.

One draw a year and person, by address: changing a rate from some month on moves nobody's leaving before it.
"""

from __future__ import annotations

from typing import NamedTuple

import numpy as np

from simlib.compiled import borrowed, lightly_compiled
from simlib.luck import LEAVING, LEAVING_REASON, luck
from simlib.months import YEAR
from simlib.policy import Policy
from simlib.policy.values_in_rows import in_rows
from simlib.population.age_bands import age_band, service_band
from simlib.population.person import NEVER

ALL, RESIGNATION, DEATH, MISCONDUCT = 0, 1, 2, 3  # the causes, as the table of forces holds them
_RATE, _OTHERS = 4, 5  # beside them: the rate of resignation, and the forces of the other two causes together
_HIGHEST_RATE = 0.999
_RATES = ("exits_resignation", "exits_resignation_age_factor", "exits_resignation_sex_factor",
          "exits_resignation_level", "exits_death", "exits_misconduct")  # fmt: skip
_OF_POSTS = ("exits_resignation_post_factor", "exits_resignation_grade_factor")


class Forces(NamedTuple):
    """What the exit rules read of a run. M months, S spells in which no rate changes, U units.

    peak     (bands,) a bound on the yearly chance of leaving by service band
    first    the first month
    spell    (M,) int64: the spell of each month
    table    (S, sex, service band, age band, 6) monthly forces where post, grade and unit make no difference: all
             causes together and each; the rate of resignation; the forces of the two other causes
    by_post  (S, post, grade) the factor of post and grade; by_unit (S, U) that of the unit
    """

    peak: np.ndarray
    first: int
    spell: np.ndarray
    table: np.ndarray
    by_post: np.ndarray
    by_unit: np.ndarray


def forces_of(policy: Policy, months: range, table: np.ndarray) -> Forces:
    """Return the forces of a run. `table` is its terms table."""
    peak, first, spell, *of_one = forces_apart(policy, months, table[None])
    return Forces(peak[0], first, spell, *(one[0] for one in of_one))


def forces_apart(policy: Policy, months: range, tables: np.ndarray) -> Forces:
    """Return the forces of R policies together, (R, …) each but for the spells. `tables`: their terms, (R, M)."""
    units = in_rows([policy.provision("exits.resignation_unit_factor").at(month).value for month in months], 1)
    by_unit = np.moveaxis(units.reshape(len(months), -1, units.shape[1]), 1, 0)
    read = [tables[name].reshape(*tables.shape, -1) for name in (*_RATES, *_OF_POSTS)]
    moves = [(one[:, 1:] != one[:, :-1]).any(axis=(0, 2)) for one in (*read, by_unit)]
    begins = np.array([True, *np.any(moves, axis=0)])
    some, units = tables[:, begins], np.repeat(by_unit[:, begins], len(tables) // len(by_unit), axis=0)
    post, grade = (some[name] for name in _OF_POSTS)
    by_post, forces = post[..., :, None] * grade[..., None, :], monthly_forces(some)
    peak = yearly_peak(forces, by_post.max(axis=(2, 3)) * units.max(axis=2, initial=0))
    return Forces(peak, months[0], np.cumsum(begins) - 1, forces, by_post, units)


@lightly_compiled
def borrowed_forces(forces):
    """Return the forces without counting references to their arrays."""
    peak, first, spell, table, by_post, by_unit = forces
    return Forces(borrowed(peak), first, borrowed(spell), borrowed(table), borrowed(by_post), borrowed(by_unit))


def monthly_forces(table: np.ndarray) -> np.ndarray:
    """Return `Forces.table` of some terms tables, (…, M)."""
    resignation = (
        table["exits_resignation"][..., None, :, None]
        * table["exits_resignation_age_factor"][..., None, None, :]
        * table["exits_resignation_level"][..., None, None, None]
        * table["exits_resignation_sex_factor"][..., :, None, None]
    )
    death = table["exits_death"][..., :, None, :]
    misconduct = table["exits_misconduct"][..., None, None, None]
    shape = np.broadcast_shapes(resignation.shape, death.shape)
    rates = np.stack([np.broadcast_to(rate, shape) for rate in (resignation, death, misconduct)], axis=-1)
    forces = _force_of(rates)
    others = forces[..., 1:].sum(axis=-1, keepdims=True)
    return np.concatenate([forces.sum(axis=-1, keepdims=True), forces, rates[..., :1], others], axis=-1)


def _force_of(rates: np.ndarray) -> np.ndarray:
    return np.asarray(-np.log1p(-np.minimum(rates, _HIGHEST_RATE)) / YEAR)


def yearly_peak(table: np.ndarray, highest: np.ndarray) -> np.ndarray:
    """Return a bound on the yearly chance of leaving for those in each service band or a later one, (…, bands).

    table    the monthly forces of the whole run, (…, spells) in front
    highest  (…, spells) the highest factor of post, grade and unit in each spell
    """
    factor = np.maximum(highest, 1)[..., None, None, None]
    most = np.where(factor > 1, _force_of(table[..., _RATE] * factor) + table[..., _OTHERS], table[..., ALL])
    from_here = np.maximum.accumulate(most.max(axis=(-4, -3, -1))[..., ::-1], axis=-1)[..., ::-1]
    return np.asarray(-np.expm1(-YEAR * from_here))


@lightly_compiled
def force(person, month, forces, cause):
    """Return one force on a person in a month."""
    at = forces.spell[month - forces.first]
    service, age = service_band(month - person.service_from), age_band(month - person.birth)
    factor = forces.by_post[at, person.risk_post, person.risk_grade - 1] * forces.by_unit[at, person.risk_unit]
    if factor == 1.0 or cause > RESIGNATION:
        return forces.table[at, person.sex, service, age, cause]
    rate = min(forces.table[at, person.sex, service, age, _RATE] * factor, _HIGHEST_RATE)
    resigns = -np.log1p(-rate) / YEAR
    return resigns if cause == RESIGNATION else resigns + forces.table[at, person.sex, service, age, _OTHERS]


@lightly_compiled
def stays(person, january, forces):
    """Return whether nobody at all has so high a force as this year's draw asks for: no need then to add them up."""
    return luck(person, january, LEAVING) >= forces.peak[service_band(january - person.service_from)]


@lightly_compiled
def departure(person, month, forces):
    """Return the month of this year in which a person leaves, or NEVER."""
    january = month // YEAR * YEAR
    if stays(person, january, forces):
        return NEVER
    threshold, met = -np.log1p(-luck(person, january, LEAVING)), 0.0
    for at in range(max(january, person.joined, forces.first), min(january + YEAR, forces.first + len(forces.spell))):
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
