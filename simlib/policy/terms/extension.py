"""Secretaries who stay on beyond their age."""

from __future__ import annotations

from simlib.policy.term import Term
from simlib.text import Text

# fmt: off
_EXTENDS = ("outstanding_women_secretaries",)  # of rules.extension

TERMS = (
    Term("rules.extension", Text("女性书记延长留任", "Extension of women secretaries"), "choice",
         options=(("none", Text("不延长", "None")),
                  ("outstanding_women_secretaries", Text("表现优秀的女性书记可留任", "Outstanding women secretaries may stay on")))),
    Term("extension.posts", Text("可留任的岗位", "Posts whose holders may stay on"), "yes_no", shape=("post",), needed_by=_EXTENDS),
    Term("extension.term_years", Text("留任所需任现岗年限", "Years in the post (a full term)"), "years", (0, 20), (0, 10, 1), needed_by=_EXTENDS),
    Term("extension.window_years", Text("计算考核结果的年数", "Years whose results are looked at"), "years", (1, 15), (1, 8, 1), needed_by=_EXTENDS),
    Term("extension.community_top_years", Text("社区考核靠前的年数", "Years the community was ranked first"), "years", (1, 15), (1, 5, 1),
         needed_by=_EXTENDS),
    Term("extension.excellent_years", Text("个人优秀的年数", "Years rated excellent"), "years", (1, 15), (1, 5, 1), needed_by=_EXTENDS),
    Term("extension.age", Text("一般留任至", "Age to which they stay"), "months", (480, 840), needed_by=_EXTENDS),
    Term("extension.best_age", Text("特别优秀者留任至", "Age to which the best stay"), "months", (480, 840), needed_by=_EXTENDS),
    Term("extension.share", Text("符合条件者获准留任的比例", "Share of those eligible who stay"), "share", (0, 1), (0, 1, 0.05), needed_by=_EXTENDS, set_by="nobody"),
    Term("extension.best_share", Text("其中特别优秀的比例", "Share of them who are the best"), "share", (0, 1), (0, 1, 0.05), needed_by=_EXTENDS, set_by="nobody"),
)
