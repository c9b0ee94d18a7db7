"""Runs careers worked out by hand: a person, the ratings, and what must become of them, to the fen.

says, because   a sentence, and the arithmetic
person, ratings, law, later (by month), years   what differs from the defaults; or `each`: several, with one reason
expect
  {slip: 2027-07, basic_pay: 4151.81}   lines of one month in yuan; `received` what the person is paid,
      `employee_pension` … and `income_tax` what is kept back, `take_home` what arrives, `total` all they cost
  {paid: 2027, pension: 9866.64}        the same for a calendar year
  {happens: graded_up, in: 2030-01}     with grade and post, where they are worked out; {never: promoted}
  {retires: 2039-11}, {leaves: 2029-12, as: dismissed}
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from decimal import Decimal
from pathlib import Path
from typing import Any

from ruamel.yaml import YAML

from simlib.careers.career import Career, Slip, career
from simlib.months import month_text, parse_month, year_of
from simlib.policy import Policy

KINDS = ("slip", "paid", "happens", "never", "retires", "leaves")
_WHERE = {"slip", "paid", "in", "grade", "post"}


def examples(file: Path) -> list[dict[str, Any]]:
    """Return the examples of a file."""
    return list(YAML(typ="safe").load(file.read_text("utf-8")))


def parts(example: Mapping[str, Any]) -> Iterator[Mapping[str, Any]]:
    """Yield the example, or each of those that share its reason."""
    yield from example.get("each", [example])


def lived(policy: Policy, part: Mapping[str, Any]) -> Career:
    """Return the career of an example."""
    law = policy.with_values(part.get("law", {}))
    for month, values in part.get("later", {}).items():
        law = law.with_values(values, parse_month(month))
    return career(
        law, part.get("person", {}), ratings=part.get("ratings", ["satisfactory"]), years=part.get("years", 1)
    )


def hold(policy: Policy, example: Mapping[str, Any]) -> None:
    """Hold every expectation of an example, and that it gives its reason."""
    assert example["because"]
    for part in parts(example):
        life = lived(policy, part)
        assert part["expect"]
        for expected in part["expect"]:
            check(life, expected)


def check(life: Career, expected: Mapping[str, Any]) -> None:
    """Hold one expectation."""
    (kind,) = (kind for kind in KINDS if kind in expected)
    globals()[f"_{kind}"](life, expected)


def _slip(life: Career, expected: Mapping[str, Any]) -> None:
    (slip,) = (one for one in life.months if one.last == parse_month(expected["slip"]))
    _hold(slip, expected)


def _paid(life: Career, expected: Mapping[str, Any]) -> None:
    (slip,) = (one for one in life.years if year_of(one.last) == expected["paid"])
    _hold(slip, expected)


def _hold(slip: Slip, expected: Mapping[str, Any]) -> None:
    assert {name: getattr(slip, name) for name in ("grade", "post") if name in expected} == {
        name: expected[name] for name in ("grade", "post") if name in expected
    }
    due = {line: Decimal(str(yuan)) for line, yuan in expected.items() if line not in _WHERE}
    sums = {"received": slip.received, "take_home": slip.take_home, "total": slip.total}
    amounts = {**slip.fen, **slip.deducted, **sums}
    assert {line: Decimal(amounts[line]) / 100 for line in due} == due


def _happens(life: Career, expected: Mapping[str, Any]) -> None:
    month = parse_month(expected["in"])
    found = [one for one in life.events if (one.name, one.month) == (expected["happens"], month)]
    told = [(month_text(one.month), one.name) for one in life.events]
    assert len(found) == 1, told
    for name in ("grade", "post"):
        assert name not in expected or getattr(found[0], name) == expected[name]
    if expected["happens"] in ("graded_up", "promoted", "ramp_step"):  # not a month earlier
        earlier = [one.month for one in life.events if one.name == expected["happens"] and one.month < month]
        assert not earlier or expected["happens"] == "ramp_step", told


def _never(life: Career, expected: Mapping[str, Any]) -> None:
    assert expected["never"] not in [one.name for one in life.events]


def _retires(life: Career, expected: Mapping[str, Any]) -> None:
    assert life.retires is not None and month_text(life.retires) == expected["retires"]


def _leaves(life: Career, expected: Mapping[str, Any]) -> None:
    last = life.events[-1]
    assert (month_text(last.month), last.name) == (expected["leaves"], expected["as"])
    assert month_text(life.months[-1].last) == expected["leaves"]  # and is paid for that month
