"""增减原因: why each year costs more than the one before, and what a proposal adds; causes add up to the change."""

from __future__ import annotations

from dataclasses import dataclass

from simlib.analysis.causes import CAUSES
from simlib.analysis.explain import Explanation
from simlib.analysis.standards import EFFECTS, STANDARDS
from simlib.months import year_words
from simlib.policy.term import FEN
from simlib.report.words.amounts import WAN as TEN_THOUSAND
from simlib.text import NOTHING, Text
from simlib.workbook.contents import Contents
from simlib.workbook.looks import WAN
from simlib.workbook.page import Book, Sheet
from simlib.workbook.range_columns import mark
from simlib.workbook.sheet_words import CAUSES as MEANINGS
from simlib.workbook.sheet_words import OF_STANDARDS
from simlib.workbook.table_parts import TOTAL, meaning, totals

NAME = Text("增减原因", "Causes of change")
FIRST_ROW, FIRST_COLUMN = 5, 2
_COLOURS = (
    "#B4BBC3",
    "#14558F",
    "#2F74B5",
    "#8DB9E2",
    "#E08A1E",
    "#F3D48C",
    "#6B8E23",
    "#A35638",
    "#2A9D8F",
    "#5B4B8A",
)
_MEANING = 36  # the width of what a cause is
_CHART_ROWS = 23  # that a chart covers
_EFFECT_ROWS = len(EFFECTS) + 3  # of level, mass and carry-over, with their title and heads
_TALL = len(CAUSES) + 5 + _EFFECT_ROWS + _CHART_ROWS  # from one table to the next


@dataclass(frozen=True)
class CausesSheet:
    """Where the changes stand: a table for the years, and one for the proposal where there is one."""

    contents: Contents

    def total_row(self, table: int) -> int:
        """The row of the sums."""
        return FIRST_ROW + table * _TALL + len(CAUSES)


def write(book: Book, causes: CausesSheet) -> None:
    """Write the sheet with its charts."""
    sheet, contents = book.sheets["causes"], causes.contents
    sheet.worksheet.set_column(0, 0, 18)
    sheet.worksheet.set_column(1, 1, _MEANING)
    sheet.worksheet.set_column(FIRST_COLUMN, FIRST_COLUMN + len(contents.years), 10)
    sheet.titled(Text("增减原因（万元）", "Causes of change (10,000 yuan)"))
    mark(sheet, 1, 0, "causes")
    for table, found in enumerate(contents.explanations):
        _table(sheet, found, causes.total_row(table))
        if table:
            sheet.worksheet.set_h_pagebreaks([causes.total_row(table) - len(CAUSES) - 2])
    sheet.tail(2, held=True)
    sheet.page(repeat=(0, 0))
    sheet.worksheet.freeze_panes(1, FIRST_COLUMN)


def _table(sheet: Sheet, found: Explanation, total: int) -> None:
    say, first, years = sheet.book.say, total - len(CAUSES), len(found.years)
    title = Text("方案较现行政策增支的原因", "What the proposal adds to each year, and why")
    if not found.proposal:
        title = Text("各年较上年增支的原因", "Why each year costs more than the one before") + _left_out(found)
    sheet.text(first - 2, 0, title, "section")
    named = [year_words(year, found.years) for year in found.years]
    sheet.texts(first - 1, 0, [Text("原因", "Cause"), Text("含义", "What it is"), *named, TOTAL], "head")
    means = found.fen.sum(axis=0) / len(found.fen) / FEN / TEN_THOUSAND  # (year, cause)
    for place, (cause, label) in enumerate(CAUSES.items()):
        meaning(sheet, first + place, label, MEANINGS[cause], _MEANING)
        for column in range(years):
            sheet.held(first + place, FIRST_COLUMN + column, means[column, place], WAN)
        sheet.across(first + place, FIRST_COLUMN + years, range(FIRST_COLUMN, FIRST_COLUMN + years), WAN, held=True)
    columns = range(FIRST_COLUMN, FIRST_COLUMN + years + 1)
    totals(sheet, total, [Text("增减合计", "Change"), ""], columns, range(first, total), held=True)
    below = total + 2
    if found.standards:
        _effects(sheet, found, below)
        below += _EFFECT_ROWS
    _chart(sheet, range(first, total), years, say(title), below)


def _effects(sheet: Sheet, found: Explanation, top: int) -> None:
    """Write level, mass and carry-over of each year's changes of what is paid."""
    sheet.text(top, 0, STANDARDS + Text("（万元）", " (10,000 yuan)"), "section")
    years = [year_words(year, found.years) for year in found.years]
    sheet.texts(top + 1, 0, [Text("项目", "Effect"), Text("含义", "What it is"), *years], "head")
    for row, (name, label) in enumerate(EFFECTS.items(), top + 2):
        meaning(sheet, row, label, OF_STANDARDS[name], _MEANING)
        for column, year in enumerate(found.years, FIRST_COLUMN):
            sheet.held(row, column, found.effects(year)[name].mean / TEN_THOUSAND, WAN)


def _left_out(found: Explanation) -> Text:
    """Say which part-year is not compared."""
    years = found.projection.years
    if not years.parts:
        return NOTHING
    return Text("（{part}不满一年，不作比较）", " ({part} is no whole year and is left out)").of(
        part=year_words(years[0], years)
    )


def _chart(sheet: Sheet, rows: range, years: int, title: str, below: int) -> None:
    """Draw the causes as stacked columns, the change (in the row after theirs) as a line."""
    book, heads, total = sheet.book, rows.start - 1, rows.stop
    chart = book.workbook.add_chart({"type": "column", "subtype": "stacked"})
    line = book.workbook.add_chart({"type": "line"})
    for row, colour in zip(rows, _COLOURS, strict=True):
        chart.add_series({**_series(sheet, row, heads, years), "fill": {"color": colour}, "gap": 60})
    look = {"line": {"color": "#1C2733", "width": 2}, "marker": {"type": "circle", "size": 5}}
    line.add_series({**_series(sheet, total, heads, years), **look})
    chart.combine(line)
    book.dress(chart, book.say(Text(f"{title}（万元）", f"{title} (10,000 yuan)")))
    chart.set_x_axis({"label_position": "low"})
    chart.set_y_axis({"num_format": "#,##0", "major_gridlines": {"visible": True, "line": {"color": "#D5DBE1"}}})
    sheet.worksheet.insert_chart(below, 0, chart)


def _series(sheet: Sheet, row: int, heads: int, years: int) -> dict[str, str]:
    first, last = FIRST_COLUMN, FIRST_COLUMN + years - 1
    return {
        "name": f"={sheet.at(row, 0)}",
        "categories": f"={sheet.block(heads, first, heads, last)}",
        "values": f"={sheet.block(row, first, row, last)}",
    }
