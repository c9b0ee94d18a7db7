"""The policy lab: what its levers ask, what its page says, and that both are what the library computes."""

from __future__ import annotations

import csv
import io
import json
import shlex
from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import redirect_stdout
from pathlib import Path
from typing import Any

import nbformat
import numpy as np
import pytest
from dashboards_browser import ROOT, TOKEN, Server, Visit, serving
from nbclient import NotebookClient

from dashboards.levers.lever import Cell, Lever, choices_of, offered
from dashboards.policy_lab import PolicyLab
from dashboards.policy_lab.answers import Answers
from dashboards.policy_lab.wish import Wish
from dashboards.runs import usable_packs
from dashboards.widgets import Cancelled, Job, Language, Runner
from simlib import PolicyError, compare, cost, project
from simlib.analysis.compare import Comparison
from simlib.months import month_number
from simlib.policy import TERMS, load_proposal
from simlib.report.sentences import answer as answer_words
from simlib.report.sharing import safe_cell
from simlib.report.words import digits, money, signed
from simlib.twin import twin, without_quotas

PACK = ROOT / "scenarios/cities/baohe"
GRADE = "progression.years_per_grade"
BASE = "pay.base"
ANSWERS = Answers()  # the staff is drawn once
LAW, STAFF = ANSWERS.pack(PACK)
OFFERED = [name for name, term in TERMS.items() if offered(LAW, term)]
PAY = [name for name in OFFERED if TERMS[name].affects == "pay"]
TRUST = 5  # the last tab, of text only


class Now:
    """Loop and worker in one: everything happens at once, on the spot."""

    def call_later(self, delay: float, callback: Callable[..., Any], *args: Any) -> None:
        callback(*args)

    def call_soon_threadsafe(self, callback: Callable[..., Any], *args: Any) -> None:
        callback(*args)

    def submit(self, work: Callable[..., Any], /, *args: Any) -> None:
        work(*args)


def opened(**options: Any) -> PolicyLab:
    """The page without a kernel: short runs, answered on the spot."""
    now = Now()
    runner = Runner(loop=now, worker=now, language=Language(), known=(PolicyError,))
    short: dict[str, Any] = {"years": 2, "quick": 30, "exact": (40,)}
    return PolicyLab(runner=runner, answers=ANSWERS, **(short | options))


@pytest.fixture
def lab() -> PolicyLab:
    return opened()


@pytest.fixture(scope="module")
def small() -> PolicyLab:
    """A page that answers in milliseconds, on its tab of text."""
    page = opened(years=1, quick=2, exact=(2,))
    page.tabs.widget.selected_index = TRUST
    return page


def control(lab: PolicyLab, name: str, place: int = 0) -> Any:
    return lab.levers[name].cells[place].control


def computed(values: dict[str, Any], *, replications: int = 40, years: int = 2, start: int | None = None) -> Comparison:
    """What the library says of the same what-if, without the page."""
    sides = [
        project(policy, STAFF, years=years, replications=replications, seed=2027)
        for policy in (LAW, LAW.with_values(values, start))
    ]
    return compare(*sides)


# --- what it answers ---


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
    assert answer_words(expected, "zh") in lab.sentence.value
    assert "每几年晋升一级 3 年 → 2 年" in lab.sentence.value
    assert "40 次重复" in lab.meta.value and "只反映运气" in lab.meta.value


def test_the_picture_follows_and_is_told_in_words(lab: PolicyLab) -> None:
    picture = lab.tabs.parts[0].picture.widget  # type: ignore[union-attr]
    before = picture.value
    control(lab, "recruitment.fill_share").value = 50
    assert picture.value != before
    now = lab.answer.comparison.headline["in_post"].after  # type: ignore[union-attr]
    assert f"2028年末在岗 {digits(now)} 人" in picture.tooltip


def test_a_tab_is_drawn_when_it_is_opened(lab: PolicyLab) -> None:
    grades = lab.tabs.parts[1].picture.widget  # type: ignore[union-attr]
    assert bytes(grades.value) == b""
    lab.tabs.widget.selected_index = 1
    assert bytes(grades.value).startswith(b"\x89PNG") and "平均等级由期初" in grades.tooltip


