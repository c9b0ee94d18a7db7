"""What a sheet of the questionnaire is made of: sections, each a heading, columns and rows of cells.

A hidden row above the heads of a section names its kind and the key of each column, and a mark below its rows ends
it. So the reader finds everything where the user has put in rows, and reads nothing else.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

from simlib.policy.term import Term
from simlib.text import NOTHING, Text

END = "#end"
OF, MEMBER = "@", "="  # before the axis of a column that says of whom a row is; before the member that a column is of
ONE = MEMBER  # the column of a value that is one
PAD = "-"  # of a column that keeps the others in their places; before the key of one for the eye alone
Shown = str | float | int | None


@dataclass(frozen=True)
class Cell:
    """What stands in a cell.

    shown    text or number; None: nothing yet
    term     of a value: what it is a value of, which says what may be typed
    options  what may be chosen, where that is a list
    """

    shown: Shown = None
    term: Term | None = None
    options: tuple[str, ...] = ()


@dataclass(frozen=True)
class Column:
    """A column of a section.

    key     as the hidden row has it
    typed   whether it is the user's to fill in
    aside   whether it stands folded away at the right
    options what may be chosen in every row
    """

    key: str
    label: Text
    width: float
    typed: bool = True
    aside: bool = False
    options: tuple[str, ...] = ()


@dataclass(frozen=True)
class Section:
    """Rows of one kind.

    columns  in the order of the sheet
    rows     cells by key of column
    spare    empty rows below, for what else there is
    """

    kind: str
    title: Text
    columns: tuple[Column, ...]
    rows: tuple[Mapping[str, Cell], ...]
    note: Text = NOTHING
    spare: int = 0


@dataclass(frozen=True)
class Page:
    """A sheet: its name, what it is for, and its sections."""

    name: Text
    about: Text
    sections: tuple[Section, ...] = field(default=())
