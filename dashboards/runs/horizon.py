"""Over how many years a page projects, and in which months a proposal may start within them."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from dashboards.widgets.amount import AmountField
from dashboards.widgets.language import Language
from dashboards.widgets.menus import menu
from simlib.months import YEAR
from simlib.policy import Policy
from simlib.policy.value_words import month_words
from simlib.text import Text

MOST_YEARS = 30
START_MONTHS = 60  # of which a proposal may start in any, within the run


def years_field(language: Language, years: int) -> AmountField:
    """Return the field for the number of years."""
    return AmountField(language, Text("年数", "Years"), years, between=(1, MOST_YEARS), whole=True, name="years")


def start_menu(
    language: Language, policy: Policy, years: int, told: Callable[[], Any], chosen: int | None = None
) -> Any:
    """Return the menu of months in which a proposal may start, at the month chosen where it is offered."""
    opening = policy.opening or 0
    offered = range(opening, opening + min(START_MONTHS, years * YEAR))
    months = [(Text(month_words(m, "zh"), month_words(m, "en")), m) for m in offered]
    made = menu(language, months, Text("改动自", "Changed from"))
    if chosen in offered:
        made.value = chosen
    made.observe(lambda _change: told(), "value")
    return made
