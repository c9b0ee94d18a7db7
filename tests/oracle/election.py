"""The committee election: some incumbents are replaced by staff of the community or from outside."""

from __future__ import annotations

from typing import TYPE_CHECKING

from tests.oracle.law import Law, Round
from tests.oracle.luck import NOT_RETURNED, OUTSIDER, STEPS_DOWN, draw, key_of, newcomers_key, own
from tests.oracle.newcomer import newcomer
from tests.oracle.standing import winner_of
from tests.oracle.worker import Worker

if TYPE_CHECKING:
    from tests.oracle.district import District


class Elections:
    """The elections of a district, term after term."""

    def __init__(self, law: Law) -> None:
        self.terms = Round(law, "election.first_month", "election.every_years")

    def hold(self, district: District) -> None:
        """Hold the elections, community by community, where a term ends this month."""
        if not self.terms.is_due(district.month):
            return
        elects = district.law.value("election.places", district.month)
        staff: dict[int, list[Worker]] = {number: [] for number in range(len(district.places))}
        for worker in district.people.values():
            staff[worker.place].append(worker)
        for number, place in enumerate(district.places):
            if elects[place.kind]:
                Election(district, number, staff[number]).hold()


class Election:
    """One community's election: whoever is to be replaced, or just elected, is not elected."""

    def __init__(self, district: District, place: int, staff: list[Worker]) -> None:
        self.district, self.place, self.staff = district, place, staff
        self.law, self.month = district.law, district.month
        self.elected_posts = self.law.value("election.posts", self.month)
        self.dealt_with: set[int] = set()

    def hold(self) -> None:
        """Ask the incumbents, the higher post first; then fill the vacant posts that have waited for it."""
        incumbents = [worker for worker in self.staff if self.elected_posts[worker.post]]
        share = self.law.value("election.turnover_share", self.month)
        for incumbent in sorted(incumbents, key=lambda worker: (worker.post, worker.key)):
            if incumbent.key not in self.dealt_with and draw(incumbent.luck, self.month, NOT_RETURNED) < share:
                self.dealt_with.add(incumbent.key)
                self.replace(incumbent)
        self.fill()

    def replace(self, incumbent: Worker) -> None:
        """Put an outsider, or one of the staff in a lower post, in an incumbent's place; they stay where nobody is."""
        district, month, post = self.district, self.month, incumbent.post
        if self.is_outsider(incumbent.luck):
            district.leave(incumbent, "not_re_elected")
            district.join(newcomer(district, newcomers_key(incumbent.key, month, 0), self.place, post, "elected"))
            return
        winner = winner_of(district, self.staff, self.dealt_with, post)
        if winner is None:
            return
        self.dealt_with.add(winner.key)
        former = winner.post
        if draw(incumbent.luck, month, STEPS_DOWN) < self.law.value("election.leave_share", month):
            district.leave(incumbent, "not_re_elected")
        else:
            district.move(incumbent, former, self.place, "stepped_down")
        district.move(winner, post, self.place, "promoted")

    def is_outsider(self, luck: int) -> bool:
        """Return whether the one elected comes from outside."""
        return bool(draw(luck, self.month, OUTSIDER) < self.law.value("election.outsider_share", self.month))

    def fill(self) -> None:
        """Fill each vacant post that has waited, from the top: each has a key of its place, month and number."""
        district, number = self.district, 0
        name = district.places[self.place].name
        for post in range(self.law.posts):
            if not waits(district, self.place, post):
                continue
            for _ in range(district.vacant(post)[self.place]):
                key = newcomers_key(key_of(name), self.month, number)
                number += 1
                if self.is_outsider(own(district.stream, key)):
                    district.join(newcomer(district, key, self.place, post, "elected"))
                elif winner := winner_of(district, self.staff, self.dealt_with, post):
                    self.dealt_with.add(winner.key)
                    district.move(winner, post, self.place, "promoted")


def waits(district: District, place: int, post: int) -> bool:
    """Return whether a vacancy waits for the next election."""
    law, month = district.law, district.month
    return bool(
        law.choice("election.vacancies_between", month) == "wait_for_election"
        and law.value("election.posts", month)[post]
        and law.value("election.places", month)[district.places[place].kind]
    )
