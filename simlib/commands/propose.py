"""`propose`: values set on the command line, or changed in a workbook, as a proposal file."""

from __future__ import annotations

import re
from argparse import Namespace
from collections.abc import Mapping
from pathlib import Path
from typing import Any

from simlib.commands.new_city import unwritable
from simlib.commands.policy_arguments import load_pack, print_notes
from simlib.commands.screen import Screen, Wrong
from simlib.commands.set_option import read_sets
from simlib.policy import Policy, load_proposal
from simlib.report.proposal_file import proposal_text
from simlib.text import Text, joined

_SUFFIXES = (".yaml", ".yml")
_NAME = re.compile(r"[a-z][a-z0-9_]*", re.ASCII)
Values = dict[int, dict[str, Any]]


def propose(args: Namespace, screen: Screen) -> int:
    """Write the proposal and say what is to be known of it."""
    law, file = load_pack(args.pack), _file(args.out)
    if bool(args.sets) == bool(args.from_workbook):
        raise Wrong(
            Text(
                "请写 --set 名称=数值，或 --from-workbook 文件，二者选一。",
                "Give --set NAME=VALUE or --from-workbook FILE, one of the two.",
            )
        )
    values = _from_workbook(args.from_workbook, law, screen) if args.from_workbook else _set(args.sets, law)
    text = proposal_text(law, values, name=file.stem, label=_label(args, law, values), reason=_reasons(args))
    try:
        file.parent.mkdir(parents=True, exist_ok=True)  # `proposals` of a new pack
        file.write_text(text, "utf-8")
    except OSError as error:
        raise unwritable(file) from error
    screen.say(Text(f"方案已写入 {file.as_posix()}", f"Proposal written to {file.as_posix()}"))
    print_notes(law.with_proposal(load_proposal(file)), screen)
    return 0


def _file(out: str) -> Path:
    file = Path(out)
    if file.suffix.lower() not in _SUFFIXES or not _NAME.fullmatch(file.stem):
        raise Wrong(
            Text(
                "--out {file} 应是以 .yaml 结尾的文件，文件名只用小写字母、数字和下划线。",
                "--out {file} is to be a file that ends in .yaml, its name of small letters, digits and _.",
            ).of(file=file)
        )
    return file


def _set(sets: list[str], law: Policy) -> Values:
    values: Values = {}
    for one in read_sets(sets, law):
        values.setdefault(one.month if one.month is not None else law.opening or 0, {})[one.name] = one.value
    return values


def _from_workbook(path: str, law: Policy, screen: Screen) -> Values:
    from simlib.questionnaire.changed_cells import changed_values

    values, touched = changed_values(path, law)
    for place in touched:
        screen.note(
            Text(
                f"{place} 也改动过，不是黄色格，方案里没有写。",
                f"{place} was changed too; it is no yellow cell and not in the proposal.",
            )
        )
    if not values:
        raise Wrong(Text("{path} 的黄色格没有改动。", "No yellow cell of {path} was changed.").of(path=path))
    return values


def _label(args: Namespace, law: Policy, values: Values) -> Text:
    terms = dict.fromkeys(name for month in sorted(values) for name in values[month])
    said = Text("调整：", "Change of ") + joined(law.terms[name].label for name in terms)
    return Text(args.zh or said.zh, args.en or said.en)


def _reasons(args: Namespace) -> Any:
    """Return what gives the reason of a value: where it was set; of a spread, that its middle stands there."""
    where = Path(args.from_workbook).name if args.from_workbook else "simlib propose --set"

    def reason(name: str, reform: Policy) -> Mapping[str, str]:
        middle = Text("键入的是范围，取其中心值。", " A spread was typed; its middle stands here.")
        said = Text("在 {where} 中设定。", "Set in {where}.").of(where=where)
        said += middle if name in reform.spreads else Text("", "")
        return {"zh": said.zh, "en": said.en}

    return reason
