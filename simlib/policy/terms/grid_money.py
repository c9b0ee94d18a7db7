"""Money of grids."""

from __future__ import annotations

from simlib.policy.term import Term
from simlib.text import Text

# fmt: off
TERMS = (
    Term("establishment.grid_service", Text("每网格服务经费", "Service money of each grid"), "yuan_per_year", (0, 5_000_000), (0, 100_000, 1000),
         affects="pay"),
)
