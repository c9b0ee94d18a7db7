"""Random small staffs: some of a pack's people, or people made by hand within the law."""

from __future__ import annotations

from typing import Any

import numpy as np
from hypothesis import strategies as st

from simlib.months import YEAR, month_text
from simlib.policy import Policy
from simlib.policy.axes import CERTIFICATES, CONTRACTS, EDUCATIONS
from simlib.rules.establishment import places_of
from simlib.staff.opening import Staff
from tests.properties.grounds import ground
from tests.simulation.people import roster

MOST_BY_HAND = 12
TRACKS = ("men_60", "women_55", "women_50", "by_post")


def staffs(pack: str) -> st.SearchStrategy[Staff]:
    """Draw an opening staff of a pack's small ground."""
    law, people = ground(pack)
    by_hand = staffs_by_hand(law)
    return by_hand if people is None else st.one_of(by_hand, some_of(people), all_but_some_of(people))


def some_of(people: Staff) -> st.SearchStrategy[Staff]:
    """Draw a few of a staff."""
    return _places(people).map(lambda kept: people.without(*(set(range(len(people))) - kept)))


def all_but_some_of(people: Staff) -> st.SearchStrategy[Staff]:
    """Draw a staff without a few."""
    return _places(people).map(lambda gone: people.without(*gone))


def _places(people: Staff) -> st.SearchStrategy[set[int]]:
    return st.sets(st.integers(0, len(people) - 1), min_size=1, max_size=len(people) // 2)


def staffs_by_hand(law: Policy, **fixed: st.SearchStrategy[Any]) -> st.SearchStrategy[Staff]:
    """Draw up to a dozen people with any past that the law allows; `fixed`: their `track` or `past` drawn otherwise."""
    people = st.lists(people_by_hand(law, **fixed), min_size=1, max_size=MOST_BY_HAND)
    return people.map(lambda some: roster(law, {f"person {n}": traits for n, traits in enumerate(some)}))


@st.composite
def people_by_hand(draw: st.DrawFn, law: Policy, **fixed: st.SearchStrategy[Any]) -> dict[str, Any]:
    """Draw one person's traits, as `roster` takes them: of age on entering, and in post since then or later."""
    opening = law.opening
    assert opening is not None
    post = draw(st.sampled_from(law.axis("post")[::-1]))
    lowest, highest = np.asarray(law.value("grades.band", opening))[law.axis("post").index(post)].tolist()
    service = draw(st.integers(YEAR, 40 * YEAR))
    age = max(draw(st.integers(20 * YEAR, 64 * YEAR)), 18 * YEAR + service)
    joined = opening - draw(st.integers(YEAR, service))
    return {
        "post": post,
        "grade": draw(st.integers(lowest, highest)),
        "place": draw(st.sampled_from(_names(law))),
        "born": month_text(opening - age),
        "service_from": month_text(opening - service),
        "joined": month_text(joined),
        "post_from": month_text(draw(st.integers(joined, opening - 1))),
        "contribution_from": month_text(opening - draw(st.integers(service, age - 16 * YEAR))),
        "track": draw(fixed.get("track", st.sampled_from(TRACKS))),
        "education": draw(st.sampled_from(EDUCATIONS)),
        "certificate": draw(st.sampled_from(CERTIFICATES)),
        "contract": draw(st.sampled_from(CONTRACTS)),
        "satisfactory_years": draw(st.integers(0, 6)),
        **draw(fixed.get("past", _ratings)),
    }


def _names(law: Policy) -> list[str]:
    assert law.opening is not None
    return places_of(law, range(law.opening, law.opening + 1)).names(law)


_years = st.lists(st.integers(1, 8), max_size=4, unique=True)
_ratings: st.SearchStrategy[dict[str, Any]] = st.one_of(
    st.fixed_dictionaries({"rating": st.just("satisfactory"), "top_years_ago": _years}),
    st.integers(1, 4).map(
        lambda run: {"rating": "excellent", "excellent_run": run, "excellent_years_ago": [*range(1, run + 1)]}
    ),
    st.integers(1, 2).map(lambda run: {"rating": "basic", "basic_run": run}),
    st.integers(1, 2).map(lambda run: {"rating": "failed", "failed_run": run}),
    st.just({"rating": "unrated"}),
)
