"""A dashboard without a kernel, answered on the spot with short runs; and its notebook with one."""

from __future__ import annotations

from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from typing import Any

import nbformat
from nbclient import NotebookClient

from dashboards.widgets import Language, Runner
from simlib import PolicyError
from tests.dashboards.browser import ROOT

SHORT: dict[str, Any] = {"years": 2, "quick": 30, "exact": (40,)}


class Now:
    """Loop and worker in one: everything happens at once, on the spot."""

    def call_later(self, delay: float, callback: Callable[..., Any], *args: Any) -> None:
        callback(*args)

    def call_soon_threadsafe(self, callback: Callable[..., Any], *args: Any) -> None:
        callback(*args)

    def submit(self, work: Callable[..., Any], /, *args: Any) -> None:
        work(*args)


def runner() -> Runner:
    now = Now()
    return Runner(loop=now, worker=now, language=Language(), known=(PolicyError,))


def notebook(name: str) -> nbformat.NotebookNode:
    return nbformat.read(ROOT / f"dashboards/{name}.ipynb", as_version=4)


def execute(name: str, code: str) -> None:
    """Run a dashboard's notebook and then `code` in its kernel."""
    book = notebook(name)
    book.cells.append(nbformat.v4.new_code_cell(code))
    client = NotebookClient(book, timeout=120, kernel_name="python3", resources={"metadata": {"path": str(ROOT)}})
    with ThreadPoolExecutor(1) as thread:  # the browser's fixture keeps a loop running in this one
        thread.submit(client.execute).result()
