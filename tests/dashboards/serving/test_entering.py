"""Who may enter, and which requests are refused."""

from __future__ import annotations

import re
from urllib.parse import quote, unquote

import pytest

from dashboards.serve import chosen_token, known_hosts, serve
from tests.dashboards.browser import TOKEN, Server, Visit
from tests.dashboards.serving.demo import RENDER


@pytest.mark.parametrize("path", ["/", RENDER, f"/?token={TOKEN}", f"{RENDER}?token={TOKEN}"])
def test_without_the_token_a_page_leads_to_the_login(server: Server, path: str) -> None:
    before = server.kernels()
    answer = server.get(path, token=False)
    assert answer.status == 302 and answer.headers["Location"].startswith("/login?next=")
    assert server.kernels() <= before


def test_the_login_refuses_another_token(server: Server, visit: Visit) -> None:
    visit.page.goto(f"{server.origin}/login#token=another")
    visit.page.get_by_role("alert").wait_for()
    assert "访问口令有误" in visit.page.content() and "The token is not right" in visit.page.content()
    visit.page.goto(server.origin)
    assert "/login" in visit.page.url


def test_the_printed_address_enters_and_the_token_stays_nowhere(server: Server, visit: Visit) -> None:
    visit.open(server.address)
    assert visit.page.url == server.origin + RENDER
    assert not [url for url in visit.requests if TOKEN in url.split("#")[0]]
    cookies = visit.page.context.cookies()
    assert TOKEN not in str(cookies) and any(cookie["httpOnly"] for cookie in cookies)
    assert TOKEN not in visit.page.content()


NOT_OURS = (
    "//elsewhere.example/",
    "/%09/elsewhere.example",
    "/%0a/elsewhere.example",
    "/%0d%0aLocation:%20http://elsewhere.example",
    "%09//elsewhere.example",
    "/%5celsewhere.example",
    "/%2felsewhere.example",
    "/%252felsewhere.example",
    "/voila/render/%09/../../elsewhere.example",
    "/voila/render/demo.ipynb%0d%0aSet-Cookie:%20a=b",
    "/voila/render/../../elsewhere.example",
    "/voila/render/demo.ipynb/../..//elsewhere.example",
    "http://elsewhere.example/voila/render/demo.ipynb",
    "javascript:alert(1)",
    "/voila/render/another.ipynb",
    "/%00",
    "/" + "a" * 10_000,
    "",
)


@pytest.mark.parametrize("wanted", NOT_OURS)
def test_the_login_leads_to_no_other_place(server: Server, wanted: str) -> None:
    page = server.get(f"/login?next={wanted}", token=False).text
    assert 'name="next" value="/"' in page
    assert server.enter(unquote(wanted)).headers["Location"] == "/"


@pytest.mark.parametrize("wanted", [RENDER, f"{RENDER}?x=1", "/voila/render/de%6do.ipynb"])
def test_the_login_leads_back_to_a_dashboard(server: Server, wanted: str) -> None:
    page = server.get(f"/login?next={quote(wanted)}", token=False).text
    assert f'name="next" value="{RENDER}"' in page
    assert server.enter(wanted).headers["Location"] == RENDER


def test_the_kernels_do_not_inherit_the_token(monkeypatch: pytest.MonkeyPatch) -> None:
    import os

    monkeypatch.setenv("SIMLIB_TOKEN", "from the environment")
    assert chosen_token(None) == "from the environment"
    assert "SIMLIB_TOKEN" not in os.environ
    assert len(chosen_token(None)) > 30 and chosen_token(None) != chosen_token(None)


def test_without_a_token_only_this_machine_is_served(capsys: pytest.CaptureFixture[str]) -> None:
    assert serve(token="", ip="0.0.0.0", open_browser=False) == 2
    told = capsys.readouterr().err
    assert "没有访问口令" in told and "Without a token" in told


def test_a_foreign_host_name_is_refused(server: Server) -> None:
    answer = server.get("/", Host="rebound.example")
    assert answer.status == 421
    assert "主机名不在允许之列" in answer.text and "Unknown host name" in answer.text


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
