"""Messy rosters: files as bureaus keep them, of made-up people, with faults planted and oddities that are none.

    rosters = messy_rosters(folder, seed=2027)           # 200 files; the same seed writes the same files
    for roster in rosters:
        roster.path, roster.pack, roster.month            # a file, the pack it belongs to, the month at whose end it is
        roster.planted                                    # what must be found: kind, severity, sheet, row, columns
        roster.people                                     # what a right reading finds of every other row
        roster.left_out                                   # rows of no person: 小计, 合计, 填表人, 注, a header again
        roster.oddities                                   # what is strange and right: nothing may be said of it
    secrets(rosters)                                      # every name, ID, birth day, phone and staff number

Written by somebody who had the facts on rosters and not the reader. What holds of every file:

- Its people are those of the pack's own synthetic staff, some of some units, so law and pack find nothing wrong with a
  row on which nothing is planted. A row with a fault may have consequences (whoever joined at 15 began community
  service later than that): more may be said of a planted row, and of no other row and no other file anything.
- A severity says whether the rows can be used as they are: `error` no; `question` not before somebody has answered;
  `notice` yes, and it is said.
- `row` counts from 1 as the file does, title and blank rows among them; None is the file as a whole. `columns` count
  from 1: what is told may point to any of them, or, of a missing column (`fields` says which), to none. Of two rows
  that are at odds `row` is the later, and the earlier, `other_row`, may be pointed to as well.
- `people` are the rows with nothing planted, or a notice; none of a file that lacks a column. A fact whose column is
  not in the file (`fields`) is one that no reading can find, but for sex and birth month of an ID, and the street of a
  sheet that has its name. A blank rating is that of a year before a full year in post.
- The street may be in a column, merged down, or only the name of the sheet. `fields` are in the order of the columns.

`.xls` and `.et` are not written here: nothing installed writes them.
"""

from __future__ import annotations

import random
from collections import deque
from collections.abc import Iterator
from dataclasses import dataclass, replace
from pathlib import Path

from tests.roster.cells import HEADINGS, MONTH_STYLES, MONTHS, RATINGS, Style, row_of
from tests.roster.entries import Entries
from tests.roster.faults import FILE_FAULTS, HIDDEN_ROW, KINDS, ROW_FAULTS, Severity
from tests.roster.files import ENCODINGS, write_ods, write_text, write_xlsx
from tests.roster.layout import Laid, Layout
from tests.roster.people import Truth, city, names, some_people

PACKS = ("baohe", "growth_chain", "yishui", "ningguo")
FORMS = ("xlsx", "csv", "xlsx", "xlsx", "csv", "ods", "xlsx", "tsv", "xlsx", "csv")
_NEEDED = ("name", "sex", "birth", "joined", "post")
_MISSING = (("post",), ("birth", "id_number"), ("joined", "service_from"))
_TOGETHER = 3  # faults planted in one file


@dataclass(frozen=True)
class Planted:
    """A fault, and where it is to be found (see above)."""

    kind: str
    severity: Severity
    sheet: str
    row: int | None
    fields: tuple[str, ...]
    headings: tuple[str, ...]
    columns: tuple[int, ...]
    other_row: int | None = None


@dataclass(frozen=True)
class MessyRoster:
    """A file and what is in it (see above)."""

    path: Path
    pack: str
    month: int
    fields: tuple[str, ...]
    planted: tuple[Planted, ...]
    oddities: tuple[str, ...]
    people: tuple[Truth, ...]
    left_out: tuple[tuple[str, int], ...]
    everybody: tuple[Truth, ...]  # planted or not: whose names and numbers are nowhere to be found
    signed: str  # who filled the form in


def secrets(rosters: list[MessyRoster]) -> set[str]:
    """Return all that must never be found in any output: names, IDs whole and in part, birth days, phones, numbers."""
    found = {roster.signed for roster in rosters}
    for one in (one for roster in rosters for one in roster.everybody):
        day = one.birth_day
        found |= {one.name, one.id_number, one.id_number[6:], one.phone, one.staff_number, day}
        found.add(f"{day[:4]}-{day[4:6]}-{day[6:]}")
    return found


