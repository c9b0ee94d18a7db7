"""What the visitor sees, in a real browser."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from tests.dashboards.browser import Server, Visit, serving, write_notebook


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


NO_CHOICE = "menu => (menu.selectedIndex = -1, menu.dispatchEvent(new Event('change', {bubbles: true})))"


@pytest.mark.browser
def test_a_menu_left_without_a_choice_keeps_the_one_it_had(server: Server, visit: Visit) -> None:
    visit.open(server.address)
    menu = visit.page.locator("select")
    menu.select_option("高")
    menu.evaluate(NO_CHOICE)
    visit.page.wait_for_function("document.querySelector('select').selectedIndex === 1")
    visit.page.get_by_role("slider", name="几年晋升一级").press("ArrowRight")
    visit.page.get_by_text("答 4").wait_for()


@pytest.mark.browser
@pytest.mark.parametrize("code", ["1 / 0", "import os; os._exit(1)"])
def test_a_page_that_cannot_open_says_so_in_both_languages(tmp_path: Path, visit: Visit, code: str) -> None:
    write_notebook(tmp_path / "bad.ipynb", code)
    with serving(tmp_path, tmp_path / "server.log") as running:
        visit.page.goto(running.address)
        told = visit.page.get_by_role("alert").filter(has_text="页面未能打开")
        told.wait_for()
        assert "The page could not be opened" in told.inner_text()
        assert "rror" not in visit.page.locator("main").inner_text()


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
