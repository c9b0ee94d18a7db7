"""Some steps of one month, given to the engine by themselves: to look at people in between."""

from __future__ import annotations

import numpy as np

from simlib.population.world import World
from simlib.simulation.calendar import do_calendar
from simlib.simulation.plan import Plan


def do_steps(plan: Plan, batch: World, m: int, first: int, stop: int) -> None:
    """Give some steps of one month of a plan to the engine: from one place of its calendar's steps to another."""
    one, calendar = slice(m, m + 1), plan.calendar
    month = calendar._replace(
        month=calendar.month[one],
        year=calendar.year[one],
        period=calendar.period[one],
        period_ends=calendar.period_ends[one],
        first_step=np.array([first, stop]),
        authorised_from=calendar.authorised_from[one],
        absorbed=calendar.absorbed[one],
    )
    do_calendar(batch, month, plan.table[one], plan.forces)
