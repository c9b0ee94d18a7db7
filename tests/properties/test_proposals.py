"""A proposal that changes nothing differs by nothing, and one that changes something does so from its date on."""

from __future__ import annotations

from collections import Counter
from dataclasses import replace
from typing import Any

import numpy as np
from hypothesis import given

from simlib import cost
from simlib.months import YEAR
from simlib.policy import Policy
from simlib.population.world import MONTHS
from simlib.simulation.pay_layout import PayLayout, pay_layout
from simlib.simulation.run import Books, live
from tests.properties.cases import Case, Proposed, projected, proposals
from tests.simulation.lives import Event, lives
from tests.whole import whole

GROWS_FROM_ITS_DATE = {"pay.base", "pay.post_sum", "pay.grade_sum", "anchor.wage", "establishment.residents"} | {
    f"contributions.{end}_{which}" for end in ("base", "medical", "fund") for which in ("floor", "cap")
}
BY_PERIOD = ("pay", "protected", "contributed")
COUNTED_FROM_ITS_DATE = {"welfare.check_up"}  # the years in which it is due


def unchanged(law: Policy, start: int) -> dict[str, Any]:
    """Every term's own value again from a month on, but for those with later dates, and what its date begins."""
    return {
        name: provision.at(start).written
        for name, provision in law.provisions.items()
        if provision.values[-1].month <= start and name not in GROWS_FROM_ITS_DATE | COUNTED_FROM_ITS_DATE
    }


@given(proposals())
def test_what_changes_nothing_differs_by_exactly_nothing(proposed: Proposed):
    case = proposed.case
    same = unchanged(case.law, proposed.start)
    assert len(same) > 60
    now = projected(case.law.with_values(same, proposed.start), case)
    ours, theirs = (whole(run.books) for run in (case.run, now))
    for name in Books._fields:
        before, after = ours[name], theirs[name]
        if name in BY_PERIOD:  # a date may start a pay period
            before, after = before.sum(axis=2), after.sum(axis=2)
        assert np.array_equal(before, after), name
    assert np.array_equal(cost(case.run).fen, cost(now).fen)


def test_nothing_changes_before_its_date():
    """Bit for bit: every event, every month paid, every year's books and cost that end before the month."""
    differed: Counter[bool] = Counter()

    @given(proposals())
    def holds(proposed: Proposed) -> None:
        case, start = proposed.case, proposed.start
        layout = _split_at(case, proposed.law, start)
        before, now = (_lived(case, law, layout) for law in (case.law, proposed.law))
        assert _until(before, start) == _until(now, start)
        earlier = [n for n, month in enumerate(layout.starts) if month < start]
        paid = [_paid(world, layout)[:, earlier] for world, _ in (before, now)]
        assert np.array_equal(*paid)
        years = (start - case.opening) // YEAR
        reformed = projected(proposed.law, case)
        for name in ("in_post", "by_age", "by_unit"):
            ends = slice(0, years + 1)
            assert np.array_equal(getattr(case.run.books, name)[:, ends], getattr(reformed.books, name)[:, ends]), name
        for name in ("flows", "moves", "risen", "blocked"):
            assert np.array_equal(getattr(case.run.books, name)[:, :years], getattr(reformed.books, name)[:, :years])
        assert np.array_equal(cost(case.run).fen[:, :years], cost(reformed).fen[:, :years])
        differed[not np.array_equal(cost(case.run).fen, cost(reformed).fen)] += 1

    holds()
    assert differed[True] > 0, differed


def _split_at(case: Case, law: Policy, start: int) -> PayLayout:
    """What both policies need to have kept apart, and a pay period that ends where the proposal begins."""
    months = case.plan.months
    cut = case.law.with_values({"pay.meals": 1}, start)
    return pay_layout(case.law, months).joined(pay_layout(law, months)).joined(pay_layout(cut, months))


def _lived(case: Case, law: Policy, layout: PayLayout) -> tuple[Any, int]:
    plan = replace(case.plan, policy=law, layout=layout)
    return live(plan, range(case.replications)), case.replications


def _until(lived: tuple[Any, int], start: int) -> list[dict[int, list[Event]]]:
    """What befell everybody before a month, by replication."""
    world, replications = lived
    told = [lives(world, replication) for replication in range(replications)]
    return [
        {key: early for key, life in one.items() if (early := [e for e in life if e.month < start])} for one in told
    ]


def _paid(world: Any, layout: PayLayout) -> np.ndarray:
    """Months paid by period and cell; steps of part pay are counted only by policies that ever have any."""
    months = world.pay[:, MONTHS]
    return np.asarray(months.reshape(*months.shape[:2], *layout.lengths).sum(axis=-1))
