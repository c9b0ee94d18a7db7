"""How much of the spread of an outcome is luck and how much assumptions, and which assumptions matter.

Luck is what is left to vary when every future is held at its centre; the same people then have the same luck, so the
two runs are paired. Which assumption matters is asked of the replications themselves: the rank correlation (Spearman)
of what was drawn for a term with what came of it.
"""

from __future__ import annotations

from dataclasses import dataclass
from math import atanh, sqrt, tanh

import numpy as np

from simlib.analysis.outcomes import OUTCOMES, costed, whole
from simlib.analysis.uncertain import percent
from simlib.analysis.widths import FEWEST_FOR_AN_INTERVAL, NORMAL_95
from simlib.futures import FuturesProjection, Spread
from simlib.policy.problems import one_problem
from simlib.projection import Projection
from simlib.text import Text


@dataclass(frozen=True)
class Influence:
    """The rank correlation of a term's draws with the outcome, with its 95 % interval (Fisher's z)."""

    spread: Spread
    correlation: float
    low: float
    high: float

    @property
    def clear(self) -> bool:
        """Whether the interval leaves out zero."""
        return self.low > 0 or self.high < 0


@dataclass(frozen=True)
class Split:
    """The spread of one outcome over all years.

    luck, together  standard deviations: futures at their centre, and with both
    mean_at_centre, mean  means of the same two runs: futures that are not symmetrical move the mean too
    influences      by absolute rank correlation, the strongest first
    """

    outcome: str
    luck: float
    together: float
    mean_at_centre: float
    mean: float
    replications: int
    influences: tuple[Influence, ...]

    @property
    def luck_share(self) -> float:
        """The share of the variance that is luck, 0 to 1; NaN where nothing varies."""
        if self.together == 0:
            return float("nan")
        return min(1.0, (self.luck / self.together) ** 2)

    @property
    def assumptions_share(self) -> float:
        """The rest: assumptions, and whatever they do together with luck."""
        return 1 - self.luck_share


def split(uncertain: FuturesProjection, at_centre: Projection, outcome: str = "cost") -> Split:
    """Return how the spread of an outcome divides, from a run under futures and the same run with them at the centre.

    Raises PolicyError where the two are not the same people, luck and policy, or have fewer than 30 replications.
    """
    for name in ("policy_digest", "staff_digest", "seed", "replications", "years", "opening"):
        if uncertain.provenance[name] != at_centre.provenance[name]:
            what = Text(
                "两次模拟的 {name} 不同，波动无法分开",
                "the two runs differ in {name}, so their spreads cannot be told apart",
            ).of(name=name)
            way_out = Text("除情景假设外，两次模拟应当相同。", "Run both alike: only the futures may differ.")
            raise one_problem(what, way_out)
    if uncertain.replications < FEWEST_FOR_AN_INTERVAL:
        what = Text("只模拟了 {many} 次，波动无法分解", "there is no splitting the spread of {many} replications")
        way_out = Text("请模拟 {few} 次或更多。", "Take {few} or more.").of(few=FEWEST_FOR_AN_INTERVAL)
        raise one_problem(what.of(many=uncertain.replications), way_out)
    both, luck = (whole(OUTCOMES[outcome], costed(run)) for run in (uncertain, at_centre))
    return Split(
        outcome,
        float(luck.std(ddof=1)),
        float(both.std(ddof=1)),
        float(luck.mean()),
        float(both.mean()),
        len(both),
        influences(uncertain, both),
    )


def influences(run: FuturesProjection, values: np.ndarray) -> tuple[Influence, ...]:
    """Return the rank correlation of every term's draws with some values by replication, the strongest first."""
    numbers = run.drawn.values
    found = [
        _influence(spread, spearman(numbers[:, at], values), len(values))
        for at, spread in enumerate(run.futures.spreads)
        if spread.term.name in run.policy.provisions
    ]
    return tuple(sorted(found, key=lambda one: -abs(one.correlation)))


def _influence(spread: Spread, rho: float, n: int) -> Influence:
    if n < FEWEST_FOR_AN_INTERVAL or abs(rho) >= 1:
        return Influence(spread, rho, rho, rho)
    half = NORMAL_95 * sqrt((1 + rho * rho / 2) / (n - 3))  # Bonett and Wright 2000
    return Influence(spread, rho, tanh(atanh(rho) - half), tanh(atanh(rho) + half))


def spearman(one: np.ndarray, other: np.ndarray) -> float:
    """Return Spearman's rank correlation; equal values share their mean rank. 0 where one of them does not vary."""
    first, second = (_ranks(np.asarray(values, float)) for values in (one, other))
    if first.std() == 0 or second.std() == 0:
        return 0.0
    return float(np.corrcoef(first, second)[0, 1])


def _ranks(values: np.ndarray) -> np.ndarray:
    _, place, counts = np.unique(values, return_inverse=True, return_counts=True)
    last = np.cumsum(counts)
    return np.asarray((last - (counts - 1) / 2)[place])


def split_words(found: Split) -> Text:
    """Say in both languages how the spread divides, and which assumptions matter most."""
    if found.together == 0:
        return Text("各次重复没有差别。", "The replications do not differ.")
    luck, rest = percent(found.luck_share), percent(found.assumptions_share)
    clear = [one for one in found.influences if one.clear and not one.spread.moves_with][:3]
    zh = f"差异（方差）中约{luck}来自运气，约{rest}来自假设"
    en = f"About {luck} of the variance is luck and {rest} assumptions"
    if not clear:
        return Text(f"{zh}；没有哪一项假设的影响能与运气区分。", f"{en}; no single assumption stands out from luck.")
    zh_names = "、".join(f"{one.spread.label.zh}（{one.correlation:+.2f}）" for one in clear)
    en_names = ", ".join(f"{one.spread.label.en} ({one.correlation:+.2f})" for one in clear)
    return Text(
        f"{zh}；影响最大的假设（秩相关）：{zh_names}。", f"{en}; what matters most (rank correlation): {en_names}."
    )
