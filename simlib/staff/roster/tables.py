"""A sheet as a table: its header found below titles and of one row or more, its people parted from all other rows."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, field

from simlib.staff.roster.cells import Cell, is_blank, joined_up, plain
from simlib.staff.roster.files import Sheet
from simlib.staff.roster.findings import column_letters
from simlib.staff.roster.headings import is_data, meaning

_SEARCHED = 40  # rows from the top in which a header is looked for
_TALLEST = 3  # rows of a header
_LEAST = 2  # headings that must be known in a header
_TOTAL = re.compile(
    r"(?:.{0,12}?)(?:合计|小计|总计|共计|累计|总人数|人数合计|平均)(?:[:：(].*|\d+人?)?|(?:sub)?total.{0,12}",
    re.IGNORECASE,
)
_NOTE = re.compile(
    r"(?:注|附注|备注|说明|填表说明|填表人|填报人|填报单位|制表|制表人|审核|审核人|复核|经办人|负责人|单位负责人|主管领导|联系人|联系电话|填报日期|"
    r"填报时间|制表日期|单位\(?盖章\)?|日期|note|notes|prepared by|signed)(?:[:：\d一二(（、.].*|$)",
    re.IGNORECASE,
)
_LONG_TEXT = 40  # letters: no cell of a person has more
_ROSTER_MONTH = re.compile(r"((?:19|20)\d{2})\s*(?:年|[.\-/])\s*(\d{1,2})\s*(?:月|(?=[\s.\-/)）]|$))")
_AS_OF = re.compile("截至|截止|统计|时点|日期|花名册|名册|as of|roster", re.IGNORECASE)


@dataclass(frozen=True)
class Column:
    """A column with a heading: its place, counted from 0, and the parts of its heading from above."""

    index: int
    parts: tuple[str, ...]

    @property
    def heading(self) -> str:
        """The heading as one text, its parts joined by /."""
        return "/".join(self.parts)

    @property
    def name(self) -> str:
        """What the reader finds it by: the letters and the heading, digits in a row masked."""
        return f"{column_letters(self.index)} {_MASKED.sub('…', self.heading)[:30]}"


_MASKED = re.compile(r"\d{5,}")


@dataclass
class Table:
    """The people of a sheet.

    columns   those with a heading
    rows      (number of the row in the file, its cells) of each person
    above     texts above the header
    left_out  rows that are no people
    under     by row, the only text of the last row that had but one: a street above its people
    filled    by column, the rows whose cell is merged with one above
    """

    sheet: Sheet
    columns: list[Column]
    header: range
    rows: list[tuple[int, list[Cell]]] = field(default_factory=list)
    above: list[str] = field(default_factory=list)
    left_out: list[int] = field(default_factory=list)
    under: dict[int, str] = field(default_factory=dict)
    filled: dict[int, list[int]] = field(default_factory=dict)


def table_of(sheet: Sheet) -> Table | None:
    """Return the table of a sheet; None where no row looks like a header."""
    header = _header(sheet)
    if header is None:
        return None
    columns = [Column(at, parts) for at, parts in enumerate(_headings(sheet, header)) if parts]
    table = Table(sheet, columns, header)
    table.above = [text for row in sheet.rows[: header.start] for cell in row if (text := plain(cell))]
    _fill_merged(sheet, header, table)
    _take_rows(sheet, header, table)
    return table


def month_above(table: Table) -> str | None:
    """Return the month (2026-12) that a title says, None where none does."""
    for text in sorted([*table.above, table.sheet.name], key=lambda one: _AS_OF.search(one) is None):
        if (found := _ROSTER_MONTH.search(text)) and 1 <= int(found[2]) <= 12:
            return f"{found[1]}-{int(found[2]):02d}"
    return None


def _header(sheet: Sheet) -> range | None:
    """Return the rows of the header: those whose headings are known best, the fewest where as well."""
    best, score = None, 0.0
    for start in range(min(_SEARCHED, len(sheet.rows))):
        for tall in range(1, _TALLEST + 1):
            rows = range(start, start + tall)
            if rows.stop > len(sheet.rows) or not _may_be_header(sheet, rows):
                break
            found = [meaning(parts) for parts in _headings(sheet, rows)]
            fields = len({one.field for one in found if one.field})
            known = sum(one.likeness > 0 for one in found) - tall / 10
            if fields >= _LEAST and known > score:
                best, score = rows, known
    return best


def _may_be_header(sheet: Sheet, rows: range) -> bool:
    last = sheet.rows[rows[-1]]
    return any(not is_blank(cell) for cell in last) and not any(is_data(cell) for cell in last)


def _headings(sheet: Sheet, rows: range) -> list[tuple[str, ...]]:
    """Return the parts of each column's heading, from above, a merged group told to each of its columns."""
    wide = max(len(sheet.rows[row]) for row in rows)
    parts = [[joined_up(cell) for cell in sheet.rows[row]] + [""] * (wide - len(sheet.rows[row])) for row in rows]
    for at, row in enumerate(rows[:-1]):
        for column in range(1, wide):
            below = any(parts[lower][column] for lower in range(at + 1, len(rows)))
            if not parts[at][column] and parts[at][column - 1] and below and _one_group(sheet, row, column):
                parts[at][column] = parts[at][column - 1]
    return [tuple(dict.fromkeys(text for line in parts if (text := line[column]))) for column in range(wide)]


