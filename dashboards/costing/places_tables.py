"""The tables of where, when and whom; what is shown adds up as it is shown."""

from __future__ import annotations

from itertools import groupby
from math import isnan, nan
from typing import Any

import numpy as np

from dashboards.costing.places_work import WORKING
from dashboards.costing.request import Converted, View
from dashboards.costing.tables import year_heads
from simlib.analysis.cost_by_place import Placed, evened, in_units, shown_unit
from simlib.analysis.gains import EVERYBODY, FEWEST, GROUPS, Gains
from simlib.conversion.study import Study
from simlib.disclosure import hidden_note
from simlib.disclosure.pattern import HIDDEN
from simlib.months import month_of_year, year_words
from simlib.policy.axes import LABELS
from simlib.policy.term import FEN
from simlib.policy.value_words import digits
from simlib.report.tables.grid import UNIT, Cell, Grid, Row, text
from simlib.report.tables.real_people import hidden_rows, shown_gains
from simlib.report.words.amounts import MILLION, WAN
from simlib.report.words.places_and_months import DECEMBER, GAINS_NOTE, GROUP_NAMES
from simlib.simulation.plan import Plan
from simlib.text import Code, Text

_TOTAL = Text("合计", "Total")
_EXAMPLES = 10
_NO_CONVERSION = Text(
    "各年都没有套改，期初人员也不是从别的标准来的。请选择有套改的方案。",
    "No year has a conversion, and the staff comes from no other scale. Choose a proposal with a conversion.",
)

_REAL = Text(
    "真实人员的套改不逐人、不分组显示。", "Of real people a conversion is not shown person by person, nor by group."
)


def by_place(view: View, street: int | None, code: Code) -> Grid:
    """Return the cost of each street by year, or of each community of one."""
    found = view.extra(Placed)
    if found is None:
        return _note(WORKING[code])
    if street is None:
        names = [found.street(at)[code] for at in range(len(found.policy.units) + 1)]
        fen, people, hidden = found.streets.sum(axis=2), found.people_by_street[-1], hidden_rows(found)[0]
    else:
        rows = np.flatnonzero(found.unit == street)
        names = [found.community(int(row))[code] for row in rows]
        fen, people = found.where[:, rows].sum(axis=2), found.at_end[-1, rows[rows < found.at_end.shape[1]]]
        hidden = hidden_rows(found)[1][rows]
    heads = evened(np.rint(people * found.replications).astype(int), found.replications)
    table = _with_total(fen.T, code)
    staff = [*map(float, heads), *[nan] * (len(names) - len(heads)), float(heads.sum())]
    stars = tuple(text(HIDDEN) for _ in table[0])
    rows_shown = [
        Row(name, (*stars, text(HIDDEN)) if star else (*cells, Cell(count, "people")),
            "lab-total" if at == len(names) else "")
        for at, (name, cells, count, star) in enumerate(
            zip([*names, _TOTAL[code]], table, staff, [*hidden, hidden.all()], strict=True)
        )
        if at == len(names) or fen[:, at].any() or count > 0
    ]  # fmt: skip
    where = Text("各街道（单位）", "Streets or units") if street is None else found.street(street)
    title = Text(f"{where.zh}人员经费（{UNIT}，当年价）", f"{where.en}: cost ({UNIT}, nominal)")
    head = Text("社区", "Community") if street is not None else Text("街道（单位）", "Street or unit")
    top = (head[code], *year_heads(view.answer, code), _TOTAL[code], Text("期末在岗", "In post")[code])
    notes = (*_of_nobody(found, code), *_hidden(found.plan, code), _means(found, view, code))
    return Grid(title[code], top, tuple(rows_shown), "lab-budget", notes)


def _hidden(plan: Plan, code: Code) -> tuple[str, ...]:
    """Say why numbers of real people are hidden."""
    return (hidden_note(plan.staff.fewest)[code],) if plan.staff.fewest else ()


def _of_nobody(found: Placed, code: Code) -> tuple[str, ...]:
    """Say what it is that no street has a part in, where there is any."""
    if not found.where[:, -1].any():
        return ()
    told = Text("收入保障补差按全体人员平均计，不分到街道。",
                "The top-up to a guaranteed mean income is one of all staff, and of no street.")  # fmt: skip
    return (told[code],)


