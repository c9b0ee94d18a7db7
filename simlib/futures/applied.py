"""A policy as it is lived under a future: every value concerned multiplied or shifted, the rest as it stands.

What a future moves, it moves from the opening on; what was in force before stays, for history is known. A *level* is
what nobody sets (`Term.set_by`): its draw acts on whatever value is in force, a proposal's too ("resignation halves" is
uncertain as before). Any other term is a *choice*: there the draw says what we do not know of the pack's own value, and
a value that a proposal or a hand sets is kept as it was chosen. A choice that was typed as a range is moved itself, and
the pack's own value is kept.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace

import numpy as np

from simlib.futures.spread import Futures, Spread
from simlib.months import month_text
from simlib.policy import Policy, PolicyError
from simlib.policy.checks import contradictions
from simlib.policy.contradictions import broken_rules
from simlib.policy.policies import Policies, together
from simlib.policy.problems import Fault, Problem
from simlib.policy.provision import Dated, Provision, Value
from simlib.policy.term import UNIT_LABELS, Term
from simlib.policy.terms import GROWTHS
from simlib.text import Text


def immovable(term: Term) -> Fault | None:
    """Return why no future can move a term and the way out; None where one can."""
    if not term.amount:
        what = Text("{name} 不是数量（{unit}）", "{name} is no amount ({unit})")
        way_out = Text("请把它的各个值写成方案来比较。", "Compare its values as proposals instead.")
        return Fault(what.of(name=term.name, unit=Text(*UNIT_LABELS[term.unit])), way_out)
    if term.adds_up:
        what = Text("{name} 是合计为 1 的构成", "{name} is shares that add up to 1").of(name=term.name)
        return Fault(what, Text("请把别的构成写成方案来比较。", "Compare other shares as proposals instead."))
    if not term.projected:
        what = Text("{name} 不影响人员和支出", "{name} moves neither staff nor cost").of(name=term.name)
        return Fault(what, Text("请不要写它。", "Leave it out."))
    return None


def lived(policy: Policy, futures: Futures, drawn: Sequence[float]) -> Policy:
    """Return a policy as it is lived where these numbers were drawn. Terms that it does not give are passed over.

    Raises PolicyError where the moved values contradict each other, as shares of the same people over 1.
    """
    return lived_together(policy, futures, np.asarray(drawn, float).reshape(1, -1)).one(0)


def lived_together(policy: Policy, futures: Futures, drawn: np.ndarray) -> Policies:
    """Return a policy as it is lived in several futures, `drawn` (futures, spreads) (see `lived`)."""
    moved = _theirs(policy, futures, drawn)
    found = _laid(policy, moved, len(drawn))
    if futures.gives_way:
        found = _given_way(policy, moved, found)
    if broken := broken_rules(found):
        place = int(np.flatnonzero(broken[0][1])[0])
        one = found.one(place)
        faults = contradictions(one.provisions, one.axes, one.opening, one.terms, only=moved.keys())
        raise PolicyError([_in_a_future(futures, fault) for fault in faults])
    return found


def laid(policy: Policy, futures: Futures, drawn: np.ndarray) -> Policies:
    """Return a policy as `lived_together` does, whether or not the moved values contradict each other."""
    return _laid(policy, _theirs(policy, futures, drawn), len(drawn))


Drawn = tuple[Spread, np.ndarray]  # a spread, and what each future drew


def _theirs(policy: Policy, futures: Futures, drawn: np.ndarray) -> Mapping[str, Drawn]:
    """Return what was drawn for each term that the policy gives."""
    return {
        spread.term.name: (spread, drawn[:, place])
        for place, spread in enumerate(futures.spreads)
        if spread.term.name in policy.provisions
    }


def _laid(policy: Policy, moved: Mapping[str, Drawn], many: int) -> Policies:
    own = {name: _moved(policy, policy.provisions[name], *drawn) for name, drawn in moved.items()}
    return together(replace(policy, pack_digest=policy.pack_digest or policy.digest), own, many)


def _given_way(policy: Policy, moved: Mapping[str, Drawn], found: Policies) -> Policies:
    """Return it where moved terms that contradict each other go a half, a quarter, an eighth of the way, or none."""
    now = dict(moved)
    for part in (0.5, 0.25, 0.125, 0.0):
        if not (broken := broken_rules(found)):
            break
        for terms, where in broken:
            for name in (name for name in terms if name in moved):
                spread, drawn = moved[name]
                now[name] = spread, np.where(where, spread.centre + part * (drawn - spread.centre), now[name][1])
        found = _laid(policy, now, found.many)
    return found


def _in_a_future(futures: Futures, fault: Problem) -> Problem:
    file = futures.path.as_posix() if futures.path else ""
    what = Text("情景 {name} 中，{what}", "in a future of {name}, {what}").of(name=futures.name, what=fault.what)
    way_out = Text(
        "请缩小情景中的范围，使任何抽取都不致如此。",
        "Narrow its range in the futures, so that no draw can bring this about.",
    )
    return Problem(file, 0, what, way_out)


def _moved(policy: Policy, given: Provision, spread: Spread, drawn: np.ndarray) -> Provision:
    """Return a term's values as they are lived in each future, (futures, *its shape)."""
    values: list[Dated] = []
    opening, name = policy.opening or 0, given.term.name
    in_force = given.find(opening) or given.values[0]
    for dated in given.values:
        stays = np.repeat(np.asarray(dated.value)[None], len(drawn), axis=0)
        if dated.month < in_force.month or (given.term.set_by == "decision" and _kept(policy, spread, dated)):
            values.append(replace(dated, value=stays))
            continue
        value = moved_value(given.term, dated.value, spread, drawn)
        if dated.month < opening and name in GROWTHS:  # growth before the opening is past
            values.append(replace(dated, value=stays))
            values.append(replace(dated, month=opening, since=month_text(opening), value=value, written=value))
        else:
            values.append(replace(dated, value=value, written=value))
    return Provision(given.term, tuple(values), given.range)


def _kept(policy: Policy, spread: Spread, dated: Dated) -> bool:
    """Return whether a value of a choice stays: one that was chosen; all others where a choice was typed as a range."""
    chosen = policy.is_chosen(spread.term.name, dated)
    if spread.typed is None:
        return chosen
    return not chosen or not np.allclose(dated.value, spread.typed * spread.term.parts, rtol=1e-9, atol=0.5e-9)


def moved_value(term: Term, value: Value, spread: Spread, drawn: np.ndarray) -> np.ndarray:
    """Return a value multiplied by what each future drew, or with it added, (futures, *its shape).

    Held within the term's limits; whole units and money (fen) are rounded to the nearest, halves up.
    """
    unit, number = term.parts, drawn.reshape(-1, *(1,) * np.ndim(value))
    moved = np.asarray(value, float) * number if spread.works == "factor" else np.asarray(value, float) + number * unit
    moved = np.clip(moved, term.limits[0] * unit, term.limits[1] * unit)
    if term.whole or term.money:
        moved = np.floor(moved + 0.5 + 1e-9).astype(np.int64)
    moved.setflags(write=False)
    return np.asarray(moved)
