"""Commands that show how results are checked."""

from __future__ import annotations

from simlib.commands.command import changed, command, flag, number
from simlib.commands.table.shared_arguments import PROJECTED

TRUST = {
    "twin": command(
        "解析核算：不经抽样直接算出平均数与方差，与模拟对照（名额限制暂按取消处理）",
        "mean and variance calculated without drawing, beside the simulation (quotas taken out)",
        "twin.twin",
        *changed(
            PROJECTED,
            number("--years", "年数（默认 10）", "how many years (default 10)", 10, 1, 40),
            number("--replications", "模拟几次（默认 2000）", "how many replications (default 2000)", 2000, 1),
            number("--seed", "随机种子（默认 1）", "random seed (default 1)", 1, 0),
            flag(
                "--refilled",
                "空缺的入职岗位每年全部补上（默认无人新进）",
                "every vacant entry post is refilled each year (by default nobody comes)",
            ),
            flag("--json", "输出 JSON（金额以元计）", "print JSON (money in yuan)"),
            without="--out",
        ),
        example="twin {pack}",
    ),
    "trust": command(
        "结果怎样核验",
        "how results are checked",
        "reference_pages.trust",
        example="trust",
    ),
}
