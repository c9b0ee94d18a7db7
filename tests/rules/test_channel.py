"""The channel by posts offered, and heads taken into public institutions: who goes, how many, when."""

from __future__ import annotations

from math import sqrt
from typing import Any

import numpy as np
import pytest

from simlib.luck import CHANNEL, MERIT, ONCE, key_of, luck, personal, stream_of
from simlib.months import month_text, parse_month
from simlib.policy import Policy
from simlib.population.person import PERSON
from tests.rules.runner import NO_CHANCE, SEED, with_law
from tests.simulation.lives import after, lives
from tests.simulation.people import roster

MONTH = 9  # of the channel
FIRST = parse_month("2027-09")
POSTS: dict[str, Any] = {
    "rules.channel": "share_of_posts",
    "channel.month": MONTH,
    "channel.posts": "yes",
    "channel.posts_offered": 30,
    "channel.posts_share": 0.2,
    "channel.minimum_service": 3,
    "channel.highest_age": 40,
    "channel.excellent_within": 0,
}
INSTITUTION: dict[str, Any] = {
    "rules.institution": "experienced_heads",
    "institution.posts": {"head": "yes", "deputy": "no", "member": "no", "assistant": "no"},
    "institution.minimum_service": 10,
    "institution.minimum_years_in_post": 5,
    "institution.share": 1,
    "institution.excellent_within": 0,
    "institution.highest_age": 65,
}


@pytest.fixture(scope="module")
def quiet(streets: Policy) -> Policy:
    return with_law(streets, NO_CHANCE)


def went(law: Policy, people: dict[str, dict[str, Any]], years: int = 1, replication: int = 0) -> dict[str, int]:
    """The month in which each went, of those who did."""
    told = lives(after(law, roster(law, people), 12 * years, replication + 1, SEED), replication)
    ends = {name: told[int(key_of(name))][-1] for name in people if int(key_of(name)) in told}
    return {name: end.month for name, end in ends.items() if end.flow == "civil_service"}


def candidates(number: int, **traits: Any) -> dict[str, dict[str, Any]]:
    """So many of 36, five years in service."""
    return {f"candidate {i}": {"joined": "2022-01", **traits} for i in range(number)}


# ---- a share of the posts offered ----------------------------------------------------------------------------------


def test_so_many_places_each_year_while_there_are_enough(quiet: Policy):
    """A fifth of 30 posts is six a year: of twenty, six, six, six and the last two, each September."""
    months = list(went(with_law(quiet, POSTS), candidates(20), years=5).values())
    assert [months.count(FIRST + 12 * year) for year in range(5)] == [6, 6, 6, 2, 0]


@pytest.mark.parametrize(
    ("offered", "share", "places"),
    [(22, 0.2, 4), (23, 0.2, 5), (5, 0.5, 3), (45, 0.1, 5), (2, 0.2, 0), (0, 1, 0), (12, 0, 0), (10, 1, 10)],
)
def test_places_to_the_nearest_whole(quiet: Policy, offered: int, share: float, places: int):
    """4.4, 4.6, 2.5, 4.5, 0.4."""
    law = with_law(quiet, {**POSTS, "channel.posts_offered": offered, "channel.posts_share": share})
    assert len(went(law, candidates(20))) == places


def drawn(name: str, month: int, decision: int, replication: int) -> float:
    person = np.zeros(1, PERSON).view(np.recarray)[0]
    person.luck = personal(np.uint64(stream_of(SEED, replication)), key_of(name))
    return float(luck(person, month, decision))


@pytest.mark.parametrize("replication", range(5))
def test_excellent_years_in_a_row_first_then_merit_and_the_examination_in_equal_parts(quiet: Policy, replication: int):
    """Two of three years, two of one, and of the others the best two, by a sum worked out here."""
    law = with_law(quiet, POSTS)
    plain = candidates(30)
    run = {f"excellent {years} {i}": {"joined": "2022-01", "excellent_run": years} for years in (3, 1) for i in (1, 2)}
    found = went(law, plain | run, replication=replication)
    sums = {name: drawn(name, ONCE, MERIT, replication) + drawn(name, FIRST, CHANNEL, replication) for name in plain}
    assert set(found) == {*run, *sorted(sums, key=lambda name: sums[name])[-2:]}


