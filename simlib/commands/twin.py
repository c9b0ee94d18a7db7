"""`twin`: the exact distribution of a policy without quotas, beside what the simulation finds for it."""

from __future__ import annotations

import json
from argparse import Namespace
from typing import Any

import numpy as np

from simlib.commands.policy_arguments import laid_over, load_pack
from simlib.commands.projections import projected, rerun, staff_of
from simlib.commands.result_tables import print_heading, print_source
from simlib.commands.screen import Screen, Wrong
from simlib.months import year_head
from simlib.policy import Policy
from simlib.population.person import FLOWS, JOINED
from simlib.projection import plan_of
from simlib.report.result_folder import versions
from simlib.report.tables.beside_twin import Beside, beside, verdict
from simlib.report.words.amounts import WAN
from simlib.staff.opening import Staff
from simlib.text import Text, same
from simlib.twin import quotas_of, without_quotas
from simlib.twin import twin as exact_twin
from simlib.twin.agreement import RISK, Agreement
from simlib.twin.quotas import Quota

_HEAD = (
    Text("平均（解析）", "Mean, calculated"),
    Text("平均（模拟）", "Mean, simulated"),
    Text("标准误", "Std error"),
    same("z"),
    Text("方差", "Variance"),
    Text("模拟方差", "Simulated"),
    Text("容差", "Tolerance"),
)


def twin(args: Namespace, screen: Screen) -> int:
    """Print the exact twin of a pack without quotas beside its simulation, or the same as JSON."""
    if args.replications < 2:
        raise Wrong(
            Text(
                "--replications 至少为 2，才有方差可比。",
                "Give --replications 2 or more: one has no variance.",
            )
        )
    law = load_pack(args.pack, args.opening)
    policy = laid_over(law, args.proposals, args.sets, screen)
    taken = quotas_of(policy, refilled=args.refilled)
    free, staff = without_quotas(policy, refilled=args.refilled), staff_of(law, args)
    vacant = _vacant(free, staff, args) if args.refilled else None
    exact = exact_twin(free, staff, years=args.years, vacant=vacant)
    found = beside(exact, projected(free, staff, args, screen))
    if args.json:
        print(json.dumps(_as_data(found, taken, args), ensure_ascii=False, indent=2))
        return 0
    print_heading(policy, screen)
    _print_taken(taken, screen)
    _print_people(found, screen)
    _print_joined(found, screen)
    _print_cost(found, screen)
    _print_verdict(found, screen)
    print_source(found.run, None, screen)
    return 0


def _vacant(policy: Policy, staff: Staff, args: Namespace) -> int:
    """Return how many entry posts are vacant at the opening."""
    plan = plan_of(policy, staff, years=args.years, replications=args.replications, seed=args.seed)
    authorised = plan.establishment(plan.months[0])[:, -1]
    at_entry = plan.records["place"][plan.records["post"] == len(policy.posts) - 1]
    vacant = authorised - np.bincount(at_entry, minlength=len(authorised))
    if (vacant < 0).any():
        raise Wrong(
            Text(
                "有的场所期初入职岗位上的人多于员额，空岗不是各自独立的。请提高员额，或不用 --refilled。",
                "Some places open with more people than entry posts, so vacancies are not independent. "
                "Raise the establishment, or leave --refilled out.",
            )
        )
    return int(vacant.sum())


def _print_taken(taken: tuple[Quota, ...], screen: Screen) -> None:
    if not taken:
        screen.say(Text("本政策中人与人不相竞争，未作改动。", "Nobody competes under this policy: nothing is changed."))
    else:
        screen.say(Text("为使人与人不相竞争，改为：", "So that nobody competes, set:"))
    for one in taken:
        screen.say(
            Text(f"  {one.name} = {one.instead}（{one.why.zh}）", f"  {one.name} = {one.instead} ({one.why.en})")
        )
    screen.say()


def _print_people(found: Beside, screen: Screen) -> None:
    policy, exact = found.exact.policy, found.exact
    posts = [screen.text(post.label) for post in policy.posts]
    screen.say(Text("年末在岗（人）", "In post at year end (people)"))
    head = (Text("年度", "Year"), Text("岗位", "Post"), *_HEAD)
    screen.table(head, _rows(found.staff, exact.years, posts, screen), left=2)
    screen.say()
    screen.say(Text("当年退出（人）", "Leaving during the year (people)"))
    reasons = [screen.text(FLOWS[reason]) for reason in exact.gone["reason"].values]
    head = (Text("年度", "Year"), Text("原因", "Reason"), *_HEAD)
    screen.table(head, _rows(found.gone, exact.years, reasons, screen), left=2)
    screen.say()


