"""The dashboards in JupyterLab, as `make notebooks` opens it: in Chinese, and looking as on a page of their own."""

from __future__ import annotations

import os
import re
import shutil
import signal
import subprocess
import sys
from collections.abc import Iterator
from typing import Any

import pytest
from playwright.sync_api import Page

from simlib import project
from simlib.policy import Policy
from simlib.staff.opening import Staff
from tests.dashboards.browser import ROOT, Visit, hearing_ctrl_c, printed_address

pytestmark = pytest.mark.browser

LONG = 120_000  # milliseconds that a busy machine may need
BOXES = """kind => [...document.querySelectorAll(kind)].map(one => {
  const {left, right, top, bottom, width} = one.getBoundingClientRect();
  return {left, right, top, bottom, width, cut: one.scrollWidth > one.clientWidth + 1, // both are rounded
    wide: [one.scrollWidth, one.clientWidth], text: one.textContent};
})"""
COLOURS = """kind => {
  const {color, backgroundColor} = getComputedStyle(document.querySelector(kind));
  return [color, backgroundColor];
}"""


@pytest.fixture(scope="module")
def jupyterlab(law: Policy, staff: Staff, tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """JupyterLab with the settings of `make notebooks`, over copies of the dashboards; yields its address."""
    project(law, staff, years=2, replications=2, seed=2027)  # compiles the rules if nobody has yet
    here, home = tmp_path_factory.mktemp("notebooks"), tmp_path_factory.mktemp("home")
    for notebook in (ROOT / "dashboards").glob("*.ipynb"):
        shutil.copy(notebook, here)
    named = re.search(r"--LabApp\.app_settings_dir=(\S+)", (ROOT / "Makefile").read_text(encoding="utf-8"))
    assert named
    command = [sys.executable, "-m", "jupyterlab", "--no-browser", "--port=8900", "--IdentityProvider.token="]
    command += [f"--LabApp.app_settings_dir={ROOT / named[1]}", f"--ServerApp.root_dir={here}", "--allow-root"]
    places = {f"JUPYTER_{kind}_DIR": str(home / kind) for kind in ("CONFIG", "DATA", "RUNTIME")}
    settings = os.environ | places | {"IPYTHONDIR": str(home / "ipython"), "PYTHONPATH": str(ROOT)}
    log = home / "server.log"
    with log.open("w", encoding="utf-8") as file:
        process = subprocess.Popen(
            command, cwd=here, env=settings, stdout=file, stderr=file, text=True, preexec_fn=hearing_ctrl_c
        )
    try:
        yield printed_address(process, log).rstrip("/").removesuffix("/lab")
    finally:
        process.send_signal(signal.SIGTERM)
        process.wait(timeout=30)


def run_all(page: Page, address: str, notebook: str) -> None:
    """Open a notebook and run its cells by the menu, in Chinese; wait for the answer."""
    page.goto(f"{address}/lab/tree/{notebook}?reset")
    idle = page.locator("#jp-main-statusbar").get_by_text("| 空闲")
    idle.wait_for(timeout=LONG)  # what is asked of a kernel that still starts is lost
    page.get_by_role("menuitem", name="运行", exact=True).click()
    page.get_by_role("menuitem", name="运行所有单元格", exact=True).click()
    page.locator(".lab-card-one").first.wait_for(timeout=LONG)


def boxes(page: Page, kind: str) -> list[dict[str, Any]]:
    found = page.evaluate(BOXES, kind)
    assert found
    return found


def apart(one: dict[str, Any], other: dict[str, Any]) -> bool:
    """Whether two boxes do not overlap."""
    beside = one["right"] <= other["left"] or other["right"] <= one["left"]
    return beside or one["bottom"] <= other["top"] or other["bottom"] <= one["top"]


def contrast(colours: list[str]) -> float:
    """WCAG's contrast ratio of two colours as the browser computes them: rgb(…), 1 for white on white."""
    light = []
    for colour in colours:
        shares = [int(number) / 255 for number in re.findall(r"\d+", colour)[:3]]
        red, green, blue = (s / 12.92 if s <= 0.04045 else ((s + 0.055) / 1.055) ** 2.4 for s in shares)
        light.append(0.2126 * red + 0.7152 * green + 0.0722 * blue)
    return (max(light) + 0.05) / (min(light) + 0.05)


@pytest.mark.parametrize(("notebook", "answer"), [("policy_lab", "img.lab-picture"), ("costing", "table.lab-budget")])
def test_a_dashboard_looks_right_in_jupyterlab(jupyterlab: str, visit: Visit, notebook: str, answer: str) -> None:
    page = visit.page
    run_all(page, jupyterlab, f"{notebook}.ipynb")
    page.locator(answer).first.wait_for(timeout=LONG)
    page.locator(".lab-row .noUi-handle").first.press("ArrowLeft")
    page.locator(".lab-sentence", has_text="改为").wait_for(timeout=LONG)
    assert "·1" in page.locator(".lab-groups .mod-active").inner_text().replace(" ", "")

    assert contrast(page.evaluate(COLOURS, ".lab-groups .mod-active")) >= 4.5
    (panel,), (whole,) = boxes(page, ".lab-panel"), boxes(page, ".lab-columns")
    assert 0.2 < panel["width"] / whole["width"] < 0.4
    cards = boxes(page, ".lab-card-one")
    assert len(cards) == 6 and [card for card in cards if card["cut"]] == []
    assert all(apart(one, other) for place, one in enumerate(cards) for other in cards[:place])
    tabs = boxes(page, ".lab-results > .widget-tab > .lm-TabBar .lm-TabBar-tab")
    assert [tab for tab in tabs if tab["cut"] or tab["right"] > whole["right"] + 2] == []  # 2: a widget's margin
    assert page.locator(".lab-results").evaluate("one => getComputedStyle(one).fontFamily").startswith('"Noto Sans SC')

    assert page.locator(".Toastify__toast").count() == 0  # no "Would you like to get notified about official news?"
    assert visit.left_localhost() == []
