"""Promotion to a higher post."""

from __future__ import annotations

from simlib.policy.term import PLACES, Term
from simlib.text import Text

# fmt: off
_MERIT = ("excellent_years_then_merit",)
_PUSH = ("stated_rates",)

TERMS = (
    Term("rules.promotion", Text("岗位晋升规则", "Rule of post promotion"), "choice",
         options=(("excellent_years_then_merit", Text("连续优秀者优先，其次择优", "Excellent years first, then merit")),
                  ("stated_rates", Text("按规定比率换岗（不看空岗）", "At stated rates, vacant posts or not")),
                  ("none", Text("不晋升岗位", "No promotion")))),
    Term("promotion.scope", Text("空岗选拔范围", "Where a vacant post is filled from"), "choice", options=PLACES, needed_by=_MERIT),
    Term("promotion.first_call_excellent_years", Text("优先晋升岗位所需连续优秀年数", "Excellent years in a row that give first call"),
         "years", (1, 10), (1, 5, 1), needed_by=_MERIT),
    Term("promotion.minimum_years_in_post", Text("岗位晋升所需任现岗年限", "Years in post before promotion"), "years", (0, 20), (0, 8, 1), needed_by=_MERIT),
    Term("promotion.posts_below", Text("可参加选拔的下级岗位数", "How many posts below may compete"), "posts", (1, 5), (1, 3, 1), needed_by=_MERIT),
    Term("promotion.rate", Text("每年由一岗转到另一岗的比率", "Share moved each year, from post to post"), "share", (0, 1), shape=("post", "post"),
         needed_by=_PUSH),
)
