"""Pictures of where and when a cost falls, and whom a proposal or a conversion leaves better or worse off.

Each is drawn anew into a figure, and returns what it shows in words.
"""

from __future__ import annotations

from typing import Any

import numpy as np
from matplotlib.figure import Figure

from simlib.analysis.cost_by_place import KINDS, Placed, in_units, shown_unit
from simlib.analysis.gains import EVERYBODY, Gains
from simlib.conversion.study import Study
from simlib.disclosure import hidden_note
from simlib.disclosure.pattern import HIDDEN
from simlib.months import month_of_year, year_words
from simlib.policy.axes import LABELS
from simlib.policy.term import FEN
from simlib.policy.value_words import digits
from simlib.report.figures import style
from simlib.report.tables.real_people import hidden_rows, shown_gains
from simlib.report.words.amounts import MILLION, WAN, money, signed, year_span
from simlib.text import Code, Text

_MOST = 30  # bars that stand side by side
_SLANTED = 14
_LETTERS = {"zh": 75, "en": 150}  # that fit under an axis side by side
_MANY = (style.SCALE[0], style.SCALE[1], style.REASONS[2], style.REASONS[4])
GAIN, SAME, LOSE = style.SCALE[1], style.LINE, style.REASONS[2]


def draw_places(figure: Figure, found: Placed, unit: int | None, code: Code) -> str:
    """Draw the cost of all years by street, or by community of one."""
    if unit is None:
        names, fen = [found.street(at)[code] for at in range(len(found.policy.units))], found.streets.sum(axis=2)
        hidden = hidden_rows(found)[0][: len(names)]
    else:
        rows = np.flatnonzero(found.unit == unit)
        places = rows[rows < len(found.plan.places.unit)]
        names, fen = [found.community(int(row))[code] for row in places], found.where[:, rows].sum(axis=2)
        hidden = hidden_rows(found)[1][places]
    axes, (one, label), whole_units = _axes(figure), _scale(code), shown_unit(fen.T)
    high = in_units(fen.sum(axis=0)[:, None], whole_units)[: len(names), 0] * whole_units / FEN
    whole, high, names = float(fen.sum()) / FEN, np.where(hidden, 0, high), _starred(names, hidden)
    some = np.arange(len(names)) if len(names) <= _MOST else np.sort(np.argsort(-high, kind="stable")[:_MOST])
    bars = axes.bar(np.arange(len(some)), high[some] / one, 0.66, color=style.AFTER)
    axes.set_ylim(0, 1.1 * max(float(high.max(initial=0)) / one, 1e-9))
    if len(some) <= _SLANTED:
        places_of = {"zh": 0, "en": 2}[code] + (whole_units < WAN * FEN)
        axes.bar_label(bars, [digits(yuan / one, places_of) for yuan in high[some]], fontsize=style.SMALL)
    wide = len(some) > _SLANTED or len(some) * max(len(names[at]) for at in some) > _LETTERS[code]
    slant: dict[str, Any] = {"rotation": 40, "ha": "right", "rotation_mode": "anchor"} if wide else {}
    axes.set_xticks(np.arange(len(some)), [names[at] for at in some], fontsize=style.SMALL, **slant)
    span = year_span(found.plan.years, code)
    few = Text(f"，列出最多的{_MOST}个", f", the {_MOST} largest") if len(names) > _MOST else Text("", "")
    heading = Text(f"{span}人员经费（{label}，当年价{few.zh}）", f"Cost, {span} ({label}, nominal{few.en})")
    style.heading(axes, heading[code])
    if hidden.all():
        return _said(figure, hidden_note(found.plan.staff.fewest)[code])
    most = int(np.argmax(high))
    told = Text(
        f"{span}合计 {money(whole, 'zh')}；最多的是{names[most]}，{money(float(high[most]), 'zh')}",
        f"{money(whole, 'en')} in {span}; most of it in {names[most]}: {money(float(high[most]), 'en')}",
    )[code]
    return _said(figure, told)


