"""A policy as it is lived under a future: what moves, from when, and what a proposal keeps."""

from __future__ import annotations

from typing import Any

import numpy as np
import pytest

from simlib.futures import Futures, Spread, assumed_futures, usual_futures
from simlib.futures.applied import immovable, lived
from simlib.months import parse_month
from simlib.policy import TERMS, Policy, PolicyError
from simlib.policy.entered_numbers import Typed
from simlib.text import Text

LATER = parse_month("2030-01")


def moved(law: Policy, name: str, works: Any, drawn: float) -> Policy:
    """The law where one term drew a number."""
    spread = Spread(TERMS[name], Text("", ""), "uniform", works, drawn, drawn, drawn)
    return lived(law, Futures("one", Text("", ""), (spread,)), (drawn,))


def opening(law: Policy, name: str) -> Any:
    return law.value(name, law.opening or 0)


def test_a_factor_multiplies_and_a_shift_adds_to_what_is_in_force(law: Policy):
    assert opening(moved(law, "exits.resignation_level", "factor", 1.2), "exits.resignation_level") == 1.2
    yield_now = opening(law, "recruitment.exam_yield")
    assert opening(moved(law, "recruitment.exam_yield", "shift", -0.1), "recruitment.exam_yield") == yield_now - 0.1
    death = opening(law, "exits.death")
    assert np.allclose(opening(moved(law, "exits.death", "factor", 0.5), "exits.death"), death / 2, rtol=1e-15)


def test_money_is_shifted_in_yuan_and_held_in_fen_and_whole_units_are_rounded_halves_up(law: Policy):
    base = opening(law, "pay.base")
    assert opening(moved(law, "pay.base", "shift", 12.345), "pay.base") == base + 1235
    assert opening(moved(law, "pay.base", "factor", 1.0001), "pay.base") == int(base * 1.0001 + 0.5)
    years = law.with_values({"agency.workers": 5})
    assert opening(moved(years, "agency.workers", "factor", 1.3), "agency.workers") == 7  # 6.5
    assert opening(moved(years, "agency.workers", "factor", 1.29), "agency.workers") == 6


def test_a_value_is_held_at_the_limits_of_its_term(law: Policy):
    track = opening(moved(law, "retirement.women_55_share", "shift", 0.3), "retirement.women_55_share")
    assert track.tolist() == pytest.approx([1, 1, 0.8, 0.5])  # 1, 1, 0.5 and 0.2 in the pack


def test_a_proposals_level_is_moved_and_its_choice_is_kept(law: Policy):
    reform = law.with_values({"exits.resignation_level": 0.5, "appraisal.excellent_share": 0.25}, LATER)
    set_by = {name: TERMS[name].set_by for name in reform.provisions}
    assert (set_by["exits.resignation_level"], set_by["appraisal.excellent_share"]) == ("nobody", "decision")
    level = moved(reform, "exits.resignation_level", "factor", 1.2)
    assert [level.value("exits.resignation_level", month) for month in (LATER - 1, LATER)] == pytest.approx([1.2, 0.6])
    share = moved(reform, "appraisal.excellent_share", "factor", 1.1)
    found = [share.value("appraisal.excellent_share", month) for month in (LATER - 1, LATER)]
    assert found == pytest.approx([0.2 * 1.1, 0.25])  # the pack's is unknown, the proposal's is chosen


def test_growth_before_the_opening_is_past_and_an_amount_keeps_its_date(law: Policy):
    """A pay base grows from its date: were it dated anew, the growth since then would be lost."""
    start = law.opening or 0
    growth = moved(law, "pay.base_growth", "shift", 0.01)
    now = law.value("pay.base_growth", start)
    assert growth.value("pay.base_growth", start - 1) == law.value("pay.base_growth", start - 1)
    assert growth.value("pay.base_growth", start) == pytest.approx(now + 0.01)
    base = moved(law, "pay.base", "factor", 1.1)
    dates = [[dated.month for dated in one.provisions["pay.base"].values] for one in (law, base)]
    assert dates[0] == dates[1]


def test_what_was_in_force_before_stays(law: Policy):
    twice = law.with_values({"exits.resignation_level": 2}, parse_month("2026-06"))
    assert opening(twice, "exits.resignation_level") == 2
    level = moved(twice, "exits.resignation_level", "factor", 1.5)
    months = [parse_month("2025-12"), parse_month("2026-06"), LATER]
    assert [level.value("exits.resignation_level", month) for month in months] == [1, 3, 3]


def test_a_term_that_the_policy_does_not_give_is_passed_over(law: Policy):
    assert "anchor.growth" not in law.provisions
    assert moved(law, "anchor.growth", "shift", 0.01).digest == law.digest


def test_a_future_that_contradicts_itself_is_refused_with_a_way_out(law: Policy):
    with pytest.raises(PolicyError, match=r"in a future of one, .*over 100%\. Narrow its range"):
        moved(law, "retirement.early_share", "factor", 3.3)


