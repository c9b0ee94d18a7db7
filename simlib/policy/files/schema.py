"""The shape of pack and proposal files, as pydantic models. `parsing.py` turns their errors into problems."""

from __future__ import annotations

import datetime as dt
import re
from typing import Annotated, Any, Literal

from pydantic import AfterValidator, BaseModel, BeforeValidator, ConfigDict, Field, WithJsonSchema
from pydantic_core import PydanticCustomError

from simlib.months import parse_month
from simlib.policy.axes import MOST
from simlib.policy.problems import Fault
from simlib.policy.provision import Evidence, opening_fault
from simlib.text import Text

FORMAT = 1
MONTH = r"^\d{4}-\d{2}(-\d{2})?$"  # as written
_DAY = re.compile(r"\d{4}-\d{2}-\d{2}", re.ASCII)
_DIGEST = re.compile(r"[0-9a-f]{16,64}")
_NAME = r"^[a-z][a-z0-9_]*$"
_CODE = r"^[0-9]{3,7}$"
Rating = Literal["unrated", "failed", "basic", "satisfactory", "excellent"]
OwnAxis = Literal["post", "grade", "rating", "education", "certificate"]


FAULT = "fault"  # pydantic's name of an error that `_wrong` raises, and its key in the context


def _wrong(what: Text, way_out: Text, written: object = None) -> PydanticCustomError:
    """Return an error whose `{name}` is filled in by whoever knows where it stands."""
    return PydanticCustomError(FAULT, "fault", {FAULT: Fault(what, way_out), "written": written})


def _format(number: int) -> int:
    if number != FORMAT:
        raise _wrong(
            Text("{name} 是 {written}，而本程序只读 1", "{name} is {written}; this program reads 1"),
            Text("请写 format: 1，或更新程序。", "Write format: 1, or update the program."),
            number,
        )
    return number


def _digest(text: str) -> str:
    if not _DIGEST.fullmatch(text):
        raise _wrong(
            Text("{name} 是 {written}，不是校验码", "{name} is {written}, not a digest"),
            Text("请写该政策校验码的前16位或更多。", "Write the first 16 digits or more of the policy's digest."),
            text,
        )
    return text


def _digits(text: str) -> str:
    if not re.fullmatch(_CODE, text):
        raise _wrong(
            Text("{name} 是 {written}，不是经济分类科目代码", "{name} is {written}, no code"),
            Text("请写 3 至 7 位数字。", "Write its 3 to 7 digits."),
            text,
        )
    return text


def _day(text: Any) -> dt.date:
    try:
        if _DAY.fullmatch(str(text)):
            return dt.date.fromisoformat(str(text))
    except ValueError:
        pass
    raise _wrong(
        Text("{name} 是 {written}，不是日期", "{name} is {written}, not a date"),
        Text("请写作 2026-11-21。", "Write it as 2026-11-21."),
        text,
    )


def _month(text: Any) -> int:
    try:
        return parse_month(text)
    except ValueError:
        raise _wrong(
            Text("{name} 是 {written}，不是年月", "{name} is {written}, not a month"),
            Text("请写作 2027-01。", "Write it as 2027-01."),
            text,
        ) from None


def _opening(month: int) -> int:
    if fault := opening_fault("{name}", month):
        raise _wrong(fault.what, fault.way_out)
    return month


def _filled(label: Text) -> Text:
    if not (label.zh.strip() and label.en.strip()):
        raise _wrong(
            Text("{name} 缺少中文或英文", "{name} is empty in one language"),
            Text("zh 和 en 都要写。", "Write both zh and en."),
        )
    return label


def _both(text: Any) -> Any:
    return {"zh": text, "en": text} if isinstance(text, str) else text


_LABEL = {
    "type": "object",
    "properties": {"zh": {"type": "string"}, "en": {"type": "string"}},
    "required": ["zh", "en"],
    "additionalProperties": False,
}
Format = Annotated[
    int,
    AfterValidator(_format),
    Field(description="version of this file format"),
    WithJsonSchema({"const": FORMAT}),
]
Words = Annotated[str, Field(min_length=1)]
YesNo = Annotated[bool, WithJsonSchema({"enum": ["yes", "no", True, False]})]
Name = Annotated[str, Field(pattern=_NAME)]
Day = Annotated[dt.date, BeforeValidator(_day), WithJsonSchema({"type": "string", "pattern": r"^\d{4}-\d{2}-\d{2}$"})]
MonthText = Annotated[int, BeforeValidator(_month), WithJsonSchema({"type": "string", "pattern": MONTH})]
Opening = Annotated[MonthText, AfterValidator(_opening)]
Digits = Annotated[str, AfterValidator(_digits), WithJsonSchema({"type": "string", "pattern": _CODE})]
Bilingual = Annotated[Text, AfterValidator(_filled)]
# in both languages, or one text for both
Sentence = Annotated[Bilingual, BeforeValidator(_both), WithJsonSchema({"anyOf": [{"type": "string"}, _LABEL]})]
Grade = Annotated[int, Field(ge=1, le=MOST["grade"])]
MonthOfYear = Annotated[int, Field(ge=1, le=12)]
Members = Annotated[dict[Name, Bilingual], Field(min_length=1)]


