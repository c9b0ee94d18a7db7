"""The lines of the sheet of parameters by period, in their order."""

from __future__ import annotations

import numpy as np

from simlib.budget.contributions import CONTRIBUTIONS, UNION
from simlib.budget.guaranteed_income import guaranteed_income
from simlib.budget.levy import LEVY, REDUCED_FROM, levy_rate
from simlib.budget.severance import INSURANCE_CAP, wage_cap
from simlib.months import YEAR, year_of
from simlib.policy import TERMS
from simlib.policy.fen import fen
from simlib.policy.term import FEN
from simlib.text import Text
from simlib.workbook.parameter_cells import POST_ALLOWANCE, WAGES, posts_matter
from simlib.workbook.sheets.parameters import YES
from simlib.workbook.sheets.periods import Computed, Periods

ENDS = ("base_floor", "base_cap", "medical_floor", "medical_cap", "fund_floor", "fund_cap")
_YUAN = Text("元", "yuan")


def add_all(lines: Periods) -> None:
    """Add every line that the price table and the budget read."""
    _scale(lines)
    _ramp(lines)
    _pay(lines)
    _allowances(lines)
    _welfare(lines)
    _training(lines)
    _others(lines)
    _own(lines)
    lines.plain("wages", WAGES)
    for rate in (*CONTRIBUTIONS, *UNION):
        lines.plain(rate, f"contributions.{rate}")
    for end in ENDS:
        name = f"contributions.{end}"
        lines.growing(end, 0, name, lambda month, name=name: lines.number(name, month))  # type: ignore[misc]
    _levy(lines)
    _severance(lines)
    _anchor(lines)


def _scale(lines: Periods) -> None:
    """Base and coefficients, or sums by post and grade: whichever is in force."""
    law = lines.law

    def by_base(month: int) -> bool:
        return law.choice("rules.pay", month) == "base_times_coefficient"

    def follows(month: int) -> bool:
        return by_base(month) and law.choice("rules.anchor", month) == "base_follows"

    if any(map(follows, lines.contents.starts)):
        lines.add("base", 0, "pay.base", lambda month, period: _followed(lines, month, period, by_base(month)))
    else:
        lines.growing("base", 0, "pay.base", lambda month: lines.number("pay.base", month), by_base)
    lines.plain("lowest", "pay.lowest_coefficient", by_base)
    lines.plain("step", "pay.coefficient_step", by_base)
    for grade in range(law.grades):

        def coefficient(month: int, period: int, grade: int = grade) -> Computed:
            if not by_base(month):
                return None
            low, step = (lines.number(f"pay.{name}", month) for name in ("lowest_coefficient", "coefficient_step"))
            return f"{lines.at('lowest', period)}+{grade}*{lines.at('step', period)}", low + grade * step

        lines.add("coefficient", grade, "pay.coefficient_step", coefficient, label=Text("等级系数", "Coefficient"),
                  member=lines.contents.say(Text(f"{grade + 1}级", f"Grade {grade + 1}")))  # fmt: skip
    for name in ("pay.post_sum", "pay.grade_sum"):
        for place in range(len(law.axis(TERMS[name].shape[0]))):

            def amount(month: int, name: str = name, place: int = place) -> float:
                return lines.number(name, month, place)

            lines.growing(name[4:], place, name, amount, lambda month: not by_base(month))


def _followed(lines: Periods, month: int, period: int, read: bool) -> Computed:
    """Return the pay base where the anchor wage decides it, in some periods at least."""
    if not read:
        return None
    value = lines.number("pay.base", month)
    if lines.law.choice("rules.anchor", month) == "base_follows":
        return lines.moving.anchored_base(month), value
    return lines.moving.grown("pay.base", 0, month), value


def _ramp(lines: Periods) -> None:
    def ramps(month: int) -> bool:
        return lines.law.choice("rules.ramp", month) != "none"

    if lines.apart("ramp_step"):
        lines.plain("ramp", "ramp.share", ramps)
        lines.plain("ramp_post", "ramp.posts", ramps)


def _pay(lines: Periods) -> None:
    lines.plain("performance_share", "pay.performance_share")
    lines.plain("performance", "pay.performance_by_rating")
    lines.plain("reward_months", "pay.year_end_months")
    lines.plain("reward_sum", "pay.year_end_sum")
    lines.plain("meals", "pay.meals")
    lines.plain("minimum_wage", "pay.minimum_wage")


