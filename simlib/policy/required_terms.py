"""What a policy needs, and from when: a term that only some rules read is needed while one of them is in force."""

from __future__ import annotations

from collections.abc import Collection, Mapping

from simlib.months import month_text
from simlib.policy.overlays import Provisions
from simlib.policy.problems import Fault, Problem
from simlib.policy.provision import FIRST, Provision
from simlib.policy.term import Term
from simlib.policy.terms import TERMS
from simlib.text import Text

DECLARED = ("opening", "grades", "place_types", "units", "unit_classes")  # beside posts; the last where a term needs it


def needed_from(term: Term, provisions: Provisions, first: int) -> int | None:
    """Return the first month, from `first` on, in which a rule in force reads the term; None where none does.

    Where nobody says which rule is in force, none that a term names is.
    """
    deciding = [provisions[rule] for rule in term.decided_by if rule in provisions]
    changes = {dated.month for rule in deciding for dated in rule.values if dated.month > first}
    return next((month for month in (first, *sorted(changes)) if _is_read(term, provisions, month)), None)


def _is_read(term: Term, provisions: Provisions, month: int) -> bool:
    def choice(rule: str) -> str | None:
        dated = provisions[rule].find(month) if rule in provisions else None
        return None if dated is None else TERMS[rule].choices[int(dated.value)]

    return term.is_read(choice)


def missing(
    provisions: Provisions, opening: int | None, given: Collection[str], file: str, terms: Mapping[str, Term]
) -> list[Problem]:
    """Return what a policy with posts must give and no file writes (`given`: the keys and terms that they write)."""
    first = FIRST if opening is None else opening
    months = {name: needed_from(term, provisions, first) for name, term in terms.items()}
    needed = {name: month for name, month in months.items() if month is not None}
    classes = DECLARED[-1:] if any("unit_class" in terms[name].shape for name in needed) else ()
    lacking = [_undeclared(key) for key in (*DECLARED[:-1], *classes) if key not in given]
    lacking += [_ungiven(terms[name]) for name in needed if name not in given]
    late = [
        _late(one, needed[name], opening)
        for name, one in provisions.items()
        if opening and name in needed and one.values[0].month > needed[name]
    ]
    return [*(fault.at(file) for fault in lacking), *late]


def _undeclared(key: str) -> Fault:
    what = Text("有岗位的政策没有写 {key}", "a policy with posts has no {key}")
    way_out = Text("请在文件开头写明 {key}。", "Declare {key} at the top of the file.")
    return Fault(what, way_out).filled(key=key)


def _ungiven(term: Term) -> Fault:
    what = Text("没有政策包规定 {name}（{label}）", "no pack gives {name} ({label})").of(
        name=term.name, label=term.label
    )
    way_out = Text("请写入 provisions，并注明条款或理由。", "Add it under provisions, with its clause or reason.")
    return Fault(what, way_out)


def _late(provision: Provision, needed: int, opening: int) -> Problem:
    first, name = provision.values[0], provision.term.name
    if needed > opening:
        what = Text(
            "{name} 从 {since} 起，晚于要用它的 {rule}（{month}）",
            "{name} starts {since}, after {rule} that reads it ({month})",
        ).of(name=name, since=first.since, rule=provision.term.decided_by[0], month=month_text(needed))
        way_out = Text("请让它不晚于该规则生效。", "Let it start no later than the rule.")
        return Problem(first.file, first.line, what, way_out)
    what = Text("{name} 从 {since} 起，晚于期初 {month}", "{name} starts {since}, after the opening month {month}")
    way_out = Text("请补上此前的值，或推迟期初。", "Add the value in force before then, or open later.")
    return Problem(first.file, first.line, what.of(name=name, since=first.since, month=month_text(opening)), way_out)


def unserved(provisions: Provisions, opening: int | None, changed: Collection[str]) -> list[Problem]:
    """Return what a rule chosen in a what-if reads and nobody gives by then."""
    problems = []
    for name, term in TERMS.items():
        if not (deciding := [rule for rule in term.decided_by if rule in changed]):
            continue
        month = needed_from(term, provisions, FIRST if opening is None else opening)
        if month is not None and (name not in provisions or provisions[name].find(month) is None):
            what = Text(
                "{rule} 自 {month} 起要用 {name}（{label}），却没有规定",
                "{rule} needs {name} in {month} ({label}), which nobody gives",
            ).of(rule=deciding[0], name=name, month=month_text(month), label=term.label)
            problems.append(
                Problem("", 0, what, Text("请一并设定，或另选规则。", "Give it too, or choose another rule."))
            )
    return problems
