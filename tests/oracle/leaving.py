"""When a person leaves, and why: retirement by law, track and choice; else resignation, death or misconduct."""

from __future__ import annotations

import math
from typing import TYPE_CHECKING

from simlib.population.person import MALE, MEN_60, NEVER, TRACK_BY_POST, WOMEN_50, WOMEN_55
from tests.oracle.law import YEAR, Law, age_band, force, january_of, service_band
from tests.oracle.luck import (
    EXTENSION,
    LEAVING,
    LEAVING_REASON,
    ONCE,
    RETIREMENT_CHOICE,
    RETIREMENT_MONTHS,
    THE_BEST,
    WOMENS_TRACK,
    draw,
)

if TYPE_CHECKING:
    from tests.oracle.worker import Worker

CAUSES = ("resigned", "died", "misconduct")


def foreseen(worker: Worker, law: Law, month: int) -> tuple[int, str]:
    """Return the month of leaving and the reason, as things stand: retirement first where both fall in one month."""
    retires = max(month, retirement(worker, law, month))
    leaves, cause = otherwise(worker, law, month)
    return (retires, "retired") if retires <= leaves else (leaves, cause)


def otherwise(worker: Worker, law: Law, month: int) -> tuple[int, str]:
    """Return the month of this year in which the forces met exceed the year's draw, and the cause; or never."""
    january = january_of(month)
    threshold = -math.log(1 - draw(worker.luck, january, LEAVING))
    met = 0.0
    for then in range(max(january, worker.joined, law.opening), january + YEAR):
        forces = forces_on(worker, law, then)
        met += sum(forces)
        if met > threshold:
            return max(month, then), cause_of(worker, forces, then)
    return NEVER, ""


def forces_on(worker: Worker, law: Law, month: int) -> tuple[float, float, float]:
    """Return the forces that a person meets in a month."""
    bands = age_band(worker.age(month)), service_band(worker.service(month))
    return law.forces(month, worker.sex, *bands, worker.held)


def cause_of(worker: Worker, forces: tuple[float, float, float], month: int) -> str:
    """Return the cause, drawn in proportion to the forces of the month."""
    rest = draw(worker.luck, month, LEAVING_REASON) * sum(forces)
    for cause, share in zip(CAUSES[:2], forces):
        rest -= share
        if rest < 0:
            return cause
    return CAUSES[2]


def retirement(worker: Worker, law: Law, month: int) -> int:
    """Return the month of retirement: by extension where there is one, else by choice."""
    track = track_of(worker, law, month)
    age = statutory_age(worker.birth, track, law, month)
    if month == law.opening and worker.birth + age < month and not worker.extended:
        remain(worker, age, law, month)
    if may_be_asked(worker, worker.birth + age, law, month):
        extend(worker, age, law, month)
    return worker.birth + worker.extended if worker.extended > age else chosen(worker, track, age, law, month)


def track_of(worker: Worker, law: Law, month: int) -> int:
    """Return the retirement track: the roster's, else drawn once by the share of the post."""
    if worker.sex == MALE:
        return MEN_60
    if worker.track != TRACK_BY_POST:
        return worker.track
    share = law.value("retirement.women_55_share", month)[worker.post]
    return WOMEN_55 if draw(worker.luck, ONCE, WOMENS_TRACK) < share else WOMEN_50


