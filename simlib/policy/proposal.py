"""Proposals: small files that say what differs, bound to the values of the policy that they were written for."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Protocol

from simlib.months import month_text
from simlib.policy.axes import FIXED
from simlib.policy.binding import DIGITS, Bound, Series, bound, changes_text, moved, series_words
from simlib.policy.entered_numbers import Typed
from simlib.policy.entered_values import settled
from simlib.policy.files.own_items import OWN
from simlib.policy.files.parsing import parse
from simlib.policy.files.provisions import Reader
from simlib.policy.files.schema import ProposalFile, Source
from simlib.policy.files.values import Axes, read_value
from simlib.policy.files.yaml_text import Document, read_document
from simlib.policy.pack_chain import unused_sources
from simlib.policy.packs import proposal_of
from simlib.policy.problems import PolicyError, Problem, nearest
from simlib.policy.provision import Dated, Provision, Value
from simlib.policy.term import Term
from simlib.text import Text


class ProposalBase(Protocol):
    """What a proposal has to know of the policy that it is laid over (see `Policy`)."""

    @property
    def name(self) -> str: ...
    @property
    def axes(self) -> Axes: ...
    @property
    def terms(self) -> Mapping[str, Term]: ...
    @property
    def sources(self) -> Mapping[str, Source]: ...
    @property
    def pack(self) -> Mapping[str, Provision]: ...
    @property
    def digest(self) -> str: ...
    @property
    def pack_digest(self) -> str: ...


@dataclass(frozen=True, eq=False)
class Proposal:
    """A proposal file whose shape is right; its values are read when it is laid over a policy.

    policy, digest  the pack it was written for, and the first digits of that pack's digest
    bound           the values of that pack that it is bound to; None in an older file, which is bound to all of them
    """

    name: str
    label: Text
    about: Text | None
    by: str
    policy: str
    digest: str
    bound: Bound | None
    sources: Mapping[str, Source]
    document: Document

    @property
    def path(self) -> Path:
        """The file."""
        return Path(self.document.file)


def load_proposal(path: str | Path) -> Proposal:
    """Return a proposal from its file, or by the name of a known one. Raises PolicyError where its shape is wrong."""
    problems: list[Problem] = []
    document = read_document(proposal_of(path))
    head = parse(ProposalFile, document, (), document.data, problems)
    if head is None:
        raise PolicyError(problems)
    to = head.changes
    recorded = None if to.was is None else Bound(dict(to.was), dict(to.read_with))
    by = head.by or ""
    return Proposal(head.proposal, head.label, head.about, by, to.policy, to.digest, recorded, head.sources, document)


def proposed(proposal: Proposal, policy: ProposalBase) -> dict[str, Provision]:
    """Return the proposal's provisions, read for a policy. Raises PolicyError with all that is wrong."""
    problems: list[Problem] = []
    provisions = _provisions(proposal, policy, problems)
    problems += _unbound(proposal, policy, provisions)
    if problems:
        raise PolicyError(problems)
    return provisions


def _provisions(proposal: Proposal, policy: ProposalBase, problems: list[Problem]) -> dict[str, Provision]:
    sources = {**policy.sources, **proposal.sources}
    provisions = Reader(proposal.document, policy.axes, sources, True, problems, policy.terms).provisions()
    problems += unused_sources([proposal.document])
    problems += [
        proposal.document.problem(
            ("sources", name),
            Text("来源 {name} 与 {policy} 中的重名", "source {name} is one of {policy} too").of(
                name=name, policy=policy.name
            ),
            Text("请在方案里换一个名称。", "Rename it here."),
        )
        for name in proposal.sources
        if name in policy.sources
    ]
    return provisions


def changed_elsewhere(proposal: Proposal, policy: ProposalBase) -> Text | None:
    """Return the note that the pack has changed in nothing that a proposal is bound to; None where it is the same."""
    digest = policy.pack_digest or policy.digest
    if digest.startswith(proposal.digest):
        return None
    return Text(
        f"{policy.name} 在方案 {proposal.name} 写成之后改过（校验码 {proposal.digest[:DIGITS]} → {digest[:DIGITS]}），"
        "但没有改动方案所替换的值和与之同读的值，方案照用",
        f"{policy.name} has changed since {proposal.name} was written (digest {proposal.digest[:DIGITS]} → "
        f"{digest[:DIGITS]}), but in no value that it replaces or that is read with one: it is laid over as it is",
    )


