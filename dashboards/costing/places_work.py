"""The work behind the tab of where, when and whom: the replications of the answer lived once more, month by month."""

from __future__ import annotations

from dashboards.costing.request import Converted
from dashboards.shell.request import Answer
from dashboards.widgets import Job
from simlib.analysis.cost_by_place import Placed, means
from simlib.analysis.gains import Gains, gains
from simlib.budget.place_and_month import spread
from simlib.conversion.inversions import inversions
from simlib.conversion.study import study
from simlib.disclosure import Refused
from simlib.policy import PolicyError
from simlib.simulation.run import OnProgress
from simlib.staff.opening import Staff
from simlib.text import Text

FIRST = 30  # replications that are shown at once
WORKING = Text("正在逐月计算…", "Going through the months…")


def first_placed(answer: Answer, job: Job) -> Placed:
    """Return where and when the answer's cost falls, of its first replications."""
    run = answer.after.projection
    some = range(min(FIRST, run.replications))
    return means(run.plan, spread(run, some, progress=_told(job)))


def all_placed(answer: Answer, first: Placed, job: Job) -> Placed:
    """Return the same of all replications: what the page's other figures are the means of."""
    run = answer.after.projection
    others = range(first.replications, run.replications)
    if not others:
        return first
    return means(run.plan, first.sums.plus(spread(run, others, progress=_told(job))))


def gained(answer: Answer, job: Job) -> Gains:
    """Return who gains and who loses by the policy asked for, of the first replications."""
    return gains(answer.before.projection, answer.after.projection, FIRST, progress=_told(job))


def converted(answer: Answer, staff: Staff, job: Job) -> Converted:
    """Return whom the conversion of the policy asked for concerns; why there is none, where it has none."""
    job.progress(0, WORKING)
    request = answer.request
    try:
        found = study(answer.policy, staff, years=request.years, seed=request.seed)
    except (PolicyError, Refused):  # nothing to convert from, or real people
        return Converted()
    job.check()
    protected = found.policy.choice("conversion.protection", found.conversion.month) != "none"
    return Converted(found, inversions(found.people, protected), protected)


def _told(job: Job) -> OnProgress:
    return lambda done, total: job.progress(done / total, WORKING)
