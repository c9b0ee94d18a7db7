"""Ranges as the sheets have them: each by its name, in two columns, with the parameters as projected."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from simlib.analysis.compare import Difference
from simlib.analysis.widths import MIDDLE, Range, Widths
from simlib.report.words.width_names import LUCK, WIDE
from simlib.text import Text
from simlib.workbook.looks import ALARM, QUIET
from simlib.workbook.page import Sheet, literal


@dataclass(frozen=True)
class Kind:
    """One of the two ranges: its name, and how it is read off a figure."""

    name: Text
    of: Callable[[Widths | Difference], Range]


KINDS = (Kind(WIDE, lambda found: found.wide), Kind(LUCK, lambda found: found.luck))  # the wider one first


def known(found: Widths | Difference) -> tuple[Kind, ...]:
    """Return the ranges that a figure has: none from fewer than 30 replications, one where no futures were run."""
    return tuple(kind for kind in KINDS if kind.of(found).known)


@dataclass(frozen=True)
class Columns:
    """Some ranges side by side on a sheet, from a column on."""

    sheet: Sheet
    first: int
    kinds: tuple[Kind, ...]

    @property
    def after(self) -> int:
        """The column after them."""
        return self.first + 2 * len(self.kinds)

    def heads(self, row: int, of: Text | None = None) -> None:
        """Write two rows of headings: the name of each range (and of what), below it the points of its ends."""
        for place, kind in enumerate(self.kinds):
            column = self.first + 2 * place
            name = self.sheet.book.say(of + kind.name if of else kind.name)
            self.sheet.over(row, column, row, column + 1, name[:1].upper() + name[1:])
            for end, percent in enumerate(MIDDLE):
                self.sheet.text(row + 1, column + end, f"{percent:g}%", "head")

    def ends(self, row: int, found: Widths | Difference, scale: float, form: str, *, held: bool = True) -> None:
        """Write both ends of each; `held`: blank once a yellow cell is changed, as all are but those of people."""
        write = self.sheet.held if held else self.sheet.number
        for place, kind in enumerate(self.kinds):
            for end, value in enumerate(kind.of(found)):
                write(row, self.first + 2 * place + end, value / scale, form)


def mark(sheet: Sheet, row: int, column: int, name: str = "ranges") -> None:
    """Say that results are as projected; in red, that they are blank, once a yellow cell is changed."""
    book = sheet.book
    sheet.said(row, column, book.told(f"{name}_as_projected"), "plain", then=literal(book.told("blank")),
               font_color=QUIET)  # fmt: skip
    if book.withheld:
        return
    red = book.workbook.add_format({"font_color": ALARM, "bold": True})
    rule = {"type": "formula", "criteria": f'={book.changed}<>""', "format": red}
    sheet.worksheet.conditional_format(row, column, row, column, rule)
