"""The log: a line for a refusal, no traceback that anybody can cause, no secret, no flood."""

from __future__ import annotations

import logging
import socket
from pathlib import Path
from types import SimpleNamespace
from typing import Any

import pytest

from dashboards.serving.logs import MOST, FewAMinute, log_failure, log_request, short, struck_out
from tests.dashboards.browser import TOKEN, Server, serving

KERNEL = "12345678-1234-1234-1234-123456789abc"
UPGRADE = (
    "Connection: Upgrade\r\nUpgrade: websocket\r\n"
    "Sec-WebSocket-Version: 13\r\nSec-WebSocket-Key: AAAAAAAAAAAAAAAAAAAAAA==\r\n"
)
PROTOCOL = "Sec-WebSocket-Protocol: v1.kernel.websocket.jupyter.org\r\n"
OURS = f"Authorization: token {TOKEN}\r\n"
ODD = [  # a request line and its headers
    ("GET /nowhere?session_id=SECRET", ""),
    ("GET /nowhere/" + "a" * 50_000, ""),
    ("GET /login;session_id=SECRET/token/SECRET", ""),
    (f"GET /{TOKEN}", ""),
    ("BREW /", ""),
    ("PUT /", "Content-Length: 0\r\n"),
    ("POST /login", "Content-Length: 0\r\n"),
    ("POST /login", "Content-Type: multipart/form-data; boundary=x\r\nContent-Length: 3\r\n\r\nabc"),
    ("GET /login?next=%ff", ""),
    (f"GET /api/kernels/{KERNEL}/channels?session_id=SECRET", UPGRADE + PROTOCOL),
    (f"GET /api/kernels/{KERNEL}/channels?session_id=SECRET", UPGRADE + PROTOCOL + OURS),
    (f"GET /api/kernels/{KERNEL}/channels?session_id=SECRET", ""),
    (f"GET /api/kernels/{KERNEL}?session_id=SECRET", OURS),
    (f"POST /voila/api/shutdown/{KERNEL}?session_id=SECRET", "Content-Length: 0\r\n"),
    ("GET /voila/static/nothing.js?session_id=SECRET", ""),
    ("GET /voila/templates/simlib/static/%00?token=SECRET", ""),
    ("GET /voila/labextensions/%00/y", ""),
    ("GET /voila/api/themes/x", ""),
    ("GET /voila/render/%ff", OURS),
    ("GET /", 'Cookie: username-localhost="2|1:0|10:1|18:username-localhost|4:abcd|00"; _xsrf=SECRET\r\n'),
    ("GET /nowhere", "Cookie: SECRET=\x01\r\nX-Odd: \x02\r\n"),
    ("GET //elsewhere.example/..;/", ""),
]


def ask(server: Server, line: str, headers: str) -> bytes:
    """The first bytes of what is answered to a request as it is written."""
    port = int(server.origin.rsplit(":", 1)[1])
    with socket.create_connection(("127.0.0.1", port), timeout=20) as connection:
        connection.sendall(
            f"{line} HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n{headers}\r\n".encode("latin-1")
        )
        return connection.recv(100)


def test_an_odd_request_leaves_one_short_line_and_nothing_secret(folder: Path, tmp_path: Path) -> None:
    with serving(folder, tmp_path / "server.log") as server:
        printed = len(server.log.read_text(encoding="utf-8"))
        for line, headers in ODD:
            assert ask(server, line, headers).startswith((b"HTTP/1.1 4", b"HTTP/1.1 302", b"HTTP/1.1 500")), line
    written = server.log.read_text(encoding="utf-8")[printed:]
    lines = written.splitlines()[:-1]  # the last says that the server stopped
    assert len(lines) <= len(ODD) and max(map(len, lines)) < 150, written
    assert "404 GET /nowhere\n" in written
    assert not [word for word in ("Traceback", "SECRET", TOKEN, KERNEL, "File ") if word in written]


def test_a_flood_is_counted_and_not_written_out(folder: Path, tmp_path: Path) -> None:
    with serving(folder, tmp_path / "server.log") as server:
        for _ in range(3 * MOST):
            ask(server, "GET /nowhere", "")
        written = server.log.read_text(encoding="utf-8")
    assert written.count("404 GET /nowhere") <= 2 * MOST  # two where a minute ends meanwhile
    assert "其余拒绝不再逐条记录" in written and "only counted" in written


def test_of_what_was_not_written_the_number_is() -> None:
    now = [0.0]
    few = FewAMinute(2, clock=lambda: now[0])
    told = []
    for second in (1, 2, 3, 4, 5, 61):
        now[0] = float(second)
        record = logging.makeLogRecord({"msg": f"refused at {second}"})
        if few.filter(record):
            told.append(record.getMessage())
    assert told[0] == "refused at 1" and "only counted" in told[1]
    assert told[2].startswith("refused at 61") and "另有 3 条" in told[2]


def test_what_is_secret_is_struck_out_and_what_is_not_stays() -> None:
    line = f"GET /api/kernels/{KERNEL}/channels?token=abc&session_id=1-2&x=1"
    assert struck_out(line) == "GET /api/kernels/<kernel>/channels?token=…&session_id=…&x=1"
    assert struck_out(KERNEL.replace("-", "")) == "<kernel>"
    assert struck_out("the word itself: sesame", "sesame") == "the word itself: …"
    assert short("/voila/render/demo.ipynb") == "/voila/render/demo.ipynb"
    assert short("/a\x1b[31m\u2028b") == "/a?[31m?b"
    assert short("/" + "a" * 30) == "/…"
    assert len(short("/a" * 10_000)) < 130


def test_a_failure_has_its_traceback_only_where_a_visitor_met_it(caplog: pytest.LogCaptureFixture) -> None:
    handler: Any = SimpleNamespace(
        request=SimpleNamespace(path="/voila/render/demo.ipynb", method="GET"), get_status=lambda: 500
    )
    log_failure(handler, ValueError("no"))
    log_request(handler)
    assert [(one.getMessage(), one.exc_info) for one in caplog.records] == [
        ("500 GET /voila/render/demo.ipynb ValueError", None)
    ]
    handler._jupyter_current_user = "a visitor"
    log_failure(handler, ValueError("no"))
    assert caplog.records[-1].exc_info is not None
