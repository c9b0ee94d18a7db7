"""变动原因: why each year costs what it does more than the year before; the causes add up to the change."""

from __future__ import annotations

from simlib.report.sheets.book import WAN, Book, Sheet
from simlib.report.sheets.material import WAN as TEN_THOUSAND
from simlib.report.sheets.material import Causes, Material

NAME = ("变动原因", "Causes of change")
FIRST_ROW = 4
_COLOURS = (
    "#14558F",
    "#2F74B5",
    "#8DB9E2",
    "#E08A1E",
    "#F3D48C",
    "#6B8E23",
    "#B4BBC3",
    "#8D99A6",
    "#A35638",
    "#5B4B8A",
)


def write(book: Book, material: Material, causes: Causes) -> None:
    """Write the sheet with its chart."""
    sheet = book.sheets["causes"]
    change = causes.change.mean("replication")
    years = [int(year) for year in change["year"].values]
    names = [str(name) for name in change["cause"].values]
    total = FIRST_ROW + len(names)
    sheet.worksheet.set_column(0, 0, 30)
    sheet.worksheet.set_column(1, len(years) + 1, 11.5)
    sheet.text(0, 0, book.say("变动原因（万元）", "Causes of change (10,000 yuan)"), "title")
    many = material.projection.replications
    sheet.text(1, 0, book.told("causes", many=many), "plain")
    heads = [
        book.say("原因", "Cause"),
        *(book.say(f"{year}年", str(year)) for year in years),
        book.say("合计", "Total"),
    ]
    sheet.texts(FIRST_ROW - 1, 0, heads, "head")
    for row, name in enumerate(names, FIRST_ROW):
        sheet.text(row, 0, book.say(*causes.labels.get(name, (name, name))))
        for column, year in enumerate(years, 1):
            sheet.number(row, column, float(change.sel(cause=name, year=year)) / TEN_THOUSAND, WAN)
        sheet.across(row, len(years) + 1, range(1, len(years) + 1), WAN)
    sheet.text(total, 0, book.say("比上一年增减", "Change from the year before"), "strong")
    for column in range(1, len(years) + 2):
        sheet.sum(total, column, range(FIRST_ROW, total), WAN)
    _chart(book, len(names), len(years), total)
    sheet.page(repeat=(0, FIRST_ROW - 1))
    sheet.worksheet.freeze_panes(FIRST_ROW, 1)


def _series(sheet: Sheet, row: int, years: int) -> dict[str, str]:
    return {"name": f"={sheet.at(row, 0)}", "values": f"={sheet.block(row, 1, row, years)}"}


def _chart(book: Book, names: int, years: int, total: int) -> None:
    """Draw the causes as stacked columns, the change as a line."""
    sheet = book.sheets["causes"]
    chart = book.workbook.add_chart({"type": "column", "subtype": "stacked"})
    line = book.workbook.add_chart({"type": "line"})
    heads = f"={sheet.block(FIRST_ROW - 1, 1, FIRST_ROW - 1, years)}"
    for place in range(names):
        row = FIRST_ROW + place
        fill = {"color": _COLOURS[place % len(_COLOURS)]}
        chart.add_series({**_series(sheet, row, years), "categories": heads, "fill": fill, "gap": 60})
    look = {"line": {"color": "#1C2733", "width": 2}, "marker": {"type": "circle", "size": 5}}
    line.add_series({**_series(sheet, total, years), "categories": heads, **look})
    chart.combine(line)
    book.dress(chart, book.say("各年支出增减的原因（万元）", "Why each year costs more or less (10,000 yuan)"))
    chart.set_x_axis({"label_position": "low"})
    sheet.worksheet.insert_chart(total + 2, 0, chart)
