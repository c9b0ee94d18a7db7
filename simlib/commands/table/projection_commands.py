"""Commands that project a policy."""

from __future__ import annotations

from simlib.commands.command import changed, command, flag, number, option
from simlib.commands.table.shared_arguments import AGAINST, CODES, FUTURES, MONTH_BY_MONTH, PACK, PRECISE, PROJECTED

PROJECTIONS = {
    "run": command(
        "模拟一个政策",
        "project a policy",
        "run.run",
        *PRECISE,
        CODES,
        FUTURES,
        example="run {pack} --set progression.years_per_grade=2 --out out/",
    ),
    "compare": command(
        "同一批人员分别按现行和方案测算，比较差额",
        "compare a proposal with the policy in force, on the same people",
        "compare.compare",
        PACK,
        AGAINST,
        *PRECISE[1:],
        CODES,
        FUTURES,
        example="compare {pack} --set progression.years_per_grade=2",
    ),
    "explain": command(
        "经费为何变动：逐年的增支，或方案与现行之差，按原因分解",
        "why the cost changes: each year's increase, or what a proposal adds, by cause",
        "explain.explain",
        *PROJECTED,
        FUTURES,
        flag(
            "--by-year",
            "方案（或 --set）也逐年分解，不与现行相比",
            "a proposal (or --set) from year to year too, not against the policy in force",
        ),
        example="explain {pack}",
    ),
    "places": command(
        "各街道、社区的人员经费，逐级相加等于合计",
        "the cost of each street and community, which add up to the whole",
        "places_and_cash.places",
        *MONTH_BY_MONTH,
        option(
            "--street",
            "列出这个街道（单位）的各社区",
            "list the communities of this street or unit",
            metavar="NAME",
        ),
        example="places {pack}",
    ),
    "cash": command(
        "用款计划：逐月的人员经费",
        "the cash plan: the cost month by month",
        "places_and_cash.cash",
        *changed(MONTH_BY_MONTH, number("--years", "年数（默认 1）", "how many years (default 1)", 1, 1)),
        example="cash {pack}",
    ),
    "workbook": command(
        "写出财政部门用的 Excel 工作簿",
        "write a projection as the finance bureau's workbook",
        "workbook.workbook",
        *changed(
            PROJECTED,
            option(
                "--out",
                "写入此文件（以 .xlsx 结尾）",
                "write to this file (it ends in .xlsx)",
                metavar="FILE",
                required=True,
            ),
        ),
        CODES,
        FUTURES,
        example="workbook {pack} --out book.xlsx",
    ),
}
