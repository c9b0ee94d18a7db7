"""Where the programs are that some tests need: `python scripts/programs.py browser` prints a path, or what to install.

Programs: browser, office. Standard library only: the Makefile and CI run it before anything is installed.
"""

from __future__ import annotations

import os
import shutil
import sys

PROGRAMS = {  # names on PATH, the environment variable that names another, what to install
    "browser": (
        ("chromium", "chromium-browser", "google-chrome", "google-chrome-stable", "microsoft-edge"),
        "SIMLIB_BROWSER",
        """\
没有找到 Chromium 浏览器，浏览器测试无法运行。请安装：apt-get install chromium fonts-noto-cjk
  （或用环境变量 SIMLIB_BROWSER 指明浏览器程序的路径）
No Chromium was found, so the browser tests cannot run. Install one: apt-get install chromium fonts-noto-cjk
  (or name the program's path in the environment variable SIMLIB_BROWSER)""",
    ),
    "office": (
        ("soffice", "libreoffice"),
        "SIMLIB_OFFICE",
        """\
没有找到 LibreOffice，工作簿测试无法重算。请安装：apt-get install libreoffice-calc
  （或用环境变量 SIMLIB_OFFICE 指明程序的路径）
No LibreOffice was found, so the workbook tests cannot recalculate. Install it: apt-get install libreoffice-calc
  (or name the program's path in the environment variable SIMLIB_OFFICE)""",
    ),
}


class MissingProgramError(RuntimeError):
    """No such program on this machine; the message says what to install."""


def find(program: str) -> str:
    """Path of a program: the one that its environment variable names, else the first known name on PATH.

    Raises MissingProgramError, with what to install in both languages, when there is none.
    """
    names, variable, how = PROGRAMS[program]
    named = os.environ.get(variable)
    found = shutil.which(named) if named else next(filter(None, map(shutil.which, names)), None)
    if not found:
        raise MissingProgramError(f"{variable}={named}\n{how}" if named else how)
    return found


if __name__ == "__main__":
    try:
        print(find(sys.argv[1]))
    except MissingProgramError as error:
        sys.exit(str(error))
