"""How every chart looks: colours that differ in lightness too (they survive grey print), sizes, the source line."""

from __future__ import annotations

import re
from typing import Literal

from matplotlib.axes import Axes
from matplotlib.figure import Figure
from matplotlib.text import Text as Drawn
from matplotlib.ticker import MaxNLocator

from simlib.disclosure import hidden_note
from simlib.projection import Projection
from simlib.report.figures.chinese_font import use_chinese_font
from simlib.text import Code, Text

INK, QUIET, LINE = "#1c2733", "#52606d", "#d5dbe1"
BEFORE, AFTER, LIMIT = "#8d99a6", "#14558f", "#1c2733"  # the policy in force, the proposal, the establishment
SCALE = ("#0d3659", "#2f74b5", "#8db9e2", "#dbe8f5")  # posts, top first: dark to light
REASONS = ("#12355b", "#3d7ab5", "#e08a1e", "#f3d48c", "#b4bbc3")  # ways out
TITLE, TEXT, SMALL, TINY = 12.5, 10.5, 9.0, 8.2  # points

_LATIN, _FITS = 0x2E7F, 94  # letters up to there are half as wide; so many of them fit on the line of a title

use_chinese_font()


def plain(axes: Axes, *, grid: str = "y") -> None:
    """Take away what says nothing, and leave a light grid behind the data."""
    for side in ("top", "right"):
        axes.spines[side].set_visible(False)
    for side in ("left", "bottom"):
        axes.spines[side].set_color(LINE)
    axes.tick_params(labelsize=TEXT, colors=INK, length=0)
    axes.grid(axis=grid, color=LINE, linewidth=0.7)  # type: ignore[arg-type]
    axes.set_axisbelow(True)
    for axis in (axes.xaxis, axes.yaxis):
        axis.set_label_coords(0.5, 0.5)  # there is none, and no need to look at every drawing where it would go


def heading(axes: Axes, text: str, loc: Literal["left", "right"] = "left") -> None:
    """Set the small heading of one panel, with its unit."""
    axes.set_title(text, fontsize=TEXT, color=QUIET, loc=loc, pad=8, y=1.0)  # y: not looked for at every drawing


def whole_people() -> MaxNLocator:
    """Return the usual ticks, at whole numbers alone: half a person is nobody."""
    return MaxNLocator("auto", steps=[1, 2, 5, 10], integer=True)


def title(figure: Figure) -> Drawn:
    """Return the figure's title, a sentence; its text is set at each update."""
    return figure.suptitle("　", fontsize=TITLE, color=INK, x=0.01, ha="left")


def say(title: Drawn, sentence: str) -> None:
    """Set a title, smaller where it would not fit on its line."""
    wide = sum(2 if ord(letter) > _LATIN else 1 for letter in sentence)
    title.set(text=sentence, fontsize=TITLE * min(1.0, _FITS / max(wide, 1)))


def source(figure: Figure) -> Drawn:
    """Return the line at the foot that says where the figures come from."""
    return figure.supxlabel("　", fontsize=SMALL, color=QUIET, x=0.01, ha="left")


def source_words(before: Projection, policy_digest: str, code: Code, note: str = "") -> str:
    """Say policy, seed, replications and version, and what a band means."""
    here, label = before.provenance, before.policy.label
    name = re.split("[:：]", label[code])[0]
    told = Text(
        f"资料：{name}；方案 {policy_digest[:8]}；种子 {here['seed']}；"
        f"模拟 {here['replications']} 次；v{here['version']}",
        f"Source: {name}; proposal {policy_digest[:8]}; seed {here['seed']}; "
        f"{here['replications']} replications; v{here['version']}",
    )[code]
    fewest = before.plan.staff.fewest
    notes = [one for one in (note, hidden_note(fewest)[code] if fewest else "") if one]
    return Text("。", ". ")[code].join([told, *notes])
