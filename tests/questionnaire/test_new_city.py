"""A new city's pack: it says what the other says, every value assumed, and is found and projected at once."""

from __future__ import annotations

from pathlib import Path

import numpy as np
import pytest

from simlib.careers.typical import load_careers
from simlib.policy import Policy, PolicyError, load_policy
from simlib.policy.clauses import load_clauses
from simlib.policy.packs import known_packs
from simlib.policy.term import Term
from simlib.questionnaire.new_city import headings, new_city, plausible_range
from simlib.questionnaire.pack_files import write_pack_files
from simlib.staff.load import load_staff
from simlib.text import Text
from tests.questionnaire.books import CITIES, SCENARIOS

WITH_STAFF = tuple(
    city for city in CITIES if "margins:" in (SCENARIOS / "cities" / city / "staff.yaml").read_text("utf-8")
)
LABEL = Text("新市", "New City")


def made(like: Policy, folder: Path) -> Policy:
    write_pack_files(folder, new_city("new_city", LABEL, like, folder), headings("new_city", like.name))
    return load_policy(folder)


@pytest.mark.parametrize("city", WITH_STAFF)
def test_it_says_what_the_other_says_and_marks_it_as_assumed(city: str, tmp_path: Path):
    like = load_policy(SCENARIOS / "cities" / city)
    law = made(like, tmp_path / "scenarios/cities/new_city")
    assert (law.digest, law.name, law.label) == (like.digest, "new_city", LABEL)
    own = [dated for one in law.provisions.values() for dated in one.values if "national" not in dated.file]
    assert len(own) > 80 and {dated.evidence for dated in own} == {"assumed"}
    assert {dated.reason for dated in own} == {
        Text(f"沿用 {city} 的值，尚未核对。", f"Taken over from {city}; not checked.")
    }
    assert load_clauses(law.path.parent).clauses == () and len(load_careers(law)) > 3


def test_its_staff_is_drawn_as_the_others_is(tmp_path: Path):
    like = load_policy(SCENARIOS / "cities" / WITH_STAFF[0])
    law = made(like, tmp_path / "new_city")
    here, there = load_staff(law), load_staff(like)
    assert np.array_equal(here.records, there.records)


def test_a_staff_that_is_carried_over_is_none_to_take(tmp_path: Path):
    (other,) = {*CITIES} - {*WITH_STAFF}
    with pytest.raises(PolicyError, match="没有自己的期初人员构成"):
        new_city("new_city", LABEL, load_policy(SCENARIOS / "cities" / other), tmp_path)


def test_it_is_found_by_its_name_and_finds_national_law_by_name(tmp_path: Path, monkeypatch: pytest.MonkeyPatch):
    made(load_policy(SCENARIOS / "cities" / WITH_STAFF[0]), tmp_path / "new_city")
    assert "extends: [national]" in (tmp_path / "new_city/policy.yaml").read_text("utf-8")
    monkeypatch.setenv("SIMLIB_PACKS", str(tmp_path))
    assert known_packs()["new_city"] == tmp_path / "new_city"
    assert load_policy("new_city").name == "new_city"


@pytest.mark.parametrize(
    ("term", "values", "given", "expected"),
    [
        (Term("a.b", LABEL, "share"), [0.4], None, ["0.2", "0.6"]),
        (Term("a.b", LABEL, "share"), [0.8], None, ["0.4", "1"]),  # not more than may be at all
        (Term("a.b", LABEL, "years", (0, 9), (1, 5, 1)), [7], None, ["1", "7"]),  # the slider, and the value
        (Term("a.b", LABEL, "yuan", (0, 9e6)), [250000], (1000, 2000), ["1000", "2500"]),  # fen held, yuan written
        (Term("a.b", LABEL, "years", (0, 9)), [3], None, ["1", "5"]),  # 1.5 to 4.5, in whole years
        (Term("a.b", LABEL, "yes_no"), [1], None, None),
    ],
)
def test_what_is_plausible_of_a_value_that_nobody_has_checked(term, values, given, expected):
    from simlib.policy.provision import Dated

    dated = [Dated(0, "2027-01", value, value, "assumed") for value in values]
    assert plausible_range(term, dated, given) == expected
