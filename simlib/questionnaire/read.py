"""A questionnaire read again: its sections, then the files of the pack that it describes."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from openpyxl.cell.cell import Cell as Found
from openpyxl.worksheet.worksheet import Worksheet

from simlib.policy.files.own_items import OWN
from simlib.policy.files.yaml_text import Where
from simlib.policy.pack_chain import FILE as POLICY
from simlib.policy.problems import Fault, PolicyError, Problem, nearest, one_problem
from simlib.policy.term import Term
from simlib.policy.terms import TERMS
from simlib.questionnaire.cells import cell_text
from simlib.questionnaire.flat import nested
from simlib.questionnaire.gathered import Gathered
from simlib.questionnaire.labels import DETAILS, NAMES
from simlib.questionnaire.layout import END
from simlib.questionnaire.pay_table import KIND as PAY_KIND
from simlib.questionnaire.pay_table import lay_in
from simlib.questionnaire.places import PackRead
from simlib.questionnaire.tables import HEAD_KIND, TABLES, read_head
from simlib.questionnaire.values import KIND, MARGINS_KIND, TERM
from simlib.staff.file import STAFF
from simlib.staff.margins import MARGINS
from simlib.text import Text
from simlib.workbook.as_written import opened

_FORMAT = "1"  # of the files
Row = Mapping[str, Any]


@dataclass
class Answered:
    """What a workbook says: rows of cells by kind of section, and where each is."""

    rows: dict[str, list[dict[str, Any]]] = field(default_factory=dict)
    places: dict[str, list[str]] = field(default_factory=dict)

    def texts(self, kind: str) -> list[dict[str, str]]:
        """Return the rows of a kind as texts."""
        return [{key: cell_text(cell) for key, cell in row.items()} for row in self.rows.get(kind, [])]


def read_book(path: Path) -> Answered:
    """Return the sections of a workbook. Raises PolicyError where it is none of ours, or a formula has no value."""
    answered, problems = Answered(), list[Problem]()
    for sheet in opened(path, data_only=True).worksheets:
        for kind, row, place in _rows(sheet, path, problems):
            answered.rows.setdefault(kind, []).append(row)
            answered.places.setdefault(kind, []).append(place)
    if HEAD_KIND not in answered.rows:
        raise one_problem(
            Text("不是政策包的调查表", "is no questionnaire of a pack"),
            Text("请用 pack write 命令写出的工作簿。", "Use a workbook that simlib pack write made."),
            path.as_posix(),
        )
    if problems:
        raise PolicyError(problems)
    return answered


def _rows(sheet: Worksheet, path: Path, problems: list[Problem]) -> Iterator[tuple[str, dict[str, Any], str]]:
    """Yield the rows of a sheet that say anything: kind, cells by key, and the place of the row."""
    kind, keys, heads = "", {}, False
    for row in sheet.iter_rows():
        mark = cell_text(row[0].value) if row else ""
        if mark.startswith("#"):
            kind, heads = ("", False) if mark == END else (mark, True)
            keys = {cell.column: str(cell.value) for cell in row[1:] if cell.value is not None}
        elif heads:
            heads = False  # the heads are for the eye
        elif kind:
            found = {keys[cell.column]: _value(cell, path, problems) for cell in row[1:] if _said(cell, keys)}
            if any(cell is not None for key, cell in found.items() if not key.startswith("@")):
                yield kind, found, f"{sheet.title}!{row[0].row}"


def _said(cell: Found, keys: Mapping[int, str]) -> bool:
    return not keys.get(cell.column, "-").startswith("-")


def _value(cell: Found, path: Path, problems: list[Problem]) -> Any:
    if cell.data_type == "e":
        what = Text("{cell} 是错误值 {value}", "{cell} holds the error {value}")
        way_out = Text("请改正公式，或直接写出数值。", "Correct the formula, or type the value.")
        place = f"{cell.parent.title}!{cell.coordinate}"
        problems.append(Fault(what, way_out).filled(cell=place, value=cell.value).at(path.as_posix()))
        return None
    text = cell.value.strip() if isinstance(cell.value, str) else cell.value
    return None if text == "" else text


def read_questionnaire(path: str | Path) -> PackRead:
    """Return the files of the pack that a questionnaire describes, as plain data by name, and where each row is.

    Raises PolicyError with all that cannot be placed: a row of an unknown term, twice the same value …
    What is missing or wrong of what can be placed, the loading of the pack says.
    """
    answered = read_book(Path(path))
    files = read_head(answered.texts(HEAD_KIND))
    places: dict[tuple[str, Where], str] = {}
    for table in TABLES:
        for row, place in zip(answered.texts(table.kind), answered.places.get(table.kind, [])):
            places[table.file, (*table.place, row.get(table.columns[0].key, ""))] = place
        entries = table.read(answered.texts(table.kind))
        if entries:
            _put(files.setdefault(table.file, {}), table.place, entries)
    problems: list[Problem] = []
    _values(files, answered, Path(path), problems, places)
    _margins(files, answered, Path(path), problems)
    if problems:
        raise PolicyError(problems)
    return PackRead({name: {"format": _FORMAT, **data} for name, data in files.items() if _worth(name, data)}, places)


def _worth(name: str, data: Mapping[str, Any]) -> bool:
    """Return whether a file says more than what it is about."""
    return name == POLICY or bool(set(data) - {"about", "document", "roster_month", "seed"})


def _put(data: dict[str, Any], place: tuple[str, ...], entries: dict[str, Any]) -> None:
    for step in place[:-1]:
        data = data.setdefault(step, {})
    data[place[-1]] = entries


def _values(
    files: dict[str, dict[str, Any]],
    answered: Answered,
    path: Path,
    problems: list[Problem],
    places: dict[tuple[str, Where], str],
) -> None:
    policy = files.setdefault(POLICY, {})
    known = {**TERMS, **{f"{OWN}{name}": _own(name, item) for name, item in (policy.get("items") or {}).items()}}
    gathered = Gathered(path.as_posix(), _classes(policy), problems)
    for row, place in zip(answered.rows.get(KIND, []), answered.places.get(KIND, [])):
        name = cell_text(row.get(TERM))
        if name in known:
            gathered.add(known[name], row, place)
        else:
            what = Text("{place} 行：没有参数 {name}", "row {place}: {name} is not a term").of(place=place, name=name)
            problems.append(Problem(path.as_posix(), 0, what, nearest(name, known)))
    policy["provisions"] = gathered.provisions(_details)
    table = zip(answered.rows.get(PAY_KIND, []), answered.places.get(PAY_KIND, []))
    lay_in(policy["provisions"], [(row, place, _details(row)) for row, place in table], path.as_posix(), problems)
    places |= {
        (POLICY, ("provisions", name, "values", start)): place for (name, start), place in gathered.places.items()
    }


def _margins(files: dict[str, dict[str, Any]], answered: Answered, path: Path, problems: list[Problem]) -> None:
    gathered = Gathered(path.as_posix(), {}, problems)
    for row, place in zip(answered.rows.get(MARGINS_KIND, []), answered.places.get(MARGINS_KIND, [])):
        name = cell_text(row.get(TERM))
        if name in MARGINS:
            gathered.add(MARGINS[name], row, place)
    margins = {
        name: {**values, **({"range": provision["range"]} if "range" in provision else {})}
        for name, provision in gathered.provisions(_details).items()
        for values in provision["values"].values()
    }
    if margins:
        files.setdefault(STAFF, {})["margins"] = margins


def _classes(policy: Mapping[str, Any]) -> dict[str, Text]:
    return {
        name: Text(str(label.get("zh", name)), str(label.get("en", name)))
        for name, label in (policy.get("unit_classes") or {}).items()
        if isinstance(label, dict)
    }


def _own(name: str, item: Mapping[str, Any]) -> Term:
    by = item.get("by")
    return Term(f"{OWN}{name}", Text(name, name), "yuan", shape=(str(by),) if by else ())


_BACK = {(key, label): name for (key, name), label in NAMES.items()}


def _details(row: Row) -> dict[str, Any]:
    """Return what stands beside a value, as a file has it."""
    keys = [column.key for column in DETAILS if not column.key.startswith(("range.", "note_of_all"))]
    texts = {key: cell_text(row.get(key)) for key in keys}
    return nested({key: _BACK.get((key, text), text) for key, text in texts.items()})
