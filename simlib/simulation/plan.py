"""The first month: every replication's world with the opening staff in it."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from functools import cached_property

import numpy as np

from simlib.luck import key_of, stream_of
from simlib.months import Years, year_of
from simlib.policy import TERMS, Policy, terms_table
from simlib.policy.problems import one_problem
from simlib.policy.terms import option
from simlib.population.person import SERVING
from simlib.population.world import Shape, World, empty_batch
from simlib.rules.establishment import Places, authorised, places_of
from simlib.rules.exits.competing_risks import Forces, forces_of
from simlib.simulation.agenda import ESTABLISHMENT
from simlib.simulation.calendar import MOVE, Calendar, do_calendar, open_books
from simlib.simulation.clock import (
    FUND_RESET,
    INSURANCE_RESET,
    absorptions,
    announced,
    conversion_month,
    resets,
    reviews,
)
from simlib.simulation.conversion_month import Conversion, conversion_of
from simlib.simulation.give_luck import give_luck
from simlib.simulation.pay_layout import PayLayout, pay_layout
from simlib.staff.opening import Former, Staff
from simlib.text import Text

LOG_LINES_PER_PERSON = 30
_WAGE_YEARS = 500


@dataclass(frozen=True)
class Plan:
    """All that a run reads and nothing that it writes: one plan serves every batch and thread."""

    policy: Policy
    staff: Staff
    months: range
    seed: int
    traced: bool = False
    layout: PayLayout | None = None  # a finer way to keep person-months than the policy itself needs

    @cached_property
    def table(self) -> np.ndarray:
        """The terms of each month, shape (months,)."""
        return terms_table(self.policy, self.months[0], len(self.months)).view(np.recarray)

    @cached_property
    def forces(self) -> Forces:
        """What the exit rules read."""
        return forces_of(self.policy, self.months, self.table)

    @cached_property
    def places(self) -> Places:
        """Every place there is at any time, and those where the opening staff works though the policy has fewer."""
        return places_of(self.policy, self.months, self._places_with_people)

    @cached_property
    def records(self) -> np.ndarray:
        """The opening staff's records, their places numbered as `places` has them."""
        if not self.staff.places and self.staff.records["place"].max(initial=0) >= len(self.places.unit):
            what = Text("有人员所在的场所是 {policy} 没有的", "people work in places that {policy} has not")
            way_out = Text(
                "请在 Staff.places 写明记录中的场所编号指哪些场所。",
                "Say in Staff.places which places the records count.",
            )
            raise one_problem(what.of(policy=self.policy.name), way_out)
        return self.numbered(self.staff)

    def numbered(self, staff: Staff) -> np.ndarray:
        """Return the records of a draw of the staff, their places numbered as `places` has them."""
        if not staff.places:
            return staff.records
        records = staff.records.copy()
        records["place"] = self._place_numbers[records["place"]]
        return records

    @cached_property
    def _place_numbers(self) -> np.ndarray:
        """The number of each place that the staff's records count; −1 where nobody works and the policy has none."""
        number = {name: at for at, name in enumerate(self.places.names(self.policy))}
        return np.array([number.get(name, -1) for name in self.staff.places])

    @property
    def _places_with_people(self) -> list[str]:
        return [self.staff.places[at] for at in np.unique(self.staff.records["place"])] if self.staff.places else []

    @cached_property
    def reviews(self) -> tuple[int, ...]:
        """The months of the establishment reviews."""
        return reviews(self.policy, self.months)

    @cached_property
    def pay(self) -> PayLayout:
        """Pay cells and pay periods."""
        return self.layout or pay_layout(self.policy, self.months)

    @cached_property
    def former(self) -> Former | None:
        """The scale of another pack that a conversion at the opening starts from; None where there is none."""
        return self.staff.former if conversion_month(self.policy, self.months) == self.months[0] else None

    @cached_property
    def conversion(self) -> Conversion | None:
        """The conversion to a new scale, if there is one."""
        return conversion_of(self.policy, self.months, self.former)

    def establishment(self, month: int) -> np.ndarray:
        """Return the authorised posts in a month, shape (places, posts)."""
        return authorised(self.policy, self.places, month, self.reviews)

    def kinds_of(self, name: str, month: int) -> np.ndarray:
        """Return for each place what a yes-or-no term says of its type in a month, (P,) int64: no if no rule asks."""
        term = TERMS[name]
        if term.needed_by and self.policy.choice(term.rule, month) not in term.needed_by:
            return np.zeros(len(self.places.kind), np.int64)
        return np.asarray(self.policy.value(name, month))[self.places.kind]

    @cached_property
    def absorbed(self) -> np.ndarray:
        """How many each unit is to absorb in bulk in each month, (months, units) int64."""
        people = np.zeros((len(self.months), len(self.policy.axis("unit"))), np.int64)
        for month in absorptions(self.policy, self.months):
            people[month - self.months[0]] = self.policy.value("absorption.people", month)
        return people

    @cached_property
    def years(self) -> Years:
        """The calendar years that the run touches."""
        return Years(self.months)

    def prepare(self) -> None:
        """Work everything out that threads would otherwise work out side by side."""
        for part in (self.table, self.forces, self.openings):
            assert part is not None

    @cached_property
    def calendar(self) -> Calendar:
        """What the clock announces, month by month, with the establishments in force."""
        steps = [due for _, due in announced(self.policy, self.months)]
        sets = [m for m, due in enumerate(steps) if ESTABLISHMENT in due]
        count = np.arange(len(self.months))
        return Calendar(
            month=np.array(self.months),
            year=np.array([year_of(month) - self.years[0] for month in self.months]),
            period=self.pay.of_month,
            period_ends=np.array([self.pay.ends(int(m)) for m in count], dtype=np.int64),
            first_step=np.cumsum([0, *map(len, steps)]),
            steps=np.concatenate([np.array(due) for due in steps]),
            authorised=np.stack([self.establishment(self.months[m]) for m in sets]),
            elects=np.stack([self.kinds_of("election.places", self.months[m]) for m in sets]),
            ranked=np.stack([self.kinds_of("appraisal.ranked_places", self.months[m]) for m in sets]),
            authorised_from=np.searchsorted(sets, count, side="right") - 1,
            absorbed=self.absorbed,
        )

    @cached_property
    def bases(self) -> int:
        """How many bases of contributions are to be told apart: 1 where insurance and fund set theirs together."""
        insurance, fund = (resets(self.policy, self.months, name) for name in (INSURANCE_RESET, FUND_RESET))
        return 1 if insurance == fund else 2

    @cached_property
    def shape(self) -> Shape:
        """The lengths of a world."""
        records = self._most_people() + 1  # and one for a newcomer
        scale, conversion = len(self.policy.axis("post")) * self.policy.grades, self.conversion
        return Shape(
            records=records,
            places=len(self.places.unit),
            units=len(self.policy.axis("unit")),
            years=len(self.years),
            periods=len(self.pay.starts),
            cells=self.pay.cells,
            conversion=conversion.cells * scale if conversion else 0,
            bases=self.bases,
            wage_years=_room(min(self.pay.cells, len(self.staff))),
            log=self._log_lines(records),
        )

    def _most_people(self) -> int:
        """Return how many there are at most at any time: all who may ever fill the posts of each place.

        And those absorbed beyond them; of a place that is opened again, where its people moved away, as many anew.
        """
        filled = np.zeros(self.calendar.authorised.shape[1:], np.int64)
        np.add.at(filled, (self.records["place"], self.records["post"]), 1)
        moves = bool(np.any(self.table["establishment_closed_staff"] == MOVE))
        beyond = int(self._most_absorbed()[self.table["absorption_beyond_establishment"] == 1].sum())
        return max(_most_in_posts(posts, filled, moves) for posts in self._establishments()) + beyond

    def _establishments(self) -> Iterable[np.ndarray]:
        """Return the establishments that replications may have, (sets, P, posts) each."""
        return (self.calendar.authorised,)

    def _most_absorbed(self) -> np.ndarray:
        return self.absorbed

    def _log_lines(self, records: int) -> int:
        """Return the lines for so many records: the more rounds of recruitment a year, the more people hold a post."""
        return LOG_LINES_PER_PERSON * int(self.table["recruitment_rounds"].max()) * records if self.traced else 0

    @cached_property
    def openings(self) -> list[World]:
        """The world in which every replication opens, alike but for luck: a batch of one; the last has most room."""
        return [self.opening_of(self.staff, self.shape)]

    def opening_of(self, staff: Staff, shape: Shape) -> World:
        """Return a batch of one world with a draw of the staff in post and counted; their luck is still to be given."""
        world = empty_batch(1, shape)
        policy, first, people, state = self.policy, self.months[0], len(staff), world.state
        world.places.unit[:], world.places.key[:] = self.places.unit, self._place_keys
        world.units.key[:] = [key_of(unit) for unit in policy.axis("unit")]
        world.people[:, :people], world.people.state[:, :people] = self.numbered(staff), SERVING
        world.people.next_free[:, people:] = [*range(people + 1, shape.records), -1]
        state.month[:], state.unpaid[:], state.free[:] = first, first, people
        state.pay_steps[:] = self.pay.steps
        state.grades[:], state.scale[:] = policy.grades, len(policy.axis("post")) * policy.grades
        if self.former is not None and staff.former is not None:
            world.converted.before[:, :people] = staff.former.cells
        with np.errstate(over="ignore"):  # uncompiled, the wrapping products of the keys of wage years warn
            open_books(world, self.table[0])
        return world

    @cached_property
    def _place_keys(self) -> list[np.uint64]:
        return [key_of(name) for name in self.places.names(self.policy)]

    def act(self, batch: World, replications: range) -> None:
        """Take a batch of replications, opened, through the calendar."""
        do_calendar(batch, self.calendar, self.table, self.forces)

    def opening(self, replication: int, first: World) -> World:
        """Return the world in which a replication opens, with as much room as the `first` of these openings."""
        return first

    def widen(self, room: int) -> None:
        """Open with twice the room for wage years, if `room` was the most there is, and not enough."""
        self._open(records=0, wage_years=2 * room)

    def widen_records(self, room: int) -> None:
        """Open with half as many records again, if `room` was the most there is: people may exceed the posts."""
        self._open(records=room + room // 2 + 1, wage_years=0)

    def _open(self, records: int, wage_years: int) -> None:
        """Open with at least so many records and so much room for wage years, if that is more than there is."""
        world = self.openings[-1]
        now = (world.people.shape[1], world.wage_years.shape[1])
        wanted = (max(records, now[0]), max(wage_years, now[1]))
        if wanted != now:
            self.openings.append(self.opening_of(self.staff, self._roomier(*wanted)))

    def _roomier(self, records: int, wage_years: int) -> Shape:
        return self.shape._replace(records=records, wage_years=wage_years, log=self._log_lines(records))

    @cached_property
    def outgrows(self) -> bool:
        """Whether people may come to be more than the posts: some are promoted whether there is a vacant one or not."""
        rule = TERMS["rules.promotion"]
        return bool((self.table[rule.field] == option(rule.name, "stated_rates")).any())


def _most_in_posts(authorised: np.ndarray, filled: np.ndarray, moves: bool) -> int:
    """Return how many there are at most under some establishments (sets, P, posts); `filled`: at the opening."""
    there = authorised.sum(axis=2) > 0
    opened = moves * (there[1:] & ~there[:-1]).sum(axis=0)
    return int((np.maximum(authorised.max(axis=0), filled).sum(axis=1) * (1 + opened)).sum())


def opened(plan: Plan, replications: range, room: World | None = None) -> World:
    """Return a world for each of the replications, with the opening staff in post and counted.

    room  worlds of the same plan, at least as many, that are done with: these are written over them
    """
    number, opening = len(replications), plan.openings[-1]
    if room is None or any(old.shape[1:] != new.shape[1:] for old, new in zip(room, opening, strict=True)):
        room = World._make(np.empty_like(part, shape=(number, *part.shape[1:])) for part in opening)
    batch = World._make(old[:number] for old in room)
    for place, r in enumerate(replications):
        for part, mine in zip(
            plan.opening(r, opening), batch, strict=True
        ):  # `take` copies records whole, assignments do not
            np.take(part, [0], axis=0, out=mine[place : place + 1], mode="clip")
    batch.state["stream"][:, 0] = [stream_of(plan.seed, r) for r in replications]
    give_luck(batch.people, batch.places, batch.state)
    return batch


def _room(cells: int) -> int:
    """Return the room for wage years that a run begins with: usually enough."""
    return 1 << int(2 * cells + _WAGE_YEARS).bit_length()
