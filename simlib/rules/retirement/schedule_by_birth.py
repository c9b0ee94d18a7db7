"""Retirement at the statutory age, which rises with month of birth.                     [retirement.*]

Age       by national law (`rules.retirement`: by_law) the age before 2025 and the delay; or an age that a what-if sets
          instead, with that same delay on top (set_age_with_delay) or without any (set_age). Whoever is past a new age
          when it comes into force retires that month.
Delay     one month for every so many months of birth after the first affected cohort, up to the longest delay.
Track     men 60; women 55 or 50 as the roster says, else by the share of the post (`retirement.women_55_share`).
Early     a share choose it: up to `early_limit` months, never below the age without the delay, only with the
          contributions made: with fewer by then, as soon as they are. A month that has passed when the choice is first
          open to them is not chosen any more.
Extended  where the policy lets outstanding women secretaries stay on (`extension`), that goes before their choice.
Late      a share choose it: up to `late_limit` months, every month alike (`retirement.late_by`: month_drawn); or until
          the forces of retiring, met by age band from the month after the statutory one, exceed one exponential draw
          (force_by_age), and at the limit at the latest. Whoever is past the statutory month when the run opens has
          chosen it, and leaves in any month up to the latest that the law leaves, every one alike.
Luck      one draw for the choice, one for how many months: once in a life, the same under every policy.
"""

from __future__ import annotations

import numpy as np

from simlib.compiled import lightly_compiled
from simlib.luck import ONCE, RETIREMENT_CHOICE, RETIREMENT_MONTHS, WOMENS_TRACK, luck
from simlib.months import YEAR
from simlib.policy.terms import each_option, option
from simlib.population.age_bands import age_band
from simlib.population.noting import stay_on
from simlib.population.person import MALE, MEN_60, TRACK_BY_POST, WOMEN_50, WOMEN_55
from simlib.rules.retirement.extension import OUTSTANDING_WOMEN_SECRETARIES, granted

BY_LAW, SET_AGE_WITH_DELAY, SET_AGE = each_option("rules.retirement", "by_law", "set_age_with_delay", "set_age")
FORCE_BY_AGE = option("retirement.late_by", "force_by_age")


@lightly_compiled
def track_of(person, terms):
    """Return the retirement track of a person in the present post."""
    if person.sex == MALE:
        return MEN_60
    if person.track != TRACK_BY_POST:
        return person.track
    on_55 = luck(person, ONCE, WOMENS_TRACK) < terms.retirement_women_55_share[person.post]
    return WOMEN_55 if on_55 else WOMEN_50


@lightly_compiled
def statutory_age(birth, track, terms):
    """Return the statutory retirement age in months for a month of birth, or the one that is set instead."""
    cohort = birth - terms.retirement_first_birth[track]
    delay = 0
    if cohort >= 0 and terms.rules_retirement != SET_AGE:
        delay = min(terms.retirement_longest_delay[track], cohort // terms.retirement_births_per_delay[track] + 1)
    return undelayed_age(track, terms) + delay


@lightly_compiled
def undelayed_age(track, terms):
    """Return the age in months to which the delay is added, and below which nobody goes early."""
    if terms.rules_retirement == BY_LAW:
        return terms.retirement_original_age[track]
    return terms.retirement_set_age[track]


@lightly_compiled
def too_young(person, month, terms):
    """Return whether a person cannot have retired by a month on any track: nobody does below the undelayed age."""
    if person.sex == MALE:
        return month - person.birth < undelayed_age(MEN_60, terms)
    return month - person.birth < min(undelayed_age(WOMEN_50, terms), undelayed_age(WOMEN_55, terms))


@lightly_compiled
def retirement_month(person, now, terms):
    """Return the month number in which a person still in post in the month `now` retires as the law stands.

    In the year of the statutory age an extension is asked for first, and kept in the record if granted.
    """
    track = track_of(person, terms)
    statutory = person.birth + statutory_age(person.birth, track, terms)
    asks = terms.rules_extension == OUTSTANDING_WOMEN_SECRETARIES
    if asks and person.extended == 0 and statutory // YEAR == now // YEAR:
        stay_on(person, granted(person, statutory, terms))
    if person.birth + person.extended > statutory:
        return person.birth + person.extended
    choice, how_far = luck(person, ONCE, RETIREMENT_CHOICE), luck(person, ONCE, RETIREMENT_MONTHS)
    if choice < terms.retirement_early_share:
        early = early_month(person, statutory, track, how_far, terms)
        return early if early >= now else statutory
    if choice >= 1.0 - terms.retirement_late_share and terms.retirement_late_limit > 0:
        if terms.retirement_late_by == FORCE_BY_AGE:
            return month_met(person, statutory, how_far, terms)
        return statutory + 1 + int(how_far * terms.retirement_late_limit)
    return statutory


@lightly_compiled
def stay_past(person, opening, terms):
    """Note until when somebody stays who is past the statutory month when the run opens, if late is chosen at all.

    By national law only: whoever is past an age that is set instead has chosen nothing, and goes.
    """
    if terms.rules_retirement != BY_LAW or terms.retirement_late_share == 0.0:
        return
    statutory = person.birth + statutory_age(person.birth, track_of(person, terms), terms)
    latest = statutory + terms.retirement_late_limit
    if person.extended == 0 and statutory < opening <= latest:
        how_far = luck(person, ONCE, RETIREMENT_MONTHS)
        stay_on(person, opening + int(how_far * (latest - opening + 1)) - person.birth)


@lightly_compiled
def month_met(person, statutory, how_far, terms):
    """Return the month after the statutory one in which the forces of retiring exceed the draw, or the latest."""
    threshold, met = -np.log1p(-how_far), 0.0
    for month in range(statutory + 1, statutory + terms.retirement_late_limit):
        met -= np.log1p(-terms.retirement_late_rate[age_band(month - person.birth)]) / YEAR
        if met > threshold:
            return month
    return statutory + terms.retirement_late_limit


@lightly_compiled
def early_month(person, statutory, track, how_far, terms):
    """Return when a person who chooses to go early goes: as early as the choice, the law and contributions allow."""
    if terms.retirement_early_limit == 0:
        return statutory
    wanted = statutory - 1 - int(how_far * terms.retirement_early_limit)
    old_age = person.birth + undelayed_age(track, terms)
    paid_up = person.contribution_from + terms.retirement_contribution_months
    return min(statutory, max(wanted, old_age, paid_up))
