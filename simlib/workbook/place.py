"""A cell of a sheet, or a block from it, as formulas write them."""

from __future__ import annotations

from dataclasses import dataclass

from xlsxwriter.utility import xl_range_abs, xl_rowcol_to_cell


@dataclass(frozen=True)
class Place:
    """A cell of a sheet, as formulas on any sheet write it."""

    sheet: str
    row: int
    column: int

    def __str__(self) -> str:
        return f"'{self.sheet}'!{xl_rowcol_to_cell(self.row, self.column, row_abs=True, col_abs=True)}"

    def to(self, row: int, column: int) -> str:
        """Return the block from here to another cell, both included."""
        return f"'{self.sheet}'!{xl_range_abs(self.row, self.column, row, column)}"
