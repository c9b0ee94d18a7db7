"""Sums that do not add up as they are displayed: 尾差."""

from __future__ import annotations

import pytest

from simlib.workbook.rounding import Added, differs

WAN = '#,##0.00;-#,##0.00;"–"'


@pytest.mark.parametrize(
    ("form", "parts", "shown"),
    [
        (WAN, (1.004, 1.004, 1.004), True),  # 1.00 three times, and 3.012 is 3.01
        (WAN, (1.005, 2.0), False),  # 1.01 and 2.00, and 3.005 is 3.01
        (WAN, (-1.005, -2.0), False),  # halves go away from nothing
        (WAN, (2.5, 3.5), False),
        ("#,##0.0", (0.04, 0.04), True),  # nothing twice, and 0.1
        ("0.00%", (0.33333, 0.33333, 0.33334), True),  # 33.33 % three times, and 100.00 %
        ("0.00%", (0.00003, 0.00003), True),  # 0.00 % twice, and 0.01 %
    ],
)
def test_a_sum_differs_from_its_parts_as_displayed(form: str, parts: tuple[float, ...], shown: bool):
    cells = {(row, 2): part for row, part in enumerate(parts)}
    total = (len(parts), 2)
    formula, found = differs([Added(total, tuple(cells), form)], {**cells, total: sum(parts)})
    assert found == shown
    places = 1 if form == "#,##0.0" else 4 if "%" in form else 2
    last = f"$C${len(parts)}"
    assert formula == f"MAX(ABS(SUMPRODUCT(ROUND($C$1:{last},{places}))-ROUND($C${len(parts) + 1},{places})))>0.00001"
