"""摘要: what policy it is, what it costs each year with the range of luck, the difference to the policy in force."""

from __future__ import annotations

from collections.abc import Iterator

import numpy as np

from simlib.analysis.compare import Difference
from simlib.analysis.ends import LAST as LAST_YEARS
from simlib.analysis.ends import uneven
from simlib.analysis.outcomes import UNITS, Outcome, outcomes_of, whole
from simlib.months import month_text, year_words
from simlib.policy import dead_ends
from simlib.report.sheets.book import BAD, GOOD, PLAIN, WAN, Book, Sheet
from simlib.report.sheets.budget import HIGH, LOW, BudgetSheet
from simlib.report.sheets.checks import Checks, coloured
from simlib.report.sheets.material import Material
from simlib.report.sheets.told import TOLD
from simlib.report.words import WAN as TEN_THOUSAND
from simlib.report.words import departure_words, money, month_words, outcome_label, over, places_of
from simlib.rules.findings import findings
from simlib.text import Text, joined

NAME = Text("摘要", "Summary")
LAST = 8  # the last column
_FACTS = 7  # row of the first table's heading
_ENDS = (LOW, HIGH)


def write(book: Book, material: Material, budget: BudgetSheet, checks: Checks) -> None:
    """Write the sheet."""
    sheet = book.sheets["summary"]
    sheet.worksheet.set_column(0, 0, 30)
    sheet.worksheet.set_column(1, LAST, 13.5)
    _top(sheet, material, budget, checks)
    row = _years(sheet, material, budget)
    _last_years(sheet, material, row + 1)
    _chart(sheet, material, row)
    top = row + 22
    row = _outcomes(sheet, material, top)
    _warnings(sheet, material, row + 2)
    sheet.worksheet.set_h_pagebreaks([top])
    sheet.page(repeat=(0, 0))
    sheet.worksheet.freeze_panes(1, 0)
    sheet.worksheet.activate()


def _top(sheet: Sheet, material: Material, budget: BudgetSheet, checks: Checks) -> None:
    say, policy = material.say, material.policy
    sheet.text(0, 0, say(policy.label), "title")
    first, last = material.years[0], material.years[-1]
    here = material.projection.provenance
    told = [say(Text(f"{first}–{last}年支出测算", f"Cost from {first} to {last}"))]
    if material.years.parts:
        opening = material.layout.starts[0]
        zh, en = month_words(opening, "zh"), month_words(opening, "en")
        told = [say(Text(f"{zh}至{last}年支出测算", f"Cost from {en} to {last}"))]
    told += (
        [say(Text(f"方案：{'、'.join(policy.proposals)}", f"proposals: {', '.join(policy.proposals)}"))]
        if policy.proposals
        else []
    )
    told += (
        [say(Text(f"另设定 {'；'.join(material.sets)}", f"set: {'; '.join(material.sets)}"))] if material.sets else []
    )
    told += [
        say(
            Text(
                f"{here['replications']}次重复，种子{here['seed']}，政策摘要 {policy.digest[:16]}",
                f"{here['replications']} replications, seed {here['seed']}, policy {policy.digest[:16]}",
            )
        )
    ]
    sheet.paragraph(1, LAST, "　".join(told), width=150)
    sheet.paragraph(2, LAST, _sentence(material), "lead", width=115)
    sheet.text(4, 0, say(Text("核对不符的项数", "Checks that fail")), "strong")
    sheet.formula(4, 1, checks.wrong, 0, PLAIN, "total")
    coloured(sheet, (4, 1), (4, 1), (GOOD, "==", 0), (BAD, ">", 0))
    sheet.text(4, 2, say(Text("已改动的参数", "Values changed")), "strong")
    sheet.formula(4, 3, "+".join(budget.changed), 0, PLAIN, "total")
    note = sheet.book.told("changed")
    formula = f'=IF({sheet.at(4, 3)}>0,"{note}","")'
    sheet.worksheet.write_formula(4, 4, formula, sheet.book.look("plain", font_color="#B00020"), "")


