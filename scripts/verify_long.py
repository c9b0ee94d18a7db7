"""Run what takes longer than CI, and write what came of it and when: docs/verification/long_runs.md.

    .venv/bin/python scripts/verify_long.py                                 every step, some hours
    .venv/bin/python scripts/verify_long.py properties --tries 200          one step, with fewer cases

A row of the page stands until its step is run again; what failed is written as it is.
"""

from __future__ import annotations

import argparse
import os
import re
import subprocess
import sys
import time
from datetime import date
from pathlib import Path
from typing import NamedTuple

from simlib.source import CODE

ROOT = Path(__file__).resolve().parent.parent
PAGE = ROOT / "docs/verification/long_runs.md"


class Step(NamedTuple):
    """What is run, with how many random cases of each kind, and what it is, in both languages."""

    command: tuple[str, ...]
    tries: int
    zh: str
    en: str


_PYTEST = ("-m", "pytest", "-q", "-p", "no:cacheprovider")
STEPS = {
    "properties": Step(
        (*_PYTEST, "tests/properties"), 1000,
        "必须永远成立的性质，随机的政策和人员，每项新试这么多个",
        "what must always hold, on so many new random policies and staffs each",
    ),
    "second_engine": Step(
        (*_PYTEST, "tests/oracle/test_second_engine.py"), 300,
        "两个引擎逐人逐事一致，随机修订的政策这么多个（各政策包十分之一）",
        "both engines alike, event by event, under so many policies amended at random (of each pack a tenth)",
    ),
    "mutants": Step(
        ("scripts/mutants.py",), 0, "改错检验的全部条目", "every mutant: rules broken on purpose",
    ),
    "benchmarks": Step(("-m", "benchmarks"), 0, "性能基准", "benchmarks"),
}  # fmt: skip
HEAD = """\
# 长时间的核验 · Long runs

CI 在半小时内跑完的，每次改动都跑；更久的用 `make verify-long`，各步最近一次的日期和结果由它写在这里。
“通过 passed”“失败 failed”是测试的个数；一个测试之内试了多少个随机的例子，见“例子”一栏。

What CI runs in half an hour is run at every change. What takes longer is `make verify-long`, which writes the date and
the outcome of the latest run of each step here. Passed and failed count tests; how many random cases each of them tries
is in the column of cases.
"""
TABLE = """\
| 步骤 step | 做什么 what | 例子 cases | 结果 outcome | 用时 time | 日期 date | 代码 code |
| --- | --- | --- | --- | --- | --- | --- |"""
SAID = {"passed": "通过", "failed": "失败"}
NOT_YET = "| `{name}` | {zh} · {en} | | 本页开始记录以来未运行 not run since this page began | | | |"


def run(name: str, step: Step, tries: int) -> str:
    """Run a step; return its row of the page."""
    environment = {**os.environ, **({"SIMLIB_TRIES": str(tries)} if step.tries else {})}
    print(f"== {name}: {step.zh} / {step.en}", flush=True)
    began = time.monotonic()
    done = subprocess.run([sys.executable, *step.command], cwd=ROOT, env=environment, capture_output=True, text=True)
    took = time.monotonic() - began
    print(done.stdout[-3000:], done.stderr[-3000:], sep="\n", flush=True)
    cases = str(tries) if step.tries else ""
    cells = (f"`{name}`", f"{step.zh} · {step.en}", cases, outcome(done), minutes(took), str(date.today()), CODE[:8])
    return f"| {' | '.join(cells)} |"


def outcome(done: subprocess.CompletedProcess[str]) -> str:
    """Return what pytest counted, or else whether the program ended well."""
    counted = re.findall(r"(\d+) (passed|failed|errors?)\b", done.stdout.strip().rpartition("\n")[2])
    said = "，".join(f"{SAID.get(what, '出错')} {what} {many}" for many, what in counted)
    return said or ("完成 done" if done.returncode == 0 else f"失败 failed ({done.returncode})")


def minutes(seconds: float) -> str:
    """Write a time."""
    return f"{seconds / 60:.0f} 分 min" if seconds >= 60 else f"{seconds:.0f} 秒 s"


def rows() -> dict[str, str]:
    """Return the rows of the page as it stands, by step."""
    text = PAGE.read_text("utf-8") if PAGE.exists() else ""
    found = {name: line for line in text.splitlines() for name in re.findall(r"^\| `(\w+)` ", line)}
    return {name: found.get(name, NOT_YET.format(name=name, zh=one.zh, en=one.en)) for name, one in STEPS.items()}


def main() -> int:
    """Run the steps asked for, write the page after each, and return 1 where one failed."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("steps", nargs="*", choices=[[], *STEPS], help="all of them, unless named")
    parser.add_argument("--tries", type=int, help="random cases, where a step has them")
    asked = parser.parse_args()
    for name in asked.steps or STEPS:
        written = rows() | {name: run(name, STEPS[name], asked.tries or STEPS[name].tries)}
        PAGE.write_text("\n".join([HEAD, TABLE, *written.values()]) + "\n", "utf-8")
    return any("失败" in row or "出错" in row for row in rows().values())


if __name__ == "__main__":
    sys.exit(main())
