"""参数: every value that the price table reads, with where it comes from; the coloured cells may be changed."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from typing import Any

import numpy as np

from simlib.months import month_text
from simlib.policy import TERMS, Policy
from simlib.policy.evidence import EVIDENCE
from simlib.policy.provision import Dated
from simlib.policy.term import PERCENT as IN_PERCENT
from simlib.policy.value_words import in_unit, member_label, one_value, unit_words, value_words
from simlib.text import Text
from simlib.workbook.as_written import InputCell
from simlib.workbook.contents import Contents
from simlib.workbook.looks import ALARM, FACTOR, GIVEN, PERCENT, PLAIN
from simlib.workbook.page import Book, Sheet
from simlib.workbook.parameter_cells import FIRST_ROW, GROWN, ORIGINAL, VALUE, Input, Inputs
from simlib.workbook.place import Place

_HEAD = (
    (Text("政策参数", "Term"), 24),
    (Text("对象", "Of"), 15),
    (Text("生效", "From"), 9),
    (Text("数值", "Value"), 12),
    (Text("单位", "Unit"), 13),
    (Text("模拟时的值", "As projected"), 12),
    (Text("期末增至", "Grown to"), 12),
    (Text("可取范围", "Range"), 17),
    (Text("来源", "Evidence"), 11),
    (Text("文件与条款", "Source and clause"), 38),
    (Text("原文、理由与说明", "Words, reason and note"), 60),
)
_MARK = (2, 2)  # the cell that reads 参数已改动 once a yellow cell differs from what was projected
_COUNT = (2, 1)  # the cell that counts the values changed since the projection
_RULES = [term for term in TERMS.values() if term.picks or (term.group == "rules" and term.priced)]
Grown = Callable[[Input], tuple[str, float] | None]
NO, YES = Text("否", "no"), Text("是", "yes")


def write(book: Book, contents: Contents, inputs: Inputs, grown: Grown, any_changed: str) -> None:
    """Write the sheet. A yellow cell is what was decided on its date; what it grows to by itself stands beside it.

    grown        gives the formula and value of what an input has come to by the end of its time, None for what does not
                 grow
    any_changed  the formula that counts the yellow cells that differ from what was projected
    """
    sheet = book.sheets["parameters"]
    last = len(_HEAD) - 1
    sheet.titled(Text("参数", "Parameters"))
    sheet.paragraph(1, last, book.told("parameters"), width=200)
    sheet.text(2, 0, Text("已改动的数值（个）", "Values changed"), "strong")
    _changed(sheet, inputs)
    mark = f'=IF({any_changed}>0,"{book.told("mark")}","")'
    sheet.worksheet.write_formula(*_MARK, mark, book.look("plain", font_color=ALARM, bold=True), "")
    for column, (label, width) in enumerate(_HEAD):
        sheet.worksheet.set_column(column, column, width)
        sheet.text(FIRST_ROW - 1, column, label, "head")
    for row, (one, name) in enumerate(zip(inputs.all, inputs.names.values(), strict=True), FIRST_ROW):
        _row(sheet, row, one, contents)
        sheet.call(name, str(sheet.at(row, VALUE)))
        if came_to := grown(one):
            sheet.formula(row, GROWN, *came_to, form(one.term.unit))
        else:
            sheet.text(row, GROWN, "–", "centre")
        if one.place == 0:
            _of_all(sheet, row, one, contents)
    end = FIRST_ROW + len(inputs.all)
    _fixed(sheet, end + 1, contents)
    sheet.locked(filters=True)
    sheet.page(repeat=(FIRST_ROW - 1, FIRST_ROW - 1), last=last)
    sheet.worksheet.freeze_panes(FIRST_ROW, 2)


def changed_mark(sheet: str) -> str:
    """Return the cell of the sheet so named that every result as projected looks at: empty until something changes."""
    return str(Place(sheet, *_MARK))


def changed_cell(inputs: Inputs) -> str:
    """Return the cell that counts the values changed since the projection."""
    return str(Place(inputs.sheet, *_COUNT))


def _changed(sheet: Sheet, inputs: Inputs) -> None:
    first, last = FIRST_ROW, FIRST_ROW + len(inputs.all) - 1
    now, then = sheet.block(first, VALUE, last, VALUE), sheet.block(first, ORIGINAL, last, ORIGINAL)
    sheet.formula(*_COUNT, f"SUMPRODUCT(--({now}<>{then}))", 0, PLAIN, "total")


def _row(sheet: Sheet, row: int, one: Input, contents: Contents) -> None:
    policy, code, term = contents.policy, contents.code, one.term
    say = contents.say
    sheet.text(row, 1, member_label(policy, term.shape[0], one.member, code) if term.shape else "", "wrap")
    sheet.text(row, 2, month_text(one.dated.month), "centre")
    members = (one.member,) if term.shape else ()
    given = say(YES if one.value else NO) if term.unit == "yes_no" else one.value
    sheet.book.inputs.append(InputCell(sheet.name, row, VALUE, term.name, one.dated.month, members, given))
    if term.unit == "yes_no":
        word = say(YES if one.value else NO)
        sheet.text(row, VALUE, word, "input_text")
        sheet.text(row, ORIGINAL, word, "centre")
    else:
        sheet.number(row, VALUE, one.value, form(term.unit), "input")
        sheet.number(row, ORIGINAL, one.value, form(term.unit))
    sheet.text(row, 4, unit_words(term, code), "centre")
    lowest, highest, own = _range(one, policy)
    ends = "–" if term.unit == "yes_no" else f"{in_unit(term, lowest)}～{in_unit(term, highest)}"
    sheet.text(row, GROWN + 1, ends, "centre")
    sheet.worksheet.data_validation(row, VALUE, row, VALUE, _validation(one, lowest, highest, own, ends, contents))


def _of_all(sheet: Sheet, row: int, one: Input, contents: Contents) -> None:
    """Write what all members of a value have in common: its name and where it comes from."""
    many = np.asarray(one.dated.value).size
    texts = {
        0: contents.say(one.term.label),
        8: contents.say(EVIDENCE[one.dated.evidence]),
        9: source_words(one.dated, contents),
        10: why(one.dated, contents),
    }
    for column, text in texts.items():
        look = "centre" if column == 8 else "wrap"
        sheet.down(row, column, many, text, look)
    sheet.fit(row, [(text, _HEAD[column][1]) for column, text in texts.items()], many)


def form(unit: str) -> str:
    """Return the number format of a unit."""
    if unit in IN_PERCENT:
        return PERCENT
    return {"factor": FACTOR, "months_of_pay": "0.00", "years": PLAIN, "hours": "#,##0"}.get(unit, GIVEN)


def _range(one: Input, policy: Policy) -> tuple[float, float, bool]:
    """Return what the value may be: the pack's own range, else what may be at all; and whether it is the former."""
    given = policy.provisions[one.term.name].range
    lowest, highest = given or one.term.limits
    return min(lowest, one.value), max(highest, one.value), given is not None


