"""The December appraisal and the dismissals after it."""

from __future__ import annotations

from collections import defaultdict
from typing import TYPE_CHECKING

from simlib.population.person import BASIC, ELECTED, EXCELLENT, FAILED, SATISFACTORY, UNRATED
from tests.oracle.law import YEAR, Law, january_of, whole
from tests.oracle.leaving import statutory_age, track_of
from tests.oracle.luck import COMMUNITY_YEAR, MERIT, ONCE, RATING, SCORE, draw, key_of, own
from tests.oracle.worker import Worker

if TYPE_CHECKING:
    from tests.oracle.district import District

REMEMBERED = 2**15 - 1


def appraise(district: District) -> None:
    """Rate everybody who has served long enough this year, and enter the ratings."""
    rated = [worker for worker in district.people.values() if served_enough(district, worker)]
    ratings = {worker.key: SATISFACTORY for worker in rated}
    ratings |= {worker.key: below(district, worker) for worker in rated if below(district, worker)}
    ranked = district.law.choice("rules.appraisal", district.month) == "quota_by_ranked_community"
    first = ranked_first(district) if ranked else set()
    for group in groups(district, rated):
        compete = [worker for worker in group if ratings[worker.key] == SATISFACTORY]
        best = sorted(compete, key=lambda worker: score(district, worker), reverse=True)
        for worker in best[: quota(district, group, first)]:
            ratings[worker.key] = EXCELLENT
    for worker in district.people.values():
        enter(district, worker, ratings.get(worker.key, UNRATED), worker.place in first)


def served_enough(district: District, worker: Worker) -> bool:
    """Return whether somebody has served the least months of the year."""
    served = district.month + 1 - max(worker.joined, january_of(district.month))
    return bool(served >= district.law.value("appraisal.minimum_months", district.month))


def below(district: District, worker: Worker) -> int:
    """Return failed or basic where the year's draw says so, else 0."""
    failed, basic = (district.law.value(f"appraisal.{what}_rate", district.month) for what in ("failed", "basic"))
    u = draw(worker.luck, district.month, RATING)
    return FAILED if u < failed else BASIC if u < failed + basic else 0


def groups(district: District, rated: list[Worker]) -> list[list[Worker]]:
    """Return the groups in which the quota is counted: by place, heads apart where the policy says so."""
    scope = district.law.value("appraisal.scope", district.month)
    apart = district.law.value("appraisal.heads_apart", district.month)
    found = defaultdict(list)
    for worker in rated:
        found[district.area(worker, scope), bool(apart) and worker.post == 0].append(worker)
    return list(found.values())


def quota(district: District, group: list[Worker], first: set[int]) -> int:
    """Return how many of a group may be excellent."""
    law, month = district.law, district.month
    top = group[0].place in first
    share = law.value("appraisal.top_excellent_share" if top else "appraisal.excellent_share", month)
    return whole(share * len(group), law.value("appraisal.rounding", month))


def score(district: District, worker: Worker) -> float:
    """Return the score of the year: lasting merit and the year's own luck."""
    weight = district.law.value("appraisal.merit_weight", district.month)
    return 1 + weight * worker.merit + (1 - weight) * draw(worker.luck, district.month, SCORE)


def ranked_first(district: District) -> set[int]:
    """Return the communities that rank first in their street this year."""
    law, month = district.law, district.month
    ranked, weight = law.value("appraisal.ranked_places", month), law.value("appraisal.community_weight", month)
    share, rounding = law.value("appraisal.top_communities", month), law.value("appraisal.top_rounding", month)

    def showing(number: int) -> float:
        bits = own(district.stream, key_of(district.places[number].name))
        return weight * draw(bits, ONCE, MERIT) + (1 - weight) * draw(bits, month, COMMUNITY_YEAR)

    first: set[int] = set()
    for unit in range(len(law.units)):
        street = [
            n
            for n, place in enumerate(district.places)
            if place.unit == unit and ranked[place.kind] and place.stands(law, month)
        ]
        first |= set(sorted(street, key=showing, reverse=True)[: whole(share * len(street), rounding)])
    return first


def enter(district: District, worker: Worker, rating: int, first: bool) -> None:
    """Enter a rating: years towards the next grade, runs, and what is remembered."""
    law, month = district.law, district.month
    worker.rating = rating
    worker.satisfactory_years += law.value("progression.year_counts", month)[rating]
    if rating == FAILED and law.value("progression.failed_restarts", month):
        worker.satisfactory_years = 0
    worker.excellent_run = worker.excellent_run + 1 if rating == EXCELLENT else 0
    worker.failed_run = worker.failed_run + 1 if rating == FAILED else 0
    worker.basic_run = worker.basic_run + 1 if rating == BASIC else 0
    worker.excellent_history = (worker.excellent_history * 2 + (rating == EXCELLENT)) & REMEMBERED
    worker.top_history = (worker.top_history * 2 + first) & REMEMBERED


def dismiss(district: District) -> None:
    """Dismiss after so many failed, or so many basic, years in a row; 0 years is no such rule."""
    law, month = district.law, district.month
    failed, basic = (law.value(f"dismissal.{what}_years", month) for what in ("failed", "basic"))
    for worker in list(district.people.values()):
        due = (failed and worker.failed_run >= failed) or (basic and worker.basic_run >= basic)
        if due and not protected(worker, law, month):
            district.leave(worker, "dismissed")


def protected(worker: Worker, law: Law, month: int) -> bool:
    """Return whether the law forbids it: fifteen years with this employer, and less than five to the statutory age."""
    age = statutory_age(worker.birth, track_of(worker, law, month), law, month)
    left = worker.birth + age - (month + 1)
    long = month + 1 >= worker.joined + 15 * YEAR
    return bool(law.value("dismissal.protects_near_retirement", month) and worker.contract != ELECTED and long
                and 0 <= left < 5 * YEAR)  # fmt: skip
