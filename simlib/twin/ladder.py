"""The states that grade, ratings and steps of part pay go through, and where each move leads.

A state is all that the rules of progression, appraisal, dismissal and part pay look at: so the next state depends on
the present one alone, and on the year's rating.                  [progression.*, appraisal.*, dismissal.*, ramp.*]
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from functools import cached_property
from typing import NamedTuple

import numpy as np

from simlib.months import YEAR
from simlib.policy.axes import RAMP_STEPS
from simlib.population.person import BASIC, FAILED, SATISFACTORY, UNRATED
from simlib.twin.monthly_terms import MonthlyTerms

RATINGS = (FAILED, BASIC, SATISFACTORY)  # that are given: excellent is nobody, or nothing that makes a difference
_LAST_STEP = len(RAMP_STEPS) - 1
_SPARE = 1e-4  # decimals that add up to just enough years are enough


class State(NamedTuple):
    """Where a person stands. Runs and years are kept only as far as a rule counts them."""

    grade: int
    years: float  # satisfactory, towards the next grade
    rating: int  # last year's
    failed_run: int
    basic_run: int
    step: int  # of part pay


@dataclass(frozen=True)
class Rise:
    """January: so many grades up, within the band, once the satisfactory years are enough; the count starts again."""

    needed: int
    grades: int
    highest: int

    def __call__(self, state: State) -> State:
        """Return the state after progression."""
        enough = state.years + _SPARE >= self.needed
        up = min(self.grades, self.highest - state.grade) if enough else 0
        return state._replace(grade=state.grade + up, years=0.0) if up > 0 else state


@dataclass(frozen=True)
class Rate:
    """December: a rating, worth so many satisfactory years; one of the other kind breaks a run."""

    rating: int
    worth: float
    restarts: bool

    def __call__(self, state: State) -> State:
        """Return the state after the appraisal."""
        return state._replace(
            years=0.0 if self.restarts else round(state.years + self.worth, 6),
            rating=self.rating,
            failed_run=(state.failed_run + 1) * (self.rating == FAILED),
            basic_run=(state.basic_run + 1) * (self.rating == BASIC),
        )


@dataclass(frozen=True)
class Lift:
    """A degree earned in post: so many grades up, within the band; the satisfactory years stay."""

    grades: int
    highest: int

    def __call__(self, state: State) -> State:
        """Return the state after the round."""
        return state._replace(grade=state.grade + max(0, min(self.grades, self.highest - state.grade)))


def step_up(state: State) -> State:
    """Anniversary: a step of part pay, unless the last rating was below satisfactory."""
    waits = state.rating in (FAILED, BASIC)
    return state._replace(step=min(state.step + (not waits), _LAST_STEP))


Move = Callable[[State], State]


class Ladder:
    """Every state that people of one post may come to, and the moves between them, as places in `states`.

    lifts  (month, grades) of the degrees that may be earned
    """

    def __init__(
        self, run_terms: MonthlyTerms, post: int, opening: Iterable[State], lifts: Iterable[tuple[int, int]] = ()
    ) -> None:
        self._law, self._post, self._lifts = run_terms, post, tuple(lifts)
        self._counted = _counted(run_terms)
        self._leads: dict[Move, np.ndarray] = {}
        self._places: dict[State, int] = {}
        for state in opening:
            self.place(state)
        self._reach_all()

    @cached_property
    def states(self) -> dict[str, np.ndarray]:
        """What each state is, by field."""
        return {field: np.array(values) for field, values in zip(State._fields, zip(*self._places, strict=True))}

    def place(self, state: State) -> int:
        """Return where a state stands, with no more of its past than a rule counts."""
        years, failed, basic, step = (
            min(one, most) for one, most in zip((state.years, *state[3:]), self._counted, strict=True)
        )
        kept = State(state.grade, float(years), state.rating, int(failed), int(basic), int(step))
        return self._places.setdefault(kept, len(self._places))

    def _reach_all(self) -> None:
        januaries, decembers = self._law.each(1), self._law.each(YEAR)
        moves: dict[Move, None] = {step_up: None}
        moves |= {self._rise(month): None for month in januaries}
        moves |= {self._rate(month, rating): None for month in decembers for rating in RATINGS}
        moves |= {self._lift(month, grades): None for month, grades in self._lifts}
        moves |= {self._rate(month, UNRATED): None for month in decembers[:1]}  # who has only just come
        reached: list[State] = []
        while len(reached) < len(self._places):
            for state in list(self._places)[len(reached) :]:
                reached.append(state)
                for move in moves:
                    self.place(move(state))
        self._leads = {move: np.array([self.place(move(state)) for state in reached]) for move in moves}

    def risen(self, january: int) -> np.ndarray:
        """Return where progression leads from each state."""
        return self._leads[self._rise(january)]

    def rated(self, december: int, rating: int) -> np.ndarray:
        """Return where a rating leads from each state."""
        return self._leads[self._rate(december, rating)]

    def stepped(self) -> np.ndarray:
        """Return where an anniversary leads from each state."""
        return self._leads[step_up]

    def lifted(self, month: int, grades: int) -> np.ndarray:
        """Return where a degree worth so many grades leads from each state."""
        return self._leads[self._lift(month, grades)]

    def dismissed(self, december: int) -> np.ndarray:
        """Return which states are those of people due for dismissal: so many failed, or basic, years in a row."""
        terms, out = self._law.terms(december), np.zeros(len(self._places), bool)
        for kind in ("failed", "basic"):
            years = terms[f"dismissal_{kind}_years"]
            out |= (years > 0) & (self.states[f"{kind}_run"] >= years)
        return out

    def _rise(self, january: int) -> Rise:
        terms = self._law.terms(january)
        highest = int(terms["grades_band"][self._post][1])
        if not self._law.chooses("rules.progression", "every_n_years", january):
            return Rise(0, 0, highest)
        return Rise(int(terms["progression_years_per_grade"]), int(terms["progression_grades_per_step"]), highest)

    def _lift(self, month: int, grades: int) -> Lift:
        return Lift(grades, int(self._law.terms(month)["grades_band"][self._post][1]))

    def _rate(self, december: int, rating: int) -> Rate:
        terms = self._law.terms(december)
        restarts = rating == FAILED and terms["progression_failed_restarts"] == 1
        return Rate(rating, float(terms["progression_year_counts"][rating]), bool(restarts))


def _counted(run_terms: MonthlyTerms) -> tuple[int, int, int, int]:
    """Return up to what any rule of the run counts satisfactory, failed and basic years, and steps of part pay."""
    rises = run_terms.table["progression_years_per_grade"][run_terms.chosen("rules.progression", "every_n_years")]
    failed, basic = (int(run_terms.table[f"dismissal_{kind}_years"].max()) for kind in ("failed", "basic"))
    return int(rises.max(initial=0)), failed, basic, _LAST_STEP if has_steps(run_terms) else 0


def has_steps(run_terms: MonthlyTerms) -> bool:
    """Return whether part pay is ever in force: then steps count, those of the years before it too."""
    return not run_terms.chosen("rules.ramp", "none").all()
