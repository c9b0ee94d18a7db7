"""Break the rules on purpose, one sentence at a time, and see which test finds it: docs/verification/mutants.md.

    .venv/bin/python scripts/mutants.py                       every mutant of tests/mutants.yaml, on two cores
    .venv/bin/python scripts/mutants.py --only appraisal      those of one rule (part of a file's path)

A mutant is one text of the code and what stands there instead. Each is tried by itself in a temporary copy of the tree,
compiled: of plain Python the worked examples of a large district take longer than compiling. What does not depend on
the changed file is compiled once for all: compiled code is kept by module, so only that of the modules that import it,
directly or not, is made anew.
"""

from __future__ import annotations

import argparse
import ast
import os
import re
import shutil
import subprocess
import sys
import tempfile
from collections.abc import Iterable, Iterator
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from functools import cached_property
from itertools import groupby
from pathlib import Path
from queue import Queue

from ruamel.yaml import YAML

ROOT = Path(__file__).resolve().parent.parent
LIST, PAGE = ROOT / "tests" / "mutants.yaml", ROOT / "docs/verification/mutants.md"
TREES, LONGEST = 2, 600  # side by side; seconds after which a test is held to have noticed that nothing ends
COMPILED = ("luck.py", "population", "rules", "simulation")
SURVIVES = "存活 survives"
HEAD = """\
# 故意弄坏规则 · The rules, broken on purpose

由 `python scripts/mutants.py` 生成，不要手改。每一行把代码中的一处（`tests/mutants.yaml`）改成错的，运行有关测试，记下
第一个发现它的测试。没有测试发现的，写明为什么无妨。

Made by `python scripts/mutants.py`; not edited by hand. Each line makes one place of the code (`tests/mutants.yaml`)
wrong, runs the tests concerned, and names the first that noticed. Where none does, the line says why that is no harm.
"""
TABLE = "| 改动 change | 弄坏了什么 what it breaks | 谁发现 found by |\n| --- | --- | --- |"


@dataclass(frozen=True)
class Mutant:
    """One text of a file and what stands there instead.

    zh, en    what it breaks
    tests     files that are expected to notice, the likeliest first
    survives  why it is no harm that none does, in both languages; empty where one has to
    """

    file: str
    old: str
    new: str
    zh: str
    en: str
    tests: tuple[str, ...]
    survives: str = ""

    @property
    def change(self) -> str:
        """The change as the page shows it."""
        return f"{_code(self.old)} → {_code(self.new) if self.new else '（删去 left out）'}"

    @property
    def words(self) -> str:
        """What it breaks as the page shows it."""
        return f"{self.zh}<br>{self.en}"


def _code(text: str) -> str:
    return f"`{' ⏎ '.join(line.strip() for line in text.strip().splitlines())}`".replace("|", "\\|")


def mutants() -> list[Mutant]:
    """Return the mutants of the list, in its order."""
    listed = YAML(typ="safe").load(LIST.read_text("utf-8"))
    return [
        Mutant(
            file,
            one["old"],
            one["new"],
            one["zh"],
            one["en"],
            tuple(one["tests"]),
            "<br>".join(one["survives"][tongue] for tongue in ("zh", "en")) if "survives" in one else "",
        )
        for file, ones in listed.items()
        for one in ones
    ]


def names() -> list[str]:
    """Return the names of the files that have mutants; of a room's own file, that of the room."""
    files = dict.fromkeys(Path(mutant.file) for mutant in mutants())
    return sorted({file.parent.name if file.stem == "__init__" else file.stem for file in files})


