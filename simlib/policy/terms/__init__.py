"""Every term the rules read, by name. The packs give the values.

From this one list come the checks, the sliders, the reference page and the JSON Schema.
"""

from __future__ import annotations

from simlib.policy.term import Term, number_of
from simlib.policy.terms import (
    absorption,
    anchor,
    appraisal,
    channel,
    contract,
    contributions,
    conversion,
    dismissal,
    election,
    establishment,
    exits,
    extension,
    funding,
    grades,
    grid_money,
    income_tax,
    institution,
    levy,
    pay,
    prices,
    progression,
    promotion,
    qualification,
    ramp,
    recruiting_cost,
    recruitment,
    regrading,
    retirement,
    severance,
    take_home,
    training,
    welfare,
)

TERMS: dict[str, Term] = {
    term.name: term
    for term in (
        *grades.TERMS,
        *progression.TERMS,
        *conversion.RULE,
        *promotion.TERMS,
        *regrading.TERMS,
        *appraisal.TERMS,
        *dismissal.TERMS,
        *retirement.TERMS,
        *extension.TERMS,
        *exits.TERMS,
        *channel.TERMS,
        *institution.TERMS,
        *qualification.TERMS,
        *recruitment.TERMS,
        *absorption.TERMS,
        *contract.TERMS,
        *election.TERMS,
        *establishment.TERMS,
        *grid_money.TERMS,
        *pay.TERMS,
        *conversion.PROTECTED_PAY,
        *anchor.TERMS,
        *ramp.TERMS,
        *contributions.TERMS,
        *levy.TERMS,
        *take_home.TERMS,
        *income_tax.TERMS,
        *welfare.TERMS,
        *training.TERMS,
        *severance.TERMS,
        *recruiting_cost.TERMS,
        *funding.TERMS,
        *prices.TERMS,
    )
}

GROWTHS = frozenset(term.grows_with for term in TERMS.values() if term.grows_with)  # yearly growths of amounts


def option(term: str, name: str) -> int:
    """Return the number by which rules know an option of a choice, as `option("rules.promotion", "none")`.

    Rules take it at import, so that no list of options need be in any order. Raises KeyError or ValueError where there
    is no such term or option.
    """
    return number_of(name, TERMS[term].options)


def each_option(rule: str, *handled: str) -> tuple[int, ...]:
    """Return the numbers of the options that whoever decides by a rule handles, which must be all of them but `none`.

    Raises LookupError, at import, for an option that is left out and for a name that is none: what nobody handles
    would do nothing, and say nothing.
    """
    known = [name for name in TERMS[rule].choices if name != "none"]
    told = [f"nobody handles {rule}: {name}" for name in known if name not in handled]
    told += [f"{rule} has no option {name}" for name in handled if name not in known]
    if told:
        raise LookupError("; ".join(told) + ": simlib/policy/terms/")
    return tuple(option(rule, name) for name in handled)
