"""Where the office suite of the workbook tests is: `python scripts/office.py` prints its path, or what to install.

Standard library only: the Makefile runs it too.
"""

from __future__ import annotations

import os
import shutil
import sys

NAMES = ("soffice", "libreoffice")
HOW = """\
没有找到 LibreOffice，工作簿测试无法重算。请安装：apt-get install libreoffice-calc
  （或用环境变量 SIMLIB_OFFICE 指明程序的路径）
No LibreOffice was found, so the workbook tests cannot recalculate. Install it: apt-get install libreoffice-calc
  (or name the program's path in the environment variable SIMLIB_OFFICE)"""


class NoOfficeError(RuntimeError):
    """No LibreOffice on this machine; the message says what to install."""


def find_office() -> str:
    """Path of LibreOffice: the one SIMLIB_OFFICE names, else the first known name on PATH.

    Raises NoOfficeError, with what to install in both languages, when there is none.
    """
    named = os.environ.get("SIMLIB_OFFICE")
    found = shutil.which(named) if named else next(filter(None, map(shutil.which, NAMES)), None)
    if not found:
        raise NoOfficeError(f"SIMLIB_OFFICE={named}\n{HOW}" if named else HOW)
    return found


if __name__ == "__main__":
    try:
        print(find_office())
    except NoOfficeError as error:
        sys.exit(str(error))
