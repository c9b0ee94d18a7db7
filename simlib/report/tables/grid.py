"""A table as it is shown and as it is downloaded: the same rows, on the page rounded, in the file in full."""

from __future__ import annotations

import csv
import io
import re
from collections.abc import Sequence
from dataclasses import dataclass, replace
from html import escape
from math import isnan, nan
from typing import Literal

from simlib.analysis.widths import NO_RANGE, Range
from simlib.policy.value_words import digits
from simlib.report.proposal_sharing import safe_cell
from simlib.report.words.amounts import MILLION, WAN, signed, signed_or_less
from simlib.report.words.width_names import ERROR, LUCK, WIDE
from simlib.text import Code, Text

UNIT = "{unit}"  # in titles and heads: what amounts are in, which the page writes rounded and the file in full
CellUnit = Literal["wan", "yuan", "people", "share", "text", "html"]


@dataclass(frozen=True)
class Cell:
    """One entry.

    value      a text, or a number in base units (yuan, people, shares as fractions); NaN where there is none
    wide, luck  range with the assumptions and range of chance, told on hover
    signed      with its sign
    error       simulation error, told on hover
    around      the same, shown; what stands over it says what it is
    ranged      whether the range with the assumptions is shown beneath
    instead     what the page shows in place of number and widths, where nothing differs
    """

    value: float | str
    unit: CellUnit = "wan"
    wide: Range = NO_RANGE
    luck: Range = NO_RANGE
    signed: bool = False
    error: float = nan
    around: float = nan
    ranged: bool = False
    instead: str = ""


@dataclass(frozen=True)
class Row:
    """A row: its label (as HTML, but plain for the file), and its cells; `kind` names its look."""

    label: str
    cells: tuple[Cell, ...]
    kind: str = ""


@dataclass(frozen=True)
class Grid:
    """A table. The first of `heads` stands over the labels; `lead` is said above it, `notes` below.

    title, heads  may name the `UNIT` of amounts, which is not the same on the page and in the file
    hints         said below it on the page alone: how to read more off it there
    """

    title: str
    heads: tuple[str, ...]
    rows: tuple[Row, ...]
    kind: str = ""
    notes: tuple[str, ...] = ()
    lead: tuple[str, ...] = ()
    hints: tuple[str, ...] = ()


def text(value: str) -> Cell:
    """A cell of words."""
    return Cell(value, "text")


def grid_html(grid: Grid, code: Code) -> str:
    """Return a table with its title and notes; the notes alone where there are no columns."""
    notes = "".join(f'<p class="lab-note">{escape(note)}</p>' for note in (*grid.hints, *grid.notes))
    if not grid.heads:
        return notes
    grid, places = _in(grid, Text("万元", "million yuan")[code]), _places(grid)
    top = "".join(f'<th scope="col">{escape(head)}</th>' for head in grid.heads)
    body = "".join(_row_html(row, places, code) for row in grid.rows)
    caption = f"<caption>{escape(grid.title)}</caption>" if grid.title else ""
    table = f'<table class="lab-grid {grid.kind}">{caption}<thead><tr>{top}</tr></thead><tbody>{body}</tbody></table>'
    return "".join(f"<p>{escape(line)}</p>" for line in grid.lead) + table + notes


def _in(grid: Grid, unit: str) -> Grid:
    """Return a table with the unit of its amounts where title and heads name it."""
    title, heads = grid.title.replace(UNIT, unit), (head.replace(UNIT, unit) for head in grid.heads)
    return replace(grid, title=title, heads=tuple(heads))


def _row_html(row: Row, places: int, code: Code) -> str:
    cells = "".join(_cell_html(cell, places, code) for cell in row.cells)
    return f'<tr class="{row.kind}"><th scope="row">{escape(row.label)}</th>{cells}</tr>'


def _cell_html(cell: Cell, places: int, code: Code) -> str:
    if cell.unit == "html":
        return f'<td class="lab-words">{cell.value}</td>'
    if isinstance(cell.value, str):
        return f'<td class="lab-words">{escape(cell.value)}</td>'
    if cell.instead:
        return f"<td>{escape(cell.instead)}</td>"
    shown = written(cell, places, code)
    small = _small(cell, places, code)
    told = _widths(cell, places, code)
    hover = f' title="{escape(told)}"' if told else ""
    return f"<td{hover}>{escape(shown)}{small}</td>"


def _small(cell: Cell, places: int, code: Code) -> str:
    """Return what is written small beside or beneath a figure."""
    if cell.ranged and cell.wide.known:
        return f"<br><small>{escape(_between(cell.wide, cell, places, code))}</small>"
    return "" if isnan(cell.around) else f" <small>±{half_written(cell.around, cell, places, code)}</small>"


def half_written(error: float, cell: Cell, places: int, code: Code) -> str:
    """Write a simulation error with the decimals of its figure."""
    return _number(error, cell.unit, places, code, with_sign=cell.signed).lstrip("+")


def _between(ends: Range, cell: Cell, places: int, code: Code) -> str:
    low, high = (_number(end, cell.unit, places, code, with_sign=cell.signed) for end in ends)
    return Text(f"{low} 至 {high}", f"{low} to {high}")[code]


