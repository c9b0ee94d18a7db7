"""Commands about ceilings, goals and assumptions."""

from __future__ import annotations

from simlib.commands.command import changed, command, number, option, repeated
from simlib.commands.table.shared_arguments import FUTURES, PROJECTED

LIMITS = {
    "ceiling": command(
        "人员经费突破上限的概率",
        "the probability that the cost exceeds a ceiling",
        "ceiling.ceiling",
        *changed(PROJECTED, FUTURES, without="--out"),
        repeated(
            "--year-limit",
            "某一年的上限，如 2031=2.5亿（可写多次）",
            "ceiling of a year, as 2031=250m (may be repeated)",
            "YEAR=AMOUNT",
            "year_limits",
        ),
        option("--limit-all", "各年合计的上限，如 25亿", "ceiling of all years together, as 2500m", metavar="AMOUNT"),
        example="ceiling {pack} --limit-all 29亿",
    ),
    "seek": command(
        "限额反推：一项参数取什么值，才能达到目标",
        "which value of a term keeps a goal",
        "seek.seek",
        *changed(PROJECTED, FUTURES, without="--out"),
        option("--term", "要反推的参数，如 pay.base", "the term to seek, as pay.base", metavar="NAME", required=True),
        option(
            "--keep",
            "目标：cost（各年合计）、cost_2031、in_post_2036 等",
            "the goal: cost (all years), cost_2031, in_post_2036 …",
            metavar="OUTCOME",
            required=True,
        ),
        option("--under", "不超过，如 2.4亿", "at most, as 240m", metavar="AMOUNT"),
        option("--above", "不少于", "at least", metavar="AMOUNT"),
        option(
            "--range",
            "在哪些值之间找，如 4000,6000（默认：该参数的可取范围）",
            "between which values, as 4000,6000 (default: the range of the term)",
            metavar="LOW,HIGH",
        ),
        option(
            "--from",
            "自何月起（默认：期初）",
            "from which month (default: the opening)",
            metavar="MONTH",
            dest="since",
        ),
        example="seek {pack} --term pay.base --keep cost --under 28亿",
    ),
    "assumptions": command(
        "全部假定：改成别的值，经费和人数会怎样",
        "every assumption, and how results change at other values",
        "assumptions.assumptions",
        *changed(
            PROJECTED,
            number("--replications", "每个取值模拟几次（默认 30）", "replications of each trial (default 30)", 30, 1),
            number(
                "--top",
                "列出影响最大的几项（默认 15）",
                "how many to list, the farthest reaching first (default 15)",
                15,
                1,
            ),
        ),
        example="assumptions {pack}",
    ),
}
