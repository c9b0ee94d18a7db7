"""What the tables of the sheets have in common: their totals, the share of each row, and texts set small."""

from __future__ import annotations

from collections.abc import Iterable

from simlib.text import Text
from simlib.workbook.looks import PART, WAN
from simlib.workbook.page import Sheet

TOTAL, SHARE = Text("合计", "Total"), Text("占比", "Share")


def totals(
    sheet: Sheet,
    row: int,
    heads: Iterable[Text | str],
    columns: range,
    rows: range,
    form: str = WAN,
    *,
    held: bool = False,
) -> None:
    """Write the sums of some rows, column by column, after what the row is called; `held` as for `Sheet.sum`."""
    sheet.texts(row, 0, heads, "strong")
    for column in columns:
        sheet.sum(row, column, rows, form, held=held)


def shares(sheet: Sheet, rows: range, column: int) -> None:
    """Write beside a column what part of its last row, the total, each row is."""
    whole, total = sheet.at(rows[-1], column), sheet.values[rows[-1], column]
    for row in rows:
        formula = f"IF({whole}=0,0,{sheet.at(row, column)}/{whole})"
        sheet.formula(row, column + 1, formula, sheet.values[row, column] / total if total else 0, PART)


def meaning(sheet: Sheet, row: int, label: Text, meant: Text, width: float) -> None:
    """Write a name and, set small in a column of a width, what it means."""
    sheet.text(row, 0, label, "wrap")
    sheet.text(row, 1, meant, "wrap", font_size=9)
    sheet.fit(row, [(sheet.book.say(meant), width * 1.3), (sheet.book.say(label), 20)])
