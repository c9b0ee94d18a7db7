"""A career in words: who it is, what happens, what is taken for granted, and which document a clause stands in."""

from __future__ import annotations

from simlib.careers.basis import Ground
from simlib.careers.career import Career, Slip
from simlib.careers.events import EVENTS, Event
from simlib.months import YEAR, Years, month_text, year_head, year_of
from simlib.policy import Policy
from simlib.policy.axes import LABELS
from simlib.policy.value_words import member_label
from simlib.text import NOTHING, Code, Text

_WHO = {"female": Text("女", "A woman"), "male": Text("男", "A man")}


def slip_year(found: Career, slip: Slip) -> Text:
    """Name the calendar year of a slip: that in which a run opens within the year with its months."""
    year, opening = year_of(slip.last), found.policy.opening
    return year_head(year, Years(range(slip.first, slip.last + 1)) if slip.first == opening else ())


def who_words(found: Career, code: Code) -> str:
    """Say who this is: sex, education and certificate, birth, joining, track."""
    one = found.person

    def label(axis: str, name: str) -> str:
        return member_label(found.policy, axis, name, code)

    traits = (_WHO[one.sex][code], label("education", one.education), label("certificate", one.certificate))
    born, joined, track = month_text(one.born), month_text(one.joined), label("track", one.track)
    who = Text("，", ", ")[code].join(traits)
    return Text(
        f"{who}；{born} 出生，{joined} 入职，退休类别：{track}",
        f"{who}; born {born}, joined {joined}, retirement track: {track}",
    )[code]


def given_words(found: Career, code: Code) -> list[str]:
    """Say what is taken for granted: the ratings, nothing left to chance, and the vacancies that came to nothing."""
    policy = found.policy
    ratings = Text("、", ", ")[code].join(member_label(policy, "rating", one, code) for one in found.ratings)
    told = [
        Text(f"逐年考核等次：{ratings}（其后同最后一个）", f"Ratings year by year: {ratings} (the last from then on)")[
            code
        ],
        Text(
            "不计随机因素：不辞职、不因换届离任；空岗只有写明的才有。",
            "Nothing left to chance: no resignation, no lost election; no vacant post but those asked for.",
        )[code],
        Text(
            "实发：减去本人缴费和单位按月累计预扣的个人所得税；没有专项附加扣除，不计年度汇算的退补。",
            "Take-home: less the person's contributions and income tax as withheld month by month; no special "
            "additional deductions, no settlement after the year.",
        )[code],
    ]
    if any(policy.choice("rules.anchor", slip.last) == "income_guaranteed" for slip in found.years):
        told.append(
            Text(
                "收入保障补差按全体人均计算，不在个人名下。",
                "The top-up to the guaranteed mean income is of all together, and nobody's own.",
            )[code]
        )
    return told + [_in_vain(policy, month, post, code) for month, post in found.person.promotions
                   if not any(event.name == "promoted" and event.post == post for event in found.events)]  # fmt: skip


def _in_vain(policy: Policy, month: int, post: str, code: Code) -> str:
    name, when = member_label(policy, "post", post, code), month_text(month)
    return Text(
        f"{when} 起有{name}空岗，但期内不符合岗位晋升条件。",
        f"{name}: vacant from {when}, but the rule never lets this person have it.",
    )[code]


def state_words(policy: Policy, post: str, grade: int, code: Code) -> str:
    """Name post and grade; the post alone where a policy has no grades."""
    label = member_label(policy, "post", post, code)
    if policy.grades == 1:
        return label
    return Text(f"{label} {grade_words(grade, code)}", f"{label}, {grade_words(grade, code)}")[code]


def grade_words(grade: int, code: Code) -> str:
    """Name a grade; no line is broken within it."""
    return Text(f"{grade}\u00a0级", f"grade\u00a0{grade}")[code]


def event_words(policy: Policy, event: Event, code: Code) -> str:
    """Name an event with its detail."""
    name = EVENTS[event.name][code]
    if event.name == "extended":
        years, months = divmod(int(event.detail), YEAR)
        zh, en = Text(f" {months} 个月", f" and {months} months") if months else NOTHING
        return Text(f"{name}至 {years} 岁{zh}", f"{name}, until {years}{en}")[code]
    if event.detail in LABELS and event.name != "unrated":
        axis = "rating" if event.name == "rated" else ""
        return f"{name}{Text('：', ': ')[code]}{member_label(policy, axis, event.detail, code)}"
    return name


class Documents:
    """The documents that were cited, numbered from 1 in the order of their first mention."""

    def __init__(self) -> None:
        self.titles: list[str] = []

    def cited(self, one: Ground) -> str:
        """Return number and clause of a provision, as 〔1〕第三条; empty where no document gives it."""
        if not one.source:
            return ""
        if one.source not in self.titles:
            self.titles.append(one.source)
        return f"〔{self.titles.index(one.source) + 1}〕{one.dated.clause}"

    def list(self) -> list[str]:
        """Return number and title of each."""
        return [f"〔{number}〕{title}" for number, title in enumerate(self.titles, 1)]
