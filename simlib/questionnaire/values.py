"""Values by term and date as sections of a sheet, and as plain data again.

A value of one number is a row. One that varies is a row for each member of its longer axes, with a column for each
member of a short one: pay by post and grade has the grades down and the posts across.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from itertools import product
from typing import Any, NamedTuple

from simlib.policy.files.values import OTHERS, Axes
from simlib.policy.term import Term
from simlib.questionnaire.cells import both, options_of, shown
from simlib.questionnaire.flat import flat
from simlib.questionnaire.labels import DETAILS, NAMES, classes, meaning, member_label, unit_label
from simlib.questionnaire.layout import MEMBER, OF, ONE, PAD, Cell, Column, Section
from simlib.questionnaire.pack_files import PackFiles
from simlib.text import NOTHING, Text

ACROSS = 6  # an axis of more members goes down
SLOTS = ACROSS
MOST_DOWN = 2  # axes of a term that may go down
KIND, MARGINS_KIND = "#values", "#margins"
TERM, SINCE = "term", "since"
_PER_TERM = ("range.low", "range.high", "note_of_all")  # of all values of a term: in its first row


class Series(NamedTuple):
    """A term with all its values as written: {since: {value: …, evidence: …}}; `of_all` is what they share."""

    term: Term
    values: Mapping[str, Any]
    of_all: Mapping[str, Any]


def series_of(term: Term, provision: Mapping[str, Any], opening: str) -> Series:
    """Return a provision as written; with no value, from the opening on, where nothing is given."""
    values = provision.get("values")
    ends = provision.get("range")
    low, high = ends if isinstance(ends, list) and len(ends) == 2 else (None, None)
    of_all = {"range.low": low, "range.high": high, "note_of_all": provision.get("note")}
    return Series(term, values if isinstance(values, dict) and values else {opening: {}}, of_all)


def across(shape: tuple[str, ...], axes: Axes) -> str | None:
    """Return the axis whose members stand side by side: the last short one; None where all are long."""
    return next((axis for axis in reversed(shape) if len(axes.get(axis, ())) <= ACROSS), None)


def value_sections(files: PackFiles, found: Iterable[Series], kind: str = KIND) -> list[Section]:
    """Return the sections of some terms: those of one number first, then one for each way of varying."""
    by_shape: dict[tuple[str, ...], list[Series]] = {}
    for one in found:
        by_shape.setdefault(one.term.shape, []).append(one)
    shapes = sorted(by_shape, key=bool)
    return [_section(files, shape, by_shape[shape], kind) for shape in shapes]


def _section(files: PackFiles, shape: tuple[str, ...], found: list[Series], kind: str) -> Section:
    side = _side(shape, files.axes)
    down = _down(shape, side)
    rows = [row for one in found for row in _rows(files, one, down, side)]
    columns = (
        Column(TERM, Text("参数名", "Term"), 20, typed=not shape),
        *(Column(f"{OF}{axis}", NOTHING, 0, typed=False) for axis in down),
        *(Column(PAD, NOTHING, 0, typed=False) for _ in range(MOST_DOWN - len(down))),
        Column("-name", Text("名称", "Name"), 28, typed=False),
        Column("-of", Text("对象", "Of"), 13, typed=False),
        Column("-unit", Text("单位", "Unit"), 10, typed=False),
        Column(SINCE, Text("自何时起", "From"), 10.5),
        *_value_columns(files, side),
        *DETAILS,
    )
    return Section(kind, _title(files, shape), columns, tuple(rows), spare=0 if shape else 3)


def _side(shape: tuple[str, ...], axes: Axes) -> tuple[str, int] | None:
    """Return the axis that stands side by side, and its place in the shape: two axes may be the same."""
    axis = across(shape, axes)
    return (axis, len(shape) - 1 - shape[::-1].index(axis)) if axis else None


def _down(shape: tuple[str, ...], side: tuple[str, int] | None) -> tuple[str, ...]:
    return tuple(axis for place, axis in enumerate(shape) if side is None or place != side[1])


def _value_columns(files: PackFiles, side: tuple[str, int] | None) -> list[Column]:
    if side is None:
        return [Column(ONE, Text("数值", "Value"), 8.5), *(Column(PAD, NOTHING, 8.5) for _ in range(SLOTS - 1))]
    members = files.axes[side[0]]
    known = [Column(f"{MEMBER}{name}", member_label(files, side[0], name), 8.5) for name in members]
    return known + [Column(PAD, NOTHING, 8.5, typed=False) for _ in range(SLOTS - len(known))]


def _title(files: PackFiles, shape: tuple[str, ...]) -> Text:
    if not shape:
        return Text("一个数的各项", "Terms of one number")
    names = [AXIS_LABELS.get(axis, Text(axis, axis)) for axis in shape]
    return Text("按" + "、".join(name.zh for name in names), "By " + " and ".join(name.en for name in names))


AXIS_LABELS = {
    "post": Text("岗位", "post"),
    "grade": Text("等级", "grade"),
    "unit": Text("街道（单位）", "street (unit)"),
    "unit_class": Text("单位类别", "class of unit"),
    "place_type": Text("社区类型", "type of place"),
    "sex": Text("性别", "sex"),
    "track": Text("退休类别", "retirement track"),
    "rating": Text("考核等次", "rating"),
    "education": Text("学历", "education"),
    "certificate": Text("职业资格", "certificate"),
    "service_band": Text("社区工作年限", "years of service"),
    "age_band": Text("年龄", "age"),
    "end": Text("最低、最高等级", "lowest and highest grade"),
    "ramp_step": Text("第几年", "year of service"),
    "funder": Text("负担级次", "level of government"),
    "line": Text("支出项目", "budget line"),
    "payment": Text("报酬项目", "payment"),
    "wage_series": Text("平均工资口径", "series of average wages"),
    "bracket": Text("税率级数", "tax bracket"),
}


def _rows(
    files: PackFiles, one: Series, down: tuple[str, ...], side: tuple[str, int] | None
) -> Iterator[dict[str, Cell]]:
    term, of_classes = one.term, classes(files)
    options = options_of(term, of_classes)
    for number, (start, value) in enumerate(one.values.items()):
        value = value if isinstance(value, dict) else {"value": value}
        amounts = by_member(value.get("value"), term.shape, files.axes)
        for first, members in enumerate(product(*(files.axes.get(axis, ()) for axis in down))):
            row = {TERM: Cell(term.name), SINCE: Cell(start)}
            row |= {f"{OF}{axis}": Cell(name) for axis, name in zip(down, members)}
            row |= _eye(files, one, down, members)
            for key, where in _cells_across(files, members, side):
                row[key] = Cell(shown(term, part(amounts, where), of_classes), term, options)
            if not first:
                row |= details(value) | {key: Cell(None if number else _end(one, key)) for key in _PER_TERM}
            yield row


def _eye(files: PackFiles, one: Series, down: tuple[str, ...], members: tuple[str, ...]) -> dict[str, Cell]:
    """Return what a row has for the eye alone."""
    labels = [both(member_label(files, axis, name)) for axis, name in zip(down, members)]
    return {
        "-name": Cell(both(one.term.label)),
        "-of": Cell("　".join(labels)),
        "-unit": Cell(both(unit_label(one.term))),
    }


def _cells_across(
    files: PackFiles, members: tuple[str, ...], side: tuple[str, int] | None
) -> Iterator[tuple[str, tuple[str, ...]]]:
    """Yield the columns of a row of a value, each with its place in what is written."""
    if side is None:
        yield ONE, members
        return
    axis, place = side
    for name in files.axes[axis]:
        yield f"{MEMBER}{name}", (*members[:place], name, *members[place:])


def by_member(written: Any, shape: tuple[str, ...], axes: Axes) -> Any:
    """Return what is written with every list by the names of its members."""
    if isinstance(written, list) and shape:
        written = dict(zip(axes.get(shape[0], ()), written))
    if isinstance(written, dict):
        return {name: by_member(one, shape[1:], axes) for name, one in written.items()}
    return written


def part(written: Any, where: tuple[str, ...]) -> Any:
    """Return what is written for some members; None where nothing is."""
    for name in where:
        if isinstance(written, dict):
            written = written.get(name, written.get(OTHERS))
    return None if isinstance(written, dict) else written


def details(value: Mapping[str, Any]) -> dict[str, Cell]:
    """Return what stands beside a value: evidence and yes or no by their names, a reason in both languages."""
    texts = flat(value, [column.key for column in DETAILS])
    return {key: Cell(NAMES.get((key, text or ""), text or "") or None) for key, text in texts.items()}


def _end(one: Series, key: str) -> Any:
    text = one.of_all[key]
    return shown(one.term, text, {}) if key.startswith("range") else text


def comment(term: Term) -> str:
    """Return the note at a term's name."""
    text = meaning(term)
    return f"{text.zh}\n\n{text.en}"
