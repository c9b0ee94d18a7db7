"""典型履历: the pack's typical careers over the years of the projection: what is paid, kept back and taken home."""

from __future__ import annotations

from simlib.careers.career import Career, Slip
from simlib.careers.take_home import DEDUCTIONS, TAKE_HOME
from simlib.policy.term import FEN
from simlib.policy.value_words import member_label
from simlib.report.words.career_events import given_words, slip_year, who_words
from simlib.text import Text
from simlib.workbook.contents import Contents
from simlib.workbook.looks import PLAIN, YUAN
from simlib.workbook.page import Book, Sheet, literal

NAME = Text("典型人员", "Typical careers")
FIRST_ROW = 4
_STATE = (Text("年度", "Year"), Text("岗位", "Post"), Text("级", "Grade"), Text("上年等次", "Last rating"))
PAID = len(_STATE)  # the column of what the person is paid; deductions, take-home and cost follow
HOME = PAID + 1 + len(DEDUCTIONS)
_LAST = HOME + 1


def write(book: Book, contents: Contents) -> None:
    """Write the sheet, a block for each career."""
    sheet, say = book.sheets["careers"], book.say
    sheet.worksheet.set_column(3, _LAST, 12)
    sheet.titled(Text("典型人员（元）", "Typical careers (yuan)"), widths=(7, 14, 6))
    sheet.paragraph(1, _LAST, book.told("careers"), width=150, then=literal(book.told("blank")))
    given = given_words(contents.lives[0].careers[0], book.code)[1:]
    sheet.paragraph(2, _LAST, say(Text("", " ")).join(given), width=150)
    sums = (Text("应发报酬", "Gross pay"), *DEDUCTIONS.values(), TAKE_HOME, Text("用人支出", "Employer cost"))
    sheet.texts(FIRST_ROW - 1, 0, (*_STATE, *sums), "head")
    sheet.worksheet.set_row(FIRST_ROW - 1, 32)
    row = FIRST_ROW
    for one in contents.lives:
        row = _block(sheet, row, say(one.typical.label), one.careers[0])
    sheet.page(repeat=(FIRST_ROW - 1, FIRST_ROW - 1))


def _block(sheet: Sheet, row: int, label: str, life: Career) -> int:
    """Write one career; returns the row after it."""
    code = sheet.book.code
    ratings = given_words(life, code)[0]
    sheet.text(row, 0, label, "section")
    sheet.text(row + 1, 0, Text("；", "; ")[code].join((who_words(life, code), ratings)), "plain")
    for place, slip in enumerate(life.years, row + 2):
        _year(sheet, place, life, slip)
    return row + 3 + len(life.years)


def _year(sheet: Sheet, row: int, life: Career, slip: Slip) -> None:
    code = sheet.book.code
    post, rating = (member_label(life.policy, axis, getattr(slip, axis), code) for axis in ("post", "rating"))
    named = slip_year(life, slip)[code]
    if named.isdecimal():
        sheet.number(row, 0, int(named), PLAIN)
    else:
        sheet.text(row, 0, named)
    sheet.text(row, 1, post)
    sheet.number(row, 2, slip.grade, PLAIN)
    sheet.text(row, 3, rating)
    for column, fen in enumerate((slip.received, *slip.deducted.values()), PAID):
        sheet.held(row, column, fen / FEN, YUAN)
    kept = sheet.book.unchanged(f"{sheet.at(row, PAID)}-SUM({sheet.block(row, PAID + 1, row, HOME - 1)})")
    sheet.formula(row, HOME, kept, slip.take_home / FEN, YUAN, "total")
    sheet.held(row, _LAST, slip.total / FEN, YUAN)
