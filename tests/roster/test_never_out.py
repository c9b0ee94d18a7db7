"""No output of a roster has a name, an ID or a day of birth: every file, every line, and an error of ours too."""

from __future__ import annotations

import io
import zipfile
from collections.abc import Iterator
from pathlib import Path
from unittest.mock import patch

import pytest

from simlib.cli import main
from simlib.staff.roster import reading
from tests.cli.toy import build_world
from tests.roster.people import check_character

PEOPLE = 24
FIRST, SECOND = "闾丘澹台濮阳令狐", "芷嫣翥骐濯霖珺翊骁昶"


def person(at: int) -> tuple[str, str]:
    """A made-up name and ID: born on the 17th, in the years 1970 to 1993."""
    body = f"340111{1970 + at}{at % 12 + 1:02d}17{100 + at:03d}"
    return f"{FIRST[at % 8]}{SECOND[at % 10]}{SECOND[at * 7 % 10]}", body + check_character(body)


def roster(folder: Path, fault: bool) -> Path:
    lines = ["工号,姓名,身份证号,入职时间,岗位,街道,月工资,联系电话,备注"]
    for at in range(PEOPLE):
        name, number = person(at)
        post = "驾驶员" if fault and at == 3 else name if fault and at == 4 else "助理"
        number = f"{number[:17]}{'0' if number[17] != '0' else '1'}" if fault and at == 5 else number
        month = f"{name}年" if fault and at == 6 else f"201{at % 10}-0{at % 9 + 1}"
        lines.append(f"GH70{at:04d},{name},{number},{month},{post},东街,4800,139{at:08d},{name}的弟弟")
    lines.append(f"填表人：{person(1)[0]}")
    file = folder / ("faults.csv" if fault else "roster.csv")
    file.write_text("\n".join(lines), "gb18030")
    return file


def hidden() -> set[str]:
    found = {f"GH70{at:04d}" for at in range(PEOPLE)} | {f"139{at:08d}" for at in range(PEOPLE)}
    for name, number in map(person, range(PEOPLE)):
        found |= {name, number, number[:17], number[6:14], f"{number[6:10]}-{number[10:12]}-{number[12:14]}"}
    return found


def texts(folder: Path) -> Iterator[tuple[str, str]]:
    """Every file below a folder, what is packed in it unpacked, and its name."""
    for file in (one for one in sorted(folder.rglob("*")) if one.is_file()):
        content = file.read_bytes()
        if content.startswith(b"PK"):
            with zipfile.ZipFile(io.BytesIO(content)) as packed:
                content = b"\n".join(packed.read(part) for part in packed.namelist())
        for encoding in ("utf-8", "utf-16-le"):
            yield file.name, content.decode(encoding, "replace")


@pytest.fixture
def world(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    build_world(tmp_path)
    (tmp_path / "home").mkdir()
    monkeypatch.chdir(tmp_path)
    return tmp_path


def run(line: str, code: int, capsys: pytest.CaptureFixture[str]) -> str:
    assert main(line.split()) == code, line
    told = capsys.readouterr()
    return told.out + told.err


def test_nothing_that_is_written_or_said_tells_who_anybody_is(world: Path, capsys: pytest.CaptureFixture[str]):
    (world / "own").mkdir()
    good, bad = roster(world / "own", False), roster(world / "own", True)
    how, small = f"{good} --pack town --accept --map how.yaml --key home/key", "--years 2 --replications 30"
    said = [
        run(f"roster check {bad} --pack town", 2, capsys),
        run(f"roster check {bad} --pack town --accept --lang en", 2, capsys),
        run(f"roster check {good} --pack town --accept --map how.yaml", 0, capsys),
        run(f"roster import {bad} --pack town --accept --out no.parquet --key home/key", 2, capsys),
        run(f"roster import {how} --out staff.parquet", 0, capsys),
        run(f"roster reconcile {how} --out pay.xlsx", 0, capsys),
        run(f"run town --staff staff.parquet {small} --out out", 0, capsys),
        run(f"workbook town --staff staff.parquet {small} --futures none --out book.xlsx", 0, capsys),
        run(f"roster check {good} --pack nobody --debug", 2, capsys),
    ]
    assert not (world / "no.parquet").exists()
    (world / "own").rename(world.parent / f"{world.name}_own")
    written = list(texts(world))
    assert len(written) > 20 and "staff.parquet" in {name for name, _ in written}
    for secret in hidden():
        assert not [name for name, text in written if secret in text], secret
        assert not [one for one in said if secret in one], secret


def test_an_error_of_ours_keeps_what_it_read_to_itself(world: Path, capsys: pytest.CaptureFixture[str]):
    file, name = roster(world, False), person(0)[0]
    with patch.object(reading, "read_month", side_effect=ValueError(f"no month: {name}")):
        told = run(f"roster check {file} --pack town --accept --debug", 1, capsys)
    assert "read_month" in told or "reading.py" in told
    assert name not in told


def test_the_copy_that_is_marked_has_the_rows_and_what_is_wrong(world: Path, capsys: pytest.CaptureFixture[str]):
    run(f"roster check {roster(world, True)} --pack town --marked-copy marked.xlsx", 2, capsys)
    whole = "".join(text for name, text in texts(world) if name == "marked.xlsx")
    assert person(0)[0] in whole and "校验码不符" in whole


def test_two_rosters_are_linked_by_the_key_and_not_without_it(world: Path, capsys: pytest.CaptureFixture[str]):
    from simlib.policy import load_policy
    from simlib.staff.roster.stored import read_known

    file, town = roster(world, False), load_policy(world / "scenarios/town")
    keys = []
    for key, out in (("home/a", "a"), ("home/a", "b"), ("home/b", "c")):
        run(f"roster import {file} --pack town --accept --out {out}.parquet --key {key}", 0, capsys)
        keys.append(set(read_known(town, world / f"{out}.parquet").key.tolist()))
    assert keys[0] == keys[1] and len(keys[0]) == PEOPLE and not keys[0] & keys[2]
    assert (world / "home/a").stat().st_mode & 0o077 == 0
