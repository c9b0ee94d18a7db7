"""Looking at packs: `packs`, `check`, `rebind`, `agenda`, `clauses`, as somebody would use them."""

from __future__ import annotations

from pathlib import Path

import pytest

from simlib import load_policy
from simlib.cli import main
from simlib.policy import find_packs
from simlib.policy.clauses import load_clauses
from tests.cli.toy import PROPOSAL, TOWN, Said, contents, said

ROOT = Path(__file__).resolve().parents[2]


def test_packs_lists_packs_and_proposals_with_name_opening_digest_and_folder(world: Path, capsys: Said):
    lines = [line.split() for line in said(capsys, "packs").splitlines()]
    assert ["town", "2027-01", load_policy(TOWN).digest[:16], "scenarios/town", "小城"] in lines
    assert ["faster", "town", PROPOSAL, "加快"] in lines


def test_packs_says_which_pack_is_broken_and_lists_the_others(world: Path, capsys: Said):
    (world / TOWN / "policy.yaml").write_text("format: 1\n", "utf-8")
    text = said(capsys, "packs", "--lang", "en")
    assert "problems: simlib check scenarios/town)" in text and "National law" in text


def test_check_counts_the_values_by_their_evidence(world: Path, capsys: Said):
    text = said(capsys, "check", "scenarios")
    assert "通过 政策包 scenarios/land  land " in text and "5 个值（含历次取值）：文件公布 5" in text
    assert "通过 期初人员 scenarios/town/staff.yaml" in text
    assert f"通过 方案 {PROPOSAL}  faster → town" in text and "改变 progression.years_per_grade" in text


@pytest.mark.parametrize("path", [PROPOSAL, f"{TOWN}/policy.yaml", f"{TOWN}/staff.yaml", f"{TOWN}/proposals", "town"])
def test_check_takes_a_file_a_folder_or_a_name(path: str, world: Path, capsys: Said):
    assert "OK " in said(capsys, "check", path, "--lang", "en")


def test_check_tells_every_problem_with_file_and_line(world: Path, capsys: Said):
    policy, staff = world / TOWN / "policy.yaml", world / TOWN / "staff.yaml"
    text = policy.read_text("utf-8").replace("grades: 6", "grades: 0").replace("west: second}", "west: third}")
    policy.write_text(text, "utf-8")
    staff.write_text(staff.read_text("utf-8").replace("female_share: {value: 0.6", "female_share: {value: 6"), "utf-8")
    assert main(["check", "scenarios/land", TOWN]) == 2
    text = capsys.readouterr()
    assert "通过 政策包 scenarios/land" in text.out
    assert "scenarios/town/policy.yaml:10: grades is too small. The smallest is 1." in text.err
    assert "has no option third" in text.err


def test_check_tells_what_is_wrong_with_the_staff_and_with_a_proposal_that_was_overtaken(world: Path, capsys: Said):
    policy, staff = world / TOWN / "policy.yaml", world / TOWN / "staff.yaml"
    policy.write_text(policy.read_text("utf-8").replace("value: 3000.50", "value: 3100"), "utf-8")
    staff.write_text(staff.read_text("utf-8").replace("female_share: {value: 0.6", "female_share: {value: 6"), "utf-8")
    assert main(["check", "scenarios"]) == 2
    text = capsys.readouterr().err
    assert "scenarios/town/staff.yaml:6: female_share 是 6，超出 0 到 1 的范围。请写范围以内的值。" in text
    assert "scenarios/town/proposals/faster.yaml:4: 方案 faster 是按校验码为" in text and "simlib rebind" in text


def test_check_names_a_dead_end_without_refusing_it(world: Path, capsys: Said):
    file = world / TOWN / "policy.yaml"
    file.write_text(file.read_text("utf-8").replace("basic: 0, satisfactory: 1, excellent: 1", "others: 0"), "utf-8")
    (world / PROPOSAL).unlink()  # bound to another policy now
    assert main(["check", TOWN]) == 0
    assert "注意：scenarios/town/policy.yaml:25: 堵点：新聘人员工作至退休，最高只能到第" in capsys.readouterr().err


