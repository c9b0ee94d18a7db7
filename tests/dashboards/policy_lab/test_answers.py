"""What the policy lab answers is what the library computes."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import numpy as np
import pytest

from dashboards.levers.lever import Lever
from dashboards.policy_lab import PolicyLab
from dashboards.runs import Depth, NoPacks, usable_packs
from dashboards.shell.answers import Answers
from dashboards.shell.request import Request
from dashboards.widgets import Cancelled, Job, Language
from simlib import cost, project
from simlib.analysis.outcomes import OUTCOMES
from simlib.months import month_number
from simlib.policy import TERMS
from simlib.policy.value_words import digits
from simlib.report.words.amounts import money, signed
from simlib.report.words.first_sentence import answer as answer_words
from simlib.report.words.width_names import error_words, range_words
from simlib.twin import twin, without_quotas
from tests.dashboards.policy_lab.opened import (
    ANSWERS,
    BASE,
    GRADE,
    LAW,
    PACK,
    PAY,
    STAFF,
    TRUST,
    computed,
    control,
    ends,
    opened,
)


def test_the_page_opens_with_the_policy_in_force(lab: PolicyLab) -> None:
    total = computed({}).headline["cost"].before
    assert money(total, "zh") in lab.sentence.value and "尚未改动" in lab.sentence.value
    assert money(total, "zh") in lab.cards.value
    assert lab.undo_all.disabled


def test_a_lever_answers_what_the_library_computes(lab: PolicyLab) -> None:
    control(lab, GRADE).value = 2
    expected = computed({GRADE: 2})
    assert lab.answer is not None and lab.answer.replications == 40
    assert lab.answer.comparison.table.equals(expected.table)
    found = expected.headline["cost"]
    assert f"{signed(found.mean / 1e4)} 万元" in lab.cards.value
    assert range_words(OUTCOMES["cost"], found.wide, "zh", with_sign=True) in lab.cards.value
    assert range_words(OUTCOMES["cost"], found.luck, "zh", with_sign=True) in lab.cards.value
    assert error_words(OUTCOMES["cost"], found, "zh") in lab.cards.value
    assert answer_words(expected, "zh") in lab.sentence.value
    assert "晋级年限由 3 年改为 2 年" in lab.sentence.value
    assert "含假定的范围：" in lab.meta.value and "40次模拟" in lab.meta.value


def test_the_trust_tab_sets_the_run_beside_the_exact_calculation(lab: PolicyLab) -> None:
    control(lab, GRADE).value = 2
    lab.tabs.widget.selected_index = TRUST
    trust: Any = lab.tabs.in_view
    assert "结果怎样核验" in trust.words.value and "模型的限度" in trust.words.value
    trust.exact.button.click()
    shown = trust.exact.words.value
    expected = twin(without_quotas(LAW.with_values({GRADE: 2})), STAFF, years=2)
    for year in range(2):
        assert f"<td>{digits(expected.staff.values[0, year].sum(), 1)}</td>" in shown
        assert f"<td>{digits(expected.cost.values[year].sum() / 1e4)}</td>" in shown
    assert "一致" in shown
    control(lab, GRADE).value = 4
    assert trust.exact.words.value == ""  # it was of another policy


def test_too_few_replications_give_no_range_and_it_is_said_why() -> None:
    lab = opened(quick=4, exact=(29,))
    control(lab, GRADE).value = 2
    assert lab.answer is not None and lab.answer.depth == Depth(29)
    assert "范围" not in lab.sentence.value + lab.cards.value and "±" not in lab.sentence.value + lab.cards.value
    assert "模拟29次，不足30次，不给范围" in lab.meta.value


@pytest.mark.parametrize("name", PAY)
def test_pay_priced_again_is_what_a_new_simulation_costs_to_the_fen(name: str) -> None:
    lever = Lever(LAW, TERMS[name], month_number(2027, 1), Language(), lambda: None)
    for cell in lever.cells:
        in_force = cell.control.value
        cell.control.value = next(end for end in ends(cell) if end != in_force)
    assert lever.changed
    request = Request(PACK, {name: lever.written}, month_number(2027, 1), 2027, 2, years=2)
    answer = ANSWERS.answer(request, Depth(2))
    simulated = project(answer.policy, STAFF, years=2, replications=2, seed=2027)
    assert np.array_equal(answer.comparison.after.budget.fen, cost(simulated).fen)


def test_only_what_can_be_priced_again_is() -> None:
    start = month_number(2027, 1)

    def simulated(values: dict[str, Any], month: int = start) -> bool:
        nothing_kept = Answers(_packs=ANSWERS._packs)  # but the policy in force
        return nothing_kept.answer(Request(PACK, values, month, 2027, 2, years=2), Depth(2)).simulated

    assert not simulated({BASE: 5000})
    assert simulated({BASE: 5000, GRADE: 2})
    assert simulated({"pay.award_month": 3})  # other pay periods
    assert simulated({BASE: 5000}, month_number(2027, 3))


def test_a_proposed_inflation_deflates_the_proposal_alone() -> None:
    """Two years: the second year's cost is divided by 1.03 after, by the rate in force before; nominal cost stays."""
    answer = ANSWERS.answer(
        Request(PACK, {"prices.inflation": 0.03}, month_number(2027, 1), 2027, 2, years=2), Depth(2)
    )
    nominal, real = (answer.comparison.by_year(name) for name in ("cost", "cost_real"))
    assert not answer.simulated and nominal[2028].mean == 0
    assert real[2028].after == pytest.approx(nominal[2028].after / 1.03)
    assert real[2028].before > real[2028].after


def test_a_proposal_may_start_later(lab: PolicyLab) -> None:
    start = month_number(2028, 1)
    control(lab, GRADE).value = 2
    lab.choices.start.value = start
    assert lab.answer is not None
    assert lab.answer.comparison.table.equals(computed({GRADE: 2}, start=start).table)


def test_every_pack_can_be_chosen_and_answers(lab: PolicyLab) -> None:
    control(lab, GRADE).value = 2
    for folder in lab.packs:
        lab.choices.pack.value = folder
        assert lab.runner.error.value == "" and lab.answer is not None
        assert lab.answer.in_force.name == folder.name and lab.choices.start.value == lab.in_force.opening
        assert lab.levers.in_force.digest == lab.in_force.digest
    assert len(lab.packs) > 0


def test_a_pack_that_does_not_load_is_left_out_and_named_in_the_log(
    tmp_path: Path, caplog: pytest.LogCaptureFixture
) -> None:
    (tmp_path / "broken").mkdir()
    (tmp_path / "broken" / "policy.yaml").write_text("format: 1\n", "utf-8")
    (tmp_path / "broken" / "staff.yaml").touch()
    with pytest.raises(NoPacks):
        usable_packs(tmp_path)
    assert "broken" in caplog.text


def test_another_seed_is_another_luck_for_both_sides(lab: PolicyLab) -> None:
    before = lab.answer.comparison.headline["cost"].before  # type: ignore[union-attr]
    lab.choices.seed.value = 7
    after = lab.answer.comparison.headline["cost"]  # type: ignore[union-attr]
    assert after.before != before and after.mean == 0


def test_a_cancelled_run_stops() -> None:
    job = Job(lambda *_: None, lambda: 0.0)
    job.cancel()
    with pytest.raises(Cancelled):
        ANSWERS.answer(Request(PACK, {}, month_number(2027, 1), 2027, 200), Depth(200), job)
