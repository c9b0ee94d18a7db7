"""Amounts and grades as rosters write them."""

from __future__ import annotations

import pytest

from simlib.staff.roster.cells import Cell, is_blank, masked, plain
from simlib.staff.roster.numbers import read_fen, read_grade


@pytest.mark.parametrize(
    ("cell", "fen"),
    [
        ("4800", 480_000), (4800, 480_000), (4800.5, 480_050), ("4,800.50", 480_050), ("4,800.50元", 480_050),
        ("¥4800", 480_000), ("￥ 4,800 元", 480_000), ("４８００", 480_000), ("0.48万", 480_000), ("0.48万元", 480_000),
        ("4800元/月", 480_000), (-4800, -480_000), ("12%", 12),
    ],
)  # fmt: skip
def test_an_amount_is_fen(cell: Cell, fen: int):
    assert read_fen(cell) == fen


@pytest.mark.parametrize("cell", ["面议", "4800-5000", "48OO", "4,80", True, "4.8.0"])
def test_what_is_no_amount_is_none(cell: Cell):
    assert read_fen(cell) is None


@pytest.mark.parametrize(
    ("cell", "grade"),
    [(7, 7), (7.0, 7), ("7", 7), ("7级", 7), ("第7级", 7), ("７级", 7), ("七级", 7), ("十级", 10), ("十二级", 12),
     ("二十级", 20),
     ("助理7级", 7), ("7等", 7), ("7级(2026年套定)", 7)],
)  # fmt: skip
def test_a_grade_is_a_number(cell: Cell, grade: int):
    assert read_grade(cell) == grade


@pytest.mark.parametrize("cell", ["待定", "7-8级", "一二级", "", "七十十", 4.5])
def test_what_is_no_grade_is_none(cell: Cell):
    assert read_grade(cell) is None


@pytest.mark.parametrize("cell", [None, "", "  ", "\u3000", "-", "——", "/", "不详", "#REF!", "#N/A", "无数据"[:0]])
def test_a_dash_or_an_error_is_blank(cell: Cell):
    assert is_blank(cell)


def test_nothing_is_shown_of_a_value_but_its_shape():
    assert [masked(one) for one in ("张三", "1985.1", "11010519491231002X", None, 1985.1)] == [
        "○○", "9999.9", "99999999999999999○", "", "9999.9",
    ]  # fmt: skip
    assert masked("一" * 40) == "○" * 24 + "…"


def test_what_cannot_be_seen_is_taken_out():
    assert plain("\ufeff 张\u200b三\u3000\n李四 ") == "张三 李四"
