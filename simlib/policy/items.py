"""Every line of the budget, declared once: what it is called, how it is counted and towards what it counts.

The rooms that need something of their own for an item (a price, a formula, the terms it rests on) keep a table by its
key and pass it through `each`, so that an item which a room does not know fails at import and is never taken for 0.
"""

from __future__ import annotations

from collections.abc import Collection, Mapping
from dataclasses import dataclass
from typing import Literal, TypeVar

from simlib.text import Text

CountedBy = Literal["month", "year_end", "contributed", "severance", "recruit", "converted", "all"]
ContributionBase = Literal["insured", "medical", "fund", "union"]
BASES: tuple[ContributionBase, ...] = ("insured", "medical", "fund", "union")
MINIMUM = "minimum_wage_top_up"
_Kept = TypeVar("_Kept")


@dataclass(frozen=True)
class Item:
    """A line of the budget.

    counted   by what its price is multiplied: person-months; people in post at year end; months of contributions by
              wage year; half months of severance; recruits; person-months of those converted to a new scale; or it is
              one amount for all in December
    wage      earned by the person: part of the income that may be guaranteed
    full_pay  part of a full month's pay, from which the year-end reward is counted where the policy says so
    received  by the person; what is not is paid for them
    in_cash   the term that says whether what is received is paid out in money or given in kind; empty: in money
    rate_of   the base that this is a rate of (`contributions.<key>`), for a contribution
    cause     why it changes, of the causes of `explain`; empty: taken apart into staff and prices step by step
    of_places  money of places and not of people: no part of what one person costs
    """

    key: str
    label: Text
    counted: tuple[CountedBy, ...]
    wage: bool = False
    full_pay: bool = False
    received: bool = False
    in_cash: str = ""
    rate_of: ContributionBase | None = None
    cause: str = ""
    of_places: bool = False

    @property
    def personal(self) -> bool:
        """Whether it is one person's, and not an amount for all together."""
        return "all" not in self.counted


def _wage(key: str, zh: str, en: str, *, full_pay: bool = False) -> Item:
    return Item(key, Text(zh, en), ("month",), wage=True, full_pay=full_pay, received=True)


def _contribution(key: str, zh: str, en: str, rate_of: ContributionBase) -> Item:
    return Item(key, Text(zh, en), ("month", "year_end" if rate_of == "union" else "contributed"), rate_of=rate_of)


ITEMS: dict[str, Item] = {  # in the order of the budget: wages first
    item.key: item
    for item in (
        _wage("basic_pay", "基本报酬", "Basic pay"),
        _wage("performance_pay", "绩效报酬", "Performance pay"),
        Item("year_end_reward", Text("奖励报酬", "Year-end reward"), ("year_end",), wage=True, received=True),
        _wage("post_allowance", "岗位津贴", "Post allowance", full_pay=True),
        _wage("education_allowance", "学历津贴", "Education allowance", full_pay=True),
        _wage("certificate_allowance", "职业津贴", "Certificate allowance", full_pay=True),
        _wage(MINIMUM, "最低工资补差", "Top-up to the minimum wage"),
        Item("protected_pay", Text("套改保留差额", "Protected pay on conversion"), ("converted",), wage=True,
             received=True, cause="conversion"),
        Item("guarantee", Text("收入保障补差", "Top-up to the guaranteed income"), ("all",), received=True,
             cause="other"),
        Item("meals", Text("误餐补贴", "Meals"), ("month",), received=True,
             in_cash="pay.meals_in_cash"),
        Item("insurance", Text("商业保险", "Commercial insurance"), ("year_end",), cause="other"),
        Item("check_up", Text("体检", "Check-ups"), ("year_end",), cause="other"),
        Item("training", Text("培训", "Training"), ("year_end", "recruit"), cause="other"),
        Item("recruitment", Text("招聘", "Recruitment"), ("recruit",), cause="other"),
        Item("grid_service", Text("网格服务经费", "Grid service money"), ("all",), cause="other",
             of_places=True),
        _contribution("pension", "养老保险（单位）", "Pension (employer)", "insured"),
        _contribution("medical", "医疗及生育保险（单位）", "Medical and maternity (employer)", "medical"),
        _contribution("unemployment", "失业保险（单位）", "Unemployment (employer)", "insured"),
        _contribution("injury", "工伤保险（单位）", "Work injury (employer)", "insured"),
        _contribution("housing_fund", "住房公积金（单位）", "Housing fund (employer)", "fund"),
        _contribution("union_fund", "工会经费", "Union fund", "union"),
        Item("disability_levy", Text("残疾人就业保障金", "Disability levy"), ("all",), cause="other"),
        Item("protected_contributions", Text("保留差额的单位缴费", "Contributions on protected pay (employer)"),
             ("converted",), cause="conversion"),
        Item("severance", Text("经济补偿", "Severance"), ("severance",), received=True, cause="other"),
    )
}  # fmt: skip


def counted(how: CountedBy, items: Mapping[str, Item] = ITEMS) -> tuple[str, ...]:
    """Return the items that are counted in a way."""
    return tuple(key for key, item in items.items() if how in item.counted)


def caused(cause: str, items: Mapping[str, Item] = ITEMS) -> tuple[str, ...]:
    """Return the items that change for a cause."""
    return tuple(key for key, item in items.items() if item.cause == cause)


def personal(items: Mapping[str, Item]) -> tuple[str, ...]:
    """Return the lines that are one person's."""
    return tuple(key for key, item in items.items() if item.personal)


def paid_by_month(items: Mapping[str, Item]) -> tuple[str, ...]:
    """Return what of it a worker earns month by month."""
    return tuple(key for key, item in items.items() if item.wage and "month" in item.counted)


def earned_by_month(items: Mapping[str, Item]) -> tuple[str, ...]:
    """Return what a worker earns in a month, protected pay included; not what is paid once a year."""
    return tuple(key for key, item in items.items() if item.wage and {"month", "converted"} & {*item.counted})


def wages(items: Mapping[str, Item]) -> tuple[str, ...]:
    """Return what a worker earns."""
    return tuple(key for key, item in items.items() if item.wage)


def payments(items: Mapping[str, Item] = ITEMS) -> tuple[str, ...]:
    """Return what a person gets by month or at year end, of which a policy says whether it is wages."""
    often = {"month", "year_end"}
    return tuple(key for key, item in items.items() if (item.wage or item.received) and often & {*item.counted})


def each(room: str, kept: Mapping[str, _Kept], of: Collection[str] | None = None) -> dict[str, _Kept]:
    """Return what a room keeps for each item, in budget order.

    of  the items that it must know, by default all

    Raises LookupError, at import, for an item that it leaves out and for a key that is none of them.
    """
    known = [key for key in ITEMS if of is None or key in of]
    missing, unknown = [key for key in known if key not in kept], sorted(kept.keys() - set(known))
    if missing or unknown:
        told = [f"{room} does not know {key}" for key in missing] + [f"{room} has {key}, not its" for key in unknown]
        raise LookupError("; ".join(told) + ": simlib/policy/items.py")
    return {key: kept[key] for key in known}
