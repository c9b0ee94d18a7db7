"""The digest stands for everything that can change a result, and for nothing else."""

from __future__ import annotations

from pathlib import Path

import pytest

from simlib.policy import Policy
from tests.policy.made_up import load

LAW = "2025-01: {value: {men_60: 36, women_55: 36, women_50: 60}, prevails: true"
SCOPE = "promotion.scope: {values: {2020-01: {value: unit"
UNITS = ("  east: {zh: 东街, en: East}\n", "  west: {zh: 西街, en: West}\n")


@pytest.fixture
def town(tmp_path: Path) -> Policy:
    return load(tmp_path)


@pytest.mark.parametrize(
    "change",
    [
        ("value: 3,", "value: 4,"),
        ("2020-08-14: {value", "2020-09-01: {value"),
        ("opening: 2027-01", "opening: 2028-01"),
        (LAW, LAW.replace(", prevails: true", "")),
        (SCOPE, SCOPE.replace("unit", "community")),
        ("".join(UNITS), "".join(reversed(UNITS))),
        ("west: second}", "west: first}"),
    ],
)
def test_it_changes_with_whatever_can_change_a_result(town: Policy, tmp_path: Path, change: tuple[str, str]):
    assert load(tmp_path, change).digest != town.digest


@pytest.mark.parametrize(
    "change",
    [
        ("label: {zh: 小城, en: Town}", "label: {zh: 别名, en: Other}"),
        ("words: every three years", "words: each three years"),
        ('clause: "2", words: every', 'clause: "3", words: every'),
        ("reason: {zh: 假设, en: made up}", "reason: otherwise"),
        ("range: [1, 5]", "range: [1, 6]"),
        ("title: 办法", "title: 规定"),
        ("  head: {zh: 主管", "  head: {zh: 正职"),
        ("2020-08-14: {value", "2020-08: {value"),
        ("value: [0.7, 0.2, 0.1, 0]", "value: [0.70, .2, 1e-1, 0]"),
        ("value: 3000.50", "value: 3000.5"),
        ("{east: first, west: second}", "{east: 1, west: 2}"),
        ("\nunits:\n", "\n# a comment\nunits:\n"),
    ],
)
def test_it_stays_with_what_cannot(town: Policy, tmp_path: Path, change: tuple[str, str]):
    assert load(tmp_path, change).digest == town.digest


def test_a_unit_more_is_another_policy(town: Policy, tmp_path: Path):
    north = (UNITS[1], UNITS[1] + "  north: {zh: 北街, en: North}\n")
    communities = ("{east: {office: 1, community: 6}, west: {office: 1, community: 4}}", "1")
    grown = load(tmp_path, north, communities, ("{east: first, west: second}", "[1, 2, 2]"))
    assert grown.digest != town.digest