class Written(BaseModel):
    """A part of a file: nothing but its own keys."""

    model_config = ConfigDict(extra="forbid", frozen=True)


class Source(Written):
    """A document that gives values."""

    title: Words = Field(description="title of the document")
    issuer: Words = Field(description="who issued it")
    number: Words | None = Field(None, description="document number")
    date: Day | None = Field(None, description="day of issue")
    address: Words | None = Field(None, description="public page")
    checked_on: Day | None = Field(None, description="day somebody last compared the values with it")
    note: Words | None = Field(None, description="remark")


class WrittenValue(Written):
    """A value from a date on."""

    value: Any = Field(description="the value")
    evidence: Evidence | None = Field(
        None, description="published, reported, computed, assumed; or proposed, in a proposal"
    )
    source: Words | None = Field(None, description="name of one of the sources")
    clause: Words | None = Field(None, description="pinpoint in the source")
    words: Words | None = Field(None, description="the few words that decide")
    reason: Sentence | None = Field(None, description="why this value, where no document gives it")
    basis: Words | None = Field(None, description="public source the assumption leans on")
    checked_on: Day | None = Field(None, description="day somebody last checked it")
    prevails: YesNo = Field(False, description="higher law: wins over the packs that extend this one")
    note: Words | None = Field(None, description="remark")


class WrittenProvision(Written):
    """The values of one term by date, and what a slider may offer."""

    values: Annotated[dict[str, WrittenValue], Field(min_length=1)] = Field(description="values by date")
    range: Annotated[list[Any], Field(min_length=2, max_length=2)] | None = Field(
        None, description="[lowest, highest] on a slider"
    )
    note: Words | None = Field(None, description="remark")


class WrittenCode(Written):
    """An item of a classification."""

    code: Digits = Field(description="digits of the classification")
    zh: Words = Field(description="its name in Chinese")
    en: Words = Field(description="its name in English")
    evidence: Literal["published", "reported", "assumed"] = Field("assumed", description="how sure the place is")


class WrittenItem(Written):
    """A line of the budget of a bureau's own; its sum is the provision `items.<name>`."""

    label: Bilingual = Field(description="{zh: …, en: …}")
    wage: YesNo = Field(description="yes: it is wage, and by month in the base of all contributions; no: an allowance")
    paid: Literal["monthly", "yearly"] = Field("monthly", description="monthly, or yearly to those in post at year end")
    by: OwnAxis | None = Field(None, description="by what the sum varies; one sum for all where it is left out")
    posts: list[Words] = Field([], description="the posts that are paid it; all where it is left out")
    grades: Annotated[list[Grade], Field(min_length=2, max_length=2)] | None = Field(
        None, description="[lowest, highest] grade that is paid it"
    )
    months: list[MonthOfYear] = Field([], description="months of the year in which it is paid, 1 to 12")
    received: YesNo = Field(True, description="yes: the person is paid it; no: it is paid for them")
    code: WrittenCode | None = Field(None, description="economic category, unless budget_lines.yaml gives it")


class PackFile(Written):
    """A policy pack: national law, or a city's policy that extends it."""

    format: Format
    name: Name = Field(description="name of the pack")
    label: Bilingual = Field(description="{zh: …, en: …}")
    about: Sentence | None = Field(None, description="a few sentences")
    extends: list[Words] = Field([], description="folders of the packs it builds on, relative to this one")
    opening: Opening | None = Field(None, description="month the projection opens")
    posts: Annotated[Members, Field(max_length=MOST["post"])] = Field({}, description="top post first, entry post last")
    grades: int | None = Field(None, ge=1, le=MOST["grade"], description="number of grades")
    place_types: Members = Field({}, description="office types first")
    units: Members = Field({}, description="streets, towns")
    unit_classes: Members = Field({}, description="classes of units, first class first")
    ratings: dict[Rating, Bilingual] = Field({}, description="what the document calls them, where otherwise")
    sources: dict[Name, Source] = Field({}, description="the documents")
    items: dict[Name, WrittenItem] = Field({}, description="lines of the budget of its own")
    provisions: dict[str, WrittenProvision] = Field({}, description="the values by term")


Recorded = dict[str, dict[str, Any]]


class Changes(Written):
    """What a proposal was written for."""

    policy: Name = Field(description="name of the pack it changes")
    digest: Annotated[str, AfterValidator(_digest)] = Field(description="first 16 or more digits of that pack's digest")
    was: Recorded | None = Field(
        None, description="the values it replaces, by term and date: simlib rebind writes them"
    )
    read_with: Recorded = Field({}, description="the values that those are read with, by term and date")


class ProposalFile(Written):
    """A proposal: the provisions that differ from a policy."""

    format: Format
    proposal: Name = Field(description="name of the proposal")
    label: Bilingual = Field(description="{zh: …, en: …}")
    about: Sentence | None = Field(None, description="a few sentences")
    by: Words | None = Field(None, description="who proposes it")
    changes: Changes = Field(description="{policy: name, digest: …, was: {…}, read_with: {…}}")
    sources: dict[Name, Source] = Field({}, description="the documents")
    provisions: dict[str, WrittenProvision] = Field(description="the values by term")
