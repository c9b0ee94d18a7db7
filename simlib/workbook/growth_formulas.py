"""Formulas of amounts that move by themselves: the pay base with its awards, floors and caps, the anchor wage."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from simlib.months import YEAR, month_number, month_of_year
from simlib.policy import TERMS, Policy
from simlib.policy.anchor_wage import award, growths
from simlib.workbook.parameter_cells import Inputs


@dataclass(frozen=True)
class Moving:
    """The formulas, as `simlib.policy.growth` and `simlib.policy.anchor_wage` calculate."""

    policy: Policy
    inputs: Inputs

    def grown(self, name: str, place: int, month: int, before: tuple[int, str] | None = None) -> str:
        """Return the amount of a month: its last dated value, grown at every due month since, to the fen each time.

        before  an earlier month and the cell with its amount, from which to go on if no new value came between
        """
        given = self.policy.provisions[name].at(month)
        start, since = self.inputs.cell(name, month, place), given.month
        if before and self.policy.provisions[name].at(before[0]) is given:
            since, start = before
        for growth in self._growths(TERMS[name].grows_with, since, month):
            start = f"ROUND({start}*(1+{growth}),2)"
        return start

    def _growths(self, growth: str, since: int, month: int) -> Iterator[str]:
        when = TERMS[growth].grows_in
        for at in range(since + 1, month + 1):
            if self.policy.value(when, self._known(when, at)) == month_of_year(at):
                yield self.inputs.cell(growth, self._known(growth, at))

    def _known(self, name: str, at: int) -> int:
        return max(at, self.policy.provisions[name].values[0].month)

    def anchor_wage(self, year: int, month: int) -> str:
        """Return the yearly wage that pay of a year is tied to, by the law of a month."""
        series = self.policy.axis("wage_series").index(self.policy.choice("anchor.series", month))
        reference = year - int(self.policy.value("anchor.lag_years", month))
        wage = self.inputs.cell("anchor.wage", month_number(reference, YEAR), series)
        for at in growths(self.policy, reference):
            wage = f"ROUND({wage}*(1+{self.inputs.cell('anchor.growth', at, series)}),2)"
        return f"ROUND({self.inputs.cell('anchor.share', month)}*{wage},2)"

    def anchored_base(self, month: int) -> str:
        """Return the pay base that follows the anchor wage."""
        return f"ROUND({self.anchor_wage(*award(self.policy, month))}/{YEAR},2)"

    def guaranteed_income(self, year: int) -> str:
        """Return the mean yearly income that is guaranteed for a year."""
        return self.anchor_wage(year, month_number(year, YEAR))
