"""Whose month has come: a search through everybody's next month, a block of records at a time."""

from __future__ import annotations

from simlib.compiled import compiled

_BLOCK = 64  # records looked at together


@compiled
def next_due(due, month, start):
    """Return the first record from `start` on whose month has come; as many as there are records if there is none."""
    for begin in range(start, len(due), _BLOCK):
        block = due[begin : begin + _BLOCK]
        if _soonest(block) <= month:  # taken together, since in most blocks nobody is due
            for k in range(len(block)):
                if block[k] <= month:
                    return begin + k
    return len(due)


@compiled
def _soonest(months):
    """Return the first of some months."""
    soonest = months[0]
    for k in range(len(months)):
        soonest = min(soonest, months[k])
    return soonest
