"""The shipped fonts hold every character the project can show."""

from __future__ import annotations

import io
import re
import warnings
from pathlib import Path

import pytest
from fontTools.ttLib import TTFont
from matplotlib.backends.backend_agg import FigureCanvasAgg
from matplotlib.figure import Figure

from simlib.policy import load_policy
from simlib.report.boxes import boxes
from simlib.report.fonts import FAMILY, FONT_FILE, use_chinese_font
from simlib.text import Text

ROOT = Path(__file__).resolve().parents[2]
PAGE_FONT = ROOT / "dashboards/share/jupyter/voila/templates/simlib/static/NotoSansSC-Lab.woff2"
SHOWN = ("simlib", "dashboards", "scenarios")  # folders whose texts reach a chart or a page
KINDS = {".py", ".yaml", ".yml", ".j2", ".js", ".css", ".ipynb", ".csv"}
CHINESE = re.compile(r"[\u2010-\u2e7f\u3000-\u9fff\ufe30-\uffef]")


def shown_characters() -> set[str]:
    """Every Chinese character and typographic sign in the sources whose texts are shown."""
    files = [path for folder in SHOWN for path in (ROOT / folder).rglob("*") if path.suffix in KINDS]
    return {sign for path in files for sign in CHINESE.findall(path.read_text(encoding="utf-8"))}


def draw(text: str) -> None:
    """Draw `text` as a chart does: every missing glyph raises a warning."""
    figure = Figure(figsize=(12, 9))
    FigureCanvasAgg(figure)
    for row, start in enumerate(range(0, len(text), 60)):
        figure.text(0.02, 0.98 - row * 0.02, text[start : start + 60])
    figure.savefig(io.BytesIO(), format="png")


def test_charts_draw_every_character_the_project_shows() -> None:
    use_chinese_font()
    characters = shown_characters()
    assert len(characters) > 100
    with warnings.catch_warnings():
        warnings.simplefilter("error")
        draw("".join(sorted(characters)) + "−5 万元 ≈ 亿元 ≥ ① 『級』")


def test_a_character_outside_the_font_is_noticed() -> None:
    use_chinese_font()
    with warnings.catch_warnings():
        warnings.simplefilter("error")
        with pytest.raises(UserWarning, match="Glyph"):
            draw("\U00020000")


def test_labels_that_a_chart_cannot_show_are_named() -> None:
    """A village of a character outside the font is drawn as boxes, and `boxes` finds it by the same fonts."""
    use_chinese_font()
    ours = load_policy(ROOT / "scenarios/cities/ningguo").labels
    assert boxes(ours, "policy.yaml") == ()
    rare = Text("\U00020000村 A", "\U00020000 village")
    (problem,) = boxes((*ours, rare), "policy.yaml")
    assert problem["zh"].startswith(
        "policy.yaml: 提示：图表的字体没有“\U00020000”（见“\U00020000村 A”“\U00020000 village”）"
    )
    assert "no \U00020000 (in \U00020000村 A, \U00020000 village)" in problem["en"]
    for label in (*ours, Text("村 A", "Łódź ½ ≥")):
        with warnings.catch_warnings():
            warnings.simplefilter("error")
            draw("".join(label))
        assert boxes((label,), "") == ()


def test_calling_twice_changes_nothing() -> None:
    import matplotlib

    use_chinese_font()
    families = list(matplotlib.rcParams["font.family"])
    use_chinese_font()
    assert families == matplotlib.rcParams["font.family"]
    assert families[0] == FAMILY


def test_the_page_font_holds_what_the_chart_font_holds() -> None:
    assert set(TTFont(PAGE_FONT).getBestCmap()) == set(TTFont(FONT_FILE).getBestCmap())


@pytest.mark.parametrize("encoding, rows", [("gb2312", range(0xB0, 0xF8)), ("big5", range(0xA4, 0xC6))])
def test_the_font_holds_the_common_characters(encoding: str, rows: range) -> None:
    held = TTFont(FONT_FILE).getBestCmap()
    pairs = (bytes([first, second]) for first in rows for second in range(0x40, 0xFF))
    wanted = "".join(pair.decode(encoding, errors="ignore") for pair in pairs)
    assert len(set(wanted)) > 5000
    assert [sign for sign in wanted if ord(sign) >= 0x3000 and ord(sign) not in held] == []
