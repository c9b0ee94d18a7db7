"""Tables by street and by group as they are shown of real people: a sum or mean of pay only where its count is."""

from __future__ import annotations

import numpy as np
import pandas as pd

from simlib.analysis.cost_by_place import Placed
from simlib.analysis.gains import EVERYBODY, Gains
from simlib.disclosure import Pattern, pattern_of
from simlib.disclosure.pattern import HIDDEN
from simlib.text import Code

_HEAD = ("year", "unit", "place", "street", "community", "in_post", "person_months", "total")
_OF_PART = ("gain", "lose", "unchanged")  # how many of a group, which no table of ours counts
_OF_FEW = ("median", "low", "high")  # what single people of a group are paid


def hidden_rows(found: Placed) -> tuple[np.ndarray, np.ndarray]:
    """Return which streets, (U + 1,), and which rows of `Placed.where`, (P + U + 1,), are hidden of real people.

    Of a street that is hidden all rows are, for their sum is it.
    """
    units, places = len(found.policy.units), len(found.plan.places.unit)
    pattern = pattern_of(found.plan)
    if pattern is None:
        return np.zeros(units + 1, bool), np.zeros(len(found.unit), bool)
    streets = np.append(pattern.mask_of((units,), "unit"), False)
    rows = streets[found.unit]
    rows[:places] |= pattern.mask_of((places,), "place")
    return streets, rows


def shown_places(found: Placed, code: Code) -> pd.DataFrame:
    """Return `Placed.by_place`; of real people without the lines, each of which few may be paid, and with `*`."""
    table, pattern = found.by_place(code), pattern_of(found.plan)
    if pattern is None:
        return table
    short = table[[*_HEAD]].astype(dict.fromkeys(_HEAD[-3:], object))
    inside, of_unit = short["place"] != "", _hidden(pattern, "unit", short["unit"])
    short.loc[of_unit | (inside & _hidden(pattern, "place", short["place"])), [*_HEAD[-3:]]] = HIDDEN
    return short


def _hidden(pattern: Pattern, axis: str, names: pd.Series) -> pd.Series:
    hidden = {name for name, one in zip(pattern.members[axis], pattern.mask(axis), strict=True) if one}
    return names.isin(hidden)


def shown_gains(found: Gains) -> pd.DataFrame:
    """Return `Gains.table`; of real people with nothing (NaN) of hidden groups, and of others how many and the mean.

    How many of everybody gain and lose is told where none of the numbers is small. Hidden groups come last on their
    axis, by name: where they stood among the others would tell of their mean.
    """
    table, pattern = found.table, pattern_of(found.plan)
    if pattern is None:
        return table
    everybody = table["axis"] == EVERYBODY
    groups = zip(table["axis"], table["member"], strict=True)
    hidden = np.array([axis != EVERYBODY and pattern.hides(**{axis: member}) for axis, member in groups])
    few = ((table[[*_OF_PART]] > 0) & (table[[*_OF_PART]] < pattern.k)).any(axis=1)
    table.loc[~everybody | few, [*_OF_PART]] = np.nan
    table.loc[~everybody, [*_OF_FEW]] = np.nan
    table.loc[hidden, ["people", "mean"]] = np.nan
    order = table.assign(
        last=hidden, axis_at=pd.factorize(table["axis"])[0], name=np.where(hidden, table["member"], "")
    )
    return table.loc[order.sort_values(["axis_at", "last", "name"], kind="stable").index].reset_index(drop=True)