def _sentence(material: Material) -> str:
    """Say what it costs, and what more than the policy in force, as projected."""
    total = material.budget.total.values.sum(axis=1)
    low, high = np.percentile(total, _ENDS)
    code, say, span = material.code, material.say, over(material.years, material.code)
    between = [money(end, code) for end in (low, high)]
    mean = money(total.mean(), code)
    text = say(
        Text(
            f"{span}支出预期 {mean}，运气的95%区间 {between[0]} 至 {between[1]}。",
            f"{span} cost {mean} (95 % range of luck: {between[0]} to {between[1]}).",
        )
    )
    if material.comparison is None:
        return text
    found = material.comparison.headline["cost"]
    more = say(Text("多" if found.mean > 0 else "少", "more" if found.mean > 0 else "less"))
    half = (
        ""
        if np.isnan(found.error)
        else say(Text(f"（95%区间±{money(found.error, code)}）", f" (±{money(found.error, code)})"))
    )
    amount = money(abs(found.mean), code)
    if found.mean == 0 and not found.error > 0:
        return text + say(Text("与现行政策相同。", " The same as the policy in force."))
    return text + say(
        Text(f"比现行政策{more} {amount}{half}。", f" That is {amount}{half} {more} than the policy in force.")
    )


def _years(sheet: Sheet, material: Material, budget: BudgetSheet) -> int:
    """Write the cost of each year and of all; return the last row."""
    say, against = material.say, material.comparison
    sheet.text(_FACTS - 1, 0, say(Text("各年支出（万元）", "Cost by year (10,000 yuan)")), "section")
    heads = [say(Text("年度", "Year")), say(Text("预期", "Expected")), say(Text("运气下限（2.5%）", "Low (2.5 %)")),
             say(Text("运气上限（97.5%）", "High (97.5 %)")),
             say(Text("年末在岗（人）", "In post at year end"))]  # fmt: skip
    if against:
        heads += [
            say(Text("现行政策", "In force")),
            say(Text("差额", "Difference")),
            say(Text("差额95%区间下限", "Interval, low")),
            say(Text("差额95%区间上限", "Interval, high")),
        ]
    sheet.texts(_FACTS, 0, heads, "head")
    totals = material.budget.total.values
    people = material.mean(material.projection.data["in_post"].values).sum(axis=(1, 2))[1:]
    differences = against.by_year("cost") if against else {}
    for place, year in enumerate(material.years):
        row = _FACTS + 1 + place
        if year in material.years.whole:
            sheet.number(row, 0, year, PLAIN, "centre")
        else:
            sheet.text(row, 0, say(year_words(year, material.years)), "centre")
        sheet.formula(row, 1, budget.total(year), totals[:, place].mean() / TEN_THOUSAND, WAN)
        _ends(sheet, row, totals[:, place])
        sheet.number(row, 4, people[place], "#,##0.0")
        if year in differences:
            _difference(sheet, row, 5, differences[year], TEN_THOUSAND, WAN)
    row = _FACTS + 1 + len(material.years)
    sheet.text(row, 0, say(Text("合计", "All years")), "strong")
    sheet.formula(row, 1, budget.whole, totals.sum(axis=1).mean() / TEN_THOUSAND, WAN, "total")
    _ends(sheet, row, totals.sum(axis=1))
    sheet.text(row, 4, "", "strong")
    if against:
        _difference(sheet, row, 5, against.headline["cost"], TEN_THOUSAND, WAN)
    return row


def _last_years(sheet: Sheet, material: Material, row: int) -> None:
    """Write the mean of the last three years, which one out of the usual does not move as far."""
    if len(material.years.whole) <= LAST_YEARS:
        return
    first, last = material.years[-LAST_YEARS], material.years[-1]
    sheet.text(row, 0, material.say(Text(f"{first}至{last}年平均", f"Mean of {first} to {last}")), "strong")
    totals = material.budget.total.values[:, -LAST_YEARS:].mean(axis=1)
    of = sheet.block(row - 1 - LAST_YEARS, 1, row - 2, 1)
    sheet.formula(row, 1, f"AVERAGE({of})", totals.mean() / TEN_THOUSAND, WAN, "total")
    _ends(sheet, row, totals)
    sheet.text(row, 4, "", "strong")


def _ends(sheet: Sheet, row: int, values: np.ndarray) -> None:
    for column, end in enumerate(np.percentile(values, _ENDS), 2):
        sheet.number(row, column, end / TEN_THOUSAND, WAN)


def _difference(sheet: Sheet, row: int, column: int, found: Difference, scale: float, form: str) -> None:
    """Write the policy in force, the difference and its interval (paired; none from few replications)."""
    for place, value in enumerate((found.before, found.mean, found.low, found.high)):
        sheet.number(row, column + place, value / scale, form)


