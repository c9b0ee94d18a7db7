"""Every command with its arguments, in both languages: the one table that parser and help are made from."""

from __future__ import annotations

import argparse
from collections.abc import Callable
from typing import Any, NamedTuple

from simlib.commands.screen import Wrong
from simlib.text import Text


class Argument(NamedTuple):
    """An argument: its name, what it is, and what argparse needs to know besides."""

    name: str
    says: Text
    details: dict[str, Any]


class Command(NamedTuple):
    """A command: what it does, the module it lives in (imported only when asked for), and its arguments."""

    says: Text
    home: str
    arguments: tuple[Argument, ...] = ()


def whole(name: str, least: int, most: int | None = None) -> Callable[[str], int]:
    """Return a reader of whole numbers for the option `name`."""
    within = (
        Text(" {least} 到 {most} 的", "{least} to {most}") if most else Text("不小于 {least} 的", "{least} or more")
    )
    within = within.of(least=least, most=most)

    def read(text: str) -> int:
        try:
            number = int(text)
        except ValueError:
            number = least - 1
        if number < least or (most is not None and number > most):
            raise Wrong(
                Text(
                    "{name} 不能是 {text}。请写{within}整数。",
                    "{name} cannot be {text}. Write a whole number, {within}.",
                ).of(name=name, text=text, within=within)
            )
        return number

    return read


def _number(name: str, zh: str, en: str, default: object, least: int, most: int | None = None) -> Argument:
    return Argument(name, Text(zh, en), {"type": whole(name, least, most), "default": default, "metavar": "N"})


def _repeated(name: str, zh: str, en: str, metavar: str, into: str) -> Argument:
    return Argument(name, Text(zh, en), {"metavar": metavar, "action": "append", "dest": into, "default": []})


def _option(name: str, zh: str, en: str, **details: Any) -> Argument:
    return Argument(name, Text(zh, en), details)


def _command(zh: str, en: str, home: str, arguments: tuple[Argument, ...] = ()) -> Command:
    return Command(Text(zh, en), home, arguments)


def _with(arguments: tuple[Argument, ...], *others: Argument, without: str = "") -> tuple[Argument, ...]:
    """Return arguments with others in the place of those of the same name, else after them; one may be left out."""
    by_name = {one.name: one for one in (*arguments, *others) if one.name != without}
    return tuple(by_name.values())


# fmt: off
_NOT_GIVEN = argparse.SUPPRESS  # the default is that of the function called
_PACK = _option("pack", "政策包：文件夹、policy.yaml，或 simlib packs 列出的名称",
                "a pack: folder, policy.yaml, or a name that simlib packs lists", metavar="PACK")
_YEARS = _number("--years", "年数（默认 10）", "how many years (default 10)", 10, 1)
_OPENING = _option("--opening", "自何月开始（默认按政策包；合成的期初人员随之）",
                   "the month in which it opens (default: the pack's; a synthetic staff follows)", metavar="MONTH")
_PROJECTED = (
    _PACK,
    _repeated("--proposal", "方案文件（可写多次，依次叠加）",
              "a proposal file (may be repeated: laid on in turn)", "FILE", "proposals"),
    _repeated("--set", "直接设定一项参数，如 progression.years_per_grade=2；薪酬基数@2028-07=+10%% 自该月起；"
              "数可写 0.5万、20%%、4500..5200（可多次）",
              "set a provision, as progression.years_per_grade=2, or from a month on, pay.base@2028-07=+10%%, or to a "
              "spread, 4500..5200 (may be repeated)",
              "NAME=VALUE", "sets"),
    _OPENING,
    _YEARS,
    _number("--replications", "模拟几次（默认 200）", "how many replications (default 200)", 200, 1),
    _number("--seed", "随机种子（默认 2027）", "random seed (default 2027)", 2027, 0),
    _number("--workers", "线程数，不影响结果", "threads; the results do not depend on it", None, 1),
    _option("--out", "把结果（CSV 和 manifest.json）写入此文件夹",
            "write the results (CSV and manifest.json) to this folder",
            metavar="DIR"),
)
_AT_MOST = _number("--replications", "模拟几次（默认 200）；写了 --precision 时是上限（默认 2000）",
                   "how many replications (default 200); with --precision at most so many (default 2,000)", None, 1)
_PRECISION = _option("--precision",
                     "模拟到模拟误差（95%%）不超过此数：经费合计或其差的 0.5%%（以现行为准）、200万元，或期末 5人",
                     "simulate until the simulation error (95 %%) of the cost of all years, or of its difference, is "
                     "at most this: 0.5%% (of the cost as it stands), 2 million; or of the people at the end: 5 people",
                     metavar="WIDTH")
