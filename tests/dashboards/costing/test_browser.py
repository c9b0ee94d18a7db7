"""The costing page in a real browser."""

from __future__ import annotations

import pytest

from simlib import cost
from simlib.careers.typical import load_careers
from simlib.policy.value_words import digits
from simlib.report.words.amounts import money
from tests.dashboards.browser import Server, Visit
from tests.dashboards.costing.opened import (
    BASE,
    GROWTH,
    LAW,
    SEEK_TAB,
    lived_by_the_library,
    projected,
    yuan,
)


@pytest.mark.browser
def test_all_dashboards_are_one_click_from_where_one_enters(server: Server, visit: Visit) -> None:
    page = visit.page
    page.goto(server.address)
    page.locator(".lab-list").wait_for()
    links = {link.inner_text().split()[0]: link.get_attribute("href") for link in page.locator(".lab-list a").all()}
    named = {"政策实验室": "policy_lab", "财政测算": "costing", "数据": "data"}
    assert links == {title: f"/voila/render/{name}.ipynb" for title, name in named.items()}
    assert visit.violations() == [] and visit.left_localhost() == []


@pytest.mark.browser
def test_a_pay_lever_by_keyboard_and_a_ceiling_show_what_the_library_computes(server: Server, visit: Visit) -> None:
    page = visit.dashboard(server, "costing", "table.lab-budget")
    others = [link.get_attribute("href") for link in page.locator(".lab-others a").all()]
    assert others == ["/voila/render/policy_lab.ipynb", "/voila/render/data.ipynb"]
    page.get_by_role("slider", name="薪酬基数年增长率").press("ArrowRight")
    page.get_by_text("由 2%改为 2.5%").first.wait_for(timeout=60_000)
    budget = cost(projected(replications=200, years=10), LAW.with_values({GROWTH: 0.025}))
    total = budget.total.values
    shown = page.locator('[data-figure="cost"]')
    assert float(shown.get_attribute("data-value") or 0) == pytest.approx(float(total.sum(axis=1).mean()))
    assert money(float(total.sum(axis=1).mean()), "zh") in shown.inner_text()
    last = page.locator("tr.lab-total td").last
    assert last.inner_text() == digits(total.sum(axis=1).mean() / 1e4)
    page.get_by_role("tab", name="上限").click()
    page.get_by_label("首年上限").fill("30000")
    page.get_by_label("首年上限").press("Enter")
    page.get_by_alt_text("含假定，").wait_for(timeout=60_000)
    times = int((total.sum(axis=1) > 2.94e9).sum())  # the ceiling of all years that the page begins with
    page.get_by_text(f"只计随机因素：200次模拟中有{times}次").wait_for()
    assert len(page.locator("img.lab-picture:visible").screenshot()) > 10_000
    assert visit.errors == [] and visit.left_localhost() == [] and visit.violations() == []
    assert "missing from" not in server.log.read_text("utf-8")


@pytest.mark.browser
def test_a_career_in_the_browser_is_the_library_s(server: Server, visit: Visit) -> None:
    page = visit.dashboard(server, "costing", "table.lab-budget")
    page.get_by_role("slider", name="薪酬基数（元/月）").press("End")
    page.get_by_text("薪酬基数由 4,800 元/月改为 6,000 元/月").first.wait_for(timeout=60_000)
    page.get_by_role("tab", name="典型人员").click()
    last = load_careers(LAW)[-2]
    page.get_by_label("典型人员", exact=True).last.select_option(label=last.label.zh)
    was, now = lived_by_the_library(last.name, LAW, LAW.with_values({BASE: 6000}))
    more = digits((yuan(now, None, "received") - yuan(was, None, "received")) / 1e4, 1)
    page.get_by_alt_text(f" 万元（+{more}，").wait_for(timeout=60_000)
    first = digits(yuan(was, None, "received"))  # the table comes after the picture
    page.locator("table.lab-lives tr.lab-total").get_by_text(first, exact=True).wait_for(timeout=60_000)
    cells = page.locator("table.lab-lives tr.lab-total td").all_inner_texts()
    shown = [float(cell.replace(",", "").replace("+", "")) for cell in cells if cell.strip()]
    both = [[yuan(life, None, of) for life in (was, now)] for of in ("received", "take_home", "total")]
    assert shown == pytest.approx([cell for old, new in both for cell in (old, new, new - old)], abs=0.5)
    assert visit.errors == [] and visit.violations() == []


@pytest.mark.browser
def test_every_tab_is_whole_in_both_languages_and_on_paper(server: Server, visit: Visit) -> None:
    page = visit.dashboard(server, "costing", "table.lab-budget")
    for switch, whole, solve in (("English", "Total", "Seek"), ("中文", "合计", "反推")):
        page.get_by_role("button", name=switch).click()
        page.get_by_role("rowheader", name=whole, exact=True).first.wait_for()
        for place in range(page.get_by_role("tab").count()):
            page.get_by_role("tab").nth(place).click()
            if place == SEEK_TAB:
                page.get_by_role("button", name=solve).click()
            page.locator("table.lab-grid:visible").first.wait_for(timeout=60_000)
        assert visit.violations() == []
        assert page.evaluate("document.documentElement.scrollWidth <= innerWidth")  # nothing sticks out
        page.get_by_role("tab").nth(0).click()
    page.locator("table.lab-budget:visible").wait_for()
    page.emulate_media(media="print")
    assert page.locator("table.lab-budget").first.is_visible()
    assert page.locator("table.lab-grid:visible").count() == 1  # the tab in view and no other
    assert not page.locator(".lab-panel").is_visible() and not page.locator(".lab-others").is_visible()
    assert visit.errors == []
