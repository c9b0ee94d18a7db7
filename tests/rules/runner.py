"""Runs worked examples: a sentence of the text, a few people, and what must become of them.

Chance is switched off (`NO_CHANCE`), and with it what last year's pay has to do with this one's, but for what an
example's `law` switches on again, so that each career is the arithmetic of the text. Every expectation is held in
every replication.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from pathlib import Path
from typing import Any

import numpy as np
from ruamel.yaml import YAML

from simlib.months import YEAR, month_text, parse_month, year_of
from simlib.policy import TERMS, Policy
from simlib.policy.axes import RATINGS
from simlib.policy.overlays import overlay
from simlib.policy.provision import Dated, Provision
from simlib.population.person import LEAVING_FLOWS
from simlib.population.world import BLOCKED, SEVERANCE
from simlib.projection import Projection
from simlib.simulation.plan import Plan
from simlib.simulation.run import run
from simlib.staff.opening import Staff
from tests.rules.pay import check_borne, check_paid, check_slip
from tests.simulation.lives import NAMES, Event, after, lives, serving
from tests.simulation.people import roster

REPLICATIONS, SEED = 3, 7
NO_CHANCE = {
    "exits.resignation_level": 0,
    "exits.death": 0,
    "exits.misconduct": 0,
    "rules.channel": "none",
    "rules.institution": "none",
    "appraisal.excellent_share": 0,
    "appraisal.failed_rate": 0,
    "appraisal.basic_rate": 0,
    "retirement.early_share": 0,
    "retirement.late_share": 0,
    "qualification.certificate_rate": 0,
    "qualification.education_rate": 0,
    "rules.promotion": "none",
    "recruitment.fill_share": 0,
    "election.first_month": "2060-01",
    "rules.contributions": "this_month",  # each month by itself: last year's wages are worked out in tests/pay/by_law
}
KINDS = {"leaves", "stays", "grade", "flow", "blocked", "severance", "establishment", "joins", "grids", "rated"}
PAY_KINDS = {"slip", "paid", "borne"}  # tests/rules/pay.py
# 1 is beyond these terms' limits, and certain
EVERYBODY = {"appraisal.failed_rate", "appraisal.basic_rate", "channel.share"}


def examples(file: Path) -> list[dict[str, Any]]:
    """Return the worked examples of a file."""
    return list(YAML(typ="safe").load(file.read_text("utf-8")))


def with_law(policy: Policy, values: Mapping[str, Any], start: int | None = None) -> Policy:
    """Return the policy with an example's values; a rating may be certain."""
    month = policy.opening if start is None else start
    certain = {name: value for name, value in values.items() if name in EVERYBODY}
    laid = policy.with_values({name: value for name, value in values.items() if name not in certain}, month)
    assert month is not None
    dated = {
        name: Provision(TERMS[name], (Dated(month, month_text(month), float(value), value, "proposed"),))
        for name, value in certain.items()
    }
    return replace(laid, provisions=overlay(laid.provisions, dated)[0])


