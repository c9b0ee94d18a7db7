"""Every result draws itself, and says in a few lines what it is."""

from __future__ import annotations

import subprocess
import sys
from itertools import islice

import pytest

from simlib import compare, cost, explain, load_policy, load_staff, project
from simlib.analysis.gains import gains
from simlib.policy import PolicyError
from simlib.report.figures.results import COMPARISONS

RUN = {"years": 2, "replications": 3, "seed": 1}


@pytest.fixture(scope="module")
def results() -> dict:
    law = load_policy("ningguo")
    reform, staff = law.with_values({"appraisal.excellent_share": 0.3}), load_staff(law)
    before, after = project(law, staff, **RUN), project(reform, staff, **RUN)
    return {
        "policy": law, "reform": reform, "staff": staff, "projection": before, "budget": cost(before),
        "comparison": compare(before, after), "explanation": explain(before), "gains": gains(before, after, most=1),
    }  # fmt: skip


@pytest.mark.parametrize("name", ["projection", "budget", "comparison", "explanation", "gains"])
@pytest.mark.parametrize("language", ["zh", "en"])
def test_a_result_draws_itself_with_a_sentence_for_its_title(results: dict, name: str, language: str):
    figure = results[name].plot(language=language)
    said = figure.get_suptitle()
    assert any(ch.isdigit() for ch in said)
    assert (language == "zh") == any("\u4e00" <= ch <= "\u9fff" for ch in said)
    assert figure._repr_png_().startswith(b"\x89PNG")


@pytest.mark.parametrize("what", COMPARISONS)
def test_a_comparison_has_several_charts(results: dict, what: str):
    assert results["comparison"].plot(what).axes


def test_what_there_is_not_is_refused_with_what_there_is(results: dict):
    with pytest.raises(PolicyError, match="cost、staffing、grades、exits"):
        results["comparison"].plot("pie")
    with pytest.raises(PolicyError):
        results["explanation"].plot(1999)


def test_the_budget_is_shown_whole(results: dict):
    """The bars of a year add up to the mean cost of that year."""
    (axes,) = results["budget"].plot().axes
    heights = sum(bar.patches[0].get_height() for bar in axes.containers)
    assert heights == pytest.approx(float(results["budget"].total.mean("replication")[0]) / 10_000, abs=0.01)


@pytest.mark.parametrize("name", ["policy", "reform", "staff", "projection", "budget", "comparison"])
def test_a_result_says_what_it_is_in_a_few_lines(results: dict, name: str):
    lines = repr(results[name]).splitlines()
    assert 2 <= len(lines) <= 4 and max(map(len, lines)) < 160
    assert lines[0].startswith(name.capitalize().replace("Reform", "Policy"))


def test_a_changed_policy_says_what_was_changed(results: dict):
    assert "优秀比例上限" in repr(results["reform"]) and "改动" not in repr(results["policy"])


def test_a_comparison_shows_its_figures_in_the_units_of_its_readers(results: dict):
    """Money is in 10,000 yuan, as on every page; the table of a notebook has a row for each outcome."""
    comparison = results["comparison"]
    rows = comparison._repr_html_().split("<tr>")
    assert len(rows) == 1 + len(comparison.headline)
    wan = f"{comparison.headline['cost'].before / 10_000:,.0f}"
    assert f"<td>{wan}</td>" in next(islice((row for row in rows if "人员经费 " in row), 1))


def test_matplotlib_is_loaded_when_a_plot_is_asked_for():
    code = (
        "import sys, simlib.projection, simlib.budget, simlib.analysis.compare; sys.exit('matplotlib' in sys.modules)"
    )
    assert subprocess.run([sys.executable, "-c", code]).returncode == 0
