"""The launcher's defences, asked over HTTP, and its pages, seen by a browser."""

from __future__ import annotations

import asyncio
import re
import socket
import time
from collections.abc import Callable, Coroutine, Iterator
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from typing import Any

import pytest
import websockets

from dashboards.serve import chosen_token, known_hosts, serve
from dashboards.serving.kernels import well_formed
from dashboards.serving.logs import struck_out
from tests.dashboards.browser import TOKEN, Server, Visit, serving, write_notebook

PROTOCOL = "v1.kernel.websocket.jupyter.org"
RENDER = "/voila/render/demo.ipynb"
DEMO = """
import os
import ipywidgets as w
from simlib.report.fonts import use_chinese_font
from dashboards.widgets import Download, Language, Picture, Runner, both

use_chinese_font()
language = Language()
runner = Runner(language=language)
picture = Picture(width=800, height=400)
axes = picture.figure.subplots()
bars = axes.bar(["2027 年", "2028 年"], [3, 5])
axes.set_title("工资总额（亿元）")
axes.set_ylim(0, 6)
years = language.label(w.IntSlider(value=3, min=1, max=5), both("几年晋升一级", "Years per grade"))
share = language.label(w.FloatSlider(value=0.2, max=0.5), both("优秀比例", "Excellent share"))
future = language.label(w.Dropdown(), both("情景", "Future"))
language.options(future, [(both("基准", "Base"), 1), (both("高", "High"), 2)])
answer = w.HTML()
answer.add_class("answer")

def show(value):
    bars[0].set_height(value)
    answer.value = f"<p>答 {value}</p>"
    picture.refresh(f"第一根柱高 {value}")

years.observe(lambda change: runner.submit(lambda job: years.value, show=show), "value")
fail = w.Button(description="出错")
fail.on_click(runner.guard(lambda _: 1 / 0))
leave = w.Button(description="退出")
leave.on_click(lambda _: os._exit(1))
file = Download(lambda: "年度".encode() * 1000, name="测算.txt", kind="text/plain", label="下载")
show(3)
controls = w.VBox([years, share, future, w.HBox([fail, leave, file, language.button()]), answer,
                   runner.status, runner.error, language.marker()])
controls.add_class("lab-controls")
tabs = language.titles(w.Tab(children=[picture.widget, w.HTML("<p>第二页</p>")]),
                       [both("人员", "Staff"), both("预算", "Budget")])
page = w.HBox([controls, tabs])
page.add_class("lab-columns")
page
"""


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    path = tmp_path_factory.mktemp("notebooks")
    write_notebook(path / "demo.ipynb", DEMO, title="政策实验室", title_en="Policy lab")
    (path / "inner").mkdir()
    write_notebook(path / "inner" / "hidden.ipynb", "1")
    return path


@pytest.fixture(scope="module")
def server(folder: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Server]:
    with serving(folder, tmp_path_factory.mktemp("log") / "server.log", max_kernels=10) as running:
        yield running


def until(true: Callable[[], Any], seconds: float = 30) -> None:
    """Wait for something that takes its time."""
    end = time.monotonic() + seconds
    while not true():
        assert time.monotonic() < end, "waited in vain"
        time.sleep(0.1)


# --- who may enter ---


@pytest.mark.parametrize("path", ["/", RENDER, f"/?token={TOKEN}", f"{RENDER}?token={TOKEN}"])
def test_without_the_token_a_page_leads_to_the_login(server: Server, path: str) -> None:
    before = server.kernels()
    answer = server.get(path, token=False)
    assert answer.status == 302 and answer.headers["Location"].startswith("/login?next=")
    assert server.kernels() <= before


def test_the_login_refuses_another_token(server: Server, visit: Visit) -> None:
    visit.page.goto(f"{server.origin}/login#token=another")
    visit.page.get_by_role("alert").wait_for()
    assert "令牌不对" in visit.page.content() and "The token is not right" in visit.page.content()
    visit.page.goto(server.origin)
    assert "/login" in visit.page.url


