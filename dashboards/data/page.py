"""The data page: a roster is dropped, matched, checked, counted; then the lab or costing opens with its people."""

from __future__ import annotations

import logging
from collections.abc import Callable
from dataclasses import replace
from functools import partial
from html import escape
from pathlib import Path
from typing import Any

import ipywidgets as widgets

from dashboards.costing import Costing
from dashboards.costing.answers import Costings
from dashboards.data.columns import Columns
from dashboards.data.findings import Settling, found_grid
from dashboards.data.opened import Opened, opened_roster, said
from dashboards.policy_lab import PolicyLab
from dashboards.runs import usable_packs
from dashboards.shell import Answers
from dashboards.widgets import Download, Language, Runner
from dashboards.widgets.menus import code_of, menu
from dashboards.widgets.styles import dressed
from dashboards.widgets.upload import TOO_LARGE, Upload
from simlib.policy import PolicyError
from simlib.report.tables.grid import grid_html
from simlib.staff.roster.key import Key, load_key
from simlib.staff.roster.match_file import reading_of
from simlib.text import Text, Told

log = logging.getLogger(__name__)

KINDS = ".xlsx,.xls,.et,.ods,.csv,.tsv,.txt"
ABOUT = Text(
    "姓名、身份证号、出生日读取时即弃去，只留出生年月和性别；文件只在本页的内存中，关闭即失。结果只给出不少于5人的人数。",
    "Names, ID numbers and days of birth are dropped as they are read: month of birth and sex are kept. The file is in "
    "this page's memory only, and goes with it. Counts of fewer than 5 people are not shown.",
)
DROP = Text("把名册拖到这里，或点击选择（最多 8 MB）", "Drop the roster here, or click to choose it (at most 8 MB)")


