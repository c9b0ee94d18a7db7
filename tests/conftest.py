"""The law and the staff that tests share: a city's own, and the same law over thirteen small streets."""

from __future__ import annotations

from pathlib import Path

import pytest

from simlib import load_policy, load_staff
from simlib.months import parse_month
from simlib.policy import Policy
from simlib.staff.opening import Staff

BAOHE = Path(__file__).resolve().parents[1] / "scenarios/cities/baohe"
BEFORE_THE_ROSTER = parse_month("2020-08")
EVERYTHING_HAPPENS = {
    "exits.resignation_level": 2,
    "exits.death": 0.02,
    "exits.misconduct": 0.02,
    "rules.channel": "share_of_eligible",
    "channel.share": 0.2,
    "channel.minimum_service": 1,
    "appraisal.failed_rate": 0.15,
    "appraisal.basic_rate": 0.1,
    "appraisal.heads_apart": "yes",
    "appraisal.rounding": "up",
    "dismissal.basic_years": 2,
    "progression.years_per_grade": 1,
    "progression.grades_per_step": 2,
    "progression.failed_restarts": "yes",
    "promotion.scope": "district",
    "retirement.early_share": 0.5,
    "retirement.late_share": 0.5,
    "recruitment.lead_months": 11,
    "agency.workers": 40,
    "election.first_month": "2028-05",
    "election.every_years": 2,
    "election.turnover_share": 0.5,
    "establishment.first_review": "2028-06",
    "establishment.review_years": 2,
    "establishment.review_change": -0.05,
}
OTHER_RULES_TOO = {  # those that the law in force does not use
    "rules.appraisal": "quota_by_ranked_community",
    "appraisal.scope": "community",
    "appraisal.top_communities": 0.4,
    "appraisal.top_excellent_share": 0.5,
    "appraisal.top_rounding": "up",
    "appraisal.ranked_places": {"office": "no", "village": "yes", "community": "yes", "converted": "yes"},
    "appraisal.community_weight": 0.5,
    "rules.extension": "outstanding_women_secretaries",
    "extension.posts": {"head": "yes", "deputy": "yes", "member": "yes", "assistant": "no"},
    "extension.term_years": 1,
    "extension.window_years": 5,
    "extension.community_top_years": 1,
    "extension.excellent_years": 1,
    "extension.age": 12 * 57,
    "extension.best_age": 12 * 60,
    "extension.share": 0.8,
    "extension.best_share": 0.5,
    "rules.ramp": "each_satisfactory_year",
    "ramp.share": {"year_1": 0.8, "year_2": 0.85, "year_3": 0.9, "year_4": 1},
    "ramp.posts": {"head": "no", "deputy": "no", "member": "no", "assistant": "yes"},
    "rules.channel": "share_of_posts",
    "channel.posts_offered": 30,
    "channel.posts_share": 0.2,
    "rules.institution": "experienced_heads",
    "institution.posts": {"head": "yes", "deputy": "no", "member": "no", "assistant": "no"},
    "institution.minimum_service": 3,
    "institution.minimum_years_in_post": 2,
    "institution.share": 0.2,
    "recruitment.service_mix": [0.4, 0.2, 0.2, 0.1, 0.1, 0],
    "election.minimum_service": 2,
}


@pytest.fixture(scope="session")
def law() -> Policy:
    """The law in force."""
    return load_policy(BAOHE)


@pytest.fixture(scope="session")
def staff(law: Policy) -> Staff:
    """Its opening staff, 2,800 people."""
    return load_staff(law)


@pytest.fixture(scope="session")
def streets(law: Policy) -> Policy:
    """The same law over thirteen small streets: an office and two communities each, some 370 posts."""
    kinds = law.axis("place_type")
    communities = {
        unit: dict(zip(kinds, (1, number % 2, 1, 1 - number % 2))) for number, unit in enumerate(law.axis("unit"))
    }
    upper = {
        "office": {"head": 1, "deputy": 1, "member": 0, "assistant": 0},
        "village": {"head": 1, "deputy": 1, "member": 2, "assistant": 0},
        "community": {"head": 1, "deputy": 2, "member": 2, "assistant": 0},
        "converted": {"head": 1, "deputy": 2, "member": 3, "assistant": 0},
    }
    return law.with_values(
        {
            "establishment.base": dict(zip(kinds, (8, 8, 10, 12))),
            "establishment.communities": communities,
            "establishment.upper_posts": upper,
        },
        start=BEFORE_THE_ROSTER,
    )


@pytest.fixture(scope="session")
def few(streets: Policy) -> Staff:
    """The opening staff of the thirteen small streets."""
    return load_staff(streets)


@pytest.fixture(scope="session")
def busy(streets: Policy) -> Policy:
    """The small streets under a law by which everything that can happen to anyone happens often."""
    return streets.with_values(EVERYTHING_HAPPENS)


@pytest.fixture(scope="session")
def busier(busy: Policy) -> Policy:
    """The same again, under the rules that other cities have."""
    return busy.with_values(OTHER_RULES_TOO)
