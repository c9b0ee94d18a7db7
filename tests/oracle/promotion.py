"""Post promotion, each January: vacant posts are filled from below, or everybody rises at stated rates."""

from __future__ import annotations

from collections import defaultdict
from typing import TYPE_CHECKING

from simlib.population.person import SATISFACTORY
from tests.oracle.election import waits
from tests.oracle.law import YEAR
from tests.oracle.luck import PROMOTED_AT_RATE, draw
from tests.oracle.worker import NO_VACANCY, Worker

if TYPE_CHECKING:
    from tests.oracle.district import District


def promote(district: District) -> None:
    """Promote by the rule in force."""
    rule = district.law.choice("rules.promotion", district.month)
    if rule == "excellent_years_then_merit":
        fill(district)
    elif rule == "stated_rates":
        push(district)


def push(district: District) -> None:
    """Ask everybody once, whatever the vacancies: who moves, up or down, keeps the place; highest post first."""
    month, rates = district.month, district.law.value("promotion.rate", district.month)
    for worker in list(district.people.values()):
        u, up_to = draw(worker.luck, month, PROMOTED_AT_RATE), 0.0
        for post, rate in enumerate(rates[worker.post]):
            up_to += rate
            if u < up_to:
                district.move(worker, post, worker.place, "promoted" if post < worker.post else "stepped_down")
                break


def fill(district: District) -> None:
    """Fill the vacant posts above the entry post: post by post, place by place, one at a time."""
    scope = district.law.value("promotion.scope", district.month)
    for post in range(district.law.posts - 1):
        vacancies, competing = district.vacant(post), candidates(district, post, scope)
        for place, vacant in enumerate(vacancies):
            if waits(district, place, post):
                continue
            within = competing[(place, district.places[place].unit, 0)[scope]]
            for best in within[:vacant]:
                district.move(best, post, place, "promoted")
            del within[:vacant]
    left = sum(worker.post > 0 and eligible(district, worker) for worker in district.people.values())
    district.blocked[district.month // YEAR, NO_VACANCY] += left


def candidates(district: District, post: int, scope: int) -> dict[int, list[Worker]]:
    """Return whoever may compete for a post, area by area, the strongest claim first."""
    lowest = post + district.law.value("promotion.posts_below", district.month)
    found: dict[int, list[Worker]] = defaultdict(list)
    for worker in district.people.values():
        if post < worker.post <= lowest and eligible(district, worker):
            found[district.area(worker, scope)].append(worker)
    for within in found.values():
        within.sort(key=lambda worker: claim(district, worker), reverse=True)
    return found


def eligible(district: District, worker: Worker) -> bool:
    """Return whether somebody was rated well enough and has been long enough in the post, or has first call."""
    years = district.law.value("promotion.minimum_years_in_post", district.month)
    long_enough = worker.in_post(district.month) >= YEAR * years
    return worker.rating >= SATISFACTORY and (long_enough or first_call(district, worker))


def first_call(district: District, worker: Worker) -> bool:
    """Return whether somebody has been excellent often enough in a row."""
    return worker.excellent_run >= district.law.value("promotion.first_call_excellent_years", district.month)


def claim(district: District, worker: Worker) -> float:
    """Return the claim: first call, then the nearer post, then lasting merit."""
    return 1000 * first_call(district, worker) + 10 * (district.law.posts - worker.post) + 1 + worker.merit
