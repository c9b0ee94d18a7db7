"""Writes 价格表 and 人月, row by row: what a row's kind of person is paid, by formula, and how many months of it."""

from __future__ import annotations

from simlib.policy.value_words import member_label
from simlib.population.world import COUNTS
from simlib.simulation.pay_layout import AXES
from simlib.text import Text
from simlib.workbook.looks import PLAIN
from simlib.workbook.page import Book, Sheet
from simlib.workbook.pay_rows import FIRST_ROW
from simlib.workbook.sheets.price_table import NAMES, TRAITS, PriceSheet, Row


def write(book: Book, table: PriceSheet) -> None:
    """Write both sheets."""
    prices, months = book.sheets["prices"], book.sheets["months"]
    _top(prices, table, book.say(Text("报酬标准（元）", "Prices (yuan)")), book.told("prices"))
    many = table.rows.contents.projection.replications
    title = book.say(Text("人月与年末人数", "Person-months and people at year end"))
    _top(months, table, title, book.told("months", many=many))
    label = table.rows.contents.label
    names = [NAMES[item] if item in NAMES else label(item) for item in table.columns]
    prices.texts(FIRST_ROW - 1, table.first, names, "head")
    months.texts(FIRST_ROW - 1, table.first, COUNTS.values(), "head")
    for sheet in (prices, months):
        sheet.worksheet.set_row(FIRST_ROW - 1, 32 if book.code == "zh" else 45)
    _rows(book, table)
    last = FIRST_ROW + len(table.rows.periods) - 1
    for sheet, width in ((prices, len(table.columns)), (months, len(COUNTS))):
        sheet.worksheet.autofilter(FIRST_ROW - 1, 0, last, table.first + width - 1)
        sheet.locked(filters=True)
        sheet.off_paper(repeat=(FIRST_ROW - 1, FIRST_ROW - 1))
        sheet.worksheet.freeze_panes(FIRST_ROW, table.first)


def _top(sheet: Sheet, table: PriceSheet, title: str, told: str) -> None:
    sheet.worksheet.set_column(0, 0, 6)
    sheet.worksheet.set_column(1, 1, 10.5)
    sheet.worksheet.set_column(2, table.first - 1, 9.5 if sheet.book.code == "zh" else 14)
    sheet.worksheet.set_column(table.first, table.first + len(table.columns), 9.5)
    sheet.text(0, 0, title, "title")
    sheet.text(1, 0, told, "plain")
    heads = [Text("年度", "Year"), Text("期", "Period"), *(TRAITS[axis] for axis in table.rows.axes)]
    sheet.texts(FIRST_ROW - 1, 0, heads, "head")


def _rows(book: Book, table: PriceSheet) -> None:
    contents = table.rows.contents
    labels = {axis: [member_label(contents.policy, axis, name, contents.code) for name in contents.policy.axis(axis)]
              for axis in table.rows.axes}  # fmt: skip
    values = table.rows.prices
    for place, period in enumerate(map(int, table.rows.periods)):
        row, traits = FIRST_ROW + place, table.rows.traits[place]
        for sheet in (book.sheets["prices"], book.sheets["months"]):
            sheet.number(row, 0, contents.year_of(period), PLAIN, "centre")
            sheet.text(row, 1, contents.period_name(period))
            for column, axis in enumerate(table.rows.axes, 2):
                at = int(traits[AXES.index(axis)])
                if axis == "grade":
                    sheet.number(row, column, at + 1, PLAIN, "centre")
                else:
                    sheet.text(row, column, labels[axis][at])
        for kind in range(len(COUNTS)):
            book.sheets["months"].number(row, table.first + kind, table.rows.counts[kind, place], '#,##0.0000;;"–"')
        prices = {item: float(values[item][place]) for item in table.columns}
        _price_row(book.sheets["prices"], Row(table, place), row, prices)


def _price_row(sheet: Sheet, row: Row, at: int, values: dict[str, float]) -> None:
    """Write the prices of a row; what nobody of the row is paid stays empty."""
    for column, (item, value) in enumerate(values.items(), row.table.first):
        if not row.paid(item):
            sheet.worksheet.write_blank(at, column, None, sheet.book.look("number"))
        else:
            sheet.formula(at, column, row.table.formulas[item](row), value)
