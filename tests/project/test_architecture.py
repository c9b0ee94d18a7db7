"""The source is read and held to the picture in docs/how/architecture.md, the only place that states it."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from graphlib import TopologicalSorter
from pathlib import Path

import pytest
from ruamel.yaml import YAML

from tests.project.tree import ROOT, imported, project_files, sources, top_folder

WIDGETS = {"ipywidgets", "anywidget", "traitlets", "IPython", "voila", "jupyter_server", "tornado"}
FACADE = "simlib"  # simlib/__init__.py: re-exports for notebooks, so nothing inside simlib may import from it


def picture() -> list[set[str]]:
    """The rooms of the house, floor by floor, as docs/how/architecture.md draws them."""
    text = (ROOT / "docs/how/architecture.md").read_text(encoding="utf-8")
    (drawn,) = re.findall(r"^text <- .*(?:\n +<- .*)*", text, re.M)
    return [{room.strip() for room in floor.split(",")} for floor in drawn.split("<-")]


def room(path: Path) -> str:
    """simlib/policy/term.py lives in policy, simlib/months.py in months, dashboards/x.py in dashboards."""
    parts = path.relative_to(ROOT).with_suffix("").parts
    if parts[0] != "simlib":
        return parts[0]
    return FACADE if parts[1] == "__init__" else parts[1]


def rooms_used(path: Path) -> set[str]:
    """Rooms that a file imports from; the names that simlib itself re-exports come from the facade."""
    used = set()
    for name in imported(path):
        top, second = [*name.split("."), ""][:2]
        if top == FACADE and second != "__version__":
            home = ROOT / FACADE / second
            used.add(second if second and (home.is_dir() or home.with_suffix(".py").exists()) else FACADE)
        elif top in ("dashboards", "notebooks"):
            used.add(top)
    return used


def against_the_picture() -> Iterator[str]:
    floors = {name: level for level, floor in enumerate(picture()) for name in floor}
    top = max(floors.values())
    for path in sources():
        where, own = path.relative_to(ROOT), room(path)
        own_floor = top if own == FACADE else floors.get(own)
        if own_floor is None:
            yield f"{where}: '{own}' has no place in the picture of docs/how/architecture.md; draw it there"
            continue
        for used in sorted(rooms_used(path) - {own}):
            facade_from_outside = used == FACADE and own_floor >= floors["dashboards"]
            if not facade_from_outside and floors.get(used, top) >= own_floor:
                yield f"{where}: {own} may not import {used}"


def import_graph() -> dict[str, set[str]]:
    """The modules that each module imports, anywhere in it: also in a function, or for its types alone."""
    names = {path: ".".join(path.relative_to(ROOT).with_suffix("").parts) for path in sources() if path.suffix == ".py"}
    modules = {path: name.removesuffix(".__init__") for path, name in names.items()}
    known = set(modules.values()) - {FACADE}  # from which only the version is taken, as the picture is held to
    graph: dict[str, set[str]] = {}
    for path, module in modules.items():
        parents = (next((p for p in _prefixes(name) if p in known), module) for name in imported(path))
        graph[module] = set(parents) - {module}
    return graph


def _prefixes(name: str) -> Iterator[str]:
    """a.b.c, a.b, a"""
    while name:
        yield name
        name = name.rpartition(".")[0]


def users_of(packages: set[str], *folders: str) -> set[str]:
    """Files in these folders that import any of these packages."""
    return {
        path.relative_to(ROOT).as_posix()
        for path in sources()
        if top_folder(path) in folders and packages & {name.split(".")[0] for name in imported(path)}
    }


def city_names() -> set[str]:
    """Folder names under scenarios/cities, and the places their labels begin with, without 省, 市, 区 …"""
    names = set()
    for pack in (ROOT / "scenarios/cities").glob("*/policy.yaml"):
        label = YAML(typ="safe").load(pack)["label"]["zh"]
        place = re.split("[：:，,（(]", label)[0]
        names.add(pack.parent.name)
        names.update(re.findall(r"([\u4e00-\u9fff]{2,3}?)(?<!社)(?:自治区|[省市区县旗])", place))
    return names


def test_imports_run_one_way():
    assert list(against_the_picture()) == []


def test_no_module_imports_itself_by_way_of_others():
    graph = import_graph()
    assert len(graph) > 200 and "simlib.policy.policy" in graph["simlib.policy"]
    TopologicalSorter(graph).prepare()  # a CycleError names the circle


def test_the_picture_names_only_rooms_that_exist():
    homes = [[f"simlib/{name}", f"simlib/{name}.py", name] for floor in picture() for name in sorted(floor)]
    assert [names for names in homes if not any((ROOT / name).exists() for name in names)] == []


def test_the_twin_reads_the_terms_and_prices_and_never_the_rules_or_the_engine():
    """It is worth something only as another road to the same numbers."""
    twin = [path for path in sources() if room(path) == "twin"]
    assert twin
    used = set.union(*map(rooms_used, twin)) - {"twin"}
    assert used <= {"months", "text", "policy", "population", "staff", "budget"}
    people = {
        name for path in twin for name in imported(path) if name.startswith(("simlib.population", "simlib.staff"))
    }
    assert people and all(re.match(r"simlib\.(population\.(person|bands)|staff\.opening)\.", name) for name in people)


def test_simpy_is_imported_by_the_clock_alone():
    assert users_of({"simpy"}, "simlib", "dashboards", "notebooks") == {"simlib/simulation/clock.py"}


def test_widgets_stay_in_the_dashboards():
    assert users_of(WIDGETS, "simlib") == set()
    assert users_of(WIDGETS - {"IPython"}, "notebooks") == set()  # a notebook may show a sentence


def test_no_citys_name_in_the_library():
    names = city_names()
    assert any(name.isascii() for name in names), "no pack found under scenarios/cities"
    assert not all(name.isascii() for name in names), "no pack's label begins with a Chinese place name"
    word = re.compile("|".join(rf"(?<![a-z]){re.escape(name)}(?![a-z])" for name in sorted(names)), re.I)
    texts = [p for p in project_files() if top_folder(p) == "simlib" and p.suffix == ".py"]
    named = {p.relative_to(ROOT).as_posix(): word.findall(p.read_text(encoding="utf-8")) for p in texts}
    assert {path: found for path, found in named.items() if found} == {}


@pytest.mark.parametrize("folder", ["simlib", "dashboards"])
def test_no_file_is_longer_than_300_lines(folder: str):
    files = [p for p in sources() if top_folder(p) == folder and p.suffix == ".py"]
    lengths = {p.relative_to(ROOT).as_posix(): len(p.read_text("utf-8").splitlines()) for p in files}
    assert lengths, f"no modules in {folder}/"
    assert {path: n for path, n in lengths.items() if n > 300} == {}


def test_no_notebook_stores_output():
    notebooks = [p for p in project_files() if p.suffix == ".ipynb"]
    assert notebooks
    stored = [
        p.relative_to(ROOT).as_posix()
        for p in notebooks
        for cell in json.loads(p.read_text(encoding="utf-8"))["cells"]
        if cell.get("outputs") or cell.get("execution_count")
    ]
    assert stored == []
