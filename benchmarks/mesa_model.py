"""The same in Mesa: one agent per worker, all of them stepped month by month.

Mesa is no dependency of the project: this runs in an environment of its own (see `benchmarks.elsewhere`), where it
answers each line of seed and size on its input with the milliseconds it took and what it found.
"""

from __future__ import annotations

import json
import sys
from bisect import bisect_right
from time import perf_counter
from typing import Any

import mesa

from benchmarks.agreement import summary
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


class District(Office, mesa.Model):
    """The office in Mesa: a step is a month."""

    def __init__(self, workers: list[Worker], rules: Rules, seed: int) -> None:
        mesa.Model.__init__(self, seed=seed)
        self.month = OPENING
        self.expected: dict[int, dict[int, int]] = {}  # places by month of arrival
        self.agent_of: dict[int, Career] = {}
        Office.__init__(self, workers, rules, seed)

    def take_on(self, worker: Worker) -> None:
        super().take_on(worker)
        self.agent_of[id(worker)] = Career(self, worker)

    def leave(self, worker: Worker, year: int, reason: str) -> None:
        super().leave(worker, year, reason)
        self.agent_of.pop(id(worker)).remove()

    def step(self) -> None:
        """Recruits arrive, everyone lives the month, and the office does what falls due at its end."""
        self.arrive(self.expected.pop(self.month, {}), self.month)
        self.agents.do("step")
        if self.month % YEAR == self.rules.recruitment_month - 1:
            self.expected[self.month + 1 + self.rules.lead_months] = self.approve()
        if self.month % YEAR == YEAR - 1:
            self.end_of_year(self.month // YEAR)
        self.month += 1


class Career(mesa.Agent):
    """One worker's months."""

    def __init__(self, model: District, worker: Worker) -> None:
        super().__init__(model)
        self.worker, self.retires = worker, retirement_month(worker.birth, worker.track)

    def step(self) -> None:
        """Be paid; then retire or resign, or stay."""
        district, worker, month = self.model, self.worker, self.model.month
        district.pay(worker, month)
        service_band = bisect_right(SERVICE_BAND_STARTS, month - worker.joined) - 1
        if month >= self.retires:
            district.leave(worker, month // YEAR, "retired")
        elif district.rng.random() < district.monthly_resignation[service_band]:
            district.leave(worker, month // YEAR, "resigned")


def run(workers: list[Worker], rules: Rules, seed: int, months: int = 120) -> dict[str, Any]:
    """Return what became of the workers (see `Office.result`)."""
    district = District(workers, rules, seed)
    for _ in range(months):
        district.step()
    return district.result


if __name__ == "__main__":
    print(json.dumps({"mesa": mesa.__version__}), flush=True)
    for line in sys.stdin:
        seed, size = map(int, line.split())
        people = opening_staff(size)
        start = perf_counter()
        found = run(people, Rules(), seed)
        print(json.dumps({"ms": 1000 * (perf_counter() - start), "summary": summary(found)}), flush=True)
