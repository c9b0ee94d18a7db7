"""The scale in the month of a roster: the law of retirement, and the grade that the entry rule gives."""

from __future__ import annotations

from typing import Any

import numpy as np

from simlib.compiled import compiled
from simlib.months import YEAR
from simlib.policy import Policy, terms_table
from simlib.policy.axes import TRACKS
from simlib.population.ages import OLDEST, Ages
from simlib.rules.conversion.by_service_and_education import appraised_since, last_progression, placed
from simlib.rules.retirement import statutory_age


class RosterScale:
    """The rules of retirement and entry, as they stand in the month of the roster."""

    def __init__(self, policy: Policy, month: int) -> None:
        self.terms = terms_table(policy, month, 1).view(np.recarray)[0]
        self.month, then = month, month + 1  # what a roster shows is as the month after finds it
        self.last_january, self.appraisals = last_progression(then), appraised_since(then)

    @property
    def ages(self) -> Ages:
        """The law and the choices of retirement, and the age of the first contributions."""
        births = self.month - np.arange(OLDEST)
        retires = [[statutory_age(int(birth), track, self.terms) for birth in births] for track in range(len(TRACKS))]
        return Ages(
            retires=np.array(retires, np.int64),
            old=np.asarray(self.terms.retirement_original_age, np.int64),
            women_55=np.asarray(self.terms.retirement_women_55_share, np.float64),
            early=float(self.terms.retirement_early_share),
            early_limit=int(self.terms.retirement_early_limit),
            late=float(self.terms.retirement_late_share),
            late_limit=int(self.terms.retirement_late_limit),
            contribution_start=YEAR * int(self.terms.retirement_contribution_start_age),
        )

    def place(self, person: Any) -> None:
        """Give one person the grade, and the satisfactory years towards the next."""
        place_on_scale(person, self.last_january, self.appraisals, self.terms)


@compiled
def place_all(people, last_january, appraisals, terms):
    """Place everybody on the scale."""
    for i in range(len(people)):
        place_on_scale(people[i], last_january, appraisals, terms)


@compiled
def place_on_scale(person, last_january, appraisals, terms):
    """Grade as a conversion in the month after would, as if every year served had been satisfactory."""
    person.grade, person.satisfactory_years = placed(person, last_january, appraisals, terms)
