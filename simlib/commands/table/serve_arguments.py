"""The arguments of `serve`; the default of each is that of the function called."""

from __future__ import annotations

import argparse

from simlib.commands.command import flag, number, option

NOT_GIVEN = argparse.SUPPRESS
SERVED = (
    number(
        "--port",
        "端口（默认 8866，被占用时用下一个）",
        "port (default 8866; the next one if it is taken)",
        NOT_GIVEN,
        1,
        65535,
    ),
    option(
        "--ip",
        "监听地址（默认只在本机）",
        "address to listen on (default: this machine only)",
        default=NOT_GIVEN,
        metavar="IP",
    ),
    number(
        "--max-kernels",
        "最多同时几人（默认看机器内存）",
        "how many visitors at a time (default: by the machine's memory)",
        NOT_GIVEN,
        1,
    ),
    number(
        "--kernel-megabytes",
        "每人最多用多少内存（MB，默认看机器内存）",
        "memory that each visitor may take, in MB (default: by the machine's memory)",
        NOT_GIVEN,
        200,
    ),
    number("--preheat", "每个页面预热几个", "kernels kept ready for each dashboard", NOT_GIVEN, 0),
    number("--idle-seconds", "闲置几秒后结束", "end a session idle for so long", NOT_GIVEN, 1),
    option("--folder", "页面所在文件夹", "folder of the dashboards", default=NOT_GIVEN, metavar="DIR"),
    option(
        "--host",
        "对外的主机名（可写多次）",
        "public host name (may be repeated)",
        metavar="NAME",
        action="append",
        dest="hosts",
        default=NOT_GIVEN,
    ),
    option("--base-url", "网址前缀，如 /lab/", "prefix of the address, as /lab/", default=NOT_GIVEN, metavar="PATH"),
    flag("--behind-proxy", "位于反向代理之后", "behind a reverse proxy", default=NOT_GIVEN),
    option(
        "--no-browser", "不打开浏览器", "open no browser", default=NOT_GIVEN, action="store_false", dest="open_browser"
    ),
    option(
        "--no-token",
        "不用访问口令（仅限本机）；平时的口令可由变量 SIMLIB_TOKEN 给出",
        "no token (this machine only); SIMLIB_TOKEN may give one",
        default=NOT_GIVEN,
        action="store_const",
        const="",
        dest="token",
    ),
)
