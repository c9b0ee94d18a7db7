"""The tables of the tabs, as HTML: by year, what differs, where it comes from."""

from __future__ import annotations

from collections.abc import Sequence
from html import escape

from dashboards.levers.clause import badge, pinpoint
from dashboards.policy_lab.headline import dated_pair
from dashboards.policy_lab.wish import Answer
from dashboards.widgets.html import table
from simlib.analysis import register
from simlib.analysis.outcomes import OUTCOMES, UNITS
from simlib.analysis.register import evidence_counts
from simlib.policy import TERMS, dead_ends
from simlib.policy.provision import Override
from simlib.report.assumed import span_words
from simlib.report.words import (
    WAN,
    Code,
    change,
    digits,
    month_words,
    pick,
    places_of,
    same,
    signed,
    value_words,
    verdict,
)


def by_year(answer: Answer, names: Sequence[str], code: Code) -> str:
    """Return outcomes by year: in force, proposal and difference; money in 万元."""
    comparison = answer.comparison
    years = comparison.before.projection.years
    heads = [pick(code, "年度", "Year"), *(f"{year}" for year in years)]
    rows = []
    for name in (name for name in names if name in comparison.headline):
        outcome, found = OUTCOMES[name], comparison.by_year(name)
        unit = {"yuan": pick(code, "万元", "million yuan"), "grade": pick(code, "级", "grades")}.get(
            outcome.unit, pick(code, "人", "people")
        )
        label = f"{pick(code, outcome.zh, outcome.en)}（{unit}）" if code == "zh" else f"{outcome.en} ({unit})"
        scale = 1.0 if outcome.unit != "yuan" else 1e6 if code == "en" else WAN
        places = 2 if outcome.unit == "grade" else 1 if scale == 1e6 else 0
        now = [digits(found[year].after / scale, places) for year in years]
        rows.append([escape(label), *now])
        if answer.changed:
            more = [
                signed(found[year].mean / scale, max(places, 1 if outcome.unit == "people" else 0)) for year in years
            ]
            rows.append([f'<span class="lab-quiet">{pick(code, "比现行", "change")}</span>', *more])
    return table(heads, rows, "lab-years")


def all_outcomes(answer: Answer, code: Code) -> str:
    """Return every outcome: in force, proposal, difference with its interval."""
    heads = [
        pick(code, *pair)
        for pair in (("指标", "Outcome"), ("现行", "In force"), ("方案", "Proposal"), ("差异", "Difference"))
    ]
    rows = []
    for name, found in answer.comparison.headline.items():
        outcome = OUTCOMES[name]
        more = verdict(found, code) if same(found) else change(outcome, found, code)
        *unit, scale = UNITS[outcome.unit]
        places, label = places_of(outcome), f"{pick(code, outcome.zh, outcome.en)} · {pick(code, *unit)}"
        rows.append(
            [escape(label), digits(found.before / scale, places), digits(found.after / scale, places), escape(more)]
        )
    return table(heads, rows)


def differs(answer: Answer, code: Code) -> str:
    """Return what the proposal changes, what it departs from, and what it closes."""
    heads = [pick(code, *pair) for pair in (("参数", "Term"), ("条文或理由", "Clause or reason"), ("现行", "In force"),
                                            ("方案", "Proposal"), ("现行值的依据", "Evidence now"))]  # fmt: skip
    rows = []
    for name in answer.wish.values:
        term = TERMS[name]
        before, after = dated_pair(answer, term)
        values = [escape(value_words(answer.law, term, one, code)) for one in (before, after)]
        label = f"{escape(pick(code, term.zh, term.en))}<br><small>{name}</small>"
        rows.append([label, escape(pinpoint(answer.law, before, code)), *values, badge(before.evidence, code)])
    if not rows:
        return f"<p>{pick(code, '与现行政策没有差别。', 'Nothing differs from the policy in force.')}</p>" + _law(
            answer, code
        )
    start = pick(code, f"自{month_words(answer.wish.start, code)}起：", f"From {month_words(answer.wish.start, code)}:")
    return f"<p>{start}</p>" + table(heads, rows, "lab-texts") + _closed(answer, code) + _law(answer, code)


def _closed(answer: Answer, code: Code) -> str:
    """Return the dead ends that the proposal makes."""
    known = {problem.what for problem in dead_ends(answer.law, answer.wish.start)}
    new = [one for one in dead_ends(answer.proposal, answer.wish.start) if one.what not in known]
    if not new:
        return ""
    items = "".join(f'<li lang="en">{escape(f"{one.what}. {one.way_out}")}</li>' for one in new)
    return f"<h3>{pick(code, '走不通的路', 'Dead ends')}</h3><ul>{items}</ul>"


def _law(answer: Answer, code: Code) -> str:
    """Return where higher law sets local values aside, and where the proposal departs from it."""
    parts = []
    for title, overrides in (
        (pick(code, "方案偏离上位法", "Departures from higher law"), answer.proposal.departures),
        (pick(code, "上位法优先于本地规定", "Higher law sets local rules aside"), answer.proposal.overrides),
    ):
        if overrides:
            parts.append(f"<h3>{title}</h3><ul>{''.join(_override(answer, one, code) for one in overrides)}</ul>")
    return "".join(parts)


def _override(answer: Answer, one: Override, code: Code) -> str:
    was, now = (value_words(answer.law, one.term, dated, code) for dated in (one.set_aside, one.in_force))
    label = pick(code, one.term.zh, one.term.en)
    return f"<li>{escape(f'{month_words(one.month, code)} {label}：{was} → {now}')}</li>"


def assumed(answer: Answer, code: Code) -> str:
    """Return how well the policy in force is evidenced, and every assumption that a rule reads, with its reason."""
    law, start = answer.law, answer.wish.start
    counts, listed = evidence_counts(law, start), register.assumed(law, start)
    told = " ".join(f"{badge(grade, code)} {number}" for grade, number in counts.items() if number)
    rows = [
        [escape(pick(code, one.term.zh, one.term.en)), escape(value_words(law, one.term, one.dated, code)),
         escape(span_words(one, code)), escape(pinpoint(law, one.dated, code))]
        for one in listed
    ]  # fmt: skip
    heads = [pick(code, *pair) for pair in (("参数", "Term"), ("取值", "Value"), ("范围", "Range"), ("理由", "Reason"))]
    title = pick(code, f"全部 {len(rows)} 项假定", f"All {len(rows)} assumptions")
    intro = pick(code, "现行政策的数值：", "Values of the policy in force: ")
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
    names = (("现行政策", "Policy in force"), ("政策摘要值", "Policy digest"), ("方案摘要值", "Proposal digest"),
             ("期初人员", "Opening staff"), ("人员摘要值", "Staff digest"), ("期初", "Opening"), ("年数", "Years"),
             ("重复次数", "Replications"), ("种子", "Seed"), ("版本", "Version"))  # fmt: skip
    label = pick(code, answer.law.label.zh, answer.law.label.en)
    staff = str(here["staff"])
    staff = pick(code, _in_chinese(staff), staff)
    values = (label, answer.law.digest[:16], answer.proposal.digest[:16], staff, here["staff_digest"][:16],
              here["opening"], here["years"], here["replications"], here["seed"], here["version"])  # fmt: skip
    rows = [[pick(code, *name), escape(str(value))] for name, value in zip(names, values, strict=True)]
    return table([pick(code, "项目", "Item"), pick(code, "内容", "Content")], rows, "lab-texts")
