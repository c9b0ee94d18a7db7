"""Which source made a number: a digest tells one state of the code from another, whatever its release is called."""

from __future__ import annotations

import hashlib
from collections.abc import Iterable
from pathlib import Path

_HERE = Path(__file__).parent
RESULTS = (  # all that books and budgets depend on
    "months.py", "text.py", "source.py", "private.py", "plotted.py", "compiled.py", "luck.py", "policy", "population",
    "rules", "staff", "simulation", "projection.py", "futures", "budget",
)  # fmt: skip
COMPILED = (  # all that compiled functions come from: they know an option by its place in its term's list
    "months.py", "compiled.py", "luck.py", "policy/axes.py", "policy/term.py", "policy/terms",
    "population", "rules", "staff/synthetic.py", "staff/scale.py", "staff/roster/drawing.py", "simulation",
)  # fmt: skip


def source_digest(parts: Iterable[str], root: Path = _HERE) -> str:
    """Return a SHA-256 of modules and folders of modules below `root`, the same on every system (line ends)."""
    digest = hashlib.sha256()
    for file in sorted(file for part in parts for file in _files(root / part)):
        text = file.read_text("utf-8")
        digest.update(f"{file.relative_to(root).as_posix()}\n{len(text)}\n{text}".encode())
    return digest.hexdigest()


def _files(part: Path) -> list[Path]:
    return [part] if part.suffix else list(part.rglob("*.py"))


CODE = source_digest(RESULTS)  # as it was when it was imported
