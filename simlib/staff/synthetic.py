"""A synthetic opening staff, drawn from margins where no roster may be shared.

Every authorised post is somebody's: its holder's identity is (unit, place, post, ordinal), so the same seed gives the
same people whatever else changes, and one place more or fewer moves nobody else. Traits are drawn by address as in a
run (`simlib.luck`). Service is drawn evenly within its band and starts at 18 at the earliest; ages follow their bands
and who is still in post at each (`simlib.population.ages`).
A holder of a post above the entry post has held it for an even draw of the years served (no source says how long).
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace
from functools import partial
from typing import NamedTuple

import numpy as np

from simlib.compiled import compiled
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
    WOMENS_TRACK,
    key_of,
    luck,
    personal,
    stream_of,
)
from simlib.months import YEAR
from simlib.policy.axes import RAMP_STEPS, SERVICE_BAND_STARTS
from simlib.population.ages import Ages, AgesDrawn, ages_drawn
from simlib.population.person import EXCELLENT, FEMALE, MALE, PERSON, TRACK_BY_POST, WOMEN_50, WOMEN_55
from simlib.staff.margins import Margins
from simlib.staff.opening import Staff

_SERVICE_STARTS = np.array(SERVICE_BAND_STARTS)
_YOUNGEST = 18 * YEAR
_LAST = 10 * YEAR  # how wide the open last band is taken to be
_REMEMBERED = 8  # years of ratings drawn for the opening staff
_LAST_STEP = len(RAMP_STEPS) - 1
Post = tuple[str, int, int, int, int, int]  # place's name, place, unit, post, ordinal, contract


class MarginShares(NamedTuple):
    """The margins, posts first (see `simlib.staff.margins.MARGINS`)."""

    in_post_share: np.ndarray
    female_share: np.ndarray
    age_mix: np.ndarray
    service_mix: np.ndarray
    education_mix: np.ndarray
    certificate_mix: np.ndarray
    rating_mix: np.ndarray


def synthesise(margins: Margins, posts: Iterable[Post], ages: Ages) -> Staff:
    """Return the staff drawn from the margins, still without grades; `posts` are all that are authorised.

    Its other draws fill the same posts with other people (`Staff.draws`).
    """
    rows = list(posts)
    people = np.zeros(len(rows), PERSON).view(np.recarray)
    people.key = [key_of(f"{name}/{post}/{ordinal}") for name, _, _, post, ordinal, _ in rows]
    for field, column in (("place", 1), ("unit", 2), ("post", 3), ("contract", 5)):
        people[field] = [row[column] for row in rows]
    shares = MarginShares(**{name: np.asarray(margins.shares[name], np.float64) for name in MarginShares._fields})
    drawn = ages_drawn(shares.female_share, shares.age_mix, ages)
    draw = partial(_drawn, people, margins, shares, drawn, ages.contribution_start)
    return replace(draw(0), redraw=draw)


def _drawn(
    posts: np.recarray, margins: Margins, shares: MarginShares, drawn: AgesDrawn, contribution_start: int, draw: int
) -> Staff:
    """Return a draw of who is in post: the first draw says which posts are filled, each draw by whom."""
    people = posts.copy()
    with np.errstate(over="ignore"):  # uncompiled, the wrapping products of the luck address warn
        filled_by, stream = (np.uint64(stream_of(margins.seed, one)) for one in (0, draw))
        found = _draw_all(people, margins.month, filled_by, stream, shares, drawn, contribution_start)
    told = f"synthetic, seed {margins.seed}{f', draw {draw}' if draw else ''}"
    return Staff(_still(people[found]), margins.month, told)


def _still(people: np.ndarray) -> np.ndarray:
    """Return plain records without the luck that drew them: every replication gives its own."""
    records = np.array(people, PERSON)
    records["luck"] = 0
    return records


@compiled
def _draw_all(people, month, filled_by, stream, shares, drawn, contribution_start):
    """Draw whoever is in post; return which posts are filled, (N,) bool. `filled_by`: the stream that says which."""
    found = np.zeros(len(people), np.bool_)
    for i in range(len(people)):
        person = people[i]
        person.luck = personal(filled_by, person.key)
        found[i] = luck(person, ONCE, TAKES_UP) < shares.in_post_share[person.post]
        person.luck = personal(stream, person.key)
        if found[i]:
            _draw(person, month, shares, drawn, contribution_start)
    return found


@compiled
def _draw(person, month, shares, drawn, contribution_start):
    post = person.post
    person.sex = FEMALE if luck(person, ONCE, SEX) < shares.female_share[post] else MALE
    age = _draw_age(person, month, drawn)
    service = _within(_SERVICE_STARTS, shares.service_mix[post], luck(person, ONCE, SERVICE))
    service = max(1, min(service, age - _YOUNGEST))
    person.service_from = person.joined = month + 1 - service
    entry_post = post == len(shares.in_post_share) - 1
    held = service if entry_post else 1 + int(luck(person, ONCE, TIME_IN_POST) * (service - 1))
    person.post_from = month + 1 - held
    person.contribution_from = min(person.joined, person.birth + contribution_start)
    person.education = _member(shares.education_mix[post], luck(person, ONCE, EDUCATION))
    person.certificate = _member(shares.certificate_mix[post], luck(person, ONCE, CERTIFICATE))
    person.rating = _member(shares.rating_mix[post], luck(person, ONCE, RATING))
    person.excellent_run = 1 if person.rating == EXCELLENT else 0
    person.excellent_history = _excellent_years(person, month, shares.rating_mix[post, EXCELLENT])
    person.ramp_step = min((month - person.joined) // YEAR, _LAST_STEP)  # next month's is to come


@compiled
def _excellent_years(person, month, share):
    """Return the years rated excellent, a bit each: last year's as drawn, those before by the same share."""
    history = 1 if person.rating == EXCELLENT else 0
    for years_ago in range(1, _REMEMBERED):
        if month - YEAR * years_ago > person.joined and luck(person, month - YEAR * years_ago, RATING) < share:
            history |= 1 << years_ago
    return history


@compiled
def _draw_age(person, month, drawn):
    """Give the birth month, and the track of a woman who is past the 50 track's age; return the age in months."""
    age = np.searchsorted(drawn.up_to[person.post, person.sex], luck(person, ONCE, AGE), side="right")
    person.birth = month + 1 - age
    on_55 = drawn.women_55[person.post, age]
    if person.sex == FEMALE and on_55 >= 0.0:
        person.track = WOMEN_55 if luck(person, ONCE, WOMENS_TRACK) < on_55 else WOMEN_50
    else:
        person.track = TRACK_BY_POST
    return age


@compiled
def _member(mix, drawn):
    """Return which member of a mix a uniform draw falls on."""
    so_far = 0.0
    for member in range(len(mix) - 1):
        so_far += mix[member]
        if drawn < so_far:
            return member
    return len(mix) - 1


@compiled
def _within(starts, mix, drawn):
    """Return months drawn evenly within the band that a uniform draw falls on."""
    band = _member(mix, drawn)
    before = 0.0
    for member in range(band):
        before += mix[member]
    share = (drawn - before) / mix[band] if mix[band] > 0.0 else 0.0
    start = starts[band]
    stop = starts[band + 1] if band + 1 < len(starts) else start + _LAST
    return start + int(min(max(share, 0.0), 0.999999) * (stop - start))