def _allowances(lines: Periods) -> None:
    """The education allowance is halved for the share with only one of diploma and degree."""
    name, halved = "pay.education_allowance", "pay.one_certificate_share"
    for place in range(len(lines.law.axis("education")) if lines.apart("education") else 0):

        def education(month: int, _: int, place: int = place) -> Computed:
            value = np.asarray(lines.law.value(name, month))[place] * (1 - lines.number(halved, month) / 2)
            source, half = lines.inputs.cell(name, month, place), lines.inputs.cell(halved, month)
            return f"ROUND({source}*(1-{half}/2),2)", float(fen(value)) / FEN

        lines.add("education", place, name, education)
    if posts_matter(lines.law, lines.contents.layout, lines.contents.starts):
        lines.plain("post_allowance", POST_ALLOWANCE)
    if lines.apart("certificate"):
        lines.plain("certificate", "pay.certificate_allowance")


def _welfare(lines: Periods) -> None:
    lines.plain("insurance", "welfare.insurance")
    name, every = "welfare.check_up", "welfare.check_up_years"

    def check_up(month: int, _: int) -> Computed:
        years = year_of(month) - year_of(lines.law.provisions[name].at(month).month)
        due = years % int(lines.number(every, month)) == 0
        formula = f"IF(MOD({years},{lines.inputs.cell(every, month)})=0,{lines.inputs.cell(name, month)},0)"
        return formula, lines.number(name, month) if due else 0.0

    lines.add("check_up", 0, name, check_up, label=Text("体检费（当年应检）", "Check-up, in a year when due"))


def _training(lines: Periods) -> None:
    hour = "training.yuan_per_hour"

    def price(name: str, place: int, month: int) -> Computed:
        formula = f"ROUND({lines.inputs.cell(name, month, place)}*{lines.inputs.cell(hour, month)},2)"
        return formula, lines.number(name, month, place) * lines.number(hour, month)

    for post in range(len(lines.law.axis("post"))):
        lines.add("training", post, "training.hours", lambda month, _, post=post: price("training.hours", post, month),  # type: ignore[misc]
                  label=Text("每人每年培训费", "Training of a person in a year"), shown=_YUAN)  # fmt: skip
    lines.add("entry", 0, "training.entry_hours", lambda month, _: price("training.entry_hours", 0, month),
              label=Text("上岗前培训费（每人）", "Training before taking up post"), shown=_YUAN)  # fmt: skip


def _own(lines: Periods) -> None:
    """The sums of the policy's own items, in the periods in which they are paid."""
    for item in lines.law.own_items:
        lines.plain(item.term.name, item.term.name, item.paid_in)


def _others(lines: Periods) -> None:
    lines.plain("recruit", "recruitment.yuan_per_recruit")
    if {"establishment.grids", "establishment.grid_service"} <= lines.law.provisions.keys():
        lines.plain("grid_service", "establishment.grid_service")


def _levy(lines: Periods) -> None:
    """What of last year's wages is due for employing too few disabled people."""

    def rate(month: int, _: int) -> Computed:
        quota, employed, reduced, below = (lines.inputs.cell(name, month) for name in LEVY)
        formula = f"MAX(0,{quota}-{employed})*IF({employed}>={REDUCED_FROM},{reduced},{below})"
        return formula, levy_rate(lines.law, month)

    label = Text("残疾人就业保障金占上年工资总额", "Disability levy, of last year's wages")
    lines.add("levy", 0, LEVY[0], rate, label=label)


def _severance(lines: Periods) -> None:
    """What half a month of severance is of a year's wages, the cap of a month's wage, and notice."""
    name, dismissed, multiple = "severance.months_per_year", "severance.dismissed", "severance.wage_cap_multiple"

    def severance(month: int, _: int) -> Computed:
        paid = f'IF({lines.inputs.cell(dismissed, month)}="{lines.contents.say(YES)}",1,0)'
        share = lines.number(name, month) * lines.number(dismissed, month) / (2 * YEAR)
        return f"{lines.inputs.cell(name, month)}*{paid}/{2 * YEAR}", share

    def cap(month: int, period: int) -> Computed:
        formula = f"ROUND({lines.at('base_cap', period)}*{lines.inputs.cell(multiple, month)}/{INSURANCE_CAP},2)"
        return formula, float(wage_cap(lines.law, (month,))[0]) / FEN

    label = Text("半个月经济补偿占全年工资", "Half a month of severance, of a year's wages")
    lines.add("severance", 0, name, severance, label=label)
    label = Text("经济补偿月工资上限", "Cap of the monthly wage of severance")
    lines.add("wage_cap", 0, multiple, cap, label=label, shown=_YUAN)
    lines.plain("notice", "severance.notice_months")


def _anchor(lines: Periods) -> None:
    """The anchor wage of the year, where income is guaranteed by it."""

    def wage(month: int, period: int) -> Computed:
        if period < 0 or lines.law.choice("rules.anchor", month) != "income_guaranteed":
            return None
        year = year_of(month)
        return lines.moving.guaranteed_income(year), guaranteed_income(lines.law, year) / FEN

    lines.add("anchor", 0, "anchor.wage", wage, label=Text("参照平均工资", "Anchor wage"), member="")
