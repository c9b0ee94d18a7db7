"""Run by `test_option_order.py` in a process of its own: every choice's options in another order, then small runs.

    python -m tests.simulation.options as_they_are|reversed|one_more_first

Prints what came of each run, as JSON. The lists are changed before any room of rules is imported.
"""

from __future__ import annotations

import hashlib
import json
import sys
from collections.abc import Callable, Iterator
from importlib.util import module_from_spec, spec_from_file_location
from pathlib import Path
from typing import Any

import numpy as np

ROOT = Path(__file__).parents[2]
CITIES = ROOT / "scenarios" / "cities"
Options = tuple[tuple[Any, ...], ...]
ORDERS: dict[str, Callable[[Options], Options]] = {
    "as_they_are": lambda options: options,
    "reversed": lambda options: options[::-1],
    "one_more_first": lambda options: (("one_more", *options[0][1:]), *options),
}
HANDLED = ("rules.", "pay.reward_of", "tax.reward", "contributions.employee_fund")  # one more would be refused
OF_RULES = ORDERS | {"one_more_first": lambda options: (*options[-1:], *options[:-1])}
YEARS, SEED = 2, 7


def reorder(called: str) -> None:
    """Change the list of options of every choice, those that several terms share where they stand.

    What a term is gets imported by itself, before the package makes any.
    """
    order, name = ORDERS[called], "simlib.policy.term"
    spec = spec_from_file_location(name, ROOT / "simlib" / "policy" / "term.py")
    assert spec and spec.loader
    term = sys.modules[name] = module_from_spec(spec)
    spec.loader.exec_module(term)
    shared = term.PLACES, term.ROUNDING = order(term.PLACES), order(term.ROUNDING)
    made = term.Term.__init__

    def make(self: Any, name: str, *args: Any, **kwargs: Any) -> None:
        options = kwargs.get("options", ())
        if "choice" in args and not any(options is one for one in shared):
            kwargs["options"] = (OF_RULES[called] if name.startswith(HANDLED) else order)(options)
        made(self, name, *args, **kwargs)

    term.Term.__init__ = make


def small(law: Any) -> Any:
    """A policy with two of its units, one place of each type in them, and few residents and grids."""
    few, start = {}, 0
    for name, most in (("communities", 1), ("grids", 6), ("residents", 8000)):
        given = law.provisions.get(f"establishment.{name}")
        if given is not None:
            now = np.minimum(np.array(given.at(law.opening).value), most)
            now[2:] = 0
            few[given.term.name], start = now.tolist(), max(start, given.values[0].month)
    return law.with_values(few, start)


def digest(*arrays: Any) -> str:
    """One text for some arrays."""
    found = hashlib.sha256()
    for array in arrays:
        found.update(str(np.shape(array)).encode() + np.ascontiguousarray(array).tobytes())
    return found.hexdigest()


def run(law: Any, staff: Any) -> str:
    """What comes of a policy: its books, its budget and what there is to mind in it."""
    from simlib import cost, project
    from simlib.policy.dead_ends import dead_ends
    from simlib.rules.findings import findings

    projection = project(law, staff, years=YEARS, replications=1, seed=SEED, workers=1)
    books = projection.books
    counts = (books.in_post, books.by_age, books.by_unit, books.flows, books.moves, books.risen, books.blocked)
    said = " ".join(map(str, (*findings(law), *dead_ends(law))))
    return digest(*counts, cost(projection).fen, cost(projection).borne) + hashlib.sha256(said.encode()).hexdigest()


def kept(staff: Any, law: Any) -> Any:
    """Those of a staff who work in the places of a small policy."""
    from simlib.rules.establishment import places_of

    here = set(places_of(law, range(staff.month, staff.month + 1)).names(law))
    works = np.array([staff.places[at] in here for at in staff.records["place"]])
    return staff.reordered(np.flatnonzero(works))


def packs() -> Iterator[tuple[str, Any, Any]]:
    """Every pack, made small, and its staff."""
    from simlib import load_policy, load_staff
    from simlib.staff.file import STAFF, Carried, read_staff

    for folder in sorted(CITIES.iterdir()):
        law = load_policy(folder)
        carried = isinstance(read_staff(law, folder / STAFF), Carried)  # by the other pack's file, which is not small
        few = small(law)
        yield folder.name, few, kept(load_staff(law), few) if carried else load_staff(few)


def other_options(known: list[tuple[str, Any, Any]]) -> Iterator[tuple[str, Any, Any]]:
    """Every option of every choice, chosen half a year into the run in the first pack that gives all that it needs."""
    from simlib.policy import TERMS, PolicyError

    for at, term in enumerate(term for term in TERMS.values() if term.unit == "choice"):
        for option in sorted({*term.choices} - {"one_more"}):
            for turn in range(len(known)):
                name, law, staff = known[(at + turn) % len(known)]
                if term.name not in law.provisions or law.choice(term.name, law.opening) == option:
                    continue
                try:
                    yield (
                        f"{name}: {term.name} = {option}",
                        law.with_values({term.name: option}, law.opening + 6),
                        staff,
                    )
                    break
                except PolicyError:
                    continue


def main(order: str) -> None:
    """Print what came of every run."""
    reorder(order)
    known = list(packs())
    print(json.dumps({name: run(law, staff) for name, law, staff in (*known, *other_options(known))}))


if __name__ == "__main__":
    main(sys.argv[1])
