"""The costing page itself: tabs, languages, looking, and its notebook."""

from __future__ import annotations

from dashboards.costing import Costing
from tests.dashboards.at_once import execute
from tests.dashboards.costing.opened import (
    ANSWERS,
    BASE,
    CEILING_TAB,
    LINES_TAB,
    PAYERS_TAB,
    REASONS_TAB,
    SOURCES_TAB,
    put,
    rows,
)


def test_every_tab_draws_in_both_languages_for_every_pack(page: Costing) -> None:
    for folder in page.packs:
        page.choices.pack.value = folder
        for code in ("en", "zh"):
            page.language.code = code
            for place in range(len(page.tabs.parts)):
                page.tabs.widget.selected_index = place
                assert page.runner.error.value == ""
                assert page.table_file().startswith(b"\xef\xbb\xbf")
        assert page.answer is not None and page.answer.in_force is ANSWERS.pack(folder)[0]
    assert len(page.packs) > 0


def test_the_language_is_switched_in_place(page: Costing) -> None:
    put(page, BASE, 5150)
    page.language.code = "en"
    assert "Pay base from 4,800 yuan a month to 5,150 yuan a month" in page.sentence.value
    assert "staff cost over 2 years" in page.sentence.value and "Basic pay" in rows(page)
    assert page.levers.values() == {BASE: 5150}


def test_looking_changes_nothing_and_runs_nothing(page: Costing) -> None:
    before = page.answer
    for place in (PAYERS_TAB, REASONS_TAB, CEILING_TAB, SOURCES_TAB, LINES_TAB):
        page.tabs.widget.selected_index = place
    for prices in ("constant", "present", "nominal"):
        page.prices.value = prices
    page.measure.value = "high"
    assert page.answer is before
    assert float(rows(page)["合计"][2]) == float(rows(page)["合计"][4])  # what is shown is the high


MOVE = """
import asyncio
costing.levers["pay.base_growth"].cells[0].control.value = 3
for _ in range(600):
    await asyncio.sleep(0.1)
    if costing.answer.changed and costing.answer.replications == 200:
        break
assert "薪酬基数年增长率由 2%改为 3%" in costing.sentence.value, costing.sentence.value
assert costing.runner.error.value == "", costing.runner.error.value
"""


def test_the_notebook_runs_and_answers_a_lever() -> None:
    execute("costing", MOVE)
