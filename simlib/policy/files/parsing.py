"""Data of a file into the models of `schema.py`; what does not fit becomes problems in plain words."""

from __future__ import annotations

import re
from typing import Any, TypeVar, cast, get_args

from pydantic import ValidationError
from pydantic_core import ErrorDetails

from simlib.policy.files.schema import FAULT, Written
from simlib.policy.files.yaml_text import Document, Where
from simlib.policy.problems import Fault, Problem, nearest
from simlib.text import NOTHING, Text, same

_Model = TypeVar("_Model", bound=Written)
_LABEL = {"zh": "the Chinese text", "en": "the English text"}


def parse(model: type[_Model], document: Document, where: Where, data: Any, problems: list[Problem]) -> _Model | None:
    """Return the data at `where` as the model; None, and problems added, where its shape is wrong."""
    try:
        return model.model_validate(data)
    except ValidationError as error:
        for details in error.errors():
            inside = tuple(step for step in details["loc"] if "[" not in str(step))  # not pydantic's own
            name = same(".".join(map(str, (*where, *inside)))) or Text("本文件", "the file")
            key, keys = str(inside[-1]) if inside else "", _keys(model, inside)
            quoted = {"written": details["input"], **details.get("ctx", {}), "name": name, "key": key}
            fault = _fault(details, key, keys).filled(**quoted, meaning=keys.get(key, "…"))
            problems.append(document.at((*where, *inside), fault))
        return None


def _fault(details: ErrorDetails, key: str, keys: dict[str, str]) -> Fault:
    """Return what is wrong, with `{name}` for where it stands and pydantic's own names for its numbers."""
    kind, context = details["type"], details.get("ctx", {})
    if kind == FAULT:
        return cast(Fault, context[FAULT])
    if kind == "missing":
        return Fault(Text("缺少 {name}", "{name} is missing"), Text("请补上 {key}。", "Add {key}: {meaning}."))
    if kind in ("extra_forbidden", "unexpected_keyword_argument"):
        way_out = nearest(key, keys) + (_COMMA if details["input"] is None else NOTHING)
        return Fault(Text("此处不支持 {name}", "{name} is not known here"), way_out)
    if details["input"] is None:
        return Fault(Text("{name} 是空的", "{name} is empty"), _FILL_IN)
    if kind == "literal_error":
        options = re.findall(r"'(\w+)'", context["expected"])
        return Fault(Text("{name} 不能是 {written}", "{name} is {written}"), nearest(details["input"], options))
    return _shape(kind)


_COMMA = Text("花括号里带逗号的文字要加引号。", " Inside braces a text with a comma stands in quotes.")
_FILL_IN = Text("请写出来，或去掉这一项。", "Write it, or leave the key out.")


def _shape(kind: str) -> Fault:
    """Return what pydantic finds wrong with the shape of something."""
    match kind:
        case "string_type":
            return Fault(
                Text("{name} 应是一段文字", "{name} is not a text"), Text("请写一段文字。", "Write a single text.")
            )
        case "string_too_short":
            return Fault(Text("{name} 没有内容", "{name} is empty"), _FILL_IN)
        case "dict_type" | "model_type" | "dataclass_type":
            way_out = Text("请在其下逐行写“名称: 值”。", "Write key: value lines below it.")
            return Fault(Text("{name} 应是若干行“名称: 值”", "{name} is not a mapping"), way_out)
        case "list_type":
            way_out = Text(
                "请写作 [甲, 乙]，或逐行以短横线开头。", "Write it as [a, b], or lines that start with a dash."
            )
            return Fault(Text("{name} 应是列表", "{name} is not a list"), way_out)
        case "int_type" | "int_parsing" | "int_from_float" | "int_parsing_size":
            return Fault(
                Text("{name} 应是整数", "{name} is not a whole number"), Text("请只写数字。", "Write digits only.")
            )
        case "float_type" | "float_parsing" | "finite_number":
            return Fault(Text("{name} 应是数字", "{name} is not a number"), Text("请只写数字。", "Write digits only."))
        case "string_pattern_mismatch":
            way_out = Text("名称只用小写字母、数字和下划线，编码只用数字。",
                           "Names take small letters, digits and _ only, codes digits.")  # fmt: skip
            return Fault(
                Text("{name} 的写法有误：{written}", "{name} is not written as it must be: {written}"), way_out
            )
        case "bool_parsing" | "bool_type":
            way_out = Text("请写 true 或 false。", "Write true or false.")
            return Fault(Text("{name} 应是 true 或 false", "{name} is neither true nor false"), way_out)
        case "too_short":
            way_out = Text("至少要有 {min_length} 项。", "Add at least {min_length}.")
            return Fault(Text("{name} 的项数太少", "{name} has too few entries"), way_out)
        case "too_long":
            way_out = Text("最多 {max_length} 项。", "There is room for {max_length}.")
            return Fault(Text("{name} 的项数太多", "{name} has too many entries"), way_out)
        case "greater_than_equal":
            return Fault(Text("{name} 太小", "{name} is too small"), Text("最小是 {ge}。", "The smallest is {ge}."))
        case "less_than_equal":
            return Fault(Text("{name} 太大", "{name} is too large"), Text("最大是 {le}。", "The largest is {le}."))
    way_out = Text("请照同类文件的写法改正。", "Write it as other files of its kind do.")
    return Fault(Text("{name} 不能是 {written}", "{name} cannot be {written}"), way_out)


def _keys(model: type[Written], inside: Where) -> dict[str, str]:
    """Return the keys known at the place of the last step, each with what it means."""
    place: Any = model
    for step in inside[:-1]:
        fields = getattr(place, "model_fields", {})
        if step in fields:
            place = _made_of(fields[step].annotation) or place
    if place is Text:
        return _LABEL
    return {name: field.description or "" for name, field in place.model_fields.items()}


def _made_of(annotation: Any) -> Any:
    """Return the model inside a type such as dict[str, Source] or Text | None."""
    if annotation is Text or (isinstance(annotation, type) and issubclass(annotation, Written)):
        return annotation
    return next(filter(None, map(_made_of, get_args(annotation))), None)
