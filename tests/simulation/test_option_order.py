"""In what order a choice's options are listed is of no consequence: rules know each by its name."""

from __future__ import annotations

import json
import os
import subprocess
import sys

from simlib.policy import TERMS
from tests.project.tree import ROOT
from tests.simulation.options import CITIES, ORDERS


def test_no_result_depends_on_the_order_of_any_list_of_options():
    """Every list the other way round, and with one more option (of a rule: its last) first; all packs, all options."""
    command = [sys.executable, "-m", "tests.simulation.options"]
    plain = {**os.environ, "NUMBA_DISABLE_JIT": "1"}
    runs = {
        order: subprocess.Popen([*command, order], cwd=ROOT, env=plain, stdout=subprocess.PIPE, text=True)
        for order in ORDERS
    }
    found = {order: json.loads(run.communicate()[0]) for order, run in runs.items()}
    as_they_are = found["as_they_are"]
    assert {folder.name for folder in CITIES.iterdir()} <= set(as_they_are)
    tried = {name.partition(": ")[2].partition(" = ")[0] for name in as_they_are}
    untried = {term.name for term in TERMS.values() if term.unit == "choice"} - tried
    # no pack gives what both options need; of the first some pack has each
    assert untried <= {"rules.pay", "contributions.employee_fund"}
    assert found == dict.fromkeys(ORDERS, as_they_are)
