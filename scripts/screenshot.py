"""Make docs/images/policy_lab.png or costing.png: a dashboard as it is, with a grade every two years.

    python scripts/screenshot.py [policy_lab | costing] [--out FILE] [--width 1366] [--height 768] [--language en]
                                 [--tab 2] [--group 1] [--unchanged]

Starts the launcher over the dashboards, makes the change by keyboard in Chromium and waits for the exact answer.
"""

from __future__ import annotations

import argparse
import os
import re
import secrets
import signal
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from playwright.sync_api import Page, sync_playwright
from programs import find

ROOT = Path(__file__).resolve().parents[1]
LAUNCH = "import sys; from dashboards.serve import serve; sys.exit(serve(open_browser=False, preheat=0, port=8940))"


def main() -> None:
    """Take one picture."""
    wanted = arguments()
    with serving() as address, sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=find("browser"), args=["--no-sandbox", "--disable-gpu"])
        page = browser.new_page(viewport={"width": wanted.width, "height": wanted.height})
        page.goto(address.replace("/login#", f"/login?next=/voila/render/{wanted.dashboard}.ipynb#"), timeout=180_000)
        page.locator(READY[wanted.dashboard]).first.wait_for(timeout=120_000)
        page.wait_for_selector("#loading", state="detached")
        arrange(page, wanted)
        page.screenshot(path=wanted.out)
        page.goto("about:blank")  # tells the kernel that it may end
        browser.close()
    print(wanted.out)


def arguments() -> argparse.Namespace:
    """What to take."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0] if __doc__ else "")
    parser.add_argument("dashboard", nargs="?", choices=list(READY), default="policy_lab")
    parser.add_argument("--out", type=Path)
    parser.add_argument("--width", type=int, default=1366)
    parser.add_argument("--height", type=int, default=768)
    parser.add_argument("--language", choices=["zh", "en"], default="zh")
    parser.add_argument("--tab", type=int, help="counted from 1")
    parser.add_argument("--group", type=int, default=1, help="group of levers, counted from 1")
    parser.add_argument("--unchanged", action="store_true", help="leave the policy as it is in force")
    wanted = parser.parse_args()
    wanted.out = wanted.out or ROOT / f"docs/images/{wanted.dashboard}.png"
    wanted.tab = wanted.tab or SHOWN_TAB[wanted.dashboard]
    return wanted


def arrange(page: Page, wanted: argparse.Namespace) -> None:
    """Bring the page to the state that is shown."""
    exact(page)
    if not wanted.unchanged:
        CHANGE[wanted.dashboard](page)
        exact(page)
    if wanted.language == "en":
        page.get_by_role("button", name="English").click()
    page.get_by_role("tab").nth(wanted.tab - 1).click()
    page.locator(".lab-groups button").nth(wanted.group - 1).click()
    page.mouse.move(wanted.width - 5, wanted.height - 5)
    page.wait_for_timeout(3000)  # for the picture of that tab


def two_year_grades(page: Page) -> None:
    """Move the policy lab's lever."""
    page.get_by_role("slider", name="晋级年限").press("ArrowLeft")
    page.get_by_text("由 3 年改为 2 年").first.wait_for()


def the_proposal(page: Page) -> None:
    """Choose the same as a proposal on the costing page."""
    page.get_by_label("方案", exact=True).select_option(label="每两年晋升一级")
    page.locator(".lab-sentence").get_by_text("每两年晋升一级").wait_for(timeout=60_000)


READY = {"policy_lab": "img.lab-picture", "costing": "table.lab-budget"}  # what shows that the page is there
SHOWN_TAB = {"policy_lab": 2, "costing": 1}
CHANGE = {"policy_lab": two_year_grades, "costing": the_proposal}


def exact(page: Page) -> None:
    """Wait for the exact answer."""
    page.locator('[data-replications="200"]').wait_for(timeout=120_000)
    page.get_by_text("已完成").wait_for(timeout=120_000)


@contextmanager
def serving() -> Iterator[str]:
    """The launcher over the project's dashboards; yields the address with its token."""
    with tempfile.NamedTemporaryFile("w+", suffix=".log", encoding="utf-8") as log:
        settings = {**os.environ, "SIMLIB_TOKEN": secrets.token_urlsafe(24)}
        process = subprocess.Popen([sys.executable, "-c", LAUNCH], cwd=ROOT, stdout=log, stderr=log, env=settings)
        try:
            yield printed_address(process, Path(log.name))
        finally:
            process.send_signal(signal.SIGINT)
            process.wait(timeout=30)


def printed_address(process: subprocess.Popen[bytes], log: Path) -> str:
    """The address the launcher prints once it listens."""
    for _ in range(300):
        if found := re.search(r"http://\S+", log.read_text(encoding="utf-8")):
            return found.group()
        if process.poll() is not None:
            break
        time.sleep(0.1)
    raise SystemExit(f"the launcher did not start:\n{log.read_text(encoding='utf-8')}")


if __name__ == "__main__":
    main()
