"""What a roster says held against the law and the pack: ages, months in their order, bands, tracks, the establishment.

No schema library: what is checked are relations between columns, each a line of NumPy over all rows; a library would
add its own words for what is wrong, where ours are in both languages and name rows of the file.
"""

from __future__ import annotations

from collections.abc import Iterator

import numpy as np

from simlib.months import YEAR, month_text
from simlib.policy import Policy
from simlib.policy.axes import RATINGS
from simlib.population.person import FEMALE, MALE, MEN_60, WOMEN_50, WOMEN_55
from simlib.rules.establishment import authorised
from simlib.staff.roster.fields import RATING, label_of
from simlib.staff.roster.findings import Findings
from simlib.staff.roster.known import UNKNOWN
from simlib.staff.roster.people import People
from simlib.staff.roster.places import Whereabouts
from simlib.staff.scale import RosterScale

YOUNGEST = 16 * YEAR  # Labour Law (劳动法), Art. 15
_OLDEST = 100 * YEAR
_LEAST_PAY, _MOST_PAY = 50_000, 5_000_000  # fen a month: beyond them it is another unit
_AFTER = ("service_from", "contribution_from", "post_from", "grade_from")


def check(policy: Policy, month: int, people: People, where: Whereabouts, findings: Findings, map_file: str) -> None:
    """Note everything that is wrong with the people of a roster taken at the end of a month."""
    for kind, name, wrong, filled in _relations(policy, month, people):
        for at in np.flatnonzero(wrong):
            told = {key: value[at] if isinstance(value, list) else value for key, value in filled.items()}
            findings.add(
                kind,
                people.where(int(at)),
                name,
                people.columns.get(name, ""),
                label=label_of(name),
                map=map_file,
                **told,
            )
    _twice(people, findings, map_file)
    _over_establishment(policy, month, people, where, findings)


Wrong = tuple[str, str, np.ndarray, dict]


def _relations(policy: Policy, month: int, people: People) -> Iterator[Wrong]:
    yield from _months(month, people)
    yield from _retirement(policy, month, people)
    yield from _scale(policy, month, people)
    for name in people.values:
        if name.startswith(f"{RATING}:"):
            early = _both(people.get("joined"), people.get(name)) & (people.get("joined") >= YEAR * (int(name[7:]) + 1))
            yield "rated_before_joining", name, early & (people.get(name) != RATINGS.index("unrated")), {}
    pay = people.get("pay")
    yield "pay_negative", "pay", (pay != UNKNOWN) & (pay < 0), {}
    unlikely = (pay != UNKNOWN) & (pay >= 0) & ((pay < _LEAST_PAY) | (pay > _MOST_PAY))
    yield "pay_unlikely", "pay", unlikely, {}
    pay[unlikely] = UNKNOWN


def _months(month: int, people: People) -> Iterator[Wrong]:
    birth, joined, service = (people.get(name) for name in ("birth", "joined", "service_from"))
    at = {"month": month_text(month)}
    old = (birth != UNKNOWN) & ((birth > month - YOUNGEST) | (birth < month - _OLDEST))
    yield "born_unlikely", "birth", old, {}
    yield "joined_late", "joined", (joined != UNKNOWN) & (joined > month), at
    yield "too_young", "joined", _both(birth, joined) & (joined - birth < YOUNGEST) & ~old, {}
    yield "service_too_long", "service_from", _both(birth, service) & (service - birth < YOUNGEST) & ~old, {}
    yield "service_after_joining", "service_from", _both(joined, service) & (service > joined) & (service <= month), {}
    for name in _AFTER:
        yield "later_than_roster", name, (people.get(name) != UNKNOWN) & (people.get(name) > month), at
    first = np.where(service == UNKNOWN, joined, np.minimum(service, joined))
    for name in ("post_from", "grade_from"):
        yield "post_before_service", name, _both(first, people.get(name)) & (people.get(name) < first), {}