def _unbound(proposal: Proposal, policy: ProposalBase, provisions: Mapping[str, Provision]) -> list[Problem]:
    """Return what keeps a proposal from being laid over a policy: another pack, or values that have moved."""
    digest, document = policy.pack_digest or policy.digest, proposal.document
    if proposal.policy != policy.name:
        what = Text("方案 {name} 针对的是政策 {its}，不是 {this}", "{name} changes policy {its}, not {this}")
        what = what.of(name=proposal.name, its=proposal.policy, this=policy.name)
        way_out = Text("请叠加在它所针对的政策上。", "Lay it over the policy it was written for.")
        return [document.problem(("changes", "policy"), what, way_out)]
    if digest.startswith(proposal.digest):
        return []
    way_out = Text(
        "请对照变动核对方案，然后重新绑定：simlib rebind {policy} {file}",
        "Check the proposal against it, then bind it anew: simlib rebind {policy} {file}",
    ).of(policy=policy.name, file=proposal.path)
    if proposal.bound is None:
        what = Text(
            "方案 {name} 是按校验码为 {its} 的 {policy} 写的，{policy} 现在的校验码是 {now}",
            "{name} was written for {policy} with digest {its}, which is now {now}",
        ).of(name=proposal.name, policy=policy.name, its=proposal.digest, now=digest[:DIGITS])
        return [document.problem(("changes", "digest"), what, way_out)]
    now = bound(provisions, policy.pack)
    return [
        _moved(proposal, name, policy.name, {**now.was, **now.read_with}[name], way_out)
        for name in moved(proposal.bound, now, policy.pack, policy.axes)
    ]


def _moved(proposal: Proposal, name: str, pack: str, now: Series, way_out: Text) -> Problem:
    assert proposal.bound is not None
    key = "was" if name in proposal.bound.was else "read_with"
    recorded = {**proposal.bound.read_with, **proposal.bound.was}.get(name)
    if recorded is None:
        what = Text(
            "方案 {proposal} 没有记下 {name}，而 {pack} 在它写成之后改过",
            "{proposal} does not record {name}, and {pack} has changed since it was written",
        ).of(proposal=proposal.name, name=name, pack=pack)
        return proposal.document.problem(("changes", key, name), what, way_out)
    what = Text(
        "{name} 在方案 {proposal} 写成时是 {then}，现在是 {today}",
        "{name} was {then} when {proposal} was written, and is {today} now",
    ).of(proposal=proposal.name, name=name, then=series_words(recorded), today=series_words(now))
    return proposal.document.problem(("changes", key, name), what, way_out)


def rebind(path: str | Path, policy: ProposalBase) -> None:
    """Bind a proposal file to a policy as it is now, once somebody has checked it against the policy.

    The part `changes` of the file is written anew, the rest stays as it is. Raises PolicyError where anything else of
    the file is wrong.
    """
    proposal, problems = load_proposal(path), list[Problem]()
    provisions = _provisions(proposal, policy, problems)
    if problems:
        raise PolicyError(problems)
    lines = proposal.path.read_text("utf-8").splitlines(keepends=True)
    first = proposal.document.line(("changes",)) - 1
    keys = (line - 1 for where, line in proposal.document.lines.items() if len(where) == 1)
    last = min((line for line in keys if line > first), default=len(lines))
    while last > first + 1 and (lines[last - 1].startswith("#") or not lines[last - 1].strip()):
        last -= 1  # what stands above the next key belongs to it
    anew = changes_text(policy.name, policy.pack_digest or policy.digest, bound(provisions, policy.pack))
    proposal.path.write_text("".join([*lines[:first], anew, *lines[last:]]), "utf-8")


def set_by_hand(
    values: Mapping[str, Any], month: int, policy: ProposalBase, in_force: Callable[[str], Value | None]
) -> tuple[dict[str, Provision], dict[str, Typed]]:
    """Return provisions of one value each, from a month on, and the spreads that were typed.

    in_force  what is in force of a term in that month, None where nothing is: a change counts from it

    Raises PolicyError with all that is wrong.
    """
    problems: list[Problem] = []
    provisions, spreads, terms = dict[str, Provision](), dict[str, Typed](), policy.terms
    axes = {**FIXED, **policy.axes}
    for name, written in values.items():
        if name not in terms:
            what = Text("没有参数 {name}", "{name} is not a term").of(name=name)
            known = [one for one in terms if one.startswith(OWN)] if name.startswith(OWN) else terms
            problems.append(Problem("", 0, what, nearest(name, known)))
            continue
        typed = settled(terms[name], written, axes, in_force(name))
        value, faults = read_value(terms[name], typed.written, axes) if not typed.faults else (0, typed.faults)
        problems += [fault.at("") for fault in faults]
        dated = Dated(month, month_text(month), value, typed.written, "proposed", typed=typed.changed)
        provisions[name] = Provision(terms[name], (dated,))
        spreads |= {name: typed.spread} if typed.spread else {}
    if problems:
        raise PolicyError(problems)
    return provisions, spreads
