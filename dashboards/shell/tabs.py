"""Tabs of tables, a picture above them where there is one; what is shown is what is downloaded."""

from __future__ import annotations

from abc import ABC, abstractmethod
from collections.abc import Callable, Sequence
from typing import Any

import ipywidgets as widgets

from dashboards.shell.request import Answer
from dashboards.widgets import Language, Picture
from dashboards.widgets.menus import code_of
from simlib.report.proposal_sharing import made_of, python_snippet, shell_command
from simlib.report.tables.grid import Grid, grid_csv, grid_html
from simlib.text import Code, Text

Make = Callable[[Any, Code], Grid]
WIDTH, HEIGHT = 840, 270  # CSS pixels of a picture; it fills its tab


class GridTab:
    """A tab of tables, with the controls that concern it above. A view is an answer, or has one (`answer`)."""

    def __init__(self, title: Text, *make: Make, above: Sequence[Any] = ()) -> None:
        self.title, self.make = title, make
        self.words = widgets.HTML()
        self.widget = widgets.VBox([*above, self.words])

    def grids(self, view: Any, code: Code) -> list[Grid]:
        """The tables of a view."""
        return [make(view, code) for make in self.make]

    def show(self, view: Any, language: Language) -> None:
        """Write a view."""
        code = code_of(language)
        self.words.value = "".join(grid_html(grid, code) for grid in self.grids(view, code))

    def file(self, view: Any, code: Code) -> bytes:
        """The tables as CSV."""
        answer: Answer = getattr(view, "answer", view)
        return grid_csv(self.grids(view, code), code, made_of(answer.comparison, code))


class PictureTab(GridTab, ABC):
    """A picture above the tables; subclasses say what it shows (`draw`)."""

    chart: Any  # kept, of `simlib.report.figures`

    def __init__(self, title: Text, *make: Make, above: Sequence[Any] = (), height: int = HEIGHT) -> None:
        super().__init__(title, *make)
        self.picture = Picture(width=WIDTH, height=height)
        self.picture.widget.layout.width = "100%"
        self.picture.widget.layout.display = "none"  # until there is a picture
        self.widget = widgets.VBox([*above, self.picture.widget, self.words])

    @abstractmethod
    def draw(self, view: Any, code: Code) -> str | None:
        """Draw a view; return what the picture shows in words, None where there is nothing to draw yet."""

    def show(self, view: Any, language: Language) -> None:
        """Draw and write a view, the picture first."""
        sentence = self.draw(view, code_of(language))
        if sentence is not None:
            self.picture.refresh(sentence, self.kind(sentence))
        self.picture.widget.layout.display = "none" if sentence is None else ""
        super().show(view, language)

    def kind(self, sentence: str) -> Any:
        """Return what the room depends on that titles, axes and legends take."""
        return self.chart.drawn_for


class ChartTab(PictureTab):
    """A chart of the comparison; `chart` is of `simlib.report.figures`."""

    def __init__(self, title: Text, chart: Callable[[Any], Any], *make: Make, above: Sequence[Any] = ()) -> None:
        super().__init__(title, *make, above=above)
        self.chart = chart(self.picture.figure)

    def draw(self, view: Any, code: Code) -> str | None:
        """Draw the comparison of a view's answer."""
        answer: Answer = getattr(view, "answer", view)
        sentence: str = self.chart.update(answer.comparison, answer.policy.digest, code)
        return sentence


class AgainTab(GridTab):
    """A tab that says how to run the answer again."""

    def __init__(self, language: Language) -> None:
        super().__init__(Text("复算", "Run again"))
        self.again = Again(language)
        self.widget.children = [self.again.shell, self.again.python]

    def show(self, view: Any, language: Language) -> None:
        """Write how."""
        self.again.show(getattr(view, "answer", view))


class Again:
    """How to run an answer again: Python and a command, each in a field to copy from."""

    def __init__(self, language: Language) -> None:
        self.python, self.shell = (widgets.Textarea(layout={"width": "100%"}) for _ in range(2))
        self.shell.add_class("lab-command")
        language.label(self.python, Text("Python（与本页结果一致）", "Python (gives exactly this)"))
        language.label(self.shell, Text("命令行（在项目文件夹中运行）", "Shell (in the project's folder)"))
        for area in (self.python, self.shell):
            area.add_class("lab-code")

    def show(self, answer: Answer) -> None:
        """Write how to get an answer again."""
        self.python.value = python_snippet(answer.rerun, answer.in_force)
        self.shell.value = shell_command(answer.rerun, answer.in_force)
