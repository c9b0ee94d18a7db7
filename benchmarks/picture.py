"""`python -m benchmarks.picture [--moves 15]`: from a slider moved to its first picture, in Chromium; into the page.

A key is pressed on a slider of the policy lab; the clock, the browser's own, stops when the next picture has loaded
in the tab in view, and again when the page has its range with the assumptions. Then the exact answer is waited for, so
that every move begins with the page at rest, and a plain matplotlib figure is drawn here: the yardstick, by which
milliseconds of different machines can be compared.
"""

from __future__ import annotations

import argparse
import datetime as dt
import io
import os
import re
import tempfile
from pathlib import Path
from statistics import median, quantiles
from time import perf_counter
from typing import Any, NamedTuple

from benchmarks.measure import ROOT

PAGE = ROOT / "docs/reference/benchmarks.md"
TABS = {2: "等级结构 Grades", 1: "人员与空岗 Staffing", 3: "退出 Exits", 4: "经费 Cost"}  # counted from 1
MOVES = 15
AIM = 380  # milliseconds, the median, on a quiet machine of two cores
WITH_RANGE = 2  # times the first picture, at most
SLIDER = "优秀比例上限"  # of people: all is projected anew; from its place, ten steps down and back
STEPS = ["ArrowLeft"] * 10 + ["ArrowRight"] * 9  # twice the same value never follows, nor is it the one in force
BEGIN, END = "<!-- picture -->", "<!-- /picture -->"
WATCH = """() => {
  document.addEventListener("keydown", () => {
    window.benchPressed = performance.now();
    window.benchTook = window.benchRanged = null;
    window.benchPlain = false;
  }, true);
  new MutationObserver(() => {
    const range_of = Number(document.querySelector("[data-ranged]")?.dataset.ranged);
    window.benchPlain ||= range_of === 0;  // the answer before this one has its range still
    if (window.benchPlain && range_of > 0) window.benchRanged ??= performance.now() - window.benchPressed;
  }).observe(document.querySelector(".lab-results"), {subtree: true, childList: true});
  document.addEventListener("load", (event) => {
    if (event.target.matches?.("img.lab-picture") && window.benchPressed && window.benchTook === null)
      window.benchTook = performance.now() - window.benchPressed;
  }, true);
}"""


class Seen(NamedTuple):
    """Milliseconds of a tab, a move each: to the picture, to its range, and the yardstick drawn beside it."""

    picture: list[float]
    ranged: list[float]
    yardstick: list[float]


def yardstick() -> float:
    """Return the milliseconds that a plain figure takes: made, drawn and written as a PNG of 1,260 by 564."""
    from matplotlib.backends.backend_agg import FigureCanvasAgg
    from matplotlib.figure import Figure

    start = perf_counter()
    figure = Figure((8.4, 3.76), dpi=150)
    FigureCanvasAgg(figure)
    axes = figure.subplots(1, 3)
    for place, each in enumerate(axes):
        each.bar(range(20), range(20))
        each.set_title(f"panel {place}")
    figure.savefig(io.BytesIO(), format="png")
    return 1000 * (perf_counter() - start)


def took(moves: int) -> dict[str, Seen]:
    """Return what each tab took, over so many moves; the first move of each is not counted."""
    from playwright.sync_api import sync_playwright

    from tests.dashboards.browser import Visit, serving, start

    with tempfile.NamedTemporaryFile(suffix=".log") as log, sync_playwright() as playwright:
        with serving(ROOT / "dashboards", Path(log.name), port=8960) as server:
            browser = start(playwright)
            visit = Visit(browser.new_page(viewport={"width": 1366, "height": 768}))
            page = visit.dashboard(server, "policy_lab", "img.lab-picture")
            page.evaluate(WATCH)
            yardstick()  # which warms it
            seen = {name: _tab(page, tab, moves) for tab, name in TABS.items()}
            page.goto("about:blank")
            browser.close()
        return seen


