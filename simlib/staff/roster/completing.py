"""The opening staff of a roster: what it says, and what it does not say drawn conditional on what it does.

Drawn from the pack's own margins, by address: sex, place, education, certificate, last year's rating and the excellent
years before it, time in post, years towards the next grade, the track of a woman past the age of the 50 track. Taken,
not drawn: community service begins on joining where nothing else is said (a synthetic staff has none elsewhere either);
the grade is the entry rule's; the contract goes by the place. Who has no education or rating among the people of a
post is as others of that post are.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from simlib import luck as of
from simlib.months import YEAR, month_of_year, year_of
from simlib.policy import Policy
from simlib.policy.axes import RAMP_STEPS
from simlib.population.ages import women_on_55
from simlib.population.person import (
    BASIC,
    ELECTED,
    EXCELLENT,
    FAILED,
    FEMALE,
    MALE,
    PERSON,
    RECRUITED,
    SATISFACTORY,
    TRACK_BY_POST,
    UNRATED,
    WOMEN_50,
    WOMEN_55,
)
from simlib.rules.establishment import authorised, places_of
from simlib.rules.progression import EVERY_N_YEARS
from simlib.staff.margins import Margins
from simlib.staff.opening import Staff
from simlib.staff.roster.drawing import Draws
from simlib.staff.roster.known import UNKNOWN, Known
from simlib.staff.roster.reading import FIRST_YEAR
from simlib.staff.scale import RosterScale, place_all

FEWEST = 5  # of real people: of how many at least a count is that is shown; those of an export are made up
REMEMBERED = 8  # years of ratings that a record has
DRAWN = ("sex", "place", "education", "certificate", "rating", "post_from", "satisfactory_years")
TAKEN = ("service_from", "contribution_from", "contract", "grade")


@dataclass(frozen=True)
class Filled:
    """How many values a roster lacked, by field: drawn from margins, or taken from what else it says."""

    drawn: dict[str, int]
    taken: dict[str, int]


def lacking(known: Known) -> Filled:
    """Return how many values a roster lacks."""
    drawn = {name: int(_lacks(known, name).sum()) for name in DRAWN}
    taken = {name: int(known.lacks(name).sum()) for name in TAKEN}
    return Filled({name: n for name, n in drawn.items() if n}, {name: n for name, n in taken.items() if n})


def _lacks(known: Known, name: str) -> np.ndarray:
    if name == "rating":
        return np.asarray(last_rating(known) == UNKNOWN)
    if name == "satisfactory_years":
        return known.lacks(name) & known.lacks("grade_from") & ~known.lacks("grade")
    return known.lacks(name)


def completed(policy: Policy, known: Known, margins: Margins, draw: int = 0) -> Staff:
    """Return a draw of the staff of a roster; margins of a pack's posts, whose seed draws."""
    work = _Completing(policy, known, margins, draw)
    records = work.records()
    about, filled = known.about, lacking(known)
    told = f"roster of {about['month']}, {len(known)} people, file {str(about['file'])[:8]}"
    told += f", key {about['key']}" if about.get("key") else ""
    told += "".join(f", {n} left out as {kind}" for kind, n in dict(about.get("left_out") or {}).items())  # type: ignore[call-overload]
    told += "".join(
        f", {name} {what} for {n}" for what in ("drawn", "taken") for name, n in getattr(filled, what).items()
    )
    fewest = 0 if about["person"] == "key" else FEWEST
    told += f", draw {draw}" if draw else ""
    return Staff(records, known.month, told, tuple(work.places), fewest=fewest)


