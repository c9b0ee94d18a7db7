"""Luck belongs to the person, in every policy; how good the draws are is looked at in `tests/luck`."""

from __future__ import annotations

from itertools import product
from pathlib import Path

import numpy as np
import pytest
from ruamel.yaml import YAML

from simlib import load_staff
from simlib import luck as luck_module
from simlib.luck import bits, key_of, personal, recruit_key, stream_of
from simlib.months import month_number
from simlib.policy import Policy
from simlib.population.person import PERSON
from simlib.staff.opening import Staff
from tests.simulation.lives import after, lives, serving

GOLDEN = 0x9E3779B97F4A7C15
MONTH, SEED = month_number(2030, 7), 2027
KEYS = [key_of(f"street/{number}") for number in range(10)]
NUMBERS = {name: value for name, value in vars(luck_module).items() if name.isupper() and not name.startswith("_")}


def someone(key: np.uint64, run: int = 0, seed: int = SEED) -> np.record:
    """A person with the luck that a run gives them."""
    person = np.zeros(1, PERSON).view(np.recarray)[0]
    person.luck = personal(np.uint64(stream_of(seed, run)), key)
    return person


def test_no_two_addresses_share_their_bits():
    """80,000 addresses of 64 bits: two are equal by chance once in five thousand million times."""
    everyone = [someone(key, run, seed) for key, run, seed in product(KEYS, range(4), (1, 2))]
    address = [(person, MONTH + m, decision) for person in everyone for m in range(50) for decision in range(1, 21)]
    assert len({bits(*one) for one in address}) == len(address) == 80_000


def test_every_decision_has_its_own_number():
    decisions = [value for name, value in NUMBERS.items() if name not in ("ONCE", "MOST_SEED")]
    assert len(decisions) > 15
    assert len(set(decisions)) == len(decisions)
    assert min(decisions) >= 0 and max(decisions) < 64  # as many as a month's addresses have room for


def test_a_run_gives_everybody_the_luck_and_merit_of_their_address(busy: Policy, few: Staff):
    world = after(busy, few, 120, replications=3, seed=SEED)
    for replication in range(3):
        people = serving(world, replication)
        assert [int(p.luck) for p in people] == [own_bits(SEED, replication, int(p.key)) for p in people]
        merit = [at(own_bits(SEED, replication, int(p.key)), 0, luck_module.MERIT) for p in people]
        assert people.merit.tolist() == merit


@pytest.mark.parametrize("seed", [1, 2, 2027])
def test_the_synthetic_staff_is_drawn_at_its_addresses_whatever_the_seed(streets: Policy, tmp_path: Path, seed: int):
    """So it is the same compiled and uncompiled."""
    margins = (streets.path.parent / "staff.yaml").read_text("utf-8")
    assert margins.count("seed: 2027") == 1
    (tmp_path / "staff.yaml").write_text(margins.replace("seed: 2027", f"seed: {seed}"), "utf-8")
    staff = load_staff(streets, tmp_path / "staff.yaml")
    women = YAML(typ="safe").load(margins)["margins"]["female_share"]["value"]
    share = [women[post] for post in streets.axis("post")]
    drawn = [at(own_bits(seed, 0, int(p["key"])), 0, luck_module.SEX) for p in staff.records]
    assert [int(u < share[p["post"]]) for u, p in zip(drawn, staff.records)] == staff.records["sex"].tolist()


def mixed(z: int) -> int:
    """The finaliser of splitmix64, in Python's whole numbers."""
    z = (z ^ z >> 30) * 0xBF58476D1CE4E5B9 % 2**64
    z = (z ^ z >> 27) * 0x94D049BB133111EB % 2**64
    return z ^ z >> 31


def own_bits(seed: int, replication: int, key: int) -> int:
    """A person's own bits in one replication of a seed."""
    stream = mixed((mixed((seed + GOLDEN) % 2**64) + replication * GOLDEN) % 2**64)
    return mixed(stream ^ mixed((key + GOLDEN) % 2**64))


def at(own: int, month: int, decision: int) -> float:
    """A person's draw of one decision in one month."""
    return (mixed((own + (64 * month + decision + 1) * GOLDEN) % 2**64) >> 11) / 2**53


@pytest.mark.parametrize(
    "values",
    [
        {"progression.years_per_grade": 1},
        {"appraisal.excellent_share": 0.3, "appraisal.merit_weight": 0.9},
        {"recruitment.fill_share": 0.5},
        {"pay.base": 6000},
    ],
    ids=lambda values: next(iter(values)),
)
def test_a_policy_that_does_not_speak_of_leaving_moves_nobodys_leaving(
    streets: Policy, few: Staff, values: dict[str, object]
):
    """No promotion, election or dismissal: ages, service and chance alone then say when people leave, and how."""
    apart = {"rules.promotion": "none", "election.first_month": "2060-01", "dismissal.failed_years": 0}
    law = streets.with_values(apart)
    before, now = (
        [(e.key, e.month, e.flow) for life in lives(after(p, few, 120), 0).values() for e in life if _leaves(e.flow)]
        for p in (law, law.with_values(values))
    )
    roster = {int(key) for key in few.records["key"]}
    assert len([e for e in before if e[0] in roster]) > 50
    assert {e for e in before if e[0] in roster} == {e for e in now if e[0] in roster}


def _leaves(flow: str) -> bool:
    return flow in ("retired", "resigned", "died", "misconduct", "civil_service")


def test_an_intakes_people_are_the_unit_the_intake_and_the_ordinal(streets: Policy, few: Staff):
    """And where more are taken on, the first of them are the same people, with the same traits."""
    quiet = {"election.first_month": "2060-01", "recruitment.exam_yield": 1}
    some, more = (
        after(streets.with_values({**quiet, "recruitment.fill_share": share}), few, 8) for share in (0.5, 1.0)
    )
    intake, units = month_number(2027, 3), streets.axis("unit")
    for world in (some, more):
        joined = {p.key: p for p in serving(world, 0) if p.joined == intake + 4}
        found = 0
        for place, unit in enumerate(units):
            own = [p for p in joined.values() if p.unit == place]
            expected = {int(recruit_key(key_of(unit), intake, ordinal)) for ordinal in range(len(own))}
            assert {int(p.key) for p in own} == expected
            found += len(own)
        assert found == len(joined) > 0
    traits = ["key", "birth", "sex", "education", "certificate", "track"]
    first, then = (
        {p.key: [int(p[t]) for t in traits] for p in serving(w, 0) if p.joined > intake} for w in (some, more)
    )
    assert first.items() < then.items()
