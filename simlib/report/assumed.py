"""The register of assumptions for readers: rows of text and numbers, on paper, on the screen and in a table."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

import pandas as pd

from simlib.analysis.compare import Difference
from simlib.analysis.outcomes import OUTCOMES
from simlib.analysis.register import Assumption, Otherwise
from simlib.policy import Policy
from simlib.policy.words import one_value, value_words
from simlib.report.words import gain, same, verdict
from simlib.text import Code, Text

HEADS = (
    Text("假定", "Assumption"),
    Text("取值", "Value"),
    Text("如果是", "If it were"),
    Text("经费变动", "Cost"),
    Text("末年在岗变动", "In post at the end"),
)
LONGEST = 24  # characters of a value in a row


def moved(listed: Iterable[Assumption]) -> list[Assumption]:
    """Return those that move anything, cost or people."""
    return [one for one in listed if any(other.cost.mean or other.in_post.mean for other in one.otherwise)]


def rows(policy: Policy, listed: Iterable[Assumption], code: Code) -> list[list[str]]:
    """Return a row for each other value of each assumption; name and value stand in the first of them."""
    return [
        [
            *((one.term.label[code], short(policy, one, code)) if first else ("", "")),
            other_value(one, other, code),
            *(_change(name, found, code) for name, found in (("cost", other.cost), ("in_post", other.in_post))),
        ]
        for one in listed
        for first, other in zip((True, *[False] * len(one.otherwise)), one.otherwise, strict=False)
    ]


def _change(name: str, found: Difference, code: Code) -> str:
    return verdict(found, code) if same(found) else gain(OUTCOMES[name], found, code)


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
                "cost_yuan": other.cost.mean if other else float("nan"),
                "cost_error": other.cost.error if other else float("nan"),
                "in_post": other.in_post.mean if other else float("nan"),
                "in_post_error": other.in_post.error if other else float("nan"),
            }
            for one in listed
            for other in (one.otherwise or (None,))
        ]
    )  # fmt: skip
