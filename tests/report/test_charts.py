"""Every chart of a comparison: nothing lies over its bars and lines, and people are counted in whole numbers."""

from __future__ import annotations

import numpy as np
import pytest
from matplotlib.backends.backend_agg import FigureCanvasAgg
from matplotlib.figure import Figure

from simlib import compare, project
from simlib.analysis.compare import Comparison
from simlib.policy import Policy
from simlib.report.figures.comparison import Chart, Grades, Staffing
from simlib.report.figures.cost import Payers, UnderCeiling
from simlib.report.figures.flows import Cost, Exits
from simlib.staff.opening import Staff
from simlib.text import Code

CHARTS = (Staffing, Grades, Exits, Cost, Payers, UnderCeiling)


@pytest.fixture(scope="module")
def comparison(busy: Policy, few: Staff) -> Comparison:
    laws = busy, busy.with_values({"progression.years_per_grade": 3})
    return compare(*(project(law, few, years=3, replications=30, seed=8) for law in laws))


def drawn(chart: type[Chart], comparison: Comparison, code: Code) -> Figure:
    figure = Figure((8.4, 3.76), layout="constrained")
    FigureCanvasAgg(figure)
    made = chart(figure)
    if isinstance(made, UnderCeiling):
        made.limits = [float(comparison.before.budget.total.max())] * 3
    made.update(comparison, "a" * 12, code)
    figure.canvas.draw()
    return figure


@pytest.mark.parametrize("code", ["zh", "en"])
@pytest.mark.parametrize("chart", CHARTS)
def test_a_legend_lies_beside_the_panels(chart: type[Chart], comparison: Comparison, code: Code) -> None:
    figure = drawn(chart, comparison, code)
    legends = [axes.get_legend() for axes in figure.axes if axes.get_legend()]
    assert legends
    for legend in legends:
        place = legend.get_window_extent()
        assert not any(place.overlaps(axes.get_window_extent()) for axes in figure.axes)
        assert figure.bbox.x0 <= place.x0 and place.x1 <= figure.bbox.x1  # nor is it cut off
        assert not place.overlaps(figure._supxlabel.get_window_extent())  # type: ignore[attr-defined]


@pytest.mark.parametrize("chart", [Staffing, Grades, Exits])
def test_people_are_counted_in_whole_numbers(chart: type[Chart], comparison: Comparison) -> None:
    figure = drawn(chart, comparison, "zh")
    for axes in figure.axes:
        for axis in (axes.xaxis, axes.yaxis):
            axis.set_view_interval(0, 3, ignore=True)  # as where there are few
            places = axis.get_majorticklocs()
            assert np.array_equal(places, np.round(places)), axes.get_title(loc="left")
