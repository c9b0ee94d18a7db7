"""Futures as files: what they say, and everything that is wrong with one at once, with its line."""

from __future__ import annotations

from pathlib import Path

import pytest

from simlib.futures import load_futures, usual_futures
from simlib.futures.applied import lived
from simlib.policy import Policy, PolicyError, find_futures, find_packs, load_policy

SCENARIOS = Path(__file__).parents[2] / "scenarios"
HEAD = "format: 1\nfutures: made_up\nlabel: {zh: 假设, en: Made up}\nterms:\n"
REASON = "reason: {zh: 假设, en: made up}"


def written(folder: Path, *lines: str, head: str = HEAD) -> Path:
    """A file with a term a line, the first in line 5."""
    file = folder / "made_up.yaml"
    file.write_text(head + "".join(f"  {line}\n" for line in lines), "utf-8")
    return file


def test_a_spread_is_what_the_file_says(tmp_path: Path, law: Policy):
    file = written(
        tmp_path,
        f"exits.resignation_level: {{works: factor, range: [0.6, 2], {REASON}}}",
        f"pay.base_growth: {{shape: normal, works: shift, centre: 0.01, deviation: 0.02, range: [0, 0.1], {REASON}}}",
        f"exits.death: {{shape: one_of, works: factor, centre: 0.8, values: [1.2, 0.8], {REASON}}}",
        f"contributions.limits_growth: {{shape: uniform, range: assumed, moves_with: pay.base_growth, {REASON}}}",
    )
    level, growth, death, limits = load_futures(file, law).spreads
    assert (level.shape, level.works, level.centre, level.low, level.high) == ("triangular", "factor", 1, 0.6, 2)
    assert level.label.zh == "辞职率整体倍数" and level.rests_on and level.rests_on.en == "made up"
    assert (growth.shape, growth.centre, growth.deviation) == ("normal", 0.01, 0.02)
    assert (death.values, death.centre) == ((0.8, 1.2), 0.8)
    low, high = law.provisions["contributions.limits_growth"].range or (0, 0)
    now = float(law.value("contributions.limits_growth", law.opening or 0))
    assert (limits.low, limits.high) == pytest.approx((low - now, high - now))
    assert limits.moves_with == "pay.base_growth"


WRONG = {
    f"exits.resignation_lvel: {{works: factor, range: [0.6, 2], {REASON}}}":
        "exits.resignation_lvel is not a term. Did you mean exits.resignation_level?",
    f"rules.pay: {{works: factor, range: [0.6, 2], {REASON}}}":
        "rules.pay is no amount (choice). Compare its values as proposals instead.",
    f"recruitment.age_mix: {{works: factor, range: [0.6, 2], {REASON}}}":
        "recruitment.age_mix is shares that add up to 1. Compare other shares as proposals instead.",
    f"contract.years: {{works: factor, range: [0.6, 2], {REASON}}}":
        "contract.years moves neither staff nor cost. Leave it out.",
    "exits.death: {works: factor, range: [0.6, 2]}":
        "exits.death has no source and no reason. Say what the spread rests on: reason: {zh: …, en: …}.",
    "exits.misconduct: {works: factor, range: [0.6, 2], source: book}":
        "exits.misconduct names source book, which is not declared. Declare it under sources.",
    f"exits.resignation_age_factor: {{works: factor, range: [0.6, inf], {REASON}}}":
        "range of exits.resignation_age_factor is inf, outside -1e+09 to 1e+09. Give a value inside these limits.",
    f"exits.resignation: {{range: [0.6, 2], {REASON}}}":
        "exits.resignation does not say how it works. Add works: factor (multiplies) or works: shift (adds).",
    f"channel.share: {{works: factor, {REASON}}}":
        "channel.share is triangular without range. Add range.",
    f"pay.base: {{works: factor, range: [2, 0.6], {REASON}}}":
        "pay.base has no range from low to high. Write range: [lowest, highest].",
    f"pay.base_growth: {{works: shift, range: [0.01, 0.02], {REASON}}}":
        "the centre of pay.base_growth, 0, is outside its range. Widen the range, or correct the centre.",
    f"recruitment.female_share: {{works: factor, range: [-0.1, 2], {REASON}}}":
        "recruitment.female_share has a factor below 0. A factor multiplies: write 0 or more.",
    f"election.leave_share: {{shape: normal, works: factor, range: [0.6, 1.2], {REASON}}}":
        "election.leave_share is normal without a deviation. Add deviation: a number above 0.",
    f"election.outsider_share: {{shape: one_of, works: factor, range: [0.6, 2], {REASON}}}":
        "election.outsider_share is one_of without values. Add values.",
    f"election.turnover_share: {{shape: one_of, works: factor, values: [0.6, 2], {REASON}}}":
        "the centre of election.turnover_share, 1, is none of its values. "
        "Add it to the values, or say with centre which of them is the central one.",
    f"recruitment.exam_yield: {{works: factor, range: [0.6, 2], {REASON}}}":
        "recruitment.exam_yield with a draw of 2 leaves 0 to 1 in baohe. "
        "Narrow the range: beyond the limits a value is held there.",
    f"progression.years_per_grade: {{range: assumed, {REASON}}}":
        "progression.years_per_grade cannot take its range from baohe: it is not assumed.",
    f"appraisal.merit_weight: {{range: assumed, works: factor, {REASON}}}":
        "appraisal.merit_weight takes its range from the pack and gives works too. Leave one of the two out.",
    f"appraisal.basic_rate: {{works: factor, range: [0.6, 2], moves_with: x, {REASON}}}":
        "appraisal.basic_rate moves with x, which is no other term of the file.",
    f"appraisal.failed_rate: {{shape: round, works: factor, range: [0.6, 2], {REASON}}}":
        "terms.appraisal.failed_rate.shape is round.",
}  # fmt: skip


