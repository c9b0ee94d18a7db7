"""A number is tied to the code that made it: one version, told in one place, and a digest of the source."""

from __future__ import annotations

import re
import shutil
import subprocess
import sys
import tomllib
from datetime import date
from pathlib import Path

import simlib
from simlib.source import CODE, COMPILED, RESULTS, source_digest
from tests.project.tree import ROOT

HOME = ROOT / "simlib"


def test_the_version_is_written_in_one_place():
    """The package takes it from the program: neither can be raised without the other."""
    written = tomllib.loads((ROOT / "pyproject.toml").read_text("utf-8"))
    assert "version" not in written["project"] and written["project"]["dynamic"] == ["version"]
    assert written["tool"]["setuptools"]["dynamic"] == {"version": {"attr": "simlib.__version__"}}


def test_the_changelog_has_the_release():
    """Its newest dated release is what the program calls itself, and what comes next has a place above it."""
    heads = re.findall(r"^## \[(.+?)\](?: - (\d{4}-\d\d-\d\d))?$", (ROOT / "CHANGELOG.md").read_text("utf-8"), re.M)
    assert heads[0] == ("Unreleased", "") and heads[1][0] == simlib.__version__
    assert all(date.fromisoformat(day) for _, day in heads[1:])


def test_the_digest_is_of_all_that_a_result_is_made_by():
    """Whatever is imported to project and to price is in it, so that no edit that could move a number is missed."""
    show = "import sys, simlib.futures, simlib.budget, simlib.projection, simlib.staff.load as _\n"
    show += "print(*[m.__file__ for n, m in sys.modules.items() if n.startswith('simlib.') and m.__file__], sep='\\n')"
    told = subprocess.run([sys.executable, "-c", show], cwd=ROOT, capture_output=True, text=True, check=True).stdout
    parts = [HOME / part for part in RESULTS]
    used = [Path(line) for line in told.split()]
    assert len(used) > 60
    assert [file for file in used if not any(part in (file, *file.parents) for part in parts)] == []


def test_any_edit_moves_the_digest_and_line_ends_do_not(tmp_path: Path):
    """In whatever room of it; an edit elsewhere, as of a report, leaves it."""
    copy = tmp_path / "simlib"
    shutil.copytree(HOME, copy, ignore=shutil.ignore_patterns("__pycache__", "fonts"))
    assert source_digest(RESULTS, copy) == CODE
    for part in RESULTS:
        file = copy / part if part.endswith(".py") else copy / part / "__init__.py"
        file = file if file.exists() else next((copy / part).rglob("*.py"))
        was = file.read_bytes()
        file.write_bytes(was + b"# edited\n")
        assert source_digest(RESULTS, copy) != CODE, part
        file.write_bytes(was.replace(b"\n", b"\r\n"))
        assert source_digest(RESULTS, copy) == CODE, part
    (copy / "report/trust.py").write_text("", "utf-8")
    assert source_digest(RESULTS, copy) == CODE


def test_what_is_compiled_is_part_of_it():
    assert all(any(part == one or part.startswith(f"{one}/") for one in RESULTS) for part in COMPILED)
    assert simlib.__version__.count(".") == 2
    assert f"version: {simlib.__version__}\n" in (ROOT / "CITATION.cff").read_text("utf-8")
