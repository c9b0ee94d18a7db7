"""Open the dashboards in a browser, safely: `simlib serve` and `make lab` call `serve`.

What each setting defends against is in docs/guide/serving.md.
"""

from __future__ import annotations

import atexit
import logging
import os
import secrets
import socket
import sys
import tempfile
import webbrowser
from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Any
from urllib.parse import quote

from dashboards.serving import room
from simlib import machine

if TYPE_CHECKING:  # Voilà takes a second to import: not before the arguments are checked
    from dashboards.serving.app import LabServer

TOKEN_VARIABLE = "SIMLIB_TOKEN"
LOOPBACK = ("127.0.0.1", "localhost", "::1")


def serve(
    *,
    port: int = 8866,
    ip: str = "127.0.0.1",
    token: str | None = None,
    open_browser: bool = True,
    max_kernels: int | None = None,
    kernel_megabytes: int | None = None,
    preheat: int = 1,
    folder: Path | str | None = None,
    hosts: Sequence[str] = (),
    base_url: str = "/",
    behind_proxy: bool = False,
    idle_seconds: int = 900,
) -> int:
    """Serve the notebooks of `folder` (the dashboards) until Ctrl-C; return the exit code.

    token     None: from the variable SIMLIB_TOKEN, or else a new random one. "": none, on this machine only.
    max_kernels, kernel_megabytes   how many visitors at a time, and how much memory each may take; None: by the
              memory of this machine (`dashboards.serving.room`).
    hosts     further names this server answers to, such as the public name of a reverse proxy.
    behind_proxy   believe X-Forwarded-Proto and X-Real-Ip; only when nobody but the proxy can connect.
    """
    token = chosen_token(token)
    if not token and ip not in LOOPBACK:
        return refuse("没有访问口令时只能监听 127.0.0.1", "Without a token the server listens on 127.0.0.1 only")
    root = Path(folder or Path(__file__).parent).resolve()
    if not root.is_dir():
        return refuse(f"没有这个文件夹：{root}", f"There is no such folder: {root}")
    memory = kernel_megabytes * 1_000_000 if kernel_megabytes else room.kernel_memory()
    os.environ[machine.LIMIT] = str(memory)  # so that a page says what does not fit before it runs
    server = build(
        root,
        {"preheat": preheat, "idle_seconds": idle_seconds, "memory": memory},
        announce=lambda taken: announce(port, taken, ip, base_url, token, open_browser),
        ip=ip,
        port=port,
        token=token,
        base_url=base_url,
        known_hosts=known_hosts(ip, hosts),
        max_kernels=max_kernels or room.visitors(),
        behind_proxy=behind_proxy,
    )
    return run(server)


def build(root: Path, kernels: dict[str, int], **traits: Any) -> LabServer:
    """The server for the notebooks of `root`, not yet started."""
    from dashboards.serving.config import configuration, prepare_environment

    prepare_environment()  # before Voilà looks for templates
    from dashboards.serving.app import LabServer
    from dashboards.serving.handlers import HeaderOrCookie
    from dashboards.serving.pages import dashboards

    return LabServer(
        config=configuration(entries=dashboards(root), **kernels),
        log_level=logging.WARNING,
        config_file_paths=[],  # a voila.json in the current folder changes nothing
        identity_provider_class=HeaderOrCookie,
        root_dir=str(root),
        **traits,
    )


def run(server: LabServer) -> int:
    """Run until stopped; a port that cannot be had is told in both languages."""
    server.initialize([])
    try:
        server.start()
    except OSError as error:
        return refuse(f"无法监听端口：{error}", f"Cannot listen: {error}. Choose another --port")
    say("已停止。", "Stopped.")
    return 0


def chosen_token(token: str | None) -> str:
    """The token to ask for; taken out of the environment so that no kernel inherits it."""
    from_environment = os.environ.pop(TOKEN_VARIABLE, None)
    if token is not None:
        return token
    return from_environment or secrets.token_urlsafe(24)


def known_hosts(ip: str, hosts: Sequence[str]) -> list[str]:
    """Host names a request may carry: this machine's own, and those asked for."""
    names = [*LOOPBACK, "[::1]", *hosts]
    names += [socket.gethostname(), socket.getfqdn()] if ip in ("", "0.0.0.0", "::") else [ip]
    return list(dict.fromkeys(name.lower() for name in names))


def announce(wanted: int, port: int, ip: str, base_url: str, token: str, open_browser: bool) -> None:
    """Print the address, and open it where there is a browser."""
    if port != wanted:
        say(f"端口 {wanted} 已被占用，改用 {port}。", f"Port {wanted} is taken; using {port}.")
    host = socket.gethostname() if ip in ("", "0.0.0.0", "::") else ip
    host = f"[{host}]" if ":" in host else host
    address = f"http://{host}:{port}{base_url}" + (f"login#token={quote(token)}" if token else "")
    say("请在浏览器中打开（按 Ctrl-C 停止）：", "Open in a browser (Ctrl-C stops):")
    print(f"\n    {address}\n", flush=True)
    if open_browser:
        open_address(address)


def open_address(address: str) -> None:
    """Open the browser through a private file, so that the token is not in the list of processes."""
    try:
        browser = webbrowser.get()
    except webbrowser.Error:
        return say("没有找到浏览器，请打开上面的地址。", "No browser found; open the address above.")
    with tempfile.NamedTemporaryFile("w", suffix=".html", delete=False, encoding="utf-8") as page:
        page.write(f'<meta charset="utf-8"><script>location.replace("{address}")</script>')
    atexit.register(Path(page.name).unlink, missing_ok=True)
    browser.open(Path(page.name).as_uri())


def refuse(text: str, text_en: str) -> int:
    """Say why nothing was started."""
    print(f"{text}\n{text_en}", file=sys.stderr, flush=True)
    return 2


def say(text: str, text_en: str) -> None:
    """One message in both languages."""
    print(f"{text} {text_en}", flush=True)


if __name__ == "__main__":
    sys.exit(serve())
