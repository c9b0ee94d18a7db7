"""Nobody is lost and nobody is counted twice, whatever the policy and whoever the staff: the books are the lives."""

from __future__ import annotations

from collections import Counter

import numpy as np
from hypothesis import assume, given, settings

from simlib import cost
from simlib.analysis.compare import compare
from simlib.analysis.explain import explain, explain_difference
from simlib.months import YEAR
from simlib.policy.axes import AGE_BAND_STARTS
from simlib.population.person import FLOWS, LEAVING_FLOWS
from simlib.population.world import MONTHS
from tests.properties.cases import Case, Proposed, cases, projected, proposals
from tests.simulation.lives import NAMES, events, lives, paid_months, serving, spells

LEAVING = [NAMES.index(name) for name in LEAVING_FLOWS]
MOVES = [NAMES.index("promoted"), NAMES.index("stepped_down")]


def test_stocks_and_flows_of_people():
    """Every year and replication: of all, of each post with the moves between, of each post and grade by the log.

    A conversion is no event of a life: the log is not asked where there is one.
    """
    happened: Counter[str] = Counter()

    @settings(max_examples=100)
    @given(cases())
    def add_up(case: Case) -> None:
        books = case.run.books
        stock = books.in_post.sum(axis=3)
        joined, left = books.flows[:, :, NAMES.index("joined")], books.flows[:, :, LEAVING].sum(axis=2)
        assert (stock[:, 0].sum(axis=1) == len(case.staff)).all()
        came, went = joined + books.moves.sum(axis=2), left + books.moves.sum(axis=3)
        assert np.array_equal(stock[:, :-1] + came - went, stock[:, 1:])
        assert np.array_equal(books.flows[:, :, MOVES].sum(axis=2), books.moves.sum(axis=2))
        for replication in range(case.replications):
            if not _converts(case):
                _the_log_tells_the_same(case, replication)
        happened.update(dict(zip(FLOWS, books.flows.sum(axis=(0, 1, 3)).tolist())))

    add_up()
    assert min(happened[flow] for flow in FLOWS) > 0, happened


def _the_log_tells_the_same(case: Case, replication: int) -> None:
    """Flows, stocks by post and grade, and twelve months after a change of grade, all from log and roster alone."""
    books, opening = case.run.books, case.opening
    where = {int(p["key"]): (int(p["post"]), int(p["grade"])) for p in case.staff.records}
    stocks, flows = [_table(Counter(where.values()), books.in_post)], np.zeros_like(books.flows[replication])
    risen, left = np.zeros_like(books.risen[replication]), set[int]()
    log = events(case.end, replication)
    for year in range(case.years):
        for event in log:
            if (event.month - opening) // YEAR != year:
                continue
            assert event.key not in left and (event.flow == "joined") == (event.key not in where)
            if event.flow != "lifted":
                flows[year, NAMES.index(event.flow), event.post] += 1
            _, grade = where.get(event.key, (event.post, event.grade))
            gone_by = (event.month - opening) % YEAR + (event.flow == "lifted")  # a lift comes after the month's pay
            for line, months in ((year, YEAR - gone_by), (year + 1, gone_by)):
                if line < case.years:
                    risen[line, event.post, event.grade - 1] += months
                    risen[line, event.post, grade - 1] -= months
            where[event.key] = (event.post, event.grade)
            if event.flow in LEAVING_FLOWS:
                left.add(event.key)
                del where[event.key]
        stocks.append(_table(Counter(where.values()), books.in_post))
    assert [event.month for event in log] == sorted(event.month for event in log)
    assert np.array_equal(np.stack(stocks), books.in_post[replication])
    assert np.array_equal(flows, books.flows[replication])
    assert np.array_equal(risen, books.risen[replication])


def _converts(case: Case) -> bool:
    return any(case.law.choice("rules.conversion", month) != "none" for month in case.plan.months)


def _table(counted: Counter[tuple[int, int]], like: np.ndarray) -> np.ndarray:
    table = np.zeros(like.shape[2:], int)
    for (post, grade), number in counted.items():
        table[post, grade - 1] = number
    return table


@given(cases())
def test_ages_units_and_places_count_the_same_people(case: Case):
    books = case.run.books
    total = books.in_post.sum(axis=(2, 3))
    assert np.array_equal(books.by_age.sum(axis=(2, 3)), total)
    assert np.array_equal(books.by_unit.sum(axis=2), total)
    for m, month, world in case.month_ends():
        for replication in range(case.replications):
            people, places = serving(world, replication), world.places[replication]
            filled = np.zeros_like(places.in_post)
            np.add.at(filled, (people.place, people.post), 1)
            assert np.array_equal(filled, places.in_post)
            assert np.array_equal(places.unit[people.place], people.unit)
            assert places.approved.min() >= 0
            if (m + 1) % YEAR == 0:
                at = (replication, (m + 1) // YEAR)
                bands = np.searchsorted(AGE_BAND_STARTS, month + 1 - people.birth, side="right") - 1
                assert Counter(zip(people.sex.tolist(), bands.tolist())) == _counted(books.by_age[at])
                assert Counter(zip(people.unit.tolist())) == _counted(books.by_unit[at])


def _counted(table: np.ndarray) -> Counter[tuple[int, ...]]:
    return Counter({place: int(number) for place, number in np.ndenumerate(table) if number})


@given(cases())
def test_paid_months_are_the_months_lived_in_post(case: Case):
    """By year, post and grade: people are paid for the month they arrive and, but for elections, the one they leave.

    A conversion in the middle of a year is no event of a life, and left out.
    """
    assume(not _converts(case))
    stop = case.opening + YEAR * case.years
    for replication in range(case.replications):
        lived = np.zeros(paid_months(case.run, replication).shape, int)
        life = lives(case.end, replication)
        for key in {*life, *(int(k) for k in case.staff.records["key"])}:
            for spell in spells(case.staff, life.get(key), key, case.opening, stop):
                for month in range(spell.first, spell.stop):
                    lived[(month - case.opening) // YEAR, spell.post, spell.grade - 1] += 1
        assert np.array_equal(paid_months(case.run, replication), lived)


@given(cases())
def test_lines_and_levels_of_government_add_up(case: Case):
    """Each line is borne whole, to the fen; and who is not paid for costs nothing but what needs nobody."""
    budget = cost(case.run)
    assert np.array_equal(budget.borne.sum(axis=3), budget.fen)
    assert np.array_equal(np.rint(budget.total * 100), budget.fen.sum(axis=2))
    assert np.array_equal(np.rint(budget.by_funder * 100).sum(axis=2), budget.fen.sum(axis=2))
    assert budget.fen.min() >= 0
    assert case.run.books.pay[MONTHS].whole.min() >= 0


@given(proposals())
def test_causes_add_up_to_the_change(proposed: Proposed):
    """From year to year, and from a policy to a proposal for the same people, to the fen in every replication."""
    case, after = proposed.case, projected(proposed.law, proposed.case)
    total = cost(case.run).fen.sum(axis=2)
    if case.years > 1:
        assert np.array_equal(explain(case.run).fen.sum(axis=2), total[:, 1:] - total[:, :-1])
    parts = explain_difference(compare(case.run, after)).fen.sum(axis=2)
    assert np.array_equal(parts, cost(after).fen.sum(axis=2) - total)
