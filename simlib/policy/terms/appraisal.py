"""Yearly appraisal: ratings and their quotas."""

from __future__ import annotations

from simlib.policy.term import NO_YES, PLACES, ROUNDING, Term
from simlib.text import Text

# fmt: off
_RANKED = ("quota_by_ranked_community",)  # of rules.appraisal

TERMS = (
    Term("rules.appraisal", Text("考核规则", "Rule of appraisal"), "choice",
         options=(("quota_by_merit", Text("按比例择优评定", "A quota, to the best")),
                  ("quota_by_ranked_community", Text("考核靠前的社区提高比例", "A larger quota in the communities ranked first")))),
    Term("appraisal.excellent_share", Text("优秀比例上限", "Share that may be rated excellent"), "share", (0, 1), (0.05, 0.4, 0.01)),
    Term("appraisal.scope", Text("优秀名额核定范围", "Where the excellent quota is counted"), "choice", options=PLACES),
    Term("appraisal.rounding", Text("优秀名额取整", "Rounding of the excellent quota"), "choice", options=ROUNDING),
    Term("appraisal.heads_apart", Text("正职单列考核", "Heads appraised apart"), "yes_no", options=NO_YES),
    Term("appraisal.failed_rate", Text("考核不合格比例", "Share rated failed"), "share", (0, 0.5), (0, 0.05, 0.001), set_by="nobody"),
    Term("appraisal.basic_rate", Text("考核基本合格（基本称职）比例", "Share rated basic"), "share", (0, 0.5), (0, 0.1, 0.005), set_by="nobody"),
    Term("appraisal.merit_weight", Text("考核中持久业绩的权重", "Weight of lasting merit in the appraisal"), "share", (0, 1), (0, 1, 0.05), set_by="nobody"),
    Term("appraisal.minimum_months", Text("参加考核的最短任职月数", "Months in service before a rating"), "months", (0, 12), (0, 12, 1)),
    Term("appraisal.top_communities", Text("提高优秀比例的社区所占比例", "Share of a street's communities with the larger quota"), "share",
         (0, 1), (0, 1, 0.05), needed_by=_RANKED),
    Term("appraisal.top_excellent_share", Text("靠前社区的优秀比例上限", "Share that may be rated excellent there"), "share", (0, 1),
         (0.05, 0.5, 0.01), needed_by=_RANKED),
    Term("appraisal.top_rounding", Text("靠前社区数取整", "Rounding of the number of those communities"), "choice", options=ROUNDING,
         needed_by=_RANKED),
    Term("appraisal.ranked_places", Text("参加社区考核排名的场所类型", "Place types that are ranked"), "yes_no", shape=("place_type",),
         needed_by=_RANKED),
    Term("appraisal.community_weight", Text("社区排名中持久水平的权重", "Weight of a community's lasting quality in its rank"), "share",
         (0, 1), (0, 1, 0.05), needed_by=_RANKED, set_by="nobody"),
)
