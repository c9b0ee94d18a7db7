"""The files of a pack as plain data, whatever they are worth, and written again."""

from __future__ import annotations

import os
from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from simlib.careers.typical import FILE as CAREERS
from simlib.policy.axes import FIXED
from simlib.policy.clauses import FILE as CLAUSES
from simlib.policy.files.own_items import own_items, terms_with, with_own
from simlib.policy.files.schema import Source
from simlib.policy.files.values import Axes
from simlib.policy.files.yaml_text import Document, read_document
from simlib.policy.pack_chain import FILE as POLICY
from simlib.policy.pack_chain import axes_of, read_chain, sources_of
from simlib.policy.packs import pack_of
from simlib.policy.problems import PolicyError, Problem
from simlib.policy.term import Term
from simlib.questionnaire.plain_yaml import yaml_text
from simlib.staff.file import STAFF

FILES = (POLICY, STAFF, CAREERS, CLAUSES)


@dataclass(frozen=True)
class PackFiles:
    """What the files of a pack say, as written: mappings, lists and texts, by name of file.

    files      the content of those there are
    axes       the members of all axes, those that packs it extends declare too
    labels     what the members of the policy's own axes are called, by axis and name
    terms      those that the pack may give
    given      what the packs that it extends give, by term, as written: {since: value}
    sources    the documents that the packs it extends declare
    """

    folder: Path
    files: Mapping[str, dict[str, Any]]
    axes: Axes
    labels: Mapping[str, Mapping[str, Mapping[str, str]]]
    terms: Mapping[str, Term]
    given: Mapping[str, Mapping[str, Any]] = field(default_factory=dict)
    sources: Mapping[str, Source] = field(default_factory=dict)

    def of(self, file: str) -> dict[str, Any]:
        """Return what a file says; nothing where there is none."""
        return self.files.get(file, {})

    def written(self, term: str) -> Mapping[str, Any]:
        """Return the provision of a term as the pack itself writes it."""
        found = (self.of(POLICY).get("provisions") or {}).get(term)
        return found if isinstance(found, dict) else {}


_AXES = {"post": "posts", "place_type": "place_types", "unit": "units", "unit_class": "unit_classes"}


def read_pack_files(path: str | Path) -> PackFiles:
    """Return the files of a pack, sound or not. Raises PolicyError where one of them cannot be read as YAML at all."""
    problems: list[Problem] = []
    folder = pack_of(path)
    folder = folder.parent if folder.name == POLICY else folder
    chain, complete = read_chain(folder, problems)
    if not complete or not chain:
        raise PolicyError(problems)
    axes, sources = axes_of(chain, []), sources_of(chain[:-1], [])
    own = own_items(chain, axes, [])
    documents = [pack.document for pack in chain]
    beside = {name: _beside(folder / name) for name in FILES[1:]}
    return PackFiles(
        folder=folder,
        files={POLICY: _plain(documents[-1]), **{name: data for name, data in beside.items() if data}},
        axes={**FIXED, **axes, "line": tuple(with_own(own))},
        labels={axis: _labels(documents, key) for axis, key in _AXES.items()},
        terms=terms_with(own),
        given=_given(documents[:-1]),
        sources=sources,
    )


def _plain(document: Document) -> dict[str, Any]:
    return document.data if isinstance(document.data, dict) else {}


def _beside(file: Path) -> dict[str, Any]:
    return _plain(read_document(file)) if os.path.lexists(file) else {}


def _labels(documents: list[Document], key: str) -> Mapping[str, Mapping[str, str]]:
    return next((document.part(key) for document in documents if document.part(key)), {})


def _given(documents: list[Document]) -> dict[str, dict[str, Any]]:
    given: dict[str, dict[str, Any]] = {}
    for document in documents:
        for name, provision in document.part("provisions").items():
            values = provision.get("values") if isinstance(provision, dict) else None
            if isinstance(values, dict):
                given.setdefault(name, {}).update(values)
    return given


def write_pack_files(folder: Path, files: Mapping[str, dict[str, Any]], headings: Mapping[str, str]) -> list[Path]:
    """Write the files of a pack into a folder, made where there is none; return those written. Raises OSError."""
    folder.mkdir(parents=True, exist_ok=True)
    written = []
    for name, data in files.items():
        if data:
            (folder / name).write_text(yaml_text(data, headings.get(name, "")), "utf-8")
            written.append(folder / name)
    return written
