"""The committee election: who goes first, who may win, and how an outsider is graded."""

from __future__ import annotations

from collections import Counter
from math import sqrt
from typing import Any

import numpy as np
import pytest

from simlib.luck import ELECTED_IN as VOTES
from simlib.luck import key_of, luck, personal, recruit_key, stream_of
from simlib.months import parse_month
from simlib.policy import Policy, terms_table
from simlib.population.person import ELECTED, PERSON, SERVING
from simlib.rules.election.winner import standing
from tests.rules.runner import NO_CHANCE, SEED, with_law
from tests.simulation.lives import after, serving
from tests.simulation.people import roster

REPLICATIONS = 300
NOBODY_RETURNED = {
    "election.first_month": "2027-03",
    "election.turnover_share": 1,
    "election.outsider_share": 0,
    "election.leave_share": 1,
    "election.minimum_service": 0,
}


@pytest.fixture(scope="module")
def quiet(streets: Policy) -> Policy:
    """Nothing happens but an election in March 2027, in which every incumbent of an elected post is replaced."""
    return with_law(with_law(streets, NO_CHANCE), NOBODY_RETURNED)


def test_of_equals_the_smaller_identity_goes_first(quiet: Policy):
    """Two deputies out and one assistant to elect: the first is replaced, and nobody is left to replace the second."""
    deputies = sorted(("one", "other"), key=lambda name: int(key_of(name)))
    people: dict[str, dict[str, Any]] = {name: {"post": "deputy", "grade": 5} for name in deputies}
    world = after(quiet, roster(quiet, {**people, "assistant": {}}), 3, 5)
    for replication in range(5):
        stay = {int(person.key): int(person.post) for person in serving(world, replication)}
        assert stay == {int(key_of(deputies[1])): 1, int(key_of("assistant")): 1}


ONE_HEAD = {"head": "yes", "deputy": "no", "member": "no", "assistant": "no"}


def winners(law: Policy, below: dict[str, dict[str, Any]], replications: int = REPLICATIONS) -> Counter[str]:
    """How often each of some people of a community is elected in the place of a head who is not returned."""
    law = with_law(law, {"election.posts": ONE_HEAD})
    names = {int(key_of(name)): name for name in below}
    world = after(law, roster(law, {"head": {"post": "head", "grade": 7}, **below}), 3, replications, SEED)
    found = [p for replication in range(replications) for p in serving(world, replication) if p.post == 0]
    return Counter(names.get(int(person.key), "head") for person in found)


def test_the_nearest_post_first_and_all_in_it_alike_by_luck_alone(quiet: Policy):
    """Of two members and two assistants, one member, each in half of the runs, where standing weighs nothing."""
    law = with_law(quiet, {"election.standing_weight": 0})
    below = {"a": "member", "b": "member", "c": "assistant", "d": "assistant"}
    won = winners(law, {name: {"post": post, "grade": 3} for name, post in below.items()})
    assert won.keys() == {"a", "b"}
    assert abs(won["a"] - REPLICATIONS / 2) < 4 * sqrt(REPLICATIONS / 4)


def test_the_next_post_where_nobody_in_the_nearest_has_the_years(quiet: Policy):
    """A deputy of one year, a member and an assistant of four: three years are asked, and standing is all."""
    law = with_law(quiet, {"election.minimum_service": 3, "election.standing_weight": 1})
    people: dict[str, dict[str, Any]] = {
        "deputy": {"post": "deputy", "grade": 5, "joined": "2026-01", "excellent_years_ago": [1, 2, 3, 4, 5]},
        "member": {"post": "member", "grade": 3, "joined": "2023-01"},
        "assistant": {"joined": "2010-01", "rating": "excellent", "excellent_years_ago": [1, 2, 3]},
    }
    assert winners(law, people, 20) == {"member": 20}
    assert winners(law, {name: people[name] for name in ("deputy", "assistant")}, 20) == {"assistant": 20}
    assert winners(law, {"deputy": people["deputy"]}, 20) == {"head": 20}


