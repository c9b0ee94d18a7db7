"""The policy lab in a real browser."""

from __future__ import annotations

import pytest
from playwright.sync_api import expect

from simlib.report.words.amounts import money, signed
from tests.dashboards.browser import Server, Visit
from tests.dashboards.keys import Field, settled
from tests.dashboards.policy_lab.opened import (
    GRADE,
    LAW,
    computed,
)

PAY_GROUP, FUND_GROUP = 3, 5  # of levers


@pytest.mark.browser
def test_a_lever_moved_by_keyboard_shows_the_number_that_python_gives(server: Server, visit: Visit) -> None:
    page = visit.dashboard(server, "policy_lab", "img.lab-picture")
    page.get_by_role("slider", name="晋级年限").press("ArrowLeft")
    found = computed({GRADE: 2}, replications=200, years=10).headline["cost"]
    card = page.locator('[data-outcome="cost"]')
    card.get_by_text(f"{signed(found.mean / 1e4)} 万元").wait_for(timeout=60_000)
    assert f"{money(found.before, 'zh').split()[0]} → {money(found.after, 'zh')}" in card.inner_text()
    assert "由 3 年改为 2 年" in page.locator(".lab-sentence").inner_text()
    assert visit.errors == [] and visit.left_localhost() == [] and visit.violations() == []
    assert "missing from" not in server.log.read_text("utf-8")


@pytest.mark.browser
def test_what_is_typed_is_what_is_computed(server: Server, visit: Visit) -> None:
    page = visit.dashboard(server, "policy_lab", "img.lab-picture")
    page.locator(".lab-groups button").nth(PAY_GROUP).click()
    base, fund = Field(page, "pay.base"), Field(page, "contributions.housing_fund")
    base.input.click()
    page.keyboard.press("Enter")  # a browser's own field makes 3,900 of the untouched 4,800
    expect(base.input).to_have_value("4,800")
    for text, leave, value, shown in (("5,012", "Enter", "5012", "5,012"), ("0.49万", "Tab", "4900", "4,900"),
                                      ("4950.5", "click", "4950.5", "4,950.50")):  # fmt: skip
        base.type(text, leave)
        base.is_computed(value, shown, f"由 4,800 元/月改为 {shown} 元/月")
    base.type("7000")
    base.is_computed("7000", "7,000", "改为 7,000 元/月")
    for said in ("滑块到 6,000 为止。", "可取范围 3,900–6,000 元/月"):
        expect(base.lever).to_contain_text(said)
    expect(page.locator(".lab-notices")).to_have_text("左侧所设的值有提示：薪酬基数。", timeout=60_000)
    base.type("5亿")
    base.is_refused("超出 0 到 100,000 元/月 的范围", "7,000")
    base.type("4500..5200")
    base.is_computed("4850", "4,500..5,200", "改为 4,850 元/月（4,500–5,200）")
    assert base.input.evaluate("field => field.scrollWidth <= field.clientWidth")  # in full
    page.locator(".lab-groups button").nth(FUND_GROUP).click()
    fund.type("12", "Tab")
    fund.is_computed("0.12", "12", "由 8%改为 12%")
    fund.type("99")
    fund.is_refused("是 99%，超出 0% 到 20% 的范围", "12")
    settled(page, "已完成")
    assert visit.errors == [] and visit.violations() == []


@pytest.mark.browser
def test_every_tab_and_group_is_whole_in_both_languages(server: Server, visit: Visit) -> None:
    page = visit.dashboard(server, "policy_lab", "img.lab-picture")
    page.get_by_role("slider", name="晋级年限").press("ArrowLeft")
    page.get_by_text("由 3 年改为 2 年").first.wait_for()
    for switch in ("English", "中文"):
        page.get_by_role("button", name=switch).click()
        page.get_by_alt_text("End of 2036" if switch == "English" else "2036年末在岗").wait_for()
        page.get_by_role("tab", name="Trust, rerun" if switch == "English" else "可靠性与复算").wait_for()
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
    page.get_by_role("slider", name="晋级年限").press("ArrowLeft")
    page.get_by_text("由 3 年改为 2 年").first.wait_for()
    with page.expect_download() as download:
        page.get_by_role("button", name="导出方案").click()
    reform = LAW.with_proposal(str(download.value.path()))
    assert reform.digest == LAW.with_values({GRADE: 2}).digest
