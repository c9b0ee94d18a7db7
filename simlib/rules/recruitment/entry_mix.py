"""Who a recruit is: age, sex, education, certificate and merit, drawn once from the mixes of the policy.

[recruitment.age_mix, female_share, education_mix, certificate_mix, service_mix; entry.service_elsewhere;
election.outsider_age_mix, outsider_service_mix]

Age       a band of `recruitment.age_mix`, evenly within it, held between the youngest and the highest entry age
          (full years: the highest age lasts until the month before the next birthday).
Service   years of community service elsewhere by `recruitment.service_mix`, where they count; evenly within the band,
          and none in the first band; nobody more than the highest entry age lets them have served since 18. A converted
          agency worker brings `agency.minimum_years`, one absorbed in bulk `absorption.service_years`, at whatever age.
          Everyone is old enough for what they bring.
Elected   from outside: age and service by `election.outsider_age_mix` and `outsider_service_mix`, at no entry age;
          service always counts, and is no less than `election.minimum_service`.
Pension   contributions count from `retirement.contribution_start_age`, or from joining if that is earlier.
"""

from __future__ import annotations

import numpy as np

from simlib.compiled import lightly_compiled
from simlib.luck import AGE, CERTIFICATE, EDUCATION, MERIT, ONCE, SERVICE, SEX, luck
from simlib.months import YEAR
from simlib.policy.axes import AGE_BAND_STARTS, SERVICE_BAND_STARTS
from simlib.population.person import AGENCY, ELECTED, FEMALE, MALE, TRACK_BY_POST

_ADULT, _OPEN = 18 * YEAR, 5 * YEAR  # how wide an open first or last band is taken to be
_AGES = np.array((AGE_BAND_STARTS[1] - _OPEN, *AGE_BAND_STARTS[1:], AGE_BAND_STARTS[-1] + _OPEN))
_SERVICES = np.array((*SERVICE_BAND_STARTS, SERVICE_BAND_STARTS[-1] + _OPEN))


@lightly_compiled
def draw_traits(person, terms):
    """Give an approved recruit the traits that their own luck draws."""
    oldest = YEAR * (terms.recruitment_highest_age + 1) - 1
    _draw(person, _age(person, oldest, terms), _service_brought(person, oldest, terms), terms)


@lightly_compiled
def draw_absorbed(person, terms):
    """Give somebody who is taken on in bulk theirs."""
    oldest = YEAR * (terms.absorption_highest_age + 1) - 1
    _draw(person, _recruits_age(person, oldest, terms), YEAR * terms.absorption_service_years, terms)


@lightly_compiled
def _draw(person, age, brought, terms):
    """Draw somebody of so many months of age, or as many more as what they bring asks for."""
    person.birth = person.joined - max(_ADULT + brought, age)
    person.service_from = person.joined - brought
    person.contribution_from = min(person.joined, person.birth + YEAR * terms.retirement_contribution_start_age)
    person.sex = FEMALE if luck(person, ONCE, SEX) < terms.recruitment_female_share else MALE
    person.track = TRACK_BY_POST
    person.education = drawn_from(terms.recruitment_education_mix, luck(person, ONCE, EDUCATION))
    person.certificate = drawn_from(terms.recruitment_certificate_mix, luck(person, ONCE, CERTIFICATE))
    person.merit = luck(person, ONCE, MERIT)


@lightly_compiled
def _age(person, oldest, terms):
    """Return the months of age that a person's luck draws; `oldest` is the highest age of recruits."""
    if person.contract == ELECTED:
        return _months(terms.election_outsider_age_mix, luck(person, ONCE, AGE), _AGES)
    return _recruits_age(person, oldest, terms)


@lightly_compiled
def _recruits_age(person, oldest, terms):
    """Return the months of age that luck draws by the mix of recruits, within their ages of entry."""
    drawn = _months(terms.recruitment_age_mix, luck(person, ONCE, AGE), _AGES)
    return max(YEAR * terms.recruitment_youngest_age, min(drawn, oldest))


@lightly_compiled
def _service_brought(person, oldest, terms):
    """Return the months of community service that a person brings; `oldest` is the highest age of recruits."""
    if person.contract == AGENCY:
        return YEAR * terms.agency_minimum_years
    drawn = luck(person, ONCE, SERVICE)
    if person.contract == ELECTED:
        return max(_served(terms.election_outsider_service_mix, drawn), YEAR * terms.election_minimum_service)
    if terms.entry_service_elsewhere == 0:
        return 0
    return max(0, min(_served(terms.recruitment_service_mix, drawn), oldest - _ADULT))


@lightly_compiled
def _served(mix, drawn):
    """Return the months of service that a draw falls on by a mix: none in its first band."""
    return 0 if drawn < mix[0] else _months(mix, drawn, _SERVICES)


@lightly_compiled
def drawn_from(mix, drawn):
    """Return which member of a mix (shares that sum to 1) a uniform draw falls on."""
    return _where(mix, drawn)[0]


@lightly_compiled
def _where(mix, drawn):
    """Return (member, rest): which member of a mix a uniform draw falls on, and how far into its share."""
    member = 0
    while member + 1 < len(mix) and drawn >= mix[member]:
        drawn -= mix[member]
        member += 1
    return member, drawn


@lightly_compiled
def _months(mix, drawn, starts):
    """Return months: a band by the mix, then evenly within it; `starts`: where each begins, and the end of the last."""
    band, rest = _where(mix, drawn)
    within = rest / mix[band] if mix[band] > 0.0 else 0.0
    return starts[band] + int(within * (starts[band + 1] - starts[band]))
