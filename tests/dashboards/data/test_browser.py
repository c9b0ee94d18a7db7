"""A GBK roster dropped in a real browser, what is wrong with it settled there, and on to ten years of cost."""

from __future__ import annotations

from typing import Any

import pytest

from tests.dashboards.browser import TOKEN, Server, Visit
from tests.dashboards.data.test_page import NAMES, STAFF, gbk, roster

__all__ = ["roster"]


@pytest.mark.browser
def test_from_a_dropped_file_to_the_ten_years(server: Server, visit: Visit, roster: list[list[Any]]) -> None:
    rows = [list(row) for row in roster]
    rows[5][rows[0].index("出生年月")] = "1985年13月"
    page = visit.page
    page.set_default_navigation_timeout(120_000)
    visit.open(f"{server.origin}/login?next=/voila/render/data.ipynb#token={TOKEN}", ".lab-upload")
    page.get_by_label("政策", exact=True).select_option(index=5)
    page.locator(".lab-upload input").set_input_files(
        {"name": "花名册.csv", "mimeType": "text/csv", "buffer": gbk(rows)}
    )
    page.get_by_text("还有1处待解决").wait_for(timeout=60_000)
    assert page.get_by_text("第6行").count() == 1
    page.get_by_label("没有这个月或这一天").select_option(label="这些行不读入")
    page.get_by_text(f"读到{len(STAFF) - 1}人").wait_for(timeout=60_000)
    page.get_by_role("button", name="用这些人打开财政测算").click()
    page.locator("table.lab-budget").wait_for(timeout=120_000)
    text = page.locator("body").inner_text()
    assert "十年合计" in text and not any(name in text for name in NAMES)
    assert visit.violations() == [] and visit.left_localhost() == []
