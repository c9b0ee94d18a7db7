"""The finance bureau's workbook: a projection's cost in Excel, its prices by live formulas from the parameters.

write_workbook("cost.xlsx", projection, before=in_force)     # or workbook_bytes(…) for a download
write_workbook("cost.xlsx", costed(projection, under_futures), before=costed(in_force, in_force_under_futures))
"""

from __future__ import annotations

import os
from pathlib import Path
from secrets import token_hex
from zipfile import BadZipFile, ZipFile

from simlib.analysis.outcomes import Costed, costed
from simlib.policy.problems import one_problem
from simlib.projection import Projection
from simlib.report.whole_folder import FolderRefused
from simlib.text import Code, Text
from simlib.workbook import parameter_cells, period_lines, price_rows
from simlib.workbook.contents import Contents
from simlib.workbook.contribution_formulas import ContributionFormulas
from simlib.workbook.line_formulas import Formulas
from simlib.workbook.page import NO_DAY, Book
from simlib.workbook.pay_rows import PayRows
from simlib.workbook.sheets import (
    budget_lines,
    causes_of_change,
    contribution_bases,
    funding_shares,
    income_shortfalls,
    notes,
    parameters,
    payers,
    people_and_grades,
    periods,
    price_table,
    ranges,
    reconciliation,
    spending,
    summary,
    typical_careers,
)
from simlib.workbook.sheets.counts_of_people import Counts

SUFFIX = ".xlsx"
NOT_OF_REAL = frozenset(  # sheets that count person-months pay cell by pay cell, and all that is read from them
    ("parameters", "funding", "periods", "prices", "months", "bases", "luck", "spending", "checks")
)


def write_workbook(
    path: str | Path,
    projection: Projection | Costed,
    *,
    before: Projection | Costed | None = None,
    command: str = "",
    code: Code = "zh",
) -> None:
    """Write the workbook of a projection: what is expected by live formulas, ranges as numbers, as projected.

    projection  bare, or with its budget and the same under futures (`analysis.outcomes.costed`): then there is the
                range with the assumptions besides that by chance alone
    before   the policy in force, projected in pair: the summary then gives the difference and its ranges
    command  the command line that makes it again
    code     language: zh or en

    Raises FolderRefused where it cannot be written; PolicyError where `before` is not paired, codes are missing, the
    pack's typical careers are wrong, or the replications have futures of their own.
    """
    check_file(path)
    content = workbook_bytes(projection, before=before, command=command, code=code)
    place = Path(path).resolve()
    draft = place.parent / f".{place.name}.{token_hex(4)}"
    try:
        draft.write_bytes(content)
        draft.replace(place)
    except OSError as error:
        raise FolderRefused(
            Text(
                "无法写入 {path}。请检查写入权限和磁盘空间，关闭正在打开它的程序，或用 --out 换一个文件名。",
                "{path} cannot be written. See that it may be and that the disk has room, close what has it open, or "
                "name another file with --out.",
            ).of(path=Path(path))
        ) from error
    finally:
        draft.unlink(missing_ok=True)


def workbook_bytes(
    projection: Projection | Costed, *, before: Projection | Costed | None = None, command: str = "", code: Code = "zh"
) -> bytes:
    """Return the workbook as a file's content; see `write_workbook`. The same inputs give the same bytes."""
    contents = Contents(_costed(projection), _costed(before) if before else None, code, command)
    book = _book(contents)
    _fill(book, contents)
    return book.close()


def _costed(run: Projection | Costed) -> Costed:
    """Return a projection with its budget. Raises PolicyError where its replications have futures of their own."""
    projection = run.projection if isinstance(run, Costed) else run
    if projection.parts[0] is not projection:
        what = Text(
            "每次模拟的情景各不相同，没有一套标准适用于全部",
            "the replications have futures of their own, so no one price is that of all of them",
        )
        way_out = Text(
            "请用不含情景的模拟做工作簿，含情景的一份只用于范围。",
            "Make the workbook of a projection without futures; the one under them is for the ranges alone.",
        )
        raise one_problem(what, way_out)
    return run if isinstance(run, Costed) else costed(run)


def check_file(path: str | Path) -> None:
    """Raise FolderRefused where the workbook may not be written: asked before a long run, and again when it writes."""
    place = Path(path)
    if place.suffix.lower() != SUFFIX:
        what = Text(
            "--out {path} 不是 {suffix} 文件。请写一个以 {suffix} 结尾的文件名。",
            "--out {path} is no {suffix} file. Name a file that ends in {suffix}.",
        )
        raise FolderRefused(what.of(path=place, suffix=SUFFIX))
    folder = place.resolve().parent
    if not folder.is_dir():
        what = Text(
            "没有文件夹 {folder}。请先建立，或用 --out 另选。",
            "There is no folder {folder}. Make it, or name another file with --out.",
        )
        raise FolderRefused(what.of(folder=folder))
    if place.is_dir() or not os.access(folder, os.W_OK):
        what = Text(
            "{path} 不能写。请用 --out 另选一个文件名。", "{path} cannot be written. Name another file with --out."
        )
        raise FolderRefused(what.of(path=place))
    if place.exists() and not _as_written(place):
        what = Text(
            "{path} 不是本程序写的，或写出之后被改过，不予覆盖。请用 --out 另选一个文件名。",
            "{path} is not of this program, or was changed since it was written, and is kept. Name another --out.",
        )
        raise FolderRefused(what.of(path=place))


