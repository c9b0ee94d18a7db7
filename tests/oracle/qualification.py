"""Certificates and degrees earned in post, once a year."""

from __future__ import annotations

from typing import TYPE_CHECKING

from tests.oracle.law import YEAR
from tests.oracle.luck import CERTIFICATE_EARNED, DEGREE_EARNED, draw
from tests.oracle.worker import Worker

if TYPE_CHECKING:
    from tests.oracle.district import District


def qualify(district: District) -> None:
    """Let everybody who is not too old have their chances, in the month that the law names."""
    law, month = district.law, district.month
    if month % YEAR + 1 != law.names("qualification.month", month):
        return
    oldest = law.value("qualification.highest_age", month)
    for worker in district.people.values():
        if worker.age(month) // YEAR <= oldest:
            earn(district, worker)


def earn(district: District, worker: Worker) -> None:
    """Give somebody the next certificate and the next degree, where the year's draws say so."""
    law, month = district.law, district.month
    certificates, degrees = (law.value(f"qualification.{what}_rate", month) for what in ("certificate", "education"))
    if won(worker, month, CERTIFICATE_EARNED, certificates, worker.certificate):
        worker.certificate += 1
    if won(worker, month, DEGREE_EARNED, degrees, worker.education):
        worker.education += 1
        if law.value("qualification.degree_lifts_grade", month):
            lift(district, worker)


def lift(district: District, worker: Worker) -> None:
    """Raise the grade by what the new degree gives more than the old, to the top of the band; nobody goes down."""
    top = district.law.value("grades.band", district.month)[worker.post][1]
    lifts = district.law.value("entry.education_lift", district.month)
    grade = min(top, worker.grade + lifts[worker.education] - lifts[worker.education - 1])
    if grade > worker.grade:
        worker.grade = grade
        district.note(worker, "lifted")


def won(worker: Worker, month: int, what: int, rates: list[float], now: int) -> bool:
    """Return whether somebody earns the next one up; there is none above the last."""
    return now + 1 < len(rates) and draw(worker.luck, month, what) < rates[now]
