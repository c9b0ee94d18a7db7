"""Every fault planted in messy rosters is found where it is, none is invented, and all else is read as it is."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import pytest

from simlib.policy import Policy, load_policy
from simlib.policy.axes import CERTIFICATES, CONTRACTS, EDUCATIONS, RATINGS, SEXES, TRACKS
from simlib.staff.roster.files import RosterRefused
from simlib.staff.roster.findings import NOTICE, PROBLEM, QUESTION, READ, Finding, column_letters
from simlib.staff.roster.kinds import KINDS, texts
from simlib.staff.roster.known import UNKNOWN
from simlib.staff.roster.roster import Roster, read_roster
from tests.conftest import BAOHE
from tests.roster.messy import MessyRoster, Planted, messy_rosters, secrets
from tests.roster.people import Truth

SEVERITIES = {PROBLEM: "error", QUESTION: "question", NOTICE: "notice"}
WORDS = {"sex": SEXES, "education": EDUCATIONS, "certificate": CERTIFICATES, "contract": CONTRACTS, "track": TRACKS}
MONTHS = {
    "birth": "birth",
    "joined": "joined",
    "service_from": "service_from",
    "post_from": "post_from",
    "grade_from": "grade_from",
    "working_from": "contribution_from",
}


@pytest.fixture(scope="module")
def rosters(tmp_path_factory: pytest.TempPathFactory) -> list[MessyRoster]:
    return messy_rosters(tmp_path_factory.mktemp("messy"), files=40)


@pytest.fixture(scope="module")
def laws(rosters: list[MessyRoster]) -> dict[str, Policy]:
    return {name: load_policy(BAOHE.parent / name) for name in {one.pack for one in rosters}}


@pytest.fixture(scope="module")
def read(rosters: list[MessyRoster], laws: dict[str, Policy]) -> list[tuple[MessyRoster, Roster]]:
    return [(one, read_roster(laws[one.pack], one.path)) for one in rosters if not lacks_a_column(one)]


def lacks_a_column(one: MessyRoster) -> bool:
    return any(fault.kind == "column_missing" for fault in one.planted)


def told(roster: Roster) -> Iterator[Finding]:
    """What is said of a roster's rows, and not of how the file was read."""
    return (one for one in roster.findings if KINDS[one.kind].weight != READ and one.kind != "not_confirmed")


def sheet_of(roster: Roster, one: Finding) -> str:
    return next((table.sheet.name for table in roster.tables if table.sheet.number == one.sheet), "")


def is_of(fault: Planted, one: Finding, roster: Roster) -> bool:
    if fault.row is None:
        return one.row == 0
    return sheet_of(roster, one) == fault.sheet and one.row in (fault.row, fault.other_row)


def points_to(fault: Planted, one: Finding) -> bool:
    letters = one.column.partition(" ")[0]
    return not letters or letters in map(column_letters, (column - 1 for column in fault.columns))


def test_every_planted_fault_is_found(read: list[tuple[MessyRoster, Roster]]):
    assert len({fault.kind for messy, _ in read for fault in messy.planted}) > 40
    for messy, roster in read:
        for fault in messy.planted:
            found = [one for one in told(roster) if is_of(fault, one, roster)]
            heavy = [one for one in found if SEVERITIES[KINDS[one.kind].weight] == fault.severity]
            assert any(points_to(fault, one) for one in heavy), (messy.path.name, fault, found)


def test_nothing_is_invented(read: list[tuple[MessyRoster, Roster]]):
    for messy, roster in read:
        for one in told(roster):
            assert any(is_of(fault, one, roster) for fault in messy.planted), (messy.path.name, one)


def test_rows_that_are_no_people_are_left_out_and_said(read: list[tuple[MessyRoster, Roster]]):
    for messy, roster in read:
        left = {(table.sheet.name, row) for table in roster.tables for row in table.left_out}
        assert left == set(messy.left_out), messy.path.name
        assert any(one.kind == "left_out" for one in roster.findings) == bool(left)


def test_a_roster_without_a_needed_column_is_refused_with_both_lists(
    rosters: list[MessyRoster], laws: dict[str, Policy]
):
    lacking = [one for one in rosters if lacks_a_column(one)]
    assert lacking
    for one in lacking:
        with pytest.raises(RosterRefused, match=r"lacks columns that are needed: .+\. Matched: .+; not matched: .+\."):
            read_roster(laws[one.pack], one.path)


def test_every_other_row_says_what_it_says(read: list[tuple[MessyRoster, Roster]]):
    seen = 0
    for messy, roster in read:
        sheets = {table.sheet.number: table.sheet.name for table in roster.tables}
        where = zip(roster.people.sheet.tolist(), roster.people.row.tolist(), strict=True)
        places = {(sheets[sheet], row): at for at, (sheet, row) in enumerate(where)}
        for one in messy.people:
            assert_read(messy, roster, places[one.sheet, one.row], one)
            seen += 1
    assert seen > 700


def assert_read(messy: MessyRoster, roster: Roster, at: int, one: Truth) -> None:
    policy, people = roster.policy, roster.people

    def of(name: str) -> Any:
        return people.get(name)[at]

    fields = set(messy.fields)
    doubtful = {fault.kind for fault in messy.planted if fault.kind in ("two_columns_for_one", "place_not_in_pack")}
    assert of("sex") == SEXES.index(one.sex) and of("birth") == one.birth
    assert policy.axis("post")[of("post")] == one.post
    assert policy.axis("unit")[of("unit")] == one.unit, (messy.path.name, messy.fields, one)
    for name in fields & set(WORDS):
        assert of(name) == WORDS[name].index(getattr(one, name)), (messy.path.name, name)
    for name in fields & set(MONTHS) - ({"joined"} if doubtful else set()):
        assert of(MONTHS[name]) == getattr(one, name), (messy.path.name, name)
    if "grade" in fields:
        assert of("grade") == one.grade
    if "place" in fields and not doubtful:
        assert roster.where.names[of("place")] == one.place
    if "pay" in fields and of("pay") != UNKNOWN:
        assert of("pay") == one.pay_fen
    for year, word in one.ratings.items():
        if f"rating_{year}" in fields:
            assert of(f"rating:{year}") == RATINGS.index(word)


def test_no_finding_and_no_match_file_says_who_anybody_is(
    read: list[tuple[MessyRoster, Roster]], rosters: list[MessyRoster]
):
    hidden = secrets(rosters)
    for _, roster in read:
        said = [roster.as_yaml(), repr(roster), repr(list(roster.findings))]
        for one in roster.findings:
            said += [text for part in texts(one) for text in part]
            said += [one.shape, one.column]
        whole = "\n".join(said)
        assert not [secret for secret in hidden if len(secret) > 1 and secret in whole]
