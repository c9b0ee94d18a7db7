"""How many may be there, and where the launcher listens."""

from __future__ import annotations

import socket
from pathlib import Path

import pytest

from tests.dashboards.browser import TOKEN, Server, Visit, serving, write_notebook
from tests.dashboards.serving.demo import RENDER, until


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
        until(lambda: running.get(RENDER).status == 200)  # once it waits it does not count as a visitor
        answers = [200]
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
