"""`--futures`, `ceiling` and `seek`, as somebody would use them."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from simlib import cost, load_policy, load_staff, project
from simlib.cli import main
from simlib.commands.entered_amounts import read_amount
from simlib.futures import load_futures, project_futures
from simlib.text import Told
from tests.cli.toy import TOWN, contents, rows

BAOHE = Path(__file__).resolve().parents[2] / "scenarios/cities/baohe"
SMALL = ["--years", "3", "--replications", "30", "--seed", "3"]
LEVEL = "exits.resignation_level"
FUTURES = f"""\
format: 1
futures: hard
label: {{zh: 艰难, en: Hard times}}
terms:
  {LEVEL}: {{shape: uniform, works: factor, range: [0.5, 2], reason: {{zh: 假设, en: made up}}}}
  pay.base: {{works: factor, range: [0.8, 1.2], reason: {{zh: 假设, en: made up}}}}
"""
Said = pytest.CaptureFixture[str]


@pytest.fixture
def hard(world: Path) -> Path:
    """A futures file beside the town."""
    file = world / "scenarios/futures/hard.yaml"
    file.parent.mkdir()
    file.write_text(FUTURES, "utf-8")
    return file


def said(capsys: Said, *words: str, code: int = 0) -> str:
    assert main([*words]) == code
    text = capsys.readouterr()
    return text.out if code == 0 else text.err


@pytest.mark.parametrize("text", ["hard", "scenarios/futures/hard.yaml"])
def test_run_under_futures_writes_what_was_drawn_beside_the_results(hard: Path, capsys: Said, text: str):
    out = said(capsys, "run", "town", *SMALL, "--futures", text, "--out", "out")
    law = load_policy(TOWN)
    run = project_futures(law, load_staff(law), load_futures(hard, law), years=3, replications=30, seed=3)
    table = rows(Path("out/with_assumptions/futures.csv"))
    assert list(table[0]) == ["replication", "term", "value"] and len(table) == 60
    drawn = {(int(row["replication"]), row["term"]): float(row["value"]) for row in table}
    assert all(drawn[r, LEVEL] == run.lives[r].drawn[0] for r in range(30))
    spent: dict[int, float] = {}
    for row in rows(Path("out/with_assumptions/budget.csv")):
        spent[int(row["replication"])] = spent.get(int(row["replication"]), 0) + float(row["yuan"])
    assert list(spent.values()) == pytest.approx(cost(run).total.sum("year").values.tolist(), abs=0.005)
    manifest = json.loads(Path("out/manifest.json").read_text("utf-8"))
    assert manifest["futures"] == "hard" and f"--futures {text}" in manifest["command"]
    assert {("term", LEVEL), ("term", "pay.base")} <= {
        (r["column"], r["name"]) for r in rows(Path("out/with_assumptions/labels.csv"))
    }
    assert list(rows(Path("out/with_assumptions/establishment.csv"))[0]) == ["replication", "year", "post", "people"]
    assert "含假定的" in out and "来自随机因素" in out and "合计" in out


def test_the_same_command_writes_the_same_bytes(hard: Path, capsys: Said):
    said(capsys, "run", "town", *SMALL, "--futures", "hard", "--out", "one")
    said(capsys, "run", "town", *SMALL, "--futures", "hard", "--out", "other", "--workers", "1")
    assert contents(Path("one")) == contents(Path("other"))


def test_without_futures_nothing_of_them_is_written(hard: Path, capsys: Said):
    out = said(capsys, "run", "town", *SMALL, "--futures", "none", "--out", "out")
    assert not Path("out/with_assumptions").exists() and "含假定的范围：" not in out
    assert list(rows(Path("out/establishment.csv"))[0]) == ["year", "post", "people"]


def test_compare_under_futures_writes_the_same_futures_on_both_sides(hard: Path, capsys: Said):
    said(capsys, "compare", "town", *SMALL, "--set", f"{LEVEL}=1", "--futures", "hard", "--out", "out")
    before, after = (Path(f"out/{side}/with_assumptions/futures.csv").read_bytes() for side in ("before", "after"))
    assert before == after


def test_the_packs_own_ranges_are_futures_too(world: Path, capsys: Said):
    assert main(["run", str(BAOHE), "--years", "1", "--replications", "1", "--futures", "assumed"]) == 0
    text = capsys.readouterr().err
    assert "情景：本地各项假定的范围" in text and "未计入（它的范围是各成员的，不是整体的）：" in text
    assert "没有一项适用于 town" in said(capsys, "run", "town", "--futures", "assumed", code=2)


def test_bands_need_thirty_replications(hard: Path, capsys: Said):
    assert main(["run", "town", "--years", "2", "--replications", "29", "--futures", "hard"]) == 0
    text = capsys.readouterr()
    assert "模拟29次，不足30次，不给范围" in text.err and "–" not in text.out


def test_check_and_packs_know_futures(hard: Path, capsys: Said):
    assert "OK futures scenarios/futures/hard.yaml  hard: 2 terms, good for town" in said(
        capsys, "check", "scenarios", "--lang", "en"
    )
    assert "hard  " in said(capsys, "packs") and "OK futures" in said(
        capsys, "check", "scenarios/futures", "--lang", "en"
    )
    hard.write_text(FUTURES.replace("[0.8, 1.2]", "[1.2, 0.8]").replace(LEVEL, "exits.resigning"), "utf-8")
    text = said(capsys, "check", "scenarios/futures", code=2)
    assert "scenarios/futures/hard.yaml:5: 没有参数 exits.resigning" in text
    assert "scenarios/futures/hard.yaml:6: pay.base 的范围应由低到高。请写 range: [最低, 最高]。" in text


def test_ceiling_counts_the_replications_above_it(world: Path, capsys: Said):
    law = load_policy(TOWN)
    spent = cost(project(law, load_staff(law), years=3, replications=30, seed=3)).total
    limits = {year: float(spent.sel(year=year).quantile(0.8)) for year in (2028, 2029)}
    whole = float(spent.sum("year").median())
    words = [word for year, limit in limits.items() for word in ("--year-limit", f"{year}={limit}元")]
    text = said(capsys, "ceiling", "town", *SMALL, *words, "--limit-all", f"{whole / 1e4}万", "--futures", "none")
    times = [int((spent.sel(year=year) > limit).sum()) for year, limit in limits.items()]
    assert times == [6, 6]  # of thirty different amounts, six lie above the 80th percentile
    assert text.count("30次模拟中有6次202") == 2 and "30次模拟中有15次三年合计人员经费超过" in text
    assert "次至少超过其中一个上限" in text


def test_ceiling_keeps_luck_and_futures_apart(hard: Path, capsys: Said):
    law = load_policy(TOWN)
    staff, size = load_staff(law), {"years": 3, "replications": 30, "seed": 3}
    luck = cost(project(law, staff, **size)).total.sum("year")
    both = cost(project_futures(law, staff, load_futures(hard, law), **size)).total.sum("year")
    limit = float(both.quantile(0.8))
    alone, times = int((luck > limit).sum()), int((both > limit).sum())
    assert times == 6 != alone
    words = ["ceiling", "town", *SMALL, "--limit-all", f"{limit:.2f}", "--lang", "en"]
    assert "With the assumptions" not in said(capsys, *words, "--futures", "none")
    first, second = said(capsys, *words, "--futures", "hard").split("Chance alone (")
    assert "With the assumptions (" in first and f"In {times} of 30 replications" in first
    assert f"In {alone} of 30 replications" in second


def test_seek_finds_to_the_fen_what_keeps_the_cost(world: Path, capsys: Said):
    law = load_policy(TOWN)
    reform = law.with_values({"pay.base": 3456.78})
    mean = cost(project(reform, load_staff(law), years=3, replications=30, seed=3)).total.sel(year=2029).mean()
    words = ["seek", "town", *SMALL, "--term", "pay.base", "--keep", "cost_2029", "--range", "2000,5000"]
    text = said(capsys, *words, "--under", f"{float(mean) + 1e-6:.8f}").replace("\n", "")
    assert "（30次模拟的平均），薪酬基数须不高于 3,456.78 元/月（模拟误差范围：" in text
    assert main([*words, "--above", f"{float(mean) - 1e-6:.8f}", "--lang", "en"]) == 0
    there = capsys.readouterr()
    assert "has to be 3,456.78 yuan a month or more" in there.out.replace("\n", " ") and "priced anew" in there.err


def test_seek_says_that_nothing_does(world: Path, capsys: Said):
    words = ["seek", "town", *SMALL, "--term", "progression.years_per_grade", "--keep", "in_post", "--above", "1万"]
    text = said(capsys, *words, "--range", "1,3")
    assert "没有一个值能使2029年在岗人数不少于10,000人" in text
    assert text.count("    否") == 3


@pytest.mark.parametrize(
    ("text", "yuan"),
    [("2.5亿", 2.5e8), ("2.5亿元", 2.5e8), ("2500万", 2.5e7), ("2,500 万元", 2.5e7), ("12元", 12), ("0.25", 0.25),
     ("25%", 0.25), ("250 million", 2.5e8), ("250m", 2.5e8), ("1.1亿", 1.1e8)],
)  # fmt: skip
def test_amounts_are_read_as_people_write_them(text: str, yuan: float):
    assert read_amount(text, "--under") == yuan


@pytest.mark.parametrize("text", ["", "亿", "2.5 Mrd", "two", "1.2.3", "2亿5千万"])
def test_what_is_no_amount_is_refused(text: str):
    with pytest.raises(Told):
        read_amount(text, "--under")


SEEK = ["seek", "town", *SMALL, "--keep", "cost", "--term"]
BAD = {
    "no such futures": (["run", "town", "--futures", "hrad"], ["没有情景 hrad", "是否应为 hard？", "mean hard?"]),
    "unlike any": (["run", "town", "--futures", "zzz"], ["可以写：hard、", "assumed、none。", "Known: hard, "]),
    "no ceiling": (["ceiling", "town"], ["没有写上限", "Add --year-limit 2031=250m"]),
    "a ceiling without year": (["ceiling", "town", "--year-limit", "2.5亿"], ["年份=金额", "YEAR=AMOUNT"]),
    "a ceiling out of the run": (
        ["ceiling", "town", *SMALL, "--year-limit", "2031=1m"],
        ["2031 年不在测算的 2027 至 2029 年之内", "Name a year of the run"],
    ),
    "a ceiling in yuan": (
        ["ceiling", "town", *SMALL, "--year-limit", "2028=2.9"],
        ["--year-limit 2028=2.9：2.9 元？请写 2.9亿 或 2.9元。", "2.9 yuan? Write 2.9亿 (290 million), or 2.9 yuan."],
    ),
    "a limit in yuan": ([*SEEK, "pay.base", "--under", "30"], ["--under 30：30 元？请写 30万 或 30元。"]),
    "a ceiling unread": (
        ["ceiling", "town", "--limit-all", "a lot"],
        ["--limit-all 读不出 a lot", "as 4,800, 250 million or 20%"],
    ),
    "a seek without term": (["seek", "town", "--keep", "cost"], ["缺少 --term", "required: --term"]),
    "neither under nor above": ([*SEEK, "pay.base"], ["其中一个", "one of --under and --above"]),
    "both": ([*SEEK, "pay.base", "--under", "1m", "--above", "1m"], ["其中一个", "one of"]),
    "no such outcome": (
        ["seek", "town", "--term", "pay.base", "--keep", "csot_2029", "--under", "1m"],
        ["没有指标 csot_2029", "是否应为 cost？", "年份写在后面"],
    ),
    "no such term": ([*SEEK, "pay.bse", "--under", "1m"], ["没有参数 pay.bse", "是否应为 pay.base？"]),
    "a term by members": ([*SEEK, "exits.death", "--under", "1m"], ["各有一个值", "single value"]),
    "a range of one": ([*SEEK, "pay.base", "--under", "1m", "--range", "5"], ["最低,最高", "LOWEST,HIGHEST"]),
    "a range backwards": (
        [*SEEK, "pay.base", "--under", "1m", "--range", "5,2"],
        ["请先写最低值", "Write the lowest value first."],
    ),
    "no month": ([*SEEK, "pay.base", "--under", "1m", "--from", "2029"], ["不是年月", "Write it as 2029-01."]),
}


@pytest.mark.parametrize(("words", "texts"), BAD.values(), ids=BAD)
def test_it_is_refused_with_a_way_out(words: list[str], texts: list[str], hard: Path, capsys: Said):
    text = said(capsys, *words, code=2)
    assert [one for one in texts if one not in text] == [], text
