"""A server of dashboards and a real browser, for tests. Fixtures are in conftest.py beside this."""

from __future__ import annotations

import json
import re
import signal
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass, field
from http.cookiejar import CookieJar
from pathlib import Path
from typing import Any
from urllib.error import HTTPError
from urllib.parse import urlencode, urlsplit
from urllib.request import HTTPCookieProcessor, HTTPRedirectHandler, Request, build_opener

import axe_playwright_python
import nbformat
from playwright.sync_api import Browser, Page, Playwright, TimeoutError

from scripts.programs import find

ROOT = Path(__file__).resolve().parents[2]
PYTHON = Path(sys.executable)  # the Python that runs the tests
NAMED = "[...document.querySelectorAll('[role=slider]')].every(slider => slider.getAttribute('aria-label'))"
FLAGS = [
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
]
TOKEN = "a-token-for-tests"
AXE = Path(axe_playwright_python.__file__).with_name("axe.min.js")
LAUNCH = "import json, sys; from dashboards.serve import serve; sys.exit(serve(**json.loads(sys.argv[1])))"


class _NoRedirect(HTTPRedirectHandler):
    """Shows a redirect instead of following it."""

    def redirect_request(self, *_: Any) -> None:
        return None


@dataclass
class Answer:
    """What the server said."""

    status: int
    headers: Any
    text: str


@dataclass
class Server:
    """A running launcher."""

    process: subprocess.Popen[str]
    address: str  # as printed, with the token in its fragment
    log: Path

    @property
    def origin(self) -> str:
        parts = urlsplit(self.address)
        return f"{parts.scheme}://{parts.netloc}"

    def get(self, path: str, *, token: bool = True, **headers: str) -> Answer:
        """Ask for a path; header names are given with _ for -."""
        named = {name.replace("_", "-"): value for name, value in headers.items()}
        if token:
            named["Authorization"] = f"token {TOKEN}"
        try:
            reply = build_opener(_NoRedirect).open(Request(self.origin + path, headers=named), timeout=60)
        except HTTPError as error:
            reply = error
        return Answer(reply.status, reply.headers, reply.read().decode("utf-8", errors="replace"))

    def login(self) -> str:
        """The cookies of a visitor who gave the token to the login page, as a header."""
        jar = CookieJar()
        self.enter("/login", jar)
        return "; ".join(f"{cookie.name}={cookie.value}" for cookie in jar)

    def enter(self, wanted: str, jar: CookieJar | None = None) -> Answer:
        """What is answered to who gives the token to the login page and wants to go on to `wanted`."""
        jar = CookieJar() if jar is None else jar
        build_opener(HTTPCookieProcessor(jar)).open(f"{self.origin}/login", timeout=60).read()
        xsrf = next(cookie.value for cookie in jar if cookie.name == "_xsrf")
        form = urlencode({"token": TOKEN, "next": wanted, "_xsrf": xsrf}).encode()
        try:
            reply = build_opener(_NoRedirect, HTTPCookieProcessor(jar)).open(f"{self.origin}/login", form, timeout=60)
        except HTTPError as error:
            reply = error
        return Answer(reply.status, reply.headers, reply.read().decode("utf-8", errors="replace"))

    def kernels(self) -> int:
        """How many kernels run: the server's child processes that are kernels."""
        children = Path(f"/proc/{self.process.pid}/task/{self.process.pid}/children").read_text().split()
        lines = []
        for child in children:
            with suppress(FileNotFoundError):
                lines.append(Path(f"/proc/{child}/cmdline").read_bytes())
        return sum(b"ipykernel_launcher" in line for line in lines)


def hearing_ctrl_c() -> None:
    """Let a process be stopped with Ctrl-C, also where a shell runs the tests in the background and has it ignored."""
    signal.signal(signal.SIGINT, signal.SIG_DFL)


