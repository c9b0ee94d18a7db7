"""Write requirements.lock and requirements-dev.lock: one version for every package, as pip constraints.

    .venv/bin/python scripts/lock.py            the newest versions inside the ranges of pyproject.toml

Resolved for the oldest Python we support, to the patch (3.11.0; Debian 12 has 3.11.2): a release that still
has files for it has them for newer ones too. Packages that only Windows or macOS need are pinned as well,
behind their marker. Nothing is installed: in a clean temporary environment, pip reports what it would bring.
"""

from __future__ import annotations

import json
import subprocess
import sys
import tempfile
import tomllib
import venv
from pathlib import Path

from packaging.requirements import Requirement
from packaging.utils import canonicalize_name

ROOT = Path(__file__).resolve().parent.parent
OLDEST = "3.11.0"
LINUX = {"sys_platform": "linux", "platform_system": "Linux", "os_name": "posix"}
ELSEWHERE = {  # a platform: how markers see it, the marker we write, a wheel tag that pip accepts for it
    "Windows": ({"sys_platform": "win32", "platform_system": "Windows", "os_name": "nt"}, "win_amd64"),
    "macOS": (
        {"sys_platform": "darwin", "platform_system": "Darwin", "os_name": "posix"},
        "macosx_14_0_arm64",
    ),
}
HEADER = """\
# Tested versions, written by scripts/lock.py for Python {python}; the same pins serve newer Pythons.
# A list of constraints, for Linux, Windows and macOS:   pip install -c {name} -e {target}
"""

Pins = dict[str, str]  # canonical name -> version
Report = list[dict]  # what pip would install: name, version and requirements of each


def resolve(python: Path, *arguments: str) -> Report:
    """What `pip install` would bring, as pip reports it; pip's own words go to the screen when it cannot."""
    command = [python, "-m", "pip", "install", "--dry-run", "-qq", "--ignore-installed", "--report", "-"]
    with tempfile.TemporaryDirectory() as target:
        command += ["--target", target, "--only-binary", ":all:", "--python-version", OLDEST, *arguments]
        done = subprocess.run([*map(str, command)], cwd=ROOT, stdout=subprocess.PIPE, text=True)
    if done.returncode:
        sys.exit("pip could not resolve this: see its message above, then mend the ranges of pyproject.toml.")
    return [item["metadata"] for item in json.loads(done.stdout)["install"]]


def pins(report: Report) -> Pins:
    """Name and version of everything in a report, by name."""
    return dict(sorted((canonicalize_name(item["name"]), item["version"]) for item in report))


def only_elsewhere(report: Report, there: dict[str, str]) -> dict[str, Requirement]:
    """Requirements that hold on another platform and not on Linux, by canonical name."""
    asked = [Requirement(line) for item in report for line in item.get("requires_dist", [])]
    wanted = [r for r in asked if r.marker and "extra" not in str(r.marker)]
    return {canonicalize_name(r.name): r for r in wanted if _holds(r, there) and not _holds(r, LINUX)}


def _holds(need: Requirement, platform: dict[str, str]) -> bool:
    return need.marker is None or need.marker.evaluate(dict(platform))


def pins_elsewhere(python: Path, report: Report, here: Pins) -> list[str]:
    """Lines for packages that only another platform needs, each behind its marker."""
    lines = []
    for there, tag in ELSEWHERE.values():
        for name, need in only_elsewhere(report, there).items():
            if name in here:
                continue
            found = resolve(python, "--no-deps", "--platform", tag, f"{need.name}{need.specifier}")
            lines.append(f'{name}=={found[0]["version"]} ; sys_platform == "{there["sys_platform"]}"')
    return lines


def write(name: str, target: str, here: Pins, elsewhere: list[str]) -> None:
    """One lock file, sorted by name."""
    lines = sorted([f"{package}=={version}" for package, version in here.items()] + elsewhere)
    header = HEADER.format(python=OLDEST, name=name, target=target)
    (ROOT / name).write_text(header + "\n".join(lines) + "\n", encoding="utf-8", newline="\n")
    print(f"{name}: {len(lines)} packages")


def main() -> None:
    """Resolve with the dev extra first, so that both files agree, then the runtime alone under those pins."""
    if not OLDEST.startswith(f"{sys.version_info.major}.{sys.version_info.minor}."):
        sys.exit(f"Run this with the oldest supported Python, {OLDEST[:4]}, not {sys.version.split()[0]}.")
    project = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["project"]
    runtime = project["dependencies"]
    with tempfile.TemporaryDirectory() as folder:
        venv.create(folder, with_pip=True)
        python = Path(folder) / ("Scripts" if sys.platform == "win32" else "bin") / "python"
        everything = resolve(python, *runtime, *project["optional-dependencies"]["dev"])
        developer = pins(everything)
        write("requirements-dev.lock", "'.[dev]'", developer, pins_elsewhere(python, everything, developer))
        lean = resolve(python, "-c", "requirements-dev.lock", *runtime)
        write("requirements.lock", ".", pins(lean), pins_elsewhere(python, lean, pins(lean)))


if __name__ == "__main__":
    main()