def by_month(view: View, y: int, code: Code) -> Grid:
    """Return what is to be paid in each month of a year, line by line."""
    found = view.extra(Placed)
    if found is None:
        return _note(WORKING[code])
    here, items = found.plan.years.places(y), [*found.policy.lines.values()]
    used = [at for at in range(len(items)) if found.when[here][:, at].any()]
    cells = _with_total(found.when[here][:, used].T, code)
    rows = [Row(items[at].label[code], row) for at, row in zip(used, cells[:-1], strict=True)]
    rows.append(Row(_TOTAL[code], cells[-1], "lab-total"))
    people = (Cell(float(count), "people") for count in found.people[here])
    rows.append(Row(Text("发放人数", "People paid")[code], (*people, Cell(nan))))
    months = [Text(f"{month_of_year(m)}月", f"{month_of_year(m)}")[code] for m in found.plan.months[here]]
    year = year_words(found.plan.years[y], found.plan.years)
    title = Text(f"{year.zh}用款计划（{UNIT}）", f"Cash plan of {year.en} ({UNIT})")[code]
    top = (Text("支出项目", "Line")[code], *months, _TOTAL[code])
    return Grid(title, top, tuple(rows), "lab-budget", (DECEMBER[code], _means(found, view, code)))


def _with_total(fen: np.ndarray, code: Code) -> list[tuple[Cell, ...]]:
    """Return rows (N, K) of fen as cells with the total of each, and last the total of all.

    Each column adds up as shown, and to what other tables show; the totals along a row are rounded by themselves.
    """
    one, whole = shown_unit(fen), np.column_stack([fen, fen.sum(axis=1)])
    shown = in_units(whole, one)
    whole, shown = (np.concatenate([table, table.sum(axis=0)[None]]) for table in (whole, shown))
    return [
        tuple(
            Cell(float(exact) / FEN, instead=_written(int(units), one, code))
            for exact, units in zip(row, in_whole_units, strict=True)
        )
        for row, in_whole_units in zip(whole, shown, strict=True)
    ]


def _written(units: int, one: int, code: Code) -> str:
    if units == 0:
        return "–"
    if code == "en":
        return digits(units * one / FEN / MILLION, 2 if one == WAN * FEN else 3)
    return digits(units * one / FEN / WAN, 0 if one == WAN * FEN else 1)


def gains_by_group(view: View, code: Code) -> Grid:
    """Return how many gain and lose in each group, and how much; as `Gains.table` has them."""
    found = view.extra(Gains)
    if not view.answer.changed:
        return _note(Text("尚无改动，没有增减可比。", "Nothing differs from the policy in force.")[code])
    if found is None:
        return _note(WORKING[code])
    rows = []
    for axis, group in groupby(shown_gains(found).to_dict("records"), lambda row: str(row["axis"])):
        if axis != EVERYBODY:
            rows.append(Row(GROUPS[axis][code], (text(""),) * 8, "lab-total"))
        rows += [Row(found.label(axis, row["member"])[code], _gained(row)) for row in group]
    top = (Text("组别", "Group"), Text("人数", "People"), Text("增加", "Gain"), Text("减少", "Lose"),
           Text("不变", "Same"), Text("平均（元/月）", "Mean (yuan a month)"), Text("中位", "Median"),
           Text("5%位", "5 %"), Text("95%位", "95 %"))  # fmt: skip
    title = Text("每人每月应发报酬的变动", "Change of pay per person and month")[code]
    notes = (GAINS_NOTE.of(few=FEWEST)[code], *_hidden(found.plan, code), _of_first(found, code))
    return Grid(title, tuple(one[code] for one in top), tuple(rows), "lab-budget", notes)


def _gained(row: dict[str, Any]) -> tuple[Cell, ...]:
    if isnan(row["people"]):
        return (text(HIDDEN), *[Cell(nan)] * 7)
    if isnan(row["mean"]):
        return (text(f"<{FEWEST}"), *[Cell(nan)] * 7)
    people = (Cell(row[name], "people") for name in ("people", "gain", "lose", "unchanged"))
    return (*people, *(Cell(row[name], "yuan", signed=True) for name in ("mean", "median", "low", "high")))


def _of_first(found: Gains, code: Code) -> str:
    many = found.replications
    return Text(
        f"为节省时间，只按前{many}次模拟计算；人数为每次模拟中先后在岗人数的平均。",
        f"Of the first {many} replications only; people are all who were ever in post, a mean of the replications.",
    )[code]


def converted(view: View, code: Code) -> list[Grid]:
    """Return who would lose by a conversion, by group, how long, and where pay inverts."""
    found = view.extra(Converted)
    if found is None:
        return [_note(WORKING[code])]
    if found.study is None or found.inverted is None:
        return [_note((_REAL if view.answer.after.projection.plan.staff.fewest else _NO_CONVERSION)[code])]
    lacking = [_lacking(found.study, code)] if len(found.study.losers) else []
    return [_losers(found.study, code), *lacking, _inverted(found, code)]