def _starred(names: list[str], hidden: np.ndarray) -> list[str]:
    """Return names with the mark of a hidden count, of which no bar is drawn."""
    return [f"{name} {HIDDEN}" if one else name for name, one in zip(names, hidden, strict=True)]


def draw_cash(figure: Figure, found: Placed, y: int, code: Code) -> str:
    """Draw what is to be paid in each month of a year, by kind of spending."""
    axes, (one, label), here = _axes(figure), _scale(code), found.plan.years.places(y)
    fen = np.stack([found.when[here][:, found.kinds == kind].sum(axis=1) for kind in range(len(KINDS))])
    months, bottom = [*found.plan.months[here]], np.zeros(fen.shape[1])
    for heights, color, name in zip(fen / FEN / one, _MANY, KINDS.values(), strict=True):
        if heights.any():
            axes.bar(np.arange(len(months)), heights, 0.66, bottom, color=color, label=name[code])
        bottom = bottom + heights
    for at, high in enumerate(bottom):
        axes.text(at, high, digits(high, _places(fen, one)), ha="center", va="bottom", fontsize=style.SMALL)
    names = [Text(f"{month_of_year(month)}月", f"{month_of_year(month)}")[code] for month in months]
    axes.set_xticks(np.arange(len(months)), names, fontsize=style.TEXT)
    axes.set_ylim(0, 1.12 * max(float(bottom.max()), 1e-9))
    axes.legend(loc="upper center", bbox_to_anchor=(0.5, -0.08), ncols=len(KINDS), fontsize=style.TEXT, frameon=False)
    year = year_words(found.plan.years[y], found.plan.years)
    style.heading(axes, Text(f"{year.zh}逐月用款（{label}）", f"Paid in each month of {year.en} ({label})")[code])
    most, share = int(np.argmax(bottom)), 100 * float(bottom.max()) / max(float(bottom.sum()), 1e-9)
    told = Text(
        f"{year.zh}合计 {money(fen.sum() / FEN, 'zh')}；{names[most]}最多，占 {digits(share, 1)}%",
        f"{money(fen.sum() / FEN, 'en')} in {year.en}; month {names[most]} takes most, {digits(share, 1)}%",
    )[code]
    return _said(figure, told)


def draw_gains(figure: Figure, found: Gains, axis: str, code: Code) -> str:
    """Draw how many gain and lose in each group of an axis, and how much, the worst off at the top."""
    table = shown_gains(found)
    rows = [row for row in table[table["axis"] == axis].to_dict("records") if row["mean"] == row["mean"]][:_MOST]
    figure.clear()
    left, right = figure.subplots(1, 2, sharey=True)
    at = np.arange(len(rows))[::-1]
    start = np.zeros(len(rows))
    for name, color, label in (("gain", GAIN, Text("增加", "Gain")), ("unchanged", SAME, Text("不变", "Same")),
                               ("lose", LOSE, Text("减少", "Lose"))):  # fmt: skip
        wide = np.array([row[name] for row in rows])
        left.barh(at, wide, 0.7, start, color=color, label=label[code])
        start = start + wide
    if found.plan.staff.fewest:  # how many of a group gain or lose is not told of real people
        left.barh(at, [row["people"] for row in rows], 0.7, color=SAME)
    low, high, middle, mean = (np.array([row[name] for row in rows]) for name in ("low", "high", "median", "mean"))
    right.hlines(at, low, high, color=style.BEFORE, lw=4, label=Text("5%—95%位", "5 to 95 %")[code])
    right.plot(middle, at, "|", color=style.INK, ms=11, mew=2, label=Text("中位", "Median")[code])
    right.plot(mean, at, "o", color=style.AFTER, ms=6, label=Text("平均", "Mean")[code])
    right.axvline(0, color=style.INK, lw=1)
    for panel, title in ((left, Text("人数", "People")), (right, Text("每人每月变动（元）", "Change a month (yuan)"))):
        style.plain(panel, grid="x")
        style.heading(panel, title[code])
        panel.legend(loc="upper center", bbox_to_anchor=(0.5, -0.09), ncols=3, fontsize=style.SMALL, frameon=False)
    size = style.TEXT if len(rows) <= _SLANTED else style.TINY
    left.set_yticks(at, [found.label(axis, row["member"])[code] for row in rows], fontsize=size)
    everybody = table[table["axis"] == EVERYBODY].to_dict("records")[0]
    if everybody["gain"] != everybody["gain"]:  # small numbers of real people
        each = signed(everybody["mean"])
        known = Text(f"平均每人每月 {each} 元。", f"{each} yuan a month on average. ")
        return _said(figure, (known + hidden_note(found.plan.staff.fewest))[code])
    told = Text(
        f"{digits(everybody['people'])}人中，增加 {digits(everybody['gain'])} 人，减少 {digits(everybody['lose'])} 人，"
        f"不变 {digits(everybody['unchanged'])} 人；平均每人每月 {signed(everybody['mean'])} 元",
        f"Of {digits(everybody['people'])} people {digits(everybody['gain'])} gain, {digits(everybody['lose'])} lose, "
        f"{digits(everybody['unchanged'])} neither; {signed(everybody['mean'])} yuan a month on average",
    )[code]
    return _said(figure, told)


