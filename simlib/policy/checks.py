"""What must hold between the values of a policy in every month."""

from __future__ import annotations

from collections.abc import Callable, Collection, Mapping
from dataclasses import dataclass

import numpy as np

from simlib.months import month_text
from simlib.policy.axes import ENDS, FIXED
from simlib.policy.needs import missing, unserved
from simlib.policy.problems import Problem
from simlib.policy.provision import Dated, Provision
from simlib.policy.term import FEN
from simlib.policy.terms import TERMS
from simlib.policy.values import Axes

_ROUNDING = 1e-9  # shares written in decimals add up to 1 within this
Finding = tuple[str, str] | None  # what is wrong, way out


@dataclass(frozen=True)
class Rule:
    """A condition on the values that some terms have in one month; `test` gets the axes and those values."""

    terms: tuple[str, ...]
    test: Callable[..., Finding]


def contradictions(
    provisions: Mapping[str, Provision],
    axes: Axes,
    opening: int | None,
    *,
    given: Collection[str] | None = None,
    only: Collection[str] | None = None,
    file: str = "",
) -> list[Problem]:
    """Return what does not fit together, each rule's first month.

    given  keys and terms that the files write, sound or not; None to leave out what posts need
    only   look only at rules about these terms
    """
    problems = [] if given is None or not axes["post"] else missing(provisions, opening, given, file)
    problems += unserved(provisions, opening, only) if only is not None and axes["post"] else []
    for rule in RULES:
        known = [provisions[name] for name in rule.terms if name in provisions]
        if len(known) == len(rule.terms) and (only is None or not only.isdisjoint(rule.terms)):  # type: ignore[attr-defined]
            problems += _first_fault(rule, known, axes)
    return problems


def _first_fault(rule: Rule, provisions: list[Provision], axes: Axes) -> list[Problem]:
    for month in sorted({dated.month for provision in provisions for dated in provision.values}):
        in_force = [dated for provision in provisions if (dated := provision.find(month))]
        if len(in_force) < len(provisions):
            continue
        if fault := rule.test(axes, *(dated.value for dated in in_force)):
            newest: Dated = max(in_force, key=lambda dated: dated.month)
            return [Problem(newest.file, newest.line, f"in {month_text(month)} {fault[0]}", fault[1])]
    return []


def _sums_to_one(name: str) -> Rule:
    def test(axes: Axes, shares: np.ndarray) -> Finding:
        if abs(shares.sum() - 1) <= _ROUNDING:
            return None
        return f"{name} adds up to {shares.sum():g}, not 1", "Change a share so that they add up to 1."

    return Rule((name,), test)


def _not_above(lower: str, upper: str, unit: int = 1) -> Rule:
    def test(axes: Axes, low: float, high: float) -> Finding:
        if low <= high:
            return None
        return (
            f"{lower} ({low / unit:g}) is above {upper} ({high / unit:g})",
            "Lower the one or raise the other.",
        )

    return Rule((lower, upper), test)


def _at_most_one(*names: str) -> Rule:
    def test(axes: Axes, *shares: float) -> Finding:
        if sum(shares) <= 1 + _ROUNDING:
            return None
        return (
            f"{' + '.join(names)} is {sum(shares):g}, over 1",
            "Lower one of them: they are shares of the same people.",
        )

    return Rule(names, test)


def _classes(axes: Axes, codes: np.ndarray) -> Finding:
    known = axes["unit_class"]
    if not known or not len(codes) or codes.max() <= len(known):
        return None
    unit = axes["unit"][int(codes.argmax())]
    return (
        f"establishment.unit_class of {unit} is {codes.max()}",
        f"Write one of {', '.join(known)}, or their numbers from 1.",
    )


def _grids(axes: Axes, grids: np.ndarray, communities: np.ndarray, divided: np.ndarray) -> Finding:
    """Grids lie in communities: a unit that has grids has a place that is divided into them."""
    homeless = (grids > 0) & ~np.any((communities > 0) & (divided > 0), axis=1)
    if not homeless.any():
        return None
    unit = axes["unit"][int(homeless.argmax())]
    return (
        f"establishment.grids of {unit} is {grids[homeless.argmax()]}, but no place there is divided into grids",
        "Give it communities of a type that establishment.grid_places says yes to, or no grids.",
    )


