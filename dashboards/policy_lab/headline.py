"""The answer first: one sentence, then a row of figures, each before, after and the difference with its ranges."""

from __future__ import annotations

from html import escape

from dashboards.runs.notice_lines import notices_html
from dashboards.runs.width_lines import coming, error_title, last_ranged, widths_html, widths_words
from dashboards.shell.asked import asked_words
from dashboards.shell.request import Answer
from simlib.analysis.compare import Difference
from simlib.analysis.outcomes import OUTCOMES, level_widths
from simlib.analysis.widths import Widths
from simlib.report.words.amounts import from_to, gain, level, outcome_label, same, verdict
from simlib.report.words.first_sentence import answer as answer_words
from simlib.report.words.first_sentence import in_force
from simlib.text import Code, Text

SHOWN = ("cost", "cost_per_head", "in_post", "mean_grade", "left", "retired")  # those that the policy has


def sentence_html(answer: Answer, code: Code) -> str:
    """Return what was changed and what it does."""
    if not answer.changed:
        invite = Text("尚未改动：请拖动左侧滑块。", "Nothing is changed yet: move a lever on the left.")[code]
        return f'<p class="lab-sentence">{escape(in_force(answer.comparison, code))} <em>{invite}</em></p>'
    does = answer_words(answer.comparison, code)
    return f'<p class="lab-sentence"><strong>{escape(asked_words(answer, code))}</strong> {escape(does)}</p>'


def cards_html(answer: Answer, code: Code, last: Answer | None = None) -> str:
    """Return the row of figures; `last` is the answer whose ranges are shown until this one has its own."""
    shown = [name for name in SHOWN if name in answer.comparison.headline]
    cards = "".join(_card(answer, name, last_ranged(last, answer), code) for name in shown)
    return f'<div class="lab-cards">{cards}</div>'.replace("million yuan", "m yuan")


def _card(answer: Answer, name: str, last: Answer | None, code: Code) -> str:
    outcome, found = OUTCOMES[name], answer.comparison.headline[name]
    label = escape(outcome_label(name, answer.comparison.before.projection.years, code))
    if answer.changed:
        value = f"{_arrow(found, code)}{escape(verdict(found, code) if same(found) else gain(outcome, found, code))}"
        under = from_to(outcome, found.before, found.after, code)
        under = under.removesuffix(" million yuan").removesuffix(" yuan")
    else:
        value, under = escape(level(outcome, found.before, code)), Text("现行", "in force")[code]
    widths, old = _widths(answer, name), _widths(last, name) if last else None
    ranges = widths_html(outcome, widths, code, last=old, waiting=coming(answer))
    return (
        f'<div class="lab-card-one" data-outcome="{name}"{error_title(outcome, widths, code)}><h2>{label}</h2>'
        f"<b>{value}</b>{ranges}<p>{escape(under)}</p></div>"
    )


def _widths(answer: Answer, name: str) -> Widths | Difference:
    """Return how wide a figure is: the difference, or where nothing is proposed the level in force."""
    if answer.changed:
        return answer.comparison.headline[name]
    return level_widths(OUTCOMES[name], answer.comparison.before)


def _arrow(found: Difference, code: Code) -> str:
    """Return an arrow whose shape says the way; a circle where the mean may be off by as much as it differs."""
    if same(found):
        return ""
    unsure = found.error == found.error and not found.clear
    shape, kind = ("○", "unsure") if unsure else ("▲", "up") if found.mean > 0 else ("▼", "down")
    return f'<i class="lab-{kind}" role="img" aria-label="{escape(verdict(found, code))}">{shape}</i> '


def meta_html(answer: Answer, code: Code) -> str:
    """Return how many replications, what the widths are, and what the visitor should know of the values set."""
    n = answer.replications
    told = Text(
        f"模拟{n}次，同一批人员分别按现行和方案测算。", f"{n} replications, the same people under both policies. "
    )[code]
    if answer.changed and not answer.simulated:
        told += Text("只改薪酬：按同一批人员重新计算。", "Pay only: the same people priced again. ")[code]
    told += widths_words(answer, code)
    line = f'<p class="lab-note" data-replications="{n}" data-ranged="{answer.depth.wide}">{escape(told)}</p>'
    return line + notices_html(answer.base, answer.policy, answer.request.values, answer.request.start, code)
