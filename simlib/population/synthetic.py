"""A synthetic opening staff, drawn from margins where no roster may be shared.

Every authorised post is somebody's: its holder's identity is (unit, place, post, ordinal), so the same seed gives the
same people whatever else changes, and one place more or fewer moves nobody else. Traits are drawn by address as in a
run (`simlib.luck`). Ages and service are drawn evenly within their bands; service starts at 18 at the earliest.
Nobody is past retirement: such an age is drawn again, and a woman past the 50 track's age is on the 55 track.
A holder of a post above the entry post has held it for an even draw of the years served (no source says how long).
"""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any, Protocol

import numpy as np

from simlib.luck import (
    AGE,
    CERTIFICATE,
    EDUCATION,
    ONCE,
    RATING,
    SERVICE,
    SEX,
    TAKES_UP,
    TIME_IN_POST,
    key_of,
    luck,
    personal,
    stream_of,
)
from simlib.months import YEAR
from simlib.policy.axes import AGE_BAND_STARTS, RAMP_STEPS, SERVICE_BAND_STARTS
from simlib.population.margins import Margins
from simlib.population.person import EXCELLENT, FEMALE, MALE, MEN_60, PERSON, TRACK_BY_POST, WOMEN_50, WOMEN_55
from simlib.population.staff import Staff

_YOUNGEST = 18 * YEAR
_LOWEST_AGE = 20 * YEAR  # where the youngest band begins
_LAST = 10 * YEAR  # how wide the open last band is taken to be
Post = tuple[str, int, int, int, int, int]  # place's name, place, unit, post, ordinal, contract
_REMEMBERED = 8  # years of ratings drawn for the opening staff
_TRIES = 20  # at an age that the law lets serve


class Scale(Protocol):
    """What the law says of a person already in post (the rules of retirement and entry, given by the caller)."""

    contribution_start: int  # age in months from which pension contributions count

    def retires(self, person: Any, track: int) -> int:
        """Return the month of the statutory age on a track."""

    def place(self, person: Any) -> None:
        """Give the grade, and the satisfactory years towards the next."""


def synthesise(margins: Margins, posts: Iterable[Post], scale: Scale) -> Staff:
    """Return the staff drawn from the margins; `posts` are all that are authorised."""
    stream = np.uint64(stream_of(margins.seed, 0))
    records = []
    for name, place, unit, post, ordinal, contract in posts:
        person = np.zeros(1, PERSON).view(np.recarray)[0]
        person.key = key_of(f"{name}/{post}/{ordinal}")
        person.luck = personal(stream, person.key)
        if luck(person, ONCE, TAKES_UP) < margins.shares["in_post_share"][post]:
            person.place, person.unit, person.post, person.contract = place, unit, post, contract
            _draw(person, margins, scale)
            records.append(person)
    people = np.array(records, PERSON)
    people["luck"] = 0
    return Staff(people, margins.month, f"synthetic, seed {margins.seed}")


def _draw(person: Any, margins: Margins, scale: Scale) -> None:
    shares, month, post = margins.shares, margins.month, person.post
    person.sex = FEMALE if luck(person, ONCE, SEX) < shares["female_share"][post] else MALE
    age = _draw_age(person, month, shares["age_mix"][post], scale)
    service = _within(SERVICE_BAND_STARTS, shares["service_mix"][post], luck(person, ONCE, SERVICE), 0)
    service = max(1, min(service, age - _YOUNGEST))
    person.service_from = person.joined = month + 1 - service
    entry_post = post == len(shares["in_post_share"]) - 1
    held = service if entry_post else 1 + int(luck(person, ONCE, TIME_IN_POST) * (service - 1))
    person.post_from = month + 1 - held
    person.contribution_from = min(person.joined, person.birth + scale.contribution_start)
    person.education = _member(shares["education_mix"][post], luck(person, ONCE, EDUCATION))
    person.certificate = _member(shares["certificate_mix"][post], luck(person, ONCE, CERTIFICATE))
    person.rating = _member(shares["rating_mix"][post], luck(person, ONCE, RATING))
    person.excellent_run = 1 if person.rating == EXCELLENT else 0
    person.excellent_history = _excellent_years(person, month, shares["rating_mix"][post][EXCELLENT])
    person.ramp_step = min((month - person.joined) // YEAR, len(RAMP_STEPS) - 1)  # next month's is to come
    scale.place(person)


def _excellent_years(person: Any, month: int, share: float) -> int:
    """Return the years rated excellent, a bit each: last year's as drawn, those before by the same share."""
    history = int(person.rating == EXCELLENT)
    for years_ago in range(1, _REMEMBERED):
        if month - YEAR * years_ago > person.joined and luck(person, month - YEAR * years_ago, RATING) < share:
            history |= 1 << years_ago
    return history


def _draw_age(person: Any, month: int, mix: np.ndarray, scale: Scale) -> int:
    """Give the birth month and the track; return the age in months."""
    highest_track = MEN_60 if person.sex == MALE else WOMEN_55
    for attempt in range(_TRIES):
        age = _within(AGE_BAND_STARTS, mix, luck(person, ONCE + attempt, AGE), _LOWEST_AGE)
        person.birth = month + 1 - age
        if scale.retires(person, highest_track) > month:
            break
    else:
        raise ValueError("the age mix is all past retirement: lower the ages of staff.yaml")
    past_50_track = person.sex == FEMALE and scale.retires(person, WOMEN_50) <= month
    person.track = WOMEN_55 if past_50_track else TRACK_BY_POST
    return age


def _member(mix: np.ndarray, drawn: float) -> int:
    return min(int(np.searchsorted(np.cumsum(mix), drawn, side="right")), len(mix) - 1)


def _within(starts: tuple[int, ...], mix: np.ndarray, drawn: float, lowest: int) -> int:
    """Return months drawn evenly within the band that a uniform draw falls on, none below `lowest`."""
    band = _member(mix, drawn)
    before = float(mix[:band].sum())
    share = (drawn - before) / float(mix[band]) if mix[band] > 0 else 0.0
    start = max(starts[band], lowest)
    stop = starts[band + 1] if band + 1 < len(starts) else starts[band] + _LAST
    return start + int(min(max(share, 0.0), 0.999999) * (stop - start))
