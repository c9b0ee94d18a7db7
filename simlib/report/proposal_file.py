"""A proposal's file from values by month: bound to the policy that it is laid over."""

from __future__ import annotations

import io
from collections.abc import Callable, Mapping
from typing import Any

from ruamel.yaml import YAML

from simlib.months import month_text
from simlib.policy import Policy
from simlib.policy.binding import bound, changes_text
from simlib.policy.provision import Provision
from simlib.text import Text

Values = Mapping[int, Mapping[str, Any]]  # by month from which they count, and name of term


def proposal_text(
    law: Policy, values: Values, *, name: str, label: Text, reason: Callable[[str, Policy], Mapping[str, str]]
) -> str:
    """Return the file of a proposal that sets values from some months on; laid over `law` it is what they make of it.

    name    of the proposal
    reason  gives why a term has the value, in both languages, from its name and the policy with all of them

    Raises PolicyError with all that is wrong with the values.
    """
    reform = law
    for month in sorted(values):
        reform = reform.with_values(values[month], month)
    months: dict[str, list[int]] = {}
    for month in sorted(values):
        for term in values[month]:
            months.setdefault(term, []).append(month)
    laid = {
        term: Provision(reform.terms[term], tuple(reform.provisions[term].at(month) for month in starts))
        for term, starts in months.items()
    }
    provisions = {
        term: {
            "values": {
                month_text(dated.month): {"value": dated.plain, "reason": dict(reason(term, reform))}
                for dated in one.values
            }
        }
        for term, one in laid.items()
    }
    head = block({"format": 1, "proposal": name, "label": {"zh": label.zh, "en": label.en}})
    to = bound(laid, law.pack)
    return head + changes_text(law.name, law.pack_digest or law.digest, to) + block({"provisions": provisions})


def block(content: Mapping[str, Any]) -> str:
    """Return a part of a file as YAML."""
    yaml = YAML()
    yaml.default_flow_style, yaml.allow_unicode, yaml.width = False, True, 110
    text = io.StringIO()
    yaml.dump(content, text)
    return text.getvalue()
