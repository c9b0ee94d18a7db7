"""What must hold between the values of a policy in every month."""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterator, Mapping
from dataclasses import dataclass, replace

import numpy as np

from simlib.policy.files.values import Axes
from simlib.policy.problems import Fault, Problem
from simlib.policy.provision import Dated, Provision
from simlib.policy.required_terms import missing, unserved
from simlib.policy.term import Term
from simlib.policy.terms import TERMS
from simlib.policy.value_words import dated_words, held_number
from simlib.text import Text, joined, same

_ROUNDING = 1e-9  # shares written in decimals add up to 1 within this
CheckResult = Fault | None
_SHARES = Text("请调整各项，使合计为 1。", "Change a share so that they add up to 1.")


@dataclass(frozen=True)
class Rule:
    """A condition on the values that some terms have in one month; `test` gets the axes and those values."""

    terms: tuple[str, ...]
    test: Callable[..., CheckResult]


def contradictions(
    provisions: Mapping[str, Provision],
    axes: Axes,
    opening: int | None,
    terms: Mapping[str, Term] = TERMS,
    *,
    given: Collection[str] | None = None,
    only: Collection[str] | None = None,
    file: str = "",
) -> list[Problem]:
    """Return what does not fit together, each rule's first month.

    given  keys and terms that the files write, sound or not; None to leave out what posts need
    terms  those that the policy may give
    only   look only at rules about these terms
    """
    problems = [] if given is None or not axes["post"] else missing(provisions, opening, given, file, terms)
    problems += unserved(provisions, opening, only) if only is not None and axes["post"] else []
    for rule in rules_about(provisions, only):
        problems += _first_fault(rule, [provisions[name] for name in rule.terms], axes)
    return problems


def rules_about(provisions: Mapping[str, Provision], only: Collection[str] | None = None) -> Iterator[Rule]:
    """Yield the rules whose terms are all given, and are about some of the terms `only`."""
    for rule in RULES:
        given = all(name in provisions for name in rule.terms)
        if given and (only is None or not only.isdisjoint(rule.terms)):  # type: ignore[attr-defined]
            yield rule


def _first_fault(rule: Rule, provisions: list[Provision], axes: Axes) -> list[Problem]:
    for month in sorted({dated.month for provision in provisions for dated in provision.values}):
        in_force = [dated for provision in provisions if (dated := provision.find(month))]
        if len(in_force) < len(provisions):
            continue
        if fault := rule.test(axes, *(dated.value for dated in in_force)):
            newest: Dated = max(in_force, key=lambda dated: dated.month)
            what = Text("{month}起，{what}", "in {month} {what}").of(month=dated_words(month), what=fault.what)
            return [replace(fault, what=what).at(newest.file, newest.line)]
    return []


def _sums_to_one(name: str) -> Rule:
    def test(axes: Axes, shares: np.ndarray) -> CheckResult:
        if abs(shares.sum() - 1) <= _ROUNDING:
            return None
        what = Text("{name} 合计是 {sum}，不是 1", "{name} adds up to {sum}, not 1")
        return Fault(what.of(name=name, sum=f"{shares.sum():g}"), _SHARES)

    return Rule((name,), test)


def _not_above(lower: str, upper: str) -> Rule:
    one, other = TERMS[lower], TERMS[upper]

    def test(axes: Axes, low: float, high: float) -> CheckResult:
        if low <= high:
            return None
        what = Text("{lower}（{low}）高于{upper}（{high}）", "{lower} ({low}) is above {upper} ({high})").of(
            lower=one.label, low=held_number(one, low), upper=other.label, high=held_number(other, high)
        )
        return Fault(what, Text("请降低前者或提高后者。", "Lower the one or raise the other."))

    return Rule((lower, upper), test)


def _at_most_one(*names: str) -> Rule:
    labels = joined((TERMS[name].label for name in names), same(" + "))

    def test(axes: Axes, *shares: float) -> CheckResult:
        if sum(shares) <= 1 + _ROUNDING:
            return None
        what = Text("{names} 合计是 {sum}%，超过 100%", "{names} is {sum}%, over 100%")
        way_out = Text(
            "它们是同一批人的比例，请降低其中一个。", "Lower one of them: they are shares of the same people."
        )
        return Fault(what.of(names=labels, sum=f"{sum(shares) * 100:g}"), way_out)

    return Rule(names, test)