def _losers(study: Study, code: Code) -> Grid:
    title = Text("套改时谁的月工资标准减少", "Whose scale pay would fall on the conversion")
    top = (Text("组别", "Group"), Text("人数", "People"), Text("减少的人", "Would lose"),
           Text("每月合计少（元）", "Lost a month (yuan)"), Text("最多一人（元）", "The most (yuan)"))  # fmt: skip
    rows = []
    for name, label in GROUP_NAMES.items():
        rows.append(Row(label[code], (text(""),) * 4, "lab-total"))
        members = {post.name: at for at, post in enumerate(study.conversion.law.posts)}
        group = study.by(name).sort_values(
            name, key=lambda axis: axis.map(members) if axis.name == "post_before" else axis
        )
        rows += [Row(_member(study, name, row[name], code), _lost(row)) for row in group.to_dict("records")]
    return Grid(title[code], tuple(one[code] for one in top), tuple(rows), "lab-budget")


def _lost(row: dict[str, Any]) -> tuple[Cell, ...]:
    if row["people"] < FEWEST:
        return (text(f"<{FEWEST}"), *[Cell(nan)] * 3)
    people = (Cell(float(row[of]), "people") for of in ("people", "losers"))
    return (*people, *(Cell(row[of] / FEN, "yuan") for of in ("lost", "most")))


def _member(study: Study, name: str, member: Any, code: Code) -> str:
    if name == "post_before":
        return next(post for post in study.conversion.law.posts if post.name == member).label[code]
    return LABELS[member][code] if member in LABELS else str(member)


def _lacking(study: Study, code: Code) -> Grid:
    title = Text("人人合格、岗位不变时，多久追平", "Until rises make it good, all satisfactory in the same post")
    top = (Text("满几年", "Full years"), Text("在岗", "In post"), Text("尚未追平", "Still below"))
    rows = [Row(str(row["years"]), tuple(Cell(float(row[of]), "people") for of in ("in_post", "lacking")))
            for row in study.absorbed.to_dict("records")]  # fmt: skip
    return Grid(title[code], tuple(one[code] for one in top), tuple(rows), "lab-budget")


def _inverted(found: Converted, code: Code) -> Grid:
    """Return the widest inversions that the conversion made."""
    assert found.study is not None and found.inverted is not None
    new, people = found.inverted.new, found.study.people.set_index("number")
    title = Text(
        f"倒挂（原同岗，年限、学历都不低于对方且至少一项高，工资却低）：套改前 {found.inverted.before} 人，"
        f"套改后 {len(found.inverted.people)} 人，其中套改造成的 {len(new)} 人",
        "Inversions (same post before, service and degree no lower and one of them higher, yet paid less): "
        f"{found.inverted.before} people before, {len(found.inverted.people)} after, {len(new)} made by the conversion",
    )
    top = (Text("编号", "No."), Text("年限、学历、等级", "Service, degree, grade"), Text("对方", "The other"),
           Text("对方年限、学历、等级", "Their service, degree, grade"),
           Text("每月少（元）", "Less a month (yuan)"))  # fmt: skip
    rows = [
        Row(str(row["number"]), (text(_described(people.loc[row["number"]], code)), text(str(row["other"])),
            text(_described(people.loc[row["other"]], code)), Cell(row["gap"] / FEN, "yuan")))
        for row in new.head(_EXAMPLES).to_dict("records")
    ]  # fmt: skip
    if not rows:
        return _note(title[code])
    kept = Text("已计保留差额。", "Protected pay is counted.") if found.protected else Text("", "")
    shown = Text(f"列出差额最大的{_EXAMPLES}人。", f"The {_EXAMPLES} widest gaps. ")
    return Grid(title[code], tuple(one[code] for one in top), tuple(rows), "lab-budget", ((shown + kept)[code],))


def _described(one: Any, code: Code) -> str:
    degree = LABELS[one["education"]]
    return Text(
        f"{one['years']}年、{degree.zh}、{one['grade']}级", f"{one['years']} years, {degree.en}, {one['grade']}"
    )[code]


def _means(found: Placed, view: View, code: Code) -> str:
    """Say of how many replications these are means, and whether they are all of the answer's."""
    many, all_of_them = found.replications, view.answer.replications
    told = Text(
        f"模拟{many}次的平均。每列相加等于合计；横向相加与合计不等的为尾差。",
        f"Means of {many} replications. Each column adds up to its total; along a row, rounding may differ. ",
    )
    if many < all_of_them:
        told += Text(f"正在计算全部{all_of_them}次…", f"All {all_of_them} are being worked out…")
    return told[code]


def _note(*words: str) -> Grid:
    return Grid("", (), (), "", words)
