"""Nobody is where the law lets nobody be: past the age, in a post that is not there, in a grade outside its band."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping
from dataclasses import replace
from typing import Any

import numpy as np
from hypothesis import given
from hypothesis import strategies as st

from simlib.months import YEAR, month_text
from simlib.population.person import FLOWS, LEAVING_FLOWS, MALE
from tests.properties.cases import Case, cases
from tests.properties.grounds import ground
from tests.simulation.lives import lives, serving

SCHEDULE = ("original_age", "set_age", "first_birth", "births_per_delay", "longest_delay", "late_limit")
RETIRED = tuple(FLOWS).index("retired")


def latest_age(case: Case, month: int, birth: int, sex: int) -> int:
    """The age in months at which the law of a month ends the latest service of anybody of a birth: track by track."""
    law = {name: np.asarray(case.law.value(f"retirement.{name}", month)) for name in SCHEDULE}
    tracks, rule = (0,) if sex == MALE else (1, 2), case.law.choice("rules.retirement", month)
    if rule == "set_age":
        return max(int(law["set_age"][track]) for track in tracks) + int(law["late_limit"])
    law["original_age"] = law["set_age" if rule == "set_age_with_delay" else "original_age"]
    return max(_statutory(law, track, birth) for track in tracks) + int(law["late_limit"])


def _past(case: Case, birth: int, sex: int) -> bool:
    """Whether somebody is past the statutory month of a track of theirs when the run opens."""
    opening = case.law.opening or 0
    law = {name: np.asarray(case.law.value(f"retirement.{name}", opening)) for name in SCHEDULE}
    return any(birth + _statutory(law, track, birth) < opening for track in ((0,) if sex == MALE else (1, 2)))


def _statutory(law: Mapping[str, np.ndarray], track: int, birth: int) -> int:
    """A month later for every so many births since the first one whose age rises, the first such births included."""
    since = birth - int(law["first_birth"][track])
    delay = 0 if since < 0 else 1 + since // int(law["births_per_delay"][track])
    return int(law["original_age"][track]) + min(delay, int(law["longest_delay"][track]))


def test_nobody_serves_past_the_age_that_law_and_policy_give():
    """Whoever was let stay on keeps the age that was granted, which no law of any month until then exceeded."""
    retired: Counter[bool] = Counter()

    @given(cases())
    def holds(case: Case) -> None:
        granted: dict[tuple[int, int], int] = {}
        for _, month, world in case.month_ends():
            extends = case.law.choice("rules.extension", month) != "none"
            for replication in range(case.replications):
                for person in serving(world, replication):
                    birth, who = int(person.birth), (replication, int(person.key))
                    latest = latest_age(case, month, birth, int(person.sex))
                    if person.extended and who not in granted:
                        if month == case.law.opening and _past(case, birth, int(person.sex)):
                            granted[who] = latest  # has chosen late
                            continue
                        assert extends
                        ages = [int(case.law.value(f"extension.{age}", month)) for age in ("age", "best_age")]
                        granted[who] = min(max(ages), latest)
                    assert person.extended <= granted.get(who, 0)
                    assert month - birth < max(latest, granted.get(who, 0))
        retired[bool(case.run.books.flows[:, :, RETIRED].sum())] += 1

    holds()
    assert retired[True] > 0, retired


@given(cases())
def test_one_exit_each_and_nothing_afterwards(case: Case):
    roster = {int(key) for key in case.staff.records["key"]}
    for replication in range(case.replications):
        for key, life in lives(case.end, replication).items():
            flows = [event.flow for event in life]
            assert not set(flows[:-1]) & set(LEAVING_FLOWS)
            assert flows.count("joined") == (0 if key in roster else 1)
            assert key in roster or flows[0] == "joined"


def test_no_post_over_its_establishment_unless_that_fell_or_it_opened_so():
    """People come to a place that is full only as recruits approved before its establishment fell.

    Or they are absorbed beyond it, or come from a community that was closed. Moving at stated rates does not ask for a
    vacancy: there is no bound then.
    """
    over_it: Counter[bool] = Counter()
    let_in: Counter[str] = Counter()

    @given(cases(), st.sampled_from(("moved", "absorbed", "")))
    def holds(drawn: Case, more: str) -> None:
        case = _with(drawn, more)
        longest = max(int(case.law.value("recruitment.lead_months", month)) for month in case.plan.months)
        world = case.plan.openings[-1]
        filled = np.repeat(world.places.in_post, case.replications, axis=0)
        at_opening, authorised = filled, []
        for m, _, world in case.month_ends():
            authorised.append(world.places.authorised[0].copy())
            fell = np.max(authorised[max(m - longest, 0) :], axis=0) > authorised[m]
            over = world.places.in_post > authorised[m]
            if _ever_pushed(case, m):
                return
            why = _may_go_beyond(case, m, longest)
            if not why:
                assert fell[np.nonzero(over & (world.places.in_post > filled))[1:]].all()
            if not any(_may_go_beyond(case, before, longest) for before in range(m + 1)):
                assert (world.places.in_post <= np.maximum(np.max(authorised, axis=0), at_opening)).all()
            let_in.update([why] if why and (over & (world.places.in_post > filled) & ~fell).any() else [])
            filled = world.places.in_post.copy()
            over_it[bool(over.any())] += 1

    holds()
    assert min(over_it[True], over_it[False]) > 0, over_it
    assert min(let_in["absorbed"], let_in["moved"]) > 0, let_in


def _with(case: Case, more: str) -> Case:
    """Return the case where some are absorbed beyond the establishment too, or communities are closed and left.

    Then with all the pack's staff, where it has its own: of a few nobody would come to a place that is full.
    """
    communities = np.minimum(case.law.value("establishment.communities", case.opening), 1)
    values: dict[str, dict[str, Any]] = {
        "": {},
        "absorbed": {
            "absorption.month": month_text(case.opening + 7),
            "absorption.people": 6,
            "absorption.beyond_establishment": "yes",
        },
        "moved": {"establishment.communities": communities, "establishment.closed_staff": "move_within_unit"},
    }
    staff = ground(case.pack).staff if more == "moved" else None
    return replace(case, law=case.law.with_values(values[more], case.opening + 1), staff=staff or case.staff)


def _may_go_beyond(case: Case, m: int, longest: int) -> str:
    """What may bring people beyond the establishment in a month: some were absorbed so, or moved.

    Or were while recruits who come now were on their way: there are `longest` months between.
    """
    law, month = case.law, case.opening + m
    of_late = range(max(month - longest, case.opening), month + 1)
    absorbing = [one for one in of_late if int(law.value("absorption.month", one)) == one]
    if any(law.value("absorption.beyond_establishment", one) for one in absorbing):
        return "absorbed"
    stay = all(law.choice("establishment.closed_staff", one) == "stay" for one in of_late)
    return "" if stay else "moved"


def _ever_pushed(case: Case, m: int) -> bool:
    """Return whether people moved at stated rates in any month of the run up to one."""
    return any(case.law.choice("rules.promotion", month) == "stated_rates" for month in case.plan.months[: m + 1])


@given(cases())
def test_no_grade_outside_its_band_and_nobody_came_as_a_child(case: Case):
    band = np.asarray(case.law.value("grades.band", case.opening))
    for _, month, world in case.month_ends():
        for replication in range(case.replications):
            people = serving(world, replication)
            assert (people.grade >= band[people.post, 0]).all() and (people.grade <= band[people.post, 1]).all()
            assert (people.service_from <= people.joined).all() and (people.joined <= month).all()
            assert (people.joined <= people.post_from).all() and (people.post_from <= month).all()
            assert (people.service_from - people.birth >= 18 * YEAR).all()
