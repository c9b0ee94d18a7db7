"""Several policies as one: alike but for what some terms are worth, as one law is under several futures.

The values of these terms have an axis of policies in front of their own. Whoever works with arrays need not know: what
is worked out by month comes in rows, those of a month side by side, the first policy's first.
"""

from __future__ import annotations

from collections.abc import Collection, Mapping
from dataclasses import dataclass, fields, replace
from typing import Any

from simlib.policy.policy import Policy
from simlib.policy.provision import Provision
from simlib.policy.values_in_rows import plain


@dataclass(frozen=True, eq=False)
class Policies(Policy):
    """Several policies.

    many   how many there are
    apart  the terms whose values differ: each of their values is an array (policies, *the term's shape)
    """

    many: int = 1
    apart: frozenset[str] = frozenset()

    def part(self, start: int, stop: int) -> Policies:
        """Return the policies from `start` up to `stop`."""
        own = {name: _each(self.provisions[name], lambda value: value[start:stop]) for name in self.apart}
        return replace(self, provisions={**self.provisions, **own}, many=stop - start)

    def one(self, place: int) -> Policy:
        """Return one of the policies."""
        own = {name: _each(self.provisions[name], lambda value: plain(value[place])) for name in self.apart}
        given = {field.name: getattr(self, field.name) for field in fields(Policy)}
        return Policy(**{**given, "provisions": {**self.provisions, **own}})


def together(policy: Policy, values: Mapping[str, Provision], many: int) -> Policies:
    """Return so many policies: a policy with the values of some terms in their place, (policies, *its shape) each."""
    given = {field.name: getattr(policy, field.name) for field in fields(Policy)}
    provisions = {**policy.provisions, **values}
    return Policies(**{**given, "provisions": provisions}, many=many, apart=frozenset(values))


def how_many(policy: Policy) -> int:
    """Return how many policies there are in one."""
    return policy.many if isinstance(policy, Policies) else 1


def differing(policy: Policy) -> Collection[str]:
    """Return the terms whose values differ between the policies in one; none for a single policy."""
    return policy.apart if isinstance(policy, Policies) else ()


def _each(given: Provision, change: Any) -> Provision:
    values = []
    for one in given.values:
        value = change(one.value)
        values.append(replace(one, value=value, written=value if one.written is one.value else one.written))
    return Provision(given.term, tuple(values), given.range)
