"""Print what pairing is worth (`docs/how/pairing.md`): levers of a pack, each projected in pairs and with other luck.

Usage: python scripts/pairing_page.py > docs/how/pairing.md (about a minute)
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from math import isinf
from pathlib import Path

from simlib import load_policy, load_staff, project
from simlib.analysis.pairing import Pairing, pairing
from simlib.months import month_text
from simlib.policy import Policy
from simlib.policy.terms import TERMS
from simlib.projection import Projection

PACK = Path(__file__).parents[1] / "scenarios" / "cities" / "baohe"
LEVERS: Mapping[str, tuple[float, float]] = {  # as the pack has it, and moved
    "progression.years_per_grade": (3, 2),
    "appraisal.excellent_share": (0.2, 0.25),
    "recruitment.fill_share": (0.95, 0.8),
    "exits.resignation_level": (1, 1.1),
    "retirement.late_share": (0.05, 0.3),
    "election.turnover_share": (0.25, 0.3),
    "pay.base": (4800, 5000),
}
OUTCOMES = ("cost", "in_post")
YEARS, REPLICATIONS = 10, 400
_HEAD = """# 配对比较省多少 · What pairing is worth

由 `python scripts/pairing_page.py` 写成，请勿手改。{pack} 的政策包，自 {opening} 起十年，{replications} 次模拟。

每项条款从现行值改为另一值，两边用同一个种子（配对），再各用另外的种子（不配对）。方差之比就是要得到同样宽的区间，配对少用几倍的模拟次数。
费用是十年合计，人数是第十年末。20 次中有 19 次，倍数在其 {factor} 倍以内（正态近似）。∞：随机因素完全抵消。

Written by `python scripts/pairing_page.py`; do not edit. The pack {pack}, ten years from {opening}, {replications}
replications.

Each term is moved from its value to another, with one seed on both sides (in pairs) and with seeds of their own (not in
pairs). The ratio of the variances says how many times fewer replications a pair needs for an interval of the same
width. Cost is of ten years, people are at the end of the tenth. The ratios are known within a factor of {factor}, 19
times in 20 (normal approximation). ∞: chance cancels out, the difference is the same in every replication.

| 条款 term | 现行值 from | 改为 to | 费用：少几倍 cost: times fewer | 人数：少几倍 people: times fewer |
| --- | ---: | ---: | ---: | ---: |
"""


def page(law: Policy, found: Mapping[str, Mapping[str, Pairing]]) -> str:
    """Return the page: a row for each lever, a figure for each outcome."""
    one = next(iter(next(iter(found.values())).values()))
    facts = {"pack": law.name, "opening": month_text(law.opening or 0), "replications": len(one.paired)}
    return _HEAD.format(factor=f"{one.sure_within:.1f}", **facts) + "".join(_row(name, found[name]) for name in LEVERS)


def _row(name: str, found: Mapping[str, Pairing]) -> str:
    label, (before, after) = TERMS[name].label, LEVERS[name]
    figures = [_times(found[outcome].fewer) for outcome in OUTCOMES]
    return f"| {' | '.join([f'{label.zh} {label.en} `{name}`', f'{before:g}', f'{after:g}', *figures])} |\n"


def _times(fewer: float) -> str:
    return "∞" if isinf(fewer) else f"{fewer:.1f}" if fewer < 10 else f"{fewer:.0f}"


def measured(law: Policy, replications: int = REPLICATIONS) -> Iterator[tuple[str, Mapping[str, Pairing]]]:
    """Yield each lever's name with what pairing is worth, by outcome."""
    staff = load_staff(law)

    def lived(policy: Policy, seed: int) -> Projection:
        return project(policy, staff, years=YEARS, replications=replications, seed=seed)

    before, before_apart = lived(law, 1), lived(law, 2)
    for name, (_, value) in LEVERS.items():
        moved = law.with_values({name: value})
        after, after_apart = lived(moved, 1), lived(moved, 3)
        pair, apart = (before, after), (before_apart, after_apart)
        yield name, {outcome: pairing(outcome, pair, apart) for outcome in OUTCOMES}


if __name__ == "__main__":
    baohe = load_policy(PACK)
    print(page(baohe, dict(measured(baohe))), end="")
