"""The grade that somebody in post has on another post: up by the rule in force, down at that band's highest at most."""

from __future__ import annotations

from typing import TYPE_CHECKING

from tests.oracle.grading import entry_grade
from tests.oracle.law import YEAR, Law

if TYPE_CHECKING:
    from tests.oracle.worker import Worker


def regraded(law: Law, month: int, worker: Worker, post: int) -> int:
    """Return the grade on another post, within its band."""
    lowest, highest = law.value("grades.band", month)[post]
    grade = climbed(law, month, worker, post) if post < worker.post else worker.grade
    return int(min(max(grade, lowest), highest))


def climbed(law: Law, month: int, worker: Worker, post: int) -> int:
    """Return the grade on a higher post before it is held within the band; the grade of entry is never a loss."""
    rule = law.choice("rules.regrading", month)
    if rule == "by_entry_rule":
        years = worker.service(month) // YEAR
        return max(worker.grade, entry_grade(law, month, post, years, worker.education))
    if rule == "next_pay_above":
        return worker.grade + int(law.value("regrading.steps_above", month))
    return worker.grade
