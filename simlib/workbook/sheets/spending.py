"""分期支出: what each budget line costs in each pay period, person-months × prices, by formula."""

from __future__ import annotations

from simlib.population.world import MONTHS
from simlib.text import Text
from simlib.workbook.contents import Contents
from simlib.workbook.line_formulas import Formulas
from simlib.workbook.looks import PEOPLE, PLAIN
from simlib.workbook.page import Book, Sheet
from simlib.workbook.sheets.counts_of_people import FIRST_COLUMN, Counts
from simlib.workbook.sheets.counts_of_people import FIRST_LINE as FIRST_ROW

NAME = Text("分期支出", "Spending")
YEAR_ROW = FIRST_ROW - 1


def write(book: Book, contents: Contents, counts: Counts, formulas: Formulas) -> None:
    """Write the sheet: the lines, and below the counts that some of them are made from."""
    sheet = book.sheets["spending"]
    periods = range(len(contents.layout.starts))
    sheet.worksheet.set_column(0, 0, 8)
    sheet.worksheet.set_column(1, 1, 22)
    sheet.worksheet.set_column(2, 1 + len(periods), 15)
    sheet.text(0, 0, book.say(Text("分期支出（元）", "Spending by pay period (yuan)")), "title")
    sheet.text(1, 0, book.told("spending"), "plain")
    heads = [
        book.say(Text("科目", "Code")),
        book.say(Text("支出项目", "Budget line")),
        *map(contents.period_name, periods),
    ]
    sheet.texts(YEAR_ROW - 1, 0, heads, "head")
    sheet.texts(YEAR_ROW, 0, ("", book.say(Text("年度", "Year"))), "head")
    for period in periods:
        sheet.number(YEAR_ROW, FIRST_COLUMN + period, contents.period_years[period], PLAIN, "centre")
    for place, line in enumerate(contents.lines):
        sheet.text(FIRST_ROW + place, 0, contents.codes.lines[line].code, "centre")
        sheet.name_line(FIRST_ROW + place, 1, contents.label(line), contents.stands(line))
        for period in periods:
            sheet.formula(FIRST_ROW + place, FIRST_COLUMN + period, *formulas.of(line, period))
    total = FIRST_ROW + len(contents.lines)
    sheet.text(total, 0, "", "strong")
    sheet.text(total, 1, book.say(Text("合计", "Total")), "strong")
    for period in periods:
        sheet.sum(total, FIRST_COLUMN + period, range(FIRST_ROW, total))
    _write_counts(sheet, counts)
    sheet.worksheet.protect("", {"format_columns": True, "format_rows": True})
    sheet.off_paper(repeat=(YEAR_ROW - 1, YEAR_ROW), columns=FIRST_COLUMN)


def _write_counts(sheet: Sheet, counts: Counts) -> None:
    say, contents, first = sheet.book.say, counts.contents, counts.first_row
    sheet.text(
        first - 2,
        0,
        say(Text("模拟所得的数量（各次模拟的平均数）", "Counts of the projection (means over replications)")),
        "section",
    )
    posts = [
        say(Text(f"年末在岗：{post.label.zh}", f"In post at year end: {post.label.en}"))
        for post in contents.policy.posts
    ]
    labels = [
        *posts,
        say(Text("当年新进人数", "Recruits of the year")),
        say(Text("网格数", "Grids")),
        say(Text("人月", "Person-months")),
    ]
    periods = range(len(contents.layout.starts))
    sheet.texts(first - 1, 0, ["", say(Text("数量", "Count")), *map(contents.period_name, periods)], "head")
    for row, label in enumerate(labels):
        sheet.text(first + row, 0, "", "centre")
        sheet.text(first + row, 1, label)
        for period in periods:
            value = counts.values[row, period]
            if row < len(labels) - 1:
                sheet.number(first + row, FIRST_COLUMN + period, value, PEOPLE)
            else:
                sheet.formula(
                    first + row, FIRST_COLUMN + period, f"SUM({counts.table.count(MONTHS, period)})", value, PEOPLE
                )
