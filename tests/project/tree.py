"""The files of the project, as git would keep them."""

from __future__ import annotations

import ast
import json
import re
import subprocess
from collections.abc import Iterator
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
HOMES = ("simlib", "dashboards", "notebooks")
TEXT = {".py", ".md", ".toml", ".yml", ".yaml", ".json", ".lock", ".txt", ".csv", ".ipynb", ".html", ".css"}
TEXT |= {".js", ".j2", ".cfg", ".ini", ".sh", ""}


def project_files() -> list[Path]:
    """Every file git tracks or would track; in a copy without git, every file outside dot-folders."""
    command = ["git", "ls-files", "-z", "--cached", "--others", "--exclude-standard"]
    listed = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, check=False)
    if listed.returncode:
        found = [p for p in ROOT.rglob("*") if not any(s.startswith(".") for s in p.relative_to(ROOT).parts)]
    else:
        found = [ROOT / name for name in listed.stdout.split("\0") if name]
    return sorted(path for path in found if path.is_file())


def text_files() -> list[Path]:
    """Those of them that are text."""
    return [path for path in project_files() if path.suffix in TEXT]


def sources() -> list[Path]:
    """Every module and notebook that has a place in the picture."""
    return [p for p in project_files() if top_folder(p) in HOMES and p.suffix in (".py", ".ipynb")]


def top_folder(path: Path) -> str:
    """The first folder of a path inside the project."""
    return path.relative_to(ROOT).parts[0]


def code(path: Path) -> str:
    """A module's text, or a notebook's code cells without their magic lines."""
    text = path.read_text(encoding="utf-8")
    if path.suffix == ".py":
        return text
    cells = [cell for cell in json.loads(text)["cells"] if cell["cell_type"] == "code"]
    return re.sub(r"^\s*[%!].*$", "", "\n".join("".join(cell["source"]) for cell in cells), flags=re.M)


def imported(path: Path) -> Iterator[str]:
    """Dotted names a file imports, anywhere in it, relative ones made absolute."""
    package = path.relative_to(ROOT).parent.parts
    for node in ast.walk(ast.parse(code(path), str(path))):
        if isinstance(node, ast.Import):
            yield from (alias.name for alias in node.names)
        elif isinstance(node, ast.ImportFrom):
            above = package[: len(package) - node.level + 1] if node.level else ()
            base = ".".join([*above, *([node.module] if node.module else [])])
            yield from (f"{base}.{alias.name}" for alias in node.names)
