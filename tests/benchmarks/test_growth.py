"""A pack so many times over is that pack, so many times; and a run with a clock between its steps is that run."""

from __future__ import annotations

import numpy as np
import pytest

from benchmarks.growth import COUNTRY, Size, run_one, sized
from benchmarks.measure import ROOT
from benchmarks.rules import spread_out, time_by_step
from simlib import load_policy, load_staff, project
from simlib.policy import Policy
from simlib.projection import plan_of
from simlib.simulation.agenda import AGENDA
from simlib.simulation.calendar import do_calendar, do_month, replication
from simlib.simulation.plan import opened
from simlib.staff.opening import Staff


def test_copies_have_as_many_posts_each_and_people_of_their_own():
    law = load_policy(ROOT / COUNTRY)
    one, three = (
        project(policy, load_staff(policy), years=1, replications=1, seed=1) for policy in (law, sized(law, 3))
    )
    assert np.array_equal(three.authorised, 3 * one.authorised)
    in_post = three.data["by_unit"].values.reshape(2, 3, -1)  # year ends, copies, units
    assert (in_post[0] != in_post[0, :1]).any()  # staff are drawn by address, so no copy is another's
    assert in_post[0].sum() == len(three.plan.staff)


@pytest.mark.parametrize("times", [0.5, 1, 2])
def test_as_many_people_as_asked_for(times: float):
    law = load_policy(ROOT / COUNTRY)
    people = len(load_staff(law))
    assert len(load_staff(sized(law, times))) == pytest.approx(times * people, rel=0.02)


def test_what_a_run_took_is_told():
    took = run_one(Size(times=0.05, years=1))
    assert 0 < took.people < 2_000 and min(took.staff, took.run, took.cost) > 0
    assert took.memory > 50e6  # NumPy and Numba alone


def test_the_calendar_spread_out_has_the_same_steps_and_leads_to_the_same_books(busier: Policy, few: Staff):
    plan = plan_of(busier, few, years=4, replications=2, seed=3)
    whole, stepwise = (opened(plan, range(2)) for _ in range(2))
    do_calendar(whole, plan.calendar, plan.table, plan.forces)
    spread, of_month = spread_out(plan.calendar)
    for r in range(2):
        for at, month in enumerate(of_month):
            do_month(replication(stepwise, r), spread, at, plan.table[month], plan.forces)
    for one, other in zip(whole, stepwise, strict=True):
        assert one.tobytes() == other.tobytes()


def test_every_step_that_is_due_takes_time(busier: Policy, few: Staff):
    plan = plan_of(busier, few, years=4, replications=1, seed=3)
    spent = time_by_step(plan, 1)
    due = np.bincount(plan.calendar.steps, minlength=len(AGENDA)) > 0
    assert spent.shape == (len(AGENDA),) and ((spent > 0) == due).all()
