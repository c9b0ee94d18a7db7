"""`python -m benchmarks [--rounds 7]`: measure, print the table and write docs/benchmarks.md."""

from __future__ import annotations

import argparse
import datetime as dt
import os
import platform
from importlib.metadata import version
from pathlib import Path
from statistics import median

from benchmarks.measure import MANY, POSTS, REPLICATIONS, ROOT, Measured, measure

PAGE = """# 性能基准 · Benchmarks

由 `python -m benchmarks`（或 `make bench`）写成，请勿手改。同一次运行、交替测量，噪声对两种写法一视同仁。
先看倍数，再看毫秒：毫秒随机器而变。

Written by `python -m benchmarks` (or `make bench`); do not edit. Measured in one run and in turns, so that
noise hits both ways alike. Read the ratios first: milliseconds belong to the machine.

{table}

每格为 {rounds} 轮的中位数，括号内为最小至最大；倍数逐轮配对计算。另有一轮预热，不计入。内存只测一次。

Each cell is the median of {rounds} rounds, with the lowest and highest in brackets; ratios are taken round by
round. One more round warms the caches and is not counted. Memory is measured once.

## 比的是什么 · What is compared

- **逐人模型** `benchmarks/per_worker.py`：常见的 SimPy 写法，每人一个进程，逐月等待；只有主要规则（退休、
  辞职、考核、晋级、晋岗、招聘、发薪）。不故意写慢，也未作优化。
- **Per worker**: SimPy as most people would write it, a process per worker that waits month by month, with
  the main rules only (retirement, resignation, appraisal, progression, promotion, recruitment, pay). It is
  neither slow on purpose nor optimised: who tuned it would find a smaller ratio.
- **引擎** `simlib`：同样 {posts} 个岗位、十年，执行包河方案的全部规则；{batch} 次重复为一批，按次平均。
- **Engine**: {posts} posts and ten years as well, with all the rules of the Baohe policy; the time of one
  replication is that of a batch of {batch}, divided.
- 两者的人员与规则相近而不相同：比的是时间，不是答案。
- The two have similar, not the same, people and rules: times are compared here, answers are not.
- “汇总”是各年各岗在岗人数的区间与费用。
- The summaries are the range of people in post by year and post, and the cost.
- 内存是新进程的峰值（双线程）；冷启动是缓存已热时，在新进程中从命令行作一次小型运行。
- Memory is the peak of a fresh process with two workers; a cold start is a small run from the command line
  in a fresh process, with the compiled rules cached.

## 在哪里测的 · Where it was measured

{machine}
"""
MET = {True: "达到 met", False: "未达到 **not met**"}


def spread(values: list[float], digits: int = 0) -> str:
    """Write a median with its range, `12.3 (11.9–14.0)`."""
    middle, low, high = (f"{value:,.{digits}f}" for value in (median(values), min(values), max(values)))
    return f"{middle} ({low}–{high})"


def ratio(slow: list[float], fast: list[float]) -> list[float]:
    return [a / b for a, b in zip(slow, fast, strict=True)]


def row(name: str, times: str, measured: str, target: str, met: bool) -> str:
    return f"| {name} | {times} | {measured} | {target} | {MET[met]} |"


def batch_row(workers: str, per_worker: list[float], batch: list[float]) -> str:
    times = [REPLICATIONS * each for each in ratio(per_worker, batch)]
    name = f"{REPLICATIONS} 次重复及汇总 · {REPLICATIONS} replications with summaries, {workers}"
    return row(name, f"{spread(times)} ×", f"{spread(batch)} ms", "< 150 ms", median(batch) < 150)


def table(seen: Measured) -> str:
    """Return the measurements as a Markdown table, each with its target beside it."""
    speed = ratio(seen.per_worker, seen.engine)
    pair = f"{spread(seen.per_worker)} ms ÷ {spread(seen.engine, 2)} ms"
    megabytes, seconds = seen.memory / 1e6, [each / 1000 for each in seen.command]
    one = "一次重复：逐人模型 ÷ 引擎（单线程） · One replication: per worker ÷ engine, one worker"
    memory = f"{MANY} 次重复的峰值内存 · Peak memory of {MANY} replications"
    cold = "命令行冷启动 · Cold start of the command line"
    start = f"{spread(ratio(seen.command, seen.python))} × `python -c pass`"
    rows = [
        "| 测量 · Measure | 倍数 · Ratio | 数值 · Figure | 目标 · Target | |",
        "| --- | --- | --- | --- | --- |",
        row(one, f"**{spread(speed)} ×**", pair, "≥ 300 ×", median(speed) >= 300),
        batch_row("单线程 one worker", seen.per_worker, seen.one_worker),
        batch_row("双线程 two workers", seen.per_worker, seen.two_workers),
        row(memory, "", f"{megabytes:,.0f} MB", "< 500 MB", megabytes < 500),
        row(cold, start, f"{spread(seconds, 2)} s", "< 3 s", median(seconds) < 3),
    ]
    return "\n".join(rows)


def machine() -> str:
    """Describe the machine and the versions, without names of hosts or folders."""
    from simlib import __version__  # here, not above: see measure.peak_memory

    packages = ", ".join(f"{name} {version(name)}" for name in ("simpy", "numpy", "numba"))
    lines = [
        f"日期 Date: {dt.date.today()}",
        f"处理器 Processor: {processor()}, {os.cpu_count()} 核 cores",
        f"系统 System: {platform.system()} {platform.machine()}",
        f"版本 Versions: simlib {__version__}, Python {platform.python_version()}, {packages}",
    ]
    return "\n".join(f"- {line}" for line in lines)


def processor() -> str:
    information = Path("/proc/cpuinfo")  # Linux; elsewhere Python knows the name
    lines = information.read_text().splitlines() if information.exists() else []
    names = [line.partition(":")[2].strip() for line in lines if line.startswith("model name")]
    return names[0] if names else platform.processor() or platform.machine()


def main() -> None:
    parser = argparse.ArgumentParser(prog="python -m benchmarks", description=__doc__)
    parser.add_argument("--rounds", type=int, default=7, help="measured rounds (default 7)")
    parser.add_argument("--output", type=Path, default=ROOT / "docs" / "benchmarks.md")
    options = parser.parse_args()
    results = table(measure(options.rounds))
    print(results)
    size = {"posts": f"{POSTS:,}", "batch": REPLICATIONS, "rounds": options.rounds}
    page = PAGE.format(table=results, machine=machine(), **size)
    options.output.write_text(page, encoding="utf-8")


if __name__ == "__main__":
    main()
