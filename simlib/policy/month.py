"""A policy in one month, as rules read it that are not compiled."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from simlib.policy.policy import Policy
from simlib.policy.terms import TERMS

_NAMES = {term.field: name for name, term in TERMS.items()}


@dataclass(frozen=True)
class Terms:
    """The terms of a month: `terms.establishment_base` is the value of `establishment.base` in force.

    Values are those of `Policy.value`, which raises PolicyError for a term that nobody gives.
    """

    policy: Policy
    month: int

    def __getattr__(self, field: str) -> Any:
        if field not in _NAMES:
            raise AttributeError(field)
        return self.policy.value(_NAMES[field], self.month)
