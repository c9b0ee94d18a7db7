"""`clauses`: what a document says, clause by clause, and what became of each."""

from __future__ import annotations

import textwrap
from argparse import Namespace

from simlib.commands.policy_arguments import find_pack
from simlib.commands.screen import Screen, Wrong
from simlib.policy import load_policy
from simlib.policy.clauses import FILE, clause_table, load_clauses
from simlib.text import Text


def clauses(args: Namespace, screen: Screen) -> int:
    """Print the register of a pack: each clause, what it says, its deciding words, and what became of it."""
    folder = find_pack(args.pack)
    policy = load_policy(folder)
    if not (policy.path.parent / FILE).exists():
        raise Wrong(
            Text(
                "{name} 没有条文登记表 {file}。登记表逐条说明文件怎样进入模型，请照别的政策包写一份。",
                "{name} has no clause register {file}. Write one after another pack's.",
            ).of(name=policy.name, file=FILE)
        )
    for row in clause_table(policy, load_clauses(policy.path)):
        says, fate = screen.text(row.says), screen.text(row.fate)
        screen.say(Text(f"{row.pinpoint}　[{fate}]", f"{row.pinpoint}  [{fate}]"))
        screen.say(Text(f"    “{row.words}”", f"    “{row.words}”"))
        for text in (says, screen.text(Text(f"→ {row.outcome.zh}", f"-> {row.outcome.en}"))):
            print(textwrap.indent(text, "    "))
    return 0