def _as_written(place: Path) -> bool:
    """Return whether a file is a workbook of ours that nobody has saved since: saving dates it, or its parts."""
    try:
        with ZipFile(place) as book:
            undated = all(part.date_time == NO_DAY.timetuple()[:6] for part in book.infolist())
            return undated and f"{NO_DAY.isoformat()}Z</dcterms:modified>".encode() in book.read("docProps/core.xml")
    except (OSError, KeyError, BadZipFile):
        return False


def _book(contents: Contents) -> Book:
    """Return the empty workbook with all its sheets, in reading order."""
    here, say = contents.projection.provenance, contents.say
    label = contents.heading
    header = f'&L&"微软雅黑"&9{_plain(label)[:90]}'
    luck_of = say(
        Text(
            f"种子{here['seed']}　模拟{here['replications']}次",
            f"seed {here['seed']}, {here['replications']} replications",
        )
    )
    footer = f"&L&9{luck_of}　simlib {here['version']}&C&9{say(Text('第 &P 页，共 &N 页', 'page &P of &N'))}&R&9&A"
    book = Book(
        contents.code,
        label,
        header,
        footer,
        contents.policy.digest[:16],
        parameters.changed_mark(say(parameter_cells.NAME)),
        NOT_OF_REAL if contents.projection.plan.staff.fewest else frozenset(),
    )
    for key, name in _names(contents):
        book.sheet(key, name)
    return book


def _names(contents: Contents) -> list[tuple[str, Text]]:
    some_guarantee = any(income_shortfalls.guaranteed(contents, year) for year in contents.years)
    named = [
        ("summary", summary.NAME), ("budget", budget_lines.NAME),
        *([("ranges", ranges.NAME)] if ranges.enough(contents) else []), ("payers", payers.NAME),
        *([("causes", causes_of_change.NAME)] if contents.explanations else []),
        ("people", people_and_grades.NAME), *([("careers", typical_careers.NAME)] if contents.lives else []),
        ("parameters", parameter_cells.NAME), ("funding", funding_shares.NAME), ("periods", periods.NAME),
        ("prices", price_table.PRICES), ("months", price_table.MONTHS),
        *([("bases", contribution_bases.NAME)] if contents.contributed.groups else []),
        *([("luck", income_shortfalls.NAME)] if some_guarantee else []),
        ("spending", spending.NAME), ("checks", reconciliation.NAME), ("notes", notes.NAME)
    ]  # fmt: skip
    return named


def _fill(book: Book, contents: Contents) -> None:
    """Write every sheet, those that others read first."""
    say = contents.say
    given = parameter_cells.Inputs(
        contents.policy, contents.layout, say(parameter_cells.NAME), contents.starts, contents.code
    )
    by_period = periods.Periods(contents, given, say(periods.NAME))
    period_lines.add_all(by_period)
    table = price_table.PriceSheet(PayRows(contents), by_period, say(price_table.PRICES), say(price_table.MONTHS))
    counts = Counts(contents, table, say(spending.NAME))
    shares = funding_shares.Shares(contents, say(funding_shares.NAME))
    of_luck = income_shortfalls.Luck(contents, say(income_shortfalls.NAME)) if "luck" in book.sheets else None
    by_wages = contribution_bases.Bases(table, say(contribution_bases.NAME)) if "bases" in book.sheets else None
    amounts = budget_lines.BudgetSheet(contents, given, (parameters.changed_cell(given), shares.changed))
    changes = causes_of_change.CausesSheet(contents) if contents.explanations else None
    parameters.write(book, contents, given, by_period.at_end, amounts.any_changed)
    funding_shares.write(book, contents, shares)
    periods.write(book, by_period)
    price_rows.write(book, table)
    if by_wages:
        contribution_bases.write(book, by_wages)
    if of_luck:
        income_shortfalls.write(book, of_luck)
    spending.write(book, contents, counts, Formulas(counts, of_luck, ContributionFormulas(table, by_wages)))
    budget_lines.write(book, amounts)
    if "ranges" in book.sheets:
        ranges.write(book, amounts)
    payers.write(book, payers.PayersSheet(contents, shares))
    if changes:
        causes_of_change.write(book, changes)
    staff = people_and_grades.write(book, contents)
    if contents.lives:
        typical_careers.write(book, contents)
    checked = reconciliation.Checks(contents, amounts, staff, shares, counts, changes)
    reconciliation.write(book, checked)
    notes.write(book, contents)
    summary.write(book, contents, amounts, checked)


def _plain(text: str) -> str:
    """Return a text for a header, in which & begins a code."""
    return text.replace("&", "&&")
