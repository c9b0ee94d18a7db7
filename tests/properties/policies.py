"""Random valid policies: a pack with clauses changed at its opening and later, each within the limits of its term.

A clause is what one sentence would change: one term, or several that must fit together (a rule with all that it reads,
shares of the same people). Everything shrinks towards the pack itself, lowest values and first options.
"""

from __future__ import annotations

from collections.abc import Iterable
from functools import cache
from typing import Any

import numpy as np
from hypothesis import strategies as st

from simlib.months import YEAR, month_text, parse_month
from simlib.policy import TERMS, Policy
from simlib.policy.axes import FIXED, FUNDERS
from simlib.policy.items import ITEMS
from simlib.policy.term import NEVER, Term
from tests.conftest import EVERYTHING_HAPPENS
from tests.properties.grounds import PACKS, UNITS, ground

Values = dict[str, Any]  # by term, as a file writes them
Clause = st.SearchStrategy[Values]
STEPS = 20  # of a range of fractions
NAMED = {  # instead of limits that no run could hold, or that mean nothing to it
    "retirement.first_birth": (parse_month("1960-01"), parse_month("1990-12")),
    "election.first_month": (parse_month("2024-01"), parse_month("2032-12")),
    "establishment.first_review": (parse_month("2024-01"), parse_month("2032-12")),
    "establishment.base": (0, 12),
    "establishment.upper_posts": (0, 2),
    "establishment.grids": (0, 8),
    "establishment.residents": (0, 20_000),
    "establishment.norm": (0, 30),
    "establishment.staff_per_grid": (0, 3),
    "establishment.class_coefficient": (0.1, 2),
    "establishment.coefficient_level": (0.1, 2),
    "establishment.table": (0, 4),
    "establishment.tolerance": (0, 0),
    "establishment.adjustment": (0, 0),
    "establishment.unit_class": (1, 3),
    "absorption.month": (parse_month("2027-01"), parse_month("2031-12")),
    "absorption.people": (0, 6),
}
TOGETHER = (  # shares of the same people, or two ends
    ("retirement.early_share", "retirement.late_share"),
    ("appraisal.excellent_share", "appraisal.basic_rate", "appraisal.failed_rate"),
    ("recruitment.youngest_age", "recruitment.highest_age"),
    ("contributions.base_floor", "contributions.base_cap"),
    ("contributions.medical_floor", "contributions.medical_cap"),
    ("contributions.fund_floor", "contributions.fund_cap"),
)
SHARES_OF_ONE = TOGETHER[:2]
UNTOUCHED = {
    "grades.band",
    "establishment.communities",
    "appraisal.scope",
    "contract.years",
    "contributions.employee_fund",
}  # whose other option asks for a rate that no pack gives

ABSORPTION = tuple(name for name in TERMS if name.startswith("absorption."))  # of no effect one by one
HISTORIC = {"anchor.wage", "anchor.series"}  # a year's wage has to be there for whoever looks back at it


def policies(pack: str, years: int, most_changes: int = 30) -> st.SearchStrategy[Policy]:
    """Draw policies made from a pack, or from one under which everything that can happen to anyone happens often.

    Clauses are changed at the opening, and at up to three later months.
    """
    law = ground(pack).law
    busy = law.with_values(EVERYTHING_HAPPENS)
    dates = st.lists(st.integers(1, YEAR * years - 1), max_size=3, unique=True).map(sorted)
    return st.builds(
        changed,
        st.sampled_from((law, busy)),
        st.tuples(
            changes(pack, most_changes, opening=True), dates.flatmap(lambda at: st.tuples(*(_at(pack, m) for m in at)))
        ),
    )


def _at(pack: str, month: int) -> st.SearchStrategy[tuple[int, Values]]:
    return st.tuples(st.just(month), changes(pack, 6))


def changed(law: Policy, drawn: tuple[Values, Iterable[tuple[int, Values]]]) -> Policy:
    """Return the policy with values of the opening and of later months (counted from the opening)."""
    first, later = drawn
    assert law.opening is not None
    for month, values in ((0, first), *later):
        law = law.with_values(values, law.opening + month)
    return law


def changes(pack: str, most: int, *, opening: bool = False) -> st.SearchStrategy[Values]:
    """Draw the values of up to so many clauses; a conversion at the `opening` would need the other pack's people."""
    known = dict(clauses(pack))
    if opening:
        del known["rules.conversion"], known["establishment.communities"]  # nor would its places have the same numbers
    several = st.integers(0, min(most, len(known)))
    names = several.flatmap(lambda n: st.lists(st.sampled_from(sorted(known)), min_size=n, max_size=n, unique=True))
    return names.flatmap(lambda some: st.tuples(*(known[name] for name in some))).map(_joined)


def _joined(values: tuple[Values, ...]) -> Values:
    return {name: value for part in values for name, value in part.items()}


@cache
def clauses(pack: str) -> dict[str, Clause]:
    """Return every clause that may be changed in a pack, by its (first) term."""
    law = ground(pack).law
    found: dict[str, Clause] = {}
    for name, term in TERMS.items():
        if name.startswith("rules."):
            found[name] = st.sampled_from(_options(law, term)).flatmap(lambda o, term=term: _rule(law, term, o))
        elif not term.needed_by and not _kept(name):
            found[name] = values_of(law, term).map(lambda value, name=name: {name: value})
    for names in TOGETHER:
        found[names[0]] = _together(law, names)
    found[ABSORPTION[0]] = st.fixed_dictionaries({name: values_of(law, TERMS[name]) for name in ABSORPTION})
    found["establishment.communities"] = _closings(law)
    return found


