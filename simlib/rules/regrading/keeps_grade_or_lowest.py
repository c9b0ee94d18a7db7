"""The old grade stays, or becomes the lowest of the new post where it is below it.

Kept  satisfactory years towards the next grade as they are.
Held  within the band of the new post.
"""

from __future__ import annotations

from simlib.compiled import lightly_compiled


@lightly_compiled
def kept(person, post, terms):
    """Return the grade of a person who moves up to a post."""
    return min(max(person.grade, terms.grades_band[post, 0]), terms.grades_band[post, 1])
