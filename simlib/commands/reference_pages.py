"""`terms` and `trust`: the pages that say what a policy can set, and how results are checked."""

from __future__ import annotations

from argparse import Namespace

from simlib.commands.screen import Screen
from simlib.policy.reference import reference
from simlib.report.trust import page


def terms(args: Namespace, screen: Screen) -> int:
    """Print the reference page of terms (`docs/reference/terms.md` is made of it)."""
    print(reference(), end="")
    return 0


def trust(args: Namespace, screen: Screen) -> int:
    """Print why to trust the figures (`docs/verification/README.md` is made of it)."""
    print(page(), end="")
    return 0