def test_rebind_binds_a_checked_proposal_to_the_policy_as_it_is_now(world: Path, capsys: Said):
    policy = world / TOWN / "policy.yaml"
    policy.write_text(policy.read_text("utf-8").replace("value: 3000.50", "value: 3100"), "utf-8")
    assert main(["check", PROPOSAL]) == 2
    assert load_policy(TOWN).digest[:16] in said(capsys, "rebind", "town", PROPOSAL)
    assert main(["check", PROPOSAL]) == 0


def test_a_pack_that_changed_elsewhere_takes_the_proposal_with_a_note(world: Path, capsys: Said):
    said(capsys, "rebind", "town", PROPOSAL)
    policy = world / TOWN / "policy.yaml"
    policy.write_text(policy.read_text("utf-8").replace("value: 3000.50", "value: 3100"), "utf-8")
    for words in (["check", PROPOSAL], ["person", "town", "--proposal", PROPOSAL, "--years", "1"]):
        assert main(words) == 0
        assert "注意：town 在方案 faster 写成之后改过" in capsys.readouterr().err
        assert main([*words, "--lang", "en"]) == 0
        assert "Note: town has changed since faster was written" in capsys.readouterr().err


def test_rebind_writes_nothing_where_one_proposal_does_not_fit(world: Path):
    policy, bad = world / TOWN / "policy.yaml", world / "scenarios/town/proposals/bad.yaml"
    policy.write_text(policy.read_text("utf-8").replace("value: 3000.50", "value: 3100"), "utf-8")
    bad.write_text((world / PROPOSAL).read_text("utf-8").replace("value: 2,", "value: 200,"), "utf-8")
    before = contents(world)
    assert main(["rebind", "town", PROPOSAL, str(bad)]) == 2
    assert contents(world) == before


@pytest.mark.parametrize(
    ("code", "items"),
    [
        ("zh", ("员额调整", "等级晋升", "岗位晋升", "换届选举", "发放报酬（每月）", "年末在岗统计")),
        ("en", ("Establishment set", "Grade progression", "Committee election", "Pay (every month)", "Year-end count")),
    ],
)
def test_agenda_gives_the_order_in_the_language_asked_for(code: str, items: tuple[str, ...], world: Path, capsys: Said):
    text = said(capsys, "agenda", "town", "--years", "4", "--lang", code)
    order = [text.index(item) for item in items]
    assert order == sorted(order)


def test_agenda_gives_the_unusual_months(world: Path, capsys: Said):
    text = said(capsys, "agenda", "town", "--years", "4")
    calendar = text[text.index("日历") :].splitlines()
    assert "2027-01 — 2030-12" in calendar[0]
    assert [line for line in calendar if line.startswith("2029-11")] == ["2029-11  换届选举"]  # 2026-11 and three years
    assert [line for line in calendar if line.startswith("2027-06")] == [
        "2027-06  新进人员到岗"
    ]  # January and five months
    assert [line for line in calendar if line.startswith("2027-12")] == []  # appraisal comes every December
    assert "最低缴费月数" in next(line for line in calendar if line.startswith("2030-01"))


def test_clauses_prints_every_clause_with_what_became_of_it(capsys: Said):
    for pack in (folder for folder in find_packs(ROOT / "scenarios/cities") if (folder / "clauses.yaml").exists()):
        printed = said(capsys, "clauses", str(pack))
        for clause in load_clauses(pack).clauses:
            assert clause.pinpoint in printed and f"“{clause.words}”" in printed


def test_clauses_shows_the_value_that_a_clause_sets(capsys: Said):
    assert "progression.years_per_grade 3" in said(capsys, "clauses", str(ROOT / "scenarios/cities/baohe"))


def test_clauses_of_a_pack_without_a_register(world: Path, capsys: Said):
    assert main(["clauses", TOWN]) == 2
    assert "town 没有条文登记表 clauses.yaml" in capsys.readouterr().err
