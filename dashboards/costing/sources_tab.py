"""Where the figures come from: each pay provision with clause and evidence, the codes, and what was run."""

from __future__ import annotations

import numpy as np

from dashboards.costing.request import View
from dashboards.levers.clause import badge, pinpoint
from dashboards.shell.request import Answer
from simlib.budget import budget_codes
from simlib.policy.evidence import EVIDENCE
from simlib.policy.provision import Dated
from simlib.policy.term import Term
from simlib.policy.value_words import in_force_words, month_words
from simlib.report.tables.grid import Cell, Grid, Row, text
from simlib.text import Code, Text


def provisions(view: View, code: Code) -> Grid:
    """Return every pay provision that a rule in force reads: value, evidence, clause or reason, document."""
    answer = view.answer
    found = [(term, answer.policy.provisions[term.name].at(answer.request.start)) for term in pay_terms(answer)]
    paid = [one for one in found if np.any(one[1].value)]
    rows = [_provision(answer, term, dated, code) for term, dated in paid]
    graded = [dated.evidence for _, dated in paid]
    counted = Text("，", ", ")[code].join(
        f"{EVIDENCE[grade][code]} {graded.count(grade)}" for grade in EVIDENCE if grade in graded
    )
    top = tuple(
        head[code]
        for head in (
            Text("薪酬参数", "Pay provision"),
            Text("取值", "Value"),
            Text("来源", "Evidence"),
            Text("条文或理由", "Clause or reason"),
            Text("文件", "Document"),
        )
    )
    nothing = Text("、", ", ")[code].join(term.label[code] for term, dated in found if not np.any(dated.value))
    note = Text(f"取零的参数：{nothing}。", f"Provisions that are zero: {nothing}.")[code]
    title = Text(
        f"{month_words(answer.request.start, code)}的薪酬参数（{counted}）",
        f"Pay provisions in {month_words(answer.request.start, code)} ({counted})",
    )[code]
    return Grid(title, top, tuple(rows), "lab-texts", (note,) if nothing else ())


def pay_terms(answer: Answer) -> list[Term]:
    """Return the terms of pay and take-home that the policy gives and that a rule in force reads."""
    policy, start = answer.policy, answer.request.start

    return [
        term
        for name, term in policy.terms.items()
        if term.affects in ("pay", "take_home")
        and name in policy.provisions
        and policy.provisions[name].find(start) is not None
        and policy.reads(term, start)
    ]


def _provision(answer: Answer, term: Term, dated: Dated, code: Code) -> Row:
    source = answer.policy.sources.get(dated.source)
    document = f"{source.title}（{source.issuer}）" if source else ""
    return Row(
        term.label[code],
        (
            text(in_force_words(answer.policy, term, answer.request.start, code)),
            Cell(badge(dated.evidence, code), "html"),
            text(pinpoint(answer.policy, dated, code)),
            text(document),
        ),
    )


def codes(view: View, code: Code) -> Grid:
    """Return the economic code of every budget line that costs anything, and how sure its place is."""
    answer = view.answer
    table = budget_codes(answer.policy)
    used = np.any(answer.after.budget.fen, axis=(0, 1)).tolist()
    rows = [
        Row(
            answer.policy.lines[line].label[code],
            (
                text(one.code),
                text(one.name[code]),
                Cell(badge(one.evidence, code), "html"),  # type: ignore[arg-type]
                text(f"{one.government.code} {one.government.name[code]}" if one.government else "–"),
            ),
        )
        for (line, one), has in zip(table.lines.items(), used, strict=True)
        if has
    ]
    top = tuple(
        head[code]
        for head in (
            Text("支出项目", "Line"),
            Text("部门预算经济分类", "Departmental code"),
            Text("名称", "Name"),
            Text("来源", "Evidence"),
            Text("政府预算经济分类", "Government's class"),
        )
    )
    title = Text(
        f"支出项目与经济分类科目对照（{table.label.zh}，可按本地预算修改）",
        f"Budget codes ({table.label.en}; budget_lines.yaml: edit to the local budget)",
    )[code]
    return Grid(title, top, tuple(rows), "lab-texts")


def run(view: View, code: Code) -> Grid:
    """Return what was run: policy, proposal, staff, seed, version."""
    answer = view.answer
    here = answer.after.projection.provenance
    policy, proposal = answer.in_force.label, answer.proposal
    items = (
        (Text("政策", "Policy"), policy[code]),
        (Text("方案", "Proposal"), proposal.label[code] if proposal else "–"),
        (Text("政策校验码", "Policy digest"), answer.in_force.digest[:16]),
        (Text("测算校验码", "Digest of what is costed"), answer.policy.digest[:16]),
        (Text("人员校验码", "Staff digest"), here["staff_digest"][:16]),
        (Text("期初", "Opening"), here["opening"]),
        (Text("年数", "Years"), here["years"]),
        (Text("模拟次数", "Replications"), here["replications"]),
        (Text("随机种子", "Seed"), here["seed"]),
        (Text("版本", "Version"), here["version"]),
        (Text("代码校验码", "Code digest"), here["code_digest"][:16]),
    )
    rows = [Row(name[code], (text(str(value)),)) for name, value in items]
    top = (Text("项目", "Item")[code], Text("内容", "Content")[code])
    return Grid(Text("这次测算", "This costing")[code], top, tuple(rows), "lab-texts")
