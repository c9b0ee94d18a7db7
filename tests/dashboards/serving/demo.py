"""The page that the launcher serves in these tests."""

from __future__ import annotations

import time
from collections.abc import Callable
from typing import Any

RENDER = "/voila/render/demo.ipynb"
DEMO = """
import os
import ipywidgets as w
from simlib.report.figures.chinese_font import use_chinese_font
from dashboards.widgets import Download, Language, Picture, Runner
from dashboards.widgets.styles import dressed
from simlib.text import Text

use_chinese_font()
language = Language()
runner = Runner(language=language)
picture = Picture(width=800, height=400)
axes = picture.figure.subplots()
bars = axes.bar(["2027 年", "2028 年"], [3, 5])
axes.set_title("工资总额（亿元）")
axes.set_ylim(0, 6)
years = language.label(w.IntSlider(value=3, min=1, max=5), Text("几年晋升一级", "Years per grade"))
share = language.label(w.FloatSlider(value=0.2, max=0.5), Text("优秀比例", "Excellent share"))
future = language.label(w.Dropdown(), Text("情景", "Future"))
language.options(future, [(Text("基准", "Base"), 1), (Text("高", "High"), 2)])
answer = w.HTML()
answer.add_class("answer")

def show(value):
    bars[0].set_height(value)
    answer.value = f"<p>答 {value}</p>"
    picture.refresh(f"第一根柱高 {value}")

years.observe(lambda change: runner.submit(lambda job: years.value, show=show), "value")
fail = w.Button(description="出错")
fail.on_click(runner.guard(lambda _: 1 / 0))
leave = w.Button(description="退出")
leave.on_click(lambda _: os._exit(1))
file = Download(lambda: "年度".encode() * 1000, name="测算.txt", kind="text/plain", label="下载")
show(3)
controls = w.VBox([years, share, future, w.HBox([fail, leave, file, language.button()]), answer,
                   runner.status, runner.error])
controls.add_class("lab-controls")
tabs = language.titles(w.Tab(children=[picture.widget, w.HTML("<p>第二页</p>")]),
                       [Text("人员", "Staff"), Text("预算", "Budget")])
page = w.HBox([controls, tabs])
page.add_class("lab-columns")
dressed(language, page)
"""


def until(true: Callable[[], Any], seconds: float = 30) -> None:
    """Wait for something that takes its time."""
    end = time.monotonic() + seconds
    while not true():
        assert time.monotonic() < end, "waited in vain"
        time.sleep(0.1)


LARGE = """
import ipywidgets as w
from dashboards.widgets import Language, Runner
from simlib.text import Text

taken = []
answer = w.HTML("<p>准备好了</p>")
runner = Runner(language=Language(), delay=0.0)

def more(job):
    while True:  # as a run that nobody stops
        taken.append(b"x" * 20_000_000)
        job.check()

def refuse(job):
    raise MemoryError

take = w.Button(description="占用")
take.on_click(runner.guard(lambda _: runner.submit(more, show=print)))
little = w.Button(description="不够")
little.on_click(runner.guard(lambda _: runner.submit(refuse, show=print)))
w.VBox([answer, take, little, runner.status, runner.error])
"""