class Data:
    """The page. `widget` is what the notebook shows.

    cities  folder of the packs, by default all that there are
    runner  who does the work (a test brings its own)
    key     gives the key by which people are told apart, by default the user's own
    """

    def __init__(
        self, *, cities: Path | None = None, runner: Runner | None = None, key: Callable[[], Key] = load_key
    ) -> None:
        self.language = runner.language if runner else Language()
        self.runner = runner or Runner(delay=0.0, language=self.language, known=(Told, PolicyError))
        self.packs, self._key = usable_packs(cities), key
        self.file: tuple[bytes, str] | None = None
        self.found: Opened | None = None  # what the file was read as
        guard = self.runner.guard
        labels = [(policy.label, folder) for folder, policy in self.packs.items()]
        self.pack = menu(self.language, labels, Text("政策", "Policy"))
        self.pack.observe(guard(lambda _change: self._read_anew()), "value")
        self.upload = self.language.label(Upload(guard(self.take), accept=KINDS), DROP, "label")
        self.language.label(self.upload, TOO_LARGE, "too_large")
        self.columns = Columns(self.language, guard(self._read_again))
        self.settling = Settling(self.language, guard(self._read_again))
        self.widget = self._arranged()
        self.language.observe(guard(lambda _change: self._show()), "code")

    # --- what the visitor does ---

    def take(self, content: bytes, name: str) -> None:
        """Read a file that was dropped."""
        self.file = content, name
        self._read_anew()

    def _read_anew(self) -> None:
        """Read the file with the columns that are likeliest."""
        self.settling.menus.clear()
        self._submit(None)

    def _read_again(self) -> None:
        """Read the file with the columns and answers that the visitor chose."""
        self._submit(self.columns.chosen)

    def _submit(self, columns: dict[str, list[str]] | None) -> None:
        self.go_back()
        if self.file is not None:
            policy = self.packs[self.pack.value]
            reading = reading_of(policy, None)
            chosen = reading.columns if columns is None else columns
            answers = {**reading.answers, **self.settling.answers}
            reading = replace(reading, columns=chosen, answers=answers, leave_out=self.settling.leave_out)
            work = partial(opened_roster, policy, *self.file, reading, self._key)
            self.runner.submit(lambda job: work(job.check), show=partial(self._take, columns is None))

    def _take(self, anew: bool, found: Opened) -> None:
        self.found = found
        if anew:
            self.columns.offer(found.headings, found.roster.match if found.roster else None)
        if found.roster:
            self.settling.offer(found.roster)
        if found.staff is not None and found.roster is not None:
            log.warning("real staff opened: %d people, file %s", len(found.staff), found.roster.digest[:16])
        self._show()

    # --- what is shown ---

    def _show(self) -> None:
        """Show what was found, in the page's language."""
        code, found = code_of(self.language), self.found
        if found is None:
            return
        roster = found.roster
        self.findings.value = grid_html(found_grid(roster, code), code) if roster and list(roster.findings) else ""
        role = "status" if roster else "alert"
        self.told.value = f'<p class="lab-sentence" role="{role}">{escape(said(found)[code])}</p>'
        counts = "".join(grid_html(one, code) for one in found.margins(code))
        self.counts.value = f'<div class="lab-margins">{counts}</div>' if counts else ""
        self.onward.layout.display = None if found.staff is not None else "none"
        self.match.layout.display = None

    # --- and on ---

    def go_on(self, page: type[PolicyLab] | type[Costing], **options: Any) -> None:
        """Open the lab or costing below, with the people of the roster; `options` are the page's."""
        assert self.found is not None and self.found.staff is not None and self.found.roster is not None
        folder, policy = self.pack.value, self.found.roster.policy
        loaded = {folder: (policy, self.found.staff)}
        answers = Costings(_packs=loaded) if page is Costing else Answers(_packs=loaded)
        runner = self.runner.another()
        runner.delay = 0.1
        self._shown_data(False)
        self.below.children = (page(packs={folder: policy}, runner=runner, answers=answers, **options).widget,)

    def go_back(self) -> None:
        """Show the data again in place of the lab or costing."""
        self.below.children = ()
        self._shown_data(True)

    def _shown_data(self, shown: bool) -> None:
        for part in (self.findings, self.match, self.counts, self.upload):
            part.layout.display = None if shown else "none"
        self.back.layout.display = "none" if shown else None

    def roster_yaml(self) -> bytes:
        """How the roster was read, for next year's."""
        return self.found.roster.as_yaml().encode() if self.found and self.found.roster else b""

    def _arranged(self) -> widgets.Widget:
        self.told, self.findings, self.counts, about = (widgets.HTML() for _ in range(4))
        self.language.follow(lambda: setattr(about, "value", f'<p class="lab-note">{self.language(ABOUT)}</p>'))
        kept = self.language.label(Download(self.roster_yaml, name="roster.yaml", kind="application/yaml"),
                                   Text("导出读法 roster.yaml", "Export roster.yaml"), "label")  # fmt: skip
        self.back = self.language.label(widgets.Button(layout={"width": "auto"}), Text("回到数据", "Back to the data"))
        self.back.on_click(self.runner.guard(lambda _button: self.go_back()))
        self.onward = widgets.HBox([
            self.back,
            self._button(Text("用这些人打开政策实验室", "Open the policy lab with these people"), PolicyLab),
            self._button(Text("用这些人打开财政测算", "Open costing with these people"), Costing), kept,
        ])  # fmt: skip
        self.onward.add_class("lab-buttons")
        self.match = widgets.VBox([self.settling.widget, self.columns.widget])
        self.below = widgets.VBox()
        self.below.add_class("lab-below")
        bar = widgets.HBox([self.runner.status, self.language.button()])
        bar.add_class("lab-bar")
        for hidden in (self.onward, self.match, self.back):
            hidden.layout.display = "none"
        parts = bar, self.pack, self.upload, about, self.runner.error, self.told, self.onward, self.below
        column = widgets.VBox([*parts, self.findings, self.match, self.counts])
        column.add_class("lab-results").add_class("lab-data")
        return dressed(self.language, column)

    def _button(self, text: Text, page: type[PolicyLab] | type[Costing]) -> Any:
        made = self.language.label(widgets.Button(button_style="primary", layout={"width": "auto"}), text)
        made.on_click(self.runner.guard(lambda _button: self.go_on(page)))
        return made
