"""Conversion: once, when its rule comes into force, everyone in post is placed on the new scale."""

from __future__ import annotations

from typing import TYPE_CHECKING

from tests.oracle.grading import entry_grade
from tests.oracle.law import YEAR, Law, january_of
from tests.oracle.worker import Worker

if TYPE_CHECKING:
    from tests.oracle.district import District


class Conversion:
    """The one conversion of a run, at the opening where its rule is in force already."""

    def __init__(self, law: Law) -> None:
        self.done = False

    def hold(self, district: District) -> None:
        """Place everybody, in the month in which the rule comes into force."""
        if self.done or district.law.choice("rules.conversion", district.month) == "none":
            return
        self.done = True
        for worker in district.people.values():
            place(worker, district.law, district.month)


def place(worker: Worker, law: Law, month: int) -> None:
    """Grade somebody as the entry rule grades a newcomer; the years left over count towards the next grade.

    Service is that of the last January whose progression is done; where that was last year's, no progression has used
    last December's appraisal yet, which counts as a satisfactory one for whoever had a full year by then.
    """
    last = january_of(month - 1)
    years = max(0, worker.service(last) // YEAR)
    worker.grade = entry_grade(law, month, worker.post, years, worker.education)
    rises = law.choice("rules.progression", month) == "every_n_years"
    worker.satisfactory_years = years % law.value("progression.years_per_grade", month) if rises else 0
    if month == january_of(month) and years > 0:
        worker.satisfactory_years += 1