def _retirement(policy: Policy, month: int, people: People) -> Iterator[Wrong]:
    birth, sex, track, post = (people.get(name) for name in ("birth", "sex", "track", "post"))
    said = (track != UNKNOWN) & (sex != UNKNOWN)
    against = said & ((track == MEN_60) != (sex == MALE))
    yield "track_not_sex", "track", against, {}
    ages = RosterScale(policy, month).ages
    share = np.where(post == UNKNOWN, 0.5, ages.women_55[np.maximum(post, 0)])
    women = said & (sex == FEMALE) & (post != UNKNOWN)
    yield (
        "track_not_post",
        "track",
        women & ((track == WOMEN_55) & (share == 0) | (track == WOMEN_50) & (share == 1)),
        {},
    )
    latest = np.where(track != UNKNOWN, track, np.where(sex == FEMALE, WOMEN_55, MEN_60))
    age = np.clip(month - birth, 0, ages.retires.shape[1] - 1)
    until = ages.retires[latest, age] + max(ages.late_limit, _staying_on(policy, month))
    past = _both(birth, sex) & ~against & (age > until) & (month - birth < _OLDEST)
    yield "past_retirement", "birth", past, {"month": [month_text(int(one)) for one in np.maximum(birth, 0) + until]}


def _staying_on(policy: Policy, month: int) -> int:
    """Return how many months beyond the statutory age an extension may let somebody stay."""
    return 0 if policy.choice("rules.extension", month) == "none" else 10 * YEAR


def _scale(policy: Policy, month: int, people: People) -> Iterator[Wrong]:
    post, grade = people.get("post"), people.get("grade")
    band = np.asarray(policy.value("grades.band", month))[np.maximum(post, 0)]
    outside = _both(post, grade) & ((grade < band[:, 0]) | (grade > band[:, 1]))
    yield "outside_band", "grade", outside, {"band": [f"{low}–{high}" for low, high in band]}


def _both(one: np.ndarray, other: np.ndarray) -> np.ndarray:
    return (one != UNKNOWN) & (other != UNKNOWN)


def _twice(people: People, findings: Findings, map_file: str) -> None:
    """Tell of rows that are one person: all that says who they are the same, or one number of two."""
    who = people.who
    same = _earlier(_whole(people))
    for at, other in same.items():
        findings.add(
            "same_person",
            people.where(at),
            "name",
            people.columns.get("name", ""),
            other=int(people.row[other]),
            map=map_file,
        )
    for name, kind in (("number", "same_number"), ("id", "same_id")):
        for at, other in _earlier([one or None for one in who.get(name, ())]).items():
            if at not in same:
                findings.add(kind, people.where(at), name, people.columns.get(name, ""), other=int(people.row[other]))


def _whole(people: People) -> list[tuple | None]:
    """Return what says who each is, all of it; None where that is too little."""
    parts = [people.who[name] for name in ("number", "id", "name") if name in people.who]
    months = zip(people.get("birth").tolist(), people.get("joined").tolist(), strict=True)
    rows = zip(*parts, months, strict=True) if parts else iter(())
    return [row if any(row[:-1]) and UNKNOWN not in row[-1] else None for row in rows]


def _earlier(rows: list) -> dict[int, int]:
    """Return for each row that was met before where that was."""
    first: dict[object, int] = {}
    found = {}
    for at, row in enumerate(rows):
        if row is not None and first.setdefault(row, at) != at:
            found[at] = first[row]
    return found


def _over_establishment(policy: Policy, month: int, people: People, where: Whereabouts, findings: Findings) -> None:
    posts = authorised(policy, where.there, month)
    unit, post = people.get("unit"), people.get("post")
    for at, member in enumerate(policy.units):
        there = posts[where.there.unit == at].sum(axis=0)
        for number, of_post in enumerate(policy.posts):
            many = int(((unit == at) & (post == number)).sum())
            if many > there[number]:
                findings.add(
                    "over_establishment",
                    (0, 0),
                    "post",
                    people.columns.get("post", ""),
                    unit=member.label,
                    post=of_post.label,
                    people=many,
                    posts=int(there[number]),
                )
