# ruff: noqa: E501
"""Wrong command lines: exit code 2, what is wrong and what to do on stderr in both languages, nothing written."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

import pytest

from simlib.cli import main
from simlib.text import CODES, Code
from tests.cli.toy import PROPOSAL, TOWN, contents

ROOT = Path(__file__).resolve().parents[2]
SET = ["run", "town", "--out", "out", "--set"]
# what is written after `simlib`, and texts that must stand on stderr: what is wrong, and the way out
BAD: dict[str, tuple[list[str], list[str]]] = {
    "no command": ([], ["缺少 COMMAND", "simlib --help", "required: COMMAND"]),
    "a misspelt command": (["comparre"], ["COMMAND 不能是 comparre", "是否应为 compare？", "Did you mean compare?"]),
    "an unlike command": (["xyz"], ["COMMAND 不能是 xyz", "运行 simlib --help", "Run simlib --help"]),
    "a misspelt option": (["run", "town", "--replicatons", "5"], ["不支持 --replicatons、5", "--replications？", "--replications?"]),
    "an option cut short": (["run", "town", "--rep", "5"], ["不支持 --rep、5"]),
    "an option without value": (["run", "town", "--years"], ["--years 后面缺少一个值", "simlib run --help"]),
    "a language not spoken": (["packs", "--lang", "fr"], ["--lang 不能是 fr", "invalid choice: fr"]),
    "no pack": (["run"], ["缺少 PACK", "运行 simlib run --help"]),
    "two packs": (["run", "town", "land"], ["不支持 land", "unrecognized arguments: land"]),
    "an unknown pack": (["run", "twon"], ["没有政策包 twon", "是否应为 town？", "Did you mean town?"]),
    "an unlike pack": (["run", "zzz"], ["没有政策包 zzz", "已有的政策包：land、town", "Known packs: land, town"]),
    "a folder without a pack": (["run", "scenarios"], ["文件夹 scenarios 里没有 policy.yaml", "holds no policy.yaml"]),
    "a missing policy.yaml": (["run", "nowhere/policy.yaml"], ["nowhere/policy.yaml: 文件无法读取", "请检查路径", "Check the path, and"]),
    "a proposal for a pack": (["run", PROPOSAL], ["不是政策包", f"--proposal {PROPOSAL}"]),
    "national law alone": (["run", "land"], ["没有岗位，不能模拟", "cannot be projected"]),
    "its agenda": (["agenda", "land"], ["没有岗位，不能模拟", "cannot be projected"]),
    "years of nought": (["run", "town", "--years", "0"], ["--years 不能是 0", "不小于 1 的整数", "1 or more"]),
    "years in words": (["agenda", "town", "--years", "ten"], ["--years 不能是 ten", "a whole number, 1 or more"]),
    "too many years": (["run", "town", "--years", "41"], ["years 不能是 41", "1 到 40 的整数", "from 1 to 40"]),
    "half a replication": (["run", "town", "--replications", "1.5"], ["不能是 1.5", "a whole number"]),
    "too many replications": (["run", "town", "--replications", "100001"], ["100001", "from 1 to 100,000"]),
    "a seed below nought": (["run", "town", "--seed", "-1"], ["--seed 不能是 -1", "0 or more"]),
    "a seed too large": (["run", "town", "--seed", str(2**63)], [str(2**63), "from 0 to"]),
    "no threads": (["run", "town", "--workers", "0"], ["--workers 不能是 0", "1 or more"]),
    "a missing proposal": (["run", "town", "--proposal", "fast.yaml"], ["没有方案文件 fast.yaml", f"是否应为 {PROPOSAL}？", f"mean {PROPOSAL}?"]),
    "a pack for a proposal": (["run", "town", "--proposal", f"{TOWN}/policy.yaml"], ["proposal is missing", "Add proposal"]),
    "a set without =": ([*SET, "pay.base"], ["缺少等号", "progression.years_per_grade=2", "lacks its = sign"]),
    "a set without name": ([*SET, "=3"], ["缺少等号", "Write NAME=VALUE"]),
    "a misspelt provision": ([*SET, "progression.years_per_grad=2"], ["没有参数 progression.years_per_grad", "Did you mean progression.years_per_grade?"]),
    "an unlike provision": ([*SET, "x=2"], ["没有参数 x", "docs/reference/terms.md"]),
    "a value out of limits": ([*SET, "progression.years_per_grade=99"], ["是 99 年，超出 1 到 40 年", "请写范围以内的值", "Give a value inside these limits."]),
    "a share above one": ([*SET, "appraisal.excellent_share=20"], ["请写 20% 或 0.2。", "Write 20% or 0.2."]),
    "more of a share": ([*SET, "appraisal.excellent_share=+10%"], ["按百分之几还是百分点", "Write the value itself, or ×1.1."]),
    "a misspelt label": ([*SET, "薪酬基=2000"], ["没有参数 薪酬基", "是否应为 薪酬基数（pay.base）？"]),
    "half a year": ([*SET, "progression.years_per_grade=2.5"], ["不是整数", "not a whole number"]),
    "an empty value": ([*SET, "progression.years_per_grade="], ["的值是空的", "Write the value"]),
    "an unknown option": ([*SET, "rules.promotion=non"], ["没有选项 non", "是否应为 none？", "Did you mean none?"]),
    "a mapping with a gap": ([*SET, "election.posts={head: yes}"], ["缺少 clerk", "Give every post a value"]),
    "a mapping too much": ([*SET, "election.posts={head: yes, clerk: no, boss: no}"], ["election.posts（boss） 不是本政策的 post", "Known: head, clerk."]),
    "a mapping torn by the shell": ([*SET, "election.posts={head:"], ["的值格式有误", "放进引号", "in quotes"]),
    "a list too short": ([*SET, "election.posts=[yes]"], ["写了 1 个值，而 post 有 2 个", "head, clerk"]),
    "a date that is none": ([*SET, "pay.base@2029=4000"], ["@ 后面不是年月", "写成 @2029-01", "Write it as @2029-01."]),
    "a thirteenth month": ([*SET, "pay.base@2029-13=4000"], ["@ 后面不是年月", "Write it as @2029-01."]),
    "a set given twice": ([*SET, "pay.base=1", "--set", "pay.base@2027-01=2"], ["同一月份设定了两次", "Keep one"]),
    "sets at odds": ([*SET, "contributions.base_floor=30000"], ["高于社保缴费基数上限（医疗另列）", "降低前者或提高后者", "Lower the one or raise the other."]),
    "nothing to compare": (["compare", "town"], ["没有可比较的方案", "--proposal 方案文件", "Add --proposal FILE, --set NAME=VALUE or --against PACK."]),
    "the current folder": (["run", "town", "--out", "."], ["当前文件夹", "用 --out 另选", "Name another folder with --out."]),
    "a folder of others": (["run", "town", "--out", "scenarios"], ["不是本程序写的东西：", "land", "Name another folder with --out."]),
    "a file for a folder": (["run", "town", "--out", PROPOSAL], ["是一个文件", "is a file, not a folder"]),
    "a folder below a file": (["compare", "town", "--set", "pay.base=1", "--out", f"{PROPOSAL}/x"], ["不可写入", "not writable"]),
    "nothing to check": (["check"], ["缺少 PATH", "simlib check --help"]),
    "an unknown thing to check": (["check", "empty"], ["没有政策包 empty", "There is no pack"]),
    "schemas into a file": (["schema", "--out", PROPOSAL], ["无法写入 " + PROPOSAL, "用 --out 另选", "name another --out"]),
    "rebinding nothing": (["rebind", "town"], ["缺少 PROPOSAL", "simlib rebind --help"]),
    "rebinding to another pack": (["rebind", "land", PROPOSAL], ["针对的是政策 town，不是 land", "Lay it over the policy it was written for."]),
    "a port that is none": (["serve", "--port", "70000"], ["--port 不能是 70000", "1 到 65535", "1 to 65535"]),
}  # fmt: skip


@pytest.mark.parametrize(("words", "texts"), BAD.values(), ids=BAD)
def test_it_is_refused_with_a_way_out_and_nothing_is_written(
    words: list[str], texts: list[str], world: Path, capsys: pytest.CaptureFixture[str]
):
    before = contents(world)
    assert main(words) == 2
    said = capsys.readouterr()
    assert [text for text in texts if text not in said.err] == []
    assert "Traceback" not in said.err and said.out == ""
    assert contents(world) == before and [path.name for path in world.iterdir()] == ["scenarios"]


@pytest.mark.parametrize("code", CODES)
@pytest.mark.parametrize(
    "words", [["run", "twon"], ["compare", "town", "--set", "rules.promotion=non", "--out", "out"], ["run", "--years"]]
)
def test_whoever_names_a_language_reads_that_one_alone(
    code: Code, words: list[str], world: Path, capsys: pytest.CaptureFixture[str]
):
    assert main([*words, "--lang", code]) == 2
    (line,) = capsys.readouterr().err.splitlines()
    assert line.startswith({"zh": "错误：", "en": "Error: "}[code])


def test_a_folder_with_a_manifest_of_somebody_else_is_not_replaced(world: Path, capsys: pytest.CaptureFixture[str]):
    (world / "site").mkdir()
    (world / "site/manifest.json").write_text('{"name": "a web page", "files": []}')
    assert main(["run", "town", "--out", "site"]) == 2
    assert "不是本程序写的东西：manifest.json" in capsys.readouterr().err
    assert contents(world / "site") == {"manifest.json": b'{"name": "a web page", "files": []}'}


def test_results_beside_which_somebody_keeps_notes_are_not_replaced(world: Path, capsys: pytest.CaptureFixture[str]):
    run = ["run", "town", "--years", "1", "--replications", "1", "--out", "out"]
    assert main(run) == 0
    (world / "out/notes.txt").write_text("mine")
    assert main(run) == 2
    assert "notes.txt" in capsys.readouterr().err
    assert (world / "out/notes.txt").read_text() == "mine"


@pytest.mark.parametrize(
    ("words", "text"),
    [
        (["run", "twon"], "Did you mean town?"),
        (["compare", "town"], "Add --proposal FILE"),
        (["--nonsense"], "COMMAND"),
    ],
)
def test_a_shell_sees_the_same(words: list[str], text: str, world: Path):
    command, environment = (
        [sys.executable, "-m", "simlib", *words],
        {**os.environ, "PYTHONPATH": str(ROOT), "PYTHONUTF8": "1"},
    )
    done = subprocess.run(command, cwd=world, env=environment, capture_output=True, encoding="utf-8", check=False)
    assert (done.returncode, done.stdout) == (2, "")
    assert text in done.stderr and "Traceback" not in done.stderr
