"""`workbook`: a projection as the finance bureau's workbook, beside the policy in force where that differs."""

from __future__ import annotations

import shlex
from argparse import Namespace
from pathlib import Path

from simlib.analysis.outcomes import Costed, costed
from simlib.commands.futures_option import futures_of
from simlib.commands.projections import in_futures, policies, projected, rerun, staff_of
from simlib.commands.screen import Screen
from simlib.policy import Policy
from simlib.text import Text
from simlib.workbook.writing import check_file, write_workbook


def workbook(args: Namespace, screen: Screen) -> int:
    """Project the policy (and the one in force, if they differ), under futures too, and write the workbook."""
    law, policy = policies(args, screen, check_file)
    staff = staff_of(law, args)
    futures = futures_of(args, law, screen, policy)

    def run(one: Policy) -> Costed:
        plain = projected(one, staff, args, screen)
        return costed(plain, in_futures(one, staff, args, screen, futures) if futures else None)

    result = run(policy)
    before = run(law) if policy.digest != law.digest else None
    code = screen.code
    words = ["--out", Path(args.out).name, *(["--lang", code] if code != "zh" else [])]
    command = f"{rerun(args)['command']} {shlex.join(words)}"
    write_workbook(args.out, result, before=before, command=command, code=code)
    screen.say(Text(f"工作簿已写入 {args.out}", f"Workbook written to {args.out}"))
    return 0
