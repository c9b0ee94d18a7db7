"""Whatever the policy and the staff: a replication under futures is what it is alone, books and cost to the fen."""

from __future__ import annotations

from dataclasses import replace

import numpy as np
from hypothesis import given, settings
from hypothesis import strategies as st

from simlib import cost, project
from simlib.budget.lines import BRANCHING
from simlib.futures import Futures, Spread, project_futures, usual_futures
from simlib.futures.applied import immovable, lived
from simlib.policy import TERMS
from simlib.simulation.several_policies import NOT_SHARED
from simlib.text import Text
from tests.properties.cases import Case, cases
from tests.whole import same

MOVABLE = sorted(name for name, term in TERMS.items() if not immovable(term))


@st.composite
def futures(draw: st.DrawFn, case: Case) -> Futures:
    """The usual futures, and spreads of a few terms more."""
    given = [name for name in MOVABLE if name in case.law.provisions]
    names = draw(st.lists(st.sampled_from(given), max_size=6, unique=True))
    usual = usual_futures(case.law)
    more = (Spread(TERMS[name], Text("", ""), "uniform", "factor", 1.0, 0.7, 1.3) for name in names)
    kept = (spread for spread in usual.spreads if spread.term.name not in names)
    return replace(usual, spreads=(*kept, *more))


@settings(max_examples=15)
@given(st.data())
def test_a_future_alone_is_what_it_is_among_others(data: st.DataObject):
    case = data.draw(cases())
    made = data.draw(futures(case))
    size = {"years": case.years, "seed": case.seed, "workers": 1}
    run = project_futures(case.law, case.staff, made, replications=3, **size)  # type: ignore[arg-type]
    budget, r = cost(run), data.draw(st.integers(0, 2))
    mine = slice(r, r + 1)
    law = lived(case.law, made, run.drawn.values[r])
    own = case.staff.draws[r % len(case.staff.draws)]
    alone = project(law, own, replications=r + 1, **size)  # type: ignore[arg-type]
    assert same(alone.kept_by(run.plan.pay).books.part(r, r + 1), run.books.part(r, r + 1))
    assert np.array_equal(cost(alone).fen[mine], budget.fen[mine])
    assert np.array_equal(cost(alone).borne[mine], budget.borne[mine])


def test_terms_of_every_kind_are_among_those_that_may_move():
    assert {*NOT_SHARED, *BRANCHING} <= {*MOVABLE}
