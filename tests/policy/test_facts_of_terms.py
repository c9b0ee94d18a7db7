"""The facts that a term states about itself fit together, and with the terms and axes that they name."""

from __future__ import annotations

import numpy as np
import pytest

from simlib.policy import TERMS
from simlib.policy.term import Term
from simlib.policy.terms import GROWTHS
from simlib.simulation.pay_layout import AXES

EVERY = pytest.mark.parametrize("term", TERMS.values(), ids=TERMS)


@EVERY
def test_what_a_term_names_is_there(term: Term):
    rules = {term.rule: term.needed_by, **{rule: (option,) for rule, option in term.idle_where}}
    for rule, options in rules.items():
        assert not options or set(options) <= set(TERMS[rule].choices)
    assert not term.grows_with or TERMS[term.grows_with].limits[0] < 0
    assert not term.grows_in or TERMS[term.grows_in].unit == "month_of_year"
    assert not term.apart or term.apart in AXES


@EVERY
def test_the_facts_fit_the_kind_of_term(term: Term):
    assert not (term.adds_up or term.grows_with or term.set_by == "nobody") or term.amount
    assert not term.adds_up or (term.unit == "share" and term.shape)
    assert not term.grows_in or term.name in GROWTHS
    assert not term.pays_too or term.affects == "people"
    assert not (term.picks or term.apart or not term.moves_total) or term.affects == "pay"
    assert bool(term.options) or term.unit != "choice"


def test_an_amount_and_its_growth_have_the_same_shape_or_one_growth_for_all():
    for term in TERMS.values():
        if term.grows_with:
            assert TERMS[term.grows_with].shape in ((), term.shape)


def test_the_axes_with_cells_of_their_own_are_those_that_some_sum_is_given_by():
    named = {term.apart for term in TERMS.values() if term.apart}
    assert all(any(axis in term.shape for term in TERMS.values() if term.apart == axis) for axis in named)
    assert np.all([axis in AXES for axis in named])
