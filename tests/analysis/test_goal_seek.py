"""Goal seek against closed forms: roots that are known, whole numbers counted through, goals that nothing keeps."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import numpy as np
import pytest

from simlib import cost, project
from simlib.analysis.compare import difference
from simlib.analysis.goal_seek.goal import Goal, goal
from simlib.analysis.goal_seek.search import seek
from simlib.analysis.outcomes import Costed, Outcome
from simlib.futures import Futures, Spread, project_futures
from simlib.policy import TERMS, Policy, PolicyError
from simlib.projection import Projection
from simlib.report.words.ceilings_and_seeks import found_words
from simlib.staff.opening import Staff
from simlib.text import Text

SIZE = {"years": 3, "replications": 30, "seed": 5}
LEVEL = "exits.resignation_level"
NOISE = np.linspace(-1, 1, 30)  # a luck that every trial meets alike


class Counted:
    """Projects a policy, and counts how often."""

    def __init__(self, staff: Staff, **size: Any) -> None:
        self.staff, self.size, self.times = staff, {**SIZE, **size}, 0

    def __call__(self, policy: Policy) -> Projection:
        self.times += 1
        return project(policy, self.staff, **self.size)


@pytest.fixture
def run(few: Staff) -> Counted:
    return Counted(few)


@pytest.fixture
def tiny(few: Staff) -> Counted:
    return Counted(few, years=1)


def made_up(of: Callable[[float], float], side: Any, limit: float, noise: np.ndarray = NOISE) -> Goal:
    """A goal for an outcome that is a known function of the level of resignation, and luck."""

    def values(costed: Costed) -> np.ndarray:
        level = float(costed.projection.policy.value(LEVEL, costed.projection.plan.months[0]))
        return (of(level) + noise)[:, None]

    return Goal(Outcome("made_up", Text("某数", "Made up"), "people", "last", 0, values), None, side, limit)


def test_a_pay_term_is_found_to_the_fen_without_simulating_again(streets: Policy, run: Counted):
    """The limit is what 4,321.09 yuan cost: a fen more costs more, so nothing else is right."""
    mean = cost(run(streets.with_values({"pay.base": 4321.09}))).total.sum("year").values.mean()
    run.times = 0
    found = seek(streets, goal("cost", "under", mean), "pay.base", run, span=(4000, 6000))
    assert (found.edge, found.priced, run.times) == (4321.09, True, 1)
    assert found.spans[0].low == 4000 and found.spans[0].low_open and not found.spans[0].high_open
    assert not found.bends and len(found.trials) < 40


def test_and_its_interval_is_where_each_end_of_the_means_interval_meets_the_limit(streets: Policy, run: Counted):
    found = seek(streets, goal("cost_2028", "under", 3.3e7), "pay.base", run, span=(4000, 6000))
    assert found.edge is not None and found.interval is not None
    for value, sign in zip(found.interval, (1, -1), strict=True):
        assert value is not None

        def line(base: float, sign: int = sign) -> float:
            year = cost(run(streets.with_values({"pay.base": round(base, 2)}))).total.sel(year=2028).values
            mean = difference(np.zeros(30), year)
            return mean.mean + sign * mean.error

        assert line(value) <= 3.3e7 < line(value + 0.01)
    assert found.interval[0] < found.edge < found.interval[1]  # type: ignore[operator]


def test_a_whole_number_is_counted_through(streets: Policy, run: Counted):
    """Every value by itself, and the goal between two of them."""
    name = "progression.years_per_grade"
    costs = {
        years: cost(run(streets.with_values({name: years}))).total.sum("year").values.mean() for years in range(1, 7)
    }
    assert all(costs[years] > costs[years + 1] for years in range(1, 4))
    limit = (costs[2] + costs[3]) / 2
    found = seek(streets, goal("cost", "under", limit), name, run, span=(1, 6))
    assert (found.edge, found.step, found.priced) == (3, 1, False)
    assert {one.value: one.mean for one in found.trials} == pytest.approx(costs)


def test_many_whole_numbers_are_closed_in_on(streets: Policy, run: Counted):
    law = streets.with_values({"agency.workers": 0, "agency.conversion_share": 0.3})
    found = seek(law, goal("cost", "under", 1e12), "agency.workers", run, span=(0, 5000))
    assert found.spans[0].low_open and found.spans[0].high_open and len(found.trials) == 9


def test_a_smooth_root_is_found_to_the_step_with_its_interval(streets: Policy, tiny: Counted):
    """Mean x²: at most 2 up to √2; the interval of the mean is ± h, so the ends are √(2 ± h)."""
    half = difference(np.zeros(30), NOISE).error
    found = seek(streets, made_up(lambda x: x * x, "under", 2), LEVEL, tiny, span=(0, 4))
    assert found.step == 0.001
    assert found.edge == pytest.approx(np.floor(2**0.5 * 1000) / 1000)
    ends = [np.floor((2 + sign * half) ** 0.5 * 1000) / 1000 for sign in (-1, 1)]
    assert found.interval == pytest.approx(tuple(ends))
    above = seek(streets, made_up(lambda x: x * x, "above", 2), LEVEL, tiny, span=(0, 4))
    assert above.edge == pytest.approx(np.ceil(2**0.5 * 1000) / 1000)
    assert above.spans[0].high_open and not above.spans[0].low_open


def test_what_goes_down_and_up_again_is_found_and_said(streets: Policy, tiny: Counted):
    """(x − 2)² is at most 1 from 1 to 3, and at least 1 up to 1 and from 3."""
    inside = seek(streets, made_up(lambda x: (x - 2) ** 2, "under", 1, NOISE * 0), LEVEL, tiny, span=(0, 4))
    assert [(span.low, span.high) for span in inside.spans] == [(1, 3)]
    assert inside.bends and inside.edge is None and inside.interval is None
    outside = seek(streets, made_up(lambda x: (x - 2) ** 2, "above", 1, NOISE * 0), LEVEL, tiny, span=(0, 4))
    assert [(span.low, span.high) for span in outside.spans] == [(0, 1), (3, 4)]
    said = found_words(outside, (2027,))
    assert "其间的值不满足" in said.zh and "values in between do not keep it" in said.en
    assert (
        "并不随它单向变化" in found_words(inside, (2027,)).zh
        and "does not go one way" in found_words(inside, (2027,)).en
    )


def test_a_wobble_within_luck_is_no_bend(streets: Policy, tiny: Counted):
    def wobble(costed: Costed) -> np.ndarray:
        level = float(costed.projection.policy.value(LEVEL, costed.projection.plan.months[0]))
        own = np.random.default_rng(int(level * 1000)).normal(size=30)
        return (0.01 * np.cos(2 * np.pi * level) + own - own.mean())[:, None]  # up and down at every look

    noisy = Goal(Outcome("noisy", Text("某数", "Noisy"), "people", "last", 0, wobble), None, "under", 1)
    assert not seek(streets, noisy, LEVEL, tiny, span=(0, 4)).bends


def test_a_goal_that_nothing_keeps_is_said_with_what_comes_nearest(streets: Policy, tiny: Counted):
    found = seek(streets, made_up(lambda x: 10 - x, "under", 5), LEVEL, tiny, span=(0, 4))
    assert (found.spans, found.edge, found.interval) == ((), None, None)
    assert (found.nearest.value, found.nearest.mean) == (4, pytest.approx(6))
    said = found_words(found, (2027,))
    assert "没有一个值" in said.zh and "最接近的是 4" in said.zh
    assert said.en.startswith("No value of") and "the nearest is 4" in said.en


def test_no_interval_from_fewer_than_thirty(streets: Policy, few: Staff):
    found = seek(streets, goal("cost", "under", 1e8), "pay.base", Counted(few, replications=29), span=(3000, 9000))
    assert found.edge is not None and found.interval is None
    assert "不足30次" in found_words(found, (2027, 2028, 2029)).zh


def test_an_interval_that_leaves_the_range_says_so(streets: Policy, tiny: Counted):
    found = seek(streets, made_up(lambda x: x, "under", 3.9), LEVEL, tiny, span=(0, 4))
    half = difference(np.zeros(30), NOISE).error
    assert half > 0.1
    assert found.interval == (pytest.approx(np.floor((3.9 - half) * 1000) / 1000), None)
    assert "所试范围以上" in found_words(found, (2027,)).zh


def test_where_the_error_leaves_several_stretches_none_is_said_to_leave_the_range(streets: Policy, tiny: Counted):
    """The mean is at most 2 up to 1 alone; less its error, which is over 0.1, about 3 as well."""

    def dips(level: float) -> float:
        return float(np.interp(level, (0, 1, 2, 3, 4), (0, 2, 3, 2.1, 4)))

    assert difference(np.zeros(30), NOISE).error > 0.1
    found = seek(streets, made_up(dips, "under", 2), LEVEL, tiny, span=(0, 4))
    assert (found.edge, found.interval) == (1, None)
    said = found_words(found, (2027,))
    assert "分成几段" in said.zh and "several stretches" in said.en
    assert "所试范围" not in said.zh and "tried" not in said.en


def test_a_seek_under_futures_prices_each_replication_in_its_own(streets: Policy, few: Staff):
    pay = Spread(TERMS["pay.base_growth"], Text("", ""), "uniform", "shift", 0, -0.02, 0.02)
    made = Futures("made_up", Text("", ""), (pay,))

    def run(policy: Policy) -> Projection:
        return project_futures(policy, few, made, **SIZE)

    mean = cost(run(streets.with_values({"pay.base": 5000}))).total.sum("year").values.mean()
    found = seek(streets, goal("cost", "under", mean), "pay.base", run, span=(4000, 6000))
    assert (found.edge, found.priced) == (5000, True)


def test_a_value_may_hold_from_a_later_month(streets: Policy, run: Counted):
    month = (streets.opening or 0) + 12
    mean = cost(run(streets.with_values({"pay.base": 5000}, month))).total.sum("year").values.mean()
    assert seek(streets, goal("cost", "under", mean), "pay.base", run, span=(4000, 6000), start=month).edge == 5000


@pytest.mark.parametrize(
    ("name", "span", "text"),
    [
        ("pay.bse", None, "Did you mean pay.base"),
        ("rules.promotion", None, "no amount"),
        ("pay.post_sum", None, "a value for each post"),
        ("exits.resignation", None, "a value for each service_band"),
        ("pay.base", (6000, 4000), "Write the lowest value first"),
        ("pay.base", (-5, 4000), "outside 0 to 100000"),
    ],
)
def test_what_cannot_be_sought_is_refused(streets: Policy, run: Counted, name: str, span: Any, text: str):
    with pytest.raises(PolicyError, match=text):
        seek(streets, goal("cost", "under", 1e8), name, run, span=span)


@pytest.mark.parametrize(
    ("name", "outcome", "year"),
    [
        ("cost", "cost", None),
        ("cost_per_head_2031", "cost_per_head", 2031),
        ("workers_per_10000", "workers_per_10000", None),
    ],
)
def test_a_goal_is_an_outcome_and_perhaps_a_year(name: str, outcome: str, year: int | None):
    found = goal(name, "under", 1)
    assert (found.outcome.name, found.year) == (outcome, year)
    assert found.kept(1) and not found.kept(1.0001) and goal(name, "above", 1).kept(1)


def test_an_unknown_outcome_and_a_year_outside_the_run_are_refused(streets: Policy, run: Counted):
    with pytest.raises(PolicyError, match=r"cots_2031 is not an outcome\. Did you mean cost\?"):
        goal("cots_2031", "under", 1)
    with pytest.raises(PolicyError, match="2031 is outside the run, 2027 to 2029"):
        seek(streets, goal("cost_2031", "under", 1), "pay.base", run, span=(4000, 6000))
