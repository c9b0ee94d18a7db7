"""A new city's pack, taken over from one that is there: it loads at once, with every value marked as assumed."""

from __future__ import annotations

import math
import os
from collections.abc import Iterable, Mapping
from pathlib import Path
from typing import Any

import numpy as np

from simlib.careers.typical import FILE as CAREERS
from simlib.policy import Policy
from simlib.policy.clauses import FILE as CLAUSES
from simlib.policy.files.values import dtype_of
from simlib.policy.files.yaml_text import Document
from simlib.policy.pack_chain import FILE as POLICY
from simlib.policy.pack_chain import read_chain
from simlib.policy.problems import one_problem
from simlib.policy.provision import Dated, Member, Provision
from simlib.policy.term import Term
from simlib.questionnaire.pack_files import read_pack_files
from simlib.staff.file import STAFF
from simlib.text import Text

_NO_RANGE = ("choice", "yes_no", "code", "month")
_WIDER = (0.5, 1.5)  # times the lowest and highest value, where nobody says what is plausible
_FORMAT = "1"


def new_city(name: str, label: Text, like: Policy, folder: Path) -> dict[str, dict[str, Any]]:
    """Return the files of a new pack that says what another does, as plain data by name of file.

    name    of the pack, which its folder has too
    label   what readers call it
    like    the pack whose values it takes over, loaded from its folder
    folder  where it will stand

    Raises PolicyError where the other pack has no staff of its own to take over.
    """
    files = read_pack_files(like.path)
    staff = files.of(STAFF)
    if not staff.get("margins"):
        raise one_problem(
            Text("{name} 没有自己的期初人员构成", "{name} has no opening staff of its own").of(name=like.name),
            Text("请用 --like 另选一个政策包。", "Choose another pack with --like."),
            (files.folder / STAFF).as_posix(),
        )
    return {
        POLICY: _policy(name, label, like, folder),
        STAFF: _staff(staff, like.name),
        CAREERS: dict(files.of(CAREERS)),
        CLAUSES: {"format": _FORMAT, "clauses": {}},
    }


def _policy(name: str, label: Text, like: Policy, folder: Path) -> dict[str, Any]:
    documents = [pack.document for pack in read_chain(like.path, [])[0]]
    law = [one for one in documents if not (isinstance(one.data, dict) and one.data.get("extends"))]
    above = {one.file for one in law if one.file != documents[-1].file}
    head = {
        "format": _FORMAT,
        "name": name,
        "label": dict(zip(("zh", "en"), label)),
        "about": _both(
            Text(
                "由 simlib new city 建立，各值沿用 {like}，都还没有核对。",
                "Made by simlib new city; every value is taken over from {like} and not checked.",
            ).of(like=like.name)
        ),
        "extends": [extended(folder, Path(file).parent) for file in sorted(above)],
        "opening": _opening(documents),
        "posts": _members(like.posts),
        "grades": str(like.grades),
    }  # fmt: skip
    own = {key: _members(getattr(like, key)) for key in ("place_types", "units", "unit_classes", "ratings")}
    items = {name: item for one in documents if one.file not in above for name, item in one.part("items").items()}
    provisions = {
        term: _provision(given, like, above)
        for term, given in like.provisions.items()
        if any(dated.file not in above for dated in given.values)
    }
    rest = {**own, "items": items}
    return {**head, **{key: part for key, part in rest.items() if part}, "provisions": provisions}


def extended(folder: Path, parent: Path) -> str:
    """Return how a pack names one that it builds on: its place where both are in one folder of packs, else its name."""
    here, there = Path(os.path.abspath(folder)), Path(os.path.abspath(parent))
    near = os.path.commonpath([here, there]) == there.parent.as_posix()
    return Path(os.path.relpath(there, here)).as_posix() if near else parent.name


def _opening(documents: list[Document]) -> str:
    return str(next(one.data["opening"] for one in reversed(documents) if "opening" in one.data))


