"""The register of assumptions for readers: rows of text and numbers, on paper, on the screen and in a table."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

import pandas as pd

from simlib.analysis.assumption_register import Assumption, Otherwise
from simlib.analysis.compare import Difference
from simlib.analysis.outcomes import OUTCOMES
from simlib.policy import Policy
from simlib.policy.value_words import one_value, value_words
from simlib.report.words.amounts import gain, same, verdict
from simlib.report.words.width_names import error_words, range_words
from simlib.text import Code, Text

HEADS = (
    Text("假定", "Assumption"),
    Text("取值", "Value"),
    Text("如果是", "If it were"),
    Text("经费变动", "Change in cost"),
    Text("经费变动的\n随机波动范围", "Its range\nof chance"),
    Text("末年在岗变动", "Change in post\nat the end"),
)
UNCLEAR = Text("* 变动未超出模拟误差，不能认定有变化。", "* Within simulation error: not to be taken as a change.")
LONGEST = 16  # characters of a value in a row


def moved(listed: Iterable[Assumption]) -> list[Assumption]:
    """Return those that move anything, cost or people."""
    return [one for one in listed if any(other.cost.mean or other.in_post.mean for other in one.otherwise)]


def rows(policy: Policy, listed: Iterable[Assumption], code: Code) -> list[list[str]]:
    """Return a row for each other value of each assumption; name and value stand in the first of them."""
    return [
        [
            *((one.term.label[code], short(policy, one, code)) if first else ("", "")),
            other_value(one, other, code),
            _change("cost", other.cost, code),
            range_words(OUTCOMES["cost"], other.cost.luck, code, with_sign=True) or "—",
            _change("in_post", other.in_post, code),
        ]
        for one in listed
        for first, other in zip((True, *[False] * len(one.otherwise)), one.otherwise, strict=False)
    ]


def _change(name: str, found: Difference, code: Code) -> str:
    """Write a mean change: with a star where it is no more than its simulation error, in a word where there is none."""
    if same(found):
        return verdict(found, code)
    return ("*" if _within_error(found) else "") + gain(OUTCOMES[name], found, code)


def unclear(listed: Iterable[Assumption]) -> bool:
    """Return whether a change of any of them is no more than its simulation error."""
    every = [other for one in listed for other in one.otherwise]
    return any(_within_error(found) for other in every for found in (other.cost, other.in_post))


def _within_error(found: Difference) -> bool:
    return found.error > 0 and not found.clear


def largest_errors(listed: Iterable[Assumption], code: Code) -> str:
    """Say how far the mean changes in cost and in people may be off, at most; nothing from too few replications."""
    every = [other for one in listed for other in one.otherwise]
    told = []
    for name in ("cost", "in_post"):
        found: list[Difference] = [getattr(one, name) for one in every if getattr(one, name).error >= 0]
        if found:
            worst = max(found, key=lambda one: one.error)
            told.append(
                f"{OUTCOMES[name].label[code]}{Text('变动', ': ')[code]}{error_words(OUTCOMES[name], worst, code)}"
            )
    return Text("；", "; ")[code].join(told)


def short(policy: Policy, one: Assumption, code: Code) -> str:
    """Return the value of an assumption, cut short where it is long."""
    text = value_words(policy, one.term, one.dated, code)
    return text if len(text) <= LONGEST else f"{text[: LONGEST - 1]}…"


def other_value(one: Assumption, other: Otherwise, code: Code) -> str:
    """Return what an assumption was moved to: a value, or every number times a factor."""
    if other.factor is not None:
        return f"× {other.factor:g}"
    return value_words(other.policy, one.term, other.dated, code)


def span_words(one: Assumption, code: Code) -> str:
    """Return the range within which the assumption is plausible; nothing where it has none."""
    if not one.provision.range:
        return ""
    low, high = (one_value(one.term, end * one.term.parts, code) for end in one.provision.range)
    return f"{low} – {high}"


def table(policy: Policy, listed: Sequence[Assumption]) -> pd.DataFrame:
    """Return the whole register, a row for each other value and one for what was not moved, with reason and basis."""
    return pd.DataFrame(
        [
            {
                "term": one.term.name, "zh": one.term.label.zh, "en": one.term.label.en,
                "value_zh": value_words(policy, one.term, one.dated, "zh"),
                "value_en": value_words(policy, one.term, one.dated, "en"),
                "range_zh": span_words(one, "zh"), "range_en": span_words(one, "en"),
                "reason_zh": one.dated.reason.zh if one.dated.reason else "",
                "reason_en": one.dated.reason.en if one.dated.reason else "",
                "basis": one.dated.basis,
                "otherwise_zh": other_value(one, other, "zh") if other else "",
                "otherwise_en": other_value(one, other, "en") if other else "",
                **_widths("cost", other.cost if other else None),
                **_widths("in_post", other.in_post if other else None),
            }
            for one in listed
            for other in (one.otherwise or (None,))
        ]
    )  # fmt: skip


def _widths(name: str, found: Difference | None) -> dict[str, float]:
    """Return a mean change with its simulation error and its range of chance; empty where nothing was moved."""
    numbers = (found.mean, found.error, *found.luck) if found else [float("nan")] * 4
    return {f"{name}{end}": one for end, one in zip(("", "_simulation_error", "_luck_low", "_luck_high"), numbers)}
