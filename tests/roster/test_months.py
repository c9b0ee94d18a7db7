"""Months as rosters write them: one month read, two asked about, none guessed."""

from __future__ import annotations

import datetime as dt

import pytest

from simlib.months import month_number
from simlib.staff.roster import months
from simlib.staff.roster.cells import Cell
from simlib.staff.roster.months import Read, read_month

JULY = month_number(1985, 7)


@pytest.mark.parametrize(
    "cell",
    [
        "1985.07", "1985.7", "1985/7", "1985-7", "1985-07", "1985年7月", "1985年07月15日", "198507", "19850715",
        "1985-07-15",
        "1985-07-15 00:00:00", "1985/7/1 0:00", "１９８５．０７", "１９８５年７月", " 1985 . 07 ", "1985.7月",
        "1985.07起",
        "\t1985.07",
        "1985、7", "一九八五年七月", "July 1985", "Jul-1985", "15/07/1985", 198507, 19850715, 1985.07, 1985.7,
        31229, 31229.0, 31229.75, "31229", dt.date(1985, 7, 1), dt.datetime(1985, 7, 15, 9, 30),
    ],
)  # fmt: skip
def test_every_way_of_writing_july_1985(cell: Cell):
    """31229 is 1 July 1985 in Excel: 31,229 days after 30 December 1899."""
    assert read_month(cell) == Read(JULY)


def test_the_serial_number_of_a_day_counts_from_another_day_in_a_book_of_1904():
    """The two ways of counting are 1,462 days apart: 31229 − 1462 = 29767."""
    assert read_month(29767, from_1904=True) == Read(JULY)
    assert read_month(29767).month == month_number(1981, 6)


@pytest.mark.parametrize(
    ("cell", "why", "may_be"),
    [
        ("1985.1", months.LOST_NOUGHT, [(1985, 1), (1985, 10)]),
        (1985.1, months.LOST_NOUGHT, [(1985, 1), (1985, 10)]),
        ("１９８５．１", months.LOST_NOUGHT, [(1985, 1), (1985, 10)]),
        ("85-07", months.SHORT_YEAR, [(1985, 7), (2085, 7)]),
        ("85.7", months.SHORT_YEAR, [(1985, 7), (2085, 7)]),
        ("85年7月", months.SHORT_YEAR, [(1985, 7), (2085, 7)]),
        ("Jul-85", months.SHORT_YEAR, [(1985, 7), (2085, 7)]),
        ("03/04/1985", months.DAY_OR_MONTH, [(1985, 3), (1985, 4)]),
        ("04/03/1985", months.DAY_OR_MONTH, [(1985, 4), (1985, 3)]),
        ("03/04/85", months.SHORT_YEAR, []),
    ],
)
def test_what_may_be_two_months_is_asked_about(cell: Cell, why: str, may_be: list[tuple[int, int]]):
    assert read_month(cell) == Read(None, why, tuple(month_number(*one) for one in may_be))


@pytest.mark.parametrize(
    "cell", ["1985.10", "1985-1", "1985/1", "1985年1月", "1985.01", "1985.1.1", "19850101", 198501]
)
def test_january_and_october_written_in_full_are_read(cell: Cell):
    assert read_month(cell).month == month_number(1985, 10 if "10" in str(cell)[4:7] and ".10" in str(cell) else 1)


@pytest.mark.parametrize(
    ("cell", "why"),
    [
        ("1985", months.YEAR_ONLY), (1985, months.YEAR_ONLY), ("1985年", months.YEAR_ONLY),
        ("1985-13", months.NO_SUCH_DAY), ("1985.00", months.NO_SUCH_DAY), ("19850230", months.NO_SUCH_DAY),
        ("1885.07", months.NO_SUCH_DAY), ("31/31/1985", months.NO_SUCH_DAY), ("85-13", months.NO_SUCH_DAY),
        ("张三", months.NO_MONTH), (198513, months.NO_MONTH), ("1985.07-1988.06", months.NO_MONTH),
        (True, months.NO_MONTH),
        (dt.time(9, 30), months.NO_MONTH), ("一九八五年七七月", months.NO_SUCH_DAY), (5, months.NO_MONTH),
        (99999999, months.NO_MONTH),
    ],
)  # fmt: skip
def test_what_is_no_month_is_said_to_be_none(cell: Cell, why: str):
    assert (read_month(cell).month, read_month(cell).why) == (None, why)