def statutory_age(birth: int, track: int, law: Law, month: int) -> int:
    """Return the statutory age in months: the old one or the one set, and a month for every so many months of birth."""
    age = undelayed(track, law, month)
    first, births = law.value("retirement.first_birth", month), law.value("retirement.births_per_delay", month)
    if birth < first[track] or law.choice("rules.retirement", month) == "set_age":
        return age
    return age + min(law.value("retirement.longest_delay", month)[track], 1 + (birth - first[track]) // births[track])


def undelayed(track: int, law: Law, month: int) -> int:
    """Return the age in months before any delay, below which nobody goes early."""
    by_law = law.choice("rules.retirement", month) == "by_law"
    return int(law.value("retirement.original_age" if by_law else "retirement.set_age", month)[track])


def chosen(worker: Worker, track: int, age: int, law: Law, month: int) -> int:
    """Return the month that one chooses: early, statutory or late."""
    statutory = worker.birth + age
    choice, months = (draw(worker.luck, ONCE, decision) for decision in (RETIREMENT_CHOICE, RETIREMENT_MONTHS))
    late_limit = law.value("retirement.late_limit", month)
    if choice < law.value("retirement.early_share", month):
        return early(worker, track, statutory, months, law, month)
    if late_limit > 0 and choice >= 1 - law.value("retirement.late_share", month):
        if law.choice("retirement.late_by", month) == "force_by_age":
            return by_force(worker, statutory, months, law, month)
        return statutory + 1 + math.floor(months * late_limit)
    return statutory


def by_force(worker: Worker, statutory: int, u: float, law: Law, month: int) -> int:
    """Return the first month after the statutory one in which the forces met exceed the draw, or the latest."""
    latest = statutory + law.value("retirement.late_limit", month)
    rates, met = law.value("retirement.late_rate", month), 0.0
    for then in range(statutory + 1, latest):
        met += force(rates[age_band(worker.age(then))])
        if met > -math.log(1 - u):
            return then
    return int(latest)


def early(worker: Worker, track: int, statutory: int, months: float, law: Law, month: int) -> int:
    """Return the early month: as early as the choice, the old age and the contributions allow.

    Where that has passed already, one goes at the statutory age.
    """
    limit = law.value("retirement.early_limit", month)
    wanted = statutory - 1 - math.floor(months * limit) if limit else statutory
    old_age = worker.birth + undelayed(track, law, month)
    paid_up = worker.contribution_from + law.value("retirement.contribution_months", month)
    then = min(statutory, max(wanted, old_age, paid_up))
    return then if then >= month else statutory


def remain(worker: Worker, age: int, law: Law, month: int) -> None:
    """Let whoever is past the statutory age at the opening, and so has chosen late, stay: any month left to choose.

    Past an age that a what-if sets nobody has chosen anything.
    """
    if law.choice("rules.retirement", month) != "by_law":
        return
    months = worker.birth + age + law.value("retirement.late_limit", month) - month + 1
    if months > 0 and law.value("retirement.late_share", month) > 0:
        further = math.floor(draw(worker.luck, ONCE, RETIREMENT_MONTHS) * months)
        worker.extended = month + further - worker.birth


def may_be_asked(worker: Worker, statutory: int, law: Law, month: int) -> bool:
    """Return whether an outstanding woman secretary is asked now whether she stays on."""
    if law.choice("rules.extension", month) != "outstanding_women_secretaries" or worker.sex == MALE:
        return False
    if january_of(statutory) != january_of(month) or worker.extended:
        return False
    if not law.value("extension.posts", month)[worker.post]:
        return False
    years = law.value("extension.window_years", month)
    window = 2**years - 1
    excellent = worker.excellent_years(years) >= law.value("extension.excellent_years", month)
    top = (worker.top_history & window).bit_count() >= law.value("extension.community_top_years", month)
    return worker.in_post(statutory) >= YEAR * law.value("extension.term_years", month) and (excellent or top)


def extend(worker: Worker, age: int, law: Law, month: int) -> None:
    """Grant the extension to the share who stay on, never beyond the latest choice that national law leaves."""
    if draw(worker.luck, ONCE, EXTENSION) < law.value("extension.share", month):
        best = draw(worker.luck, ONCE, THE_BEST) < law.value("extension.best_share", month)
        until = law.value("extension.best_age" if best else "extension.age", month)
        granted = min(until, age + law.value("retirement.late_limit", month))
        worker.extended = granted if granted > age else 0
