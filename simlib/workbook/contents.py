"""What the sheets are made of: a projection with its cost, the policy in force beside it, and how it was made."""

from __future__ import annotations

from dataclasses import dataclass, field
from functools import cached_property

import numpy as np

from simlib.analysis.compare import Comparison, paired
from simlib.analysis.explain import Explanation, explain, explain_difference
from simlib.analysis.outcomes import Costed
from simlib.budget import Budget, budget_codes
from simlib.budget.codes import Codes
from simlib.budget.months_before import Before
from simlib.careers.typical import FILE, SideBySide, load_careers, side_by_side
from simlib.months import Years, month_of_year, month_text, year_of, year_words
from simlib.policy import Policy
from simlib.projection import Projection
from simlib.simulation.pay_layout import PayLayout
from simlib.text import Code, Text
from simlib.workbook.contribution_months import Contributed


@dataclass(frozen=True)
class Contents:
    """See the module's text.

    costed   the projection with its budget, and with the same under futures where that was run
    before   the policy in force, projected in pair with it; None for a policy by itself
    command  the command line that makes the workbook again
    """

    costed: Costed = field(repr=False)
    before: Costed | None = field(repr=False)
    code: Code
    command: str = ""

    @property
    def projection(self) -> Projection:
        """What the expected amounts are of."""
        return self.costed.projection

    @property
    def policy(self) -> Policy:
        """The policy whose cost it is."""
        return self.projection.policy

    @property
    def years(self) -> Years:
        """The calendar years; the first is a part-year where the run opens within one."""
        return self.projection.years

    @property
    def layout(self) -> PayLayout:
        """Pay cells and periods."""
        return self.projection.plan.pay

    @cached_property
    def pay(self) -> np.ndarray:
        """What is counted by pay cell, mean over replications, (COUNTS, T, K)."""
        return np.array([counts.total for counts in self.projection.books.pay]) / self.projection.replications

    @cached_property
    def contributed(self) -> Contributed:
        """The months of contributions on last year's wages."""
        return Contributed(self.projection)

    @cached_property
    def starts(self) -> tuple[int, ...]:
        """The month that prices each pay period: of those before the run, as far as they are read, and of the run."""
        return (*self.contributed.before, *self.layout.starts)

    @property
    def budget(self) -> Budget:
        """What it costs."""
        return self.costed.budget

    @cached_property
    def codes(self) -> Codes:
        """The classification of the budget lines."""
        return budget_codes(self.policy)

    @cached_property
    def comparison(self) -> Comparison | None:
        """The differences to the policy in force."""
        return paired(self.before, self.costed) if self.before else None

    @cached_property
    def explanations(self) -> list[Explanation]:
        """Why each year costs more than the one before, and what the proposal adds, cause by cause."""
        found = [explain(self.projection)] if len(self.years.whole) > 1 else []
        if self.comparison is None or self.before is None:
            return found
        one, other = self.before.projection.policy, self.policy
        if (one.axis("post"), one.grades) != (other.axis("post"), other.grades):
            return found  # mix and drift cannot be told apart
        return [*found, explain_difference(self.comparison)]

    @cached_property
    def lives(self) -> tuple[SideBySide, ...]:
        """The typical careers of the pack over as many years; none where it has none."""
        if not (self.policy.path.parent / FILE).exists():
            return ()
        return side_by_side([(self.policy, load_careers(self.policy))], years=len(self.years.whole))

    @cached_property
    def lines(self) -> tuple[str, ...]:
        """The budget lines, in their order."""
        return tuple(self.policy.lines)

    @property
    def heading(self) -> str:
        """What heads the workbook: the proposals by their labels, where there are any, and the policy."""
        parts = [self.say(label) for label in (*self.policy.proposal_labels, self.policy.label)]
        return self.say(Text("　", ", ")).join(parts)

    @cached_property
    def year_names(self) -> list[Text]:
        """The years as tables are headed with them."""
        return [year_words(year, self.years) for year in self.years]

    def stands(self, line: str) -> bool:
        """Return whether a line has amounts that stand as projected whatever is changed (see `line_formulas`)."""
        return self.policy.lines[line].cause == "conversion" and bool(self.budget.of(line).any())

    def label(self, line: str) -> str:
        """Name a budget line."""
        return self.policy.lines[line].label[self.code]

    @cached_property
    def period_years(self) -> list[int]:
        """The year of each pay period."""
        return [year_of(month) for month in self.layout.starts]

    @cached_property
    def decembers(self) -> list[bool]:
        """Whether a period is the one with the December of its year."""
        years = self.period_years
        return [period + 1 == len(years) or years[period + 1] != year for period, year in enumerate(years)]

    def months_of(self, period: int) -> int:
        """Return how many months the run has of the year of a pay period."""
        return int(
            np.isin(self.layout.of_month, np.flatnonzero(np.equal(self.period_years, self.year_of(period)))).sum()
        )

    def year_of(self, period: int) -> int:
        """Return the year of a pay period; those before the run count from −1 down."""
        return self.period_years[period] if period >= 0 else self.years[0] - (period not in self.months_before)

    @cached_property
    def months_before(self) -> dict[int, int]:
        """How many months each period before the run has of the year in which it opens: none for a January."""
        many = len(self.contributed.before)
        within = self.contributed.wages.periods[1][: self.years.first - 1] - many if many else ()
        return dict(zip(*(part.tolist() for part in np.unique(within, return_counts=True)), strict=True))

    @cached_property
    def paid_before(self) -> Before:
        """What the staff of the first period is taken to have been paid in those months."""
        return Before.of(self.policy, self.layout, self.projection.books)

    def period_name(self, period: int) -> str:
        """Name a period by its first month; those before the run count from −1 down."""
        month = (self.layout.starts if period >= 0 else self.contributed.before)[period]
        return Text(f"{year_of(month)}年{month_of_year(month)}月起", f"from {month_text(month)}")[self.code]

    def say(self, text: Text) -> str:
        """Return the text in the reader's language."""
        return text[self.code]

    def mean(self, counts: np.ndarray) -> np.ndarray:
        """Return the mean of whole numbers over replications, from their exact sum."""
        return counts.sum(axis=0, dtype=np.int64) / len(counts)
