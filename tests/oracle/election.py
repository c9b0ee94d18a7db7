"""The committee election: some incumbents are replaced by staff of the community or from outside."""

from __future__ import annotations

from collections import defaultdict
from typing import TYPE_CHECKING

from simlib.population.person import ELECTED
from tests.oracle.law import YEAR, Law, Round
from tests.oracle.luck import ELECTED as WHO_IS_ELECTED
from tests.oracle.luck import NOT_RETURNED, OUTSIDER, STEPS_DOWN, draw, newcomers_key
from tests.oracle.newcomer import newcomer
from tests.oracle.worker import Worker

if TYPE_CHECKING:
    from tests.oracle.district import District


class Elections:
    """The elections of a district, term after term."""

    def __init__(self, law: Law) -> None:
        self.terms = Round(law, "election.first_month", "election.every_years")

    def hold(self, district: District) -> None:
        """Hold the elections, community by community, where a term ends this month."""
        law, month = district.law, district.month
        if not self.terms.is_due(month):
            return
        elected_posts, elects = law.value("election.posts", month), law.value("election.places", month)
        staff: dict[int, list[Worker]] = defaultdict(list)
        for worker in district.people.values():
            staff[worker.place].append(worker)
        for number, place in enumerate(district.places):
            if elects[place.kind]:
                incumbents = [worker for worker in staff[number] if elected_posts[worker.post]]
                in_turn = sorted(incumbents, key=lambda worker: (worker.post, worker.key))
                elect_in(district, staff[number], in_turn)


def elect_in(district: District, staff: list[Worker], incumbents: list[Worker]) -> None:
    """Hold one community's election: the higher post first; nobody who has been dealt with is elected."""
    month, share = district.month, district.law.value("election.turnover_share", district.month)
    dealt_with: set[int] = set()
    for incumbent in incumbents:
        if incumbent.key in dealt_with:
            continue
        dealt_with.add(incumbent.key)
        if draw(incumbent.luck, month, NOT_RETURNED) < share:
            replace(district, incumbent, staff, dealt_with)


def replace(district: District, incumbent: Worker, staff: list[Worker], dealt_with: set[int]) -> None:
    """Put an outsider, or one of the staff in a lower post, in an incumbent's place; with nobody there they stay."""
    law, month = district.law, district.month
    post, place = incumbent.post, incumbent.place
    if draw(incumbent.luck, month, OUTSIDER) < law.value("election.outsider_share", month):
        district.leave(incumbent, "not_re_elected")
        key = newcomers_key(incumbent.key, month, 0)
        district.join(newcomer(district, key, place, post, ELECTED))
        return
    years = YEAR * law.value("election.minimum_service", month)
    below = [one for one in staff if one.post > post and one.key not in dealt_with and one.service(month) >= years]
    if not below:
        return
    winner = max(below, key=lambda one: draw(one.luck, month, WHO_IS_ELECTED))
    dealt_with.add(winner.key)
    former = winner.post
    if draw(incumbent.luck, month, STEPS_DOWN) < law.value("election.leave_share", month):
        district.leave(incumbent, "not_re_elected")
    else:
        district.move(incumbent, former, place, "stepped_down")
    district.move(winner, post, place, "promoted")
