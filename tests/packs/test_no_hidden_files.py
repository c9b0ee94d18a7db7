"""Once policy and staff are loaded no file is read again: a result depends on what was passed in, and on nothing else.

The packs are loaded from a copy that is then deleted; and Python itself tells of every file that is opened meanwhile.
"""

from __future__ import annotations

import os
import shutil
import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import replace
from functools import partial
from pathlib import Path
from typing import Any

import numba
import numpy as np
import pytest

from simlib import compare, cost, explain, load_policy, load_staff, project
from simlib.analysis.explain import explain_difference
from simlib.budget import budget_codes
from simlib.careers.typical import load_careers, side_by_side
from simlib.conversion.study import study
from simlib.conversion.yearly_cost import conversion_cost
from simlib.futures import load_futures, project_futures
from simlib.policy import find_packs, find_proposals, load_proposal
from simlib.report.tables import yearly as tables
from simlib.twin import twin, without_quotas

ROOT = Path(__file__).resolve().parents[2]
PACKS = [folder.name for folder in find_packs(ROOT / "scenarios/cities")]
RUN: dict[str, Any] = {"years": 2, "replications": 2, "seed": 5, "workers": 1}
PYTHONS_OWN = (
    sys.prefix,
    sys.base_prefix,
    numba.config.CACHE_DIR,
    (ROOT / "simlib").as_posix(),
    "simlib/",
)  # code, no data
_opened: list[list[str]] = []  # the list of whoever listens, if anybody does


def _hear(event: str, args: tuple[Any, ...]) -> None:
    if _opened and event in ("open", "os.listdir", "os.scandir"):
        _opened[-1].append(str(args[0]))


sys.addaudithook(_hear)  # nobody can take it away again: it hears only while somebody listens


@contextmanager
def listening() -> Iterator[list[str]]:
    """Yield a list that fills with the files and folders opened, but for Python's own and compiled code."""
    heard: list[str] = []
    own = tuple(filter(None, PYTHONS_OWN))  # Numba names source by paths from here when it compiles
    _opened.append(heard)
    try:
        yield heard
    finally:
        _opened.pop()
        heard[:] = [one for one in heard if not os.path.abspath(one).startswith(own) or one.endswith(".yaml")]


@pytest.fixture(scope="module")
def loaded(tmp_path_factory: pytest.TempPathFactory) -> dict[str, Any]:
    """Every pack with all that is loaded of it, and no file left of any."""
    copy = tmp_path_factory.mktemp("copy") / "scenarios"
    shutil.copytree(ROOT / "scenarios", copy)
    proposals = [load_proposal(file) for file in find_proposals(copy)]
    found = {}
    for name in PACKS:
        law = load_policy(copy / "cities" / name)
        reforms = [law.with_proposal(one) for one in proposals if one.policy == law.name]
        careers, futures = load_careers(law), load_futures(copy / "futures/plausible.yaml", law)
        found[name] = law, reforms, load_staff(law), careers, futures
    shutil.rmtree(copy)
    return found


def test_what_is_opened_is_heard(tmp_path: Path):
    (tmp_path / "some.yaml").write_text("format: 1")
    with listening() as heard:
        (tmp_path / "some.yaml").read_bytes()
        list(tmp_path.iterdir())
    assert heard == [str(tmp_path / "some.yaml"), str(tmp_path)]


@pytest.mark.parametrize("pack", PACKS)
def test_nothing_below_loading_opens_a_file(loaded: dict[str, Any], pack: str):
    law, reforms, staff, careers, futures = loaded[pack]
    with listening() as heard:
        before = project(law, staff, **RUN)
        assert cost(before).fen.any() and before.provenance and before.data
        for policy in reforms:
            comparison = compare(before, project(policy, staff, **RUN))
            assert len(comparison.table) and len(explain_difference(comparison).table)
        for ask in _questions(law, reforms, staff, careers, futures, before):
            ask()
    assert heard == []


def test_the_order_in_which_a_file_is_written_changes_nothing(loaded: dict[str, Any]):
    law, _, staff, _, futures = loaded["baohe"]
    turned = replace(law, provisions=dict(reversed(law.provisions.items())))
    back = replace(futures, spreads=futures.spreads[::-1])
    assert (turned.digest, back.digest) == (law.digest, futures.digest)
    assert np.array_equal(cost(project(law, staff, **RUN)).fen, cost(project(turned, staff, **RUN)).fen)
    drawn = (project_futures(policy, staff, one, **RUN) for policy, one in ((law, futures), (turned, back)))
    assert np.array_equal(*(cost(run).fen for run in drawn))


def _questions(
    law: Any, reforms: Any, staff: Any, careers: Any, futures: Any, before: Any
) -> Iterator[Callable[[], Any]]:
    """Yield everything else that is worked out from what was loaded."""
    yield lambda: explain(before).table
    yield lambda: tables.budget(before)
    yield lambda: budget_codes(law)
    yield partial(project_futures, law, staff, futures, years=1, replications=1, seed=5, workers=1)
    yield partial(side_by_side, [(law, careers)], years=1, only=careers[0].name)
    yield partial(twin, without_quotas(law), staff, years=1)
    for policy in reforms:
        if project(policy, staff, **RUN).plan.conversion is not None:
            yield lambda policy=policy: conversion_cost(project(policy, staff, **RUN))
            yield partial(study, policy, staff, years=1, seed=5)
