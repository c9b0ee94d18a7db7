"""Nested plain data in one row of a table, and back: `reason.zh` is the key of what stands at `reason`, `zh`."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Any

BETWEEN, IS = "; ", "="  # entries of a list, and of a mapping, within a cell


def flat(data: Mapping[str, Any], keys: Iterable[str]) -> dict[str, str | None]:
    """Return the texts at some keys; None where nothing is written. A text for both languages stands in each."""
    return {key: _text(_at(data, key)) for key in keys}


def _at(data: Any, key: str) -> Any:
    for step in key.split("."):
        if isinstance(data, str) and step in ("zh", "en"):
            continue  # one text for both languages
        data = data.get(step) if isinstance(data, Mapping) else None
    return data


def _text(written: Any) -> str | None:
    """Write a list or mapping in one cell, as `head; deputy` and `2032-01=member; 2035-01=head`."""
    if isinstance(written, list):
        return BETWEEN.join(map(str, written))
    if isinstance(written, Mapping):
        return BETWEEN.join(f"{name}{IS}{part}" for name, part in written.items())
    return None if written is None else str(written)


def nested(texts: Mapping[str, str], lists: Iterable[str] = (), mappings: Iterable[str] = ()) -> dict[str, Any]:
    """Return the data whose texts stand at some keys, empty ones left out.

    lists, mappings  the keys whose text is a list or a mapping in one cell
    """
    data: dict[str, Any] = {}
    for key, text in texts.items():
        if text:
            *steps, last = key.split(".")
            inner = data
            for step in steps:
                inner = inner.setdefault(step, {})
            inner[last] = parts(text) if key in lists else entries(text) if key in mappings else text
    return data


def parts(text: str) -> list[str]:
    """Return the entries of a list in a cell."""
    for mark in ("；", "，", ",", "、", "\n"):
        text = text.replace(mark, ";")
    return [part.strip() for part in text.split(";") if part.strip()]


def entries(text: str) -> dict[str, str]:
    """Return the entries of a mapping in a cell; one without `=` has nothing."""
    pairs = (part.partition(IS) for part in parts(text.replace("：", IS).replace(":", IS)))
    return {name.strip(): value.strip() for name, _, value in pairs}
