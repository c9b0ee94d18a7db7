"""A person as somebody describes them: read, checked against a policy, and completed.

Every trait may be left out: then it is a woman with a bachelor's degree who joins at the opening, 28 years old, in the
entry post. The grade, where none is given, is the entry rule's.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from typing import Any

import numpy as np

from simlib.analysis.person import Person, retirement
from simlib.months import YEAR, month_text, parse_month
from simlib.policy import Policy, PolicyError, Problem
from simlib.policy.axes import CERTIFICATES, EDUCATIONS, RATINGS, SEXES, TRACKS
from simlib.policy.problems import nearest
from simlib.population.person import MEN_60, UNRATED, WOMEN_50, WOMEN_55

Wrong = Callable[[tuple[str | int, ...], str, str], None]  # where, what is wrong, the way out
TRAITS = (
    "sex",
    "track",
    "born",
    "joined",
    "service_since",
    "post",
    "post_since",
    "grade",
    "satisfactory_years",
    "education",
    "one_certificate",
    "certificate",
    "rating",
    "excellent_years",
    "top_years",
    "best",
    "promotions",
)
_YOUNGEST = 16  # Labour Law (劳动法), Art. 15
_USUAL_AGE = 28
_TRACK_WORDS = {"60": "men_60", "55": "women_55", "50": "women_50"}
_YES_NO = {"no": False, "false": False, "yes": True, "true": True}
_GUIDE = "Write it as 2031-01."


def person_of(policy: Policy, traits: Mapping[str, Any]) -> Person:
    """Return the person of these traits. Raises PolicyError with everything that is wrong."""
    problems: list[Problem] = []
    found = read_person(policy, traits, lambda where, what, way_out: problems.append(Problem("", 0, what, way_out)))
    if found is None:
        raise PolicyError(problems)
    return found


def read_person(policy: Policy, traits: Mapping[str, Any], wrong: Wrong) -> Person | None:
    """Return the person of these traits, as texts or numbers; None, everything told to `wrong`, where anything is."""
    reader = _Reader(policy, traits, wrong)
    person = reader.person()
    return None if reader.faults else person


def read_ratings(written: Sequence[Any], years: int | None, wrong: Wrong) -> tuple[int, ...]:
    """Return the ratings given, one a year from the first December on, by number.

    years  how many Decembers there are; None: any number of ratings will do
    """
    if not written:
        wrong((), "ratings is empty", "Write it, or leave the key out.")
    for place, text in enumerate(written):
        if text not in RATINGS:
            wrong((place,), f"ratings has no option {text}", nearest(str(text), RATINGS))
    if years is not None and len(written) > years:
        what = f"ratings lists {len(written)} where the run has {years} years"
        wrong((years,), what, f"Leave out the last {len(written) - years}, or run more years.")
    return tuple(RATINGS.index(text) for text in written if text in RATINGS)


class _Reader:
    """Reads the traits of one person; every fault is told, and counted."""

    def __init__(self, policy: Policy, traits: Mapping[str, Any], wrong: Wrong) -> None:
        assert policy.opening is not None
        self.policy, self.opening, self._tell = policy, policy.opening, wrong
        self.traits = {name: value for name, value in traits.items() if value is not None}
        self.faults = 0

    def person(self) -> Person:
        for name in self.traits:
            if name not in TRAITS:
                self.wrong((name,), f"{name} is no trait of a person", nearest(name, TRAITS))
        posts = self.policy.axis("post")
        joined = self.month("joined", self.opening)
        born = self.month("born", joined - YEAR * _USUAL_AGE)
        start = max(self.opening, joined)
        sex, post = self.member("sex", SEXES, "female"), self.member("post", posts, posts[-1])
        person = Person(
            sex=sex,
            track=self.track(sex, post, start),
            born=born,
            joined=joined,
            service_since=self.month("service_since", joined),
            post=post,
            post_since=self.month("post_since", joined),
            grade=self.grade(post, start),
            satisfactory_years=self.number("satisfactory_years", float, 0, 40),
            education=self.member("education", EDUCATIONS, "bachelor"),
            one_certificate=self.yes_no("one_certificate"),
            certificate=self.member("certificate", CERTIFICATES, "none"),
            rating=self.rating(joined),
            excellent_years=self.years("excellent_years"),
            top_years=self.years("top_years"),
            best=self.yes_no("best"),
            promotions=self.promotions(post, start),
        )
        if not self.faults:
            self.in_order(person, start)
        return person

    def in_order(self, person: Person, start: int) -> None:
        """Hold the months of a life against each other."""
        age = (person.joined - person.born) // YEAR
        if age < _YOUNGEST:
            way_out = "Nobody may be employed before 16 (Labour Law, article 15): correct born or joined."
            self.wrong(("joined",), f"joined is {month_text(person.joined)}, at the age of {age}", way_out)
            return
        for name, month, latest in (
            ("service_since", person.service_since, person.joined),
            ("post_since", person.post_since, start),
        ):
            if month > latest:
                what = f"{name} is {month_text(month)}, after {month_text(latest)}"
                self.wrong((name,), what, "Community service and the post begin no later than the career shown.")
        retires = retirement(self.policy, person, start)
        if retires < start:
            what = f"born {month_text(person.born)} retires in {month_text(retires)}, before {month_text(start)}"
            self.wrong(("born",), what, "Give a later month of birth, or another track.")

    def wrong(self, where: tuple[str | int, ...], what: str, way_out: str) -> None:
        self.faults += 1
        self._tell(where, what, way_out)

    def text(self, name: str) -> str | None:
        value = self.traits.get(name)
        if isinstance(value, dict | list | tuple):
            self.wrong((name,), f"{name} is one value, not several", "Write a single value.")
            return None
        return None if value is None else str(value).strip()

    def month(self, name: str, default: int) -> int:
        text = self.text(name)
        try:
            return default if text is None else parse_month(text)
        except ValueError:
            self.wrong((name,), f"{name} is a month, not {text}", _GUIDE)
            return default

    def member(self, name: str, members: Sequence[str], default: str) -> str:
        text = self.text(name)
        if text is not None and text not in members:
            self.wrong((name,), f"{name} has no option {text}", nearest(text, members))
            return default
        return default if text is None else text

    def number(self, name: str, kind: type, lowest: float, highest: float) -> Any:
        text = self.text(name)
        try:
            value = None if text is None else kind(text)
        except ValueError:
            self.wrong((name,), f"{name} is a number, not {text}", "Write digits only.")
            return None
        if value is not None and not lowest <= value <= highest:
            limits = "Give a value inside these limits."
            self.wrong((name,), f"{name} is {text}, outside {lowest:g} to {highest:g}", limits)
        return value

    def yes_no(self, name: str) -> bool:
        text = self.text(name)
        if text is not None and text.lower() not in _YES_NO:
            self.wrong((name,), f"{name} is yes or no, not {text}", "Write yes or no.")
        return _YES_NO.get((text or "no").lower(), False)

    def years(self, name: str) -> tuple[int, ...]:
        """Read calendar years, as a list or with commas between them."""
        found = []
        for text in _listed(self.traits.get(name)):
            if not (text.isdecimal() and 1990 <= int(text) <= 2100):
                self.wrong(
                    (name,), f"{name} has {text}, not a year", "Write years with commas between them: 2024,2025."
                )
            else:
                found.append(int(text))
        return tuple(found)

    def track(self, sex: str, post: str, start: int) -> str:
        """Read the track; a woman without one is on the track of most women in her post."""
        text = self.text("track")
        if sex == "male":
            if text is not None and _TRACK_WORDS.get(text, text) != TRACKS[MEN_60]:
                self.wrong(("track",), f"track is {text} for a man", "Leave it out: men are on the 60 track.")
            return TRACKS[MEN_60]
        if text is None:
            share = np.asarray(self.policy.value("retirement.women_55_share", start))
            return TRACKS[WOMEN_55] if share[self.policy.axis("post").index(post)] >= 0.5 else TRACKS[WOMEN_50]
        track = _TRACK_WORDS.get(text, text)
        if track not in (TRACKS[WOMEN_55], TRACKS[WOMEN_50]):
            self.wrong(("track",), f"track is {text} for a woman", "Write 55 or 50: the age of retirement before 2025.")
        return track

    def rating(self, joined: int) -> str:
        """Read the rating of the year before; whoever joins within the run has none."""
        rating = self.member("rating", RATINGS, "satisfactory")
        return RATINGS[UNRATED] if joined >= self.opening else rating

    def grade(self, post: str, start: int) -> int | None:
        """Read the grade, which the post's band must hold."""
        found: int | None = self.number("grade", int, 1, self.policy.grades)
        band = np.asarray(self.policy.value("grades.band", start))[self.policy.axis("post").index(post)]
        if found is not None and 1 <= found <= self.policy.grades and not band[0] <= found <= band[1]:
            what = f"grade is {found}, not in the band of {post} ({band[0]} to {band[1]})"
            self.wrong(("grade",), what, f"Give a grade from {band[0]} to {band[1]}, or another post.")
        return found

    def promotions(self, post: str, start: int) -> tuple[tuple[int, str], ...]:
        """Read {month: post}; each month is held to be the January at or after it, each post higher than the last."""
        written, posts = self.traits.get("promotions", {}), self.policy.axis("post")
        if not isinstance(written, Mapping):
            self.wrong(("promotions",), "promotions is not a mapping", "Write key: value lines below it.")
            return ()
        found, reached = [], posts.index(post)
        for text, name in written.items():
            where = ("promotions", str(text))
            try:
                month = parse_month(text)
            except ValueError:
                self.wrong(where, f"promotions is a month, not {text}", _GUIDE)
                continue
            if name not in posts:
                self.wrong(where, f"promotions has no option {name}", nearest(str(name), posts))
            elif posts.index(name) >= reached:
                self.wrong(where, f"promotions names {name}, not above {posts[reached]}", "Name a higher post.")
            elif month < start:
                what = f"promotions starts {month_text(month)}, before {month_text(start)}"
                self.wrong(where, what, "Give the post held at the start as post.")
            else:
                reached = posts.index(name)
                found.append((month, str(name)))
        return tuple(found)


def _listed(written: Any) -> list[str]:
    if written is None:
        return []
    parts: Iterable[Any] = written if isinstance(written, list | tuple) else str(written).replace("，", ",").split(",")
    return [str(part).strip() for part in parts]
