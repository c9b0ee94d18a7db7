"""The questionnaire of a pack as a workbook: `write_questionnaire(read_pack_files(pack), "x.xlsx")`."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

from simlib.policy.pack_chain import FILE as POLICY
from simlib.policy.term import Term
from simlib.questionnaire.labels import TOPICS, topic_of
from simlib.questionnaire.layout import Page, Section
from simlib.questionnaire.look import Book, Sheet
from simlib.questionnaire.pack_files import PackFiles
from simlib.questionnaire.pay_table import pay_section
from simlib.questionnaire.tables import CAREER, CARRIED, CLAUSE, ITEMS, MEMBERS, SOURCES, head_section
from simlib.questionnaire.values import MARGINS_KIND, Series, series_of, value_sections
from simlib.staff.file import STAFF
from simlib.staff.margins import MARGINS
from simlib.text import Text

_YELLOW = Text(
    "黄色格填写，其余不动。填好后运行 simlib pack read 本文件 --out 文件夹，再运行 simlib check 文件夹："
    "缺什么、错在哪一行都会指出。改了岗位、街道或等级数以后，先 pack read，再 pack write 一次，各表的行和列随之增减。"
    "空着的数表示还没有；一个数以后要变，插入一行，写同一参数名、新的起始年月和新的数。",
    "Fill in the yellow cells and leave the rest. Then run simlib pack read THIS --out FOLDER, and simlib check "
    "FOLDER: it says what is missing, and which row is wrong. After changing posts, streets or the number of grades, "
    "pack read and then pack write once more: the tables get their rows and columns. An empty number is one that "
    "nobody has given; where a value changes later, insert a row with the same term, the new month and value.",
)
_VALUES = Text(
    "每个数写明自何时起、来源类别和依据：文件公布的写文件、条款和原文；假定的写理由和范围。"
    "比例可写 20% 或 0.2，单位见各行。右侧折叠的几栏（点上方的“+”展开）是英文理由、假定所依的资料、核对日期和备注。",
    "Every value says from when it counts and what it rests on: what is published has its document, clause and "
    "words; what is assumed has a reason and a range. Shares may be typed as 20% or 0.2; the unit is in each row. The "
    "columns folded away at the right (the + above them) hold the reason in English, what it leans on, and notes.",
)


def questionnaire_bytes(files: PackFiles) -> bytes:
    """Return the workbook of a pack's files. The same files give the same bytes."""
    label = files.of(POLICY).get("label")
    title = str(label.get("zh")) if isinstance(label, dict) else files.folder.name
    book = Book(title)
    for page in pages(files):
        Sheet(book, page).write()
    return book.close()


def pages(files: PackFiles) -> Iterator[Page]:
    """Yield the sheets of a pack, those first that others depend on."""
    yield Page(Text("基本情况", "Basics"), _YELLOW, (head_section(files), *(one.section(files) for one in MEMBERS)))
    yield Page(
        Text("文件", "Documents"),
        Text("政策包依据的文件和本地自有的支出项目。", "The documents of the pack, and budget lines of its own."),
        (SOURCES.section(files), ITEMS.section(files)),
    )
    of_topic: dict[Text, list[Series]] = {topic: [] for topic in TOPICS}
    for term in asked(files):
        of_topic[topic_of(term)].append(series_of(term, files.written(term.name), _opening(files)))
    for topic, found in of_topic.items():
        if found:
            yield Page(topic, _VALUES, tuple(value_sections(files, found)))
    yield Page(
        Text("工资表", "Pay table"),
        Text(
            "有“岗位×等级”工资表的，可以直接填在这里（没有的岗级留空），填了就以此为准：写成岗位数额加等级数额。"
            "以后调整的，把整张表复制到下面的空行，写新的起始年月。",
            "A pay table by post and grade may be filled in here as it is (what a post does not have stays empty); it "
            "then goes before the sums on the sheet of pay. A later table is copied below, with its month.",
        ),
        (pay_section(files),),
    )
    yield Page(
        Text("期初人员", "Opening staff"),
        Text(
            "没有名册时，期初人员按这些构成合成；各岗位一行，每种构成合计为 1（100%）。",
            "Without a roster the opening staff is drawn from these shares: a row a post, adding up to 1 (100 %).",
        ),
        tuple(_staff(files)),
    )
    yield Page(
        Text("典型人员", "Careers"), Text("看条文对一个人意味着什么。", "What the clauses mean for one person."),
        (CAREER.section(files),),
    )  # fmt: skip
    yield Page(
        Text("条款登记", "Clauses"),
        Text(
            "文件中凡可能影响人数或经费的规定，一条一行。还没有登记的可以空着。",
            "Every provision that may bear on staff or money, a row each. It may stay empty for now.",
        ),
        (CLAUSE.section(files),),
    )


def asked(files: PackFiles) -> Iterator[Term]:
    """Yield the terms that a pack gives, and those that its rules read and nobody gives."""

    def choice(rule: str) -> str | None:
        values = files.written(rule).get("values") or files.given.get(rule) or {}
        last = list(values.values())[-1] if values else None
        return str(last.get("value")) if isinstance(last, dict) else None

    for name, term in files.terms.items():
        if files.written(name) or (name not in files.given and term.is_read(choice)):
            yield term


def _opening(files: PackFiles) -> str:
    return str(files.of(POLICY).get("opening") or "")


def _staff(files: PackFiles) -> Iterator[Section]:
    data = files.of(STAFF)
    if "carried_from" in data:
        yield CARRIED.section(files)
        return
    margins = data.get("margins") or {}
    yield from value_sections(
        files, [_margin(files, term, margins.get(term.name)) for term in MARGINS.values()], MARGINS_KIND
    )


def _margin(files: PackFiles, term: Term, entry: object) -> Series:
    written = dict(entry) if isinstance(entry, dict) else {}
    value = written.get("value")
    if len(term.shape) == 2 and isinstance(value, dict) and set(value) <= set(files.axes[term.shape[1]]):
        written["value"] = dict.fromkeys(files.axes["post"], value)  # one mix for every post
    ends = written.pop("range", None)
    return series_of(term, {"values": {"": written}, "range": ends}, "")


def write_questionnaire(files: PackFiles, path: str | Path) -> None:
    """Write the workbook of a pack's files. Raises OSError where that cannot be."""
    Path(path).write_bytes(questionnaire_bytes(files))
