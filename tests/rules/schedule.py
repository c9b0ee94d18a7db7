"""The retirement schedule of 2025, written out birth month by birth month from the decision's words.

法定退休年龄每四个月延迟一个月，分别逐步延迟至六十三周岁和五十八周岁；原法定退休年龄为五十周岁的女职工，法定退休年龄每二个月
延迟一个月，逐步延迟至五十五周岁. Nothing here is taken from simlib but the way a month is numbered.
"""

from __future__ import annotations

from simlib.months import month_number

OLD_AGE = {"men_60": 60, "women_55": 55, "women_50": 50}  # years
FULL_AGE = {"men_60": 63, "women_55": 58, "women_50": 55}
BIRTHS_A_MONTH = {"men_60": 4, "women_55": 4, "women_50": 2}
FIRST, LAST = month_number(1960, 1), month_number(2019, 12)


def schedule(track: str) -> dict[int, int]:
    """Return the month of retirement by month of birth, for births from 1960 to 2019."""
    retires, delay, births_at_this_delay = {}, 0, 0
    for birth in range(FIRST, LAST + 1):
        old = birth + 12 * OLD_AGE[track]
        if old >= month_number(2025, 1) and delay < 12 * (FULL_AGE[track] - OLD_AGE[track]):
            if births_at_this_delay % BIRTHS_A_MONTH[track] == 0:
                delay += 1
            births_at_this_delay += 1
        retires[birth] = old + delay
    return retires


SCHEDULE = {track: schedule(track) for track in OLD_AGE}


def contribution_months(year: int) -> int:
    """Return the least months of contributions: 15 years, from 2030 half a year more each year, at most 20."""
    return 12 * 15 + 6 * min(max(year - 2029, 0), 10)
