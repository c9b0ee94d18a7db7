"""摘要: what policy it is, what it costs each year with its ranges, the difference to the policy in force."""

from __future__ import annotations

from collections.abc import Iterator

from simlib.analysis.compare import Difference
from simlib.analysis.outcomes import OUTCOMES
from simlib.analysis.uneven_years import uneven
from simlib.analysis.widths import FEWEST_FOR_AN_INTERVAL, Widths
from simlib.disclosure import hidden_note
from simlib.months import month_text
from simlib.policy import dead_ends
from simlib.policy.value_words import month_words
from simlib.report.proposal_sharing import set_words
from simlib.report.words.amounts import WAN as TEN_THOUSAND
from simlib.report.words.amounts import money, over, same
from simlib.report.words.width_names import luck_words, wide_words
from simlib.rules.findings import findings
from simlib.text import Text, joined
from simlib.workbook import summary_chart
from simlib.workbook import summary_tables as tables
from simlib.workbook.contents import Contents
from simlib.workbook.looks import ALARM, BAD, GOOD, PLAIN
from simlib.workbook.page import Book, literal
from simlib.workbook.sheets.budget_lines import BudgetSheet
from simlib.workbook.sheets.reconciliation import Checks, coloured
from simlib.workbook.summary_tables import Tables

NAME = Text("摘要", "Summary")
COLON, MORE, LESS = Text("：", ": "), Text("增加", "more"), Text("减少", "less")


def write(book: Book, contents: Contents, budget: BudgetSheet, checks: Checks) -> None:
    """Write the sheet."""
    sheet = book.sheets["summary"]
    all_of = Tables(sheet, contents, budget)
    sheet.worksheet.set_column(0, 0, 30)
    sheet.worksheet.set_column(1, all_of.last, all_of.width)
    _top(all_of, checks)
    last = tables.years(all_of)
    row = tables.last_years(all_of, last + 1) + 1
    tables.small_print(all_of, row)
    sheet.tail(row + 1)
    summary_chart.chart(all_of, last, row + 2)
    top = row + 2 + summary_chart.ROWS
    row = tables.outcomes(all_of, top)
    _warnings(all_of, row + 2)
    sheet.worksheet.set_h_pagebreaks([top])
    sheet.page(repeat=(0, 0), last=all_of.last)
    sheet.worksheet.freeze_panes(1, 0)
    sheet.worksheet.activate()


def _top(all_of: Tables, checks: Checks) -> None:
    sheet, contents = all_of.sheet, all_of.contents
    say = contents.say
    sheet.text(0, 0, contents.heading, "title")
    first, last = contents.years[0], contents.years[-1]
    here = contents.projection.provenance
    told = [say(Text(f"{first}–{last}年支出测算", f"Cost from {first} to {last}"))]
    if contents.years.parts:
        opening = contents.layout.starts[0]
        zh, en = month_words(opening, "zh"), month_words(opening, "en")
        told = [say(Text(f"{zh}至{last}年支出测算", f"Cost from {en} to {last}"))]
    by_hand = [say(one) for one in set_words(contents.projection.policy)]
    told += [say(Text("设定：", "Set: ")) + "；".join(by_hand)] if by_hand else []
    told += [
        say(
            Text(
                f"模拟{here['replications']}次，种子{here['seed']}",
                f"{here['replications']} replications, seed {here['seed']}",
            )
        )
    ]
    sheet.paragraph(1, all_of.last, "　".join(told), width=all_of.lines(10))
    width = all_of.lines(13)
    sheet.paragraph(2, all_of.last, _sentence(all_of), "lead", width=width, then=_sentence_then(all_of))
    if fewest := contents.projection.plan.staff.fewest:
        told_of_real = sheet.book.told("numbers_only") + say(hidden_note(fewest))
        sheet.paragraph(4, all_of.last, told_of_real, width=all_of.lines(10))
        return
    sheet.text(4, 0, Text("核对不符的项数", "Checks that fail"), "strong")
    sheet.formula(4, 1, checks.wrong, 0, PLAIN, "total")
    coloured(sheet, (4, 1), (4, 1), (GOOD, "==", 0), (BAD, ">", 0))
    sheet.text(4, 2, Text("已改动的参数", "Changed"), "strong")
    sheet.formula(4, 3, all_of.budget.any_changed, 0, PLAIN, "total")
    sheet.said(4, 4, "", "plain", then=literal(sheet.book.told("moved")), font_color=ALARM)


