"""The sentence that comes first: what a comparison answers, in words."""

from __future__ import annotations

from simlib.analysis.compare import Comparison, Difference
from simlib.analysis.outcomes import OUTCOMES
from simlib.analysis.widths import Range
from simlib.policy.value_words import digits
from simlib.report.words.amounts import level, money, over, same, verdict, year_span
from simlib.report.words.width_names import LUCK, WIDE, change_words, range_words, wide_words
from simlib.text import Code, Text


def answer(comparison: Comparison, code: Code) -> str:
    """Say what the proposal does to the cost, the mean grade and the staff."""
    parts = [_cost(comparison, code), *_grade(comparison, code), _staff(comparison, code)]
    return Text("；".join(parts) + "。", "; ".join(parts) + ".")[code]


def in_force(comparison: Comparison, code: Code) -> str:
    """Say what the policy in force comes to, where nothing is proposed."""
    years, headline = comparison.before.projection.years, comparison.headline
    cost = money(headline["cost"].before, code)
    staff = level(OUTCOMES["in_post"], headline["in_post"].before, code)
    graded = headline.get("mean_grade")
    grade = Text("，平均 {} 级", ", at a mean grade of {}")[code].format(digits(graded.before, 2)) if graded else ""
    return Text(
        f"按现行政策，{over(years, code)}人员经费共 {cost}；{years[-1]}年末在岗 {staff}{grade}。",
        f"Under the policy in force, {over(years, code)} cost {cost}; "
        f"{staff} are in post at the end of {years[-1]}{grade}.",
    )[code]


def _cost(comparison: Comparison, code: Code) -> str:
    """Say by how much the cost of all years rises or falls, by what share, and how widely that may turn out."""
    found, years = comparison.headline["cost"], comparison.before.projection.years
    zh, en = Text(f"{year_span(years, 'zh')}人员经费", f"the cost of {year_span(years, 'en')}")
    if same(found) or not found.mean:
        width = "" if same(found) or found.error else wide_words(OUTCOMES["cost"], found, code)
        around = Text(f"（{width}）", f" ({width})")[code] if width else ""
        return _none(Text(zh, _begun(en)), found, code) + around
    amount, share = money(abs(found.mean), code), f"{digits(abs(found.mean / found.before) * 100, 1)}%"
    sure = [cost_range(found, code)] + ([] if found.clear or found.error != found.error else [verdict(found, code)])
    doubts = Text("；", "; ")[code].join(filter(None, sure))
    around = Text(f"（{doubts}）", f" ({doubts})")[code] if doubts else ""
    rises = found.mean > 0
    return Text(
        f"{zh}累计{'增加' if rises else '减少'} {amount}，{'增长' if rises else '下降'} {share}{around}",
        f"{_begun(en)} {'rises' if rises else 'falls'} by {amount} in all, {share}{around}",
    )[code]


def cost_range(found: Difference, code: Code) -> str:
    """Say the widest range there is, without signs where both its ends are on the side of the mean."""
    name, ends = (WIDE, found.wide) if found.wide.known else (LUCK, found.luck)
    way = 1 if found.mean > 0 else -1
    one_way = min(way * ends.low, way * ends.high) >= 0
    shown = Range(*sorted(map(abs, ends))) if one_way else ends
    words = range_words(OUTCOMES["cost"], shown, code, with_sign=not one_way, like=found.mean)
    return f"{name[code]} {words}" if words else ""


def _begun(sentence: str) -> str:
    return sentence[:1].upper() + sentence[1:]


def _grade(comparison: Comparison, code: Code) -> list[str]:
    """What becomes of the mean grade, where there are grades."""
    found, year = comparison.headline.get("mean_grade"), comparison.before.projection.years[-1]
    return [_mean_grade(found, year, code)] if found else []


def _mean_grade(found: Difference, year: int, code: Code) -> str:
    if same(found) or _within_error(found):
        return _none(Text("平均等级", "the mean grade"), found, code)
    before, after = digits(found.before, 2), digits(found.after, 2)
    if before == after:
        return Text("平均等级变动不足 0.01 级", "the mean grade moves by less than 0.01")[code]
    return Text(
        f"{year}年末平均等级由 {before} 级{'升' if found.mean > 0 else '降'}至 {after} 级",
        f"the mean grade at the end of {year} goes from {before} to {after}",
    )[code]


def _staff(comparison: Comparison, code: Code) -> str:
    found = comparison.headline["in_post"]
    if same(found) or _within_error(found):
        return _none(Text("在岗人数", "staff in post"), found, code)
    return Text(
        f"在岗人数 {change_words(OUTCOMES['in_post'], found, code)}",
        f"staff in post {change_words(OUTCOMES['in_post'], found, code)}",
    )[code]


def _none(what: Text, found: Difference, code: Code) -> str:
    """Say that something does not change, or not further than the simulation error."""
    zh, en = verdict(found, "zh"), verdict(found, "en")
    return Text(f"{what.zh}{'' if zh == '不变' else '：'}{zh}", f"{what.en}: {en}")[code]


def _within_error(found: Difference) -> bool:
    return found.error == found.error and not found.clear