def _validation(one: Input, lowest: float, highest: float, own: bool, ends: str, contents: Contents) -> dict[str, Any]:
    """Return the check of an input: outside a pack's range is asked back, outside what may be at all refused."""
    say = contents.say
    if one.term.unit == "yes_no":
        return {"validate": "list", "source": [say(YES), say(NO)]}
    span = f"{ends} {unit_words(one.term, contents.code)}".rstrip()
    return {
        "validate": "decimal",
        "criteria": "between",
        "minimum": lowest,
        "maximum": highest,
        "input_title": say(one.term.label)[:32],
        "input_message": say(Text(f"可取范围 {span}", f"Range {span}"))[:255],
        "error_title": say(Text("超出范围", "Outside the range")),
        "error_message": say(Text(f"可取范围 {span}。", f"The range is {span}."))[:255],
        "error_type": "warning" if own else "stop",
    }


def source_words(dated: Dated, contents: Contents) -> str:
    """Return the document and clause that give a value."""
    source = contents.policy.sources.get(dated.source)
    parts = [f"{source.title}（{source.number}）" if source.number else source.title] if source else []
    return "　".join([*parts, *([dated.clause] if dated.clause else [])])


def why(dated: Dated, contents: Contents) -> str:
    """Return the deciding words, the reason, what it leans on and the note of a value, one after the other."""
    reason = contents.say(dated.reason) if dated.reason else ""
    parts: Iterator[str] = (
        text.strip()
        for text in (
            f"“{dated.words}”" if dated.words else "",
            reason,
            contents.say(Text("依据：", "Basis: ")) + dated.basis if dated.basis else "",
            dated.note,
        )
    )
    return " ".join(part for part in parts if part)


def _fixed(sheet: Sheet, row: int, contents: Contents) -> None:
    """Write the rules and months that the formulas follow: to change them, project anew."""
    policy, opening = contents.policy, contents.layout.starts[0]
    last = opening + len(contents.layout.of_month)
    sheet.text(
        row,
        0,
        Text(
            "公式所依的规则与月份（改动须重新模拟）",
            "Rules and months that the formulas follow (to change them, project anew)",
        ),
        "section",
    )
    row += 1
    for term in _RULES:
        if term.name not in policy.provisions or not policy.reads(term, opening):
            continue
        provision = policy.provisions[term.name]
        first = provision.find(opening)
        for dated in provision.values:
            if dated is not first and not opening < dated.month < last:
                continue
            sheet.text(row, 0, term.label, "wrap")
            sheet.text(row, 1, "", "wrap")
            sheet.text(row, 2, month_text(dated.month), "centre")
            shown = one_value(term, float(dated.value), contents.code) if not term.shape else value_words(
                policy, term, dated, contents.code)  # fmt: skip
            sheet.over(row, 3, row, GROWN + 1, shown, "wrap")
            texts = (contents.say(EVIDENCE[dated.evidence]), source_words(dated, contents), why(dated, contents))
            sheet.texts(row, GROWN + 2, texts, "wrap")
            sheet.fit(row, [(text, _HEAD[column][1]) for column, text in enumerate(texts, GROWN + 2)])
            row += 1
