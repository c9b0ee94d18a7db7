"""One replication's world: the people, the places they fill, and the books in which every change is counted.

A `World` is a tuple of a few arrays of records, so that the same rules run compiled and uncompiled. Only the verbs in
`verbs.py` write to it. C records, P places, U units, Y years, T pay periods, K pay cells, L lines of the log.
H wage years, S slots to find them by. Q cells of a conversion: post and grade before × post and grade after; 0 where
there is none.
"""

from __future__ import annotations

from typing import NamedTuple

import numpy as np

from simlib.months import YEAR
from simlib.policy.axes import AGE_BANDS, MOST, RATINGS, SEXES
from simlib.population.person import FLOWS, NEVER, PERSON
from simlib.text import Text

MOST_YEARS = 40  # whole ones; a part-year may come before them
NO_CELL, NO_YEAR = -1, -1  # a month not in post; no wages in the year before
NOW, THEN = 0, 1  # by which scale pay the protected are counted: as they are now, as they were placed
BLOCKED = {  # why people are
    "at_ceiling": Text("已到本岗最高级", "At the ceiling of the band"),
    "no_vacancy": Text("无空岗", "No vacant post"),
}
AT_CEILING, NO_VACANCY = map(list(BLOCKED).index, ("at_ceiling", "no_vacancy"))
COUNTS = {  # what is counted by pay cell and period
    "months": Text("人月", "Person-months"),
    "rewarded": Text("年末在岗（人）", "In post at year end"),
    "severance": Text("经济补偿（半个月数）", "Half months of severance"),
    "within_cap": Text("其中封顶年限以内（半个月数）", "Half months within the capped years"),
    "notice": Text("应予预告的辞退（人）", "Dismissed with a month's notice"),
}
MONTHS, REWARDED, SEVERANCE, WITHIN_CAP, NOTICE = range(len(COUNTS))
CELL_AXES = ("post", "grade", "rating", "education", "certificate", "ramp_step")  # what a pay cell tells apart
POST, GRADE, RATING, EDUCATION, CERTIFICATE, RAMP_STEP = map(
    CELL_AXES.index, ("post", "grade", "rating", "education", "certificate", "ramp_step")
)

STATE = np.dtype(
    [
        ("stream", np.uint64),  # the replication's own bits
        ("month", np.int64),
        ("paid", np.int64),  # months of the present pay period that have been paid
        ("unpaid", np.int64),  # the first month that has not been paid yet
        ("year", np.int64),  # place of the year in the books
        ("period", np.int64),  # place of the pay period
        ("free", np.int64),  # the first empty record, −1 if there is none
        ("logged", np.int64),  # lines in the log
        ("wage_years", np.int64),  # how many are known
        ("full", np.int64),  # 1 where there was no room for one more: what is counted is void
        ("pay_steps", np.int64, len(CELL_AXES)),  # what one of each of POST to RAMP_STEP adds to the pay cell
        ("grades", np.int64),  # of the scale
        ("scale", np.int64),  # posts × grades
    ]
)
CONVERTED = np.dtype(
    [  # of somebody placed on a new scale
        ("before", np.int32),  # post × grades + grade − 1 on the scale before; −1 where it is to be read off the record
        ("then", np.int32),  # the cell (see `protected`) in which they were placed; −1 for whoever was not
    ]
)
PLACE = np.dtype(
    [
        ("unit", np.int64),
        ("elects", np.int64),  # 1 where elections are held
        ("ranked", np.int64),  # 1 where the place is ranked among those of its unit
        ("key", np.uint64),  # which place this is, in every policy and replication
        ("luck", np.uint64),  # its own bits in this replication
        ("merit", np.float64),  # lasting quality, 0 to 1
        ("approved", np.int64),  # recruits approved for the entry post, not yet in post
        ("authorised", np.int64, MOST["post"]),  # the establishment, by post
        ("in_post", np.int64, MOST["post"]),  # posts filled
    ]
)
UNIT = np.dtype(
    [
        ("key", np.uint64),  # which unit this is, in every policy and replication
        ("agency", np.int64),  # its agency workers, as last given
        ("agency_left", np.int64),  # those of them who have not become staff since
        ("in_post", np.int32, MOST_YEARS + 2),  # people by year end
    ]
)
WAGE_YEAR = np.dtype(
    [  # how somebody was paid over a calendar year
        ("key", np.uint64),  # which this is, in every replication
        ("cells", np.int32, YEAR),  # the pay cell of each month, NO_CELL where not in post
        ("reward", np.int32),  # the pay cell of the reward at year end
        ("first", np.int32),  # of a first wage, by `cells[0]`: its month; else NO_YEAR
    ]
)
YEAR_BOOK = np.dtype(
    [
        ("in_post", np.int32, (MOST["post"], MOST["grade"])),  # at the END of the year before: line 0 is the opening
        ("by_age", np.int32, (len(SEXES), len(AGE_BANDS))),  # likewise
        ("flows", np.int32, (len(FLOWS), MOST["post"])),  # during the year
        ("moves", np.int32, (MOST["post"], MOST["post"])),  # during the year, from post to post
        ("risen", np.int32, (MOST["post"], MOST["grade"])),  # of the twelve months after a change: + new, − old
        ("blocked", np.int32, len(BLOCKED)),  # during the year
    ]
)


