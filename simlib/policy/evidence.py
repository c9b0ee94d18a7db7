"""How well a value is evidenced, and what each kind of evidence must bring with it."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from simlib.policy.problems import nearest
from simlib.policy.provision import Evidence
from simlib.policy.schema import Source, WrittenValue
from simlib.policy.values import Fault

NEEDS: dict[Evidence, tuple[str, ...]] = {  # keys that must stand beside the value
    "published": ("source", "clause", "words"),
    "reported": ("source",),
    "computed": ("reason",),
    "assumed": ("reason",),
    "proposed": (),
}


def evidence_of(written: WrittenValue, proposal: bool) -> Evidence | None:
    """Return the evidence of a value; in a proposal, `proposed` where none is given."""
    return written.evidence or ("proposed" if proposal else None)


def evidence_faults(name: str, written: WrittenValue, proposal: bool, sources: Mapping[str, Source]) -> Iterator[Fault]:
    """Yield what a value of the term `name` lacks; places are relative to the value's date."""
    evidence = evidence_of(written, proposal)
    if evidence is None:
        packs = ", ".join(list(NEEDS)[:-1])
        yield Fault((), f"{name} says no evidence", f"Add evidence: one of {packs}.")
    elif evidence == "proposed" and not proposal:
        yield Fault(("evidence",), f"{name} is proposed in a pack", "Proposed values belong in a proposal file.")
    elif lacking := [key for key in NEEDS[evidence] if getattr(written, key) is None]:
        way_out = f"Add {' and '.join(lacking)}, or change the evidence."
        yield Fault((), f"{name} is {evidence} without {', '.join(lacking)}", way_out)
    if written.source is not None:
        yield from _source_faults(name, written, written.source, sources)


def _source_faults(name: str, written: WrittenValue, source: str, sources: Mapping[str, Source]) -> Iterator[Fault]:
    if source not in sources:
        way_out = f"Declare it under sources. {nearest(source, sources)}"
        yield Fault(("source",), f"{name} names source {source}, which is not declared", way_out)
    elif written.checked_on is None and sources[source].checked_on is None:
        way_out = f"Add checked_on: the day it was last compared, here or to source {source}."
        yield Fault((), f"{name} does not say when it was checked", way_out)
