"""Axes of years, on which a part-year is named with its months."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from matplotlib.ticker import FuncFormatter, MaxNLocator

from simlib.months import YEAR
from simlib.policy.value_words import month_words
from simlib.projection import Projection
from simlib.report.words.amounts import year_tick
from simlib.text import Code, Text


def year_ends(projection: Projection) -> list[float]:
    """Return the year ends, the opening first: so much of a year before as there are months between."""
    years = projection.years
    return [years[0] - (YEAR + 1 - years.first) / YEAR, *years]


def opening_words(projection: Projection, code: Code) -> str:
    """Say at the end of what the opening staff was counted: of a year, or of a month within one."""
    if not projection.years.parts:
        return Text(f"{projection.years[0] - 1}年末（期初）", f"End of {projection.years[0] - 1} (opening)")[code]
    month = month_words(projection.plan.months[0] - 1, code)
    return Text(f"{month}末（期初）", f"End of {month} (opening)")[code]


def tick_years(axes: Any, years: Sequence[int], code: Code) -> None:
    """Tick every year; a part-year with its months."""
    axes.set_xticks(years, [year_tick(year, years, code) for year in years])


def whole_years(axes: Any, years: Sequence[float]) -> None:
    """Tick whole years, few enough to be read."""
    axes.xaxis.set_major_locator(MaxNLocator(6, integer=True))
    axes.xaxis.set_major_formatter(FuncFormatter(lambda value, _: f"{value:.0f}"))
    axes.set_xlim(min(years) - 0.4, max(years) + 0.4)
