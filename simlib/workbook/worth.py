"""A formula and what it comes to, put together in one step so that the two cannot part."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from functools import reduce
from operator import add
from typing import Any


@dataclass(frozen=True)
class Worth:
    """A formula with its value: a number, or for a block of cells the array of theirs."""

    formula: str
    value: Any

    def __str__(self) -> str:
        return self.formula

    def __add__(self, other: Worth) -> Worth:
        return Worth(f"{self}+{other}", self.value + other.value)

    def __mul__(self, other: Worth) -> Worth:
        return Worth(f"{self}*{other}", self.value * other.value)

    def times(self, other: Worth) -> Worth:
        """Return the sum of the products of two blocks of the same height."""
        return Worth(f"SUMPRODUCT({self},{other})", float(self.value @ other.value))

    @property
    def sum(self) -> Worth:
        """The sum of a block."""
        return Worth(f"SUM({self})", float(self.value.sum()))


NOTHING = Worth("0", 0.0)


def total(parts: Iterable[Worth]) -> Worth:
    """Return the sum of some."""
    return reduce(add, parts)