def test_every_tab_draws_in_both_languages_without_a_missing_glyph(lab: PolicyLab) -> None:
    control(lab, GRADE).value = 2  # a missing glyph warns, and warnings of glyphs are errors here
    for code in ("zh", "en"):
        lab.language.code = code
        for place in range(len(lab.tabs.parts)):
            lab.tabs.widget.selected_index = place
            assert lab.runner.error.value == ""
    assert "Mean grade" in lab.tabs.parts[1].words.value


def test_the_trust_tab_sets_the_run_beside_the_exact_calculation(lab: PolicyLab) -> None:
    control(lab, GRADE).value = 2
    lab.tabs.widget.selected_index = TRUST
    trust: Any = lab.tabs.in_view
    assert "怎么知道" in trust.words.value and "模型的限度" in trust.words.value
    trust.exact.button.click()
    shown = trust.exact.words.value
    expected = twin(without_quotas(LAW.with_values({GRADE: 2})), STAFF, years=2)
    for year in range(2):
        assert f"<td>{digits(expected.staff.values[0, year].sum(), 1)}</td>" in shown
        assert f"<td>{digits(expected.cost.values[year].sum() / 1e4)}</td>" in shown
    assert "一致" in shown
    control(lab, GRADE).value = 4
    assert trust.exact.words.value == ""  # it was of another policy


def test_too_few_replications_give_no_interval() -> None:
    lab = opened(quick=4, exact=(4,))
    control(lab, GRADE).value = 2
    assert "±" not in lab.cards.value and "95%区间 " not in lab.sentence.value


def ends(cell: Cell) -> tuple[Any, ...]:
    """The values at a lever's ends, or all that a menu offers."""
    return (cell.control.max, cell.control.min) if cell.scale else cell.control._options_values


@pytest.mark.parametrize("name", OFFERED)
def test_every_lever_runs_at_both_ends(small: PolicyLab, name: str) -> None:
    for cell in small.levers[name].cells:
        try:
            for end in ends(cell):
                cell.control.value = end
                assert small.runner.error.value == "", f"{name} at {end}"
        finally:
            small.levers[name].reset()
    assert small.answer is not None and not small.answer.changed


@pytest.mark.parametrize("name", PAY)
def test_pay_priced_again_is_what_a_new_simulation_costs_to_the_fen(name: str) -> None:
    lever = Lever(LAW, TERMS[name], month_number(2027, 1), Language(), lambda: None)
    for cell in lever.cells:
        in_force = cell.control.value
        cell.control.value = next(end for end in ends(cell) if end != in_force)
    assert lever.changed
    wish = Wish(PACK, {name: lever.written}, month_number(2027, 1), 2027, 2, years=2)
    answer = ANSWERS.answer(wish, 2)
    simulated = project(answer.proposal, STAFF, years=2, replications=2, seed=2027)
    assert np.array_equal(answer.comparison.after.budget.fen, cost(simulated).fen)


def test_only_what_can_be_priced_again_is() -> None:
    start = month_number(2027, 1)

    def simulated(values: dict[str, Any], month: int = start) -> bool:
        return ANSWERS.answer(Wish(PACK, values, month, 2027, 2, years=2), 2).simulated

    assert not simulated({BASE: 5000})
    assert simulated({BASE: 5000, GRADE: 2})
    assert simulated({"pay.award_month": 3})  # other pay periods
    assert simulated({BASE: 5000}, month_number(2027, 3))


def test_a_proposed_inflation_deflates_the_proposal_alone() -> None:
    """Two years: the second year's cost is divided by 1.03 after, by the rate in force before; nominal cost stays."""
    answer = ANSWERS.answer(Wish(PACK, {"prices.inflation": 0.03}, month_number(2027, 1), 2027, 2, years=2), 2)
    nominal, real = (answer.comparison.by_year(name) for name in ("cost", "cost_real"))
    assert not answer.simulated and nominal[2028].mean == 0
    assert real[2028].after == pytest.approx(nominal[2028].after / 1.03)
    assert real[2028].before > real[2028].after


def test_a_proposal_may_start_later(lab: PolicyLab) -> None:
    start = month_number(2028, 1)
    control(lab, GRADE).value = 2
    lab.start.value = start
    assert lab.answer is not None
    assert lab.answer.comparison.table.equals(computed({GRADE: 2}, start=start).table)


