"""Why the cost changed: between two years of a projection, and between baseline and proposal in each year.

A sequence of costs, each with one thing more changed than the one before, so that the parts add up to the fen:

    last year (or the baseline) as it was
    + carry_over              last year's staff all year at the prices of last December (between years only)
    + headcount               so many more person-months of the same mix
    + post_mix                the posts as they now are, each at its mean cost
    + new_for_old             within posts, the grades as they now are but for this year's rises
    + grade_drift             the rises, each for twelve months
    + ratings_and_allowances  the rest of the staff (ratings, education, certificates, part pay), and then what is
                              paid for these
    + pay_award               the pay scale as it now is, and last year's awards in the bases of contributions
    + contributions           rates, floors and caps as they now are
    + conversion              protected pay on conversion to a new scale, with the contributions on it
    + other                   severance, welfare, training, grid money …: the difference of those lines
    = this year (or the proposal)

Staff is valued at old prices and prices at new staff: what was decided is priced first, then people, then new
decisions for the people who are there; a proposal about pay alone has no part in those about staff.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass, field, replace
from functools import cached_property, partial
from typing import Any

import numpy as np
import pandas as pd
import xarray as xr

from simlib.analysis.carried_causes import InTurn, from_baseline, in_turn, staff_from_last_year
from simlib.analysis.causes import CAUSES, CauseParts, add, of_prices, of_quantities, unit_cost
from simlib.analysis.compare import Comparison, Difference, difference
from simlib.analysis.explained_counts import ExplainedCounts, counted
from simlib.analysis.standards import EFFECTS, Standards, carried, new_prices
from simlib.budget import cost
from simlib.months import YEAR
from simlib.plotted import Plotted
from simlib.policy.problems import one_problem
from simlib.policy.term import FEN
from simlib.projection import Projection
from simlib.text import Text

WHOLE_RUN = "all"  # in place of a year: all of them together
FUTURES = 60
Tell = Callable[[int, int], None]  # how many are done, of how many


@dataclass(frozen=True)
class Explanation(Plotted):
    """What each cause adds, in whole fen.

    fen            (replication, year, cause) int64, causes as in `CAUSES`
    before, after  (replication, year) int64: the costs between which the causes lead, before + fen = after
    years          of the increases: from the second whole one on between years, all of them against a baseline
    proposal       whether this explains a proposal and not the years
    projection     the one explained (of a comparison: the baseline)
    after_digest   of the policy explained (of a comparison: the proposal's)
    standards      between years: level, mass and carry-over of what is paid; None against a baseline
    wide           the same with each replication in a future of its own, the causes of the first `FUTURES` of them
                   alone (each has prices of its own to work out); None where that was not run
    """

    fen: np.ndarray = field(repr=False)
    before: np.ndarray = field(repr=False)
    after: np.ndarray = field(repr=False)
    years: tuple[int, ...]
    proposal: bool
    projection: Projection = field(repr=False)
    after_digest: str
    standards: Standards | None = field(default=None, repr=False)
    wide: Explanation | None = field(default=None, repr=False)

    @cached_property
    def causes(self) -> tuple[str, ...]:
        """The causes that can have a part: no carry-over against a baseline, protected pay only where there is any."""
        converts = self.fen[:, :, list(CAUSES).index("conversion")].any()
        none = {*(("carry_over",) if self.proposal else ()), *(() if converts else ("conversion",))}
        return tuple(cause for cause in CAUSES if cause not in none)

    @cached_property
    def yuan(self) -> xr.DataArray:
        """What each cause adds in yuan, by replication, year and cause."""
        coords = {"replication": np.arange(len(self.fen)), "year": np.array(self.years), "cause": list(CAUSES)}
        return xr.DataArray(self.fen / FEN, coords, tuple(coords), "change", {"unit": "yuan"})

    def parts(self, year: int | str = WHOLE_RUN) -> dict[str, Difference]:
        """Return the mean of each cause in yuan with its widths, in one year or over all."""
        return {cause: self._difference(partial(_part, year, number)) for number, cause in enumerate(CAUSES)}

    def effects(self, year: int) -> dict[str, Difference]:
        """Return the mean of level, mass and carry-over in yuan with their widths: nothing against a baseline."""
        return {name: self._difference(partial(_effect, year, name)) for name in EFFECTS if self.standards}

    def change(self, year: int | str = WHOLE_RUN) -> Difference:
        """Return cost before and after in yuan, and their difference with its widths, in one year or over all.

        Over all years the years' increases lead from the first year to the last; a proposal's differences are summed.
        """
        return self._difference(partial(_costs, year))

    def _difference(self, read: Callable[[Explanation], Pair]) -> Difference:
        return difference(*read(self), read(self.wide) if self.wide else None)

    @cached_property
    def table(self) -> pd.DataFrame:
        """A row for each year (and `all`) and cause: labels, mean in yuan and its widths."""
        years: list[int | str] = [*self.years, WHOLE_RUN]
        rows = [
            (year, cause, *CAUSES[cause], part.mean, part.error, *part.luck, *part.wide)
            for year in years
            for cause, part in self.parts(year).items()
        ]
        widths = ["simulation_error", "luck_low", "luck_high", "wide_low", "wide_high"]
        return pd.DataFrame(rows, columns=["year", "cause", "zh", "en", "yuan", *widths])


Pair = tuple[np.ndarray, np.ndarray]  # before and after by replication, in yuan


def _part(year: int | str, number: int, one: Explanation) -> Pair:
    """Return nothing, and what a cause adds in a year or over all."""
    found = one.fen.sum(axis=1) if year == WHOLE_RUN else one.fen[:, one.years.index(int(year))]
    return np.zeros(len(found)), found[:, number] / FEN


def _effect(year: int, name: str, one: Explanation) -> Pair:
    """Return nothing, and a sum of the changes of standard of a year."""
    found = getattr(one.standards, name)[:, one.years.index(year)]
    return np.zeros(len(found)), found / FEN


def _costs(year: int | str, one: Explanation) -> Pair:
    """Return the costs between which the causes lead."""
    if year != WHOLE_RUN:
        at = one.years.index(int(year))
        return one.before[:, at] / FEN, one.after[:, at] / FEN
    if one.proposal:
        return one.before.sum(axis=1) / FEN, one.after.sum(axis=1) / FEN
    return one.before[:, 0] / FEN, one.after[:, -1] / FEN


def explain(projection: Projection, wide: Projection | None = None, progress: Tell | None = None) -> Explanation:
    """Explain the increase from each whole year of a projection to the next: a part-year is no year to compare with.

    wide      the same under futures, for the range with the assumptions
    progress  told how many of its futures are done, of how many
    Raises PolicyError for a projection of a single whole year.
    """
    if len(projection.years.whole) < 2:
        what = Text("只模拟了一年，没有增减可分解", "a projection of one year has no increase to explain")
        raise one_problem(what, Text("请模拟两年或更多。", "Project two years or more."))
    found = _increases(projection)
    return found if wide is None else replace(found, wide=explain_futures(wide, progress))


def explain_futures(wide: Projection, progress: Tell | None = None) -> Explanation:
    """Explain the increases of years under futures, the causes of the first `FUTURES` of them; see `explain`."""
    before, after = _years_apart(wide)
    parts = (_increases(part) for part in wide.parts[:FUTURES])
    return _together(parts, progress, projection=wide, before=before, after=after)


def explain_difference(comparison: Comparison, progress: Tell | None = None) -> Explanation:
    """Explain the difference that a proposal makes in each year; under futures too, where both were run there.

    Both sides need person-months kept alike: where the two policies pay for other traits or at other times, the
    projections are run again that way, with the same lives. Raises PolicyError where posts or grades differ.
    """
    before, after = comparison.before, comparison.after
    one, other = before.projection.policy, after.projection.policy
    if (one.axis("post"), one.grades) != (other.axis("post"), other.grades):
        what = Text(
            "{one} 与 {other} 的岗位或等级不同，人员结构与晋级的影响无法分开",
            "{one} and {other} have other posts or grades: mix and drift cannot be told apart",
        ).of(one=one.name, other=other.name)
        raise one_problem(what, Text("请逐年分别分解。", "Explain each by itself, from year to year."))
    found = _differences(before.projection, after.projection)
    if before.wide is None or after.wide is None:
        return found
    sides = before.wide.projection, after.wide.projection
    parts = map(_differences, *(side.parts[:FUTURES] for side in sides))
    totals = [side.budget.fen.sum(axis=2) for side in (before.wide, after.wide)]
    return replace(found, wide=_together(parts, progress, projection=sides[0], before=totals[0], after=totals[1]))


def _together(parts: Iterable[Explanation], progress: Tell | None, **whole: Any) -> Explanation:
    """Return the causes of some futures together, with what is known of all of them."""
    found: list[Explanation] = []
    for part in parts:
        found.append(part)
        if progress:
            progress(len(found), min(FUTURES, whole["projection"].replications))
    return together(found, **whole)


def together(parts: list[Explanation], **whole: Any) -> Explanation:
    """Return explanations of some replications after each other as one, with what is known of the whole."""
    joined = {of: np.concatenate([getattr(one, of) for one in parts]) for of in ("fen", "before", "after")}
    standards = [one.standards for one in parts if one.standards]
    every = Standards.together(standards) if standards else None
    return replace(parts[0], **{**joined, "standards": every, **whole})


def _years_apart(projection: Projection) -> tuple[np.ndarray, np.ndarray]:
    """Return the costs of whole years and of those after them, (replication, year) fen."""
    total = cost(projection).fen.sum(axis=2)[:, projection.years.parts :]
    return total[:, :-1], total[:, 1:]


def _increases(projection: Projection) -> Explanation:
    """Return what leads from each whole year to the next, of lives under one policy."""
    parts, standards = list[list[CauseParts]](), list[Standards]()
    for some in counted(projection).parts:
        years = range(projection.years.parts, len(projection.years))
        over, prices = [carried(some, y) for y in years], [new_prices(some, y) for y in years[1:]]
        parts.append([_from_last_year(some, *year) for year in zip(years[1:], over, prices)])
        mass = [np.sum([*one.values()], axis=0) for one in prices]
        standards.append(Standards(*(np.stack(each, axis=1) for each in (over[:-1], mass, over[1:]))))
    found = _explained(parts, *_years_apart(projection), projection.years.whole[1:], projection)
    return replace(found, standards=Standards.together(standards))


def _differences(before: Projection, after: Projection) -> Explanation:
    """Return what leads from one projection to the other in each year, of lives under one policy each."""
    layout = before.plan.pay.joined(after.plan.pay)
    base, reform = (counted(run.kept_by(layout)) for run in (before, after))
    years, between = range(len(before.years)), in_turn(base.policy, reform.policy, base.months, layout)
    parts = [
        [_from_baseline(some, others, y, between) for y in years]
        for some, others in zip(base.parts, reform.parts, strict=True)
    ]
    return _explained(parts, base.total, reform.total, before.years, before, after)


def _explained(
    parts: list[list[CauseParts]],
    before: np.ndarray,
    after: np.ndarray,
    years: tuple[int, ...],
    of: Projection,
    proposal: Projection | None = None,
) -> Explanation:
    fen = np.concatenate([np.stack([_by_cause(year) for year in some], axis=1) for some in parts])
    assert np.array_equal(before + fen.sum(axis=2), after), "the causes do not add up"
    digest = (proposal or of).policy.digest
    return Explanation(fen, before, after, years, proposal is not None, of, digest)


def _by_cause(parts: CauseParts) -> np.ndarray:
    """Return the parts of one year, (R, cause)."""
    nothing = np.zeros_like(parts["other"])
    return np.stack([parts.get(cause, nothing) for cause in CAUSES], axis=1)


def _from_last_year(books: ExplainedCounts, y: int, over: np.ndarray, prices: CauseParts) -> CauseParts:
    """Return the causes of the increase from year y − 1 to y: with what is carried over, and this year's prices."""
    old, none = books.december(y - 1), np.zeros_like(books.risen[:, y])
    unit = unit_cost(books.layout, old, old, old)
    last = books.counts([*books.periods(y - 1)], none, YEAR, True)
    this = books.counts([*books.periods(y)], books.risen[:, y], YEAR, True)
    parts = {
        "carry_over": over,
        **of_quantities(last, this, unit, books.layout),
        "conversion": books.conversion[:, y] - books.conversion[:, y - 1],
        "other": books.other[:, y] - books.other[:, y - 1],
    }
    add(parts, prices)
    for book in books.contributed:
        add(parts, staff_from_last_year(book, books.periods(y - 1), books.periods(y)))
    return parts


def _from_baseline(base: ExplainedCounts, reform: ExplainedCounts, y: int, between: InTurn) -> CauseParts:
    """Return the causes of the difference in year y. All rises since the opening are drift.

    between  prices on the way from one to the other (see `in_turn`)
    """
    parts: CauseParts = {
        "conversion": reform.conversion[:, y] - base.conversion[:, y],
        "other": reform.other[:, y] - base.other[:, y],
    }
    many = max(len(books.books.contributed) for books in (base, reform))  # where they go together in one, not in both
    rises = [books.risen[:, : y + 1].sum(axis=1) for books in (base, reform)]
    periods = base.periods(y)
    for period, months in periods.items():
        last = period == max(periods)
        before, after = (
            b.counts([period], risen, months, last) for b, risen in zip((base, reform), rises, strict=True)
        )
        old, new = base.moment(period), reform.moment(period)
        unit = unit_cost(base.layout, old, old, old)
        add(parts, of_quantities(before, after, unit, base.layout))
        add(parts, of_prices(after, base.layout, old, new))
        for one, other in zip(base.contributed_in(many), reform.contributed_in(many), strict=True):
            add(parts, from_baseline(one, other, {period: months}, between))
    return parts
