"""Print the page of assumptions: how well each pack is evidenced, and what moves it most.

Usage: python scripts/assumptions_page.py > docs/reference/assumptions.md   (two or three minutes)
"""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

from simlib import load_policy, load_staff, project
from simlib.analysis.assumption_register import evidence_counts, register
from simlib.policy import Policy
from simlib.report.tables import assumption_rows as words

CITIES = Path(__file__).parents[1] / "scenarios" / "cities"
YEARS, REPLICATIONS, SEED, TOP = 10, 30, 2027, 10
GRADES = (("文件公布 published", "published"), ("媒体报道 reported", "reported"), ("据文件推算 computed", "computed"),
          ("假定 assumed", "assumed"))  # fmt: skip
_HEAD = """# 假定登记 · The register of assumptions

由 `python scripts/assumptions_page.py` 写成，不要手改。每个数值都注明来源：文件写明的（文件公布、媒体报道）、由写明的
算出的（据文件推算）、文件没有写而我们定的（假定，附理由与范围）。“如果是”一列：假定一次只改一个，其余不变，同样的人和随机数；
数字取范围两端，按轴排列的一组数整体乘 0.8 和 1.25，选项逐个换。只列影响十年经费最大的 {top} 项；全部各项连同理由用
`simlib assumptions PACK --out DIR` 写出。变动是{replications}次模拟的平均数；随机波动范围是其中九成；* 未超出模拟误差。

Written by `python scripts/assumptions_page.py`; not edited by hand. Every value has a grade of evidence: given by a
document (published, reported), computed from what is given, or ours where no document says (assumed, with reason and
range). "If it were": one assumption at a time, on the same people and draws; numbers at both ends of their range,
numbers along an axis all × 0.8 and × 1.25, each other option of a choice. The {top} that move ten-year cost most;
`simlib assumptions PACK --out DIR` has all. A change is the mean of {replications} replications; the range of chance is
the middle nine in ten of them; * within simulation error.

{counts}
"""


def packs() -> list[Policy]:
    """Return the packs of the cities, by name."""
    return [load_policy(folder) for folder in sorted(CITIES.iterdir()) if (folder / "policy.yaml").exists()]


def counts(policies: list[Policy]) -> str:
    """Return the table of evidence, a row for each pack with the digest that the page was made from."""
    rows = [
        f"| 政策包 pack | {' | '.join(name for name, _ in GRADES)} | 摘要 digest |",
        "| --- | --- | --- | --- | --- | --- |",
    ]
    for policy in policies:
        found = evidence_counts(policy, policy.opening or 0)
        numbers = " | ".join(str(found[grade]) for _, grade in GRADES)
        rows.append(f"| {policy.label.zh} `{policy.name}` | {numbers} | {policy.digest[:16]} |")
    return "\n".join(rows)


def page() -> Iterator[str]:
    """Yield the page, part by part."""
    policies = packs()
    yield _HEAD.format(top=TOP, replications=REPLICATIONS, counts=counts(policies))
    for policy in policies:
        yield section(policy)


def section(policy: Policy) -> str:
    """Return the assumptions of a pack that move it most."""
    staff = load_staff(policy)
    found = register(policy, lambda law: project(law, staff, years=YEARS, replications=REPLICATIONS, seed=SEED))
    heads = [zh.replace("\n", "") for zh, _ in words.HEADS]
    rows = words.rows(policy, words.moved(found)[:TOP], "zh")
    lines = [f"| {' | '.join(cells)} |" for cells in (heads, ["---"] * len(heads), *rows)]
    return f"## {policy.label.zh} `{policy.name}`\n\n" + "\n".join(lines) + "\n"


if __name__ == "__main__":
    for part in page():
        print(part)
