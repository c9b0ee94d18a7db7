"""`assumptions`: every value that no document gives, and how much hangs on each."""

from __future__ import annotations

from argparse import Namespace

from simlib.analysis.assumption_register import evidence_counts, register
from simlib.commands.progress import Progress
from simlib.commands.projections import policies, rerun, staff_of
from simlib.commands.ranges import print_meaning
from simlib.commands.result_tables import print_heading
from simlib.commands.screen import Screen
from simlib.policy import Policy
from simlib.projection import Projection, project
from simlib.report.result_folder import write_assumptions
from simlib.report.tables import assumption_rows as words
from simlib.text import Text, same


def assumptions(args: Namespace, screen: Screen) -> int:
    """Print the assumptions that move most, each at other values; write all of them if a folder is named."""
    law, policy = policies(args, screen)
    staff = staff_of(law, args)
    numbers = {"years": args.years, "replications": args.replications, "seed": args.seed, "workers": args.workers}

    def run(one: Policy) -> Projection:
        return project(one, staff, **numbers)

    with Progress(screen, Text("正在逐项测算假定 {done}/{total}", "Trying assumptions {done}/{total}")) as progress:
        found = register(policy, run, progress)
    if args.out:
        write_assumptions(policy, found, args.out, **rerun(args))
    print_heading(policy, screen)
    counts = evidence_counts(policy, policy.opening or 0)
    screen.say(
        Text(
            f"现行数值 {sum(counts.values())} 项：文件公布 {counts['published']}，媒体报道 {counts['reported']}，"
            f"据文件推算 {counts['computed']}，假定 {counts['assumed']}",
            f"{sum(counts.values())} values in force: {counts['published']} published, {counts['reported']} reported, "
            f"{counts['computed']} computed, {counts['assumed']} assumed",
        ),
    )
    moving = words.moved(found)
    top = moving[: args.top]
    screen.say()
    screen.table(words.HEADS, words.rows(policy, top, screen.code), left=3)
    screen.say()
    rest = len(found) - len(moving)
    screen.small(
        Text(
            f"共 {len(moving)} 项假定影响结果，以上是影响最大的 {len(top)} 项；另 {rest} 项不影响结果或不能单独改动。"
            f"每项一次只改一个，其余不变，同样的人和随机数；变动是{args.replications}次模拟的平均数，经费为{args.years}年合计。",
            f"{len(moving)} assumptions move results, the {len(top)} farthest reaching above; {rest} more move nothing "
            f"or cannot be moved alone. One at a time, on the same people and random draws; a change is the mean of "
            f"{args.replications} replications, of cost over {args.years} years.",
        ),
    )
    if words.unclear(top):
        screen.say(words.UNCLEAR)
    if error := words.largest_errors(top, screen.code):
        screen.small(Text("以上各项至多：", "At most, of those above: ") + same(error))
    print_meaning(args.replications, 0, screen)
    return 0
