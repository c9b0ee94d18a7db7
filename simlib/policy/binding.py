"""What a proposal is bound to: the values that it replaces, and those that they are read with.

A proposal's file says what they were when it was written (`changes`). A pack that has changed elsewhere takes the
proposal as before, with a note; where one of these values has moved, somebody has to look at the proposal again.
"""

from __future__ import annotations

import hashlib
import json
import re
from collections.abc import Collection, Iterator, Mapping
from typing import Any, NamedTuple

import numpy as np

from simlib.months import month_text, parse_month
from simlib.policy.files.values import Axes, read_value
from simlib.policy.overlays import Provisions
from simlib.policy.provision import Dated, Provision
from simlib.policy.term import Term
from simlib.policy.terms import TERMS

DIGITS = 16  # of a digest, as a proposal carries it
_MOST = 24  # numbers of a table that are written out; of a longer one its digest
_PLAIN = re.compile(r"[\w./+-]+", re.ASCII)
Series = Mapping[str, Any]  # what a file writes, by the month from which it counts


class Bound(NamedTuple):
    """The values, by term and month: those replaced, and those that they are read with."""

    was: dict[str, Series]
    read_with: dict[str, Series]


def read_with(term: Term, options: Collection[str] = ()) -> set[str]:
    """Return the terms that a term is read with: the rules that read it, its growth, and what grows by it.

    options  of a rule: those chosen; it is read with all that they read
    """
    names = {term.rule} if term.needed_by else set()
    names |= {rule for rule, _ in term.idle_where}
    for other in TERMS.values():
        names |= growing if term.name in (growing := _growing(other)) else set()
        names |= {other.name} if _wakes(term, options, other) else set()
    return names - {term.name}


def _growing(term: Term) -> set[str]:
    """Return an amount, its yearly growth, and the month of that: what is read together; nothing for other terms."""
    return {term.name, term.grows_with, TERMS[term.grows_with].grows_in} - {""} if term.grows_with else set()


def _wakes(rule: Term, options: Collection[str], term: Term) -> bool:
    """Return whether a term is read because one of these options of a rule was chosen."""
    if term.rule == rule.name and set(options) & set(term.needed_by):
        return True
    return any(name == rule.name and set(options) - {idle} for name, idle in term.idle_where)


def bound(provisions: Provisions, pack: Provisions) -> Bound:
    """Return what a proposal's provisions are bound to in a pack."""
    starts = {name: one.values[0].month for name, one in provisions.items()}
    beside: dict[str, int] = {}
    for name, one in provisions.items():
        options = {one.term.choices[int(dated.value)] for dated in one.values} if one.term.choices else ()
        for other in read_with(one.term, options) - starts.keys():
            beside[other] = min(beside.get(other, starts[name]), starts[name])
    return Bound(
        {name: _series(pack.get(name), starts[name]) for name in sorted(starts)},
        {name: _series(pack.get(name), beside[name]) for name in sorted(beside)},
    )


def _series(given: Provision | None, start: int) -> Series:
    """Return what a pack writes for a term, in force in a month or later."""
    return {month_text(dated.month): _written(dated) for dated in _in_force(given, start)}


def _in_force(given: Provision | None, start: int) -> list[Dated]:
    if given is None:
        return []
    now = given.find(start)
    return ([now] if now else []) + [dated for dated in given.values if dated.month > start]


def _written(dated: Dated) -> Any:
    return dated.plain if _count(dated.plain) <= _MOST else _digest(dated.value)


def _count(written: Any) -> int:
    parts = written.values() if isinstance(written, Mapping) else written if isinstance(written, list | tuple) else ()
    return sum(map(_count, parts)) if parts else 1


def _digest(value: Any) -> str:
    return "sha256-" + hashlib.sha256(json.dumps(np.asarray(value).tolist()).encode()).hexdigest()[:DIGITS]


def moved(recorded: Bound, now: Bound, pack: Provisions, axes: Axes) -> Iterator[str]:
    """Yield the terms whose values in a pack are others than a proposal's file records, or that it does not record."""
    was = recorded.read_with | recorded.was
    for name, series in (now.was | now.read_with).items():
        then = {_month(since): value for since, value in was[name].items()} if name in was else {"": None}
        own = {month_text(one.month): one for one in pack[name].values} if series else {}
        if then.keys() != series.keys() or not all(
            _same(then[since], own[since], pack[name].term, axes) for since in then
        ):
            yield name


def _month(since: str) -> str:
    try:
        return month_text(parse_month(since))
    except ValueError:
        return since


def _same(recorded: Any, dated: Dated, term: Term, axes: Axes) -> bool:
    if str(recorded).startswith("sha256-"):
        return str(recorded) == _digest(dated.value)
    value, faults = read_value(term, recorded, axes)
    return not faults and np.array_equal(value, dated.value)


def series_words(series: Series) -> str:
    """Say what values there are from which months, as `3 (2026-01), 2 (2028-01)`; a dash where there is none."""
    return ", ".join(f"{flow(value)} ({since})" for since, value in series.items()) or "–"


def changes_text(name: str, digest: str, to: Bound) -> str:
    """Return the part `changes` of a proposal's file, for a pack of this name and digest."""
    lines = ["changes:", f"  policy: {name}", f'  digest: "{digest[:DIGITS]}"']
    for key, recorded in to._asdict().items():
        lines += [f"  {key}:"] if recorded else []
        lines += [f"    {term}: {flow(series)}" for term, series in recorded.items()]
    return "\n".join(lines) + "\n"


def flow(value: Any) -> str:
    """Write a value on one line, as YAML."""
    if isinstance(value, Mapping):
        return "{" + ", ".join(f"{name}: {flow(part)}" for name, part in value.items()) + "}"
    if isinstance(value, list | tuple):
        return "[" + ", ".join(map(flow, value)) + "]"
    text = str(value)
    return text if _PLAIN.fullmatch(text) else json.dumps(text, ensure_ascii=False)
