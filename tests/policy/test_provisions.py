"""Values by date, and packs laid over the packs they extend."""

from __future__ import annotations

from pathlib import Path

import numpy as np
import pytest
from hypothesis import given

from simlib.months import month_text, parse_month
from simlib.policy import Policy, PolicyError
from simlib.policy.overlays import merge
from simlib.policy.provision import Provision
from tests.policy.made_up import build, complaints, load, some_series

PACE = "progression.years_per_grade"
DELAY = "retirement.longest_delay"
PREVAILS = "women_50: 60}, prevails: true"


@pytest.fixture
def town(tmp_path: Path) -> Policy:
    return load(tmp_path)


def test_a_value_counts_from_the_first_day_of_its_month(town: Policy):
    assert town.value(PACE, parse_month("2020-08")) == 3
    assert [town.value("retirement.contribution_months", parse_month(m)) for m in ("2029-12", "2030-01")] == [
        180,
        186,
    ]


def test_a_month_before_the_first_date_is_an_error_never_zero(town: Policy, tmp_path: Path):
    assert complaints(tmp_path, lambda: town.value(PACE, parse_month("2019-05"))) == [
        "town/policy.yaml:25: progression.years_per_grade has no value in 2019-05: its first value starts 2020-08-14. "
        "Add the value in force before then, or start later."
    ]


def test_an_unknown_name_is_an_error_with_the_nearest(town: Policy):
    with pytest.raises(PolicyError, match=r"town gives no pay.bas. Did you mean pay.base\?"):
        town.value("pay.bas", town.opening or 0)


def test_each_unit_is_held_in_its_own_kind(town: Policy):
    at = parse_month("2027-01")
    assert town.value("pay.base", at) == 300050  # fen, of 3000.50 yuan
    assert town.value("election.first_month", at) == parse_month("2026-11")
    assert town.value("promotion.scope", at) == 1
    assert town.choice("promotion.scope", at) == "unit"
    assert town.value("appraisal.excellent_share", at) == 0.2
    assert [type(town.value(name, at)) for name in (PACE, "pay.base", "appraisal.excellent_share")] == [
        int,
        int,
        float,
    ]


def test_money_is_exact_to_the_fen(town: Policy):
    assert town.with_values({"pay.base": "9999.97"}).value("pay.base", parse_month("2027-01")) == 999997


def test_a_value_may_say_itself_when_it_was_checked(tmp_path: Path):
    source = ("date: 2020-08-14, checked_on: 2026-01-05", "date: 2020-08-14")
    town = load(
        tmp_path, source, ("evidence: published}\n    range", "evidence: published, checked_on: 2026-02-03}\n    range")
    )
    assert town.provisions[PACE].at(parse_month("2027-01")).checked_on == "2026-02-03"


def test_terms_that_begin_at_different_times_are_compared_once_both_have(tmp_path: Path):
    ages = "recruitment.youngest_age: {values: {2020-01: {value: 20"
    town = load(tmp_path, (ages, ages.replace("2020-01", "2021-01")))
    assert town.value("recruitment.youngest_age", parse_month("2021-01")) == 20


def test_arrays_follow_the_axes_whichever_way_they_are_written(town: Policy):
    at = parse_month("2027-01")
    assert town.value("grades.band", at).tolist() == [[3, 6], [1, 4]]
    assert town.value("recruitment.certificate_mix", at).tolist() == [0.7, 0.2, 0.1, 0]
    assert town.value("exits.death", at)[:, 9].tolist() == [0.05, 0.001]  # a list for men, one for all women
    assert town.value("exits.resignation_age_factor", at).shape == (10,)
    assert town.value("establishment.unit_class", at).tolist() == [1, 2]
    assert town.value("election.posts", at).dtype == np.int64
    with pytest.raises(ValueError, match="read-only"):
        town.value("grades.band", at)[0, 0] = 9


def test_axes_are_the_policys_own_or_fixed(town: Policy):
    assert town.axis("post") == ("head", "clerk")
    assert town.axis("grade") == ("1", "2", "3", "4", "5", "6")
    assert town.axis("sex") == ("male", "female")
    with pytest.raises(PolicyError, match=r"there is no axis posts. Did you mean post\?"):
        town.axis("posts")


def test_a_value_keeps_what_the_file_says_of_it(town: Policy):
    dated = town.provisions[PACE].at(parse_month("2027-01"))
    assert (dated.since, dated.source, dated.clause, dated.words) == (
        "2020-08-14",
        "rules",
        "2",
        "every three years",
    )
    assert (dated.evidence, dated.checked_on, dated.line) == (
        "published",
        "2026-01-05",
        25,
    )  # checked with its source
    assert town.sources["rules"].title == "办法"
    assert town.provisions[PACE].range == (1, 5)


