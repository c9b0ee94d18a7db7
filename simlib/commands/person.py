"""`person`: one person's career as the clauses give it, readable, or as JSON."""

from __future__ import annotations

import json
from argparse import Namespace
from collections.abc import Sequence

from simlib.careers.career import career
from simlib.careers.description import TRAITS
from simlib.commands.career_tables import Citations, print_events, print_grounds, print_pay, print_person
from simlib.commands.policy_arguments import laid_over, load_pack
from simlib.commands.result_tables import print_heading
from simlib.commands.screen import Screen, Wrong
from simlib.report.tables.career_json import as_data
from simlib.text import Text


def person(args: Namespace, screen: Screen) -> int:
    """Print one person's career under a pack, with proposals and values laid over it."""
    policy = laid_over(load_pack(args.pack, args.opening), args.proposals, args.sets, screen)
    traits = {name: getattr(args, name, None) for name in TRAITS}
    traits["promotions"] = _promotions(args.promotions)
    found = career(policy, traits, ratings=_ratings(args.ratings), years=args.years)
    if args.json:
        print(json.dumps(as_data(found, args.monthly), ensure_ascii=False, indent=2))
        return 0
    print_heading(policy, screen)
    print_person(found, screen)
    cite = Citations(screen)
    print_events(found, cite, screen)
    print_pay(found, found.months if args.monthly else found.years, args.monthly, screen)
    print_grounds(found, cite, screen)
    return 0


def _ratings(written: str) -> list[str]:
    return [one.strip() for one in written.replace("，", ",").split(",")]


def _promotions(written: Sequence[str]) -> dict[str, str]:
    """Read every `--promotion 2031-01=member`."""
    found = {}
    for text in written:
        month, equals, post = (part.strip() for part in text.partition("="))
        if not equals:
            example = "2031-01=member"
            raise Wrong(
Text(
"--promotion {text} 缺少等号。请写成 年月=岗位，如 {example}。",
"--promotion {text} lacks its = sign. Write MONTH=POST, as {example}.",
).of(text=text, example=example)
)  # fmt: skip
        found[month] = post
    return found
