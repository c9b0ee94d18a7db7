"""Rosters, keys, staff files and match files that cannot be used, each with what is said of it in English."""

from __future__ import annotations

import io
import json
import zipfile
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path
from unittest.mock import patch

import fastparquet
import numpy as np
import pandas as pd
from openpyxl import Workbook

from simlib import load_staff
from simlib.analysis.reconcile import reconcile
from simlib.policy import Policy
from simlib.report.tables.reconciled import write_reconciled
from simlib.staff.roster import files
from simlib.staff.roster.executed import read_executed
from simlib.staff.roster.export import export_staff
from simlib.staff.roster.files import read_content, read_file
from simlib.staff.roster.imported import known_of
from simlib.staff.roster.key import load_key
from simlib.staff.roster.load import roster_staff
from simlib.staff.roster.marked_copy import write_marked
from simlib.staff.roster.match_file import Reading, reading_of
from simlib.staff.roster.pack_margins import margins_of
from simlib.staff.roster.roster import read_roster
from simlib.staff.roster.stored import read_known, write_known

Refusal = Callable[[Policy, Path], object]
GOOD = "姓名,性别,出生年月,入职时间,岗位\n甲一,女,1985.07,2015年3月,助理\n"
MATCHES = {  # a roster.yaml, and what is said of it
    "format: 2": "format is to be 1",
    "format: 1\ncolumn: {}": "unknown key column",
    "format: 1\nmonth: soon": "month is not a month",
    "format: 1\nperson: face": "unknown key face",
    "format: 1\ncolumns: {brith: 出生年月}": "unknown key brith",
    "format: 1\nwords: {mood: {好: good}}": "unknown key mood",
    "format: 1\nwords: {post: {书记: boss}}": "boss is no option",
    "format: 1\nunits: {望江: nowhere}": "nowhere is no option",
    "format: 1\nplaces: {nowhere: {望江: community_1}}": "unknown key nowhere",
    "format: 1\nanswers: {perhaps: yes}": "unknown key perhaps",
    "format: 1\nanswers: {lost_nought: march}": "march is no option",
    "format: 1\nleave_out: [everybody]": "unknown key everybody",
}


def _file(folder: Path, name: str, content: str | bytes) -> Path:
    path = folder / name
    path.write_bytes(content if isinstance(content, bytes) else content.encode())
    return path


def _workbook() -> bytes:
    book, kept = Workbook(), io.BytesIO()
    book.active.append(["姓名"])
    book.save(kept)
    return kept.getvalue()


def _broken_zip() -> bytes:
    kept = io.BytesIO()
    with zipfile.ZipFile(kept, "w") as packed:
        packed.writestr("nothing.txt", "")
    return kept.getvalue()


def _bomb(town: Policy, folder: Path) -> object:
    with patch.object(files, "_MEGABYTE", 1):
        return read_content(_workbook(), "x.xlsx")


def _too_large(town: Policy, folder: Path) -> object:
    with patch.object(files, "MOST_MEGABYTES", 0):
        return read_file(_file(folder, "x.csv", GOOD))


def _with_a_password(town: Policy, folder: Path) -> object:
    with patch.object(files.CalamineWorkbook, "from_filelike", side_effect=files.PasswordError("x")):
        return read_content(_workbook(), "x.xlsx")


def _no_encoding(town: Policy, folder: Path) -> object:
    with patch.object(files, "_ENCODINGS", ["ascii"]):
        return read_content("姓名".encode(), "x.csv")


def _known(town: Policy, folder: Path):  # type: ignore[no-untyped-def]
    roster = read_roster(town, _file(folder, "good.csv", GOOD), accept=True)
    return known_of(roster, lambda: load_key(folder / "key"))


def _of_another_pack(town: Policy, folder: Path) -> object:
    write_known(_known(town, folder), town, folder / "x.parquet")
    file = fastparquet.ParquetFile(str(folder / "x.parquet"))
    about = json.loads(file.key_value_metadata["simlib.roster"])
    about["posts"] = ["king"] * len(about["posts"])
    fastparquet.write(str(folder / "y.parquet"), file.to_pandas(), custom_metadata={"simlib.roster": json.dumps(about)})
    return read_known(town, folder / "y.parquet")


