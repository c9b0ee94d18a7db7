"""The person record, and the codes that stand in it.

One record is one community worker. Months are month numbers, codes are places on the axes of `simlib.policy.axes`;
posts count from 0, the top post, as the policy lists them; grades count from 1.
"""

from __future__ import annotations

import numpy as np

from simlib.policy.axes import CONTRACTS, RATINGS, SEXES, TRACKS
from simlib.text import Text

MALE, FEMALE = map(SEXES.index, ("male", "female"))
MEN_60, WOMEN_55, WOMEN_50 = map(TRACKS.index, ("men_60", "women_55", "women_50"))
TRACK_BY_POST = len(TRACKS)  # of a woman whose track the roster does not say
UNRATED, FAILED, BASIC, SATISFACTORY, EXCELLENT = map(
    RATINGS.index, ("unrated", "failed", "basic", "satisfactory", "excellent")
)
RECRUITED, ELECTED, AGENCY = map(CONTRACTS.index, ("recruited", "elected", "agency"))
NOBODY, APPROVED, SERVING = 0, 1, 2  # an empty record; a recruit not yet in post; in post
NEVER = 2**31 - 1  # a month that does not come

# flows, in the order of the flow tables; LEAVING_FLOWS are the ways out
FLOWS: dict[str, Text] = {
    "joined": Text("新进", "Joined"),
    "retired": Text("退休", "Retired"),
    "resigned": Text("辞职", "Resigned"),
    "died": Text("死亡", "Died"),
    "misconduct": Text("违纪解除", "Dismissed for misconduct"),
    "dismissed": Text("考核不合格辞退", "Dismissed after appraisal"),
    "civil_service": Text("进入公务员或事业单位", "Left to the civil service"),
    "not_re_elected": Text("换届离任", "Left at an election"),
    "promoted": Text("岗位晋升", "Promoted"),
    "graded_up": Text("等级晋升", "Grade increments"),
    "stepped_down": Text("转任下级岗位", "Moved to a lower post"),
}
_flow = list(FLOWS).index
JOINED, RETIRED, RESIGNED, DIED = map(_flow, ("joined", "retired", "resigned", "died"))
MISCONDUCT, DISMISSED, CIVIL_SERVICE = map(_flow, ("misconduct", "dismissed", "civil_service"))
NOT_RE_ELECTED, PROMOTED = map(_flow, ("not_re_elected", "promoted"))
GRADED_UP, STEPPED_DOWN = map(_flow, ("graded_up", "stepped_down"))
LEAVING_FLOWS = tuple(list(FLOWS)[RETIRED : NOT_RE_ELECTED + 1])
LIFTED = len(FLOWS)  # in the log alone, and counted as no flow: a degree earned in post lifts the grade
LOGGED = (*FLOWS, "lifted")  # what a line of the log may tell

PERSON = np.dtype(
    [  # what is read of everybody each year comes first and fills one line of the processor's cache
        ("luck", np.uint64),  # their own bits in this replication
        ("merit", np.float64),  # lasting merit, 0 to 1
        ("birth", np.int32),  # month of birth
        ("joined", np.int32),  # month of joining this employer
        ("service_from", np.int32),  # month from which community service counts, here and elsewhere
        ("post_from", np.int32),  # month of taking the present post
        ("pay_cell", np.int32),  # by which they are paid (see `simulation.pay_layout`)
        ("place", np.int32),  # street office or community
        ("satisfactory_years", np.float32),  # towards the next grade
        ("state", np.int16),  # NOBODY, APPROVED, SERVING
        ("unit", np.int16),
        ("post", np.int16),
        ("grade", np.int16),
        ("rating", np.int16),
        ("sex", np.int16),
        ("education", np.int16),
        ("certificate", np.int16),
        ("excellent_run", np.int16),
        ("failed_run", np.int16),
        ("basic_run", np.int16),
        ("track", np.int16),
        ("contract", np.int16),
        ("leaves_as", np.int16),  # the flow of the month in `World.due`
        ("ramp_step", np.int16),  # satisfactory years since joining that part pay counts, up to the last step
        ("excellent_history", np.int16),  # a bit for each year rated excellent, last year's the lowest
        ("top_history", np.int16),  # a bit for each year in which the community was among those ranked first
        ("extended", np.int16),  # age in months to which an extension lets them stay on; 0 for none
        ("contribution_from", np.int32),  # month from which pension contributions count
        ("paid_cell", np.int32),  # the pay cell of last December, before that month's rating
        ("paid_from", np.int32),  # first month paid by the present pay cell
        ("last_year", np.int32),  # the wage year of the year before; NO_YEAR for whoever was not in post
        ("insured_by", np.int32, 2),  # the wage year that contributions to insurance, and to the housing fund, are on
        ("risk_post", np.int16),  # post, grade and unit as they count for this year's resignation
        ("risk_grade", np.int16),
        ("risk_unit", np.int16),
        ("pieces", np.int16),  # of this year, paid by different cells, that are noted so far
        ("next_free", np.int32),  # of an empty record: the next one
        ("key", np.uint64),  # who this is, in every policy and replication
    ],
    align=True,
)
