"""Policy simulation and what-if lab for China's urban community workers (社区工作者).

law = load_policy("scenarios/cities/…")
staff = load_staff(law)
projection = project(law, staff, years=10, replications=200, seed=2027)
budget = cost(projection)
"""

from __future__ import annotations

from importlib import import_module
from typing import TYPE_CHECKING, Any

from simlib.plotted import draw_with

__version__ = "0.2.0"  # the only place: pyproject.toml reads it here

if TYPE_CHECKING:
    from simlib.analysis.compare import compare
    from simlib.analysis.explain import explain, explain_difference
    from simlib.analysis.gains import gains
    from simlib.budget import cost
    from simlib.policy import PolicyError, load_policy
    from simlib.projection import project
    from simlib.staff.load import load_staff

_HOMES = {
    "PolicyError": "simlib.policy",
    "compare": "simlib.analysis.compare",
    "cost": "simlib.budget",
    "explain": "simlib.analysis.explain",
    "explain_difference": "simlib.analysis.explain",
    "gains": "simlib.analysis.gains",
    "load_policy": "simlib.policy",
    "load_staff": "simlib.staff.load",
    "project": "simlib.projection",
}
__all__ = [
    "PolicyError", "compare", "cost", "explain", "explain_difference", "gains", "load_policy", "load_staff", "project",
]  # fmt: skip


def __getattr__(name: str) -> Any:
    """Load a public name when it is first asked for: reading a policy needs neither Numba nor xarray."""
    if name not in _HOMES:
        raise AttributeError(f"module simlib has no attribute {name}")
    return getattr(import_module(_HOMES[name]), name)


draw_with("simlib.report.figures.results")