def _of_a_later_format(town: Policy, folder: Path) -> object:
    about = json.dumps({"format": 9})
    fastparquet.write(str(folder / "x.parquet"), pd.DataFrame({"key": [1]}), custom_metadata={"simlib.roster": about})
    return read_known(town, folder / "x.parquet")


def _marked(town: Policy, folder: Path, name: str) -> object:
    source = _file(folder, "good.csv", GOOD)
    return write_marked(read_roster(town, source), source, folder / name, "en")


def _late(town: Policy, folder: Path) -> object:
    assert town.opening is not None
    late = read_roster(town, _file(folder, "x.csv", GOOD), Reading(month=town.opening), accept=True)
    from simlib.staff.roster.load import staff_of

    return staff_of(town, known_of(late, lambda: load_key(folder / "key")))


def _sheet_nowhere(town: Policy, folder: Path) -> object:
    staff = load_staff(town)
    return write_reconciled(reconcile(town, staff, np.full(len(staff), -1)), [], folder / "no/x.xlsx", "en")


REFUSALS: dict[str, tuple[Refusal, str]] = {
    "no file": (lambda town, folder: read_file(folder / "none.csv"), "cannot be opened"),
    "empty": (lambda town, folder: read_content(b" \n", "x.csv"), "is empty"),
    "too large": (_too_large, "larger than 0 MB"),
    "too large unpacked": (_bomb, "too large once unpacked"),
    "web page": (lambda town, folder: read_content(b"<html><table>", "x.xls"), "a web page or XML"),
    "password": (_with_a_password, "has a password"),
    "broken": (lambda town, folder: read_content(_broken_zip(), "x.xlsx"), "cannot be read"),
    "no encoding": (_no_encoding, "the encoding of x.csv is not known"),
    "endless quote": (lambda town, folder: read_content(b'a,b\n"' + b"x" * (1 << 21), "x.csv"), "line 2 cannot"),
    "no header": (
        lambda town, folder: read_roster(town, "张三,女\n李四,男\n".encode(), name="x.csv"), "No header was found",
    ),
    "column missing": (
        lambda town, folder: read_roster(town, "姓名,性别,电话\n张三,女,1\n".encode(), name="x.csv"),
        "lacks columns that are needed: Month of birth or ID number, Joined, Post. Matched: Name, Sex; not",
    ),
    "problems left": (
        lambda town, folder: known_of(read_roster(town, GOOD.encode(), name="x.csv"), load_key), "1 problems",
    ),
    "not confirmed": (
        lambda town, folder: roster_staff(town, _file(folder, "x.csv", GOOD.replace("入职时间", "入职的时间"))),
        "are to be confirmed",
    ),
    "after the opening": (_late, "is of 2027-01, not before"),
    "national law": (lambda town, folder: read_roster(replace(town, opening=None), b"x", name="x"), "no opening"),
    "nothing to draw from": (lambda town, folder: margins_of(replace(town, path=folder / "policy.yaml")), "no staff"),
    "no key": (lambda town, folder: load_key(_file(folder, "key", "secret")), "is no key file"),
    "key cannot be made": (lambda town, folder: load_key(_file(folder, "f", "") / "key"), "no key can be written"),
    "no staff file": (lambda town, folder: read_known(town, _file(folder, "x.parquet", "x")), "is no staff file"),
    "later format": (_of_a_later_format, "is no staff file"),
    "another pack's": (_of_another_pack, "has people in king, which town has not"),
    "cannot be written": (
        lambda town, folder: write_known(_known(town, folder), town, folder / "no/x.parquet"), "cannot be written",
    ),
    "export cannot be written": (
        lambda town, folder: export_staff(town, load_staff(town), folder / "no/x.xlsx"), "cannot be written",
    ),
    "nothing spent": (lambda town, folder: read_executed(town, _file(folder, "x.csv", "a,1\n")), "no budget line"),
    "no place for a sheet": (_sheet_nowhere, "cannot be written"),
    "copy of another kind": (lambda town, folder: _marked(town, folder, "x.csv"), "is to end in .xlsx"),
    "copy cannot be written": (lambda town, folder: _marked(town, folder, "no/x.xlsx"), "cannot be written"),
}  # fmt: skip


def match_file(town: Policy, folder: Path, text: str) -> object:
    """Read a roster.yaml of this text."""
    return reading_of(town, _file(folder, "roster.yaml", text))
