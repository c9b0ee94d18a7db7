"""What a visitor types for a lever: read, and laid over the policy, which refuses it or has something to say of it."""

from __future__ import annotations

import re
from collections.abc import Mapping
from typing import Any

from dashboards.widgets.amount import with_unit
from dashboards.widgets.number import in_full
from simlib.policy import Policy, PolicyError
from simlib.policy.entered_numbers import Typed, read_typed
from simlib.policy.problems import one_problem
from simlib.policy.term import Term
from simlib.text import Text

PER_CENT = re.compile(r"(?<![-+x*,\d])(?<!\d\.)\d[\d,]*(\.\d+)?\s*%")  # a number in per cent without a sign


def relatively(text: str) -> str:
    """Return what was typed in a field in per cent of the value in force: 110 and 110% are ×1.1, +10% stays.

    >>> relatively("110"), relatively("95%..105%"), relatively("+10%"), relatively("4,900元")
    ('×110%', '×95%..×105%', '+10%', '4,900元')
    """
    return PER_CENT.sub(r"×\g<0>", with_unit(text, "%"))


def read(term: Term, name: Text, text: str, in_force: float, *, bare_percent: bool = False) -> Typed:
    """Return what was typed for one number of a term. Raises PolicyError for what cannot be read or is outside it."""
    typed = read_typed(term, text, in_force, bare_percent=bare_percent, called=name)
    if typed.shape and term.shape:
        what = Text("{name} 不能是范围", "{name} cannot be a spread").of(name=name)
        raise one_problem(what, Text("请写一个数。", "Give one number."))
    return typed


def in_words(spread: Typed) -> str:
    """Write a spread as it may be typed for a term: 4500..5200, 0.02<0.03<0.05."""
    between = (spread.low, spread.high) if spread.shape == "uniform" else (spread.low, spread.value, spread.high)
    return (".." if spread.shape == "uniform" else "<").join(in_full(one, grouped=False) for one in between)


def notices(policy: Policy, values: Mapping[str, Any], name: str, start: int) -> list[Text]:
    """Return what is to be known of one of some values that are laid over a policy from a month on.

    Nothing where they are no law: of that the visitor reads where the answer would be.
    """
    others = {other: value for other, value in values.items() if other != name}
    try:
        found, known = (policy.with_values(laid, start).notices for laid in (values, others))
    except PolicyError:
        return []
    return [one for one in found if one not in known]
