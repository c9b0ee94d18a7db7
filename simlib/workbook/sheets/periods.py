"""各期数值: what every parameter is in each pay period, by formula from the parameter sheet."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field

import numpy as np

from simlib.policy import Policy
from simlib.policy.term import FEN
from simlib.policy.value_words import member_label, unit_words
from simlib.simulation.pay_layout import AXES
from simlib.text import Text
from simlib.workbook.contents import Contents
from simlib.workbook.growth_formulas import Moving
from simlib.workbook.looks import GIVEN
from simlib.workbook.page import Book
from simlib.workbook.parameter_cells import Input, Inputs, makes_wages
from simlib.workbook.place import Place
from simlib.workbook.sheets.parameters import YES, form
from simlib.workbook.worth import Worth

NAME = Text("各期数值", "By period")
FIRST_ROW, FIRST_COLUMN = 4, 3  # of the first value
Computed = tuple[str, float] | None  # a formula and its value; None where no rule reads the parameter
Reads = Callable[[int], bool]


def always(month: int) -> bool:
    """Say that a parameter is read in every month."""
    return True


@dataclass(frozen=True)
class Line:
    """A parameter over the periods."""

    label: str
    member: str
    unit: str
    form: str
    cells: list[Computed] = field(repr=False)


class Periods:
    """The parameters by period, and the cell of each; lines are added from the top (`period_lines.py`)."""

    def __init__(self, contents: Contents, inputs: Inputs, sheet: str) -> None:
        self.contents, self.inputs, self.sheet = contents, inputs, sheet
        self.moving = Moving(contents.policy, inputs)
        self.before = len(contents.contributed.before)  # periods of the year before the run
        self.lines: list[Line] = []
        self._rows: dict[tuple[str, int], int] = {}
        self._growing: dict[tuple[str, int], str] = {}  # the name of the line of a term and member

    @property
    def law(self) -> Policy:
        """The policy."""
        return self.contents.policy

    def at(self, name: str, period: int, place: int = 0) -> str:
        """Return the cell of a parameter in a period; those of the year before the run count from −1 down."""
        return str(Place(self.sheet, self._rows[name, place], FIRST_COLUMN + self.before + period))

    def worth(self, name: str, period: int, place: int = 0) -> Worth:
        """Return the cell of a parameter in a period with its value."""
        return Worth(self.at(name, period, place), self.value(name, period, place))

    def column(self, name: str, period: int, members: int) -> Worth:
        """Return the cells of all members of a parameter in a period."""
        row, column = self._rows[name, 0], FIRST_COLUMN + self.before + period
        values = np.array([self.value(name, period, place) for place in range(members)])
        return Worth(Place(self.sheet, row, column).to(row + members - 1, column), values)

    def value(self, name: str, period: int, place: int = 0) -> float:
        """Return the value of a parameter in a period, 0 where none reads it."""
        cell = self.lines[self._rows[name, place] - FIRST_ROW].cells[self.before + period]
        return cell[1] if cell else 0.0

    def at_end(self, one: Input) -> Computed:
        """Return the cell and the value of what an amount has grown to by the last period of its value.

        None for what does not grow by itself, and where no period reads it.
        """
        name, given = self._growing.get((one.term.name, one.place), ""), self.law.provisions[one.term.name]
        if not name or not self.has(name):
            return None
        for place in reversed(range(len(self.contents.starts))):
            period = place - self.before
            read = self.lines[self._rows[name, one.place] - FIRST_ROW].cells[place]
            if read and given.find(self.contents.starts[place]) is one.dated:
                return self.at(name, period, one.place), read[1]
        return None

    def has(self, name: str) -> bool:
        """Return whether a parameter is read in any period."""
        return (name, 0) in self._rows

    def apart(self, axis: str) -> bool:
        """Return whether people are counted apart for a trait."""
        return self.contents.layout.lengths[AXES.index(axis)] > 1

    def add(
        self,
        name: str,
        place: int,
        term: str,
        cell: Callable[[int, int], Computed],
        *,
        label: Text | None = None,
        member: str | None = None,
        shown: Text | None = None,
    ) -> None:
        """Add a line, unless no period reads it.

        cell    gives the formula and value of a month and its period; it may name cells of lines above, and its own
        label, member, shown   what it is called, of what, and in what unit, where that is not as the term says
        """
        one, first = self.law.terms[term], -self.before
        self._rows[name, place] = FIRST_ROW + len(self.lines)
        cells = [
            cell(month, period) if period >= 0 or makes_wages(one) else None
            for period, month in enumerate(self.contents.starts, first)
        ]
        if all(one is None for one in cells):
            del self._rows[name, place]
            return
        axis = one.shape[0] if one.shape else ""
        of = member_label(self.law, axis, self.law.axis(axis)[place], self.contents.code) if axis else ""
        unit = self.contents.say(shown) if shown else unit_words(one, self.contents.code)
        words = self.contents.say(label or one.label)
        self.lines.append(
            Line(words, of if member is None else member, unit, GIVEN if shown else form(one.unit), cells)
        )

    def plain(self, name: str, term: str, reads: Reads = always) -> None:
        """Add a line for each member of a term that is taken as it stands; yes is 1."""
        one = self.law.terms[term]
        for place in range(len(self.law.axis(one.shape[0])) if one.shape else 1):

            def cell(month: int, period: int, place: int = place) -> Computed:
                if not reads(month):
                    return None
                value, source = self.number(term, month, place), self.inputs.cell(term, month, place)
                return (f'IF({source}="{self.contents.say(YES)}",1,0)' if one.unit == "yes_no" else source), value

            self.add(name, place, term, cell)

    def growing(self, name: str, place: int, term: str, value: Callable[[int], float], reads: Reads = always) -> None:
        """Add a line for an amount that grows by itself; `value` gives it in yuan."""
        self._growing[term, place] = name
        starts, first = self.contents.starts, -self.before if makes_wages(self.law.terms[term]) else 0

        def cell(month: int, period: int) -> Computed:
            if not reads(month):
                return None
            last = starts[self.before + period - 1]
            before = (last, self.at(name, period - 1, place)) if period > first and reads(last) else None
            return self.moving.grown(term, place, month, before), value(month)

        self.add(name, place, term, cell)

    def number(self, term: str, month: int, place: int = 0) -> float:
        """Return a term's number in a month, money in yuan."""
        value = float(np.asarray(self.law.value(term, month)).reshape(-1)[place])
        return value / FEN if self.law.terms[term].money else value


def write(book: Book, periods: Periods) -> None:
    """Write the sheet."""
    sheet, contents = book.sheets["periods"], periods.contents
    many = len(contents.starts)
    sheet.worksheet.set_column(3, 2 + many, 12)
    sheet.titled(Text("各期数值", "Parameters by pay period"), book.told("periods"), (24, 14, 9))
    heads = Text("参数", "Parameter"), Text("对象", "Of"), Text("单位", "Unit")
    named = map(contents.period_name, range(-periods.before, many - periods.before))
    sheet.texts(FIRST_ROW - 1, 0, [*heads, *named], "head")
    for row, line in enumerate(periods.lines, FIRST_ROW):
        sheet.texts(row, 0, (line.label, line.member))
        sheet.text(row, 2, line.unit, "centre")
        for period, cell in enumerate(line.cells):
            if cell is None:
                sheet.text(row, FIRST_COLUMN + period, "–", "centre")
            else:
                sheet.formula(row, FIRST_COLUMN + period, *cell, line.form)
    sheet.locked()
    sheet.off_paper(repeat=(FIRST_ROW - 1, FIRST_ROW - 1), columns=FIRST_COLUMN)
