"""`serve`: open the dashboards, with the options of `dashboards.serve.serve`."""

from __future__ import annotations

import os
import subprocess
import sys
from argparse import Namespace

from dashboards.serve import serve as serve_dashboards
from simlib.commands.screen import Screen
from simlib.private import GIVEN, cache_home

NOT_ITS = {"command", "does", "lang", "debug"}


def serve(args: Namespace, screen: Screen) -> int:
    """Serve until Ctrl-C; options that were not given keep the defaults of `serve` itself."""
    compile_first()
    return serve_dashboards(**{name: value for name, value in vars(args).items() if name not in NOT_ITS})


def compile_first() -> None:
    """Compile the rules unless they are, in a process of its own: the first page would be silent for a minute."""
    subprocess.run([sys.executable, "-m", "simlib.warm"], env=os.environ | {GIVEN: str(cache_home())}, check=False)
