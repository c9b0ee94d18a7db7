"""A file as sheets of cells, whatever wrote it: Excel, WPS, LibreOffice, or text in any of the usual encodings.

What it is, is told by how it begins and not by its name: systems hand out text and web pages called .xls.
"""

from __future__ import annotations

import csv
import io
import re
import zipfile
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path

from charset_normalizer import from_bytes
from python_calamine import CalamineError, CalamineWorkbook, PasswordError, SheetTypeEnum, SheetVisibleEnum

from simlib.staff.roster.cells import Cell
from simlib.text import Text, Told

MOST_MEGABYTES = 200  # of a file; an Excel file may be four times as large unpacked
_MEGABYTE = 1 << 20
_ZIP, _OLE = b"PK\x03\x04", b"\xd0\xcf\x11\xe0"
_WEB_PAGE = re.compile(rb"\s*(?:\xef\xbb\xbf)?\s*<(?:!doctype|html|table|\?xml|meta|head)", re.IGNORECASE)
_ENCODINGS = ["utf_8", "gb18030", "utf_16", "utf_16_le", "utf_16_be"]
_DELIMITERS = ",\t;|，"
_SAMPLE = 200  # lines by which the delimiter is told
_ROW = re.compile(rb"<(?:\w+:)?row\s([^>]*)>")
_NUMBER, _HIDDEN = re.compile(rb'\br="(\d+)"'), re.compile(rb'\bhidden="(?:1|true)"')
_FROM_1904 = re.compile(rb'<(?:\w+:)?workbookPr[^>]*date1904="(?:1|true)"')
_SHEET = re.compile(r'<(?:\w+:)?sheet\s[^>]*?name="([^"]*)"[^>]*?r:id="([^"]*)"')
_TARGET = re.compile(r"<Relationship\s[^>]*>")
_ATTRIBUTE = re.compile(r'\b(Id|Target)="([^"]*)"')


class RosterRefused(Told):
    """A roster that cannot be read at all: why, and what to do."""


@dataclass(frozen=True)
class Sheet:
    """A sheet of a file.

    number  counted from 1, as the file has them
    rows    the cells by row, the first row first
    merged  cells that are one: first row and column, last row and column, from 0; None: the format cannot say
    hidden  rows that are hidden, counted from 1
    from_1904  whether days are counted from 1904
    """

    number: int
    name: str
    rows: list[list[Cell]] = field(repr=False)
    merged: tuple[tuple[int, int, int, int], ...] | None = None
    hidden: tuple[int, ...] = ()
    from_1904: bool = False


@dataclass(frozen=True)
class File:
    """What is in a file: its sheets, and the numbers of those that are hidden, which are not read."""

    sheets: tuple[Sheet, ...]
    hidden_sheets: tuple[int, ...] = ()


def read_file(path: str | Path) -> File:
    """Return the sheets of a file. Raises RosterRefused where there is none to read."""
    file = Path(path)
    try:
        size = file.stat().st_size
        content = file.read_bytes() if size <= MOST_MEGABYTES * _MEGABYTE else b""
    except OSError:
        what = Text(
            "打不开 {file}。请核对路径，并在其他程序中关闭它。",
            "{file} cannot be opened. Check the path, and close it elsewhere.",
        )
        raise RosterRefused(what.of(file=file)) from None
    if size > MOST_MEGABYTES * _MEGABYTE:
        what = Text(
            "{file} 超过 {most} MB。请分成几个文件，或另存为 CSV。",
            "{file} is larger than {most} MB. Split it, or save it as CSV.",
        )
        raise RosterRefused(what.of(file=file, most=MOST_MEGABYTES))
    return read_content(content, file.name)


def read_content(content: bytes, name: str) -> File:
    """Return the sheets of what is in a file; `name` is what messages call it. Raises RosterRefused."""
    if not content.strip():
        raise RosterRefused(
            Text("{name} 是空文件。请选有内容的文件。", "{name} is empty. Take a file with a roster in it.").of(
                name=name
            )
        )
    if content.startswith((_ZIP, _OLE)):
        return _workbook(content, name)
    if _WEB_PAGE.match(content):
        what = Text(
            "{name} 其实是网页或 XML。请用 Excel 或 WPS 打开，另存为 .xlsx。",
            "{name} is a web page or XML by another name. Open it in Excel or WPS and save it as .xlsx.",
        )
        raise RosterRefused(what.of(name=name))
    return File((Sheet(1, "", list(_lines(_decoded(content, name)))),))