def test_a_range_is_in_the_unit_of_the_file(tmp_path: Path):
    plain = "{value: 3000.50, evidence: computed, reason: made up}}"
    town = load(tmp_path, (plain, plain + ", range: [2500.5, 4000]"))
    assert town.provisions["pay.base"].range == (2500.5, 4000)


def own_delay(line: str) -> tuple[str, str]:
    return (
        "provisions:\n  progression",
        f"provisions:\n  {DELAY}:\n    values:\n      {line}\n  progression",
    )


def test_a_pack_replaces_what_it_extends_from_its_own_first_date(tmp_path: Path):
    town = load(tmp_path, own_delay("2010-01: {value: 12, evidence: computed, reason: local}"))
    values = [town.value(DELAY, parse_month(m)).tolist() for m in ("2009-12", "2010-01", "2024-12")]
    assert values == [[0, 0, 0], [12, 12, 12], [12, 12, 12]]


def test_law_that_prevails_wins_from_its_date_and_the_override_is_listed(tmp_path: Path):
    town = load(tmp_path, own_delay("2010-01: {value: 12, evidence: computed, reason: local}"))
    assert town.value(DELAY, parse_month("2025-01")).tolist() == [36, 36, 60]
    (override,) = town.overrides
    assert (override.term.name, override.month) == (DELAY, parse_month("2025-01"))
    assert override.set_aside.value.tolist() == [12, 12, 12]
    assert (override.in_force.clause, override.in_force.source) == ("1", "law")


def test_restating_the_law_overrides_nothing(tmp_path: Path):
    assert load(tmp_path, own_delay("2025-01: {value: [36, 36, 60], evidence: computed, reason: x}")).overrides == ()


def test_law_that_does_not_prevail_leaves_the_packs_value_going_on(tmp_path: Path):
    town = load(
        tmp_path, own_delay("2010-01: {value: 12, evidence: computed, reason: local}"), (PREVAILS, "women_50: 60}")
    )
    months = [month_text(dated.month) for dated in town.provisions[DELAY].values]
    assert months == ["2000-01", "2010-01"]
    assert town.overrides == ()


def test_a_pack_inherits_the_range_of_what_it_replaces(tmp_path: Path):
    ranged = ("  retirement.longest_delay:\n", "  retirement.longest_delay:\n    range: [0, 60]\n")
    town = load(tmp_path, ranged, own_delay("2010-01: {value: 12, evidence: computed, reason: local}"))
    assert town.provisions[DELAY].range == (0, 60)
    own = "2010-01: {value: 12, evidence: computed, reason: local}\n    range: [6, 12]"
    assert load(tmp_path, ranged, own_delay(own)).provisions[DELAY].range == (6, 12)


def test_a_value_written_again_keeps_its_own_clause(tmp_path: Path):
    town = load(
        tmp_path,
        own_delay("2010-01: {value: 0, evidence: computed, reason: local}"),
        ("2025-01: {value: {men_60: 36, women_55: 36, women_50: 60}", "2025-01: {value: 0"),
    )
    sources = [(dated.since, dated.source) for dated in town.provisions[DELAY].values]
    assert sources == [("2000-01", "law"), ("2010-01", ""), ("2025-01", "law")]


def test_of_two_parents_the_right_one_counts(tmp_path: Path):
    build(tmp_path)
    other = tmp_path / "other" / "policy.yaml"
    other.parent.mkdir()
    text = (tmp_path / "land" / "policy.yaml").read_text("utf-8").replace("name: land", "name: other")
    other.write_text(text.replace("law", "act").replace("value: 180", "value: 120"), "utf-8")
    town = load(tmp_path, ("extends: [../land]", "extends: [../land, ../other]"))
    assert town.value("retirement.contribution_months", parse_month("2027-01")) == 120


@given(some_series(PACE), some_series(PACE))
def test_in_every_month_one_of_the_two_is_in_force(law: Provision, own: Provision):
    merged, overrides = merge({PACE: law}, {PACE: own})
    for at in range(11):
        above, below, result = law.find(at), own.find(at), merged[PACE].find(at)
        expected = above if below is None or (above and above.prevails) else below
        assert (result and result.value) == (expected and expected.value)
    months = [dated.month for dated in merged[PACE].values]
    assert months == sorted(set(months))
    for override in overrides:
        assert override.in_force.value == merged[PACE].at(override.month).value != override.set_aside.value


def test_changes_lists_every_month_at_which_a_value_starts(town: Policy):
    written = {"2000-01", "2020-01", "2020-08", "2025-01", "2030-01"}
    assert town.changes() == tuple(sorted(parse_month(text) for text in written))
