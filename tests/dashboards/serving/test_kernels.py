"""How a kernel is reached: protocol, token, origin, and frames that are well formed."""

from __future__ import annotations

import asyncio
import re
from collections.abc import Coroutine
from concurrent.futures import ThreadPoolExecutor
from typing import Any

import websockets

from dashboards.serving.kernels import well_formed
from tests.dashboards.browser import TOKEN, Server
from tests.dashboards.serving.demo import RENDER

PROTOCOL = "v1.kernel.websocket.jupyter.org"


def kernel_of(page: str) -> str:
    found = re.search(r'"kernelId": "([0-9a-f-]+)"', page)
    assert found is not None
    return found.group(1)


def run(coroutine: Coroutine[Any, Any, Any]) -> Any:
    """Run in a thread of its own: the browser's fixture keeps a loop running in this one."""
    with ThreadPoolExecutor(1) as thread:
        return thread.submit(asyncio.run, coroutine).result()


async def refused(server: Server, kernel: str, **options: Any) -> int:
    """The status with which a websocket to a kernel is refused."""
    address = server.origin.replace("http", "ws") + f"/api/kernels/{kernel}/channels"
    headers = {"Authorization": f"token {TOKEN}"} if options.pop("token", True) else {}
    headers["Cookie"] = options.pop("cookie", "")
    try:
        async with websockets.connect(address, additional_headers=headers, **options):
            return 101
    except websockets.exceptions.InvalidStatus as error:
        return error.response.status_code


def test_a_kernel_is_reached_only_by_protocol_token_and_origin(own: Server) -> None:
    kernel = kernel_of(own.get(RENDER).text)
    offers: list[Any] = [PROTOCOL]
    assert run(refused(own, kernel)) == 400
    assert run(refused(own, kernel, subprotocols=["another"])) == 400
    assert run(refused(own, kernel, subprotocols=offers, token=False)) == 403
    assert run(refused(own, kernel, subprotocols=offers, origin="http://elsewhere.example", token=False)) == 403
    assert run(refused(own, kernel, subprotocols=offers)) == 101


def test_a_page_of_another_origin_cannot_use_the_visitor_s_cookie(own: Server) -> None:
    kernel, offers = kernel_of(own.get(RENDER).text), [PROTOCOL]
    visitor: dict[str, Any] = {"subprotocols": offers, "token": False, "cookie": own.login()}
    assert run(refused(own, kernel, **visitor, origin="http://elsewhere.example")) == 403
    assert run(refused(own, kernel, **visitor, origin=own.origin)) == 101


async def send(server: Server, kernel: str, frame: bytes | str) -> int | None:
    """Send one frame to a kernel; the code with which the server closes."""
    address = server.origin.replace("http", "ws") + f"/api/kernels/{kernel}/channels"
    headers = {"Authorization": f"token {TOKEN}"}
    offers: list[Any] = [PROTOCOL]
    async with websockets.connect(address, additional_headers=headers, subprotocols=offers) as connection:
        await connection.send(frame)
        await asyncio.wait_for(connection.wait_closed(), 20)
        return connection.close_code


def test_a_frame_with_a_false_length_closes_its_connection_and_the_server_lives(own: Server) -> None:
    kernel = kernel_of(own.get(RENDER).text)
    assert run(send(own, kernel, (2**62).to_bytes(8, "little"))) == 1007
    assert run(send(own, kernel, "text")) == 1007
    assert own.get("/login").status == 200


def frame(*parts: bytes) -> bytes:
    """A v1 kernel message, put together as the protocol says."""
    start = 8 * (len(parts) + 2)
    offsets = [start]
    for part in parts:
        offsets.append(offsets[-1] + len(part))
    return b"".join(number.to_bytes(8, "little") for number in [len(offsets), *offsets]) + b"".join(parts)


def test_which_frames_are_well_formed() -> None:
    good = frame(b"shell", b"{}", b"{}", b"{}", b"{}")
    assert well_formed(good)
    assert not well_formed(good[:-1])
    assert not well_formed(good[:20])
    assert not well_formed(b"")
    assert not well_formed("text")
    assert not well_formed((65).to_bytes(8, "little") + bytes(8 * 66))