class _Completing:
    def __init__(self, policy: Policy, known: Known, margins: Margins, draw: int) -> None:
        self.policy, self.known, self.month, self.shares = policy, known, known.month, margins.shares
        self.scale = RosterScale(policy, known.month)
        self.there = places_of(policy, range(known.month, known.month + 1))
        self.places = self.there.names(policy)
        self.post = known.get("post")
        self.luck = Draws(known.key, margins.seed, draw)

    def records(self) -> np.ndarray:
        people = np.zeros(len(self.known), PERSON).view(np.recarray)
        people.key, people.post, people.birth, people.joined = (
            self.known.key,
            self.post,
            self.known.get("birth"),
            self.known.get("joined"),
        )
        people.sex = self.sex()
        people.place = self.place()
        people.unit = self.there.unit[people.place]
        people.contract = self.contract(people.place)
        people.service_from = self.known_or("service_from", people.joined)
        start = people.birth + self.scale.ages.contribution_start
        people.contribution_from = self.known_or("contribution_from", np.minimum(people.joined, start))
        people.post_from = self.post_from(people.service_from)
        people.education = self.drawn("education", "education_mix", of.EDUCATION)
        people.certificate = self.drawn("certificate", "certificate_mix", of.CERTIFICATE)
        self.rate(people)
        people.track = self.track(people)
        people.ramp_step = np.minimum((self.month - people.joined) // YEAR, len(RAMP_STEPS) - 1)
        self.grade(people)
        return np.array(people, PERSON)

    def known_or(self, name: str, otherwise: np.ndarray) -> np.ndarray:
        said = self.known.get(name)
        return np.where(said == UNKNOWN, otherwise, said)

    def drawn(self, name: str, margin: str, decision: int) -> np.ndarray:
        """Return a field as the roster has it, and where it has not a member of the mix of the post."""
        said = self.known.get(name).copy()
        those = said == UNKNOWN
        said[those] = self.luck.member(those, np.asarray(self.shares[margin])[self.post[those]], of.ONCE, decision)
        return said

    def sex(self) -> np.ndarray:
        said = self.known.get("sex").copy()
        those = said == UNKNOWN
        women = self.luck.uniform(those, of.ONCE, of.SEX) < np.asarray(self.shares["female_share"])[self.post[those]]
        said[those] = np.where(women, FEMALE, MALE)
        return said

    def place(self) -> np.ndarray:
        """Return everybody's place: of those of whom it is not said one of their unit's, by posts authorised."""
        names = {name: at for at, name in enumerate(self.places)}
        number = np.array([names.get(name, UNKNOWN) for name in self.known.places], np.int64)
        said = self.known.get("place").copy()
        said[said != UNKNOWN] = number[said[said != UNKNOWN]]
        posts = authorised(self.policy, self.there, self.month).astype(float)
        unit = self.known.get("unit")
        for at, post in {*zip(unit[said == UNKNOWN].tolist(), self.post[said == UNKNOWN].tolist(), strict=True)}:
            those = (said == UNKNOWN) & (unit == at) & (self.post == post)
            inside = np.ones(len(posts)) if at == UNKNOWN else (self.there.unit == at).astype(float)
            weight = posts[:, post] * inside if (posts[:, post] * inside).any() else inside
            mix = np.tile(weight / weight.sum(), (int(those.sum()), 1))
            said[those] = self.luck.member(those, mix, of.ONCE, of.WORKPLACE)
        return said

    def contract(self, place: np.ndarray) -> np.ndarray:
        elects = np.asarray(self.policy.value("election.places", self.month))[self.there.kind[place]]
        elected = np.asarray(self.policy.value("election.posts", self.month))[self.post]
        return self.known_or("contract", np.where((elects != 0) & (elected != 0), ELECTED, RECRUITED))

    def post_from(self, service_from: np.ndarray) -> np.ndarray:
        """Return since when each is in the post: the entry post from the first, others an even draw of the years."""
        said = self.known.get("post_from").copy()
        those = said == UNKNOWN
        service = self.month + 1 - service_from[those]
        drawn = self.luck.uniform(those, of.ONCE, of.TIME_IN_POST) * (service - 1)
        entry = self.post[those] == len(self.policy.posts) - 1
        said[those] = self.month + 1 - np.where(entry, service, 1 + drawn.astype(np.int64))
        return said

    def rate(self, people: np.recarray) -> None:
        """Give last year's rating, how many alike came in a row, and the years rated excellent."""
        rating = last_rating(self.known)
        those = rating == UNKNOWN
        mix = np.asarray(self.shares["rating_mix"])
        rating[those] = self.luck.member(those, mix[self.post[those]], of.ONCE, of.RATING)
        people.rating = rating
        runs = {"excellent_run": EXCELLENT, "failed_run": FAILED, "basic_run": BASIC}
        for name, alike in runs.items():
            in_a_row = in_row(self.known, alike)
            if name == "excellent_run":
                in_a_row = np.where(those, rating == EXCELLENT, in_a_row)
            people[name] = self.known_or(name, in_a_row)
        people.excellent_history = self.excellent(people, mix[:, EXCELLENT])
        people.top_history = _bits(self.known.get("top_years"), last_year(self.month))

    def excellent(self, people: np.recarray, share: np.ndarray) -> np.ndarray:
        last = last_year(self.month)
        history = (people.rating == EXCELLENT).astype(np.int64)
        for ago in range(1, REMEMBERED):
            said = self.known.get(f"rating:{last - ago}")
            then = self.month - YEAR * ago
            those = (said == UNKNOWN) & (then > people.joined)
            won = said == EXCELLENT
            won[those] = self.luck.uniform(those, then, of.RATING) < share[self.post[those]]
            history |= won.astype(np.int64) << ago
        years = self.known.get("excellent_years")
        return np.where(years == UNKNOWN, history, _bits(years, last))

    def track(self, people: np.recarray) -> np.ndarray:
        """Return the track that the roster says of a woman, drawn for her who is past the age of the 50 track."""
        women = people.sex == FEMALE
        said = np.where(women, self.known_or("track", np.full(len(people), TRACK_BY_POST)), TRACK_BY_POST)
        on_55 = women_on_55(self.scale.ages, len(self.policy.posts))
        age = np.clip(self.month + 1 - people.birth, 0, on_55.shape[1] - 1)
        share = on_55[self.post, age]
        those = women & (said == TRACK_BY_POST) & (share >= 0)
        won = self.luck.uniform(those, of.ONCE, of.WOMENS_TRACK) < share[those]
        said[those] = np.where(won, WOMEN_55, WOMEN_50)
        return said

    def grade(self, people: np.recarray) -> None:
        """Give the grade and the satisfactory years: the entry rule's, the roster's, or years since the grade began."""
        place_all(people, self.scale.last_january, self.scale.appraisals, self.scale.terms)
        said = self.known.get("grade")
        years = np.where(said == UNKNOWN, people.satisfactory_years, self._years_in_grade(people))
        people.grade = np.where(said == UNKNOWN, people.grade, said)
        people.satisfactory_years = self.known_or("satisfactory_years", years)

    def _years_in_grade(self, people: np.recarray) -> np.ndarray:
        """Return the satisfactory years towards the next grade: by the month it began, else an even draw."""
        if int(self.scale.terms.rules_progression) != EVERY_N_YEARS:
            return np.zeros(len(people))
        since, every = self.known.get("grade_from"), int(self.scale.terms.progression_years_per_grade)
        counts = np.asarray(self.policy.value("progression.year_counts", self.month), float)
        last = last_year(self.month)
        years = np.zeros(len(people))
        for year in range(last - max(every, REMEMBERED), last + 1):
            rating = people.rating if year == last else self.known.get(f"rating:{year}")
            counted = np.where(rating == UNKNOWN, counts[SATISFACTORY], counts[np.maximum(rating, UNRATED)])
            years += np.where(since <= YEAR * year + YEAR - 1, counted, 0.0)
        those = since == UNKNOWN
        served = (self.month + 1 - people.service_from[those]) // YEAR
        most = np.minimum(every, np.maximum(served, 1))
        years[those] = np.floor(self.luck.uniform(those, of.ONCE, of.YEARS_IN_GRADE) * most)
        return years


def last_year(month: int) -> int:
    """Return the year whose appraisal is the last done by the end of a month."""
    return year_of(month) if month_of_year(month) == YEAR else year_of(month) - 1


def last_rating(known: Known) -> np.ndarray:
    """Return the rating of the last year appraised, UNRATED for a blank one of whoever had no full year then."""
    last = last_year(known.month)
    named = f"rating:{last}"
    said = np.where(known.lacks(named), known.get("rating"), known.get(named))
    short = (known.get("joined") > YEAR * last) & (named in known.values)
    return np.where((said == UNKNOWN) & short, UNRATED, said)


def in_row(known: Known, alike: int) -> np.ndarray:
    """Return how many of the last ratings that the roster says are the same one."""
    last = last_year(known.month)
    going = last_rating(known) == alike
    found = going.astype(np.int64)
    for ago in range(1, REMEMBERED):
        going = going & (known.get(f"rating:{last - ago}") == alike)
        found += going
    return found


def _bits(years: np.ndarray, last: int) -> np.ndarray:
    """Return bits by year as bits by how long ago it is, the last year's the lowest."""
    known = np.where(years == UNKNOWN, 0, years)
    found = np.zeros(len(years), np.int64)
    for ago in range(REMEMBERED):
        if last - ago >= FIRST_YEAR:
            found |= ((known >> (last - ago - FIRST_YEAR)) & 1) << ago
    return found
