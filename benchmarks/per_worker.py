"""The plain way: one SimPy process per worker, waiting month by month. The engine is measured against it."""

from __future__ import annotations

from bisect import bisect_right
from timeit import timeit
from typing import Any

import simpy

from benchmarks.reduced import (
    OPENING,
    SERVICE_BAND_STARTS,
    YEAR,
    Office,
    Rules,
    Worker,
    opening_staff,
    retirement_month,
)


class District(Office):
    """The office in SimPy: every worker is a process, and so is every round of recruitment."""

    def __init__(self, workers: list[Worker], rules: Rules, seed: int) -> None:
        self.env = simpy.Environment(OPENING)
        super().__init__(workers, rules, seed)
        self.env.process(self.office())

    def take_on(self, worker: Worker) -> None:
        super().take_on(worker)
        self.env.process(self.career(worker))

    def career(self, worker: Worker) -> simpy.events.ProcessGenerator:
        """A working life: paid month after month, until retirement, resignation or dismissal."""
        retires = retirement_month(worker.birth, worker.track)
        while worker.serving:
            month = int(self.env.now)
            self.pay(worker, month)
            service_band = bisect_right(SERVICE_BAND_STARTS, month - worker.joined) - 1
            if month >= retires:
                self.leave(worker, month // YEAR, "retired")
            elif self.rng.random() < self.monthly_resignation[service_band]:
                self.leave(worker, month // YEAR, "resigned")
            yield self.env.timeout(1)

    def office(self) -> simpy.events.ProcessGenerator:
        """Recruit, appraise in December, promote for January: at half months, when all have been paid."""
        while True:
            yield self.env.timeout(self.rules.recruitment_month - 0.5)
            self.env.process(self.recruitment())
            yield self.env.timeout(YEAR - self.rules.recruitment_month)
            self.end_of_year(int(self.env.now) // YEAR)
            yield self.env.timeout(0.5)

    def recruitment(self) -> simpy.events.ProcessGenerator:
        """Advertise today's vacant entry posts; they are filled after the lead time."""
        places = self.approve()
        yield self.env.timeout(self.rules.lead_months + 0.5)
        self.arrive(places, int(self.env.now))


def run(workers: list[Worker], rules: Rules, seed: int, months: int = 120) -> dict[str, Any]:
    """Return what became of the workers (see `Office.result`)."""
    district = District(workers, rules, seed)
    district.env.run(until=OPENING + months)
    return district.result


if __name__ == "__main__":
    people = opening_staff(3007)
    print(f"{timeit(lambda: run(people, Rules(), seed=1), number=3) / 3 * 1000:.0f} ms per replication")
