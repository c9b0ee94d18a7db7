"""Find class coefficients and converted communities with which Baohe's establishment is exactly 3,007.

    python scripts/calibrate_baohe.py     prints the answer that stands in scenarios/cities/baohe/policy.yaml

The notice publishes the total (3007名), the bases (75 per office; 12, 16, 20 per village, city community and
converted community), 13 units and three classes. It publishes neither the coefficients nor any unit's class
nor how many places of each type a unit has. What fills the gap, strongest first:

1. Reported: villages and communities of each unit, from the National Bureau of Statistics' codes of
   statistical areas, 2020 (cut-off 30 June 2020; units 01 to 13 in the order of its codes): 30 villages and
   84 communities. It does not say which communities were converted from villages (村改社区).
2. Assumed, a start for that split: 31 communities that seem to bear the name of a former village.
3. Assumed: the 4 units with the most posts at coefficient 1 are class 1, the next 5 class 2, the last 4
   class 3 (the notice classes by area and population); coefficients are evenly spaced, in steps of 0.05.

Every evenly spaced triple is tried. The split is moved one community at a time, in turn through the units of
a class and at most three times, until the total is exact. The answer is the triple that moves the fewest
communities; among equals the narrowest spread. Each place is rounded to whole posts by itself; a triple that
puts any place on exactly half a post is left out, so it does not matter how halves are rounded. No
randomness.
"""

from __future__ import annotations

from decimal import Decimal
from functools import cache
from itertools import product
from typing import NamedTuple

TOTAL = 3007
BASE = {"office": 75, "village": 12, "community": 16, "converted": 20}
# unit: villages, communities of both kinds, of which converted to start with
UNITS = {
    "street_01": (2, 10, 6),
    "street_02": (0, 9, 7),
    "street_03": (0, 10, 0),
    "street_04": (0, 10, 0),
    "street_05": (0, 4, 2),
    "street_06": (2, 3, 2),
    "street_07": (5, 8, 3),
    "street_08": (0, 8, 0),
    "street_09": (0, 9, 1),
    "street_10": (0, 4, 1),
    "street_11": (0, 6, 6),
    "street_12": (6, 3, 3),
    "street_13": (15, 0, 0),
}
UNITS_IN_CLASS = (4, 5, 4)
MIDDLES = [Decimal(m) / 100 for m in range(95, 116, 5)]
SPACINGS = [Decimal(s) / 100 for s in range(5, 21, 5)]


class Answer(NamedTuple):
    """An exact answer. Fewer moves are better, then a narrower spread, then a lower middle coefficient."""

    moves: int
    spacing: Decimal
    middle: Decimal
    converted: dict[str, int]


def posts(place: str, coefficient: Decimal) -> int:
    """Posts of one place, to the nearest whole."""
    return round(BASE[place] * coefficient)


def has_halves(coefficients: dict[int, Decimal]) -> bool:
    """Whether any place would have exactly half a post."""
    return any(base * c % 1 == Decimal("0.5") for base in BASE.values() for c in coefficients.values())


def unit_posts(unit: str, converted: int, coefficient: Decimal) -> int:
    """Posts of a unit's office and of all its villages and communities."""
    villages, communities, _ = UNITS[unit]
    places = {"office": 1, "village": villages, "community": communities - converted, "converted": converted}
    return sum(number * posts(place, coefficient) for place, number in places.items())


@cache
def classes() -> dict[str, int]:
    """Class 1, 2 or 3 of each unit, by its posts at coefficient 1."""
    ranked = sorted(UNITS, key=lambda unit: -unit_posts(unit, UNITS[unit][2], Decimal(1)))
    numbers = [number for number, size in enumerate(UNITS_IN_CLASS, start=1) for _ in range(size)]
    return dict(sorted(zip(ranked, numbers, strict=True)))


def total(converted: dict[str, int], coefficients: dict[int, Decimal]) -> int:
    """The establishment of all units."""
    return sum(unit_posts(unit, converted[unit], coefficients[of]) for unit, of in classes().items())


def moved(start: dict[str, int], unit_class: int, moves: int) -> dict[str, int] | None:
    """Move communities of one class between the kinds, in turn through its mixed units; None without room."""
    result, step = dict(start), 1 if moves > 0 else -1
    mixed = [u for u, of in classes().items() if of == unit_class and 0 < UNITS[u][2] < UNITS[u][1]]
    for turn in range(abs(moves)):
        if not mixed:
            return None
        unit = mixed[turn % len(mixed)]
        result[unit] += step
        if not 0 < result[unit] < UNITS[unit][1]:
            return None
    return result


def answers() -> list[Answer]:
    """Every exact answer with at most three moves in each class."""
    found = []
    for middle, spacing in product(MIDDLES, SPACINGS):
        coefficients = {1: middle + spacing, 2: middle, 3: middle - spacing}
        if has_halves(coefficients):
            continue
        for moves in product(range(-3, 4), repeat=3):
            converted: dict[str, int] | None = {unit: start for unit, (_, _, start) in UNITS.items()}
            for unit_class, number in enumerate(moves, start=1):
                converted = converted and moved(converted, unit_class, number)
            if converted and total(converted, coefficients) == TOTAL:
                found.append(Answer(sum(map(abs, moves)), spacing, middle, converted))
    return sorted(found, key=lambda a: (a.moves, a.spacing, a.middle, sorted(a.converted.items())))


def main() -> None:
    """Print the best answer in the words of the pack."""
    best, of = answers()[0], classes()
    print(f"# {best.moves} communities moved from the start")
    for number, way in ((1, 1), (2, 0), (3, -1)):
        print(f"class_{number}: {best.middle + way * best.spacing}")
    for unit, (villages, communities, _) in UNITS.items():
        converted = best.converted[unit]
        row = f"office: 1, village: {villages}, community: {communities - converted}, converted: {converted}"
        print(f"{unit}: {{{row}}}  # class {of[unit]}")


if __name__ == "__main__":
    main()
