"""`conversion`: who loses when everybody is placed on a new scale, how long, at what cost, and where pay inverts."""

from __future__ import annotations

import json
from argparse import Namespace
from typing import Any

import pandas as pd

from simlib.analysis.outcomes import costed
from simlib.commands.futures_option import futures_of
from simlib.commands.projections import in_futures, policies, projected, rerun, staff_of
from simlib.commands.ranges import print_meaning
from simlib.commands.result_tables import print_conversion, print_heading, print_source
from simlib.commands.screen import Screen
from simlib.conversion.inversions import Inversions, inversions
from simlib.conversion.study import GROUPS, Study, study
from simlib.conversion.yearly_cost import ConversionCost, conversion_cost
from simlib.months import month_text
from simlib.policy import Policy
from simlib.policy.axes import LABELS
from simlib.policy.term import FEN
from simlib.report.result_folder import write_conversion
from simlib.report.words.places_and_months import GROUP_NAMES
from simlib.text import Text

_EXAMPLES = 3


def conversion(args: Namespace, screen: Screen) -> int:
    """Print the conversion of a policy; with --out, write everybody and the groups as CSV."""
    law, policy = policies(args, screen)
    staff = staff_of(law, args)
    found = study(policy, staff, years=args.years, seed=args.seed)
    run = projected(found.policy, staff, args, screen)
    futures = None if args.json else futures_of(args, law, screen, policy)
    wide = in_futures(found.policy, staff, args, screen, futures) if futures else None
    cost = conversion_cost(run)
    protected = found.policy.choice("conversion.protection", found.conversion.month) != "none"
    inverted = inversions(found.people, protected)
    same = inversions(found.people, protected, ("post_before", "post"))
    if args.out:
        write_conversion(found, inverted, cost, run, args.out, **rerun(args))
    if args.json:
        print(json.dumps(_data(found, inverted, len(same.new), cost), ensure_ascii=False, indent=2))
        return 0
    print_heading(found.policy, screen)
    _print_people(found, screen)
    for name in GROUPS:
        _print_groups(found, name, screen)
    _print_absorbed(found, screen)
    _print_inversions(found, inverted, len(same.new), screen)
    print_conversion(costed(run, wide), screen)
    print_meaning(run.replications, wide.replications if wide else 0, screen)
    print_source(run, args.out, screen, wide)
    return 0


def _print_people(found: Study, screen: Screen) -> None:
    month, old, losers = month_text(found.conversion.month), found.conversion.law.label, found.losers
    people, lost = len(found.people), losers["lost"].sum() / FEN
    largest = losers["lost"].max() / FEN if len(losers) else 0.0
    mean = found.people["difference"].mean() / FEN
    screen.say(Text(f"{month} 套改，此前为：{old.zh}；共 {people:,} 人",
               f"Conversion in {month}, until then: {old.en}; {people:,} people"))  # fmt: skip
    screen.say(
        Text(
            f"月工资标准平均变动 {mean:+,.0f} 元；低于套改前的 {len(losers):,} 人，"
            f"每月合计少 {lost:,.0f} 元，最多的一人少 {largest:,.2f} 元",
            f"Monthly scale pay changes by {mean:+,.0f} yuan on average; {len(losers):,} would lose, "
            f"{lost:,.0f} yuan a month in all, {largest:,.2f} the most of one",
        ),
    )


def _print_groups(found: Study, name: str, screen: Screen) -> None:
    table = found.by(name).sort_values(name)
    if not table["losers"].any():
        return
    screen.say()
    head = [GROUP_NAMES[name], Text("人数", "People"), Text("其中减少", "Would lose"),
            Text("每月少（元）", "A month (yuan)"), Text("最多（元）", "The most (yuan)")]  # fmt: skip
    rows = []
    for row in table.to_dict("records"):
        people = [f"{row[column]:,}" for column in ("people", "losers")]
        rows.append([_label(found, name, row[name], screen), *people, _yuan(row["lost"]), _yuan(row["most"])])
    screen.table(head, rows)


def _yuan(fen: float) -> str:
    return f"{fen / FEN:,.2f}"


def _label(found: Study, name: str, member: Any, screen: Screen) -> str:
    if name == "post_before":
        return _post(found.conversion.law, member, screen)
    return screen.text(Text(*LABELS[member])) if member in LABELS else str(member)


def _print_absorbed(found: Study, screen: Screen) -> None:
    if not len(found.losers):
        return
    screen.say()
    screen.say(Text("人人合格、岗位不变时，原标准多久追平（只看套改时减少的人）",
               "Until scale pay is what it was, all satisfactory in the same post (those who would lose)"))  # fmt: skip
    head = [Text("满几年", "Full years"), Text("在岗", "In post"), Text("尚未追平", "Still below")]
    screen.table(head, [[f"{one:,}" for one in row] for row in found.absorbed.itertuples(index=False)])


def _print_inversions(found: Study, inverted: Inversions, in_same_post: int, screen: Screen) -> None:
    new = inverted.new
    before, after, made = (f"{count:,}" for count in (inverted.before, len(inverted.people), len(new)))
    screen.say()
    screen.say(
        Text(
            f"倒挂（原同岗，年限、学历都不低于对方且至少一项高，工资却低）：套改前 {before} 人，套改后 {after} 人，"
            f"其中套改造成的 {made} 人，与套入同一新岗位者相比的 {in_same_post:,} 人",
            "Inversions (same post before, service and degree no lower and one of them higher, yet paid less): "
            f"{before} people before, {after} after; {made} made by the conversion, {in_same_post:,} "
            "within one new post",
        ),
    )
    people = found.people.set_index("number")
    for row in new.head(_EXAMPLES).to_dict("records"):
        number, other, gap = row["number"], row["other"], _yuan(row["gap"])
        mine, theirs = (_described(found, people.loc[one], screen) for one in (number, other))
        screen.say(Text(f"  {number} 号（{mine}）比 {other} 号（{theirs}）每月少 {gap} 元",
                   f"  No. {number} ({mine}) has {gap} yuan a month less than no. {other} ({theirs})"))  # fmt: skip


def _described(found: Study, one: pd.Series, screen: Screen) -> str:
    post, degree = _post(found.policy, one["post"], screen), LABELS[one["education"]]
    return screen.text(Text(f"{one['years']}年、{degree.zh}，{post}{one['grade']}级",
                       f"{one['years']} years, {degree.en}, {post} {one['grade']}"))  # fmt: skip


def _post(policy: Policy, name: str, screen: Screen) -> str:
    post = next(post for post in policy.posts if post.name == name)
    return screen.text(post.label)


def _data(found: Study, inverted: Inversions, in_same_post: int, cost: ConversionCost) -> dict[str, Any]:
    """Return everything but the people one by one, money in fen."""
    new = inverted.new
    return {
        "month": month_text(found.conversion.month),
        "from": found.conversion.law.name,
        "people": len(found.people),
        "losers": len(found.losers),
        "lost": int(found.losers["lost"].sum()),
        "groups": {name: json.loads(found.by(name).to_json(orient="records")) for name in GROUPS},
        "absorbed": found.absorbed.to_dict("records"),
        "inversions": {
            "before": inverted.before,
            "after": len(inverted.people),
            "new": len(new),
            "new_in_same_post": in_same_post,
            "examples": json.loads(new.head(_EXAMPLES).to_json(orient="records")),
        },
        "cost": {str(year): {name: round(fen[:, y].mean()) for name, fen in cost.fen.items()}
                 for y, year in enumerate(cost.years)},
    }  # fmt: skip
