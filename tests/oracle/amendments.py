"""Laws drawn at random: a small district under clauses that change at any month, so that rare branches are met."""

from __future__ import annotations

import random
from collections.abc import Sequence
from contextlib import suppress
from typing import Any

from simlib.policy import TERMS, Policy, PolicyError
from simlib.policy.axes import FIXED
from simlib.policy.term import MONEY as MONEY_UNITS
from simlib.policy.term import Term

LEFT_ALONE = (  # what has to fit together in ways that a draw would miss
    "establishment.unit_class",
    "establishment.table",
    "establishment.adjustment",
    "establishment.grid_places",
)
LIVELY = {  # lowest and highest value drawn, where the limits of the term would leave nobody or nothing
    "exits.resignation": (0, 0.2),
    "exits.death": (0, 0.03),
    "exits.misconduct": (0, 0.02),
    "exits.resignation_age_factor": (0, 2),
    "exits.resignation_level": (0, 2),
    "exits.resignation_sex_factor": (0.2, 2),
    "exits.resignation_post_factor": (0.2, 2),
    "exits.resignation_grade_factor": (0.2, 2),
    "exits.resignation_unit_factor": (0.2, 2),
    "absorption.people": (0, 8),
    "absorption.service_years": (0, 8),
    "absorption.highest_age": (30, 55),
    "establishment.base": (3, 14),
    "establishment.class_coefficient": (0.8, 1.2),
    "establishment.communities": (0, 2),
    "establishment.coefficient_level": (0.8, 1.2),
    "establishment.grids": (5, 30),
    "establishment.residents": (3000, 20000),
    "establishment.upper_posts": (0, 4),
    "establishment.tolerance": (1, 3),
    "channel.posts_offered": (0, 60),
    "channel.share": (0, 0.2),
    "channel.excellent_within": (0, 4),
    "institution.excellent_within": (0, 4),
    "extension.age": (12 * 51, 12 * 58),
    "extension.best_age": (12 * 58, 12 * 62),
    "institution.share": (0, 0.3),
    "pay.minimum_wage": (0, 6000),
    "progression.year_counts": (0, 2),
    "promotion.minimum_years_in_post": (0, 4),
    "recruitment.highest_age": (30, 45),
    "recruitment.youngest_age": (18, 26),
    "recruitment.lead_months": (0, 16),
    "recruitment.delay_months": (0, 9),
    "qualification.certificate_rate": (0, 0.5),
    "qualification.education_rate": (0, 0.4),
    "qualification.highest_age": (25, 60),
    "retirement.set_age": (590, 700),
    "retirement.late_rate": (0, 0.95),
    "retirement.contribution_months": (60, 300),
    "retirement.original_age": (590, 680),
    "retirement.births_per_delay": (1, 6),
    "retirement.longest_delay": (0, 60),
    "appraisal.failed_rate": (0, 0.2),
    "appraisal.basic_rate": (0, 0.2),
    "ramp.share": (0.5, 1),
    "agency.workers": (0, 60),
    "agency.conversion_share": (0, 0.3),
    "election.minimum_service": (0, 5),
    "entry.education_lift": (0, 5),
    "pay.post_sum": (3000, 5000),
    "pay.grade_sum": (0, 1500),
    "pay.performance_by_rating": (0, 1.5),
    "pay.year_end_months": (0, 2),
    "pay.year_end_sum": (0, 5000),
    "pay.education_allowance": (0, 500),
    "pay.certificate_allowance": (0, 500),
    "anchor.wage": (60_000, 120_000),
    "anchor.share": (0.4, 0.9),
    "contributions.base_floor": (3000, 6000),
    "contributions.base_cap": (6000, 12_000),
    "contributions.medical_floor": (3000, 7000),
    "contributions.medical_cap": (7000, 12_000),
    "contributions.fund_floor": (2000, 5000),
    "contributions.fund_cap": (5000, 12_000),
}
BIRTHS = (12 * 1962, 12 * 1985)  # first cohorts whose age rises
COMING = (12 * 2026, 12 * 2034)  # next reviews and elections
DRAWN = [term for term in TERMS.values() if term.affects == "people" and term.name not in LEFT_ALONE]
PAID = {"pay", "ramp", "anchor", "contributions"}
MONEY = [
    term
    for term in TERMS.values()
    if (term.affects == "pay" or term.pays_too) and PAID & {term.group, term.name.removeprefix("rules.")}
]


def amended(policy: Policy, seed: int, amendments: int = 4, clauses: int = 25, terms: Sequence[Term] = DRAWN) -> Policy:
    """Return the policy with so many amendments, each of so many clauses about some terms, from months drawn at random.

    Every choice is made anew at the opening, in turn from seed to seed, so that a few laws make them all.
    """
    rng = random.Random(seed)
    assert policy.opening is not None
    chosen = [term for term in reversed(terms) if term.choices]  # scopes before the rules that ask for one
    clauses_by_month = [(policy.opening, term, term.choices[seed % len(term.choices)]) for term in chosen]
    for number in range(amendments):
        start = policy.opening + (rng.randrange(1, 100) if number else 0)
        numbers = [term for term in rng.sample(terms, clauses) if number or not term.choices]
        clauses_by_month += [(start, term, drawn(rng, term, policy)) for term in numbers]
    for start, term, value in clauses_by_month:
        with suppress(PolicyError):  # it contradicts another clause: not part of this law
            policy = policy.with_values({term.name: value}, start=start)
    return policy


def drawn(rng: random.Random, term: Term, policy: Policy) -> Any:
    """Return a value of a term, as a file would write it."""
    each = range(len(policy.posts))
    if term.name.endswith("_mix"):
        return mix(rng, len(FIXED[term.shape[0]]))
    if term.name == "promotion.rate":
        return [[rng.randint(0, 10) / 100 if to != post else 0 for to in each] for post in each]
    if term.name == "grades.band":
        return [[lowest := rng.randint(1, 6), min(policy.grades, lowest + rng.randint(3, 12))] for _ in policy.posts]
    return shaped(rng, term, [len(policy.axis(axis)) for axis in term.shape])


def shaped(rng: random.Random, term: Term, sizes: list[int]) -> Any:
    """Return nested lists of drawn numbers, or one."""
    if sizes:
        return [shaped(rng, term, sizes[1:]) for _ in range(sizes[0])]
    if term.unit == "choice":
        return rng.choice(term.choices)
    if term.unit == "yes_no":
        return rng.choice(("no", "yes"))
    if term.unit == "month":
        month = rng.randrange(*(BIRTHS if term.group == "retirement" else COMING))
        return f"{month // 12}-{month % 12 + 1:02d}"
    lowest, highest = LIVELY.get(term.name) or (term.slider or term.limits)[:2]
    if term.whole:
        return rng.randint(int(lowest), int(highest))
    return round(rng.uniform(lowest, highest), 2 if term.unit in MONEY_UNITS else 3)


def mix(rng: random.Random, members: int) -> list[float]:
    """Return shares in hundredths that add up to 1, some of them 0."""
    cuts = sorted(rng.randint(0, 100) for _ in range(members - 1))
    return [(stop - start) / 100 for start, stop in zip([0, *cuts], [*cuts, 100])]
