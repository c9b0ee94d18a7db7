"""Resignation, death, misconduct."""

from __future__ import annotations

from simlib.policy.term import Term
from simlib.text import Text

# fmt: off
TERMS = (
    Term("exits.resignation", Text("辞职率", "Resignation"), "rate_per_year", (0, 0.95), shape=("service_band",), set_by="nobody"),
    Term("exits.resignation_age_factor", Text("辞职率的年龄系数", "Resignation by age"), "factor", (0, 10), shape=("age_band",), set_by="nobody"),
    Term("exits.resignation_level", Text("辞职率整体倍数", "Level of resignation"), "factor", (0, 10), (0, 4, 0.1), set_by="nobody"),
    Term("exits.resignation_sex_factor", Text("辞职率的性别系数", "Resignation by sex"), "factor", (0, 10), shape=("sex",), set_by="nobody"),
    Term("exits.resignation_post_factor", Text("辞职率的岗位系数", "Resignation by post"), "factor", (0, 10), shape=("post",), set_by="nobody"),
    Term("exits.resignation_grade_factor", Text("辞职率的等级系数", "Resignation by grade"), "factor", (0, 10), shape=("grade",), set_by="nobody"),
    Term("exits.resignation_unit_factor", Text("辞职率的单位系数", "Resignation by unit"), "factor", (0, 10), shape=("unit",), set_by="nobody"),
    Term("exits.death", Text("死亡率", "Death rate"), "rate_per_year", (0, 0.5), shape=("sex", "age_band"), set_by="nobody"),
    Term("exits.misconduct", Text("违纪解除率", "Dismissal for misconduct"), "rate_per_year", (0, 0.5), (0, 0.02, 0.001), set_by="nobody"),
)
