"""`roster` and the commands below it."""

from __future__ import annotations

from simlib.commands.command import command, flag, group, option
from simlib.commands.table.shared_arguments import HIDE_BELOW, OPENING, PACK

FILE = option(
    "file",
    "花名册：.xlsx、.xls、.et、.ods、.csv、.tsv",
    "a roster: .xlsx, .xls, .et, .ods, .csv, .tsv",
    metavar="FILE",
)
FOR_PACK = option("--pack", "政策包", "the pack", metavar="PACK", required=True)
READING = (
    FILE,
    FOR_PACK,
    option(
        "--map",
        "怎样读（默认政策包旁的 roster.yaml）；没有这个文件而写了 --accept，就存入它",
        "how it is read (default: roster.yaml beside the pack); with --accept it is saved there if there is none",
        metavar="FILE",
    ),
    flag("--accept", "采用提出的对应", "take the match that is proposed"),
    option(
        "--month",
        "名册年月（默认按标题，或期初上月）",
        "month of the roster (default: its title's, or before the opening)",
        metavar="MONTH",
    ),
    OPENING,
)
KEY = option(
    "--key",
    "密钥文件（没有就新建；默认在用户设置里）",
    "the key file (made if there is none; default: in your settings)",
    metavar="FILE",
)
ROSTER = group(
    "花名册：检查、读入、核对、导出、审核",
    "rosters: check, import, reconcile, export, review",
    check=command(
        "检查花名册：列的对应、每一处错误和待确认",
        "check a roster: which column is what, every problem and question",
        "roster.check",
        *READING,
        option(
            "--marked-copy",
            "写一份标注了单元格的 Excel 副本（含原有内容）",
            "write an Excel copy with the cells marked (it holds the roster's rows)",
            metavar="FILE",
        ),
        example="roster check roster.xlsx --pack {pack} --accept",
    ),
    import_=command(
        "把没有错误的花名册存成不含姓名、身份证号的人员文件",
        "keep a clean roster as a staff file without names and IDs",
        "roster.read_in",
        *READING,
        option(
            "--out",
            "写入此文件（以 .parquet 结尾）",
            "write to this file (it ends in .parquet)",
            metavar="FILE",
            required=True,
        ),
        KEY,
        example="roster import roster.xlsx --pack {pack} --accept --out staff.parquet",
    ),
    reconcile=command(
        "核对：名册的月工资与模型所算的，逐行；全年与执行数，按支出项目",
        "reconcile: the roster's pay with the model's, row by row; a year with what was spent, by line",
        "reconcile.reconciled",
        *READING,
        option(
            "--executed",
            "本年执行数：每行一个支出项目和金额",
            "what was spent this year: a line and its amount in each row",
            metavar="FILE",
        ),
        option(
            "--out",
            "把逐行的核对写入此文件（.xlsx，只有行号）",
            "write it row by row to this file (.xlsx, numbers of rows)",
            metavar="FILE",
        ),
        KEY,
        example="roster reconcile roster.xlsx --pack {pack} --accept",
    ),
    export=command(
        "把政策包的合成人员写成花名册",
        "write a pack's synthetic staff as a roster",
        "roster.export",
        PACK,
        OPENING,
        option(
            "--out",
            "写入此文件（以 .xlsx 结尾）",
            "write to this file (it ends in .xlsx)",
            metavar="FILE",
            required=True,
        ),
        example="roster export {pack} --out roster.xlsx",
    ),
    privacy=command(
        "审核：外人还能推知什么",
        "review what an outsider could still infer",
        "roster_privacy.privacy",
        option(
            "file",
            "人员文件（roster import 所写的 .parquet），或没有错误的花名册",
            "a staff file (.parquet, of roster import) or a clean roster",
            metavar="FILE",
        ),
        FOR_PACK,
        OPENING,
        HIDE_BELOW,
        example="roster privacy staff.parquet --pack {pack}",
    ),
)
