"""`python -m simlib` is `simlib`."""

from __future__ import annotations

import sys

from simlib.cli import main

if __name__ == "__main__":
    sys.exit(main())
