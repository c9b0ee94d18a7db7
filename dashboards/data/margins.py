"""People of a roster in counts, beside the shares of the pack's own staff; small counts are hidden."""

from __future__ import annotations

import numpy as np

from simlib.disclosure import Pattern
from simlib.disclosure.counted import BY_POST, Counted, counted
from simlib.disclosure.pattern import HIDDEN
from simlib.policy import Policy
from simlib.policy.axes import LABELS
from simlib.report.tables.grid import Cell, Grid, Row, text
from simlib.staff.opening import Staff
from simlib.text import Code, Text

TITLES = {
    "post": Text("岗位", "Post"), "grade": Text("等级", "Grade"), "sex": Text("性别", "Sex"),
    "age_band": Text("年龄", "Age"), "service_band": Text("从事社区工作年限", "Community service"),
    "education": Text("学历", "Education"), "certificate": Text("职业资格", "Certificate"),
    "rating": Text("上年考核", "Last rating"),
}  # fmt: skip


def margins(staff: Staff, own: Staff, policy: Policy, pattern: Pattern, code: Code) -> list[Grid]:
    """Return a table for each trait: people of a real staff and their share, and that of the pack's `own` staff."""
    real, made_up = counted(staff, policy), counted(own, policy)
    grids = [_grid(name, real, made_up, policy, pattern, code) for name in ("post", *BY_POST)]
    last = grids[-1]
    return [*grids[:-1], Grid(last.title, last.heads, last.rows, last.kind, (pattern.note[code],))]


def _grid(name: str, real: Counted, made_up: Counted, policy: Policy, pattern: Pattern, code: Code) -> Grid:
    here, there = _people(name, real), _people(name, made_up)
    hidden = pattern.mask_of(here.shape, name)
    heads = (
        TITLES[name][code],
        Text("名册人数", "People of the roster")[code],
        Text("占比", "Share")[code],
        Text("政策包的合成人员占比", "Share of the pack's synthetic staff")[code],
    )
    rows = [
        Row(
            label,
            (*_shown(int(count), int(here.sum()), bool(hide)), Cell(other / max(there.sum(), 1), "share")),
        )
        for label, count, other, hide in zip(_labels(name, real, policy, code), here, there, hidden, strict=True)
        if count or other
    ]
    return Grid("", heads, tuple(rows), "lab-margin")


def _people(name: str, found: Counted) -> np.ndarray:
    return found.posts if name == "post" else found.traits[name].people.sum(axis=0)


def _shown(count: int, people: int, hide: bool) -> tuple[Cell, Cell]:
    return (text(HIDDEN), text(HIDDEN)) if hide else (Cell(count, "people"), Cell(count / max(people, 1), "share"))


def _labels(name: str, found: Counted, policy: Policy, code: Code) -> list[str]:
    if name == "post":
        return [post.label[code] for post in policy.posts]
    members = found.traits[name].members
    if name == "grade":
        return [Text(f"{one}级", f"Grade {one}")[code] for one in members]
    return [LABELS[one][code] if one in LABELS else one for one in members]
