# ruff: noqa: E501
"""The clause registers: what every provision of a document became, and that pack and register point at each other."""

from __future__ import annotations

from pathlib import Path

import pytest

from simlib.policy import Policy, PolicyError, find_packs, load_policy
from simlib.policy.clauses import FILE, Clause, clause_table, load_clauses
from simlib.text import Text
from tests.policy.made_up import build, complaints

SCENARIOS = Path(__file__).parents[2] / "scenarios"
REGISTERED = [folder for folder in find_packs(SCENARIOS) if (folder / FILE).is_file()]
GOOD = """\
format: 1
document: rules
clauses:
  "2.years":
    says: {zh: 三年一级, en: Three years a grade}
    words: every three years
    fate: sets
    sets: [progression.years_per_grade]
  "3":
    says: {zh: 培训, en: Training}
    words: all are trained
    fate: not_modelled
    reason: {zh: 无支出项, en: no budget line}
"""
BROKEN = [
    ("document: rules", "document: ruls",
     "town/clauses.yaml:2: ruls is not a source of town. Write the name of one of its sources. Did you mean rules?"),
    ("format: 1", "format: 2",
     "town/clauses.yaml:1: format is 2; this program reads 1. Write format: 1, or update the program."),
    ("fate: sets\n    sets: [progression.years_per_grade]", "fate: recorded\n    reason: {zh: 无, en: none}",
     "town/policy.yaml:25: progression.years_per_grade rests on 2, which town/clauses.yaml does not say sets it. "
     "Add progression.years_per_grade to the sets of that clause in the register."),
    ('"2.years"', '"22.years"',
     "town/clauses.yaml:8: 22.years sets progression.years_per_grade, but no value of it in policy.yaml cites that clause. "
     "Write source: rules and clause: 22.years there, or leave progression.years_per_grade out here.",
     "town/policy.yaml:25: progression.years_per_grade rests on 2, which town/clauses.yaml does not say sets it. "
     "Add progression.years_per_grade to the sets of that clause in the register."),
    ("[progression.years_per_grade]", "[progression.years_per_grade, rules.promotion]",
     "town/clauses.yaml:8: 2.years sets rules.promotion, but no value of it in policy.yaml cites that clause. "
     "Write source: rules and clause: 2.years there, or leave rules.promotion out here."),
    ("[progression.years_per_grade]", "[progression.years_per_grade, progression.years_a_grade]",
     "town/clauses.yaml:8: 2.years sets progression.years_a_grade, not a term. Did you mean progression.years_per_grade?"),
    ("    sets: [progression.years_per_grade]\n", "",
     "town/clauses.yaml:4: 2.years sets no term. Name the terms: sets: [a.term], or choose another fate."),
    ("fate: not_modelled", "fate: not_modelled\n    sets: [rules.promotion]",
     "town/clauses.yaml:9: 3 is not_modelled and yet sets terms. Write fate: sets, or leave sets out."),
    ("    reason: {zh: 无支出项, en: no budget line}\n", "",
     "town/clauses.yaml:9: 3 is not_modelled without reason. Add reason: {zh: …, en: …}."),
    ("no budget line}", "see training.hour}",
     "town/clauses.yaml:9: the reason of 3 speaks of training.hour, which town does not give or none of its rules reads. "
     "Name the term that is in force, or leave that out."),
    ("{zh: 无支出项,", "{zh: 见特别优秀者留任至的年龄,",
     "town/clauses.yaml:9: the reason of 3 speaks of extension.best_age, which town does not give or none of its rules reads. "
     "Name the term that is in force, or leave that out."),
    ("fate: not_modelled", "fate: forgotten",
     "town/clauses.yaml:12: clauses.3.fate is forgotten. Known: sets, recorded, not_modelled."),
    ("    words: all are trained\n", "",
     "town/clauses.yaml:9: clauses.3.words is missing. Add words: the few words that decide, exact."),
    ("{zh: 培训, en: Training}", "{zh: 培训}",
     "town/clauses.yaml:10: clauses.3.says.en is missing. Add en: the English text."),
    ('  "3":', '  "2.years":',
     'town/clauses.yaml:9: writes 2.years twice (first in line 4). Keep one of the two.'),
]  # fmt: skip


def town(folder: Path, *edits: tuple[str, str]) -> Path:
    """The made-up town with a register, edited."""
    pack = build(folder)
    text = GOOD
    for old, new in edits:
        assert text.count(old) == 1, old
        text = text.replace(old, new)
    (pack / FILE).write_text(text, "utf-8")
    return pack


