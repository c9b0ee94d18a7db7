# ruff: noqa: E501
"""`simlib person`: the library's career, readable in either language, each line with its clause; and its refusals."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from simlib import load_policy
from simlib.careers.career import Career, career
from simlib.careers.events import EVENTS
from simlib.careers.take_home import DEDUCTIONS
from simlib.cli import main
from simlib.months import month_text, year_of
from simlib.policy.items import ITEMS
from simlib.report.tables.career_json import as_data
from tests.cli.toy import PROPOSAL, TOWN, contents

ROOT = Path(__file__).resolve().parents[2]
BAOHE = str(ROOT / "scenarios/cities/baohe")
Said = pytest.CaptureFixture[str]
SHE = ["--sex", "female", "--track", "50", "--born", "1984-11", "--joined", "2015-07", "--post", "assistant", "--grade", "3",
       "--education", "bachelor", "--certificate", "social_worker", "--ratings", "satisfactory,excellent,basic"]  # fmt: skip
TRAITS = {"sex": "female", "track": "50", "born": "1984-11", "joined": "2015-07", "post": "assistant", "grade": 3,
          "education": "bachelor", "certificate": "social_worker"}  # fmt: skip
RATINGS = ("satisfactory", "excellent", "basic")


def said(capsys: Said, *words: str) -> str:
    """Return what the command prints."""
    assert main(["person", *words]) == 0
    return capsys.readouterr().out


@pytest.fixture(scope="module")
def hers() -> Career:
    return career(load_policy(BAOHE), TRAITS, ratings=RATINGS, years=10)


def yuan(fen: int) -> str:
    return f"{fen / 100:,.2f}"


def test_it_prints_what_happens_and_each_years_pay(hers: Career, capsys: Said):
    lines = [line.split() for line in said(capsys, BAOHE, *SHE).splitlines()]
    for event in hers.events:
        told = [
            line
            for line in lines
            if line[:1] == [month_text(event.month)] and line[1].startswith(EVENTS[event.name][0])
        ]
        assert len(told) == 1 and str(event.grade) in told[0]
    for slip in hers.years:
        tables = [line for line in lines if line[:1] == [str(year_of(slip.last))]]
        shown = {cell for line in tables for cell in line[4:]}
        due = {yuan(amount) for amount in (*slip.fen.values(), *slip.deducted.values()) if amount}
        assert due <= shown
        assert [line[-1] for line in tables] == [yuan(slip.received), yuan(slip.take_home), yuan(slip.total)]
    assert any("退休年月：2039-11" in "".join(line) for line in lines)


def test_every_line_paid_says_what_it_rests_on(hers: Career, capsys: Said):
    zh, en = (said(capsys, BAOHE, *SHE, "--lang", lang) for lang in ("zh", "en"))
    paid = {line for slip in hers.years for line, amount in slip.fen.items() if amount}
    kept = {line for slip in hers.years for line, amount in slip.deducted.items() if amount}
    assert len(paid) > 8 and kept == DEDUCTIONS.keys()
    for label in (DEDUCTIONS[line] for line in kept):
        assert f"\n{label.zh}\n" in zh and f"\n{label.en}\n" in en
    assert "\n    个人养老保险费率  8%  [媒体报道〔" in zh and "累计预扣" in zh
    for line in paid:
        assert f"\n{ITEMS[line].label.zh}" in zh and f"\n{ITEMS[line].label.en}" in en
    assert "薪酬基数  4,800 元/月  [假定]" in zh and "Pay base  4,800 yuan a month  [assumed]" in en
    assert "单位养老保险费率  16%  [媒体报道〔" in zh and "降低社会保险费率综合方案" in zh
    assert "二·考评体系]" in zh and "社会工作师 200 元/月" in zh and "高级社会工作师" not in zh


def test_in_english_there_is_no_chinese_but_of_the_sources(capsys: Said):
    text = said(capsys, BAOHE, "--lang", "en", "--years", "2")
    chinese = [line for line in text.splitlines() if any("\u4e00" <= letter <= "\u9fff" for letter in line)]
    assert all("〔" in line for line in chinese)


def test_json_is_the_librarys_career_in_fen(hers: Career, capsys: Said):
    data = json.loads(said(capsys, BAOHE, *SHE, "--json"))
    assert data == json.loads(json.dumps(as_data(hers, False)))
    pension = next(item for item in data["years"][0]["items"] if item["line"] == "pension")
    assert pension["fen"] == hers.years[0].fen["pension"]
    assert {"contributions.pension", "contributions.base_floor"} <= {one["term"] for one in pension["rests_on"]}
    at, slip = next((at, slip) for at, slip in enumerate(hers.years) if slip.deducted["income_tax"])
    (tax,) = [one for one in data["years"][at]["deducted"] if one["line"] == "income_tax"]
    assert (data["years"][at]["take_home_fen"], tax["fen"]) == (slip.take_home, slip.deducted["income_tax"])
    assert "tax.rate" in {one["term"] for one in tax["rests_on"]}
    assert "months" not in data


def test_monthly_gives_each_month(hers: Career, capsys: Said):
    data = json.loads(said(capsys, BAOHE, *SHE, "--json", "--monthly"))
    assert [one["total_fen"] for one in data["months"]] == [slip.total for slip in hers.months]
    lines = [line.split() for line in said(capsys, BAOHE, *SHE, "--monthly", "--years", "3").splitlines()]
    assert [line[-1] for line in lines if line[:1] == ["2027-07"]] == [
        yuan(amount(hers.months[6]))
        for amount in (lambda slip: slip.received, lambda slip: slip.take_home, lambda slip: slip.total)
    ]


@pytest.mark.parametrize("pack", ["baohe", "growth_chain"])
def test_a_pack_alone_is_enough(pack: str, capsys: Said):
    text = said(capsys, str(ROOT / "scenarios/cities" / pack))
    assert "2027-01  入职" in text and "退休年月：" in text


def test_a_proposal_and_values_set_change_the_career(world: Path, capsys: Said):
    who = ["town", "--joined", "2020-01", "--born", "1995-01", "--grade", "1", "--satisfactory-years", "0"]

    def rises(*words: str) -> list[str]:
        events = json.loads(said(capsys, *who, "--json", *words))["events"]
        return [one["month"] for one in events if one["event"] == "graded_up"]

    assert rises("--years", "7") == ["2030-01", "2033-01"]
    assert rises("--years", "7", "--proposal", PROPOSAL) == [
        "2029-01",
        "2031-01",
        "2033-01",
    ]  # two years from July 2028
    assert rises("--years", "3", "--set", "progression.years_per_grade=1") == ["2028-01", "2029-01"]


def test_a_post_asked_for_that_the_rule_never_gives_is_said(capsys: Said):
    words = [
        BAOHE,
        "--joined",
        "2026-01",
        "--born",
        "1999-01",
        "--years",
        "2",
        "--rating",
        "basic",
        "--ratings",
        "basic",
    ]
    assert "期内不符合岗位晋升条件" in said(capsys, *words, "--promotion", "2027-01=member")


def test_dismissal_ends_the_career_with_severance(capsys: Said):
    words = [BAOHE, "--joined", "2018-07", "--born", "1990-01", "--ratings", "satisfactory,failed", "--lang", "en"]
    text = said(capsys, *words)
    assert "2029-12  Dismissed after appraisal" in text and "Severance" in text and "Retires in" not in text
    assert "\n2030" not in text


BAD: dict[str, tuple[list[str], list[str]]] = {
    "an unknown post": (["--post", "asistant"], ["没有选项 asistant", "是否应为 assistant？", "Did you mean assistant?"]),
    "a grade outside the band": (["--grade", "13"], ["不在 assistant 岗的等级范围（1 到 12）", "another post"]),
    "joined before 16": (["--born", "2000-01", "--joined", "2015-06"], ["当时只有 15 岁", "未满16周岁不得招用", "before 16"]),
    "too many ratings": (["--ratings", "satisfactory,basic", "--years", "1"], ["去掉最后 1 个", "Leave out the last 1"]),
    "an unknown rating": (["--ratings", "good"], ["没有选项 good", "可以写：unrated"]),
    "retired before the opening": (["--born", "1960-01", "--joined", "1990-01"], ["就已退休，早于 2027-01", "later month of birth"]),
    "a man on a woman's track": (["--sex", "male", "--track", "55"], ["男性的 track 不能是 55", "men are on the 60 track"]),
    "a promotion without post": (["--promotion", "2031-01"], ["缺少等号", "2031-01=member"]),
    "a promotion downwards": (["--post", "member", "--promotion", "2031-01=assistant"], ["不高于 member", "Name a higher post."]),
    "a month that is none": (["--joined", "2015"], ["joined 应是年月", "Write it as 2031-01."]),
    "no years": (["--years", "0"], ["--years 不能是 0。请写 1 到 40 的整数", "1 to 40"]),
    "too many years": (["--years", "41"], ["--years 不能是 41。", "1 to 40"]),
}  # fmt: skip


@pytest.mark.parametrize(("words", "texts"), BAD.values(), ids=BAD)
def test_it_is_refused_with_a_way_out(words: list[str], texts: list[str], capsys: Said):
    assert main(["person", BAOHE, *words]) == 2
    told = capsys.readouterr()
    assert [text for text in texts if text not in told.err] == []
    assert told.out == "" and "Traceback" not in told.err


def test_several_mistakes_are_told_together(capsys: Said):
    assert main(["person", BAOHE, "--post", "boss", "--education", "ba", "--ratings", "good"]) == 2
    assert "共 3 处有误" in capsys.readouterr().err


CAREERS = """\
format: 1
careers:
  first:
    label: {zh: 甲, en: A}
    person: {grade: GRADE}
"""


@pytest.mark.parametrize("path", [TOWN, f"{TOWN}/careers.yaml"])
def test_check_reads_typical_careers_too(path: str, world: Path, capsys: Said):
    file = world / TOWN / "careers.yaml"
    file.write_text(CAREERS.replace("GRADE", "2"), "utf-8")
    assert main(["check", path]) == 0
    assert f"通过 典型人员 {TOWN}/careers.yaml  1 人" in capsys.readouterr().out
    file.write_text(CAREERS.replace("GRADE", "5"), "utf-8")
    before = contents(world)
    assert main(["check", path]) == 2
    assert f"{TOWN}/careers.yaml:5: grade 是 5，不在 clerk 岗的等级范围（1 到 4）之内" in capsys.readouterr().err
    assert contents(world) == before
