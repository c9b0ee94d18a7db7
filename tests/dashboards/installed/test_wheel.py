"""The wheel alone holds all: built from the source distribution, installed elsewhere, it runs a pack and opens a page.

What it depends on comes from the environment of the tests; the clone is not on any path.
"""

from __future__ import annotations

import hashlib
import os
import shutil
import subprocess
import sys
import sysconfig
import tarfile
import venv
import zipfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import numba
import pytest

from simlib import project
from simlib.policy import Policy, find_futures, find_packs, find_proposals
from simlib.staff.opening import Staff
from tests.dashboards.browser import ROOT, Visit, serving
from tests.policy.made_up import build
from tests.project.tree import project_files

BUILD = "import sys; from setuptools import build_meta; getattr(build_meta, sys.argv[1])(sys.argv[2])"
SITE = Path(sysconfig.get_path("purelib"))


def run(*words: str | Path, here: Path, **variables: str) -> str:
    """What a program says."""
    clean = {name: value for name, value in os.environ.items() if name not in ("PYTHONPATH", "SIMLIB_PACKS")}
    done = subprocess.run(
        list(map(str, words)), cwd=here, env=clean | variables, capture_output=True, text=True, check=False
    )
    assert done.returncode == 0, done.stdout + done.stderr
    return done.stdout


@pytest.fixture(scope="module")
def wheel(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The wheel, built from the source distribution of what git would keep."""
    source, out = tmp_path_factory.mktemp("source"), tmp_path_factory.mktemp("out")
    for file in project_files():
        (source / file.relative_to(ROOT)).parent.mkdir(parents=True, exist_ok=True)
        shutil.copy2(file, source / file.relative_to(ROOT))
    run(sys.executable, "-c", BUILD, "build_sdist", out, here=source)
    (packed,) = out.glob("*.tar.gz")
    with tarfile.open(packed) as archive:
        archive.extractall(out, filter="data")
    run(sys.executable, "-c", BUILD, "build_wheel", out, here=out / packed.name.removesuffix(".tar.gz"))
    (made,) = out.glob("*.whl")
    return made


@pytest.fixture(scope="module")
def python(wheel: Path, law: Policy, staff: Staff, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The Python of a new environment with the wheel in it, and the rules compiled."""
    place = tmp_path_factory.mktemp("environment").resolve()
    venv.create(place)
    made = place / "bin" / "python"
    run(sys.executable, "-m", "pip", "--python", made, "install", "--no-deps", "--no-index", "-q", wheel, here=place)
    (site,) = place.glob("lib/python*/site-packages")
    (site / "dependencies.pth").write_text(
        f"{SITE}\n"
    )  # its own .pth files, as of an editable installation, do not count
    project(law, staff, years=1, replications=1, seed=0, workers=1)  # compiles the rules if nobody has yet
    take_along_what_is_compiled(
        site, Path(run(made, "-c", "import simlib.compiled, numba; print(numba.config.CACHE_DIR)", here=place).strip())
    )
    return made


def take_along_what_is_compiled(site: Path, cache: Path) -> None:
    """Let the rules elsewhere use what was compiled of the same text here: Numba knows a file by its path and time."""
    for file in (ROOT / "simlib").rglob("*.py"):
        there = site / file.relative_to(ROOT)
        assert there.read_bytes() == file.read_bytes()
        os.utime(there, ns=(file.stat().st_atime_ns, file.stat().st_mtime_ns))
        old, new = (f"{one.name}_{hashlib.sha1(str(one).encode()).hexdigest()}" for one in (file.parent, there.parent))
        if (Path(numba.config.CACHE_DIR) / old).is_dir():
            shutil.copytree(Path(numba.config.CACHE_DIR) / old, cache / new, dirs_exist_ok=True)


def test_the_wheel_holds_every_pack_notebook_font_and_template(wheel: Path) -> None:
    with zipfile.ZipFile(wheel) as archive:
        held = set(archive.namelist())
    scenarios = ROOT / "scenarios"
    data = [
        *(file for file in scenarios.rglob("*.*") if file.parent.name != "schema"),  # built for editors, not kept
        *find_proposals(scenarios),
        *find_futures(scenarios),
        *(ROOT / "notebooks").glob("*.ipynb"),
    ]
    kept = {file for file in project_files() if file.relative_to(ROOT).parts[0] in ("simlib", "dashboards")}
    assert len(find_packs(scenarios)) > 5
    assert {f"simlib/{file.relative_to(ROOT).as_posix()}" for file in data} - held == set()
    assert {file.relative_to(ROOT).as_posix() for file in kept} - held == set()
    assert not [
        name for name in held if name.split("/")[0] not in ("simlib", "dashboards") and ".dist-info" not in name
    ]


def test_elsewhere_it_knows_its_packs_and_runs_one(python: Path, tmp_path: Path) -> None:
    simlib = python.with_name("simlib")
    assert str(ROOT) not in run(
        python, "-c", "import simlib, sys; print(simlib.__file__, sys.path)", here=tmp_path
    ).replace(str(SITE), "")
    assert "baohe" in run(simlib, "packs", here=tmp_path)
    told = run(
        simlib,
        "compare",
        "baohe",
        "--proposal",
        "two_year_grades",
        "--years",
        "2",
        "--replications",
        "30",
        here=tmp_path,
    )
    assert "方案：two_year_grades" in told and "人员经费" in told
    build(tmp_path / "mine")
    assert "town" in run(simlib, "packs", here=tmp_path, SIMLIB_PACKS=str(tmp_path / "mine"))


@contextmanager
def alone() -> Iterator[None]:
    """The dashboards' parts that Jupyter keeps by environment, from that of the tests; nothing of the clone."""
    with pytest.MonkeyPatch.context() as change:
        change.setenv("JUPYTER_PATH", str(Path(sys.prefix) / "share" / "jupyter"))
        change.delenv("PYTHONPATH", raising=False)
        change.delenv("SIMLIB_PACKS", raising=False)
        yield


@pytest.mark.browser
def test_elsewhere_a_page_opens_with_its_answer(python: Path, tmp_path: Path, visit: Visit) -> None:
    build(tmp_path / "scenarios")
    with alone(), serving(None, tmp_path / "server.log", here=tmp_path, python=python, max_kernels=2) as server:
        page = visit.dashboard(server, "policy_lab", "img.lab-picture")
        assert visit.errors == [] and visit.left_localhost() == []
        assert page.locator("img.lab-picture").first.get_attribute("alt")
        assert "合肥市包河区" in page.locator("select").first.inner_text()
