"""The bridge: bars that lead from one cost to the other, from zero or clearly broken, readable without colour."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import numpy as np
import pytest
from matplotlib.colors import to_rgb
from matplotlib.figure import Figure

from simlib import compare, explain, project
from simlib.analysis.causes import CAUSES
from simlib.analysis.compare import difference
from simlib.analysis.explain import Explanation, explain_difference
from simlib.policy import Policy
from simlib.report.figures.bridge import COST, DOWN, NAMED, UP, Bridge, draw_bridge, sentence, span
from simlib.report.tables import yearly as tables
from simlib.report.words.cause_names import named
from simlib.staff.opening import Staff

SEED = 8


@pytest.fixture(scope="module")
def years(busy: Policy, few: Staff) -> Explanation:
    return explain(project(busy, few, years=4, replications=30, seed=SEED))


@pytest.fixture(scope="module")
def proposal(busy: Policy, few: Staff) -> Explanation:
    before, after = (
        project(law, few, years=4, replications=4, seed=SEED)
        for law in (busy, busy.with_values({"progression.years_per_grade": 3}))
    )
    return explain_difference(compare(before, after))


def drawn(explanation: Explanation, year: int | str, code: str = "zh") -> Bridge:
    chart = Bridge(Figure((9.6, 4.8), layout="constrained"))
    chart.update(explanation, year, code)  # type: ignore[arg-type]
    return chart


@pytest.mark.parametrize("which", ["years", "proposal"])
@pytest.mark.parametrize("place", [0, -1, "all"])
def test_each_bar_starts_where_the_one_before_ended(request: pytest.FixtureRequest, which: str, place: int | str):
    found: Explanation = request.getfixturevalue(which)
    year = found.years[place] if isinstance(place, int) else place
    chart, level = drawn(found, year), found.change(year).before / 1e4
    assert chart.bars[0].get_y() + chart.bars[0].get_height() == pytest.approx(level)
    for cause, bar in zip(chart.causes, chart.bars[1:-1], strict=True):
        step = found.parts(year)[cause].mean / 1e4
        assert bar.get_y() == pytest.approx(min(level, level + step))
        assert bar.get_height() == pytest.approx(abs(step))
        assert bool(bar.get_hatch()) == (step < 0), cause
        level += step
    assert chart.bars[-1].get_y() + chart.bars[-1].get_height() == pytest.approx(level)
    assert level == pytest.approx(found.change(year).after / 1e4)


def test_a_broken_axis_says_so_and_another_starts_at_zero(years: Explanation, proposal: Explanation):
    chart = drawn(years, years.years[0])
    assert chart.axes.get_ylim()[0] > 0 and chart.mark.get_visible() and all(t.get_visible() for t in chart.tears)
    assert "截断" in chart.source.get_text() and "broken" in drawn(years, "all", "en").source.get_text()
    assert span(np.array([100.0, 160, 130])) == (0, pytest.approx(176), False)
    low, high, broken = span(np.array([100.0, 104, 102]))
    assert broken and 0 < low < 100 and high > 104


def test_ranges_are_drawn_only_where_there_are_any(years: Explanation, proposal: Explanation):
    def widths(chart: Bridge) -> list[float]:
        return [float(np.ptp(line.get_ydata())) for line in chart.ranges]

    part = years.parts(years.years[0])["headcount"]
    chart = drawn(years, years.years[0])
    assert widths(chart)[chart.causes.index("headcount")] == pytest.approx(np.ptp(part.luck) / 1e4)
    assert "随机波动范围" in chart.source.get_text()
    few = drawn(proposal, "all")
    assert not any(widths(few)) and "范围" not in few.source.get_text()


def test_ranges_stay_inside_the_picture(years: Explanation):
    times = np.arange(len(years.fen))[:, None, None]
    chart = drawn(replace(years, wide=replace(years, fen=years.fen * times)), "all")
    low, high = chart.axes.get_ylim()
    ends = np.array([line.get_ydata() for line in chart.ranges], float)
    assert low < ends.min() and ends.max() < high and ends.max() > 2 * years.change().after / 1e4


def test_the_figure_is_kept_and_its_artists_change(years: Explanation):
    chart = drawn(years, years.years[0])
    bars, axes = list(chart.bars), chart.axes
    first = [bar.get_height() for bar in bars]
    chart.update(years, years.years[1], "zh")
    assert chart.axes is axes and all(one is other for one, other in zip(chart.bars, bars, strict=True))
    assert [bar.get_height() for bar in bars] != first
    chart.update(years, years.years[1], "en")
    assert len(chart.figure.axes) == 1 and chart.axes.get_xticklabels()[1].get_text().startswith("Carry")


def test_bars_change_their_look_with_their_sign(years: Explanation):
    chart = drawn(years, "all")
    hatched = [bool(bar.get_hatch()) for bar in chart.bars[1:-1]]
    backwards = replace(years, fen=-years.fen, before=years.after[:, ::-1], after=years.before[:, ::-1])
    chart.update(backwards, "all", "zh")
    assert {True, False} <= set(hatched)
    assert [bool(bar.get_hatch()) for bar in chart.bars[1:-1]] == [not was for was in hatched]


def test_a_proposal_has_no_bar_for_carry_over_and_a_null_one_is_said_to_be_the_same(
    proposal: Explanation, years: Explanation
):
    assert drawn(proposal, "all").causes == [cause for cause in CAUSES if cause not in ("carry_over", "conversion")]
    same = explain_difference(compare(years.projection, years.projection))
    assert "相同" in Bridge(Figure()).update(same, "all", "zh")


def test_the_sentence_names_what_leads_away_too_and_one_series_of_awards_once():
    """Ten years' awards: 2,891 in their years and 2,416 carried over are 5,307 of 6,427; 1,807 go the other way."""
    yuan = {"carry_over": 2416, "grade_drift": 3027, "new_for_old": -1807, "ratings_and_allowances": -100,
            "pay_award": 2891, "headcount": 0}  # fmt: skip
    parts = {cause: difference(np.zeros(1), np.array([float(more)])) for cause, more in yuan.items()}
    said = [(label.zh, amount) for label, amount in named(parts, 6427, 2)]
    assert said == [("调资（含上年翘尾）", 5307), ("晋级增资", 3027), ("人员更替", -1807)]
    fewer = {cause: parts[cause] for cause in ("new_for_old", "pay_award", "ratings_and_allowances")}
    assert [amount for _, amount in named(fewer, -10, 2)] == [-1807, -100, 2891]
    assert named({"headcount": parts["headcount"]}, 0, 2) == []


