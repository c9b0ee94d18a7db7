"""How a bureau writes what it knows of one person: headings, months, words and numbers, in the style of one file."""

from __future__ import annotations

import datetime as dt
import random
from collections.abc import Callable
from dataclasses import dataclass

from simlib.policy import Policy
from tests.roster.people import Truth

Cell = str | int | float | dt.datetime | None
Cells = dict[str, Cell]  # one row, by field

HEADINGS: dict[str, tuple[str, ...]] = {  # in the order of the columns; what the model does not need is there too
    "number": ("序号",),
    "staff_number": ("工号", "人员编号"),
    "name": ("姓名", "姓 名"),
    "sex": ("性别", "性\n别"),
    "id_number": ("身份证号", "身份证号码", "公民身份号码"),
    "nation": ("民族",),
    "party": ("政治面貌",),
    "birth": ("出生年月", "出生日期"),
    "education": ("学历", "最高学历", "文化程度"),
    "degree": ("学位",),
    "school": ("毕业院校及专业",),
    "working_from": ("参加工作时间",),
    "service_from": ("从事社区工作时间", "社区工作年限\n起算时间"),
    "joined": ("入职时间", "到岗时间", "聘用时间", "签订合同时间"),
    "joined_too": ("到岗时间",),  # a second column for the same, where that is the fault
    "contract": ("用工形式", "人员类别"),
    "unit": ("所在街道", "街道"),
    "place": ("所在社区", "社区/村"),
    "post": ("现任岗位", "岗位", "现任职务"),
    "post_from": ("任现职时间",),
    "grade": ("岗位等级", "等级", "现定级"),
    "grade_from": ("现等级起算时间",),
    "certificate": ("持证情况", "社工证", "职业资格"),
    "rating_2024": ("2024年度考核", "2024年考核"),
    "rating_2025": ("2025年度考核", "2025年考核"),
    "rating_2026": ("2026年度考核", "2026年考核"),
    "track": ("退休类别",),
    "pay": ("月工资", "应发工资"),
    "phone": ("联系电话",),
    "remark": ("备注",),
}
MONTHS = ("birth", "working_from", "service_from", "joined", "post_from", "grade_from")
RATINGS = ("rating_2024", "rating_2025", "rating_2026")
_WORDS: dict[str, dict[str, tuple[str, ...]]] = {
    "sex": {"male": ("男",), "female": ("女",)},
    "education": {
        "secondary": ("高中", "中专"),
        "college": ("大专", "专科"),
        "bachelor": ("本科", "大学本科"),
        "master": ("硕士", "硕士研究生"),
        "doctor": ("博士", "博士研究生"),
    },
    "certificate": {
        "none": ("无", None),  # type: ignore[dict-item]
        "assistant_social_worker": ("助理社会工作师",),
        "social_worker": ("社会工作师",),
        "senior_social_worker": ("高级社会工作师",),
    },
    "contract": {"recruited": ("招聘",), "elected": ("选举",), "agency": ("劳务派遣",)},
    "track": {"men_60": ("男60周岁",), "women_55": ("女55周岁",), "women_50": ("女50周岁",)},
}
_RATING = {
    "unrated": "不确定等次",
    "failed": "不合格",
    "basic": "基本合格",
    "satisfactory": "合格",
    "excellent": "优秀",
}
_FULL_WIDTH = {ord(one): chr(ord(one) + 0xFEE0) for one in "0123456789.-/X"} | {ord(" "): "\u3000"}
_EPOCH, _EPOCH_1904 = dt.datetime(1899, 12, 30), dt.datetime(1904, 1, 1)


def full_width(text: str) -> str:
    """Return a text in full-width digits and signs."""
    return text.translate(_FULL_WIDTH)


def serial(day: dt.datetime, from_1904: bool = False) -> int:
    """Return the number that Excel keeps for a day.

    >>> serial(dt.datetime(1985, 7, 1))
    31229
    """
    return (day - (_EPOCH_1904 if from_1904 else _EPOCH)).days


