"""Each kind of finding: what is in the file, and what is said of which row."""

from __future__ import annotations

from pathlib import Path

import pytest

from simlib.months import month_number
from simlib.policy import Policy
from simlib.staff.roster.kinds import KINDS
from simlib.staff.roster.match_file import Reading
from simlib.staff.roster.roster import Roster, read_roster
from tests.cli.toy import build_world

HEAD = (
    "工号,姓名,身份证号,性别,出生年月,入职时间,从事社区工作时间,岗位,等级,退休类别,月工资,2025年考核,街道,社区,社工证"
)
GOOD = {
    "工号": "A1", "姓名": "甲一", "身份证号": "", "性别": "女", "出生年月": "1985.07", "入职时间": "2015年3月",
    "从事社区工作时间": "", "岗位": "助理", "等级": "2", "退休类别": "", "月工资": "4800", "2025年考核": "合格",
    "街道": "东街", "社区": "社区1", "社工证": "无",
}  # fmt: skip
HEAD = ",".join(GOOD)
OLDER = {"身份证号": "11010519491231002X", "出生年月": "1949-12", "入职时间": "1990-01"}
OTHER = GOOD | {"工号": "A2", "姓名": "乙二", "出生年月": "1990-02"}
WRONG = {  # what the second row has, and what is said of it
    "missing": {"岗位": ""},
    "no_month": {"入职时间": "近来"},
    "no_such_day": {"入职时间": "2015-13"},
    "year_only": {"入职时间": "2015"},
    "lost_nought": {"入职时间": "2015.1"},
    "short_year": {"入职时间": "15-03"},
    "day_or_month": {"入职时间": "03/04/2015"},
    "id_damaged": {"身份证号": "3.40111E+17"},
    "id_length": {"身份证号": "34011119900215"},
    "id_birth": {"身份证号": "110105194913310023"},
    "id_check": {"身份证号": "340111198507150017"},
    "id_old": {"身份证号": "110105900215002", "性别": "女"},
    "id_hidden": {"身份证号": "340111********0016"},
    "id_unknown_place": {"身份证号": "990101194912310028", "出生年月": "1949-12", "岗位": "主管", "等级": "3"},
    "id_not_birth": {"身份证号": "340111198507150016", "性别": "男"},
    "id_not_sex": {"身份证号": "340111198507150016", "出生年月": "1985-07"},
    "word": {"岗位": "驾驶员"},
    "certificate_level": {"社工证": "有"},
    "grade_unread": {"等级": "二三"},
    "amount_unread": {"月工资": "面议"},
    "same_number": {"工号": "A1"},
    "same_id": {"身份证号": "11010519491231002X", "出生年月": "1949-12"},
    "same_person": {**GOOD},
    "too_young": {"入职时间": "2006-01", "出生年月": "1990-02"},
    "joined_late": {"入职时间": "2027-01"},
    "later_than_roster": {"从事社区工作时间": "2027-02"},
    "service_too_long": {"从事社区工作时间": "2006-01"},
    "service_after_joining": {"从事社区工作时间": "2016-01"},
    "past_retirement": {"出生年月": "1950-01", "性别": "男"},
    "born_unlikely": {"出生年月": "2020-01"},
    "outside_band": {"等级": "5"},
    "track_not_sex": {"退休类别": "男60周岁"},
    "track_not_post": {"退休类别": "女55周岁"},
    "rated_before_joining": {"入职时间": "2026-03"},
    "pay_negative": {"月工资": "-4800"},
    "pay_unlikely": {"月工资": "0.48"},
    "unit_unknown": {"街道": "南街"},
}
"""A clerk's band is 1 to 4. 340111198507150016 is a man's of July 1985; its check is worked out in test_identity."""


@pytest.fixture(scope="module")
def town(tmp_path_factory: pytest.TempPathFactory) -> Policy:
    return build_world(tmp_path_factory.mktemp("world"))


