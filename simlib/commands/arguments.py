"""Every command with its arguments, in both languages: the one table that parser and help are made from."""

from __future__ import annotations

import argparse
from collections.abc import Callable
from typing import Any, NamedTuple

from simlib.commands.screen import Wrong


class Argument(NamedTuple):
    """An argument: its name, what it is, and what argparse needs to know besides."""

    name: str
    zh: str
    en: str
    details: dict[str, Any]


class Command(NamedTuple):
    """A command: what it does, the module it lives in (imported only when asked for), and its arguments."""

    zh: str
    en: str
    home: str
    arguments: tuple[Argument, ...] = ()


def whole(name: str, least: int, most: int | None = None) -> Callable[[str], int]:
    """Return a reader of whole numbers for the option `name`."""
    zh, en = (f"{least} 到 {most} 的", f"{least} to {most}") if most else (f"不小于 {least} 的", f"{least} or more")

    def read(text: str) -> int:
        try:
            number = int(text)
        except ValueError:
            number = least - 1
        if number < least or (most is not None and number > most):
            raise Wrong(
                f"{name} 不能是 {text!r}。请写{zh}整数。", f"{name} cannot be {text!r}. Write a whole number, {en}."
            )
        return number

    return read


def _number(name: str, zh: str, en: str, default: object, least: int, most: int | None = None) -> Argument:
    return Argument(name, zh, en, {"type": whole(name, least, most), "default": default, "metavar": "N"})


def _repeated(name: str, zh: str, en: str, metavar: str, into: str) -> Argument:
    return Argument(name, zh, en, {"metavar": metavar, "action": "append", "dest": into, "default": []})


def _option(name: str, zh: str, en: str, **details: Any) -> Argument:
    return Argument(name, zh, en, details)


# fmt: off
_NOT_GIVEN = argparse.SUPPRESS  # the default is that of the function called
_PACK = _option("pack", "政策包：文件夹、policy.yaml，或 simlib packs 列出的名称",
                "a pack: folder, policy.yaml, or a name that simlib packs lists", metavar="PACK")
_YEARS = _number("--years", "年数（默认 10）", "how many years (default 10)", 10, 1)
_PROJECTED = (
    _PACK,
    _repeated("--proposal", "方案文件（可写多次，依次叠加）",
              "a proposal file (may be repeated: laid on in turn)", "FILE", "proposals"),
    _repeated("--set", "直接设定一项条款，如 progression.years_per_grade=2；NAME@2029-01=VALUE 自该月起（可多次）",
              "set a provision, as progression.years_per_grade=2; NAME@2029-01=VALUE from then on (may be repeated)",
              "NAME=VALUE", "sets"),
    _YEARS,
    _number("--replications", "重复几次（默认 200）", "how many replications (default 200)", 200, 1),
    _number("--seed", "随机种子（默认 2027）", "names the luck (default 2027)", 2027, 0),
    _number("--workers", "线程数，不影响结果", "threads; the results do not depend on it", None, 1),
    _option("--out", "把结果（CSV 和 manifest.json）写入此文件夹",
            "write the results (CSV and manifest.json) to this folder",
            metavar="DIR"),
)
_AGAINST = _option("--against", "与另一政策包比较：它是“方案”，前一包是“现行”；两包的期初人员须是同一批人",
                   "compare with another pack, which is `after`; both must open with the same people",
                   default=None, metavar="PACK")
_SERVED = (
    _number("--port", "端口（默认 8866，被占用时用下一个）",
            "port (default 8866; the next one if it is taken)", _NOT_GIVEN, 1, 65535),
    _option("--ip", "监听地址（默认只在本机）",
            "address to listen on (default: this machine only)", default=_NOT_GIVEN, metavar="IP"),
    _number("--max-kernels", "最多同时几人", "how many visitors at a time", _NOT_GIVEN, 1),
    _number("--preheat", "每个看板预热几个", "kernels kept ready for each dashboard", _NOT_GIVEN, 0),
    _number("--idle-seconds", "闲置几秒后结束", "end a session idle for so long", _NOT_GIVEN, 1),
    _option("--folder", "看板所在文件夹", "folder of the dashboards", default=_NOT_GIVEN, metavar="DIR"),
    _option("--host", "对外的主机名（可写多次）", "public host name (may be repeated)", metavar="NAME", action="append",
            dest="hosts", default=_NOT_GIVEN),
    _option("--base-url", "网址前缀，如 /lab/", "prefix of the address, as /lab/",
            default=_NOT_GIVEN, metavar="PATH"),
    _option("--behind-proxy", "位于反向代理之后", "behind a reverse proxy", default=_NOT_GIVEN, action="store_true"),
    _option("--no-browser", "不打开浏览器", "open no browser",
            default=_NOT_GIVEN, action="store_false", dest="open_browser"),
    _option("--no-token", "不用令牌（仅限本机）；平时的令牌可由变量 SIMLIB_TOKEN 给出",
            "no token (this machine only); SIMLIB_TOKEN may give one",
            default=_NOT_GIVEN, action="store_const", const="", dest="token"),
)
COMMANDS: dict[str, Command] = {
    "packs": Command("列出政策包和方案", "list the policy packs and proposals", "packs"),
    "check": Command("检查政策包、方案和期初人员分布", "check packs, proposals and opening staff", "check", (
        _option("paths", "政策包、方案文件，或含有它们的文件夹",
                "packs, proposal files, or folders that hold them", nargs="+", metavar="PATH"),
    )),
    "clauses": Command("文件逐条说了什么，怎样进入模型", "what became of each clause of a document", "law", (_PACK,)),
    "terms": Command("列出全部条款项（docs/terms.md）", "print the reference of all terms (docs/terms.md)", "law"),
    "agenda": Command("何时决定什么，按什么次序", "what is decided when, in which order", "agenda", (_PACK, _YEARS)),
    "run": Command("推演一个政策", "project a policy", "project", _PROJECTED),
    "compare": Command("把方案与现行政策成对比较", "compare with the policy as it stands", "project",
                       (_PACK, _AGAINST, *_PROJECTED[1:])),
    "rebind": Command("核对之后，把方案改为绑定当前的政策", "bind proposals to the policy as it is now", "packs", (
        _PACK, _option("proposals", "方案文件", "proposal files", nargs="+", metavar="PROPOSAL"),
    )),
    "schema": Command("写出编辑器用的 JSON Schema", "write the JSON Schemas for editors", "packs", (
        _option("--out", "写入此文件夹（默认 scenarios/schema）", "folder to write to (default scenarios/schema)",
                metavar="DIR", default="scenarios/schema"),
    )),
    "serve": Command("打开看板", "open the dashboards", "serve", _SERVED),
}
# fmt: on