def test_the_printed_address_enters_and_the_token_stays_nowhere(server: Server, visit: Visit) -> None:
    visit.open(server.address)
    assert visit.page.url == server.origin + RENDER
    assert not [url for url in visit.requests if TOKEN in url.split("#")[0]]
    cookies = visit.page.context.cookies()
    assert TOKEN not in str(cookies) and any(cookie["httpOnly"] for cookie in cookies)
    assert TOKEN not in visit.page.content()


def test_the_login_leads_to_this_server_only(server: Server) -> None:
    page = server.get("/login?next=//elsewhere.example/", token=False).text
    assert 'name="next" value="/"' in page


def test_no_secret_is_in_the_log(server: Server) -> None:
    server.get(f"/nowhere?token={TOKEN}", token=False)
    server.get("/api/kernels/12345678-1234-1234-1234-123456789abc", token=False)
    written = server.log.read_text(encoding="utf-8")
    assert "404 GET /nowhere\n" in written  # without the query string
    assert TOKEN not in written.replace(server.address, "")
    assert "12345678-1234" not in written


def test_tokens_and_kernel_ids_are_struck_out() -> None:
    line = "GET /api/kernels/12345678-1234-1234-1234-123456789abc/channels?token=abc&x=1"
    assert struck_out(line) == "GET /api/kernels/<kernel>/channels?token=…&x=1"


def test_the_kernels_do_not_inherit_the_token(monkeypatch: pytest.MonkeyPatch) -> None:
    import os

    monkeypatch.setenv("SIMLIB_TOKEN", "from the environment")
    assert chosen_token(None) == "from the environment"
    assert "SIMLIB_TOKEN" not in os.environ
    assert len(chosen_token(None)) > 30 and chosen_token(None) != chosen_token(None)


def test_without_a_token_only_this_machine_is_served(capsys: pytest.CaptureFixture[str]) -> None:
    assert serve(token="", ip="0.0.0.0", open_browser=False) == 2
    told = capsys.readouterr().err
    assert "没有令牌" in told and "Without a token" in told


# --- which requests are refused ---


def test_a_foreign_host_name_is_refused(server: Server) -> None:
    answer = server.get("/", Host="rebound.example")
    assert answer.status == 421
    assert "不认识这个主机名" in answer.text and "Unknown host name" in answer.text


def test_only_this_machine_s_names_are_known_by_default() -> None:
    assert known_hosts("127.0.0.1", []) == ["127.0.0.1", "localhost", "::1", "[::1]"]
    assert "lab.example" in known_hosts("127.0.0.1", ["Lab.example"])


def test_theme_and_template_in_the_address_change_nothing(server: Server) -> None:
    plain = server.get(RENDER).text
    marked = server.get(f"{RENDER}?theme=marked-theme&template=marked-template").text
    assert "marked-t" not in marked
    assert 'data-jp-theme-name="JupyterLab Light"' in plain and 'data-jp-theme-name="JupyterLab Light"' in marked


@pytest.mark.parametrize(
    "path",
    [
        "/voila/tree/",
        "/voila/api/contents/",
        "/voila/files/demo.ipynb",
        "/voila/render/inner/hidden.ipynb",
        "/voila/render/../demo.ipynb",
        "/voila/query/12345678-1234-1234-1234-123456789abc",
        "/nowhere",
    ],
)
def test_nothing_but_the_dashboards_is_served(server: Server, path: str) -> None:
    answer = server.get(path)
    assert answer.status == 404
    assert "没有这个页面" in answer.text and "no such page" in answer.text


def test_the_browser_is_told_to_load_from_here_only(server: Server) -> None:
    for path in ("/", "/login", "/nowhere"):
        headers = server.get(path).headers
        assert headers["Content-Security-Policy"].startswith("default-src 'self'")
        assert not re.search(r"https?:|\*", headers["Content-Security-Policy"])
        assert headers["Referrer-Policy"] == "same-origin"


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


