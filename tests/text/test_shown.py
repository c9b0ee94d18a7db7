"""What a message quotes is never written as Python writes it: on one line, not at length, and told what it is."""

from __future__ import annotations

import datetime as dt
import re
from pathlib import Path
from typing import Any

import numpy as np
import pandas as pd
import pytest

from simlib.careers.career import career
from simlib.cli import main
from simlib.futures import load_futures
from simlib.policy import Policy, PolicyError, load_policy
from simlib.staff.file import read_staff
from simlib.text import CODES, Code, Text, shown
from tests.cli.toy import STAFF
from tests.futures.test_files import REASON
from tests.futures.test_files import written as written_futures
from tests.policy.made_up import build, load

ODD: tuple[Any, ...] = (
    None, float("nan"), float("inf"), -1e300, 10**5000, -(10**40), np.float64(0.1), np.int64(-7), True,
    [], [1, [2]], {},
    {"a": None}, (), {1}, "", "   ", "\n", "a\x1b[31mb", "x" * 500, "２０２７", "{name}", "{0}",
    "%s", "1e999", "0x1f", "--", b"\xb3",
    dt.date(2027, 1, 1), pd.Timestamp("2027-01-01"), pd.NaT, np.array([[1.5, np.nan]]), object(), Path("a/b"),
    Text("一", "one"),
)  # fmt: skip
RAW = re.compile(
    r"None|\bnan\b|\binf\b|Timestamp|NaT|array\(|dtype|object at|np\.|Path\(|Text\(|b'|\['|\{'|\[\d+[,\]]"
    r"|\n|\x1b|x{100}|0{100}"
)
TERMS = ("pay.base", "progression.years_per_grade", "rules.promotion", "election.posts", "establishment.first_review",
         "exits.death", "establishment.unit_class", "appraisal.excellent_share")  # fmt: skip


@pytest.mark.parametrize("code", CODES)
@pytest.mark.parametrize("value", ODD, ids=lambda value: type(value).__name__)
def test_any_value_is_quoted_on_one_line_and_not_as_python_writes_it(value: object, code: Code):
    text = shown(value, code)
    assert RAW.search(text) is None, text
    assert text and len(text) <= 100


@pytest.mark.parametrize(
    ("value", "zh", "en"),
    [
        (None, "（空）", "(empty)"),
        (float("nan"), "（非数）", "(not a number)"),
        (10**5000, "1e+5000", "1e+5000"),
        (np.float64(0.1), "0.1", "0.1"),
        (["head", 2], "head、2", "head, 2"),
        (list(range(13)), "0、1、2、3、4、5、6、7、8、9、10、11、…", "0, 1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, …"),
        ("a\nb\x1b", r"a\x0ab\x1b", r"a\x0ab\x1b"),
        ("x" * 81, "x" * 80 + "…", "x" * 80 + "…"),
        (dt.datetime(2027, 1, 31, 5), "2027-01-31", "2027-01-31"),
        ({"zh": None}, "zh: （空）", "zh: (empty)"),
    ],
    ids=[str(row) for row in range(10)],
)
def test_what_is_written_for_a_value(value: object, zh: str, en: str):
    assert (shown(value, "zh"), shown(value, "en")) == (zh, en)


@pytest.fixture(scope="module")
def town(tmp_path_factory: pytest.TempPathFactory) -> Policy:
    return load(tmp_path_factory.mktemp("town"))


def assert_plain(error: PolicyError, besides: str = "") -> None:
    """Hold what an error says, but for the place and a text quoted as it was written, against `RAW`."""
    for problem in error.problems:
        for text in (problem.bare["zh"], problem.bare["en"]):
            plain = text.replace(besides, "") if besides.strip() else text
            assert RAW.search(plain) is None, text
            assert len(text) < 1200


@pytest.mark.parametrize("name", TERMS)
def test_no_value_set_from_python_is_told_raw(town: Policy, name: str):
    for value in ODD:
        try:
            town.with_values({name: value})
        except PolicyError as error:
            assert_plain(error, value if isinstance(value, str) and "\n" not in value and "\x1b" not in value else "")


@pytest.mark.parametrize(
    "value", ["[1, [2]]", "{a: ~}", "~", '"\\x1b[31m"', "x" * 500, "'{name}'", "２０", ".nan", "1e999", "[]"]
)
def test_no_value_of_a_file_is_told_raw(tmp_path: Path, value: str, capsys: pytest.CaptureFixture[str]):
    quoted = value.strip("'\"")
    for old in ("value: 3000.50", "value: 3, source", "grades: 6", "opening: 2027-01", "range: [1, 5]",
                "{zh: 小城, en: Town}",
                "words: every three years"):  # fmt: skip
        new = value if "{zh" in old else f"{old.partition(': ')[0]}: {value}" + (", source" if "source" in old else "")
        folder = tmp_path / old.partition(":")[0].strip("{")
        try:
            load_policy(build(folder, (old, new)))
        except PolicyError as error:
            assert_plain(error, quoted)
    staff = tmp_path / "staff.yaml"
    law = load(tmp_path / "sound")
    for old in ("seed: 7", "roster_month: 2026-12", "female_share: {value: 0.6, reason: made up}"):
        staff.write_text(STAFF.replace(old, f"{old.partition(':')[0]}: {value}"), "utf-8")
        try:
            read_staff(law, staff)
        except PolicyError as error:
            assert_plain(error, quoted)
    for line in (f"exits.death: {{works: factor, range: {value}, {REASON}}}", f"exits.death: {value}"):
        try:
            load_futures(written_futures(tmp_path, line), law)
        except PolicyError as error:
            assert_plain(error, quoted)
    main(["run", str(tmp_path / "sound/town"), "--set", f"pay.base={value}", "--years", value, "--lang", "zh"])
    assert "\x1b" not in capsys.readouterr().err


def test_no_trait_is_told_raw(law: Policy):
    for name in ("sex", "born", "grade", "promotions", "excellent_years", "best", "post", "education"):
        for value in ODD:
            try:
                career(law, {name: value}, ratings=["satisfactory"], years=1)
            except PolicyError as error:
                assert_plain(
                    error, value if isinstance(value, str) and "\n" not in value and "\x1b" not in value else ""
                )