_PRECISE = _with(_PROJECTED, _AT_MOST, _PRECISION)
_FUTURES = _option("--futures", "含假定的范围依哪个情景（默认 plausible）："
                   "文件、名称、assumed（本地各项假定的范围），或 none（不算）",
                   "the futures of the range with the assumptions (default plausible): a file, a name, assumed (the "
                   "ranges of the pack's own assumptions), or none (no such range)", metavar="FUTURES")
_AGAINST = _option("--against", "与另一政策包比较：它是“方案”，前一包是“现行”；两包的期初人员须是同一批人",
                   "compare with another pack, which is `after`; both must open with the same people",
                   default=None, metavar="PACK")
_MONTH_BY_MONTH = _with(_PROJECTED, _number("--replications", "模拟几次（默认 30）",
                                            "how many replications (default 30)", 30, 1))
_PROPOSAL, _SET = _PROJECTED[1:3]
_CODES = _option("--codes", "预算科目的列法：together 或 by_kind（budget_lines.yaml 的 treatments）",
                 "how budget lines are placed: together or by_kind (treatments of budget_lines.yaml)", metavar="NAME")
_DESCRIBED = (
    _PACK,
    _option("--sex", "female 女（默认）或 male 男", "female (default) or male", metavar="SEX"),
    _option("--track", "女性退休类别：55 或 50（默认按岗位多数）",
            "a woman's retirement track: 55 or 50 (default: that of most in the post)", metavar="TRACK"),
    _option("--born", "出生年月（默认入职时28岁）", "month of birth (default: 28 on joining)", metavar="MONTH"),
    _option("--joined", "入职年月（默认期初）", "month of joining (default: the opening)", metavar="MONTH"),
    _option("--service-since", "社区工作起始年月（默认入职时）", "community service since (default: joining)",
            metavar="MONTH"),
    _option("--post", "岗位（默认入职岗位）", "post (default: the entry post)", metavar="POST"),
    _option("--post-since", "任现岗起始年月（默认入职时）", "in that post since (default: joining)", metavar="MONTH"),
    _option("--grade", "期初等级（默认按定级规则）", "grade at the start (default: by the entry rule)", metavar="N"),
    _option("--satisfactory-years", "期初已累计的合格年数", "satisfactory years towards the next grade at the start",
            metavar="N"),
    _option("--education", "学历，如 college、bachelor（默认）、master", "as college, bachelor (default), master",
            metavar="DEGREE"),
    _option("--degree-years", "期内取得高一级学历的年份，如 2029", "years in which the next degree is earned, as 2029",
            metavar="YEARS"),
    _option("--one-certificate", "学历、学位只有其一（津贴减半的地方）",
            "only one of diploma and degree (where that halves the allowance)", action="store_true", default=None),
    _option("--certificate", "职业资格：none（默认）、assistant_social_worker、social_worker、senior_social_worker",
            "none (default), assistant_social_worker, social_worker, senior_social_worker", metavar="NAME"),
    _option("--certificate-years", "期内取得高一级证书的年份，如 2028,2031",
            "years in which the next certificate is earned, as 2028,2031", metavar="YEARS"),
    _option("--rating", "期初上一年的考核等次（默认 satisfactory）",
            "last year's rating at the opening (default satisfactory)", metavar="RATING"),
    _option("--ratings", "逐年考核等次，逗号分隔，末一个沿用至期末（默认 satisfactory）",
            "the rating of each year, with commas; the last one from then on (default satisfactory)",
            metavar="LIST", default="satisfactory"),
    _option("--excellent-years", "期初以前考核优秀的年份，如 2024,2025", "years before rated excellent, as 2024,2025",
            metavar="YEARS"),
    _option("--top-years", "所在社区考核靠前的年份", "years in which the community is ranked first", metavar="YEARS"),
    _option("--best", "如获准留任，属特别优秀", "especially outstanding, if let stay on", action="store_true",
            default=None),
    _repeated("--promotion", "自某年1月起有上级空岗，如 2031-01=member（可写多次）",
              "a higher post is vacant from a January on, as 2031-01=member (may be repeated)",
              "MONTH=POST", "promotions"),
    _PROPOSAL,
    _SET,
    _OPENING,
    _number("--years", "年数（默认 10）", "how many years (default 10)", 10, 1, 40),
    _option("--monthly", "逐月列出报酬", "print the pay of each month", action="store_true"),
    _option("--json", "输出 JSON（金额以分计）", "print JSON (money in fen)", action="store_true"),
)
_WORKBOOK = _with(_PROJECTED, _option(
    "--out", "写入此文件（以 .xlsx 结尾）", "write to this file (it ends in .xlsx)", metavar="FILE", required=True))
