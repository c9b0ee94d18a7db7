"""Topics and their terms; what members of axes, columns and details are called; what is said of a term."""

from __future__ import annotations

from collections.abc import Mapping

from simlib.policy.axes import LABELS
from simlib.policy.evidence import EVIDENCE
from simlib.policy.files.values import limits_of
from simlib.policy.term import NO_YES, UNIT_LABELS, Term
from simlib.questionnaire.cells import both
from simlib.questionnaire.layout import Column
from simlib.questionnaire.pack_files import PackFiles
from simlib.text import NOTHING, Text, joined, same

# Every group of terms is in one topic (a test): a new group is put where somebody would look for it.
TOPICS: dict[Text, tuple[str, ...]] = {
    Text("岗位等级", "Grades"): ("grades", "progression", "promotion", "regrading", "conversion"),
    Text("考核退出", "Exits"): (
        "appraisal", "dismissal", "retirement", "extension", "exits", "channel", "institution", "qualification",
    ),
    Text("招聘任期", "Recruitment"): ("recruitment", "entry", "absorption", "agency", "contract", "election"),
    Text("人员核定", "Norms"): ("establishment",),
    Text("薪酬", "Pay"): ("pay", "anchor", "ramp", "items"),
    Text("缴费与税", "Contributions"): ("contributions", "levy", "tax"),
    Text("其他支出与分担", "Other costs"): ("welfare", "training", "severance", "funding", "prices"),
}  # fmt: skip


def topic_of(term: Term) -> Text:
    """Return the topic of a term: that of its group, or of the decision that a rule is about."""
    group = term.name.split(".")[1] if term.group == "rules" else term.group
    return next(topic for topic, groups in TOPICS.items() if group in groups)


def member_label(files: PackFiles, axis: str, name: str) -> Text:
    """Return what a member of an axis is called."""
    own = files.labels.get(axis, {}).get(name)
    if isinstance(own, Mapping):
        return Text(str(own.get("zh", name)), str(own.get("en", name)))
    if axis == "grade":
        return Text(f"{name}级", f"Grade {name}")
    items = files.of("policy.yaml").get("items") or {}
    if name in LABELS:
        return LABELS[name]
    label = items.get(name, {}).get("label") if axis == "line" else None
    return Text(str(label["zh"]), str(label["en"])) if isinstance(label, dict) else same(name)


def classes(files: PackFiles) -> Mapping[str, Text]:
    """Return the classes of units by name: what a value of unit `code` may be."""
    return {name: member_label(files, "unit_class", name) for name in files.axes.get("unit_class", ())}


def evidence_options() -> tuple[str, ...]:
    """Return the kinds of evidence that a pack may give."""
    return tuple(both(label) for name, label in EVIDENCE.items() if name != "proposed")


YES_NO = tuple(both(label) for _, label in NO_YES)
NAMES: dict[tuple[str, str], str] = {}  # what a cell shows of a name, by key and name
NAMES |= {("evidence", name): both(label) for name, label in EVIDENCE.items()}
NAMES |= {("prevails", name): both(label) for name, label in NO_YES}
DETAILS: tuple[Column, ...] = (
    Column("evidence", Text("来源类别", "Evidence"), 12, options=evidence_options()),
    Column("source", Text("文件名称", "Document"), 13),
    Column("clause", Text("条款", "Clause"), 14),
    Column("words", Text("起决定作用的原文", "The words that decide"), 25),
    Column("reason.zh", Text("理由（中文）", "Reason (Chinese)"), 34),
    Column("range.low", Text("范围：最低", "Range: lowest"), 9),
    Column("range.high", Text("范围：最高", "Range: highest"), 9),
    Column("reason.en", Text("理由（英文）", "Reason (English)"), 34, aside=True),
    Column("basis", Text("假定所依的公开资料", "What an assumption leans on"), 30, aside=True),
    Column("checked_on", Text("核对日期", "Checked on"), 12, aside=True),
    Column("note", Text("备注", "Note"), 24, aside=True),
    Column("prevails", Text("上位法，优先", "Higher law: prevails"), 9, aside=True, options=YES_NO),
    Column("note_of_all", Text("本项备注", "Note on the term"), 20, aside=True),
)


def unit_label(term: Term) -> Text:
    """Return what the values of a term are counted in."""
    return UNIT_LABELS[term.unit]


def meaning(term: Term) -> Text:
    """Return what a term is: its name, what may be typed, which rule reads it."""
    parts = [term.label]
    if term.options and term.unit == "choice":
        parts += [Text("可选：", "Options: ") + joined((label for _, label in term.options), Text("；", "; "))]
    elif term.unit not in ("yes_no", "code"):
        parts += [Text("可填 ", "From ") + limits_of(term) + Text("，单位：", ", in ") + unit_label(term)]
    if term.adds_up:
        parts.append(Text("各份合计为 1", "the shares add up to 1"))
    if term.grows_with:
        parts.append(same(f"↗ {term.grows_with}"))
    if term.needed_by:
        parts.append(
            Text("只在以下规则下需要：", "Needed only where ") + same(f"{term.rule} = {' / '.join(term.needed_by)}")
        )
    return joined(parts, Text("。\n", ".\n")) if parts else NOTHING
