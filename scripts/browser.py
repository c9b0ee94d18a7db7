"""Where the browser of the browser tests is: `python scripts/browser.py` prints its path, or what to install.

Standard library only: the Makefile runs it too.
"""

from __future__ import annotations

import os
import shutil
import sys

NAMES = ("chromium", "chromium-browser", "google-chrome", "google-chrome-stable", "microsoft-edge")
HOW = """\
没有找到 Chromium 浏览器，浏览器测试无法运行。请安装：apt-get install chromium fonts-noto-cjk
  （或用环境变量 SIMLIB_BROWSER 指明浏览器程序的路径）
No Chromium was found, so the browser tests cannot run. Install one: apt-get install chromium fonts-noto-cjk
  (or name the program's path in the environment variable SIMLIB_BROWSER)"""


class NoBrowserError(RuntimeError):
    """No Chromium on this machine; the message says what to install."""


def find_browser() -> str:
    """Path of a Chromium-like browser: the one SIMLIB_BROWSER names, else the first known name on PATH.

    Raises NoBrowserError, with what to install in both languages, when there is none.
    """
    named = os.environ.get("SIMLIB_BROWSER")
    found = shutil.which(named) if named else next(filter(None, map(shutil.which, NAMES)), None)
    if not found:
        raise NoBrowserError(f"SIMLIB_BROWSER={named}\n{HOW}" if named else HOW)
    return found


if __name__ == "__main__":
    try:
        print(find_browser())
    except NoBrowserError as error:
        sys.exit(str(error))