class Tree:
    """A temporary copy of the project, its rules compiled once."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        command = ["git", "ls-files", "-z", "--cached", "--others", "--exclude-standard"]
        listed = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, check=True).stdout
        for name in filter(None, listed.split("\0")):
            if (ROOT / name).is_file():
                (folder / name).parent.mkdir(parents=True, exist_ok=True)
                shutil.copy2(ROOT / name, folder / name)
        self._python("-m", "simlib.warm")
        self.warm = shutil.copytree(self._cache(), folder / "warm")

    def _python(self, *arguments: str) -> subprocess.CompletedProcess[str]:
        environment = {**os.environ, "PYTHONPATH": str(self.folder), "NUMBA_DISABLE_JIT": "0"}
        command = [sys.executable, *arguments]
        return subprocess.run(
            command, cwd=self.folder, env=environment, capture_output=True, text=True, timeout=LONGEST, check=False
        )

    def check(self, tests: Iterable[str]) -> None:
        """Make sure that the tests pass while nothing is broken, or every mutant would seem to be found."""
        done = self._python("-m", "pytest", "-x", "-q", "--tb=short", *sorted(tests))
        assert done.returncode == 0, f"tests fail though nothing is broken:\n{done.stdout}"

    def _cache(self) -> Path:
        asked = self._python("-c", "import simlib.compiled, numba; print(numba.config.CACHE_DIR)")
        return Path(asked.stdout.strip())

    def killer(self, mutant: Mutant) -> str:
        """Return the first test that fails under a mutant, empty where all pass."""
        file = self.folder / mutant.file
        text = file.read_text("utf-8")
        assert text.count(mutant.old) == 1, f"{mutant.file}: {mutant.old!r} stands {text.count(mutant.old)} times"
        file.write_text(text.replace(mutant.old, mutant.new), "utf-8")
        try:
            self._seed(mutant.file)
            return _first_failure(mutant, self._python("-m", "pytest", "-x", "-q", "--tb=no", "-rfE", *mutant.tests))
        except subprocess.TimeoutExpired:
            return f"{mutant.tests[0]} (does not end)"
        finally:
            shutil.copy2(ROOT / mutant.file, file)

    def _seed(self, changed: str) -> None:
        """Give the changed code what is compiled already and does not depend on the change."""
        cache = self._cache()
        shutil.rmtree(cache, ignore_errors=True)
        shutil.copytree(self.warm, cache)
        for module in self.dependants[changed]:
            folder, stem = Path(module).parent.name, Path(module).stem
            for stale in cache.glob(f"{folder}_*/{stem}.*"):
                stale.unlink()

    @cached_property
    def dependants(self) -> dict[str, set[str]]:
        """Each module of the package with those of compiled code that import it, directly or not, itself included."""
        modules = {str(p.relative_to(self.folder)): _imports(p) for p in (self.folder / "simlib").rglob("*.py")}
        names = {name.removesuffix(".py").removesuffix("/__init__").replace("/", "."): name for name in modules}
        users: dict[str, set[str]] = {name: set() for name in modules}
        for user, imports in modules.items():
            if user.split("/")[1] in COMPILED:
                for name in imports:
                    if found := names.get(name) or names.get(name.rpartition(".")[0]):
                        users[found].add(user)
        return {name: _closure(name, users) for name in modules}


def _imports(path: Path) -> set[str]:
    """Dotted names that a module imports."""
    found = set()
    for node in ast.walk(ast.parse(path.read_text("utf-8"))):
        if isinstance(node, ast.ImportFrom):
            found |= {f"{node.module}.{alias.name}" for alias in node.names}
    return found


def _closure(name: str, users: dict[str, set[str]]) -> set[str]:
    reached, new = set[str](), {name}
    while new:
        reached |= new
        new = set[str]().union(*(users[one] for one in new)) - reached
    return reached


def _first_failure(mutant: Mutant, done: subprocess.CompletedProcess[str]) -> str:
    if done.returncode <= 0:  # below 0 the process broke down: compiled code reads past the end of its arrays
        return f"{mutant.tests[0]} (breaks down)" if done.returncode else ""
    failed = re.search(r"^(?:FAILED|ERROR) (.+?)(?: - .*)?$", done.stdout, re.M)
    assert failed, f"pytest could not run:\n{done.stdout}{done.stderr}"
    return failed[1].encode("ascii", "backslashreplace").decode("unicode_escape")


def tried(some: Iterable[Mutant]) -> Iterator[tuple[Mutant, str]]:
    """Try mutants side by side; yield each with the test that found it."""
    trees: Queue[Tree] = Queue()

    def one(mutant: Mutant) -> str:
        tree = trees.get()
        try:
            return tree.killer(mutant)
        finally:
            trees.put(tree)

    with tempfile.TemporaryDirectory() as folder, ThreadPoolExecutor(TREES) as pool:
        some = list(some)
        made = list(pool.map(Tree, [Path(folder) / str(n) for n in range(TREES)]))
        made[0].check({test for mutant in some for test in mutant.tests})
        for tree in made:
            trees.put(tree)
        yield from zip(some, pool.map(one, some), strict=True)


def page(found: dict[tuple[str, str], str]) -> str:
    """Return the page; `found`: by file and change, the test that found it."""
    parts = [HEAD]
    for file, ones in groupby(mutants(), lambda mutant: mutant.file):
        rows = [f"| {one.change} | {one.words} | {_found_by(one, found)} |" for one in ones]
        parts.append("\n".join([f"## `{file}`\n", TABLE, *rows]) + "\n")
    return "\n".join(parts)


def _found_by(mutant: Mutant, found: dict[tuple[str, str], str]) -> str:
    test = found.get((mutant.file, mutant.change), "")
    escaped = test.replace("|", "\\|")
    return f"`{escaped}`" if test else f"{SURVIVES}：{mutant.survives}"


def lines(text: str) -> dict[tuple[str, str], tuple[str, str]]:
    """Return the lines of a page: by file and change, what it breaks and who found it."""
    found, file = {}, ""
    for line in text.splitlines():
        if line.startswith("## "):
            file = line.strip("# `")
        elif line.startswith("| `"):
            change, words, test = (cell.strip() for cell in re.split(r"(?<!\\)\|", line)[1:4])
            found[file, change] = words, test
    return found


def main() -> None:
    """Try the mutants asked for, and write the page: other lines stay as they are."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--only", default="", metavar="RULE", help="part of a file's path")
    only = parser.parse_args().only
    if not any(only in mutant.file for mutant in mutants()):
        parser.error(f"no rule {only}; known: {', '.join(names())}")
    before = lines(PAGE.read_text("utf-8")) if PAGE.exists() else {}
    known = {(m.file, m.change) for m in mutants()}
    found = {
        key: test.strip("`").replace("\\|", "|")
        for key, (_, test) in before.items()
        if key in known and not test.startswith(SURVIVES)
    }
    for mutant, test in tried(one for one in mutants() if only in one.file):
        print(f"{mutant.file}: {mutant.en}: {test or 'SURVIVES'}", flush=True)
        found[mutant.file, mutant.change] = test
        PAGE.write_text(page(found), "utf-8")


if __name__ == "__main__":
    main()
