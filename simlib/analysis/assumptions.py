"""How much of the spread of an outcome is luck and how much assumptions, and which assumptions matter.

Every future is lived twice, with another luck each time. Two lives of one future differ by chance alone, so half the
mean of their squared differences is the variance of luck, in the futures as they are and not only at their centre,
where there may be less of it; and the correlation between the two lives is the share of the assumptions (an intraclass
correlation). Which assumption matters is asked of the replications themselves: the rank correlation (Spearman) of what
was drawn for a term with what came of it. Of many that do nothing a few always stand out by luck: Holm's step-down
procedure keeps the chance that any of them is named at one in twenty.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from math import atanh, sqrt, tanh
from statistics import NormalDist

import numpy as np
import pandas as pd

from simlib.analysis.ceilings import percent
from simlib.analysis.outcomes import OUTCOMES, costed, whole
from simlib.analysis.widths import FEWEST_FOR_AN_INTERVAL, NORMAL_95
from simlib.futures import FuturesProjection, Spread
from simlib.policy.problems import one_problem
from simlib.text import Text

NAMED_BY_CHANCE = 0.05  # the chance that any assumption is named that does nothing
_NORMAL = NormalDist()


@dataclass(frozen=True)
class Influence:
    """The rank correlation of a term's draws with the outcome, with its own 95 % interval (Fisher's z).

    clear  whether it stands out from luck, all others considered (Holm 1979)
    """

    spread: Spread
    correlation: float
    low: float
    high: float
    clear: bool = False


@dataclass(frozen=True)
class Split:
    """The spread of one outcome over all years.

    luck, together  standard deviations: of luck within a future, and of all
    low, high       the 95 % interval of the share of luck
    influences      by absolute rank correlation, the strongest first
    """

    outcome: str
    luck: float
    together: float
    low: float
    high: float
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


def split(run: FuturesProjection, again: FuturesProjection, outcome: str = "cost") -> Split:
    """Return how the spread of an outcome divides, from a run under futures and the same futures with other luck.

    again  `project_futures` with another seed, and the first one's as `futures_seed`
    Raises PolicyError where the two are not the same people, futures and policy, have the same luck, or have fewer than
    30 replications.
    """
    _nested(run, again)
    one, other = (whole(OUTCOMES[outcome], costed(life)) for life in (run, again))
    luck = float(np.mean((one - other) ** 2)) / 2
    together = float(one.var(ddof=1) + other.var(ddof=1)) / 2
    low, high = _share_interval(1 - luck / together, len(one)) if together else (float("nan"), float("nan"))
    return Split(outcome, sqrt(luck), sqrt(together), low, high, len(one), influences(run, one))


def other_seed(seed: int) -> int:
    """Return the seed of the other luck for the futures of a seed."""
    return seed ^ 1


def _nested(run: FuturesProjection, again: FuturesProjection) -> None:
    for name in ("policy_digest", "staff_digest", "futures_digest", "futures_seed", "replications", "years", "opening"):
        if run.provenance.get(name) != again.provenance.get(name):
            what = Text(
                "两次模拟的 {name} 不同，波动无法分开",
                "the two runs differ in {name}, so their spreads cannot be told apart",
            ).of(name=name)
            raise one_problem(what, _OTHER_LUCK)
    if run.provenance["seed"] == again.provenance["seed"]:
        what = Text("两次模拟的随机种子相同，波动无法分开", "the two runs have the same random seed")
        raise one_problem(what, _OTHER_LUCK)
    if run.replications < FEWEST_FOR_AN_INTERVAL:
        what = Text("只模拟了 {many} 次，波动无法分解", "there is no splitting the spread of {many} replications")
        way_out = Text("请模拟 {few} 次或更多。", "Take {few} or more.").of(few=FEWEST_FOR_AN_INTERVAL)
        raise one_problem(what.of(many=run.replications), way_out)


_OTHER_LUCK = Text("除随机种子外，两次模拟应当相同。", "Run both alike: only the random seed may differ.")


def _share_interval(assumptions: float, futures: int) -> tuple[float, float]:
    """Return the 95 % interval of the share of luck, 0 to 1, from that of the assumptions: Fisher's z of pairs (1921).

    The correlation within pairs has a z of variance 1 / (n − 3/2).
    """
    z, half = atanh(max(-0.999999, min(0.999999, assumptions))), NORMAL_95 / sqrt(futures - 1.5)
    low, high = (max(0.0, min(1.0, 1 - tanh(z + way * half))) for way in (1, -1))
    return low, high


def influences(run: FuturesProjection, values: np.ndarray) -> tuple[Influence, ...]:
    """Return the rank correlation of every term's draws with some values by replication, the strongest first."""
    numbers = run.drawn.values
    found = [
        _influence(spread, spearman(numbers[:, at], values), len(values))
        for at, spread in enumerate(run.futures.spreads)
        if spread.term.name in run.policy.provisions
    ]
    return named_by_holm(sorted(found, key=lambda one: -abs(one.correlation)), len(values))


