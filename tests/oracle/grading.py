"""The grade on entering a post."""

from __future__ import annotations

from tests.oracle.law import Law


def entry_grade(law: Law, month: int, post: int, years: int, education: int) -> int:
    """Return the grade on entering: the lowest of the post, more for service and for education, within the band."""
    lowest, highest = law.value("grades.band", month)[post]
    for_service = years // law.value("entry.years_per_grade", month)
    return int(min(highest, lowest + for_service + law.value("entry.education_lift", month)[education]))
