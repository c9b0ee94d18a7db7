"""What a conversion costs by year, apart from the steady state: protected pay, and what the new scale changed."""

from __future__ import annotations

from dataclasses import dataclass, field

import numpy as np
import pandas as pd

from simlib.analysis.causes import CONVERSION_LINES
from simlib.budget import cost
from simlib.budget.protected_pay import pay_before, plain_scale
from simlib.months import year_of
from simlib.policy.items import ITEMS
from simlib.policy.term import FEN
from simlib.population.world import THEN
from simlib.projection import Projection
from simlib.text import Text

COLUMNS: dict[str, Text] = {
    "gained": Text("套入新等级增资", "Gained on the new scale"),
    "lost": Text("套入新等级减资", "Lost on the new scale"),
    **{line: ITEMS[line].label for line in CONVERSION_LINES},
}


@dataclass(frozen=True, eq=False)
class ConversionCost:
    """By replication and year, in whole fen.

    gained, lost  scale pay as placed, above and below that of the month before, over the months that those converted
                  served: the difference of the two scales for the same people, without rises, awards or contributions
    protected_pay, protected_contributions  the two lines of the budget
    """

    years: tuple[int, ...]
    fen: dict[str, np.ndarray] = field(repr=False)

    @property
    def table(self) -> pd.DataFrame:
        """A row a year: the mean of each part in yuan."""
        return pd.DataFrame({name: fen.mean(axis=0) / FEN for name, fen in self.fen.items()}, self.years)


def conversion_cost(projection: Projection) -> ConversionCost:
    """Return what the conversion of a projection costs; nothing where it has none."""
    fen = cost(projection).fen
    parts = [_differences(part) for part in projection.parts]
    found = {name: np.concatenate([part[name] for part in parts]) for name in ("gained", "lost")}
    lines = {line: fen[:, :, list(projection.policy.lines).index(line)] for line in CONVERSION_LINES}
    return ConversionCost(projection.years, {**found, **lines})


def _differences(projection: Projection) -> dict[str, np.ndarray]:
    """Return what the converted gained and lost as placed, (replication, year)."""
    plan, policy = projection.plan, projection.policy
    conversion, starts = plan.conversion, np.array([year_of(month) for month in plan.pay.starts])
    if conversion is None:
        nothing = np.zeros((projection.replications, len(projection.years)), np.int64)
        return {"gained": nothing, "lost": nothing}
    then = plain_scale(policy, (conversion.month,))
    more = (then - pay_before(conversion, conversion.law)[:, None]).reshape(-1)
    both = np.maximum(more, 0), np.minimum(more, 0)
    months = projection.books.protected[THEN].times([np.tile(one, (len(starts), 1)) for one in both])
    by_year = [months[:, :, starts == y].sum(axis=2) for y in projection.years]
    return dict(zip(("gained", "lost"), np.stack(by_year, axis=2), strict=True))