def test_every_pack_can_be_chosen_and_answers(lab: PolicyLab) -> None:
    control(lab, GRADE).value = 2
    for folder in lab.packs:
        lab.pack.value = folder
        assert lab.runner.error.value == "" and lab.answer is not None
        assert lab.answer.law.name == folder.name and lab.start.value == lab.law.opening
        assert lab.levers.law is lab.law
    assert len(lab.packs) > 0


def test_a_pack_that_does_not_load_is_left_out_and_named_in_the_log(
    tmp_path: Path, caplog: pytest.LogCaptureFixture
) -> None:
    (tmp_path / "broken").mkdir()
    (tmp_path / "broken" / "policy.yaml").write_text("format: 1\n", "utf-8")
    assert usable_packs(tmp_path) == {}
    assert "broken" in caplog.text


def test_another_seed_is_another_luck_for_both_sides(lab: PolicyLab) -> None:
    before = lab.answer.comparison.headline["cost"].before  # type: ignore[union-attr]
    lab.seed.value = 7
    after = lab.answer.comparison.headline["cost"]  # type: ignore[union-attr]
    assert after.before != before and after.mean == 0


def test_a_cancelled_run_stops() -> None:
    job = Job(lambda *_: None, lambda: 0.0)
    job.cancel()
    with pytest.raises(Cancelled):
        ANSWERS.answer(Wish(PACK, {}, month_number(2027, 1), 2027, 200), 200, job)


# --- the levers ---


def test_the_brief_levers_say_clause_evidence_and_reason(lab: PolicyLab) -> None:
    published, assumed = lab.levers[GRADE].note.value, lab.levers["appraisal.excellent_share"].note.value
    assert "已公布" in published and "二·考评体系" in published and "每三年调整1级" in published
    assert "假定" in assumed and "包河文件没有写优秀比例" in assumed and "10% – 30%" in assumed


def test_a_changed_lever_is_marked_and_put_back(lab: PolicyLab) -> None:
    lever = lab.levers[GRADE]
    control(lab, GRADE).value = 2
    control(lab, BASE).value = 5000
    assert "lab-changed" in lever.widget._dom_classes and lever.undo.description == "恢复现行：3 年"
    assert "晋级考核 ·1" in lab.levers.group._options_labels
    lever.undo.click()
    assert control(lab, GRADE).value == 3 and "lab-changed" not in lever.widget._dom_classes
    assert lab.levers.values() == {BASE: 5000}
    lab.undo_all.click()
    assert lab.levers.values() == {} and "尚未改动" in lab.sentence.value


def test_one_post_of_a_lever_can_be_moved_alone(lab: PolicyLab) -> None:
    cells = {cell.member: cell.control for cell in lab.levers["retirement.women_55_share"].cells}
    cells["assistant"].value = 100
    expected = {"head": 1, "deputy": 1, "member": 0.5, "assistant": 1}
    assert lab.levers.values() == {"retirement.women_55_share": expected}


def test_a_rule_that_lacks_its_provisions_is_not_offered() -> None:
    offers = {
        term.name: [name for _, name in choices_of(LAW, term)] for term in TERMS.values() if term.group == "rules"
    }
    assert offers["rules.progression"] == ["every_n_years", "none"]
    assert offers["rules.establishment"] == [
        "base_times_coefficient"
    ]  # others need grids, which this pack does not give
    assert "rules.establishment" not in OFFERED


def test_shares_are_moved_in_per_cent_and_written_as_shares(lab: PolicyLab) -> None:
    control(lab, "appraisal.excellent_share").value = 25
    assert lab.levers.values() == {"appraisal.excellent_share": 0.25}
    assert lab.answer is not None
    assert (
        lab.answer.proposal.digest == LAW.with_proposal(ROOT / "scenarios/proposals/excellent_25_percent.yaml").digest
    )


def test_looking_at_a_group_changes_nothing(lab: PolicyLab) -> None:
    before = lab.answer
    for key in ("exits", "staff", "pay", "all"):
        lab.levers.group.value = key
    for decision in lab.levers.decision._options_values:
        lab.levers.decision.value = decision
    assert lab.levers.values() == {} and lab.answer is before


