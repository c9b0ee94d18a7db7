"""Fixtures for tests that open pages in a real browser."""

from __future__ import annotations

import importlib.util
import sys
from collections.abc import Iterator
from pathlib import Path
from types import ModuleType

import pytest
from playwright.sync_api import Browser, sync_playwright


def load(name: str) -> ModuleType:
    """The module beside this file, importable as `dashboards_browser` (tests are not a package)."""
    specification = importlib.util.spec_from_file_location(name, Path(__file__).with_name("browser.py"))
    assert specification is not None and specification.loader is not None
    module = importlib.util.module_from_spec(specification)
    sys.modules[name] = module
    specification.loader.exec_module(module)
    return module


tools = load("dashboards_browser")


@pytest.fixture(scope="session")
def chromium() -> Iterator[Browser]:
    """The browser; its absence is a failure that says what to install."""
    with sync_playwright() as playwright:
        browser = tools.start(playwright)
        yield browser
        browser.close()


@pytest.fixture
def visit(chromium: Browser) -> Iterator[object]:
    """A fresh page in a fresh profile at 1366 × 768, recording requests and errors."""
    context = chromium.new_context(viewport={"width": 1366, "height": 768}, accept_downloads=True)
    visited = tools.Visit(context.new_page())
    yield visited
    visited.page.goto("about:blank")  # closing the context would not tell the page, and its kernel would stay
    context.close()