def _classes(axes: Axes, codes: np.ndarray) -> CheckResult:
    known = axes["unit_class"]
    if not known or not len(codes) or codes.max() <= len(known):
        return None
    unit = axes["unit"][int(codes.argmax())]
    return Fault(
        Text("{unit} 的 establishment.unit_class 是 {code}", "establishment.unit_class of {unit} is {code}"),
        Text("请写 {known} 之一，或其序号（从 1 起）。", "Write one of {known}, or their numbers from 1."),
    ).filled(unit=unit, code=codes.max(), known=known)


def _grids(axes: Axes, grids: np.ndarray, communities: np.ndarray, divided: np.ndarray) -> CheckResult:
    """Grids lie in communities: a unit that has grids has a place that is divided into them."""
    homeless = (grids > 0) & ~np.any((communities > 0) & (divided > 0), axis=1)
    if not homeless.any():
        return None
    unit = axes["unit"][int(homeless.argmax())]
    return Fault(
        Text(
            "{unit} 的 establishment.grids 是 {grids}，但该单位没有划分网格的场所",
            "establishment.grids of {unit} is {grids}, but no place there is divided into grids",
        ),
        Text(
            "请给它 establishment.grid_places 为 yes 的社区类型，或不设网格。",
            "Give it communities of a type that establishment.grid_places says yes to, or no grids.",
        ),
    ).filled(unit=unit, grids=grids[homeless.argmax()])


_KINDS = (Text("其他岗位", "other posts"), Text("选举岗位", "elected posts"))  # as `election.posts` says: no, yes


def _adjusted(
    axes: Axes, table: np.ndarray, adjustment: np.ndarray, tolerance: int, communities: np.ndarray, elected: np.ndarray
) -> CheckResult:
    """Posts that a unit moves between its places: its total is no larger, and no place is moved beyond the tolerance.

    That is counted for the elected posts of a place together, and for its other posts together.
    """
    for unit, posts, moved, places in zip(axes["unit"], table, adjustment, communities):
        for kind, label in enumerate(_KINDS):
            by = np.abs(moved[:, elected == kind].sum(axis=1)).max()
            if by > tolerance:
                what = Text(
                    "{unit} 的 establishment.adjustment 使一个场所的{kind}增减 {moved} 岗，超过 {tolerance} 岗",
                    "establishment.adjustment of {unit} moves the {kind} of a place by {moved}, over {tolerance}",
                )
                way_out = Text("增减不能超过 establishment.tolerance。", "Stay within establishment.tolerance.")
                return Fault(what, way_out).filled(unit=unit, kind=label, moved=by, tolerance=tolerance)
        if (posts + moved).min() < 0:
            what = Text(
                "{unit} 的 establishment.adjustment 减去的岗位多于该场所的岗位",
                "establishment.adjustment of {unit} takes more posts than a place has",
            )
            return Fault(what.of(unit=unit), Text("请少减一些。", "Take fewer."))
        if (grown := int((moved.sum(axis=1) * places).sum())) > 0:
            what = Text(
                "establishment.adjustment 使 {unit} 比核定数多 {grown} 岗",
                "establishment.adjustment gives {unit} {grown} posts more than its table",
            )
            way_out = Text("请在本单位其他场所减去同样多。", "Take as many elsewhere.")
            return Fault(what.of(unit=unit, grown=grown), way_out)
    return None


def _borne(axes: Axes, shares: np.ndarray) -> CheckResult:
    """Every budget line is borne whole."""
    for line, share in zip(axes["line"], shares):
        if abs(share.sum() - 1) > _ROUNDING:
            what = Text(
                "{line} 的 funding.share 合计是 {sum}，不是 1", "funding.share of {line} adds up to {sum}, not 1"
            )
            way_out = Text("请调整：各级分担合计应为 1。", "Change a share: somebody bears it all.")
            return Fault(what.of(line=line, sum=f"{share.sum():g}"), way_out)
    return None


def _by_community(axes: Axes, rule: int, scope: int) -> CheckResult:
    """A larger quota in some communities is no quota of the street."""
    ranked = TERMS["rules.appraisal"].choices[rule] == "quota_by_ranked_community"
    counted = TERMS["appraisal.scope"].choices[scope]
    if not ranked or counted == "community":
        return None
    what = Text(
        "rules.appraisal 是 quota_by_ranked_community，而 appraisal.scope 是 {counted}",
        "rules.appraisal is quota_by_ranked_community, but appraisal.scope is {counted}",
    )
    way_out = Text(
        "请让 appraisal.scope 取 community：名额按此核定。",
        "Let appraisal.scope be community: that is where this quota is counted.",
    )
    return Fault(what.of(counted=counted), way_out)


