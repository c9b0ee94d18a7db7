"""Why to trust the figures, as HTML: what was checked and what is left out. From `simlib.report.trust`."""

from __future__ import annotations

from html import escape

from dashboards.shell.request import Answer
from simlib.report.trust import Question, trust
from simlib.text import Code, Text


def checked(answer: Answer, code: Code) -> str:
    """Return every question with its answer behind a click; the same for every answer."""
    title = Text("结果怎样核验", "How do you know?")[code]
    return f"<h3>{title}</h3>" + "".join(_question(one, code) for one in trust().questions)


def limits(answer: Answer, code: Code) -> str:
    """Return what the model leaves out, in view beside the results."""
    title = Text("模型的限度", "Limits of the model")[code]
    items = "".join(f"<li>{escape(one[code])}</li>" for one in trust().limits)
    return f"<details><summary>{title}（{len(trust().limits)}）</summary><ul>{items}</ul></details>"


def _question(one: Question, code: Code) -> str:
    held = Text("、", ", ")[code].join(f"<code>{escape(test)}</code>" for test in one.held_by)
    told = Text(f"对应的测试：{held}", f"Tested by: {held}")[code]
    see = f"{Text('；命令：', '; command: ')[code]}<code>{escape(one.see)}</code>" if one.see else ""
    ask, answer = escape(one.ask[code]), escape(one.answer[code])
    return f"<details><summary>{ask}</summary><p>{answer}</p><p><small>{told}{see}</small></p></details>"
