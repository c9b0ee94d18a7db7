"""The reference page of terms (`docs/reference/terms.md`): every term of the schema, by decision."""

from __future__ import annotations

from simlib.policy.files.values import limits_of
from simlib.policy.term import UNIT_LABELS, Term
from simlib.policy.terms import TERMS

_HEAD = """# 政策参数 · Terms

由 `simlib/policy/terms/` 生成（`simlib terms`），不要手改。Made from `simlib/policy/terms/` by
`simlib terms`; not edited by hand. 值在政策包里。The values stand in the packs.
"""
_COLUMNS = "| term | 名称 | name | 单位 unit | 取值 values | 按 by | 影响 moves | 用于 read by | 性质 nature |"


def reference() -> str:
    """Return the page: a table for each decision, a row for each term."""
    parts = [_HEAD]
    groups = dict.fromkeys(term.group for term in TERMS.values())
    for group in groups:
        parts += [f"\n## {group}\n", _COLUMNS, "|" + " --- |" * (_COLUMNS.count("|") - 1)]
        parts += [_row(term) for term in TERMS.values() if term.group == group]
    return "\n".join(parts) + "\n"


def _row(term: Term) -> str:
    values = "<br>".join(f"`{option}` {label.zh} · {label.en}" for option, label in term.options)
    values = values or limits_of(term).en
    moves = {"people": "人员 people", "pay": "报酬 pay", "take_home": "实发 take-home", "checks": "检查 checks"}[
        term.affects
    ]
    moves += "、报酬 and pay" if term.pays_too else ""
    unit = " · ".join(UNIT_LABELS[term.unit])
    cells = [
        f"`{term.name}`",
        term.label.zh,
        term.label.en,
        unit,
        values,
        " × ".join(term.shape),
        moves,
        _readers(term),
        _nature(term),
    ]
    return f"| {' | '.join(cells)} |"


def _readers(term: Term) -> str:
    """The rules that read it, where not every one does."""
    read = "<br>".join(f"`{term.rule}` = `{option}`" for option in term.needed_by)
    idle = " + ".join(f"`{rule}` = `{option}`" for rule, option in term.idle_where)
    return "<br>".join(part for part in (read, f"不读 not where {idle}" if idle else "") if part)


def _nature(term: Term) -> str:
    """What else is known of the term (see `Term`)."""
    grown_with = [f"`{one.name}`" for one in TERMS.values() if one.grows_with == term.name]
    facts = (
        ("没有人能定 nobody sets it", term.set_by == "nobody"),
        ("各份合计为 1 shares that add up to 1", term.adds_up),
        (f"随 grows with `{term.grows_with}`", term.grows_with),
        (f"使其逐年增长 yearly growth of {', '.join(grown_with)}", grown_with),
        (f"每年于 each year in `{term.grows_in}`", term.grows_in),
        ("不改变总额 does not change the total", not term.moves_total),
        ("只指明读哪个数值、从何时起 says only which value is read, or from when", term.picks),
        (f"须按此另计人数 people counted apart by {term.apart}", term.apart),
    )
    return "<br>".join(fact for fact, holds in facts if holds)
