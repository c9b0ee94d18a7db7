"""What a term is: a name that the rules read, with its unit, shape, label and limits. They stand in `terms/`."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import Literal

from simlib.text import Text

Unit = Literal["share", "rate_per_year", "years", "months", "month", "month_of_year", "people", "grades", "posts",
               "grids", "hours", "rounds", "factor", "yuan", "yuan_per_month", "yuan_per_year", "months_of_pay",
               "choice", "yes_no", "code"]  # fmt: skip

FEN = 100  # in a yuan
WHOLE: frozenset[str] = frozenset(
    {
        "years",
        "months",
        "month",
        "month_of_year",
        "people",
        "grades",
        "posts",
        "grids",
        "hours",
        "rounds",
        "choice",
        "yes_no",
        "code",
    }
)
_NO_AMOUNT: frozenset[str] = frozenset({"choice", "yes_no", "code", "month", "month_of_year"})
PERCENT = ("share", "rate_per_year")  # units that people say in per cent
MONEY: frozenset[str] = frozenset({"yuan", "yuan_per_month", "yuan_per_year"})  # held in whole fen
ROUNDING = (("down", Text("舍去", "Down")), ("nearest", Text("四舍五入", "To the nearest")), ("up", Text("进一", "Up")))
PLACES = (
    ("community", Text("本社区", "The community")),
    ("unit", Text("本单位（街道、盟市等）", "The unit (street, league …)")),
    ("district", Text("全区", "The district")),
)
NEVER = ("never", Text("从不", "Never"))  # of a month: as a file writes it, and its label
NO_YES = (("no", Text("否", "No")), ("yes", Text("是", "Yes")))
UNIT_LABELS: dict[str, Text] = {
    "share": Text("比例", "share"),
    "rate_per_year": Text("每年比率", "rate per year"),
    "years": Text("年", "years"),
    "months": Text("个月", "months"),
    "month": Text("年月", "month"),
    "month_of_year": Text("月", "month of the year"),
    "people": Text("人", "people"),
    "grades": Text("级", "grades"),
    "posts": Text("岗", "posts"),
    "grids": Text("个网格", "grids"),
    "hours": Text("学时", "hours"),
    "rounds": Text("批", "rounds"),
    "factor": Text("系数", "factor"),
    "yuan": Text("元", "yuan"),
    "yuan_per_month": Text("元/月", "yuan a month"),
    "yuan_per_year": Text("元/年", "yuan a year"),
    "months_of_pay": Text("个月报酬", "months of pay"),
    "choice": Text("选项", "choice"),
    "yes_no": Text("是/否", "yes or no"),
    "code": Text("类别", "class"),
}


def number_of(option: str, options: Sequence[tuple[str, Text]]) -> int:
    """Return the number by which rules know an option: its place in the list of options. Raises ValueError if none."""
    return [name for name, _ in options].index(option)


@dataclass(frozen=True)
class Term:
    """One quantity or choice of a regulation.

    name     dotted; a rule reads it with underscores (`terms.progression_years_per_grade`)
    shape    names of axes (see `axes.py`), outermost first; empty for a single value
    limits   what may be at all, both ends included; a value outside does not load
    slider   (lowest, highest, step) that a dashboard offers where the pack gives no range of its own
    options  the choices, for unit `choice`, each with its label
    set_by   `decision`, or `nobody`: a level, such as resignation or the growth of wages, on which a future acts
             whatever value is in force
    adds_up  whether its members along the last axis are shares of one whole, which add up to 1
    grows_with  the term by whose yearly growth an amount rises from its last given value on; empty where nothing does
    grows_in    of such a growth: the term that names the month of the year in which it comes; empty where a year counts
                from the date of the amount
    affects  `people`: changing it needs a new simulation; `pay`: person-months are re-priced; `take_home`: only what
             one person has left of their pay, no cost; `checks`: only what is found in the policy, no result
    pays_too   of a term that affects people: whether prices read it as well
    moves_total  of a term that affects pay: whether the total changes, or only how it is told (who bears it, at whose
                 prices)
    picks      whether it says which value is read, or from when, and is itself no number of any sum
    apart      the axis along which people must have pay cells of their own for anything to be paid by it
    needed_by  the options of the group's rule (`rules.<group>`) that read it; empty: always needed
    never      of a month: whether it may be none at all, held as 0
    idle_where  options of rules, by rule: where all of them are in force none reads it
    """

    name: str
    label: Text
    unit: Unit
    limits: tuple[float, float] = (0, 1)
    slider: tuple[float, float, float] | None = None
    shape: tuple[str, ...] = ()
    options: tuple[tuple[str, Text], ...] = ()
    set_by: Literal["decision", "nobody"] = "decision"
    adds_up: bool = False
    grows_with: str = ""
    grows_in: str = ""
    affects: Literal["people", "pay", "take_home", "checks"] = "people"
    pays_too: bool = False
    moves_total: bool = True
    picks: bool = False
    apart: str = ""
    needed_by: tuple[str, ...] = ()
    never: bool = False
    idle_where: tuple[tuple[str, str], ...] = ()

    def is_read(self, choice: Callable[[str], str | None]) -> bool:
        """Return whether a rule in force reads it; `choice` gives the option of a rule, None where nobody does."""
        if self.needed_by and choice(self.rule) not in self.needed_by:
            return False
        return not self.idle_where or any(choice(rule) != option for rule, option in self.idle_where)

    @property
    def decided_by(self) -> tuple[str, ...]:
        """The names of the terms that say whether a rule in force reads it; none for what is always read."""
        own = (self.rule,) if self.needed_by else ()
        return (*own, *(rule for rule, _ in self.idle_where))

    @property
    def field(self) -> str:
        """The name as rules read it."""
        return self.name.replace(".", "_")

    @property
    def group(self) -> str:
        """The first part of the name: the decision it belongs to."""
        return self.name.partition(".")[0]

    @property
    def rule(self) -> str:
        """The name of the term that says which rule of the group is in force."""
        return f"rules.{self.group}"

    @property
    def whole(self) -> bool:
        """Whether values are whole numbers (choices are stored as the number of the option)."""
        return self.unit in WHOLE

    @property
    def money(self) -> bool:
        """Whether values are written in yuan and held in fen."""
        return self.unit in MONEY

    @property
    def amount(self) -> bool:
        """Whether values are amounts, which may be more or less: no choice, class or date."""
        return self.unit not in _NO_AMOUNT

    @property
    def projected(self) -> bool:
        """Whether a projection or its cost reads it."""
        return self.affects in ("people", "pay")

    @property
    def priced(self) -> bool:
        """Whether prices read it."""
        return self.affects == "pay" or self.pays_too

    @property
    def parts(self) -> int:
        """How many of what is held make one of what a file writes: 100 fen a yuan, else 1."""
        return FEN if self.money else 1

    @cached_property
    def choices(self) -> tuple[str, ...]:
        """The names of the options."""
        return tuple(option for option, _ in self.options)
