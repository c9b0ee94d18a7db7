"""A roster's pay against the model's as a sheet: a line for each row of the file, and nothing of who stands there."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

import xlsxwriter
from xlsxwriter.exceptions import FileCreateError

from simlib.analysis.reconcile import OF_GRADE, REASONS, UNSAID, Reconciled
from simlib.policy.term import FEN
from simlib.report.whole_folder import FolderRefused
from simlib.text import Code, Text

HEADS = (
    Text("表", "Sheet"),
    Text("行", "Row"),
    Text("名册月工资（元）", "Roster, yuan a month"),
    Text("模型月工资（元）", "Model, yuan a month"),
    Text("差额（元）", "Difference (yuan)"),
    Text("原因", "Reason"),
    Text("与名册相符的等级", "Grade that agrees"),
)


def write_reconciled(found: Reconciled, rows: Sequence[tuple[int, int]], path: str | Path, code: Code) -> None:
    """Write a line for each person, told by sheet and row of the file. Raises FolderRefused."""
    book = xlsxwriter.Workbook(str(path), {"in_memory": True})
    sheet = book.add_worksheet({"zh": "核对", "en": "Reconciled"}[code])
    head, money = (
        book.add_format({"bold": True, "bottom": 1, "text_wrap": True}),
        book.add_format({"num_format": "#,##0.00"}),
    )
    for at, text in enumerate(HEADS):
        sheet.write_string(0, at, text[code], head)
    names = [text[code] for text in REASONS.values()]
    for line, (number, row) in enumerate(rows, 1):
        at = line - 1
        sheet.write_row(line, 0, [number, row])
        reason = int(found.reason[at])
        if reason != UNSAID:
            sheet.write_number(line, 2, int(found.present[at]) / FEN, money)
            sheet.write_number(line, 4, int(found.present[at] - found.model[at]) / FEN, money)
        sheet.write_number(line, 3, int(found.model[at]) / FEN, money)
        sheet.write_string(line, 5, names[reason])
        if reason == OF_GRADE:
            sheet.write_number(line, 6, int(found.grade[at]))
    sheet.set_column(0, len(HEADS) - 1, 18)
    sheet.freeze_panes(1, 0)
    try:
        book.close()
    except (OSError, FileCreateError):
        what = Text(
            "不能写入 {file}。请换一个位置，或关闭已打开的文件。",
            "{file} cannot be written. Name another place, or close it.",
        )
        raise FolderRefused(what.of(file=path)) from None
