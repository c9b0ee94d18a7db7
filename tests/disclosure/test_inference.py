"""What an outsider could infer, counted by hand on a few people and by pandas on a pack's own."""

from __future__ import annotations

import numpy as np
import pandas as pd

from simlib import load_policy, load_staff
from simlib.disclosure.inference import ASKED, UNKNOWN, exposures, shown_tables
from simlib.population.person import PERSON
from simlib.staff.opening import Staff


def test_by_hand():
    """Five people of one place: two assistants alike, two heads of one grade, one head of the other sex."""
    records = np.zeros(5, PERSON)
    records["key"] = np.arange(5)
    records["post"] = [1, 1, 0, 0, 0]
    records["sex"] = [1, 1, 0, 0, 1]
    records["grade"] = [3, 4, 9, 9, 10]
    records["rating"] = [3, 3, 3, 4, 4]
    by_post, by_sex, *_ = exposures(Staff(records, 0, "five"), k=3)
    assert (by_post.known, by_post.classes, by_post.smallest) == (("post", "unit"), 2, 2)
    assert (by_post.few, by_post.alone) == (2, 0)
    assert by_post.follows == {"grade": 0, "rating": 2} and by_post.diverse == {"grade": 2, "rating": 1}
    assert (by_sex.classes, by_sex.smallest, by_sex.few, by_sex.alone) == (3, 1, 5, 1)
    assert by_sex.follows == {"grade": 3, "rating": 3} and by_sex.diverse == {"grade": 1, "rating": 1}


def test_as_pandas_groups_them():
    staff = load_staff(load_policy("yishui"))
    rows = pd.DataFrame({name: staff.records[name] for name in ("post", "unit", "place", "sex", "education", "birth")})
    age = (staff.month + 1 - rows["birth"]) // 12
    rows["age_band"] = pd.cut(age, [0, 25, 30, 35, 40, 45, 50, 55, 60, 65, 200], right=False).cat.codes
    rows["joined"] = staff.records["joined"] // 12
    for name in UNKNOWN:
        rows[name] = staff.records[name]
    for found in exposures(staff):
        groups = rows.groupby([*found.known])
        sizes = groups.size()
        assert (found.classes, found.smallest, found.alone) == (len(sizes), sizes.min(), (sizes == 1).sum())
        assert found.few == sizes[sizes < 5].sum()
        for name in UNKNOWN:
            assert found.diverse[name] == groups[name].nunique().min()
            assert found.follows[name] == sizes[groups[name].nunique() == 1].sum()
    alone = [one.alone for one in exposures(staff)[:4]]
    assert alone == sorted(alone) and len(ASKED) == 6


def test_what_a_table_says_of_everybody_in_a_post():
    """All heads have a degree of one kind: nobody is hidden, and yet it follows of each of them."""
    policy = load_policy("yishui")
    staff = load_staff(policy)
    records = staff.records.copy()
    records["sex"][records["post"] == 0] = 1
    found = {one.axes: one for one in shown_tables(Staff(records, staff.month, "all women"), policy)}
    table = found["post", "sex"]
    assert (("head", "female") in table.certain) == (table.hidden == 0)
    assert found["post", "grade"].hidden > 0 and found["post", "grade"].counts < 54
