"""Posts in public institutions."""

from __future__ import annotations

from simlib.policy.term import Term
from simlib.text import Text

# fmt: off
TERMS = (
    Term("rules.institution", Text("书记聘用为事业单位人员", "Heads taken into public institutions"), "choice",
         options=(("none", Text("无此规定", "None")),
                  ("experienced_heads", Text("任职年限较长的正职择优聘用", "The best of the long-serving heads")))),
    Term("institution.posts", Text("可聘用的岗位", "Posts whose holders are eligible"), "yes_no", shape=("post",), needed_by=("experienced_heads",)),
    Term("institution.minimum_service", Text("聘用所需社区工作年限", "Years of community service it asks"), "years", (0, 40), (0, 20, 1),
         needed_by=("experienced_heads",)),
    Term("institution.minimum_years_in_post", Text("聘用所需任现岗年限", "Years in the post it asks"), "years", (0, 20), (0, 10, 1),
         needed_by=("experienced_heads",)),
    Term("institution.excellent_within", Text("聘用要求近几年内有优秀（0为不要求）", "Institution: excellent once within so many years (0: not asked)"),
         "years", (0, 15), (0, 5, 1), needed_by=("experienced_heads",)),
    Term("institution.highest_age", Text("聘用年龄上限", "Highest age an institution takes"), "years", (18, 65), (30, 60, 1),
         needed_by=("experienced_heads",)),
    Term("institution.share", Text("符合条件者每年聘用比例", "Yearly share of those eligible"), "share", (0, 1), (0, 0.3, 0.01),
         needed_by=("experienced_heads",)),
)
