"""Made-up people with the facts of a pack's own synthetic staff, so that law and pack find nothing wrong with them."""

from __future__ import annotations

import random
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass, field, replace
from functools import cache

import numpy as np

from simlib import load_policy, load_staff
from simlib.policy import Policy
from simlib.policy.axes import CERTIFICATES, CONTRACTS, EDUCATIONS, RATINGS, SEXES, TRACKS
from simlib.population.person import MALE, MEN_60, TRACK_BY_POST, WOMEN_50, WOMEN_55
from simlib.rules.establishment import authorised, places_of
from simlib.staff.opening import Staff

AREAS = ("340111", "371323", "341881", "440305", "110101", "150102")  # six digits that stand for real places
_SURNAMES = [
    "欧阳",
    "上官",
    "司徒",
    "东方",
    "尉迟",
    "皇甫",
    "慕容",
    "令狐",
    "夏侯",
    "诸葛",
    "闾丘",
    "宇文",
    "长孙",
    "澹台",
    "公冶",
    "濮阳",
]
_FIRST = "芷嫣翥骐濯霖珺翊骁昶烨璟翀沄淏玥霁濛颢婳煊琬瓒赟翾祺骞湉瑧翙"
_SECOND = "骋峣洺璇砚岚祎芃瑄峥榕禾桉晞筠澍屹蓁昀衡菀旻頔玎珞滢姝珩彧缦"
_WEIGHTS = (7, 9, 10, 5, 8, 4, 2, 1, 6, 3, 7, 9, 10, 5, 8, 4, 2)
MONTH = "2026-12"  # of every roster: that of the packs' own staff


@dataclass(frozen=True)
class Truth:
    """What a right reading of one row finds; months are month numbers, words are those of `simlib.policy.axes`.

    sheet, row  where the row stands: the sheet's name (empty in a file without sheets), and the row counted from 1
    ratings     by year
    """

    name: str
    id_number: str
    birth_day: str  # 19850715
    phone: str
    staff_number: str
    sex: str
    birth: int
    working_from: int
    joined: int
    service_from: int
    post_from: int
    grade_from: int
    post: str
    grade: int
    unit: str
    place: str
    contract: str
    education: str
    certificate: str
    track: str
    pay_fen: int
    ratings: dict[int, str] = field(default_factory=dict)
    sheet: str = ""
    row: int = 0


@dataclass(frozen=True)
class City:
    """A pack, its staff, and how many people each unit and each place is authorised, by (its name, post)."""

    policy: Policy
    staff: Staff
    authorised: Counter[tuple[str, str]]


@cache
def city(pack: str) -> City:
    """Return a pack with its staff."""
    policy = load_policy(pack)
    staff = load_staff(policy)
    places = places_of(policy, range(staff.month, staff.month + 1))
    most: Counter[tuple[str, str]] = Counter()
    for place, posts in zip(places.names(policy), authorised(policy, places, staff.month), strict=True):
        for post, number in zip(policy.axis("post"), posts.tolist(), strict=True):
            most[place, post] += number
            most[place.partition("/")[0], post] += number
    return City(policy, staff, most)


def check_character(first_seventeen: str) -> str:
    """Return the last character of an ID number (GB 11643)."""
    return "10X98765432"[sum(int(digit) * weight for digit, weight in zip(first_seventeen, _WEIGHTS, strict=True)) % 11]


def id_of(area: str, birth_day: str, sequence: int) -> str:
    """Return an ID number of 18 characters; an odd sequence is a man's."""
    number = f"{area}{birth_day}{sequence:03d}"
    return number + check_character(number)


def names(luck: random.Random) -> Iterator[str]:
    """Yield names that no text of the lab holds, none twice."""
    combined = [f"{one}{two}{three}" for one in _SURNAMES for two in _FIRST for three in _SECOND]
    yield from luck.sample(combined, len(combined))


def person(of: City, number: int, name: str, luck: random.Random) -> Truth:
    """Return one of a pack's staff under a made-up name, with what no record holds made up too."""
    policy, record = of.policy, of.staff.records[number]
    birth, joined = int(record["birth"]), int(record["joined"])
    day = f"{birth // 12}{birth % 12 + 1:02d}{luck.randint(1, 28):02d}"
    sequence = 2 * luck.randint(1, 498) + (record["sex"] == MALE)
    return Truth(
        name=name,
        id_number=id_of(luck.choice(AREAS), day, sequence),
        birth_day=day,
        phone=f"1{luck.randint(30, 99)}{luck.randint(10**7, 10**8 - 1)}",
        staff_number=f"GH{number:06d}",
        sex=SEXES[record["sex"]],
        birth=birth,
        working_from=max(birth + 18 * 12, min(joined, int(record["contribution_from"]))),
        joined=joined,
        service_from=int(record["service_from"]),
        post_from=int(record["post_from"]),
        grade_from=luck.randint(joined, of.staff.month),
        post=policy.axis("post")[record["post"]],
        grade=int(record["grade"]),
        unit=policy.axis("unit")[record["unit"]],
        place=of.staff.places[record["place"]],
        contract=CONTRACTS[record["contract"]],
        education=EDUCATIONS[record["education"]],
        certificate=CERTIFICATES[record["certificate"]],
        track=TRACKS[_track(of, record, luck)],
        pay_fen=luck.randint(350_000, 950_000),
        ratings=_ratings(joined, int(record["rating"]), of.staff.month, luck),
    )


def _track(of: City, record: np.void, luck: random.Random) -> int:
    if record["sex"] == MALE:
        return MEN_60
    if record["track"] != TRACK_BY_POST:
        return int(record["track"])
    share = of.policy.value("retirement.women_55_share", of.staff.month)[record["post"]]
    return WOMEN_55 if luck.random() < share else WOMEN_50


def _ratings(joined: int, last: int, month: int, luck: random.Random) -> dict[int, str]:
    """Return the last three years' ratings; none before a full year in post."""
    year = (month + 1) // 12 - 1
    rated = ("satisfactory", "satisfactory", "excellent")
    before = {one: luck.choice(rated) for one in (year - 2, year - 1) if joined < 12 * one}
    return before | {year: RATINGS[last]}


def some_people(pack: str, units: int, each: int, named: Iterator[str], luck: random.Random) -> list[Truth]:
    """Return people of a few units of a pack, unit by unit in the order of their places."""
    of = city(pack)
    there = np.unique(of.staff.records["unit"]).tolist()
    chosen = sorted(luck.sample(there, min(units, len(there))))
    people: list[Truth] = []
    for unit in chosen:
        theirs = np.flatnonzero(of.staff.records["unit"] == unit).tolist()
        numbers = sorted(luck.sample(theirs, min(each, len(theirs))))
        people += [person(of, number, next(named), luck) for number in numbers]
    return people


def renamed(one: Truth, name: str, luck: random.Random, **changed: object) -> Truth:
    """Return another person with the same facts: another name, day of birth, ID and phone."""
    day = f"{one.birth_day[:6]}{luck.randint(1, 28):02d}"
    sequence = 2 * luck.randint(1, 498) + (one.sex == "male")
    number, phone = id_of(luck.choice(AREAS), day, sequence), f"1{luck.randint(3 * 10**9, 10**10 - 1)}"
    return replace(one, name=name, birth_day=day, id_number=number, phone=phone, **changed)  # type: ignore[arg-type]
