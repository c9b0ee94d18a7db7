"""The Chinese font of every chart, shipped with the project: stock Linux has none and would draw boxes."""

from __future__ import annotations

from functools import cache
from pathlib import Path

import matplotlib
from matplotlib import font_manager
from matplotlib.ft2font import FT2Font

FONT_FILE = Path(__file__).parent / "fonts" / "NotoSansSC-Lab.ttf"
FAMILY = "Noto Sans SC Lab"


def use_chinese_font() -> None:
    """Put the shipped font first for all matplotlib text of this process; calling it again changes nothing.

    Raises FileNotFoundError when the font file is missing, with the command that makes it.
    """
    if not FONT_FILE.exists():
        raise FileNotFoundError(
            "缺少中文字体文件，请运行 python scripts/make_fonts.py。\n"
            "The Chinese font is missing. Run python scripts/make_fonts.py."
        )
    if not any(entry.name == FAMILY for entry in font_manager.fontManager.ttflist):
        font_manager.fontManager.addfont(FONT_FILE)
    families = [name for name in matplotlib.rcParams["font.family"] if name != FAMILY]
    matplotlib.rcParams["font.family"] = [FAMILY, *families]
    matplotlib.rcParams["axes.unicode_minus"] = True  # the font holds U+2212, so minus signs stay typographic


def lacking(text: str) -> str:
    """Return the characters of a text that neither the shipped font nor matplotlib's own has: a chart shows boxes."""
    return "".join(sign for sign in text if not sign.isspace() and ord(sign) not in _held())


@cache
def _held() -> frozenset[int]:
    """Return the code points that a chart can show wherever it is drawn."""
    files = (str(FONT_FILE), font_manager.findfont("DejaVu Sans"))
    return frozenset(point for file in files for point in FT2Font(file).get_charmap())
