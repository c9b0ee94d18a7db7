"""How many visitors there is room for, and how much memory each may take: by the memory of the machine."""

from __future__ import annotations

from simlib import machine

MOST_VISITORS = 20
SERVER = 500_000_000  # bytes for the server itself, the kernels that wait, and the system
USUAL = 500_000_000  # of a visitor: measured, see docs/guide/serving.md
MOST = 1_500_000_000  # that one visitor may take: twice what 1,000 replications of the largest pack do


def visitors(whole: int | None = None) -> int:
    """Return how many visitors the memory of this machine (bytes) has room for, if each takes what is usual."""
    return max(1, min(MOST_VISITORS, ((machine.whole() if whole is None else whole) - SERVER) // USUAL))


def kernel_memory(whole: int | None = None) -> int:
    """Return how many bytes one visitor may take: never so many that there is nothing left for the others."""
    return min(MOST, (machine.whole() if whole is None else whole) // 2)
