"""The district: its places, the people in them, the verbs that change anyone, and the log of what happened."""

from __future__ import annotations

from bisect import bisect_right
from collections import Counter
from collections.abc import Iterable
from typing import Any, NamedTuple

import simpy

from simlib.policy import Policy
from simlib.staff.opening import Staff
from tests.oracle import luck
from tests.oracle.agenda import FORECAST, GRADES, moment, month_at
from tests.oracle.law import YEAR, Law
from tests.oracle.regrading import regraded
from tests.oracle.worker import Approved, Worker


class Event(NamedTuple):
    """One line of the log; post and grade as they are afterwards."""

    month: int
    key: int
    flow: str
    post: int
    grade: int


class Place(NamedTuple):
    """A street's office, or one of its communities."""

    unit: int
    kind: int
    ordinal: int
    name: str

    def stands(self, law: Law, month: int) -> bool:
        """Return whether there is such a place in a month."""
        return bool(self.ordinal < law.value("establishment.communities", month)[self.unit][self.kind])


class District:
    """One replication.

    authorised  posts by place and post, as last set
    approved    recruits not yet there
    """

    def __init__(self, policy: Policy, staff: Staff, years: int, seed: int, replication: int) -> None:
        self.law = Law(policy)
        whole = (self.law.opening + YEAR - 1) // YEAR  # the first whole year
        self.months = range(self.law.opening, YEAR * (whole + years))
        ramps = {self.law.choice("rules.ramp", month) for month in self.months}
        self.part_pay = "each_satisfactory_year" in ramps  # at some time
        self.env = simpy.Environment(moment(self.law.opening, 0))
        self.stream = luck.stream(seed, replication)
        self.places = places(self.law, range(staff.month, self.months.stop))
        self.authorised: list[list[int]] = []
        self.approved: list[Approved] = []
        self.people: dict[int, Worker] = {}
        self.log: list[Event] = []
        self.moves: Counter[tuple[int, int, int]] = Counter()  # by year, from post, to post
        self.blocked: Counter[tuple[int, int]] = Counter()  # by year and why
        self._shared = sorted(self._januaries_and_changes())
        numbers = {place.name: number for number, place in enumerate(self.places)}
        for record in staff.records:
            self.enter(self._worker(record, numbers[staff.places[record["place"]]]))

    def _januaries_and_changes(self) -> Iterable[int]:
        yield moment(self.months.start, FORECAST)
        for month in range(self.months.start, self.months.stop + YEAR):
            if month % YEAR == 0:
                yield moment(month, GRADES)
            if month % YEAR == 0 or month in self.law.changes:
                yield moment(month, FORECAST)

    def _worker(self, record: Any, place: int) -> Worker:
        """Return a person of the roster, with the luck of this replication."""
        own = luck.own(self.stream, int(record["key"]))
        taken = {name: record[name].item() for name in Worker.__dataclass_fields__ if name in record.dtype.names}
        return Worker(**{**taken, "place": place, "luck": own, "merit": luck.draw(own, luck.ONCE, luck.MERIT)})

    @property
    def month(self) -> int:
        """The present month."""
        return month_at(self.env.now)

    def until(self, moment: int) -> simpy.Event:
        """Wait until a moment."""
        return self.env.timeout(moment - self.env.now)

    def next_january_or_change(self, now: int) -> int:
        """Return the next moment at which everybody has to look at the law."""
        return self._shared[bisect_right(self._shared, now)]

    def enter(self, worker: Worker) -> None:
        """Take somebody in: a life begins."""
        self.people[worker.key] = worker
        worker.process = self.env.process(worker.life(self))

    def join(self, worker: Worker) -> None:
        """Take a newcomer in, and look ahead for the rest of the year."""
        self.note(worker, "joined")
        worker.look_ahead(self)
        self.enter(worker)

    def leave(self, worker: Worker, flow: str) -> None:
        """Let somebody go: one exit, one reason."""
        worker.serving = False
        del self.people[worker.key]
        self.note(worker, flow)
        self.disturb(worker)

    def move(self, worker: Worker, post: int, place: int, flow: str) -> None:
        """Put somebody in another post, at the grade that one has there."""
        self.moves[(self.month // YEAR, worker.post, post)] += 1
        worker.grade = regraded(self.law, self.month, worker, post)
        worker.post, worker.place, worker.unit = post, place, self.places[place].unit
        worker.post_from = self.month
        if flow == "promoted":
            worker.excellent_run = 0
        self.note(worker, flow)
        worker.look_ahead(self)  # a woman's track, and so her retirement, may follow the post
        self.disturb(worker)

    def disturb(self, worker: Worker) -> None:
        """Break in on somebody's waiting, who then looks at what comes next for them."""
        if worker.process is not None and worker.process.is_alive and worker.process is not self.env.active_process:
            worker.process.interrupt()

    def note(self, worker: Worker, flow: str) -> None:
        """Write a line of the log."""
        self.log.append(Event(self.month, worker.key, flow, worker.post, worker.grade))

    def taken(self) -> Counter[tuple[int, int]]:
        """Return the people in post, and approved for it, by place and post."""
        return Counter((one.place, one.post) for one in (*self.people.values(), *self.approved))

    def vacant(self, post: int) -> list[int]:
        """Return the vacancies of a post by place, those approved for it being filled, never below none."""
        taken = self.taken()
        return [max(0, posts[post] - taken[place, post]) for place, posts in enumerate(self.authorised)]

    def places_of(self, unit: int) -> list[int]:
        """Return the places of a unit."""
        return [number for number, place in enumerate(self.places) if place.unit == unit]

    def area(self, worker: Worker, scope: int) -> int:
        """Return the community (0), the street (1) or the district (2) that somebody competes in."""
        return (worker.place, worker.unit, 0)[scope]


def places(law: Law, months: range) -> list[Place]:
    """Return every place there is in some of the months: street by street, type by type, one by one."""
    numbers = [law.value("establishment.communities", month) for month in months]
    return [
        Place(unit, kind, ordinal, f"{name}/{kind_name}_{ordinal + 1}")
        for unit, name in enumerate(law.units)
        for kind, kind_name in enumerate(law.kinds)
        for ordinal in range(max(number[unit][kind] for number in numbers))
    ]
