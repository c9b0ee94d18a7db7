"""Answers that must hold, always: nobody is lost, nobody is counted twice, nobody is where the law lets nobody be."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator

import numpy as np
import pytest

from simlib import project
from simlib.months import YEAR, month_number
from simlib.policy import Policy
from simlib.policy.axes import AGE_BAND_STARTS
from simlib.population.person import LEAVING_FLOWS, MALE, WOMEN_50
from simlib.population.staff import Staff
from simlib.population.world import World
from simlib.projection import Projection
from tests.rules.schedule import SCHEDULE
from tests.simulation.lives import NAMES, Event, after, events, lives, paid_months, serving, spells

YEARS, REPLICATIONS, SEED = 10, 6, 20
LEAVING = [NAMES.index(name) for name in LEAVING_FLOWS]
MOVES = [NAMES.index("promoted"), NAMES.index("stepped_down")]
LATEST_CHOICE = 36  # months of flexible delay at most, 延迟时间最长不超过三年
pytestmark = pytest.mark.parametrize("case", ["as_it_is", "everything_happens", "under_other_rules"])


class Case:
    """A law, its staff, what became of them, and the world at the end of every month."""

    def __init__(self, law: Policy, staff: Staff) -> None:
        self.law, self.staff = law, staff
        self.run: Projection = project(law, staff, years=YEARS, replications=REPLICATIONS, seed=SEED)
        self.end = after(law, staff, YEAR * YEARS, REPLICATIONS, SEED)
        self.opening: int = law.opening or 0
        self.month_ends = [(self.opening + m - 1, after(law, staff, m, 1, SEED)) for m in range(1, YEAR * YEARS + 1)]

    def lives(self) -> Iterator[tuple[int, list[Event]]]:
        """Everybody to whom something happened, in every replication."""
        for replication in range(REPLICATIONS):
            yield from lives(self.end, replication).items()

    def everybody(self) -> Iterator[tuple[int, np.recarray]]:
        """Month and record of everybody in post at the end of every month, and at the very end of every replication."""
        for month, world in self.month_ends:
            for person in serving(world, 0):
                yield month, person
        for replication in range(REPLICATIONS):
            for person in serving(self.end, replication):
                yield self.month_ends[-1][0], person


@pytest.fixture(scope="session")
def cases(streets: Policy, busy: Policy, busier: Policy, few: Staff) -> dict[str, Case]:
    laws = {"as_it_is": streets, "everything_happens": busy, "under_other_rules": busier}
    return {name: Case(law, few) for name, law in laws.items()}


@pytest.fixture
def now(cases: dict[str, Case], case: str) -> Case:
    return cases[case]


def test_opening_and_joined_less_left_is_closing(now: Case):
    flows, stock = now.run.books.flows, now.run.books.in_post.sum(axis=(2, 3))
    left = flows[:, :, LEAVING].sum(axis=(2, 3))
    joined = flows[:, :, NAMES.index("joined")].sum(axis=2)
    assert left.min() > 0 and joined.sum() > 0
    assert np.array_equal(stock[:, :-1] + joined - left, stock[:, 1:])
    assert (stock[:, 0] == len(now.staff)).all()


def test_and_so_for_each_post_with_the_moves_between_posts(now: Case):
    books = now.run.books
    stock = books.in_post.sum(axis=3)
    came = books.flows[:, :, NAMES.index("joined")] + books.moves.sum(axis=2)
    went = books.flows[:, :, LEAVING].sum(axis=2) + books.moves.sum(axis=3)
    assert books.moves.sum() > 0
    assert np.array_equal(stock[:, :-1] + came - went, stock[:, 1:])
    assert np.array_equal(books.flows[:, :, MOVES].sum(axis=2), books.moves.sum(axis=2))


def test_and_so_for_each_post_and_grade_by_the_log_alone(now: Case):
    stock = now.run.books.in_post
    for replication in range(REPLICATIONS):
        where = {int(p["key"]): (int(p["post"]), int(p["grade"])) for p in now.staff.records}
        log = iter(events(now.end, replication))
        event = next(log, None)
        for year in range(YEARS + 1):
            while event is not None and event.month < now.opening + YEAR * year:
                if event.flow in LEAVING_FLOWS:
                    assert where.pop(event.key) == (event.post, event.grade)
                else:
                    assert (event.flow == "joined") == (event.key not in where)
                    where[event.key] = (event.post, event.grade)
                event = next(log, None)
            counted = np.zeros(stock.shape[2:], int)
            for post, grade in where.values():
                counted[post, grade - 1] += 1
            assert np.array_equal(counted, stock[replication, year])


def test_the_flow_tables_are_the_log_counted(now: Case):
    flows = np.zeros_like(now.run.books.flows)
    for replication in range(REPLICATIONS):
        for event in events(now.end, replication):
            flows[replication, (event.month - now.opening) // YEAR, NAMES.index(event.flow), event.post] += 1
    assert np.array_equal(flows, now.run.books.flows)


def test_months_after_changes_of_grade_are_the_logs(now: Case):
    """From the month of the change to December, + in the new grade and − in the old, under the post then held."""
    risen = np.zeros_like(now.run.books.risen)
    for replication in range(REPLICATIONS):
        grades = {int(p["key"]): int(p["grade"]) for p in now.staff.records}
        for event in events(now.end, replication):
            old, year = grades.get(event.key, event.grade), (event.month - now.opening) // YEAR
            months = YEAR - (event.month - now.opening) % YEAR
            risen[replication, year, event.post, event.grade - 1] += months
            risen[replication, year, event.post, old - 1] -= months
            grades[event.key] = event.grade
    assert np.array_equal(now.run.books.risen, risen)
    assert risen.any() and (risen.sum(axis=3) == 0).all()


def test_nobody_leaves_twice_or_does_anything_afterwards_or_joins_twice(now: Case):
    roster = {int(key) for key in now.staff.records["key"]}
    seen: Counter[str] = Counter()
    for key, life in now.lives():
        flows = [event.flow for event in life]
        seen.update(flows)
        assert [event.month for event in life] == sorted(event.month for event in life)
        assert not set(flows[:-1]) & set(LEAVING_FLOWS)
        assert flows.count("joined") == (0 if key in roster else 1)
        assert key in roster or flows[0] == "joined"
    assert case_expects(now) <= set(seen)


def case_expects(now: Case) -> set[str]:
    """The flows without which a case would prove little."""
    everything = set(NAMES)
    return everything if now.run.policy.value("exits.misconduct", now.opening) == 0.02 else everything - {"dismissed"}


def test_nobody_serves_past_the_age_that_the_law_and_the_choice_to_stay_give(now: Case):
    close = 0
    for month, person in now.everybody():
        if person.sex == MALE:
            last = SCHEDULE["men_60"][person.birth]
        elif person.track == WOMEN_50:
            last = SCHEDULE["women_50"][person.birth]
        else:  # on the 55 track, or it depends on the post: 55 at the latest
            last = SCHEDULE["women_55"][person.birth]
        assert month < last + LATEST_CHOICE
        close += month >= last - YEAR
    assert close > 0, "nobody came near the age"


def test_everybody_came_after_turning_18_and_before_today(now: Case):
    for month, person in now.everybody():
        assert person.service_from <= person.joined <= month
        assert person.joined <= person.post_from <= month or person.joined > now.opening
        assert person.service_from - person.birth >= 18 * YEAR


def test_no_grade_outside_its_band(now: Case):
    band = np.asarray(now.law.value("grades.band", now.opening))
    for month, person in now.everybody():
        lowest, highest = band[person.post]
        assert lowest <= person.grade <= highest, month
    grades = np.arange(1, now.law.grades + 1)
    outside = (grades < band[:, :1]) | (grades > band[:, 1:])
    assert now.run.books.in_post[..., outside].sum() == 0
    assert now.run.books.in_post[..., ~outside].sum() > 0


def test_no_post_over_its_establishment_unless_that_fell(now: Case):
    """A place can be over only below an earlier establishment; recruits already approved still come, nobody else."""
    lead = int(now.law.value("recruitment.lead_months", now.opening))
    authorised = [world.places.authorised[0] for _, world in now.month_ends]
    filled = np.zeros_like(authorised[0])
    for person in now.staff.records:
        filled[person["place"], person["post"]] += 1
    assert (filled <= authorised[0]).all()
    for m, (_, world) in enumerate(now.month_ends):
        places = world.places[0]
        over, came = places.in_post > authorised[m], places.in_post > filled
        assert (authorised[m] < np.max(authorised[: m + 1], axis=0))[over].all()
        assert (authorised[m] < np.max(authorised[max(m - lead, 0) : m + 1], axis=0))[over & came].all()
        filled = places.in_post


def test_places_hold_the_people_who_are_in_them(now: Case):
    for _, world in now.month_ends:
        _places_agree(world, 0)
    for replication in range(REPLICATIONS):
        _places_agree(now.end, replication)


def _places_agree(world: World, replication: int) -> None:
    counted = np.zeros_like(world.places.in_post[replication])
    for person in serving(world, replication):
        counted[person.place, person.post] += 1
        assert world.places.unit[replication, person.place] == person.unit
    assert np.array_equal(counted, world.places.in_post[replication])
    assert world.places.approved.min() >= 0


def test_ages_units_and_grades_count_the_same_people(now: Case):
    books, ends = now.run.books, [now.opening + YEAR * year for year in range(1, YEARS + 1)]
    total = books.in_post.sum(axis=(2, 3))
    assert np.array_equal(books.by_age.sum(axis=(2, 3)), total)
    assert np.array_equal(books.by_unit.sum(axis=2), total)
    for replication in range(REPLICATIONS):
        people = serving(now.end, replication)
        ages = [(int(p.sex), sum(ends[-1] - p.birth >= start for start in AGE_BAND_STARTS) - 1) for p in people]
        assert _table(books.by_age[replication, -1]) == Counter(ages)
        assert _table(books.by_unit[replication, -1]) == Counter((int(p.unit),) for p in people)
        assert _table(books.in_post[replication, -1]) == Counter((int(p.post), int(p.grade) - 1) for p in people)


def _table(counts: np.ndarray) -> Counter[tuple[int, ...]]:
    return Counter({place: int(number) for place, number in np.ndenumerate(counts) if number})


def test_paid_months_are_the_months_lived_in_post(now: Case):
    """By year, post and grade, exactly: people are paid for the month they arrive and, but for elections, leave."""
    posts, grades = len(now.law.axis("post")), now.law.grades
    stop = now.opening + YEAR * YEARS
    for replication in range(REPLICATIONS):
        lived = np.zeros((YEARS, posts, grades), int)
        life = lives(now.end, replication)
        for key in {*life, *(int(k) for k in now.staff.records["key"])}:
            for spell in spells(now.staff, life.get(key), key, now.opening, stop):
                for month in range(spell.first, spell.stop):
                    lived[(month - now.opening) // YEAR, spell.post, spell.grade - 1] += 1
        assert np.array_equal(paid_months(now.run, replication), lived)
        stock = now.run.books.in_post[replication].sum(axis=(1, 2))
        came, left = now.run.books.flows[replication, :, 0].sum(axis=1), stock[:-1] - stock[1:]
        stayed, present = stock[1:] - came, stock[:-1] + came
        assert ((lived.sum(axis=(1, 2)) >= YEAR * stayed) & (lived.sum(axis=(1, 2)) <= YEAR * present)).all(), left


def test_a_longer_run_begins_with_the_shorter_one(now: Case):
    shorter = project(now.law, now.staff, years=4, replications=REPLICATIONS, seed=SEED)
    for name in ("in_post", "by_age", "by_unit"):
        assert np.array_equal(getattr(shorter.books, name), getattr(now.run.books, name)[:, :5])
    for name in ("flows", "moves", "risen", "blocked"):
        assert np.array_equal(getattr(shorter.books, name), getattr(now.run.books, name)[:, :4])
    assert now.opening == month_number(now.run.years[0], 1)