@pytest.mark.parametrize(("line", "complaint"), WRONG.items(), ids=[line.split(":")[0] for line in WRONG])
def test_each_mistake_is_told_with_its_line_and_a_way_out(line: str, complaint: str, tmp_path: Path, law: Policy):
    file = written(tmp_path, f"retirement.late_share: {{works: factor, range: [0.6, 2], {REASON}}}", line)
    with pytest.raises(PolicyError) as refused:
        load_futures(file, law)
    told = [problem["en"] for problem in refused.value.problems]
    assert any(text.startswith(f"{file.as_posix()}:6: {complaint}") for text in told), told


def test_all_mistakes_are_told_at_once_and_in_chinese_too(tmp_path: Path, law: Policy):
    file = written(tmp_path, *WRONG)
    with pytest.raises(PolicyError) as refused:
        load_futures(file, law)
    lines = {problem.line for problem in refused.value.problems}
    assert lines == set(range(5, 5 + len(WRONG)))
    unsaid = [problem["en"] for problem in refused.value.problems if not problem["zh"]]
    assert [text for text in unsaid if "shape is round" not in text] == []


def test_a_head_without_a_label_and_a_source_without_use_are_told(tmp_path: Path):
    head = HEAD.replace(
        "label: {zh: 假设, en: Made up}", "sources:\n  book: {title: 书, issuer: 社, checked_on: 2026-01-01}"
    )
    file = written(tmp_path, f"exits.death: {{works: factor, range: [0.6, 2], {REASON}}}", head=head)
    with pytest.raises(PolicyError) as refused:
        load_futures(file)
    text = str(refused.value)
    assert "label is missing" in text and "source book is declared but no term names it" in text


@pytest.mark.parametrize("file", find_futures(SCENARIOS), ids=lambda file: file.stem)
def test_futures_that_come_with_the_lab_suit_every_city(file: Path):
    laws = [law for law in map(load_policy, find_packs(SCENARIOS)) if law.posts]
    assert len(laws) > 3
    for law in laws:
        futures = load_futures(file, law)
        assert futures.name == file.stem
        assert len(futures.idle(law)) < len(futures.terms) / 2


def test_the_usual_futures_refuse_no_policy(law: Policy):
    """What a file asked for by name refuses, since it would be held at a limit, they hold there."""
    nearly_all = law.with_values({"recruitment.exam_yield": 0.95})
    usual = usual_futures(nearly_all)
    assert usual.digest == usual_futures(law).digest == load_futures(SCENARIOS / "futures/plausible.yaml").digest
    drawn = tuple(1.1 if one.term.name == "recruitment.exam_yield" else one.centre for one in usual.spreads)
    assert lived(nearly_all, usual, drawn).value("recruitment.exam_yield", law.opening or 0) == 1
    with pytest.raises(PolicyError, match="beyond the limits a value is held there"):
        load_futures(SCENARIOS / "futures/plausible.yaml", nearly_all)
