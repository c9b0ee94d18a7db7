"""A small valid pack, `town`, which extends `land`; tests change it by one edit and see what happens."""

from __future__ import annotations

import shutil
from collections.abc import Callable
from pathlib import Path

import pytest
from hypothesis import strategies as st

from simlib.policy import TERMS, Policy, PolicyError, load_policy
from simlib.policy.axes import FIXED
from simlib.policy.provision import Dated, Provision
from simlib.policy.term import Term

PACKS = Path(__file__).parent / "packs"
PROPOSAL = """\
format: 1
proposal: faster
label: {{zh: 加快, en: Faster}}
changes: {{policy: town, digest: "{digest}"}}
provisions:
  progression.years_per_grade:
    values:
      2028-07: {{value: 2, reason: to see}}
"""
Edit = tuple[str, str]  # old text, which stands once in one of the files, and new text


def build(folder: Path, *edits: Edit) -> Path:
    """Copy both packs to a folder, make the edits, and return the folder of town."""
    shutil.copytree(PACKS, folder, dirs_exist_ok=True)
    land, town = folder / "land" / "policy.yaml", folder / "town" / "policy.yaml"
    for old, new in edits:
        file = land if old in land.read_text("utf-8") else town
        edit(file, old, new)
    town.write_text(town.read_text("utf-8") + other_terms(), "utf-8")
    return folder / "town"


def edit(file: Path, old: str, new: str) -> None:
    """Replace a text that stands exactly once in a file."""
    text = file.read_text("utf-8")
    assert text.count(old) == 1, f"{old!r} stands {text.count(old)} times in {file}"
    file.write_text(text.replace(old, new), "utf-8")


def other_terms() -> str:
    """Return a line for every term that the two files leave out, so that a new term needs no edit here."""
    given = "".join(file.read_text("utf-8") for file in PACKS.rglob("policy.yaml"))
    return "".join(
        f"  {name}: {{values: {{2020-01: {{value: {some_value(term)}, evidence: computed, reason: any}}}}}}\n"
        for name, term in TERMS.items()
        if f"  {name}:" not in given
    )


def some_value(term: Term) -> object:
    """Return a value that a term may have, as written."""
    if term.name.endswith("_mix"):
        return [1] + [0] * (len(FIXED[term.shape[0]]) - 1)
    if term.unit == "choice":
        return term.choices[0]
    if term.name == "funding.share":
        return "{others: {county: 1, others: 0}}"
    return {"month": "2030-01", "yes_no": "no"}.get(term.unit, max(term.limits[0], 0))


def load(folder: Path, *edits: Edit) -> Policy:
    """Build the packs with these edits and load town."""
    return load_policy(build(folder, *edits))


def write_proposal(folder: Path, policy: Policy, *edits: Edit) -> Path:
    """Write a proposal for the policy, with these edits, and return its file."""
    file = folder / "faster.yaml"
    file.write_text(PROPOSAL.format(digest=policy.digest[:16]), "utf-8")
    for old, new in edits:
        edit(file, old, new)
    return file


def complaints(folder: Path, action: Callable[[], object]) -> list[str]:
    """Return the problems that an action raises, one text each, with paths relative to the folder."""
    with pytest.raises(PolicyError) as caught:
        action()
    return [problem["en"].replace(f"{folder.as_posix()}/", "") for problem in caught.value.problems]


def some_series(name: str) -> st.SearchStrategy[Provision]:
    """Draw provisions of a term with values 1 to 4 in months 0 to 9, some of which prevail."""

    def provision(spec: dict[int, tuple[int, bool]]) -> Provision:
        dated = [Dated(m, str(m), value, value, "computed", prevails=p) for m, (value, p) in sorted(spec.items())]
        return Provision(TERMS[name], tuple(dated))

    months = st.dictionaries(st.integers(0, 9), st.tuples(st.integers(1, 4), st.booleans()), min_size=1)
    return months.map(provision)
