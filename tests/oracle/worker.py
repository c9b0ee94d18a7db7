"""A worker: one person, one SimPy process from taking up the post to leaving it."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

from simpy import Interrupt, Process

from simlib.population.person import BASIC, FAILED, NEVER, TRACK_BY_POST, UNRATED
from tests.oracle.agenda import FORECAST, GRADES, LEAVES, RAMP, moment, phase_at
from tests.oracle.law import SPARE, YEAR, Held
from tests.oracle.leaving import foreseen

if TYPE_CHECKING:
    from tests.oracle.district import District

LAST_STEP = 3  # of part pay
AT_CEILING, NO_VACANCY = 0, 1  # why somebody is blocked


@dataclass(eq=False)
class Approved:
    """A recruit who is approved for a place and not yet there."""

    key: int
    place: int
    unit: int
    post: int


@dataclass(eq=False, kw_only=True)
class Worker:
    """A person in post. Months are month numbers, posts count from 0 at the top, grades from 1."""

    key: int
    luck: int
    merit: float
    birth: int
    sex: int
    joined: int
    service_from: int
    contribution_from: int
    post_from: int
    place: int
    unit: int
    post: int
    grade: int
    education: int
    certificate: int
    contract: int
    track: int = TRACK_BY_POST
    rating: int = UNRATED
    satisfactory_years: float = 0
    excellent_run: int = 0
    failed_run: int = 0
    basic_run: int = 0
    excellent_history: int = 0  # a bit a year, last year's the lowest
    top_history: int = 0
    ramp_step: int = 0
    extended: int = 0  # age in months up to which an extension lets one stay; 0 for none
    serving: bool = True
    leaves: int = NEVER
    leaves_as: str = ""
    process: Process | None = field(default=None, repr=False)
    held: Held = field(init=False)  # post, grade and unit as resignation goes by them

    def __post_init__(self) -> None:
        self.held = Held(self.post, self.grade, self.unit)

    def life(self, district: District) -> Iterator[Any]:
        """Live: wait for the next occasion of one's own, until one leaves or has been made to leave."""
        while self.serving:
            try:
                yield district.until(self.next_occasion(district))
                self.live(district, phase_at(district.env.now))
            except Interrupt:  # the district has moved them, or let them go: what comes next is another thing now
                continue

    def next_occasion(self, district: District) -> int:
        """Return the moment of what comes next: a January, a change of law, an anniversary, leaving."""
        now = int(district.env.now)
        anniversary = self.joined + YEAR
        while moment(anniversary, RAMP) <= now:
            anniversary += YEAR
        return min(district.next_january_or_change(now), moment(anniversary, RAMP), moment(self.leaves, LEAVES))

    def live(self, district: District, phase: int) -> None:
        """Do what the phase of the month asks."""
        if phase == GRADES:
            self.rise(district)
        elif phase == RAMP:
            self.step_up(district)
        elif phase == FORECAST:
            self.look_ahead(district)
        elif phase == LEAVES:
            district.leave(self, self.leaves_as)

    def rise(self, district: District) -> None:
        """Grade progression: so many grades after enough satisfactory years, within the band of the post."""
        law, month = district.law, district.month
        if law.choice("rules.progression", month) != "every_n_years":
            return
        if self.satisfactory_years < law.value("progression.years_per_grade", month) - SPARE:
            return
        top = law.value("grades.band", month)[self.post][1]
        if self.grade >= top:
            district.blocked[month // YEAR, AT_CEILING] += 1
            return
        self.grade = min(top, self.grade + law.value("progression.grades_per_step", month))
        self.satisfactory_years = 0
        district.note(self, "graded_up")

    def step_up(self, district: District) -> None:
        """Part pay goes up a step on the anniversary, unless the last rating was below satisfactory.

        Years before the rule came into force count too, on the same terms.
        """
        if district.part_pay and self.rating not in (FAILED, BASIC):
            self.ramp_step = min(LAST_STEP, self.ramp_step + 1)

    def look_ahead(self, district: District) -> None:
        """Work out in which month one leaves, and why, as things stand."""
        if district.month % YEAR == 0 or district.month == district.law.opening:
            self.held = Held(self.post, self.grade, self.unit)
        self.leaves, self.leaves_as = foreseen(self, district.law, district.month)

    def service(self, month: int) -> int:
        """Return the months of community service."""
        return month - self.service_from

    def age(self, month: int) -> int:
        """Return the age in months."""
        return month - self.birth

    def excellent_years(self, years: int) -> int:
        """Return in how many of the last appraisals one was rated excellent."""
        return (self.excellent_history & (2**years - 1)).bit_count()

    def in_post(self, month: int) -> int:
        """Return the months in the present post."""
        return month - self.post_from
