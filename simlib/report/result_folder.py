"""Results as a folder: the tables as CSV, and a manifest that says what they are and how to make them again.

The same inputs write the same bytes: no time of day, no path of the folder, no number of threads.
"""

from __future__ import annotations

import platform
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any

import numba
import numpy as np
import pandas as pd

from simlib import __version__
from simlib.analysis.assumption_register import Assumption
from simlib.analysis.compare import Comparison
from simlib.analysis.cost_by_place import Placed
from simlib.analysis.explain import WHOLE_RUN, Explanation
from simlib.analysis.gains import Gains
from simlib.analysis.outcomes import Costed
from simlib.conversion.inversions import Inversions
from simlib.conversion.study import Study
from simlib.conversion.yearly_cost import ConversionCost
from simlib.futures import FuturesProjection
from simlib.months import month_text
from simlib.policy import Policy
from simlib.policy.provision import Override
from simlib.projection import Projection
from simlib.report.figures.bridge import draw_bridge
from simlib.report.tables import assumption_rows as assumed
from simlib.report.tables import conversion_study as conversion_tables
from simlib.report.tables import yearly as tables
from simlib.report.tables.real_people import shown_gains, shown_places
from simlib.report.whole_folder import whole_folder, write_manifest
from simlib.source import CODE
from simlib.text import Code

_YUAN = "%.2f"
_DECIMALS = {
    **dict.fromkeys(("comparison", "ranges", "standards"), "%.6f"),
    **dict.fromkeys(("budget", "causes", "people", "groups", "inversions", "cost", "places", "cash", "gains"), _YUAN),
}


def write_results(run: Costed, folder: str | Path, **rerun: Any) -> None:
    """Write a projection's tables and manifest. Raises FolderRefused where `folder` holds anything else.

    run     where it was run under futures too, those tables stand in the folder `with_assumptions`
    rerun   further entries of the manifest: the command and the values set by hand
    """
    with whole_folder(folder) as draft:
        _write_run(run, draft)
        write_manifest(draft, {**rerun, **of_run(run), "versions": versions()})


def write_comparison(comparison: Comparison, folder: str | Path, **rerun: Any) -> None:
    """Write both projections (folders `before` and `after`), their differences and a manifest."""
    before, after = comparison.before, comparison.after
    with whole_folder(folder) as draft:
        _write(tables.differences(comparison), draft, "comparison")
        _write_run(before, draft / "before")
        _write_run(after, draft / "after")
        both = {"before": of_run(before), "after": of_run(after)}
        write_manifest(draft, {**rerun, **both, "versions": versions()})


def write_explanation(explanation: Explanation, folder: str | Path, code: Code, **rerun: Any) -> None:
    """Write causes.csv, between years standards.csv, bridge.png (over all years, in one language) and a manifest."""
    with whole_folder(folder) as draft:
        _write(tables.causes(explanation), draft, "causes")
        if explanation.standards:
            _write(tables.standards(explanation), draft, "standards")
        draw_bridge(explanation, WHOLE_RUN, code, draft / "bridge.png")
        both = {**described(explanation.projection), "explained_policy_digest": explanation.after_digest}
        write_manifest(draft, {**rerun, **both, "versions": versions()})


def write_assumptions(policy: Policy, found: Sequence[Assumption], folder: str | Path, **rerun: Any) -> None:
    """Write assumptions.csv, every assumption with its reason and what other values do, and a manifest."""
    with whole_folder(folder) as draft:
        _write(assumed.table(policy, found), draft, "assumptions")
        write_manifest(draft, {**rerun, "policy": policy.name, "policy_digest": policy.digest, "versions": versions()})


def write_conversion(
    study: Study, found: Inversions, cost: ConversionCost, run: Projection, folder: str | Path, **rerun: Any
) -> None:
    """Write everybody converted, the groups, the inversions, the cost by year and a manifest."""
    with whole_folder(folder) as draft:
        for name, table in (
            ("people", conversion_tables.people(study)),
            ("groups", conversion_tables.groups(study)),
            ("inversions", conversion_tables.inverted(study, found)),
            ("cost", conversion_tables.costs(cost)),
        ):
            _write(table, draft, name)
        write_manifest(draft, {**rerun, **described(run), "versions": versions()})


def write_placed(found: Placed, run: Projection, folder: str | Path, code: Code, **rerun: Any) -> None:
    """Write the cost by community (places.csv) and by month (cash.csv), and a manifest."""
    with whole_folder(folder) as draft:
        _write(shown_places(found, code), draft, "places")
        _write(found.by_month, draft, "cash")
        write_manifest(draft, {**rerun, **described(run), "versions": versions()})


def write_gains(found: Gains, run: Projection, folder: str | Path, **rerun: Any) -> None:
    """Write who gains and who loses, by group (gains.csv), and a manifest."""
    with whole_folder(folder) as draft:
        _write(shown_gains(found), draft, "gains")
        write_manifest(draft, {**rerun, **described(run), "versions": versions()})


def described(projection: Projection) -> dict[str, Any]:
    """Return a projection's provenance with what higher law sets aside and what the proposal departs from."""
    policy = projection.policy
    return {
        **projection.provenance,
        "pack_digest": policy.pack_digest or policy.digest,
        "overrides": [_override(one) for one in policy.overrides],
        "departures": [_override(one) for one in policy.departures],
    }


def of_run(run: Costed) -> dict[str, Any]:
    """Return what `described` says of a run, and under which futures it was run too."""
    wide = described(run.wide.projection) if run.wide else {}
    return {**described(run.projection), **{name: one for name, one in wide.items() if name.startswith("futures")}}


def versions() -> dict[str, str]:
    """Return the versions that made the numbers, and the digest of the code."""
    return {
        "simlib": __version__,
        "code": CODE,
        "python": platform.python_version(),
        "numpy": np.__version__,
        "numba": numba.__version__,
    }


def _write_run(run: Costed, folder: Path) -> None:
    """Write a projection's tables and its ranges; in a folder of its own the same under futures, where it was run."""
    _write_projection(run.projection, folder)
    _write(tables.ranges(run), folder, "ranges")
    if run.wide:
        _write_projection(run.wide.projection, folder / "with_assumptions")


def _write_projection(projection: Projection, folder: Path) -> None:
    folder.mkdir(exist_ok=True)
    for table in (tables.stocks, tables.flows, tables.budget, tables.establishment, tables.labels):
        _write(table(projection), folder, table.__name__)
    if not projection.plan.staff.fewest:
        _write(tables.moves(projection), folder, "moves")
    if isinstance(projection, FuturesProjection):
        _write(tables.futures(projection), folder, "futures")


def _write(table: pd.DataFrame, folder: Path, name: str) -> None:
    """Write one table; the byte order mark lets Excel read the Chinese.

    Two decimals give back whole fen: a double holds yuan to half a fen up to 4 × 10¹³.
    """
    table.to_csv(
        folder / f"{name}.csv",
        index=False,
        encoding="utf-8-sig",
        lineterminator="\n",
        float_format=_DECIMALS.get(name),
    )


def _override(one: Override) -> Mapping[str, Any]:
    return {
        "term": one.term.name,
        "from": month_text(one.month),
        "set_aside": one.set_aside.plain,
        "set_aside_source": one.set_aside.source,
        "in_force": one.in_force.plain,
        "in_force_source": one.in_force.source,
    }
