"""What somebody types into a questionnaire, and what becomes of it."""

from __future__ import annotations

import datetime as dt
from pathlib import Path

import pytest
from openpyxl.workbook import Workbook

from simlib.policy import TERMS, Policy, PolicyError, load_policy
from simlib.policy.evidence import EVIDENCE
from simlib.questionnaire.cells import both, since, written
from simlib.questionnaire.labels import TOPICS
from simlib.questionnaire.places import at_cells
from simlib.questionnaire.read import read_questionnaire
from simlib.text import Text
from tests.policy.made_up import build
from tests.questionnaire.books import CITIES, SCENARIOS, Edit, again, answered, cell, copied, rows_of

CITY = SCENARIOS / "cities" / CITIES[0]
PACE, BASE, SHARE, BAND = "progression.years_per_grade", "pay.base", "appraisal.excellent_share", "grades.band"
CLASSES = {"a": Text("一类", "Class A")}


@pytest.mark.parametrize(
    ("term", "typed", "file"),
    [
        (SHARE, "25%", "0.25"), (SHARE, "２５％", "0.25"), (SHARE, 0.25, "0.25"), (SHARE, 0.1 + 0.2, "0.3"),
        (BASE, "4,800", "4800"), (BASE, 4800.5, "4800.5"), (BASE, 4800, "4800"), (PACE, 3.0, "3"), (BASE, "", None),
        ("rules.promotion", "不晋升岗位 · None", "不晋升岗位 · None"),
        ("progression.failed_restarts", "是 · Yes", "yes"), ("progression.failed_restarts", "否", "no"),
        ("progression.failed_restarts", True, "yes"), ("establishment.unit_class", "Class A", "a"),
        ("retirement.first_birth", dt.datetime(1965, 1, 1), "1965-01"),
        ("retirement.first_birth", "1965年1月", "1965-01"),
        (BASE, "四千八", "四千八"),
    ],
)  # fmt: skip
def test_a_value_is_read_as_people_type_it(term: str, typed: object, file: str | None):
    """What is no value stands in the file as it was typed, so that the check names it."""
    assert written(TERMS[term], typed, CLASSES) == file


@pytest.mark.parametrize(
    ("typed", "file"),
    [("2027-07", "2027-07"), ("2027.7", "2027-07"), ("2027年7月", "2027-07"), ("2027/12", "2027-12"),
     (dt.datetime(2027, 7, 1), "2027-07-01"), (2027.1, "2027.1"), ("明年", "明年")],
)  # fmt: skip
def test_a_date_is_read_as_people_type_it(typed: object, file: str):
    """2027.1 as a number may be January or October: it is not guessed."""
    assert since(typed) == file


def test_every_option_of_a_term_is_told_from_the_others_by_what_its_cell_shows():
    for term in TERMS.values():
        shown = [word for _, label in term.options for word in dict.fromkeys((both(label), *label))]
        assert len(shown) == len(set(shown)), term.name
    assert len({both(label) for label in EVIDENCE.values()}) == len(EVIDENCE)


def test_every_group_of_terms_is_in_one_topic():
    groups = [group for topic in TOPICS.values() for group in topic]
    used = {name.split(".")[1] if term.group == "rules" else term.group for name, term in TERMS.items()}
    assert len(groups) == len(set(groups)) and used <= {*groups}


def changed(tmp_path: Path, edit: Edit) -> Policy:
    """The policy once somebody has changed a questionnaire."""
    pack = copied(tmp_path) / "cities" / CITIES[0]
    return again(pack, answered(pack, tmp_path / "book.xlsx", edit))


