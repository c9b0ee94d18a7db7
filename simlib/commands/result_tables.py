"""What `run` and `compare` print: the years, the differences, and where they come from."""

from __future__ import annotations

import numpy as np

from simlib import __version__
from simlib.analysis.compare import Comparison, Difference
from simlib.analysis.outcomes import OUTCOMES, Costed, Outcome, level_widths, outcomes_of
from simlib.analysis.widths import Range, widths
from simlib.commands.packs import SHOWN
from simlib.commands.ranges import LUCK_HEAD, WIDE_HEAD, between, shown, unit_of
from simlib.commands.screen import Screen
from simlib.conversion.yearly_cost import COLUMNS, conversion_cost
from simlib.disclosure import hidden_note
from simlib.futures import FuturesProjection
from simlib.months import month_text, year_head
from simlib.policy import Policy
from simlib.policy.term import FEN
from simlib.policy.value_words import digits
from simlib.projection import Projection
from simlib.report.proposal_sharing import set_words
from simlib.report.words.amounts import WAN
from simlib.report.words.first_sentence import answer
from simlib.report.words.last_year import uneven_words
from simlib.report.words.width_names import LUCK, WIDE
from simlib.source import CODE
from simlib.text import Code, Text, same

HEADLINE = ("in_post", "joined", "left", "mean_grade", "cost")
DIFFERENCES = (
    Text("指标", "Outcome"),
    Text("单位", "Unit"),
    Text("现行", "In force"),
    Text("方案", "Proposal"),
    Text("差", "Difference"),
    WIDE_HEAD,
    LUCK_HEAD,
)
_UNSURE = "*"


def print_heading(policy: Policy, screen: Screen) -> None:
    """Print which policy this is, what was set by hand, and where higher law prevails."""
    screen.say(policy.label)
    for name in policy.proposals:
        screen.say(Text(f"方案：{name}", f"Proposal: {name}"))
    for told in set_words(policy):
        screen.say(Text("设定：", "Set: ") + told)
    for one in policy.overrides:
        since = month_text(one.month)
        screen.say(
            Text(
                f"上位法优先：{one.term.label.zh}，自 {since} 起",
                f"Higher law prevails: {one.term.label.en}, from {since}",
            )
        )
    screen.say()


def print_years(run: Costed, screen: Screen) -> None:
    """Print the headline of every year, means over replications, the opening first; of the cost how wide it is."""
    code, years = screen.code, run.projection.years
    had = outcomes_of(run.projection.policy)
    outcomes = [had[name] for name in HEADLINE if name in had]
    units = [unit_of(one) for one in outcomes]
    head = [
        Text(f"{one.label.zh}\n（{unit.zh}）", f"{one.label.en}\n({unit.en})") for one, unit in zip(outcomes, units)
    ]
    means = np.array([one.values(run).mean(axis=0) for one in outcomes])
    rows = [
        [screen.text(year_head(year, years)), *(shown(one, mean, code) for one, mean in zip(outcomes, means[:, y])),
         *_ranges(run, year, code)]
        for y, year in enumerate(years)
    ]  # fmt: skip
    first = _opening(run.projection)
    opening = [
        screen.text(Text("期初", "Opening")),
        *(shown(o, first[o.name], code) if o.name in first else "" for o in outcomes), "", "",
    ]  # fmt: skip
    totals = [
        screen.text(Text("合计", "All years")),
        *(shown(o, float(of.sum()), code) if o.over_years == "sum" else "" for o, of in zip(outcomes, means)),
        *_ranges(run, None, code),
    ]
    screen.table([Text("年度", "Year"), *head, WIDE_HEAD, LUCK_HEAD], [opening, *rows, totals])


def _ranges(run: Costed, year: int | None, code: Code) -> list[str]:
    """Return the range with the assumptions and that by chance alone, of the cost of a year or of all."""
    cost = OUTCOMES["cost"]
    found = level_widths(cost, run, year)
    return [between(cost, ends, code) for ends in (found.wide, found.luck)]


def print_uneven(run: Costed, screen: Screen) -> None:
    """Print what parts the last year from the first by itself, and the mean of the last three, if anything does."""
    if words := uneven_words(run, screen.code):
        screen.say(same(words))


def _opening(projection: Projection) -> dict[str, float]:
    """Return the outcomes that there are before the first year."""
    people = projection.books.in_post[0, 0].sum(axis=0)
    grade = (people * np.arange(1, len(people) + 1)).sum() / max(people.sum(), 1)
    return {"in_post": float(people.sum()), "mean_grade": float(grade)}


