"""Numbers typed on the costing page with the keys of a keyboard, in a real browser."""

from __future__ import annotations

import pytest
from playwright.sync_api import expect

from tests.dashboards.browser import Server, Visit
from tests.dashboards.keys import Field, settled


@pytest.mark.browser
def test_what_is_typed_is_what_is_computed(server: Server, visit: Visit) -> None:
    page = visit.dashboard(server, "costing", "table.lab-budget")
    base = Field(page, "pay.base")
    base.input.click()
    page.keyboard.press("Enter")  # a browser's own field makes 3,900 of the untouched 4,800
    base.type("4,800")
    base.type("4,900")
    base.is_computed("4900", "4,900", "4,900 元/月")
    base.type("5,012")  # no place of the slider
    base.is_computed("5012", "5,012", "5,012 元/月")
    base.type("5200", "Tab")
    base.is_computed("5200", "5,200", "5,200 元/月")
    base.type("0.495万", "click")
    base.is_computed("4950", "4,950", "4,950 元/月")
    base.type("48.00.1")
    base.is_refused("薪酬基数", "4,950")
    expect(base.input).to_have_attribute("aria-invalid", "true")
    for text, value, shown in (("7000", "7000", "7,000"), ("3000", "3000", "3,000")):
        base.type(text)
        base.is_computed(value, shown, f"{shown} 元/月")
        expect(base.lever).to_contain_text("可取范围 3,900–6,000 元/月")
    page.keyboard.type("77")
    page.keyboard.press("Escape")
    expect(base.input).to_have_value("3,000")
    page.get_by_label("改动自").select_option(label="2030年1月")
    page.get_by_role("button", name="恢复现行：5,093.80 元/月").click()
    expect(base.input).to_have_value("5,093.80")
    settled(page, "已完成")
    assert visit.errors == [] and visit.violations() == []


@pytest.mark.browser
def test_a_ceiling_is_used_as_typed(server: Server, visit: Visit) -> None:
    page = visit.dashboard(server, "costing", "table.lab-budget")
    page.get_by_role("tab", name="上限").click()
    first, growth, whole = (page.get_by_label(name) for name in ("首年上限", "每年递增", "各年合计上限"))
    cells = page.locator("table.lab-budget:visible tbody tr").first.locator("td")
    for field, text, shown in ((first, "3.1亿", "31,000"), (growth, "2.5", "2.5"), (whole, "301234.6", "301,234.6")):
        field.click()
        page.keyboard.type(text)
        page.keyboard.press("Tab")
        expect(field).to_have_value(shown, timeout=60_000)
    expect(cells.nth(1)).to_have_text("31,775", timeout=60_000)  # 31,000 × 1.025
    expect(cells.last).to_have_text("301,235")
    growth.click()
    page.keyboard.type("99%")
    page.keyboard.press("Tab")
    expect(page.get_by_text("每年递增（%） 是 99，超出 -20 到 50 的范围")).to_be_visible(timeout=60_000)
    expect(growth).to_have_value("2.5")
    assert visit.errors == []


@pytest.mark.browser
def test_goal_seek_keeps_what_was_typed(server: Server, visit: Visit) -> None:
    page = visit.dashboard(server, "costing", "table.lab-budget")
    page.get_by_role("tab", name="限额反推").click()
    limit = page.get_by_label("不超过")
    limit.click()
    page.keyboard.type("29.9亿")
    page.keyboard.press("Tab")
    page.get_by_label("调整").select_option(label="薪酬基数")
    expect(limit).to_have_value("299,000")
    base = Field(page, "pay.base")
    base.type("4,900")
    base.is_computed("4900", "4,900", "4,900 元/月")
    page.get_by_role("button", name="English").click()
    page.get_by_role("tab").first.click()
    page.get_by_role("tab", name="Goal seek").click()
    expect(page.get_by_label("at most")).to_have_value("299,000")
    expect(page.get_by_label("Change", exact=True)).to_have_value("Pay base")
    settled(page, "Done")
    assert visit.errors == [] and visit.violations() == []
