"""Why the cost changes: from year to year, and against the policy in force. Worked out a few replications at a time."""

from __future__ import annotations

import time
from collections.abc import Callable
from dataclasses import replace
from typing import Literal

from dashboards.costing.request import Reasons, View
from dashboards.runs.answer_steps import RANGING
from dashboards.runs.kept_projections import part
from dashboards.shell.request import Answer
from dashboards.widgets import Job
from simlib.analysis.causes import CAUSES
from simlib.analysis.compare import Difference
from simlib.analysis.explain import (
    WHOLE_RUN,
    Explanation,
    explain,
    explain_difference,
    explain_futures,
    together,
)
from simlib.analysis.standards import EFFECTS, STANDARDS
from simlib.months import year_head
from simlib.projection import Projection
from simlib.report.tables.grid import UNIT, Cell, Grid, Row
from simlib.report.words.amounts import signed_money
from simlib.report.words.cause_names import named
from simlib.report.words.last_year import uneven_words
from simlib.text import NOTHING, Code, Text

TELLING = Text("正在分解增减原因…", "Working out the causes…")
AT_ONCE = 40  # replications between two looks at whether the answer is still wanted
REST = 0.5  # seconds that an answer stands before its causes are worked out: a lever may still be moving
NAMED = 3  # causes that the sentence names, besides the largest that goes the other way
CauseBase = Literal["year", "law"]


def reasons(answer: Answer, job: Job, *, rest: float = REST) -> Reasons:
    """Return why an answer's cost rises from year to year, by chance alone."""
    end = time.monotonic() + rest
    while time.monotonic() < end:
        job.check()
        time.sleep(0.05)
    several = len(answer.years.whole) > 1
    return Reasons(answer, risen(answer.after.projection, job.progress) if several else None, None, False)


def ranged(found: Reasons, job: Job) -> Reasons:
    """Return causes from year to year with their range with the assumptions."""
    rise, wide = found.rise, found.answer.after.wide
    if rise is None or rise.wide is not None or wide is None:
        return found
    return replace(found, rise=replace(rise, wide=explain_futures(wide.projection, _telling(job))))


def in_full(found: Reasons, job: Job) -> Reasons:
    """Return causes with why the cost differs from that in force, too, with its ranges."""
    answer = found.answer
    against = explain_difference(answer.comparison, _telling(job)) if answer.changed else None
    return replace(found, against=against, full=True)


def _telling(job: Job) -> Callable[[int, int], None]:
    return lambda done, total: job.progress(done / total, RANGING)


def risen(projection: Projection, progress: Callable[..., None] = lambda *_: None) -> Explanation:
    """Return what `explain` returns, asking between parts of the replications whether it is still wanted."""
    parts, done = list[Explanation](), 0
    while done < projection.replications:
        progress(done / projection.replications, TELLING)
        parts.append(explain(part(projection, done, done + AT_ONCE)))
        done += AT_ONCE
    return together(parts, projection=projection)


def most_words(found: Reasons, code: Code) -> str:
    """Name the causes that move most the way of the whole, from the first year to the last, and the largest other."""
    if found.rise is None:
        return ""
    change = found.rise.change().mean
    all_of = named(found.rise.parts(), change, NAMED)
    most = [f"{label[code]} {signed_money(mean, code)}" for label, mean in all_of if (mean > 0) == (change >= 0)]
    if not most:
        return ""
    told = Text("其中", "mostly for ")[code] + Text("、", ", ")[code].join(most)
    for label, mean in all_of[len(most) :]:
        amount = signed_money(mean, code)
        told += Text(f"，{label.zh} {amount}", f", against {amount} for {label.en}")[code]
    return told


def shown(view: View) -> Explanation | None:
    """Return the explanation that a view asks for, None while it is not there."""
    found = view.extra(Reasons)
    if found is None:
        return None
    return found.against if view.base == "law" else found.rise


def by_cause(view: View, code: Code) -> Grid:
    """Return what each cause adds by year and over all, with the widths of the latter. Nominal amounts."""
    found = shown(view)
    if found is None:
        return Grid("", (), (), "", (_missing(view, code),))
    years: list[int | str] = [*found.years, WHOLE_RUN]
    parts = {year: found.parts(year) for year in years}
    causes = [cause for cause in CAUSES if found.fen[:, :, list(CAUSES).index(cause)].any()]
    told = {WHOLE_RUN, view.year}  # of which the range is shown
    rows = [Row(CAUSES[cause][code], tuple(_cell(parts[y][cause], y in told) for y in years)) for cause in causes]
    rows.append(Row(_total(view, code), tuple(_cell(found.change(y), y in told) for y in years), "lab-total"))
    notes = _note(view, found, code), *_apart(view, code)
    hints = _hints(found, code)
    return Grid(_title(view, code), _heads(view, found, code), tuple(rows), "lab-budget", notes, hints=hints)


