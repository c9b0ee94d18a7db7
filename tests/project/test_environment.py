"""One list of dependencies, told four times (pip, conda, locks, docs): all four say the same."""

from __future__ import annotations

import re
import tomllib

import pytest
from packaging.requirements import Requirement
from packaging.utils import canonicalize_name
from packaging.version import Version
from ruamel.yaml import YAML

from tests.project.tree import ROOT, text_files

LOCKS = ["requirements.lock", "requirements-dev.lock"]
CONDA_NAMES = {"matplotlib-base": "matplotlib", "brotli-python": "brotli", "playwright-python": "playwright"}
PIN = re.compile(r"([a-z0-9-]+)==([\w.!+]+)(?: ; [^\\]+)?((?: --hash=sha256:[0-9a-f]{64})+)")
PACKAGE_HOST = re.compile(r"[\w.-]*\b(?:pypi|pythonhosted|npmjs|anaconda|mirrors?|deb\.debian)\.[a-z]{2,}\b")


def project() -> dict:
    return tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["project"]


def requirements(lines: list[str]) -> dict[str, Requirement]:
    return {canonicalize_name(r.name): r for r in map(Requirement, lines)}


def runtime() -> dict[str, Requirement]:
    return requirements(project()["dependencies"])


def developer() -> dict[str, Requirement]:
    return requirements(project()["optional-dependencies"]["dev"])


def locked(lock: str) -> list[tuple[str, str, str]]:
    """Name, version and hashes of every package of a lock. Fails for a line that is anything else."""
    text = re.sub(r"^ *#.*\n", "", document(lock), flags=re.M)
    lines = re.sub(r" *\\\n *", " ", text).splitlines()
    assert [line for line in lines if not PIN.fullmatch(line)] == []
    return [match.groups() for line in lines if (match := PIN.fullmatch(line))]


def pins(lock: str) -> dict[str, Version]:
    return {name: Version(version) for name, version, _ in locked(lock)}


def conda() -> dict[str, str]:
    """Ranges of environment.yml by the name pip knows, python and pip left out."""
    listed = YAML(typ="safe").load(ROOT / "environment.yml")["dependencies"]
    plain = [item for item in listed if isinstance(item, str)]
    from_pip = [line for item in listed if isinstance(item, dict) for line in item["pip"]]
    ranges = {}
    for line in plain + from_pip:
        need = Requirement(line)
        ranges[canonicalize_name(CONDA_NAMES.get(need.name, need.name))] = str(need.specifier)
    return {name: range_ for name, range_ in ranges.items() if name not in ("python", "pip")}


def test_conda_lists_the_same_packages_with_the_same_ranges():
    everything = runtime() | developer()
    assert conda() == {name: str(need.specifier) for name, need in everything.items()}


def test_conda_asks_for_the_same_python():
    listed = YAML(typ="safe").load(ROOT / "environment.yml")["dependencies"]
    assert f"python{project()['requires-python']}" in listed


def test_every_dependency_is_explained_in_one_line():
    rows = re.findall(r"^\| `([^`]+)` \| ([^|]+) \| ([^|]+) \|$", document("docs/reference/dependencies.md"), re.M)
    assert sorted(canonicalize_name(name) for name, *_ in rows) == sorted(runtime() | developer())
    assert all(zh.strip() and en.strip() for _, zh, en in rows)


@pytest.mark.parametrize("lock", LOCKS)
def test_a_lock_holds_one_version_of_each_package_with_its_hashes_and_nothing_else(lock: str):
    names = [name for name, *_ in locked(lock)]
    assert names == sorted(set(names))


@pytest.mark.parametrize(("lock", "needs"), [(LOCKS[0], runtime()), (LOCKS[1], runtime() | developer())])
def test_a_lock_pins_every_dependency_inside_its_range(lock: str, needs: dict[str, Requirement]):
    pinned = pins(lock)
    assert sorted(set(needs) - set(pinned)) == []
    assert [n for n, need in needs.items() if not need.specifier.contains(pinned[n])] == []


def test_the_developers_lock_adds_to_the_runtime_lock_and_changes_nothing():
    lean, full = map(set, map(locked, LOCKS))
    assert lean <= full


def test_no_file_names_a_package_host():
    hosts = {p.relative_to(ROOT).as_posix(): PACKAGE_HOST.findall(p.read_text("utf-8")) for p in text_files()}
    assert "pyproject.toml" in hosts
    assert {path: found for path, found in hosts.items() if found} == {}


def document(name: str) -> str:
    return (ROOT / name).read_text(encoding="utf-8")
