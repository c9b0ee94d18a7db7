"""Every slider of every pack by keyboard, and every field by typing, in a real browser."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import pytest
from playwright.sync_api import Page

from dashboards.levers import Lever, offered
from dashboards.levers.cell import Number
from dashboards.runs import usable_packs
from dashboards.widgets import Language
from simlib.policy import Policy
from tests.dashboards.browser import Visit, serving, write_notebook

SHOW = "from tests.dashboards.levers.panel import panel\npanel()"
PACKS = {law.name: law for law in usable_packs(None).values()}
SHOWN = "law => document.querySelector(`[data-pack=${law}]`) !== null"
VALUES = """() => Object.fromEntries([...document.querySelectorAll("[data-number]")].map(
    field => [field.dataset.number, [field.dataset.value, field.querySelector("input").value]]))"""
FOCUS = """name => document.querySelector(`[data-number="${name}"]`).closest(".lab-row").querySelector("%s").focus()"""


@pytest.fixture(scope="module")
def levers(chromium: Any, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Visit]:
    """A page with a button for each pack."""
    folder = tmp_path_factory.mktemp("levers")
    write_notebook(folder / "levers.ipynb", SHOW)
    with serving(folder, folder / "server.log") as server:
        context = chromium.new_context(viewport={"width": 1366, "height": 768})
        visit = Visit(context.new_page())
        visit.page.set_default_navigation_timeout(120_000)
        visit.open(f"{server.origin}/login?next=/voila/render/levers.ipynb#token=a-token-for-tests", ".jupyter-button")
        yield visit
        visit.page.goto("about:blank")
        context.close()


def numbers(law: Policy) -> dict[str, Number]:
    """Every number of every lever, by the name of its field, as the library has them."""
    terms = [term for term in law.terms.values() if offered(law, term)]
    made = [Lever(law, term, law.opening or 0, Language(), lambda: None) for term in terms]
    return {cell.field.name: cell for one in made for cell in one.cells if isinstance(cell, Number)}


def off_the_grid(cell: Number) -> float:
    """A number between the ends where the slider has no place, if there is one."""
    low, high = cell.scale.lowest, cell.scale.highest
    return cell.scale.written(round(low + 0.37 * (high - low), 2))


def wait_for(page: Page, wanted: dict[str, list[str]]) -> None:
    """Wait until every field is at a value and shows it; where one never is, say which."""
    found: dict[str, list[str]] = {}
    for _ in range(600):
        if (found := page.evaluate(VALUES)) == wanted:
            return
        page.wait_for_timeout(100)
    assert {name: found.get(name) for name, one in wanted.items() if one != found.get(name)} == {}


def expected(cells: dict[str, Number], value: dict[str, Any]) -> dict[str, list[str]]:
    return {name: [str(one), cells[name].scale.text(one)] for name, one in value.items()}


@pytest.mark.browser
@pytest.mark.parametrize("law", PACKS.values(), ids=PACKS)
def test_every_number_by_keyboard_and_by_typing(levers: Visit, law: Policy) -> None:
    page, cells = levers.page, numbers(law)
    page.get_by_role("button", name=law.name, exact=True).click()
    page.wait_for_function(SHOWN, arg=law.name, timeout=60_000)
    wait_for(page, expected(cells, {name: cell.base for name, cell in cells.items()}))
    for key, end in (("End", "highest"), ("Home", "lowest")):
        for name in cells:
            page.evaluate(FOCUS % "[role=slider]", name)
            page.keyboard.press(key)
        wait_for(page, expected(cells, {n: c.scale.written(getattr(c.scale, end)) for n, c in cells.items()}))
    values = {name: off_the_grid(cell) for name, cell in cells.items()}
    for (name, cell), leave in zip(cells.items(), ["Enter", "Tab"] * len(cells), strict=False):
        page.evaluate(FOCUS % "input", name)
        page.keyboard.insert_text(cell.scale.text(values[name]))
        page.keyboard.press(leave)
    wait_for(page, expected(cells, values))
    for name in cells:
        page.evaluate(FOCUS % "input", name)
        page.keyboard.insert_text("4.8.0,0")
        page.keyboard.press("Enter")
    page.wait_for_function("count => document.querySelectorAll('[aria-invalid=true]').length === count", arg=len(cells))
    wait_for(page, expected(cells, values))
    assert levers.errors == [] and len(cells) > 150