def _heads(view: View, found: Explanation, code: Code) -> tuple[str, ...]:
    first, last = found.years[0] - 1, found.years[-1]
    whole = Text("各年合计", "All years") if view.base == "law" else Text(f"{first}至{last}", f"{first} to {last}")
    ranged = Text("（含假定的范围）", " (range with assumptions)") if found.wide else NOTHING
    years = (year_head(year, found.years)[code] for year in found.years)
    return (Text("原因", "Cause")[code], *years, (whole + ranged)[code])


def _note(view: View, found: Explanation, code: Code) -> str:
    """Say which widths there are."""
    told = Text("各项合计等于经费增减额。", "The causes add up to the change of the cost, to the fen. ")
    if found.wide:
        told += Text(
            f"各项原因含假定的范围只按前{len(found.wide.fen)}次模拟计算，以节省时间。",
            f"The range with the assumptions of each cause is from the first {len(found.wide.fen)} replications.",
        )
    elif view.answer.depth.wide:
        told += RANGING
    return told[code].rstrip()


def _hints(found: Explanation, code: Code) -> tuple[str, ...]:
    told = Text(
        "最后一列和所选年度：鼠标停在数字上，显示随机波动范围和模拟误差。",
        "In the last column and the year chosen, point at a figure for its range of chance and its simulation error.",
    )
    if found.wide:
        told += Text("数字下面是含假定的范围。", " Beneath it stands its range with the assumptions.")
    return (told[code],)


def _title(view: View, code: Code) -> str:
    """Say whose changes they are: from year to year of which policy, or between the two."""
    told = Text("现行政策经费逐年增减的原因", "Why the cost of the policy in force changes from year to year")
    if view.base == "law":
        told = Text("经费与现行政策相差的原因", "Why the cost differs from the policy in force")
    elif view.answer.changed:
        told = Text("方案经费逐年增减的原因", "Why the cost of the proposal changes from year to year")
    return told[code] + Text(f"（{UNIT}，当年价）", f" ({UNIT}, nominal)")[code]


def by_standard(view: View, code: Code) -> Grid:
    """Return level, mass and carry-over of each year's changes of what is paid; empty against the policy in force."""
    found = shown(view)
    if found is None or found.standards is None:
        return Grid("", (), ())
    years = {year: found.effects(year) for year in found.years}
    rows = [Row(label[code], tuple(_cell(one[name]) for one in years.values())) for name, label in EFFECTS.items()]
    heads = [year_head(year, found.years)[code] for year in found.years]
    title = STANDARDS[code] + Text(f"（{UNIT}，当年价）", f" ({UNIT}, nominal)")[code]
    note = Text(
        "全年增支按当年人员、年末标准计算：当年增支落在当年，翘入下年的落在下年，即下年的上年调资翘尾。",
        "In a full year: this year's staff at December's standards. What falls in the year and what in the next add up "
        "to it; the latter is the next year's carry-over.",
    )[code]
    return Grid(title, (Text("项目", "Effect")[code], *heads), tuple(rows), "lab-budget", (note,))


def _apart(view: View, code: Code) -> tuple[str, ...]:
    """Return what parts the last year from the first by itself, where the two are compared."""
    words = uneven_words(view.answer.after, code) if view.base == "year" else ""
    return (words,) if words else ()


def _missing(view: View, code: Code) -> str:
    if view.base == "law" and not view.answer.changed:
        return Text(
            "现行政策与自己没有差别：请选一个方案，或移动左侧的滑块。",
            "The policy in force does not differ from itself: choose a proposal or move a lever.",
        )[code]
    if len(view.answer.years.whole) < 2:
        return Text("只有一年，没有变动可分解。", "One year alone has no change to explain.")[code]
    return TELLING[code]


def _total(view: View, code: Code) -> str:
    return (
        Text("较现行增加", "More than in force")
        if view.base == "law"
        else Text("较上年增加", "More than the year before")
    )[code]


def _cell(found: Difference, told: bool = False) -> Cell:
    if not told:
        return Cell(found.mean, signed=True)
    return Cell(found.mean, "wan", found.wide, found.luck, signed=True, error=found.error, ranged=True)