def test_the_sentence_above_the_bridge_is_that(years: Explanation):
    most = named(years.parts(), years.change().mean, NAMED)
    assert len(most) == NAMED + 1 and most[-1][1] * years.change().mean < 0
    assert all(label.zh in sentence(years, "all", "zh") for label, _ in most)


def test_greys_tell_the_three_kinds_of_bar_apart():
    """Rec. 709 lightness; the nearest two also differ in hatch or place."""
    light = [np.dot(to_rgb(look["facecolor"]), (0.2126, 0.7152, 0.0722)) for look in (UP, COST, DOWN)]
    assert np.diff(light).min() > 0.2


def test_the_picture_is_1920_by_960_and_the_same_each_time(years: Explanation, tmp_path: Path):
    one, other = tmp_path / "one.png", tmp_path / "other.png"
    for file in (one, other):
        draw_bridge(years, "all", "zh", file)
    assert one.read_bytes() == other.read_bytes()
    assert one.read_bytes()[16:24] == (1920).to_bytes(4, "big") + (960).to_bytes(4, "big")


def test_the_table_gives_back_whole_fen(years: Explanation):
    table = tables.causes(years)
    assert list(table.columns) == ["replication", "year", "cause", "yuan"]
    fen = np.rint(table["yuan"].round(2) * 100).astype(np.int64).to_numpy()
    assert np.array_equal(fen.reshape(years.fen.shape), years.fen)
