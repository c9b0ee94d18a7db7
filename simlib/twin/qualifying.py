"""What people hold, a degree and a certificate, as far as it matters, and how they come to hold more.

                                                                                                       [qualification.*]
Each is drawn once a year and person, at the rate of what is held; the two draws are independent of each other and of
all else. Where no allowance depends on one of them, and no degree lifts a grade, it is left out.
"""

from __future__ import annotations

from typing import NamedTuple

import numpy as np

from simlib.months import YEAR
from simlib.policy.axes import CERTIFICATES, EDUCATIONS
from simlib.policy.problems import one_problem
from simlib.text import Text
from simlib.twin.ladder import Ladder
from simlib.twin.monthly_terms import MonthlyTerms
from simlib.twin.pricing import Pricing
from simlib.twin.strands import Strands

_CERTIFICATES = len(CERTIFICATES)
MOST_STRANDS = 4_000_000  # some 400 MB
_TOO_MANY = Text(
    "在职取得证书和学历，使须分别计算的情形超过 {most} 种，无法解析核算",
    "certificates and degrees earned in post part people into more than {most} strands, too many for the twin",
)
_FEWER = Text(
    "请把 qualification.certificate_rate 和 qualification.education_rate 设为 0，或减少人员、年数。",
    "Set qualification.certificate_rate and qualification.education_rate to 0, or take fewer people or years.",
)


class HeldPart(NamedTuple):
    """Some who earn the same in a round: the chance of it by what is held, and how much more they hold then."""

    chance: np.ndarray
    degrees: int
    certificates: int


_A_DEGREE = HeldPart(np.ones(1), 1, 0)


class Qualifying:
    """The rounds of a run. What somebody holds is one number: degree × certificates there are + certificate."""

    def __init__(self, run_terms: MonthlyTerms, prices: Pricing) -> None:
        self._law = run_terms
        self._steps = [int(prices.table.layout.step(axis)) for axis in ("education", "certificate")]
        self._degrees_matter = bool(self._steps[0]) or _ever_lifts(run_terms)
        self.rounds = [month for month in run_terms.yearly("qualification.month") if self._parts(month)]

    def held(self, records: np.ndarray) -> np.ndarray:
        """Return what each person holds at first, as far as it matters, (people,)."""
        degree = records["education"].astype(np.int64) * self._degrees_matter
        return np.asarray(degree * _CERTIFICATES + records["certificate"] * bool(self._steps[1]))

    @property
    def cell(self) -> np.ndarray:
        """What each holding adds to the number of the pay cell, (holdings,)."""
        degree, certificate = np.divmod(np.arange(len(EDUCATIONS) * _CERTIFICATES), _CERTIFICATES)
        return np.asarray(degree * self._steps[0] + certificate * self._steps[1])

    def young(self, records: np.ndarray) -> np.ndarray:
        """Return who is young enough to earn anything in each round, (people, rounds) bool."""
        highest = np.array([int(self._law.terms(month)["qualification_highest_age"]) for month in self.rounds], int)
        age = np.array(self.rounds, int) - records["birth"].astype(np.int64)[:, None]
        return np.asarray(age < YEAR * (highest + 1))

    def parts(self, month: int) -> list[HeldPart]:
        """Return what may be earned in the round of a month: nothing, a certificate, a degree, or both."""
        earned = self._parts(month)
        return [HeldPart(1 - np.sum([part.chance for part in earned], axis=0), 0, 0), *earned]

    def _parts(self, month: int) -> list[HeldPart]:
        terms = self._law.terms(month)
        certified = _upwards(terms["qualification_certificate_rate"]) * bool(self._steps[1])
        graduates = _upwards(terms["qualification_education_rate"]) * self._degrees_matter
        degree, certificate = np.divmod(np.arange(len(EDUCATIONS) * _CERTIFICATES), _CERTIFICATES)
        of_one, of_other = certified[certificate], graduates[degree]
        found = [
            HeldPart(of_one * (1 - of_other), 0, 1),
            HeldPart((1 - of_one) * of_other, 1, 0),
            HeldPart(of_one * of_other, 1, 1),
        ]
        return [part for part in found if part.chance.any()]

    @property
    def lifts(self) -> list[tuple[int, int]]:
        """The lifts that there may be: (month of the round, grades)."""
        degrees = np.arange(len(EDUCATIONS) - 1) * _CERTIFICATES
        return [
            (month, grades)
            for month in self.rounds
            for grades in np.unique(self.lift(month, degrees, _A_DEGREE)).tolist()
            if grades and self._degrees_matter
        ]

    def earned(self, month: int, strands: Strands, ladder: Ladder) -> list[Strands]:
        """Return some strands parted by what they earn in a round, and raised by what a degree lifts.

        Raises PolicyError where they are too many.
        """
        found = []
        for part in self.parts(month):
            chance = part.chance[strands.held]
            some = strands.those(chance > 0)
            lift = self.lift(month, some.held, part) if part.degrees else np.zeros(len(some.held), int)
            state = some.state
            for grades in np.unique(lift[lift > 0]).tolist():
                state = np.where(lift == grades, ladder.lifted(month, grades)[state], state)
            held = some.held + part.degrees * _CERTIFICATES + part.certificates
            found.append(some._replace(state=state, held=held, chance=some.chance * chance[chance > 0]))
        if sum(len(one.held) for one in found) > MOST_STRANDS:
            raise one_problem(_TOO_MANY.of(most=MOST_STRANDS), _FEWER)
        return found

    def lift(self, month: int, held: np.ndarray, part: HeldPart) -> np.ndarray:
        """Return how many grades the degree lifts each of those of a part, the top of the band apart."""
        terms, degree = self._law.terms(month), held // _CERTIFICATES
        lifts = terms["entry_education_lift"].astype(np.int64)
        up = lifts[degree + part.degrees] - lifts[degree]
        return np.asarray(np.maximum(up, 0) * int(terms["qualification_degree_lifts_grade"]))


def _ever_lifts(run_terms: MonthlyTerms) -> bool:
    """Return whether a degree ever earned lifts a grade."""
    earned = run_terms.table["qualification_education_rate"][:, :-1] > 0
    lifts = (np.diff(run_terms.table["entry_education_lift"].astype(np.int64), axis=1) > 0) & earned
    return bool((lifts.any(axis=1) & (run_terms.table["qualification_degree_lifts_grade"] == 1)).any())


def _upwards(rates: np.ndarray) -> np.ndarray:
    """Return the rates of what there is something above."""
    return np.append(rates[:-1], 0.0)
