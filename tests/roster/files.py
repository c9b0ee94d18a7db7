"""Writing sheets as files: .xlsx by openpyxl, .ods by hand, .csv and .tsv in the encodings that are met."""

from __future__ import annotations

import csv
import datetime as dt
import io
import zipfile
from dataclasses import dataclass, field
from pathlib import Path
from xml.sax.saxutils import escape, quoteattr

from openpyxl import Workbook
from openpyxl.utils.datetime import CALENDAR_MAC_1904

from tests.roster.cells import Cell

Area = tuple[int, int, int, int]  # first row, first column, last row, last column; from 1
ENCODINGS = ("gb18030", "utf-8", "utf-8-sig", "utf-16")


@dataclass
class Sheet:
    """Rows of cells, which are merged, and which rows are hidden (from 1)."""

    name: str
    rows: list[list[Cell]] = field(default_factory=list)
    merged: list[Area] = field(default_factory=list)
    hidden: list[int] = field(default_factory=list)


def write_xlsx(path: Path, sheets: list[Sheet], date_format: str, from_1904: bool) -> None:
    """Write a workbook."""
    book = Workbook()
    book.remove(book.active)
    if from_1904:
        book.epoch = CALENDAR_MAC_1904
    for sheet in sheets:
        page = book.create_sheet(sheet.name)
        for row in sheet.rows:
            page.append(row)
        for row in page.iter_rows():
            for cell in row:
                if isinstance(cell.value, dt.datetime):
                    cell.number_format = date_format
        for first, left, last, right in sheet.merged:
            page.merge_cells(start_row=first, start_column=left, end_row=last, end_column=right)
        for number in sheet.hidden:
            page.row_dimensions[number].hidden = True
    book.save(path)


def write_text(path: Path, sheet: Sheet, encoding: str, between: str, guarded: bool) -> None:
    """Write a .csv or .tsv; `guarded`: with a tab before long numbers, so that Excel keeps them."""
    written = io.StringIO()
    rows = [[_plain(cell, guarded and between == ",") for cell in row] for row in sheet.rows]
    csv.writer(written, delimiter=between).writerows(rows)
    path.write_bytes(written.getvalue().encode(encoding))


def _plain(cell: Cell, guarded: bool) -> str:
    if cell is None:
        return ""
    if isinstance(cell, dt.datetime):
        day = f"{cell.year}/{cell.month}/{cell.day}"
        return f"{day} {cell.hour}:{cell.minute:02d}" if cell.hour else day
    text = str(cell)
    return f"\t{text}" if guarded and len(text) >= 15 and text[:14].isdigit() else text


def write_ods(path: Path, sheets: list[Sheet]) -> None:
    """Write an OpenDocument spreadsheet: no more of it than a reader needs."""
    kind = "application/vnd.oasis.opendocument.spreadsheet"
    spaces = " ".join(
        f'xmlns:{name}="urn:oasis:names:tc:opendocument:xmlns:{name}:1.0"' for name in ("office", "table", "text")
    )
    tables = "".join(map(_table, sheets))
    body = f"<office:body><office:spreadsheet>{tables}</office:spreadsheet></office:body>"
    content = f'<office:document-content {spaces} office:version="1.3">{body}</office:document-content>'
    listed = "".join(
        f'<m:file-entry m:full-path="{name}" m:media-type="{media}"/>'
        for name, media in (("/", kind), ("content.xml", "text/xml"))
    )
    manifest = f'<m:manifest xmlns:m="urn:oasis:names:tc:opendocument:xmlns:manifest:1.0">{listed}</m:manifest>'
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as book:
        book.writestr("mimetype", kind, zipfile.ZIP_STORED)
        book.writestr("content.xml", content)
        book.writestr("META-INF/manifest.xml", manifest)


def _table(sheet: Sheet) -> str:
    starts = {(first, left): (last - first + 1, right - left + 1) for first, left, last, right in sheet.merged}
    covered = {
        (row, column)
        for first, left, last, right in sheet.merged
        for row in range(first, last + 1)
        for column in range(left, right + 1)
    } - starts.keys()
    rows = []
    for number, row in enumerate(sheet.rows, 1):
        cells = "".join(
            "<table:covered-table-cell/>" if (number, column) in covered else _cell(cell, starts.get((number, column)))
            for column, cell in enumerate(row, 1)
        )
        hidden = ' table:visibility="collapse"' if number in sheet.hidden else ""
        rows.append(f"<table:table-row{hidden}>{cells or '<table:table-cell/>'}</table:table-row>")
    return f"<table:table table:name={quoteattr(sheet.name)}>{''.join(rows)}</table:table>"


def _cell(cell: Cell, span: tuple[int, int] | None) -> str:
    over = f' table:number-rows-spanned="{span[0]}" table:number-columns-spanned="{span[1]}"' if span else ""
    if cell is None:
        return f"<table:table-cell{over}/>"
    if isinstance(cell, dt.datetime):
        kind = f' office:value-type="date" office:date-value="{cell:%Y-%m-%dT%H:%M:%S}"'
    elif isinstance(cell, str):
        kind = ' office:value-type="string"'
    else:
        kind = f' office:value-type="float" office:value="{cell}"'
    lines = "".join(f"<text:p>{escape(line)}</text:p>" for line in str(cell).split("\n"))
    return f"<table:table-cell{over}{kind}>{lines}</table:table-cell>"
