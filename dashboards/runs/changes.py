"""What the visitor changed, as a sentence says it."""

from __future__ import annotations

from collections.abc import Collection

from simlib.policy import Policy
from simlib.policy.value_words import altered_words, month_words
from simlib.text import Code, Text

NAMED = 2  # changes that are named; more are counted


def changes_words(law: Policy, policy: Policy, names: Collection[str], start: int, code: Code) -> str:
    """Say what is changed and, where that is later than the opening, from when: 自2027年7月起，薪酬基数由 … 改为 ….

    law, policy   what is in force, and what is proposed
    names, start  terms, and the month from which they are changed
    """
    if len(names) > NAMED:
        told = Text(f"改动{len(names)}项", f"{len(names)} changes")[code]
    else:
        told = Text("；", "; ")[code].join(altered_words(law, policy, law.terms[name], start, code) for name in names)
    since = month_words(start, code)
    late = Text(f"自{since}起，", f"from {since}: ")[code] if names and start != law.opening else ""
    return late + told
