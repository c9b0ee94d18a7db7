"""How many posts there are."""

from __future__ import annotations

from simlib.policy.term import ROUNDING, Term
from simlib.text import Text

# fmt: off
_BASE = ("base_times_coefficient",)
_GRID = ("staff_per_grid",)
_NORM = ("norm_per_population",)
_TABLE = ("table_by_unit",)

TERMS = (
    Term("rules.establishment", Text("人员核定办法", "Rule of establishment"), "choice",
         options=(("base_times_coefficient", Text("基数乘以类别系数", "Base times class coefficient")),
                  ("staff_per_grid", Text("按网格配备", "Staff per grid")),
                  ("norm_per_population", Text("按常住人口配备", "A norm per 10,000 residents")),
                  ("table_by_unit", Text("按单位核定", "A table by unit")))),
    Term("establishment.base", Text("员额基数", "Base number of posts"), "people", (0, 2000), shape=("place_type",), needed_by=_BASE),
    Term("establishment.communities", Text("各单位社区（村）数", "Communities of each unit by type"), "people", (0, 500),
         shape=("unit", "place_type")),
    Term("establishment.unit_class", Text("单位类别", "Class of each unit"), "code", (1, 9), shape=("unit",), needed_by=_BASE),
    Term("establishment.class_coefficient", Text("类别调整系数", "Class coefficient"), "factor", (0.1, 5), (0.7, 1.3, 0.01),
         shape=("unit_class",), needed_by=_BASE),
    Term("establishment.coefficient_level", Text("员额系数整体倍数", "Level of the establishment coefficient"), "factor", (0.1, 5), (0.8, 1.2, 0.01),
         needed_by=_BASE),
    Term("establishment.grids", Text("各单位网格数", "Grids of each unit"), "grids", (0, 5000), shape=("unit",), needed_by=_GRID, set_by="nobody"),
    Term("establishment.grid_places", Text("划分网格的场所类型", "Place types that are divided into grids"), "yes_no", shape=("place_type",),
         needed_by=_GRID),
    Term("establishment.staff_per_grid", Text("每网格配备人数", "Staff per grid"), "factor", (0, 20), (0.5, 2, 0.05), needed_by=_GRID),
    Term("establishment.residents", Text("城镇常住人口", "Urban residents"), "people", (0, 50_000_000), shape=("unit",), needed_by=_NORM, set_by="nobody", grows_with="establishment.residents_growth"),
    Term("establishment.residents_growth", Text("常住人口年增长率", "Yearly growth of residents"), "share", (-0.1, 0.2), (-0.02, 0.03, 0.001),
         needed_by=_NORM, set_by="nobody"),
    Term("establishment.norm", Text("每万人配备人数", "Workers per 10,000 residents"), "factor", (0, 200), (5, 30, 0.5), needed_by=_NORM),
    Term("establishment.table", Text("各单位每个场所核定岗位数", "Posts of each place by unit"), "posts", (0, 500),
         shape=("unit", "place_type", "post"), needed_by=_TABLE),
    Term("establishment.adjustment", Text("单位统筹增减岗位数", "Posts that the unit moves between its places"), "posts", (-50, 50),
         shape=("unit", "place_type", "post"), needed_by=_TABLE),
    Term("establishment.tolerance", Text("每个场所选举岗位、其他岗位各可增减数", "Elected posts, and others, that a place may be moved by"), "posts", (0, 50), needed_by=_TABLE),
    Term("establishment.rounding", Text("员额取整", "Rounding of the establishment"), "choice", options=ROUNDING),
    Term("establishment.upper_posts", Text("入职岗位以外的岗位数", "Posts above the entry post in each place"), "posts", (0, 500),
         shape=("place_type", "post"), needed_by=(*_BASE, *_GRID, *_NORM)),
    Term("establishment.closed_staff", Text("撤并社区的人员", "Staff of a community that is closed"), "choice",
         options=(("stay", Text("留到退出为止", "Stay until they leave")),
                  ("move_within_unit", Text("安置到本单位其他社区", "Move to other places of the unit")))),
    Term("establishment.first_review", Text("下次员额调整年月", "Month of the next establishment review"), "month", (0, 40000)),
    Term("establishment.review_years", Text("员额调整周期", "Years between establishment reviews"), "years", (1, 20), (1, 6, 1)),
    Term("establishment.review_change", Text("每次调整员额增减比例", "Change at each establishment review"), "share", (-0.5, 1), (-0.1, 0.1, 0.01)),
)
