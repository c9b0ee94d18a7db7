"""The shipped fonts hold every character the project can show."""

from __future__ import annotations

import io
import re
import warnings
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from fontTools.fontBuilder import FontBuilder
from fontTools.pens.ttGlyphPen import TTGlyphPen
from fontTools.ttLib import TTFont
from matplotlib.backends.backend_agg import FigureCanvasAgg
from matplotlib.figure import Figure
from matplotlib.font_manager import FontEntry, fontManager, ttfFontProperty
from matplotlib.ft2font import FT2Font

from simlib.policy import load_policy
from simlib.report.figures.chinese_font import FAMILY, FONT_FILE, INSTALLED, use_chinese_font
from simlib.report.figures.missing_characters import boxes
from simlib.text import Text

ROOT = Path(__file__).resolve().parents[2]
PAGE_FONT = ROOT / "dashboards/share/jupyter/voila/templates/simlib/static/NotoSansSC-Lab.woff2"
SHOWN = ("simlib", "dashboards", "scenarios")  # folders whose texts reach a chart or a page
KINDS = {".py", ".yaml", ".yml", ".j2", ".js", ".css", ".ipynb", ".csv"}
CHINESE = re.compile(r"[\u2010-\u2e7f\u3000-\u9fff\ufe30-\uffef]")

WITHOUT_INSTALLED = [entry for entry in fontManager.ttflist if entry.name not in INSTALLED]


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


@pytest.fixture
def fonts_of_this_machine() -> Iterator[Callable[[list[FontEntry]], None]]:
    """Sets which fonts matplotlib finds; afterwards all is as before."""
    known = list(fontManager.ttflist)

    def only(entries: list[FontEntry]) -> None:
        fontManager.ttflist = entries
        fontManager._findfont_cached.cache_clear()
        use_chinese_font()

    yield only
    only(known)


def test_places_and_people_of_uncommon_characters_are_drawn(
    fonts_of_this_machine: Callable[[list[FontEntry]], None],
) -> None:
    """Districts of Suzhou, Xi'an and Wuhan, and given names, none of whose characters GB 2312 has."""
    fonts_of_this_machine(WITHOUT_INSTALLED)
    with warnings.catch_warnings():
        warnings.simplefilter("error")
        draw("埇桥区 鄠邑区 硚口区 浉河区 赵堃 钱翀 孙玥 李祎 周䶮 吴\U0002c8d9")


def test_a_character_outside_the_font_is_noticed(fonts_of_this_machine: Callable[[list[FontEntry]], None]) -> None:
    fonts_of_this_machine(WITHOUT_INSTALLED)
    with warnings.catch_warnings():
        warnings.simplefilter("error")
        with pytest.raises(UserWarning, match="Glyph"):
            draw("\U00020000")


def test_a_character_outside_the_font_is_drawn_by_an_installed_one(
    fonts_of_this_machine: Callable[[list[FontEntry]], None], tmp_path: Path
) -> None:
    """A font that has nothing but that character stands in for an installed one."""
    pen = TTGlyphPen(None)
    pen.moveTo((0, 0)), pen.lineTo((900, 0)), pen.lineTo((900, 900)), pen.closePath()
    made = FontBuilder(1000, isTTF=True)
    made.setupGlyphOrder([".notdef", "rare"])
    made.setupCharacterMap({0x20000: "rare"})
    made.setupGlyf({name: pen.glyph() for name in (".notdef", "rare")})
    made.setupHorizontalMetrics({name: (1000, 0) for name in (".notdef", "rare")})
    made.setupHorizontalHeader(ascent=900, descent=-100)
    made.setupNameTable({"familyName": INSTALLED[0], "styleName": "Regular"})
    made.setupOS2(), made.setupPost(), made.save(tmp_path / "rare.ttf")
    fonts_of_this_machine([*WITHOUT_INSTALLED, ttfFontProperty(FT2Font(tmp_path / "rare.ttf"))])
    with warnings.catch_warnings():
        warnings.simplefilter("error")
        draw("\U00020000")


def test_labels_that_a_chart_cannot_show_are_named() -> None:
    """A village of a character outside the font is drawn as boxes where no other font has it: `boxes` finds it."""
    use_chinese_font()
    ours = load_policy(ROOT / "scenarios/cities/ningguo").labels
    assert boxes(ours, "policy.yaml") == ()
    rare = Text("\U00020000村 A", "\U00020000 village")
    (problem,) = boxes((*ours, rare), "policy.yaml")
    assert problem["zh"].startswith(
        "policy.yaml: 提示：自带的字体没有“\U00020000”（见“\U00020000村 A”“\U00020000 village”）"
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


def test_the_font_holds_every_general_standard_character() -> None:
    """All 8,105 of the table, 3,500 and 3,000 of which are its levels one and two."""
    lines = (ROOT / "scripts/general_characters.txt").read_text(encoding="utf-8").splitlines()
    table = "".join(line for line in lines if not line.startswith("#"))
    assert (len(table), len(set(table))) == (8105, 8105)
    assert (table[0], table[3499], table[3500], table[6499], table[6500], table[8104]) == tuple("一矗乂齉亍蠼")
    assert set(map(ord, table)) <= set(TTFont(FONT_FILE).getBestCmap())


def test_the_page_font_holds_what_the_chart_font_holds() -> None:
    assert set(TTFont(PAGE_FONT).getBestCmap()) == set(TTFont(FONT_FILE).getBestCmap())


@pytest.mark.parametrize("encoding, rows", [("gb2312", range(0xB0, 0xF8)), ("big5", range(0xA4, 0xC6))])
def test_the_font_holds_the_common_characters(encoding: str, rows: range) -> None:
    held = TTFont(FONT_FILE).getBestCmap()
    pairs = (bytes([first, second]) for first in rows for second in range(0x40, 0xFF))
    wanted = "".join(pair.decode(encoding, errors="ignore") for pair in pairs)
    assert len(set(wanted)) > 5000
    assert [sign for sign in wanted if ord(sign) >= 0x3000 and ord(sign) not in held] == []
