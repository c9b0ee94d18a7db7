"""Provisions as a file writes them, checked one by one: names, dates, values, evidence, sources, ranges."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace
from itertools import pairwise
from typing import Any

import numpy as np

from simlib.months import parse_month
from simlib.policy.evidence import evidence_faults, evidence_of
from simlib.policy.parsing import parse
from simlib.policy.problems import Problem, nearest
from simlib.policy.provision import FIRST, LAST, Dated, Provision
from simlib.policy.reading import Document, Where
from simlib.policy.schema import Source, WrittenProvision, WrittenValue
from simlib.policy.term import Term
from simlib.policy.terms import TERMS
from simlib.policy.values import Axes, read_value

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
    proposal  whether evidence `proposed` is in place (and meant, where none is given)
    """

    document: Document
    axes: Axes
    sources: Mapping[str, Source]
    proposal: bool
    problems: list[Problem]

    def provisions(self) -> dict[str, Provision]:
        """Return the sound provisions of the file by name."""
        read = {name: self.provision(name, data) for name, data in self.document.part("provisions").items()}
        return {name: provision for name, provision in read.items() if provision is not None}

    def provision(self, name: str, data: Any) -> Provision | None:
        """Return one provision, None where anything in it is wrong."""
        where: Where = ("provisions", name)
        if name not in TERMS:
            self.wrong(where, f"{name} is not a term", nearest(name, TERMS))
            return None
        before = len(self.problems)
        written = parse(WrittenProvision, self.document, where, data, self.problems)
        if written is None:
            return None
        values = [self.dated(TERMS[name], since, value) for since, value in written.values.items()]
        values.sort(key=lambda dated: dated.month)
        for one, other in pairwise(values):
            if one.month == other.month:
                self.wrong(
                    (*where, "values", other.since),
                    f"{name} has two values in one month, {one.since} and {other.since}",
                    "Keep one; a value counts from the first day of its month.",
                )
        span = self.range(TERMS[name], written, values) if len(self.problems) == before else None
        return Provision(TERMS[name], tuple(values), span) if len(self.problems) == before else None

    def dated(self, term: Term, since: str, written: WrittenValue) -> Dated:
        """Return one value with its clause, noting what is wrong with either."""
        where: Where = ("provisions", term.name, "values", since)
        value, faults = read_value(term, written.value, self.axes)
        for fault in faults:
            self.wrong((*where, "value", *fault.where), fault.what, fault.way_out)
        for fault in evidence_faults(term.name, written, self.proposal, self.sources):
            self.wrong((*where, *fault.where), fault.what, fault.way_out)
        source = self.sources.get(written.source or "")
        checked = written.checked_on or (source.checked_on if source else None)
        return Dated(
            month=self.month(term, since, where),
            since=since,
            value=value,
            written=written.value,
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

    def month(self, term: Term, since: str, where: Where) -> int:
        """Return the month of a date of entry into force."""
        try:
            month = parse_month(since)
        except ValueError:
            self.wrong(where, f"{term.name} starts {since}, not a month", "Write it as 2027-01, or 2027-01-31.")
            return FIRST
        if not FIRST <= month <= LAST:
            self.wrong(where, f"{term.name} starts {since}, outside 1990 to 2100", "Correct the year.")
        return month

    def range(self, term: Term, written: WrittenProvision, values: list[Dated]) -> tuple[float, float] | None:
        """Return what a slider may offer; it holds the last value and every assumed one."""
        where: Where = ("provisions", term.name, "range")
        assumed = [dated for dated in values if dated.evidence == "assumed"]
        if written.range is None:
            if assumed and term.unit not in _UNRANGED:
                way_out = "Add range: [lowest, highest] that is plausible."
                self.wrong(where, f"{term.name} is assumed without a range", way_out)
            return None
        if term.unit in _UNRANGED[:2]:
            self.wrong(where, f"{term.name} has a range, but is no number", "Leave the range out.")
            return None
        lowest, highest = (self.end(term, where, end) for end in written.range)
        if lowest > highest:
            self.wrong(where, f"{term.name} has a range from high to low", "Write the lowest first.")
            return None
        for dated in dict.fromkeys((*assumed, values[-1])):
            if np.any(np.less(dated.value, lowest) | np.greater(dated.value, highest)):
                what = f"{term.name} has a value outside its range (since {dated.since})"
                self.wrong(where, what, "Widen the range, or correct the value.")
        unit = term.parts
        return lowest / unit, highest / unit

    def end(self, term: Term, where: Where, written: Any) -> float:
        """Return one end of a range, as values are held."""
        value, faults = read_value(replace(term, shape=()), written, {})
        for fault in faults:
            self.wrong(where, f"the range of {fault.what}", fault.way_out)
        return float(value)

    def wrong(self, where: Where, what: str, way_out: str) -> None:
        """Note a problem of what stands at `where`."""
        self.problems.append(self.document.problem(where, what, way_out))