def _one_group(sheet: Sheet, row: int, column: int) -> bool:
    """Return whether a blank cell of a header belongs to the one on its left: it is merged, or nobody can say."""
    if not sheet.merged:
        return True
    return any(top <= row <= low and left < column <= right for top, left, low, right in sheet.merged)


def _fill_merged(sheet: Sheet, header: range, table: Table) -> None:
    """Give every cell that is merged with one above what that says."""
    for top, left, low, right in sheet.merged or ():
        if top < header.stop or low == top or top >= len(sheet.rows):
            continue
        for column in range(left, right + 1):
            _fill(sheet.rows, column, range(top + 1, min(low + 1, len(sheet.rows))), top, table)


def _fill(rows: list[list[Cell]], column: int, below: range, top: int, table: Table) -> None:
    cell = rows[top][column] if column < len(rows[top]) else None
    if is_blank(cell):
        return
    for row in below:
        if column < len(rows[row]) and is_blank(rows[row][column]):
            rows[row][column] = cell
            table.filled.setdefault(column, []).append(row + 1)


def _take_rows(sheet: Sheet, header: range, table: Table) -> None:
    wide = max(column.index for column in table.columns) + 1
    head = [plain(cell) for cell in sheet.rows[header[-1]] if plain(cell)]
    under = ""
    for number, row in enumerate(sheet.rows[header.stop :], header.stop + 1):
        filled = [cell for cell in row if cell is not None and cell != ""]
        said = [text for cell in (filled if len(filled) < _MANY else filled[:_MANY]) if (text := plain(cell))]
        if not said:
            continue
        if _is_no_person(said, len(filled)) or said == head[: len(said)]:
            table.left_out.append(number)
            under = said[0] if len(set(said)) == 1 else under
            continue
        table.rows.append((number, row + [None] * (wide - len(row))))
        if under:
            table.under[number] = under


def _is_no_person(said: Sequence[str], filled: int) -> bool:
    """Return whether what a row says is a total, a note, a signature or a title; `said` are its first texts."""
    first = [text.replace(" ", "") for text in said[:3]]
    if any(_TOTAL.fullmatch(text) for text in first) or _NOTE.match(first[0]):
        return True
    return len(set(said)) == 1 or (filled < _FEW and any(len(text) > _LONG_TEXT for text in said))


_FEW, _MANY = 4, 8
