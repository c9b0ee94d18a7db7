"""Retirement."""

from __future__ import annotations

from simlib.policy.term import Term
from simlib.text import Text

# fmt: off
_SET_AGE = ("set_age_with_delay", "set_age")
_DELAYED = ("by_law", "set_age_with_delay")

TERMS = (
    Term("rules.retirement", Text("退休年龄规则", "Rule of the retirement age"), "choice",
         options=(("by_law", Text("按国家规定", "By national law")),
                  ("set_age_with_delay", Text("另定年龄，再加国家规定的延迟", "A set age, and the delay of national law on top")),
                  ("set_age", Text("另定年龄，不再延迟", "A set age, without delay")))),
    Term("retirement.set_age", Text("另定的退休年龄", "Retirement age set instead"), "months", (480, 840), (540, 780, 6), shape=("track",),
         needed_by=_SET_AGE),
    Term("retirement.original_age", Text("2025年前法定退休年龄", "Statutory age before 2025"), "months", (480, 840), shape=("track",), needed_by=("by_law",)),
    Term("retirement.first_birth", Text("最早受延迟影响的出生年月", "First birth month whose age rises"), "month", (0, 40000), shape=("track",),
         needed_by=_DELAYED),
    Term("retirement.births_per_delay", Text("延迟一个月所隔出生月数", "Birth months for one month of delay"), "months", (1, 120), shape=("track",),
         needed_by=_DELAYED),
    Term("retirement.longest_delay", Text("最长延迟月数", "Longest delay"), "months", (0, 120), shape=("track",), needed_by=_DELAYED),
    Term("retirement.contribution_months", Text("最低缴费月数", "Least months of contributions"), "months", (0, 480)),
    Term("retirement.contribution_start_age", Text("开始缴费年龄", "Age at which contributions began"), "years", (16, 50), (18, 40, 1), set_by="nobody"),
    Term("retirement.early_limit", Text("弹性提前最长月数", "Longest early choice"), "months", (0, 60), (0, 36, 6)),
    Term("retirement.late_limit", Text("弹性延迟最长月数", "Longest late choice"), "months", (0, 60), (0, 36, 6)),
    Term("retirement.early_share", Text("选择弹性提前的比例", "Share choosing early retirement"), "share", (0, 1), (0, 0.8, 0.05), set_by="nobody"),
    Term("retirement.late_share", Text("选择弹性延迟的比例", "Share choosing late retirement"), "share", (0, 1), (0, 0.8, 0.05), set_by="nobody"),
    Term("retirement.late_by", Text("弹性延迟多久", "How long a late choice lasts"), "choice",
         options=(("month_drawn", Text("上限以内各月机会相同", "Every month up to the limit alike")),
                  ("force_by_age", Text("每月按年龄的退休率退休", "Retiring month by month at a rate by age")))),
    Term("retirement.late_rate", Text("延迟者的退休率", "Retirement of those who stay late"), "rate_per_year", (0, 0.95), shape=("age_band",),
         idle_where=(("retirement.late_by", "month_drawn"),), set_by="nobody"),
    Term("retirement.women_55_share", Text("按55周岁类别退休的女性比例", "Share of women on the 55 track"), "share", (0, 1), (0, 1, 0.05),
         shape=("post",), set_by="nobody"),
)
