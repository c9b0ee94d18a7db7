"""Scenarios and notebooks: beside the package in a clone, inside it once installed. All else is in pyproject.toml."""

import shutil
from pathlib import Path

from setuptools import setup
from setuptools.command.build_py import build_py

DATA = ("scenarios", "notebooks")
LEFT = (".*", "__pycache__", "schema")  # the last is built for editors


class WithData(build_py):
    """Takes the folders of data along into the package; an editable installation reads them where they are."""

    def run(self) -> None:
        """Build as ever, and then copy."""
        super().run()
        if not self.editable_mode:
            for name in DATA:
                inside = Path(self.build_lib, "simlib", name)
                shutil.copytree(name, inside, dirs_exist_ok=True, ignore=shutil.ignore_patterns(*LEFT))


setup(cmdclass={"build_py": WithData})
