"""A conversion as plain tables, money in yuan: everybody, the groups, the inversions, the cost by year."""

from __future__ import annotations

import pandas as pd

from simlib.conversion.inversions import Inversions
from simlib.conversion.study import GROUPS, Study
from simlib.conversion.yearly_cost import ConversionCost
from simlib.months import month_text
from simlib.policy.term import FEN

_MONEY = ("pay_before", "pay", "difference", "lost", "most", "gap")
_MONTHS = ("absorbed", "leaves")


def people(study: Study) -> pd.DataFrame:
    """Return a row a person, by number: before, after, what is lost, when rises make it good, when they leave."""
    return _readable(study.people)


def groups(study: Study) -> pd.DataFrame:
    """Return a row for each post, grade, degree and band of service there was before."""
    return _readable(study.by(*GROUPS))


def inverted(study: Study, found: Inversions) -> pd.DataFrame:
    """Return a row for each person paid less than somebody who ranked lower, with that person's number."""
    who = study.people[["number", *GROUPS, "years", "post", "grade", "pay", "lost"]]
    other = study.people[["number", "education", "years", "post", "grade", "pay", "lost"]]
    mine = found.people.merge(who, on="number")
    return _readable(mine.merge(other.rename(columns={"number": "other"}), on="other", suffixes=("", "_other")))


def costs(cost: ConversionCost) -> pd.DataFrame:
    """Return a row a year."""
    return cost.table.rename_axis("year").reset_index()


def _readable(table: pd.DataFrame) -> pd.DataFrame:
    money = {name: table[name] / FEN for name in table if name.removesuffix("_other") in _MONEY}
    months = {
        name: table[name].map(lambda month: month_text(month) if month else "") for name in _MONTHS if name in table
    }
    return table.assign(**money, **months)
