"""The average wage that pay follows."""

from __future__ import annotations

from simlib.policy.axes import WAGE_SERIES
from simlib.policy.term import Term
from simlib.text import Text

# fmt: off
_ANCHORED = ("base_follows", "income_guaranteed")  # of rules.anchor
_FOLLOWS = ("rules.anchor", "base_follows")  # the anchor wage sets the base, where there is one
_NO_BASE_TO_FOLLOW = (_FOLLOWS, ("rules.pay", "post_and_grade_sums"))

TERMS = (
    Term("rules.anchor", Text("与社会平均工资挂钩的方式", "What the anchor wage does"), "choice", affects="pay",
         options=(("none", Text("不挂钩，基数另行确定", "Nothing: the base is decided")),
                  ("base_follows", Text("基数随社会平均工资调整", "The base follows it")),
                  ("income_guaranteed", Text("人均收入不低于社会平均工资的规定比例", "Mean income is not below it")))),
    Term("anchor.series", Text("参照的平均工资口径", "Which average wage"), "choice", affects="pay",
         options=tuple(WAGE_SERIES.items()), needed_by=_ANCHORED,
         idle_where=_NO_BASE_TO_FOLLOW, picks=True),
    Term("anchor.wage", Text("当年社会平均工资", "Average wage of the year"), "yuan_per_year", (0, 1_000_000), shape=("wage_series",),
         affects="pay", needed_by=_ANCHORED,
         idle_where=_NO_BASE_TO_FOLLOW, set_by="nobody", grows_with="anchor.growth"),
    Term("anchor.growth", Text("社会平均工资年增长率", "Yearly growth of the average wage"), "share", (-0.2, 0.5), (0, 0.08, 0.005),
         shape=("wage_series",), affects="pay", needed_by=_ANCHORED,
         idle_where=_NO_BASE_TO_FOLLOW, set_by="nobody"),
    Term("anchor.share", Text("占参照平均工资的比例", "Share of the anchor wage"), "factor", (0, 3), (0.3, 1.5, 0.05), affects="pay", needed_by=_ANCHORED,
         idle_where=_NO_BASE_TO_FOLLOW),
    Term("anchor.lag_years", Text("参照几年前的平均工资", "Years the anchor wage lies back"), "years", (0, 5), (0, 3, 1), affects="pay",
         needed_by=_ANCHORED,
         idle_where=_NO_BASE_TO_FOLLOW, picks=True),
)
