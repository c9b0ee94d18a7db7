"""人员与等级: people in post by post and grade, who came and who left, posts authorised and vacant; means."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

from simlib.disclosure import hidden_note
from simlib.disclosure.shown import hidden_of
from simlib.months import year_words
from simlib.population.person import FLOWS, LEAVING_FLOWS
from simlib.text import Text
from simlib.workbook.contents import Contents
from simlib.workbook.looks import PEOPLE
from simlib.workbook.page import Book, Sheet

NAME = Text("人员与等级", "People and grades")
FIRST = 3  # row of the first section
_WITHIN = ("promoted", "graded_up", "stepped_down")
_ALL = Text("合计", "Total")
_OPENING, _YEARS = 1, 2  # the columns of the opening and of the first year end


@dataclass(frozen=True)
class Rows:
    """The rows of the totals that are checked."""

    posts: int
    grades: int
    joined: int
    left: int
    authorised: int
    vacant: int


def write(book: Book, contents: Contents) -> Rows:
    """Write the sheet."""
    sheet, run = book.sheets["people"], contents.projection
    in_post = contents.mean(run.data["in_post"].values)  # (year end, post, grade)
    posts, grades = [post.label for post in contents.policy.posts], range(1, contents.policy.grades + 1)
    by_post, by_grade = hidden_of(run, (len(posts),), "post"), hidden_of(run, (len(grades),), "grade")
    fewest = run.plan.staff.fewest
    note = book.say(hidden_note(fewest)) if fewest else ""
    sheet.titled(Text("人员与等级（人）", "People and grades"), book.told("people", many=run.replications) + note, [28])
    sheet.worksheet.set_column(_OPENING, 1 + len(contents.years), 11)
    top = _section(sheet, contents, FIRST, Text("年末在岗：按岗位", "In post at year end, by post"))
    all_posts = _block(sheet, top, posts, in_post.sum(axis=2).T, first=_OPENING, total=_ALL, hidden=by_post)
    top = _section(sheet, contents, all_posts + 2, Text("年末在岗：按等级", "In post at year end, by grade"))
    named = [Text(f"{grade}级", f"Grade {grade}") for grade in grades]
    all_grades = _block(sheet, top, named, in_post.sum(axis=1).T, first=_OPENING, total=_ALL, hidden=by_grade)
    _mean_grade(sheet, range(top, all_grades))
    sheet.worksheet.set_h_pagebreaks([all_grades + 3])
    joined, left, last = _flows(sheet, contents, all_grades + 3)
    top = _section(sheet, contents, last + 2, Text("年末员额：按岗位", "Establishment at year end, by post"))
    authorised = _block(sheet, top, posts, run.data["establishment"].values.T, total=_ALL)
    title = Text("年末空岗：员额减在岗（负数为超员）", "Vacancies: establishment less in post")
    top = _section(sheet, contents, authorised + 2, title)
    vacant = _vacancies(
        sheet, top, posts, (authorised, all_posts), by_post, range(_YEARS, _YEARS + len(contents.years))
    )
    sheet.tail(vacant + 1)
    sheet.page(repeat=(0, 1))
    sheet.worksheet.freeze_panes(FIRST, 1)
    return Rows(all_posts, all_grades, joined, left, authorised, vacant)


def _section(sheet: Sheet, contents: Contents, row: int, title: Text) -> int:
    """Write title and heads; return the row below them."""
    sheet.text(row, 0, title, "section")
    years = [year_words(year, contents.years) for year in contents.years]
    sheet.texts(row + 1, 0, ["", Text("期初", "Opening"), *years], "head")
    return row + 2


def _block(
    sheet: Sheet,
    top: int,
    labels: Sequence[Text],
    values: np.ndarray,
    *,
    first: int = _YEARS,
    total: Text | None = None,
    hidden: np.ndarray | None = None,
) -> int:
    """Write `values` by (row, column), of which some rows are hidden, and the sum below; return the last row."""
    stars = np.zeros(len(labels), bool) if hidden is None else hidden
    for row, label in enumerate(labels, top):
        _name(sheet, row, label, "text", first)
        for column, value in enumerate(values[row - top], first):
            sheet.number(row, column, value, PEOPLE, hidden=bool(stars[row - top]))
    if total is None:
        return row
    _name(sheet, row + 1, total, "strong", first)
    for column in range(first, first + values.shape[1]):
        sheet.sum(row + 1, column, range(top, row + 1), PEOPLE)
    return row + 1


def _name(sheet: Sheet, row: int, label: Text, look: str, first: int) -> None:
    """Write what a row is of; the opening is empty where nothing is counted of it."""
    sheet.texts(row, 0, [label, *([""] * (first - 1))], look)


def _mean_grade(sheet: Sheet, rows: range) -> None:
    sheet.text(rows.stop + 1, 0, Text("平均等级", "Mean grade"))
    for column in [column for row, column in sheet.values if row == rows.stop]:
        counts = np.array([sheet.values[row, column] for row in rows])
        terms = "+".join(f"{grade}*{sheet.at(row, column)}" for grade, row in enumerate(rows, 1))
        value = float(counts @ np.arange(1, len(rows) + 1) / counts.sum()) if counts.sum() else 0
        whole = sheet.at(rows.stop, column)
        sheet.formula(rows.stop + 1, column, f"IF({whole}=0,0,({terms})/{whole})", value, "0.00")


def _flows(sheet: Sheet, contents: Contents, row: int) -> tuple[int, int, int]:
    """Return the rows of those who joined and of all who left, and the last row."""
    flows = contents.mean(contents.projection.data["flows"].values).sum(axis=2).T  # (flow, year)
    of = dict(zip(FLOWS, flows, strict=True))
    joined = _section(
        sheet, contents, row, Text("新进与退出：按原因（当年）", "Joined and left in the year, by reason")
    )
    _block(sheet, joined, [FLOWS["joined"]], of["joined"][None])
    labels = [Text(f"退出：{FLOWS[name].zh}", FLOWS[name].en) for name in LEAVING_FLOWS]
    values = np.array([of[name] for name in LEAVING_FLOWS])
    left = _block(sheet, joined + 1, labels, values, total=Text("退出合计", "Left, all"))
    title = Text("岗位和等级变动（当年人次）", "Moves between posts and grades in the year")
    top = _section(sheet, contents, left + 2, title)
    last = _block(sheet, top, [FLOWS[name] for name in _WITHIN], np.array([of[name] for name in _WITHIN]))
    return joined, left, last


def _vacancies(
    sheet: Sheet, top: int, posts: Sequence[Text], totals: tuple[int, int], hidden: np.ndarray, columns: range
) -> int:
    """Write what the establishment is above the people in post; return the row of all."""
    last = top + len(posts)
    for row, label in enumerate([*posts, _ALL], top):
        _name(sheet, row, label, "strong" if row == last else "text", _YEARS)
    for column in columns:
        for row, unseen in enumerate(hidden, top):
            limit, there = ((total - last + row, column) for total in totals)
            value = sheet.values[limit] - sheet.values[there]
            if unseen:
                sheet.number(row, column, value, PEOPLE, hidden=True)
            else:
                sheet.formula(row, column, f"{sheet.at(*limit)}-{sheet.at(*there)}", value, PEOPLE)
        sheet.sum(last, column, range(top, last), PEOPLE)
    return last
