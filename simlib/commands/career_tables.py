"""What `person` prints: who it is, what happens, each year's pay, and what every line of it rests on."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

import numpy as np

from simlib.careers.basis import COUNTED_FROM, Ground, built_on
from simlib.careers.career import Career, Slip
from simlib.careers.take_home import DEDUCTIONS, TAKE_HOME
from simlib.commands.screen import Screen
from simlib.months import month_text
from simlib.policy import Policy
from simlib.policy.evidence import EVIDENCE
from simlib.policy.term import FEN
from simlib.policy.value_words import member_label, one_value, value_words
from simlib.report.words.career_events import Documents, event_words, given_words, slip_year, who_words
from simlib.text import NOTHING, Text, joined


def print_person(found: Career, screen: Screen) -> None:
    """Print who this is, and what is taken for granted."""
    for line in (who_words(found, screen.code), *given_words(found, screen.code)):
        print(line)
    screen.say()


def print_events(found: Career, cite: Citations, screen: Screen) -> None:
    """Print what happens, and when the person retires."""
    head = (
        Text("月份", "Month"),
        Text("事项", "What"),
        Text("岗位", "Post"),
        Text("等级", "Grade"),
        Text("依据", "Rests on"),
    )
    label = _labels(found.policy, screen)
    rows = [
        [
            month_text(event.month),
            event_words(found.policy, event, screen.code),
            label("post", event.post),
            str(event.grade),
            cite(event.grounds[0]) if event.grounds else "",
        ]
        for event in found.events
    ]
    screen.table(head, rows, left=5)
    screen.say()
    if found.retires is not None:
        when = month_text(found.retires)
        screen.say(
            Text(f"退休年月：{when}（按期末时的规定）", f"Retires in {when} (as the law stands at the end of the run)")
        )
        screen.say()


def print_pay(found: Career, slips: Sequence[Slip], monthly: bool, screen: Screen) -> None:
    """Print the slips in three tables: what the person is paid, what arrives of it, and what is paid for them."""
    label = _labels(found.policy, screen)
    first = Text("月份", "Month") if monthly else Text("年度", "Year")
    when = [month_text(slip.last) if monthly else screen.text(slip_year(found, slip)) for slip in slips]
    state = [[label("post", slip.post), str(slip.grade), label("rating", slip.rating)] for slip in slips]
    for title, amounts, total, every in (
        (Text("应发报酬（元）", "Gross pay (yuan)"),
         [slip.paid_out for slip in slips],
         Text("合计", "Sum"), [slip.received for slip in slips]),
        (Text("本人缴费和个人所得税（元）", "Deductions: the person's contributions and income tax (yuan)"),
         [slip.deducted for slip in slips],
         TAKE_HOME, [slip.take_home for slip in slips]),
        (Text("单位缴纳部分（元）", "Paid by the employer beside it (yuan)"),
         [{line: amount - slip.paid_out.get(line, 0) for line, amount in slip.fen.items()} for slip in slips],
         Text("用人支出合计", "Employer cost"), [slip.total for slip in slips]),
    ):  # fmt: skip
        shown = [line for line in amounts[0] if any(of_one[line] for of_one in amounts)]
        screen.say(title)
        head = [
            first,
            Text("岗位", "Post"),
            Text("级", "Grade"),
            Text("上年等次", "Last rating"),
            *(_name(found, one) for one in shown),
            total,
        ]
        rows = [
            [when[at], *state[at], *(_yuan(of_one[line]) for line in shown), _yuan(every[at])]
            for at, of_one in enumerate(amounts)
        ]
        screen.table(head, rows, left=4)
        screen.say()


def print_grounds(found: Career, cite: Citations, screen: Screen) -> None:
    """Print what each line and each deduction rests on, with evidence and clause: a value that changes, each time."""
    screen.say(Text("各项依据", "What each line rests on"))
    span = range(found.months[0].first, found.months[-1].last + 1)
    told: set[int] = set()
    every = [{**slip.fen, **slip.deducted} for slip in found.months]
    for line in (line for line in every[0] if any(amounts[line] for amounts in every)):
        built = joined(_name(found, one) for one in built_on(found.policy, line))
        counted = Text("（以{built}计）", " (counted from {built})").of(built=built) if built else NOTHING
        screen.say(_name(found, line) + counted)
        for one in found.grounds(line, span):
            if id(one.dated) not in told:
                told.add(id(one.dated))
                print(f"    {one.term.label[screen.code]}  {_value(found, one, screen)}  {cite(one)}")
    screen.say()
    for title in cite.documents.list():
        print(title)


def _name(found: Career, line: str) -> Text:
    """Return what a line, or a deduction, is called, or what some are counted from."""
    return DEDUCTIONS.get(line) or COUNTED_FROM.get(line) or found.policy.lines[line].label


def _value(found: Career, one: Ground, screen: Screen) -> str:
    """Write a value; of a term with an axis, the members that this career comes by."""
    code, term = screen.code, one.term
    if len(term.shape) != 1 or term.shape[0] not in ("post", "grade", "rating", "education", "certificate"):
        return value_words(found.policy, term, one.dated, code)
    axis = term.shape[0]
    own = {getattr(found.person, axis, "")} if axis in ("education", "certificate") else set()
    met = own | {str(getattr(slip, axis, "")) for slip in found.months} | {event.detail for event in found.events}
    values = zip(found.policy.axis(axis), np.asarray(one.dated.value).tolist(), strict=True)
    return screen.text(Text("，", ", ")).join(
        f"{member_label(found.policy, axis, name, code)} {one_value(term, value, code)}"
        for name, value in values
        if name in met
    )


class Citations:
    """Writes evidence, document (by number) and clause of provisions; keeps the documents by number."""

    def __init__(self, screen: Screen) -> None:
        self.documents = Documents()
        self._screen = screen

    def __call__(self, one: Ground) -> str:
        return f"[{self._screen.text(EVIDENCE[one.dated.evidence])}{self.documents.cited(one)}]"


def _labels(policy: Policy, screen: Screen) -> Any:
    return lambda axis, name: member_label(policy, axis, name, screen.code)


def _yuan(fen: int) -> str:
    """Write fen as yuan with two decimals, without a float in between."""
    sign, fen = ("-" if fen < 0 else ""), abs(fen)
    return f"{sign}{fen // FEN:,}.{fen % FEN:02d}"