def test_a_register_says_what_became_of_each_clause(tmp_path: Path):
    register = load_clauses(town(tmp_path))
    assert register.document == "rules"
    assert [(one.pinpoint, one.fate, one.sets) for one in register.clauses] == [
        ("2.years", "sets", ("progression.years_per_grade",)),
        ("3", "not_modelled", ()),
    ]
    assert register.clauses[1].reason == Text("无支出项", "no budget line")


def test_the_table_shows_the_value_that_a_what_if_sets(tmp_path: Path):
    law, register = load_policy(town(tmp_path)), load_clauses(town(tmp_path))
    faster = law.with_values({"progression.years_per_grade": 2})
    now, later = (clause_table(policy, register) for policy in (law, faster))
    assert now[0].outcome == Text(
        "晋级年限（progression.years_per_grade 3）", "Years per grade (progression.years_per_grade 3)"
    )
    assert later[0].outcome.en == "Years per grade (progression.years_per_grade 2)"
    assert (now[1].fate, now[1].outcome) == (Text("未建模", "Not modelled"), Text("无支出项", "no budget line"))


@pytest.mark.parametrize("row", BROKEN)
def test_a_broken_register(tmp_path: Path, row: tuple[str, ...]):
    old, new, *expected = row
    pack = town(tmp_path, (old, new))
    found = [
        problem.replace(f"{tmp_path.as_posix()}/", "") for problem in complaints(tmp_path, lambda: load_clauses(pack))
    ]
    assert found == expected


def test_all_errors_of_a_register_come_at_once(tmp_path: Path):
    pack = town(tmp_path, ("document: rules", "document: ruls"), ("fate: not_modelled", "fate: forgotten"))
    assert [problem.split(": ")[0] for problem in complaints(tmp_path, lambda: load_clauses(pack))] == [
        "town/clauses.yaml:2", "town/clauses.yaml:12",
    ]  # fmt: skip


def test_a_pack_without_a_register_says_so(tmp_path: Path):
    pack = build(tmp_path)
    with pytest.raises(PolicyError, match=r"clauses\.yaml: cannot be read"):
        load_clauses(pack)


def cited(policy: Policy, document: str) -> set[tuple[str, str]]:
    return {
        (name, dated.clause)
        for name, provision in policy.provisions.items()
        for dated in provision.values
        if dated.source == document and dated.clause
    }


def holds(clause: Clause, name: str, cited: str) -> bool:
    return name in clause.sets and (clause.pinpoint == cited or clause.pinpoint.startswith(cited + "."))


@pytest.mark.parametrize("folder", REGISTERED, ids=lambda folder: folder.name)
def test_every_provision_that_cites_the_document_points_into_its_register(folder: Path):
    """Whatever its evidence: an assumption that fills a clause in is to be found there too."""
    register, policy = load_clauses(folder), load_policy(folder)
    provisions = cited(policy, register.document)
    assert provisions
    for name, pinpoint in provisions:
        assert any(holds(clause, name, pinpoint) for clause in register.clauses), (name, pinpoint)


@pytest.mark.parametrize("folder", REGISTERED, ids=lambda folder: folder.name)
def test_every_clause_that_sets_a_term_is_cited_where_it_is_set(folder: Path):
    register, policy = load_clauses(folder), load_policy(folder)
    for clause in register.clauses:
        for name in clause.sets:
            assert any(holds(clause, name, dated.clause) for dated in policy.provisions[name].values), (clause, name)


def test_an_assumption_that_cites_a_clause_must_be_in_the_register_too(tmp_path: Path):
    pack = town(
        tmp_path,
        ("fate: sets\n    sets: [progression.years_per_grade]", "fate: recorded\n    reason: {zh: 无, en: none}"),
    )
    text = (pack / "policy.yaml").read_text("utf-8")
    assumed = text.replace("words: every three years, evidence: published", "evidence: assumed, reason: any")
    (pack / "policy.yaml").write_text(assumed, "utf-8")
    (problem,) = complaints(tmp_path, lambda: load_clauses(pack))
    assert "progression.years_per_grade rests on 2, which" in problem


def test_the_packs_of_cities_have_registers():
    cities = {folder.name for folder in find_packs(SCENARIOS) if folder.parent.name == "cities"}
    assert {folder.name for folder in REGISTERED} == cities
