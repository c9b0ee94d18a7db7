"""A rerun takes the place of results that are as they were written, and of nothing that somebody has worked on."""

from __future__ import annotations

import json
import os
from collections.abc import Callable
from pathlib import Path
from zipfile import ZipFile

import openpyxl
import pytest

from simlib.cli import main
from tests.cli.toy import contents

RUN = ["run", "town", "--years", "1", "--replications", "1", "--out", "out"]


@pytest.mark.parametrize("file", ["budget.csv", "manifest.json"])
def test_results_that_somebody_changed_are_not_replaced(file: str, world: Path, capsys: pytest.CaptureFixture[str]):
    assert main(RUN) == 0 and main(RUN) == 0
    changed = world / "out" / file
    changed.write_text(changed.read_text("utf-8-sig").replace("2027", "2028"), "utf-8-sig")
    before = contents(world)
    capsys.readouterr()
    assert main(RUN) == 2
    said = capsys.readouterr().err
    assert f"里有写出之后被改过的文件：{file}" in said
    assert f"holds files changed since they were written: {file}. Name another folder with --out." in said
    assert contents(world) == before


@pytest.mark.parametrize("put", [os.mkfifo, Path.mkdir], ids=["a pipe", "a folder"])
def test_what_is_no_file_any_more_is_not_replaced(
    put: Callable[[Path], None], world: Path, capsys: pytest.CaptureFixture[str]
):
    """A pipe is not opened: nobody might ever write to it."""
    assert main(RUN) == 0
    (world / "out/budget.csv").unlink()
    put(world / "out/budget.csv")
    assert main(RUN) == 2
    assert "里有写出之后被改过的文件：budget.csv" in capsys.readouterr().err


def test_results_that_somebody_deleted_in_part_are_made_again(world: Path):
    assert main(RUN) == 0
    before = contents(world / "out")
    (world / "out/budget.csv").unlink()
    assert main(RUN) == 0
    assert contents(world / "out") == before


@pytest.mark.parametrize(
    ("lang", "said"), [("zh", "出自另一版代码（simlib 0.1.0, ?；"), ("en", "made by other code (simlib 0.1.0, ?;")]
)
def test_results_of_other_code_are_replaced_with_a_word(
    lang: str, said: str, world: Path, capsys: pytest.CaptureFixture[str]
):
    """A manifest that an older release wrote says no code, and has no digest of itself."""
    assert main(RUN) == 0
    assert "代码" not in capsys.readouterr().err
    file = world / "out/manifest.json"
    manifest = json.loads(file.read_text("utf-8"))
    del manifest["manifest"], manifest["versions"]["code"]
    manifest["versions"]["simlib"] = "0.1.0"
    file.write_text(json.dumps(manifest), "utf-8")
    assert main([*RUN, "--lang", lang]) == 0
    assert said in capsys.readouterr().err
    assert json.loads(file.read_text("utf-8"))["versions"]["code"]


def saved_as_excel_does(file: Path) -> None:
    """The properties are dated; the parts are not."""
    with ZipFile(file) as book:
        parts = {one: book.read(one) for one in book.infolist()}
    with ZipFile(file, "w") as book:
        for one, content in parts.items():
            book.writestr(
                one, content.replace(b"1980-01-01T00:00:00Z</dcterms:mod", b"2026-11-29T08:00:00Z</dcterms:mod")
            )


def saved_as_libreoffice_may(file: Path) -> None:
    """The parts are dated; the properties may be left."""
    with ZipFile(file) as book:
        parts = {one.filename: book.read(one) for one in book.infolist()}
    with ZipFile(file, "w") as book:
        for name, content in parts.items():
            book.writestr(name, content)


def saved_as_openpyxl_does(file: Path) -> None:
    openpyxl.load_workbook(file).save(file)


@pytest.mark.parametrize("saved", [saved_as_excel_does, saved_as_libreoffice_may, saved_as_openpyxl_does])
def test_a_workbook_that_somebody_saved_since_is_kept(
    saved: Callable[[Path], None], world: Path, capsys: pytest.CaptureFixture[str]
):
    """Its parameters are there to be changed: a rerun must not take the changes away."""
    words = ["workbook", "town", "--years", "1", "--replications", "2", "--out", "town.xlsx"]
    assert main(words) == 0 and main(words) == 0
    saved(world / "town.xlsx")
    before = contents(world)
    assert main(words) == 2
    assert "town.xlsx 不是本程序写的，或写出之后被改过" in capsys.readouterr().err
    (world / "mine.xlsx").write_bytes(b"not a workbook")
    assert main([*words[:-1], "mine.xlsx"]) == 2
    assert contents(world) == before | {"mine.xlsx": b"not a workbook"}
