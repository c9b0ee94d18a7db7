"""What somebody changed in a workbook, as values by month and term: of the finance workbook, or of a questionnaire."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path
from typing import Any

import numpy as np

from simlib.months import parse_month
from simlib.policy import Policy
from simlib.policy.axes import FIXED
from simlib.policy.files.values import read_value
from simlib.policy.pack_chain import FILE as POLICY
from simlib.policy.problems import PolicyError, Problem, one_problem
from simlib.policy.provision import Dated, Provision
from simlib.policy.term import Term
from simlib.questionnaire.cells import written
from simlib.questionnaire.read import read_questionnaire
from simlib.text import Text
from simlib.workbook.as_written import ComeBack, cell_name, come_back
from simlib.workbook.sheets.parameters import NO, YES

Values = dict[int, dict[str, Any]]


def changed_values(path: str | Path, law: Policy) -> tuple[Values, tuple[str, ...]]:
    """Return the values that a workbook has otherwise than a policy, by month and term, and what else was touched.

    From the first month in which a term is changed on, all its values are there: a proposal replaces what comes later.

    Raises PolicyError where it is no workbook of ours, was made for another policy, or a yellow cell holds no value.
    """
    file = Path(path)
    found = come_back(file)
    if found is None:
        return _by_month(law, _of_questionnaire(file, law)), ()
    if not law.digest.startswith(found.policy):
        raise one_problem(
            Text(
                "是按校验码为 {its} 的政策写的，现在是 {now}",
                "was made for a policy with digest {its}, which is now {now}",
            ).of(its=found.policy, now=law.digest[:16]),
            Text("请用 simlib workbook 重新写出，再改。", "Make it anew with simlib workbook, and change that."),
            file.as_posix(),
        )
    return _by_month(law, _of_finance(found, law, file)), found.touched


def _by_month(law: Policy, changed: Mapping[str, Mapping[int, Any]]) -> Values:
    """Return changed values by month, with the later ones of the same terms as the policy has them."""
    values: Values = {}
    for name, by_month in changed.items():
        given = law.provisions[name].values if name in law.provisions else ()
        later = {dated.month: dated.plain for dated in given if dated.month > min(by_month)}
        for month, value in {**later, **by_month}.items():
            values.setdefault(month, {})[name] = value
    return values


def _of_finance(found: ComeBack, law: Policy, file: Path) -> dict[str, dict[int, Any]]:
    problems: list[Problem] = []
    changed: dict[tuple[str, int], dict[tuple[str, ...], Any]] = {}
    for one, now in found.cells:
        value = _typed(law.terms[one.term], now)
        if value is None:
            what = Text("{cell} 没有数值", "{cell} holds no value").of(cell=cell_name(one))
            problems.append(
                Problem(file.as_posix(), 0, what, Text("请填写，或改回原来的数。", "Type one, or the one before."))
            )
        elif value != _typed(law.terms[one.term], one.value):
            changed.setdefault((one.term, one.month), {})[one.members] = value
    if problems:
        raise PolicyError(problems)
    values: dict[str, dict[int, Any]] = {}
    for (name, month), numbers in changed.items():
        values.setdefault(name, {})[month] = _laid_in(law, law.provisions[name], month, numbers)
    return values


def _typed(term: Term, cell: float | str | None) -> str | None:
    words = {word: name for name, label in (("no", NO), ("yes", YES)) for word in label}
    return words.get(str(cell)) or written(term, cell, {})


def _laid_in(law: Policy, given: Provision, month: int, numbers: Mapping[tuple[str, ...], Any]) -> Any:
    """Return a value as a file has it, with some of its numbers replaced."""
    dated, term = given.at(month), given.term
    if not term.shape:
        return numbers[()]
    return _named(law, term, dated, (), numbers)


def _named(
    law: Policy, term: Term, dated: Dated, members: tuple[str, ...], numbers: Mapping[tuple[str, ...], Any]
) -> Any:
    if len(members) == len(term.shape):
        places = tuple(law.axis(axis).index(name) for axis, name in zip(term.shape, members))
        return numbers.get(members, _as_written(term, np.asarray(dated.value)[places]))
    names = law.axis(term.shape[len(members)])
    return {name: _named(law, term, dated, (*members, name), numbers) for name in names}


def _as_written(term: Term, held: Any) -> str:
    if term.choices:
        return term.choices[int(held)]
    number = float(held) / term.parts
    return str(int(number)) if number.is_integer() else repr(number)


def _of_questionnaire(file: Path, law: Policy) -> dict[str, dict[int, Any]]:
    """Return the values of a questionnaire that the policy has otherwise; dates that it leaves out do not count."""
    provisions = read_questionnaire(file).files[POLICY]["provisions"]
    problems: list[Problem] = []
    changed: dict[str, dict[int, Any]] = {}
    for name, provision in provisions.items():
        for start, entry in provision["values"].items():
            try:
                month = parse_month(start)
            except ValueError:
                what = Text("{name} 的起始日期 {since} 不是年月", "{name} starts {since}, not a month").of(
                    name=name, since=start
                )
                problems.append(Problem(file.as_posix(), 0, what, Text("请写作 2027-01。", "Write it as 2027-01.")))
                continue
            if not _same(law, name, month, entry["value"], file, problems):
                changed.setdefault(name, {})[month] = entry["value"]
    if problems:
        raise PolicyError(problems)
    return changed


def _same(law: Policy, name: str, month: int, value: Any, file: Path, problems: list[Problem]) -> bool:
    read, faults = read_value(law.terms[name], value, {**FIXED, **law.axes})
    problems += [fault.at(file.as_posix()) for fault in faults]
    own = law.provisions.get(name)
    dated = own.find(month) if own else None
    return dated is not None and dated.month == month and np.array_equal(dated.value, read)
