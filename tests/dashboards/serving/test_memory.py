"""A session that takes too much memory ends with words, and nobody else's does."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from dashboards.serving import room
from simlib import machine
from tests.dashboards.browser import Server, Visit, serving, write_notebook
from tests.dashboards.serving.demo import LARGE, until

MEGABYTES = 400  # a kernel with the page takes some 150


@pytest.fixture
def limited(tmp_path: Path) -> Iterator[Server]:
    write_notebook(tmp_path / "large.ipynb", LARGE, title="占用", title_en="Large")
    with serving(tmp_path, tmp_path / "server.log", kernel_megabytes=MEGABYTES, max_kernels=2) as running:
        yield running


@pytest.mark.browser
def test_a_session_over_its_memory_is_ended_and_told_why(limited: Server, visit: Visit) -> None:
    visit.open(limited.address)
    assert limited.get("/voila/render/large.ipynb").status == 200  # another visitor
    assert limited.kernels() == 2
    visit.page.get_by_role("button", name="不够").click()  # refused in time, the session lives
    visit.page.get_by_text("每人最多用 400 MB").wait_for()
    assert "a visitor may take 400 MB" in visit.page.content()
    visit.page.get_by_role("button", name="占用").click()
    visit.page.get_by_text("这次计算用的内存超过了每人的上限（400 MB）").wait_for()
    told = visit.page.locator("#lab-ended").inner_text()
    assert "会话已结束" in told and "It took more memory than a visitor may (400 MB)" in told
    assert limited.kernels() == 1 and limited.get("/login").status == 200  # the other one, and the server
    until(lambda: "was ended" in limited.log.read_text(encoding="utf-8"))


@pytest.mark.parametrize(
    ("gigabytes", "visitors", "megabytes"),
    [(1, 1, 500), (2, 3, 1000), (4, 7, 1500), (8, 15, 1500), (64, 20, 1500)],  # half a GB for the server, and for each
)
def test_there_is_room_for_as_many_as_the_memory_holds(gigabytes: int, visitors: int, megabytes: int) -> None:
    assert room.visitors(gigabytes * 10**9) == visitors
    assert room.kernel_memory(gigabytes * 10**9) == megabytes * 10**6


def test_a_container_s_limit_counts_and_that_of_the_one_around_it(tmp_path: Path) -> None:
    group(tmp_path / "lab", {"memory.max": "max", "memory.current": "5"})
    group(
        tmp_path / "lab" / "kernel", {"memory.max": "900", "memory.current": "500", "memory.stat": "inactive_file 100"}
    )
    group(tmp_path, {"memory.max": "2000", "memory.current": "700"})
    own = tmp_path / "own"
    own.write_text("0::/lab/kernel\n", encoding="ascii")
    assert list(machine.containers(own, tmp_path)) == [(900, 400), (2000, 700)]


def test_the_first_version_of_control_groups_is_read_too(tmp_path: Path) -> None:
    limits = {"memory.limit_in_bytes": "800", "memory.usage_in_bytes": "300", "memory.stat": "total_inactive_file 50"}
    group(tmp_path / "memory" / "docker", limits)
    own = tmp_path / "own"
    own.write_text("4:memory:/docker\n3:cpuset:/\n", encoding="ascii")
    assert list(machine.containers(own, tmp_path)) == [(800, 250)]
    assert list(machine.containers(tmp_path / "none", tmp_path)) == []


def group(folder: Path, files: dict[str, str]) -> None:
    folder.mkdir(parents=True, exist_ok=True)
    for name, text in files.items():
        (folder / name).write_text(text + "\n", encoding="ascii")


def test_what_a_process_may_use_is_its_limit_if_it_was_given_one(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv(machine.LIMIT, "123")
    assert machine.usable() == 123
    monkeypatch.delenv(machine.LIMIT)
    assert machine.in_use() < machine.usable() <= machine.whole()
