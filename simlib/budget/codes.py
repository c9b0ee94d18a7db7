"""Budget lines in the government's classification: a table that a finance bureau edits (`budget_lines.yaml`).

The table of a pack lies over those of the packs it extends, line by line. Pay and insurance of staff outside the
establishment are placed by one treatment of several that the tables offer; beside each code of the departments' budgets
stands the class of the government's.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from typing import Any

from pydantic import Field

from simlib.policy import Policy, PolicyError, Problem
from simlib.policy.files.parsing import parse
from simlib.policy.files.schema import Bilingual, Format, Written, WrittenCode
from simlib.policy.files.yaml_text import Document
from simlib.policy.items import ITEMS, Item
from simlib.policy.pack_chain import CODES
from simlib.policy.problems import nearest, one_problem
from simlib.text import Text


class Treatment(Written):
    """One way of placing lines, all of them consistently."""

    label: Bilingual
    reason: Bilingual
    lines: dict[str, Any] = Field({}, description="economic category by budget line")


class CodeFile(Written):
    """A table of codes."""

    format: Format
    about: Bilingual | None = Field(None, description="{zh: …, en: …}")
    function: WrittenCode | None = Field(None, description="function of all the lines (支出功能分类)")
    treatment: str = Field("", description="the treatment that is used")
    treatments: dict[str, Treatment] = Field({}, description="ways of placing lines, by name")
    lines: dict[str, Any] = Field({}, description="economic category by budget line (支出经济分类)")
    paid_by: str = Field("", description="which of `government` is used")
    government: dict[str, dict[str, WrittenCode]] = Field(
        {}, description="by who pays: the government budget's class by departmental code (政府预算支出经济分类)"
    )


@dataclass(frozen=True)
class BudgetCode:
    """An item of a classification: its digits and name, and how sure it is that the line goes there.

    government  the class of the government budget beside it; None where no table gives one
    """

    code: str
    name: Text
    evidence: str
    government: BudgetCode | None = None

    @property
    def full(self) -> Text:
        """Its name, with the class of the government budget."""
        if self.government is None:
            return self.name
        return Text("{name}（政府预算{code}）", "{name} (government: {code})").of(
            name=self.name, code=self.government.code
        )


@dataclass(frozen=True)
class Codes:
    """The economic category of every budget line, by one treatment, and the function they all serve."""

    function: BudgetCode
    lines: Mapping[str, BudgetCode]
    treatment: str
    label: Text


def budget_codes(policy: Policy) -> Codes:
    """Return the codes of a policy's budget lines, as its tables had them when it was loaded.

    Raises PolicyError with everything that is wrong with the tables, or that they leave out.
    """
    problems: list[Problem] = []
    tables = _tables(policy, problems)
    _chosen(tables, problems)
    functions = [_code(table.function) for _, table in tables if table.function]
    treatment = policy.codes or _last(table.treatment for _, table in tables)
    lines = {item.key: _code(item.code) for item in policy.own_items if item.code}
    for document, table in tables:
        lines |= _lines(document, ("lines",), policy.lines, problems)
        if treatment in table.treatments:
            lines |= _lines(document, ("treatments", treatment, "lines"), policy.lines, problems)
    missing = [line for line in policy.lines if line not in lines]
    if problems:
        raise PolicyError(problems)
    if missing or not functions:
        what = Text(
            "{policy} 及其所引用政策包的 {file} 都没有写 {missing}",
            "no {file} of {policy} or the packs it extends gives {missing}",
        ).of(policy=policy.name, file=CODES, missing=missing or "function")
        way_out = Text(
            "请补入国家政策包旁的编码表，或本地的编码表。",
            "Add the lines to the table beside the national pack, or to the city's own.",
        )
        if policy.lines.keys() - ITEMS.keys() >= {*missing} and functions:
            way_out = Text(
                "请在项目里写 code，或在 {file} 里写这一行。", "Write code: beside the item, or its line in {file}."
            ).of(file=CODES)
        raise one_problem(what, way_out)
    beside = _government(tables)
    placed = {line: replace(lines[line], government=beside.get(lines[line].code)) for line in policy.lines}
    return Codes(functions[-1], placed, treatment, _treatments(tables).get(treatment, Text("", "")))


_NOT_OFFERED = Text("{file} 里没有 {name} 这种列法", "no {file} offers {name}")


def _chosen(tables: list[tuple[Document, CodeFile]], problems: list[Problem]) -> None:
    """Add a problem for each choice of a table that no table offers."""
    payers = {name for _, table in tables for name in table.government}
    for document, table in tables:
        for key, name, known in (
            ("treatment", table.treatment, _treatments(tables)),
            ("paid_by", table.paid_by, payers),
        ):
            if name and name not in known:
                what = _NOT_OFFERED.of(file=CODES, name=name)
                problems.append(document.problem((key,), what, nearest(name, known)))


def with_treatment(policy: Policy, name: str) -> Policy:
    """Return a policy whose budget lines are placed by a treatment of its tables, whichever these choose.

    Raises PolicyError for a treatment that no table offers.
    """
    known = _treatments(_tables(policy, []))
    if name not in known:
        raise one_problem(_NOT_OFFERED.of(file=CODES, name=name), nearest(name, known))
    return replace(policy, codes=name)


def _tables(policy: Policy, problems: list[Problem]) -> list[tuple[Document, CodeFile]]:
    """Return the tables of a policy with what they say besides their lines, parents first."""
    tables = []
    for document in policy.code_tables:
        data = {**document.data, "lines": {}} if document.part("lines") else document.data
        table = parse(CodeFile, document, (), data, problems)
        tables += [(document, table)] if table else []
    return tables


def _treatments(tables: list[tuple[Document, CodeFile]]) -> dict[str, Text]:
    return {name: one.label for _, table in tables for name, one in table.treatments.items()}


def _government(tables: list[tuple[Document, CodeFile]]) -> dict[str, BudgetCode]:
    """Return the class of the government budget by departmental code, for whoever pays."""
    payer = _last(table.paid_by for _, table in tables)
    given = [table.government.get(payer, {}) for _, table in tables]
    return {code: _code(written) for one in given for code, written in one.items()}


def _last(names: Iterable[str]) -> str:
    """Return the last name that is given, of tables parents first; empty where none is."""
    return next((name for name in reversed([*names]) if name), "")


def _lines(
    document: Document, path: tuple[str, ...], items: Mapping[str, Item], problems: list[Problem]
) -> dict[str, BudgetCode]:
    codes: dict[str, BudgetCode] = {}
    part: Any = document.data
    for key in path:
        part = part.get(key, {})
    for line, data in part.items():
        if line not in items:
            what = Text("没有支出项目 {line}", "unknown budget line {line}").of(line=line)
            problems.append(document.problem((*path, line), what, nearest(line, items)))
        elif written := parse(WrittenCode, document, (*path, line), data, problems):
            codes[line] = _code(written)
    return codes


def _code(written: WrittenCode) -> BudgetCode:
    return BudgetCode(written.code, Text(written.zh, written.en), written.evidence)
