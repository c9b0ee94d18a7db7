"""A projection as plain tables, one row a fact, names as the policy writes them; year end of the opening first.

The same tables stand in the CSV files that `simlib.report.result_folder.write_results` writes.
"""

from __future__ import annotations

import numpy as np
import pandas as pd
import xarray as xr

from simlib.analysis.compare import Comparison, Difference
from simlib.analysis.explain import Explanation
from simlib.analysis.outcomes import OUTCOMES, Costed, level_widths, outcomes_of
from simlib.analysis.standards import EFFECTS
from simlib.analysis.widths import Widths
from simlib.budget import budget_codes, cost
from simlib.disclosure import pattern_of, refuse_of_real
from simlib.futures import FuturesProjection
from simlib.months import month_text, year_words
from simlib.policy.axes import FUNDERS
from simlib.policy.value_words import month_words
from simlib.population.person import FLOWS
from simlib.projection import Projection
from simlib.text import Text

ALL_POSTS = "all"  # in place of a post, where flows of single posts would tell of single people
WHOLE_RUN = "all"  # in place of a year: the sum of all years, or the last one for a stock


def stocks(projection: Projection) -> pd.DataFrame:
    """Return people in post at year end: replication, year, post, grade, people. The opening is the year before.

    Of real people small counts are hidden, and enough others (`simlib.disclosure`): `*`.
    """
    table, pattern = _people(projection.data["in_post"].rename(year_end="year")), pattern_of(projection.plan)
    return pattern.masked(table, ["people"]) if pattern else table


def flows(projection: Projection) -> pd.DataFrame:
    """Return what happened to people in each year: replication, year, reason, post, people.

    `joined` and every way of leaving, under the post joined or left; `promoted` and `stepped_down`, under the post
    taken up; `graded_up`. Of real people those of all posts together, as post `all`.
    """
    counts = projection.data["flows"].rename(flow="reason")
    if projection.plan.staff.fewest:
        counts = counts.sum("post").expand_dims(post=[ALL_POSTS], axis=-1)
    return _people(counts)


def moves(projection: Projection) -> pd.DataFrame:
    """Return moves from post to post: replication, year, from_post, to_post, people.

    With `stocks` and `flows` the ledger of each post closes: opening + joined − left + moved in − moved out = closing.
    Raises Refused for real people.
    """
    refuse_of_real(projection.plan.staff, Text("各岗位之间的变动", "A table of moves between posts"))
    table = _people(projection.data["moves"].rename(post="to_post"))
    return table[table["from_post"] != table["to_post"]].reset_index(drop=True)


def budget(projection: Projection) -> pd.DataFrame:
    """Return the cost: replication, year, line, code, government, payer, yuan (exact to the fen at two decimals).

    A row for each level of government that bears any of the line in any year; `code` is the economic category of the
    departments' budgets, `government` the class of the government's beside it, empty where no table gives one.
    """
    paid, codes = cost(projection), budget_codes(projection.policy)
    table = paid.borne_yuan.to_series().rename("yuan").reset_index().rename(columns={"funder": "payer"})
    bears = np.tile(paid.bears.reshape(-1), paid.fen.shape[0] * paid.fen.shape[1])
    table.insert(3, "code", table["line"].map({line: one.code for line, one in codes.lines.items()}))
    beside = {line: one.government.code if one.government else "" for line, one in codes.lines.items()}
    table.insert(4, "government", table["line"].map(beside))
    return table[bears].reset_index(drop=True)


def establishment(projection: Projection) -> pd.DataFrame:
    """Return the posts authorised at year end: year, post, people; by replication too where futures differ."""
    return _people(projection.data["establishment"])


def futures(projection: FuturesProjection) -> pd.DataFrame:
    """Return what each replication drew: replication, term, value (a factor, or what is added: money in yuan)."""
    return projection.drawn.to_series().rename("value").reset_index()


