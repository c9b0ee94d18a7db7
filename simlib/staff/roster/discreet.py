"""An error of ours within the reading of a roster says where it happened, and nothing of what was read."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager

from simlib.text import Told


class Concealed(Exception):
    """An internal error whose own words are kept back: they may quote a cell."""


@contextmanager
def discreet() -> Iterator[None]:
    """Let errors that are told through, and conceal what any other says."""
    try:
        yield
    except Told:
        raise
    except Exception as error:
        raise Concealed(type(error).__name__).with_traceback(error.__traceback__) from None
