"""How much memory a projection takes: known before it runs, from its cells, periods and years.

What is kept of a replication are its pay books (`simlib.simulation.tally`) and its budget, some of it twice while it is
worked out. The figures were measured on the packs (docs/guide/serving.md), and are rather too large than too small.
"""

from __future__ import annotations

from simlib.months import months_of_run
from simlib.policy import Policy
from simlib.simulation.pay_layout import pay_layout

_COUNT = 2  # bytes of a count
_PLACES = 0.6, 1.5  # cells that anybody is ever in, in one period: at most so many for each cell, and for each person
_WAGE_YEARS = 3.0, 3.0  # wage years that anybody ever contributes on, in one period: likewise
_YEAR = 10_000  # bytes of the other books and of the budget, for each year
_ROUND = 10  # to which replications are rounded down


def per_replication(policy: Policy, people: int, years: int) -> int:
    """Return the bytes that one replication of a policy with so many people takes, with its budget.

    people  the opening staff
    """
    layout = pay_layout(policy, months_of_run(policy.opening or 0, years))
    books = len(layout.starts) + years  # months are counted in each period, rewards once a year
    paid, contributed = (min(a_cell * layout.cells, each * people) for a_cell, each in (_PLACES, _WAGE_YEARS))
    return int(_COUNT * (books * paid + len(layout.starts) * contributed) + _YEAR * years)


def fitting(each: int, wanted: int, room: int) -> int:
    """Return how many replications of `each` bytes go into so much room: those wanted, or fewer; at least 1."""
    if each * wanted <= room:
        return wanted
    many = room // each
    return max(1, many - many % _ROUND if many > _ROUND else many)
