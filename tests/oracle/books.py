"""The books of a second engine's replication, in the shapes that `Projection.data` has for one replication."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping

import numpy as np

from simlib.policy.axes import AGE_BANDS, SEXES
from simlib.population.person import FLOWS
from tests.oracle.district import District
from tests.oracle.law import YEAR, age_band

_WHYS = 2


class Books:
    """People in post at each year's end, the opening first; the rest is read off the district's log."""

    def __init__(self, district: District) -> None:
        self.district = district
        self.in_post: Counter[tuple[int, int, int]] = Counter()
        self.by_age: Counter[tuple[int, int, int]] = Counter()
        self.by_unit: Counter[tuple[int, int]] = Counter()
        self.establishment: Counter[tuple[int, int]] = Counter()
        self.year_ends = 0
        self.count_people(district.law.opening - 1)

    def count(self, district: District) -> None:
        """Count people and posts at a year's end."""
        self.count_people(district.month)
        for posts in district.authorised:
            for post, number in enumerate(posts):
                self.establishment[self.year_ends - 2, post] += number

    def count_people(self, month: int) -> None:
        """Count the people in post at the end of a month."""
        end, people = self.year_ends, self.district.people.values()
        self.in_post.update((end, one.post, one.grade - 1) for one in people)
        self.by_age.update((end, one.sex, age_band(one.age(month + 1))) for one in people)
        self.by_unit.update((end, one.unit) for one in people)
        self.year_ends += 1

    def closed(self) -> dict[str, np.ndarray]:
        """Return every book by the name that `Projection.data` has for it."""
        district = self.district
        years, posts = self.year_ends - 1, district.law.posts
        first, flows = district.law.opening // YEAR, list(FLOWS)
        told = [event for event in district.log if event.flow in flows]  # a lifted grade is told, and no flow
        flowed = Counter((event.month // YEAR - first, flows.index(event.flow), event.post) for event in told)
        moves = {(year - first, *posts): number for (year, *posts), number in district.moves.items()}
        blocked = {(year - first, why): number for (year, why), number in district.blocked.items()}
        return {
            "in_post": _array(self.in_post, self.year_ends, posts, district.law.policy.grades),
            "by_age": _array(self.by_age, self.year_ends, len(SEXES), len(AGE_BANDS)),
            "by_unit": _array(self.by_unit, self.year_ends, len(district.law.units)),
            "establishment": _array(self.establishment, years, posts),
            "flows": _array(flowed, years, len(flows), posts),
            "moves": _array(moves, years, posts, posts),
            "blocked": _array(blocked, years, _WHYS),
        }


def _array(counted: Mapping[tuple[int, ...], int], *shape: int) -> np.ndarray:
    array = np.zeros(shape, np.int64)
    for where, number in counted.items():
        array[where] = number
    return array
