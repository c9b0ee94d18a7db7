"""What is to be known of the values laid over a pack, though nothing is wrong: each a sentence."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from functools import partial
from itertools import cycle, groupby, product

import numpy as np

from simlib.policy.in_force import in_force
from simlib.policy.plausible_values import far_from, meant, plausible
from simlib.policy.policy_values import PolicyValues
from simlib.policy.problems import PolicyError
from simlib.policy.provision import Dated, Override, Value
from simlib.policy.term import Term
from simlib.policy.terms import TERMS
from simlib.policy.value_words import (
    dated_words,
    departure_words,
    held_number,
    held_words,
    in_unit,
    member_label,
    month_words,
    unit_words,
)
from simlib.text import CODES, NOTHING, Code, Text, joined

_NAMED = 3  # members of an axis, or decisions


def notices(
    policy: PolicyValues,
    pack: PolicyValues,
    chosen: Iterable[tuple[Term, Dated]],
    opening: int | None,
    superseded: Iterable[Override],
    departures: Iterable[Override],
) -> Iterator[Text]:
    """Yield what is to be known of the values chosen, which are laid over a pack.

    Values that no rule in force reads; numbers outside the plausible range, with what was probably meant; later
    decisions that are set aside; departures from higher law.
    """
    for term, dated in chosen:
        yield from _idle(policy, term, max(dated.month, opening or 0))
        yield from _implausible(policy, pack, term, dated)
    yield from _superseded(policy, opening, superseded)
    first = {one.term.name: one for one in reversed([*departures])}  # of a term that departs from several decisions
    yield from map(departure_words, reversed(first.values()))


def _idle(policy: PolicyValues, term: Term, month: int) -> Iterator[Text]:
    """Yield a sentence for a value that no rule reads from a month on, with the rules that would have to."""
    deciding = [policy.provisions[name] for name in term.decided_by if name in policy.provisions]
    later = {one.month for rule in deciding for one in rule.values if one.month > month}
    if any(term.is_read(partial(_option, policy, month=when)) for when in (month, *later)):
        return
    options = {name: _option(policy, name, month) for name in term.decided_by}
    why = [
        Text("“{rule}”是“{option}”", "“{rule}” is “{option}”").of(
            rule=TERMS[name].label, option=dict(TERMS[name].options)[option]
        )
        if option
        else Text("没有“{rule}”", "there is no “{rule}”").of(rule=TERMS[name].label)
        for name, option in options.items()
    ]
    what = Text("{label}：现在没有规则用到这一项，因为{why}。", "{label}: no rule reads it now, as {why}.")
    yield what.of(label=term.label, why=joined(why))


def _option(policy: PolicyValues, rule: str, month: int) -> str | None:
    """Return the option of a rule in a month, None where a policy has none."""
    given = policy.provisions.get(rule)
    return policy.choice(rule, month) if given is not None and given.find(month) else None


def _implausible(policy: PolicyValues, pack: PolicyValues, term: Term, dated: Dated) -> Iterator[Text]:
    """Yield a sentence for each number of a value that there is something to ask about, members alike together."""
    if not term.amount or term.adds_up:
        return
    span, was = plausible(policy.provisions[term.name], pack, dated.month), _in_force(pack, term, dated.month)
    numbers = [float(number) / term.parts for number in np.ravel(dated.value)]
    doubts = [_doubt(term, number, before, span) for number, before in zip(numbers, was or cycle([None]))]
    told = [(member, doubt) for member, doubt in zip(_members(policy, term), doubts) if doubt]
    for doubt in dict.fromkeys(doubt for _, doubt in told):
        members = [member for member, its in told if its == doubt and member]
        more = Text("等{many}项", " …, {many} in all").of(many=len(members)) if len(members) > _NAMED else NOTHING
        which = Text("（", " (") + joined(members[:_NAMED]) + more + Text("）", ")") if members else NOTHING
        yield term.label + which + Text("自", " from ") + dated_words(dated.month) + doubt


def _in_force(pack: PolicyValues, term: Term, month: int) -> Sequence[float | None]:
    """Return what a pack has in force, as a file writes it; nothing where it has none."""
    try:
        return [float(one) / term.parts for one in np.ravel(in_force(pack, term.name, month).value)]
    except PolicyError:
        return ()


def _members(policy: PolicyValues, term: Term) -> Iterator[Text]:
    """Yield what each number of a term is of; nothing where there is one."""
    for names in product(*(policy.axis(axis) for axis in term.shape)):
        each = [[member_label(policy, axis, name, code) for axis, name in zip(term.shape, names)] for code in CODES]
        yield Text("·".join(each[0]), ", ".join(each[1]))


def _doubt(term: Term, number: float, before: float | None, span: tuple[float, float] | None) -> Text:
    """Return what there is to ask about a number; nothing where it is plausible, or as it was.

    Where the pack gives no range: whether it is far from what was in force, and would be near in another unit.
    """
    if number == before or (span is not None and span[0] <= number <= span[1]):
        return NOTHING
    if span is not None:
        ends = "–".join(in_unit(term, _to_the_yuan(term, end)) for end in span)
        span_words = _text(lambda code: f"{ends} {unit_words(term, code)}".rstrip())
        what = Text("为 {number}，超出可取范围 {span}", ": {number}; the plausible range is {span}")
        asked = _asked(term, number, span, noughts=True) or Text("。", ".")
        return what.of(number=_value(term, number), span=span_words) + asked
    if before is None or (near := far_from(before, number)) is None or not (asked := _asked(term, number, near)):
        return NOTHING
    what = Text("为 {number}，原为 {before}", ": {number}; it was {before}")
    return what.of(number=_value(term, number), before=_value(term, before)) + asked


def _to_the_yuan(term: Term, end: float) -> float:
    """Return the end of a range, which may have grown."""
    return float(round(end)) if term.money else end


def _asked(term: Term, number: float, span: tuple[float, float], noughts: bool = False) -> Text:
    """Ask whether another unit was meant, or another nought; nothing where neither makes it plausible."""
    ways = []
    for one in meant(term, number, span, noughts):
        value, written = _value(term, number * one.times), f"{number:,.12g}"
        both = Text("{written} {unit}（{value}）", "{written} {unit} ({value})")
        ways.append(both.of(written=written, unit=one.unit, value=value) if one.unit else value)
    if not ways:
        return NOTHING
    return Text("：是否应为 ", ": should it be ") + joined(ways, Text(" 或 ", " or ")) + Text("？", "?")


def _superseded(policy: PolicyValues, opening: int | None, found: Iterable[Override]) -> Iterator[Text]:
    """Yield a sentence for each term whose later decisions a value with an earlier date sets aside."""
    for _, some in groupby(found, key=lambda one: (one.term.name, one.in_force.month)):
        those = list(some)
        new, term = those[0].in_force, those[0].term
        later = joined(_dated(policy, term, one.set_aside.value, one.month) for one in those[:_NAMED])
        more = Text("等", " …") if len(those) > _NAMED else NOTHING
        what = Text(
            "{label}：{new}（自此月起）取代以后各月起的规定：{later}",
            "{label}: {new} (from then on) replaces what was decided from later months: {later}",
        ).of(label=term.label, new=_dated(policy, term, new.value, new.month), later=later + more)
        yield what + _grown(policy, term, new, opening) + Text("。", ".")


def _grown(policy: PolicyValues, term: Term, new: Dated, opening: int | None) -> Text:
    """Say what a value has become by the opening, where it has grown by then."""
    if opening is None or opening <= new.month or not (found := in_force(policy, term.name, opening)).steps:
        return NOTHING
    what = Text("；逐年增长，到期初 {value}", "; it has grown by the opening: {value}")
    return what.of(value=_dated(policy, term, found.value, opening))


def _dated(law: PolicyValues, term: Term, value: Value, month: int) -> Text:
    return _text(lambda code: f"{month_words(month, code)} {held_words(law, term, value, code)}")


def _value(term: Term, number: float) -> Text:
    return held_number(term, number * term.parts)


def _text(words: Callable[[Code], str]) -> Text:
    """Return what is written in each language."""
    return Text(*(words(code) for code in CODES))