def draw_conversion(figure: Figure, found: Study, code: Code) -> str:
    """Draw who would lose by a conversion, by length of service, and how long until rises make it good."""
    figure.clear()
    left, right = figure.subplots(1, 2)
    groups = found.by("service_band").sort_values("service_band")
    at = np.arange(len(groups))[::-1]
    others = (groups["people"] - groups["losers"]).to_numpy()
    bars = left.barh(at, groups["losers"], 0.7, color=LOSE, label=Text("减少", "Lose")[code])
    left.barh(at, others, 0.7, groups["losers"], color=SAME, label=Text("不减少", "Do not lose")[code])
    left.bar_label(bars, [digits(many) if many else "" for many in groups["losers"]], fontsize=style.SMALL)
    left.set_yticks(at, [LABELS[band][code] for band in groups["service_band"]], fontsize=style.TEXT)
    lacking = found.absorbed
    right.bar(lacking["years"], lacking["lacking"], 0.66, color=LOSE)
    right.set_xticks(lacking["years"])
    right.set_ylim(0, max(1.1 * float(lacking["lacking"].max()), 1))
    for panel, grid, title in (
        (left, "x", Text("套改时人数，按社区工作年限", "People at the conversion, by service")),
        (right, "y", Text("满几年后仍未追平（人）", "Still below after so many years (people)")),
    ):
        style.plain(panel, grid=grid)
        style.heading(panel, title[code])
    left.legend(loc="upper center", bbox_to_anchor=(0.5, -0.09), ncols=2, fontsize=style.SMALL, frameon=False)
    people, losers = len(found.people), found.losers
    lost = float(losers["lost"].sum()) / FEN
    told = Text(
        f"套改 {digits(people)} 人，月工资标准减少的 {digits(len(losers))} 人，每月合计少 {digits(lost)} 元",
        f"{digits(people)} people converted; {digits(len(losers))} would lose, {digits(lost)} yuan a month in all",
    )[code]
    return _said(figure, told)


def _axes(figure: Figure) -> Any:
    figure.clear()
    axes = figure.subplots()
    style.plain(axes)
    return axes


def _said(figure: Figure, told: str) -> str:
    style.say(style.title(figure), told)
    return told


def _scale(code: Code) -> tuple[float, str]:
    return (MILLION, "million yuan") if code == "en" else (WAN, "万元")


def _places(fen: np.ndarray, one: float) -> int:
    return 0 if fen.max(initial=0) / FEN >= 100 * one else 1
