"""Small districts to live through twice: the packs' own where they are small, and else fewer places under their law."""

from __future__ import annotations

from collections.abc import Callable
from functools import cache
from pathlib import Path

from simlib import load_policy, load_staff
from simlib.months import parse_month
from simlib.policy import Policy
from simlib.staff.opening import Staff

CITIES = Path(__file__).resolve().parents[2] / "scenarios/cities"
PACKS = ("baohe", "growth_chain", "growth_chain_before", "ningguo", "inner_mongolia", "yishui")


def whole(pack: str) -> Policy:
    """Return a pack as it is."""
    return load_policy(CITIES / pack)


def thirteen_streets() -> Policy:
    """Baohe's law over thirteen small streets: an office and two communities each."""
    law = whole("baohe")
    kinds, units = law.axis("place_type"), law.axis("unit")
    return law.with_values(
        {
            "establishment.base": dict(zip(kinds, (8, 8, 10, 12))),
            "establishment.communities": {unit: [1, n % 2, 1, 1 - n % 2] for n, unit in enumerate(units)},
            "establishment.upper_posts": [[1, 1, 0, 0], [1, 1, 2, 0], [1, 2, 2, 0], [1, 2, 3, 0]],
        },
        start=parse_month("2020-08"),
    )


def three_communities() -> Policy:
    """The growth chain's law over twelve streets of three communities and twenty grids."""
    fewer = {"establishment.communities": 3, "establishment.grids": 20}
    return whole("growth_chain").with_values(fewer, start=parse_month("2020-04"))


def few_residents() -> Policy:
    """Inner Mongolia's law over leagues of two to four communities and 10,000 to 21,000 residents."""
    fewer = {
        "establishment.communities": [[2 + n % 3] for n in range(12)],
        "establishment.residents": [10_000 + 1000 * n for n in range(12)],
    }
    return whole("inner_mongolia").with_values(fewer, start=parse_month("2025-01"))


def every_rule() -> Policy:
    """The thirteen streets with a value for every term that any rule reads, so that any rule may come into force."""
    law = thirteen_streets()
    values = {
        "establishment.grids": [20 + n for n in range(13)],
        "establishment.grid_places": ["no", "yes", "yes", "yes"],
        "establishment.staff_per_grid": 0.9,
        "establishment.residents": [15_000 + 1000 * n for n in range(13)],
        "establishment.residents_growth": 0.02,
        "establishment.norm": 14,
        "establishment.table": [[[1, 1, n % 3, 4], [1, 1, 2, 3], [1, 2, 2, 5], [1, 2, 3, 6]] for n in range(13)],
        "establishment.adjustment": [[[0, 0, 0, 0], [0, 0, 1, -1], [0, 0, 0, 0], [0, 0, -1, 1]] for _ in range(13)],
        "establishment.tolerance": 1,
        "appraisal.top_communities": 0.4,
        "appraisal.top_excellent_share": 0.5,
        "appraisal.top_rounding": "up",
        "appraisal.ranked_places": ["no", "yes", "yes", "yes"],
        "appraisal.community_weight": 0.5,
        "extension.posts": ["yes", "yes", "no", "no"],
        "extension.term_years": 1,
        "extension.window_years": 5,
        "extension.community_top_years": 1,
        "extension.excellent_years": 1,
        "extension.age": 12 * 57,
        "extension.best_age": 12 * 60,
        "extension.share": 0.8,
        "extension.best_share": 0.5,
        "ramp.share": [0.8, 0.85, 0.9, 1],
        "ramp.posts": ["no", "no", "no", "yes"],
        "channel.posts_offered": 30,
        "channel.posts_share": 0.2,
        "institution.posts": ["yes", "no", "no", "no"],
        "institution.minimum_service": 3,
        "institution.minimum_years_in_post": 2,
        "institution.share": 0.2,
    }
    return law.with_values(values, start=parse_month("2020-08"))


def every_line() -> Policy:
    """All those rules, with a value for every term that any rule of pay reads."""
    values = {
        "pay.post_sum": [4500, 4200, 4000, 3800],
        "pay.grade_sum": [100 * grade for grade in range(18)],
        "pay.education_allowance": [0, 50, 100, 200, 400],
        "pay.meals": 200,
        "anchor.series": "full_calibre",
        "anchor.share": 0.6,
        "anchor.lag_years": 1,
    }
    law = every_rule().with_values(values, start=parse_month("2026-07"))
    wages = {"anchor.wage": [70_000, 120_000, 90_000], "anchor.growth": [0.04, 0.03, 0.02]}
    return law.with_values(wages, start=parse_month("2018-01"))


SMALL: dict[str, Callable[[], Policy]] = {
    "baohe": thirteen_streets,
    "growth_chain": three_communities,
    "growth_chain_before": lambda: whole("growth_chain_before"),
    "ningguo": lambda: whole("ningguo"),
    "inner_mongolia": few_residents,
    "yishui": lambda: whole("yishui"),
    "every_rule": every_rule,
    "every_line": every_line,
}


@cache
def small(name: str) -> tuple[Policy, Staff]:
    """Return a small district's law and its opening staff."""
    policy = SMALL[name]()
    return policy, load_staff(policy)