def test_three_years_in_a_row_beat_any_merit(quiet: Policy):
    """One place for one of three years among thirty of two: it is theirs in every replication."""
    law = with_law(quiet, {**POSTS, "channel.posts_offered": 5})
    people = candidates(30, excellent_run=2) | {"best": {"joined": "2022-01", "excellent_run": 3}}
    assert all(set(went(law, people, replication=r)) == {"best"} for r in range(5))


@pytest.mark.parametrize(
    ("traits", "may"),
    [
        ({}, True),
        ({"rating": "excellent"}, True),
        ({"rating": "unrated"}, False),
        ({"rating": "basic"}, False),
        ({"rating": "failed"}, False),
        ({"joined": "2024-09"}, True),  # three years in September 2027
        ({"joined": "2024-10"}, False),
        ({"joined": "2026-01", "service_from": "2024-09"}, True),  # elsewhere counts
        ({"born": "1986-10"}, True),  # 40 until October
        ({"born": "1986-09"}, False),
        ({"post": "head", "grade": 8}, False),  # 限…岗位
        ({"post": "member", "grade": 4}, True),
    ],
    ids=str,
)
def test_who_may_compete(quiet: Policy, traits: dict[str, Any], may: bool):
    posts = {"head": "no", "deputy": "no", "member": "yes", "assistant": "yes"}
    law = with_law(quiet, {**POSTS, "channel.posts": posts})
    assert ("candidate 0" in went(law, candidates(1, **traits))) == may


@pytest.mark.parametrize("rule", ["share_of_eligible", "share_of_posts"])
def test_a_share_of_those_eligible_keeps_to_the_posts_too(quiet: Policy, rule: str):
    law = with_law(quiet, {**POSTS, "rules.channel": rule, "channel.share": 0.5, "channel.posts": "no"})
    assert went(law, candidates(50)) == {}
    assert went(with_law(law, {"channel.posts": "yes"}), candidates(50)) != {}


def test_no_channel_takes_nobody(quiet: Policy):
    assert went(with_law(quiet, {**POSTS, "rules.channel": "none"}), candidates(20), years=3) == {}


def test_more_places_take_the_same_people_and_more(quiet: Policy):
    five, six = (
        set(went(with_law(quiet, {**POSTS, "channel.posts_offered": offered}), candidates(40))) for offered in (25, 30)
    )
    assert len(five) == 5 and len(six) == 6 and five < six


# ---- experienced heads ---------------------------------------------------------------------------------------------


def head(**traits: Any) -> dict[str, dict[str, Any]]:
    usual = {"post": "head", "grade": 9, "born": "1980-01", "joined": "2010-01", "post_from": "2020-01"}
    return {"head": {**usual, **traits}}


def ago(years: int, months: int = 0) -> str:
    return month_text(FIRST - 12 * years - months)


@pytest.mark.parametrize(
    ("traits", "taken"),
    [
        ({}, True),
        ({"rating": "excellent"}, True),
        ({"rating": "basic"}, False),
        ({"rating": "unrated"}, False),
        ({"joined": ago(10), "post_from": ago(5)}, True),
        ({"joined": ago(9, 11), "post_from": ago(5)}, False),
        ({"joined": ago(10), "post_from": ago(4, 11)}, False),
        ({"joined": ago(6), "service_from": ago(10), "post_from": ago(5)}, True),
        ({"post": "deputy"}, False),
    ],
    ids=str,
)
def test_which_heads_an_institution_takes(quiet: Policy, traits: dict[str, Any], taken: bool):
    """Ten years of service and five in the post, by the month of the channel, in its month."""
    found = went(with_law(quiet, {**INSTITUTION, "channel.month": MONTH}), head(**traits))
    assert found == ({"head": FIRST} if taken else {})


@pytest.mark.parametrize(
    ("limit", "born", "taken"),
    [(47, "1979-10", True), (47, "1979-09", False), (45, "1981-10", True), (45, "1981-09", False)],
)
def test_an_institution_takes_nobody_beyond_its_age(quiet: Policy, limit: int, born: str, taken: bool):
    """By September 2027, in full years: born in October 1979 is 47 still, in September 48."""
    law = with_law(quiet, {**INSTITUTION, "channel.month": MONTH, "institution.highest_age": limit})
    assert ("head" in went(law, head(born=born))) == taken


