"""Part pay in the first years."""

from __future__ import annotations

from simlib.policy.term import Term
from simlib.text import Text

# fmt: off
TERMS = (
    Term("rules.ramp", Text("新聘人员按比例发放", "Part pay for new staff"), "choice",
         options=(("none", Text("全额发放", "Full pay at once")),
                  ("each_satisfactory_year", Text("合格满一年提高一档", "A step for each satisfactory year"))), pays_too=True),
    Term("ramp.share", Text("各年发放比例", "Share of pay by year"), "factor", (0, 1), shape=("ramp_step",), affects="pay",
         needed_by=("each_satisfactory_year",), apart="ramp_step"),
    Term("ramp.posts", Text("按比例发放的岗位", "Posts paid in part at first"), "yes_no", shape=("post",), affects="pay",
         needed_by=("each_satisfactory_year",), apart="ramp_step"),
)
