"""The policy lab in a real browser."""

from __future__ import annotations

import pytest

from simlib.report.words import money, signed
from tests.dashboards.browser import Server, Visit
from tests.dashboards.policy_lab.opened import (
    GRADE,
    LAW,
    computed,
)


@pytest.mark.browser
def test_a_lever_moved_by_keyboard_shows_the_number_that_python_gives(server: Server, visit: Visit) -> None:
    page = visit.dashboard(server, "policy_lab", "img.lab-picture")
    page.get_by_role("slider", name="每几年晋升一级").press("ArrowLeft")
    found = computed({GRADE: 2}, replications=200, years=10).headline["cost"]
    card = page.locator('[data-outcome="cost"]')
    card.get_by_text(f"{signed(found.mean / 1e4)} 万元").wait_for(timeout=60_000)
    assert f"{money(found.before, 'zh').split()[0]} → {money(found.after, 'zh')}" in card.inner_text()
    assert "3 年 → 2 年" in page.locator(".lab-sentence").inner_text()
    assert visit.errors == [] and visit.left_localhost() == [] and visit.violations() == []
    assert "missing from" not in server.log.read_text("utf-8")


@pytest.mark.browser
def test_every_tab_and_group_is_whole_in_both_languages(server: Server, visit: Visit) -> None:
    page = visit.dashboard(server, "policy_lab", "img.lab-picture")
    page.get_by_role("slider", name="每几年晋升一级").press("ArrowLeft")
    page.get_by_text("3 年 → 2 年").first.wait_for()
    for switch in ("English", "中文"):
        page.get_by_role("button", name=switch).click()
        page.get_by_alt_text("End of 2036" if switch == "English" else "2036年末在岗").wait_for()
        page.get_by_role("tab", name="Trust, rerun" if switch == "English" else "可信吗·复算").wait_for()
        for place in range(6):
            page.get_by_role("tab").nth(place).click()
        for place in range(5):
            page.locator(".lab-groups button").nth(place).click()
        page.get_by_role("tab").nth(0).click()
        assert visit.violations() == []
        assert page.evaluate("document.documentElement.scrollWidth <= innerWidth")  # nothing sticks out
    assert visit.errors == []


@pytest.mark.browser
def test_the_proposal_is_downloaded(server: Server, visit: Visit) -> None:
    page = visit.dashboard(server, "policy_lab", "img.lab-picture")
    page.get_by_role("slider", name="每几年晋升一级").press("ArrowLeft")
    page.get_by_text("3 年 → 2 年").first.wait_for()
    with page.expect_download() as download:
        page.get_by_role("button", name="方案 YAML").click()
    reform = LAW.with_proposal(str(download.value.path()))
    assert reform.digest == LAW.with_values({GRADE: 2}).digest
