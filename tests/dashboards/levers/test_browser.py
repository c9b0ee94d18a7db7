"""Every slider of every pack by its keys, and every field by typing, in a real browser.

The keys are sent by a script, all at once; with real ones the dashboards are tried beside their own tests.
"""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import Page

from dashboards.levers.number_cell import Number
from tests.dashboards.browser import Visit, serving, write_notebook
from tests.dashboards.levers.panel import MANY, every_lever

SHOW = "from tests.dashboards.levers.panel import panel\npanel()"
SHOWN = """() => Object.fromEntries([...document.querySelectorAll("[data-number]")].map(
    field => [field.dataset.number, [field.dataset.value, field.querySelector("input").value]]))"""
PRESS = """key => document.querySelectorAll("[data-number]").forEach(field => field.closest(".lab-row")
    .querySelector("[role=slider]").dispatchEvent(new KeyboardEvent("keydown", {key, bubbles: true})))"""
TYPE = """texts => Object.entries(texts).forEach(([name, text], place) => {
    const input = document.querySelector(`[data-number="${name}"] input`);
    input.focus();
    input.value = text;
    input.dispatchEvent(new Event("input"));
    if (place % 2) input.blur();
    else input.dispatchEvent(new KeyboardEvent("keydown", {key: "Enter"}));
})"""
PATIENCE = 60  # seconds


def between_places(cell: Number) -> float:
    """A number between the ends where the slider has no place, if there is one."""
    low, high = cell.scale.lowest, cell.scale.highest
    return cell.scale.written(round(low + 0.37 * (high - low), 2))


def wait_for(page: Page, cells: dict[str, Number], values: dict[str, Any]) -> None:
    """Wait until every field is at its value and shows it; where one never is, say which."""
    wanted = {name: [str(one), cells[name].scale.text(one)] for name, one in values.items()}
    found: dict[str, list[str]] = {}
    for _ in range(10 * PATIENCE):
        if (found := page.evaluate(SHOWN)) == wanted:
            return
        page.wait_for_timeout(100)
    assert {name: found.get(name) for name, one in wanted.items() if one != found.get(name)} == {}


def tried(page: Page, cells: dict[str, Number]) -> None:
    """Move all the sliders in view to their ends, and type into all the fields what is taken and what is refused."""
    wait_for(page, cells, {name: cell.base for name, cell in cells.items()})
    for key, end in (("End", "highest"), ("Home", "lowest")):
        page.evaluate(PRESS, key)
        wait_for(page, cells, {n: cell.scale.written(getattr(cell.scale, end)) for n, cell in cells.items()})
    values = {name: between_places(cell) for name, cell in cells.items()}
    page.evaluate(TYPE, {name: cells[name].scale.text(value) for name, value in values.items()})
    wait_for(page, cells, values)
    page.evaluate(TYPE, dict.fromkeys(cells, "4.8.0,0"))
    invalid = "many => document.querySelectorAll('[aria-invalid=true]').length === many"
    page.wait_for_function(invalid, arg=len(cells), timeout=1000 * PATIENCE)
    wait_for(page, cells, values)


@pytest.mark.browser
def test_every_number_by_keyboard_and_by_typing(visit: Visit, tmp_path: Path) -> None:
    write_notebook(tmp_path / "levers.ipynb", SHOW)
    levers, page = every_lever(), visit.page
    assert len(levers) > 200
    page.set_default_navigation_timeout(120_000)
    with serving(tmp_path, tmp_path / "server.log") as server:
        visit.open(f"{server.origin}/login?next=/voila/render/levers.ipynb#token=a-token-for-tests", ".jupyter-button")
        for place in range(0, len(levers), MANY):
            page.get_by_role("button", name="next").click()
            cells = [cell for lever in levers[place : place + MANY] for cell in lever.cells]
            tried(page, {cell.field.name: cell for cell in cells if isinstance(cell, Number)})
    assert visit.errors == []
