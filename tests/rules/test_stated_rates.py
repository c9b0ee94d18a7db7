"""Push promotion: a stated share of each post go up each January, to any higher post, vacant or not."""

from __future__ import annotations

from typing import Any

import numpy as np
import pytest

from simlib import PolicyError, project
from simlib.policy import Policy
from simlib.policy.dead_ends import dead_ends
from simlib.staff.opening import Staff
from tests.rules.runner import NO_CHANCE, with_law
from tests.simulation.lives import NAMES, after, lives, serving
from tests.simulation.people import roster
from tests.simulation.test_wastage import assert_binomial

PEOPLE, REPLICATIONS = 300, 60
RATES: dict[str, Any] = {  # of the assistants 10 % become heads a year and 25 % members, of the members 40 % deputies
    "assistant": {"head": 0.1, "member": 0.25, "others": 0},
    "member": {"deputy": 0.4, "others": 0},
    "others": 0,
}


def pushing(law: Policy, rates: dict[str, Any] = RATES, **values: Any) -> Policy:
    """Nothing happens to anybody but promotion at these rates."""
    quiet = with_law(law, {**NO_CHANCE, "rules.progression": "none"})
    return quiet.with_values({"rules.promotion": "stated_rates", "promotion.rate": rates, **values})


def assistants(law: Policy, number: int = PEOPLE) -> Staff:
    return roster(law, {f"person {n}": {"born": "1995-01"} for n in range(number)})


def test_each_post_gets_its_share_whatever_is_vacant(streets: Policy):
    """The office has a handful of posts; 10, 25 and 65 of a hundred are heads, members and assistants a year on."""
    law = pushing(streets)
    run = project(law, assistants(law), years=2, replications=REPLICATIONS, seed=3)
    posts = run.books.in_post[:, 1:].sum(axis=3)
    for post, share in zip(("head", "deputy", "member", "assistant"), (0.1, 0, 0.25, 0.65)):
        found = posts[:, 0, law.axis("post").index(post)]
        if share:
            assert_binomial(found, share, PEOPLE)
        else:
            assert not found.any()
    # two years on: heads 0.1 + 0.65 × 0.1; deputies 0.25 × 0.4; members 0.25 × 0.6 + 0.65 × 0.25; the others 0.65²
    for post, share in zip(range(4), (0.165, 0.1, 0.3125, 0.4225)):
        assert_binomial(posts[:, 1, post], share, PEOPLE)
    assert (run.books.in_post.sum(axis=(2, 3)) == PEOPLE).all() and not run.books.blocked.any()


def test_a_single_draw_goes_to_the_highest_post_first_and_nobody_is_asked_twice(streets: Policy):
    """All assistants become members, and stay members that January though every member becomes a deputy."""
    law = pushing(streets, {"assistant": {"member": 1, "others": 0}, "member": {"deputy": 1, "others": 0}, "others": 0})
    world = after(law, assistants(law, 20), 12)
    assert {law.axis("post")[person.post] for person in serving(world, 0)} == {"member"}
    world = after(law, assistants(law, 20), 13)
    assert {law.axis("post")[person.post] for person in serving(world, 0)} == {"deputy"}


def test_whoever_goes_to_the_highest_post_does_so_whatever_the_rates_to_lower_ones(streets: Policy):
    """The rates lie end to end from the highest post down: those of lower posts come after, and move nobody above."""
    heads = []
    for lower in (0, 0.5):
        law = pushing(streets, {"assistant": {"head": 0.2, "member": lower, "others": 0}, "others": 0})
        world = after(law, assistants(law, 60), 1)
        heads.append({int(person.key) for person in serving(world, 0) if person.post == 0})
    assert heads[0] == heads[1] and 0 < len(heads[0]) < 60


