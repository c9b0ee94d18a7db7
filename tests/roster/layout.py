"""Laying rows out as sheets: titles, a header of one or two rows, subtotals, blank rows, what stands at the foot."""

from __future__ import annotations

from dataclasses import dataclass, fields, replace
from itertools import groupby

from simlib.policy import Policy
from tests.roster.cells import RATINGS, Cell, Cells, Style
from tests.roster.entries import Entries, Entry
from tests.roster.files import Sheet

_GROUPS = {
    "学历情况": ("education", "degree", "school"),
    "工作经历": ("working_from", "service_from", "joined", "joined_too"),
    "年度考核": RATINGS,
}


@dataclass(frozen=True)
class Layout:
    """What a file has besides its rows."""

    titles: int
    two_row_header: bool
    sheet_a_unit: bool
    merged_down: bool
    subtotals: bool
    blank_rows: bool
    header_again: bool
    foot: bool
    other_sheet: bool
    from_1904: bool

    @property
    def oddities(self) -> list[str]:
        """What of it is strange."""
        return [one.name for one in fields(self) if getattr(self, one.name)]


class Laid:
    """The sheets, where each row stands (sheet, row from 1), and which rows are no person's."""

    def __init__(self, entries: Entries, cells: list[Cells], style: Style, layout: Layout, policy: Policy) -> None:
        """Lay the rows out."""
        self.style, self.layout, self.luck = style, layout, entries.luck
        self.signed = next(entries.named)
        self.places: dict[Entry, tuple[str, int]] = {}
        self.left_out: list[tuple[str, int]] = []
        self.sheets: list[Sheet] = []
        self._cells = dict(zip(entries.all, cells, strict=True))
        labels = {unit.name: unit.label.zh for unit in policy.units}
        by_unit = [list(rows) for _, rows in groupby(entries.all, lambda one: one.truth.unit)]
        if layout.sheet_a_unit:
            for rows in by_unit:
                self._sheet(labels[rows[0].truth.unit], [rows])
        else:
            self._sheet("花名册", by_unit)
        if layout.other_sheet:
            self.sheets.append(Sheet("填表说明", [["请于每月5日前报送。"], [], ["电子版与纸质版一致。"]]))

    def unnamed(self) -> None:
        """Forget the name of the only sheet, as a text file has none."""
        self.sheets = [replace(self.sheets[0], name="")]
        self.places = {one: ("", row) for one, (_, row) in self.places.items()}
        self.left_out = [("", row) for _, row in self.left_out]

    def _sheet(self, name: str, by_unit: list[list[Entry]]) -> None:
        self.sheets.append(Sheet(name))
        self._titles()
        self._header()
        number = 0
        for rows in by_unit:
            for one in rows:
                number += 1
                self._person(one, number)
            if self.layout.subtotals:
                self._other(["小计", f"{len(rows)}人"])
        if self.layout.merged_down:
            self._merge_units()
        if self.layout.subtotals:
            self._other(["合计", f"{number}人"])
        if self.layout.foot:
            self._other([f"填表人：{self.signed}"])
            self._other(["注：等级按2026年1月套定"])

    @property
    def _now(self) -> Sheet:
        return self.sheets[-1]

    def _titles(self) -> None:
        titles: list[list[Cell]] = [
            ["××区专职社区工作人员花名册（2026年12月）"],
            ["单位：××区民政局    截至日期：2026年12月31日"],
            [],
        ]
        for row in titles[: self.layout.titles]:
            self._now.rows.append(self._wide(row))
            if row:
                self._now.merged.append((len(self._now.rows), 1, len(self._now.rows), len(self.style.fields)))

    def _header(self) -> None:
        lower: list[Cell] = [self.style.headings[name] for name in self.style.fields]
        grouped = self._groups()
        if not grouped:
            self._now.rows.append(lower)
            return
        upper, first = list(lower), len(self._now.rows) + 1
        covered = [place for start, stop, _ in grouped for place in range(start, stop)]
        for place in range(len(lower)):
            if place not in covered:
                lower[place] = None
                self._now.merged.append((first, place + 1, first + 1, place + 1))
        for start, stop, group in grouped:
            upper[start:stop] = [group, *[None] * (stop - start - 1)]
            self._now.merged.append((first, start + 1, first, stop))
        self._now.rows += [upper, lower]

    def _groups(self) -> list[tuple[int, int, str]]:
        """Return the groups of the upper row: the places that each covers, if it covers two or more."""
        if not self.layout.two_row_header:
            return []
        found = []
        for group, names in _GROUPS.items():
            there = [place for place, name in enumerate(self.style.fields) if name in names]
            if len(there) > 1:
                found.append((there[0], there[-1] + 1, group))
        return found

    def _person(self, one: Entry, number: int) -> None:
        if self.layout.blank_rows and self.luck.random() < 0.08:
            self._now.rows.append([])
        if self.layout.header_again and number == 8 and not self._groups():
            self._other([self.style.headings[name] for name in self.style.fields])
        row = self._cells[one]
        self._now.rows.append([number if name == "number" else row.get(name) for name in self.style.fields])
        self.places[one] = (self._now.name, len(self._now.rows))
        if one.kind == "hidden_row":
            self._now.hidden.append(len(self._now.rows))

    def _other(self, row: list[Cell]) -> None:
        self._now.rows.append(self._wide(row))
        self.left_out.append((self._now.name, len(self._now.rows)))

    def _wide(self, row: list[Cell]) -> list[Cell]:
        return [*row, *[None] * (len(self.style.fields) - len(row))] if row else []

    def _merge_units(self) -> None:
        if "unit" not in self.style.fields:
            return
        column, here = self.style.fields.index("unit"), self._now
        rows = [row for sheet, row in self.places.values() if sheet == here.name]
        for _, run in groupby(enumerate(rows), lambda one: (one[1] - one[0], here.rows[one[1] - 1][column])):
            numbers = [row for _, row in run]
            if len(numbers) > 1:
                here.merged.append((numbers[0], column + 1, numbers[-1], column + 1))
                for row in numbers[1:]:
                    here.rows[row - 1][column] = None
