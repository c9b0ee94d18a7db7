"""The answer first: one sentence, then a row of figures."""

from __future__ import annotations

from html import escape

import numpy as np

from dashboards.costing.money import against_law, heads, lines, of_people, totals
from dashboards.costing.tables import prices_words
from dashboards.costing.wish import Answer, Prices
from simlib.analysis.compare import Difference, difference
from simlib.analysis.outcomes import OUTCOMES, Outcome
from simlib.report.ends import uneven_words
from simlib.report.words import change, departure_words, digits, level, money, over, same, value_words, verdict
from simlib.text import Code, Text

NAMED = 2  # changes that the sentence names; more are counted
COST, A_HEAD, STAFF = OUTCOMES["cost"], OUTCOMES["cost_per_head"], OUTCOMES["in_post"]


def sentence(answer: Answer, prices: Prices, code: Code, why: str = "") -> str:
    """Say what it costs, how much the last year is above the first, and why, or else which lines grow most."""
    told = what(answer, code) + _cost(answer, prices, code) + _rise(answer, prices, code, why)
    apart = uneven_words(answer.after, code, totals(answer, prices))
    return told + (Text("", " ")[code] + apart if apart else "")


def what(answer: Answer, code: Code) -> str:
    """Say what is costed: the policy in force, a proposal, or what the visitor set."""
    parts = []
    if answer.proposal is not None:
        parts.append(answer.proposal.label[code])
    values = list(answer.wish.values)
    if len(values) > NAMED:
        parts.append(Text(f"另改{len(values)}项薪酬", f"{len(values)} changes of pay")[code])
    else:
        parts += [_change(answer, name, code) for name in values]
    if not parts:
        return Text("现行政策：", "Policy in force: ")[code]
    return Text("；".join(parts) + "：", "; ".join(parts) + ": ")[code]


def _change(answer: Answer, name: str, code: Code) -> str:
    term, start = answer.policy.terms[name], answer.wish.start
    label = term.label[code]
    if term.shape:
        return label + Text("（已改）", " (changed)")[code]
    was, now = (policy.provisions[name].at(start) for policy in (answer.law, answer.policy))
    return f"{label} {value_words(answer.law, term, was, code)} → {value_words(answer.law, term, now, code)}"


def _cost(answer: Answer, prices: Prices, code: Code) -> str:
    whole = money(float(totals(answer, prices).sum(axis=1).mean()), code)
    span = over(answer.years, code)
    if prices != "nominal":
        basis = prices_words(answer, prices, code)
        whole += Text(f"（{basis}）", f" ({basis})")[code]
    told = Text(f"{span}人员经费 {whole}", f"staff cost over {span}: {whole}")[code]
    found = against_law(answer, prices)
    if not answer.changed:
        return told
    if same(found):
        return told + Text("，与现行相同", ", as in force")[code]
    return told + Text("，比现行 ", ", against the policy in force ")[code] + change(COST, found, code)


def _rise(answer: Answer, prices: Prices, code: Code, why: str) -> str:
    first, last = answer.years.whole[0], answer.years[-1]
    if first == last:
        return Text("。", ".")[code]
    amounts = lines(answer, prices).mean(axis=0)[answer.years.parts :]
    rise = amounts[-1] - amounts[0]
    whole, share = float(rise.sum()), float(rise.sum() / amounts[0].sum())
    way = (Text("多", "more") if whole > 0 else Text("少", "less"))[code]
    amount, part = money(abs(whole), code), f"{'+' if share > 0 else '−'}{digits(abs(share) * 100, 1)}%"
    told = Text(
        f"；{last}年比{first}年{way} {amount}（{part}）", f"; {last} takes {amount} {way} than {first} ({part})"
    )[code]
    if why and prices == "nominal":
        return told + Text(f"，{why}。", f", {why}.")[code]
    return told + _mostly(answer, rise * np.sign(whole), code)


def _mostly(answer: Answer, rise: np.ndarray, code: Code) -> str:
    """Name the two lines that move most the way of the whole."""
    largest = [place for place in np.argsort(-rise)[:2] if rise[place] > 0]
    items = list(answer.policy.lines.values())
    named = [f"{items[place].label[code]} {money(float(rise[place]), code)}" for place in largest]
    if not named:
        return Text("。", ".")[code]
    return Text(f"，变动最大的科目是{'、'.join(named)}。", f", most of it in {' and '.join(named)}.")[code]


