"""Sums as they are displayed: where rounded parts do not add up to their rounded sum, the sheet says so (尾差)."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from decimal import ROUND_HALF_UP, Decimal
from typing import NamedTuple

from xlsxwriter.utility import xl_range_abs, xl_rowcol_to_cell

CellAt = tuple[int, int]  # row and column


class Added(NamedTuple):
    """A cell and those side by side (or one below the other) that it is the sum of, in one number format."""

    at: CellAt
    cells: tuple[CellAt, ...]
    form: str

    @property
    def places(self) -> int:
        """How many decimals the format displays."""
        shown = self.form.partition(";")[0]
        return shown.partition(".")[2].count("0") + 2 * shown.endswith("%")


def differs(sums: Sequence[Added], values: Mapping[CellAt, float]) -> tuple[str, bool]:
    """Return the formula whether any sum differs as displayed from its parts as displayed, and whether one does."""
    terms = [
        f"ABS(SUMPRODUCT(ROUND({xl_range_abs(*one.cells[0], *one.cells[-1])},{one.places}))"
        f"-ROUND({xl_rowcol_to_cell(*one.at, row_abs=True, col_abs=True)},{one.places}))"
        for one in sums
    ]
    assert len(terms) <= _MOST, "a formula takes no more terms"
    return f"MAX({','.join(terms)})>{_LEAST}", any(_differs(one, values) for one in sums)


def _differs(one: Added, values: Mapping[CellAt, float]) -> bool:
    parts = sum(_rounded(values.get(cell, 0.0), one.places) for cell in one.cells)
    return parts != _rounded(values[one.at], one.places)


def _rounded(value: float, places: int) -> Decimal:
    """Return a number as a spreadsheet rounds it: by its fifteen digits, halves away from nothing."""
    return Decimal(f"{value:.15g}").quantize(Decimal(1).scaleb(-places), ROUND_HALF_UP)


_MOST, _LEAST = 120, "0.00001"  # terms of a formula; half the last decimal of any format, and less
