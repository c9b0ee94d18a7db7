"""The simulation beside the exact calculation, on request: the policy in view without its quotas, year by year.

It has a thread and a line of status of its own: what else the visitor asks for goes on.
"""

from __future__ import annotations

from collections.abc import Callable
from html import escape

import ipywidgets as widgets
import numpy as np

from dashboards.runs import projected
from dashboards.shell.request import Answer
from dashboards.widgets import Job, Runner
from dashboards.widgets.html import table
from dashboards.widgets.menus import code_of
from simlib import load_staff
from simlib.months import year_head
from simlib.policy.value_words import digits
from simlib.report.tables.beside_twin import Beside, beside, verdict
from simlib.report.words.amounts import WAN
from simlib.text import Code, Text
from simlib.twin import quotas_of, twin, without_quotas
from simlib.twin.quotas import Quota

REPLICATIONS = 200
WORKING = Text("正在精确计算，随后模拟对照…", "Calculating exactly, then simulating…")
_BESIDE = (Text("模拟平均数", "Simulated"), Text("相差几个标准误", "z"))
_HEADS = (Text("年度", "Year"), Text("年末在岗：精确计算", "In post: exact"), *_BESIDE,
          Text("经费（万元）：精确计算", "Cost (10,000 yuan): exact"), *_BESIDE)  # fmt: skip


class ExactCheck:
    """A button, and what came of it; `follow` says for which answer it is."""

    def __init__(self, runner: Runner) -> None:
        self.runner, self.answer = runner.another(), None  # type: tuple[Runner, Answer | None]
        self.language = language = runner.language
        self.button = language.label(widgets.Button(layout={"width": "auto"}),
                                     Text("与精确计算对照", "Check against the exact calculation"))  # fmt: skip
        self.words = widgets.HTML()
        self.button.on_click(self.runner.guard(lambda _button: self._ask()))
        bar = widgets.HBox([self.button, self.runner.status])
        self.widget = widgets.VBox([bar, self.runner.error, self.words])

    def follow(self, answer: Answer) -> None:
        """Take another answer; what was checked for an earlier policy is shown no more."""
        if self.answer is None or self.answer.policy.digest != answer.policy.digest:
            self.runner.cancel()
            self.words.value = ""
        self.answer = answer

    def _ask(self) -> None:
        if self.answer is not None:
            self.runner.submit(check(self.answer), show=self._show, now=True)

    def _show(self, found: tuple[tuple[Quota, ...], Beside]) -> None:
        self.words.value = told(*found, code_of(self.language))


def check(answer: Answer) -> Callable[[Job], tuple[tuple[Quota, ...], Beside]]:
    """Return the work: what was taken out of the policy, and its projection beside its twin."""

    def work(job: Job) -> tuple[tuple[Quota, ...], Beside]:
        job.progress(0, WORKING)
        policy, staff, request = without_quotas(answer.policy), load_staff(answer.in_force), answer.request
        exact = twin(policy, staff, years=request.years)
        run = projected(
            policy, staff, years=request.years, seed=request.seed, replications=REPLICATIONS, job=job, told=WORKING
        )
        return quotas_of(answer.policy), beside(exact, run)

    return work


def told(taken: tuple[Quota, ...], found: Beside, code: Code) -> str:
    """Return what was found: the verdict, what was taken out of the policy, and the years."""
    (beyond, largest, limit), many = verdict(found), found.run.replications
    agree = (Text("有数超出限界", "some are beyond their bounds") if beyond else Text("一致", "they agree"))[code]
    lead = Text(
        f"模拟{many}次，比较 {found.compared} 个平均数与方差：{agree}；相差最大 {largest:.2f} 个标准误"
        f"（这么多个数，千次之中有 999 次不超过 {limit:.2f}）。",
        f"{many} replications, {found.compared} means and variances compared: {agree}; the largest deviation is "
        f"{largest:.2f} standard errors (of so many, within {limit:.2f} in 999 cases of 1,000).",
    )[code]
    why = Text("以下名额限制暂按取消处理后，方可精确计算：", "Exact without what people compete for: ")[code]
    out = Text("", " ")[code].join(escape(one.why[code]) for one in taken)
    return f"<p>{lead}</p><p><small>{why}{out}</small></p>{_years(found, code)}"


def _years(found: Beside, code: Code) -> str:
    people, of_people = found.exact.staff.values[:2].sum(axis=2), found.run.books.in_post[:, 1:].sum(axis=(2, 3))
    errors = np.sqrt(people[1] / found.run.replications)
    money = found.exact.cost.values.sum(axis=1) / WAN
    rows = [
        [
            year_head(year, found.exact.years)[code],
            digits(people[0, y], 1),
            digits(of_people[:, y].mean(), 1),
            digits((of_people[:, y].mean() - people[0, y]) / errors[y], 2),
            digits(money[y]),
            digits(found.cost[y].mean()),
            digits(found.cost_z[y], 2),
        ]
        for y, year in enumerate(found.exact.years)
    ]
    return table([head[code] for head in _HEADS], rows)
