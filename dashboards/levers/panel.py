"""The levers of a policy: the usual ones in a few groups, all the others by the decision they belong to."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from functools import partial
from html import escape
from typing import Any

import ipywidgets as widgets

from dashboards.levers.entered import notices
from dashboards.levers.lever import Lever
from dashboards.levers.offered_terms import offered
from dashboards.widgets import Language
from dashboards.widgets.menus import menu
from simlib.policy import Policy
from simlib.policy.entered_numbers import Typed
from simlib.text import Text

Groups = Mapping[str, tuple[Text, tuple[str, ...]]]  # by key: its name, and its terms in order
ALL = "all"
ALL_LABEL = Text("全部", "All")
UNCOUNTED = Text("所设的值未计入。", " What was set is left out.")
DECISIONS: dict[str, Text] = {
    "rules": Text("采用的规则", "Rules in use"),
    "conversion": Text("套改", "Conversion"),
    "progression": Text("等级晋升", "Grade progression"),
    "promotion": Text("岗位晋升", "Post promotion"),
    "regrading": Text("晋升岗位后定级", "Grade on a higher post"),
    "appraisal": Text("考核", "Appraisal"),
    "dismissal": Text("辞退", "Dismissal"),
    "retirement": Text("退休", "Retirement"),
    "extension": Text("书记留任", "Staying on"),
    "exits": Text("其他退出", "Other exits"),
    "channel": Text("定向招录", "Civil-service channel"),
    "institution": Text("事业单位聘用", "Institutions"),
    "qualification": Text("在职提升", "Qualification"),
    "recruitment": Text("招聘", "Recruitment"),
    "entry": Text("定级", "Grade at entry"),
    "agency": Text("劳务派遣转岗", "Agency workers"),
    "absorption": Text("集中吸纳", "Absorption in bulk"),
    "election": Text("换届", "Elections"),
    "establishment": Text("员额", "Establishment"),
    "pay": Text("薪酬", "Pay"),
    "anchor": Text("参照平均工资", "Anchor wage"),
    "ramp": Text("按比例发放", "Part pay"),
    "contributions": Text("缴费", "Contributions"),
    "welfare": Text("福利", "Welfare"),
    "training": Text("培训", "Training"),
    "severance": Text("经济补偿", "Severance"),
    "levy": Text("残疾人就业保障金", "Disability levy"),
    "items": Text("本地项目", "Items of its own"),
    "prices": Text("物价与折现", "Prices"),
}


class Levers:
    """All levers of a policy, made when they are first looked at.

    told    called after every change by the visitor
    groups  the usual levers
    """

    def __init__(
        self,
        policy: Policy,
        start: int,
        language: Language,
        told: Callable[[], Any],
        groups: Groups,
    ) -> None:
        self.in_force, self.start, self.language, self._told, self.groups = policy, start, language, told, groups
        self.made: dict[str, Lever] = {}
        self._known: dict[str, Any] = {}
        self._offered = [name for name, term in policy.terms.items() if offered(policy, term)]
        self._read = self.names
        self.group = widgets.ToggleButtons(options=[(key, key) for key in (*groups, ALL)])
        self.group.add_class("lab-groups")
        self.decision = self._decision_menu()
        self.box = widgets.VBox()
        self.box.add_class("lab-levers")
        self.unread = widgets.HTML()
        self.group.observe(lambda _change: self.show(), "index")
        language.follow(self._relabel)
        self.show()

    def __getitem__(self, name: str) -> Lever:
        """The lever of a term."""
        if name not in self.made:
            term, others = self.in_force.terms[name], partial(self._others, name)
            self.made[name] = Lever(self.in_force, term, self.start, self.language, self._changed, others)
        return self.made[name]

    @property
    def names(self) -> list[str]:
        """The terms that levers move now: those that a rule in force, or chosen by the visitor, reads."""
        rules = (
            self.in_force.provisions[name].values for name in self.in_force.provisions if name.startswith("rules.")
        )
        months = {self.start, *(dated.month for values in rules for dated in values if dated.month > self.start)}
        chosen = [partial(self._option, month=month) for month in months]
        return [name for name in self._offered if any(self.in_force.terms[name].is_read(option) for option in chosen)]

    def _option(self, rule: str, month: int) -> str | None:
        """Return the option of a rule in a month: the visitor's, else the law's, None where it has none."""
        if rule in self.made and self.made[rule].changed:
            return str(self.made[rule].written)
        return self.in_force.choice(rule, month) if rule in self.in_force.provisions else None

    def values(self) -> dict[str, Any]:
        """What is changed, by name of term, as a file writes it; what no rule reads now is left out."""
        names = self.names
        return {name: lever.written for name, lever in self.made.items() if lever.changed and name in names}

    def _others(self, name: str) -> dict[str, Any]:
        return {other: value for other, value in self.values().items() if other != name}

    def spreads(self) -> dict[str, Typed]:
        """What was typed as a spread, by name of term; `values` has it as it may be typed."""
        return {name: spread for name in self.values() if (spread := self.made[name].spread)}

    def reset(self) -> None:
        """Put every lever back."""
        for lever in self.made.values():
            lever.reset(quietly=True)
        self._changed()

    def take(self, values: Mapping[str, Any]) -> None:
        """Put levers at values that a visitor set before, where they are offered, and tell nobody."""
        for name, value in values.items():
            if name in self._offered:
                self[name].put(value)
        self._follow_rules()
        self._known = self.values()
        self._relabel()

    def rebase(self, start: int) -> None:
        """Let the proposal start in another month."""
        self.start = start
        for lever in self.made.values():
            lever.rebase(start)
        self._follow_rules()
        self._known = self.values()
        self._relabel()

    def show(self) -> None:
        """Show the levers of the group chosen."""
        key = self.group.value
        names = self.groups[key][1] if key in self.groups else self._of(self.decision.value)
        levers = [self[name].widget for name in names if name in self._read]
        self.box.children = [self.unread, *([] if key in self.groups else [self.decision]), *levers]

    def _of(self, decision: str) -> list[str]:
        return [name for name in self._read if self.in_force.terms[name].group == decision]

    def _decisions(self) -> list[tuple[Text, str]]:
        groups = dict.fromkeys(self.in_force.terms[name].group for name in self._read)
        return [(DECISIONS[group], group) for group in groups]

    def _decision_menu(self) -> Any:
        made = menu(self.language, self._decisions(), Text("类别", "Decision"))
        made.observe(lambda _change: self.show(), "value")
        return made

    def _follow_rules(self) -> None:
        """Show the levers of the rules now chosen, where they are others than before."""
        if (names := self.names) != self._read:
            self._read, decision = names, self.decision.value
            self.decision = self._decision_menu()
            if decision in self.decision._options_values:
                self.decision.value = decision
            self.show()

    def _changed(self) -> None:
        """Tell of a change, where there is one."""
        if (values := self.values()) != self._known:
            self._known = values
            self._follow_rules()
            self._relabel()
            self._told()

    def _say(self) -> None:
        """Tell what is to be known of the levers moved, and of those moved that no rule reads any more."""
        moved, told = self.values(), []
        for name, lever in self.made.items():
            if name in moved:
                lever.say()
            elif lever.changed:
                told += notices(self.in_force, {**moved, name: lever.written}, name, self.start)[:1]
        lines = "".join(f"<div>{escape(self.language(one + UNCOUNTED))}</div>" for one in told)
        self.unread.value = f'<div class="lab-notice" role="status">{lines}</div>' if lines else ""
        self.unread.layout.display = "" if lines else "none"

    def _relabel(self) -> None:
        """Name the groups, each with how many of its levers are moved."""
        self._say()
        moved, labels = set(self.values()), []
        usual = {name for _, names in self.groups.values() for name in names}
        for key in (*self.groups, ALL):
            label, names = self.groups.get(key, (ALL_LABEL, tuple(moved - usual)))
            count = len(moved.intersection(names))
            labels.append(self.language(label) + (f" ·{count}" if count else ""))
        self.group.set_trait("_options_labels", tuple(labels))
