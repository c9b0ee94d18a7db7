"""The three widths on the command line: each under its own name, the one with the assumptions by default."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from simlib import compare, cost, load_policy, load_staff, project
from simlib.analysis.compare import Comparison
from simlib.analysis.outcomes import OUTCOMES, Costed
from simlib.analysis.widths import both_ranges
from simlib.cli import main
from simlib.commands.screen import width, wrapped
from simlib.futures import project_futures, usual_futures
from simlib.report.words.first_sentence import answer
from simlib.report.words.width_names import range_words
from tests.cli.toy import PROPOSAL, TOWN, rows

SIZE = {"years": 3, "replications": 30, "seed": 3}
SMALL = ["--years", "3", "--replications", "30", "--seed", "3"]
COMMANDS = {
    "run": ["run", "town", *SMALL],
    "compare": ["compare", "town", "--proposal", PROPOSAL, *SMALL],
    "explain": ["explain", "town", "--proposal", PROPOSAL, *SMALL],
    "ceiling": ["ceiling", "town", *SMALL, "--year-limit", "2029=238万"],
    "seek": [
        "seek",
        "town",
        *SMALL,
        "--term",
        "pay.base",
        "--keep",
        "cost",
        "--under",
        "700万",
        "--range",
        "2000,5000",
    ],
}
UNNAMED = re.compile("95 ?% ?(区间|interval)|运气|[Bb]ands?")


@pytest.mark.parametrize("words", COMMANDS.values(), ids=COMMANDS)
def test_no_width_is_printed_without_its_name(world: Path, capsys: pytest.CaptureFixture[str], words: list[str]):
    for code, error, wide in (("zh", "模拟误差", "含假定"), ("en", "imulation error", "ith the assumptions")):
        assert main([*words, "--lang", code]) == 0
        text = capsys.readouterr().out.replace("\n", " ")
        assert wide in text and error in text and not UNNAMED.search(text)
        assert "±" not in text or text.index(error) < text.index("±")


def test_the_sentence_and_the_table_give_the_range_with_the_assumptions(
    world: Path, capsys: pytest.CaptureFixture[str]
):
    law = load_policy(TOWN)
    staff, futures = load_staff(law), usual_futures(law)
    sides = law, law.with_proposal(PROPOSAL)
    before, after = (project(one, staff, **SIZE) for one in sides)
    wide = [project_futures(one, staff, futures, **SIZE) for one in sides]
    found = compare(before, after, (wide[0], wide[1])).headline["cost"]
    assert found.wide.known and found.wide != found.luck
    assert main(COMMANDS["compare"]) == 0
    text = capsys.readouterr().out
    (line,) = [line.split() for line in text.splitlines() if line.startswith("人员经费  ")]
    low, _, high = line[5:8]
    assert float(low.replace(",", "").replace("−", "-")) == pytest.approx(found.wide.low / 1e4, abs=0.51)
    assert float(high.replace(",", "").replace("−", "-")) == pytest.approx(found.wide.high / 1e4, abs=0.51)
    assert "2027—2029年人员经费累计" in text and "（含假定的范围 " in text.replace("\n", "")


def test_seek_says_how_wide_the_outcome_is_at_the_value_found(world: Path, capsys: pytest.CaptureFixture[str]):
    words = [word.replace("cost", "cost_2029") for word in COMMANDS["seek"]]
    assert main([word.replace("700万", "230万") for word in words]) == 0
    text = capsys.readouterr().out.replace("\n", "")
    edge = float(text.split("须不高于 ")[1].split(" ")[0].replace(",", ""))
    law = load_policy(TOWN).with_values({"pay.base": edge})
    staff = load_staff(law)
    runs = project(law, staff, **SIZE), project_futures(law, staff, usual_futures(law), **SIZE)
    plain, wide = (cost(run).total.sel(year=2029).values for run in runs)
    ends = range_words(OUTCOMES["cost"], both_ranges(plain, wide)[1], "zh")
    told = f"能达到目标（取 {edge:,.10g} 元/月；含假定的范围 {ends}）"
    assert told.replace(" ", "") in text.replace(" ", "")  # a line is broken at spaces


def test_results_written_hold_every_width_and_what_was_drawn(world: Path):
    assert main([*COMMANDS["run"], "--out", "out"]) == 0
    (row,) = [row for row in rows(Path("out/ranges.csv")) if (row["outcome"], row["year"]) == ("cost", "all")]
    widths = {name: float(row[name]) for name in ("mean", "simulation_error", "luck_low", "luck_high", "wide_low")}
    assert widths["luck_low"] < widths["mean"] < widths["luck_high"] and widths["wide_low"] != widths["luck_low"]
    assert widths["simulation_error"] < (widths["luck_high"] - widths["luck_low"]) / 2
    assert Path("out/with_assumptions/futures.csv").exists()
    text = Path("out/manifest.json").read_text("utf-8")
    assert '"futures_digest"' in text and "--futures" not in text  # the usual ones go without saying


def test_nothing_is_said_not_to_change_from_a_few_replications(world: Path):
    law = load_policy(TOWN)
    staff = load_staff(law)
    for many, said in ((5, "5次模拟里没有一次变化"), (30, "人员经费不变")):
        run = project(law, staff, years=2, replications=many, seed=3)
        assert said in answer(compare(run, run), "zh")
        assert ("不变" in answer(compare(run, run), "zh")) == (many == 30)


def test_a_spread_about_the_value_in_force_changes_nothing_on_average_and_says_how_wide(
    world: Path, capsys: pytest.CaptureFixture[str]
):
    law = load_policy(TOWN)
    base = law.value("pay.base", law.opening or 0) / 100
    for code, none, some in (
        ("zh", "人员经费不变", "平均不变（含假定的范围 −"),
        ("en", "no change;", "no change on average (range"),
    ):
        assert (
            main(["compare", "town", *SMALL, "--set", f"pay.base={base - 500:.2f}..{base + 500:.2f}", "--lang", code])
            == 0
        )
        text = capsys.readouterr().out.replace("\n", "" if code == "zh" else " ")
        assert some in text and none not in text.split(some)[0]


def test_a_difference_within_its_simulation_error_is_not_called_a_change(world: Path):
    law = load_policy(TOWN)
    staff = load_staff(law)
    one, other = (project(law, staff, years=2, replications=30, seed=seed) for seed in (3, 4))  # chance alone
    unlike = Comparison(Costed(one, compare(one, one).before.budget), Costed(other, compare(other, other).after.budget))
    assert not unlike.headline["cost"].clear
    assert "未超出模拟误差" in answer(unlike, "zh") and "within simulation error" in answer(unlike, "en")


def test_long_lines_are_broken_but_never_before_a_stop():
    lines = wrapped("甲" * 50 + "，" + "word " * 30)
    assert all(width(line) <= 102 for line in lines) and not any(line.startswith("，") for line in lines)
    assert "".join(lines).replace(" ", "") == ("甲" * 50 + "，" + "word" * 30)
