"""Proposals: small files that say what differs, bound by digest to the policy they were written for."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any

from simlib.months import month_text
from simlib.policy.chain import unused_sources
from simlib.policy.parsing import parse
from simlib.policy.problems import PolicyError, Problem, nearest
from simlib.policy.provision import Dated, Provision
from simlib.policy.reading import Document, read_document
from simlib.policy.schema import ProposalFile, Source
from simlib.policy.terms import TERMS
from simlib.policy.values import Axes, read_value
from simlib.policy.written import Reader
from simlib.text import Text

if TYPE_CHECKING:
    from simlib.policy.policy import Policy

_SHOWN = 16  # digits of a digest that a proposal carries


@dataclass(frozen=True, eq=False)
class Proposal:
    """A proposal file whose shape is right; its values are read when it is laid over a policy.

    policy, digest  the pack it was written for, and the first digits of that pack's digest
    """

    name: str
    label: Text
    about: Text | None
    by: str
    policy: str
    digest: str
    sources: Mapping[str, Source]
    document: Document

    @property
    def path(self) -> Path:
        """The file."""
        return Path(self.document.file)


def load_proposal(path: str | Path) -> Proposal:
    """Return a proposal from its file. Raises PolicyError where its shape is wrong."""
    problems: list[Problem] = []
    document = read_document(Path(path))
    head = parse(ProposalFile, document, (), document.data, problems)
    if head is None:
        raise PolicyError(problems)
    return Proposal(
        head.proposal,
        head.label,
        head.about,
        head.by or "",
        head.changes.policy,
        head.changes.digest,
        head.sources,
        document,
    )


def proposed(proposal: Proposal, policy: Policy) -> dict[str, Provision]:
    """Return the proposal's provisions, read for a policy. Raises PolicyError with all that is wrong."""
    problems = _binding(proposal, policy)
    sources = {**policy.sources, **proposal.sources}
    provisions = Reader(proposal.document, policy.axes, sources, True, problems).provisions()
    problems += unused_sources([proposal.document])
    problems += [
        proposal.document.problem(("sources", name), f"source {name} is one of {policy.name} too", "Rename it here.")
        for name in proposal.sources
        if name in policy.sources
    ]
    if problems:
        raise PolicyError(problems)
    return provisions


def _binding(proposal: Proposal, policy: Policy) -> list[Problem]:
    digest = policy.pack_digest or policy.digest
    if proposal.policy != policy.name:
        return [
            proposal.document.problem(
                ("changes", "policy"),
                f"{proposal.name} changes policy {proposal.policy}, not {policy.name}",
                "Lay it over the policy it was written for.",
            )
        ]
    if not digest.startswith(proposal.digest):
        return [
            proposal.document.problem(
                ("changes", "digest"),
                f"{proposal.name} was written for {policy.name} with digest {proposal.digest}, "
                f"which is now {digest[:_SHOWN]}",
                f"Check the proposal against the changed policy, then write digest: {digest[:_SHOWN]}",
            )
        ]
    return []


def rebind(path: str | Path, policy: Policy) -> None:
    """Write the digest of a policy into a proposal file, once somebody has checked it against the policy."""
    proposal = load_proposal(path)
    text = proposal.path.read_text("utf-8")
    digest = (policy.pack_digest or policy.digest)[:_SHOWN]
    proposal.path.write_text(re.sub(rf"(digest:\s*['\"]?){proposal.digest}", rf"\g<1>{digest}", text, count=1), "utf-8")


def set_by_hand(values: Mapping[str, Any], month: int, axes: Axes) -> dict[str, Provision]:
    """Return provisions of one value each, from a month on. Raises PolicyError with all that is wrong."""
    problems: list[Problem] = []
    provisions = {}
    for name, written in values.items():
        if name not in TERMS:
            problems.append(Problem("", 0, f"{name} is not a term", nearest(name, TERMS)))
            continue
        value, faults = read_value(TERMS[name], written, axes)
        problems += [Problem("", 0, fault.what, fault.way_out) for fault in faults]
        provisions[name] = Provision(TERMS[name], (Dated(month, month_text(month), value, written, "proposed"),))
    if problems:
        raise PolicyError(problems)
    return provisions
