"""Who gains and who loses by a proposal: the same people under two policies, month by month.

A person has the same luck under every policy, and is looked at over the months in which they are in post under both.
Compared is what they are paid (应发报酬): pay, allowances, reward, protected pay, in money or in kind; no severance,
and nothing of a guaranteed mean income, which is nobody's own. A gain is whatever is more than nothing to the fen.

Groups are those of the first of these months, as the policy in force has them. Of fewer than `FEWEST` people in a mean
replication nothing is told.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Any

import numpy as np
import pandas as pd

from simlib.budget.person_months import PersonMonths
from simlib.plotted import Plotted
from simlib.policy import Policy
from simlib.policy.axes import AGE_BAND_STARTS, AGE_BANDS, LABELS, SERVICE_BAND_STARTS, SERVICE_BANDS, SEXES
from simlib.policy.problems import one_problem
from simlib.policy.term import FEN
from simlib.projection import Projection
from simlib.simulation.monthly import MonthOfRun, begun_again, months, opened_alone
from simlib.simulation.plan import Plan
from simlib.simulation.run import RunStopped, each_in_turn
from simlib.text import Text

FEWEST = 5  # people in a group of which anything is told
GROUPS: dict[str, Text] = {
    "post": Text("岗位", "Post"),
    "age_band": Text("年龄", "Age"),
    "service_band": Text("社区工作年限", "Community service"),
    "sex": Text("性别", "Sex"),
    "unit": Text("街道（单位）", "Street or unit"),
}
EVERYBODY = "all"
_TRAITS = np.dtype([(name, np.int16) for name in GROUPS])


@dataclass(frozen=True, eq=False)
class Gains(Plotted):
    """What became of everybody who was in post under both policies.

    plan          of the policy in force, whose groups these are
    replications  how many
    people        a row a person and replication: replication, months (in post under both), before and change (what they
                  were paid in force, and how much more under the proposal, in these months together, fen), and the
                  place of each on the axes of `GROUPS`
    """

    plan: Plan = field(repr=False)
    replications: int
    people: pd.DataFrame = field(repr=False)

    @property
    def policy(self) -> Policy:
        """The policy in force."""
        return self.plan.policy

    @property
    def table(self) -> pd.DataFrame:
        """A row for everybody and one a group, in their order; of streets the worst off first.

        axis, member; people, gain, lose, unchanged: means of a replication. In yuan a month, of a person's own mean:
        mean, median, low and high (the 5 and 95 % positions). NaN where there are fewer than `FEWEST` people.
        """
        people = self.people.assign(monthly=self.people["change"] / self.people["months"] / FEN)
        rows = [self._row(EVERYBODY, EVERYBODY, people)]
        for axis in GROUPS:
            members = self.members(axis)
            mine = [self._row(axis, members[int(place)], group) for place, group in people.groupby(axis)]
            rows += sorted(mine, key=lambda row: (np.isnan(row["mean"]), row["mean"])) if axis == "unit" else mine
        return pd.DataFrame(rows)

    def members(self, axis: str) -> tuple[str, ...]:
        """Return what there is on an axis."""
        fixed = {"age_band": AGE_BANDS, "service_band": SERVICE_BANDS, "sex": SEXES}
        return fixed.get(axis) or self.policy.axis(axis)

    def label(self, axis: str, member: str) -> Text:
        """Return what a group is called."""
        if axis == EVERYBODY:
            return Text("全体", "Everybody")
        own = {one.name: one.label for one in (*self.policy.posts, *self.policy.units)}
        return own[member] if axis in ("post", "unit") else LABELS[member]

    def _row(self, axis: str, member: str, group: pd.DataFrame) -> dict[str, Any]:
        change, many = group["change"], len(group) / self.replications
        counts = {"gain": (change > 0).sum(), "lose": (change < 0).sum(), "unchanged": (change == 0).sum()}
        monthly = group["monthly"].to_numpy()
        low, median, high = np.quantile(monthly, (0.05, 0.5, 0.95)) if len(monthly) else (np.nan,) * 3
        told = {"mean": monthly.mean() if len(monthly) else np.nan, "median": median, "low": low, "high": high}
        found = {name: count / self.replications for name, count in counts.items()} | told
        if many < FEWEST:
            found = dict.fromkeys(found, np.nan)
        return {"axis": axis, "member": member, "people": many, **found}


def gains(before: Projection, after: Projection, most: int | None = None, **hooks: Any) -> Gains:
    """Return who gains and who loses, of two projections of the same staff with the same luck.

    most   replications to look at, by default all; they are lived once more, under both
    hooks  workers, progress and stop, as `project` takes them
    Raises PolicyError where the two are not of the same people, months and seed.
    """
    _check_paired(before, after)
    prices = [PersonMonths(run.policy, run.plan) for run in (before, after)]
    workers, progress, stop = (hooks.get(name) for name in ("workers", "progress", "stop"))

    def one(replication: int) -> pd.DataFrame:
        if stop is not None and stop():
            raise RunStopped
        return begun_again(lambda: _compared(before, after, prices, replication)).assign(replication=replication)

    many = min(before.replications, after.replications, most or before.replications)
    found = [*each_in_turn(one, range(many), workers or 1, progress)]
    return Gains(before.plan, many, pd.concat(found, ignore_index=True))


def _check_paired(before: Projection, after: Projection) -> None:
    one, other = ((run.plan.staff.people_digest, run.plan.months, run.plan.seed) for run in (before, after))
    if one != other:
        what = Text(
            "两次模拟的期初人员、起止年月或随机种子不同，不能逐人对照",
            "the two projections differ in their people, months or seed: nobody can be matched",
        )
        raise one_problem(what, Text("请用同样的人员、年数和种子。", "Use the same staff, years and seed."))


def _compared(before: Projection, after: Projection, prices: list[PersonMonths], replication: int) -> pd.DataFrame:
    """Live a replication under both, and return a row a person."""
    lives = [months(run.plan, opened_alone(run.plan, replication)) for run in (before, after)]
    parts = [_in_both(before, was, now, prices) for was, now in zip(*lives, strict=True)]
    key, paid, change, traits = (np.concatenate(each) for each in zip(*parts, strict=True))
    _, first, who = np.unique(key, return_index=True, return_inverse=True)
    summed = (np.bincount(who, each, len(first)).astype(np.int64) for each in (np.ones(len(key)), paid, change))
    return pd.DataFrame(dict(zip(("months", "before", "change"), summed, strict=True))).assign(
        **{name: traits[name][first] for name in GROUPS}
    )


def _in_both(
    run: Projection, was: MonthOfRun, now: MonthOfRun, prices: list[PersonMonths]
) -> tuple[np.ndarray, np.ndarray, np.ndarray, np.ndarray]:
    """Return who is paid in a month under both: key, what they are paid in force and how much more now, and traits."""
    key, mine, theirs = np.intersect1d(was.people["key"], now.people["key"], assume_unique=True, return_indices=True)
    paid, then = prices[0].paid(was)[mine], prices[1].paid(now)[theirs]
    person, month = was.people[mine], run.plan.months[was.at]
    traits = np.zeros(len(key), _TRAITS)
    for name in ("post", "sex", "unit"):
        traits[name] = person[name]
    traits["age_band"] = _band(AGE_BAND_STARTS, month - person["birth"])
    traits["service_band"] = _band(SERVICE_BAND_STARTS, month - person["service_from"])
    return key, paid, then - paid, traits


def _band(starts: tuple[int, ...], spells: np.ndarray) -> np.ndarray:
    return np.searchsorted(starts, np.maximum(spells, 0), side="right") - 1
