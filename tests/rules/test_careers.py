"""Worked examples: sentences of the text with their arithmetic, in tests/rules/<pack>.yaml, a file for each pack."""

from __future__ import annotations

from functools import cache
from pathlib import Path
from typing import Any

import numpy as np
import pytest

from simlib.luck import MERIT, key_of, luck, personal, stream_of
from simlib.months import month_number
from simlib.policy import Policy, load_policy
from simlib.population.person import AGENCY, EXCELLENT, PERSON
from tests.rules.runner import NO_CHANCE, SEED, Outcome, examples, with_law
from tests.simulation.lives import after, serving
from tests.simulation.people import roster

HERE = Path(__file__).parent
CITIES = HERE.parents[1] / "scenarios/cities"
EXAMPLES = {file.stem: examples(file) for file in sorted(HERE.glob("*.yaml"))}
EACH = [
    pytest.param(pack, example, id=f"{pack}: {example['says'].split('. ')[-1][:60]}")
    for pack, of_pack in EXAMPLES.items()
    for example in of_pack
]


@cache
def pack_called(name: str) -> Policy:
    return load_policy(CITIES / name)


@pytest.mark.parametrize(("pack", "example"), EACH)
def test_what_the_text_says(pack: str, example: dict[str, Any]):
    assert example["because"] and example["expect"]
    outcome = Outcome(pack_called(pack), example)
    for expected in example["expect"]:
        outcome.check(expected)


@pytest.mark.parametrize("pack", EXAMPLES)
def test_there_are_examples_of_every_published_rule(pack: str):
    assert len(EXAMPLES[pack]) >= 20
    assert len({example["says"] for example in EXAMPLES[pack]}) == len(EXAMPLES[pack])


def merit(name: str, replication: int) -> float:
    person = np.zeros(1, PERSON).view(np.recarray)[0]
    person.luck = personal(np.uint64(stream_of(SEED, replication)), key_of(name))
    return luck(person, 0, MERIT)


def test_after_first_call_the_vacant_post_goes_to_the_best_by_merit(law: Policy):
    """连续三年优秀的,优先晋升职位, then 其他按业绩: in ten replications, whoever has the most lasting merit."""
    vacancy = {
        "rules.promotion": "excellent_years_then_merit",
        "promotion.scope": "community",
        "establishment.upper_posts": {
            kind: {"head": 0, "deputy": 0, "member": 1, "assistant": 0} for kind in law.axis("place_type")
        },
    }
    names = [f"candidate {i}" for i in range(6)]
    policy = with_law(with_law(law, NO_CHANCE), vacancy)
    staff = roster(policy, {name: {"joined": "2020-01", "grade": 2} for name in names})
    world = after(policy, staff, 1, 10, SEED)
    chosen = set()
    for replication in range(10):
        (member,) = [p for p in serving(world, replication) if p.post == 2]
        best = max(names, key=lambda name: merit(name, replication))
        assert int(member.key) == int(key_of(best))
        chosen.add(best)
    assert len(chosen) > 1


@pytest.mark.parametrize(
    ("rounding", "people", "quota"),
    [
        ("down", 4, 0),
        ("down", 5, 1),
        ("down", 9, 1),
        ("down", 15, 3),
        ("nearest", 7, 1),
        ("nearest", 8, 2),
        ("up", 6, 2),
    ],
)
def test_at_most_the_quota_is_excellent_and_those_are_the_best_by_merit(
    law: Policy, rounding: str, people: int, quota: int
):
    """不超过20%: of those rated in the street, rounded as the text says; on merit alone, the best."""
    values = {"appraisal.excellent_share": 0.2, "appraisal.rounding": rounding, "appraisal.merit_weight": 1}
    policy = with_law(with_law(law, NO_CHANCE), values)
    here: dict[str, dict[str, str]] = {f"person {i}": {} for i in range(people)}
    elsewhere = {f"other {i}": {"place": "street_02/office_1"} for i in range(10)}
    world = after(policy, roster(policy, here | elsewhere), 12, 5, SEED)
    for replication in range(5):
        excellent = [p for p in serving(world, replication) if p.rating == EXCELLENT]
        best = sorted(here, key=lambda name: merit(name, replication), reverse=True)[:quota]
        assert {int(p.key) for p in excellent if p.unit == 0} == {int(key_of(name)) for name in best}
        assert sum(p.unit == 1 for p in excellent) == 2


def test_heads_appraised_apart_have_a_quota_of_their_own(law: Policy):
    """Five heads and five others: one of each, where all ten together would give any two."""
    apart = {"appraisal.excellent_share": 0.2, "appraisal.heads_apart": "yes"}
    policy = with_law(with_law(law, NO_CHANCE), apart)
    heads: dict[str, dict[str, object]] = {f"head {i}": {"post": "head", "grade": 7} for i in range(5)}
    world = after(policy, roster(policy, heads | {f"person {i}": {} for i in range(5)}), 12, 20, SEED)
    for replication in range(20):
        assert sorted(int(p.post) for p in serving(world, replication) if p.rating == EXCELLENT) == [0, 3]


@pytest.mark.parametrize(
    ("workers", "share", "cap"), [(25, 0.1, 2), (30, 0.1, 3), (39, 0.1, 3), (40, 0.3, 12), (9, 0.1, 0)]
)
def test_a_unit_converts_at_most_a_tenth_of_its_agency_workers(law: Policy, workers: int, share: float, cap: int):
    """转岗比例原则上控制在本单位劳务派遣人员10%以内: so a fraction is dropped."""
    values = {"agency.workers": workers, "agency.conversion_share": share, "recruitment.fill_share": 1}
    policy = with_law(with_law(law, NO_CHANCE), {**values, "recruitment.exam_yield": 1})
    staff = roster(policy, {"only": {}})
    world = after(policy, staff, 12)
    joined = [p for p in serving(world, 0) if p.joined == month_number(2027, 7)]
    assert len(joined) > 2000
    converted = [int(p.unit) for p in joined if p.contract == AGENCY]
    assert [converted.count(unit) for unit in range(13)] == [cap] * 13