def _members(members: Iterable[Member]) -> dict[str, dict[str, str]]:
    return {member.name: _both(member.label) for member in members}


def _both(text: Text) -> dict[str, str]:
    return dict(zip(("zh", "en"), text))


def taken_over(name: str) -> dict[str, str]:
    """Return the reason of a value that nobody has checked yet."""
    return _both(Text("沿用 {name} 的值，尚未核对。", "Taken over from {name}; not checked.").of(name=name))


def _provision(given: Provision, like: Policy, above: set[str]) -> dict[str, Any]:
    own = [dated for dated in given.values if dated.file not in above]
    values = {dated.since: _value(dated, like) for dated in own}
    ends = plausible_range(given.term, own, given.range)
    return {"values": values, **({"range": ends} if ends else {})}


def _value(dated: Dated, like: Policy) -> dict[str, Any]:
    source = like.sources.get(dated.source)
    basis = dated.basis or " ".join(filter(None, (source.title if source else "", dated.clause)))
    found = {"value": _texts(dated.plain), "evidence": "assumed", "reason": taken_over(like.name)}
    return {**found, **({"basis": basis} if basis else {}), **({"prevails": "yes"} if dated.prevails else {})}


def _texts(written: Any) -> Any:
    if isinstance(written, Mapping):
        return {str(name): _texts(part) for name, part in written.items()}
    return [_texts(part) for part in written] if isinstance(written, list) else str(written)


def plausible_range(term: Term, values: list[Dated], given: tuple[float, float] | None) -> list[str] | None:
    """Return what a value that nobody has checked may plausibly be: the pack's range, or its slider's, or around it.

    All the values are within. None for what has no range.
    """
    if term.unit in _NO_RANGE:
        return None
    numbers = [float(one) / term.parts for dated in values for one in np.ravel(np.asarray(dated.value))]
    least, most = min(numbers), max(numbers)
    low, high = given or (term.slider[:2] if term.slider else sorted((least * _WIDER[0], most * _WIDER[1])))
    low, high = max(min(low, least), term.limits[0]), min(max(high, most), term.limits[1])
    return [_end(term, low, math.floor), _end(term, high, math.ceil)]


def _end(term: Term, end: float, whole: Any) -> str:
    if dtype_of(term) is np.int64 and not term.money:
        return str(int(whole(end)))
    places = 2 if term.money else 6
    return f"{whole(round(end * 10**places, 3)) / 10**places:.{places}f}".rstrip("0").rstrip(".")


def _staff(written: Mapping[str, Any], like: str) -> dict[str, Any]:
    margins = {
        name: {
            "value": entry["value"],
            "evidence": "assumed",
            "reason": taken_over(like),
            **({"range": entry["range"]} if "range" in entry else {}),
        }
        for name, entry in written["margins"].items()
    }
    about = Text(
        "合成人员，不对应任何真实个人；各项构成沿用 {name}，尚未核对。",
        "Synthetic people, none of them real; the shares are those of {name}, not checked.",
    ).of(name=like)
    kept = {key: written[key] for key in ("seed", "roster_month") if key in written}
    return {"format": _FORMAT, **kept, "about": _both(about), "margins": margins}


def headings(name: str, like: str) -> dict[str, str]:
    """Return the comment at the head of each file."""
    first = (
        f"{name}：由 simlib new city 建立，各值沿用 {like}，尚未核对。\n"
        f"{name}: made by simlib new city from {like}; not checked."
    )
    schema = "yaml-language-server: $schema=../../schema/policy.schema.json"
    register = (
        "文件逐条登记：先在 policy.yaml 的 sources 登记文件，再写 document: 文件名称，\n"
        "逐条写 says、words、fate（sets、recorded、not_modelled）和 sets 或 reason。\n"
        "The register: declare the document among the sources of policy.yaml, name it here (document: …), "
        "and enter each clause."
    )
    return {POLICY: f"{schema}\n{first}", STAFF: first, CAREERS: first, CLAUSES: f"{first}\n{register}"}
