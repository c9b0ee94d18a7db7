"""Commands about the files that policies are written in."""

from __future__ import annotations

from simlib.commands.command import command, option
from simlib.commands.table.shared_arguments import OPENING, PACK, YEARS

POLICIES = {
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
    "rebind": command(
        "核对之后，把方案改为绑定当前的政策",
        "bind proposals to the policy as it is now",
        "packs.rebind",
        PACK,
        option("proposals", "方案文件", "proposal files", nargs="+", metavar="PROPOSAL"),
        example="rebind {pack} my_proposal.yaml",
    ),
}
