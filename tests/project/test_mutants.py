"""The list of mutants is that of the code, and the page is that of the list: no rule without one, none unexplained."""

from __future__ import annotations

import ast

import pytest

from scripts.mutants import PAGE, SURVIVES, Mutant, lines, main, mutants
from tests.project.tree import ROOT

MUTANTS = mutants()
RULES = ROOT / "simlib" / "rules"


@pytest.mark.parametrize("mutant", MUTANTS, ids=lambda mutant: f"{mutant.file}: {mutant.en}")
def test_what_it_changes_stands_exactly_once(mutant: Mutant):
    assert mutant.old != mutant.new
    assert (ROOT / mutant.file).read_text("utf-8").count(mutant.old) == 1
    changed = (ROOT / mutant.file).read_text("utf-8").replace(mutant.old, mutant.new)
    ast.parse(changed)
    assert all((ROOT / test).exists() for test in mutant.tests) and mutant.tests
    assert mutant.zh and mutant.en


def test_every_rule_file_that_decides_anything_has_one():
    decides = [
        str(file.relative_to(ROOT))
        for file in RULES.rglob("*.py")
        if any(isinstance(node, ast.FunctionDef) for node in ast.parse(file.read_text("utf-8")).body)
    ]
    assert len(decides) > 25
    assert sorted(set(decides) - {mutant.file for mutant in MUTANTS}) == []


def test_the_page_lists_exactly_these_and_none_survives_unexplained():
    """If not, run `python scripts/mutants.py --only RULE`."""
    shown = lines(PAGE.read_text("utf-8"))
    assert {key: words for key, (words, _) in shown.items()} == {(m.file, m.change): m.words for m in MUTANTS}
    assert len(shown) == len(MUTANTS) >= 60
    for mutant in MUTANTS:
        _, found_by = shown[mutant.file, mutant.change]
        if mutant.survives:
            assert found_by == f"{SURVIVES}：{mutant.survives}"
        else:
            assert found_by.startswith("`tests/"), f"{mutant.file}: {mutant.en}"


def test_a_rule_that_there_is_not_is_refused_with_the_known_ones(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
):
    monkeypatch.setattr("sys.argv", ["mutants.py", "--only", "nosuchrule"])
    with pytest.raises(SystemExit):
        main()
    said = capsys.readouterr().err
    assert "no rule nosuchrule" in said and "every_n_years" in said and "progression" in said
