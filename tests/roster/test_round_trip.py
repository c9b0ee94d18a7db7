"""A pack's own staff written as a roster and read back is the same staff, and gives the same run, bit for bit."""

from __future__ import annotations

from pathlib import Path

import numpy as np
import pytest

from simlib import cost, load_policy, load_staff, project
from simlib.staff.opening import DRAWS, Staff
from simlib.staff.roster.export import export_staff
from simlib.staff.roster.imported import known_of
from simlib.staff.roster.key import load_key
from simlib.staff.roster.load import staff_of
from simlib.staff.roster.roster import read_roster
from simlib.staff.roster.stored import write_known
from tests.conftest import BAOHE

CITIES = sorted(folder.name for folder in BAOHE.parent.iterdir() if (folder / "staff.yaml").exists())
MOST = 1000  # people of a pack that are written: the reading of one does not hang on another


def some(staff: Staff) -> Staff:
    return staff if len(staff) <= MOST else staff.reordered(np.arange(0, len(staff), len(staff) // MOST))


@pytest.mark.parametrize("name", CITIES)
def test_the_staff_of_every_pack_reads_back_the_same(name: str, tmp_path: Path):
    policy = load_policy(BAOHE.parent / name)
    staff = some(load_staff(policy))
    export_staff(policy, staff, tmp_path / "roster.xlsx")
    read = load_staff(policy, tmp_path / "roster.xlsx")
    assert read.digest == staff.digest and read.places == staff.places
    for field in staff.records.dtype.names or ():
        np.testing.assert_array_equal(read.records[field], staff.records[field], field)
    assert read.provenance.startswith(f"roster of 2026-12, {len(staff)} people, file ")
    assert read.fewest == 0
    assert len(read.draws) == 1  # nothing is lacking, so nothing is drawn


def test_its_run_is_the_same_bit_for_bit_by_way_of_a_staff_file_too(tmp_path: Path):
    policy = load_policy(BAOHE.parent / "yishui")
    staff = load_staff(policy)
    export_staff(policy, staff, tmp_path / "roster.xlsx")
    known = known_of(read_roster(policy, tmp_path / "roster.xlsx", accept=True), load_key)
    write_known(known, policy, tmp_path / "staff.parquet")
    ways = (staff, load_staff(policy, tmp_path / "roster.xlsx"), load_staff(policy, tmp_path / "staff.parquet"))
    runs = [project(policy, one, years=4, replications=6, seed=5) for one in ways]
    for run in runs[1:]:
        assert run.data.equals(runs[0].data) and run.data["flows"].sum() > 0
        assert cost(run).yuan.equals(cost(runs[0]).yuan)


ONLY = ("姓名", "性别", "出生年月", "入职时间", "岗位")


def test_what_a_roster_lacks_is_drawn_by_address_and_told(tmp_path: Path):
    """Nobody's draws change when somebody else is taken out of the roster."""
    policy = load_policy(BAOHE)
    rows = [
        f"人{n},{'男女'[n % 2]},19{70 + n % 25}.{n % 12 + 1:02d},2018-0{n % 9 + 1},{'助理' if n % 4 else '主管'}"
        for n in range(80)
    ]
    key = load_key(tmp_path / "key")

    def of(rows: list[str]) -> Staff:
        text = "\n".join([",".join(ONLY), *rows])
        return staff_of(policy, known_of(read_roster(policy, text.encode(), name="x.csv", accept=True), lambda: key))

    whole, fewer = of(rows), of(rows[:30] + rows[31:])
    assert (np.delete(whole.records, 30) == fewer.records).all()
    assert f", key {key.fingerprint}, " in whole.provenance and "rating drawn for 80" in whole.provenance
    assert "grade taken for 80" in whole.provenance and "人" not in whole.provenance
    assert len(whole.draws) == DRAWS and {one.fewest for one in whole.draws} == {5}
    for field, drawn in (("birth", False), ("joined", False), ("post", False), ("education", True), ("place", True)):
        assert (whole.draws[3].records[field] != whole.records[field]).any() == drawn
    assert {one.digest for one in whole.draws} == {one.digest for one in of(rows).draws}
