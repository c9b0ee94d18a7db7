"""A policy as the rules read it: one record of plain numbers a month."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

from simlib.policy.axes import FIXED, MOST
from simlib.policy.files.values import dtype_of
from simlib.policy.problems import PolicyError, Problem
from simlib.policy.required_terms import needed_from
from simlib.policy.term import Term
from simlib.policy.terms import TERMS

if TYPE_CHECKING:
    from simlib.policy.policy import Policy

_LENGTHS = {**{axis: len(members) for axis, members in FIXED.items()}, **MOST}
TABLED: tuple[Term, ...] = tuple(
    term for term in TERMS.values() if term.affects == "people" and all(axis in _LENGTHS for axis in term.shape)
)
# A field for each term that moves people, named with underscores: int64 for whole units, else float64. Axes of the
# policy's own are padded with 0 to the engine's length; posts and grades count their members.
TERMS_DTYPE = np.dtype(
    [(term.field, dtype_of(term), tuple(_LENGTHS[axis] for axis in term.shape)) for term in TABLED]
    + [("posts", np.int64), ("grades", np.int64)]
)


_UNREAD = {"i": np.iinfo(np.int64).min, "f": np.nan}  # in the field of a term that no rule in force reads


def terms_table(policy: Policy, first_month: int, months: int) -> np.ndarray:
    """Return the policy by month: shape (months,), dtype TERMS_DTYPE; rules read a recarray view.

    Raises PolicyError naming every term that is not given, or has not begun in the first month it is read. A term that
    no rule in force reads may be left out: it is NaN, or the smallest integer, never 0.
    """
    table = np.zeros(months, TERMS_DTYPE)
    problems: list[Problem] = []
    for term in TABLED:
        start = needed_from(term, policy.provisions, first_month)
        try:
            if start is not None and start < first_month + months:
                policy.value(term.name, start)
            _fill(table, policy, term, first_month)
        except PolicyError as error:
            problems += error.problems
    if problems:
        raise PolicyError(problems)
    table["posts"], table["grades"] = len(policy.posts), policy.grades
    return table


def _fill(table: np.ndarray, policy: Policy, term: Term, first_month: int) -> None:
    column = table[term.field]
    provision = policy.provisions.get(term.name)
    begins = provision.values[0].month - first_month if provision else len(table)
    if begins > 0:
        column[:begins] = _UNREAD[column.dtype.kind]
    for dated in provision.values if provision else ():
        own = tuple(slice(0, length) for length in np.shape(dated.value))
        column[max(0, dated.month - first_month) :, *own] = dated.value