def _chart(sheet: Sheet, material: Material, last: int) -> None:
    """Draw the expected cost with the range of luck; the policy in force too where there is a proposal."""
    book, first = sheet.book, _FACTS + 1
    chart = book.workbook.add_chart({"type": "line"})
    lines = [(1, "#14558F", 2.5, "solid"), (2, "#8DB9E2", 1.25, "dash"), (3, "#8DB9E2", 1.25, "dash")]
    lines += [(5, "#8D99A6", 2, "solid")] if material.comparison else []
    for column, colour, width, dash in lines:
        chart.add_series({
            "name": f"={sheet.at(_FACTS, column)}",
            "categories": f"={sheet.block(first, 0, last - 1, 0)}",
            "values": f"={sheet.block(first, column, last - 1, column)}",
            "line": {"color": colour, "width": width, "dash_type": dash},
        })  # fmt: skip
    book.dress(chart, book.say(Text("各年支出与运气区间（万元）", "Cost by year with the range of luck (10,000 yuan)")))
    lowest = min(sheet.values[row, column] for row in range(first, last) for column, *_ in lines)
    step = 10.0 ** np.floor(np.log10(lowest)) / 10 if lowest > 0 else 1.0
    chart.set_y_axis(
        {
            "min": float(np.floor(lowest * 0.97 / step) * step),
            "num_format": "#,##0",
            "major_gridlines": {"visible": True, "line": {"color": "#D5DBE1"}},
        }
    )
    sheet.worksheet.insert_chart(last + 2, 0, chart)


def _outcomes(sheet: Sheet, material: Material, top: int) -> int:
    """Write the outcomes over all years; return the last row."""
    say, against = material.say, material.comparison
    sheet.text(top, 0, say(Text("主要结果", "Outcomes")), "section")
    heads = [
        say(Text("指标", "Outcome")),
        say(Text("单位", "Unit")),
        say(Text("平均", "Mean")),
        say(Text("下限（2.5%）", "2.5 %")),
        say(Text("上限（97.5%）", "97.5 %")),
    ]
    heads += (
        [
            say(Text("现行政策", "In force")),
            say(Text("差额", "Difference")),
            say(Text("差额95%区间下限", "Interval, low")),
            say(Text("差额95%区间上限", "Interval, high")),
        ]
        if against
        else []
    )
    sheet.texts(top + 1, 0, heads, "head")
    row = top + 1
    for name, outcome in outcomes_of(material.policy).items():
        row += 1
        unit, scale = UNITS[outcome.unit]
        values = whole(outcome, material.costed) / scale
        sheet.text(row, 0, outcome_label(name, material.years, material.code), "wrap")
        sheet.text(row, 1, say(unit), "centre")
        form = _form(outcome)
        for column, value in enumerate((values.mean(), *np.percentile(values, _ENDS)), 2):
            sheet.number(row, column, value, form)
        if against and name in against.headline:
            _difference(sheet, row, 5, against.headline[name], scale, form)
    return row


def _form(outcome: Outcome) -> str:
    """Return the number format of an outcome: the decimals it is read with, more for means of people."""
    places = 1 if outcome.unit == "people" else 2 if outcome.unit == "yuan" else places_of(outcome)
    return "#,##0" + ("." + "0" * places if places else "")


def _warnings(sheet: Sheet, material: Material, top: int) -> None:
    say = material.say
    sheet.text(top, 0, say(Text("须注意", "Mind")), "section")
    listed = list(_said(material)) or [
        say(Text("没有发现政策堵点或须提醒的事项。", "No dead end and nothing to mind was found."))
    ]
    for row, text in enumerate(listed, top + 1):
        sheet.paragraph(row, LAST, f"{row - top}. {text}", width=150)


def _said(material: Material) -> Iterator[str]:
    """Yield dead ends, findings, what is to be known of the proposals, and where policy and higher law part ways."""
    policy, say = material.policy, material.say
    for one in (*dead_ends(policy), *findings(policy)):
        yield one.bare[material.code]
    yield from (say(note + Text("。", ".")) for note in policy.notes)
    if apart := uneven(material.costed):
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
    yield from (say(departure_words(one)) for one in policy.departures)
    many = material.projection.replications
    if material.comparison and many < 30:
        yield say(
            Text(
                f"只有{many}次重复，差额没有区间；请用30次以上。",
                f"No interval from {many} replications; use 30 or more.",
            )
        )
    yield say(TOLD["intervals"])
