"""核对: what must be nothing, by formula; a green cell where it is, a red one where it is not."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from itertools import pairwise

from simlib.months import year_head
from simlib.policy.axes import FUNDERS
from simlib.population.world import MONTHS
from simlib.report.words.amounts import WAN
from simlib.text import Text
from simlib.workbook.contents import Contents
from simlib.workbook.looks import BAD, GOOD, PLAIN
from simlib.workbook.page import Book, Sheet
from simlib.workbook.place import Place
from simlib.workbook.sheets.budget_lines import FIRST_COLUMN as FIRST_YEAR
from simlib.workbook.sheets.budget_lines import FIRST_ROW as FIRST_LINE
from simlib.workbook.sheets.budget_lines import BudgetSheet
from simlib.workbook.sheets.causes_of_change import FIRST_COLUMN as FIRST_CHANGE
from simlib.workbook.sheets.causes_of_change import CausesSheet
from simlib.workbook.sheets.counts_of_people import FIRST_COLUMN as FIRST_PERIOD
from simlib.workbook.sheets.counts_of_people import Counts
from simlib.workbook.sheets.funding_shares import Shares
from simlib.workbook.sheets.payers import FIRST_ROW as FIRST_PAYER
from simlib.workbook.sheets.payers import TOTAL_ROW as PAYERS_TOTAL
from simlib.workbook.sheets.people_and_grades import Rows as PeopleRows

NAME = Text("核对", "Checks")
FIRST_ROW = 5
_FEN, _YUAN, _PEOPLE = 2, 0, 6  # decimals to which a difference is rounded
_WHAT = {
    "lines": Text("各项目之和＝合计", "Lines add up to the total"),
    "codes": Text("各经济分类之和＝合计", "Categories add up to the total"),
    "payers": Text("各级负担之和＝合计", "Payers add up to the total"),
    "spending": Text("分期支出之和＝预算合计", "Spending by period adds up to the budget"),
    "library": Text("平均支出＝模型结果（元）", "Expected cost is the model's (yuan)"),
    "borne": Text("各级负担＝模型结果（元）", "What a payer bears is the model's (yuan)"),
    "causes": Text("增减原因之和＝支出增减（元）", "Causes add up to the change of cost (yuan)"),
    "months": Text("人月＝模型结果", "Person-months are the model's"),
    "shares": Text("分担比例每行合计100%（不符的行数）", "Shares of a line add up to 100 % (lines that do not)"),
    "ledger": Text("年初＋新进－退出＝年末（人）", "Opening, joined, less left is closing"),
    "grades": Text("按岗位＝按等级（人）", "By post is by grade"),
    "vacancies": Text("员额－在岗＝空岗（个）", "Establishment less in post is vacant"),
    "paid": Text("年末计发人数＝年末在岗（人）", "People paid at year end are those in post"),
}
_FORMS = {_FEN: "0.00", _YUAN: "0", _PEOPLE: "0.000000"}


@dataclass(frozen=True)
class Check:
    """A difference that should be nothing.

    decimals   to which it is rounded before it is looked at
    as_projected   whether it is looked at only while no parameter is changed
    """

    what: str
    where: str
    formula: str
    decimals: int
    as_projected: bool = False


@dataclass(frozen=True)
class Checks:
    """The checks of a workbook, made from the other sheets."""

    contents: Contents
    budget: BudgetSheet
    people: PeopleRows
    shares: Shares
    counts: Counts
    causes: CausesSheet | None

    @property
    def wrong(self) -> str:
        """The cell that counts what is not nothing."""
        return str(Place(self.contents.say(NAME), 2, 1))

    def all(self, book: Book) -> Iterator[Check]:
        """Yield every check."""
        yield from self._money(book)
        yield from self._library(book)
        yield from self._causes(book)
        yield from self._shares()
        yield from self._people(book.sheets["people"])

    def _money(self, book: Book) -> Iterator[Check]:
        budget, payers, spending = (book.sheets[name] for name in ("budget", "payers", "spending"))
        for column, year in enumerate((*self.contents.years, self._all_years), FIRST_YEAR):
            lines = budget.block(FIRST_LINE, column, FIRST_LINE + len(self.contents.lines) - 1, column)
            total = budget.at(self.budget.total_row, column)
            codes = budget.at(self.budget.codes_total, column)
            borne = payers.at(PAYERS_TOTAL, column - FIRST_YEAR + 1)
            yield self._check("lines", year, f"(SUM({lines})-{total})*{WAN}", _FEN)
            yield self._check("codes", year, f"({codes}-{total})*{WAN}", _FEN)
            yield self._check("payers", year, f"({borne}-{total})*{WAN}", _FEN)
        top, last = self.counts.total_row, FIRST_PERIOD + len(self.contents.layout.starts) - 1
        spent = f"SUM({spending.block(top, FIRST_PERIOD, top, last)})"
        yield self._check("spending", self._all_years, f"{spent}-{self.budget.whole}*{WAN}", _FEN)

    def _library(self, book: Book) -> Iterator[Check]:
        """The workbook against the library: its means, of which floating point leaves less than a fen."""
        found = self.contents.budget
        total, lines = found.total.values.mean(axis=0), found.yuan.values.mean(axis=0)
        for place, year in enumerate(self.contents.years):
            formula = f"{self.budget.total(year)}*{WAN}-{float(total[place])!r}"
            yield self._check("library", year, formula, _YUAN, True)
        for place, line in enumerate(self.contents.lines):
            formula = f"SUM({self.budget.line(place)})*{WAN}-{float(lines[:, place].sum())!r}"
            yield self._check("library", self.contents.label(line), formula, _YUAN, True)
        for place, label in enumerate(FUNDERS.values()):
            borne = float(found.by_funder.values[:, :, place].mean(axis=0).sum())
            cell = book.sheets["payers"].at(FIRST_PAYER + place, 1 + len(self.contents.years))
            yield self._check("borne", self.contents.say(label), f"{cell}*{WAN}-{borne!r}", _YUAN, True)
        served = float(self.contents.pay[MONTHS].sum())
        months = self.counts.months(range(len(self.contents.layout.starts)))
        yield self._check("months", self._all_years, f"SUM({months})-{served!r}", _PEOPLE)

    def _causes(self, book: Book) -> Iterator[Check]:
        """The causes of each year add up to what it costs more than the one before."""
        if self.causes is None or len(self.contents.years.whole) < 2:
            return
        row = self.causes.total_row(0)
        for place, (before, year) in enumerate(pairwise(self.contents.years.whole)):
            change = book.sheets["causes"].at(row, FIRST_CHANGE + place)
            more = f"({self.budget.total(year)}-{self.budget.total(before)})"
            yield self._check("causes", year, f"({change}-{more})*{WAN}", _YUAN, True)

    def _shares(self) -> Iterator[Check]:
        totals = self.shares.totals()
        wrong = f'COUNTIF({totals},">1.000001")+COUNTIF({totals},"<0.999999")'
        yield self._check("shares", self.contents.say(Text("各行", "all lines")), wrong, _PEOPLE)

    def _people(self, sheet: Sheet) -> Iterator[Check]:
        rows = self.people
        for end, year in enumerate(self.contents.years, 2):
            there, joined, left = (sheet.at(row, end) for row in (rows.posts, rows.joined, rows.left))
            yield self._check("ledger", year, f"{sheet.at(rows.posts, end - 1)}+{joined}-{left}-{there}", _PEOPLE)
            yield self._check("grades", year, f"{there}-{sheet.at(rows.grades, end)}", _PEOPLE)
            vacant = f"{sheet.at(rows.authorised, end)}-{there}-{sheet.at(rows.vacant, end)}"
            yield self._check("vacancies", year, vacant, _PEOPLE)
            december = [period for period, one in enumerate(self.contents.period_years) if one == year][-1]
            yield self._check("paid", year, f"SUM({self.counts.people(december)})-{there}", _PEOPLE)

    def _check(self, what: str, where: object, formula: str, decimals: int, as_projected: bool = False) -> Check:
        named = self.contents.say(year_head(where, self.contents.years)) if isinstance(where, int) else str(where)
        return Check(self.contents.say(_WHAT[what]), named, formula, decimals, as_projected)

    @property
    def _all_years(self) -> str:
        return self.contents.say(Text("合计", "all years"))


def write(book: Book, checks: Checks) -> None:
    """Write the sheet."""
    sheet, say = book.sheets["checks"], book.say
    sheet.titled(Text("核对", "Checks"), book.told("checks"), (46, 22, 18, 12, 30))
    listed = list(checks.all(book))
    last = FIRST_ROW + len(listed) - 1
    sheet.text(2, 0, Text("不符的项数", "Checks that fail"), "strong")
    wrong = say(Text("不符", "wrong"))
    sheet.formula(2, 1, f'COUNTIF({sheet.block(FIRST_ROW, 3, last, 3)},"{wrong}")', 0, PLAIN, "total")
    heads = (
        Text("核对内容", "Check"),
        Text("年度或项目", "Year or line"),
        Text("差额", "Difference"),
        Text("结果", "Result"),
        Text("取整", "Rounded to"),
    )
    sheet.texts(FIRST_ROW - 1, 0, heads, "head")
    for row, one in enumerate(listed, FIRST_ROW):
        _row(sheet, row, one, wrong)
    coloured(sheet, (2, 1), (2, 1), (GOOD, "==", 0), (BAD, ">", 0))
    passed = say(Text("通过", "passed"))
    coloured(sheet, (FIRST_ROW, 3), (last, 3), (GOOD, "==", f'"{passed}"'), (BAD, "==", f'"{wrong}"'))
    sheet.locked()
    sheet.off_paper(repeat=(FIRST_ROW - 1, FIRST_ROW - 1))


def _row(sheet: Sheet, row: int, one: Check, wrong: str) -> None:
    say = sheet.book.say
    sheet.text(row, 0, one.what)
    sheet.text(row, 1, one.where, "centre")
    difference, passed = f"ROUND({one.formula},{one.decimals})", say(Text("通过", "passed"))
    result = f'IF({sheet.at(row, 2)}=0,"{passed}","{wrong}")'
    if one.as_projected:
        difference, result = (sheet.book.unchanged(difference), sheet.book.unchanged(result, sheet.book.changed))
    sheet.formula(row, 2, difference, 0, _FORMS[one.decimals])
    sheet.worksheet.write_formula(row, 3, f"={result}", sheet.book.look("centre"), passed)
    units = {_FEN: Text("到分", "a fen"), _YUAN: Text("到元", "a yuan"), _PEOPLE: Text("到百万分之一", "a millionth")}
    more = say(Text("；仅在参数未改动时适用", "; while nothing is changed")) if one.as_projected else ""
    sheet.text(row, 4, say(units[one.decimals]) + more)


def coloured(sheet: Sheet, first: tuple[int, int], last: tuple[int, int], *looks: tuple[str, str, object]) -> None:
    """Colour cells by what they hold: colour, criterion and value, one after the other."""
    for colour, criterion, value in looks:
        look = sheet.book.workbook.add_format({"bg_color": colour})
        rule = {"type": "cell", "criteria": criterion, "value": value, "format": look}
        sheet.worksheet.conditional_format(*first, *last, rule)
