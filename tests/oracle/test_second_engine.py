"""Two engines, one text: the same people to the integer, event by event, and the same records at the end."""

from __future__ import annotations

import os

import numpy as np
import pytest

from simlib import load_staff, project
from simlib.luck import luck, personal, recruit_key, stream_of
from simlib.months import parse_month
from simlib.policy import TERMS, Policy
from simlib.population.person import LOGGED, PERSON
from simlib.staff.opening import Staff
from tests.oracle import luck as by_the_page
from tests.oracle.amendments import amended
from tests.oracle.books import Books
from tests.oracle.district import District
from tests.oracle.districts import PACKS, small, whole
from tests.oracle.engine import live_through
from tests.oracle.worker import Worker
from tests.simulation.lives import after, lives, serving

YEARS = 10
REMEMBERED = [name for name in PERSON.names or () if name in Worker.__dataclass_fields__ and name != "leaves_as"]
AMENDED = range(int(os.environ.get("SIMLIB_TRIES", 20)))  # laws amended at random; of every pack a tenth as many
SINGLE = 1e-5  # satisfactory years are kept in single precision


def agree(policy: Policy, staff: Staff, seed: int, replications: int = 1, years: int = YEARS) -> list[District]:
    """Assert that both engines tell the same of every replication; return the second's districts."""
    told = after(policy, staff, 12 * years + -(policy.opening or 0) % 12, replications, seed)
    books = project(policy, staff, years=years, replications=replications, seed=seed).data
    districts = []
    for replication in range(replications):
        district, own = live_through(policy, staff, years, seed, replication)
        assert_same_lives(lives(told, replication), district)
        assert_same_records(serving(told, replication), district)
        assert_same_books(books, replication, own)
        districts.append(district)
    return districts


def assert_same_lives(told: dict, district: District) -> None:
    """Everybody's events, in their order: month, flow, post and grade; the first person to differ is named."""
    own: dict[int, list[tuple]] = {}
    for event in district.log:
        own.setdefault(event.key, []).append(tuple(event))
    theirs = {key: [tuple(event) for event in life] for key, life in told.items()}
    differ = {key for key in own.keys() | theirs.keys() if own.get(key) != theirs.get(key)}
    first = min(differ, key=lambda key: min([*own.get(key, ()), *theirs.get(key, ())])[0], default=None)
    assert first is None, f"{len(differ)} lives differ; {first}: {theirs.get(first)} told, {own.get(first)} here"


def assert_same_records(told: np.recarray, district: District) -> None:
    """Whoever is in post at the end, with everything that is remembered of them."""
    assert {int(key) for key in told.key} == district.people.keys()
    for name in REMEMBERED:
        own = [getattr(district.people[int(key)], name) for key in told.key]
        assert np.allclose(told[name], own, rtol=0, atol=SINGLE if name == "satisfactory_years" else 0), name


def assert_same_books(told, replication: int, own: Books) -> None:
    """Stocks by post, grade, sex, age and unit; flows, moves, those blocked, and the posts authorised."""
    for name, counted in own.closed().items():
        book = told[name] if name == "establishment" else told[name][replication]
        assert book.values.tolist() == counted.tolist(), name


def test_a_run_that_opens_in_october(busy: Policy):
    """Three months and three whole years: everybody's life, record and place in the books."""
    law = busy.opened(parse_month("2026-10"))
    district = agree(law, load_staff(law), seed=5, years=3)[0]
    assert any(event.flow == "resigned" for event in district.log)


def test_luck_is_what_the_page_says():
    for seed, replication, key, month in ((1, 0, 5, 0), (2**63 - 1, 99, 2**64 - 1, 24_324), (7, 3, 10**18, 24_443)):
        stream = by_the_page.stream(seed, replication)
        assert stream == stream_of(seed, replication)
        own = by_the_page.own(stream, key)
        assert own == personal(np.uint64(stream), np.uint64(key))
        person = np.zeros(1, PERSON).view(np.recarray)[0]
        person.luck = own
        for decision in (1, 9, 25):
            assert by_the_page.draw(own, month, decision) == luck(person, month, decision)
        assert by_the_page.newcomers_key(key, month, 3) == recruit_key(np.uint64(key), month, 3)


@pytest.mark.parametrize("pack", PACKS)
def test_every_pack_is_lived_alike(pack: str):
    agree(*small(pack), seed=2027, replications=4 if len(small(pack)[1]) < 600 else 1)


def test_a_whole_city_is_lived_alike():
    law = whole("baohe")
    agree(law, load_staff(law), seed=5)


def test_where_everything_happens_it_happens_alike(busy: Policy, busier: Policy, few: Staff):
    for policy in (busy, busier):
        districts = agree(policy, few, seed=11, replications=3)
        assert {event.flow for district in districts for event in district.log} == set(LOGGED)


def test_the_amended_laws_bring_every_option_into_force():
    laws = [amended(small("every_rule")[0], seed) for seed in AMENDED]
    months = [range(law.opening or 0, (law.opening or 0) + 12 * YEARS) for law in laws]
    for name, term in TERMS.items():
        if term.unit == "choice" and term.affects == "people":
            met = {law.choice(name, month) for law, span in zip(laws, months) for month in span[::6]}
            assert met == set(term.choices), name


@pytest.mark.parametrize("seed", AMENDED)
def test_laws_amended_at_random_are_lived_alike(seed: int):
    law, staff = small("every_rule")
    agree(amended(law, seed), staff, seed)


@pytest.mark.parametrize("seed", [*AMENDED[::10]])
@pytest.mark.parametrize("pack", ["growth_chain", "ningguo", "inner_mongolia", "yishui"])
def test_packs_amended_at_random_are_lived_alike(pack: str, seed: int):
    law, staff = small(pack)
    agree(amended(law, seed), staff, seed)
