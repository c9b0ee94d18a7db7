"""Luck: one uniform draw for each (seed, replication, person, month, decision), by address and never in sequence.

So the same person has the same luck under every policy, one person more or fewer moves nobody else's luck, and the
answer depends neither on the order of the roster nor on batches and cores. The draw is the splitmix64 finaliser
(Steele, Lea and Flood 2014, "Fast splittable pseudorandom number generators") of the address.
"""

from __future__ import annotations

import hashlib

import numpy as np

from simlib.compiled import lightly_compiled

# the decisions that chance has a part in; a number once given is never given again
RETIREMENT_CHOICE, RETIREMENT_MONTHS, WOMENS_TRACK = 1, 2, 3
LEAVING, LEAVING_REASON, CHANNEL = 4, 5, 6
RATING, SCORE, MERIT = 7, 8, 9
TAKES_UP, AGE, SEX, EDUCATION, CERTIFICATE, SERVICE = 11, 12, 13, 14, 15, 16
ELECTED_OUT, STEPS_DOWN, OUTSIDER, ELECTED_IN, TIME_IN_POST = 17, 18, 19, 20, 21
PLACE_SCORE, EXTENSION, EXTENSION_BEST, INSTITUTION = 22, 23, 24, 25
PROMOTED_AT_RATE = 28
CERTIFICATE_EARNED, DEGREE_EARNED = 26, 27
YEARS_IN_GRADE, WORKPLACE = 29, 30  # of people of a roster that does not say
ONCE = 0  # the month of a draw that a life has once

MOST_SEED = 2**63 - 1
_GOLDEN = np.uint64(0x9E3779B97F4A7C15)
_FIRST, _SECOND = np.uint64(0xBF58476D1CE4E5B9), np.uint64(0x94D049BB133111EB)
_30, _27, _31, _11 = np.uint64(30), np.uint64(27), np.uint64(31), np.uint64(11)
_DECISIONS = np.uint64(64)
_UNIT = 2.0**-53


@lightly_compiled
def mixed(z):
    """Return 64 well-mixed bits of 64 bits (uint64 -> uint64)."""
    z = (z ^ (z >> _30)) * _FIRST
    z = (z ^ (z >> _27)) * _SECOND
    return z ^ (z >> _31)


@lightly_compiled
def stream_of(seed, replication):
    """Return the 64 bits that stand for one replication of one seed."""
    return mixed(mixed(np.uint64(seed) + _GOLDEN) + np.uint64(replication) * _GOLDEN)


@lightly_compiled
def personal(stream, key):
    """Return a person's own 64 bits in one replication; kept in the record as `person.luck`."""
    return mixed(stream ^ mixed(key + _GOLDEN))


@lightly_compiled
def bits_by(own, month, decision):
    """Return the 64 bits of one decision in one month about whoever has these bits of their own."""
    address = np.uint64(month) * _DECISIONS + np.uint64(decision)
    return mixed(own + (address + np.uint64(1)) * _GOLDEN)


@lightly_compiled
def bits(person, month, decision):
    """Return the 64 bits of one decision about one person in one month."""
    return bits_by(person.luck, month, decision)


@lightly_compiled
def luck(person, month, decision):
    """Return the uniform draw in [0, 1) of one decision about one person in one month."""
    return luck_by(person.luck, month, decision)


@lightly_compiled
def luck_by(own, month, decision):
    """Return the same draw about whoever has these bits of their own, with a record or without."""
    return float(bits_by(own, month, decision) >> _11) * _UNIT


@lightly_compiled
def recruit_key(unit_key, intake_month, ordinal):
    """Return the identity of the `ordinal`-th place of one unit's intake: the same under every policy."""
    return mixed(unit_key ^ mixed(np.uint64(intake_month) * np.uint64(100003) + np.uint64(ordinal) + _GOLDEN))


def key_of(name: str) -> np.uint64:
    """Return the identity (64 bits) that belongs to a name: a staff number or a unit."""
    return np.uint64(int.from_bytes(hashlib.sha256(name.encode()).digest()[:8], "big"))