def labels(projection: Projection) -> pd.DataFrame:
    """Return what the names in the other tables mean: column, name, zh, en; of years, those that are no whole ones."""
    rows = [("post", post.name, post.label.zh, post.label.en) for post in projection.policy.posts]
    rows += [("reason", name, zh, en) for name, (zh, en) in FLOWS.items()]
    rows += [("line", name, item.label.zh, item.label.en) for name, item in projection.policy.lines.items()]
    rows += [("payer", name, zh, en) for name, (zh, en) in FUNDERS.items()]
    codes = {one.code: one.name for one in budget_codes(projection.policy).lines.values()}
    rows += [("code", code, name.zh, name.en) for code, name in sorted(codes.items())]
    beside = {one.government for one in budget_codes(projection.policy).lines.values() if one.government}
    rows += [("government", one.code, one.name.zh, one.name.en) for one in sorted(beside, key=lambda one: one.code)]
    if projection.years.parts:
        opening, part = projection.plan.months[0] - 1, projection.years[0]
        rows.append(
            (
                "year",
                str(part - 1),
                f"期初（{month_words(opening, 'zh')}末）",
                f"Opening (end of {month_text(opening)})",
            )
        )
        rows.append(("year", str(part), *year_words(part, projection.years)))
    if isinstance(projection, FuturesProjection):
        rows += [("term", one.term.name, one.label.zh, one.label.en) for one in projection.futures.spreads]
    return pd.DataFrame(rows, columns=["column", "name", "zh", "en"])


WIDTHS = ("simulation_error", "luck_low", "luck_high", "wide_low", "wide_high")


def ranges(run: Costed) -> pd.DataFrame:
    """Return every outcome by year, and over the whole run (year `all`): its mean and its three widths.

    outcome, zh, en, unit, year, mean, simulation_error, luck_low, luck_high (range of chance), wide_low, wide_high
    (range with the assumptions, empty where no futures were run); no width from fewer than 30 replications.
    """
    rows = [
        (*_named(name), year, found.mean, *_widths(found))
        for name, outcome in outcomes_of(run.projection.policy).items()
        for year in (*run.projection.years, WHOLE_RUN)
        for found in (level_widths(outcome, run, None if year == WHOLE_RUN else int(year)),)
    ]
    return pd.DataFrame(rows, columns=["outcome", "zh", "en", "unit", "year", "mean", *WIDTHS])


def differences(comparison: Comparison) -> pd.DataFrame:
    """Return every outcome before and after: by year, and over the whole run (year `all`).

    outcome, zh, en, unit, year, before, after, difference and the widths of the difference, as `ranges` has them.
    """
    rows = [
        (*_named(name), year, found.before, found.after, found.mean, *_widths(found))
        for name in comparison.headline
        for year, found in (*comparison.by_year(name).items(), (WHOLE_RUN, comparison.headline[name]))
    ]
    head = ["outcome", "zh", "en", "unit", "year", "before", "after", "difference", *WIDTHS]
    return pd.DataFrame(rows, columns=head)


def causes(explanation: Explanation) -> pd.DataFrame:
    """Return what each cause adds to the cost: replication, year, cause, yuan (exact to the fen at two decimals)."""
    return explanation.yuan.to_series().rename("yuan").reset_index()


def standards(explanation: Explanation) -> pd.DataFrame:
    """Return what each year's changes of what is paid come to: year, effect, zh, en, mean in yuan and its widths."""
    rows = [
        (year, name, *EFFECTS[name], found.mean, *_widths(found))
        for year in explanation.years
        for name, found in explanation.effects(year).items()
    ]
    return pd.DataFrame(rows, columns=["year", "effect", "zh", "en", "mean", *WIDTHS])


def _named(name: str) -> tuple[str, ...]:
    return name, *OUTCOMES[name].label, OUTCOMES[name].unit


def _widths(found: Widths | Difference) -> tuple[float, ...]:
    return found.error, *found.luck, *found.wide


def _people(counts: xr.DataArray) -> pd.DataFrame:
    return counts.to_series().rename("people").reset_index()
