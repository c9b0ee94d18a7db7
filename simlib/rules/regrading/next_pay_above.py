"""The next pay above the old by so many steps (不低于原工资上两档).                        [regrading.steps_above]

Steps  grades of the one scale: a sum of the new post's own comes on top. No less than the lowest of the new post.
Kept   satisfactory years towards the next grade as they are.
Held   within the band of the new post.
"""

from __future__ import annotations

from simlib.compiled import lightly_compiled


@lightly_compiled
def steps_up(person, post, terms):
    """Return the grade of a person who moves up to a post."""
    lifted = person.grade + terms.regrading_steps_above
    return min(max(lifted, terms.grades_band[post, 0]), terms.grades_band[post, 1])