@pytest.fixture
def own(folder: Path, tmp_path: Path) -> Iterator[Server]:
    """A server of the test's own with room for one."""
    with serving(folder, tmp_path / "server.log", max_kernels=1) as running:
        yield running


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


# --- how many may be there ---


def test_one_visitor_too_many_is_told_so_in_both_languages(own: Server, visit: Visit) -> None:
    visit.open(own.address)
    answer = own.get(RENDER)
    assert answer.status == 503 and answer.headers["Retry-After"]
    assert "人数已到上限" in answer.text and "This server is full" in answer.text
    assert own.kernels() == 1


@pytest.mark.parametrize("token", [TOKEN, ""])  # without a token no login page sets the cookie that closing needs
def test_closing_the_page_ends_its_kernel(folder: Path, tmp_path: Path, visit: Visit, token: str) -> None:
    with serving(folder, tmp_path / "server.log", token=token) as running:
        visit.open(running.address)
        assert running.kernels() == 1
        visit.page.goto("about:blank")
        until(lambda: running.kernels() == 0)


def test_preheated_kernels_wait_and_are_ended_with_the_server(folder: Path, tmp_path: Path) -> None:
    with serving(folder, tmp_path / "server.log", preheat=1, max_kernels=1) as running:
        until(lambda: running.kernels() == 1)
        answers = [running.get(RENDER).status]
        assert answers == [200]  # the waiting kernel does not count as a visitor
        while answers[-1] != 503:  # while its successor starts, one more may slip in: as many as are kept waiting
            answers.append(running.get(RENDER).status)
            assert answers.count(200) <= 2, answers
        pid = running.process.pid
    assert running.process.returncode == 0
    assert "已停止" in running.log.read_text(encoding="utf-8")
    assert not Path(f"/proc/{pid}").exists()


def test_a_busy_port_is_told_and_the_next_one_taken(folder: Path, tmp_path: Path) -> None:
    with socket.socket() as taken:
        taken.bind(("127.0.0.1", 0))
        taken.listen()
        port = taken.getsockname()[1]
        with serving(folder, tmp_path / "server.log", port=port) as running:
            assert running.origin != f"http://127.0.0.1:{port}"
            told = running.log.read_text(encoding="utf-8")
            assert "已被占用" in told and "is taken" in told


def test_it_listens_on_this_machine_only(server: Server) -> None:
    port = int(server.origin.rsplit(":", 1)[1])
    listening = [
        line.split()[1] for line in Path("/proc/net/tcp").read_text().splitlines()[1:] if line.split()[3] == "0A"
    ]
    assert f"0100007F:{port:04X}" in listening
    assert f"00000000:{port:04X}" not in listening


def test_the_list_names_each_dashboard_in_both_languages(tmp_path: Path) -> None:
    write_notebook(tmp_path / "a.ipynb", "1", title="财政测算", title_en="Costing", about="测算&预算")
    write_notebook(tmp_path / "b.ipynb", "1", title="<b>实验", title_en="Lab")
    with serving(tmp_path, tmp_path / "server.log") as running:
        page = running.get("/").text
    assert "财政测算" in page and "Costing" in page and 'href="/voila/render/a.ipynb"' in page
    assert "&lt;b&gt;实验" in page and "测算&amp;预算" in page


def test_below_another_base_address(folder: Path, tmp_path: Path, visit: Visit) -> None:
    with serving(folder, tmp_path / "server.log", base_url="/lab/") as running:
        visit.open(running.address)
        assert "/lab/voila/render/demo.ipynb" in visit.page.url
        assert visit.errors == []


# --- what the visitor sees ---


@pytest.mark.browser
def test_a_page_is_chinese_whole_and_asks_nobody_else(server: Server, visit: Visit) -> None:
    visit.open(server.address)
    assert visit.errors == []
    assert visit.left_localhost() == []
    assert visit.violations() == []
    assert visit.page.title() == "政策实验室 · 社区工作者政策实验室"
    assert visit.page.evaluate("document.documentElement.lang") == "zh-CN"
    assert visit.page.evaluate("document.fonts.check('16px \"Noto Sans SC Lab\"', '级')")
    fonts = visit.page.evaluate("getComputedStyle(document.querySelector('.widget-label')).fontFamily")
    assert fonts.startswith('"Noto Sans SC Lab"')


