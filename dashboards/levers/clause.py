"""A value's clause in one line, its evidence as a badge, and the rest behind a click."""

from __future__ import annotations

from html import escape

from markupsafe import Markup

from simlib.policy import Policy
from simlib.policy.evidence import EVIDENCE
from simlib.policy.provision import Dated, Evidence
from simlib.policy.term import Term
from simlib.policy.value_words import in_force_words, month_words, one_value, value_words
from simlib.text import Code, Text


def badge(evidence: Evidence, code: Code) -> Markup:
    """Return the badge of an evidence grade: the word says it, shape and colour repeat it."""
    return Markup('<span class="lab-badge lab-{}">{}</span>').format(evidence, EVIDENCE[evidence][code])


def pinpoint(policy: Policy, dated: Dated, code: Code) -> str:
    """Return clause and deciding words in one line; for an assumption, its reason. Plain text."""
    if dated.evidence in ("assumed", "computed") and dated.reason:
        return dated.reason[code]
    words = f" “{dated.words}”" if dated.words else ""
    if dated.clause or words:
        return f"{dated.clause}{words}".strip()
    return policy.sources[dated.source].title if dated.source in policy.sources else dated.note


def clause_html(law: Policy, term: Term, month: int, code: Code) -> str:
    """Return a line with badge and clause that opens to everything that is known about the value in a month."""
    dated = law.provisions[term.name].at(month)
    line = f'{badge(dated.evidence, code)} <span class="lab-pinpoint">{escape(pinpoint(law, dated, code))}</span>'
    rows = "".join(
        f"<dt>{escape(name)}</dt><dd>{escape(text)}</dd>"
        for name, text in _details(law, term, dated, month, code)
        if text
    )
    return f'<details class="lab-clause"><summary>{line}</summary><dl>{rows}</dl></details>'


def _details(law: Policy, term: Term, dated: Dated, month: int, code: Code) -> list[tuple[str, str]]:
    provision = law.provisions[term.name]
    source = law.sources.get(dated.source)
    given = f"{source.title}（{source.issuer}）" if source else ""
    span = provision.range
    later = [one for one in provision.values if one.month > dated.month]
    fen = term.parts
    return [
        (Text("现行", "In force")[code], in_force_words(law, term, month, code)),
        (Text("自", "Since")[code], month_words(dated.month, code)),
        (Text("条文", "Clause")[code], f"{dated.clause} {dated.words}".strip()),
        (Text("文件", "Document")[code], given),
        (Text("理由", "Reason")[code], dated.reason[code] if dated.reason else ""),
        (Text("依据", "Basis")[code], dated.basis),
        (Text("备注", "Note")[code], dated.note),
        (
            Text("可取范围", "Plausible")[code],
            f"{one_value(term, span[0] * fen, code)} – {one_value(term, span[1] * fen, code)}" if span else "",
        ),
        (
            Text("以后", "Later")[code],
            Text("、", ", ")[code].join(
                f"{month_words(one.month, code)} {value_words(law, term, one, code)}" for one in later
            ),
        ),
        (Text("核对日期", "Checked")[code], dated.checked_on),
        (Text("参数名", "Term")[code], term.name),
    ]  # fmt: skip
