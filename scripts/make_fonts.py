"""Make the two Chinese fonts the project ships: a TTF for charts and a WOFF2 for pages.

    python scripts/make_fonts.py

Stock Linux has no Chinese font, so charts and pages would show boxes. The source is Noto Sans SC Regular
(SIL Open Font License 1.1) as carried, with its licence, by the PyPI package `zhplot`, which is downloaded,
never imported. The subset keeps the Table of General Standard Characters (通用规范汉字表, of which the names of
places and people are made), all of GB 2312, the frequent half of Big5, what the packs use and the signs the
dashboards use. Needs the development extra (fonttools, brotli).
"""

from __future__ import annotations

import subprocess
import sys
import tempfile
import zipfile
from collections.abc import Iterator
from pathlib import Path

from fontTools import subset
from fontTools.ttLib import TTFont

ROOT = Path(__file__).resolve().parents[1]
TABLE = ROOT / "scripts/general_characters.txt"
FAMILY = "Noto Sans SC Lab"
CHART_FONT = ROOT / "simlib/report/fonts/NotoSansSC-Lab.ttf"
PAGE_FONT = ROOT / "dashboards/share/jupyter/voila/templates/simlib/static/NotoSansSC-Lab.woff2"
WHEEL = "zhplot==1.0.0"
INSIDE = "zhplot/fonts/"
BIG5_FREQUENT = 0xC6  # last leading byte of Big5's frequently used characters; the rare ones double the weight

BLOCKS = [  # Unicode ranges, both ends included
    (0x0020, 0x007E),  # ASCII
    (0x00A0, 0x00FF),  # Latin-1
    (0x0391, 0x03C9),  # Greek, for formulas
    (0x2000, 0x206F),  # general punctuation
    (0x20A0, 0x20BF),  # currency
    (0x2100, 0x218F),  # letter-like signs, fractions, Roman numerals
    (0x2190, 0x21FF),  # arrows
    (0x2200, 0x22FF),  # mathematical signs
    (0x2460, 0x24FF),  # numbers in circles
    (0x2500, 0x25FF),  # box drawing, blocks, geometric shapes
    (0x2600, 0x27BF),  # miscellaneous signs, check marks
    (0x3000, 0x303F),  # CJK punctuation
    (0xFE30, 0xFE4F),  # CJK compatibility forms
    (0xFF00, 0xFFEF),  # full-width forms
]


def double_bytes(encoding: str, last: int) -> Iterator[int]:
    """Code points of the two-byte characters of a Chinese encoding, up to the leading byte `last`."""
    for first in range(0xA1, last + 1):
        for second in range(0x40, 0xFF):
            try:
                text = bytes([first, second]).decode(encoding)
            except UnicodeDecodeError:
                continue
            yield from map(ord, text)


def general() -> set[int]:
    """Code points of the 8,105 characters of the Table of General Standard Characters."""
    lines = TABLE.read_text(encoding="utf-8").splitlines()
    return {ord(sign) for line in lines if not line.startswith("#") for sign in line}


def in_packs() -> set[int]:
    """Code points of all that stands in the policy files."""
    files = (ROOT / "scenarios").rglob("*.yaml")
    return {ord(sign) for file in files for sign in file.read_text(encoding="utf-8") if sign.isprintable()}


def wanted() -> set[int]:
    """Code points the fonts should hold (those the source font lacks are left out)."""
    ranges = {point for first, last in BLOCKS for point in range(first, last + 1)}
    encoded = set(double_bytes("gb2312", 0xFE)) | set(double_bytes("big5", BIG5_FREQUENT))
    return ranges | encoded | general() | in_packs()


def fetch(folder: Path) -> tuple[Path, str]:
    """Download the wheel into `folder`; return the font file and the licence text beside it."""
    command = [sys.executable, "-m", "pip", "download", "--quiet", "--no-deps", "--dest", str(folder), WHEEL]
    subprocess.run(command, check=True)
    with zipfile.ZipFile(next(folder.glob("*.whl"))) as wheel:
        wheel.extract(INSIDE + "NotoSansSC-Regular.ttf", folder)
        return folder / INSIDE / "NotoSansSC-Regular.ttf", wheel.read(INSIDE + "OFL.txt").decode("utf-8")


def rename(font: TTFont) -> None:
    """Give the subset a family name of its own: an installed Noto Sans SC is never mistaken for it."""
    names = {1: FAMILY, 3: f"{FAMILY} Regular", 4: FAMILY, 6: "NotoSansSC-Lab", 16: FAMILY}
    for record in list(font["name"].names):
        if record.nameID in names:
            font["name"].setName(names[record.nameID], *key(record))


def key(record: object) -> tuple[int, int, int, int]:
    """What identifies a record of a font's name table."""
    return record.nameID, record.platformID, record.platEncID, record.langID  # type: ignore[attr-defined]


def write(source: Path, target: Path, flavor: str | None) -> None:
    """Write the subset of `source` to `target`: flavor None is TTF, "woff2" is compressed for the page."""
    options = subset.Options(flavor=flavor, hinting=False, layout_features=["kern", "locl", "vert"])
    options.name_IDs = ["*"]  # copyright and licence stay inside the file
    font = subset.load_font(str(source), options)
    cutter = subset.Subsetter(options)
    cutter.populate(unicodes=wanted())
    cutter.subset(font)
    rename(font)
    target.parent.mkdir(parents=True, exist_ok=True)
    subset.save_font(font, str(target), options)


def main() -> None:
    """Write both fonts and their licence."""
    with tempfile.TemporaryDirectory() as folder:
        source, licence = fetch(Path(folder))
        for target, flavor in ((CHART_FONT, None), (PAGE_FONT, "woff2")):
            write(source, target, flavor)
            (target.parent / "OFL.txt").write_text(licence, encoding="utf-8")
            print(f"{target.relative_to(ROOT)}  {target.stat().st_size / 2**20:.2f} MiB")


if __name__ == "__main__":
    main()
