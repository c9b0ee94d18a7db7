"""The committee election: some incumbents are replaced by staff of the community or from outside."""

from __future__ import annotations

from typing import TYPE_CHECKING

from tests.oracle.law import YEAR, Law, Round
from tests.oracle.luck import ELECTED, NOT_RETURNED, OUTSIDER, STEPS_DOWN, draw, newcomers_key
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
    """One community's election: nobody who has been dealt with is elected."""

    def __init__(self, district: District, place: int, staff: list[Worker]) -> None:
        self.district, self.place, self.staff = district, place, staff
        self.law, self.month = district.law, district.month
        self.elected_posts = self.law.value("election.posts", self.month)
        self.dealt_with: set[int] = set()

    def hold(self) -> None:
        """Ask the incumbents, the higher post first."""
        incumbents = [worker for worker in self.staff if self.elected_posts[worker.post]]
        share = self.law.value("election.turnover_share", self.month)
        for incumbent in sorted(incumbents, key=lambda worker: (worker.post, worker.key)):
            if incumbent.key not in self.dealt_with:
                self.dealt_with.add(incumbent.key)
                if draw(incumbent.luck, self.month, NOT_RETURNED) < share:
                    self.replace(incumbent)

    def replace(self, incumbent: Worker) -> None:
        """Put an outsider, or one of the staff in a lower post, in an incumbent's place; they stay where nobody is."""
        district, month, post = self.district, self.month, incumbent.post
        if self.is_outsider(incumbent.luck):
            district.leave(incumbent, "not_re_elected")
            district.join(newcomer(district, newcomers_key(incumbent.key, month, 0), self.place, post, "elected"))
            return
        years = YEAR * self.law.value("election.minimum_service", month)
        lower = [one for one in self.staff if one.post > post and one.key not in self.dealt_with]
        below = [one for one in lower if one.service(month) >= years]
        if not below:
            return
        winner = max(below, key=lambda one: draw(one.luck, month, ELECTED))
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
