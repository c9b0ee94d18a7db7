"""A page that cannot be made says so, and why where that is known, in both languages."""

from __future__ import annotations

import logging

import pytest

from dashboards.costing import Costing
from dashboards.policy_lab import PolicyLab
from dashboards.runs import pack_menu as packs
from dashboards.widgets import opened
from tests.dashboards.at_once import runner


@pytest.mark.parametrize("page", [PolicyLab, Costing])
def test_without_a_pack_a_page_says_where_to_put_one(page: type, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(packs, "known_packs", dict)
    told = opened(lambda: page(runner=runner())).widget.value
    assert 'role="alert"' in told
    for words in (
        "页面未能打开",
        "The page could not be opened",
        "没有找到可用的政策包",
        "No usable pack was found",
        "SIMLIB_PACKS",
    ):
        assert words in told


def test_any_failure_has_a_reference_and_its_traceback_is_in_the_log(caplog: pytest.LogCaptureFixture) -> None:
    def fails() -> None:
        raise ValueError("<secret>")

    told = opened(fails).widget.value
    (record,) = [one for one in caplog.records if one.levelno == logging.ERROR]
    reference = record.getMessage().split()[-1]
    assert reference in told and "secret" not in told and record.exc_info is not None


def test_a_page_that_opens_is_given_as_it_is() -> None:
    assert opened(list) == []
