"""预算科目: the budget lines by year with their code, expected by formula (their ranges have a sheet of their own)."""

from __future__ import annotations

from dataclasses import dataclass

from simlib.report.words.amounts import WAN as TEN_THOUSAND
from simlib.text import Text
from simlib.workbook.contents import Contents
from simlib.workbook.looks import ALARM, WAN
from simlib.workbook.page import Book, Sheet, literal
from simlib.workbook.parameter_cells import Inputs
from simlib.workbook.place import Place
from simlib.workbook.sheets.counts_of_people import FIRST_COLUMN as FIRST_PERIOD
from simlib.workbook.sheets.counts_of_people import FIRST_LINE
from simlib.workbook.table_parts import SHARE, TOTAL, shares, totals

NAME = Text("预算科目", "Budget lines")
FIRST_ROW, FIRST_COLUMN = 5, 3  # of the expected amounts
_BACK = (
    ("prices.inflation", Text("合计（首年不变价）", "Total at the first year's prices")),
    ("prices.discount_rate", Text("合计（折现到首年）", "Total discounted to the first year")),
)


@dataclass(frozen=True)
class BudgetSheet:
    """Where the amounts stand."""

    contents: Contents
    inputs: Inputs
    changed: tuple[str, str]  # the cells that count what was changed

    @property
    def any_changed(self) -> str:
        """How many yellow cells were changed, as a formula."""
        return "+".join(self.changed)

    @property
    def total_row(self) -> int:
        """The row with the sum of the lines."""
        return FIRST_ROW + len(self.contents.lines)

    def total(self, year: int) -> str:
        """Return the cell with the expected cost of a year, in 万元."""
        return str(Place(self.contents.say(NAME), self.total_row, FIRST_COLUMN + self.contents.years.index(year)))

    @property
    def whole(self) -> str:
        """The cell with the expected cost of all years."""
        return str(Place(self.contents.say(NAME), self.total_row, FIRST_COLUMN + len(self.contents.years)))

    def line(self, place: int) -> str:
        """Return a line's expected amounts of all years."""
        row = FIRST_ROW + place
        return Place(self.contents.say(NAME), row, FIRST_COLUMN).to(row, FIRST_COLUMN + len(self.contents.years) - 1)

    @property
    def outcomes(self) -> dict[str, str]:
        """The cells of the outcomes that stand on this sheet."""
        last, name = FIRST_COLUMN + len(self.contents.years), self.contents.say(NAME)
        rows = {"cost": self.total_row, "cost_real": self.total_row + 1, "cost_present": self.total_row + 2}
        return {outcome: str(Place(name, row, last)) for outcome, row in rows.items()}

    @property
    def codes_total(self) -> int:
        """The row with the sum of the codes."""
        return self.total_row + 6 + len(set(one.code for one in self.contents.codes.lines.values()))


def write(book: Book, budget: BudgetSheet) -> None:
    """Write the sheet."""
    sheet, contents = book.sheets["budget"], budget.contents
    last = FIRST_COLUMN + len(contents.years)
    sheet.worksheet.set_column(FIRST_COLUMN, last, 10)
    sheet.worksheet.set_column(last + 1, last + 1, 7)
    function = contents.codes.function
    told = book.told("function", code=function.code, zh=function.name.zh, en=function.name.en)
    widths = (7, 34, 20) if book.code == "zh" else (7, 52, 35)
    sheet.titled(Text("预算科目（万元）", "Budget lines (10,000 yuan)"), told, widths)
    sheet.said(2, 0, "", "plain", then=literal(book.told("moved")), font_color=ALARM)
    _expected(sheet, budget)
    _codes(sheet, budget)
    sheet.tail(budget.total_row + 3)
    sheet.page(repeat=(0, 0))
    sheet.worksheet.freeze_panes(FIRST_ROW, FIRST_COLUMN)
    sheet.worksheet.set_h_pagebreaks([budget.total_row + 4])  # categories on their own page


def _heads(sheet: Sheet, row: int, contents: Contents, title: Text, *more: Text) -> None:
    sheet.text(row - 1, 0, title, "section")
    heads = Text("科目", "Code"), Text("经济分类", "Category"), Text("支出项目", "Budget line")
    sheet.texts(row, 0, [*heads, *contents.year_names, TOTAL, *more], "head")


