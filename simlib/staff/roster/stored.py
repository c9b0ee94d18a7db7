"""A clean roster kept in a file of its own (Parquet): a column a field, whole numbers, a keyed hash for each person."""

from __future__ import annotations

import json
import os
from pathlib import Path
from typing import Any

import fastparquet
import numpy as np
import pandas as pd

from simlib.months import month_text, parse_month
from simlib.policy import Policy
from simlib.staff.roster.files import RosterRefused
from simlib.staff.roster.known import UNKNOWN, Known
from simlib.text import Text

_MARK, _FORMAT = "simlib.roster", 1
_WIDE = frozenset({"pay", "excellent_years", "top_years"})
_BY_NAME = {"post": "posts", "unit": "units", "place": "places"}  # what is numbered as the pack had it


def write_known(known: Known, policy: Policy, path: str | Path) -> None:
    """Write a clean roster. Raises RosterRefused where the file cannot be written."""
    columns: dict[str, np.ndarray] = {"key": known.key}
    for name, values in known.values.items():
        columns[name] = values.astype(np.int64 if name in _WIDE else np.int32)
    about = {
        "format": _FORMAT,
        "month": month_text(known.month),
        "pack": policy.name,
        "about": dict(known.about),
        "posts": policy.axis("post"),
        "units": policy.axis("unit"),
        "places": known.places,
    }
    file, meanwhile = Path(path), Path(f"{path}.part")
    try:
        fastparquet.write(
            str(meanwhile),
            pd.DataFrame(columns),
            compression="ZSTD",
            stats=False,
            custom_metadata={_MARK: json.dumps(about, ensure_ascii=False)},
        )
        os.replace(meanwhile, file)
    except OSError:
        meanwhile.unlink(missing_ok=True)
        what = Text("不能写入 {file}。请换一个位置。", "{file} cannot be written. Name another place.")
        raise RosterRefused(what.of(file=file)) from None


def read_known(policy: Policy, path: str | Path) -> Known:
    """Read a clean roster for a policy. Raises RosterRefused where it is none, or of posts or places it has not."""
    try:
        file = fastparquet.ParquetFile(str(path))
        about = json.loads(file.key_value_metadata[_MARK])
        frame = file.to_pandas()
    except (OSError, KeyError, ValueError, TypeError, RuntimeError, AttributeError):
        raise _refused(path) from None
    if about.get("format") != _FORMAT or "key" not in frame:
        raise _refused(path)
    values = {str(name): frame[name].to_numpy().astype(np.int64) for name in frame.columns if name != "key"}
    for field, names in _BY_NAME.items():
        if field in values and field != "place":
            values[field] = _renumbered(values[field], about[names], policy.axis(field), policy, path)
    month = parse_month(about["month"])
    return Known(month, frame["key"].to_numpy().astype(np.uint64), values, tuple(about["places"]), about["about"])


def _renumbered(values: np.ndarray, names: list[str], own: tuple[str, ...], policy: Policy, path: Any) -> np.ndarray:
    """Return places on an axis of the pack that a roster was read for as those on the policy's own."""
    used = np.unique(values[values != UNKNOWN])
    if lost := [names[int(at)] for at in used if not 0 <= at < len(names) or names[int(at)] not in own]:
        what = Text(
            "{file} 中有 {policy} 没有的岗位或单位 {name}。请用原来的政策包，或重新导入名册。",
            "{file} has people in {name}, which {policy} has not. "
            "Use the pack that it was imported for, or import it anew.",
        )
        raise RosterRefused(what.of(file=path, policy=policy.name, name=lost[0]))
    number = np.array([own.index(name) if name in own else UNKNOWN for name in names] or [UNKNOWN], np.int64)
    return np.where(values == UNKNOWN, UNKNOWN, number[np.maximum(values, 0)])


def _refused(path: str | Path) -> RosterRefused:
    what = Text(
        "{file} 不是本程序写的人员文件。请用 simlib roster import 从名册制作。",
        "{file} is no staff file of this program. Make one of a roster with simlib roster import.",
    )
    return RosterRefused(what.of(file=path))
