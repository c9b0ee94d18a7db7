"""The same as a loop over months on a pandas table, a row a worker: whole columns at a time, no loop over people."""

from __future__ import annotations

from collections import Counter
from dataclasses import asdict
from typing import Any

import numpy as np
import pandas as pd

from benchmarks.reduced import (
    BOOKS,
    ENTRY,
    OPENING,
    POSTS,
    RETIREMENT,
    SERVICE_BAND_STARTS,
    YEAR,
    Rules,
    Worker,
    retirement_month,
)


class District:
    """The staff as a table, and the books."""

    def __init__(self, workers: list[Worker], rules: Rules, seed: int) -> None:
        self.rules, self.rng = rules, np.random.default_rng(seed)
        self.monthly_resignation = 1 - (1 - np.array(rules.resignation)) ** (1 / YEAR)
        self.band = np.array(rules.bands)
        self.staff = with_retirement(pd.DataFrame([asdict(worker) for worker in workers]))
        self.staff["merit"] = self.staff["merit"].astype(float).fillna(pd.Series(self.rng.random(len(workers))))
        posts = pd.crosstab(self.staff["unit"], self.staff["post"])
        self.establishment = posts.reindex(columns=range(len(POSTS)), fill_value=0)
        self.book: dict[str, Any] = {name: Counter() for name in BOOKS}
        self.expected: dict[int, pd.Series] = {}  # places by unit, by month of arrival

    def month(self, month: int) -> None:
        """Live one month, and do what falls due at its end."""
        if month in self.expected:
            self.arrive(self.expected.pop(month), month)
        pay = self.rules.pay_base * (1 + self.rules.pay_step * (self.staff["grade"] - 1))
        self.book["cost_yuan"][month // YEAR] += float(pay.sum()) * (1 + self.rules.employer_rate)
        self.exits(month)
        if month % YEAR == self.rules.recruitment_month - 1:
            self.expected[month + 1 + self.rules.lead_months] = self.approve()
        if month % YEAR == YEAR - 1:
            self.appraise(month // YEAR)
            posts = self.staff["post"].value_counts()
            self.book["stocks"].update({(month // YEAR, POSTS[post]): int(n) for post, n in posts.items()})
            self.book["grades"][month // YEAR] += int(self.staff["grade"].sum())
            self.progress()
            self.promote()

    def leave(self, gone: pd.Series, year: int, reason: str) -> None:
        self.book["exits"][year, reason] += int(gone.sum())
        self.staff = self.staff[~gone]

    def exits(self, month: int) -> None:
        self.leave(self.staff["retires"] <= month, month // YEAR, "retired")
        band = np.searchsorted(SERVICE_BAND_STARTS, month - self.staff["joined"], side="right") - 1
        drawn = pd.Series(self.rng.random(len(self.staff)), self.staff.index)
        self.leave(drawn < self.monthly_resignation[band], month // YEAR, "resigned")

    def progress(self) -> None:
        staff = self.staff
        due = staff["satisfactory_years"] >= self.rules.years_per_grade
        due &= staff["grade"] < self.band[staff["post"], 1]
        self.staff = staff.assign(
            grade=staff["grade"] + due, satisfactory_years=staff["satisfactory_years"].where(~due, 0)
        )

    def appraise(self, year: int) -> None:
        """A few fail, the best of the others are excellent within each unit's quota."""
        staff, rules = self.staff, self.rules
        failed = pd.Series(self.rng.random(len(staff)) < rules.failed_rate, staff.index)
        score = (staff["merit"] + self.rng.random(len(staff))).where(~failed, -np.inf)
        rank = score.groupby(staff["unit"]).rank(ascending=False, method="first")
        places = (rules.excellent_share * staff.groupby("unit")["post"].transform("size")).astype(int)
        excellent = ~failed & (rank <= places)
        self.staff = staff.assign(
            satisfactory_years=staff["satisfactory_years"] + ~failed,
            excellent_run=(staff["excellent_run"] + 1).where(excellent, 0),
            failed_run=(staff["failed_run"] + 1).where(failed, 0),
        )
        self.leave(self.staff["failed_run"] >= rules.failed_years, year, "dismissed")

    def vacancies(self, post: int) -> pd.Series:
        """Return the vacant posts of a kind by unit."""
        filled = self.staff[self.staff["post"] == post].groupby("unit").size()
        return self.establishment[post] - filled.reindex(self.establishment.index, fill_value=0)

    def promote(self) -> None:
        """Fill vacant posts, the highest first, from below: the excellent first, then by merit; nobody who failed."""
        for post in range(ENTRY):
            below = self.staff[(self.staff["post"] == post + 1) & (self.staff["failed_run"] == 0)]
            below = below.assign(excellent=below["excellent_run"] > 0)
            below = below.sort_values(["excellent", "merit"], ascending=False)
            vacant = self.vacancies(post).reindex(below["unit"]).to_numpy()
            chosen = below.index[below.groupby("unit").cumcount().to_numpy() < vacant]
            grade = self.staff.loc[chosen, "grade"].clip(lower=self.rules.bands[post][0])
            self.staff.loc[chosen, ["post", "grade"]] = np.column_stack([np.full(len(chosen), post), grade])

    def approve(self) -> pd.Series:
        return (self.rules.fill_share * self.vacancies(ENTRY)).round().astype(int)

    def arrive(self, places: pd.Series, month: int) -> None:
        """People of 25 to 34 take up the posts that were advertised."""
        unit = np.repeat(places.index.to_numpy(), places)
        n = len(unit)
        recruits = pd.DataFrame(
            {
                "unit": unit,
                "post": ENTRY,
                "birth": month - self.rng.integers(25 * YEAR, 35 * YEAR, n),
                "joined": month,
                "track": self.rng.choice(list(RETIREMENT), n),
                "grade": self.rules.bands[ENTRY][0],
                "merit": self.rng.random(n),
                **dict.fromkeys(("satisfactory_years", "excellent_run", "failed_run"), 0),
                "serving": True,
            }
        )
        self.staff = pd.concat([self.staff, with_retirement(recruits)], ignore_index=True)
        self.book["joiners"][month // YEAR] += n


def with_retirement(staff: pd.DataFrame) -> pd.DataFrame:
    """Return the staff with the month in which each retires."""
    return staff.assign(retires=[retirement_month(*each) for each in zip(staff["birth"], staff["track"], strict=True)])


def run(workers: list[Worker], rules: Rules, seed: int, months: int = 120) -> dict[str, Any]:
    """Return what became of the workers, as `Office.result` does."""
    district = District(workers, rules, seed)
    for month in range(OPENING, OPENING + months):
        district.month(month)
    last = [Worker(**row) for row in district.staff.drop(columns="retires").to_dict("records")]
    return {**district.book, "staff": last}
