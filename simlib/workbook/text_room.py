"""How much room a text takes in cells."""

from __future__ import annotations


def lines_of(text: str, width: float) -> int:
    """Return how many lines a text takes in a column: words are not broken, so a little more than it measures."""
    return sum(max(1, -(-_columns(line) * 23 // int(width * 20))) for line in text.split("\n"))


def _columns(text: str) -> int:
    """Return how wide a text is, a Chinese character counting two."""
    return sum(2 if ord(letter) > 0x2E80 else 1 for letter in text)