def _widths(cell: Cell, places: int, code: Code) -> str:
    """Name the widths of a figure, those that are known."""
    named = [
        f"{name[code]} {_between(ends, cell, places, code)}"
        for name, ends in ((WIDE, cell.wide), (LUCK, cell.luck))
        if ends.known
    ]
    if not isnan(cell.error):
        named.append(f"{ERROR[code]} ±{half_written(cell.error, cell, places, code)}")
    return Text("；", "; ")[code].join(named)


def written(cell: Cell, places: int, code: Code) -> str:
    """Write a number as the page shows it; what is not nothing is never written as nothing."""
    if isinstance(cell.value, str):
        return cell.value
    return _number(cell.value, cell.unit, places, code, with_sign=cell.signed)


def _number(value: float, unit: CellUnit, places: int, code: Code, *, with_sign: bool = False) -> str:
    if isnan(value):
        return "–"
    scale = {"wan": MILLION if code == "en" else WAN, "share": 0.01}.get(unit, 1.0)
    finer = places + 2 if code == "en" else places  # a million is a hundred 万
    places = {"wan": finer, "share": 1}.get(unit, 0)
    shown = (signed if with_sign else digits)(value / scale, places)
    if value and float(shown.replace(",", "").replace("−", "-")) == 0:
        shown = signed_or_less(value / scale, places)
    return shown + ("%" if unit == "share" else "")


def _places(grid: Grid) -> int:
    """Return the decimals of 万元: none where a hundred million is reached, one for smaller tables."""
    amounts = [abs(cell.value) for row in grid.rows for cell in row.cells
               if cell.unit == "wan" and not isinstance(cell.value, str) and not isnan(cell.value)]  # fmt: skip
    return 0 if max(amounts, default=0) >= 1e8 else 1


UNITS: dict[str, Text] = {
    "wan": Text("元", "yuan"),
    "yuan": Text("元", "yuan"),
    "people": Text("人", "people"),
    "share": Text("比例", "share"),
}


_ENDS = {  # ends of a width as heads of columns, by the name of its field
    "wide": (Text("含假定的低值（5%）", "low with assumptions (5 %)"),
             Text("含假定的高值（95%）", "high with assumptions (95 %)")),
    "luck": (Text("随机波动低值（5%）", "low of chance (5 %)"), Text("随机波动高值（95%）", "high of chance (95 %)")),
}  # fmt: skip


def grid_csv(grids: Sequence[Grid], code: Code, about: Sequence[Sequence[object]] = ()) -> bytes:
    """Return tables as CSV that a spreadsheet opens: UTF-8 with its mark, full numbers in base units.

    about  rows that say what they are of, at the end
    """
    rows: list[Sequence[object]] = []
    for grid in (_in(one, UNITS["wan"][code]) for one in grids if one.heads):
        rows += [[line] for line in grid.lead]
        rows += [[grid.title], [grid.heads[0], Text("单位", "Unit")[code], *_heads(grid, code)]]
        rows += [_row_csv(row, grid, code) for row in grid.rows]
        rows += [[note] for note in grid.notes] + [[]]
    file = io.StringIO()
    csv.writer(file).writerows([[safe_cell(cell) for cell in row] for row in (*rows, *about)])
    return file.getvalue().encode("utf-8-sig")


def _spreads(grid: Grid) -> list[list[str]]:
    """Return of each column which widths any of its cells has."""
    return [
        [name for name in _ENDS if any(getattr(row.cells[at], name).known for row in grid.rows)]
        for at in range(len(grid.heads) - 1)
    ]


def _heads(grid: Grid, code: Code) -> list[object]:
    """Return the heads of the columns and of their widths, with the unit of each where a row has several."""
    heads: list[object] = []
    several = any(len(_units(row.cells, code)) > 1 for row in grid.rows)
    for at, (head, has) in enumerate(zip(grid.heads[1:], _spreads(grid), strict=True)):
        unit = "".join(_units([row.cells[at] for row in grid.rows], code)) if several else ""
        named = head + Text(f"（{unit}）", f" ({unit})")[code] if unit and unit not in head else head
        heads += [named, *(f"{named} {end[code]}" for name in has for end in _ENDS[name])]
    return heads


def _units(cells: Sequence[Cell], code: Code) -> list[str]:
    """Return the units that some numbers have."""
    numbers = (cell for cell in cells if cell.unit in UNITS and not isinstance(cell.value, str))
    return [*dict.fromkeys(UNITS[cell.unit][code] for cell in numbers if cell.value == cell.value)]


def _row_csv(row: Row, grid: Grid, code: Code) -> list[object]:
    units = _units(row.cells, code)
    cells: list[object] = [row.label, units[0] if len(units) == 1 else ""]
    for cell, has in zip(row.cells, _spreads(grid), strict=True):
        numbers = cell.value, *(end for name in has for end in getattr(cell, name))
        cells += [_plain(number, 4 if cell.unit == "share" else 2) for number in numbers]
    return cells


def _plain(value: float | str, places: int) -> object:
    return re.sub("<[^>]*>", "", value) if isinstance(value, str) else round(value, places)