def _tab(page: Any, tab: int, moves: int) -> Seen:
    _rest(page)
    page.get_by_role("tab").nth(tab - 1).click()
    page.wait_for_timeout(1500)
    seen = Seen([], [], [])
    for _ in range(moves + 1):
        page.get_by_role("slider", name=SLIDER).press(_key(page))
        page.wait_for_function("window.benchTook !== null", timeout=60_000)
        seen.picture.append(page.evaluate("window.benchTook"))
        _rest(page)
        seen.ranged.append(page.evaluate("window.benchRanged"))
        seen.yardstick.append(yardstick())
    return Seen(*(each[1:] for each in seen))


def _key(page: Any) -> str:
    """Return the next step, so that the slider goes to and fro beside the value in force."""
    step = page.evaluate("window.benchStep = (window.benchStep ?? -1) + 1")
    return STEPS[step] if step < len(STEPS) else (["ArrowLeft"] * 9 + ["ArrowRight"] * 9)[(step - len(STEPS)) % 18]


def _rest(page: Any) -> None:
    """Wait for the exact answer and its range."""
    page.locator(".lab-status").get_by_text("已完成").first.wait_for(timeout=120_000)
    page.locator('[data-replications="200"][data-ranged="200"]').wait_for(timeout=120_000)
    page.wait_for_timeout(300)


def section(seen: dict[str, Seen], load: float) -> str:
    """Return the table, with when and beside what it was measured."""
    head = [
        "| 标签页 tab | 中位数 p50 (ms) | p90 (ms) | 倍数（以基准图为1）ratio to the yardstick | 目标 aim | "
        "| 含范围 with its range (ms) | 为首图的倍数 times the first | 目标 aim | |",
        "| --- | ---: | ---: | ---: | --- | --- | ---: | ---: | --- | --- |",
    ]
    rows = [_row(name, one) for name, one in seen.items()]
    moves = min(len(one.picture) for one in seen.values())
    plain = quantiles([each for one in seen.values() for each in one.yardstick], n=10)[4]
    told = (
        f"测于 {dt.date.today()}，{os.cpu_count()} 核，测量之前一分钟的平均负载 {load:.1f}；每个标签页 {moves} 次；"
        f"基准图 {plain:.0f} 毫秒。\nMeasured on {dt.date.today()}, {os.cpu_count()} cores, load of the minute before "
        f"{load:.1f}; {moves} moves a tab; the yardstick takes {plain:.0f} ms."
    )
    return "\n".join([*head, *rows, "", told])


def _row(name: str, one: Seen) -> str:
    p50, p90 = (quantiles(one.picture, n=10)[at] for at in (4, 8))
    ratio, times = _ratio(one.picture, one.yardstick), _ratio(one.ranged, one.picture)
    first = f"| {name} | {p50:.0f} | {p90:.0f} | **{ratio:.1f} ×** | < {AIM} ms | {_met(p50 < AIM)} "
    return first + f"| {median(one.ranged):.0f} | **{times:.1f} ×** | ≤ {WITH_RANGE} × | {_met(times <= WITH_RANGE)} |"


def _ratio(these: list[float], those: list[float]) -> float:
    """Return the median ratio, move by move."""
    return median(a / b for a, b in zip(these, those, strict=True))


def _met(there: bool) -> str:
    return "达到 met" if there else "未达到 **not met**"


def measured(moves: int = MOVES) -> str:
    """Measure, and return the table."""
    load = os.getloadavg()[0]
    return section(took(moves), load)


def main() -> None:
    parser = argparse.ArgumentParser(prog="python -m benchmarks.picture", description=__doc__)
    parser.add_argument("--moves", type=int, default=MOVES, help=f"measured moves of each tab (default {MOVES})")
    parser.add_argument("--dry", action="store_true", help="print, and leave docs/reference/benchmarks.md as it is")
    options = parser.parse_args()
    made = measured(options.moves)
    print(made)
    if not options.dry:
        inside = re.compile(f"(?<={re.escape(BEGIN)}\n).*(?=\n{re.escape(END)})", re.DOTALL)
        PAGE.write_text(inside.sub(lambda _: made, PAGE.read_text("utf-8")), encoding="utf-8")


if __name__ == "__main__":
    main()
