"""The chart of 摘要: the expected cost by year within its ranges, that of chance inside the one with assumptions."""

from __future__ import annotations

from typing import Any

import numpy as np

from simlib.report.words.width_names import LUCK, WIDE
from simlib.text import Text
from simlib.workbook.looks import WAN
from simlib.workbook.page import literal
from simlib.workbook.summary_tables import FIRST, Tables

ROWS = 20  # that it covers
_NAMES = FIRST - 1  # row of the names of the ranges, among the columns that nobody is shown
_COLOURS = {WIDE: "#D6E6F5", LUCK: "#8DB9E2"}
_EMPTY: dict[str, Any] = {"fill": {"none": True}, "border": {"none": True}}


def chart(tables: Tables, last: int, row: int) -> None:
    """Draw the expected cost within its ranges; the policy in force too where there is a proposal."""
    book = tables.sheet.book
    lines = book.workbook.add_chart({"type": "line"})
    drawn = [(1, "#14558F", Text("平均", "Mean"))]
    drawn += [(tables.in_force, "#8D99A6", Text("现行政策", "In force"))] if tables.more else []
    for column, colour, name in drawn:
        look = {"line": {"color": colour, "width": 2.25}}
        lines.add_series({**_series(tables, column, last), "name": book.say(name), **look})
    bands = _bands(tables, last)
    whole = book.workbook.add_chart({"type": "area", "subtype": "stacked"}) if bands else lines
    for series in bands:
        whole.add_series(series)
    if bands:
        whole.combine(lines)
    title = Text("各年支出及其范围（万元）", "Cost by year and its ranges (10,000 yuan)")
    title = title if bands else Text("各年支出（万元）", "Cost by year (10,000 yuan)")
    book.dress(whole, book.say(title), [place for place, series in enumerate(bands) if not series["name"]])
    whole.show_hidden_data()
    whole.set_x_axis({"position_axis": "on_tick"})
    whole.set_y_axis({
        "min": 0,  # whatever is typed into a yellow cell is seen
        "num_format": "#,##0",
        "major_gridlines": {"visible": True, "line": {"color": "#D5DBE1"}}
    })  # fmt: skip
    tables.sheet.worksheet.insert_chart(row, 0, whole)


def _bands(tables: Tables, last: int) -> list[dict[str, Any]]:
    """Return the areas of the ranges, one upon the other from nothing up, from columns that nobody is shown."""
    sheet, kinds = tables.sheet, tables.of_years.kinds
    if not kinds:
        return []
    first, many = tables.last + 2, 2 * len(kinds)
    for row in range(FIRST, last):
        cells = np.array([sheet.values[row, tables.of_years.first + column] for column in range(many)])
        edges = np.sort(np.clip(cells, cells[0], cells[1]))  # what is inside does not stick out
        for place, high in enumerate(np.diff(edges, prepend=0.0)):
            sheet.held(row, first + place, high, WAN)
    sheet.worksheet.set_column(first, first + many - 1, None, None, {"hidden": True})
    looks = [_EMPTY, *(_filled(kind.name) for kind in kinds), *(_filled(kind.name) for kind in kinds[:-1])]
    for place, kind in enumerate(kinds, 1):
        name = sheet.book.say(kind.name)
        then = f"{name}{sheet.book.told('blank_range')}"
        sheet.said(_NAMES, first + place, name, "plain", then=literal(then))
    names = [
        "",
        *(f"={sheet.at(_NAMES, first + place + 1)}" for place in range(len(kinds))),
        *([""] * (len(kinds) - 1)),
    ]
    return [
        {**_series(tables, first + place, last), "name": name, **look}
        for place, (name, look) in enumerate(zip(names, looks, strict=True))
    ]


def _filled(name: Text) -> dict[str, Any]:
    return {"fill": {"color": _COLOURS[name]}, "border": {"none": True}}


def _series(tables: Tables, column: int, last: int) -> dict[str, Any]:
    """Return a column of the years as a chart has it."""
    sheet = tables.sheet
    return {
        "categories": f"={sheet.block(FIRST, 0, last - 1, 0)}",
        "values": f"={sheet.block(FIRST, column, last - 1, column)}",
    }
