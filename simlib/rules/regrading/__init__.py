"""Regrading: the grade of somebody in post who moves up to a higher one, by promotion or by election."""

from __future__ import annotations

from simlib.compiled import lightly_compiled
from simlib.policy.terms import each_option
from simlib.rules.regrading.by_entry_rule import graded_anew
from simlib.rules.regrading.keeps_grade_or_lowest import kept
from simlib.rules.regrading.next_pay_above import steps_up

OPTIONS = ("by_entry_rule", "keeps_grade_or_lowest", "next_pay_above")
BY_ENTRY_RULE, KEEPS_GRADE_OR_LOWEST, NEXT_PAY_ABOVE = each_option("rules.regrading", *OPTIONS)


@lightly_compiled
def grade_on(person, post, month, terms):
    """Return the grade on which a person takes up a higher post in a month."""
    if terms.rules_regrading == BY_ENTRY_RULE:
        return graded_anew(person, post, month, terms)
    if terms.rules_regrading == NEXT_PAY_ABOVE:
        return steps_up(person, post, terms)
    return kept(person, post, terms)