def test_futures_that_give_way_go_as_far_as_the_values_agree(law: Policy):
    """Early retirement is 0.3 in the pack, late 0.1: ×3.3 makes 0.99 + 0.1; half of the way, ×2.15, 0.645 + 0.1."""
    name = "retirement.early_share"
    assert opening(law, name) == 0.3 and 0.01 < opening(law, "retirement.late_share") < 0.35
    spread = Spread(TERMS[name], Text("", ""), "uniform", "factor", 1.0, 0.5, 3.3)
    found = lived(law, Futures("one", Text("", ""), (spread,), gives_way=True), (3.3,))
    assert opening(found, name) == pytest.approx(0.3 * 2.15)
    both = Spread(TERMS["retirement.late_share"], Text("", ""), "uniform", "factor", 1.0, 0.5, 5.0)
    other = Spread(TERMS["appraisal.basic_rate"], Text("", ""), "uniform", "factor", 1.0, 0.5, 500.0)
    several = Futures("three", Text("", ""), (spread, both, other), gives_way=True)
    found = lived(law, several, (3.3, 5.0, 500.0))  # one rule needs a step more than the other: neither goes back
    assert opening(found, name) + opening(found, "retirement.late_share") <= 1
    assert opening(found, "appraisal.basic_rate") < 1
    never = law.with_values({"retirement.late_share": 0.7})
    found = lived(never, Futures("one", Text("", ""), (spread,), gives_way=True), (3.3,))
    assert opening(found, name) == 0.3


def test_a_choice_typed_as_a_range_moves_and_nothing_else_of_its_term(law: Policy):
    later = parse_month("2029-01")
    reform = law.with_values({"pay.base": 5000}, later).with_values({"pay.base": 4850}, LATER)
    futures = Futures("none", Text("", ""), ()).with_typed({"pay.base": Typed(4850, 4500, 5200, "uniform")})
    (spread,) = futures.spreads
    assert (spread.works, spread.centre, spread.shape) == ("factor", 1.0, "uniform")
    assert [spread.quantile(u) * 4850 for u in (0.0, 0.5)] == pytest.approx([4500, 4850])
    for drawn, typed in ((spread.low, 4500), (spread.high, 5200)):
        found = lived(reform, futures, (drawn,)).provisions["pay.base"].values
        own = law.provisions["pay.base"].values
        assert [one.value for one in found[: len(own)]] == [one.value for one in own]
        assert [one.value for one in found[-2:]] == [500_000, typed * 100]
    assert futures.digest != Futures("none", Text("", ""), ()).digest


def test_what_is_typed_takes_the_place_of_the_terms_own_spread_and_a_level_moves_whatever_is_in_force(law: Policy):
    level = "exits.resignation_level"
    usual = usual_futures(law)
    futures = usual.with_typed({level: Typed(1.0, 0.9, 1.2, "triangular"), "pay.base": Typed(5000, 5000, 5000)})
    assert sorted(futures.terms) == sorted(usual.terms)
    spread = next(one for one in futures.spreads if one.term.name == level)
    assert (spread.low, spread.centre, spread.high, spread.shape) == (0.9, 1.0, 1.2, "triangular")
    drawn = tuple(one.high if one.term.name == level else one.centre for one in futures.spreads)
    assert opening(lived(law, futures, drawn), level) == 1.2
    shifted = usual.with_typed({"pay.base_growth": Typed(0.0, -0.01, 0.02, "uniform")}).spreads[-1]
    assert (shifted.works, shifted.centre, shifted.low, shifted.high) == ("shift", 0.0, -0.01, 0.02)
    assert usual.with_typed({level: Typed(2.0, 2.0, 2.0)}) is usual


def test_every_level_is_a_term_that_can_be_moved():
    levels = [term for term in TERMS.values() if term.set_by == "nobody"]
    assert levels and [term.name for term in levels if immovable(term)] == []
    assert immovable(TERMS["recruitment.age_mix"]) and immovable(TERMS["rules.pay"])
    assert immovable(TERMS["pay.award_month"]) and immovable(TERMS["funding.share"])


def test_the_packs_own_ranges_reach_from_end_to_end_and_not_beyond(law: Policy):
    futures = assumed_futures(law)
    assert {"exits.resignation_level", "pay.base", "pay.base_growth"} <= set(futures.terms)
    for spread in futures.spreads:
        name, given = spread.term.name, law.provisions[spread.term.name]
        assert given.at(law.opening or 0).evidence == "assumed" and given.range
        unit = 100 if spread.term.money else 1
        ends = [
            float(opening(lived(law, Futures("one", Text("", ""), (spread,)), (end,)), name)) / unit
            for end in (spread.low, spread.centre, spread.high)
        ]
        assert ends == pytest.approx([given.range[0], opening(law, name) / unit, given.range[1]]), name


def test_what_has_no_spread_is_named_and_nothing_published_or_proposed_has_one(law: Policy):
    futures = assumed_futures(law.with_values({"exits.resignation_level": 2}))
    left_out = dict(futures.left_out)
    assert {"exits.resignation", "recruitment.age_mix", "pay.meals"} <= set(left_out)
    assert {"progression.years_per_grade", "exits.resignation_level"}.isdisjoint({*futures.terms, *left_out})
