"""What a future says of each term: a spread about a centre."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Mapping
from dataclasses import dataclass, replace
from functools import cached_property
from pathlib import Path
from typing import Literal

from simlib.futures.shapes import normal, one_of, triangular, uniform
from simlib.policy import TERMS, Policy
from simlib.policy.entered_numbers import Typed
from simlib.policy.term import Term
from simlib.text import Text

Works = Literal["factor", "shift"]
TYPED = Text("键入的范围", "the range that was typed")


@dataclass(frozen=True)
class Spread:
    """How one term may turn out.

    works      factor: what is drawn multiplies whatever value is in force; shift: it is added (money in yuan)
    centre     the central draw, which a run without futures stands for
    low, high  the lowest and highest draw
    deviation  standard deviation of a normal before it is cut off
    values     of `one_of`
    moves_with another term whose uniform draw this one shares, so that both are high or low together
    rests_on   source or reason, as the reader is told; None where nothing is said
    typed      the value that was typed as a range (a file's units), None for any other spread: of a choice it moves
               that value where it was chosen, and nothing else
    """

    term: Term
    label: Text
    shape: str
    works: Works
    centre: float
    low: float
    high: float
    deviation: float = 0.0
    values: tuple[float, ...] = ()
    moves_with: str = ""
    rests_on: Text | None = None
    typed: float | None = None

    def quantile(self, u: float) -> float:
        """Return what is drawn where the uniform draw is u."""
        if self.shape == "one_of":
            return one_of(u, self.values)
        if self.low == self.high:
            return self.low
        if self.shape == "uniform":
            return uniform(u, self.low, self.high)
        if self.shape == "normal":
            return normal(u, self.low, self.centre, self.high, self.deviation)
        return triangular(u, self.low, self.centre, self.high)


@dataclass(frozen=True)
class Futures:
    """Spreads of several terms, drawn independently of each other but for those that move with another.

    path      the file, None for those made from a pack's ranges
    left_out  terms that were asked for and have no spread, each with the reason
    gives_way  whether values that a draw brings into contradiction move part of the way only; else that is refused
    """

    name: str
    label: Text
    spreads: tuple[Spread, ...]
    path: Path | None = None
    left_out: tuple[tuple[str, Text], ...] = ()
    gives_way: bool = False

    @property
    def terms(self) -> tuple[str, ...]:
        """The names of the terms that have a spread."""
        return tuple(spread.term.name for spread in self.spreads)

    def with_typed(self, typed: Mapping[str, Typed], terms: Mapping[str, Term] = TERMS) -> Futures:
        """Return the futures with a spread, new or in place of its own, for each term that was typed as a range.

        terms  all that the policy may give (`Policy.terms`)
        """
        new = {name: spread_of(terms[name], one) for name, one in typed.items() if one.low < one.high}
        kept = tuple(spread for spread in self.spreads if spread.term.name not in new)
        return replace(self, spreads=(*kept, *new.values())) if new else self

    def idle(self, policy: Policy) -> tuple[str, ...]:
        """Return the terms with a spread that a policy does not give: for it they are passed over."""
        return tuple(name for name in self.terms if name not in policy.provisions)

    def centre(self) -> tuple[float, ...]:
        """Return the central future."""
        return tuple(one.centre for one in self.spreads)

    @cached_property
    def digest(self) -> str:
        """SHA-256 over everything that can change a draw: not labels, sources, reasons."""
        content = {
            one.term.name: [
                one.shape,
                one.works,
                one.centre,
                one.low,
                one.high,
                one.deviation,
                one.values,
                one.moves_with,
                *(() if one.typed is None else (one.typed,)),
            ]
            for one in self.spreads
        }
        return hashlib.sha256(json.dumps(content, sort_keys=True).encode()).hexdigest()


def spread_of(term: Term, typed: Typed) -> Spread:
    """Return the spread of a value typed as a range: factors of it; shifts where it is 0 or may be negative."""
    shifts = typed.value == 0 or term.limits[0] < 0
    low, high = ((end - typed.value if shifts else end / typed.value) for end in (typed.low, typed.high))
    return Spread(
        term=term,
        label=term.label,
        shape=typed.shape,
        works="shift" if shifts else "factor",
        centre=0.0 if shifts else 1.0,
        low=low,
        high=high,
        rests_on=TYPED,
        typed=typed.value,
    )
