"""Typical careers of a pack (`careers.yaml`), read and checked, and lived under one or two policies side by side."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from functools import partial
from pathlib import Path
from typing import Any

import pandas as pd
from pydantic import Field

from simlib.careers.career import Career, career
from simlib.careers.description import read_person
from simlib.careers.ratings import read_ratings
from simlib.careers.start_of_career import Person
from simlib.months import Years, month_text, months_of_run
from simlib.policy import Policy, PolicyError, Problem
from simlib.policy.files.parsing import parse
from simlib.policy.files.schema import Bilingual, Format, Written
from simlib.policy.files.yaml_text import Document, Where, read_document
from simlib.policy.problems import NATIONAL, Fault, one_problem, unopened
from simlib.policy.term import FEN
from simlib.text import Text

FILE = "careers.yaml"


class WrittenCareer(Written):
    """A career as the file has it."""

    label: Bilingual = Field(description="{zh: who this is, en: …}")
    person: dict[str, Any] = Field({}, description="traits that differ from the defaults")
    ratings: list[Any] = Field(["satisfactory"], description="the rating of each year; the last holds from then on")


class CareerFile(Written):
    """The typical careers of a pack."""

    format: Format
    about: Bilingual | None = Field(None, description="a few sentences")
    careers: dict[str, Any] = Field(min_length=1, description="the careers by name")


@dataclass(frozen=True)
class Typical:
    """Somebody whose career is worth following: made up, with a label and the ratings of each year."""

    name: str
    label: Text
    person: Person
    ratings: tuple[str, ...]


@dataclass(frozen=True)
class SideBySide:
    """One typical career under each of the policies compared, in their order."""

    typical: Typical
    careers: tuple[Career, ...] = field(repr=False)


def load_careers(policy: Policy, path: str | Path | None = None) -> tuple[Typical, ...]:
    """Return the typical careers beside the pack, or of `path`. Raises PolicyError with all that is wrong with them."""
    document = read_document(Path(path) if path is not None else policy.path.parent / FILE)
    if policy.opening is None or not policy.posts:
        raise one_problem(unopened(policy.name), NATIONAL, document.file)
    problems: list[Problem] = []
    listed = document.part("careers")
    data = {**document.data, "careers": {"…": None}} if listed else document.data  # the careers are read one by one
    parse(CareerFile, document, (), data, problems)
    found = [_typical(policy, document, name, written, problems) for name, written in listed.items()]
    if problems:
        raise PolicyError(problems)
    return tuple(one for one in found if one)


def _typical(policy: Policy, document: Document, name: str, data: Any, problems: list[Problem]) -> Typical | None:
    where: Where = ("careers", name)
    written = parse(WrittenCareer, document, where, data, problems)
    if written is None:
        return None

    def wrong(key: str, fault: Fault) -> None:
        problems.append(document.at((*where, key), fault))

    person = read_person(policy, written.person, partial(wrong, "person"))
    read_ratings(written.ratings, None, partial(wrong, "ratings"))
    return Typical(name, written.label, person, tuple(written.ratings)) if person else None


def side_by_side(
    policies: Sequence[tuple[Policy, Sequence[Typical]]], *, years: int, only: str | None = None
) -> tuple[SideBySide, ...]:
    """Return every typical career of the first policy under each of the policies.

    policies  each with the careers to live under it (`load_careers`): under a reform those of the policy in force,
              under a pack with other posts its own of the same name
    only      names one of them
    """
    by_name = [{one.name: one for one in people} for _, people in policies]
    found = []
    for typical in (one for one in policies[0][1] if only in (None, one.name)):
        same = [names[typical.name] for names in by_name if typical.name in names]
        if len(same) == len(policies):
            lives = (_lived(policy, one, years) for (policy, _), one in zip(policies, same, strict=True))
            found.append(SideBySide(typical, tuple(lives)))
    return tuple(found)


def _lived(policy: Policy, one: Typical, years: int) -> Career:
    rated = len(Years(months_of_run(policy.opening or 0, years)))
    return career(policy, one.person, ratings=one.ratings[:rated], years=years)


def overview(found: Sequence[SideBySide]) -> pd.DataFrame:
    """Return a row for each career and policy: labels, last post and grade, retirement; yuan paid, taken home and cost.

    `policy` counts from 0. `retires` is empty for somebody who left otherwise.
    """
    rows: list[Mapping[str, Any]] = [
        {
            "career": one.typical.name,
            "zh": one.typical.label.zh,
            "en": one.typical.label.en,
            "policy": place,
            "post": life.months[-1].post,
            "grade": life.months[-1].grade,
            "retires": month_text(life.retires) if life.retires is not None else "",
            "received": sum(slip.received for slip in life.months) / FEN,
            "take_home": sum(slip.take_home for slip in life.months) / FEN,
            "total": sum(slip.total for slip in life.months) / FEN,
        }
        for one in found
        for place, life in enumerate(one.careers)
    ]
    return pd.DataFrame(rows)
