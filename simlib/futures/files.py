"""Futures as files (`scenarios/futures/<name>.yaml`): by term a shape about a centre, and what it rests on."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import Any, Literal

import numpy as np
from pydantic import Field

from simlib.futures.assumed import assumed_spread
from simlib.futures.moving import immovable, moved_value
from simlib.futures.shapes import SHAPES
from simlib.futures.spread import Futures, Spread
from simlib.policy import TERMS, Policy, PolicyError, Problem
from simlib.policy.parsing import parse
from simlib.policy.problems import nearest
from simlib.policy.reading import Document, Where, read_document
from simlib.policy.schema import Bilingual, Format, Name, Sentence, Source, Words, Written
from simlib.policy.term import Term
from simlib.text import Text

_NEUTRAL = {"factor": 1.0, "shift": 0.0}
ShapeName = Literal["triangular", "uniform", "normal", "one_of"]
assert ShapeName.__args__ == tuple(SHAPES)  # type: ignore[attr-defined]


class WrittenSpread(Written):
    """How one term may turn out, as the file has it."""

    label: Bilingual | None = Field(None, description="{zh: …, en: …}; the term's own where none is given")
    shape: ShapeName = Field("triangular", description="triangular, uniform, normal or one_of")
    works: Literal["factor", "shift"] | None = Field(None, description="factor (multiplies) or shift (adds)")
    centre: float | None = Field(None, description="the central draw: 1 for a factor, 0 for a shift where not given")
    range: list[float] | Literal["assumed"] | None = Field(
        None, description="[lowest, highest] draw, or assumed: what the pack's own range allows"
    )
    deviation: float | None = Field(None, description="standard deviation of a normal")
    values: list[float] | None = Field(None, min_length=2, description="the values of one_of, equally likely")
    moves_with: Words | None = Field(None, description="another term of the file: high when it is high, low when low")
    source: Words | None = Field(None, description="name of one of the sources")
    reason: Sentence | None = Field(None, description="why this spread, where no document gives it")
    basis: Words | None = Field(None, description="public source the assumption leans on")


class FuturesFile(Written):
    """A file of futures."""

    format: Format
    futures: Name = Field(description="name of the futures")
    label: Bilingual = Field(description="{zh: …, en: …}")
    about: Sentence | None = Field(None, description="a few sentences")
    sources: dict[Name, Source] = Field({}, description="the documents")
    terms: dict[str, Any] = Field(min_length=1, description="the spreads by term")


def load_futures(path: str | Path, policy: Policy | None = None) -> Futures:
    """Return the futures of a file, made for a policy; without one, what the file alone says.

    Ranges taken from the pack (`range: assumed`) need the policy; where it does not give the term they are left out.
    Raises PolicyError with everything that is wrong.
    """
    problems: list[Problem] = []
    document = read_document(Path(path))
    listed = document.part("terms")
    data = {**document.data, "terms": {"…": None}} if listed else document.data  # the spreads are read one by one
    head = parse(FuturesFile, document, (), data, problems)
    sources = head.sources if head else {}
    spreads = [spread for name in listed if (spread := _spread(document, name, sources, policy, problems))]
    named = {str(data.get("source")) for data in listed.values() if isinstance(data, dict)}
    for source in document.part("sources"):
        if source not in named:
            what = f"source {source} is declared but no value names it"
            problems.append(document.problem(("sources", source), what, "Name it at a term, or delete it."))
    if problems or head is None:
        raise PolicyError(problems)
    return Futures(head.futures, head.label, tuple(spreads), Path(path))


def _spread(
    document: Document, name: str, sources: dict[str, Source], policy: Policy | None, problems: list[Problem]
) -> Spread | None:
    """Return one spread, None and problems added where anything in it is wrong."""
    where: Where = ("terms", name)
    before = len(problems)
    if name not in TERMS:
        problems.append(document.problem(where, f"{name} is not a term", nearest(name, TERMS)))
        return None
    if fault := immovable(TERMS[name]):
        problems.append(document.problem(where, *fault))
        return None
    written = parse(WrittenSpread, document, where, document.part("terms")[name], problems)
    if written is None:
        return None
    companions = [other for other in document.part("terms") if other != name]
    faults = [*_grounds(name, written, sources), *_company(name, written, companions), *_shape_faults(name, written)]
    problems += [document.problem((*where, *step), what, way_out) for step, what, way_out in faults]
    if len(problems) > before:
        return None
    if written.range == "assumed":
        return _from_pack(document, TERMS[name], written, policy, problems)
    spread = _made(TERMS[name], written, sources)
    if policy and (fault := _leaves_limits(policy, spread)):
        problems.append(document.problem((*where, "range"), *fault))
        return None
    return spread


Faults = Iterator[tuple[Where, str, str]]


def _grounds(name: str, written: WrittenSpread, sources: dict[str, Source]) -> Faults:
    if written.source is None and written.reason is None:
        yield (), f"{name} has no source and no reason", "Say what the spread rests on: reason: {zh: …, en: …}."
    if written.source is not None and written.source not in sources:
        way_out = f"Declare it under sources. {nearest(written.source, sources)}"
        yield ("source",), f"{name} names source {written.source}, which is not declared", way_out


def _company(name: str, written: WrittenSpread, companions: list[str]) -> Faults:
    if written.moves_with is not None and written.moves_with not in companions:
        what = f"{name} moves with {written.moves_with}, which is no other term of the file"
        yield ("moves_with",), what, nearest(written.moves_with, companions)


def _shape_faults(name: str, written: WrittenSpread) -> Faults:
    if written.range == "assumed":
        yield from (
            ((key,), f"{name} takes its range from the pack and gives {key} too", "Leave one of the two out.")
            for key in ("works", "centre", "deviation", "values")
            if getattr(written, key) is not None
        )
        if written.shape not in ("triangular", "uniform"):
            yield ("shape",), f"{name} takes its range from the pack as {written.shape}", "Write triangular or uniform."
        return
    if written.works is None:
        yield (), f"{name} does not say how it works", "Add works: factor (multiplies) or works: shift (adds)."
    if written.shape == "one_of":
        yield from _only(name, written, "values", ("range", "deviation"))
        return
    yield from _only(name, written, "range", ("values",) if written.shape == "normal" else ("values", "deviation"))
    if written.shape == "normal" and not (written.deviation and written.deviation > 0):
        yield ("deviation",), f"{name} is normal without a deviation", "Add deviation: a number above 0."
    if isinstance(written.range, list):
        yield from _range_faults(name, written, written.range)


def _only(name: str, written: WrittenSpread, needed: str, unwanted: tuple[str, ...]) -> Faults:
    if getattr(written, needed) is None:
        yield (), f"{name} is {written.shape} without {needed}", f"Add {needed}."
    for key in unwanted:
        if getattr(written, key) is not None:
            yield (key,), f"{name} is {written.shape}, which has no {key}", f"Leave {key} out."


def _range_faults(name: str, written: WrittenSpread, ends: list[float]) -> Faults:
    if len(ends) != 2 or not ends[0] < ends[1]:
        yield ("range",), f"{name} has no range from low to high", "Write range: [lowest, highest]."
    elif not ends[0] <= _centre(written) <= ends[1]:
        what = f"the centre of {name}, {_centre(written):g}, is outside its range"
        yield ("range",), what, "Widen the range, or correct the centre."
    elif written.works == "factor" and ends[0] < 0:
        yield ("range",), f"{name} has a factor below 0", "A factor multiplies: write 0 or more."


def _centre(written: WrittenSpread) -> float:
    return _NEUTRAL[written.works or "factor"] if written.centre is None else written.centre


def _made(term: Term, written: WrittenSpread, sources: dict[str, Source]) -> Spread:
    values = tuple(sorted(written.values or ()))
    ends = written.range if isinstance(written.range, list) else [values[0], values[-1]]
    return Spread(
        term=term,
        label=written.label or term.label,
        shape=written.shape,
        works=written.works or "factor",
        centre=_centre(written),
        low=ends[0],
        high=ends[1],
        deviation=written.deviation or 0.0,
        values=values,
        moves_with=written.moves_with or "",
        rests_on=written.reason or _title(sources[written.source or ""]),
    )


def _title(source: Source) -> Text:
    return Text(source.title, source.title)


def _from_pack(
    document: Document, term: Term, written: WrittenSpread, policy: Policy | None, problems: list[Problem]
) -> Spread | None:
    if policy is None or term.name not in policy.provisions:
        return None
    spread, why_not = assumed_spread(policy, term, written.shape, written.label, written.moves_with or "")
    if spread is None:
        what = f"{term.name} cannot take its range from {policy.name}: {why_not.en}"
        problems.append(document.problem(("terms", term.name, "range"), what, "Write range: [lowest, highest]."))
    return spread


def _leaves_limits(policy: Policy, spread: Spread) -> tuple[str, str] | None:
    """A draw at either end must not push the pack's own value over the term's limits, where it would be held.

    Of a term with a value for each member, some members may well be held there while the others move.
    """
    given = policy.provisions.get(spread.term.name)
    if given is None or spread.term.shape:
        return None
    value = given.at(max(policy.opening or 0, given.values[0].month)).value
    for end in (spread.low, spread.high):
        if not _inside(spread, value, end):
            low, high = spread.term.limits
            what = f"{spread.term.name} with a draw of {end:g} leaves {low:g} to {high:g} in {policy.name}"
            return what, "Narrow the range: beyond the limits a value is held there."
    return None


def _inside(spread: Spread, value: Any, end: float) -> bool:
    """Return whether moving there and back gives the value again: nothing was held at a limit."""
    unit = spread.term.parts
    free = np.asarray(value, float) * end if spread.works == "factor" else np.asarray(value, float) + end * unit
    held = np.asarray(moved_value(spread.term, value, spread, end), float)
    return bool(np.all(np.abs(free - held) <= (0.5 + 1e-6 if spread.term.whole or spread.term.money else 1e-12)))
