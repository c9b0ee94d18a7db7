"""What is asked for: pack, proposal, from which month levers hold, how many replications and years, which futures."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from pathlib import Path
from typing import Any

import ipywidgets as widgets

from dashboards.runs.futures_menu import futures_menu
from dashboards.runs.horizon import start_menu, years_field
from dashboards.widgets import Language
from dashboards.widgets.amount import AmountField
from dashboards.widgets.menus import menu
from simlib.luck import MOST_SEED
from simlib.policy import Policy
from simlib.policy.proposal import Proposal
from simlib.text import Text

SEED = 2027


class Choices:
    """Menus and fields.

    proposals  those of a pack, by file
    told       called after every change by the visitor with what changed: pack, proposal, start, or run
    """

    def __init__(
        self,
        language: Language,
        packs: Mapping[Path, Policy],
        proposals: Callable[[Policy], Mapping[Path, Proposal]],
        exact: tuple[int, ...],
        years: int,
        told: Callable[[str], Any],
    ) -> None:
        self.language, self.packs, self._proposals, self._told = language, packs, proposals, told
        labels = [(policy.label, folder) for folder, policy in packs.items()]
        self.pack = menu(language, labels, Text("政策", "Policy"))
        counts = [(Text(f"{n}次", f"{n}"), n) for n in exact]
        self.exact = menu(language, counts, Text("模拟次数", "Runs"))
        named, ends = Text("随机种子", "Seed"), (0, min(MOST_SEED, 2**31 - 1))
        self.seed = AmountField(language, named, SEED, between=ends, whole=True, name="seed")
        self.futures, self.years = futures_menu(language), years_field(language, years)
        self.name = language.label(widgets.Text(), Text("方案名", "Name"))  # of the proposal that is kept
        self.box = widgets.VBox()
        self.box.add_class("lab-choices")
        self._of_pack()
        self.pack.observe(lambda _change: self._take_pack(), "value")
        for field in (self.exact, self.seed, self.futures):
            field.observe(lambda _change: told("run"), "value")
        self.years.observe(lambda _change: self._take_years(), "value")

    @property
    def in_force(self) -> Policy:
        """The policy in force, of the pack chosen."""
        return self.packs[self.pack.value]

    def _take_pack(self) -> None:
        self._of_pack()
        self._told("pack")

    def _take_years(self) -> None:
        chosen = self.start.value
        self._offer_start(chosen)
        self._told("run" if self.start.value == chosen else "start")

    def _of_pack(self) -> None:
        """Offer the proposals and the months of the pack chosen."""
        self.proposal = menu(self.language, self._proposal_choices(), Text("方案", "Proposal"))
        self.proposal.observe(lambda _change: self._told("proposal"), "value")
        self._offer_start(None)

    def _offer_start(self, chosen: int | None) -> None:
        self.start = start_menu(self.language, self.in_force, self.years.value, lambda: self._told("start"), chosen)
        rows = widgets.HBox([self.start, self.exact]), self.futures, widgets.HBox([self.seed, self.years])
        self.box.children = [self.pack, self.proposal, *rows, self.name]

    def _proposal_choices(self) -> list[tuple[Text, Path | None]]:
        found = [(one.label, file) for file, one in self._proposals(self.in_force).items()]
        return [(Text("现行政策", "Policy in force"), None), *found]
