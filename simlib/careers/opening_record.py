"""A person as the engine knows people: the record at the start of a career, by the rules of entry and of the roster."""

from __future__ import annotations

from typing import Any

import numpy as np

from simlib.careers.start_of_career import Person
from simlib.luck import key_of
from simlib.months import YEAR, year_of
from simlib.policy import Policy, terms_table
from simlib.policy.axes import CERTIFICATES, EDUCATIONS, RAMP_STEPS, RATINGS, SEXES, TRACKS
from simlib.population.person import EXCELLENT, PERSON, RECRUITED
from simlib.rules.establishment import authorised, places_of
from simlib.rules.recruitment.entry_grade import entry_grade
from simlib.staff.scale import RosterScale


def record_of(policy: Policy, person: Person, months: range) -> np.ndarray:
    """Return the record (1,) of a person at the start of a career, in a place that has such a post."""
    record = np.zeros(1, PERSON).view(np.recarray)
    _fill(record[0], policy, person, months[0])
    record.place, record.unit = _place(policy, months, policy.axis("post").index(person.post))
    return record.view(np.ndarray)


def _fill(record: Any, policy: Policy, person: Person, start: int) -> None:
    """Give a record the traits of a person at the start of a career."""
    terms = terms_table(policy, start, 1).view(np.recarray)[0]
    record.key = key_of("one person")
    record.birth, record.joined, record.service_from = person.born, person.joined, person.service_since
    record.post, record.post_from = policy.axis("post").index(person.post), person.post_since
    record.sex, record.track = SEXES.index(person.sex), TRACKS.index(person.track)
    record.education, record.certificate = EDUCATIONS.index(person.education), CERTIFICATES.index(person.certificate)
    record.contract = RECRUITED
    starts_paying = person.born + YEAR * int(terms.retirement_contribution_start_age)
    record.contribution_from = min(person.joined, starts_paying)
    record.ramp_step = min(max(0, start - 1 - person.joined) // YEAR, len(RAMP_STEPS) - 1)
    if person.joined < start:
        RosterScale(policy, start - 1).place(record)
        record.rating = RATINGS.index(person.rating)
        _remember(record, person, year_of(start) - 1)
    else:
        record.grade = entry_grade(record, record.post, terms)
    if person.grade is not None:
        record.grade = person.grade
    if person.satisfactory_years is not None:
        record.satisfactory_years = person.satisfactory_years


def _remember(record: Any, person: Person, last: int) -> None:
    """Enter the years that an extension or a promotion looks back at; `last` is the year before the start."""
    excellent = {*person.excellent_years, *([last] if person.rating == RATINGS[EXCELLENT] else [])}
    record.excellent_history = sum(1 << last - year for year in excellent if 0 <= last - year < 15)
    record.top_history = sum(1 << last - year for year in person.top_years if 0 <= last - year < 15)
    while last - int(record.excellent_run) in excellent:
        record.excellent_run += 1


def _place(policy: Policy, months: range, post: int) -> tuple[int, int]:
    """Return a place with such a post, and its unit; one that is ranked, or holds elections, rather than an office."""
    places = places_of(policy, months)
    has_post = authorised(policy, places, months[0])[:, post] > 0
    elects = np.asarray(policy.value("election.places", months[0]))[places.kind]
    ranked = policy.provisions.get("appraisal.ranked_places")
    dated = ranked.find(months[0]) if ranked else None
    first = np.asarray(dated.value)[places.kind] if dated else 0
    best = int(np.argmax(4 * has_post + 2 * first + elects))
    return best, int(places.unit[best])