def _rows(found: Agreement, years: tuple[int, ...], names: list[str], screen: Screen) -> list[list[str]]:
    """Return a row for each year and name, but for what cannot happen at all."""
    columns = (found.expected, found.mean, found.error, found.z, found.variance, found.simulated_variance,
               found.tolerance)  # fmt: skip
    decimals = (2, 2, 3, 2, 2, 2, 2)
    return [
        [
            screen.text(year_head(year, years)),
            name,
            *(_shown(column[y, n], places) for column, places in zip(columns, decimals, strict=True)),
        ]
        for y, year in enumerate(years)
        for n, name in enumerate(names)
        if found.expected[y, n] > 0 or found.mean[y, n] > 0
    ]


def _print_joined(found: Beside, screen: Screen) -> None:
    """Print the recruits expected, where posts are refilled."""
    expected, joined = found.exact.joined.values, found.run.books.flows[:, :, JOINED].sum(axis=2).mean(axis=0)
    if expected.any():
        screen.say(Text("当年新进（人）", "Joining during the year (people)"))
        heads = [screen.text(year_head(year, found.exact.years)) for year in found.exact.years]
        rows = zip(heads, map(_shown, expected), map(_shown, joined))
        screen.table((Text("年度", "Year"), *_HEAD[:2]), rows)
        screen.say()


def _shown(number: float, places: int = 2) -> str:
    return "—" if np.isnan(number) else f"{number:,.{places}f}"


def _print_cost(found: Beside, screen: Screen) -> None:
    expected = found.exact.cost.values.sum(axis=1) / WAN
    spread = np.sqrt(found.exact.cost_variance.values) / WAN
    screen.say(Text("人员经费（万元）", "Cost (10,000 yuan)"))
    head = (Text("年度", "Year"), *_HEAD[:4], Text("标准差", "Std deviation"), Text("模拟标准差", "Simulated"))
    runs = found.cost.shape[1]
    rows = [
        [
            screen.text(year_head(year, found.exact.years)),
            _shown(expected[y]),
            _shown(found.cost[y].mean()),
            _shown(spread[y] / np.sqrt(runs), 3),
            _shown(found.cost_z[y]),
            _shown(spread[y]),
            _shown(found.cost[y].std(ddof=1)),
        ]
        for y, year in enumerate(found.exact.years)
    ]
    screen.table(head, rows)
    screen.say()


def _print_verdict(found: Beside, screen: Screen) -> None:
    beyond, largest, limit = verdict(found)
    screen.say(
        Text(
            f"共比较 {found.compared} 个数（平均数与方差）：最大 |z| {largest:.2f}（这么多个正态数一起，"
            f"{1 - RISK:.1%} 的情况下不超过 {limit:.2f}）；超出各自限界的有 {beyond} 个。",
            f"{found.compared} numbers compared (means and variances): the largest |z| is {largest:.2f} (of so many "
            f"normal ones none passes {limit:.2f} in {1 - RISK:.1%} of cases); {beyond} are beyond their bound.",
        ),
    )


def _as_data(found: Beside, taken: tuple[Quota, ...], args: Namespace) -> dict[str, Any]:
    beyond, largest, limit = verdict(found)
    exact = found.exact
    return {
        "policy": exact.policy.name,
        "policy_digest": exact.policy.digest,
        "versions": versions(),
        "taken_out": [{"term": one.name, "set_to": one.instead, "zh": one.why.zh, "en": one.why.en} for one in taken],
        "years": list(exact.years),
        "replications": found.run.replications,
        "seed": args.seed,
        "in_post": _cells(found.staff, exact.years, "post", exact.policy.axis("post")),
        "leaving": _cells(found.gone, exact.years, "reason", tuple(exact.gone["reason"].values.tolist())),
        "cost": [
            {
                "year": year,
                "lines": dict(zip(exact.cost["line"].values.tolist(), exact.cost.values[y].tolist(), strict=True)),
                "expected": float(exact.cost.values[y].sum()),
                "simulated": float(found.cost[y].mean() * WAN),
                "standard_deviation": _number(np.sqrt(exact.cost_variance.values[y])),
                "z": _number(found.cost_z[y]),
            }
            for y, year in enumerate(exact.years)
        ],
        "joining": dict(zip(map(str, exact.years), exact.joined.values.tolist(), strict=True)),
        "compared": found.compared,
        "beyond_their_bound": beyond,
        "largest_z": largest,
        "bound_of_largest_z": limit,
        **rerun(args),
    }


def _cells(found: Agreement, years: tuple[int, ...], axis: str, names: tuple[str, ...]) -> list[dict[str, Any]]:
    columns = {
        "expected": found.expected,
        "simulated": found.mean,
        "standard_error": found.error,
        "z": found.z,
        "variance": found.variance,
        "simulated_variance": found.simulated_variance,
        "tolerance": found.tolerance,
    }
    return [
        {"year": year, axis: name, **{key: _number(column[y, n]) for key, column in columns.items()}}
        for y, year in enumerate(years)
        for n, name in enumerate(names)
    ]


def _number(value: float) -> float | None:
    return None if np.isnan(value) else float(value)
