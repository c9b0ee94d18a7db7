"""A number field of no term: a limit in 万元, a rate in per cent, a seed."""

from __future__ import annotations

import re
from decimal import Decimal
from typing import Literal

import traitlets

from dashboards.widgets.language import Language
from dashboards.widgets.number import NumberField, in_full
from simlib.policy.entered_numbers import plain, read_amount
from simlib.policy.problems import Fault, PolicyError, ends, one_problem, outside
from simlib.text import Text

ONE = {"": Decimal(1), "万": Decimal(10_000), "%": Decimal("0.01")}  # what 1 in the field is, in yuan or as a number
BARE = re.compile(r"(?<=\d)\s*(?=$|<|\.\.|~|至)")  # where a number ends that has no unit


def with_unit(text: str, unit: str) -> str:
    """Return what was typed with the unit of its field after every number that has none.

    >>> with_unit("30,000", "万"), with_unit("3亿", "万"), with_unit("100..110", "%")
    ('30,000万', '3亿', '100%..110%')
    """
    return BARE.sub(unit, plain(text))


class AmountField(NumberField):
    """A number between two ends, in the unit that its name says: 万元, per cent or none.

    value  what it is, in that unit, an int where `whole`; observe it
    typed  whether the visitor typed it since it was last `put`
    """

    value = traitlets.Union([traitlets.Int(), traitlets.Float()])

    def __init__(
        self,
        language: Language,
        named: Text,
        value: float,
        *,
        between: tuple[float, float],
        unit: Literal["", "万", "%"] = "",
        whole: bool = False,
        name: str = "",
    ) -> None:
        super().__init__(language, self.read, name=name, labelled=True)
        self.between, self.unit, self.whole, self.typed = between, unit, whole, False
        self.observe(lambda _change: self._draw(), "value")
        self.put(value)
        self.called(named)

    def put(self, value: float) -> None:
        """Put the field at a value that nobody typed."""
        self.typed, self.value = False, value
        self._draw()

    def _draw(self) -> None:
        self.show(in_full(self.value, grouped=not self.whole), in_full(self.value, grouped=False))

    def read(self, text: str) -> None:
        """Take what was typed. Raises PolicyError for what cannot be read, or is beyond the ends."""
        typed = with_unit(text, self.unit)
        number = read_amount(typed, self.named)
        if typed.endswith("%") != (self.unit == "%"):
            what = Text("{name} 不能是 {text}", "{name} cannot be {text}").of(name=self.named, text=text)
            raise one_problem(what, Text("请按所注的单位写。", "Write it in the unit that is named."))
        self.value, self.typed = self._checked(Decimal(str(number)) / ONE[self.unit]), True
        self._draw()

    def _checked(self, value: Decimal) -> int | float:
        lowest, highest = self.between
        if self.whole and value != value.to_integral_value():
            what = Text("{name} 不能是 {number}", "{name} cannot be {number}").of(name=self.named, number=float(value))
            raise one_problem(what, Text("请写整数。", "Give a whole number."))
        if not lowest <= value <= highest:
            limits = ends(in_full(lowest), in_full(highest))
            fault: Fault = outside(self.named, in_full(value), limits)
            raise PolicyError([fault.at("")])
        return int(value) if self.whole else float(value)
