"""Compile the rules once, so that the first slider answers at once: `python -m simlib.warm`.

Compiling takes a minute or two; what comes of it is kept and used by every later start.
"""

from __future__ import annotations

from pathlib import Path

import numba

from simlib.compiled import COMPILING
from simlib.compiling import told

MARK = "warm"  # a file beside the compiled code: all of it is there


def main() -> None:
    """Project a year with the first city's pack, unless that was done before."""
    mark = Path(numba.config.CACHE_DIR) / MARK
    if not COMPILING or mark.exists():
        return
    from simlib import load_policy, load_staff, project  # only now: they take seconds
    from simlib.futures import project_futures, usual_futures
    from simlib.policy.packs import find_packs, shipped

    with told():
        for pack in find_packs(shipped() / "cities")[:1]:
            policy = load_policy(pack)
            staff = load_staff(policy)
            project(policy, staff, years=1, replications=1, seed=0, workers=1)
            project_futures(policy, staff, usual_futures(policy), years=1, replications=1, seed=0, workers=1)
            mark.touch()


if __name__ == "__main__":
    main()
