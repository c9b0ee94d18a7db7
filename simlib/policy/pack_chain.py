"""The files behind a policy: a pack and the packs it extends, parents first, each once."""

from __future__ import annotations

import datetime as dt
import os
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from simlib.months import parse_month
from simlib.policy.axes import MOST
from simlib.policy.files.parsing import parse
from simlib.policy.files.schema import PackFile, Source
from simlib.policy.files.values import Axes
from simlib.policy.files.yaml_text import Document, read_document
from simlib.policy.packs import FILE as FILE
from simlib.policy.packs import known_packs
from simlib.policy.problems import Fault, PolicyError, Problem
from simlib.policy.provision import opening_fault
from simlib.text import Text

CODES = "budget_lines.yaml"  # beside a pack: the codes of its budget lines (see `simlib.budget.codes`)
OWN_AXES = {
    "post": "posts",
    "grade": "grades",
    "place_type": "place_types",
    "unit": "units",
    "unit_class": "unit_classes",
}
_UNREADABLE = Source.model_construct(title="", issuer="", checked_on=dt.date.max)  # reported once, not by its values


@dataclass(frozen=True)
class Pack:
    """One file of the chain; `head` is everything but its provisions, None where its shape is wrong."""

    document: Document
    head: PackFile | None


def read_chain(path: Path, problems: list[Problem]) -> tuple[list[Pack], bool]:
    """Return the packs behind a folder or file, parents first, and whether every one could be read."""
    chain: list[Pack] = []
    start = path if path.suffix in (".yaml", ".yml") else path / FILE
    return chain, _follow(start, (), chain, problems)


def _follow(path: Path, above: tuple[Path, ...], chain: list[Pack], problems: list[Problem]) -> bool:
    if any(pack.document.file == path.as_posix() for pack in chain):
        return True
    try:
        document = read_document(path)
    except PolicyError as error:
        problems += error.problems
        return False
    data = document.data  # without its provisions and items, which are read one by one
    data = {**data, **{key: {} for key in ("provisions", "items") if document.part(key)}} if data else data
    pack = Pack(document, parse(PackFile, document, (), data, problems))
    folders = document.data.get("extends") if isinstance(document.data, dict) else None
    read = True
    for place, folder in enumerate(folders if isinstance(folders, list) else ()):
        parent = _folder_of(path.parent, str(folder)) / FILE
        if fault := _unfit(str(folder), parent, (*above, path)):
            problems.append(document.at(("extends", place), fault))
            read = False
        else:
            read &= _follow(parent, (*above, path), chain, problems)
    chain.append(pack)
    return read


def _folder_of(here: Path, folder: str) -> Path:
    """Return the folder that a pack names, relative to its own; where there is none, that of a known pack so called."""
    place = Path(os.path.normpath(here / folder))
    return place if os.path.lexists(place) else known_packs().get(folder, place)


def _unfit(folder: str, parent: Path, above: tuple[Path, ...]) -> Fault | None:
    if parent in above:
        what = Text("extends 引用的 {folder} 又引用了本政策包", "extends {folder}, which extends this pack").of(
            folder=folder
        )
        return Fault(what, Text("请让其中一个不引用另一个。", "Let one of the two stand alone."))
    if not os.path.lexists(parent):
        return no_pack("extends", folder, parent)
    return None


def no_pack(key: str, folder: str, file: Path) -> Fault:
    """Return the fault of naming a folder that holds no pack."""
    what = Text("{key} 写的是 {folder}，但没有 {file}", "{key} is {folder}, but there is no {file}")
    way_out = Text("请写政策包的文件夹，相对于本文件。", "Write the folder of a pack, relative to this file.")
    return Fault(what.of(key=key, folder=folder, file=file), way_out)


def code_tables(chain: list[Pack], problems: list[Problem]) -> tuple[Document, ...]:
    """Return the tables of budget codes beside the packs that have one, as written, parents first."""
    tables = []
    for pack in chain:
        file = Path(pack.document.file).parent / CODES
        try:
            tables += [read_document(file)] if os.path.lexists(file) else []
        except PolicyError as error:
            problems += error.problems
    return tuple(tables)


def axes_of(chain: list[Pack], problems: list[Problem]) -> Axes:
    """Return the members of the policy's own axes. Each axis may be declared by one pack of the chain."""
    axes: dict[str, tuple[str, ...]] = {}
    for axis, key in OWN_AXES.items():
        packs = [pack for pack in chain if isinstance(pack.document.data, dict) and key in pack.document.data]
        problems += [
            pack.document.problem(
                (key,),
                Text("{key} 在 {file} 中也有", "{key} stands in {file} too").of(
                    key=key, file=Path(packs[0].document.file)
                ),
                Text("请只在一个政策包中写。", "Declare it in one pack only."),
            )
            for pack in packs[1:]
        ]
        members = tuple(packs[-1].document.part(key)) if packs else ()
        axes[axis] = _grades(packs[-1].document.data[key]) if packs and axis == "grade" else members
    return axes


def opening_of(chain: list[Pack]) -> int | None:
    """Return the opening month of the last pack that gives one; None where none does, or not rightly."""
    written = [pack.document.data.get("opening") for pack in chain if isinstance(pack.document.data, dict)]
    try:
        month = parse_month([text for text in written if text is not None][-1])
    except (IndexError, ValueError):
        return None
    return None if opening_fault("", month) else month


def _grades(written: Any) -> tuple[str, ...]:
    grades = int(written) if str(written).isdecimal() else 0
    return tuple(str(grade) for grade in range(1, min(grades, MOST["grade"]) + 1))


def sources_of(chain: list[Pack], problems: list[Problem]) -> dict[str, Source]:
    """Return the documents that the chain declares, each once."""
    sources: dict[str, Source] = {}
    for pack in chain:
        for name, data in pack.document.part("sources").items():
            if name in sources:
                problems.append(
                    pack.document.problem(
                        ("sources", name),
                        Text(
                            "来源 {name} 在所引用的政策包中已登记", "source {name} is declared by a pack it extends"
                        ).of(name=name),
                        Text("请换一个名称，或从这里去掉。", "Give it another name, or leave it out here."),
                    )
                )
            sources[name] = parse(Source, pack.document, ("sources", name), data, []) or _UNREADABLE
    return sources


def unused_sources(documents: Sequence[Document]) -> list[Problem]:
    """Return a problem for each source that no value of these files names."""
    used = {str(name) for document in documents for name in _named(document.part("provisions"))}
    return [
        document.problem(
            ("sources", name),
            Text("来源 {name} 登记了，却没有值引用它", "source {name} is declared but no value names it").of(name=name),
            Text("请在相应的值处引用它，或删去。", "Name it where it gives a value, or delete it."),
        )
        for document in documents
        for name in document.part("sources")
        if name not in used
    ]


def _named(written: Any) -> list[Any]:
    """Return what stands at every key `source` of nested data."""
    if not isinstance(written, dict):
        return []
    return [written.get("source"), *(name for part in written.values() for name in _named(part))]
