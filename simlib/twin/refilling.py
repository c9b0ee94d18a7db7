"""Entry posts that are always refilled: each is a renewal of its own, one holder after another.

Where every vacant entry post is put down to be filled in each round, no post waits for another, and what becomes
of one depends on its own holders alone. Recruits of one round are alike but for the luck of their traits, so what is
expected of one of them is worked out once for each round.                 [recruitment.*, entry.education_lift]
"""

from __future__ import annotations

from typing import NamedTuple

import numpy as np

from simlib.months import YEAR
from simlib.policy.axes import AGE_BAND_STARTS
from simlib.population.person import FEMALE, MALE, PERSON, SERVING, TRACK_BY_POST, UNRATED
from simlib.twin.expected_counts import DUE, ExpectedCounts, no_counts
from simlib.twin.expected_post import ExpectedPost
from simlib.twin.leaving import Leaving, leaving
from simlib.twin.monthly_terms import MonthlyTerms
from simlib.twin.pricing import Pricing

_OPEN = 5 * YEAR  # how wide the open first and last bands of age are taken to be
_ADULT = 18 * YEAR


class Cohort(NamedTuple):
    """What is expected of one recruit of a round, from the month of arrival on."""

    arrives: int
    book: ExpectedCounts

    def holds(self, month: int) -> float:
        """Return the chance that the recruit has the post in a month, or is on the way to it."""
        at = month - self.arrives
        return 1.0 if at < 0 else float(self.book.present[:, at].sum())


class Refilled(NamedTuple):
    """The book of the entry post with all its holders, by post; and recruits expected by year.

    Of `book.exits` only the sums mean something, and of `book.cost` only the first moment: one post may lose two
    holders in a year.
    """

    book: ExpectedCounts
    joined: np.ndarray


def refilled(run_terms: MonthlyTerms, prices: Pricing, opening: ExpectedCounts, vacant: int) -> Refilled:
    """Return what is expected of the entry posts: those held at the opening, and so many that are vacant."""
    book = _with_vacant(run_terms, prices, opening, vacant)
    rounds: list[tuple[np.ndarray, Cohort]] = []
    joined = np.zeros(len(run_terms.years))
    for month in run_terms.rounds:
        terms, at = run_terms.terms(month), month - run_terms.months[0]
        held = book.present[:, at] + sum(chance * cohort.holds(month) for chance, cohort in rounds)
        filled = float(terms["recruitment_exam_yield"]) * np.maximum(1 - held, 0)
        arrives = month + int(terms["recruitment_lead_months"])
        rounds.append((filled, _cohort(run_terms, prices, arrives)))
        if arrives in run_terms.months:
            joined[arrives // YEAR - run_terms.years[0]] += filled.sum()
    return Refilled(_joined(run_terms, book, rounds), joined)


def _with_vacant(run_terms: MonthlyTerms, prices: Pricing, opening: ExpectedCounts, vacant: int) -> ExpectedCounts:
    """Return the book with posts that nobody holds at the opening added."""
    empty = no_counts(run_terms, prices, vacant)
    in_post, present, exits = (np.concatenate(two) for two in zip(opening[:3], empty[:3], strict=True))
    cost = np.concatenate([opening.cost, empty.cost], axis=1)
    return opening._replace(in_post=in_post, present=present, exits=exits, cost=cost)


def _joined(run_terms: MonthlyTerms, book: ExpectedCounts, rounds: list[tuple[np.ndarray, Cohort]]) -> ExpectedCounts:
    """Return the book with the recruits of every round added to the posts that they fill."""
    for filled, cohort in rounds:
        if cohort.arrives not in run_terms.months:
            continue
        mine, years = cohort.book, slice(cohort.arrives // YEAR - run_terms.years[0], None)
        book.in_post[:, years] += filled[:, None, None] * mine.in_post.sum(axis=0)
        book.exits[:, years] += filled[:, None, None] * mine.exits.sum(axis=0)
        book.cost[0][:, years] += filled[:, None] * mine.cost[0].sum(axis=0)
        book.present[:, cohort.arrives - run_terms.months[0] :] += filled[:, None] * mine.present.sum(axis=0)
        for name in ("months", "rewarded", *DUE, "contributed"):
            getattr(book, name)[:] += filled.sum() * getattr(mine, name)
    return book


def _cohort(run_terms: MonthlyTerms, prices: Pricing, arrives: int) -> Cohort:
    """Return what is expected of one recruit who takes up post in a month; nothing of one who comes after the run."""
    if arrives not in run_terms.months:
        return Cohort(arrives, no_counts(run_terms, prices, 0))
    left = run_terms.since(arrives)
    records, weights = newcomers(left)
    chances = Leaving(*[weights[:, None] * one for one in leaving(left, records)])
    return Cohort(arrives, ExpectedPost(left, prices, int(records["post"][0]), records, chances).live())


def newcomers(run_terms: MonthlyTerms) -> tuple[np.ndarray, np.ndarray]:
    """Return everybody whom a recruit of the first month of a law may be, (people,) of PERSON, and with what chance."""
    terms, joins = run_terms.terms(run_terms.months[0]), run_terms.months[0]
    age, aged = _ages(terms)
    traits = (
        np.array([FEMALE, MALE]),
        np.arange(len(terms["recruitment_education_mix"])),
        np.arange(len(terms["recruitment_certificate_mix"])),
    )
    female = float(terms["recruitment_female_share"])
    mixes = (aged, [female, 1 - female], terms["recruitment_education_mix"], terms["recruitment_certificate_mix"])
    weights = np.prod(np.meshgrid(*mixes, indexing="ij"), axis=0).ravel()
    ages, sex, education, certificate = (one.ravel() for one in np.meshgrid(age, *traits, indexing="ij"))
    there = weights > 0
    records = np.zeros(int(there.sum()), PERSON)
    post = int(terms["posts"]) - 1
    lowest, highest = terms["grades_band"][post]
    records["birth"] = joins - ages[there]
    for name in ("joined", "service_from", "post_from"):
        records[name] = joins
    insured = records["birth"] + YEAR * int(terms["retirement_contribution_start_age"])
    records["contribution_from"] = np.minimum(joins, insured)
    records["sex"], records["education"], records["certificate"] = sex[there], education[there], certificate[there]
    records["grade"] = np.minimum(lowest + terms["entry_education_lift"][records["education"]], highest)
    records["state"], records["post"], records["rating"], records["track"] = SERVING, post, UNRATED, TRACK_BY_POST
    return records, weights[there]


def _ages(terms: np.ndarray) -> tuple[np.ndarray, np.ndarray]:
    """Return the ages in months at which recruits may come, and the chance of each: evenly within each band."""
    ends = np.array([AGE_BAND_STARTS[1] - _OPEN, *AGE_BAND_STARTS[1:], AGE_BAND_STARTS[-1] + _OPEN])
    wide = np.diff(ends)
    ages = np.arange(ends[0], ends[-1])
    chance = np.repeat(terms["recruitment_age_mix"] / wide, wide)
    youngest = max(_ADULT, YEAR * int(terms["recruitment_youngest_age"]))
    oldest = YEAR * (int(terms["recruitment_highest_age"]) + 1) - 1
    held, place = np.unique(np.maximum(np.minimum(ages, oldest), youngest), return_inverse=True)
    return held, np.bincount(place, chance)