def test_an_institution_takes_whom_the_channel_has_left(quiet: Policy):
    """Six places of the channel go to the six best of eight; the institution takes those left, and each goes once."""
    people = {f"head {i}": head(born="1990-01")["head"] for i in range(8)}
    law = with_law(quiet, {**POSTS, **INSTITUTION})
    assert went(law, people) == dict.fromkeys(people, FIRST)
    assert len(went(with_law(law, {"institution.share": 0}), people)) == 6
    assert went(with_law(law, {"rules.institution": "none"}), people) == went(
        with_law(law, {"institution.share": 0}), people
    )


@pytest.mark.parametrize("share", [0.1, 0.4])
def test_an_institution_takes_its_share_of_the_eligible_each_year(quiet: Policy, share: float):
    """One draw a year each: n × share in the first September, n × (1 − share) × share in the second."""
    n = 1500
    people = {f"head {i}": head()["head"] for i in range(n)}
    law = with_law(quiet, {**INSTITUTION, "institution.share": share, "channel.month": MONTH})
    months = list(went(law, people, years=2).values())
    for found, chance in ((months.count(FIRST), share), (months.count(FIRST + 12), (1 - share) * share)):
        assert abs(found - n * chance) < 4 * sqrt(n * chance * (1 - chance))


# ---- 优秀: excellent in one of the last appraisals -------------------------------------------------------------------

LATELY = [  # asked within so many years, rated excellent so many years ago, and in which years they go
    (0, [], [2027]),
    (1, [1], [2027]),
    (1, [2], []),
    (3, [3], [2027]),
    (3, [4], []),
    (3, [2, 7], [2027]),
    (15, [15], [2027]),
    (4, [], []),
]


@pytest.mark.parametrize(("asked", "ago", "years"), LATELY)
@pytest.mark.parametrize("rule", ["share_of_eligible", "share_of_posts", "institution"])
def test_who_has_been_excellent_lately(quiet: Policy, rule: str, asked: int, ago: list[int], years: list[int]):
    """Last year is December 2026, one ago; nobody is excellent in the run, so what is too old in 2027 stays so."""
    if rule == "institution":
        values = {**INSTITUTION, "channel.month": MONTH, "institution.excellent_within": asked}
        people = head(excellent_years_ago=ago)
    else:
        values = {**POSTS, "rules.channel": rule, "channel.share": 1, "channel.excellent_within": asked}
        people = candidates(1, excellent_years_ago=ago)
    assert [month // 12 for month in went(with_law(quiet, values), people, years=3).values()] == years


def test_each_appraisal_passed_makes_it_a_year_older(quiet: Policy):
    """The way opens in 2028: excellent three years before the run is four ago by then, two before it three ago."""
    law = with_law(quiet, {**POSTS, "rules.channel": "none", "channel.excellent_within": 3})
    later = with_law(law, {"rules.channel": "share_of_posts"}, parse_month("2028-01"))
    people = {f"{ago} ago": candidates(1, excellent_years_ago=[ago])["candidate 0"] for ago in (1, 2, 3)}
    assert went(later, people, years=2) == dict.fromkeys(("1 ago", "2 ago"), FIRST + 12)


def test_the_appraisal_of_a_december_comes_after_its_channel(quiet: Policy):
    """Excellent one year ago in the December of the channel still, though that month appraises too."""
    law = with_law(quiet, {**POSTS, "channel.month": 12, "channel.excellent_within": 1})
    assert went(law, candidates(1, excellent_years_ago=[1])) == {"candidate 0": FIRST + 3}


@pytest.mark.parametrize(("term", "rule"), [("channel", POSTS), ("institution", INSTITUTION)])
def test_it_is_asked_from_its_date_on(quiet: Policy, term: str, rule: dict[str, Any]):
    """Two places a year, or everybody: who has never been excellent goes in 2027, and from 2028 on nobody does."""
    law = with_law(quiet, {**rule, "channel.month": MONTH, "channel.posts_offered": 10})
    later = with_law(law, {f"{term}.excellent_within": 3, "institution.share": 0.5}, parse_month("2028-01"))
    people = candidates(4) if term == "channel" else head()
    before, now = went(law, people, years=2), went(later, people, years=2)
    assert [month // 12 for month in now.values()] == [2027] * (2 if term == "channel" else 1)
    assert now.items() <= before.items()
