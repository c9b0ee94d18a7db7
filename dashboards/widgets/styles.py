"""How a dashboard looks: a style sheet that goes with its widgets, on a page of its own and in JupyterLab."""

from __future__ import annotations

from pathlib import Path

import ipywidgets as widgets

from dashboards.widgets.language import Language

HERE = Path(__file__).parent
SHARED = HERE.parent / "share/jupyter/voila/templates/simlib/static/common.css"  # with the page around
STYLE = "".join(file.read_text(encoding="utf-8") for file in (SHARED, HERE / "look.css"))


def dressed(language: Language, *children: widgets.Widget, also: str = "") -> widgets.VBox:
    """Return a whole dashboard of `children`: in its look, in its language; `also` are further rules of style."""
    page = widgets.VBox([widgets.HTML(f"<style>{STYLE}{also}</style>"), *children, language.marker()])
    page.add_class("lab-page")
    language.follow(lambda: (page.add_class if language.code == "en" else page.remove_class)("lab-english"))
    return page