@pytest.mark.browser
def test_a_slider_moved_by_keyboard_changes_the_answer_and_the_picture(server: Server, visit: Visit) -> None:
    visit.open(server.address)
    before = visit.page.locator("img.lab-picture").get_attribute("src")
    visit.page.get_by_role("slider", name="几年晋升一级").press("ArrowRight")
    visit.page.get_by_text("答 4").wait_for()
    visit.page.get_by_alt_text("第一根柱高 4").wait_for()
    assert visit.page.locator("img.lab-picture").get_attribute("src") != before
    visit.page.get_by_text("已完成").wait_for()


@pytest.mark.browser
def test_a_failure_is_shown_without_its_traceback(server: Server, visit: Visit) -> None:
    visit.open(server.address)
    visit.page.get_by_role("button", name="出错").click()
    visit.page.get_by_text("Could not be completed").wait_for()
    assert "ZeroDivisionError" not in visit.page.content()


@pytest.mark.browser
def test_the_language_switches_in_place(server: Server, visit: Visit) -> None:
    visit.open(server.address)
    visit.page.get_by_role("button", name="English").click()
    visit.page.get_by_role("slider", name="Years per grade").wait_for()
    visit.page.get_by_role("tab", name="Budget").wait_for()
    visit.page.wait_for_function("document.documentElement.lang === 'en'")  # the page's script follows the marker
    assert visit.violations() == []


@pytest.mark.browser
def test_the_projector_key_enlarges_the_type_and_typing_does_not(server: Server, visit: Visit) -> None:
    visit.open(server.address)
    size = "parseFloat(getComputedStyle(document.querySelector('.widget-label')).fontSize)"
    small = visit.page.evaluate(size)
    visit.page.locator(".widget-readout").first.press("p")
    assert visit.page.evaluate(size) == small
    visit.page.locator("h1").click()
    visit.page.keyboard.press("p")
    assert visit.page.evaluate(size) > 1.3 * small
    visit.page.keyboard.press("f")
    visit.page.wait_for_function("document.fullscreenElement !== null")


@pytest.mark.browser
def test_print_shows_the_present_tab_without_controls(server: Server, visit: Visit) -> None:
    visit.open(server.address)
    visit.page.emulate_media(media="print")
    assert visit.page.locator("img.lab-picture").is_visible()
    assert not visit.page.locator(".lab-controls").is_visible()
    assert not visit.page.get_by_role("tab", name="预算").is_visible()
    pdf = visit.page.pdf(prefer_css_page_size=True)
    assert len(re.findall(rb"/Type\s*/Page\b", pdf)) == 1


@pytest.mark.browser
def test_a_download_arrives_whole_under_its_name(server: Server, visit: Visit) -> None:
    visit.open(server.address)
    with visit.page.expect_download() as download:
        visit.page.get_by_role("button", name="下载").click()
    assert download.value.suggested_filename == "测算.txt"
    assert Path(download.value.path()).read_text(encoding="utf-8") == "年度" * 1000


@pytest.mark.browser
def test_the_end_of_a_session_is_told_in_both_languages(server: Server, visit: Visit) -> None:
    visit.open(server.address)
    assert not visit.page.locator("#lab-ended").is_visible()
    visit.page.get_by_role("button", name="退出").click()
    visit.page.get_by_text("会话已结束，请刷新页面").wait_for()
    assert "The session ended: reload the page" in visit.page.locator("#lab-ended").inner_text()


@pytest.mark.browser
def test_a_server_that_stops_is_told_too(folder: Path, tmp_path: Path, visit: Visit) -> None:
    with serving(folder, tmp_path / "server.log") as running:
        visit.open(running.address)
    visit.page.get_by_text("会话已结束，请刷新页面").wait_for()