def messy_rosters(folder: Path, seed: int = 2027, files: int = 200) -> list[MessyRoster]:
    """Write the files into a folder, and return what is in each."""
    named = names(random.Random(f"{seed}/names"))
    kinds = [kind for kind in KINDS if kind not in FILE_FAULTS]
    queue = deque(random.Random(f"{seed}/kinds").sample(kinds, len(kinds)))
    written = []
    for number in range(files):
        maker = _Maker(number, random.Random(f"{seed}/{number}"), named)
        if number % 6 > 1:  # one file in six has no fault, and one has a fault of the whole file
            maker.plant_from(queue)
        written.append(maker.write(folder))
    return written


class _Maker:
    """Makes one file."""

    def __init__(self, number: int, luck: random.Random, named: Iterator[str]) -> None:
        self.number, self.luck = number, luck
        self.file_fault = tuple(FILE_FAULTS)[number // 6 % len(FILE_FAULTS)] if number % 6 == 1 else None
        self.form = FORMS[number % len(FORMS)]
        self.pack = PACKS[number // 3 % (2 if self.file_fault else len(PACKS))]
        self.of = city(self.pack)
        people = some_people(self.pack, luck.randint(2, 4), luck.randint(6, 14), named, luck)
        self.entries = Entries(self.of, people, named, luck)
        if self.file_fault == "over_establishment":
            self.entries.overfill()
        self.books = self.form in ("xlsx", "ods")
        self.by_sheet = self.books and luck.random() < 0.4
        self.from_1904 = self.form == "xlsx" and luck.random() < 0.1
        self.two_rows = luck.random() < 0.4
        self.must, self.never = self._always()

    def _always(self) -> tuple[set[str], set[str]]:
        """Return the columns that the file has and those that it has not, before anything is planted."""
        must = {*_NEEDED} | ({"place"} if self.file_fault == "place_not_in_pack" else set())
        must |= {"grade"} if self.of.policy.grades > 1 else set()
        never = set() if self.of.policy.grades > 1 else {"grade", "grade_from"}
        never |= {"place"} if self.pack == "yishui" else set()  # its units are the communities
        if self.file_fault == "column_missing":
            missing = self.luck.choice(_MISSING)
            return must - {*missing}, never | {*missing}
        return must, never

    def plant_from(self, queue: deque[str]) -> None:
        """Take what fits this file from the front of a queue of kinds, and put it at the end."""
        taken = 0
        for kind in list(queue):
            if taken < _TOGETHER and self._fits(kind) and self.entries.choose(kind):
                self.must |= {*_columns(kind)}
                self.never |= {*_without(kind)}
                queue.remove(kind)
                queue.append(kind)
                taken += 1

    def _fits(self, kind: str) -> bool:
        if kind in HIDDEN_ROW and self.form != "xlsx":
            return False
        return not ({*_columns(kind)} & self.never or {*_without(kind)} & self.must)

    def write(self, folder: Path) -> MessyRoster:
        """Write the file, and return what is in it."""
        style, layout = self._style(), self._layout()
        cells = [row_of(one.truth, style, self.of.policy, self.luck) for one in self.entries.all]
        self.entries.spoil(cells, self.file_fault)
        laid = Laid(self.entries, cells, style, layout, self.of.policy)
        path = folder / f"roster_{self.number:03d}.{self.form}"
        if self.form == "xlsx":
            date_format = self.luck.choice(("yyyy.mm", "yyyy-mm-dd", 'yyyy"年"m"月"'))
            write_xlsx(path, laid.sheets, date_format, layout.from_1904)
        elif self.form == "ods":
            write_ods(path, laid.sheets)
        else:
            laid.unnamed()
            encoding = ENCODINGS[self.number // 2 % len(ENCODINGS)]
            write_text(path, laid.sheets[0], encoding, "," if self.form == "csv" else "\t", guarded=True)
        return self._told(path, style, laid)

    def _style(self) -> Style:
        fields = self._fields()
        no_numbers = set() if self.books else {"198507 as a number", "1985.07 as a number"}
        months = [one for one in MONTH_STYLES if one not in no_numbers | ({"serial"} if self.from_1904 else set())]
        return Style(
            fields=fields,
            headings=self._headings(fields),
            months={name: self.luck.choice(months) for name in MONTHS},
            grade=self.luck.choice(("7", "7", "7级", "full-width")),
            pay=self.luck.choice(("number", "text", "元", "commas", "commas, 元")),
            id_number=self.luck.choice(("plain", "plain", "lower x", "spaced", "full-width")),
        )

    def _fields(self) -> tuple[str, ...]:
        """Return the columns: those that must be, and of the others as chance has it."""
        optional = [name for name in HEADINGS if name not in self.must | self.never | {"unit", "joined_too"}]
        chosen = self.must | {name for name in optional if self.luck.random() < 0.6}
        if "id_number" in chosen and not self.entries.planted and not self.file_fault and self.luck.random() < 0.3:
            chosen -= {"birth", "sex"}  # the ID says both
        if "unit" in self.must or not self.by_sheet or self.luck.random() < 0.5:
            chosen |= {"unit"}
        if self.file_fault == "two_columns_for_one":
            chosen |= {"joined_too"}
        return tuple(name for name in HEADINGS if name in chosen)

    def _headings(self, fields: tuple[str, ...]) -> dict[str, str]:
        chosen = {name: self.luck.choice(HEADINGS[name]) for name in fields}
        if "joined_too" in fields:
            chosen["joined"] = "入职时间"
        if self.pack == "yishui":
            chosen["unit"] = "所在社区"
        rated = [name for name in fields if name in RATINGS]
        if self.two_rows and len(rated) > 1:
            chosen |= {name: f"{name[-4:]}年" for name in rated}
        return chosen

    def _layout(self) -> Layout:
        luck = self.luck
        return Layout(
            titles=luck.randint(0, 3),
            two_row_header=self.two_rows,
            sheet_a_unit=self.by_sheet,
            merged_down=self.books and luck.random() < 0.5,
            subtotals=luck.random() < 0.4,
            blank_rows=luck.random() < 0.4,
            header_again=luck.random() < 0.15,
            foot=luck.random() < 0.7,
            other_sheet=self.books and luck.random() < 0.3,
            from_1904=self.from_1904,
        )

    def _told(self, path: Path, style: Style, laid: Laid) -> MessyRoster:
        readable = [] if self.file_fault == "column_missing" else self.entries.readable()
        at = laid.places
        return MessyRoster(
            path=path,
            pack=self.pack,
            month=self.of.staff.month,
            fields=style.fields,
            planted=tuple(self._planted(style, laid)),
            oddities=(
                *laid.layout.oddities,
                *(f"{name}: {style.months[name]}" for name in MONTHS if name in style.fields),
            ),
            people=tuple(replace(one.truth, sheet=at[one][0], row=at[one][1]) for one in readable),
            left_out=tuple(laid.left_out),
            everybody=tuple(one.truth for one in self.entries.all),
            signed=laid.signed,
        )

    def _planted(self, style: Style, laid: Laid) -> Iterator[Planted]:
        for one in self.entries.planted:
            sheet, row = laid.places[one]
            other = laid.places[one.other][1] if one.other else None
            yield _one(str(one.kind), style, _columns(str(one.kind)), sheet, row, other)
        if self.file_fault == "column_missing":
            lost = tuple(name for name in ("post", "birth", "joined") if name in self.never)
            yield Planted("column_missing", "error", "", None, lost, (), ())
        elif self.file_fault:
            yield _one(self.file_fault, style, _FILE_COLUMNS[self.file_fault], "", None, None)


_FILE_COLUMNS = {
    "over_establishment": ("post", "unit"),
    "two_columns_for_one": ("joined", "joined_too"),
    "place_not_in_pack": ("place",),
}
_PAIR_COLUMNS = {
    "same_id_twice": ("id_number",),
    "same_staff_number_twice": ("staff_number",),
    "same_person_twice": ("name",),
}


def _columns(kind: str) -> tuple[str, ...]:
    """Return the columns that a kind of fault needs: where it is planted first."""
    if kind in ROW_FAULTS:
        return (ROW_FAULTS[kind].field, *ROW_FAULTS[kind].beside)
    return _PAIR_COLUMNS.get(kind, ())


def _without(kind: str) -> tuple[str, ...]:
    return ROW_FAULTS[kind].without if kind in ROW_FAULTS else ()


def _one(
    kind: str, style: Style, fields: tuple[str, ...], sheet: str, row: int | None, other_row: int | None
) -> Planted:
    there = tuple(name for name in fields if name in style.fields)
    headings = tuple(style.headings[name] for name in there)
    columns = tuple(style.fields.index(name) + 1 for name in there)
    return Planted(kind, KINDS[kind], sheet, row, there, headings, columns, other_row)
