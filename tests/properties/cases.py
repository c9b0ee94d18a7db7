"""A policy, a staff and a seed drawn together, what became of them, and the world at the end of every month."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from functools import cached_property

import numpy as np
from hypothesis import strategies as st

from simlib import project
from simlib.months import YEAR
from simlib.policy import Policy
from simlib.population.world import World
from simlib.projection import Projection
from simlib.simulation.calendar import do_calendar
from simlib.simulation.plan import Plan, opened
from simlib.simulation.run import live
from simlib.staff.opening import Staff
from tests.properties.grounds import PACKS
from tests.properties.policies import Values, changes, policies
from tests.properties.staffs import staffs

MOST_YEARS = 5
seeds = st.integers(0, 2**63 - 1)


@dataclass(frozen=True)
class Case:
    """What is drawn."""

    pack: str
    law: Policy
    staff: Staff
    seed: int
    years: int
    replications: int

    def __repr__(self) -> str:
        values = {o: d.written for o, d in _chosen(self.law)}
        return f"Case({self.pack}, {values}, {len(self.staff)} people, seed {self.seed}, {self.years} years)"

    def _repr_pretty_(self, printer: object, cycle: bool) -> None:
        printer.text(repr(self))  # type: ignore[attr-defined]

    @property
    def opening(self) -> int:
        """The first month."""
        assert self.law.opening is not None
        return self.law.opening

    @property
    def plan(self) -> Plan:
        """The plan of a run in which every life is traced."""
        return Plan(self.law, self.staff, range(self.opening, self.opening + YEAR * self.years), self.seed, traced=True)

    @cached_property
    def run(self) -> Projection:
        """What became of them."""
        return projected(self.law, self)

    @cached_property
    def end(self) -> World:
        """The worlds at the very end, with the log."""
        world = live(self.plan, range(self.replications))
        assert (world.state.logged < world.log.shape[1]).all(), "the log is full"
        return world

    def month_ends(self) -> Iterator[tuple[int, int, World]]:
        """Go through the months of the same run; yield place and number of the month, and the world at its end."""
        plan = self.plan
        if plan.outgrows:  # as many records as the whole run takes
            live(plan, range(self.replications))
        batch = opened(plan, range(self.replications))
        whole = plan.calendar
        for m, month in enumerate(plan.months):
            one = slice(m, m + 1)
            calendar = whole._replace(
                month=whole.month[one], year=whole.year[one], period=whole.period[one],
                period_ends=whole.period_ends[one], first_step=whole.first_step[m : m + 2],
                authorised_from=whole.authorised_from[one], absorbed=whole.absorbed[one],
            )  # fmt: skip
            with np.errstate(over="ignore"):
                do_calendar(batch, calendar, plan.table[one], plan.forces)
            yield m, month, batch


def _chosen(law: Policy) -> Iterator[tuple[str, object]]:
    for name, provision in law.provisions.items():
        for dated in provision.values:
            if law.is_chosen(name, dated) and not dated.file and not name.startswith("establishment.communities"):
                yield f"{name} {dated.since}", dated


def projected(law: Policy, case: Case, **changed: object) -> Projection:
    """Return the case's projection under a policy."""
    how = {"years": case.years, "replications": case.replications, "seed": case.seed, "workers": 1, **changed}
    return project(law, case.staff, **how)  # type: ignore[arg-type]


@st.composite
def cases(draw: st.DrawFn, packs: st.SearchStrategy[str] | None = None, most_changes: int = 30) -> Case:
    """Draw a case."""
    pack = draw(packs or st.sampled_from(PACKS))
    years = draw(st.integers(1, MOST_YEARS))
    law, staff = draw(policies(pack, years, most_changes)), draw(staffs(pack))
    return Case(pack, law, staff, draw(seeds), years, draw(st.integers(1, 3)))


@dataclass(frozen=True)
class Proposed:
    """A case, and a proposal for it: values from a month on."""

    case: Case
    start: int
    values: Values

    @property
    def law(self) -> Policy:
        """The policy with the proposal laid over it."""
        return self.case.law.with_values(self.values, self.start)


@st.composite
def proposals(draw: st.DrawFn) -> Proposed:
    """Draw a case and a proposal."""
    case = draw(cases())
    start = case.opening + draw(st.integers(0, YEAR * case.years - 1))
    return Proposed(case, start, draw(changes(case.pack, 6, opening=start == case.opening)))
