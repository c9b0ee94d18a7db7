"""`roster check`, `import`, `export`: a bureau's own roster read, checked, and kept as a staff file without names."""

from __future__ import annotations

import os
from argparse import Namespace
from collections.abc import Iterable
from dataclasses import replace
from functools import partial
from itertools import groupby
from pathlib import Path

from simlib.commands.entered_amounts import read_month
from simlib.commands.policy_arguments import load_pack
from simlib.commands.screen import Screen, Wrong
from simlib.months import month_text
from simlib.policy import Policy
from simlib.staff.file import STAFF_FILE
from simlib.staff.load import load_staff
from simlib.staff.roster.completing import lacking
from simlib.staff.roster.discreet import discreet
from simlib.staff.roster.export import export_staff
from simlib.staff.roster.fields import label_of
from simlib.staff.roster.findings import QUESTION, Finding, row_words
from simlib.staff.roster.imported import known_of
from simlib.staff.roster.key import Key, load_key
from simlib.staff.roster.kinds import KINDS, texts
from simlib.staff.roster.known import Known
from simlib.staff.roster.marked_copy import write_marked
from simlib.staff.roster.match_file import reading_of
from simlib.staff.roster.matching import described
from simlib.staff.roster.roster import Roster, read_roster
from simlib.staff.roster.stored import write_known
from simlib.text import NOTHING, Text, joined, same

_CLEAN, _UNSETTLED = 0, 2
_SHAPES = 3  # of values, that a line shows


def check(args: Namespace, screen: Screen) -> int:
    """Print how a roster was read, and everything found in it; exit code 2 where problems or questions are left."""
    roster = read_as_asked(args, screen)
    if args.marked_copy:
        with discreet():
            write_marked(roster, args.file, args.marked_copy, screen.code)
        screen.say(
            Text(
                "已写入标注的副本 {file}：含名册原有内容，请妥善保管。",
                "Marked copy written to {file}: it holds the roster's own rows, keep it safe.",
            ).of(file=args.marked_copy)
        )
    return _UNSETTLED if roster.unsettled else _CLEAN


def read_in(args: Namespace, screen: Screen) -> int:
    """Write the staff file of a clean roster; exit code 2, nothing written, where problems or questions are left."""
    if Path(args.out).suffix.lower() != STAFF_FILE:
        raise Wrong(Text("--out 应以 {ending} 结尾。", "--out is to end in {ending}.").of(ending=STAFF_FILE))
    roster = read_as_asked(args, screen)
    if roster.unsettled:
        return _UNSETTLED
    used: list[Key] = []
    with discreet():
        known = known_of(roster, partial(_key, args.key, used))
        write_known(known, roster.policy, args.out)
    _print_known(known, args.out, screen)
    for key in used:
        screen.say(
            Text(
                "密钥 {file}（指纹 {print}）：请妥善保管，明年用它才能对上同一个人。",
                "Key {file} (fingerprint {print}): keep it safe; next year's roster is linked by it.",
            ).of(file=key.file, print=key.fingerprint)
        )
    return _CLEAN


def export(args: Namespace, screen: Screen) -> int:
    """Write a pack's own synthetic staff as a roster."""
    policy = load_pack(args.pack, args.opening)
    staff = load_staff(policy)
    export_staff(policy, staff, args.out)
    screen.say(
        Text("{many} 名合成人员已写入 {file}。", "{many} synthetic people written to {file}.").of(
            many=len(staff), file=args.out
        )
    )
    return _CLEAN


def _key(file: str | None, used: list[Key]) -> Key:
    used.append(load_key(file))
    return used[-1]


def read_as_asked(args: Namespace, screen: Screen) -> Roster:
    """Read a roster as the command line says, print what was found, and save the match where that is asked for."""
    policy = load_pack(args.pack, args.opening)
    path = Path(args.map) if args.map else None
    reading = reading_of(policy, path)
    month = read_month("--month", args.month) if args.month else None
    with discreet():
        roster = read_roster(policy, args.file, reading, month=month, accept=args.accept)
    _print_match(roster, screen)
    _print_findings(roster, screen)
    if path and args.accept and not os.path.lexists(path):
        path.write_text(roster.as_yaml(), "utf-8")
        screen.say(
            Text("对应关系已存入 {file}，明年照此读取。", "The match is saved in {file}, for next year's too.").of(
                file=path
            )
        )
    _print_end(roster, policy, screen)
    return roster


