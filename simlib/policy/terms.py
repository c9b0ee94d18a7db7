"""Every term the rules read, by name. The packs give the values.

From this one list come the checks, the sliders, the reference page and the JSON Schema.
"""

from __future__ import annotations

from simlib.policy import money_terms as money
from simlib.policy import people_terms as people
from simlib.policy.term import Term, number_of

TERMS: dict[str, Term] = {
    term.name: term
    for term in (
        *people.STRUCTURE,
        *people.PROGRESSION,
        *people.CONVERSION,
        *people.PROMOTION,
        *people.REGRADING,
        *people.APPRAISAL,
        *people.DISMISSAL,
        *people.RETIREMENT,
        *people.EXTENSION,
        *people.EXITS,
        *people.CHANNEL,
        *people.INSTITUTION,
        *people.QUALIFICATION,
        *people.RECRUITMENT,
        *people.ABSORPTION,
        *people.CONTRACT,
        *people.ELECTION,
        *people.ESTABLISHMENT,
        *money.GRID_MONEY,
        *money.PAY,
        *money.CONVERSION,
        *money.ANCHOR,
        *money.RAMP,
        *money.CONTRIBUTIONS,
        *money.LEVY,
        *money.TAKE_HOME,
        *money.INCOME_TAX,
        *money.WELFARE,
        *money.TRAINING,
        *money.SEVERANCE,
        *money.RECRUITING,
        *money.FUNDING,
        *money.PRICES,
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
        raise LookupError("; ".join(told) + ": simlib/policy/people_terms.py, money_terms.py")
    return tuple(option(rule, name) for name in handled)
