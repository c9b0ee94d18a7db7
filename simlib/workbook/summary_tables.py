"""The tables of 摘要: cost by year and the outcomes, each with its ranges and its difference to the policy in force."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property

from simlib.analysis.compare import Difference
from simlib.analysis.outcomes import COUNTED, OUTCOMES, UNITS, Outcome, level_widths, outcomes_of
from simlib.analysis.uneven_years import LAST as LAST_YEARS
from simlib.analysis.widths import Widths, widths
from simlib.months import year_words
from simlib.report.words.amounts import WAN as TEN_THOUSAND
from simlib.report.words.amounts import outcome_label, places_of
from simlib.report.words.width_names import error_words, widths_note
from simlib.text import Text
from simlib.workbook.contents import Contents
from simlib.workbook.looks import PLAIN, WAN
from simlib.workbook.page import Sheet
from simlib.workbook.place import Place
from simlib.workbook.range_columns import Columns, known, mark
from simlib.workbook.sheets.budget_lines import BudgetSheet

FIRST = 9  # row of the first year
_HEADS = FIRST - 2  # two rows of headings
_NARROW = 8  # columns after the first that fit wide
_COST = OUTCOMES["cost"]


@dataclass(frozen=True)
class Tables:
    """Both tables, which have the same columns from the differences on."""

    sheet: Sheet
    contents: Contents
    budget: BudgetSheet

    @cached_property
    def cost(self) -> Widths:
        """The widths of the cost of all years."""
        return level_widths(_COST, self.contents.costed)

    @cached_property
    def more(self) -> Difference | None:
        """The difference of the cost of all years, where there is a policy in force beside it."""
        return self.contents.comparison.headline["cost"] if self.contents.comparison else None

    @cached_property
    def of_years(self) -> Columns:
        """The columns of the ranges of the years."""
        return Columns(self.sheet, 2, known(self.cost))

    @cached_property
    def of_outcomes(self) -> Columns:
        """The columns of the ranges of the outcomes."""
        return Columns(self.sheet, 3, self.of_years.kinds)

    @property
    def in_force(self) -> int:
        """The column of the policy in force."""
        return self.of_outcomes.after

    @cached_property
    def of_differences(self) -> Columns:
        """The columns of the ranges of the differences."""
        return Columns(self.sheet, self.in_force + 2, known(self.more) if self.more else ())

    @property
    def last(self) -> int:
        """The last column of the sheet."""
        return max(_NARROW, self.of_differences.after - 1 if self.more else self.in_force - 1)

    @property
    def width(self) -> float:
        """How wide a column after the first is, in characters."""
        return 13.5 if self.last == _NARROW else 11.5

    def lines(self, size: float) -> float:
        """Return how many characters of a size in points a line over the whole width has."""
        return (30 + self.last * self.width) * 11 / size


def years(tables: Tables) -> int:
    """Write the cost of each year and of all; return the last row."""
    sheet, contents, budget = tables.sheet, tables.contents, tables.budget
    against, people_in = contents.comparison, tables.of_years.after
    sheet.text(_HEADS - 1, 0, Text("各年支出（万元）", "Cost by year (10,000 yuan)"), "section")
    if tables.of_years.kinds:
        mark(sheet, _HEADS - 1, 2)
    _head(sheet, _HEADS, {0: Text("年度", "Year"), 1: Text("平均", "Mean"),
                          people_in: Text("年末在岗（人）", "In post at year end")})  # fmt: skip
    tables.of_years.heads(_HEADS)
    _heads_of_differences(tables, _HEADS)
    people = contents.mean(contents.projection.data["in_post"].values).sum(axis=(1, 2))[1:]
    differences = against.by_year("cost") if against else {}
    row = FIRST
    for row, year in enumerate(contents.years, FIRST):
        if year in contents.years.whole:
            sheet.number(row, 0, year, PLAIN, "centre")
        else:
            sheet.text(row, 0, year_words(year, contents.years), "centre")
        found = level_widths(_COST, contents.costed, year)
        sheet.formula(row, 1, budget.total(year), found.mean / TEN_THOUSAND, WAN)
        tables.of_years.ends(row, found, TEN_THOUSAND, WAN)
        sheet.number(row, people_in, people[row - FIRST], "#,##0.0")
        if against:
            _difference(tables, row, differences[year], TEN_THOUSAND, WAN, live=sheet.at(row, 1))
    row += 1
    sheet.text(row, 0, Text("合计", "All years"), "strong")
    sheet.formula(row, 1, budget.whole, tables.cost.mean / TEN_THOUSAND, WAN, "total")
    tables.of_years.ends(row, tables.cost, TEN_THOUSAND, WAN)
    sheet.text(row, people_in, "", "strong")
    sums = [1]
    if tables.more:
        _difference(tables, row, tables.more, TEN_THOUSAND, WAN, live=sheet.at(row, 1))
        sums += [tables.in_force, tables.in_force + 1]
    for column in sums:
        sheet.adds((row, column), [(year, column) for year in range(FIRST, row)], WAN)
    return row


def last_years(tables: Tables, row: int) -> int:
    """Write the mean of the last three years, which one out of the usual does not move as far; return its row."""
    sheet, contents = tables.sheet, tables.contents
    if len(contents.years.whole) <= LAST_YEARS:
        return row - 1
    first, last = contents.years[-LAST_YEARS], contents.years[-1]
    sheet.text(row, 0, Text(f"{first}至{last}年平均", f"Mean of {first} to {last}"), "strong")
    wide = contents.costed.wide
    totals, under_futures = (
        run.budget.total.values[:, -LAST_YEARS:].mean(axis=1) if run else None for run in (contents.costed, wide)
    )
    assert totals is not None
    found = widths(totals, under_futures)
    of = sheet.block(row - 1 - LAST_YEARS, 1, row - 2, 1)
    sheet.formula(row, 1, f"AVERAGE({of})", found.mean / TEN_THOUSAND, WAN, "total")
    tables.of_years.ends(row, found, TEN_THOUSAND, WAN)
    sheet.text(row, tables.of_years.after, "", "strong")
    return row


def small_print(tables: Tables, row: int) -> None:
    """Say what the ranges are, and the simulation errors."""
    code, say, found = tables.contents.code, tables.contents.say, tables.cost
    named = {Text("支出合计的", "All years: "): found, Text("差额合计的", "Difference: "): tables.more}
    told = [widths_note(code, found.replications, found.wide_replications)]
    for name, figure in named.items():
        words = error_words(_COST, figure, code) if figure else ""
        told += [f"{name[code]}{words}{say(Text('。', '.'))}"] if words else []
    tables.sheet.paragraph(row, tables.last, say(Text("", " ")).join(told), width=tables.lines(10), then='""')


def outcomes(tables: Tables, top: int) -> int:
    """Write the outcomes over all years; return the last row."""
    sheet, contents = tables.sheet, tables.contents
    sheet.text(top, 0, Text("主要结果", "Outcomes"), "section")
    if tables.of_years.kinds:
        mark(sheet, top, 3)
    _head(sheet, top + 1, {0: Text("指标", "Outcome"), 1: Text("单位", "Unit"), 2: Text("平均", "Mean")})
    tables.of_outcomes.heads(top + 1)
    _heads_of_differences(tables, top + 1)
    row = top + 2
    for name, outcome in outcomes_of(contents.policy).items():
        row += 1
        unit, scale = UNITS[outcome.unit]
        found = level_widths(outcome, contents.costed)
        sheet.text(row, 0, outcome_label(name, contents.years, contents.code), "wrap")
        sheet.text(row, 1, unit, "centre")
        _expected(tables, row, name, found.mean / scale)
        tables.of_outcomes.ends(row, found, scale, _form(outcome), held=priced(outcome))
        if contents.comparison and name in contents.comparison.headline:
            live = sheet.at(row, 2) if priced(outcome) else None
            _difference(tables, row, contents.comparison.headline[name], scale, _form(outcome), live=live)
    return row


def priced(outcome: Outcome) -> bool:
    """Return whether the yellow cells move an outcome: all but those of people."""
    return outcome.unit in ("yuan", "yuan_a_head", "hours")


def _expected(tables: Tables, row: int, name: str, value: float) -> None:
    """Write the mean of an outcome: by formula where the budget lines have it, else blank once what it is of moves."""
    sheet, outcome, live = tables.sheet, OUTCOMES[name], tables.budget.outcomes.get(name)
    if live:
        sheet.formula(row, 2, live, value, _form(outcome))
    else:
        (sheet.held if priced(outcome) else sheet.number)(row, 2, value, _form(outcome))


def _head(sheet: Sheet, row: int, names: dict[int, Text]) -> None:
    """Write headings of two rows by column."""
    for column, name in names.items():
        sheet.over(row, column, row + 1, column, name)
    if sheet.book.code == "en":  # whose words take more lines
        sheet.worksheet.set_row(row, 30)


def _heads_of_differences(tables: Tables, row: int) -> None:
    if tables.more:
        columns = {tables.in_force: Text("现行政策", "In force"), tables.in_force + 1: Text("差额", "Difference")}
        _head(tables.sheet, row, columns)
        tables.of_differences.heads(row, Text("差额：", "Difference: "))


def _difference(
    tables: Tables, row: int, found: Difference, scale: float, form: str, *, live: Place | None = None
) -> None:
    """Write the policy in force, the difference and its ranges (of the paired differences).

    live  the cell of the proposal's figure, where the yellow cells move it: blank where it does not follow by formula
    """
    sheet, column = tables.sheet, tables.in_force
    sheet.number(row, column, found.before / scale, form)
    if live is None or found.mean != found.mean:
        sheet.number(row, column + 1, found.mean / scale, form)
    else:
        difference = f'IF({live}="","",{live}-{sheet.at(row, column)})'
        sheet.formula(row, column + 1, difference, found.mean / scale, form)
    tables.of_differences.ends(row, found, scale, form, held=live is not None)


def _form(outcome: Outcome) -> str:
    """Return the number format of an outcome: the decimals it is read with, more for means of people."""
    places = 1 if outcome.unit in COUNTED else 2 if outcome.unit == "yuan" else places_of(outcome)
    return "#,##0" + ("." + "0" * places if places else "")
