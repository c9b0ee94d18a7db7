"""What a page was asked for, in words."""

from __future__ import annotations

from dashboards.runs.changes import changes_words
from dashboards.shell.request import Answer
from simlib.text import Code, Text


def asked_words(answer: Answer, code: Code) -> str:
    """Name what an answer is of: the policy in force, a proposal, what the visitor set; with a colon."""
    request = answer.request
    parts = [answer.proposal.label[code]] if answer.proposal else []
    parts += (
        [changes_words(answer.in_force, answer.policy, request.values, request.start, code)] if request.values else []
    )
    if not parts:
        return Text("现行政策：", "Policy in force: ")[code]
    return Text("；".join(parts) + "：", "; ".join(parts) + ": ")[code]


def changed_terms(answer: Answer) -> dict[str, int]:
    """Return the terms that differ from the policy in force, each with the first month in which it does."""
    policy, opening = answer.in_force, answer.in_force.opening or 0
    found = {}
    for name, given in answer.policy.provisions.items():
        old = policy.provisions.get(name)
        if old is None or given.values != old.values:
            known = old.values if old else ()
            month = min((one.month for one in given.values if one not in known), default=opening)
            found[name] = max(month, opening)
    return found
