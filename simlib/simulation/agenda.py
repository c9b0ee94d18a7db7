"""The agenda: what is decided when, in the one order in which a month's business is done.

Whatever falls in the same month is done in this order, never in the order in which it happened to be booked. People
who leave in a month are paid for it, for leaving comes after pay; an election takes effect before it. `simlib agenda
PACK` prints the list with its months.
"""

from __future__ import annotations

from typing import NamedTuple


class Step(NamedTuple):
    """One item of the agenda: its name, what it is, and when it comes up."""

    name: str
    zh: str
    en: str
    when_zh: str
    when_en: str


AGENDA: tuple[Step, ...] = (
    Step("establishment", "员额调整", "Establishment set", "开始时、调整年月及条文生效月",
         "at the start, at each review and when its clauses change"),
    Step("conversion", "套改", "Conversion to a new scale", "套改规则开始执行之月（至迟期初）",
         "when a rule of conversion comes into force, or at the opening"),
    Step("progression", "晋级", "Grade progression", "每年1月", "every January"),
    Step("promotion", "晋岗", "Post promotion", "每年1月", "every January"),
    Step("election", "换届选举", "Committee election", "每届期满", "at the end of each term"),
    Step("recruitment", "招聘批准", "Recruitment approved", "每年一次", "once a year"),
    Step("arrivals", "新进人员到岗", "Recruits arrive", "批准后经到岗月数", "the lead time after each round"),
    Step("ramp", "比例报酬提高一档", "Part pay goes up a step", "满一年的月份（有此规定时）",
         "on anniversaries, where there is part pay"),
    Step("departures", "推定退休与离职月", "Retirement and leaving worked out", "每年1月及条文生效月",
         "every January and when a clause comes into force"),
    Step("pay", "发放报酬", "Pay", "每月", "every month"),
    Step("leaving", "退休、辞职、死亡、违纪解除", "Retirement, resignation, death, misconduct", "每月", "every month"),
    Step("channel", "定向招录", "Civil-service channel", "每年一次", "once a year"),
    Step("appraisal", "年度考核", "Appraisal", "每年12月", "every December"),
    Step("dismissal", "考核辞退", "Dismissal after appraisal", "每年12月", "every December"),
    Step("year_end", "年末在岗统计", "Year-end count", "每年12月", "every December"),
)  # fmt: skip
NAMES = tuple(step.name for step in AGENDA)
ESTABLISHMENT, CONVERSION, PROGRESSION, PROMOTION, ELECTION, RECRUITMENT, ARRIVALS, RAMP, DEPARTURES = range(9)
PAY, LEAVING, CHANNEL, APPRAISAL, DISMISSAL, YEAR_END = range(9, 15)
EVERY_MONTH = (PAY, LEAVING)
EVERY_JANUARY = (PROGRESSION, PROMOTION, DEPARTURES)
EVERY_DECEMBER = (APPRAISAL, DISMISSAL, YEAR_END)
