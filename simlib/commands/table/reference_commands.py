"""Commands about dashboards and reference pages."""

from __future__ import annotations

from simlib.commands.command import command, option
from simlib.commands.table.serve_arguments import SERVED

UPKEEP = {
    "serve": command("打开页面", "open the dashboards", "serve.serve", *SERVED, example="serve"),
    "terms": command(
        "列出全部政策参数",
        "print the reference of all terms",
        "reference_pages.terms",
        example="terms",
    ),
    "schema": command(
        "写出编辑器用的 JSON Schema",
        "write the JSON Schemas for editors",
        "packs.schema",
        option(
            "--out",
            "写入此文件夹（默认 scenarios/schema）",
            "folder to write to (default scenarios/schema)",
            metavar="DIR",
            default="scenarios/schema",
        ),
        example="schema",
    ),
}