def _closings(law: Policy) -> Clause:
    """Of the places of some kinds in some units the first alone stays, and their staff too or elsewhere."""
    own = np.asarray(law.value("establishment.communities", law.opening or 0))
    most = st.lists(st.integers(1, 2), min_size=own.size, max_size=own.size)
    communities = most.map(lambda drawn: np.minimum(own, np.reshape(drawn, own.shape)).tolist())
    closed_staff = values_of(law, TERMS["establishment.closed_staff"])
    return st.fixed_dictionaries({"establishment.communities": communities, "establishment.closed_staff": closed_staff})


def _kept(name: str) -> bool:
    return name in UNTOUCHED or name in ABSORPTION or any(name in names for names in TOGETHER)


def _options(law: Policy, term: Term) -> list[str]:
    """The options of a rule, the pack's own first; a base by class needs classes."""
    assert law.opening is not None
    own = law.choice(term.name, law.opening)
    others = [option for option in term.choices if option != own]
    classless = term.name == "rules.establishment" and not law.axis("unit_class")
    return [own, *(option for option in others if not (classless and option == "base_times_coefficient"))]


def _rule(law: Policy, rule: Term, option: str) -> Clause:
    """A rule with everything that it reads."""
    read = [t for t in TERMS.values() if t.needed_by and t.rule == rule.name and option in t.needed_by]
    values = {t.name: values_of(law, t) for t in read if t.name not in HISTORIC}
    values[rule.name] = st.just(option)
    if rule.name == "rules.appraisal":
        ranked = option == "quota_by_ranked_community"
        values["appraisal.scope"] = st.just("community") if ranked else values_of(law, TERMS["appraisal.scope"])
    return st.fixed_dictionaries(values)


def _together(law: Policy, names: tuple[str, ...]) -> Clause:
    drawn = st.tuples(*(values_of(law, TERMS[name]) for name in names))
    if names in SHARES_OF_ONE:
        return drawn.map(lambda shares: dict(zip(names, [share / max(1, sum(shares)) for share in shares])))
    return drawn.map(lambda ends: dict(zip(names, sorted(ends))))


def values_of(law: Policy, term: Term) -> st.SearchStrategy[Any]:
    """Draw a value of a term as a file writes it, within its limits (half the time within its slider)."""
    if term.name.endswith("_mix"):
        return _parts(_length(law, term.shape[0])).map(_mix)
    if term.name == "funding.share":
        return _parts(len(FUNDERS)).map(
            lambda parts: {line: _mix(parts[n % 4 :] + parts[: n % 4]) for n, line in enumerate(ITEMS)}
        )
    if term.name == "promotion.rate":
        return _moves(len(law.posts))
    if term.name == "establishment.grid_places":
        return st.just("yes")
    if term.shape:
        return _shaped(law, term, term.shape)
    return _one(law, term)


def _shaped(law: Policy, term: Term, shape: tuple[str, ...]) -> st.SearchStrategy[Any]:
    """Draw nested lists, often with all members alike; units beyond those of the ground have nothing."""
    if not shape:
        return _one(law, term)
    length = UNITS if shape[0] == "unit" else _length(law, shape[0])
    rest = _length(law, shape[0]) - length
    nothing = np.full([_length(law, axis) for axis in shape[1:]], term.limits[0] if term.unit == "code" else 0).tolist()
    each = _shaped(law, term, shape[1:])
    alike = each.map(lambda value: [value] * length)
    return (alike | st.lists(each, min_size=length, max_size=length)).map(lambda drawn: drawn + [nothing] * rest)


def _one(law: Policy, term: Term) -> st.SearchStrategy[Any]:
    if term.unit == "choice":
        return st.sampled_from(term.choices)
    if term.unit == "yes_no":
        return st.sampled_from(("no", "yes"))
    ends = [NAMED.get(term.name, term.limits)]
    if term.slider and term.name not in NAMED:
        ends.insert(0, term.slider[:2])
    return st.one_of(*(_between(term, *end) for end in ends))


def _between(term: Term, lowest: float, highest: float) -> st.SearchStrategy[Any]:
    if term.unit == "month":
        months = st.integers(int(lowest), int(highest)).map(month_text)
        return st.one_of(st.just(NEVER[0]), months) if term.never else months
    if term.whole or term.money:
        return st.integers(int(np.ceil(lowest)), int(highest))
    return st.integers(0, STEPS).map(lambda step: round(lowest + (highest - lowest) * step / STEPS, 6))


def _moves(posts: int) -> st.SearchStrategy[list[list[float]]]:
    """Draw rates from each post to the others, together 1 at most."""
    rows = st.tuples(*(_parts(posts).map(_mix) for _ in range(posts)))
    return rows.map(lambda drawn: [[0 if to == at else row[to] for to in range(posts)] for at, row in enumerate(drawn)])


def _parts(number: int) -> st.SearchStrategy[list[int]]:
    return st.lists(st.integers(0, STEPS), min_size=number, max_size=number)


def _mix(parts: list[int]) -> list[float]:
    """Return shares that add up to 1."""
    whole = sum(parts)
    return [part / whole for part in parts] if whole else [1.0] + [0.0] * (len(parts) - 1)


def _length(law: Policy, axis: str) -> int:
    return len(FIXED[axis]) if axis in FIXED else len(law.axis(axis))


packs = st.sampled_from(PACKS)
