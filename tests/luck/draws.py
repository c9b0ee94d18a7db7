"""Draws taken as a run takes them, along each part of their address or over a grid of two parts."""

from __future__ import annotations

from collections.abc import Callable, Mapping

import numpy as np

from simlib.compiled import compiled
from simlib.luck import bits, key_of, luck, mixed, personal, recruit_key, stream_of
from simlib.months import month_number
from simlib.population.person import PERSON

DRAWS = 2**17
BASE: Mapping[str, int] = {
    "seed": 2027,
    "replication": 3,
    "key": int(key_of("street_03/village_2/3/1")),
    "month": month_number(2030, 12),
    "decision": 8,
}
_UNIT_KEY = key_of("street_03")


@compiled
def _drawn(people, seed, replication, key, month, decision, found, uniform):
    person = people[0]
    for n in range(len(key)):
        person.luck = personal(stream_of(seed[n], replication[n]), key[n])
        found[n] = bits(person, month[n], decision[n])
        uniform[n] = luck(person, month[n], decision[n])


@compiled
def _all_mixed(numbers, found):
    for n in range(len(numbers)):
        found[n] = mixed(numbers[n])


def all_mixed(numbers: np.ndarray) -> np.ndarray:
    """Each of some 64-bit numbers mixed once: an address is mixed several times, which could hide a bad mixing."""
    found = np.empty_like(numbers)
    with np.errstate(over="ignore"):
        _all_mixed(numbers, found)
    return found


def _taken(parts: Mapping[str, object]) -> tuple[np.ndarray, np.ndarray]:
    arrays = np.broadcast_arrays(*(np.asarray(parts.get(name, BASE[name]), np.uint64) for name in BASE))
    found, uniform = np.empty(arrays[0].size, np.uint64), np.empty(arrays[0].size)
    people = np.zeros(1, PERSON).view(np.recarray)
    with np.errstate(over="ignore"):  # uncompiled, wrapping products warn
        _drawn(people, *(np.ascontiguousarray(one).ravel() for one in arrays), found, uniform)
    return found.reshape(arrays[0].shape), uniform.reshape(arrays[0].shape)


def all_bits(**parts: object) -> np.ndarray:
    """The 64 bits of each address; parts that are not named are those of `BASE`, and arrays are broadcast."""
    return _taken(parts)[0]


def uniform(**parts: object) -> np.ndarray:
    """The uniform draw of each address, likewise."""
    return _taken(parts)[1]


def people(count: int) -> np.ndarray:
    """The identities of people of a roster."""
    return np.array([key_of(f"street_{n % 13:02}/village_{n // 13}/{n % 4}/{n}") for n in range(count)], np.uint64)


def recruits(count: int) -> np.ndarray:
    """The identities of the recruits of one unit, twelve to each monthly intake."""
    with np.errstate(over="ignore"):
        return np.array([recruit_key(_UNIT_KEY, BASE["month"] + n // 12, n % 12) for n in range(count)], np.uint64)


ALONG: Mapping[str, Callable[[int], Mapping[str, object]]] = {  # the first so many addresses along each part
    "person": lambda count: {"key": people(count)},
    "recruit": lambda count: {"key": recruits(count)},
    "month": lambda count: {"month": np.arange(count)},
    "month and decision": lambda count: {"month": np.arange(count) // 25, "decision": np.arange(count) % 25 + 1},
    "replication": lambda count: {"replication": np.arange(count)},
    "seed": lambda count: {"seed": np.arange(count)},
}
