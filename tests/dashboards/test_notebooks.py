"""The notebooks that Voilà turns into dashboards hold no logic of their own."""

from __future__ import annotations

import pytest

from tests.dashboards.at_once import notebook

TITLES = {"policy_lab": ("政策实验室", "Policy lab"), "costing": ("财政测算", "Costing"), "data": ("数据", "Data")}


@pytest.mark.parametrize("name", TITLES)
def test_the_notebook_is_thin_and_named_in_both_languages(name: str) -> None:
    book = notebook(name)
    assert (book.metadata.title, book.metadata.title_en) == TITLES[name]
    assert sum(len(cell.source.splitlines()) for cell in book.cells) <= 10
