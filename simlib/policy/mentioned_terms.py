"""The terms that the words of a clause register speak of, by name or by label: those that decide nothing are found."""

from __future__ import annotations

import re

from simlib.policy.policy import Policy
from simlib.text import Text

_NAMES = re.compile(r"\b[a-z_]+\.[a-z_0-9]+\b")


def idle_terms(policy: Policy, words: Text) -> list[str]:
    """Return the terms that a text speaks of and the policy does not give, or no rule of it reads when it opens."""
    groups = {name.partition(".")[0] for name in policy.terms}
    named = {name for text in words for name in _NAMES.findall(text) if name.partition(".")[0] in groups}
    labelled = {name for name, term in policy.terms.items() if any(map(str.__contains__, words, term.label))}
    return sorted(name for name in named | labelled if not _in_force(policy, name))


def _in_force(policy: Policy, name: str) -> bool:
    return name in policy.provisions and policy.reads(policy.terms[name], policy.opening or 0)