def print_conversion(run: Costed, screen: Screen) -> None:
    """Print what a conversion costs by year and in all, in 10,000 yuan, and how wide that is."""
    projection, policy = run.projection, run.projection.policy
    assert projection.plan.conversion is not None
    month = projection.plan.conversion.month
    way = policy.choice("conversion.protection", month)
    option = next(label for name, label in policy.provision("conversion.protection").term.options if name == way)
    screen.say()
    screen.say(Text(f"套改的经费（万元；{month_text(month)} 套改，{option.zh}）",
                    f"Cost of the conversion (10,000 yuan; {month_text(month)}; "
                    f"lower pay {option.en.lower()})"))  # fmt: skip
    cost, wide = conversion_cost(projection), conversion_cost(run.wide.projection) if run.wide else None
    heads = [screen.text(year_head(year, projection.years)) for year in projection.years]
    rows = [[head, *(f"{yuan / WAN:,.1f}" for yuan in row)] for head, row in zip(heads, cost.table.to_numpy())]
    found = {
        part: widths(fen.sum(axis=1) / FEN, wide.fen[part].sum(axis=1) / FEN if wide else None)
        for part, fen in cost.fen.items()
    }
    rows.append([screen.text(Text("合计", "All years")), *(f"{one.mean / WAN:,.1f}" for one in found.values())])
    for name, ends in ((WIDE, [one.wide for one in found.values()]), (LUCK, [one.luck for one in found.values()])):
        if any(one.known for one in ends):
            rows.append([screen.text(name), *(_wan_ends(one, screen) for one in ends)])
    screen.table([Text("年度", "Year"), *(COLUMNS[name] for name in cost.fen)], rows)


def _wan_ends(ends: Range, screen: Screen) -> str:
    low, high = (digits(end / WAN, 1) for end in ends)
    return screen.text(Text(f"{low} 至 {high}", f"{low} to {high}"))


def print_differences(comparison: Comparison, screen: Screen) -> None:
    """Print what the proposal does, in a sentence, and then every outcome before and after with how wide that is."""
    screen.small(same(answer(comparison, screen.code)))
    screen.say()
    rows = [_row(OUTCOMES[name], one, screen) for name, one in comparison.headline.items()]
    screen.table(DIFFERENCES, rows, left=2)
    if any(_within_error(one) for one in comparison.headline.values()):
        screen.say(
            Text(
                f"{_UNSURE} 差额未超出模拟误差，不能认定有变化。",
                f"{_UNSURE} Within simulation error: not to be taken as a change.",
            )
        )
    if comparison.before.projection.policy.grades != comparison.after.projection.policy.grades:
        screen.note(
            Text(
                "两边等级数不同，平均等级不可比，已略去。",
                "The two have scales of different length, so the mean grade does not compare and is left out.",
            ),
        )


def _row(outcome: Outcome, found: Difference, screen: Screen) -> list[str]:
    code = screen.code
    return [
        screen.text(outcome.label),
        screen.text(unit_of(outcome)),
        shown(outcome, found.before, code),
        shown(outcome, found.after, code),
        (_UNSURE if _within_error(found) else "") + shown(outcome, found.mean, code, sign=True),
        *(between(outcome, ends, code, sign=True) for ends in (found.wide, found.luck)),
    ]


def _within_error(found: Difference) -> bool:
    """Return whether there is a difference, but no more than the simulation error."""
    return found.error > 0 and not found.clear


def print_source(projection: Projection, folder: str | None, screen: Screen, wide: Projection | None = None) -> None:
    """Print what makes these figures again, and where they were written. `wide` was run under futures."""
    seed, people, digest = projection.plan.seed, len(projection.plan.staff), projection.policy.digest[:SHOWN]
    screen.say()
    many = projection.replications
    told = Text(
        f"模拟{many}次的平均数；种子 {seed}，期初 {people:,} 人，政策校验码 {digest}；"
        f"simlib {__version__}，代码 {CODE[:8]}",
        f"Means of {many} replications; seed {seed}, {people:,} people at the opening, policy {digest}; "
        f"simlib {__version__}, code {CODE[:8]}",
    )
    if isinstance(wide, FuturesProjection):
        label = wide.futures.label
        told += Text(f"；情景：{label.zh}", f"; futures: {label.en}")
    screen.small(told)
    if fewest := projection.plan.staff.fewest:
        screen.small(hidden_note(fewest))
    if folder:
        screen.say(Text(f"结果已写入 {folder}", f"Results written to {folder}"))
