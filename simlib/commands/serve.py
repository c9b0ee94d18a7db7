"""`serve`: open the dashboards, with the options of `dashboards.serve.serve`."""

from __future__ import annotations

from argparse import Namespace

from dashboards.serve import serve as serve_dashboards
from simlib.commands.screen import Screen

NOT_ITS = {"command", "lang", "debug"}


def serve(args: Namespace, screen: Screen) -> int:
    """Serve until Ctrl-C; options that were not given keep the defaults of `serve` itself."""
    return serve_dashboards(**{name: value for name, value in vars(args).items() if name not in NOT_ITS})