# --- the row of figures ---


def cards_html(answer: Answer, prices: Prices, code: Code) -> str:
    """Return the row of figures, each with what it differs from the policy in force."""
    was, now = (totals(answer, prices, side.budget) for side in (answer.before, answer.after))
    head_was, head_now = (of_people(answer, prices, side.budget)[:, -1] / heads(side)[:, -1] for side in
                          (answer.before, answer.after))  # fmt: skip
    first, last, span = answer.years.whole[0], answer.years[-1], over(answer.years, code)
    at = answer.years.parts
    figures = (
        ("cost", COST, Text(f"{span}合计", span)[code], difference(was.sum(axis=1), now.sum(axis=1))),
        ("first", COST, str(first), difference(was[:, at], now[:, at])),
        ("last", COST, str(last), difference(was[:, -1], now[:, -1])),
        ("a_head", A_HEAD, Text(f"{last}年人均", f"Per head, {last}")[code], difference(head_was, head_now)),
        (
            "staff",
            STAFF,
            Text(f"{last}年末在岗", f"In post, end of {last}")[code],
            answer.comparison.headline["in_post"],
        ),
    )
    cards = [_card(name, outcome, label, found, answer.changed, code) for name, outcome, label, found in figures]
    cards.insert(3, _growth(now[:, at:], code))
    return f'<div class="lab-cards">{"".join(cards)}</div>'.replace("million yuan", "m yuan")


def _card(name: str, outcome: Outcome, label: str, found: Difference, changed: bool, code: Code) -> str:
    under = _against(outcome, found, code) if changed else Text("现行", "in force")[code]
    return (
        f'<div class="lab-card-one" data-figure="{name}" data-value="{found.after:.4f}"><h2>{escape(label)}</h2>'
        f"<b>{escape(level(outcome, found.after, code))}</b><p>{escape(under)}</p></div>"
    )


def _against(outcome: Outcome, found: Difference, code: Code) -> str:
    if same(found):
        return Text("与现行相同", "as in force")[code]
    sure = found.clear or found.error != found.error
    return change(outcome, found, code) if sure else verdict(found, code)


def _growth(cost: np.ndarray, code: Code) -> str:
    """Return the card of the mean yearly growth, of what is expected."""
    each, years = cost.mean(axis=0), cost.shape[1] - 1
    value = f"{digits(((each[-1] / each[0]) ** (1 / years) - 1) * 100, 2)}%" if years and each[0] else "–"
    label = Text("年均增长", "Growth a year")[code]
    under = Text(f"逐年最高 {_steepest(each)}", f"steepest {_steepest(each)}")[code]
    return f'<div class="lab-card-one" data-figure="growth"><h2>{label}</h2><b>{value}</b><p>{escape(under)}</p></div>'


def _steepest(each: np.ndarray) -> str:
    steps = np.diff(each) / each[:-1] if len(each) > 1 and each[:-1].all() else np.array([0.0])
    return f"{digits(float(steps.max()) * 100, 1)}%"


def meta_html(answer: Answer, code: Code) -> str:
    """Return how many replications, and what the interval is of."""
    n = answer.replications
    told = Text(
        f"{n} 次重复的期望值；低、高只反映运气，不含假定的不确定性。",
        f"Expected over {n} replications; low and high are of luck only, not of the assumptions.",
    )[code]
    if answer.changed:
        told += Text(
            "与现行政策成对比较，± 为95%区间。", " In pairs with the policy in force; ± is the 95 % interval."
        )[code]
    if answer.changed and not answer.simulated:
        told += Text("按已推演的同一批人员重新计价。", " The same people priced again.")[code]
    for note in answer.policy.notes:
        told += Text(f"注意：{note.zh}。", f" Note: {note.en}.")[code]
    told += "".join(Text(one.zh, f" {one.en}")[code] for one in map(departure_words, answer.policy.departures))
    return f'<p class="lab-note" data-replications="{n}" data-digest="{answer.policy.digest[:16]}">{escape(told)}</p>'


def sentence_html(answer: Answer, prices: Prices, code: Code, why: str = "") -> str:
    """Return the sentence, what is costed in strong type."""
    named, whole = what(answer, code), sentence(answer, prices, code, why)
    return f'<p class="lab-sentence"><strong>{escape(named)}</strong>{escape(whole[len(named) :])}</p>'
