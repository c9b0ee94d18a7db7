"""The tables of the tabs, as HTML: by year, what differs, where it comes from."""

from __future__ import annotations

from collections.abc import Sequence
from html import escape

from markupsafe import Markup

from dashboards.levers.clause import badge, pinpoint
from dashboards.runs.width_lines import widths_title
from dashboards.shell.asked import changed_terms
from dashboards.shell.request import Answer
from dashboards.widgets.html import table
from simlib.analysis.assumption_register import assumed as assumed_values
from simlib.analysis.assumption_register import evidence_counts
from simlib.analysis.compare import Difference
from simlib.analysis.outcomes import OUTCOMES, UNITS, Outcome, level_widths
from simlib.analysis.widths import Widths
from simlib.months import year_head
from simlib.policy import dead_ends
from simlib.policy.provision import Override
from simlib.policy.value_words import digits, in_force_words, month_words, value_words
from simlib.report.tables.assumption_rows import span_words
from simlib.report.words.amounts import gain, places_of, same, signed_or_less, verdict
from simlib.report.words.width_names import LUCK, WIDE, range_words
from simlib.text import Code, Text

_QUIET = Markup('<span class="lab-quiet">{}</span>')


def by_year(answer: Answer, names: Sequence[str], code: Code) -> str:
    """Return outcomes by year: in force, proposal and difference; money in 万元."""
    comparison = answer.comparison
    years = comparison.before.projection.years
    heads = [Text("年度", "Year")[code], *(year_head(year, years)[code] for year in years)]
    rows = []
    for name in (name for name in names if name in comparison.headline):
        outcome, found = OUTCOMES[name], comparison.by_year(name)
        unit = (Text("万元", "million yuan") if outcome.unit == "yuan" else UNITS[outcome.unit].label)[code]
        label = f"{outcome.label[code]}（{unit}）" if code == "zh" else f"{outcome.label.en} ({unit})"
        scale = 1e6 if outcome.unit == "yuan" and code == "en" else UNITS[outcome.unit].one
        places = 2 if outcome.unit == "grade" else 1 if scale == 1e6 or outcome.unit == "share" else 0
        levels = {year: level_widths(outcome, comparison.after, year) for year in years}
        now = [_hover(digits(found[year].after / scale, places), outcome, levels[year], code) for year in years]
        rows.append([label, *now])
        if answer.changed:
            more = [
                verdict(found[year], code)
                if same(found[year]) and found[year].luck.known
                else _hover(signed_or_less(found[year].mean / scale, places), outcome, found[year], code)
                for year in years
            ]
            rows.append([_QUIET.format(Text("较现行", "change")[code]), *more])
    note = Text("鼠标停在数字上，显示含假定的范围、随机波动范围和模拟误差。", "Point at a figure for its widths.")[code]
    return table(heads, rows, "lab-years") + f'<p class="lab-note">{note}</p>'


def _hover(text: str, outcome: Outcome, found: Widths | Difference, code: Code) -> Markup:
    """Return a figure that tells its widths when it is pointed at."""
    return Markup("<span{}>{}</span>").format(Markup(widths_title(outcome, found, code)), text)


def all_outcomes(answer: Answer, code: Code) -> str:
    """Return every outcome: in force, proposal, difference with its widths."""
    heads = [
        Text("指标", "Outcome")[code],
        Text("现行", "In force")[code],
        Text("方案", "Proposal")[code],
        Text("差异", "Difference")[code],
        WIDE[code],
        LUCK[code],
    ]
    rows = []
    for name, found in answer.comparison.headline.items():
        outcome = OUTCOMES[name]
        more = verdict(found, code) if same(found) else gain(outcome, found, code)
        unit, scale = UNITS[outcome.unit]
        places, label = places_of(outcome), f"{outcome.label[code]} · {unit[code]}"
        levels = (digits(value / scale, places) for value in (found.before, found.after))
        ranges = [range_words(outcome, ends, code, with_sign=True) for ends in (found.wide, found.luck)]
        if not any((*found.wide, *found.luck)):  # the same in every replication and future
            ranges = ["–", "–"]
        rows.append([label, *levels, _hover(more, outcome, found, code), *ranges])
    return table(heads, rows)


