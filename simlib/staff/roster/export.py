"""A pack's opening staff as a roster in Excel: a model of what a bureau may fill in, that reads back the same."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator
from pathlib import Path

import numpy as np
import xlsxwriter
from xlsxwriter.exceptions import FileCreateError

from simlib.months import month_of_year, month_text, year_of
from simlib.policy import Policy
from simlib.policy.axes import CERTIFICATES, CONTRACTS, EDUCATIONS, LABELS, RATINGS, SEXES, TRACKS
from simlib.population.person import TRACK_BY_POST
from simlib.rules.establishment import places_of
from simlib.staff.opening import Staff
from simlib.staff.roster.completing import REMEMBERED, last_year
from simlib.staff.roster.fields import FIELDS
from simlib.staff.roster.files import RosterRefused
from simlib.text import Text

_CONTRACT_WORDS = ("招聘", "选举", "劳务派遣")
_WIDTH = 14


def export_staff(policy: Policy, staff: Staff, path: str | Path) -> None:
    """Write a synthetic staff of a pack as a roster. Raises RosterRefused where the file cannot be written."""
    book = xlsxwriter.Workbook(str(path), {"in_memory": True, "default_date_format": "yyyy-mm"})
    book.set_properties({"created": dt.datetime(2000, 1, 1)})
    sheet = book.add_worksheet("花名册")
    title, head = book.add_format({"bold": True, "font_size": 14}), book.add_format({"bold": True, "bottom": 1})
    month = Text("{year}年{month}月", "").of(year=year_of(staff.month), month=month_of_year(staff.month)).zh
    sheet.write(0, 0, f"{policy.label.zh}：社区工作者花名册（{month}，合成人员）", title)
    columns = dict(_columns(policy, staff))
    for at, (name, values) in enumerate(columns.items()):
        sheet.write_string(1, at, _heading(name, staff.month), head)
        for row, value in enumerate(values, 2):
            if value is not None:
                sheet.write(row, at, value)
    sheet.set_column(0, len(columns) - 1, _WIDTH)
    sheet.freeze_panes(2, 1)
    try:
        book.close()
    except (OSError, FileCreateError):
        what = Text(
            "不能写入 {file}。请换一个位置，或关闭已打开的文件。",
            "{file} cannot be written. Name another place, or close it.",
        )
        raise RosterRefused(what.of(file=path)) from None


def _heading(name: str, month: int) -> str:
    return f"{last_year(month)}年考核结果" if name == "rating" else FIELDS[name].label.zh


def _columns(policy: Policy, staff: Staff) -> Iterator[tuple[str, list]]:
    people, month = staff.records, staff.month
    names = staff.places or tuple(places_of(policy, range(month, month + 1)).names(policy))
    posts, units = [one.label.zh for one in policy.posts], [one.label.zh for one in policy.units]
    yield "key", [f"{int(one):016x}" for one in people["key"]]
    yield "sex", _words(people["sex"], SEXES)
    for name in ("birth", "joined", "service_from", "contribution_from"):
        yield name, [month_text(int(one)) for one in people[name]]
    yield "unit", [units[one] for one in people["unit"]]
    yield "place", [names[one] for one in people["place"]]
    yield "post", [posts[one] for one in people["post"]]
    yield "post_from", [month_text(int(one)) for one in people["post_from"]]
    yield "grade", people["grade"].tolist()
    yield "satisfactory_years", [float(one) for one in people["satisfactory_years"]]
    yield "contract", [_CONTRACT_WORDS[one] for one in people["contract"]]
    yield "education", _words(people["education"], EDUCATIONS)
    yield "certificate", _words(people["certificate"], CERTIFICATES)
    own = {one.name: one.label.zh for one in policy.ratings}
    yield "rating", [own.get(RATINGS[one], LABELS[RATINGS[one]].zh) for one in people["rating"]]
    yield "track", [None if one == TRACK_BY_POST else LABELS[TRACKS[one]].zh for one in people["track"]]
    for name, history in (("excellent_years", "excellent_history"), ("top_years", "top_history")):
        yield name, _years(people[history], last_year(month))
    for name in ("excellent_run", "failed_run", "basic_run"):
        yield name, people[name].tolist()


def _words(codes: np.ndarray, members: tuple[str, ...]) -> list[str]:
    words = [LABELS[member].zh for member in members]
    return [words[one] for one in codes]


def _years(bits: np.ndarray, last: int) -> list[str | None]:
    """Write the years of bits by how long ago each is."""
    told = {
        one: "、".join(str(last - ago) for ago in range(REMEMBERED) if one >> ago & 1) for one in set(bits.tolist())
    }
    return [told[one] or None for one in bits.tolist()]


assert len(_CONTRACT_WORDS) == len(CONTRACTS)
