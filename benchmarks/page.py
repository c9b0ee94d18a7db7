"""docs/reference/benchmarks.md: what was measured, beside what it should be."""

from __future__ import annotations

import datetime as dt
import os
import platform
from collections.abc import Callable
from importlib.metadata import version
from pathlib import Path
from statistics import median
from typing import NamedTuple

from benchmarks.growth import Size, Took
from benchmarks.measure import MANY, POSTS, Times
from benchmarks.measure import REPLICATIONS as BATCH
from benchmarks.wide import WITH, WITHOUT, packs

PAGE = Path(__file__).with_name("page.md")
MET = {True: "达到 met", False: "未达到 **not met**", None: ""}
ENGINE = (  # name, what it is, replications at a time, milliseconds at most for each (0: no aim)
    ("engine", "全部规则 all rules", MANY, 3),
    ("reduced", "简化模型 reduced model", MANY, 0),
    ("reduced_answer", "简化模型 reduced model", BATCH, 0),
)
REDUCED = (  # name, what it is, beside which of the engine's, how many times slower it should be at least (0: no aim)
    ("per_worker", "SimPy，每人一个进程 a process per worker", "reduced", 500),
    ("per_worker", "SimPy，每人一个进程 a process per worker", "reduced_answer", 0),
    ("mesa", "Mesa，每人一个主体 an agent per worker", "reduced", 0),
    ("pandas", "pandas，逐月整列 whole columns by month", "reduced", 0),
)
ANSWERS = (  # name, what it is, milliseconds at most (0: no aim)
    ("one_worker", f"{BATCH} 次模拟及汇总，单线程 · {BATCH} replications with summaries, one worker", 150),
    ("two_workers", f"{BATCH} 次模拟及汇总，双线程 · {BATCH} replications with summaries, two workers", 150),
    ("priced", f"{BATCH} 次模拟重新定价 · {BATCH} replications priced anew", 5),
    ("pay_lever", "报酬条款到表 · A term of pay, to table", 0),
    ("people_lever", "人员条款到表，双线程 · A term of people, to table, two workers", 0),
)
STARTS = (
    ("command", "命令行冷启动 · Cold start of the command line", 3000),
    ("reading", "`from simlib import load_policy`", 0),
    ("everything", "`from simlib import compare, cost, load_policy, load_staff, project`", 0),
)
MEMORY: tuple[tuple[Callable[[Size, Took], bool], float], ...] = (  # which sizes should need at most so many bytes
    (lambda size, took: took.people > 1e6 and size.replications == 1, 2e9),
    (lambda size, took: took.people < 3e3 and size.replications == 200, 5e8),
)
STEPS_SHOWN = 10
LEFT_OUT = "（略去）(left out)"
TWICE = 2  # how much longer a picture with the wide range may take


class Seen(NamedTuple):
    """What one run saw."""

    times: Times
    mesa: str  # its version; empty where it could not be had
    disagreements: dict[str, dict[str, tuple[float, float]]]
    growth: list[tuple[Size, Took]]
    steps: list[tuple[str, float]]  # of the agenda, milliseconds a replication, the longest first
    picture: str  # from the slider to the picture, the table; empty where it was left out


def written(seen: Seen, rounds: int, step_rounds: int) -> str:
    """Return the whole page."""
    zh, en = _agreement(seen)
    return PAGE.read_text("utf-8").format(
        speed=speed(seen),
        wide=wide(seen),
        picture=seen.picture or LEFT_OUT,
        growth=growth(seen),
        steps=steps(seen),
        machine=machine(seen.mesa),
        rounds=rounds,
        step_rounds=step_rounds,
        posts=f"{POSTS:,}",
        batch=BATCH,
        many=MANY,
        agreement_zh=zh,
        agreement_en=en,
    )


def spread(values: list[float], digits: int = 0) -> str:
    """Write a median with its range, `12.3 (11.9–14.0)`."""
    middle, low, high = (f"{value:,.{digits}f}" for value in (median(values), min(values), max(values)))
    return f"{middle} ({low}–{high})"


def speed(seen: Seen) -> str:
    """Return what was measured in turns as a table, each with its aim beside it."""
    times = seen.times
    one = {name: [each / number for each in times[name]] for name, _, number, _ in ENGINE}
    rows = []
    for name, label, number, most in ENGINE:
        aim, met = (f"≤ {most} ms", median(one[name]) <= most) if most else ("", None)
        what = f"引擎一次模拟 · One replication in the engine: {label}, {number}"
        rows.append(_row(what, "", f"{spread(one[name], 2)} ms", aim, met))
    at_a_time = {name: number for name, _, number, _ in ENGINE}
    for name, label, engine, least in REDUCED:
        if name in times:
            slower = _ratio(times[name], one[engine])
            aim, met = (f"≥ {least} ×", median(slower) >= least) if least else ("", None)
            figures = f"**{spread(slower)} ×**", f"{spread(times[name])} ms"
            rows.append(_row(f"{label} ÷ 引擎 engine, {at_a_time[engine]}", *figures, aim, met))
    for name, label, most in ANSWERS:
        aim, met = (f"< {most} ms", median(times[name]) < most) if most else ("", None)
        digits = 1 if median(times[name]) < 10 else 0
        rows.append(_row(label, "", f"{spread(times[name], digits)} ms", aim, met))
    for name, label, most in STARTS:
        aim, met = (f"< {most / 1000:g} s", median(times[name]) < most) if most else ("", None)
        figures = f"{spread(_ratio(times[name], times['python']))} × `python -c pass`", f"{spread(times[name])} ms"
        rows.append(_row(label, *figures, aim, met))
    head = ["| 测量 · Measure | 倍数 · Ratio | 数值 · Figure | 目标 · Aim | |", "| --- | --- | --- | --- | --- |"]
    return "\n".join([*head, *rows])


