"""How time and memory grow with people, replications and years: one size, in a process of its own.

`python -m benchmarks.growth PACK TIMES REPLICATIONS YEARS WORKERS` prints what it took as JSON. A pack TIMES over has
its units so many times, each copy with people of its own; a share of it has that share of residents and communities.
"""

from __future__ import annotations

import json
import resource
import sys
from collections.abc import Iterable
from dataclasses import replace
from itertools import pairwise
from pathlib import Path
from time import perf_counter
from typing import Any, NamedTuple

from benchmarks.measure import ROOT, fresh

COUNTRY = "scenarios/cities/inner_mongolia"  # twelve leagues, some 27,000 people


class Size(NamedTuple):
    """What is run."""

    pack: str = COUNTRY
    times: float = 1
    replications: int = 1
    years: int = 10
    workers: int = 1


class Took(NamedTuple):
    """What it took: people at the opening; seconds to read policy and staff, to run and to price; the peak in bytes."""

    people: int
    staff: float
    run: float
    cost: float
    memory: int


PEOPLE = tuple(Size(times=times) for times in (0.11, 1.1, 11, 40.5))
REPLICATIONS = tuple(Size("scenarios/cities/baohe", 1, many) for many in (30, 200, 1000))
YEARS = tuple(Size("scenarios/cities/baohe", 1, 100, years) for years in (5, 10, 20, 40))


def took(sizes: Iterable[Size]) -> list[tuple[Size, Took]]:
    """Return what each size took, each in a fresh process that has the compiled rules at hand."""
    fresh("-m", "simlib.warm")
    return [(size, Took(**json.loads(fresh("-m", "benchmarks.growth", *map(str, size))))) for size in sizes]


def sized(law: Any, times: float) -> Any:
    """Return a policy with its units so many times over (rounded), or a share of their residents and communities."""
    if times >= 1.5:
        return _copies(law, round(times))
    if times == 1:
        return law
    names = ("establishment.communities", "establishment.residents")
    values = {name: (law.value(name, law.opening) * times).round().astype(int).tolist() for name in names}
    return law.with_values(values, start=law.provisions[names[1]].values[0].month)


def _copies(law: Any, times: int) -> Any:
    """Return a policy with all its units so many times, every value by unit with them."""
    import numpy as np

    def tiled(provision: Any) -> Any:
        if "unit" not in provision.term.shape:
            return provision
        along = provision.term.shape.index("unit")
        values = (replace(one, value=np.concatenate([one.value] * times, axis=along)) for one in provision.values)
        return replace(provision, values=tuple(values))

    units = tuple(replace(unit, name=f"{unit.name}_{copy}") for copy in range(times) for unit in law.units)
    return replace(law, units=units, provisions={name: tiled(one) for name, one in law.provisions.items()})


def run_one(size: Size) -> Took:
    """Run one size, here and now."""
    from simlib import cost, load_policy, load_staff, project

    law = load_policy(ROOT / size.pack)
    project(
        law, load_staff(law), years=1, replications=1, seed=0
    )  # the compiled rules are read before anything is timed
    marks = [perf_counter()]
    policy = sized(law, size.times)
    staff = load_staff(policy)
    marks.append(perf_counter())
    numbers = {"years": size.years, "replications": size.replications, "workers": size.workers}
    projection = project(policy, staff, seed=1, **numbers)
    marks.append(perf_counter())
    cost(projection)
    marks.append(perf_counter())
    return Took(len(staff), *(b - a for a, b in pairwise(marks)), peak_memory())


def peak_memory() -> int:
    """Return the peak memory of this process in bytes."""
    status = Path("/proc/self/status")
    if status.exists():  # Linux, where the usage below begins with that of the process which started this one
        (line,) = (line for line in status.read_text().splitlines() if line.startswith("VmHWM"))
        return 1024 * int(line.split()[1])
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss * (1 if sys.platform == "darwin" else 1024)


if __name__ == "__main__":
    pack, times, *numbers = sys.argv[1:]
    print(json.dumps(run_one(Size(pack, float(times), *map(int, numbers)))._asdict()))