def test_whoever_is_promoted_stays_in_the_place_and_starts_anew_in_the_post(streets: Policy):
    law = pushing(streets, {"assistant": {"head": 1, "others": 0}, "others": 0})
    world = after(law, assistants(law, 3), 1)
    places = np.flatnonzero(world.places.in_post[0, :, 0])
    assert len(places) == 1 and world.places.in_post[0, places[0], 0] == 3  # one post is authorised
    assert world.places.authorised[0, places[0], 0] <= 1
    for person in serving(world, 0):
        assert (person.post, person.post_from, person.excellent_run) == (0, law.opening, 0)
    assert {event.flow for life in lives(world, 0).values() for event in life} == {"promoted"}


def test_a_move_down_keeps_the_grade_within_the_band_and_counts_as_one(streets: Policy):
    """Heads at grade 14 become assistants, whose band ends at 12; a quarter a year, and nobody comes back."""
    law = pushing(streets, {"head": {"assistant": 0.25, "others": 0}, "others": 0})
    top = int(np.asarray(law.value("grades.band", law.opening or 0))[-1, 1])
    staff = roster(law, {f"head {n}": {"born": "1995-01", "post": "head", "grade": top + 2} for n in range(PEOPLE)})
    run = project(law, staff, years=1, replications=REPLICATIONS, seed=3)
    assert_binomial(run.books.in_post[:, 1, -1].sum(axis=1), 0.25, PEOPLE)
    assert (run.books.in_post[:, 1, -1, top - 1] == run.books.in_post[:, 1, -1].sum(axis=1)).all()
    assert (run.books.in_post[:, 1, 0, top + 1] == run.books.in_post[:, 1, 0].sum(axis=1)).all()
    flows = run.books.flows.sum(axis=(1, 3))
    assert (flows[:, NAMES.index("stepped_down")] == run.books.in_post[:, 1, -1].sum(axis=1)).all()
    assert not flows[:, NAMES.index("promoted")].any()


def test_the_posts_left_are_vacant_and_more_people_come_than_there_were_posts(streets: Policy):
    """Every entry post is refilled each January and left the next: people grow by a hundred in a hundred a year."""
    law = pushing(
        streets, {"assistant": {"member": 1, "others": 0}, "others": 0},
        **{"recruitment.month": 1, "recruitment.lead_months": 0, "recruitment.fill_share": 1,
           "recruitment.exam_yield": 1, "agency.conversion_share": 0},
    )  # fmt: skip
    run = project(law, assistants(law, 1), years=6, replications=2, seed=1)
    people = run.books.in_post[:, 1:].sum(axis=(2, 3))
    entry = int(run.data["establishment"].sel(post="assistant").values[0])
    assert (people == 1 + entry * np.arange(1, 7)).all()


def test_no_rate_moves_nobody_and_a_rate_of_one_later_moves_all_from_then_on(streets: Policy):
    law = pushing(streets, {"others": 0})
    law = law.with_values({"promotion.rate": {"assistant": {"head": 1, "others": 0}, "others": 0}}, 12 * 2029)
    life = next(iter(lives(after(law, assistants(law, 1), 36), 0).values()))
    assert [(event.month, event.flow) for event in life] == [(12 * 2029, "promoted")]


@pytest.mark.parametrize(
    ("rates", "said"),
    [
        ({"member": {"member": 0.1, "others": 0}, "others": 0}, "moves from member to member"),
        ({"member": {"head": 0.6, "deputy": 0.5, "others": 0}, "others": 0}, "moves 1.1 of those in member, over 1"),
    ],
)
def test_rates_lead_to_other_posts_and_to_one_of_them(streets: Policy, rates: dict[str, Any], said: str):
    with pytest.raises(PolicyError, match=said):
        pushing(streets, rates)


def test_a_post_that_no_rate_leads_to_is_a_dead_end(streets: Policy):
    law = pushing(streets, **{"election.posts": "no"})
    assert [one.what.en for one in dead_ends(law) if "nobody can come" in one.what.en] == []
    law = pushing(streets, {"assistant": {"head": 0.1, "others": 0}, "others": 0}, **{"election.posts": "no"})
    closed = [one.what.en for one in dead_ends(law) if "nobody can come" in one.what.en]
    assert closed == [f"dead end: nobody can come to the post {post}" for post in ("deputy", "member")]
