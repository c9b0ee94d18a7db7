"""Where the figures come from: each pay provision with clause and evidence, the codes, and what was run."""

from __future__ import annotations

import numpy as np

from dashboards.costing.grid import Cell, Grid, Row, text
from dashboards.costing.wish import Answer, View
from dashboards.levers.clause import EVIDENCE, badge, pinpoint
from simlib.budget import budget_codes
from simlib.policy import TERMS
from simlib.policy.axes import LINES
from simlib.policy.provision import Dated
from simlib.policy.term import Term
from simlib.report.words import Code, month_words, pick, value_words


def provisions(view: View, code: Code) -> Grid:
    """Return every pay provision that a rule in force reads: value, evidence, clause or reason, document."""
    answer = view.answer
    found = [(term, answer.policy.provisions[term.name].at(answer.wish.start)) for term in pay_terms(answer)]
    paid = [one for one in found if np.any(one[1].value)]
    rows = [_provision(answer, term, dated, code) for term, dated in paid]
    graded = [dated.evidence for _, dated in paid]
    counted = pick(code, "，", ", ").join(
        f"{pick(code, *EVIDENCE[grade])} {graded.count(grade)}" for grade in EVIDENCE if grade in graded
    )
    top = tuple(pick(code, *head) for head in (("薪酬条款", "Pay provision"), ("取值", "Value"), ("证据", "Evidence"),
                ("条文或理由", "Clause or reason"), ("文件", "Document")))  # fmt: skip
    nothing = pick(code, "、", ", ").join(
        pick(code, term.zh, term.en) for term, dated in found if not np.any(dated.value)
    )
    note = pick(code, f"取零的条款：{nothing}。", f"Provisions that are zero: {nothing}.")
    title = pick(
        code,
        f"{month_words(answer.wish.start, code)}的薪酬条款（{counted}）",
        f"Pay provisions in {month_words(answer.wish.start, code)} ({counted})",
    )
    return Grid(title, top, tuple(rows), "lab-texts", (note,) if nothing else ())


def pay_terms(answer: Answer) -> list[Term]:
    """Return the terms of pay that the policy gives and that a rule in force reads."""
    policy, start = answer.policy, answer.wish.start

    return [
        term
        for name, term in TERMS.items()
        if term.affects == "pay"
        and name in policy.provisions
        and policy.provisions[name].find(start) is not None
        and policy.reads(term, start)
    ]


def _provision(answer: Answer, term: Term, dated: Dated, code: Code) -> Row:
    source = answer.policy.sources.get(dated.source)
    document = f"{source.title}（{source.issuer}）" if source else ""
    return Row(
        pick(code, term.zh, term.en),
        (
            text(value_words(answer.policy, term, dated, code)),
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
            pick(code, *LINES[line]),
            (text(one.code), text(pick(code, one.name.zh, one.name.en)), Cell(badge(one.evidence, code), "html")),  # type: ignore[arg-type]
        )
        for (line, one), has in zip(table.lines.items(), used, strict=True)
        if has
    ]
    top = tuple(
        pick(code, *head) for head in (("科目", "Line"), ("经济分类", "Code"), ("名称", "Name"), ("证据", "Evidence"))
    )
    title = pick(
        code,
        "预算科目对照（budget_lines.yaml，可按本地预算修改）",
        "Budget codes (budget_lines.yaml: edit to the local budget)",
    )
    return Grid(title, top, tuple(rows), "lab-texts")


def run(view: View, code: Code) -> Grid:
    """Return what was run: policy, proposal, staff, seed, version."""
    answer = view.answer
    here = answer.after.projection.provenance
    law, proposal = answer.law.label, answer.proposal
    items = (
        (("政策", "Policy"), pick(code, law.zh, law.en)),
        (("方案", "Proposal"), pick(code, proposal.label.zh, proposal.label.en) if proposal else "–"),
        (("政策摘要值", "Policy digest"), answer.law.digest[:16]),
        (("测算摘要值", "Digest of what is costed"), answer.policy.digest[:16]),
        (("人员摘要值", "Staff digest"), here["staff_digest"][:16]),
        (("期初", "Opening"), here["opening"]),
        (("年数", "Years"), here["years"]),
        (("重复次数", "Replications"), here["replications"]),
        (("种子", "Seed"), here["seed"]),
        (("版本", "Version"), here["version"]),
    )
    rows = [Row(pick(code, *name), (text(str(value)),)) for name, value in items]
    top = (pick(code, "项目", "Item"), pick(code, "内容", "Content"))
    return Grid(pick(code, "这次测算", "This costing"), top, tuple(rows), "lab-texts")
