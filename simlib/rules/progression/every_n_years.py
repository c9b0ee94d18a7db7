"""One grade up after enough satisfactory years.                                    [progression.years_per_grade]

Counts   each rating for the years the policy gives it (`progression.year_counts`): entered at the appraisal.
Rises    `progression.grades_per_step` grades once the count reaches `progression.years_per_grade`; the count then
         starts again, and years above it are not kept for the next grade (no text says they are). Whoever is at the
         top of the band keeps the count, and is blocked.
No draw.
"""

from __future__ import annotations

from simlib.compiled import compiled

_SPARE = 1e-4  # years are kept in single precision: three of 0.317, one of 0.879 … may add up to a little less than 3


@compiled
def is_due(person, terms):
    """Return whether a person has the satisfactory years that a step asks for."""
    return person.satisfactory_years + _SPARE >= terms.progression_years_per_grade


@compiled
def grades_due(terms):
    """Return how many grades a step is, where the band has room for them."""
    return terms.progression_grades_per_step
