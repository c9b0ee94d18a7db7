"""A step of part pay for each year of service, unless the last rating was below satisfactory.            [ramp.*]

Due     on the anniversary of joining, up to the last step, which is paid from then on. Years before the rule came into
        force count too, on the same terms: whoever has served them is no new staff.
Waits   after a basic or failed year the step of the year before goes on for another year. A recruit who joined too late
        in the year to be rated waits for nobody (assumed: an unrated first year is not held against anyone).
Paid    a share of the scale by step (`ramp.share`), to holders of the posts concerned (`ramp.posts`).
No draw.
"""

from __future__ import annotations

from simlib.compiled import compiled
from simlib.months import YEAR
from simlib.policy.axes import RAMP_STEPS
from simlib.population.person import BASIC, FAILED

_LAST = len(RAMP_STEPS) - 1


@compiled
def is_due(person, month):
    """Return whether a person goes up a step this month."""
    full_year = (month > person.joined) & ((month - person.joined) % YEAR == 0)
    poor = (person.rating == FAILED) | (person.rating == BASIC)
    return full_year & (person.ramp_step < _LAST) & (not poor)
