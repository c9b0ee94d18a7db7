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
from simlib.workbook.page import Book, Place, Sheet

NAME = Text("人员与等级", "People and grades")
FIRST = 3  # row of the first section
_WITHIN = ("promoted", "graded_up", "stepped_down")


@dataclass(frozen=True)
class PeopleSheet:
    """The rows of the totals. A column a year end, the opening first (column 1)."""

    contents: Contents

    @property
    def posts_total(self) -> int:
        """The row of all people in post, by post."""
        return FIRST + 2 + len(self.contents.policy.posts)

    @property
    def grades_total(self) -> int:
        """The row of all people in post, by grade."""
        return self.posts_total + 3 + self.contents.policy.grades + 1

    @property
    def mean_grade(self) -> int:
        """The row of the mean grade."""
        return self.grades_total + 1

    @property
    def joined(self) -> int:
        """The row of those who joined; the ways of leaving follow, then their sum."""
        return self.mean_grade + 4

    @property
    def left_total(self) -> int:
        """The row of all who left."""
        return self.joined + len(LEAVING_FLOWS) + 1

    @property
    def authorised_total(self) -> int:
        """The row of all posts authorised."""
        return self.left_total + 7 + len(_WITHIN) + len(self.contents.policy.posts)

    @property
    def vacancies_total(self) -> int:
        """The row of all vacancies."""
        return self.authorised_total + 4 + len(self.contents.policy.posts)

    def cell(self, row: int, end: int) -> str:
        """Return a cell of a year end (0 is the opening)."""
        return str(Place(self.contents.say(NAME), row, 1 + end))


def write(book: Book, people: PeopleSheet) -> None:
    """Write the sheet."""
    sheet, contents, say = book.sheets["people"], people.contents, book.say
    data, ends = contents.projection.data, 1 + len(contents.years)
    in_post = contents.mean(data["in_post"].values)  # (year end, post, grade)
    posts, run = [say(post.label) for post in contents.policy.posts], contents.projection
    by_post = hidden_of(run, (len(posts),), "post")
    by_grade = hidden_of(run, (contents.policy.grades,), "grade")
    sheet.worksheet.set_column(0, 0, 28)
    sheet.worksheet.set_column(1, ends, 11)
    sheet.text(0, 0, say(Text("人员与等级（人）", "People and grades")), "title")
    many = contents.projection.replications
    fewest = run.plan.staff.fewest
    note = say(hidden_note(fewest)) if fewest else ""
    sheet.text(1, 0, book.told("people", many=many) + note, "plain")
    _section(sheet, contents, FIRST, say(Text("年末在岗：按岗位", "In post at year end, by post")))
    _block(sheet, FIRST + 2, posts, in_post.sum(axis=2).T, 1, say(Text("合计", "Total")), by_post)
    grades = [say(Text(f"{grade + 1}级", f"Grade {grade + 1}")) for grade in range(contents.policy.grades)]
    _section(sheet, contents, people.posts_total + 2, say(Text("年末在岗：按等级", "In post at year end, by grade")))
    _block(sheet, people.posts_total + 4, grades, in_post.sum(axis=1).T, 1, say(Text("合计", "Total")), by_grade)
    _mean_grade(sheet, people, ends)
    _flows(sheet, people)
    _establishment(sheet, people, posts, by_post)
    sheet.tail(people.vacancies_total + 1)
    sheet.page(repeat=(0, 1))
    sheet.worksheet.freeze_panes(FIRST, 1)
    sheet.worksheet.set_h_pagebreaks([people.mean_grade + 2])


def _section(sheet: Sheet, contents: Contents, row: int, title: str) -> None:
    say = contents.say
    sheet.text(row, 0, title, "section")
    heads = [say(Text("期初", "Opening")), *(say(year_words(year, contents.years)) for year in contents.years)]
    sheet.texts(row + 1, 0, ["", *heads], "head")