def _print_match(roster: Roster, screen: Screen) -> None:
    head = [Text("表", "Sheet"), Text("项目", "Field"), Text("列", "Column"), Text("理由", "Why")]
    several = len(roster.tables) > 1
    rows = [[screen.text(cell) for cell in row] for row in described(roster.match, roster.tables)]
    screen.table(head if several else head[1:], [row if several else row[1:] for row in rows], left=4)
    if roster.match.unread:
        many = Text("未读的列：{many} 列。", "Columns not read: {many}.").of(many=len(roster.match.unread))
        screen.say(many)
    screen.say()


def _print_findings(roster: Roster, screen: Screen) -> None:
    """Print what was found, a line for each kind and column, with all its rows."""
    order = {name: at for at, name in enumerate(KINDS)}
    weights = {weight: at for at, weight in enumerate(type(QUESTION))}

    def of(one: Finding) -> tuple[int, int, int, str, str, str]:
        what = texts(replace(one, filled={**one.filled, "other": "…"}))[0].en
        return weights[KINDS[one.kind].weight], order[one.kind], one.sheet, one.field, one.column, what

    for _, group in groupby(sorted(roster.findings, key=of), key=of):
        screen.small(_line(list(group), roster))
    screen.say()


def _line(found: list[Finding], roster: Roster) -> Text:
    first = found[0]
    if "other" in first.filled:
        others = "、".join(str(one.filled["other"]) for one in found)
        first = replace(first, filled={**first.filled, "other": others})
    what, why, way_out = texts(first)
    where = [
        Text("第{at}张表", "sheet {at}").of(at=first.sheet) if first.sheet and len(roster.tables) > 1 else NOTHING,
        Text("{column}列", "column {column}").of(column=first.column) if first.column else NOTHING,
        row_words(one.row for one in found if one.row),
    ]
    shapes = list(dict.fromkeys(one.shape for one in found if one.shape))[:_SHAPES]
    shape = Text("（形如 {shapes}）", " (as {shapes})").of(shapes=", ".join(shapes)) if shapes else NOTHING
    place = joined([one for one in where if one], Text("", ", "))
    left = roster.left_out.get(first.kind)
    out = Text("（{many} 行不读入）", " ({many} rows left out)").of(many=left) if left is not None else NOTHING
    parts = (
        KINDS[first.kind].weight.value
        + Text("：", ": ")
        + place
        + (Text("：", ": ") if place else NOTHING)
        + what
        + shape
        + out,
        why + Text("。", ". ") + way_out + same(f" [{first.kind}]"),
    )
    return joined(parts, Text("；", "; "))


def _print_end(roster: Roster, policy: Policy, screen: Screen) -> None:
    kept, left = int(roster.kept.sum()), len(roster.unsettled)
    screen.say(
        Text(
            "{policy}：读到 {many} 人，名册年月 {month}；未解决 {left} 处。",
            "{policy}: {many} people read, roster of {month}; {left} problems or questions left.",
        ).of(policy=policy.label, many=kept, month=month_text(roster.month), left=left)
    )


def _print_known(known: Known, file: str, screen: Screen) -> None:
    screen.say(
        Text(
            "{many} 人已写入 {file}：不含姓名、身份证号和出生日。",
            "{many} people written to {file}: without names, IDs or days of birth.",
        ).of(many=len(known), file=file)
    )
    filled = lacking(known)
    for said, what in (
        (
            filled.drawn,
            Text("名册没有、按构成抽取（十六次）：", "Not in the roster, drawn from the margins (sixteen times): "),
        ),
        (filled.taken, Text("名册没有、由其他项推出：", "Not in the roster, taken from what else it says: ")),
    ):
        if said:
            screen.say(what + joined(_counted(said)))


def _counted(said: dict[str, int]) -> Iterable[Text]:
    return [label_of(name) + Text("{n} 人", " of {n}").of(n=n) for name, n in said.items()]
