"""What `run` and `compare` print: the years, the differences, and where they come from."""

from __future__ import annotations

import numpy as np

from simlib import __version__
from simlib.analysis.compare import Comparison, Difference
from simlib.analysis.conversion_cost import COLUMNS, ConversionCost
from simlib.analysis.outcomes import OUTCOMES, UNITS, Costed, Outcome, outcomes_of
from simlib.analysis.widths import FEWEST_FOR_AN_INTERVAL
from simlib.commands.packs import SHOWN
from simlib.commands.screen import Screen
from simlib.months import month_text, parse_month, year_head
from simlib.policy import Policy
from simlib.policy.term import Term
from simlib.policy.words import laid_words, month_words
from simlib.projection import Projection
from simlib.report.ends import uneven_words
from simlib.source import CODE
from simlib.text import CODES, Text, same

HEADLINE = ("in_post", "joined", "left", "mean_grade", "cost")
DECIMALS = {"people": 1, "people_each": 2, "grade": 2, "yuan": 1, "yuan_a_head": 0, "share": 1, "hours": 0}
DIFFERENCES = (
    Text("指标", "Outcome"),
    Text("单位", "Unit"),
    Text("口径", "Over"),
    Text("现行", "Before"),
    Text("方案", "After"),
    Text("差", "Difference"),
    Text("95% 区间", "95 % interval"),
)


def print_heading(policy: Policy, screen: Screen) -> None:
    """Print which policy this is, what was set by hand, and where higher law prevails."""
    screen.say(policy.label)
    for name in policy.proposals:
        screen.say(Text(f"方案：{name}", f"Proposal: {name}"))
    for name, values in policy.set_by_hand.items():
        for since in values:
            screen.say(_set(policy, policy.terms[name], parse_month(since)))
    for one in policy.overrides:
        since = month_text(one.month)
        screen.say(
            Text(
                f"上位法优先：{one.term.label.zh}，自 {since} 起",
                f"Higher law prevails: {one.term.label.en}, from {since}",
            )
        )
    screen.say()


def _set(policy: Policy, term: Term, month: int) -> Text:
    """Name a value set by hand, and what it was before."""
    zh, en = (laid_words(policy.pack_alone, policy, term, month, code) for code in CODES)
    since = month_words(month, "zh"), month_text(month)
    return Text(f"设定：{term.label.zh}自{since[0]} {zh}", f"Set: {term.label.en} from {since[1]}: {en}")


def print_years(run: Costed, screen: Screen) -> None:
    """Print the headline of every year, means over replications, the opening first."""
    had = outcomes_of(run.projection.policy)
    outcomes = [had[name] for name in HEADLINE if name in had]
    head = [
        Text(f"{one.label.zh}（{UNITS[one.unit].label.zh}）", f"{one.label.en} ({UNITS[one.unit].label.en})")
        for one in outcomes
    ]
    means = np.array([one.values(run).mean(axis=0) for one in outcomes])
    rows = [
        [screen.text(year_head(year, run.projection.years)), *map(shown, outcomes, means[:, y])]
        for y, year in enumerate(run.projection.years)
    ]  # fmt: skip
    first = _opening(run.projection)
    opening = [
        screen.text(Text("期初", "Opening")),
        *(shown(o, first[o.name]) if o.name in first else "" for o in outcomes),
    ]
    screen.table([Text("年度", "Year"), *head], [opening, *rows])


def print_uneven(run: Costed, screen: Screen) -> None:
    """Print what parts the last year from the first by itself, and the mean of the last three, if anything does."""
    if words := uneven_words(run, screen.code):
        screen.say(same(words))


def _opening(projection: Projection) -> dict[str, float]:
    """Return the outcomes that there are before the first year."""
    people = projection.books.in_post[0, 0].sum(axis=0)
    grade = (people * np.arange(1, len(people) + 1)).sum() / max(people.sum(), 1)
    return {"in_post": float(people.sum()), "mean_grade": float(grade)}


def print_conversion(run: Projection, cost: ConversionCost, screen: Screen) -> None:
    """Print what a conversion costs by year, in 10,000 yuan."""
    assert run.plan.conversion is not None
    month = run.plan.conversion.month
    way = run.policy.choice("conversion.protection", month)
    option = next(label for name, label in run.policy.provision("conversion.protection").term.options if name == way)
    screen.say()
    screen.say(Text(f"套改的经费（万元；{month_text(month)} 套改，{option.zh}）",
                    f"Cost of the conversion (10,000 yuan; {month_text(month)}; "
                    f"lower pay {option.en.lower()})"))  # fmt: skip
    heads = [screen.text(year_head(year, run.years)) for year in run.years]
    rows = [[head, *(f"{yuan / 10_000:,.1f}" for yuan in row)] for head, row in zip(heads, cost.table.to_numpy())]
    screen.table([Text("年度", "Year"), *COLUMNS.values()], rows)


def print_differences(comparison: Comparison, screen: Screen) -> None:
    """Print every outcome before and after, with the difference and its interval."""
    screen.table(DIFFERENCES, [_row(OUTCOMES[name], one, screen) for name, one in comparison.headline.items()], left=3)
    if comparison.before.projection.policy.grades != comparison.after.projection.policy.grades:
        screen.note(
            Text(
                "两边等级数不同，平均等级不可比，已略去。",
                "The two have scales of different length, so the mean grade does not compare and is left out.",
            ),
        )
    if comparison.before.projection.replications < FEWEST_FOR_AN_INTERVAL:
        few = FEWEST_FOR_AN_INTERVAL
        screen.note(
            Text(
                f"少于 {few} 次重复时不给区间；请加大 --replications。",
                f"There is no interval from fewer than {few} replications: raise --replications.",
            ),
        )


def _row(outcome: Outcome, found: Difference, screen: Screen) -> list[str]:
    over = Text("合计", "all years") if outcome.over_years == "sum" else Text("期末", "last year")
    interval = "—"
    if not np.isnan(found.error):
        interval = f"[{shown(outcome, found.low, '+')}, {shown(outcome, found.high, '+')}]"
    words = [screen.text(text) for text in (outcome.label, UNITS[outcome.unit].label, over)]
    return [
        *words,
        shown(outcome, found.before),
        shown(outcome, found.after),
        shown(outcome, found.mean, "+"),
        interval,
    ]


def shown(outcome: Outcome, number: float, sign: str = "") -> str:
    """Write a figure in the unit people read; what rounds to nothing has no sign."""
    decimals = DECIMALS[outcome.unit]
    rounded = round(float(number) / UNITS[outcome.unit].one, decimals) or 0.0
    return f"{rounded:{sign if rounded else ''},.{decimals}f}"


def print_source(projection: Projection, folder: str | None, screen: Screen) -> None:
    """Print what makes these figures again, and where they were written."""
    seed, people, digest = projection.plan.seed, len(projection.plan.staff), projection.policy.digest[:SHOWN]
    screen.say()
    many = projection.replications
    screen.say(
        Text(
            f"{many} 次重复的平均值；种子 {seed}，期初 {people:,} 人，政策摘要 {digest}；"
            f"simlib {__version__}，代码 {CODE[:8]}",
            f"Means of {many} replications; seed {seed}, {people:,} people at the opening, policy {digest}; "
            f"simlib {__version__}, code {CODE[:8]}",
        ),
    )
    if folder:
        screen.say(Text(f"结果已写入 {folder}", f"Results written to {folder}"))
