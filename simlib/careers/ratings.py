"""The ratings that somebody gives for a career, read and checked."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from simlib.careers.description import NO_OPTION, OnFault
from simlib.policy.axes import RATINGS
from simlib.policy.problems import Fault, nearest
from simlib.text import Text


def read_ratings(written: Sequence[Any], years: int | None, wrong: OnFault) -> tuple[int, ...]:
    """Return the ratings given, one a year from the first December on, by number.

    years  how many Decembers there are; None: any number of ratings will do
    """
    if not written:
        what = Text("ratings 是空的", "ratings is empty")
        wrong(Fault(what, Text("请写出来，或去掉这一项。", "Write it, or leave the key out.")))
    for place, text in enumerate(written):
        if text not in RATINGS:
            wrong(Fault(NO_OPTION.of(name="ratings", text=text), nearest(text, RATINGS), (place,)))
    if years is not None and len(written) > years:
        what = Text(
            "ratings 写了 {many} 个等次，而只有 {years} 年", "ratings lists {many} where the run has {years} years"
        )
        way_out = Text("请去掉最后 {over} 个，或加大年数。", "Leave out the last {over}, or run more years.")
        wrong(Fault(what, way_out, (years,)).filled(many=len(written), years=years, over=len(written) - years))
    return tuple(RATINGS.index(text) for text in written if text in RATINGS)
