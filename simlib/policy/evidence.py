"""How well a value is evidenced, and what each kind of evidence must bring with it."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from simlib.policy.files.schema import Source, WrittenValue
from simlib.policy.problems import Fault, nearest
from simlib.policy.provision import Evidence
from simlib.text import Text

NEEDS: dict[Evidence, tuple[str, ...]] = {  # keys that must stand beside the value
    "published": ("source", "clause", "words"),
    "reported": ("source",),
    "computed": ("reason",),
    "assumed": ("reason",),
    "proposed": (),
}
EVIDENCE: dict[Evidence, Text] = {  # as every screen, sheet and command calls it
    "published": Text("文件公布", "published"),
    "reported": Text("媒体报道", "reported"),
    "computed": Text("据文件推算", "computed"),
    "assumed": Text("假定", "assumed"),
    "proposed": Text("方案", "proposed"),
}


def evidence_of(written: WrittenValue, proposal: bool) -> Evidence | None:
    """Return the evidence of a value; in a proposal, `proposed` where none is given."""
    return written.evidence or ("proposed" if proposal else None)


def evidence_faults(name: str, written: WrittenValue, proposal: bool, sources: Mapping[str, Source]) -> Iterator[Fault]:
    """Yield what a value of the term `name` lacks; places are relative to the value's date."""
    evidence = evidence_of(written, proposal)
    if evidence is None:
        way_out = Text("请补上 evidence：{packs} 之一。", "Add evidence: one of {packs}.").of(packs=list(NEEDS)[:-1])
        yield Fault(Text("{name} 没有写来源类别", "{name} says no evidence").of(name=name), way_out)
    elif evidence == "proposed" and not proposal:
        what = Text("{name} 在政策包里标为 proposed", "{name} is proposed in a pack").of(name=name)
        way_out = Text("拟议的值请写在方案文件里。", "Proposed values belong in a proposal file.")
        yield Fault(what, way_out, ("evidence",))
    elif lacking := [key for key in NEEDS[evidence] if getattr(written, key) is None]:
        what = Text("{name} 标为 {evidence}，却没有写 {lacking}", "{name} is {evidence} without {lacking}")
        way_out = Text("请补上 {lacking}，或改正来源类别。", "Add {lacking}, or change the evidence.").of(
            lacking=lacking
        )
        yield Fault(what.of(name=name, evidence=evidence, lacking=lacking), way_out)
    if written.source is not None:
        yield from _source_faults(name, written, written.source, sources)


def _source_faults(name: str, written: WrittenValue, source: str, sources: Mapping[str, Source]) -> Iterator[Fault]:
    if source not in sources:
        yield undeclared(name, source, sources)
    elif written.checked_on is None and sources[source].checked_on is None:
        way_out = Text(
            "请在此处或来源 {source} 处补上 checked_on，即最近一次核对的日期。",
            "Add checked_on: the day it was last compared, here or to source {source}.",
        )
        what = Text("{name} 没有写何时核对过", "{name} does not say when it was checked").of(name=name)
        yield Fault(what, way_out.of(source=source))


def undeclared(name: str, source: str, sources: Mapping[str, Source]) -> Fault:
    """Return the fault of naming a source that the file does not declare."""
    what = Text("{name} 引用的来源 {source} 没有登记", "{name} names source {source}, which is not declared")
    way_out = Text("请先在 sources 中登记。", "Declare it under sources. ") + nearest(source, sources)
    return Fault(what.of(name=name, source=source), way_out, ("source",))
