"""Compile the rules once, so that the first slider answers at once: `python -m simlib.warm`.

Compiling takes about a minute; what comes of it is kept beside the package and used by every later start.
"""

from __future__ import annotations

from pathlib import Path

from simlib import load_policy, load_staff, project
from simlib.policy import find_packs

SCENARIOS = Path(__file__).parent.parent / "scenarios" / "cities"


def main() -> None:
    """Project one month of the smallest kind with the first city's pack."""
    print("正在编译规则（只需一次，约一分钟）… / Compiling the rules (once, about a minute) …", flush=True)
    for pack in find_packs(SCENARIOS)[:1]:
        law = load_policy(pack)
        project(law, load_staff(law), years=1, replications=1, seed=0, workers=1)


if __name__ == "__main__":
    main()
