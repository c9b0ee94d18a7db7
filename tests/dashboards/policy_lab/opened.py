"""The policy lab without a kernel, for tests: opened, moved and computed once more."""

from __future__ import annotations

from typing import Any

from dashboards.levers.number_cell import MenuCell, Number
from dashboards.levers.offered_terms import offered
from dashboards.policy_lab import PolicyLab
from dashboards.shell.answers import Answers
from simlib import compare, project
from simlib.analysis.compare import Comparison
from simlib.futures import project_futures, usual_futures
from simlib.policy import TERMS
from tests.dashboards.at_once import SHORT, runner
from tests.dashboards.browser import ROOT

PACK = ROOT / "scenarios/cities/baohe"
GRADE = "progression.years_per_grade"
BASE = "pay.base"
ANSWERS = Answers()  # the staff is drawn once
LAW, STAFF = ANSWERS.pack(PACK)
OFFERED = [name for name, term in TERMS.items() if offered(LAW, term)]
PAY = [name for name in OFFERED if TERMS[name].affects == "pay"]
TRUST = 5  # the last tab, of text only


def opened(**options: Any) -> PolicyLab:
    """The page without a kernel: short runs, answered on the spot."""
    return PolicyLab(runner=runner(), answers=ANSWERS, **(SHORT | options))


def control(lab: PolicyLab, name: str, place: int = 0) -> Any:
    return lab.levers[name].cells[place].control


def computed(values: dict[str, Any], *, replications: int = 40, years: int = 2, start: int | None = None) -> Comparison:
    """What the library says of the same what-if, without the page."""
    sides, numbers = (LAW, LAW.with_values(values, start)), {"years": years, "replications": replications, "seed": 2027}
    futures = usual_futures(LAW)
    was, now = (project_futures(policy, STAFF, futures, **numbers) for policy in sides)
    return compare(*(project(policy, STAFF, **numbers) for policy in sides), (was, now))


def ends(cell: MenuCell | Number) -> tuple[Any, ...]:
    """The values at a lever's ends, or all that a menu offers."""
    return (cell.control.max, cell.control.min) if cell.scale else cell.control._options_values