def differs(answer: Answer, code: Code) -> str:
    """Return what the proposal changes, what it departs from, and what it closes."""
    heads = [
        pair[code]
        for pair in (
            Text("参数", "Term"),
            Text("条文或理由", "Clause or reason"),
            Text("现行", "In force"),
            Text("方案", "Proposal"),
            Text("现行值的依据", "Evidence now"),
        )
    ]
    rows = []
    for name, month in changed_terms(answer).items():
        term, given = answer.in_force.terms[name], answer.in_force.provisions.get(name)
        values = [in_force_words(policy, term, month, code) for policy in (answer.in_force, answer.policy)]
        since = f"{month_words(month, code)}{Text('起', ' on')[code]}"
        label = Markup("{}<br><small>{}　{}</small>").format(term.label[code], since, name)
        before = given.find(month) if given else None
        why = [pinpoint(answer.in_force, before, code), badge(before.evidence, code)] if before else ["", ""]
        rows.append([label, why[0], *values, why[1]])
    if not rows:
        same_as = Text("与现行政策没有差别。", "Nothing differs from the policy in force.")[code]
        return f"<p>{same_as}</p>" + _law(answer, code)
    return table(heads, rows, "lab-texts") + _closed(answer, code) + _law(answer, code)


def _closed(answer: Answer, code: Code) -> str:
    """Return the dead ends that the proposal makes."""
    known = {problem.what for problem in dead_ends(answer.in_force, answer.request.start)}
    new = [one for one in dead_ends(answer.policy, answer.request.start) if one.what not in known]
    if not new:
        return ""
    items = "".join(f"<li>{escape(one.bare[code])}</li>" for one in new)
    return f"<h3>{Text('政策堵点', 'Dead ends')[code]}</h3><ul>{items}</ul>"


def _law(answer: Answer, code: Code) -> str:
    """Return where higher law sets local values aside, and where the proposal departs from it."""
    parts = []
    for title, overrides in (
        (Text("方案偏离上位法", "Departures from higher law")[code], answer.policy.departures),
        (Text("上位法优先于本地规定", "Higher law sets local rules aside")[code], answer.policy.overrides),
    ):
        if overrides:
            parts.append(f"<h3>{title}</h3><ul>{''.join(_override(answer, one, code) for one in overrides)}</ul>")
    return "".join(parts)


def _override(answer: Answer, one: Override, code: Code) -> str:
    was, now = (value_words(answer.in_force, one.term, dated, code) for dated in (one.set_aside, one.in_force))
    label = one.term.label[code]
    return f"<li>{escape(f'{month_words(one.month, code)} {label}：{was} → {now}')}</li>"


def assumed(answer: Answer, code: Code) -> str:
    """Return how well the policy in force is evidenced, and every assumption that a rule reads, with its reason."""
    policy, start = answer.in_force, answer.request.start
    counts, listed = evidence_counts(policy, start), assumed_values(policy, start)
    told = " ".join(f"{badge(grade, code)} {number}" for grade, number in counts.items() if number)
    rows = [
        [one.term.label[code], value_words(policy, one.term, one.dated, code), span_words(one, code),
         pinpoint(policy, one.dated, code)]
        for one in listed
    ]  # fmt: skip
    heads = [
        pair[code]
        for pair in (Text("参数", "Term"), Text("取值", "Value"), Text("范围", "Range"), Text("理由", "Reason"))
    ]
    title = Text(f"全部 {len(rows)} 项假定", f"All {len(rows)} assumptions")[code]
    intro = Text("现行政策的数值：", "Values of the policy in force: ")[code]
    return f"<p>{intro}{told}</p><details><summary>{title}</summary>{table(heads, rows, 'lab-texts')}</details>"


_STAFF = (("synthetic", "按边际分布合成"), ("seed", "种子"), ("carried over from", "沿用自"), (", ", "，"))


def _in_chinese(staff: str) -> str:
    """Return where an opening staff comes from, in Chinese."""
    for english, chinese in _STAFF:
        staff = staff.replace(english, chinese)
    return staff


def provenance(answer: Answer, code: Code) -> str:
    """Return what was run: policy, staff, seed, version."""
    here = answer.comparison.before.projection.provenance
    names = (
        Text("现行政策", "Policy in force"),
        Text("政策校验码", "Policy digest"),
        Text("方案校验码", "Proposal digest"),
        Text("期初人员", "Opening staff"),
        Text("人员校验码", "Staff digest"),
        Text("期初", "Opening"),
        Text("年数", "Years"),
        Text("模拟次数", "Replications"),
        Text("随机种子", "Seed"),
        Text("版本", "Version"),
        Text("代码校验码", "Code digest"),
    )
    label = answer.in_force.label[code]
    staff = str(here["staff"])
    staff = Text(_in_chinese(staff), staff)[code]
    values = (label, answer.in_force.digest[:16], answer.policy.digest[:16], staff, here["staff_digest"][:16],
              here["opening"], here["years"], here["replications"], here["seed"], here["version"],
              here["code_digest"][:16])  # fmt: skip
    rows = [[name[code], str(value)] for name, value in zip(names, values, strict=True)]
    return table([Text("项目", "Item")[code], Text("内容", "Content")[code]], rows, "lab-texts")
