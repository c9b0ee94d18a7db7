"""Luck as docs/how/luck.md writes it down, in plain Python integers: an address becomes a number."""

from __future__ import annotations

import hashlib

RETIREMENT_CHOICE, RETIREMENT_MONTHS, WOMENS_TRACK = 1, 2, 3
LEAVING, LEAVING_REASON, CHANNEL = 4, 5, 6
RATING, SCORE, MERIT = 7, 8, 9
TAKES_UP, AGE, SEX, EDUCATION, CERTIFICATE, SERVICE = 11, 12, 13, 14, 15, 16
NOT_RETURNED, STEPS_DOWN, OUTSIDER, ELECTED = 17, 18, 19, 20
COMMUNITY_YEAR, EXTENSION, THE_BEST, INSTITUTION = 22, 23, 24, 25
CERTIFICATE_EARNED, DEGREE_EARNED, PROMOTED_AT_RATE = 26, 27, 28
ONCE = 0  # the month of what is drawn once in a life

_64_BITS = 2**64 - 1
_G = 0x9E3779B97F4A7C15


def mixed(z: int) -> int:
    """Return 64 well-mixed bits of 64 bits."""
    z = (z ^ z >> 30) * 0xBF58476D1CE4E5B9 & _64_BITS
    z = (z ^ z >> 27) * 0x94D049BB133111EB & _64_BITS
    return z ^ z >> 31


def stream(seed: int, replication: int) -> int:
    """Return the bits of one replication."""
    return mixed(mixed(seed + _G & _64_BITS) + replication * _G & _64_BITS)


def own(stream: int, key: int) -> int:
    """Return the bits of one person, or of one place, in a replication."""
    return mixed(stream ^ mixed(key + _G & _64_BITS))


def draw(own: int, month: int, decision: int) -> float:
    """Return the uniform draw of one decision in one month."""
    return (mixed(own + (month * 64 + decision + 1) * _G & _64_BITS) >> 11) * 2.0**-53


def key_of(name: str) -> int:
    """Return the identity of a name: a staff number, a place, a unit."""
    return int.from_bytes(hashlib.sha256(name.encode()).digest()[:8], "big")


def newcomers_key(whose: int, month: int, ordinal: int) -> int:
    """Return the identity of a newcomer: by unit and intake, or by whom they replace at an election."""
    return mixed(whose ^ mixed(month * 100003 + ordinal + _G & _64_BITS))