def _expected(sheet: Sheet, budget: BudgetSheet) -> None:
    contents = budget.contents
    years, last = contents.years, FIRST_COLUMN + len(contents.years)
    many = contents.projection.replications
    title = Text("平均（模拟{many}次，由公式得出）", "Expected (mean of {many} replications, by formula)")
    _heads(sheet, FIRST_ROW - 1, contents, title.of(many=many), SHARE)
    spending = sheet.book.sheets["spending"]
    periods = range(len(contents.layout.starts))
    all_years = spending.block(FIRST_LINE - 1, FIRST_PERIOD, FIRST_LINE - 1, FIRST_PERIOD + periods[-1])
    for place, line in enumerate(contents.lines):
        row, code = FIRST_ROW + place, contents.codes.lines[line]
        sheet.text(row, 0, code.code, "centre")
        sheet.text(row, 1, code.full)
        sheet.name_line(row, 2, contents.label(line), contents.stands(line))
        amounts = spending.block(FIRST_LINE + place, FIRST_PERIOD, FIRST_LINE + place, FIRST_PERIOD + periods[-1])
        for column, year in enumerate(years, FIRST_COLUMN):
            value = sum(
                spending.values[FIRST_LINE + place, FIRST_PERIOD + p]
                for p in periods
                if contents.period_years[p] == year
            )
            sheet.formula(
                row, column, f"SUMPRODUCT(({all_years}={year})*{amounts})/{TEN_THOUSAND}", value / TEN_THOUSAND, WAN
            )
        sheet.across(row, last, range(FIRST_COLUMN, last), WAN)
    lines = range(FIRST_ROW, budget.total_row)
    totals(sheet, budget.total_row, ("", "", TOTAL), range(FIRST_COLUMN, last + 1), lines)
    shares(sheet, range(FIRST_ROW, budget.total_row + 1), last)
    for row, (name, label) in enumerate(_BACK, budget.total_row + 1):
        _brought_back(sheet, row, budget, name, label)


def _brought_back(sheet: Sheet, row: int, budget: BudgetSheet, name: str, label: Text) -> None:
    """Write the total at constant prices, or discounted."""
    contents, last = budget.contents, FIRST_COLUMN + len(budget.contents.years)
    opening = contents.policy.opening or 0
    rate = float(contents.policy.value(name, opening))
    sheet.texts(row, 0, ("", "", label), "strong")
    for place, column in enumerate(range(FIRST_COLUMN, last)):
        formula = f"{sheet.at(budget.total_row, column)}/(1+{budget.inputs.cell(name, opening)})^{place}"
        sheet.formula(row, column, formula, sheet.values[budget.total_row, column] / (1 + rate) ** place, WAN)
    sheet.across(row, last, range(FIRST_COLUMN, last), WAN)


def _codes(sheet: Sheet, budget: BudgetSheet) -> None:
    """Write the sums by economic category."""
    contents, top = budget.contents, budget.total_row + 5
    last = FIRST_COLUMN + len(contents.years)
    _heads(sheet, top, contents, Text("按经济分类汇总（由公式得出）", "By economic category (by formula)"))
    lines = contents.codes.lines
    codes = sorted({one.code: one.full for one in lines.values()}.items())
    column_of_codes = sheet.block(FIRST_ROW, 0, budget.total_row - 1, 0)
    for row, (code, name) in enumerate(codes, top + 1):
        sheet.text(row, 0, code, "centre")
        sheet.text(row, 1, name)
        members = [contents.label(line) for line, one in lines.items() if one.code == code]
        named = contents.say(Text("、", ", ")).join(members)
        sheet.text(row, 2, named, "wrap", font_size=8)
        sheet.fit(row, [(named, 25)])
        mine = [place for place, line in enumerate(contents.lines) if lines[line].code == code]
        for column in range(FIRST_COLUMN, last):
            amounts = sheet.block(FIRST_ROW, column, budget.total_row - 1, column)
            value = sum(sheet.values[FIRST_ROW + place, column] for place in mine)
            sheet.formula(row, column, f'SUMPRODUCT(({column_of_codes}="{code}")*{amounts})', value, WAN)
        sheet.across(row, last, range(FIRST_COLUMN, last), WAN)
    end = budget.codes_total
    totals(sheet, end, ("", "", TOTAL), range(FIRST_COLUMN, last + 1), range(top + 1, end))