class Outcome:
    """What became of an example's people."""

    def __init__(self, law: Policy, example: Mapping[str, Any]) -> None:
        policy = with_law(with_law(law, NO_CHANCE), example.get("law", {}))
        for month, values in example.get("later", {}).items():
            policy = with_law(policy, values, parse_month(month))
        assert policy.opening is not None
        self.opening = policy.opening
        self.years = int(example.get("years", 10))
        self.staff: Staff = roster(policy, example["people"])
        self.names = {name: int(key) for name, key in zip(example["people"], self.staff.records["key"])}
        plan = Plan(policy, self.staff, range(self.opening, self.opening + YEAR * self.years), SEED)
        books = run(plan, range(REPLICATIONS), workers=1, progress=None, stop=None)
        self.projection = Projection(plan, REPLICATIONS, books)
        world = after(policy, self.staff, YEAR * self.years, REPLICATIONS, SEED)
        self.lives = [lives(world, replication) for replication in range(REPLICATIONS)]

    def at(self, name: str, month: int, replication: int) -> tuple[int, int] | None:
        """Return (post, grade) at the end of a month, None for somebody who has left."""
        (person,) = self.staff.records[self.staff.records["key"] == self.names[name]]
        found: tuple[int, int] | None = (int(person["post"]), int(person["grade"]))
        for event in self.life(name, replication):
            if event.month <= month:
                found = None if event.flow in LEAVING_FLOWS else (event.post, event.grade)
        return found

    def life(self, name: str, replication: int) -> list[Event]:
        """Return a person's events."""
        return self.lives[replication].get(self.names[name], [])

    def check(self, expected: Mapping[str, Any]) -> None:
        """Hold one expectation in every replication."""
        (kind,) = PAY_KINDS & set(expected) or KINDS & set(expected)  # severance is a kind, and a budget line
        for replication in range(REPLICATIONS):
            getattr(self, f"_{kind}")(expected, replication)

    def _grade(self, expected: Mapping[str, Any], replication: int) -> None:
        found = self.at(expected["who"], parse_month(expected["in"]), replication)
        posts = self.projection.policy.axis("post")
        assert found is not None, f"{expected['who']} had left"
        assert {"post": posts[found[0]], "grade": found[1]} == {
            "post": expected.get("post", posts[found[0]]),
            "grade": expected["grade"],
        }

    def _leaves(self, expected: Mapping[str, Any], replication: int) -> None:
        last = self.life(expected["who"], replication)[-1]
        assert (month_text(last.month), last.flow) == (expected["leaves"], expected["as"])

    def _stays(self, expected: Mapping[str, Any], replication: int) -> None:
        assert self.at(expected["who"], parse_month(expected["stays"]), replication) is not None

    def _flow(self, expected: Mapping[str, Any], replication: int) -> None:
        flows = self.projection.books.flows[replication, self._year(expected), NAMES.index(expected["flow"])]
        assert flows.sum() == expected["is"]

    def _blocked(self, expected: Mapping[str, Any], replication: int) -> None:
        blocked = self.projection.books.blocked[replication, self._year(expected)]
        assert blocked[list(BLOCKED).index(expected["blocked"])] == expected["is"]

    def _severance(self, expected: Mapping[str, Any], replication: int) -> None:
        """Months of pay, to all who are dismissed in the run."""
        assert self.projection.books.pay[SEVERANCE].by_period[replication].sum() / 2 == expected["severance"]

    def _establishment(self, expected: Mapping[str, Any], replication: int) -> None:
        """The posts of a year's end: of all posts, or of `post`."""
        posts = self.projection.data["establishment"].sel(year=expected["establishment"])
        assert (posts.sel(post=expected["post"]) if "post" in expected else posts.sum()) == expected["is"]

    def _joins(self, expected: Mapping[str, Any], replication: int) -> None:
        """The recruits of a month, in the entry post: all of them in one grade, or so many (`number`) in it."""
        joined = [e for life in self.lives[replication].values() for e in life if e.flow == "joined"]
        grades = [e.grade for e in joined if month_text(e.month) == expected["joins"]]
        number = expected.get("number", len(grades))
        assert grades and grades.count(expected["at_grade"]) == number
        assert np.all([e.post == len(self.projection.policy.axis("post")) - 1 for e in joined])

    def _slip(self, expected: Mapping[str, Any], replication: int) -> None:
        """One person's pay of one month, by line (tests/rules/pay.py)."""
        check_slip(self.projection, self.names[expected["slip"]], expected, replication)

    def _paid(self, expected: Mapping[str, Any], replication: int) -> None:
        """What a year costs, by line (tests/rules/pay.py)."""
        check_paid(self.projection, expected, replication)

    def _borne(self, expected: Mapping[str, Any], replication: int) -> None:
        """Who pays a year's cost, by level of government (tests/rules/pay.py)."""
        check_borne(self.projection, expected, replication)

    def _grids(self, expected: Mapping[str, Any], replication: int) -> None:
        """A unit's people at a year's end over its grids, and the share of grids with a worker of their own."""
        year = int(expected["year"])
        books = self.projection.data.sel(unit=expected["grids"], replication=replication)
        of_unit = self.projection.policy.axis("unit").index(expected["grids"])
        december = parse_month(f"{year}-12")
        grids = int(np.asarray(self.projection.policy.value("establishment.grids", december))[of_unit])
        workers = int(books["by_unit"].sel(year_end=year))
        posts = self.projection.plan.establishment(december)[self.projection.plan.places.unit == of_unit].sum()
        found = {"workers": workers, "posts": int(posts), "per_grid": workers / grids}
        found["covered"] = min(workers, grids) / grids
        assert {name: found[name] for name in found if name in expected} == {
            name: float(value) for name, value in expected.items() if name in found
        }

    def _rated(self, expected: Mapping[str, Any], replication: int) -> None:
        """How many of those in post (`of`: in this post) have a rating at the end of a year."""
        months = YEAR * (int(expected["in"]) + 1 - year_of(self.opening))
        world = after(self.projection.policy, self.staff, months, REPLICATIONS, SEED)
        found = [person for person in serving(world, replication) if RATINGS[person.rating] == expected["rated"]]
        posts = self.projection.policy.axis("post")
        of_post = [person for person in found if posts[person.post] == expected.get("of", posts[person.post])]
        assert len(of_post) == expected["is"]

    def _year(self, expected: Mapping[str, Any]) -> int:
        return int(expected["year"]) - year_of(self.opening)