def _adjusted(
    axes: Axes, table: np.ndarray, adjustment: np.ndarray, tolerance: int, communities: np.ndarray
) -> Finding:
    """Posts that a unit moves between its places: no place by more than the tolerance, the unit's total no larger."""
    for unit, posts, moved, places in zip(axes["unit"], table, adjustment, communities):
        if np.abs(moved).max() > tolerance:
            what = f"establishment.adjustment of {unit} moves a place by {np.abs(moved).max()} posts, over {tolerance}"
            return what, "Stay within establishment.tolerance."
        if (posts + moved).min() < 0:
            return f"establishment.adjustment of {unit} takes more posts than a place has", "Take fewer."
        if (grown := int((moved.sum(axis=1) * places).sum())) > 0:
            return f"establishment.adjustment gives {unit} {grown} posts more than its table", "Take as many elsewhere."
    return None


def _borne(axes: Axes, shares: np.ndarray) -> Finding:
    """Every budget line is borne whole."""
    for line, share in zip(FIXED["line"], shares):
        if abs(share.sum() - 1) > _ROUNDING:
            return (
                f"funding.share of {line} adds up to {share.sum():g}, not 1",
                "Change a share: somebody bears it all.",
            )
    return None


def _by_community(axes: Axes, rule: int, scope: int) -> Finding:
    """A larger quota in some communities is no quota of the street."""
    ranked = TERMS["rules.appraisal"].choices[rule] == "quota_by_ranked_community"
    counted = TERMS["appraisal.scope"].choices[scope]
    if not ranked or counted == "community":
        return None
    what = f"rules.appraisal is quota_by_ranked_community, but appraisal.scope is {counted}"
    return what, "Let appraisal.scope be community: that is where this quota is counted."


def _bands(axes: Axes, bands: np.ndarray) -> Finding:
    """Bands, top post first: inside the grades, none below the next post's, no gap, every grade in one."""
    posts, grades = axes["post"], len(axes["grade"])
    for post, (lowest, highest) in zip(posts, bands.tolist()):
        if lowest > highest:
            return f"the band of {post} runs from {lowest} down to {highest}", "Write the lowest grade first."
        if highest > grades > 0:
            return (
                f"the band of {post} ends at grade {highest} of {grades}",
                "Lower it, or declare more grades.",
            )
    for above, below, top, low in zip(posts, posts[1:], bands.tolist(), bands.tolist()[1:]):
        if top[0] < low[0] or top[1] < low[1]:
            end = ENDS[0] if top[0] < low[0] else ENDS[1]
            return (
                f"the {end} grade of {above} is below that of {below}",
                "Posts stand top post first; a higher post has no lower band.",
            )
        if low[1] < top[0] - 1:
            return (
                f"dead end: {below} ends at grade {low[1]} and {above} begins at {top[0]}",
                "Let the bands touch, so that the grades between can be reached.",
            )
    reached = {grade for lowest, highest in bands.tolist() for grade in range(lowest, highest + 1)}
    if unreached := sorted(set(range(1, grades + 1)) - reached):
        return (
            f"dead end: grade {unreached[0]} is in no post's band",
            "Widen a band, or declare fewer grades.",
        )
    return None


RULES: tuple[Rule, ...] = (
    Rule(("grades.band",), _bands),
    Rule(("rules.appraisal", "appraisal.scope"), _by_community),
    Rule(("establishment.unit_class",), _classes),
    Rule(("establishment.grids", "establishment.communities", "establishment.grid_places"), _grids),
    Rule(
        ("establishment.table", "establishment.adjustment", "establishment.tolerance", "establishment.communities"),
        _adjusted,
    ),
    Rule(("funding.share",), _borne),
    *(_sums_to_one(name) for name, term in TERMS.items() if term.adds_up and len(term.shape) == 1),
    _at_most_one("retirement.early_share", "retirement.late_share"),
    _at_most_one("appraisal.excellent_share", "appraisal.basic_rate", "appraisal.failed_rate"),
    _not_above("recruitment.youngest_age", "recruitment.highest_age"),
    _not_above("contributions.base_floor", "contributions.base_cap", FEN),
    _not_above("contributions.fund_floor", "contributions.fund_cap", FEN),
)
