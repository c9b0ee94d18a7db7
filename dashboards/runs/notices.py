"""What a visitor should know of the values that were set, in plain sight."""

from __future__ import annotations

from html import escape

from simlib.policy import Policy
from simlib.text import Code


def notices_html(policy: Policy, code: Code) -> str:
    """Return what is to be noticed of a policy, as a list; nothing where there is nothing."""
    items = "".join(f"<li>{escape(one[code])}</li>" for one in policy.notices)
    return f'<div role="status"><ul class="lab-notices">{items}</ul></div>' if items else ""