def roster(town: Policy, *rows: dict[str, str], title: str = "", reading: Reading | None = None) -> Roster:
    text = "\n".join([*([title] if title else []), HEAD, *(",".join(row.values()) for row in rows)])
    return read_roster(town, text.encode("gb18030"), reading or Reading(), name="x.csv", accept=True)


def test_nothing_is_said_of_what_is_right(town: Policy):
    read = roster(town, GOOD, OTHER)
    assert [one.kind for one in read.findings] == ["month_taken"]
    assert read.unsettled == [] and read.month == month_number(2026, 12)


@pytest.mark.parametrize("kind", WRONG)
def test_what_is_wrong_is_said_of_its_row(kind: str, town: Policy):
    first = GOOD | (OLDER if kind == "same_id" else {})
    read = roster(town, first, OTHER | WRONG[kind])
    assert (kind, 3) in [(one.kind, one.row) for one in read.findings], list(read.findings)


def test_of_more_communities_than_the_pack_has_the_last_are_not_known(town: Policy):
    """Communities by other names are numbered in file order, until there is none left."""
    names = enumerate("甲乙丙丁戊己庚辛壬癸子丑寅卯")
    read = roster(town, *(GOOD | {"工号": f"A{n}", "社区": f"{name}里社区"} for n, name in names))
    unknown = [one.row for one in read.findings if one.kind == "place_unknown"]
    there = (read.where.there.unit == 0).sum()
    assert unknown == list(range(2 + there, 16)) and there > 1
    assert len(read.where.said_places()["east"]) == there


def test_a_question_is_answered_once_for_all_in_the_match_file(town: Policy):
    rows = (GOOD | {"入职时间": "2015.1"}, OTHER | {"入职时间": "15-03"})
    read = roster(town, *rows, reading=Reading(answers={"lost_nought": "october", "short_year": "2000"}))
    assert read.unsettled == []
    assert read.people.get("joined").tolist() == [month_number(2015, 10), month_number(2015, 3)]


def test_rows_of_a_kind_of_problem_are_left_out_and_counted(town: Policy):
    rows = (GOOD, OTHER | {"岗位": "驾驶员"})
    read = roster(town, *rows, reading=Reading(leave_out=("word",)))
    assert (read.kept.tolist(), read.left_out, read.unsettled) == ([True, False], {"word": 1}, [])


def test_an_id_decides_what_the_month_of_birth_leaves_open(town: Policy):
    """340111198507150016 was born in July 1985, which 85-07 may be."""
    read = roster(town, GOOD | {"身份证号": "340111198507150016", "性别": "男", "出生年月": "85-07"})
    assert read.unsettled == [] and read.people.get("birth").tolist() == [month_number(1985, 7)]


def test_the_title_says_the_month(town: Policy):
    read = roster(town, GOOD, title="小城花名册（2026年9月）")
    assert read.month == month_number(2026, 9) and read.unsettled == []
    assert [(one.kind, one.filled["next"]) for one in read.findings] == [("earlier_roster", "2026-10")]


def test_every_kind_has_both_languages():
    for kind in KINDS.values():
        assert all(text.zh and text.en and text.zh != text.en for text in (kind.what, kind.why, kind.way_out))


def test_the_small_roster_in_gb18030_is_read_as_it_is(tmp_path: Path, town: Policy):
    text = (
        "姓名,性别,出生年月,入职时间,岗位,等级,学历\n甲一,女,1985.07,2015年3月,助理,4,本科\n"
        "乙二,男,198001,2010-07,主管,5,大专\n合计,2人\n注：等级按2026年1月套定\n"
    )
    file = tmp_path / "x.csv"
    file.write_bytes(text.encode("gb18030"))
    read = read_roster(town, file, accept=True)
    assert read.people.get("birth").tolist() == [month_number(1985, 7), month_number(1980, 1)]
    assert read.people.get("joined").tolist() == [month_number(2015, 3), month_number(2010, 7)]
    assert [table.left_out for table in read.tables] == [[4, 5]] and read.unsettled == []
