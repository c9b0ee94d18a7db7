"""Mesa in an environment of its own, which the project does not depend on: made once, then asked run by run."""

from __future__ import annotations

import json
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

from benchmarks.measure import ROOT

HOME = ROOT / ".venv-bench"
PYTHON = HOME / ("Scripts" if sys.platform == "win32" else "bin") / "python"
MESA = "mesa>=3.3,<4"


class Mesa:
    """A process in which Mesa waits for seeds."""

    def __init__(self, process: subprocess.Popen[str]) -> None:
        self._process = process
        self.version: str = self._answer()["mesa"]

    def run(self, seed: int, size: int) -> dict[str, Any]:
        """Return the milliseconds and the summary of one replication of the reduced model with so many people."""
        assert self._process.stdin is not None
        print(seed, size, file=self._process.stdin, flush=True)
        return self._answer()

    def _answer(self) -> dict[str, Any]:
        assert self._process.stdout is not None
        return json.loads(self._process.stdout.readline())


def made() -> bool:
    """Make the environment where there is none; return whether Mesa is to be had."""
    if PYTHON.exists() and subprocess.run([PYTHON, "-c", "import mesa"], capture_output=True).returncode == 0:
        return True
    print(f"正在为 Mesa 创建环境 … / Making an environment for Mesa: {HOME.name} …", file=sys.stderr)
    install = [PYTHON, "-m", "pip", "install", "-qq", "--disable-pip-version-check", MESA]
    done = all(subprocess.run(each).returncode == 0 for each in ([sys.executable, "-m", "venv", HOME], install))
    if not done:
        print("无法安装 Mesa，略去。/ Mesa cannot be installed and is left out.", file=sys.stderr)
    return done


@contextmanager
def mesa() -> Iterator[Mesa]:
    """Give Mesa, in its environment."""
    command = [PYTHON, "-m", "benchmarks.mesa_model"]
    pipe = subprocess.PIPE
    with subprocess.Popen(command, cwd=ROOT, stdin=pipe, stdout=pipe, text=True) as process:
        yield Mesa(process)
        assert process.stdin is not None
        process.stdin.close()
