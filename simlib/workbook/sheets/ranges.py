"""范围: what every budget line may come to, as projected, and which assumptions the cost hangs on."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

import numpy as np

from simlib.analysis.assumptions import influences
from simlib.analysis.widths import FEWEST_FOR_AN_INTERVAL, MIDDLE, Widths, widths
from simlib.futures import FuturesProjection
from simlib.months import year_words
from simlib.report.words.amounts import WAN as TEN_THOUSAND
from simlib.report.words.width_names import widths_note
from simlib.text import Text
from simlib.workbook.contents import Contents
from simlib.workbook.looks import WAN
from simlib.workbook.page import Book, Sheet
from simlib.workbook.range_columns import Columns, Kind, known, mark
from simlib.workbook.sheets.budget_lines import BudgetSheet

NAME = Text("范围", "Ranges")
_TOP, _FIRST = 4, 2  # row of the first table's headings, column of the first amounts
_HEADS = (Text("科目", "Code"), Text("支出项目", "Budget line"))
_MOST, _MANY = 8, 6  # assumptions that are listed at most; years that take a page broader than high


@dataclass(frozen=True)
class _Line:
    """A row of the tables: a budget line, or (without a code) all of them.

    expected  the formula of its amount over all years, in 万元
    runs      yuan by (replication, year), of the run and, where there is one, of that under futures
    """

    code: str
    label: str
    expected: str
    runs: tuple[np.ndarray, ...]

    def widths(self, year: int | None = None) -> Widths:
        """Return the widths of a year, by its place, or of all years."""
        return widths(*(run.sum(axis=1) if year is None else run[:, year] for run in self.runs))


def enough(contents: Contents) -> bool:
    """Return whether there are replications enough for any range."""
    return contents.projection.replications >= FEWEST_FOR_AN_INTERVAL


def write(book: Book, budget: BudgetSheet) -> None:
    """Write the sheet."""
    sheet, contents = book.sheets["ranges"], budget.contents
    lines, last = list(_lines(budget)), _FIRST + len(contents.years)
    whole = lines[-1].widths()
    kinds = known(whole)
    for column, width in enumerate((7, 26 if book.code == "zh" else 38)):
        sheet.worksheet.set_column(column, column, width)
    sheet.worksheet.set_column(_FIRST, max(last, _FIRST + 4), 11)
    sheet.titled(Text("范围（万元）", "Ranges (10,000 yuan)"))
    mark(sheet, 1, 0)
    row = _all_years(sheet, lines, kinds)
    notes = widths_note(book.code, whole.replications, whole.wide_replications), book.told("points")
    sheet.paragraph(row + 1, max(last, _FIRST + 4), book.say(Text("", " ")).join(notes), width=11 * last)
    row, breaks = _influences(sheet, contents, row + 3), []
    for end in range(len(MIDDLE)):
        breaks.append(row + 1)
        row = _by_year(sheet, contents, lines, kinds[0], end, row + 2)
    sheet.worksheet.set_h_pagebreaks(breaks)
    sheet.page(repeat=(0, 1), columns=_FIRST, portrait=len(contents.years) < _MANY)


def _lines(budget: BudgetSheet) -> Iterator[_Line]:
    """Yield every line, and last the total."""
    contents = budget.contents
    both = [run for run in (contents.costed, contents.costed.wide) if run]
    for place, (line, code) in enumerate(contents.codes.lines.items()):
        runs = tuple(run.budget.yuan.values[:, :, place] for run in both)
        yield _Line(code.code, contents.label(line), f"SUM({budget.line(place)})", runs)
    totals = tuple(run.budget.total.values for run in both)
    yield _Line("", contents.say(Text("合计", "Total")), budget.whole, totals)


def _name(sheet: Sheet, row: int, line: _Line) -> None:
    """Write what a row is of."""
    sheet.text(row, 0, line.code, "centre")
    sheet.text(row, 1, line.label, "text" if line.code else "strong")


def _all_years(sheet: Sheet, lines: list[_Line], kinds: tuple[Kind, ...]) -> int:
    """Write the expected amount of all years, by formula, beside its ranges; return the last row."""
    columns = Columns(sheet, _FIRST + 1, kinds)
    sheet.text(_TOP - 1, 0, Text("各年合计（平均由公式得出）", "All years (expected by formula)"), "section")
    for column, head in enumerate((*_HEADS, Text("平均", "Mean"))):
        sheet.over(_TOP, column, _TOP + 1, column, head)
    columns.heads(_TOP)
    for row, line in enumerate(lines, _TOP + 2):
        found = line.widths()
        _name(sheet, row, line)
        sheet.formula(row, _FIRST, line.expected, found.mean / TEN_THOUSAND, WAN)
        columns.ends(row, found, TEN_THOUSAND, WAN)
    return row


def _by_year(sheet: Sheet, contents: Contents, lines: list[_Line], kind: Kind, end: int, top: int) -> int:
    """Write one end of a range of every line by year; return the last row."""
    title = Text("{name}：{percent}%（各年）", "{name}: {percent}% (by year)")
    sheet.text(top, 0, title.of(name=kind.name, percent=f"{MIDDLE[end]:g}"), "section")
    years = [year_words(year, contents.years) for year in contents.years]
    sheet.texts(top + 1, 0, (*_HEADS, *years, Text("合计", "Total")), "head")
    for row, line in enumerate(lines, top + 2):
        _name(sheet, row, line)
        for column, year in enumerate((*range(len(years)), None), _FIRST):
            value = kind.of(line.widths(year))[end]
            sheet.held(row, column, value / TEN_THOUSAND, WAN, "number" if line.code else "total")
    return row


def _influences(sheet: Sheet, contents: Contents, top: int) -> int:
    """Write which assumptions the cost of all years hangs on; return the last row."""
    wide, say = contents.costed.wide, sheet.book.say
    if wide is None or not isinstance(wide.projection, FuturesProjection):
        return top - 1
    title = Text("影响支出合计的假定（只列能与随机因素区分的）", "Assumptions that stand out in the cost of all years")
    sheet.text(top, 0, title, "section")
    all_of = influences(wide.projection, wide.budget.total.values.sum(axis=1))
    found = [one for one in all_of if one.clear][:_MOST]
    if not found:
        nothing = Text("没有哪一项假定的影响能与随机因素区分。", "No single assumption stands out from chance.")
        sheet.said(top + 1, 0, say(nothing), "plain")
        return top + 1
    sheet.over(top + 1, 0, top + 1, 1, Text("假定", "Assumption"))
    sheet.text(top + 1, _FIRST, Text("秩相关", "Correlation"), "head")
    for row, one in enumerate(found, top + 2):
        sheet.over(row, 0, row, 1, "", "text")
        sheet.said(row, 0, say(one.spread.label))
        sheet.held(row, _FIRST, one.correlation, "+0.00;-0.00;0.00")
    return top + 1 + len(found)
