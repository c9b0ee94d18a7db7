"""The arguments of `person`: who it is."""

from __future__ import annotations

from simlib.commands.command import flag, number, option, repeated
from simlib.commands.table.shared_arguments import JSON, OPENING, PACK, PROPOSAL, SET

DESCRIBED = (
    PACK,
    option("--sex", "female 女（默认）或 male 男", "female (default) or male", metavar="SEX"),
    option(
        "--track",
        "女性退休类别：55 或 50（默认按岗位多数）",
        "a woman's retirement track: 55 or 50 (default: that of most in the post)",
        metavar="TRACK",
    ),
    option("--born", "出生年月（默认入职时28岁）", "month of birth (default: 28 on joining)", metavar="MONTH"),
    option("--joined", "入职年月（默认期初）", "month of joining (default: the opening)", metavar="MONTH"),
    option(
        "--service-since",
        "社区工作起始年月（默认入职时）",
        "community service since (default: joining)",
        metavar="MONTH",
    ),
    option("--post", "岗位（默认入职岗位）", "post (default: the entry post)", metavar="POST"),
    option("--post-since", "任现岗起始年月（默认入职时）", "in that post since (default: joining)", metavar="MONTH"),
    option("--grade", "期初等级（默认按定级规则）", "grade at the start (default: by the entry rule)", metavar="N"),
    option(
        "--satisfactory-years",
        "期初已累计的合格年数",
        "satisfactory years towards the next grade at the start",
        metavar="N",
    ),
    option(
        "--education",
        "学历，如 college、bachelor（默认）、master",
        "as college, bachelor (default), master",
        metavar="DEGREE",
    ),
    option(
        "--degree-years",
        "期内取得高一级学历的年份，如 2029",
        "years in which the next degree is earned, as 2029",
        metavar="YEARS",
    ),
    flag(
        "--one-certificate",
        "学历、学位只有其一（津贴减半的地方）",
        "only one of diploma and degree (where that halves the allowance)",
        default=None,
    ),
    option(
        "--certificate",
        "职业资格：none（默认）、assistant_social_worker、social_worker、senior_social_worker",
        "none (default), assistant_social_worker, social_worker, senior_social_worker",
        metavar="NAME",
    ),
    option(
        "--certificate-years",
        "期内取得高一级证书的年份，如 2028,2031",
        "years in which the next certificate is earned, as 2028,2031",
        metavar="YEARS",
    ),
    option(
        "--rating",
        "期初上一年的考核等次（默认 satisfactory）",
        "last year's rating at the opening (default satisfactory)",
        metavar="RATING",
    ),
    option(
        "--ratings",
        "逐年考核等次，逗号分隔，末一个沿用至期末（默认 satisfactory）",
        "the rating of each year, with commas; the last one from then on (default satisfactory)",
        metavar="LIST",
        default="satisfactory",
    ),
    option(
        "--excellent-years",
        "期初以前考核优秀的年份，如 2024,2025",
        "years before rated excellent, as 2024,2025",
        metavar="YEARS",
    ),
    option("--top-years", "所在社区考核靠前的年份", "years in which the community is ranked first", metavar="YEARS"),
    flag("--best", "如获准留任，属特别优秀", "especially outstanding, if let stay on", default=None),
    repeated(
        "--promotion",
        "自某年1月起有上级空岗，如 2031-01=member（可写多次）",
        "a higher post is vacant from a January on, as 2031-01=member (may be repeated)",
        "MONTH=POST",
        "promotions",
    ),
    PROPOSAL,
    SET,
    OPENING,
    number("--years", "年数（默认 10）", "how many years (default 10)", 10, 1, 40),
    flag("--monthly", "逐月列出报酬", "print the pay of each month"),
    JSON,
)
