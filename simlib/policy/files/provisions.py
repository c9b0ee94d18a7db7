"""Provisions as a file writes them, checked one by one: names, dates, values, evidence, sources, ranges."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace
from itertools import pairwise
from typing import Any

import numpy as np

from simlib.months import parse_month
from simlib.policy.axes import FIXED
from simlib.policy.entered_values import settled
from simlib.policy.evidence import evidence_faults, evidence_of
from simlib.policy.files.parsing import parse
from simlib.policy.files.schema import Source, WrittenProvision, WrittenValue
from simlib.policy.files.values import Axes, read_value
from simlib.policy.files.yaml_text import Document, Where
from simlib.policy.problems import Fault, Problem, nearest
from simlib.policy.provision import FIRST, LAST, Dated, Provision
from simlib.policy.term import Term
from simlib.text import Text

_UNRANGED = (
    "choice",
    "yes_no",
    "code",
    "month",
)  # assumed values of these need no range; the first two have none


@dataclass
class Reader:
    """Reads the provisions of one file. What is wrong goes to `problems`; a faulty provision is left out.

    axes      members of the policy's own axes
    sources   documents that the file may name
    terms     those that the policy may give
    proposal  whether evidence `proposed` is in place (and meant, where none is given)
    """

    document: Document
    axes: Axes
    sources: Mapping[str, Source]
    proposal: bool
    problems: list[Problem]
    terms: Mapping[str, Term]

    def provisions(self) -> dict[str, Provision]:
        """Return the sound provisions of the file by name."""
        read = {name: self.provision(name, data) for name, data in self.document.part("provisions").items()}
        return {name: provision for name, provision in read.items() if provision is not None}

    def provision(self, name: str, data: Any) -> Provision | None:
        """Return one provision, None where anything in it is wrong."""
        where: Where = ("provisions", name)
        if name not in self.terms:
            self.wrong(where, Text("没有参数 {name}", "{name} is not a term").of(name=name), nearest(name, self.terms))
            return None
        before = len(self.problems)
        written = parse(WrittenProvision, self.document, where, data, self.problems)
        if written is None:
            return None
        term = self.terms[name]
        values = [self.dated(term, since, value) for since, value in written.values.items()]
        values.sort(key=lambda dated: dated.month)
        for one, other in pairwise(values):
            if one.month == other.month:
                what = Text(
                    "{name} 在同一月份有两个值：{one} 和 {other}",
                    "{name} has two values in one month, {one} and {other}",
                )
                self.wrong(
                    (*where, "values", other.since),
                    what.of(name=name, one=one.since, other=other.since),
                    Text(
                        "请只留一个；值自当月1日起生效。", "Keep one; a value counts from the first day of its month."
                    ),
                )
        span = self.range(term, written, values) if len(self.problems) == before else None
        return Provision(term, tuple(values), span) if len(self.problems) == before else None

    def dated(self, term: Term, since: str, written: WrittenValue) -> Dated:
        """Return one value with its clause, noting what is wrong with either."""
        where: Where = ("provisions", term.name, "values", since)
        plain, faults = self.typed(term, written.value) if self.proposal else (written.value, [])
        value, faults = (0, faults) if faults else read_value(term, plain, self.axes)
        self.problems += [self.document.at((*where, "value"), fault) for fault in faults]
        faults = [*evidence_faults(term.name, written, self.proposal, self.sources)]
        self.problems += [self.document.at(where, fault) for fault in faults]
        source = self.sources.get(written.source or "")
        checked = written.checked_on or (source.checked_on if source else None)
        return Dated(
            month=self.month(term, since, where),
            since=since,
            value=value,
            written=plain,
            evidence=evidence_of(written, self.proposal) or "assumed",
            source=written.source or "",
            clause=written.clause or "",
            words=written.words or "",
            reason=written.reason,
            basis=written.basis or "",
            note=written.note or "",
            checked_on=checked.isoformat() if checked else "",
            prevails=written.prevails,
            file=self.document.file,
            line=self.document.line(where),
        )

    def typed(self, term: Term, written: Any) -> tuple[Any, list[Fault]]:
        """Return a value that may be as people type it, 0.5万 or 20%, as a file writes it; but no spread."""
        found = settled(term, written, {**FIXED, **self.axes}, None)
        if found.spread:
            what = Text("{name} 在方案里不能写成范围", "{name} cannot be a spread in a proposal").of(name=term.name)
            found.faults.append(Fault(what, Text("请写一个值。", "Write one value.")))
        return found.written, found.faults

    def month(self, term: Term, since: str, where: Where) -> int:
        """Return the month of a date of entry into force."""
        try:
            month = parse_month(since)
        except ValueError:
            self.wrong(
                where,
                Text("{name} 的起始日期 {since} 不是年月", "{name} starts {since}, not a month").of(
                    name=term.name, since=since
                ),
                Text("请写作 2027-01 或 2027-01-31。", "Write it as 2027-01, or 2027-01-31."),
            )
            return FIRST
        if not FIRST <= month <= LAST:
            what = Text("{name} 的起始日期 {since} 不在1990至2100年之内", "{name} starts {since}, outside 1990 to 2100")
            self.wrong(where, what.of(name=term.name, since=since), Text("请改正年份。", "Correct the year."))
        return month

    def range(self, term: Term, written: WrittenProvision, values: list[Dated]) -> tuple[float, float] | None:
        """Return what a slider may offer; it holds the last value and every assumed one."""
        where: Where = ("provisions", term.name, "range")
        assumed = [dated for dated in values if dated.evidence == "assumed"]
        if written.range is None:
            if assumed and term.unit not in _UNRANGED:
                self.wrong(
                    where,
                    Text("{name} 是假定值，却没有写范围", "{name} is assumed without a range").of(name=term.name),
                    Text(
                        "请加 range: [最低, 最高]，写出合理的范围。", "Add range: [lowest, highest] that is plausible."
                    ),
                )
            return None
        if term.unit in _UNRANGED[:2]:
            what = Text("{name} 不是数字，却写了范围", "{name} has a range, but is no number").of(name=term.name)
            self.wrong(where, what, Text("请去掉 range。", "Leave the range out."))
            return None
        lowest, highest = (self.end(term, where, end) for end in written.range)
        if lowest > highest:
            what = Text("{name} 的范围由高到低", "{name} has a range from high to low").of(name=term.name)
            self.wrong(where, what, Text("请先写最低值。", "Write the lowest first."))
            return None
        for dated in dict.fromkeys((*assumed, values[-1])):
            outside = np.less(dated.value, lowest) | np.greater(dated.value, highest)
            if np.any(outside & ~(term.never & np.equal(dated.value, 0))):
                what = Text(
                    "{name} 自 {since} 起的值在范围之外", "{name} has a value outside its range (since {since})"
                )
                way_out = Text("请放宽范围，或改正这个值。", "Widen the range, or correct the value.")
                self.wrong(where, what.of(name=term.name, since=dated.since), way_out)
        unit = term.parts
        return lowest / unit, highest / unit

    def end(self, term: Term, where: Where, written: Any) -> float:
        """Return one end of a range, as values are held."""
        called = Text("{name} 的 range", "the range of {name}").of(name=term.name)
        value, faults = read_value(replace(term, shape=()), written, {}, called)
        self.problems += [self.document.at(where, fault) for fault in faults]
        return float(value)

    def wrong(self, where: Where, what: Text, way_out: Text) -> None:
        """Note a problem of what stands at `where`."""
        self.problems.append(self.document.problem(where, what, way_out))