MONTH_STYLES: dict[str, Callable[[dt.datetime], Cell]] = {  # those that say one month and no other
    "1985.07": lambda day: f"{day:%Y.%m}",
    "1985.7": lambda day: f"{day:%Y.%m}" if day.month == 1 else f"{day:%Y}.{day.month}",
    "1985/7": lambda day: f"{day:%Y}/{day.month}",
    "1985-7": lambda day: f"{day:%Y}-{day.month}",
    "1985-07-15": lambda day: f"{day:%Y-%m-%d}",
    "1985年7月": lambda day: f"{day:%Y}年{day.month}月",
    "198507": lambda day: f"{day:%Y%m}",
    "198507 as a number": lambda day: int(f"{day:%Y%m}"),
    "19850715": lambda day: f"{day:%Y%m%d}",
    "serial": serial,
    "date": lambda day: day,
    "date with a time": lambda day: day.replace(hour=9, minute=30),
    "full-width": lambda day: full_width(f"{day:%Y.%m}"),
    "1985.07 as a number": lambda day: f"{day:%Y.%m}" if day.month == 10 else float(f"{day:%Y.%m}"),
}


@dataclass(frozen=True)
class Style:
    """How one file writes: its columns in order, its headings, and the way of each field."""

    fields: tuple[str, ...]
    headings: dict[str, str]
    months: dict[str, str]  # by field, of MONTH_STYLES
    grade: str  # 7, 7级 or full-width
    pay: str  # number, text, 元 or commas
    id_number: str  # plain, lower x, spaced or full-width


def row_of(one: Truth, style: Style, policy: Policy, luck: random.Random) -> Cells:
    """Return one person's cells."""
    labels = {member.name: member.label.zh for member in (*policy.posts, *policy.units, *policy.place_types)}
    ratings = _RATING | {member.name: member.label.zh for member in policy.ratings}
    words = {name: luck.choice(_WORDS[name][getattr(one, name)]) for name in _WORDS}
    months = {name: MONTH_STYLES[style.months[name]](_day(one, name)) for name in MONTHS}
    rated = {f"rating_{year}": ratings[word] for year, word in one.ratings.items()}
    kind, _, ordinal = one.place.partition("/")[2].rpartition("_")
    known: Cells = {
        **words,
        **months,
        **rated,
        "name": one.name,
        "staff_number": one.staff_number,
        "id_number": _id(one.id_number, style.id_number),
        "post": labels[one.post],
        "unit": labels[one.unit],
        "place": f"{labels[kind]}{ordinal}",
        "grade": {"7": one.grade, "7级": f"{one.grade}级"}.get(style.grade, full_width(str(one.grade))),
        "pay": pay_text(one.pay_fen / 100, style.pay),
        "phone": one.phone,
        "nation": "汉族",
        "party": luck.choice(("中共党员", "群众")),
        "degree": {"bachelor": "学士", "master": "硕士", "doctor": "博士"}.get(one.education),
        "school": "某某学院社会工作",
    }
    return {name: known.get(name) for name in style.fields}


def _day(one: Truth, name: str) -> dt.datetime:
    if name == "birth":
        return dt.datetime.strptime(one.birth_day, "%Y%m%d")
    month = getattr(one, name)
    return dt.datetime(month // 12, month % 12 + 1, 1)


def _id(number: str, style: str) -> str:
    spaced = f"{number[:6]} {number[6:14]} {number[14:]}"
    return {"lower x": number.lower(), "spaced": spaced, "full-width": full_width(number)}.get(style, number)


def pay_text(yuan: float, style: str) -> Cell:
    """Return an amount as a file writes it."""
    written = {"text": f"{yuan:.2f}", "元": f"{yuan:.2f}元", "commas": f"{yuan:,.2f}", "commas, 元": f"{yuan:,.2f} 元"}
    return written.get(style, yuan)