def wide(seen: Seen) -> str:
    """Return how much longer a first picture takes with the range with the assumptions, pack by pack."""
    head = [
        "| 政策包 pack | 不含假定的范围 without (ms) | 含假定的范围 with (ms) | 倍数 ratio | 目标 aim | |",
        "| --- | ---: | ---: | ---: | --- | --- |",
    ]
    return "\n".join([*head, *(_wide_row(pack.name, seen.times) for pack in packs())])


def _wide_row(pack: str, times: Times) -> str:
    without, both = times[f"{WITHOUT} {pack}"], times[f"{WITH} {pack}"]
    longer = _ratio(both, without)
    met = MET[median(longer) <= TWICE]
    return f"| {pack} | {spread(without)} | {spread(both)} | **{spread(longer, 1)} ×** | ≤ {TWICE} × | {met} |"


def growth(seen: Seen) -> str:
    """Return how time and memory grow."""
    if not seen.growth:
        return LEFT_OUT
    head = [
        "| 人数 people | 模拟次数 replications | 年数 years | 准备 prepare (s) | 测算 run (s) "
        "| 每人每年 person-year (ns) | 定价 price (s) | 峰值内存 peak (MB) | |",
        "| ---: | ---: | ---: | ---: | ---: | ---: | ---: | ---: | --- |",
    ]
    return "\n".join([*head, *(_growth_row(*each) for each in seen.growth)])


def _growth_row(size: Size, took: Took) -> str:
    nanoseconds = 1e9 * took.run / (took.people * size.replications * size.years)
    seconds = [f"{each:.2f}" for each in (took.staff, took.run, took.cost)]
    most = next((most for applies, most in MEMORY if applies(size, took)), None)
    aim = f"< {most / 1e6:,.0f} MB: {MET[took.memory < most]}" if most else ""
    what = [f"{took.people:,}", f"{size.replications:,}", str(size.years)]
    needed = [*seconds[:2], f"{nanoseconds:,.0f}", seconds[2], f"{took.memory / 1e6:,.0f}"]
    return f"| {' | '.join([*what, *needed, aim])} |"


def steps(seen: Seen) -> str:
    """Return how the time of a replication divides over the steps of the agenda."""
    whole = sum(milliseconds for _, milliseconds in seen.steps)
    head = ["| 步骤 step | 占比 share | 毫秒 ms |", "| --- | ---: | ---: |"]
    rest = [("其余 all others", sum(milliseconds for _, milliseconds in seen.steps[STEPS_SHOWN:]))]
    lines = [f"| {name} | {each / whole:.0%} | {each:.2f} |" for name, each in (*seen.steps[:STEPS_SHOWN], *rest)]
    return "\n".join([*head, *lines])


def machine(mesa: str) -> str:
    """Describe the machine and the versions, without names of hosts or folders."""
    from simlib import __version__

    versions = {name: version(name) for name in ("simpy", "numpy", "numba", "pandas")} | (
        {"mesa": mesa} if mesa else {}
    )
    packages = ", ".join(f"{name} {each}" for name, each in versions.items())
    lines = [
        f"日期 Date: {dt.date.today()}",
        f"处理器 Processor: {_processor()}, {os.cpu_count()} 核 cores",
        f"系统 System: {platform.system()} {platform.machine()}",
        f"版本 Versions: simlib {__version__}, Python {platform.python_version()}, {packages}",
    ]
    return "\n".join(f"- {line}" for line in lines)


def _processor() -> str:
    information = Path("/proc/cpuinfo")  # Linux; elsewhere Python knows the name
    lines = information.read_text().splitlines() if information.exists() else []
    names = [line.partition(":")[2].strip() for line in lines if line.startswith("model name")]
    return names[0] if names else platform.processor() or platform.machine()


def _agreement(seen: Seen) -> tuple[str, str]:
    apart = {name: found for name, found in seen.disagreements.items() if found}
    if not apart:
        same = ", ".join(["SimPy", *seen.disagreements])
        return (
            f"各写法的平均数在随机误差之内一致（{same}）。",
            f"Their means agree within what chance explains ({same}).",
        )
    told = "; ".join(f"{name}: {', '.join(found)}" for name, found in apart.items())
    return f"**平均数与 SimPy 的不一致：{told}。**", f"**Means differ from SimPy's: {told}.**"


def _ratio(slow: list[float], fast: list[float]) -> list[float]:
    return [a / b for a, b in zip(slow, fast, strict=True)]


def _row(name: str, times: str, measured: str, aim: str, met: bool | None) -> str:
    return f"| {name} | {times} | {measured} | {aim} | {MET[met]} |"
