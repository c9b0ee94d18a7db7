"""A pack of one's own from the command line: made, written as a questionnaire, read again, and proposals for it."""

from __future__ import annotations

from pathlib import Path

import pytest

from simlib.cli import main
from simlib.policy import load_policy
from tests.cli.toy import TOWN, Said, said


def test_a_new_city_is_found_by_name_and_says_what_to_do_next(world: Path, capsys: Said):
    text = said(capsys, "new", "city", "sixth", "--like", "town", "--zh", "第六市", "--en", "Sixth", "--lang", "en")
    folder = world / "scenarios/cities/sixth"
    assert {file.name for file in folder.iterdir()} >= {"policy.yaml", "staff.yaml", "clauses.yaml", "sixth.xlsx"}
    assert "simlib run sixth" in text and "simlib pack read scenarios/cities/sixth/sixth.xlsx" in text
    law = load_policy("sixth")
    assert law.label.zh == "第六市" and law.digest == load_policy(TOWN).digest
    assert "OK pack scenarios/cities/sixth" in said(capsys, "check", "sixth", "--lang", "en")


def test_a_folder_of_ones_own_is_named_in_what_to_set(world: Path, capsys: Said):
    assert main(["new", "city", "sixth", "--like", "town", "--out", "mine"]) == 0
    assert "SIMLIB_PACKS=mine" in capsys.readouterr().err
    assert (world / "mine/sixth/policy.yaml").exists()


def test_a_pack_goes_to_excel_and_back(world: Path, capsys: Said):
    before = load_policy(TOWN)
    said(capsys, "pack", "write", "town", "--out", "book.xlsx")
    assert "The pack loads" in said(capsys, "pack", "read", "book.xlsx", "--out", TOWN, "--lang", "en")
    assert load_policy(TOWN).digest == before.digest


def test_what_is_set_is_a_proposal(world: Path, capsys: Said):
    words = ("--set", "progression.years_per_grade=2", "--set", "pay.base@2028-07=+10%")
    said(capsys, "propose", "town", *words, "--out", f"{TOWN}/proposals/both.yaml", "--en", "Both")
    law = load_policy(TOWN)
    reform = law.with_proposal("both")
    assert reform.value("progression.years_per_grade", "2027-01") == 2 and reform.proposal_labels[0].en == "Both"
    assert reform.value("pay.base", "2028-07") == pytest.approx(1.1 * law.value("pay.base", "2028-07"), abs=1)
    assert "OK proposal" in said(capsys, "check", f"{TOWN}/proposals/both.yaml", "--lang", "en")
