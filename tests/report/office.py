"""LibreOffice without a window: it calculates every formula of a workbook anew and saves what it found."""

from __future__ import annotations

import subprocess
from pathlib import Path

from scripts.programs import find

_ALWAYS = """\
<?xml version="1.0" encoding="UTF-8"?>
<oor:items xmlns:oor="http://openoffice.org/2001/registry">
<item oor:path="/org.openoffice.Office.Calc/Formula/Load">
<prop oor:name="OOXMLRecalcMode" oor:op="fuse"><value>0</value></prop></item>
</oor:items>
"""
_LONGEST = 280  # seconds


def recalculated(file: Path, folder: Path, kind: str = "xlsx") -> Path:
    """Return the file as LibreOffice saves it (or prints it: kind pdf), every formula calculated anew."""
    profile = folder / "profile"
    (profile / "user").mkdir(parents=True, exist_ok=True)
    (profile / "user/registrymodifications.xcu").write_text(_ALWAYS, "utf-8")
    out = folder / "calculated"  # never beside the file, which would be replaced
    command = [find("office"), f"-env:UserInstallation={profile.as_uri()}", "--headless", "--convert-to", kind]
    subprocess.run([*command, "--outdir", str(out), str(file)], check=True, capture_output=True, timeout=_LONGEST)
    return out / file.with_suffix(f".{kind}").name
