"""Data of a file into the models of `schema.py`; what does not fit becomes problems in plain words."""

from __future__ import annotations

import re
from typing import Any, TypeVar, get_args

from pydantic import ValidationError
from pydantic_core import ErrorDetails

from simlib.policy.problems import Problem, nearest
from simlib.policy.reading import Document, Where
from simlib.policy.schema import Written
from simlib.text import Text

_Model = TypeVar("_Model", bound=Written)
_MAPPING = ("is not a mapping", "Write key: value lines below it.")
_SHAPES = {  # pydantic's name of an error -> what, way out
    "string_type": ("is not a text", "Write a single text."),
    "string_too_short": ("is empty", "Write it, or leave the key out."),
    "dict_type": _MAPPING,
    "model_type": _MAPPING,
    "dataclass_type": _MAPPING,
    "list_type": ("is not a list", "Write it as [a, b], or lines that start with a dash."),
    "int_type": ("is not a number", "Write a whole number."),
    "int_parsing": ("is not a whole number", "Write digits only."),
    "int_from_float": ("is not a whole number", "Write digits only."),
    "bool_parsing": ("is neither true nor false", "Write true or false."),
    "bool_type": ("is neither true nor false", "Write true or false."),
    "too_short": ("has too few entries", "Add at least {min_length}."),
    "too_long": ("has too many entries", "There is room for {max_length}."),
    "greater_than_equal": ("is too small", "The smallest is {ge}."),
    "less_than_equal": ("is too large", "The largest is {le}."),
    "string_pattern_mismatch": ("is not written as it must be", "Use small letters, digits and _ only."),
}
_LABEL = {"zh": "the Chinese text", "en": "the English text"}


def parse(model: type[_Model], document: Document, where: Where, data: Any, problems: list[Problem]) -> _Model | None:
    """Return the data at `where` as the model; None, and problems added, where its shape is wrong."""
    try:
        return model.model_validate(data)
    except ValidationError as error:
        for details in error.errors():
            inside = tuple(step for step in details["loc"] if step != "[key]")
            name = ".".join(map(str, (*where, *inside))) or "the file"
            what, way_out = _words(details, inside, _keys(model, inside))
            problems.append(document.problem((*where, *inside), f"{name} {what}", way_out))
        return None


def _words(details: ErrorDetails, inside: Where, keys: dict[str, str]) -> tuple[str, str]:
    kind, context, key = details["type"], details.get("ctx", {}), str(inside[-1]) if inside else ""
    if kind == "lab":
        return context["what"], context["way_out"]
    if kind == "missing":
        return "is missing", f"Add {key}: {keys.get(key, '…')}."
    if kind in ("extra_forbidden", "unexpected_keyword_argument"):
        comma = "" if details["input"] is not None else " Inside { } a text with a comma stands in quotes."
        return "is not known here", nearest(key, keys) + comma
    if details["input"] is None:
        return "is empty", "Write it, or leave the key out."
    if kind == "literal_error":
        return f"is {details['input']}", nearest(str(details["input"]), re.findall(r"'(\w+)'", context["expected"]))
    what, way_out = _SHAPES.get(kind, (f"is wrong: {details['msg']}", "Correct it."))
    return what, way_out.format(**context)


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