def test_a_value_outside_the_law_is_refused_and_the_answer_stays(lab: PolicyLab) -> None:
    slider, before = control(lab, GRADE), lab.sentence.value
    slider.max = 99  # a browser may set anything
    slider.value = 99
    assert "progression.years_per_grade is 99, outside 1 to 40" in lab.runner.error.value
    assert lab.sentence.value == before and "lab-stale" in lab.results._dom_classes


def test_the_language_is_switched_in_place(lab: PolicyLab) -> None:
    control(lab, GRADE).value = 2
    slider = control(lab, GRADE)
    lab.language.code = "en"
    assert slider.description == "Years per grade (years)" and slider.value == 2
    assert "Years per grade 3 years → 2 years" in lab.sentence.value and "million yuan" in lab.sentence.value
    assert answer_words(computed({GRADE: 2}), "en") in lab.sentence.value
    assert lab.levers.values() == {GRADE: 2}


# --- what can be taken away ---


def test_the_proposal_file_is_the_same_policy_again(lab: PolicyLab, tmp_path: Path) -> None:
    control(lab, GRADE).value = 2
    control(lab, "promotion.scope").value = "district"
    control(lab, "retirement.women_55_share", 3).value = 65
    control(lab, BASE).value = 5150
    lab.name.value = "=试: '一'"
    lab.start.value = month_number(2027, 7)
    file = tmp_path / "proposal.yaml"
    file.write_bytes(lab.proposal_file())
    proposal = load_proposal(file)
    assert lab.answer is not None and len(lab.answer.wish.values) == 4
    assert LAW.with_proposal(proposal).digest == lab.answer.proposal.digest != LAW.digest
    assert proposal.label.zh == "=试: '一'"


def test_the_table_holds_the_headline(lab: PolicyLab) -> None:
    control(lab, GRADE).value = 2
    rows = list(csv.reader(io.StringIO(lab.table_file().decode("utf-8-sig"))))
    cost_row = next(row for row in rows if row[0] == "两年人员经费")
    found = computed({GRADE: 2}).headline["cost"]
    assert [float(cell) for cell in cost_row[2:5]] == pytest.approx([found.before, found.after, found.mean], abs=1e-3)
    assert cost_row[-1] == "40" and len(rows) == 1 + len(lab.answer.comparison.headline)  # type: ignore[union-attr]


@pytest.mark.parametrize("text", ["=1+1", "+1", "-1", "@a", " =1", "\t=1"])
def test_no_text_in_a_table_is_a_formula(text: str) -> None:
    assert safe_cell(text) == "'" + text


def test_numbers_and_plain_text_stay_as_they_are() -> None:
    assert [safe_cell(cell) for cell in (-1.5, "十年", "", float("nan"))] == [-1.5, "十年", "", ""]


def test_the_python_lines_give_exactly_this(lab: PolicyLab, monkeypatch: pytest.MonkeyPatch) -> None:
    control(lab, GRADE).value = 2
    lab.start.value = month_number(2028, 1)
    lab.tabs.widget.selected_index = TRUST
    monkeypatch.chdir(ROOT)
    printed = io.StringIO()
    with redirect_stdout(printed):
        exec(lab.tabs.parts[TRUST].python.value, {})  # type: ignore[union-attr]
    assert printed.getvalue().strip() == lab.answer.comparison.table.to_string().strip()  # type: ignore[union-attr]