class World(NamedTuple):
    """See the module's text. A batch is the same tuple with replications in front."""

    people: np.recarray  # (C,) of PERSON
    due: np.ndarray  # (C,) int32: the month in which something next befalls the person; NEVER for an empty record
    places: np.recarray  # (P,) of PLACE
    units: np.recarray  # (U,) of UNIT
    years: np.recarray  # (Y + 1,) of YEAR_BOOK
    pay: np.ndarray  # (COUNTS, T, K) int32: what is counted by pay cell, in each period
    payroll: np.ndarray  # (K,) int32: people in post by pay cell
    converted: np.recarray  # (C,) of CONVERTED, or (0,) where nobody is ever converted
    protected: np.ndarray  # (2, T + 1, Q) int32: months of the converted, NOW and THEN; last, how many are in post
    worked: np.ndarray  # (C, 12) int32: pay cell by month of this year, of whoever had more than one
    whole: np.ndarray  # (K × ratings,) int32: 1 + the wage year of one cell all year and a rating; 0 where unknown
    slots: np.ndarray  # (S,) int32: 1 + the other wage years by their key; 0 where there is none
    wage_years: np.recarray  # (H,) of WAGE_YEAR
    insured: np.ndarray  # (B, H) int32: people in post by the wage year that they contribute on
    contributed: np.ndarray  # (B, T, H) int32: their months. B: insurance and fund, or 1 where they go together
    log: np.ndarray  # (L, 5) int64: month, person's key, flow, post, grade; L is 0 unless lives are traced
    state: np.recarray  # (1,) of STATE


class Shape(NamedTuple):
    """The lengths that a `World` is made with."""

    records: int
    places: int
    units: int
    years: int
    periods: int
    cells: int
    log: int
    conversion: int = 0  # cells of a conversion
    bases: int = 1  # 2 where insurance and housing fund set theirs in months of their own
    wage_years: int = 2  # room for them, a power of 2


def empty_batch(replications: int, shape: Shape) -> World:
    """Return a world for each replication, all of them empty (every array has replications in front)."""

    def records(dtype: np.dtype, *lengths: int) -> np.recarray:
        return np.zeros((replications, *lengths), dtype).view(np.recarray)

    people = records(PERSON, shape.records)
    people.next_free = np.arange(1, shape.records + 1)
    people.next_free[:, -1] = -1
    converted = records(CONVERTED, shape.records if shape.conversion else 0)
    converted.before[:] = converted.then[:] = -1
    return World(
        people=people,
        due=np.full((replications, shape.records), NEVER, np.int32),
        places=records(PLACE, shape.places),
        units=records(UNIT, shape.units),
        years=records(YEAR_BOOK, shape.years + 1),
        pay=np.zeros((replications, len(COUNTS), shape.periods, shape.cells), np.int32),
        payroll=np.zeros((replications, shape.cells), np.int32),
        converted=converted,
        protected=np.zeros((replications, 2, shape.periods + 1, shape.conversion), np.int32),
        worked=np.full((replications, shape.records, YEAR), NO_CELL, np.int32),
        whole=np.zeros((replications, shape.cells * len(RATINGS)), np.int32),
        slots=np.zeros((replications, 2 * shape.wage_years), np.int32),
        wage_years=records(WAGE_YEAR, shape.wage_years),
        insured=np.zeros((replications, shape.bases, shape.wage_years), np.int32),
        contributed=np.zeros((replications, shape.bases, shape.periods, shape.wage_years), np.int32),
        log=np.zeros((replications, shape.log, 5), np.int64),
        state=records(STATE, 1),
    )
