"""YAML is read as texts with lines; what is not plain data is refused, with the line."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import pytest

from simlib.policy.files.yaml_text import MOST_BYTES, read_document
from tests.policy.made_up import complaints

PLAIN = """\
# a comment
name: town
list: [1, two]
values:
  2020-08-14: {value: 0.10, words: "3年: 1级"}
empty:
long: >-
  one
  two
"""


def read(folder: Path, content: str | bytes):
    file = folder / "x.yaml"
    file.write_bytes(content if isinstance(content, bytes) else content.encode())
    return read_document(file)


def test_values_stay_the_texts_that_are_written(tmp_path: Path):
    assert read(tmp_path, PLAIN).data == {
        "name": "town",
        "list": ["1", "two"],
        "values": {"2020-08-14": {"value": "0.10", "words": "3年: 1级"}},
        "empty": None,
        "long": "one two",
    }


def test_every_key_and_element_has_its_line(tmp_path: Path):
    document = read(tmp_path, PLAIN)
    assert document.line(("list", 1)) == 3
    assert document.line(("values", "2020-08-14", "value")) == 5
    assert document.line(("values", "not there")) == 4
    assert document.line(("empty",)) == 6


def test_a_byte_order_mark_does_not_matter(tmp_path: Path):
    assert read(tmp_path, b"\xef\xbb\xbfname: town").data == {"name": "town"}


@pytest.mark.parametrize(
    ("content", "expected"),
    [
        ("a: &x 1\nb: 2", "x.yaml:1: sets an anchor (&x). Write the value out where it is needed."),
        ("a: 1\nb: *x", "x.yaml:2: uses an alias (*x). Write the value out."),
        ("a: 1\n<<: {b: 2}", "x.yaml:2: uses a merge key (<<). Write the value out."),
        (
            "a: 1\nb: !!python/name:os.system x",
            "x.yaml:2: uses a tag (tag:yaml.org,2002:python/name:os.system). Write the plain value.",
        ),
        ("a: !run [1]", "x.yaml:1: uses a tag (!run). Write the plain value."),
        ("a: 1\nb: 2\na: 3", "x.yaml:3: writes a twice (first in line 1). Keep one of the two."),
        ("a: 1\n---\nb: 2", "x.yaml:2: starts a second document (---). Write one document a file."),
        ("? [a, b]\n: 1", "x.yaml:1: has a key that is not a plain text. Write a name before the colon."),
        ("# nothing\n", "x.yaml: is empty. Write format, name, label and provisions."),
        ("a: 1\nb: \x07", "x.yaml:2: holds a control character. Delete it."),
        (b"a: 1\nb: \xb3\xc7", "x.yaml:2: is not UTF-8 text. Save it again with encoding UTF-8."),
        (
            "a: " + "[" * 20 + "]" * 20,
            "x.yaml:1: is nested too deep. No value stands that deep: look at the indentation and brackets.",
        ),
    ],
)
def test_what_is_not_plain_data_is_refused(tmp_path: Path, content: str | bytes, expected: str):
    assert complaints(tmp_path, lambda: read(tmp_path, content)) == [expected]


def test_bad_indentation_names_the_line(tmp_path: Path):
    (problem,) = complaints(tmp_path, lambda: read(tmp_path, "a: 1\n b: 2"))
    assert problem == "x.yaml:2: is not YAML. Look at the indentation, colons, quotes and brackets here."


def test_a_huge_file_is_not_even_parsed(tmp_path: Path):
    (problem,) = complaints(tmp_path, lambda: read(tmp_path, "[" * (MOST_BYTES + 1)))
    assert (
        problem == "x.yaml: has 1,000,001 bytes, over 1,000,000. A policy is some hundred lines: check that it is one."
    )


def test_a_file_that_is_not_there(tmp_path: Path):
    (problem,) = complaints(tmp_path, lambda: read_document(tmp_path / "none.yaml"))
    assert problem == "none.yaml: cannot be read. Check the path, and that it may be read."


def test_refusals_of_one_file_come_together(tmp_path: Path):
    assert len(complaints(tmp_path, lambda: read(tmp_path, "a: &x 1\nb: *x\na: 2"))) == 3


def test_reading_a_policy_needs_no_heavy_package():
    code = "import sys, simlib.policy; print({'pandas', 'xarray', 'numba', 'matplotlib'} & set(sys.modules))"
    assert subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True).stdout == "set()\n"
