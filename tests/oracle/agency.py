"""Agency workers of each unit: a pool that conversions use up."""

from __future__ import annotations

from tests.oracle.law import DOWN, Law, whole


class Agency:
    """How many agency workers each unit has, and how many of them are left."""

    def __init__(self, law: Law) -> None:
        self.law = law
        self.workers, self.left = self.given(law.opening), self.given(law.opening)

    def given(self, month: int) -> list[int]:
        """Return the number of each unit that the law gives in a month."""
        number = self.law.value("agency.workers", month)
        return list(number) if isinstance(number, list) else [number] * len(self.law.units)

    def renew(self, month: int) -> None:
        """Set the pool anew where a clause has changed the number."""
        if self.given(month) != self.workers:
            self.workers = self.given(month)
            self.left = list(self.workers)

    def cap(self, unit: int, month: int) -> int:
        """Return how many may convert in a round: of those left, or of all once less those who have."""
        share, workers, left = self.law.value("agency.conversion_share", month), self.workers[unit], self.left[unit]
        if self.law.choice("agency.cap_of", month) == "those_left":
            return whole(share * left, DOWN)
        return max(0, whole(share * workers, DOWN) - (workers - left))

    def converts(self, unit: int) -> None:
        """Take one that converts out of the pool."""
        self.left[unit] -= 1
