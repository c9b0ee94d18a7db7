"""Futures as files (`scenarios/futures/<name>.yaml`): by term a shape about a centre, and what it rests on."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path
from typing import Any, Literal

import numpy as np
from pydantic import Field

from simlib.futures.applied import immovable, moved_value
from simlib.futures.from_ranges import assumed_spread
from simlib.futures.shapes import SHAPES
from simlib.futures.spread import Futures, Spread
from simlib.policy import TERMS, Policy, PolicyError, Problem
from simlib.policy.evidence import undeclared
from simlib.policy.files.parsing import parse
from simlib.policy.files.schema import Bilingual, Format, Name, Sentence, Source, Words, Written
from simlib.policy.files.yaml_text import Document, Where, read_document
from simlib.policy.problems import Fault, ends, nearest, outside
from simlib.policy.term import Term
from simlib.text import Text

_NEUTRAL = {"factor": 1.0, "shift": 0.0}
ShapeName = Literal["triangular", "uniform", "normal", "one_of"]
_MOST = 1e9  # no draw is farther from nought: what it moves is held at its limits long before
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


def load_futures(path: str | Path, policy: Policy | None = None, *, gives_way: bool = False) -> Futures:
    """Return the futures of a file, made for a policy; without one, what the file alone says.

    Ranges taken from the pack (`range: assumed`) need the policy; where it does not give the term they are left out.
    gives_way  whether the futures suit every policy: values are held at the limits of their terms, those that would
               contradict each other move part of the way only, and what the policy does not assume has no range of it
    Raises PolicyError with everything that is wrong.
    """
    problems: list[Problem] = []
    document = read_document(Path(path))
    listed = document.part("terms")
    data = {**document.data, "terms": {"…": None}} if listed else document.data  # the spreads are read one by one
    head = parse(FuturesFile, document, (), data, problems)
    sources = head.sources if head else {}
    found = (_spread(document, name, sources, policy, gives_way, problems) for name in listed)
    spreads = tuple(spread for spread in found if spread)
    named = {str(data.get("source")) for data in listed.values() if isinstance(data, dict)}
    for source in document.part("sources"):
        if source not in named:
            what = Text("来源 {source} 登记了，却没有参数引用它", "source {source} is declared but no term names it")
            way_out = Text("请在某一项中引用它，或删去。", "Name it at a term, or delete it.")
            problems.append(document.problem(("sources", source), what.of(source=source), way_out))
    if problems or head is None:
        raise PolicyError(problems)
    return Futures(head.futures, head.label, spreads, Path(path), gives_way=gives_way)


def _spread(
    document: Document,
    name: str,
    sources: dict[str, Source],
    policy: Policy | None,
    gives_way: bool,
    problems: list[Problem],
) -> Spread | None:
    """Return one spread, None and problems added where anything in it is wrong."""
    where: Where = ("terms", name)
    before = len(problems)
    if name not in TERMS:
        what = Text("没有参数 {name}", "{name} is not a term").of(name=name)
        problems.append(document.problem(where, what, nearest(name, TERMS)))
        return None
    if fault := immovable(TERMS[name]):
        problems.append(document.at(where, fault))
        return None
    written = parse(WrittenSpread, document, where, document.part("terms")[name], problems)
    if written is None:
        return None
    companions = [other for other in document.part("terms") if other != name]
    faults = [*_far_out(name, written), *_grounds(name, written, sources), *_company(name, written, companions)]
    faults += _shape_faults(name, written)
    problems += [document.at(where, fault) for fault in faults]
    if len(problems) > before:
        return None
    if written.range == "assumed":
        return _from_pack(document, TERMS[name], written, policy, gives_way, problems)
    spread = _made(TERMS[name], written, sources)
    if policy and not gives_way and (fault := _leaves_limits(policy, spread)):
        problems.append(document.at((*where, "range"), fault))
        return None
    return spread


def _far_out(name: str, written: WrittenSpread) -> Iterator[Fault]:
    for key in ("centre", "range", "deviation", "values"):
        given = getattr(written, key)
        for number in given if isinstance(given, list) else (given,):
            if isinstance(number, float) and not abs(number) <= _MOST:
                of = Text("{name} 的 {key}", "{key} of {name}").of(name=name, key=key)
                yield replace(outside(of, f"{number:g}", ends(f"{-_MOST:g}", f"{_MOST:g}")), where=(key,))


def _grounds(name: str, written: WrittenSpread, sources: dict[str, Source]) -> Iterator[Fault]:
    if written.source is None and written.reason is None:
        what = Text("{name} 没有写来源，也没有写理由", "{name} has no source and no reason").of(name=name)
        yield Fault(
            what, Text("请写明依据：reason: {zh: …, en: …}。", "Say what the spread rests on: reason: {zh: …, en: …}.")
        )
    if written.source is not None and written.source not in sources:
        yield undeclared(name, written.source, sources)


def _company(name: str, written: WrittenSpread, companions: list[str]) -> Iterator[Fault]:
    if written.moves_with is not None and written.moves_with not in companions:
        what = Text(
            "{name} 写明随 {other} 变动，而文件里没有另写这一项",
            "{name} moves with {other}, which is no other term of the file",
        ).of(name=name, other=written.moves_with)
        yield Fault(what, nearest(written.moves_with, companions), ("moves_with",))


def _shape_faults(name: str, written: WrittenSpread) -> Iterator[Fault]:
    if written.range == "assumed":
        what = Text(
            "{name} 的范围取自政策包，却又写了 {key}", "{name} takes its range from the pack and gives {key} too"
        )
        for key in ("works", "centre", "deviation", "values"):
            if getattr(written, key) is not None:
                yield Fault(what.of(name=name, key=key), Text("请只留一个。", "Leave one of the two out."), (key,))
        if written.shape not in ("triangular", "uniform"):
            what = Text(
                "{name} 的范围取自政策包，形状却写成 {shape}", "{name} takes its range from the pack as {shape}"
            )
            way_out = Text("请写 triangular 或 uniform。", "Write triangular or uniform.")
            yield Fault(what.of(name=name, shape=written.shape), way_out, ("shape",))
        return
    if written.works is None:
        what = Text("{name} 没有写 works：是相乘还是相加", "{name} does not say how it works").of(name=name)
        way_out = Text(
            "请加 works: factor（相乘）或 works: shift（相加）。",
            "Add works: factor (multiplies) or works: shift (adds).",
        )
        yield Fault(what, way_out)
    if written.shape == "one_of":
        yield from _only(name, written, "values", ("range", "deviation"))
        if written.values and _centre(written) not in written.values:
            what = Text(
                "{name} 的中心值 {centre} 不在 values 的几个值之中",
                "the centre of {name}, {centre}, is none of its values",
            )
            way_out = Text(
                "请把中心值写进 values，或用 centre 写明其中哪个值是中心。",
                "Add it to the values, or say with centre which of them is the central one.",
            )
            yield Fault(what, way_out, ("values",)).filled(name=name, centre=f"{_centre(written):g}")
        return
    yield from _only(name, written, "range", ("values",) if written.shape == "normal" else ("values", "deviation"))
    if written.shape == "normal" and not (written.deviation and written.deviation > 0):
        what = Text("{name} 的形状是 normal，却没有写 deviation", "{name} is normal without a deviation").of(name=name)
        way_out = Text("请补上 deviation：大于 0 的数。", "Add deviation: a number above 0.")
        yield Fault(what, way_out, ("deviation",))
    if isinstance(written.range, list):
        yield from _range_faults(name, written, written.range)


def _only(name: str, written: WrittenSpread, needed: str, unwanted: tuple[str, ...]) -> Iterator[Fault]:
    if getattr(written, needed) is None:
        what = Text("{name} 的形状是 {shape}，却没有写 {needed}", "{name} is {shape} without {needed}")
        way_out = Text("请补上 {needed}。", "Add {needed}.")
        yield Fault(what, way_out).filled(name=name, shape=written.shape, needed=needed)
    for key in unwanted:
        if getattr(written, key) is not None:
            what = Text("{name} 的形状是 {shape}，不写 {key}", "{name} is {shape}, which has no {key}")
            way_out = Text("请去掉 {key}。", "Leave {key} out.")
            yield Fault(what, way_out, (key,)).filled(name=name, shape=written.shape, key=key)


def _range_faults(name: str, written: WrittenSpread, ends: list[float]) -> Iterator[Fault]:
    if len(ends) != 2 or not ends[0] < ends[1]:
        what = Text("{name} 的范围应由低到高", "{name} has no range from low to high").of(name=name)
        yield Fault(what, Text("请写 range: [最低, 最高]。", "Write range: [lowest, highest]."), ("range",))
    elif not ends[0] <= _centre(written) <= ends[1]:
        what = Text("{name} 的中心值 {centre} 在范围之外", "the centre of {name}, {centre}, is outside its range")
        way_out = Text("请放宽范围，或改正中心值。", "Widen the range, or correct the centre.")
        yield Fault(what.of(name=name, centre=_centre(written)), way_out, ("range",))
    elif written.works == "factor" and ends[0] < 0:
        what = Text("{name} 的倍数小于 0", "{name} has a factor below 0").of(name=name)
        yield Fault(
            what, Text("倍数用来相乘，请写 0 或更大的数。", "A factor multiplies: write 0 or more."), ("range",)
        )


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
    document: Document,
    term: Term,
    written: WrittenSpread,
    policy: Policy | None,
    gives_way: bool,
    problems: list[Problem],
) -> Spread | None:
    if policy is None or term.name not in policy.provisions:
        return None
    spread, why_not = assumed_spread(policy, term, written.shape, written.label, written.moves_with or "")
    if spread is None and not gives_way:
        what = Text("{name} 不能从 {policy} 取范围：{why}", "{name} cannot take its range from {policy}: {why}")
        what = what.of(name=term.name, policy=policy.name, why=why_not)
        way_out = Text("请写 range: [最低, 最高]。", "Write range: [lowest, highest].")
        problems.append(document.problem(("terms", term.name, "range"), what, way_out))
    return spread


def _leaves_limits(policy: Policy, spread: Spread) -> Fault | None:
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
            what = Text(
                "{policy} 的 {name} 抽到 {end} 时超出 {low} 到 {high}",
                "{name} with a draw of {end} leaves {low} to {high} in {policy}",
            )
            way_out = Text(
                "请缩小范围：超出界限的值会停在界限上。", "Narrow the range: beyond the limits a value is held there."
            )
            return Fault(what, way_out).filled(policy=policy.name, name=spread.term.name, end=end, low=low, high=high)
    return None


def _inside(spread: Spread, value: Any, end: float) -> bool:
    """Return whether moving there and back gives the value again: nothing was held at a limit."""
    unit = spread.term.parts
    free = np.asarray(value, float) * end if spread.works == "factor" else np.asarray(value, float) + end * unit
    held = np.asarray(moved_value(spread.term, value, spread, np.array([end]))[0], float)
    return bool(np.all(np.abs(free - held) <= (0.5 + 1e-6 if spread.term.whole or spread.term.money else 1e-12)))
