"""What a visitor should know of the values in an answer, in plain sight; what is said beside a lever is said once."""

from __future__ import annotations

from collections.abc import Mapping
from html import escape
from typing import Any

from dashboards.levers.entered import notices
from simlib.policy import Policy
from simlib.text import Code, Text, joined


def notices_html(base: Policy, policy: Policy, values: Mapping[str, Any], start: int, code: Code) -> str:
    """Return as a list what is to be noticed of a policy, nothing where there is nothing.

    base    what the visitor's values are laid over, from the month `start` on: of those, which of them to look at
    """
    beside = {name: found for name in values if (found := notices(base, values, name, start))}
    there = {one for found in beside.values() for one in found}
    told = [one for one in policy.notices if one not in there]
    if beside:
        names = joined(base.terms[name].label for name in beside)
        told.append(Text("左侧所设的值有提示：{names}。", "See what is said on the left of {names}.").of(names=names))
    items = "".join(f"<li>{escape(one[code])}</li>" for one in told)
    return f'<div role="status"><ul class="lab-notices">{items}</ul></div>' if items else ""
