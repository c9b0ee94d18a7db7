"""The other commands, as somebody would use them: what they print, and the files they write."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from hashlib import sha256
from pathlib import Path

import pytest

from simlib import __version__, compare, load_policy, load_staff, project
from simlib.cli import main
from simlib.commands.progress import Progress
from simlib.commands.screen import Screen, width
from simlib.policy import find_packs, json_schema
from simlib.policy.clauses import load_clauses
from simlib.text import Text
from tests.cli.toy import PROPOSAL, TOWN, contents, rows

ROOT = Path(__file__).resolve().parents[2]
SMALL = ["--years", "3", "--replications", "30", "--seed", "3"]
Said = pytest.CaptureFixture[str]


def said(capsys: Said, *words: str, code: int = 0) -> str:
    """Return what a command prints."""
    assert main(list(words)) == code
    return capsys.readouterr().out


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


@pytest.mark.parametrize("path", [PROPOSAL, f"{TOWN}/policy.yaml", f"{TOWN}/staff.yaml", "scenarios/proposals", "town"])
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
    assert "scenarios/proposals/faster.yaml:4: 方案 faster 是按校验码为" in text and "simlib rebind" in text


def test_check_names_a_dead_end_without_refusing_it(world: Path, capsys: Said):
    file = world / TOWN / "policy.yaml"
    file.write_text(file.read_text("utf-8").replace("basic: 0, satisfactory: 1, excellent: 1", "others: 0"), "utf-8")
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
    policy, bad = world / TOWN / "policy.yaml", world / "scenarios/proposals/bad.yaml"
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


def test_run_prints_the_years_and_the_opening(world: Path, capsys: Said):
    lines = [line.split() for line in said(capsys, "run", "town", *SMALL).splitlines()]
    law = load_policy(TOWN)
    staff = load_staff(law)
    found = project(law, staff, years=3, replications=30, seed=3)
    assert ["期初", f"{len(staff):.1f}"] in [line[:2] for line in lines]
    people = found.books.in_post[:, 1:].sum(axis=(2, 3)).mean(axis=0)
    assert [line[:2] for line in lines if line and line[0] in map(str, found.years)] == [
        [str(year), f"{mean:.1f}"] for year, mean in zip(found.years, people)
    ]


def test_compare_gives_the_differences_of_the_library_with_their_intervals(world: Path, capsys: Said):
    text = said(capsys, "compare", "town", "--proposal", PROPOSAL, *SMALL, "--out", "out")
    law = load_policy(TOWN)
    how = {"staff": load_staff(law), "years": 3, "replications": 30, "seed": 3}
    wanted = compare(project(law, **how), project(law.with_proposal(PROPOSAL), **how)).headline["graded_up"]
    assert wanted.mean > 0
    (line,) = [line.split() for line in text.splitlines() if line.startswith("等级晋升")]
    assert line[2:5] == [f"{wanted.before:.1f}", f"{wanted.after:.1f}", f"{wanted.mean:+.1f}"]
    assert line[-3:] == [f"{wanted.luck.low:.1f}", "至", f"{wanted.luck.high:.1f}"]
    (row,) = [row for row in rows(Path("out/comparison.csv")) if (row["outcome"], row["year"]) == ("graded_up", "all")]
    assert (row["difference"], row["luck_low"]) == (f"{wanted.mean:.6f}", f"{wanted.luck.low:.6f}")


FASTER = {  # two years a grade from July 2028, as the digest of a policy writes its values
    "name": "faster",
    "digest": sha256(b'{"progression.years_per_grade":[["2028-07",2,false]]}').hexdigest(),
}


def test_compare_writes_both_runs_as_run_would(world: Path):
    assert main(["compare", "town", "--proposal", PROPOSAL, *SMALL, "--out", "both"]) == 0
    assert main(["run", "town", *SMALL, "--out", "law"]) == 0
    assert main(["run", "town", "--proposal", PROPOSAL, *SMALL, "--out", "reform"]) == 0
    for folder, alone in (("both/before", "law"), ("both/after", "reform")):
        tables = contents(Path(alone))
        assert tables.pop("manifest.json")
        assert contents(Path(folder)) == tables
    manifest = json.loads(Path("both/manifest.json").read_text("utf-8"))
    assert (manifest["before"]["proposals"], manifest["after"]["proposals"]) == ([], [FASTER])


def test_proposals_and_sets_are_laid_on_together(world: Path):
    earlier = ["--set", "exits.misconduct=0.02", "--set", "exits.misconduct@2028-01=0"]
    assert main(["compare", "town", "--proposal", PROPOSAL, *reversed_pairs(earlier), *SMALL, "--out", "out"]) == 0
    law = load_policy(TOWN)
    reform = law.with_proposal(PROPOSAL).with_values({"exits.misconduct": 0.02})
    reform = reform.with_values({"exits.misconduct": 0}, 2028 * 12)
    assert json.loads(Path("out/manifest.json").read_text("utf-8"))["after"]["policy_digest"] == reform.digest


def reversed_pairs(words: list[str]) -> list[str]:
    """The later date first: the order of `--set` does not matter."""
    return [*words[2:], *words[:2]]


def test_too_few_replications_give_no_interval(world: Path, capsys: Said):
    assert (
        main(["compare", "town", "--set", "pay.base=4000", "--years", "1", "--replications", "5", "--out", "out"]) == 0
    )
    told = capsys.readouterr()
    assert "模拟5次，不足30次，不给范围" in told.err and "—" in told.out and "nan" not in told.out
    assert {row["luck_low"] for row in rows(Path("out/comparison.csv"))} == {""}


def test_a_set_after_the_end_of_the_run_is_pointed_out(world: Path, capsys: Said):
    assert main(["run", "town", "--years", "1", "--replications", "1", "--set", "pay.base@2028-01=4000"]) == 0
    assert "pay.base@2028-01 在模拟期结束后才生效" in capsys.readouterr().err


def test_a_set_may_be_a_mapping_or_a_list(world: Path, capsys: Said):
    mapping = said(capsys, "run", "town", *SMALL, "--set", "election.posts={head: no, clerk: yes}")
    listed = said(capsys, "run", "town", *SMALL, "--set", "election.posts=[no, yes]")
    assert mapping.splitlines()[-1] == listed.splitlines()[-1]
    assert load_policy(TOWN).digest[:16] not in mapping


def test_schema_writes_what_the_library_gives(world: Path):
    (world / "schemas").mkdir()
    assert main(["schema", "--out", "schemas"]) == 0
    assert sorted(contents(world / "schemas")) == ["policy.schema.json", "proposal.schema.json"]
    assert json.loads((world / "schemas/policy.schema.json").read_text("utf-8")) == json_schema()


def test_serve_hands_on_what_was_given_and_nothing_else(monkeypatch: pytest.MonkeyPatch):
    from simlib.commands import serve

    taken: list[dict | str] = []
    monkeypatch.setattr(serve, "compile_first", lambda: taken.append("compiled"))
    monkeypatch.setattr(serve, "serve_dashboards", lambda **options: taken.append(options) or 0)
    given = ["--port", "9000", "--no-browser", "--no-token", "--host", "lab", "--behind-proxy"]
    assert main(["serve"]) == 0 and main(["serve", *given, "--lang", "en"]) == 0
    assert taken == [
        "compiled",
        {},
        "compiled",
        {"port": 9000, "open_browser": False, "token": "", "hosts": ["lab"], "behind_proxy": True},
    ]


@pytest.mark.parametrize(
    ("lang", "texts"), [("zh", ["用法：simlib", "列出政策包"]), ("en", ["usage: simlib", "list the"])]
)
def test_help_is_in_the_readers_language(lang: str, texts: list[str], capsys: Said):
    told = said(capsys, "--help", "--lang", lang)
    assert "--lang" in told
    other = said(capsys, "--lang", lang, "--help")
    assert all(text in other for text in texts)


def test_version(capsys: Said):
    assert said(capsys, "--version") == f"simlib {__version__}\n"


def test_our_own_fault_is_one_line_and_exit_code_1(world: Path, capsys: Said, monkeypatch: pytest.MonkeyPatch):
    from simlib.commands import agenda

    def breaks(policy: object, months: range) -> None:
        raise RuntimeError("out of order")

    monkeypatch.setattr(agenda, "announced", breaks)
    assert main(["agenda", "town"]) == 1
    told = capsys.readouterr().err
    assert "程序内部出错（RuntimeError）" in told and "--debug" in told and "Traceback" not in told
    assert main(["agenda", "town", "--debug"]) == 1
    assert "Traceback" in capsys.readouterr().err


def test_ctrl_c_is_exit_code_130_and_leaves_nothing(world: Path, capsys: Said, monkeypatch: pytest.MonkeyPatch):
    from simlib.commands import project as module

    def interrupted(*args: object, **options: object) -> None:
        raise KeyboardInterrupt

    before = contents(world)
    monkeypatch.setattr(module, "project", interrupted)
    assert main(["run", "town", "--out", "out"]) == 130
    assert "已停止" in capsys.readouterr().err
    assert contents(world) == before


def test_progress_is_told_only_once_it_takes_long(capsys: Said, monkeypatch: pytest.MonkeyPatch):
    progress = Progress(Screen("zh"))
    progress(1, 200)
    assert capsys.readouterr().err == ""
    progress._start()
    progress(20, 200)
    assert "模拟中 20/200 次" in capsys.readouterr().err


def test_looking_at_packs_needs_neither_numba_nor_pandas_and_checking_no_pandas(world: Path):
    code = (
        "import sys; from simlib.cli import main\n"
        "codes = [main(['packs']), main(['agenda', 'town'])]\n"
        "heavy = {'numba'} & set(sys.modules)\n"
        "codes += [main(['check', 'scenarios'])]\n"
        "heavy |= {'xarray', 'pandas', 'matplotlib'} & set(sys.modules)\n"
        "sys.exit(f'{codes} {heavy}' if any(codes) or heavy else 0)"
    )
    environment = {**os.environ, "PYTHONPATH": str(ROOT), "PYTHONUTF8": "1"}
    done = subprocess.run([sys.executable, "-c", code], cwd=world, env=environment, capture_output=True, text=True)
    assert done.returncode == 0, done.stderr
    assert (
        "usual" not in done.stderr and done.stderr.count("注意：") == 1
    )  # the post of the usual recruit ends at 4 of 6


def test_columns_line_up_where_chinese_takes_two(capsys: Said):
    assert width("晋级 1") == 6
    Screen("zh").table((Text("指标", "Outcome"), Text("人", "people")), [("a", "1,000"), ("在岗人数", "5")])
    assert [width(line) for line in capsys.readouterr().out.splitlines()] == [15, 15, 15]


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


def test_terms_prints_the_reference_page(capsys: Said):
    assert said(capsys, "terms") == (ROOT / "docs/terms.md").read_text("utf-8")
