"""The plain way: one SimPy process per worker, waiting month by month. The engine is measured against it."""

from __future__ import annotations

import random
from bisect import bisect_right
from collections import Counter, defaultdict
from dataclasses import dataclass, replace
from timeit import timeit
from typing import Any

import simpy

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
    """One community worker; posts count from the head, `merit` is lasting and standard normal."""

    unit: int
    post: int
    birth: int
    joined: int
    track: str
    grade: int
    merit: float
    satisfactory_years: int = 0
    excellent_run: int = 0
    failed_run: int = 0
    serving: bool = True


def retirement_month(birth: int, track: str) -> int:
    """Return the month in which a person retires under the schedule in force since January 2025."""
    age, first_birth, births_per_month, longest = RETIREMENT[track]
    delay = 0 if birth < first_birth else min(longest, (birth - first_birth) // births_per_month + 1)
    return birth + age + delay


class District:
    """The streets, their workers, and the office that appraises, promotes and recruits."""

    def __init__(self, workers: list[Worker], rules: Rules, seed: int) -> None:
        self.env, self.rules, self.rng = simpy.Environment(OPENING), rules, random.Random(seed)
        self.monthly_resignation = [1 - (1 - rate) ** (1 / YEAR) for rate in rules.resignation]
        self.establishment = Counter((worker.unit, worker.post) for worker in workers)
        self.staff: dict[int, list[Worker]] = defaultdict(list)  # by unit
        self.book: dict[str, Any] = {name: Counter() for name in ("stocks", "exits", "joiners", "cost_yuan")}
        for worker in workers:
            self.take_on(replace(worker))
        self.env.process(self.office())

    def take_on(self, worker: Worker) -> None:
        self.staff[worker.unit].append(worker)
        self.env.process(self.career(worker))

    def leave(self, worker: Worker, reason: str) -> None:
        worker.serving = False
        self.staff[worker.unit].remove(worker)
        self.book["exits"][int(self.env.now) // YEAR, reason] += 1

    def career(self, worker: Worker) -> simpy.events.ProcessGenerator:
        """A working life: month after month, until retirement, resignation or dismissal."""
        retires = retirement_month(worker.birth, worker.track)
        while worker.serving:
            month = int(self.env.now)
            service_band = bisect_right(SERVICE_BAND_STARTS, month - worker.joined) - 1
            if month >= retires:
                self.leave(worker, "retired")
            elif self.rng.random() < self.monthly_resignation[service_band]:
                self.leave(worker, "resigned")
            else:
                due = month % YEAR == 0 and worker.satisfactory_years >= self.rules.years_per_grade
                if due and worker.grade < self.rules.bands[worker.post][1]:
                    worker.grade, worker.satisfactory_years = worker.grade + 1, 0
                pay = self.rules.pay_base * (1 + self.rules.pay_step * (worker.grade - 1))
                self.book["cost_yuan"][month // YEAR] += pay * (1 + self.rules.employer_rate)
                yield self.env.timeout(1)

    def office(self) -> simpy.events.ProcessGenerator:
        """Recruit, appraise in December, promote for January: at half months, when all have been paid."""
        while True:
            yield self.env.timeout(self.rules.recruitment_month - 0.5)
            self.env.process(self.recruitment())
            yield self.env.timeout(YEAR - self.rules.recruitment_month)
            year = int(self.env.now) // YEAR
            for unit, staff in self.staff.items():
                self.appraise(staff)
                self.book["stocks"].update((year, POSTS[worker.post]) for worker in staff)
                self.promote(unit)
            yield self.env.timeout(0.5)

    def appraise(self, staff: list[Worker]) -> None:
        """Rate a unit's workers: a few fail, the best of the others are excellent within the quota."""
        places = int(self.rules.excellent_share * len(staff))
        for worker in sorted(staff, key=lambda worker: worker.merit + self.rng.gauss(0, 1), reverse=True):
            failed = self.rng.random() < self.rules.failed_rate
            excellent = places > 0 and not failed
            places -= excellent
            worker.satisfactory_years += not failed
            worker.excellent_run = worker.excellent_run + 1 if excellent else 0
            worker.failed_run = worker.failed_run + 1 if failed else 0
            if worker.failed_run >= self.rules.failed_years:
                self.leave(worker, "dismissed")

    def vacancies(self, unit: int, post: int) -> int:
        return self.establishment[unit, post] - sum(worker.post == post for worker in self.staff[unit])

    def promote(self, unit: int) -> None:
        """Fill vacant posts, the highest first, from below: by excellent years in a row, then merit."""
        for post in range(ENTRY):
            below = [worker for worker in self.staff[unit] if worker.post == post + 1]
            below.sort(key=lambda w: (w.excellent_run, w.merit), reverse=True)
            for worker in below[: self.vacancies(unit, post)]:
                worker.post, worker.grade = post, max(worker.grade, self.rules.bands[post][0])

    def recruitment(self) -> simpy.events.ProcessGenerator:
        """Advertise today's vacant entry posts; people of 22 to 35 fill them after the lead time."""
        places = {unit: round(self.rules.fill_share * self.vacancies(unit, ENTRY)) for unit in self.staff}
        yield self.env.timeout(self.rules.lead_months + 0.5)
        month, grade = int(self.env.now), self.rules.bands[ENTRY][0]
        for unit in (unit for unit, number in places.items() for _ in range(number)):
            birth, track = month - self.rng.randrange(22 * YEAR, 35 * YEAR), self.rng.choice(list(RETIREMENT))
            self.take_on(Worker(unit, ENTRY, birth, month, track, grade, self.rng.gauss(0, 1)))
            self.book["joiners"][month // YEAR] += 1


def opening_staff(size: int, units: int = 13, seed: int = 1) -> list[Worker]:
    """Return made-up workers in service in January 2027, spread evenly over the units."""
    rng, staff = random.Random(seed), []
    for number in range(size):
        track, post = rng.choice(list(RETIREMENT)), rng.choices(range(len(POSTS)), weights=(6, 10, 30, 54))[0]
        age = int(rng.triangular(22 * YEAR, RETIREMENT[track][0], 36 * YEAR))
        service = rng.randrange(1, age - 21 * YEAR)
        grade, merit = Rules().bands[post][0] + service // (5 * YEAR), rng.gauss(0, 1)
        staff.append(Worker(number % units, post, OPENING - age, OPENING - service, track, grade, merit))
    return staff


def run(workers: list[Worker], rules: Rules, seed: int, months: int = 120) -> dict[str, Any]:
    """Return stocks by (year, post), exits by (year, reason), joiners and cost by year; the last staff."""
    district = District(workers, rules, seed)
    district.env.run(until=OPENING + months)
    return {**district.book, "staff": [worker for staff in district.staff.values() for worker in staff]}


if __name__ == "__main__":
    people = opening_staff(3007)
    print(f"{timeit(lambda: run(people, Rules(), seed=1), number=3) / 3 * 1000:.0f} ms per replication")
