"""The widths of a figure as both pages show them; until there are new ones, those of the last answer, dimmed."""

from __future__ import annotations

from html import escape
from typing import Protocol, TypeVar

from dashboards.runs.answer_steps import RANGING, Depth, RunRequest, ends_at
from simlib.analysis.compare import Comparison, Difference
from simlib.analysis.outcomes import Outcome
from simlib.analysis.widths import Widths
from simlib.futures import FuturesProjection
from simlib.policy import Policy
from simlib.report.words.width_names import LUCK, WIDE, error_words, luck_words, range_words, wide_words, widths_note
from simlib.text import NOTHING, Code, Text

LAST = Text("上一次结果的范围", "Range of the last answer")
LUCK_ALONE = Text("只计随机因素：假定都不变。", "Chance alone: all assumptions stay as they are.")


class Answered(Protocol):
    """What both pages' answers say of what was run."""

    @property
    def request(self) -> RunRequest: ...
    @property
    def in_force(self) -> Policy: ...
    @property
    def comparison(self) -> Comparison: ...
    @property
    def changed(self) -> bool: ...
    @property
    def depth(self) -> Depth: ...


AnAnswer = TypeVar("AnAnswer", bound=Answered)


def coming(answer: Answered) -> bool:
    """Return whether the range with the assumptions is still being worked out."""
    return ends_at(answer.request).wide > 0 and not answer.depth.wide


def last_ranged(last: AnAnswer | None, answer: AnAnswer) -> AnAnswer | None:
    """Return the last answer with a range whose figures mean what this one's do, this one itself if it has one."""
    if answer.depth.wide:
        return answer
    alike = last is not None and last.in_force is answer.in_force and last.changed == answer.changed and coming(answer)
    return last if alike else None


def widths_html(
    outcome: Outcome, found: Widths | Difference, code: Code, *, last: Widths | Difference | None, waiting: bool
) -> str:
    """Return the lines beneath a figure: the range with the assumptions, and smaller the range of chance.

    last     the same figure of the last answer that had a range, shown dimmed until this one has; None for none
    waiting  whether a range is being worked out
    """
    nothing = not any(found.luck) and not (found.wide.known and any(found.wide))
    if found.luck.known and nothing and not waiting:  # the same in every replication
        return ""
    if found.wide.known or not waiting:
        wide = _line(WIDE, range_words(outcome, found.wide, code, with_sign=_signed(found)), code)
    else:
        wide = _awaited(range_words(outcome, last.wide, code, with_sign=_signed(found)) if last else "", code)
    if not any(found.luck):  # by chance alone nothing moves; what the assumptions do is shown, or awaited
        return wide
    return wide + _line(LUCK, range_words(outcome, found.luck, code, with_sign=_signed(found)), code, "lab-luck")


def _signed(found: Widths | Difference) -> bool:
    return isinstance(found, Difference)


def _line(name: Text, words: str, code: Code, kind: str = "lab-wide", about: str = "") -> str:
    inside = f"<span>{escape(name[code])}</span> <span>{escape(words)}</span>"
    return f'<p class="{kind}"{about}>{inside}</p>' if words else ""


def _awaited(last: str, code: Code) -> str:
    """Return the line of a range that is still being worked out: what the last answer had."""
    said = escape(f"{LAST[code]} {last}" if last else RANGING[code])
    return _line(WIDE, last or "…", code, "lab-wide lab-dimmed", f' role="note" aria-label="{said}" title="{said}"')


def error_title(outcome: Outcome, found: Widths | Difference, code: Code) -> str:
    """Return the simulation error as an attribute of what is pointed at; nothing where there is none."""
    words = error_words(outcome, found, code)
    return f' title="{escape(words)}"' if words else ""


def widths_title(outcome: Outcome, found: Widths | Difference, code: Code) -> str:
    """Return all widths as an attribute of what is pointed at; nothing where there is none."""
    every = (words(outcome, found, code) for words in (wide_words, luck_words, error_words))
    told = Text("；", "; ")[code].join(filter(None, every))
    return f' title="{escape(told)}"' if told else ""


def widths_words(answer: Answered, code: Code) -> str:
    """Say what the widths are, and whether one is still coming or is not asked for."""
    depth = answer.depth
    more = {True: RANGING, False: NOTHING}[coming(answer)] if answer.request.futures != "none" else LUCK_ALONE
    return Text("", " ")[code].join(filter(None, (widths_note(code, depth.plain, depth.wide), more[code])))


def futures_words(answer: Answered, code: Code) -> str:
    """Say which assumptions vary; that they are still being worked out; or that none does."""
    wide = answer.comparison.after.wide
    if answer.request.futures == "none":
        return LUCK_ALONE[code]
    if wide is None or not isinstance(wide.projection, FuturesProjection):
        return RANGING[code] if coming(answer) else widths_note(code, answer.depth.plain)
    futures = wide.projection.futures
    names = Text("、", ", ")[code].join(one.label[code] for one in futures.spreads)
    return Text(f"情景：{futures.label.zh}（{names}）。", f"Futures: {futures.label.en} ({names}).")[code]
