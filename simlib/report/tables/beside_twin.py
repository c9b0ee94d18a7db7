"""A projection beside its exact twin: what is expected of each year, what was simulated, and whether the two agree."""

from __future__ import annotations

from dataclasses import dataclass
from typing import NamedTuple

import numpy as np

from simlib.budget import cost
from simlib.disclosure import refuse_of_real
from simlib.plotted import Plotted
from simlib.population.person import NOT_RE_ELECTED, RETIRED
from simlib.projection import Projection
from simlib.report.words.amounts import WAN
from simlib.text import Text
from simlib.twin import Twin
from simlib.twin.agreement import Agreement, agreement, largest_z


@dataclass(frozen=True, eq=False, repr=False)
class Beside(Plotted):
    """The twin, the run, and how they agree; cost by year in 10,000 yuan."""

    exact: Twin
    run: Projection
    staff: Agreement  # (year, post)
    gone: Agreement  # (year, reason)
    cost: np.ndarray  # (year, replication)
    cost_z: np.ndarray  # (year,)

    @property
    def compared(self) -> int:
        """How many numbers are compared."""
        return _compared(self.exact)


class Verdict(NamedTuple):
    """How many numbers are beyond their bound, the largest |z|, and what that stays within among so many."""

    beyond: int
    largest: float
    limit: float


def beside(exact: Twin, run: Projection) -> Beside:
    """Set a projection beside the twin of the same policy and staff. Raises Refused where its people are real."""
    refuse_of_real(run.plan.staff, Text("逐岗位的解析核算", "The analytical twin, post by post,"))
    compared, books = _compared(exact), run.books
    money = cost(run).total.values
    off = money.mean(axis=0) - exact.cost.values.sum(axis=1)
    return Beside(
        exact,
        run,
        agreement(exact.staff.values, books.in_post[:, 1:].sum(axis=3), compared),
        agreement(exact.gone.values, books.flows[:, :, RETIRED : NOT_RE_ELECTED + 1].sum(axis=3), compared),
        money.T / WAN,
        off / np.sqrt(exact.cost_variance.values / run.replications),
    )


def verdict(found: Beside) -> Verdict:
    """Return whether twin and projection agree."""
    limit = largest_z(found.compared)
    beyond = sum(int((~one.means_agree).sum() + (~one.variances_agree).sum()) for one in (found.staff, found.gone))
    beyond += int((np.abs(found.cost_z) > limit).sum())
    largest = np.nanmax(np.abs(np.concatenate([found.staff.z.ravel(), found.gone.z.ravel(), found.cost_z])))
    return Verdict(beyond, float(largest), limit)


def _compared(exact: Twin) -> int:
    """Means and variances of people by year and post, of leavers by year and reason, and the cost of each year.

    Those that the twin has: where posts are refilled, it has only the expectation of leavers and cost.
    """
    variances = (exact.staff.values[1], exact.gone.values[1], exact.gone.values[1], exact.cost_variance.values)
    return exact.staff.values[0].size + sum(int((~np.isnan(one)).sum()) for one in variances)
