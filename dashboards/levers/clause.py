"""A value's clause in one line, its evidence as a badge, and the rest behind a click."""

from __future__ import annotations

from html import escape

from simlib.policy import Policy
from simlib.policy.provision import Dated, Evidence, Provision
from simlib.policy.term import Term
from simlib.report.words import Code, month_words, one_value, pick, value_words

EVIDENCE: dict[Evidence, tuple[str, str]] = {
    "published": ("已公布", "published"),
    "reported": ("已报道", "reported"),
    "computed": ("推算", "computed"),
    "assumed": ("假定", "assumed"),
    "proposed": ("方案", "proposed"),
}


def badge(evidence: Evidence, code: Code) -> str:
    """Return the badge of an evidence grade: the word says it, shape and colour repeat it."""
    return f'<span class="lab-badge lab-{evidence}">{escape(pick(code, *EVIDENCE[evidence]))}</span>'


def pinpoint(law: Policy, dated: Dated, code: Code) -> str:
    """Return clause and deciding words in one line; for an assumption, its reason. Plain text."""
    if dated.evidence in ("assumed", "computed") and dated.reason:
        return pick(code, dated.reason.zh, dated.reason.en)
    words = f" “{dated.words}”" if dated.words else ""
    if dated.clause or words:
        return f"{dated.clause}{words}".strip()
    return law.sources[dated.source].title if dated.source in law.sources else dated.note


def clause_html(law: Policy, term: Term, dated: Dated, provision: Provision, code: Code) -> str:
    """Return a line with badge and clause that opens to everything that is known about the value."""
    line = f'{badge(dated.evidence, code)} <span class="lab-pinpoint">{escape(pinpoint(law, dated, code))}</span>'
    rows = "".join(
        f"<dt>{escape(name)}</dt><dd>{escape(text)}</dd>"
        for name, text in _details(law, term, dated, provision, code)
        if text
    )
    return f'<details class="lab-clause"><summary>{line}</summary><dl>{rows}</dl></details>'


def _details(law: Policy, term: Term, dated: Dated, provision: Provision, code: Code) -> list[tuple[str, str]]:
    source = law.sources.get(dated.source)
    given = f"{source.title}（{source.issuer}）" if source else ""
    span = provision.range
    later = [one for one in provision.values if one.month > dated.month]
    fen = term.parts
    return [
        (pick(code, "现行", "In force"), value_words(law, term, dated, code)),
        (pick(code, "自", "Since"), month_words(dated.month, code)),
        (pick(code, "条文", "Clause"), f"{dated.clause} {dated.words}".strip()),
        (pick(code, "文件", "Document"), given),
        (pick(code, "理由", "Reason"), pick(code, dated.reason.zh, dated.reason.en) if dated.reason else ""),
        (pick(code, "依据", "Basis"), dated.basis),
        (pick(code, "备注", "Note"), dated.note),
        (
            pick(code, "合理区间", "Plausible"),
            f"{one_value(term, span[0] * fen, code)} – {one_value(term, span[1] * fen, code)}" if span else "",
        ),
        (
            pick(code, "以后", "Later"),
            pick(code, "、", ", ").join(
                f"{month_words(one.month, code)} {value_words(law, term, one, code)}" for one in later
            ),
        ),
        (pick(code, "核对日期", "Checked"), dated.checked_on),
        (pick(code, "参数名", "Term"), term.name),
    ]  # fmt: skip
