"""Numbers typed on the costing page with the keys of a keyboard, in a real browser."""

from __future__ import annotations

import pytest
from playwright.sync_api import Page, expect

from tests.dashboards.browser import Server, Visit

FIELD = '[data-number="pay.base"]'


def typed(page: Page, text: str, leave: str) -> None:
    """Click the number, type, and leave it: by a key, or by a click elsewhere."""
    page.locator(f"{FIELD} input").click()
    page.keyboard.type(text)
    page.locator(".lab-sentence").click() if leave == "click" else page.keyboard.press(leave)


def computed(page: Page, value: str, shown: str) -> None:
    """Wait until a value is what is computed, and shown in full."""
    expect(page.locator(FIELD)).to_have_attribute("data-value", value, timeout=60_000)
    expect(page.locator(f"{FIELD} input")).to_have_value(shown)
    expect(page.locator(".lab-sentence")).to_contain_text(f"{shown} 元/月", timeout=60_000)


def settled(page: Page, done: str) -> None:
    """Wait until everything is computed, and no figure is dimmed."""
    expect(page.locator(".lab-bar .lab-status")).to_have_text(done, timeout=60_000)
    page.wait_for_function("document.getAnimations().length === 0")


@pytest.mark.browser
def test_what_is_typed_is_what_is_computed(server: Server, visit: Visit) -> None:
    page = visit.dashboard(server, "costing", "table.lab-budget")
    field, refused = page.locator(f"{FIELD} input"), page.locator(f"{FIELD} [role=alert]")
    field.click()
    page.keyboard.press("Enter")  # a browser's own field makes 3,900 of the untouched 4,800
    typed(page, "4,800", "Enter")
    typed(page, "4,900", "Enter")
    computed(page, "4900", "4,900")
    typed(page, "5,012", "Enter")  # no place of the slider
    computed(page, "5012", "5,012")
    typed(page, "5200", "Tab")
    computed(page, "5200", "5,200")
    typed(page, "0.495万", "click")
    computed(page, "4950", "4,950")
    typed(page, "48.00.1", "Enter")
    expect(refused).to_contain_text("薪酬基数")
    expect(field).to_have_value("4,950")
    expect(field).to_have_attribute("aria-invalid", "true")
    for text, value, shown in (("7000", "7000", "7,000"), ("3000", "3000", "3,000")):
        typed(page, text, "Enter")
        computed(page, value, shown)
        expect(page.locator(f"{FIELD} [role=status]")).to_contain_text("3,900–6,000")
    page.keyboard.type("77")
    page.keyboard.press("Escape")
    expect(field).to_have_value("3,000")
    page.get_by_label("薪酬自").select_option(label="2030年1月")
    page.get_by_role("button", name="恢复现行：5,093.80 元/月").click()
    expect(field).to_have_value("5,093.80")
    settled(page, "已完成")
    assert visit.errors == [] and visit.violations() == []


@pytest.mark.browser
def test_goal_seek_keeps_what_was_typed(server: Server, visit: Visit) -> None:
    page = visit.dashboard(server, "costing", "table.lab-budget")
    page.get_by_role("tab", name="求解").click()
    limit = page.get_by_label("不超过")
    limit.click()
    page.keyboard.type("29.9亿")
    page.keyboard.press("Tab")
    page.get_by_label("调整").select_option(label="薪酬基数")
    expect(limit).to_have_value("299,000")
    typed(page, "4,900", "Enter")
    computed(page, "4900", "4,900")
    page.get_by_role("button", name="English").click()
    page.get_by_role("tab").first.click()
    page.get_by_role("tab", name="Goal seek").click()
    expect(page.get_by_label("at most")).to_have_value("299,000")
    expect(page.get_by_label("Change", exact=True)).to_have_value("Pay base")
    settled(page, "Done")
    assert visit.errors == [] and visit.violations() == []