def named_by_holm(found: list[Influence], n: int) -> tuple[Influence, ...]:
    """Return influences, the strongest first, with those marked that stand out; what moves with another stands apart.

    Of m leaders the strongest stands out where its chance by luck is at most 0.05 / m, the next 0.05 / (m − 1) …
    """
    left, marked, stands = sum(not one.spread.moves_with for one in found), [], n >= FEWEST_FOR_AN_INTERVAL
    for one in found:
        if not one.spread.moves_with:
            stands = stands and _by_luck(one.correlation, n) <= NAMED_BY_CHANCE / left
            left -= 1
        marked.append(replace(one, clear=stands and not one.spread.moves_with))
    return tuple(marked)


def _by_luck(rho: float, n: int) -> float:
    """Return the probability that chance alone makes a rank correlation at least as strong, either way."""
    if abs(rho) >= 1:
        return 0.0
    return 2 * (1 - _NORMAL.cdf(abs(atanh(rho)) / _error(rho, n)))


def _error(rho: float, n: int) -> float:
    """Return the standard error of Fisher's z of a rank correlation (Bonett and Wright 2000)."""
    return sqrt((1 + rho * rho / 2) / (n - 3))


def _influence(spread: Spread, rho: float, n: int) -> Influence:
    if n < FEWEST_FOR_AN_INTERVAL or abs(rho) >= 1:
        return Influence(spread, rho, rho, rho)
    half = NORMAL_95 * _error(rho, n)
    return Influence(spread, rho, tanh(atanh(rho) - half), tanh(atanh(rho) + half))


def spearman(one: np.ndarray, other: np.ndarray) -> float:
    """Return Spearman's rank correlation; equal values share their mean rank. 0 where one of them does not vary."""
    first, second = (pd.Series(values, dtype=float).rank().to_numpy() for values in (one, other))
    if first.std() == 0 or second.std() == 0:
        return 0.0
    return float(np.corrcoef(first, second)[0, 1])


def split_words(found: Split) -> Text:
    """Say in both languages how the spread divides, and which assumptions matter most."""
    if found.together == 0:
        return Text("各次模拟没有差别。", "The replications do not differ.")
    luck, low, high = (percent(share) for share in (found.luck_share, found.low, found.high))
    zh = f"差异（方差）中约{luck}来自随机因素（模拟误差范围{low}–{high}），其余来自假定"
    en = f"About {luck} of the variance is chance (simulation error: {low}–{high}), the rest assumptions"
    clear = [one for one in found.influences if one.clear][:3]
    if not clear:
        return Text(f"{zh}；没有哪一项假定的影响能与随机因素区分。", f"{en}; no assumption stands out from chance.")
    zh_names = "、".join(f"{one.spread.label.zh}（{one.correlation:+.2f}）" for one in clear)
    en_names = ", ".join(f"{one.spread.label.en} ({one.correlation:+.2f})" for one in clear)
    return Text(
        f"{zh}；影响最大的假定（秩相关系数，越接近±1影响越大）：{zh_names}。",
        f"{en}; what matters most (rank correlation, ±1 at most): {en_names}.",
    )
