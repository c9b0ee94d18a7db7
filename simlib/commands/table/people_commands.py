"""Commands about single people and groups of them."""

from __future__ import annotations

from simlib.commands.command import Command, Group, command
from simlib.commands.table.person_arguments import DESCRIBED
from simlib.commands.table.roster_commands import ROSTER
from simlib.commands.table.shared_arguments import AGAINST, FUTURES, JSON, MONTH_BY_MONTH, PACK, PROJECTED

PEOPLE: dict[str, Command | Group] = {
    "roster": ROSTER,
    "person": command(
        "典型人员：一个人何时晋级、到本岗最高级、退休，逐年报酬及依据",
        "one person's career: grades, ceiling, retirement, and each year's pay with its clauses",
        "person.person",
        *DESCRIBED,
        example="person {pack} --joined 2015-07",
    ),
    "gains": command(
        "方案使谁增资、谁减资：逐人对照，按岗位、年龄、年限、性别、街道",
        "who gains and who loses by a proposal: by post, age, service, sex and street",
        "gains.gains",
        PACK,
        AGAINST,
        *MONTH_BY_MONTH[1:],
        example="gains {pack} --set progression.years_per_grade=2",
    ),
    "conversion": command(
        "套改：谁的工资低了、低多少、多久追平，经费和倒挂",
        "a conversion to a new scale: who loses, how long, at what cost, where pay inverts",
        "conversion.conversion",
        *PROJECTED,
        FUTURES,
        JSON,
        example="conversion {pack} --set rules.conversion@2028-01=by_service_and_education",
    ),
}
