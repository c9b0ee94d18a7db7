"""Elections of committees."""

from __future__ import annotations

from simlib.policy.term import Term
from simlib.text import Text

# fmt: off
TERMS = (
    Term("election.first_month", Text("下次换届年月", "Month of the next election"), "month", (0, 40000)),
    Term("election.every_years", Text("换届周期", "Years between elections"), "years", (1, 20), (3, 10, 1)),
    Term("election.posts", Text("由选举产生的岗位", "Posts filled by election"), "yes_no", shape=("post",)),
    Term("election.places", Text("举行换届选举的场所类型", "Place types that hold elections"), "yes_no", shape=("place_type",)),
    Term("election.minimum_service", Text("当选所需社区工作年限", "Years of community service a winner needs"), "years", (0, 20), (0, 8, 1)),
    Term("election.turnover_share", Text("换届中落选或不再参选比例", "Share of incumbents replaced"), "share", (0, 1), (0, 0.6, 0.05), set_by="nobody"),
    Term("election.leave_share", Text("落选后退出的比例", "Share of those replaced who leave"), "share", (0, 1), (0, 1, 0.05), set_by="nobody"),
    Term("election.outsider_share", Text("新当选者中外来人员比例", "Share of the newly elected from outside"), "share", (0, 1), (0, 1, 0.05), set_by="nobody"),
    Term("election.outsider_age_mix", Text("外来当选者年龄构成", "Ages of those elected from outside"), "share", (0, 1), shape=("age_band",), adds_up=True),
    Term("election.outsider_service_mix", Text("外来当选者社区工作年限构成", "Community service of those elected from outside"), "share", (0, 1),
         shape=("service_band",), adds_up=True),
    Term("election.standing_weight", Text("当选中声望（考核、年限）的权重", "Weight of standing in who wins"), "share", (0, 1), (0, 1, 0.05), set_by="nobody"),
    Term("election.standing_years", Text("声望看近几年的优秀", "Years whose excellent ratings make standing"), "years", (1, 15), (1, 10, 1),
         set_by="nobody"),
    Term("election.vacancies_between", Text("两次换届之间的空岗", "Elected posts that fall vacant between elections"), "choice",
         options=(("filled_by_promotion", Text("任命（按岗位晋升规则补充）", "Appointed, by the rule of promotion")),
                  ("wait_for_election", Text("等到换届时选举", "Wait for the election")))),
)
