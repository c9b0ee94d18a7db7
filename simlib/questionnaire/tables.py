"""What is no value by term and date, as flat tables: head, members, sources, own items, staff, careers, clauses."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any

from simlib.careers.description import TRAITS
from simlib.careers.typical import FILE as CAREERS
from simlib.policy.clauses import FATES
from simlib.policy.clauses import FILE as CLAUSES
from simlib.policy.pack_chain import FILE as POLICY
from simlib.questionnaire.cells import both
from simlib.questionnaire.flat import flat, nested
from simlib.questionnaire.labels import YES_NO
from simlib.questionnaire.layout import Cell, Column, Section
from simlib.questionnaire.pack_files import PackFiles
from simlib.staff.file import STAFF
from simlib.text import NOTHING, Text

ZH, EN = Text("中文", "Chinese"), Text("英文", "English")
NAME = Text("名称（小写字母、数字、下划线）", "Name (small letters, digits, _)")
FATE_NAMES: dict[str, str] = {name: both(label) for name, label in FATES.items()}
PAID = {"monthly": both(Text("每月", "Monthly")), "yearly": both(Text("年终一次", "At year end"))}
YES_NO_NAMES = dict(zip(("no", "yes"), YES_NO))


@dataclass(frozen=True)
class Table:
    """A part of a file that is a mapping of entries by name, a row each.

    place     where it stands: file and keys; an entry is at the name in the first column
    names     by key, what a cell shows of a name of the file
    lists, mappings  keys whose cell holds a list or a mapping
    """

    kind: str
    title: Text
    file: str
    place: tuple[str, ...]
    columns: tuple[Column, ...]
    note: Text = NOTHING
    spare: int = 3
    names: Mapping[str, Mapping[str, str]] | None = None
    lists: tuple[str, ...] = ()
    mappings: tuple[str, ...] = ()

    def section(self, files: PackFiles) -> Section:
        """Return the section of a pack."""
        data: Any = files.of(self.file)
        for step in self.place:
            data = data.get(step) if isinstance(data, Mapping) else None
        rows = [self._row(name, entry) for name, entry in (data or {}).items()]
        return Section(self.kind, self.title, self.columns, tuple(rows), self.note, self.spare)

    def _row(self, name: str, entry: Any) -> dict[str, Cell]:
        own, *keys = (column.key for column in self.columns)
        data = entry if isinstance(entry, Mapping) else {ONLY: entry}
        return {own: Cell(name)} | {key: Cell(self.shown(key, text)) for key, text in flat(data, keys).items()}

    def shown(self, key: str, text: str | None) -> str | None:
        """Return what a cell shows of a text of the file."""
        return None if text is None else (self.names or {}).get(key, {}).get(text, text)

    def read(self, rows: Iterable[Mapping[str, str]]) -> dict[str, Any]:
        """Return the entries by name, from the texts of the rows."""
        own, *keys = (column.key for column in self.columns)
        back = {key: {label: name for name, label in names.items()} for key, names in (self.names or {}).items()}
        found: dict[str, Any] = {}
        for row in rows:
            texts = {key: back.get(key, {}).get(row.get(key, ""), row.get(key, "")) for key in keys}
            entry = nested(texts, self.lists, self.mappings)
            found[row.get(own, "")] = entry.get(ONLY) if keys == [ONLY] else entry
        return found


ONLY = "value"  # the key of an entry that is a single text


def _labelled(key: str, width: float = 24) -> tuple[Column, Column]:
    own = f"{key}." if key else ""
    return Column(f"{own}zh", ZH, width), Column(f"{own}en", EN, width)


def _members(key: str, title: Text, note: Text = NOTHING) -> Table:
    return Table(f"#{key}", title, POLICY, (key,), (Column("name", NAME, 24), *_labelled("", 30)), note)


MEMBERS = (
    _members("posts", Text("岗位（从高到低，最后一个是入职岗位）", "Posts (top post first, entry post last)")),
    _members("place_types", Text("社区类型（机关在前）", "Types of place (offices first)")),
    _members("units", Text("街道、镇等单位", "Streets, towns and other units")),
    _members("unit_classes", Text("单位类别", "Classes of units")),
    _members("ratings", Text("考核等次（与通常叫法不同的才写）", "Ratings (where the document has other words)")),
)
SOURCES = Table(
    "#sources",
    Text("依据的文件", "The documents"),
    POLICY,
    ("sources",),
    (
        Column("name", NAME, 22),
        Column("title", Text("标题", "Title"), 44),
        Column("issuer", Text("发文单位", "Issuer"), 24),
        Column("number", Text("文号", "Number"), 22),
        Column("date", Text("日期", "Date"), 12),
        Column("address", Text("网址", "Address"), 30),
        Column("checked_on", Text("核对日期", "Checked on"), 12),
        Column("note", Text("备注", "Note"), 40),
    ),
    Text(
        "先在这里登记文件，再在各页“文件”一栏写它的名称。登记了却没有值引用的，检查时会指出。",
        "Declare a document here, then name it beside each value that rests on it; one that none names is refused.",
    ),
)
ITEMS = Table(
    "#items",
    Text("本地自有的支出项目", "Lines of the budget of its own"),
    POLICY,
    ("items",),
    (
        Column("name", NAME, 22),
        *_labelled("label", 20),
        Column("wage", Text("是否工资", "Is it wage"), 10, options=YES_NO),
        Column("paid", Text("怎样发放", "How it is paid"), 12, options=tuple(PAID.values())),
        Column("by", Text("数额按什么不同", "The sum varies by"), 12),
        Column("posts", Text("发给哪些岗位", "Posts that are paid it"), 18),
        Column("grades", Text("等级（最低; 最高）", "Grades (lowest; highest)"), 14),
        Column("months", Text("发放月份", "Months"), 14),
        Column("received", Text("发给本人", "The person is paid it"), 10, options=YES_NO),
        Column("code.code", Text("科目代码", "Code"), 10),
        *_labelled("code", 16),
        Column("code.evidence", Text("科目来源", "Evidence of the code"), 12),
    ),
    names={"paid": PAID, "wage": YES_NO_NAMES, "received": YES_NO_NAMES},
    lists=("posts", "grades", "months"),
)
CARRIED = Table(
    "#carried",
    Text("沿用人员：原岗位对应的岗位", "Staff carried over: what each post becomes"),
    STAFF,
    ("posts",),
    (Column("name", Text("原岗位", "Post there"), 22), Column(ONLY, Text("本政策的岗位", "Post here"), 22)),
)
_COUNTED = ("satisfactory_years",)  # a number; the other traits so called are lists of years
TRAIT_LABELS = {
    "sex": Text("性别", "Sex"),
    "track": Text("退休类别", "Retirement track"),
    "born": Text("出生年月", "Born"),
    "joined": Text("入职年月", "Joined"),
    "service_since": Text("社区工作起始", "Community service since"),
    "post": Text("岗位", "Post"),
    "post_since": Text("任现岗起始", "In that post since"),
    "grade": Text("期初等级", "Grade"),
    "satisfactory_years": Text("已累计合格年数", "Satisfactory years"),
    "education": Text("学历", "Education"),
    "degree_years": Text("取得高一级学历的年份", "Years of the next degree"),
    "one_certificate": Text("学历学位只有其一", "Diploma or degree only"),
    "certificate": Text("职业资格", "Certificate"),
    "certificate_years": Text("取得高一级证书的年份", "Years of the next certificate"),
    "rating": Text("上年考核等次", "Rating last year"),
    "excellent_years": Text("考核优秀的年份", "Excellent years"),
    "top_years": Text("社区考核靠前的年份", "Years its community leads"),
    "best": Text("特别优秀", "Outstanding"),
    "promotions": Text("岗位晋升", "Promotions"),
}
CAREER = Table(
    "#careers",
    Text("典型人员（虚构）", "Typical careers (made up)"),
    CAREERS,
    ("careers",),
    (
        Column("name", NAME, 24),
        *_labelled("label", 34),
        *(Column(f"person.{trait}", TRAIT_LABELS[trait], 11) for trait in TRAITS),
        Column("ratings", Text("逐年考核等次", "Ratings by year"), 40),
    ),
    Text(
        "没有写的取默认：女、本科、无证书、上年合格、入职岗位；写法见 simlib person --help。",
        "What is left out is the default: a woman, bachelor, no certificate, the entry post; see simlib person --help.",
    ),
    lists=("ratings", *(f"person.{trait}" for trait in TRAITS if trait.endswith("_years") and trait not in _COUNTED)),
    mappings=("person.promotions",),
)
CLAUSE = Table(
    "#clauses",
    Text("逐条登记：文件说了什么，各条怎样进入模型", "The register: what the document says, and what became of it"),
    CLAUSES,
    ("clauses",),
    (
        Column("pinpoint", Text("条款", "Clause"), 24),
        *_labelled("says", 40),
        Column("words", Text("起决定作用的原文", "The words that decide"), 34),
        Column("fate", Text("结果", "Fate"), 14, options=tuple(FATE_NAMES.values())),
        Column("sets", Text("设定的参数名", "Terms it sets"), 34),
        *_labelled("reason", 36),
    ),
    names={"fate": FATE_NAMES},
    lists=("sets",),
)
TABLES = (*MEMBERS, SOURCES, ITEMS, CARRIED, CAREER, CLAUSE)


@dataclass(frozen=True)
class HeadLine:
    """A line of the first sheet: one text of a file, in one language or two."""

    key: str
    file: str
    label: Text
    two: bool = False
    several: bool = False


HEAD = (
    HeadLine("name", POLICY, Text("名称（与文件夹同名）", "Name (that of the folder)")),
    HeadLine("label", POLICY, Text("城市与制度", "City and scheme"), two=True),
    HeadLine("about", POLICY, Text("说明", "About"), two=True),
    HeadLine("extends", POLICY, Text("引用的政策包（文件夹）", "Packs it builds on (folders)"), several=True),
    HeadLine("opening", POLICY, Text("期初年月", "Month it opens")),
    HeadLine("grades", POLICY, Text("等级数", "Number of grades")),
    HeadLine("roster_month", STAFF, Text("人员截至年月", "Month of the staff")),
    HeadLine("seed", STAFF, Text("人员随机种子", "Seed of the staff")),
    HeadLine("about", STAFF, Text("人员说明", "About the staff"), two=True),
    HeadLine("converted_from", STAFF, Text("人员由哪一套标准套改而来", "Pack whose scale the staff was on")),
    HeadLine("carried_from", STAFF, Text("人员沿用自哪一政策包", "Pack whose staff is carried over")),
    HeadLine("about", CAREERS, Text("典型人员说明", "About the careers"), two=True),
    HeadLine("document", CLAUSES, Text("登记的文件（“文件”页的名称）", "Document of the register (a source)")),
)
HEAD_KIND = "#head"
HEAD_COLUMNS = (
    Column("key", NOTHING, 0, typed=False),
    Column("-label", Text("项目", "What"), 34, typed=False),
    Column("zh", Text("内容（中文）", "Value (Chinese)"), 60),
    Column("en", Text("英文（标题和说明要两种文字）", "English (titles and texts have both)"), 60),
)


def head_section(files: PackFiles) -> Section:
    """Return the head of all files of a pack."""
    rows = []
    for line in HEAD:
        data = files.of(line.file)
        texts = flat(data, (f"{line.key}.zh", f"{line.key}.en") if line.two else (line.key,))
        zh, en = (*texts.values(), None)[:2]
        key = Cell(f"{line.file}:{line.key}")
        rows.append({"key": key, "-label": Cell(both(line.label)), "zh": Cell(zh), "en": Cell(en)})
    return Section(HEAD_KIND, Text("基本情况", "Basics"), HEAD_COLUMNS, tuple(rows))


def read_head(rows: Iterable[Mapping[str, str]]) -> dict[str, dict[str, Any]]:
    """Return what the head says, by file."""
    texts = {row.get("key", ""): row for row in rows}
    found: dict[str, dict[str, Any]] = {}
    for line in HEAD:
        row = texts.get(f"{line.file}:{line.key}", {})
        zh, en = row.get("zh", ""), row.get("en", "")
        written = {"zh": zh, "en": en} if line.two else nested({line.key: zh}, [line.key] * line.several).get(line.key)
        if zh or (line.two and en):
            found.setdefault(line.file, {})[line.key] = written
    return found
