"""`roster privacy`: what an outsider could still infer of the people of a roster, for whoever reviews the outputs."""

from __future__ import annotations

from argparse import Namespace
from collections.abc import Sequence

from simlib.commands.policy_arguments import load_pack
from simlib.commands.screen import Screen
from simlib.disclosure import FEWEST, hidden_note
from simlib.disclosure.inference import KNOWN, TABLE_NAMES, UNKNOWN, Exposure, Shown, exposures, shown_tables
from simlib.policy import Policy
from simlib.policy.axes import LABELS
from simlib.policy.value_words import digits
from simlib.staff.load import load_staff
from simlib.staff.roster.discreet import discreet
from simlib.text import Text, joined

_AND = Text("＋", " + ")
_ROWS_HEAD = (
    Text("知道某人的", "Known of somebody"),
    Text("组数", "Groups"),
    Text("最小一组\n（人）", "Smallest\ngroup"),
    Text("不足{k}人的组\n共（人）", "People in groups\nof fewer than {k}"),
    Text("只有自己\n（人）", "Alone in\ntheir group"),
    Text("可推知等级\n（人）", "Grade\nfollows"),
    Text("可推知考核\n（人）", "Rating\nfollows"),
    Text("组内等级\n至少（种）", "Grades in a\ngroup, least"),
)


def privacy(args: Namespace, screen: Screen) -> int:
    """Print how alike the people of a roster are, what each table shown hides, and what follows all the same."""
    policy, k = load_pack(args.pack, args.opening), FEWEST if args.hide_below is None else args.hide_below
    with discreet():
        staff = load_staff(policy, args.file)
    tables = shown_tables(staff, policy, k)
    screen.say(
        Text("{many}人；不足{k}人的数隐去。", "{many} people; counts below {k} are hidden.").of(many=len(staff), k=k)
    )
    screen.say()
    screen.say(Text("一、假如逐行公开（并不公开）", "1. If rows were shown, which they are not"))
    heads = [head.of(k=k) for head in _ROWS_HEAD]
    screen.table(heads, [_row(one, screen) for one in exposures(staff, k)])
    screen.say()
    screen.say(Text("二、显示的各表", "2. The tables that are shown"))
    screen.table(
        [Text("表", "Table"), Text("数", "Counts"), Text("其中隐去", "Hidden")],
        [[_named(one.axes, screen), digits(one.counts), digits(one.hidden)] for one in tables],
    )
    screen.small(hidden_note(k))
    screen.say()
    _print_certain(tables, policy, screen)
    return 0


def _row(one: Exposure, screen: Screen) -> list[str]:
    known = screen.text(joined((KNOWN[name] for name in one.known), _AND))
    follows = [one.follows[name] for name in UNKNOWN]
    numbers = (one.classes, one.smallest, one.few, one.alone, *follows, one.diverse["grade"])
    return [known, *map(digits, numbers)]


def _named(axes: Sequence[str], screen: Screen) -> str:
    return screen.text(joined((TABLE_NAMES[axis] for axis in axes), Text(" × ", " × ")))


def _print_certain(tables: Sequence[Shown], policy: Policy, screen: Screen) -> None:
    found = [(one.axes[1], *pair) for one in tables for pair in one.certain]
    if not found:
        screen.say(Text("没有一个岗位的人全都属于同一组。", "In no post is everybody of one group."))
        return
    screen.say(Text("三、整个岗位属于同一组的，等于说了每一个人", "3. Posts of which everybody is of one group"))
    labels = {post.name: post.label for post in policy.posts}
    rows = [
        [screen.text(labels[post]), screen.text(TABLE_NAMES[axis]), screen.text(_member(axis, member))]
        for axis, post, member in found
    ]
    screen.table([Text("岗位", "Post"), Text("按", "By"), Text("全部为", "All are")], rows, left=3)


def _member(axis: str, member: str) -> Text:
    return Text(f"{member}级", f"Grade {member}") if axis == "grade" else LABELS[member]