STANDINGS: list[tuple[dict[str, Any], float]] = [  # in March 2027, five years looked at
    ({"joined": "2027-01", "rating": "unrated"}, 2 / 240 / 3),
    ({"joined": "2017-03"}, (0 + 0.5 + 0.5) / 3),
    ({"joined": "2017-03", "excellent_years_ago": [1, 3, 5], "rating": "excellent"}, (0.6 + 1 + 0.5) / 3),
    ({"joined": "2017-03", "excellent_years_ago": [5, 6, 7]}, (0.2 + 0.5 + 0.5) / 3),
    ({"joined": "2017-03", "rating": "basic"}, (0 + 0 + 0.5) / 3),
    ({"joined": "2017-03", "rating": "failed", "excellent_years_ago": [2]}, (0.2 + 0 + 0.5) / 3),
    ({"joined": "2007-03"}, (0 + 0.5 + 1) / 3),
    ({"joined": "2000-01"}, (0 + 0.5 + 1) / 3),  # twenty years are all that counts
    ({"joined": "2022-03", "service_from": "2012-03"}, (0 + 0.5 + 0.75) / 3),
    ({"joined": "2000-01", "excellent_years_ago": [1, 2, 3, 4, 5], "rating": "excellent"}, 1),
]


@pytest.mark.parametrize(("traits", "expected"), STANDINGS)
def test_standing_is_excellent_years_last_rating_and_service_in_equal_parts(
    quiet: Policy, traits: dict[str, Any], expected: float
):
    month = parse_month("2027-03")
    law = with_law(quiet, {"election.standing_years": 5})
    person = roster(law, {"one": traits}).records.view(np.recarray)[0]
    assert standing(person, month, terms_table(law, month, 1).view(np.recarray)[0]) == pytest.approx(
        expected, abs=1e-12
    )


@pytest.mark.parametrize("weight", [0, 0.3, 0.5, 0.9, 1])
def test_the_winner_has_the_most_of_standing_and_luck_by_their_weights(quiet: Policy, weight: float):
    """Worked out here for four members, in twenty replications."""
    law = with_law(quiet, {"election.standing_weight": weight, "election.standing_years": 5})
    people = {f"member {n}": {"post": "member", "grade": 3, **STANDINGS[n][0]} for n in (1, 2, 4, 6)}
    scores = {f"member {n}": STANDINGS[n][1] for n in (1, 2, 4, 6)}
    expected = Counter(
        max(people, key=lambda name: weight * scores[name] + (1 - weight) * drawn(name, replication))
        for replication in range(20)
    )
    assert winners(law, people, 20) == expected
    assert (len(expected) > 1) == (weight < 0.9)  # luck can no longer make up for the others' standing


def drawn(name: str, replication: int) -> float:
    """The luck of somebody's votes in March 2027."""
    person = np.zeros(1, PERSON).view(np.recarray)[0]
    person.luck = personal(np.uint64(stream_of(SEED, replication)), key_of(name))
    return float(luck(person, parse_month("2027-03"), VOTES))


def test_of_equal_votes_the_smaller_identity_wins(quiet: Policy):
    law = with_law(quiet, {"election.standing_weight": 1})
    names = sorted("abcdef", key=lambda name: int(key_of(name)))
    assert winners(law, {name: {"post": "member", "grade": 3} for name in "abcdef"}, 10) == {names[0]: 10}


def test_an_outsider_is_graded_by_the_rule_of_entry(quiet: Policy):
    """The post's lowest grade, one more for every four years brought and those of the degree, up to the highest."""
    values = {
        "election.minimum_service": 9,
        "election.outsider_service_mix": [1, 0, 0, 0, 0, 0],
        "entry.years_per_grade": 4,
        "entry.education_lift": [0, 1, 2, 3, 4],
    }
    law = with_law(quiet, {"election.outsider_share": 1, **values})
    people: dict[str, dict[str, Any]] = {"head": {"post": "head", "grade": 9}, "deputy": {"post": "deputy", "grade": 8}}
    world = after(law, roster(law, people), 3, 20)
    band = np.asarray(law.value("grades.band", law.opening or 0))
    for replication in range(20):
        found = serving(world, replication)
        assert sorted(found.post.tolist()) == [0, 1] and (found.contract == ELECTED).all()
        assert (found.grade == np.minimum(band[found.post, 0] + 2 + found.education, band[found.post, 1])).all()


