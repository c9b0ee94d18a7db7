"""The agenda: what is decided when, in the one order in which a month's business is done.

Whatever falls in the same month is done in this order, never in the order in which it happened to be booked. People
who leave in a month are paid for it, for leaving comes after pay; an election takes effect before it. `simlib agenda
PACK` prints the list with its months.
"""

from __future__ import annotations

from typing import NamedTuple

from simlib.text import Text


class Step(NamedTuple):
    """One item of the agenda: its name, what it is, and when it comes up."""

    name: str
    label: Text
    when: Text


AGENDA: tuple[Step, ...] = (
    Step("establishment", Text("员额调整", "Establishment set"),
         Text("开始时、调整年月及条文生效月；撤并社区的人员随之安置",
              "at the start, at each review and when its clauses change; staff of closed communities move then")),
    Step("conversion", Text("套改", "Conversion to a new scale"),
         Text("套改规则开始执行之月（至迟期初）", "when a rule of conversion comes into force, or at the opening")),
    Step("progression", Text("等级晋升", "Grade progression"), Text("每年1月", "every January")),
    Step("promotion", Text("岗位晋升", "Post promotion"), Text("每年1月", "every January")),
    Step("election", Text("换届选举", "Committee election"), Text("每届期满", "at the end of each term")),
    Step("absorption", Text("集中吸纳", "Absorption in bulk"),
         Text("条文所定之月", "in the month that the policy names")),
    Step("recruitment", Text("招聘批准", "Recruitment approved"),
         Text("每年一批或几批；可推迟、冻结", "once a year or more often; it may be delayed or frozen")),
    Step("arrivals", Text("新进人员到岗", "Recruits arrive"),
         Text("批准后经到岗月数", "the lead time after each round")),
    Step("ramp", Text("发放比例提高一档", "Part pay goes up a step"),
         Text("满一年的月份（有此规定时）", "on anniversaries, where there is part pay")),
    Step("departures", Text("推定退休与离职月", "Retirement and leaving worked out"),
         Text("每年1月及条文生效月", "every January and when a clause comes into force")),
    Step("insurance_base", Text("核定社保缴费基数", "Insurance bases set anew"),
         Text("每年一次，按上年月平均工资", "once a year, on last year's mean monthly wages")),
    Step("fund_base", Text("核定公积金缴存基数", "Housing-fund bases set anew"),
         Text("每年一次，按上年月平均工资", "once a year, on last year's mean monthly wages")),
    Step("pay", Text("发放报酬", "Pay"), Text("每月", "every month")),
    Step("leaving", Text("退休、辞职、死亡、违纪解除", "Retirement, resignation, death, misconduct"),
         Text("每月", "every month")),
    Step("channel", Text("定向招录", "Civil-service channel"), Text("每年一次", "once a year")),
    Step("qualification", Text("取得证书和学历", "Certificates and degrees earned"), Text("每年一次", "once a year")),
    Step("appraisal", Text("年度考核", "Appraisal"), Text("每年12月", "every December")),
    Step("dismissal", Text("考核辞退", "Dismissal after appraisal"), Text("每年12月", "every December")),
    Step("year_end", Text("年末在岗统计", "Year-end count"), Text("每年12月", "every December")),
)  # fmt: skip
NAMES = tuple(step.name for step in AGENDA)
ESTABLISHMENT, CONVERSION, PROGRESSION = map(NAMES.index, ("establishment", "conversion", "progression"))
PROMOTION, ELECTION = map(NAMES.index, ("promotion", "election"))
ABSORPTION, RECRUITMENT = map(NAMES.index, ("absorption", "recruitment"))
ARRIVALS, RAMP, DEPARTURES = map(NAMES.index, ("arrivals", "ramp", "departures"))
INSURANCE_BASE, FUND_BASE = map(NAMES.index, ("insurance_base", "fund_base"))
PAY, LEAVING, CHANNEL = map(NAMES.index, ("pay", "leaving", "channel"))
(QUALIFICATION,) = map(NAMES.index, ("qualification",))
APPRAISAL, DISMISSAL, YEAR_END = map(NAMES.index, ("appraisal", "dismissal", "year_end"))
EVERY_MONTH = (PAY, LEAVING)
EVERY_JANUARY = (PROGRESSION, PROMOTION, DEPARTURES)
EVERY_DECEMBER = (APPRAISAL, DISMISSAL, YEAR_END)