def test_the_shell_command_runs_the_same_policy(
    lab: PolicyLab, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    from simlib.cli import main

    control(lab, "retirement.women_55_share", 3).value = 65
    lab.start.value = month_number(2028, 1)
    lab.tabs.widget.selected_index = TRUST
    program, *words = shlex.split(lab.tabs.parts[TRUST].shell.value)  # type: ignore[union-attr]
    monkeypatch.chdir(ROOT)
    assert program == "simlib" and main([*words, "--out", str(tmp_path / "out")]) == 0
    written = "".join(file.read_text("utf-8") for file in (tmp_path / "out").glob("*.json"))
    assert lab.answer is not None and lab.answer.proposal.digest in written


# --- the notebook and the page ---

MOVE = """
import asyncio
before = lab.tabs.parts[0].picture.widget.value
lab.levers["recruitment.fill_share"].cells[0].control.value = 60
for _ in range(600):
    await asyncio.sleep(0.1)
    if lab.answer.changed and lab.answer.replications == 200:
        break
assert bytes(before)[1:4] == b"PNG" and bytes(lab.tabs.parts[0].picture.widget.value) != bytes(before)
assert "空岗招聘补充比例 95% → 60%" in lab.sentence.value, lab.sentence.value
assert lab.runner.error.value == "", lab.runner.error.value
"""


def test_the_notebook_runs_and_its_picture_follows_a_lever(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("PYTHONPATH", str(ROOT))
    notebook = nbformat.read(ROOT / "dashboards/policy_lab.ipynb", as_version=4)
    notebook.cells.append(nbformat.v4.new_code_cell(MOVE))
    client = NotebookClient(notebook, timeout=120, kernel_name="python3")
    with ThreadPoolExecutor(1) as thread:  # the browser's fixture keeps a loop running in this one
        thread.submit(client.execute).result()


def test_the_notebook_is_thin_and_named_in_both_languages() -> None:
    notebook = json.loads((ROOT / "dashboards/policy_lab.ipynb").read_text("utf-8"))
    assert (notebook["metadata"]["title"], notebook["metadata"]["title_en"]) == ("政策实验室", "Policy lab")
    assert sum(len(cell["source"]) for cell in notebook["cells"]) <= 10


@pytest.fixture(scope="module")
def server(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Server]:
    computed({}, replications=2)  # compiles the rules if nobody has yet
    with serving(ROOT / "dashboards", tmp_path_factory.mktemp("log") / "server.log", max_kernels=4) as running:
        yield running


def visited(server: Server, visit: Visit) -> Visit:
    """The policy lab, once its exact answer is there."""
    visit.page.set_default_navigation_timeout(120_000)
    visit.open(f"{server.origin}/login?next=/voila/render/policy_lab.ipynb#token={TOKEN}", "img.lab-picture")
    visit.page.locator('[data-replications="200"]').wait_for(timeout=60_000)
    return visit


@pytest.mark.browser
def test_a_lever_moved_by_keyboard_shows_the_number_that_python_gives(server: Server, visit: Visit) -> None:
    page = visited(server, visit).page
    page.get_by_role("slider", name="每几年晋升一级").press("ArrowLeft")
    found = computed({GRADE: 2}, replications=200, years=10).headline["cost"]
    card = page.locator('[data-outcome="cost"]')
    card.get_by_text(f"{signed(found.mean / 1e4)} 万元").wait_for(timeout=60_000)
    assert f"{money(found.before, 'zh').split()[0]} → {money(found.after, 'zh')}" in card.inner_text()
    assert "3 年 → 2 年" in page.locator(".lab-sentence").inner_text()
    assert visit.errors == [] and visit.left_localhost() == [] and visit.violations() == []
    assert "missing from" not in server.log.read_text("utf-8")


@pytest.mark.browser
def test_every_tab_and_group_is_whole_in_both_languages(server: Server, visit: Visit) -> None:
    page = visited(server, visit).page
    page.get_by_role("slider", name="每几年晋升一级").press("ArrowLeft")
    page.get_by_text("3 年 → 2 年").first.wait_for()
    for switch in ("English", "中文"):
        page.get_by_role("button", name=switch).click()
        page.get_by_alt_text("End of 2036" if switch == "English" else "2036年末在岗").wait_for()
        page.get_by_role("tab", name="Trust, rerun" if switch == "English" else "可信吗·复算").wait_for()
        for place in range(6):
            page.get_by_role("tab").nth(place).click()
        for place in range(5):
            page.locator(".lab-groups button").nth(place).click()
        page.get_by_role("tab").nth(0).click()
        assert visit.violations() == []
        assert page.evaluate("document.documentElement.scrollWidth <= innerWidth")  # nothing sticks out
    assert visit.errors == []


@pytest.mark.browser
def test_the_proposal_is_downloaded(server: Server, visit: Visit) -> None:
    page = visited(server, visit).page
    page.get_by_role("slider", name="每几年晋升一级").press("ArrowLeft")
    page.get_by_text("3 年 → 2 年").first.wait_for()
    with page.expect_download() as download:
        page.get_by_role("button", name="方案 YAML").click()
    reform = LAW.with_proposal(str(download.value.path()))
    assert reform.digest == LAW.with_values({GRADE: 2}).digest
