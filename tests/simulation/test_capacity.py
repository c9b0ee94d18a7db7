"""There is a record for everybody, also where posts fall in one place while they rise in another."""

from __future__ import annotations

from simlib import load_policy, load_staff, project
from tests.conftest import BAOHE

START = {"class_1": 0.5, "class_2": 1.05, "class_3": 1.6}  # nobody is dismissed in class 1 while class 3 recruits


def test_posts_that_move_between_units_find_room():
    law = load_policy(BAOHE)
    moved = law.with_values({"establishment.class_coefficient": START, "recruitment.fill_share": 1})
    staff = load_staff(law)
    projection = project(moved, staff, years=3, replications=2, seed=5)
    authorised = int(projection.data["establishment"].sum("post").max())
    in_post = int(projection.data["in_post"].sum(["post", "grade"]).max())
    assert in_post > max(authorised, len(staff)) + 100  # more than the establishment or the staff alone would need