def _sentence(all_of: Tables) -> str:
    """Say what it costs and what more than the policy in force, each with its ranges, as projected."""
    contents = all_of.contents
    code, say, span = contents.code, contents.say, over(contents.years, contents.code)
    few = Text("（模拟不足{few}次，不给范围）", " (no range from fewer than {few} replications)")
    mean = money(all_of.cost.mean, code)
    ranges = _ranges(all_of.cost, contents) or say(few.of(few=FEWEST_FOR_AN_INTERVAL))
    text = say(Text(f"{span}支出平均 {mean}{ranges}。", f"{span} cost {mean}{ranges}."))
    found = all_of.more
    if found is None:
        return text
    if same(found):
        return text + say(Text("与现行政策相同。", " The same as the policy in force."))
    more = MORE if found.mean > 0 else LESS
    amount = money(abs(found.mean), code) + _ranges(found, contents)
    return text + say(
        Text(f"较现行政策{more.zh} {amount}。", f" That is {more.en} than the policy in force by {amount}.")
    )


def _sentence_then(all_of: Tables) -> str:
    """Return the formula that says it once a yellow cell is changed: what is expected, no range."""
    contents, whole, say = all_of.contents, all_of.budget.whole, all_of.contents.say
    span = over(contents.years, contents.code)
    mark, unit = all_of.sheet.book.told("mark"), say(Text("万元", "0,000 yuan"))
    parts = [
        literal(say(Text(f"{mark}：{span}支出平均 ", f"{mark}: {span} cost "))),
        f'TEXT({whole},"#,##0")',
        literal(unit),
    ]
    if all_of.more:
        found = f"({whole}-{all_of.more.before / TEN_THOUSAND!r})"
        way = f"IF({found}<0,{literal(say(LESS))},{literal(say(MORE))})"
        than = Text("，较现行政策", ", than the policy in force ")
        parts += [literal(say(than)), way, literal(" "), f'TEXT(ABS({found}),"#,##0")', literal(unit)]
    told = Text(
        "（已按改动后的参数重算；范围须重新模拟）。", " (with the parameters as changed; for ranges project anew)."
    )
    return "&".join([*parts, literal(say(told))])


def _ranges(found: Widths | Difference, contents: Contents) -> str:
    """Write the ranges of a figure in brackets, each by its name; nothing where there is none."""
    code, say, cost = contents.code, contents.say, OUTCOMES["cost"]
    words = [said for said in (wide_words(cost, found, code), luck_words(cost, found, code)) if said]
    return say(Text("（", " (")) + say(Text("，", "; ")).join(words) + say(Text("）", ")")) if words else ""


def _warnings(all_of: Tables, top: int) -> None:
    sheet, contents, say = all_of.sheet, all_of.contents, all_of.contents.say
    mind = say(Text("须注意", "Mind"))
    sheet.said(top, 0, mind, "section", then=literal(f"{mind}{say(COLON)}{sheet.book.told('blank')}"))
    listed = list(_said(contents)) or [
        say(Text("没有发现政策堵点或须提醒的事项。", "No dead end and nothing to mind was found."))
    ]
    for row, text in enumerate(listed, top + 1):
        sheet.paragraph(row, all_of.last, f"{row - top}. {text}", width=all_of.lines(10), then='""')


def _said(contents: Contents) -> Iterator[str]:
    """Yield dead ends, findings, what is to be known of what is laid over the pack, and where higher law prevails."""
    policy, say = contents.policy, contents.say
    for one in (*dead_ends(policy), *findings(policy)):
        yield one.bare[contents.code]
    yield from map(say, policy.notices)
    if apart := uneven(contents.costed):
        mean = Text("，与首年相比时宜看末三年平均。", ": set the mean of the last three years against the first.")
        yield say(joined(apart, Text("，", ", and ")) + mean)
    for override in policy.overrides:
        since = month_text(override.month)
        yield say(
            Text(
                f"上位法优先：{override.term.label.zh}，自 {since} 起。",
                f"Higher law prevails: {override.term.label.en}, from {since}.",
            )
        )
