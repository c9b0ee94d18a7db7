"""Why to trust the figures: what was checked and how, what the model leaves out, and the STRESS-DES checklist.

The texts stand in `trust.yaml` and `stress.yaml` beside this file; the page `docs/verification/README.md` and the
trust tab of the dashboard are both made from them.
"""

from __future__ import annotations

from functools import cache
from pathlib import Path
from posixpath import relpath
from typing import Any

from pydantic import BaseModel, ConfigDict
from ruamel.yaml import YAML

from simlib.text import Text

_HERE = Path(__file__).parent
_FOLDER = "verification"  # of the docs: where the page stands


class _Strict(BaseModel):
    model_config = ConfigDict(extra="forbid", frozen=True)


class Question(_Strict):
    """A question that is asked of the figures, with its answer.

    held_by  tests that hold the answer, or folders of them
    see      a command that shows it
    page     a page of the docs that tells more, by its path there
    """

    ask: Text
    answer: Text
    held_by: tuple[str, ...]
    see: str = ""
    page: str = ""


class Reported(_Strict):
    """An item of the checklist, and where it is reported."""

    item: str
    title: Text
    where: Text


class Trust(_Strict):
    """All there is to say."""

    questions: tuple[Question, ...]
    limits: tuple[Text, ...]
    checklist: tuple[Reported, ...]


@cache
def trust() -> Trust:
    """Return the texts."""
    return Trust(**_read("trust.yaml"), checklist=_read("stress.yaml"))


def _read(name: str) -> Any:
    return YAML(typ="safe").load((_HERE / name).read_text("utf-8"))


_HEAD = """# 结果怎样核验 · How results are checked

由 `simlib/report/trust.yaml` 和 `stress.yaml` 生成（`simlib trust`），不要手改；页面“可靠性与复算”同出一源。
每个回答都有对应的测试，`make test` 全部运行。

Made from `simlib/report/trust.yaml` and `stress.yaml` by `simlib trust`; not edited by hand. The trust tab of the
dashboard has the same source. Every answer is checked by tests, all run by `make test`.

| 四种独立的核验 four independent checks | 怎样做 how |
| --- | --- |
| [第二个引擎 second engine](second_engine.md) | 照文字另写，逐人逐事比较 written again from the text, event by event |
| [解析核算 analytical model](twin.md) | 不经模拟直接算出平均数与方差 mean and variance without simulating |
| [改错检验 broken rules](mutants.md) | 逐处改错，看测试能否发现 broken on purpose; a test must notice |
| [教科书情形 textbook cases](textbooks.md) | 与印在书上的答案对照 set beside printed answers |

CI 装不下的，见[长时间的核验](long_runs.md)。What takes longer than CI: [long runs](long_runs.md).
"""


def page() -> str:
    """Return the page of the docs."""
    found = trust()
    parts = [_HEAD, *map(_question, found.questions), "## 限度 · Limits of the model\n"]
    parts += [f"- {one.zh} {one.en.strip()}" for one in found.limits]
    parts += ["\n## STRESS-DES 清单 · The STRESS-DES checklist\n", _REFERENCE]
    parts += ["| 项 | item | 在哪里 | where |", "| --- | --- | --- | --- |"]
    parts += [
        f"| {one.item} {one.title.zh} | {one.title.en} | {one.where.zh} | {one.where.en} |" for one in found.checklist
    ]
    return "\n".join(parts) + "\n"


_REFERENCE = """Monks T., Currie C. S. M., Onggo B. S., Robinson S., Kunc M., Taylor S. J. E. (2019), Strengthening the
reporting of empirical simulation studies: introducing the STRESS guidelines. Journal of Simulation 13(1), 55–67.
doi 10.1080/17477778.2018.1442155
"""


def _question(one: Question) -> str:
    held = "、".join(f"`{test}`" for test in one.held_by)
    more = [f"由 {held} 检验 tested by these"]
    more += [f"看 see `{one.see}`"] if one.see else []
    more += [f"详见 more in [{one.page}]({relpath(one.page, _FOLDER)})"] if one.page else []
    return f"## {one.ask.zh} · {one.ask.en}\n\n{one.answer.zh}\n\n{one.answer.en.strip()}\n\n{'；'.join(more)}。\n"