@contextmanager
def serving(
    folder: Path | None, log: Path, *, here: Path = ROOT, python: Path = PYTHON, **options: Any
) -> Iterator[Server]:
    """The launcher in a process of its own, over `folder` (None: its own); stopped with Ctrl-C at the end.

    here, python    the current folder, and which Python runs it
    """
    wanted = {
        "folder": str(folder) if folder else None,
        "token": TOKEN,
        "open_browser": False,
        "preheat": 0,
        "port": 8900,
    } | options
    with log.open("w", encoding="utf-8") as file:
        process = subprocess.Popen(
            [str(python), "-c", LAUNCH, json.dumps(wanted)],
            cwd=here, stdout=file, stderr=file, text=True, preexec_fn=hearing_ctrl_c,
        )  # fmt: skip
    try:
        yield Server(process, printed_address(process, log), log)
    finally:
        process.send_signal(signal.SIGINT)
        try:
            process.wait(timeout=30)
        except subprocess.TimeoutExpired:
            process.kill()
            raise


def printed_address(process: subprocess.Popen[str], log: Path) -> str:
    """The address the launcher prints once it listens."""
    for _ in range(1200):
        found = re.search(r"http://\S+", log.read_text(encoding="utf-8"))
        if found:
            return found.group()
        if process.poll() is not None:
            break
        time.sleep(0.1)
    raise AssertionError(f"the launcher did not start:\n{log.read_text(encoding='utf-8')}")


def write_notebook(path: Path, code: str, **metadata: str) -> None:
    """A notebook of one cell."""
    kernel = {"name": "python3", "display_name": "Python 3", "language": "python"}
    notebook = nbformat.v4.new_notebook(metadata={"kernelspec": kernel, **metadata})
    notebook.cells = [nbformat.v4.new_code_cell(code)]
    nbformat.write(notebook, path)


def start(playwright: Playwright) -> Browser:
    """The browser that `scripts/programs.py` finds, with no traffic of its own."""
    return playwright.chromium.launch(executable_path=find("browser"), args=FLAGS)


@dataclass
class Visit:
    """One page and what it did while it was open."""

    page: Page
    requests: list[str] = field(default_factory=list)
    errors: list[str] = field(default_factory=list)

    def __post_init__(self) -> None:
        self.page.on("request", lambda request: self.requests.append(request.url))
        self.page.on("websocket", lambda socket: self.requests.append(socket.url))
        self.page.on("pageerror", lambda error: self.errors.append(str(error)))
        self.page.on("console", lambda note: self.errors.append(note.text) if note.type == "error" else None)

    def open(self, address: str, wait_for: str = "#rendered_cells .jupyter-widgets") -> Visit:
        """Open an address and wait until the widgets are there and the loading screen is not."""
        self.page.goto(address)
        self.page.wait_for_selector(wait_for, timeout=60_000)
        self.page.wait_for_selector("#loading", state="detached")
        return self

    def dashboard(self, server: Server, name: str, wait_for: str) -> Page:
        """Enter a dashboard by its token and wait for its exact answer."""
        self.page.set_default_navigation_timeout(120_000)
        self.open(f"{server.origin}/login?next=/voila/render/{name}.ipynb#token={TOKEN}", wait_for)
        self.page.locator('[data-replications="200"]').wait_for(timeout=60_000)
        return self.page

    def left_localhost(self) -> list[str]:
        """Requests that went anywhere else than to this machine."""
        inside = {"127.0.0.1", "localhost", None}  # None: data:, blob:
        return [url for url in self.requests if urlsplit(url).hostname not in inside]

    def violations(self) -> list[str]:
        """What axe finds wrong for assistive technology, one line each, once the page's script has had its turn.

        The script names what appears a moment after it appears; names that never come are a violation all the same.
        """
        with suppress(TimeoutError):
            self.page.wait_for_function(NAMED, timeout=5_000)
        self.page.evaluate(AXE.read_text(encoding="utf-8"))
        found = self.page.evaluate("axe.run()")["violations"]
        return [f"{rule['id']}: {node['html'][:200]}" for rule in found for node in rule["nodes"]]