def _pushed(axes: Axes, rates: np.ndarray) -> CheckResult:
    """Rates lead to other posts, and nobody moves twice in a year."""
    for place, (post, row) in enumerate(zip(axes["post"], np.asarray(rates))):
        if row[place]:
            what = Text("promotion.rate 由 {post} 岗转到 {post} 岗", "promotion.rate moves from {post} to {post}")
            way_out = Text("留在原岗的不写，该比率请写 0。", "Who stays is not written: write 0 for this rate.")
            return Fault(what.of(post=post), way_out)
        if row.sum() > 1 + _ROUNDING:
            what = Text(
                "promotion.rate 由 {post} 岗转出的比率合计是 {sum}，超过 1",
                "promotion.rate moves {sum} of those in {post}, over 1",
            ).of(post=post, sum=f"{row.sum():g}")
            return Fault(what, Text("请降低其中一个。", "Lower one of them."))
    return None


def _bands(axes: Axes, bands: np.ndarray) -> CheckResult:
    """Bands, top post first: inside the grades, none below the next post's, no gap, every grade in one."""
    posts, grades = axes["post"], len(axes["grade"])
    for post, (lowest, highest) in zip(posts, bands.tolist()):
        if lowest > highest:
            what = Text("{post} 岗的等级由 {low} 到 {high}", "the band of {post} runs from {low} down to {high}")
            way_out = Text("请先写最低的等级。", "Write the lowest grade first.")
            return Fault(what.of(post=post, low=lowest, high=highest), way_out)
        if highest > grades > 0:
            what = Text(
                "{post} 岗到第 {high} 级，而共 {grades} 级", "the band of {post} ends at grade {high} of {grades}"
            )
            way_out = Text("请降低上限，或增加等级。", "Lower it, or declare more grades.")
            return Fault(what.of(post=post, high=highest, grades=grades), way_out)
    for above, below, top, low in zip(posts, posts[1:], bands.tolist(), bands.tolist()[1:]):
        if top[0] < low[0] or top[1] < low[1]:
            end = Text("最低级", "lowest grade") if top[0] < low[0] else Text("最高级", "highest grade")
            what = Text("{above} 岗的{end}低于 {below} 岗", "the {end} of {above} is below that of {below}")
            way_out = Text(
                "岗位由高到低排列，上级岗位的等级不能低于下级岗位。",
                "Posts stand top post first; a higher post has no lower band.",
            )
            return Fault(what.of(above=above, end=end, below=below), way_out)
        if low[1] < top[0] - 1:
            what = Text(
                "堵点：{below} 岗到第 {high} 级为止，{above} 岗从第 {low} 级起",
                "dead end: {below} ends at grade {high} and {above} begins at {low}",
            )
            way_out = Text(
                "请使两段等级相接，中间的等级才能到达。",
                "Let the bands touch, so that the grades between can be reached.",
            )
            return Fault(what.of(below=below, high=low[1], above=above, low=top[0]), way_out)
    reached = {grade for lowest, highest in bands.tolist() for grade in range(lowest, highest + 1)}
    if unreached := sorted(set(range(1, grades + 1)) - reached):
        what = Text("堵点：第 {grade} 级不在任何岗位的等级范围内", "dead end: grade {grade} is in no post's band")
        way_out = Text("请放宽某岗的范围，或减少等级。", "Widen a band, or declare fewer grades.")
        return Fault(what.of(grade=unreached[0]), way_out)
    return None


RULES: tuple[Rule, ...] = (
    Rule(("grades.band",), _bands),
    Rule(("promotion.rate",), _pushed),
    Rule(("rules.appraisal", "appraisal.scope"), _by_community),
    Rule(("establishment.unit_class",), _classes),
    Rule(("establishment.grids", "establishment.communities", "establishment.grid_places"), _grids),
    Rule(
        (*(f"establishment.{name}" for name in ("table", "adjustment", "tolerance", "communities")), "election.posts"),
        _adjusted,
    ),
    Rule(("funding.share",), _borne),
    *(_sums_to_one(name) for name, term in TERMS.items() if term.adds_up and len(term.shape) == 1),
    _at_most_one("retirement.early_share", "retirement.late_share"),
    _at_most_one("appraisal.excellent_share", "appraisal.basic_rate", "appraisal.failed_rate"),
    _not_above("recruitment.youngest_age", "recruitment.highest_age"),
    _not_above("contributions.base_floor", "contributions.base_cap"),
    _not_above("contributions.medical_floor", "contributions.medical_cap"),
    _not_above("contributions.fund_floor", "contributions.fund_cap"),
)
