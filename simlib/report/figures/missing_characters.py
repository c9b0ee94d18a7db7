"""Labels with characters that no shipped font has: a chart shows boxes where no installed font has them either."""

from __future__ import annotations

from collections.abc import Iterable

from simlib.policy import Problem
from simlib.text import Text


def boxes(labels: Iterable[Text], file: str) -> tuple[Problem, ...]:
    """Return which characters of a file's labels a chart may show as boxes, if any: one problem for all of them."""
    found = {text: signs for label in labels for text in label if (signs := _lacking(text))}
    if not found:
        return ()
    signs = "".join(dict.fromkeys("".join(found.values())))
    what = Text(
        "提示：自带的字体没有“{signs}”（见“{names}”），没有装这些字的电脑上，图表里显示为方框",
        "mind: the font that comes with the lab has no {signs} (in {names}): charts show boxes where none is installed",
    ).of(signs=signs, names=Text("”“".join(found), ", ".join(found)))
    return (Problem(file, 0, what, Text("请在标签里换用常用的字。", "Use common characters in the label.")),)


def _lacking(text: str) -> str:
    try:
        text.encode("gb2312")  # all of which the font holds: matplotlib need not be waited for
    except UnicodeEncodeError:
        from simlib.report.figures.chinese_font import lacking

        return lacking(text)
    return ""
