"""The JSON Schemas under scenarios/schema are those of the code, and agree with the packs."""

from __future__ import annotations

import datetime as dt
import json
from pathlib import Path
from typing import Any

import jsonschema
import pytest
from ruamel.yaml import YAML

from simlib.policy import TERMS, find_packs, find_proposals, json_schema
from simlib.policy.files.editor_schema import FILES, schema_text
from simlib.policy.files.schema import ProposalFile
from tests.policy.made_up import build

SCENARIOS = Path(__file__).parents[2] / "scenarios"


def as_an_editor_sees_it(data: Any) -> Any:
    """Dates are texts in JSON."""
    if isinstance(data, dict):
        return {as_an_editor_sees_it(key): as_an_editor_sees_it(value) for key, value in data.items()}
    if isinstance(data, list):
        return [as_an_editor_sees_it(value) for value in data]
    return data.isoformat() if isinstance(data, dt.date) else data


def complaints(schema: dict[str, Any], file: Path) -> list[str]:
    content = as_an_editor_sees_it(YAML(typ="safe").load(file))
    return [
        f"{list(error.path)}: {error.message}" for error in jsonschema.Draft202012Validator(schema).iter_errors(content)
    ]


@pytest.mark.parametrize("name", FILES)
def test_the_schema_files_are_current(name: str):
    """If not, call simlib.policy.files.editor_schema.write_schemas("scenarios/schema")."""
    assert (SCENARIOS / "schema" / name).read_text("utf-8") == schema_text(FILES[name])


@pytest.mark.parametrize("pack", find_packs(SCENARIOS), ids=lambda folder: folder.name)
def test_every_pack_agrees_with_the_schema(pack: Path):
    assert complaints(json_schema(), pack / "policy.yaml") == []


@pytest.mark.parametrize("proposal", find_proposals(SCENARIOS), ids=lambda file: file.stem)
def test_every_proposal_agrees_with_the_schema(proposal: Path):
    assert complaints(json_schema(ProposalFile), proposal) == []


@pytest.mark.parametrize(
    ("edit", "word"),
    [
        (("value: 3,", "value: 41,"), "41 is greater than the maximum of 40"),
        (("value: every_n_years", "value: yearly"), "'yearly' is not one of"),
        (("opening: 2027-01", "openning: 2027-01"), "'openning' was unexpected"),
        (("  rules.promotion:", "  rules.promotions:"), "'rules.promotions' does not match any of the regexes"),
        (("{under_1: 0.1, 1_to_2", "{under_2: 0.1, 1_to_2"), "is not valid under any of the given schemas"),
        (("    values:\n      2020-08-14:", "    values:\n      14.8.2020:"), "'14.8.2020' does not match"),
    ],
)
def test_the_schema_sees_what_is_wrong(tmp_path: Path, edit: tuple[str, str], word: str):
    town = build(tmp_path)
    assert complaints(json_schema(), town / "policy.yaml") == []
    (problem,) = complaints(json_schema(), build(tmp_path, edit) / "policy.yaml")
    assert word in problem


def test_every_term_says_what_it_is():
    described = json_schema()["properties"]["provisions"]["properties"]
    assert list(described) == list(TERMS)
    for name, term in TERMS.items():
        assert described[name]["description"].startswith(f"{term.label.zh} · {term.label.en}")
    assert "年 · years, 1 to 40" in described["progression.years_per_grade"]["description"]
    assert "district: 全区 · The district" in described["promotion.scope"]["description"]
    value = json.dumps(described["exits.resignation"])
    assert '"under_1"' in value and '"maximum": 0.95' in value
