"""JSON Schemas of pack and proposal files: completion and checks while somebody writes them in an editor."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

from simlib.policy.axes import FIXED, LABELS
from simlib.policy.files.schema import MONTH, PackFile, ProposalFile, Written
from simlib.policy.files.values import OTHERS, limits_of
from simlib.policy.term import NEVER, UNIT_LABELS, Term
from simlib.policy.terms import TERMS

FILES: dict[str, type[Written]] = {"policy.schema.json": PackFile, "proposal.schema.json": ProposalFile}
Schema = dict[str, Any]


def json_schema(model: type[Written] = PackFile) -> Schema:
    """Return the JSON Schema of pack (or proposal) files: every term with its unit, limits and members."""
    schema = model.model_json_schema()
    schema["$schema"] = "https://json-schema.org/draft/2020-12/schema"
    terms = {name: _provision(term, texts=model is ProposalFile) for name, term in TERMS.items()}
    schema["properties"]["provisions"] = {
        "type": "object",
        "properties": terms,
        "patternProperties": {r"^items\.[a-z][a-z0-9_]*$": {"$ref": "#/$defs/WrittenProvision"}},  # a pack's own
        "additionalProperties": False,
    }
    return schema


def schema_text(model: type[Written]) -> str:
    """Return the JSON Schema as the file has it."""
    return json.dumps(json_schema(model), ensure_ascii=False, indent=1) + "\n"


def write_schemas(folder: str | Path) -> None:
    """Write both schema files into a folder that exists. They are built, not kept: `make lab` writes them anew."""
    for name, model in FILES.items():
        (Path(folder) / name).write_text(schema_text(model), "utf-8")


def _provision(term: Term, texts: bool) -> Schema:
    value = {"allOf": [{"$ref": "#/$defs/WrittenValue"}], "properties": {"value": _shaped(term, term.shape, texts)}}
    values = {
        "type": "object",
        "patternProperties": {MONTH: value},
        "additionalProperties": False,
        "minProperties": 1,
    }
    return {
        "description": _description(term),
        "allOf": [{"$ref": "#/$defs/WrittenProvision"}],
        "properties": {"values": values},
    }


def _description(term: Term) -> str:
    lines = [" · ".join(term.label)]
    if term.options:
        lines += [f"{option}: {label.zh} · {label.en}" for option, label in term.options]
    elif term.unit not in ("code", "yes_no"):
        zh, en = UNIT_LABELS[term.unit]
        lines.append(f"{zh} · {en}, {limits_of(term).en}")
    lines += [f"by {' and '.join(term.shape)}"] if term.shape else []
    lines += [f"where {term.rule} is {' or '.join(term.needed_by)}"] if term.needed_by else []
    idle = " and ".join(f"{rule} is {option}" for rule, option in term.idle_where)
    lines += [f"not read where {idle}"] if idle else []
    return "\n".join(lines)


def _shaped(term: Term, shape: tuple[str, ...], texts: bool) -> Schema:
    """One value for all, a list in axis order, or a mapping by member; in proposals numbers may be texts: 0.5万."""
    if not shape:
        return _one(term, texts)
    inner = _shaped(term, shape[1:], texts)
    members = FIXED.get(shape[0])
    if members is None:
        return {
            "anyOf": [
                _one(term, texts),
                {"type": "array", "items": inner},
                {"type": "object", "additionalProperties": inner},
            ]
        }
    listed = {"type": "array", "items": inner, "minItems": len(members), "maxItems": len(members)}
    named = {name: {"title": " · ".join(LABELS[name]), **inner} for name in members}
    mapping = {
        "type": "object",
        "properties": {**named, OTHERS: inner},
        "anyOf": [{"required": list(members)}, {"required": [OTHERS]}],
        "additionalProperties": False,
    }
    return {"anyOf": [_one(term, texts), listed, mapping]}


def _one(term: Term, texts: bool) -> Schema:
    lowest, highest = term.limits
    if term.unit == "choice":
        return {"enum": list(term.choices)}
    if term.unit == "yes_no":
        return {"enum": ["yes", "no", True, False]}
    if term.unit == "month":
        written = {"type": "string", "pattern": MONTH}
        return {"anyOf": [written, {"enum": [NEVER[0]]}]} if term.never else written
    kind = "integer" if term.whole else "number"
    number = {"type": [kind, "string"] if texts else kind, "minimum": lowest, "maximum": highest}
    return {"anyOf": [number, {"type": "string"}]} if term.unit == "code" else number
