"""The reduced model that several ways of writing it have in common: rules, people, and what an office does once a year.

Whoever lives a month (a SimPy process, a Mesa agent, rows of a table) is written in a file of its own.
"""

from __future__ import annotations

import random
from collections import Counter, defaultdict
from dataclasses import dataclass, replace
from typing import Any

BOOKS = ("stocks", "grades", "exits", "joiners", "cost_yuan")
YEAR = 12  # months; a month number is 12 × year + month − 1
OPENING = YEAR * 2027  # January 2027
POSTS = ("head", "deputy", "member", "assistant")
ENTRY = len(POSTS) - 1
SERVICE_BAND_STARTS = (0, 12, 36, 60, 120, 240)  # months of service
RETIREMENT = {  # age before 2025, first birth to wait longer, births per month of delay, longest (months)
    "men_60": (60 * YEAR, YEAR * 1965, 4, 36),
    "women_55": (55 * YEAR, YEAR * 1970, 4, 36),
    "women_50": (50 * YEAR, YEAR * 1975, 2, 60),
}


@dataclass(frozen=True)
class Rules:
    """The figures of the policy: rates are shares per year, money is yuan a month."""

    bands: tuple[tuple[int, int], ...] = ((7, 18), (5, 16), (3, 14), (1, 12))  # grades by post
    years_per_grade: int = 3
    excellent_share: float = 0.2
    failed_rate: float = 0.004
    failed_years: int = 2  # in a row, to dismissal
    resignation: tuple[float, ...] = (0.10, 0.08, 0.06, 0.05, 0.03, 0.015)  # by service band
    fill_share: float = 1.0
    recruitment_month: int = 6
    lead_months: int = 6  # under a year, so that no vacancy is advertised twice
    pay_base: float = 3500.0
    pay_step: float = 0.03  # per grade
    employer_rate: float = 0.31


@dataclass(slots=True, eq=False)
class Worker:
    """One community worker; posts count from the head, `merit` lasts, is from 0 to 1, and drawn if not given."""

    unit: int
    post: int
    birth: int
    joined: int
    track: str
    grade: int
    merit: float | None = None
    satisfactory_years: int = 0
    excellent_run: int = 0
    failed_run: int = 0
    serving: bool = True


def retirement_month(birth: int, track: str) -> int:
    """Return the month in which a person retires under the schedule in force since January 2025."""
    age, first_birth, births_per_month, longest = RETIREMENT[track]
    delay = 0 if birth < first_birth else min(longest, (birth - first_birth) // births_per_month + 1)
    return birth + age + delay


class Office:
    """The streets and their workers, whom the office appraises, promotes and recruits; how they live is to be added."""

    def __init__(self, workers: list[Worker], rules: Rules, seed: int) -> None:
        self.rules, self.rng = rules, random.Random(seed)
        self.monthly_resignation = [1 - (1 - rate) ** (1 / YEAR) for rate in rules.resignation]
        self.establishment = Counter((worker.unit, worker.post) for worker in workers)
        self.staff: dict[int, list[Worker]] = defaultdict(list)  # by unit
        self.book: dict[str, Any] = {name: Counter() for name in BOOKS}
        for worker in workers:
            self.take_on(replace(worker))

    def take_on(self, worker: Worker) -> None:
        if worker.merit is None:
            worker.merit = self.rng.random()
        self.staff[worker.unit].append(worker)

    def leave(self, worker: Worker, year: int, reason: str) -> None:
        worker.serving = False
        self.staff[worker.unit].remove(worker)
        self.book["exits"][year, reason] += 1

    def end_of_year(self, year: int) -> None:
        """Appraise in December and count; grades and posts for January."""
        for unit, staff in self.staff.items():
            self.appraise(staff, year)
            self.book["stocks"].update((year, POSTS[worker.post]) for worker in staff)
            self.book["grades"][year] += sum(worker.grade for worker in staff)
            self.progress(staff)
            self.promote(unit)

    def appraise(self, staff: list[Worker], year: int) -> None:
        """Rate a unit's workers: a few fail, the best of the others are excellent within the quota."""
        places = int(self.rules.excellent_share * len(staff))
        for worker in sorted(staff, key=lambda worker: worker.merit + self.rng.random(), reverse=True):
            failed = self.rng.random() < self.rules.failed_rate
            excellent = places > 0 and not failed
            places -= excellent
            worker.satisfactory_years += not failed
            worker.excellent_run = worker.excellent_run + 1 if excellent else 0
            worker.failed_run = worker.failed_run + 1 if failed else 0
            if worker.failed_run >= self.rules.failed_years:
                self.leave(worker, year, "dismissed")

    def progress(self, staff: list[Worker]) -> None:
        """One grade up after enough satisfactory years, within the band of the post."""
        for worker in staff:
            due = worker.satisfactory_years >= self.rules.years_per_grade
            if due and worker.grade < self.rules.bands[worker.post][1]:
                worker.grade, worker.satisfactory_years = worker.grade + 1, 0

    def vacancies(self, unit: int, post: int) -> int:
        return self.establishment[unit, post] - sum(worker.post == post for worker in self.staff[unit])

    def promote(self, unit: int) -> None:
        """Fill vacant posts, the highest first, from below: the excellent first, then by merit; nobody who failed."""
        for post in range(ENTRY):
            below = [worker for worker in self.staff[unit] if worker.post == post + 1 and not worker.failed_run]
            below.sort(key=lambda w: (w.excellent_run > 0, w.merit), reverse=True)
            for worker in below[: self.vacancies(unit, post)]:
                worker.post, worker.grade = post, max(worker.grade, self.rules.bands[post][0])

    def pay(self, worker: Worker, month: int) -> None:
        pay = self.rules.pay_base * (1 + self.rules.pay_step * (worker.grade - 1))
        self.book["cost_yuan"][month // YEAR] += pay * (1 + self.rules.employer_rate)

    def approve(self) -> dict[int, int]:
        """Return how many of today's vacant entry posts each unit advertises."""
        return {unit: round(self.rules.fill_share * self.vacancies(unit, ENTRY)) for unit in self.staff}

    def arrive(self, places: dict[int, int], month: int) -> None:
        """People of 25 to 34 take up the posts that were advertised."""
        grade = self.rules.bands[ENTRY][0]
        for unit in (unit for unit, number in places.items() for _ in range(number)):
            birth, track = month - self.rng.randrange(25 * YEAR, 35 * YEAR), self.rng.choice(list(RETIREMENT))
            self.take_on(Worker(unit, ENTRY, birth, month, track, grade))
            self.book["joiners"][month // YEAR] += 1

    @property
    def result(self) -> dict[str, Any]:
        """Stocks by (year, post), exits by (year, reason), sums of grades, joiners and cost by year; the staff."""
        return {**self.book, "staff": [worker for staff in self.staff.values() for worker in staff]}


def opening_staff(size: int, units: int = 13, seed: int = 1) -> list[Worker]:
    """Return made-up workers in service in January 2027, spread evenly over the units."""
    rng, staff = random.Random(seed), []
    for number in range(size):
        track, post = rng.choice(list(RETIREMENT)), rng.choices(range(len(POSTS)), weights=(6, 10, 30, 54))[0]
        age = int(rng.triangular(22 * YEAR, RETIREMENT[track][0], 36 * YEAR))
        service = rng.randrange(1, age - 21 * YEAR)
        grade = Rules().bands[post][0] + service // (5 * YEAR)
        staff.append(Worker(number % units, post, OPENING - age, OPENING - service, track, grade))
    return staff