def test_what_is_changed_and_that_alone_is_changed(tmp_path: Path):
    def edit(book: Workbook) -> None:
        cell(book, SHARE, "=").value = "25%"
        cell(book, "rules.promotion", "=").value = both(dict(TERMS["rules.promotion"].options)["none"])
        cell(book, BAND, "=highest", nth=3).value = 11

    law = changed(tmp_path, edit)
    month = law.opening or 0
    assert law.value(SHARE, month) == 0.25 and law.choice("rules.promotion", month) == "none"
    assert law.value(BAND, month).tolist()[-1] == [1, 11]
    before, after = ({name: str([dated.value for dated in one.values]) for name, one in policy.provisions.items()}
                     for policy in (load_policy(CITY), law))  # fmt: skip
    assert {name for name in after if after[name] != before[name]} == {BAND, "rules.promotion", SHARE}


def test_an_inserted_row_is_a_value_from_a_later_date(tmp_path: Path):
    def edit(book: Workbook) -> None:
        sheet = cell(book, PACE, "=").parent
        row = rows_of(sheet, PACE)[0]
        spare = next(number for number in range(row, sheet.max_row) if sheet.cell(number + 1, 1).value == "#end")
        for key, value in {"term": PACE, "since": "2030年1月", "=": 2, "evidence": "假定 · assumed", "reason.zh": "试",
                           "reason.en": "a try"}.items():  # fmt: skip
            sheet.cell(spare, cell(book, PACE, key).column).value = value

    law = changed(tmp_path, edit)
    assert [law.value(PACE, month) for month in ("2029-12", "2030-01")] == [3, 2]


def test_what_is_missing_is_an_empty_cell_and_told_by_its_row(tmp_path: Path):
    pack = copied(tmp_path) / "cities" / CITIES[0]
    found = answered(pack, tmp_path / "book.xlsx", lambda book: setattr(cell(book, BAND, "=lowest"), "value", None))
    row = found.places["policy.yaml", ("provisions", BAND, "values", "2020-08-14")]
    with pytest.raises(PolicyError) as error:
        again(pack, found)
    (problem,) = at_cells(error.value.problems, found, pack)
    assert row in problem.what.zh and "lowest" in problem.what.zh
    cleared = answered(CITY, tmp_path / "other.xlsx", lambda book: setattr(cell(book, PACE, "="), "value", None))
    assert PACE not in cleared.files["policy.yaml"]["provisions"]


def twice(book: Workbook) -> None:
    sheet = cell(book, PACE, "=").parent
    first, other = rows_of(sheet, PACE)[0], rows_of(sheet, "progression.grades_per_step")[0]
    for column in (2, 8):
        sheet.cell(other, column).value = sheet.cell(first, column).value


def test_what_cannot_be_placed_is_named(tmp_path: Path):
    for edit, told in (
        (twice, "给了两次|写了两次"),
        (lambda book: setattr(cell(book, PACE, "term"), "value", "progression.year_per_grade"), "没有参数"),
        (lambda book: setattr(cell(book, PACE, "="), "value", "#DIV/0!"), "错误值"),
    ):
        with pytest.raises(PolicyError, match=told):
            answered(CITY, tmp_path / "book.xlsx", edit)


def test_a_workbook_of_somebody_else_is_refused(tmp_path: Path):
    Workbook().save(tmp_path / "empty.xlsx")
    (tmp_path / "text.xlsx").write_text("no workbook")
    for name, told in (("empty", "不是政策包的调查表"), ("text", "无法作为 .xlsx 工作簿读取"), ("none", "无法作为")):
        with pytest.raises(PolicyError, match=told):
            read_questionnaire(tmp_path / f"{name}.xlsx")


def test_posts_that_are_added_get_their_cells_once_it_is_written_again(tmp_path: Path):
    pack = build(tmp_path)
    found = answered(pack, tmp_path / "book.xlsx")
    found.files["policy.yaml"]["posts"]["aide"] = {"zh": "助手", "en": "Aide"}
    with pytest.raises(PolicyError, match="aide"):
        again(pack, found)
    grown = answered(
        pack, tmp_path / "grown.xlsx", lambda book: setattr(cell(book, BAND, "=lowest", nth=2), "value", 1)
    )
    (value,) = grown.files["policy.yaml"]["provisions"][BAND]["values"].values()
    assert value["value"]["aide"] == {"lowest": "1"}
