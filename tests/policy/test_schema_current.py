"""The JSON Schemas that are built for editors accept every pack and proposal, and see what is wrong with a bad one."""

from __future__ import annotations

import datetime as dt
import json
import re
from pathlib import Path
from typing import Any

import jsonschema
import pytest
from ruamel.yaml import YAML

from simlib.policy import TERMS, find_packs, find_proposals, json_schema
from simlib.policy.files.editor_schema import FILES, write_schemas
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


@pytest.fixture(scope="module")
def built(tmp_path_factory: pytest.TempPathFactory) -> dict[str, dict[str, Any]]:
    """The schemas, as an editor finds them in the files."""
    folder = tmp_path_factory.mktemp("schema")
    write_schemas(folder)
    return {name: json.loads((folder / name).read_text("utf-8")) for name in FILES}


@pytest.mark.parametrize("pack", find_packs(SCENARIOS), ids=lambda folder: folder.name)
def test_the_built_schema_accepts_every_pack(pack: Path, built: dict[str, dict[str, Any]]):
    assert complaints(built["policy.schema.json"], pack / "policy.yaml") == []


@pytest.mark.parametrize("proposal", find_proposals(SCENARIOS), ids=lambda file: file.stem)
def test_the_built_schema_accepts_every_proposal(proposal: Path, built: dict[str, dict[str, Any]]):
    assert complaints(built["proposal.schema.json"], proposal) == []


NAMED = re.compile(r"# yaml-language-server: \$schema=(\S+)")


@pytest.mark.parametrize("file", sorted(SCENARIOS.rglob("*.yaml")), ids=lambda file: str(file.relative_to(SCENARIOS)))
def test_a_file_that_names_a_schema_names_one_that_is_built_and_its_own(file: Path):
    """`simlib schema` writes them into scenarios/schema, which is where those lines look."""
    if named := NAMED.match(file.read_text("utf-8")):
        place = (file.parent / named[1]).resolve()
        kind = "proposal.schema.json" if file.parent.name == "proposals" else "policy.schema.json"
        assert place == SCENARIOS / "schema" / kind


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
