"""At most a share of those rated may be excellent; the best by merit and luck are.   [appraisal.excellent_share]

Rated      whoever has served `appraisal.minimum_months` of the year.
Failed     at `appraisal.failed_rate`, basic at `appraisal.basic_rate`: one draw a year, whoever is ranked where.
Excellent  the highest scores of each group, as many as the share of those rated in it gives, rounded by the policy.
Score      `appraisal.merit_weight` × lasting merit + the rest × the year's own luck.
"""

from __future__ import annotations

import numpy as np

from simlib.compiled import lightly_compiled
from simlib.luck import RATING, SCORE, luck
from simlib.population.person import BASIC, FAILED, SATISFACTORY, UNRATED
from simlib.rules.groups import bar_for, rounded


@lightly_compiled
def first_rating(person, month, terms):
    """Return the rating before the quota: satisfactory means ranked for excellent."""
    if month + 1 - person.joined < terms.appraisal_minimum_months:
        return UNRATED
    drawn = luck(person, month, RATING)
    if drawn < terms.appraisal_failed_rate:
        return FAILED
    if drawn < terms.appraisal_failed_rate + terms.appraisal_basic_rate:
        return BASIC
    return SATISFACTORY


@lightly_compiled
def score(person, month, terms):
    """Return the score by which candidates are ranked, above 0."""
    weight = terms.appraisal_merit_weight
    return 1.0 + weight * person.merit + (1.0 - weight) * luck(person, month, SCORE)


@lightly_compiled
def bar_of_excellence(scores, others, share, rounding):
    """Return the lowest score rated excellent in a group (infinite where nobody is).

    scores  of the candidates, (N,) float64
    others  how many of the group are rated besides
    share   of all who are rated, who may be excellent
    """
    quota = min(rounded(share * (len(scores) + others), rounding), len(scores))
    return bar_for(scores, quota) if quota > 0 else np.inf