def _block(
    sheet: Sheet,
    top: int,
    labels: Sequence[str],
    values: np.ndarray,
    column: int,
    total: str,
    hidden: np.ndarray | None = None,
) -> None:
    """Write rows and the sum below; `values` by (row, column), of which some rows are hidden."""
    stars = np.zeros(len(labels), bool) if hidden is None else hidden
    for row, label in enumerate(labels, top):
        sheet.text(row, 0, label)
        if column > 1:
            sheet.text(row, 1, "", "text")
        for place, value in enumerate(values[row - top], column):
            sheet.number(row, place, value, PEOPLE, hidden=bool(stars[row - top]))
    if not total:
        return
    end = top + len(labels)
    sheet.text(end, 0, total, "strong")
    if column > 1:
        sheet.text(end, 1, "", "strong")
    for place in range(column, column + values.shape[1]):
        sheet.sum(end, place, range(top, end), PEOPLE)


def _mean_grade(sheet: Sheet, people: PeopleSheet, ends: int) -> None:
    row, last, many = people.mean_grade, people.grades_total, people.contents.policy.grades
    sheet.text(row, 0, people.contents.say(Text("平均等级", "Mean grade")))
    grades = range(1, many + 1)
    for column in range(1, ends + 1):
        counts = np.array([sheet.values[one, column] for one in range(last - many, last)])
        terms = "+".join(f"{grade}*{sheet.at(last - many + grade - 1, column)}" for grade in grades)
        value = float(counts @ np.array(grades) / counts.sum()) if counts.sum() else 0
        sheet.formula(
            row, column, f"IF({sheet.at(last, column)}=0,0,({terms})/{sheet.at(last, column)})", value, "0.00"
        )


def _flows(sheet: Sheet, people: PeopleSheet) -> None:
    contents, say = people.contents, people.contents.say
    flows = contents.mean(contents.projection.data["flows"].values).sum(axis=2)  # (year, flow)
    names = list(FLOWS)
    _section(
        sheet,
        contents,
        people.joined - 2,
        say(Text("新进与退出：按原因（当年）", "Joined and left in the year, by reason")),
    )
    _block(sheet, people.joined, [say(FLOWS["joined"])], flows[:, [names.index("joined")]].T, 2, "")
    left = [names.index(name) for name in LEAVING_FLOWS]
    labels = [say(Text(f"退出：{FLOWS[name].zh}", FLOWS[name].en)) for name in LEAVING_FLOWS]
    _block(sheet, people.joined + 1, labels, flows[:, left].T, 2, say(Text("退出合计", "Left, all")))
    top = people.left_total + 2
    _section(
        sheet, contents, top, say(Text("岗位和等级变动（当年人次）", "Moves between posts and grades in the year"))
    )
    within = [names.index(name) for name in _WITHIN]
    _block(sheet, top + 2, [say(FLOWS[name]) for name in _WITHIN], flows[:, within].T, 2, "")


def _establishment(sheet: Sheet, people: PeopleSheet, posts: list[str], hidden: np.ndarray) -> None:
    contents, say, many = people.contents, people.contents.say, len(posts)
    authorised = contents.projection.data["establishment"].values  # (year, post)
    top = people.authorised_total - many
    _section(sheet, contents, top - 2, say(Text("年末员额：按岗位", "Establishment at year end, by post")))
    _block(sheet, top, posts, authorised.T, 2, say(Text("合计", "Total")))
    top = people.vacancies_total - many
    _section(
        sheet,
        contents,
        top - 2,
        say(Text("年末空岗：员额减在岗（负数为超员）", "Vacancies: establishment less in post")),
    )
    for place, label in enumerate([*posts, say(Text("合计", "Total"))]):
        look = "text" if place < many else "strong"
        sheet.text(top + place, 0, label, look)
        sheet.text(top + place, 1, "", look)
    for column in range(2, 2 + len(contents.years)):
        for place in range(many):
            limit, there = (
                (people.authorised_total - many + place, column),
                (people.posts_total - many + place, column),
            )
            value = sheet.values[limit] - sheet.values[there]
            if hidden[place]:
                sheet.number(top + place, column, value, PEOPLE, hidden=True)
                continue
            sheet.formula(top + place, column, f"{sheet.at(*limit)}-{sheet.at(*there)}", value, PEOPLE)
        sheet.sum(top + many, column, range(top, top + many), PEOPLE)
