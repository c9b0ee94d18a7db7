"""A pay table by post and grade, dated, as an Excel file has it."""

from __future__ import annotations

from pathlib import Path

import pytest
from openpyxl.workbook import Workbook

from simlib.careers.career import career
from simlib.policy import PolicyError
from simlib.questionnaire.changed_cells import changed_values
from tests.questionnaire.books import CITIES, again, answered, copied

BANDS = {"head": (7, 18), "deputy": (5, 16), "member": (3, 14), "assistant": (1, 12)}
LEAD = {"head": 900, "deputy": 500, "member": 200, "assistant": 0}


def pay(post: str, grade: int) -> float:
    """A made-up table: every grade 150.5 more than the one below, posts apart by what they lead."""
    return 3000 + 150.5 * (grade - 1) + LEAD[post]


def filled(book: Workbook, *, wrong: float = 0, since: str | None = None) -> None:
    """Fill in the table within the bands; one cell may be off."""
    sheet = book["工资表 Pay table"]
    head = next(row for row in range(1, 20) if sheet.cell(row, 1).value == "#paytable")
    keys = {sheet.cell(head, column).value: column for column in range(1, sheet.max_column + 1)}
    for row in range(head + 2, head + 20):
        grade = sheet.cell(row, keys["grade"]).value
        for post, (lowest, highest) in BANDS.items():
            if lowest <= grade <= highest:
                sheet.cell(row, keys[f"={post}"]).value = pay(post, grade) + wrong * (post == "head" and grade == 9)
        if since:
            sheet.cell(row, keys["since"]).value = since
    for key, text in {"evidence": "假定 · assumed", "reason.zh": "试", "reason.en": "a try"}.items():
        sheet.cell(head + 2, keys[key]).value = text


def test_everybody_is_paid_what_the_table_says(tmp_path: Path):
    pack = copied(tmp_path) / "cities" / CITIES[0]
    law = again(pack, answered(pack, tmp_path / "book.xlsx", filled))
    month = law.opening or 0
    assert law.choice("rules.pay", month) == "post_and_grade_sums"
    posts, grades = law.value("pay.post_sum", month), law.value("pay.grade_sum", month)
    for place, (post, (lowest, highest)) in enumerate(BANDS.items()):
        for grade in range(lowest, highest + 1):
            assert posts[place] + grades[grade - 1] == round(100 * pay(post, grade))
    first = career(law, {"post": "deputy", "grade": 6, "joined": "2020-01"}, ratings=["satisfactory"], years=1).months[
        0
    ]
    scale = first.fen["basic_pay"] + first.fen["performance_pay"]
    assert scale == 100 * (3000 + 5 * 150.5 + 500)


def test_a_later_table_is_a_proposal_from_its_month(tmp_path: Path):
    pack = copied(tmp_path) / "cities" / CITIES[0]
    law = again(pack, answered(pack, tmp_path / "now.xlsx"))
    answered(pack, tmp_path / "later.xlsx", lambda book: filled(book, since="2029年7月"))
    values, touched = changed_values(tmp_path / "later.xlsx", law)
    assert touched == () and {month: {*one} for month, one in values.items()} == {
        2029 * 12 + 6: {"rules.pay", "pay.post_sum", "pay.grade_sum"}
    }


def test_a_table_that_is_no_sum_of_two_is_refused_with_what_is_off(tmp_path: Path):
    pack = copied(tmp_path) / "cities" / CITIES[0]
    with pytest.raises(PolicyError, match=r"head 9: \+7"):
        answered(pack, tmp_path / "book.xlsx", lambda book: filled(book, wrong=7))
