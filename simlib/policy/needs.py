"""What a policy needs, and from when: a term that only some rules read is needed while one of them is in force."""

from __future__ import annotations

from collections.abc import Collection, Mapping

from simlib.months import month_text
from simlib.policy.problems import Problem
from simlib.policy.provision import FIRST, Provision
from simlib.policy.term import Term
from simlib.policy.terms import TERMS

_BESIDE_POSTS = ("opening", "grades", "place_types", "units")
Provisions = Mapping[str, Provision]


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


def missing(provisions: Provisions, opening: int | None, given: Collection[str], file: str) -> list[Problem]:
    """Return what a policy with posts must give and no file writes (`given`: the keys and terms that they write)."""
    first = FIRST if opening is None else opening
    months = {name: needed_from(term, provisions, first) for name, term in TERMS.items()}
    needed = {name: month for name, month in months.items() if month is not None}
    classes = ("unit_classes",) if any("unit_class" in TERMS[name].shape for name in needed) else ()
    lacking = [
        (f"a policy with posts has no {key}", f"Declare {key} at the top of the file.")
        for key in (*_BESIDE_POSTS, *classes)
        if key not in given
    ]
    lacking += [
        (
            f"no pack gives {name} ({TERMS[name].label.zh}; {TERMS[name].label.en})",
            "Add it under provisions, with its clause or reason.",
        )
        for name in needed
        if name not in given
    ]
    late = [
        _late(one, needed[name], opening)
        for name, one in provisions.items()
        if opening and name in needed and one.values[0].month > needed[name]
    ]
    return [*(Problem(file, 0, *one) for one in lacking), *late]


def _late(provision: Provision, needed: int, opening: int) -> Problem:
    first, name = provision.values[0], provision.term.name
    if needed > opening:
        what = f"{name} starts {first.since}, after {provision.term.decided_by[0]} that reads it ({month_text(needed)})"
        return Problem(first.file, first.line, what, "Let it start no later than the rule.")
    what = f"{name} starts {first.since}, after the opening month {month_text(opening)}"
    return Problem(first.file, first.line, what, "Add the value in force before then, or open later.")


def unserved(provisions: Provisions, opening: int | None, changed: Collection[str]) -> list[Problem]:
    """Return what a rule chosen in a what-if reads and nobody gives by then."""
    problems = []
    for name, term in TERMS.items():
        if not (deciding := [rule for rule in term.decided_by if rule in changed]):
            continue
        month = needed_from(term, provisions, FIRST if opening is None else opening)
        if month is not None and (name not in provisions or provisions[name].find(month) is None):
            named = f"{term.label.zh}; {term.label.en}"
            what = f"{deciding[0]} needs {name} in {month_text(month)} ({named}), which nobody gives"
            problems.append(Problem("", 0, what, "Give it too, or choose another rule."))
    return problems