_TWINNED = _with(
    _PROJECTED,
    _number("--years", "年数（默认 10）", "how many years (default 10)", 10, 1, 40),
    _number("--replications", "模拟几次（默认 2000）", "how many replications to simulate (default 2000)", 2000, 1),
    _number("--seed", "随机种子（默认 1）", "random seed (default 1)", 1, 0),
    _option("--refilled", "空缺的入职岗位每年全部补上（默认无人新进）",
            "every vacant entry post is refilled each year (by default nobody comes)", action="store_true"),
    _option("--json", "输出 JSON（金额以元计）", "print JSON (money in yuan)", action="store_true"),
    without="--out",
)
_SERVED = (
    _number("--port", "端口（默认 8866，被占用时用下一个）",
            "port (default 8866; the next one if it is taken)", _NOT_GIVEN, 1, 65535),
    _option("--ip", "监听地址（默认只在本机）",
            "address to listen on (default: this machine only)", default=_NOT_GIVEN, metavar="IP"),
    _number("--max-kernels", "最多同时几人（默认看机器内存）",
            "how many visitors at a time (default: by the machine's memory)", _NOT_GIVEN, 1),
    _number("--kernel-megabytes", "每人最多用多少内存（MB，默认看机器内存）",
            "memory that each visitor may take, in MB (default: by the machine's memory)", _NOT_GIVEN, 200),
    _number("--preheat", "每个页面预热几个", "kernels kept ready for each dashboard", _NOT_GIVEN, 0),
    _number("--idle-seconds", "闲置几秒后结束", "end a session idle for so long", _NOT_GIVEN, 1),
    _option("--folder", "页面所在文件夹", "folder of the dashboards", default=_NOT_GIVEN, metavar="DIR"),
    _option("--host", "对外的主机名（可写多次）", "public host name (may be repeated)", metavar="NAME", action="append",
            dest="hosts", default=_NOT_GIVEN),
    _option("--base-url", "网址前缀，如 /lab/", "prefix of the address, as /lab/",
            default=_NOT_GIVEN, metavar="PATH"),
    _option("--behind-proxy", "位于反向代理之后", "behind a reverse proxy", default=_NOT_GIVEN, action="store_true"),
    _option("--no-browser", "不打开浏览器", "open no browser",
            default=_NOT_GIVEN, action="store_false", dest="open_browser"),
    _option("--no-token", "不用访问口令（仅限本机）；平时的口令可由变量 SIMLIB_TOKEN 给出",
            "no token (this machine only); SIMLIB_TOKEN may give one",
            default=_NOT_GIVEN, action="store_const", const="", dest="token"),
)
COMMANDS: dict[str, Command] = {
    "packs": _command("列出政策包和方案", "list the policy packs and proposals", "packs"),
    "check": _command("检查政策包、方案和期初人员分布", "check packs, proposals and opening staff", "check", (
        _option("paths", "政策包、方案文件，或含有它们的文件夹",
                "packs, proposal files, or folders that hold them", nargs="+", metavar="PATH"),
    )),
    "clauses": _command("文件逐条说了什么，怎样进入模型", "what became of each clause of a document", "law", (_PACK,)),
    "terms": _command("列出全部政策参数", "print the reference of all terms", "law"),
    "trust": _command("结果怎样核验", "how results are checked", "law"),
    "agenda": _command("何时决定什么，按什么次序", "what is decided when, in which order", "agenda",
                       (_PACK, _OPENING, _YEARS)),
    "run": _command("模拟一个政策", "project a policy", "project", (*_PRECISE, _CODES, _FUTURES)),
    "compare": _command("同一批人员分别按现行和方案测算，比较差额", "compare with the policy as it stands", "project",
                       (_PACK, _AGAINST, *_PRECISE[1:], _CODES, _FUTURES)),
    "person": _command("典型人员：一个人何时晋级、到本岗最高级、退休，逐年报酬及依据",
                      "one person's career: grades, ceiling, retirement, and each year's pay with its clauses",
                      "person", _DESCRIBED),
    "explain": _command("经费为何变动：逐年的增支，或方案与现行之差，按原因分解",
                       "why the cost changes: each year's increase, or what a proposal adds, by cause",
                       "explain", (*_PROJECTED, _FUTURES, _option(
        "--by-year", "方案（或 --set）也逐年分解，不与现行相比",
        "a proposal (or --set) from year to year too, not against the policy in force", action="store_true"))),
    "assumptions": _command("全部假定：改成别的值，经费和人数会怎样",
                           "every assumption, and what comes of it at other values", "register", _with(
        _PROJECTED,
        _number("--replications", "每个取值模拟几次（默认 30）", "replications of each trial (default 30)", 30, 1),
        _number("--top", "列出影响最大的几项（默认 15）", "how many to list, the farthest reaching first (default 15)",
                15, 1),
    )),
    "conversion": _command("套改：谁的工资低了、低多少、多久追平，经费和倒挂",
                          "a conversion to a new scale: who loses, how long, at what cost, where pay inverts",
                          "conversion", (
        *_PROJECTED, _FUTURES,
        _option("--json", "输出 JSON（金额以分计）", "print JSON (money in fen)", action="store_true"),
    )),
    "places": _command("各街道、社区的人员经费，逐级相加等于合计",
                       "the cost of each street and community, which add up to the whole", "placed", (
        *_MONTH_BY_MONTH,
        _option("--street", "列出这个街道（单位）的各社区", "list the communities of this street or unit",
                metavar="NAME"),
    )),
    "cash": _command("用款计划：逐月的人员经费", "the cash plan: the cost month by month", "placed", _with(
        _MONTH_BY_MONTH, _number("--years", "年数（默认 1）", "how many years (default 1)", 1, 1),
    )),
    "gains": _command("方案使谁增资、谁减资：逐人对照，按岗位、年龄、年限、性别、街道",
                      "who gains and who loses by a proposal: by post, age, service, sex and street", "gains", (
        _PACK, _AGAINST, *_MONTH_BY_MONTH[1:],
    )),
    "ceiling": _command("人员经费突破上限的概率", "the chance that the cost passes ceilings", "uncertain", (
        *_with(_PROJECTED, _FUTURES, without="--out"),
        _repeated("--year-limit", "某一年的上限，如 2031=2.5亿（可多次）",
                  "ceiling of a year, as 2031=250m (may be repeated)", "YEAR=AMOUNT", "year_limits"),
        _option("--limit-all", "各年合计的上限，如 25亿", "ceiling of all years together, as 2500m", metavar="AMOUNT"),
    )),
    "seek": _command("限额反推：一项参数取什么值，才能达到目标", "which value of a term keeps a goal", "uncertain", (
        *_with(_PROJECTED, _FUTURES, without="--out"),
        _option("--term", "要反推的参数，如 pay.base", "the term to seek, as pay.base", metavar="NAME", required=True),
        _option("--keep", "目标：cost（各年合计）、cost_2031、in_post_2036 等",
                "the goal: cost (all years), cost_2031, in_post_2036 …", metavar="OUTCOME", required=True),
        _option("--under", "不超过，如 2.4亿", "at most, as 240m", metavar="AMOUNT"),
        _option("--above", "不少于", "at least", metavar="AMOUNT"),
        _option("--range", "在哪些值之间找，如 4000,6000（默认：该参数的可取范围）",
                "between which values, as 4000,6000 (default: the range of the provision)", metavar="LOW,HIGH"),
        _option("--from", "自何月起（默认：期初）", "from which month (default: the opening)", metavar="MONTH",
                dest="since"),
    )),
    "twin": _command("解析核算：不经抽样直接算出平均数与方差，与模拟对照（名额限制暂按取消处理）",
                    "expectation and variance without drawing, beside the simulation (quotas taken out)",
                    "twin", _TWINNED),
    "workbook": _command("写出财政部门用的 Excel 工作簿", "write a projection as the finance bureau's workbook",
                        "workbook", (*_WORKBOOK, _CODES, _FUTURES)),
    "rebind": _command("核对之后，把方案改为绑定当前的政策", "bind proposals to the policy as it is now", "packs", (
        _PACK, _option("proposals", "方案文件", "proposal files", nargs="+", metavar="PROPOSAL"),
    )),
    "schema": _command("写出编辑器用的 JSON Schema", "write the JSON Schemas for editors", "packs", (
        _option("--out", "写入此文件夹（默认 scenarios/schema）", "folder to write to (default scenarios/schema)",
                metavar="DIR", default="scenarios/schema"),
    )),
    "serve": _command("打开页面", "open the dashboards", "serve", _SERVED),
}
# fmt: on
