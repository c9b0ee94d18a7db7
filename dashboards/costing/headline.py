"""The answer first: one sentence, then a row of figures, each with its ranges."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from html import escape
from typing import NamedTuple

import numpy as np

from dashboards.costing.amounts_by_year import YearAmounts, against_law, heads, lines, of_people, read, totals, whole
from dashboards.costing.request import PriceLevel
from dashboards.costing.tables import prices_words
from dashboards.runs.notice_lines import notices_html
from dashboards.runs.width_lines import coming, error_title, last_ranged, widths_html, widths_title, widths_words
from dashboards.shell.asked import asked_words
from dashboards.shell.request import Answer
from simlib.analysis.compare import Difference
from simlib.analysis.outcomes import OUTCOMES, Outcome
from simlib.analysis.widths import Widths
from simlib.policy.value_words import digits
from simlib.report.words.amounts import gain, level, money, over, same, verdict
from simlib.report.words.first_sentence import cost_range
from simlib.report.words.last_year import uneven_words
from simlib.report.words.width_names import wide_words
from simlib.text import Code, Text

_OWN_DATES = Text(
    "方案按自己的生效时间执行；“改动自”只管左侧改动的参数。",
    "A proposal keeps its own dates; “Changed from” is for what is changed on the left. ",
)
COST, A_HEAD, STAFF = OUTCOMES["cost"], OUTCOMES["cost_per_head"], OUTCOMES["in_post"]
GROWTH = replace(COST, unit="share")


def sentence(answer: Answer, prices: PriceLevel, code: Code, why: str = "") -> str:
    """Say what it costs, how much the last year is above the first, and why, or else which lines grow most."""
    told = asked_words(answer, code) + _cost(answer, prices, code) + _rise(answer, prices, code, why)
    apart = uneven_words(answer.after, code, totals(answer, prices).plain)
    return told + (Text("", " ")[code] + apart if apart else "")


def _cost(answer: Answer, prices: PriceLevel, code: Code) -> str:
    cost = totals(answer, prices).each(whole).widths
    amount = money(cost.mean, code)
    between, stop = Text("，", ", ")[code], Text("（{}）", " ({})")[code]
    about = [prices_words(answer, prices, code)] if prices != "nominal" else []
    about += [wide_words(COST, cost, code)] if cost.wide.known else []
    amount += stop.format(between.join(about)) if about else ""
    told = Text(
        f"{over(answer.years, code)}人员经费 {amount}", f"staff cost over {over(answer.years, code)}: {amount}"
    )[code]
    if not answer.changed:
        return told
    found = against_law(answer, prices)
    if same(found):
        return told + Text("，与现行相同", ", as in force")[code]
    wide = cost_range(found, code) if found.wide.known else ""
    way, amount = Text("增加", "more") if found.mean > 0 else Text("减少", "less"), money(abs(found.mean), code)
    told += Text(f"，较现行{way.zh} {amount}", f", {amount} {way.en} than under the policy in force")[code]
    if found.error == found.error and not found.clear:
        told += Text("（差额未超出模拟误差，不能认定有变化）", " (within simulation error)")[code]
    return told + (stop.format(wide) if wide else "")


def _rise(answer: Answer, prices: PriceLevel, code: Code, why: str) -> str:
    first, last = answer.years.whole[0], answer.years[-1]
    if first == last:
        return Text("。", ".")[code]
    amounts = lines(answer, prices).mean[answer.years.parts :]
    rise = amounts[-1] - amounts[0]
    more, share = float(rise.sum()), float(rise.sum() / amounts[0].sum())
    amount, part = money(abs(more), code), f"{'+' if share > 0 else '−'}{digits(abs(share) * 100, 1)}%"
    zh, en = ("增加", "more") if more > 0 else ("减少", "less")
    told = Text(f"；{last}年较{first}年{zh} {amount}（{part}）", f"; {last} costs {amount} {en} than {first} ({part})")[
        code
    ]
    if why and prices == "nominal":
        return told + Text(f"，{why}。", f", {why}.")[code]
    return told + _mostly(answer, rise * np.sign(more), code)


def _mostly(answer: Answer, rise: np.ndarray, code: Code) -> str:
    """Name the two lines that move most the way of the whole."""
    largest = [place for place in np.argsort(-rise)[:2] if rise[place] > 0]
    items = list(answer.policy.lines.values())
    named = [f"{items[place].label[code]} {money(float(rise[place]), code)}" for place in largest]
    if not named:
        return Text("。", ".")[code]
    return Text(f"，变动最大的支出项目是{'、'.join(named)}。", f", most of it in {' and '.join(named)}.")[code]


# --- the row of figures ---


class Figure(NamedTuple):
    """One of the row: the policy asked for, and what it differs from the one in force."""

    outcome: Outcome
    label: str
    level: Widths
    difference: Difference


def figures(answer: Answer, prices: PriceLevel, code: Code) -> dict[str, Figure]:
    """Return the row of figures by name."""
    sides = answer.before, answer.after
    cost = [totals(answer, prices, side) for side in sides]
    a_head = [of_people(answer, prices, side).over(heads(side)) for side in sides]
    staff = [read(side, OUTCOMES["in_post"].values) for side in sides]
    first, last, at = answer.years.whole[0], answer.years[-1], answer.years.parts
    span = over(answer.years, code)

    def of(outcome: Outcome, label: str, pair: list[YearAmounts], values: Callable[[np.ndarray], np.ndarray]) -> Figure:
        was, now = (one.each(values) for one in pair)
        return Figure(outcome, label, now.widths, now.above(was))

    return {
        "cost": of(COST, Text(f"{span}合计", span)[code], cost, whole),
        "first": of(COST, str(first), cost, lambda by_year: by_year[:, at]),
        "last": of(COST, str(last), cost, lambda by_year: by_year[:, -1]),
        "a_head": of(A_HEAD, Text(f"{last}年人均", f"Per head, {last}")[code], a_head, lambda by_year: by_year[:, -1]),
        "staff": of(
            STAFF, Text(f"{last}年末在岗", f"In post, end of {last}")[code], staff, lambda by_year: by_year[:, -1]
        ),
    }


def cards_html(answer: Answer, prices: PriceLevel, code: Code, last: Answer | None = None) -> str:
    """Return the row of figures; `last` is the answer whose ranges are shown until this one has its own."""
    old = last_ranged(last, answer)
    now, were = figures(answer, prices, code), figures(old, prices, code) if old else {}
    cards = [_card(answer, name, one, were.get(name), code) for name, one in now.items()]
    cards.insert(3, _growth(answer, prices, old, code))
    return f'<div class="lab-cards">{"".join(cards)}</div>'.replace("million yuan", "m yuan")


def _card(answer: Answer, name: str, one: Figure, last: Figure | None, code: Code) -> str:
    found, outcome = one.difference, one.outcome
    hover = "" if same(found) else widths_title(outcome, found, code)
    under = _against(outcome, found, code) if answer.changed else Text("现行", "in force")[code]
    ranges = widths_html(outcome, one.level, code, last=last.level if last else None, waiting=coming(answer))
    return (
        f'<div class="lab-card-one" data-figure="{name}" data-value="{one.level.mean:.4f}"'
        f"{error_title(outcome, one.level, code)}><h2>{escape(one.label)}</h2>"
        f"<b>{escape(level(outcome, one.level.mean, code))}</b>{ranges}<p{hover}>{escape(under)}</p></div>"
    )


def _against(outcome: Outcome, found: Difference, code: Code) -> str:
    if same(found):
        return Text("与现行相同", "as in force")[code]
    sure = found.clear or found.error != found.error
    return Text("较现行 ", "")[code] + (gain(outcome, found, code) if sure else verdict(found, code))


def _growth(answer: Answer, prices: PriceLevel, last: Answer | None, code: Code) -> str:
    """Return the card of the mean yearly growth of the means, and how wide that of each replication is."""
    each = totals(answer, prices).mean[answer.years.parts :]
    label = Text("年均增长", "Growth a year")[code]
    under = Text(f"逐年最高 {_steepest(each)}", f"steepest {_steepest(each)}")[code]
    value, ranges, error = "–", "", ""
    if len(each) > 1 and each[0]:
        value, found = f"{digits(float(_a_year(each)) * 100, 2)}%", _growth_widths(answer, prices)
        were = _growth_widths(last, prices) if last else None
        ranges = widths_html(GROWTH, found, code, last=were, waiting=coming(answer))
        error = error_title(GROWTH, found, code)
    return (
        f'<div class="lab-card-one" data-figure="growth"{error}><h2>{label}</h2><b>{value}</b>{ranges}'
        f"<p>{escape(under)}</p></div>"
    )


def _growth_widths(answer: Answer, prices: PriceLevel) -> Widths:
    return totals(answer, prices).each(lambda by_year: _a_year(by_year[:, answer.years.parts :])).widths


def _a_year(each: np.ndarray) -> np.ndarray:
    """Return the yearly growth from the first to the last of (…, year)."""
    return np.asarray((each[..., -1] / each[..., 0]) ** (1 / (each.shape[-1] - 1)) - 1)


def _steepest(each: np.ndarray) -> str:
    steps = np.diff(each) / each[:-1] if len(each) > 1 and each[:-1].all() else np.array([0.0])
    return f"{digits(float(steps.max()) * 100, 1)}%"


def meta_html(answer: Answer, code: Code) -> str:
    """Return how many replications, what the widths are, and what the visitor should know of the values set."""
    n = answer.replications
    told = Text(f"金额为{n}次模拟的平均数。", f"Amounts are means of {n} replications. ")[code]
    if answer.changed:
        told += Text("同一批人员分别按现行和方案测算。", "The same people under both policies. ")[code]
    if answer.changed and not answer.simulated:
        told += Text("只改薪酬：按已模拟的同一批人员重新计算。", "Pay only: the same people priced again. ")[code]
    if answer.proposal is not None:
        told += _OWN_DATES[code]
    told += widths_words(answer, code)
    data = f'data-replications="{n}" data-ranged="{answer.depth.wide}" data-digest="{answer.policy.digest[:16]}"'
    request = answer.request
    return f'<p class="lab-note" {data}>{escape(told)}</p>' + notices_html(
        answer.base, answer.policy, request.values, request.start, code
    )


def sentence_html(answer: Answer, prices: PriceLevel, code: Code, why: str = "") -> str:
    """Return the sentence, what is costed in strong type."""
    named, whole = asked_words(answer, code), sentence(answer, prices, code, why)
    return f'<p class="lab-sentence"><strong>{escape(named)}</strong>{escape(whole[len(named) :])}</p>'
