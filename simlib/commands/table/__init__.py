"""Every command of `simlib`, under the titles of its help: a new one is an entry in a file here, and a function."""

from __future__ import annotations

from simlib.commands.command import Group, Section
from simlib.commands.table.limit_commands import LIMITS
from simlib.commands.table.people_commands import PEOPLE
from simlib.commands.table.policy_commands import POLICIES
from simlib.commands.table.projection_commands import PROJECTIONS
from simlib.commands.table.reference_commands import UPKEEP
from simlib.commands.table.verification_commands import TRUST
from simlib.text import Text

SIMLIB = Group(
    Text("社区工作者政策模拟实验室", "Policy simulation lab for community workers"),
    (
        Section(Text("政策文件", "Policies"), POLICIES),
        Section(Text("测算", "Projections"), PROJECTIONS),
        Section(Text("人员", "People"), PEOPLE),
        Section(Text("限额与假定", "Limits and assumptions"), LIMITS),
        Section(Text("核验", "Verification"), TRUST),
        Section(Text("页面与资料", "Dashboards and reference"), UPKEEP),
    ),
)
