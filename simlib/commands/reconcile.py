"""`roster reconcile`: what a roster says people are paid now, against what the model pays them in that month."""

from __future__ import annotations

from argparse import Namespace

from simlib.analysis.reconcile import REASONS, Reconciled, reconcile
from simlib.commands.roster import read_as_asked
from simlib.commands.screen import Screen
from simlib.months import month_text
from simlib.policy import TERMS
from simlib.policy.term import FEN
from simlib.policy.value_words import digits
from simlib.report.tables.reconciled import write_reconciled
from simlib.staff.roster.discreet import discreet
from simlib.staff.roster.executed import read_executed
from simlib.staff.roster.imported import kept_rows, known_of
from simlib.staff.roster.key import load_key
from simlib.staff.roster.load import staff_of
from simlib.text import Text

_WAN = 10_000 * FEN
_BASE = "pay.base"


def reconciled(args: Namespace, screen: Screen) -> int:
    """Print how many rows agree, and why others differ; with --out, a line for each row of the file."""
    roster = read_as_asked(args, screen)
    if roster.unsettled:
        return 2
    policy = roster.policy
    with discreet():
        known = known_of(roster, lambda: load_key(args.key))
        found = reconcile(policy, staff_of(policy, known), known.get("pay"))
    _print_reasons(found, screen)
    _print_gap(found, screen)
    if args.executed:
        _print_executed(found, args.executed, screen)
    if args.out:
        write_reconciled(found, kept_rows(roster), args.out, screen.code)
        screen.say(
            Text(
                "逐行核对已写入 {file}（只有行号，没有姓名）。", "Row by row in {file} (numbers of rows, no names)."
            ).of(file=args.out)
        )
    return 0


def _print_reasons(found: Reconciled, screen: Screen) -> None:
    head = [Text("结果", "Result"), Text("人数", "People"), Text("差额（元/月）", "Difference (yuan a month)")]
    rows = []
    for at, text in enumerate(REASONS.values()):
        those = found.reason == at
        if those.any():
            gap = int((found.present - found.model)[those & found.said].sum())
            rows.append([screen.text(text), str(int(those.sum())), digits(gap / FEN, 2)])
    screen.table(head, rows)
    screen.say()


def _print_gap(found: Reconciled, screen: Screen) -> None:
    """Say what the roster pays more, and the two ways to close the gap, each a step of its own."""
    month = month_text(found.month)
    screen.say(
        Text(
            "{month} 名册合计比模型多 {gap} 元/月。",
            "In {month} the roster pays {gap} yuan a month more than the model.",
        ).of(month=month, gap=digits(found.gap / FEN, 2))
    )
    if not found.said.any() or not found.gap:
        return
    policy = found.policy
    if _BASE in policy.provisions and policy.reads(TERMS[_BASE], found.month):
        base = float(policy.value(_BASE, found.month)) * found.scale / FEN
        screen.small(
            Text(
                "补齐的办法之一：报酬乘以 {scale}，即 --set {term}@{month}={base}。",
                "One way to close the gap: pay times {scale}, as --set {term}@{month}={base}.",
            ).of(scale=f"{found.scale:.4f}", term=_BASE, month=month, base=f"{base:.2f}")
        )
    screen.small(
        Text(
            "补齐的办法之二：在政策包中声明一个按月的本地项目，每人每月 {item} 元。",
            "Another: an item of the pack's own, paid monthly, {item} yuan a person.",
        ).of(item=digits(found.item / FEN, 2))
    )


def _print_executed(found: Reconciled, file: str, screen: Screen) -> None:
    with discreet():
        executed = read_executed(found.policy, file)
    head = [
        Text("支出项目（万元）", "Budget line (10,000 yuan)"),
        Text("执行数", "Executed"),
        Text("模型全年", "Model, a year"),
        Text("差额", "Difference"),
    ]
    lines = [line for line in found.policy.lines if line in executed.fen or line in found.by_line]
    rows = []
    for line in lines:
        spent, model = executed.fen.get(line, 0), found.by_line.get(line, 0)
        rows.append([screen.text(found.policy.lines[line].label), *_wan(spent, model, spent - model)])
    sums = [sum(executed.fen.values()), sum(found.by_line.get(line, 0) for line in lines)]
    rows.append([screen.text(Text("合计", "Total")), *_wan(*sums, sums[0] - sums[1])])
    screen.table(head, rows)
    screen.small(
        Text(
            "模型全年：名册上的人全年按这个月的标准计，缴费按这个月的工资，不含一年中的进出。",
            "Model, a year: the people of the roster, paid all year as in this month, contributions on this pay, "
            "nobody coming or going.",
        )
    )
    if executed.unknown:
        screen.note(
            Text("不认得的项目没有计入，第 {rows} 行。", "Lines that are not known are left out: rows {rows}.").of(
                rows=list(executed.unknown)
            )
        )


def _wan(*fen: int) -> list[str]:
    return [digits(one / _WAN, 2) for one in fen]
