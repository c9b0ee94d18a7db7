"""Recruitment into the civil service."""

from __future__ import annotations

from simlib.policy.term import Term
from simlib.text import Text

# fmt: off
_CHANNELS = ("share_of_eligible", "share_of_posts")  # of rules.channel

TERMS = (
    Term("rules.channel", Text("定向招录规则", "Rule of the civil-service channel"), "choice",
         options=(("share_of_eligible", Text("符合条件者的一定比例", "A share of those eligible")),
                  ("share_of_posts", Text("招录职位的一定比例", "A share of the posts offered")),
                  ("none", Text("没有定向招录", "No channel")))),
    Term("channel.month", Text("定向招录月份", "Month of the civil-service channel"), "month_of_year", (1, 12), (1, 12, 1)),
    Term("channel.posts", Text("可参加定向招录的岗位", "Posts whose holders may compete"), "yes_no", shape=("post",), needed_by=_CHANNELS),
    Term("channel.share", Text("每年进入公务员和事业单位的比例", "Yearly share leaving to the civil service"), "share", (0, 0.5),
         (0, 0.05, 0.005), needed_by=("share_of_eligible",), set_by="nobody"),
    Term("channel.posts_offered", Text("每年招录职位数", "Posts offered each year"), "people", (0, 5000), (0, 200, 5), needed_by=("share_of_posts",)),
    Term("channel.posts_share", Text("其中面向社区工作者的比例", "Share kept for community workers"), "share", (0, 1), (0, 0.5, 0.05),
         needed_by=("share_of_posts",)),
    Term("channel.minimum_service", Text("定向招录所需社区工作年限", "Years of service the channel asks"), "years", (0, 40), (0, 10, 1), needed_by=_CHANNELS),
    Term("channel.highest_age", Text("定向招录年龄上限", "Highest age the channel takes"), "years", (18, 60), (30, 50, 1), needed_by=_CHANNELS),
    Term("channel.excellent_within", Text("定向招录要求近几年内有优秀（0为不要求）", "Channel: excellent once within so many years (0: not asked)"),
         "years", (0, 15), (0, 5, 1), needed_by=_CHANNELS),
)
