"""The steps from one staff to another, worked out by hand at prices that can be added up in the head."""

from __future__ import annotations

import numpy as np
import pytest

from simlib.analysis.causes import QUANTITIES, CauseCounts, CauseUnit, of_quantities
from simlib.simulation.pay_layout import PayLayout

DEPUTY, MEMBER = 0, 1
SATISFACTORY, EXCELLENT = 0, 1
GRADES = 9
LAYOUT = PayLayout((2, GRADES, 2, 1, 1, 1), np.zeros(6, np.int64), (0,), np.zeros(24, np.int64))
Staff = dict[tuple[int, int, int], int]  # months by post, grade and rating


def price(grade: int, rating: int = SATISFACTORY) -> int:
    """A thousand fen and a hundred a grade, a tenth more for the excellent."""
    return (1000 + 100 * grade) * (11 if rating == EXCELLENT else 10) // 10


UNIT = CauseUnit(
    np.array([price(g + 1, r) for _ in range(2) for g in range(GRADES) for r in range(2)]),
    np.zeros(2 * GRADES * 2, np.int64),
)


def counts(staff: Staff, risen: dict[tuple[int, int], int] | None = None) -> CauseCounts:
    months, moved = np.zeros((1, *LAYOUT.lengths[:3]), np.int64), np.zeros((1, 2, GRADES), np.int64)
    for (post, grade, rating), number in staff.items():
        months[0, post, grade - 1, rating] += number
    for (post, grade), number in (risen or {}).items():
        moved[0, post, grade - 1] += number
    cells = months.reshape(1, -1)
    return CauseCounts(cells, np.zeros_like(cells), moved, np.zeros_like(moved))


def split(before: CauseCounts, after: CauseCounts) -> dict[str, int]:
    """The parts that are something."""
    parts = {cause: int(fen[0]) for cause, fen in of_quantities(before, after, UNIT, LAYOUT).items()}
    assert tuple(parts) == QUANTITIES
    assert sum(parts.values()) == int((after.at(UNIT) - before.at(UNIT))[0])
    return {cause: fen for cause, fen in parts.items() if fen}


def test_the_same_staff_is_no_change():
    staff = counts({(MEMBER, 5, EXCELLENT): 7, (DEPUTY, 9, SATISFACTORY): 12})
    assert split(staff, staff) == {}


def test_one_of_two_leaves_in_june_and_a_lower_graded_one_joins_in_july():
    """Six months of grade 9 (1,900) become six of grade 1 (1,100): 6 × −800."""
    before = counts({(MEMBER, 5, SATISFACTORY): 12, (MEMBER, 9, SATISFACTORY): 12})
    after = counts({(MEMBER, 5, SATISFACTORY): 12, (MEMBER, 9, SATISFACTORY): 6, (MEMBER, 1, SATISFACTORY): 6})
    assert split(before, after) == {"new_for_old": -4800}


def test_and_who_stays_rises_meanwhile():
    """The same, and twelve months of grade 6 instead of grade 5: 12 × 100 more. The two do not mix."""
    before = counts({(MEMBER, 5, SATISFACTORY): 12, (MEMBER, 9, SATISFACTORY): 12})
    staff = {(MEMBER, 6, SATISFACTORY): 12, (MEMBER, 9, SATISFACTORY): 6, (MEMBER, 1, SATISFACTORY): 6}
    after = counts(staff, {(MEMBER, 6): 12, (MEMBER, 5): -12})
    assert split(before, after) == {"new_for_old": -4800, "grade_drift": 1200}


def test_nobody_replaces_the_one_who_leaves():
    """18 months of 24 at the mean of 1,500 and 1,900: −6 × 1,700; that it was the dearer of the two: −6 × 200."""
    before = counts({(MEMBER, 5, SATISFACTORY): 12, (MEMBER, 9, SATISFACTORY): 12})
    after = counts({(MEMBER, 5, SATISFACTORY): 12, (MEMBER, 9, SATISFACTORY): 6})
    assert split(before, after) == {"headcount": -10200, "new_for_old": -1200}


def test_a_promotion_into_the_post_of_a_leaver_whose_own_post_stays_vacant():
    """A deputy of grade 9 (1,900) leaves, a member of grade 5 (1,500) takes the post and, by its band, grade 6 (1,600).

    Half the heads: −12 × 1,700. What is left is a deputy's post: 12 × (1,900 − 1,700). Its holder came at grade 5:
    12 × (1,500 − 1,900), and rose to 6: 12 × 100. Together 12 × 1,600 − 12 × (1,500 + 1,900).
    """
    before = counts({(DEPUTY, 9, SATISFACTORY): 12, (MEMBER, 5, SATISFACTORY): 12})
    after = counts({(DEPUTY, 6, SATISFACTORY): 12}, {(DEPUTY, 6): 12, (DEPUTY, 5): -12})
    assert split(before, after) == {"headcount": -20400, "post_mix": 2400, "new_for_old": -4800, "grade_drift": 1200}


def test_a_post_that_nobody_held_is_post_mix_and_nothing_else():
    """Two members of grade 5; one becomes a deputy of grade 7: 12 × 200."""
    before = counts({(MEMBER, 5, SATISFACTORY): 24})
    staff = {(MEMBER, 5, SATISFACTORY): 12, (DEPUTY, 7, SATISFACTORY): 12}
    after = counts(staff, {(DEPUTY, 7): 12, (DEPUTY, 5): -12})
    assert split(before, after) == {"post_mix": 2400}


def test_a_better_rating():
    """A tenth of 1,500 for twelve months."""
    before = counts({(MEMBER, 5, SATISFACTORY): 12, (MEMBER, 7, SATISFACTORY): 12})
    after = counts({(MEMBER, 5, EXCELLENT): 12, (MEMBER, 7, SATISFACTORY): 12})
    assert split(before, after) == {"ratings_and_allowances": 1800}


def test_the_first_people_ever_are_headcount():
    assert split(counts({}), counts({(MEMBER, 5, EXCELLENT): 12})) == {"headcount": 12 * 1650}
    assert split(counts({(MEMBER, 5, EXCELLENT): 12}), counts({})) == {"headcount": -12 * 1650}


@pytest.mark.parametrize("seed", range(3))
def test_thirds_of_a_fen_add_up_too(seed: int):
    """Counts at random, whose shares are no whole fen: `split` holds the sum exactly."""
    draw = np.random.default_rng(seed)
    cells = [(p, g, r) for p in range(2) for g in range(1, GRADES + 1) for r in range(2)]
    one, other = (counts({cell: int(draw.integers(1, 30)) for cell in cells}) for _ in range(2))
    assert len(split(one, other)) >= 4