# ---- elected from outside -------------------------------------------------------------------------------------------

AGES = {"30_to_34": 0.25, "40_to_44": 0.75, "others": 0}


def outsiders(quiet: Policy, values: dict[str, Any]) -> np.recarray:
    """Those elected in March 2027 in the place of thirteen heads, in thirty replications."""
    law = with_law(
        quiet, {"election.outsider_share": 1, "election.posts": ONE_HEAD, "election.places": "yes", **values}
    )
    heads = {f"head {i}": {"post": "head", "grade": 9, "place": f"street_{i:02}/office_1"} for i in range(1, 14)}
    people = after(law, roster(law, heads), 3, 30, SEED).people
    return people[people.state == SERVING].view(np.recarray)


def test_their_ages_are_those_of_their_own_mix(quiet: Policy):
    """A quarter of 30 to 34, the others of 40 to 44, though recruits are 20 to 25: no entry age applies to them."""
    young = {"recruitment.youngest_age": 20, "recruitment.highest_age": 25}
    found = outsiders(
        quiet, {**young, "election.outsider_age_mix": AGES, "election.outsider_service_mix": [0, 1, 0, 0, 0, 0]}
    )
    years = (found.joined - found.birth) // 12
    assert len(found) == 390 and set(years) == {*range(30, 35), *range(40, 45)}
    assert abs((years < 40).sum() - 390 / 4) < 4 * sqrt(390 * 3 / 16)


@pytest.mark.parametrize(
    ("mix", "asked", "fewest", "most"),
    [
        ([0, 1, 0, 0, 0, 0], 0, 12, 35),
        ([0, 1, 0, 0, 0, 0], 2, 24, 35),
        ([0, 1, 0, 0, 0, 0], 3, 36, 36),  # the least that is asked
        ([1, 0, 0, 0, 0, 0], 0, 0, 0),
        ([0, 0, 0, 0, 1, 0], 3, 120, 239),
    ],
)
@pytest.mark.parametrize("elsewhere", ["yes", "no"])
def test_their_service_is_that_of_their_own_mix_and_no_less_than_is_asked(
    quiet: Policy, mix: list[float], asked: int, fewest: int, most: int, elsewhere: str
):
    """Whether or not a recruit's service elsewhere counts."""
    values = {
        "election.outsider_service_mix": mix,
        "election.minimum_service": asked,
        "entry.service_elsewhere": elsewhere,
    }
    found = outsiders(quiet, values)
    months = found.joined - found.service_from
    assert months.min() >= fewest and months.max() <= most
    assert fewest == most or (months.min() < fewest + 12 and months.max() > most - 12)


def test_everybody_is_old_enough_for_what_they_bring(quiet: Policy):
    values = {"election.outsider_age_mix": [1] + [0] * 9, "election.outsider_service_mix": [0, 0, 0, 0, 1, 0]}
    found = outsiders(quiet, values)
    assert (found.service_from - found.birth >= 18 * 12).all()
    assert ((found.joined - found.birth) == np.maximum(18 * 12 + found.joined - found.service_from, 20 * 12)).any()


def test_no_pack_has_anybody_of_twenty_without_service_elected(quiet: Policy):
    """By the mixes of national law: 30 to 49, a year and more."""
    found = outsiders(quiet, {})
    age, served = found.joined - found.birth, found.joined - found.service_from
    assert age.min() >= 30 * 12 and age.max() < 50 * 12 and served.min() >= 12


# ---- vacancies between elections ------------------------------------------------------------------------------------

LADDER = {"head": 1, "deputy": 1, "member": 0, "assistant": 0}
WAIT: dict[str, Any] = {
    "election.vacancies_between": "wait_for_election",
    "election.turnover_share": 0,
    "rules.promotion": "excellent_years_then_merit",
    "promotion.scope": "community",
    "promotion.posts_below": 3,
    "rules.regrading": "keeps_grade_or_lowest",
}
DEPUTY: dict[str, Any] = {"post": "deputy", "grade": 6}


@pytest.fixture(scope="module")
def waiting(quiet: Policy) -> Policy:
    """Every place may have one head and one deputy; what is vacant waits for March 2027."""
    return with_law(quiet, {**WAIT, "establishment.upper_posts": dict.fromkeys(quiet.axis("place_type"), LADDER)})


