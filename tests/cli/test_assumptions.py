"""`simlib assumptions`, as somebody would use it."""

from __future__ import annotations

from pathlib import Path

import numpy as np
import pytest

from simlib import compare, load_policy, load_staff, project
from simlib.analysis.outcomes import OUTCOMES
from simlib.cli import main
from simlib.report.words.amounts import gain
from simlib.report.words.width_names import range_words
from tests.cli.toy import TOWN, rows

SMALL = ["--years", "2", "--seed", "3", "--replications", "30"]
Said = pytest.CaptureFixture[str]


ASSUMED = "exits.resignation"  # the only assumption of the town: rates by years of service


def test_it_prints_what_a_comparison_finds_at_the_other_values(world: Path, capsys: Said):
    assert main(["assumptions", "town", *SMALL]) == 0
    out = capsys.readouterr().out
    law = load_policy(TOWN)
    staff, rates = load_staff(law), np.asarray(law.value(ASSUMED, law.opening or 0))
    before = project(law, staff, years=2, replications=30, seed=3)
    for factor in (0.8, 1.25):
        other = law.with_values({ASSUMED: (rates * factor).round(9).tolist()})
        found = compare(before, project(other, staff, years=2, replications=30, seed=3)).headline["cost"]
        assert f"× {factor:g}" in out and gain(OUTCOMES["cost"], found, "zh") in out
        assert range_words(OUTCOMES["cost"], found.luck, "zh", with_sign=True) in out
    assert "假定 1\n" in out and "影响最大的 1 项" in out


def test_the_folder_holds_every_assumption_with_its_reason(world: Path, capsys: Said):
    assert main(["assumptions", "town", *SMALL, "--out", "out"]) == 0
    table, given = rows(Path("out/assumptions.csv")), load_policy(TOWN).provisions[ASSUMED].values[0]
    assert [row["otherwise_en"] for row in table] == ["× 0.8", "× 1.25"]
    assert given.reason is not None
    assert {(row["term"], row["reason_zh"]) for row in table} == {(ASSUMED, given.reason.zh)}
    assert "--replications 30" in Path("out/manifest.json").read_text("utf-8")
    for row in table:
        low, mean, high = (float(row[name]) for name in ("cost_luck_low", "cost", "cost_luck_high"))
        assert low < mean < high and 0 < float(row["cost_simulation_error"]) < high - low


def test_each_width_has_its_name_and_the_number_of_replications(world: Path, capsys: Said):
    assert main(["assumptions", "town", *SMALL]) == 0
    out = capsys.readouterr().out.replace("\n", "")
    assert "经费变动的" in out and "随机波动范围：" in out and "变动是30次模拟的平均数，经费为2年合计" in out
    assert out.count("±") == out.count("模拟误差 ±") == 2 and out.count("（95%，模拟30次）") == 2


def test_from_a_few_replications_there_is_no_range(world: Path, capsys: Said):
    assert main(["assumptions", "town", "--years", "2", "--replications", "5"]) == 0
    said = capsys.readouterr()
    assert "±" not in said.out and "至" not in said.out.replace("至多", "") and "不足30次" in said.err


def test_english_says_it_in_english(world: Path, capsys: Said):
    assert main(["assumptions", "town", *SMALL, "--lang", "en"]) == 0
    out = capsys.readouterr().out
    assert "If it were" in out and "farthest reaching above" in out
