"""The Chinese font of every chart, shipped with the project: stock Linux has none and would draw boxes."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from functools import cache
from pathlib import Path
from typing import Any

import matplotlib
from matplotlib import font_manager
from matplotlib.ft2font import FT2Font

FONT_FILE = Path(__file__).parents[1] / "fonts" / "NotoSansSC-Lab.ttf"
FAMILY = "Noto Sans SC Lab"
INSTALLED = (  # fonts that may be installed and hold characters that the shipped one has not
    "Microsoft YaHei", "PingFang SC", "Noto Sans CJK SC", "Source Han Sans SC", "WenQuanYi Zen Hei",
    "Droid Sans Fallback", "SimSun", "SimSun-ExtB", "Arial Unicode MS",
)  # fmt: skip


def use_chinese_font() -> None:
    """Put the shipped font first for all matplotlib text of this process, and what is installed last.

    Calling it again changes nothing. An installed Chinese font draws only what neither the shipped font nor
    matplotlib's own has, so that a chart is the same wherever it can be.

    Raises FileNotFoundError when the font file is missing, with the command that makes it.
    """
    if not FONT_FILE.exists():
        raise FileNotFoundError(
            "缺少中文字体文件，请运行 python scripts/make_fonts.py。\n"
            "The Chinese font is missing. Run python scripts/make_fonts.py."
        )
    known = {entry.name for entry in font_manager.fontManager.ttflist}
    if FAMILY not in known:
        font_manager.fontManager.addfont(FONT_FILE)
    others = [name for name in matplotlib.rcParams["font.family"] if name not in (FAMILY, *INSTALLED)]
    matplotlib.rcParams["font.family"] = [FAMILY, *others, *(name for name in INSTALLED if name in known)]
    matplotlib.rcParams["axes.unicode_minus"] = True  # the font holds U+2212, so minus signs stay typographic


@contextmanager
def looked_up_once() -> Iterator[None]:
    """Within it matplotlib finds the file of each font once, as long as this process lives.

    Left alone it goes through its settings for every family at every label it draws. Not for where others may change
    the settings of fonts meanwhile.
    """
    manager: Any = font_manager.fontManager
    manager.findfont = _file_of
    try:
        yield
    finally:
        del manager.findfont


@cache
def _file_of(*wanted: Any, **how: Any) -> Any:
    return font_manager.FontManager.findfont(font_manager.fontManager, *wanted, **how)


def lacking(text: str) -> str:
    """Return the characters of a text that no shipped font has: a chart shows boxes where no installed one has them."""
    return "".join(sign for sign in text if not sign.isspace() and ord(sign) not in _held())


@cache
def _held() -> frozenset[int]:
    """Return the code points that a chart can show wherever it is drawn: the shipped font's and matplotlib's own."""
    files = (str(FONT_FILE), font_manager.findfont("DejaVu Sans"))
    return frozenset(point for file in files for point in FT2Font(file).get_charmap())
