"""The rules run as the plain Python that they are, and give the same books as when they are compiled."""

from __future__ import annotations

import os
import pickle
import subprocess
import sys
from pathlib import Path

import numpy as np
import pytest

from simlib import load_staff, project
from simlib.months import parse_month
from simlib.policy import Policy
from simlib.population.person import FLOWS
from simlib.population.world import BLOCKED
from simlib.simulation.run import Books
from tests.conftest import BEFORE_THE_ROSTER
from tests.whole import whole

ROOT = Path(__file__).resolve().parents[2]
HOW = {"years": 3, "replications": 2, "seed": 4}
UNCOMPILED = f"""
import pickle, sys
from simlib import compiled, project

assert not compiled.COMPILING
with open(sys.argv[1], "rb") as given:
    law, staff = pickle.load(given)
with open(sys.argv[2], "wb") as books:
    pickle.dump(project(law, staff, workers=1, **{HOW}).books._asdict(), books)
"""


def uncompiled(law: Policy, staff: object, folder: Path) -> Books:
    """Return the books of the same projection from a process of its own, in which Numba is switched off."""
    given, books = folder / "given.pickle", folder / "books.pickle"
    given.write_bytes(pickle.dumps((law, staff)))
    without_numba = {**os.environ, "NUMBA_DISABLE_JIT": "1", "PYTHONPATH": str(ROOT)}
    command = [sys.executable, "-W", "error::RuntimeWarning", "-c", UNCOMPILED, str(given), str(books)]
    subprocess.run(command, env=without_numba, cwd=ROOT, check=True)
    return Books(**pickle.loads(books.read_bytes()))


@pytest.mark.parametrize("rules", ["busy", "busier"])
def test_uncompiled_rules_give_the_same_books(rules: str, request: pytest.FixtureRequest, tmp_path: Path):
    """Where everything that can happen to anyone does."""
    law: Policy = request.getfixturevalue(rules)
    law = law.with_values({"establishment.coefficient_level": 0.4}, start=BEFORE_THE_ROSTER)
    law = law.with_values({"rules.conversion": "by_service_and_education"}, start=parse_month("2028-03"))
    staff = load_staff(law)
    assert 60 < len(staff) < 160
    compiled = project(law, staff, **HOW).books
    happened = compiled.flows.sum(axis=(0, 1, 3))
    assert [name for name, times in zip(FLOWS, happened) if times == 0] == []
    assert len(compiled.blocked.sum(axis=(0, 1)).nonzero()[0]) == len(BLOCKED)
    assert whole(compiled)["protected"].sum() > 0
    plain = whole(uncompiled(law, staff, tmp_path))
    for name, book in whole(compiled).items():
        assert book.dtype == plain[name].dtype, name
        assert np.array_equal(book, plain[name]), name
