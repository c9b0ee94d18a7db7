"""Two processes that compile at once: what is loaded is what was asked for, or nothing."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
from numba.core.caching import IndexDataCacheFile

from simlib import compiled


def test_code_of_another_variant_is_never_loaded(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Both found no index; the other writes index and code between our index and our code."""
    ours, theirs = (IndexDataCacheFile(str(tmp_path), "rule", "stamp") for _ in range(2))
    write = ours._save_data

    def save_data(name: str, data: Any) -> None:
        with monkeypatch.context() as other:
            other.setattr(compiled, "_OURS", "theirs", raising=False)
            other.setattr(theirs, "_load_index", dict)
            theirs.save("of integers", "code for integers")
        write(name, data)

    monkeypatch.setattr(ours, "_save_data", save_data)
    ours.save("of floats", "code for floats")
    assert theirs.load("of integers") == "code for integers"
    assert ours.load("of floats") in (None, "code for floats")  # the index of the other came last
