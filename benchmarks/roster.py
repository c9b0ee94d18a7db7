"""`python -m benchmarks.roster`: a roster of 30,000 rows checked, and a staff file of 1.1 million people loaded.

Each in a process of its own, with the most memory that it ever held.
"""

from __future__ import annotations

import resource
import subprocess
import sys
import tempfile
import time
from dataclasses import replace
from pathlib import Path

import numpy as np

from benchmarks.measure import ROOT

PACK = ROOT / "scenarios" / "cities" / "inner_mongolia"
ROWS, PEOPLE = 30_000, 1_100_000
SECONDS, MEGABYTES = 10, 2048  # what each may take


def main() -> None:
    if len(sys.argv) == 3:
        _measure(sys.argv[1], Path(sys.argv[2]))
        return
    with tempfile.TemporaryDirectory() as folder:
        book, file = Path(folder) / "roster.xlsx", Path(folder) / "staff.parquet"
        _write(book, file)
        for kind, path in (("check", book), ("load", file)):
            command = [sys.executable, "-m", "benchmarks.roster", kind, str(path)]
            subprocess.run(command, check=True, cwd=ROOT)


def _write(book: Path, file: Path) -> None:
    """Write a roster of the pack's own staff, the last rows again, and a staff file of its people many times over."""
    from simlib import load_policy, load_staff
    from simlib.staff.roster.export import export_staff
    from simlib.staff.roster.imported import known_of
    from simlib.staff.roster.key import load_key
    from simlib.staff.roster.roster import read_roster
    from simlib.staff.roster.stored import write_known

    policy = load_policy(PACK)
    staff = load_staff(policy)
    people = np.concatenate([staff.records, staff.records[: ROWS - len(staff)]])
    people["key"] = np.arange(1, len(people) + 1, dtype=np.uint64)
    export_staff(policy, replace(staff, records=people, redraw=None), book)
    known = known_of(read_roster(policy, book, accept=True), load_key)
    many = np.resize(np.arange(len(known)), PEOPLE)
    known = replace(known.only(many), key=np.arange(1, PEOPLE + 1, dtype=np.uint64))
    lacking = {name: one for name, one in known.values.items() if name not in ("education", "satisfactory_years")}
    write_known(replace(known, values=lacking), policy, file)


def _measure(kind: str, path: Path) -> None:
    from simlib import load_policy, load_staff
    from simlib.staff.roster.roster import read_roster

    policy = load_policy(PACK)
    load_staff(policy)  # so that the rules are compiled
    start, worked = time.perf_counter(), time.process_time()
    many = len(read_roster(policy, path, accept=True).people) if kind == "check" else len(load_staff(policy, path))
    seconds, worked = time.perf_counter() - start, time.process_time() - worked
    most = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
    said = "within" if seconds <= SECONDS and most <= MEGABYTES else "beyond"
    took = f"{seconds:.1f} s ({worked:.1f} s of it computing), {most:,.0f} MB"
    print(f"{kind}: {many:,} people, {took} ({said} {SECONDS} s and {MEGABYTES} MB)")


if __name__ == "__main__":
    main()
