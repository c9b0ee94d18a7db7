"""The clause register of a pack (`clauses.yaml`): what became of every provision of a document.

It holds all that could bear on the model. A clause sets terms, or is recorded (it moves neither staff nor money, and
why), or is not modelled (and how large that might be). So nothing is passed over in silence, and a reader can go from
the text to the model and back.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Literal

from pydantic import Field

from simlib.policy.files.pack import load_policy
from simlib.policy.files.parsing import parse
from simlib.policy.files.schema import Bilingual, Format, Name, Words, Written
from simlib.policy.files.yaml_text import Document, Where, read_document
from simlib.policy.mentioned_terms import idle_terms
from simlib.policy.policy import Policy
from simlib.policy.problems import Fault, PolicyError, Problem, nearest
from simlib.policy.provision import Dated
from simlib.policy.term import Term
from simlib.policy.value_words import in_force_words
from simlib.text import CODES, NOTHING, Text, joined, same

FILE = "clauses.yaml"
Fate = Literal["sets", "recorded", "not_modelled"]
FATES: dict[Fate, Text] = {
    "sets": Text("进入模型", "Sets"),
    "recorded": Text("仅作记录", "Recorded"),
    "not_modelled": Text("未建模", "Not modelled"),
}


class WrittenClause(Written):
    """A clause as the file has it."""

    says: Bilingual = Field(description="{zh: what it says in our own words, en: …}")
    words: Words = Field(description="the few words that decide, exact")
    fate: Fate = Field(description="sets, recorded or not_modelled")
    sets: list[Words] = Field([], description="names of the terms it sets")
    reason: Bilingual | None = Field(None, description="{zh: why it sets nothing, en: …}")


class ClauseFile(Written):
    """A register: the clauses of one document by pinpoint."""

    format: Format
    document: Name | None = Field(None, description="name of the document among the sources of the pack")
    clauses: dict[str, Any] = Field({}, description="the clauses by pinpoint; none yet, in a new pack")


@dataclass(frozen=True)
class Clause:
    """A clause of a document. `pinpoint` is a provision's `clause`, or that and a finer place after a dot."""

    pinpoint: str
    says: Text
    words: str
    fate: Fate
    sets: tuple[str, ...]
    reason: Text | None

    def answers(self, cited: str) -> bool:
        """Return whether this is the clause that a provision cites, or a part of it."""
        return self.pinpoint == cited or self.pinpoint.startswith(f"{cited}.")


@dataclass(frozen=True)
class Clauses:
    """The register of a policy: the clauses of one of its documents, in the order of the text."""

    document: str
    clauses: tuple[Clause, ...]


@dataclass(frozen=True)
class ClauseRow:
    """A clause as a reader sees it; `outcome` is the terms it sets with their values now, or why it sets none."""

    pinpoint: str
    says: Text
    words: str
    fate: Text
    outcome: Text


def load_clauses(folder: str | Path) -> Clauses:
    """Return the register beside a pack. Raises PolicyError with every problem of the register, or of the pack."""
    policy = load_policy(folder)
    problems: list[Problem] = []
    document = read_document(policy.path.parent / FILE)
    listed = document.part("clauses")
    data = {**document.data, "clauses": {"…": None}} if listed else document.data  # the clauses are read one by one
    head = parse(ClauseFile, document, (), data, problems)
    clauses = [_clause(document, pinpoint, written, problems) for pinpoint, written in listed.items()]
    sound = tuple(clause for clause in clauses if clause)
    named = (head.document or "") if head else ""
    if head and (listed or named):  # a new pack has no document yet, and an empty register
        problems += _unfounded(policy, document, named, sound)
    if named and len(sound) == len(clauses):
        problems += _passed_over(policy, document, named, sound)
    if problems or head is None:
        raise PolicyError(problems)
    return Clauses(named, sound)


def clause_table(policy: Policy, register: Clauses) -> tuple[ClauseRow, ...]:
    """Return a register for printing, a row for each clause; values are the policy's own now."""
    return tuple(
        ClauseRow(one.pinpoint, one.says, one.words, FATES[one.fate], one.reason or _set(policy, one.sets))
        for one in register.clauses
    )


def _set(policy: Policy, names: Iterable[str]) -> Text:
    """The terms, with the values in the opening month of those that have a single one."""
    return joined((_with_value(policy, policy.terms[name]) for name in names), Text("；", "; "))


def _with_value(policy: Policy, term: Term) -> Text:
    """Name a term, with its value in the opening month where it is a single one; an amount has grown by then."""
    month = policy.opening or 0
    value = NOTHING
    if not term.shape:
        found = policy.in_force(term.name, month)
        grown = Text(*(in_force_words(policy, term, month, code) for code in CODES))
        value = same(" ") + (grown if found.steps or found.dated is None else same(str(found.dated.written)))
    return term.label + Text("（", " (") + same(term.name) + value + Text("）", ")")


