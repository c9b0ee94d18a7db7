"""Which terms of a policy can be levers, and with which choices."""

from __future__ import annotations

from functools import lru_cache

import numpy as np

from simlib.policy import TERMS, Policy, PolicyError
from simlib.policy.files.values import OTHERS
from simlib.policy.term import Term
from simlib.text import Text

MOST_MEMBERS, MOST_MONTHS = 10, 60


def offered(policy: Policy, term: Term) -> bool:
    """Return whether a term can be a lever: a number with a span or a choice, for everybody or along one axis.

    Along a long axis one for all members, where the policy has the same for all. Shares that must add up to one cannot
    be moved one at a time, and nobody offers what no rule reads that the policy has or could choose. (`Levers` shows of
    these what the rules chosen read.)
    """
    provision = policy.provisions.get(term.name)
    if provision is None or len(term.shape) > 1 or term.unit == "code" or term.adds_up:
        return False
    if not term.projected or not _is_read(policy, term):
        return False
    if members_of(policy, term) == (OTHERS,) and any(np.ptp(dated.value) for dated in provision.values):
        return False
    if term.options or term.unit == "yes_no":
        return len(choices_of(policy, term)) > 1
    if term.unit == "month":
        return provision.range is not None and provision.range[1] - provision.range[0] < MOST_MONTHS
    return bool(provision.range or term.slider)


def members_of(policy: Policy, term: Term) -> tuple[str, ...]:
    """Return what a lever has a slider for: each member of the axis, or all of them at once where it is too long."""
    members = policy.axis(term.shape[0]) if term.shape else ("",)
    return members if len(members) <= MOST_MEMBERS else (OTHERS,)


def _is_read(policy: Policy, term: Term) -> bool:
    """Return whether a rule that the policy has, or could choose, reads the term."""
    return not term.needed_by or not _possible(policy, term.rule).isdisjoint(term.needed_by)


@lru_cache(maxsize=256)
def _possible(policy: Policy, rule: str) -> frozenset[str]:
    """Return the options of a rule that the policy could choose."""
    return frozenset(name for _, name in choices_of(policy, TERMS[rule])) if rule in policy.provisions else frozenset()


def choices_of(policy: Policy, term: Term) -> list[tuple[Text, str]]:
    """Return the options of a choice; of a rule, those for which the policy gives all that the rule needs."""
    if term.unit == "yes_no":
        return [(Text("否", "No"), "no"), (Text("是", "Yes"), "yes")]
    return [(label, name) for name, label in term.options if term.group != "rules" or _can(policy, term, name)]


def _can(policy: Policy, term: Term, option: str) -> bool:
    try:
        policy.with_values({term.name: option})
    except PolicyError:
        return False
    return True
