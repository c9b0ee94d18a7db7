"""All proposals of the pack beside the policy in force."""

from __future__ import annotations

from collections.abc import Mapping
from math import nan

from dashboards.costing.request import Side, Sides, View
from dashboards.shell.request import Answer
from simlib.analysis.compare import Difference
from simlib.report.tables.grid import UNIT, Cell, CellUnit, Grid, Row, text
from simlib.report.words.amounts import over, same, verdict
from simlib.text import Code, Text, joined


def beside(view: View, code: Code) -> Grid:
    """Return all proposals of the pack beside the policy in force: ten-year cost, difference with its range, staff."""
    answer, last = view.answer, view.answer.years[-1]
    span = over(answer.years, code)
    diff = Text("较现行", "Change")[code]
    top = (
        Text("方案", "Proposal")[code],
        Text(f"{span}经费", f"Cost, {span}")[code], diff, "%",
        Text(f"{last}年人均（元）", f"Per head {last} (yuan)")[code], diff,
        Text(f"{last}年末在岗", f"In post {last}")[code], diff,
    )  # fmt: skip
    sides = view.extra(Sides)
    rows = [_in_force(answer, code), *(_side(side, code) for side in (sides.sides if sides else ()))]
    if answer.request.values:
        here = Text("当前设定", "As set now")[code]
        rows.append(Row(here, _figures(answer.comparison.headline, code), "lab-total"))
    title = Text(f"本政策的全部方案，当年价（{UNIT}）", f"All proposals for this policy, nominal ({UNIT})")[code]
    hints = _beside_hints(answer, code) if rows[1:] else ()
    return Grid(title, top, tuple(rows), "lab-beside", _beside_notes(view, code), hints=hints)


def _beside_hints(answer: Answer, code: Code) -> tuple[str, ...]:
    told = Text("鼠标停在数字上，显示随机波动范围和模拟误差。", "Point at a figure for its range of chance and error.")
    small = Text("差额下面的小字是含假定的范围。", "Below a change stands its range with the assumptions.")
    return (small[code], told[code]) if answer.depth.wide else (told[code],)


def _beside_notes(view: View, code: Code) -> tuple[str, ...]:
    sides, n = view.extra(Sides), view.answer.request.exact
    if sides is not None and sides.total == 0:
        return (Text("没有为本政策写的方案。", "No proposal is written for this policy.")[code],)
    told = Text(
        f"模拟{n}次，同一批人员分别按现行和各方案测算。",
        f"{n} replications, the same people under each policy.",
    )[code]
    waiting = Text("正在测算其余方案…", "Costing the others…")[code]
    return (told,) if sides is not None and sides.complete else (told, waiting)


def _in_force(answer: Answer, code: Code) -> Row:
    now = answer.comparison.headline
    none, words = Cell(nan), Text("现行政策", "Policy in force")[code]
    cells = (Cell(now["cost"].before), none, none, Cell(now["cost_per_head"].before, "yuan"), none,
             Cell(now["in_post"].before, "people"), none)  # fmt: skip
    return Row(words, cells)


def _side(side: Side, code: Code) -> Row:
    label = side.label[code]
    if side.refused:
        return Row(label, (text(joined(side.refused, Text("；", "; "))[code]), *[Cell(nan)] * 6))
    return Row(label, _figures(side.headline, code))


def _figures(headline: Mapping[str, Difference], code: Code) -> tuple[Cell, ...]:
    cost, a_head, staff = (headline[name] for name in ("cost", "cost_per_head", "in_post"))
    return (
        Cell(cost.after),
        _change(cost, "wan", code),
        Cell(cost.mean / cost.before if cost.before else nan, "share", signed=True),
        Cell(a_head.after, "yuan"),
        _change(a_head, "yuan", code),
        Cell(staff.after, "people"),
        _change(staff, "people", code),
    )


def _change(found: Difference, unit: CellUnit, code: Code) -> Cell:
    still = verdict(found, code) if same(found) else ""
    return Cell(found.mean, unit, found.wide, found.luck, signed=True, error=found.error, ranged=True, instead=still)
