"""Commands about the files that policies are written in."""

from __future__ import annotations

from simlib.commands.command import Command, Group, command, group, option
from simlib.commands.table.shared_arguments import OPENING, PACK, SET, YEARS

POLICIES: dict[str, Command | Group] = {
    "packs": command("列出政策包和方案", "list the policy packs and proposals", "packs.packs", example="packs"),
    "check": command(
        "检查政策包、方案和期初人员分布",
        "check packs, proposals and opening staff",
        "check.check",
        option(
            "paths",
            "政策包、方案文件，或含有它们的文件夹",
            "packs, proposal files, or folders that hold them",
            nargs="+",
            metavar="PATH",
        ),
        example="check {pack}",
    ),
    "clauses": command(
        "文件逐条说了什么，怎样进入模型",
        "what a document says, clause by clause, and what became of it",
        "clauses.clauses",
        PACK,
        example="clauses {pack}",
    ),
    "agenda": command(
        "何时决定什么，按什么次序",
        "what is decided when, in which order",
        "agenda.agenda",
        PACK,
        OPENING,
        YEARS,
        example="agenda {pack}",
    ),
    "new": group(
        "新建政策包",
        "make a pack",
        city=command(
            "新建一个城市的政策包和调查表：各值沿用已有的政策包，标为假定",
            "make a city's pack and its questionnaire: values taken over from another pack, marked as assumed",
            "new_city.city",
            option("name", "名称：小写字母、数字、下划线", "its name: small letters, digits, _", metavar="NAME"),
            option(
                "--like",
                "沿用哪个政策包的值（默认随程序而来的第一个）",
                "the pack whose values it takes over (default: the first that came along)",
                metavar="PACK",
            ),
            option("--zh", "中文名（默认同名称）", "what it is called in Chinese (default: its name)", metavar="TEXT"),
            option("--en", "英文名（默认同名称）", "what it is called in English (default: its name)", metavar="TEXT"),
            option(
                "--out",
                "放在此文件夹之下（默认 scenarios/cities）",
                "folder to make it in (default scenarios/cities)",
                metavar="DIR",
            ),
            example="new city my_city --like {pack}",
        ),
    ),
    "pack": group(
        "政策包与 Excel 调查表互换",
        "a pack as a questionnaire in Excel, and back",
        write=command(
            "把政策包写成调查表（.xlsx）",
            "write a pack as a questionnaire (.xlsx)",
            "pack_books.write",
            PACK,
            option("--out", "写入此文件", "file to write", metavar="FILE", required=True),
            example="pack write {pack} --out questionnaire.xlsx",
        ),
        read=command(
            "把填好的调查表写成政策包",
            "write the pack that a questionnaire describes",
            "pack_books.read",
            option("book", "调查表（.xlsx）", "the questionnaire (.xlsx)", metavar="BOOK"),
            option("--out", "写入此文件夹", "folder to write to", metavar="DIR", required=True),
            example="pack read questionnaire.xlsx --out scenarios/cities/my_city",
        ),
    ),
    "propose": command(
        "把设定的值，或工作簿里改动的黄色格，写成方案文件",
        "write a proposal file from values that are set, or from the yellow cells changed in a workbook",
        "propose.propose",
        PACK,
        SET,
        option(
            "--from-workbook",
            "改过的 Excel 工作簿：workbook 或 pack write 命令写出的",
            "the workbook, made by simlib workbook or simlib pack write, that was changed",
            metavar="FILE",
        ),
        option("--zh", "方案的中文名", "what the proposal is called in Chinese", metavar="TEXT"),
        option("--en", "方案的英文名", "what the proposal is called in English", metavar="TEXT"),
        option(
            "--out",
            "写入此文件（.yaml），文件名即方案名",
            "file to write (.yaml); the proposal has its name",
            metavar="FILE",
            required=True,
        ),
        example="propose {pack} --set progression.years_per_grade=2 --out faster.yaml",
    ),
    "rebind": command(
        "核对之后，把方案改为绑定当前的政策",
        "bind proposals to the policy as it is now",
        "packs.rebind",
        PACK,
        option("proposals", "方案文件", "proposal files", nargs="+", metavar="PROPOSAL"),
        example="rebind {pack} my_proposal.yaml",
    ),
}
