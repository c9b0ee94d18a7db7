"""Why to trust the figures, as HTML: what was checked and what is left out. From `simlib.report.trust`."""

from __future__ import annotations

from html import escape

from dashboards.policy_lab.wish import Answer
from simlib.report.trust import Question, trust
from simlib.report.words import Code, pick


def checked(answer: Answer, code: Code) -> str:
    """Return every question with its answer behind a click; the same for every answer."""
    title = pick(code, "怎么知道？", "How do you know?")
    return f"<h3>{title}</h3>" + "".join(_question(one, code) for one in trust().questions)


def limits(answer: Answer, code: Code) -> str:
    """Return what the model leaves out, in view beside the results."""
    title = pick(code, "模型的限度", "Limits of the model")
    items = "".join(f"<li>{escape(pick(code, one.zh, one.en))}</li>" for one in trust().limits)
    return f"<details><summary>{title}（{len(trust().limits)}）</summary><ul>{items}</ul></details>"


def _question(one: Question, code: Code) -> str:
    held = pick(code, "、", ", ").join(f"<code>{escape(test)}</code>" for test in one.held_by)
    told = pick(code, f"守住它的测试：{held}", f"Held by tests: {held}")
    see = f"{pick(code, '；命令：', '; command: ')}<code>{escape(one.see)}</code>" if one.see else ""
    ask, answer = escape(pick(code, one.ask.zh, one.ask.en)), escape(pick(code, one.answer.zh, one.answer.en))
    return f"<details><summary>{ask}</summary><p>{answer}</p><p><small>{told}{see}</small></p></details>"
