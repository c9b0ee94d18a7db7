"""Arguments that several commands take."""

from __future__ import annotations

from simlib.commands.command import changed, flag, number, option, repeated

PACK = option(
    "pack",
    "政策包：文件夹、policy.yaml，或 simlib packs 列出的名称",
    "a pack: folder, policy.yaml, or a name that simlib packs lists",
    metavar="PACK",
)
PROPOSAL = repeated(
    "--proposal",
    "方案：名称或文件（可写多次，依次叠加）",
    "a proposal: its name or file (may be repeated: laid on in turn)",
    "FILE",
    "proposals",
)
SET = repeated(
    "--set",
    "直接设定一项参数，如 progression.years_per_grade=2；薪酬基数@2028-07=+10% 自该月起；"
    "数可写 0.5万、20%、4500..5200（可写多次）",
    "set a term, as progression.years_per_grade=2, or from a month on, pay.base@2028-07=+10%, or to a "
    "spread, 4500..5200 (may be repeated)",
    "NAME=VALUE",
    "sets",
)
OPENING = option(
    "--opening",
    "自何月开始（默认按政策包；合成的期初人员随之）",
    "the month in which it opens (default: the pack's; a synthetic staff follows)",
    metavar="MONTH",
)
STAFF = option(
    "--staff",
    "期初人员：人员文件（roster import 所写的 .parquet），或没有错误的花名册（默认政策包的）",
    "the opening staff: a staff file (.parquet, of roster import) or a clean roster (default: the pack's)",
    metavar="FILE",
)
HIDE_BELOW = number(
    "--hide-below",
    "真实人员：不足N人的数隐去（默认 5，至少 3）",
    "of real people: counts below N are hidden (default 5, at least 3)",
    None,
    0,
)
YEARS = number("--years", "年数（默认 10）", "how many years (default 10)", 10, 1)
REPLICATIONS = number("--replications", "模拟几次（默认 200）", "how many replications (default 200)", 200, 1)
OUT = option(
    "--out",
    "把结果（CSV 和 manifest.json）写入此文件夹",
    "write the results (CSV and manifest.json) to this folder",
    metavar="DIR",
)
FUTURES = option(
    "--futures",
    "含假定的范围依哪个情景（默认 plausible）：文件、名称、assumed（本地各项假定的范围），或 none（不算）",
    "the futures of the range with the assumptions (default plausible): a file, a name, assumed (the "
    "ranges of the pack's own assumptions), or none (no such range)",
    metavar="FUTURES",
)
AGAINST = option(
    "--against",
    "与另一政策包比较：它是“方案”，前一包是“现行”；两包的期初人员须是同一批人",
    "compare with another pack, which is `after`; both must open with the same people",
    default=None,
    metavar="PACK",
)
CODES = option(
    "--codes",
    "预算科目的列法：together 或 by_kind（budget_lines.yaml 的 treatments）",
    "how budget lines are placed: together or by_kind (treatments of budget_lines.yaml)",
    metavar="NAME",
)
JSON = flag("--json", "输出 JSON（金额以分计）", "print JSON (money in fen)")

PROJECTED = (  # of whatever projects a policy
    PACK,
    PROPOSAL,
    SET,
    OPENING,
    STAFF,
    HIDE_BELOW,
    YEARS,
    REPLICATIONS,
    number("--seed", "随机种子（默认 2027）", "random seed (default 2027)", 2027, 0),
    number("--workers", "线程数，不影响结果", "threads; the results do not depend on it", None, 1),
    OUT,
)
PRECISE = changed(
    PROJECTED,
    number(
        "--replications",
        "模拟几次（默认 200）；写了 --precision 时是上限（默认 2000）",
        "how many replications (default 200); with --precision at most so many (default 2,000)",
        None,
        1,
    ),
    option(
        "--precision",
        "模拟到模拟误差（95%）不超过此数：经费合计或其差的 0.5%（以现行为准）、200万元，或期末 5人",
        "simulate until the simulation error (95 %) of the cost of all years, or of its difference, is "
        "at most this: 0.5% (of the cost as it stands), 2 million; or of the people at the end: 5 people",
        metavar="WIDTH",
    ),
)
MONTH_BY_MONTH = changed(
    PROJECTED, number("--replications", "模拟几次（默认 30）", "how many replications (default 30)", 30, 1)
)
