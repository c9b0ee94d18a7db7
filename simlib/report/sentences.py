"""The sentence that comes first: what a comparison answers, in words."""

from __future__ import annotations

from simlib.analysis.compare import Comparison, Difference
from simlib.analysis.outcomes import OUTCOMES
from simlib.report.words import WAN, change, digits, level, money, over, same
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
    found, years = comparison.headline["cost"], comparison.before.projection.years
    span = over(years, code)
    if same(found):
        return Text(f"{span}人员经费不变", f"The cost of {span} does not change")[code]
    share = f"{found.mean / found.before:+.1%}".replace("-", "−")
    amount = Text(f"{digits(abs(found.mean) / WAN)} 万元", money(abs(found.mean), code))[code]
    way = (Text("增加", "rises by") if found.mean > 0 else Text("减少", "falls by"))[code]
    sure = _interval(found, code)
    return Text(f"{span}人员经费{way} {amount}（{share}{sure}）", f"The cost of {span} {way} {amount} ({share}{sure})")[
        code
    ]


def _interval(found: Difference, code: Code) -> str:
    if found.error != found.error:
        return ""
    if not found.clear:
        return Text("，与运气无法区分", ", not to be told from luck")[code]
    low, high = sorted((abs(found.low), abs(found.high)))
    if code == "en":
        return f"; 95 % interval {digits(low / 1e6, 1)} to {digits(high / 1e6, 1)}"
    return f"，95%区间 {digits(low / WAN)} 至 {digits(high / WAN)}"


def _grade(comparison: Comparison, code: Code) -> list[str]:
    """What becomes of the mean grade, where there are grades."""
    found, year = comparison.headline.get("mean_grade"), comparison.before.projection.years[-1]
    return [_mean_grade(found, year, code)] if found else []


def _mean_grade(found: Difference, year: int, code: Code) -> str:
    if same(found) or (not found.clear and found.error == found.error):
        return Text("平均等级无明显变化", "the mean grade hardly moves")[code]
    before, after = digits(found.before, 2), digits(found.after, 2)
    return Text(
        f"{year}年末平均等级由 {before} 级{'升' if found.mean > 0 else '降'}至 {after} 级",
        f"the mean grade at the end of {year} goes from {before} to {after}",
    )[code]


def _staff(comparison: Comparison, code: Code) -> str:
    found = comparison.headline["in_post"]
    if same(found):
        return Text("在岗人数不变", "the staff in post stay as many")[code]
    if found.error == found.error and not found.clear:
        return Text("在岗人数无明显变化", "the number in post hardly moves")[code]
    return Text(
        f"在岗人数 {change(OUTCOMES['in_post'], found, code)}",
        f"staff in post {change(OUTCOMES['in_post'], found, code)}",
    )[code]
