"""A pay table by post and grade, dated: what an Excel file has, as a sum for the post and a sum for the grade.

The model pays by the two sums, so a table fits where the steps between grades are alike in every post, as where pay
goes by grade alone. One that does not fit is refused, with the cells that are off and by how much.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from decimal import Decimal
from typing import Any

from simlib.policy.pack_chain import FILE as POLICY
from simlib.policy.problems import Fault, Problem
from simlib.policy.terms import TERMS
from simlib.questionnaire.cells import cell_text, since, written
from simlib.questionnaire.labels import DETAILS, member_label
from simlib.questionnaire.layout import MEMBER, Cell, Column, Section
from simlib.questionnaire.pack_files import PackFiles
from simlib.text import Text

KIND = "#paytable"
RULE, OPTION, POST, GRADE = "rules.pay", "post_and_grade_sums", "pay.post_sum", "pay.grade_sum"
_DETAILS = tuple(column for column in DETAILS if not column.key.startswith("range."))
_WIDER = Decimal("1.5")
Table = dict[tuple[str, str], Decimal]  # by post and grade
Answer = tuple[Mapping[str, Any], str, Mapping[str, Any]]  # the cells of a row, its place, what stands beside it


def pay_section(files: PackFiles) -> Section:
    """Return the empty table of a pack: the grades down, the posts across."""
    opening = str(files.of(POLICY).get("opening") or "")
    posts = [Column(f"{MEMBER}{name}", member_label(files, "post", name), 11) for name in files.axes.get("post", ())]
    columns = (
        Column("since", Text("自何时起", "From"), 11),
        Column("grade", Text("等级", "Grade"), 8, typed=False),
        *posts,
        *_DETAILS,
    )
    term = TERMS[POST]
    rows = [
        {"since": Cell(opening), "grade": Cell(int(name)), **{one.key: Cell(None, term) for one in posts}}
        for name in files.axes.get("grade", ())
    ]
    if rows:
        rows[0] |= {column.key: Cell() for column in _DETAILS}  # what the table rests on stands in its first row
    return Section(KIND, Text("每月基本报酬（元/月）", "Monthly pay (yuan a month)"), columns, tuple(rows))


def lay_in(
    provisions: dict[str, Any], rows: Sequence[Answer], file: str,
    problems: list[Problem],
) -> None:  # fmt: skip
    """Put a table that was filled in into the provisions, in the place of what they say from the same dates on.

    rows  the cells of each row, its place, and what stands beside it
    """
    by_date: dict[str, list[Answer]] = {}
    for one in rows:
        if any(written(TERMS[POST], cell, {}) for key, cell in one[0].items() if key.startswith(MEMBER)):
            by_date.setdefault(since(one[0].get("since")), []).append(one)
    for start, found in by_date.items():
        table = _table(found, file, problems)
        sums = _sums(table)
        off = list(_off(table, *sums))
        if off:
            problems.append(_unfit(start, off, file))
            continue
        _put(provisions, start, sums, found[0][2])


def _table(found: Sequence[Answer], file: str, problems: list[Problem]) -> Table:
    table: Table = {}
    for row, place, _ in found:
        for key, cell in row.items():
            text = written(TERMS[POST], cell, {}) if key.startswith(MEMBER) else None
            if text is None:
                continue
            try:
                table[key[1:], cell_text(row.get("grade"))] = Decimal(text)
            except ArithmeticError:
                what = Text("{place} 行：{text} 不是数字", "row {place}: {text} is not a number")
                way_out = Text("请只写数字。", "Write digits only.")
                problems.append(Fault(what, way_out).filled(place=place, text=text).at(file))
    return table


def _sums(table: Table) -> tuple[dict[str, Decimal], dict[str, Decimal]]:
    """Return sums for posts and grades that give the table where any do; those of grades are none or more."""
    posts: dict[str, Decimal] = {}
    grades: dict[str, Decimal] = {}
    for start, _ in table:
        if start not in posts:
            _spread(table, start, posts, grades)
    lowest = min(grades.values(), default=Decimal(0))
    return {name: one + lowest for name, one in posts.items()}, {name: one - lowest for name, one in grades.items()}


def _spread(table: Table, start: str, posts: dict[str, Decimal], grades: dict[str, Decimal]) -> None:
    """Follow a post to the grades that it has, those to the posts that have them, and so on."""
    posts[start] = Decimal(0)
    ahead = [start]
    while ahead:
        post = ahead.pop()
        for (_, grade), pay in [one for one in table.items() if one[0][0] == post]:
            grades.setdefault(grade, pay - posts[post])
            for (other, _), its in [one for one in table.items() if one[0][1] == grade]:
                if other not in posts:
                    posts[other] = its - grades[grade]
                    ahead.append(other)


def _off(
    table: Table, posts: Mapping[str, Decimal], grades: Mapping[str, Decimal]
) -> Iterator[tuple[str, str, Decimal]]:
    for (post, grade), pay in table.items():
        if pay != posts[post] + grades[grade]:
            yield post, grade, pay - posts[post] - grades[grade]


def _unfit(start: str, off: Sequence[tuple[str, str, Decimal]], file: str) -> Problem:
    cells = [f"{post} {grade}: {by:+}" for post, grade, by in off[:5]]
    what = Text(
        "自 {since} 起的工资表不能写成“岗位数额加等级数额”，有 {many} 格不合（岗位 等级：差额）：{cells}",
        "the pay table from {since} is no sum for the post and one for the grade; {many} cells are off (post grade: "
        "by): {cells}",
    )
    way_out = Text("各岗位相邻等级的级差应当相同。", "The steps between grades are to be alike in every post.")
    return Fault(what, way_out).filled(since=start, many=len(off), cells=cells).at(file)


def _put(
    provisions: dict[str, Any],
    start: str,
    sums: tuple[Mapping[str, Decimal], Mapping[str, Decimal]],
    beside: Mapping[str, Any],
) -> None:
    for name, found in zip((POST, GRADE), sums):
        value = {member: _plain(one) for member, one in found.items()}
        provision = provisions.setdefault(name, {"values": {}})
        own = provision["values"].get(start, {})
        provision["values"][start] = {**own, **beside, "value": {**_others(own), **value}}
        most = max(found.values()) * _WIDER
        provision["range"] = ["0", _plain(max(most, Decimal(provision.get("range", ("0", "0"))[1] or 0)))]
    rule = provisions.setdefault(RULE, {"values": {}})["values"]
    rule[start] = {**rule.get(start, {}), **beside, "value": OPTION}


def _others(own: Mapping[str, Any]) -> dict[str, Any]:
    """Return what a value has for members that the table leaves out: what it had, else nothing."""
    value = own.get("value")
    return {**({"others": "0"} if not isinstance(value, dict) else {}), **(value if isinstance(value, dict) else {})}


def _plain(one: Decimal) -> str:
    return f"{one.normalize():f}"
