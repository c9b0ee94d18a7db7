"""People made by hand: a roster of a few, with exactly the past that a test needs."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

import numpy as np

from simlib.luck import key_of
from simlib.months import month_text, parse_month
from simlib.policy import Policy
from simlib.policy.axes import CERTIFICATES, CONTRACTS, EDUCATIONS, RATINGS, TRACKS
from simlib.population.person import FEMALE, MALE, MEN_60, PERSON, TRACK_BY_POST
from simlib.rules.establishment import places_of
from simlib.staff.opening import Staff

COUNTED = ("excellent_run", "failed_run", "basic_run", "satisfactory_years", "ramp_step", "extended")
HISTORIES = {
    "excellent_history": "excellent_years_ago",
    "top_history": "top_years_ago",
}  # as [1, 3]: last year and 2024

USUAL_PLACE = "street_01/community_1"  # or the policy's first


def roster(law: Policy, people: Mapping[str, Mapping[str, Any]]) -> Staff:
    """Return a staff of these people, by name, as at the end of the month before the law's projection opens."""
    assert law.opening is not None
    places = places_of(law, range(law.opening, law.opening + 1))
    records = [_record(law, places.names(law), places.unit, name, dict(traits)) for name, traits in people.items()]
    return Staff(np.concatenate(records), law.opening - 1, "made by hand")


def _record(law: Policy, places: list[str], units: np.ndarray, name: str, traits: dict[str, Any]) -> np.ndarray:
    """Traits left out: a man of 36 with a college diploma, two years in post and satisfactory last year."""
    assert law.opening is not None
    record = np.zeros(1, PERSON)
    joined = parse_month(traits.pop("joined", month_text(law.opening - 24)))
    track = traits.pop("track", "men_60")
    place = places.index(traits.pop("place", USUAL_PLACE if USUAL_PLACE in places else places[0]))
    filled = {
        "key": key_of(name),
        "birth": parse_month(traits.pop("born", "1991-01")),
        "joined": joined,
        "service_from": parse_month(traits.pop("service_from", month_text(joined))),
        "post_from": parse_month(traits.pop("post_from", month_text(joined))),
        "contribution_from": parse_month(traits.pop("contribution_from", month_text(joined))),
        "track": TRACK_BY_POST if track == "by_post" else TRACKS.index(track),
        "sex": MALE if track == TRACKS[MEN_60] else FEMALE,
        "place": place,
        "unit": units[place],
        "post": law.axis("post").index(traits.pop("post", law.axis("post")[-1])),
        "grade": traits.pop("grade", 1),
        "education": EDUCATIONS.index(traits.pop("education", "college")),
        "certificate": CERTIFICATES.index(traits.pop("certificate", "none")),
        "contract": CONTRACTS.index(traits.pop("contract", "recruited")),
        "rating": RATINGS.index(traits.pop("rating", "satisfactory")),
        **{counted: traits.pop(counted, 0) for counted in COUNTED},
        **{bits: sum(1 << ago - 1 for ago in traits.pop(years, ())) for bits, years in HISTORIES.items()},
    }
    assert not traits, f"{name}: unknown {', '.join(traits)}"
    for field, value in filled.items():
        record[field] = value
    return record