def posts_after(law: Policy, people: dict[str, dict[str, Any]], months: int, replications: int = 1) -> dict[str, int]:
    """The post of each person after so many months, 0 the head's."""
    world = after(law, roster(law, people), months, replications, SEED)
    names = {int(key_of(name)): name for name in people}
    return {names.get(int(person.key), "outsider"): int(person.post) for person in serving(world, 0)}


def test_a_vacant_post_waits_and_the_deputy_is_elected_whose_own_post_falls_to_the_assistant(waiting: Policy):
    """Both posts are filled in the one election, from the top; until then promotion leaves the head's alone."""
    people = {"deputy": DEPUTY, "assistant": {}}
    assert posts_after(waiting, people, 2) == {"deputy": 1, "assistant": 3}
    assert posts_after(waiting, people, 3) == {"deputy": 0, "assistant": 1}


def test_where_it_does_not_wait_promotion_fills_it_and_the_election_leaves_vacancies_alone(waiting: Policy):
    law = with_law(waiting, {"election.vacancies_between": "filled_by_promotion"})
    assert posts_after(law, {"deputy": DEPUTY, "assistant": {}}, 1) == {"deputy": 0, "assistant": 1}
    assert posts_after(with_law(law, {"rules.promotion": "none"}), {"deputy": DEPUTY}, 12) == {"deputy": 1}


def test_posts_of_places_that_elect_nobody_and_posts_not_elected_do_not_wait(waiting: Policy):
    office = {"deputy": {**DEPUTY, "place": "street_01/office_1"}}
    assert posts_after(waiting, office, 1) == {"deputy": 0}
    appointed = {"election.posts": {"head": "no", "deputy": "yes", "member": "yes", "assistant": "no"}}
    people = {"deputy": DEPUTY, "assistant": {}}
    assert posts_after(with_law(waiting, appointed), people, 1) == {"deputy": 0, "assistant": 3}
    assert posts_after(with_law(waiting, appointed), people, 3) == {"deputy": 0, "assistant": 1}


def test_where_nobody_is_fit_it_stays_vacant(waiting: Policy):
    """Five years are asked, and the only assistant has two."""
    law = with_law(waiting, {"election.minimum_service": 5})
    assert posts_after(law, {"assistant": {}}, 12) == {"assistant": 3}


def test_outsiders_fill_every_vacancy_each_an_identity_of_the_place(waiting: Policy):
    """Of the place, the month and the count from the top: head 0, deputy 1; the assistant stays."""
    law = with_law(waiting, {"election.outsider_share": 1})
    world = after(law, roster(law, {"assistant": {}}), 3, 1, SEED)
    here = {
        int(p.key): int(p.post) for p in serving(world, 0) if p.place == int(roster(law, {"a": {}}).records["place"][0])
    }
    place, month = key_of("street_01/community_1"), parse_month("2027-03")
    with np.errstate(over="ignore"):
        keys = [int(recruit_key(place, month, ordinal)) for ordinal in range(2)]
    assert here == {keys[0]: 0, keys[1]: 1, int(key_of("assistant")): 3}


def test_whoever_was_replaced_is_not_elected_to_what_is_vacant(waiting: Policy):
    """The deputy, not returned, changes places with the assistant; neither may then win the head's post."""
    law = with_law(waiting, {"election.turnover_share": 1, "election.leave_share": 0})
    assert posts_after(law, {"deputy": DEPUTY, "assistant": {}}, 3) == {"deputy": 3, "assistant": 1}


def test_as_many_outsiders_as_their_share(waiting: Policy):
    """Thirty per cent of the vacant posts of all places that elect, drawn one by one."""
    law = with_law(waiting, {"election.outsider_share": 0.3})
    world = after(law, roster(law, {"assistant": {"place": "street_01/office_1"}}), 3, 40, SEED)
    found = sum(len(serving(world, replication)) - 1 for replication in range(40))
    places = int((world.places.elects[0] == 1).sum()) * 40 * 2
    assert places > 1000 and abs(found - places * 0.3) < 4 * sqrt(places * 0.21)
