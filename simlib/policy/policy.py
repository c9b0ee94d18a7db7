"""A policy: every term's dated values, frozen. A what-if is another policy, made from this one."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from functools import cached_property
from pathlib import Path
from typing import Any

import numpy as np

from simlib.months import Month, as_month, month_text
from simlib.plotted import described
from simlib.policy.axes import FIXED
from simlib.policy.checks import contradictions
from simlib.policy.entered_numbers import Typed
from simlib.policy.files.own_items import OwnItem, terms_with, with_own
from simlib.policy.files.schema import Source
from simlib.policy.files.yaml_text import Document
from simlib.policy.in_force import InForce, in_force
from simlib.policy.items import Item
from simlib.policy.notices import notices
from simlib.policy.overlays import overlay, superseded
from simlib.policy.problems import PolicyError, nearest, one_problem, unopened
from simlib.policy.proposal import Proposal, changed_elsewhere, load_proposal, proposed, set_by_hand
from simlib.policy.provision import Dated, Member, Override, Provision, Value, check_opening
from simlib.policy.required_terms import DECLARED
from simlib.policy.term import Term
from simlib.policy.terms import TERMS
from simlib.text import Text, joined


@dataclass(frozen=True, eq=False)
class Policy:
    """What a regulation says, by date.

    path         the pack's file, as the caller wrote it
    opening      month number in which a projection opens; None for national law alone
    moved        whether that is another month than the pack's own (`opened`)
    posts        top post first, entry post last
    ratings      those that its document calls by other words than `LABELS` has
    provisions   by name of term
    own_items    lines of the budget that its packs declare
    overrides    values of this pack that higher law sets aside
    departures   values of prevailing law that a proposal or a hand-set value departs from
    superseded   decisions that a value with an earlier date sets aside, laid over by a proposal or by hand
    proposals    names of the proposals laid over the pack, in order
    proposal_labels   what readers call each
    proposal_digests  SHA-256 of the values of each
    notes        what is to be known of them, though nothing is wrong
    pack_digest  digest of the pack before anything was laid over it; empty for the pack itself
    pack_provisions  what the pack itself gives, where something was laid over it
    code_tables  the tables of budget codes beside the pack and those it extends, as written, parents first
    codes        the treatment of those tables asked for; empty: the one they choose
    spreads      by term, the spreads typed for values set by hand, whose middles are in force
    """

    name: str
    label: Text
    about: Text | None
    path: Path
    opening: int | None
    posts: tuple[Member, ...]
    grades: int
    place_types: tuple[Member, ...]
    units: tuple[Member, ...]
    unit_classes: tuple[Member, ...]
    sources: Mapping[str, Source]
    provisions: Mapping[str, Provision]
    ratings: tuple[Member, ...] = ()
    own_items: tuple[OwnItem, ...] = ()
    overrides: tuple[Override, ...] = ()
    departures: tuple[Override, ...] = ()
    superseded: tuple[Override, ...] = ()
    proposals: tuple[str, ...] = ()
    proposal_labels: tuple[Text, ...] = ()
    proposal_digests: tuple[str, ...] = ()
    notes: tuple[Text, ...] = ()
    pack_digest: str = ""
    pack_provisions: Mapping[str, Provision] = field(default_factory=dict, repr=False)
    code_tables: tuple[Document, ...] = field(default=(), repr=False)
    codes: str = ""
    moved: bool = False
    spreads: Mapping[str, Typed] = field(default_factory=dict, repr=False)

    def __repr__(self) -> str:
        """Say which policy this is, how much of it is assumed, and what was laid over it."""
        dated = [one.find(self.opening) if self.opening else one.values[-1] for one in self.provisions.values()]
        given = [one.evidence for one in dated if one]
        many = Text("{many}项数值，其中假定{assumed}项", "{many} values, {assumed} of them assumed")
        laid = [*self.proposal_labels, *(self.provisions[name].term.label for name in self.set_by_hand)]
        changed = [Text("改动：", "changed: ") + joined(laid)] if laid else []
        lines = self.label, many.of(many=len(given), assumed=given.count("assumed")), *changed
        return described(f"Policy {self.name} ({self.digest[:8]})", *lines)

    def value(self, name: str, month: Month) -> Value:
        """Return a term's value in force in a month (a number, or 2030-01): an amount has grown since its date.

        Whole units are int, money int fen, choices and yes_no the number of the option, others float; arrays
        (read-only) have the term's shape. Raises PolicyError for a name nobody gives and before its date.
        """
        if name in TERMS and TERMS[name].grows_with:
            return self.in_force(name, month).value
        return self.provision(name).at(month).value

    def in_force(self, name: str, month: Month) -> InForce:
        """Return a term's value in force in a month, and how it came about. Raises PolicyError as `value`."""
        return in_force(self, name, as_month(month))

    def choice(self, name: str, month: Month) -> str:
        """Return the name of the option in force in a month."""
        provision = self.provision(name)
        choices = provision.term.choices or ("no", "yes")
        return choices[int(provision.at(month).value)]

    def reads(self, term: Term, month: int) -> bool:
        """Return whether a rule in force in a month reads a term."""
        return term.is_read(lambda rule: self.choice(rule, month) if rule in self.provisions else None)

    def provision(self, name: str) -> Provision:
        """Return the dated values of a term. Raises PolicyError for a name nobody gives."""
        if name not in self.provisions:
            what = Text("{policy} 没有规定 {name}", "{policy} gives no {name}").of(policy=self.name, name=name)
            raise one_problem(what, nearest(name, self.provisions))
        return self.provisions[name]

    @property
    def lines(self) -> Mapping[str, Item]:
        """The lines of its budget, in their order."""
        return with_own(self.own_items)

    @property
    def terms(self) -> Mapping[str, Term]:
        """The terms that it may give: those of all policies, and the sums of its own items."""
        return terms_with(self.own_items)

    @cached_property
    def axes(self) -> Mapping[str, tuple[str, ...]]:
        """The members of the policy's own axes."""
        names = {
            axis: tuple(member.name for member in members)
            for axis, members in (
                ("post", self.posts),
                ("place_type", self.place_types),
                ("unit", self.units),
                ("unit_class", self.unit_classes),
            )
        }
        grades = tuple(str(grade + 1) for grade in range(self.grades))
        return {**names, "grade": grades, "line": tuple(self.lines)}

    def axis(self, name: str) -> tuple[str, ...]:
        """Return the members of an axis, fixed or the policy's own."""
        known = {**FIXED, **self.axes}
        if name not in known:
            raise one_problem(Text("没有 {name} 这一轴", "there is no axis {name}").of(name=name), nearest(name, known))
        return known[name]

    @property
    def labels(self) -> tuple[Text, ...]:
        """Its own label, and those of its axes and items."""
        members = (*self.posts, *self.place_types, *self.units, *self.unit_classes, *self.ratings)
        return self.label, *(member.label for member in members), *(item.label for item in self.own_items)

    def changes(self) -> tuple[int, ...]:
        """Return the months at which any value starts, sorted."""
        return tuple(sorted({dated.month for one in self.provisions.values() for dated in one.values}))

    def spells(self, months: range) -> tuple[int, ...]:
        """Return the first of some months, and those after it at which any value starts."""
        return (months[0], *(month for month in self.changes() if months[0] < month <= months[-1]))

    @cached_property
    def digest(self) -> str:
        """SHA-256 over everything that can change a result: not labels, reasons, clauses, words."""
        axes = {axis: members for axis, members in self.axes.items() if axis != "line"}
        items = {"items": {item.key: item.structure for item in self.own_items}} if self.own_items else {}
        return _digest({"axes": axes, "opening": self.opening, "values": _values(self.provisions), **items})

    def with_proposal(self, path: str | Path | Proposal) -> Policy:
        """Return the policy with a proposal laid over it. Raises PolicyError with all that is wrong."""
        proposal = path if isinstance(path, Proposal) else load_proposal(path)
        provisions, note = proposed(proposal, self), changed_elsewhere(proposal, self)
        return replace(
            self._with(provisions),
            proposals=(*self.proposals, proposal.name),
            proposal_labels=(*self.proposal_labels, proposal.label),
            proposal_digests=(*self.proposal_digests, _digest(_values(provisions))),
            notes=(*self.notes, *([note] if note else ())),
            sources={**self.sources, **proposal.sources},
        )

    def opened(self, month: Month) -> Policy:
        """Return the policy as it opens in another month. Raises PolicyError where that cannot be.

        A staff that is drawn from margins, and not read from a roster, is then that of the month before.
        """
        month = as_month(month)
        check_opening(self.name, month)
        given = {*self.provisions, *DECLARED}
        if problems := contradictions(self.provisions, self.axes, month, self.terms, given=given, only=frozenset()):
            raise PolicyError(problems)
        return replace(self, opening=month, moved=True, pack_digest=self.pack_digest or self.digest)

    def with_values(self, values: Mapping[str, Any], start: Month | None = None) -> Policy:
        """Return the policy with values set from a month on, by default the opening month.

        values  by name of term, as a file writes them: yuan, 2031-01, names of options, mappings or arrays; texts may
                be as people type them (see `typed`): 0.5万, 20%, +10% of what is in force, 4500..5200 (see `spreads`)
        """
        month = self.opening if start is None else as_month(start)
        if month is None:
            way_out = Text(
                "请用 start 写明从哪个月起：with_values(…, start=…)。",
                "Say from which month: with_values(…, start=…).",
            )
            raise one_problem(unopened(self.name), way_out)
        if not values:
            return self
        provisions, spreads = set_by_hand(values, month, self, lambda name: self._at(name, month))
        kept = {name: one for name, one in self.spreads.items() if name not in provisions}
        return replace(self._with(provisions), spreads=kept | spreads)

    def _at(self, name: str, month: int) -> Value | None:
        try:
            return self.value(name, month)
        except PolicyError:  # nothing is in force
            return None

    def _with(self, provisions: Mapping[str, Provision]) -> Policy:
        laid, departures = overlay(self.provisions, provisions)
        later = superseded(self.provisions, provisions)
        if problems := contradictions(laid, self.axes, self.opening, self.terms, only=provisions.keys()):
            raise PolicyError(problems)
        return replace(
            self,
            provisions=laid,
            departures=(*self.departures, *departures),
            superseded=(*self.superseded, *later),
            pack_digest=self.pack_digest or self.digest,
            pack_provisions=self.pack,
        )

    @cached_property
    def notices(self) -> tuple[Text, ...]:
        """What is to be known of all that is laid over the pack, though nothing is wrong: a sentence each."""
        chosen = [
            (one.term, dated)
            for name, one in self.provisions.items()
            for dated in one.values
            if self.is_chosen(name, dated)
        ]
        found = notices(self, self.pack_alone, chosen, self.opening, self.superseded, self.departures)
        return tuple(dict.fromkeys((*(note + Text("。", ".") for note in self.notes), *found)))

    @property
    def pack(self) -> Mapping[str, Provision]:
        """What the pack itself gives, without anything that was laid over it."""
        return self.pack_provisions or self.provisions

    @property
    def pack_alone(self) -> Policy:
        """The policy as the pack itself has it, for what was in force before."""
        return replace(self, provisions=self.pack, spreads={})

    @property
    def set_by_hand(self) -> dict[str, dict[str, Any]]:
        """The values set from Python or on the command line, as written, by term and month."""
        by_hand = {
            name: {dated.since: dated.plain for dated in one.values if not dated.file and self.is_chosen(name, dated)}
            for name, one in self.provisions.items()
        }
        return {name: values for name, values in by_hand.items() if values}

    def is_chosen(self, name: str, dated: Dated) -> bool:
        """Return whether a value was laid over the pack, by a proposal or by hand."""
        pack = self.pack.get(name)
        return pack is None or all(own is not dated for own in pack.values)


def _digest(content: Mapping[str, Any]) -> str:
    return hashlib.sha256(json.dumps(content, sort_keys=True, separators=(",", ":")).encode()).hexdigest()


def _values(provisions: Mapping[str, Provision]) -> dict[str, Any]:
    """Return all of provisions that can change a result."""
    return {
        name: [[month_text(dated.month), _plain(one.term, dated.value), dated.prevails] for dated in one.values]
        for name, one in provisions.items()
    }


def _plain(term: Term, value: Value) -> Any:
    if term.choices and not isinstance(value, np.ndarray):
        return term.choices[int(value)]
    return value.tolist() if isinstance(value, np.ndarray) else value
