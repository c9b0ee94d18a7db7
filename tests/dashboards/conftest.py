"""Fixtures for tests that open pages in a real browser."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from playwright.sync_api import Browser, sync_playwright

from simlib import project
from simlib.policy import Policy
from simlib.staff.opening import Staff
from tests.dashboards.browser import ROOT, Server, Visit, serving, start


@pytest.fixture(scope="session")
def chromium() -> Iterator[Browser]:
    """The browser; its absence is a failure that says what to install."""
    with sync_playwright() as playwright:
        browser = start(playwright)
        yield browser
        browser.close()


@pytest.fixture
def visit(chromium: Browser) -> Iterator[Visit]:
    """A fresh page in a fresh profile at 1366 × 768, recording requests and errors."""
    context = chromium.new_context(viewport={"width": 1366, "height": 768}, accept_downloads=True)
    visited = Visit(context.new_page())
    yield visited
    visited.page.goto("about:blank")  # closing the context would not tell the page, and its kernel would stay
    context.close()


@pytest.fixture(scope="module")
def server(law: Policy, staff: Staff, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Server]:
    """The dashboards as they are installed."""
    project(law, staff, years=2, replications=2, seed=2027)  # compiles the rules if nobody has yet
    with serving(ROOT / "dashboards", tmp_path_factory.mktemp("log") / "server.log", max_kernels=4) as running:
        yield running