def _workbook(content: bytes, name: str) -> File:
    if content.startswith(_ZIP):
        _refuse_a_bomb(content, name)
    try:
        book = CalamineWorkbook.from_filelike(io.BytesIO(content))
    except PasswordError:
        what = Text("{name} 有密码。请另存一份没有密码的。", "{name} has a password. Save a copy without one.")
        raise RosterRefused(what.of(name=name)) from None
    except (CalamineError, OSError, ValueError):
        what = Text(
            "{name} 无法读取，可能已损坏。请用 Excel 或 WPS 打开，另存为 .xlsx。",
            "{name} cannot be read; it may be damaged. Open it in Excel or WPS and save it as .xlsx.",
        )
        raise RosterRefused(what.of(name=name)) from None
    parts = _Parts(content) if content.startswith(_ZIP) else None
    sheets, hidden = [], []
    for number, about in enumerate(book.sheets_metadata, 1):
        if about.typ != SheetTypeEnum.WorkSheet:
            continue
        if about.visible != SheetVisibleEnum.Visible:
            hidden.append(number)
            continue
        sheets.append(_sheet(book, number, about.name, parts))
    return File(tuple(sheets), tuple(hidden))


def _sheet(book: CalamineWorkbook, number: int, name: str, parts: _Parts | None) -> Sheet:
    sheet = book.get_sheet_by_name(name)
    rows: list[list[Cell]] = [list(row) for row in sheet.to_python(skip_empty_area=False)]
    spans = sheet.merged_cell_ranges
    merged = None if spans is None else tuple((*first, *last) for first, last in spans)
    hidden, from_1904 = (parts.hidden_rows(name), parts.from_1904) if parts else ((), False)
    return Sheet(number, name, rows, merged, hidden, from_1904)


def _refuse_a_bomb(content: bytes, name: str) -> None:
    """Refuse a file that would fill the memory once it is unpacked."""
    try:
        with zipfile.ZipFile(io.BytesIO(content)) as packed:
            unpacked = sum(one.file_size for one in packed.infolist())
    except zipfile.BadZipFile:
        unpacked = 0  # said where it is read
    if unpacked > 4 * MOST_MEGABYTES * _MEGABYTE:
        what = Text(
            "{name} 展开后过大。请只留名册，另存为 .xlsx。",
            "{name} is too large once unpacked. Save the roster alone as .xlsx.",
        )
        raise RosterRefused(what.of(name=name))


class _Parts:
    """What python-calamine does not tell of an .xlsx: hidden rows, and whether days count from 1904."""

    def __init__(self, content: bytes) -> None:
        self._packed = zipfile.ZipFile(io.BytesIO(content))
        self._files = set(self._packed.namelist())
        book = self._read("xl/workbook.xml")
        self.from_1904 = _FROM_1904.search(book) is not None
        targets = [dict(_ATTRIBUTE.findall(one)) for one in _TARGET.findall(self._text("xl/_rels/workbook.xml.rels"))]
        by_id = {one.get("Id"): one.get("Target", "") for one in targets}
        self._sheets = {
            _unescaped(name): by_id.get(at, "") for name, at in _SHEET.findall(book.decode("utf-8", "replace"))
        }

    def hidden_rows(self, sheet: str) -> tuple[int, ...]:
        target = self._sheets.get(sheet, "")
        file = target.lstrip("/") if target.startswith("/") else f"xl/{target}"
        rows = (match[1] for match in _ROW.finditer(self._read(file)))
        found = (_NUMBER.search(row) for row in rows if _HIDDEN.search(row))
        return tuple(int(number[1]) for number in found if number)

    def _read(self, file: str) -> bytes:
        return self._packed.read(file) if file in self._files else b""

    def _text(self, file: str) -> str:
        return self._read(file).decode("utf-8", "replace")


def _unescaped(text: str) -> str:
    for code, letter in (("&lt;", "<"), ("&gt;", ">"), ("&quot;", '"'), ("&apos;", "'"), ("&amp;", "&")):
        text = text.replace(code, letter)
    return text


def _decoded(content: bytes, name: str) -> str:
    best = from_bytes(content, cp_isolation=_ENCODINGS).best()
    if best is None:
        what = Text(
            "{name} 的文字编码无法识别。请另存为 .xlsx，或 UTF-8 的 CSV。",
            "the encoding of {name} is not known. Save it as .xlsx, or as CSV in UTF-8.",
        )
        raise RosterRefused(what.of(name=name))
    return str(best).removeprefix("\ufeff")


def _lines(text: str) -> Iterator[list[Cell]]:
    """Yield the rows of a text, parted by whatever parts most of its lines."""
    lines = [line for line in text.splitlines()[:_SAMPLE] if line.strip()]
    often = {one: Counter(line.count(one) for line in lines if one in line) for one in _DELIMITERS}
    parting = max(_DELIMITERS, key=lambda one: sum(often[one].values()) if often[one] else 0)
    csv.field_size_limit(1 << 20)
    reader = csv.reader(io.StringIO(text, newline=""), delimiter=parting, skipinitialspace=True)
    try:
        for row in reader:
            yield [*row]
    except csv.Error:
        what = Text(
            "第 {line} 行无法分列，可能少了一个引号。",
            "line {line} cannot be parted into columns: a quote may be missing.",
        )
        raise RosterRefused(what.of(line=reader.line_num)) from None