def _clause(document: Document, pinpoint: str, data: Any, problems: list[Problem]) -> Clause | None:
    where: Where = ("clauses", pinpoint)
    written = parse(WrittenClause, document, where, data, problems)
    if written is None:
        return None
    if written.fate == "sets" and not written.sets:
        what = Text("{pinpoint} 的 sets 是空的", "{pinpoint} sets no term")
        way_out = Text(
            "请写明参数：sets: [参数名]，或改写 fate。", "Name the terms: sets: [a.term], or choose another fate."
        )
        fault = Fault(what.of(pinpoint=pinpoint), way_out)
    elif written.fate != "sets" and written.sets:
        what = Text("{pinpoint} 的 fate 是 {fate}，却写了 sets", "{pinpoint} is {fate} and yet sets terms")
        way_out = Text("请写 fate: sets，或去掉 sets。", "Write fate: sets, or leave sets out.")
        fault = Fault(what.of(pinpoint=pinpoint, fate=written.fate), way_out)
    elif written.fate != "sets" and written.reason is None:
        what = Text("{pinpoint} 的 fate 是 {fate}，却没有写理由", "{pinpoint} is {fate} without reason")
        way_out = Text("请补上 reason: {zh: …, en: …}。", "Add reason: {zh: …, en: …}.")
        fault = Fault(what.of(pinpoint=pinpoint, fate=written.fate), way_out)
    else:
        return Clause(pinpoint, written.says, written.words, written.fate, tuple(written.sets), written.reason)
    problems.append(document.at(where, fault))
    return None


def _unfounded(policy: Policy, document: Document, source: str, clauses: Iterable[Clause]) -> Iterator[Problem]:
    """Yield what the register says of the pack and the pack does not bear out."""
    if not source:
        way_out = Text("请写 document: 文件在 sources 中的名称。", "Write document: the name of one of the sources.")
        yield document.problem((), Text("没有写是哪一份文件的登记", "says not which document it is of"), way_out)
        return
    if source not in policy.sources:
        what = Text("{policy} 没有登记来源 {source}", "{source} is not a source of {policy}")
        way_out = Text("请写它的一个来源的名称。", "Write the name of one of its sources. ") + nearest(
            source, policy.sources
        )
        yield document.problem(("document",), what.of(source=source, policy=policy.name), way_out)
        return
    for clause in clauses:
        for name in idle_terms(policy, clause.reason) if clause.reason else ():
            what = Text(
                "{pinpoint} 的理由说到 {name}，而 {policy} 没有这一参数，或没有规则用到它",
                "the reason of {pinpoint} speaks of {name}, which {policy} does not give or none of its rules reads",
            ).of(pinpoint=clause.pinpoint, name=name, policy=policy.name)
            way_out = Text("请写现行的参数，或去掉这一句。", "Name the term that is in force, or leave that out.")
            yield document.problem(("clauses", clause.pinpoint), what, way_out)
        for place, name in enumerate(clause.sets):
            where: Where = ("clauses", clause.pinpoint, "sets", place)
            if name not in policy.terms:
                what = Text("{pinpoint} 写的 {name} 不是政策参数", "{pinpoint} sets {name}, not a term")
                yield document.problem(where, what.of(pinpoint=clause.pinpoint, name=name), nearest(name, policy.terms))
            elif not any(clause.answers(dated.clause) for dated in _resting_on(policy, name, source)):
                what = Text(
                    "{pinpoint} 写明设定 {name}，但 {file} 中没有值引用该条",
                    "{pinpoint} sets {name}, but no value of it in {file} cites that clause",
                )
                way_out = Text(
                    "请在那里写 source: {source} 和 clause: {pinpoint}，或从这里去掉 {name}。",
                    "Write source: {source} and clause: {pinpoint} there, or leave {name} out here.",
                )
                fault = Fault(what, way_out).filled(
                    pinpoint=clause.pinpoint, name=name, source=source, file=policy.path.name
                )
                yield document.at(where, fault)


def _passed_over(policy: Policy, document: Document, source: str, clauses: Iterable[Clause]) -> Iterator[Problem]:
    """Yield every value that cites the document and that no clause of the register sets."""
    of_term = {name: [clause for clause in clauses if name in clause.sets] for name in policy.provisions}
    for name, setting in of_term.items():
        for dated in _resting_on(policy, name, source):
            if dated.clause and not any(clause.answers(dated.clause) for clause in setting):
                what = Text(
                    "{name} 的依据是 {clause}，而 {file} 没有写明该条设定它",
                    "{name} rests on {clause}, which {file} does not say sets it",
                ).of(name=name, clause=dated.clause, file=Path(document.file))
                way_out = Text(
                    "请在登记表该条的 sets 中补上 {name}。", "Add {name} to the sets of that clause in the register."
                )
                yield Problem(dated.file, dated.line, what, way_out.of(name=name))


def _resting_on(policy: Policy, name: str, source: str) -> list[Dated]:
    provision = policy.provisions.get(name)
    return [dated for dated in provision.values if dated.source == source] if provision else []
