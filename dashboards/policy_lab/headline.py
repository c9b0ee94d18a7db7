"""The answer first: one sentence, then a row of figures, each before, after and the difference with its interval."""

from __future__ import annotations

from html import escape

from dashboards.policy_lab.wish import Answer
from simlib.analysis.compare import Difference
from simlib.analysis.outcomes import OUTCOMES
from simlib.policy.policy import Policy
from simlib.policy.provision import Dated
from simlib.policy.term import Term
from simlib.report.sentences import answer as answer_words
from simlib.report.sentences import in_force
from simlib.report.words import change, departure_words, from_to, level, outcome_label, same, value_words, verdict
from simlib.text import Code, Text

SHOWN = ("cost", "cost_per_head", "in_post", "mean_grade", "left", "retired")  # those that the policy has
NAMED = 2  # changes that the sentence names; more are counted


def sentence_html(answer: Answer, code: Code) -> str:
    """Return what was changed and what it does."""
    if not answer.changed:
        invite = Text("尚未改动：请移动左侧的滑块。", "Nothing is changed yet: move a lever on the left.")[code]
        return f'<p class="lab-sentence">{escape(in_force(answer.comparison, code))} <em>{invite}</em></p>'
    what, does = _changes(answer, code), answer_words(answer.comparison, code)
    return f'<p class="lab-sentence"><strong>{escape(what)}</strong> {escape(does)}</p>'


def _changes(answer: Answer, code: Code) -> str:
    names = list(answer.wish.values)
    if len(names) > NAMED:
        return Text(f"改动{len(names)}项：", f"{len(names)} changes:")[code]
    told = [one_change(answer, answer.law.terms[name], code) for name in names]
    return Text("；".join(told) + "：", "; ".join(told) + ":")[code]


def one_change(answer: Answer, term: Term, code: Code) -> str:
    """Return "每几年晋升一级 3 年 → 2 年"."""
    label = term.label[code]
    if term.shape:
        return label + Text("（已改）", " (changed)")[code]
    before, after = dated_pair(answer, term)
    return f"{label} {value_words(answer.law, term, before, code)} → {value_words(answer.law, term, after, code)}"


def dated_pair(answer: Answer, term: Term) -> tuple[Dated, Dated]:
    """Return the value in force and the proposed one, in the month the proposal starts."""

    def at(policy: Policy) -> Dated:
        return policy.provisions[term.name].at(answer.wish.start)

    return at(answer.law), at(answer.proposal)


def cards_html(answer: Answer, code: Code) -> str:
    """Return the row of figures."""
    shown = [name for name in SHOWN if name in answer.comparison.headline]
    cards = "".join(_card(answer, name, code) for name in shown).replace("million yuan", "m yuan")
    return f'<div class="lab-cards">{cards}</div>'


def _card(answer: Answer, name: str, code: Code) -> str:
    outcome, found = OUTCOMES[name], answer.comparison.headline[name]
    years = answer.comparison.before.projection.years
    label = escape(outcome_label(name, years, code))
    if not answer.changed:
        value, now = escape(level(outcome, found.before, code)), Text("现行", "in force")[code]
        return f'<div class="lab-card-one"><h2>{label}</h2><b>{value}</b><p>{now}</p></div>'
    text = verdict(found, code) if same(found) else change(outcome, found, code)
    number, _, interval = text.replace("（", " (").replace("）", ")").partition(" (")
    around = f"<small>{escape(interval.rstrip(')')) or '&nbsp;'}</small>"
    span = from_to(outcome, found.before, found.after, code).removesuffix(" million yuan").removesuffix(" yuan")
    return (
        f'<div class="lab-card-one" data-outcome="{name}"><h2>{label}</h2>'
        f"<b>{_arrow(found, code)}{escape(number)}{around}</b>"
        f"<p>{escape(span)}</p></div>"
    )


def _arrow(found: Difference, code: Code) -> str:
    """Return an arrow whose shape says the way; a circle where luck alone could make the difference."""
    if same(found):
        return ""
    unsure = found.error == found.error and not found.clear
    shape, kind = ("○", "unsure") if unsure else ("▲", "up") if found.mean > 0 else ("▼", "down")
    return f'<i class="lab-{kind}" role="img" aria-label="{escape(verdict(found, code))}">{shape}</i> '


def meta_html(answer: Answer, code: Code) -> str:
    """Return how many replications, and what the interval is of."""
    n = answer.replications
    told = Text(
        f"{n} 次重复，现行与方案成对比较；± 为95%区间，只反映运气，不含假定的不确定性。",
        f"{n} replications, paired; ± is the 95 % interval: luck only, not the assumptions.",
    )[code]
    if answer.changed and not answer.simulated:
        told += Text("只改薪酬：按同一批人员重新计价。", " Pay only: the same people priced again.")[code]
    told += "".join(Text(one.zh, f" {one.en}")[code] for one in map(departure_words, answer.proposal.departures))
    return f'<p class="lab-note" data-replications="{n}">{escape(told)}</p>'
