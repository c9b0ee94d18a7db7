"""Plain data as the YAML of a pack: a mapping of mappings line by line, what is innermost on a line of its own."""

from __future__ import annotations

import datetime as dt
import re
from io import StringIO
from typing import Any

from ruamel.yaml import YAML
from ruamel.yaml.comments import CommentedMap, CommentedSeq

_WIDTH = 120
_SHORT = 90  # letters of a mapping that stands on one line
_WHOLE = re.compile(r"-?(0|[1-9][0-9]{0,15})", re.ASCII)
_DECIMAL = re.compile(r"-?(0|[1-9][0-9]{0,9})\.[0-9]{1,12}", re.ASCII)
_DAY = re.compile(r"\d{4}-\d{2}-\d{2}", re.ASCII)
_BLOCK = ("about", "reason", "says", "values", "provisions", "margins", "clauses", "careers", "person", "sources")


def yaml_text(data: dict[str, Any], heading: str = "") -> str:
    """Return plain data as YAML, with a comment above; numbers and days are written without quotes."""
    writer = YAML()
    writer.width, writer.allow_unicode, writer.default_flow_style = _WIDTH, True, False
    writer.indent(mapping=2, sequence=4, offset=2)
    text = StringIO()
    writer.dump(_laid_out(data, ""), text)
    return "".join(f"# {line}\n" for line in heading.splitlines()) + _with_air(text.getvalue())


def _laid_out(data: Any, key: str) -> Any:
    if isinstance(data, dict):
        laid = CommentedMap((_scalar(name), _laid_out(part, name)) for name, part in data.items())
        if key not in _BLOCK and _flat(data) and len(str(data)) <= _SHORT:
            laid.fa.set_flow_style()
        return laid
    if isinstance(data, list | tuple):
        items = CommentedSeq(_laid_out(part, "") for part in data)
        items.fa.set_flow_style()
        return items
    return _scalar(data)


def _flat(data: dict[str, Any]) -> bool:
    return bool(data) and not any(isinstance(part, dict | list) for part in data.values())


def _scalar(value: Any) -> Any:
    """Return a text that looks like a number or a day as one, so that it is written without quotes."""
    if not isinstance(value, str):
        return value
    if _WHOLE.fullmatch(value):
        return int(value)
    if _DECIMAL.fullmatch(value) and repr(float(value)) == value:
        return float(value)
    if _DAY.fullmatch(value):
        try:
            return dt.date.fromisoformat(value)
        except ValueError:
            return value
    return value


def _with_air(text: str) -> str:
    """Put an empty line before each part of the file, and before each of its entries that takes many lines."""
    lines = text.splitlines()
    parts = {number for number, line in enumerate(lines) if line and not line.startswith(" ") and line.endswith(":")}
    return "".join(("\n" if number in parts and number else "") + line + "\n" for number, line in enumerate(lines))
