"""分期支出: what each budget line costs in each pay period, person-months × prices, by formula."""

from __future__ import annotations

from simlib.population.world import MONTHS
from simlib.text import Text
from simlib.workbook.contents import Contents
from simlib.workbook.line_formulas import Formulas
from simlib.workbook.looks import PEOPLE, PLAIN, YUAN
from simlib.workbook.page import Book, Sheet
from simlib.workbook.sheets.counts_of_people import FIRST_COLUMN, Counts
from simlib.workbook.sheets.counts_of_people import FIRST_LINE as FIRST_ROW
from simlib.workbook.table_parts import TOTAL, totals

NAME = Text("分期支出", "Spending")
YEAR_ROW = FIRST_ROW - 1


def write(book: Book, contents: Contents, counts: Counts, formulas: Formulas) -> None:
    """Write the sheet: the lines, and below the counts that some of them are made from."""
    sheet = book.sheets["spending"]
    periods = range(len(contents.layout.starts))
    sheet.worksheet.set_column(0, 0, 8)
    sheet.worksheet.set_column(1, 1, 22)
    sheet.worksheet.set_column(2, 1 + len(periods), 15)
    sheet.titled(Text("分期支出（元）", "Spending by pay period (yuan)"), book.told("spending"))
    heads = Text("科目", "Code"), Text("支出项目", "Budget line")
    sheet.texts(YEAR_ROW - 1, 0, [*heads, *map(contents.period_name, periods)], "head")
    sheet.texts(YEAR_ROW, 0, ("", Text("年度", "Year")), "head")
    for period in periods:
        sheet.number(YEAR_ROW, FIRST_COLUMN + period, contents.period_years[period], PLAIN, "centre")
    for place, line in enumerate(contents.lines):
        sheet.text(FIRST_ROW + place, 0, contents.codes.lines[line].code, "centre")
        sheet.name_line(FIRST_ROW + place, 1, contents.label(line), contents.stands(line))
        for period in periods:
            amount = formulas.of(line, period)
            sheet.formula(FIRST_ROW + place, FIRST_COLUMN + period, amount.formula, amount.value)
    total = FIRST_ROW + len(contents.lines)
    columns = range(FIRST_COLUMN, FIRST_COLUMN + len(periods))
    totals(sheet, total, ["", TOTAL], columns, range(FIRST_ROW, total), YUAN)
    _write_counts(sheet, counts)
    sheet.locked()
    sheet.off_paper(repeat=(YEAR_ROW - 1, YEAR_ROW), columns=FIRST_COLUMN)


def _write_counts(sheet: Sheet, counts: Counts) -> None:
    contents, first = counts.contents, counts.first_row
    sheet.text(
        first - 2,
        0,
        Text("模拟所得的数量（各次模拟的平均数）", "Counts of the projection (means over replications)"),
        "section",
    )
    labels = [Text("年末在岗：", "In post at year end: ") + post.label for post in contents.policy.posts]
    labels += [Text("当年新进人数", "Recruits of the year"), Text("网格数", "Grids"), Text("人月", "Person-months")]
    periods = range(len(contents.layout.starts))
    sheet.texts(first - 1, 0, ["", Text("数量", "Count"), *map(contents.period_name, periods)], "head")
    for row, label in enumerate(labels):
        sheet.text(first + row, 0, "", "centre")
        sheet.text(first + row, 1, label)
        for period in periods:
            value = counts.values[row, period]
            at = first + row, FIRST_COLUMN + period
            if row < len(labels) - 1:
                sheet.number(*at, value, PEOPLE)
            else:
                sheet.formula(*at, f"SUM({counts.table.count(MONTHS, period)})", value, PEOPLE)
