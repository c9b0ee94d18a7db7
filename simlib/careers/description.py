"""A person as somebody describes them: read, checked against a policy, and completed.

Every trait may be left out: then it is a woman with a bachelor's degree who joins at the opening, 28 years old, in the
entry post. The grade, where none is given, is the entry rule's.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import replace
from typing import Any

import numpy as np

from simlib.careers.start_of_career import Person, retirement
from simlib.months import YEAR, month_number, month_text, parse_month, year_of
from simlib.policy import Policy, PolicyError, Problem
from simlib.policy.axes import CERTIFICATES, EDUCATIONS, RATINGS, SEXES, TRACKS
from simlib.policy.problems import Fault, ends, nearest, outside
from simlib.policy.provision import LAST
from simlib.population.person import MEN_60, UNRATED, WOMEN_50, WOMEN_55
from simlib.text import Text, shown

OnFault = Callable[[Fault], None]  # told everything that is wrong
TRAITS = (
    "sex", "track", "born", "joined", "service_since", "post", "post_since", "grade", "satisfactory_years",
    "education", "degree_years", "one_certificate", "certificate", "certificate_years", "rating", "excellent_years",
    "top_years", "best", "promotions",
)  # fmt: skip
_EARLIEST = month_number(1900, 1)  # nobody who lives was born before
_YOUNGEST = 16  # Labour Law (劳动法), Art. 15
_USUAL_AGE = 28
_TRACK_WORDS = {"60": "men_60", "55": "women_55", "50": "women_50"}
_YES_NO = {"no": False, "false": False, "yes": True, "true": True}
_GUIDE = Text("请写作 2031-01。", "Write it as 2031-01.")
_NO_MONTH = Text("{name} 应是年月，不能是 {text}", "{name} is a month, not {text}")
NO_OPTION = Text("{name} 没有选项 {text}", "{name} has no option {text}")


def person_of(policy: Policy, traits: Mapping[str, Any]) -> Person:
    """Return the person of these traits. Raises PolicyError with everything that is wrong."""
    problems: list[Problem] = []
    found = read_person(policy, traits, lambda fault: problems.append(fault.at("")))
    if found is None:
        raise PolicyError(problems)
    return found


def read_person(policy: Policy, traits: Mapping[str, Any], wrong: OnFault) -> Person | None:
    """Return the person of these traits, as texts or numbers; None, everything told to `wrong`, where anything is."""
    reader = _Reader(policy, traits, wrong)
    person = reader.person()
    return None if reader.faults else person


class _Reader:
    """Reads the traits of one person; every fault is told, and counted."""

    def __init__(self, policy: Policy, traits: Mapping[str, Any], wrong: OnFault) -> None:
        assert policy.opening is not None
        self.policy, self.opening, self._tell = policy, policy.opening, wrong
        self.traits = {name: value for name, value in traits.items() if value is not None}
        self.faults = 0

    def person(self) -> Person:
        for name in self.traits:
            if name not in TRAITS:
                what = Text("没有 {name} 这一项", "{name} is no trait of a person").of(name=name)
                self.wrong(Fault(what, nearest(name, TRAITS), (name,)))
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
            degree_years=self.earned("degree_years", start),
            one_certificate=self.yes_no("one_certificate"),
            certificate=self.member("certificate", CERTIFICATES, "none"),
            certificate_years=self.earned("certificate_years", start),
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
            what = Text("joined 是 {month}，当时只有 {age} 岁", "joined is {month}, at the age of {age}")
            way_out = Text(
                "未满16周岁不得招用（劳动法第十五条）：请核对出生和入职年月（born、joined）。",
                "Nobody may be employed before 16 (Labour Law, article 15): correct born or joined.",
            )
            self.wrong(Fault(what.of(month=month_text(person.joined), age=age), way_out, ("joined",)))
            return
        for name, month, latest in (
            ("service_since", person.service_since, person.joined),
            ("post_since", person.post_since, start),
        ):
            if month > latest:
                what = Text("{name} 是 {month}，晚于 {latest}", "{name} is {month}, after {latest}")
                what = what.of(name=name, month=month_text(month), latest=month_text(latest))
                way_out = Text(
                    "社区工作和任现岗的起始不应晚于所列经历的起点。",
                    "Community service and the post begin no later than the career shown.",
                )
                self.wrong(Fault(what, way_out, (name,)))
        retires = retirement(self.policy, person, start)
        if retires < start:
            what = Text(
                "born 是 {born}，{retires} 就已退休，早于 {start}", "born {born} retires in {retires}, before {start}"
            ).of(born=month_text(person.born), retires=month_text(retires), start=month_text(start))
            way_out = Text(
                "请写较晚的出生年月，或改写退休类别（track）。", "Give a later month of birth, or another track."
            )
            self.wrong(Fault(what, way_out, ("born",)))

    def wrong(self, fault: Fault) -> None:
        self.faults += 1
        self._tell(fault)

    def text(self, name: str) -> str | None:
        value = self.traits.get(name)
        if isinstance(value, dict | list | tuple):
            what = Text("{name} 只应有一个值，却写了几个", "{name} is one value, not several").of(name=name)
            self.wrong(Fault(what, Text("请只写一个值。", "Write a single value."), (name,)))
            return None
        return None if value is None else shown(value, "en") if isinstance(value, int) else str(value).strip()

    def month(self, name: str, default: int) -> int:
        text = self.text(name)
        found = None if text is None else self.parsed(text, (name,))
        return default if found is None else found

    def parsed(self, text: str, where: tuple[str, ...]) -> int | None:
        """Read a month within a life that may be met."""
        try:
            month = parse_month(text)
        except ValueError:
            written = self.traits[where[0]] if len(where) == 1 else text
            self.wrong(Fault(_NO_MONTH.of(name=where[0], text=written), _GUIDE, where))
            return None
        if _EARLIEST <= month <= LAST:
            return month
        fault = outside(where[0], month_text(month), ends(month_text(_EARLIEST), month_text(LAST)))
        self.wrong(replace(fault, where=where))
        return None

    def member(self, name: str, members: Sequence[str], default: str) -> str:
        text = self.text(name)
        if text is not None and text not in members:
            self.wrong(Fault(NO_OPTION.of(name=name, text=self.traits[name]), nearest(text, members), (name,)))
            return default
        return default if text is None else text

    def number(self, name: str, kind: type, lowest: float, highest: float) -> Any:
        text = self.text(name)
        try:
            value = None if text is None else kind(text)
        except ValueError:
            what = Text("{name} 应是数字，不能是 {text}", "{name} is a number, not {text}")
            what = what.of(name=name, text=self.traits[name])
            self.wrong(Fault(what, Text("请只写数字。", "Write digits only."), (name,)))
            return None
        if value is not None and not lowest <= value <= highest:
            what = Text("{name} 是 {text}，超出 {low} 到 {high} 的范围", "{name} is {text}, outside {low} to {high}")
            what = what.of(name=name, text=self.traits[name], low=lowest, high=highest)
            self.wrong(Fault(what, Text("请写范围以内的值。", "Give a value inside these limits."), (name,)))
        return value

    def yes_no(self, name: str) -> bool:
        text = self.text(name)
        if text is not None and text.lower() not in _YES_NO:
            what = Text("{name} 只能是 yes 或 no，不能是 {text}", "{name} is yes or no, not {text}")
            self.wrong(
                Fault(what.of(name=name, text=self.traits[name]), Text("请写 yes 或 no。", "Write yes or no."), (name,))
            )
        return _YES_NO.get((text or "no").lower(), False)

    def years(self, name: str) -> tuple[int, ...]:
        """Read calendar years, as a list or with commas between them."""
        found = []
        for part in _listed(self.traits.get(name)):
            text = shown(part, "en").strip()
            if not (text.isdecimal() and 1990 <= int(text) <= 2100):
                what = Text("{name} 中的 {text} 不是年份", "{name} has {text}, not a year").of(name=name, text=part)
                way_out = Text("年份之间用逗号，如 2024,2025。", "Write years with commas between them: 2024,2025.")
                self.wrong(Fault(what, way_out, (name,)))
            else:
                found.append(int(text))
        return tuple(found)

    def earned(self, name: str, start: int) -> tuple[int, ...]:
        """Read the years in which something is earned in post; what was held before is told otherwise."""
        found = self.years(name)
        for year in (year for year in found if year < year_of(start)):
            what = Text("{name} 中的 {year} 早于 {start}", "{name} has {year}, before {start}")
            way_out = Text(
                "起点以前取得的请写在 education、certificate。",
                "Give what was earned before the career begins as education or certificate.",
            )
            self.wrong(Fault(what.of(name=name, year=str(year), start=month_text(start)), way_out, (name,)))
        return found

    def track(self, sex: str, post: str, start: int) -> str:
        """Read the track; a woman without one is on the track of most women in her post."""
        text = self.text("track")
        if sex == "male":
            if text is not None and _TRACK_WORDS.get(text, text) != TRACKS[MEN_60]:
                what = Text("男性的 track 不能是 {text}", "track is {text} for a man").of(text=self.traits["track"])
                way_out = Text("请不写：男性一律为 60。", "Leave it out: men are on the 60 track.")
                self.wrong(Fault(what, way_out, ("track",)))
            return TRACKS[MEN_60]
        if text is None:
            share = np.asarray(self.policy.value("retirement.women_55_share", start))
            return TRACKS[WOMEN_55] if share[self.policy.axis("post").index(post)] >= 0.5 else TRACKS[WOMEN_50]
        track = _TRACK_WORDS.get(text, text)
        if track not in (TRACKS[WOMEN_55], TRACKS[WOMEN_50]):
            what = Text("女性的 track 不能是 {text}", "track is {text} for a woman").of(text=self.traits["track"])
            way_out = Text(
                "请写 55 或 50，即2025年以前的退休年龄。", "Write 55 or 50: the age of retirement before 2025."
            )
            self.wrong(Fault(what, way_out, ("track",)))
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
            what = Text(
                "grade 是 {grade}，不在 {post} 岗的等级范围（{low} 到 {high}）之内",
                "grade is {grade}, not in the band of {post} ({low} to {high})",
            )
            way_out = Text(
                "请写 {low} 到 {high} 级，或改写岗位。", "Give a grade from {low} to {high}, or another post."
            )
            fault = Fault(what, way_out, ("grade",))
            self.wrong(fault.filled(grade=found, post=post, low=band[0], high=band[1]))
        return found

    def promotions(self, post: str, start: int) -> tuple[tuple[int, str], ...]:
        """Read {month: post}; each month is held to be the January at or after it, each post higher than the last."""
        written, posts = self.traits.get("promotions", {}), self.policy.axis("post")
        if not isinstance(written, Mapping):
            what = Text("promotions 应是若干行“年月: 岗位”", "promotions is not a mapping")
            way_out = Text("请在其下逐行写“年月: 岗位”。", "Write month: post lines below it.")
            self.wrong(Fault(what, way_out, ("promotions",)))
            return ()
        found, reached = [], posts.index(post)
        for text, name in written.items():
            where = ("promotions", str(text))
            if (month := self.parsed(text, where)) is None:
                continue
            if name not in posts:
                self.wrong(Fault(NO_OPTION.of(name="promotions", text=name), nearest(name, posts), where))
            elif posts.index(name) >= reached:
                what = Text("promotions 中的 {name} 不高于 {reached}", "promotions names {name}, not above {reached}")
                way_out = Text("请写更高的岗位。", "Name a higher post.")
                self.wrong(Fault(what.of(name=name, reached=posts[reached]), way_out, where))
            elif month < start:
                what = Text("promotions 从 {month} 起，早于 {start}", "promotions starts {month}, before {start}")
                way_out = Text("期初已任的岗位请写在 post。", "Give the post held at the start as post.")
                self.wrong(Fault(what.of(month=month_text(month), start=month_text(start)), way_out, where))
            else:
                reached = posts.index(name)
                found.append((month, str(name)))
        return tuple(found)


def _listed(written: Any) -> list[Any]:
    if isinstance(written, str):
        return [part.strip() for part in written.replace("，", ",").split(",")]
    return [] if written is None else list(written) if isinstance(written, list | tuple) else [written]
