"""Which causes a sentence names: the largest the way of the change, the largest the other way, awards as one."""

from __future__ import annotations

from collections.abc import Mapping

from simlib.analysis.causes import CAUSES
from simlib.analysis.compare import Difference
from simlib.text import Text

AWARDS = "awards"
_OF_AWARDS = ("carry_over", "pay_award")
_BOTH = Text("调资（含上年翘尾）", "Pay awards, with carry-over")


def named(parts: Mapping[str, Difference], change: float, most: int) -> list[tuple[Text, float]]:
    """Return the causes that a sentence names, with their means in yuan, largest first; none where nothing changes.

    parts   by cause, as `Explanation.parts`; a series of awards is what they add this year and what last year's carry
            over: the sentence names both as one
    change  of the cost, which `most` causes at most lead to and one may lead away from
    """
    means = {cause: part.mean for cause, part in parts.items()}
    if all(means.get(cause) for cause in _OF_AWARDS):
        means[AWARDS] = sum(means.pop(cause) for cause in _OF_AWARDS)
    way = 1 if change >= 0 else -1
    ranked = sorted((cause for cause in means if means[cause]), key=lambda cause: -way * means[cause])
    towards = [cause for cause in ranked if way * means[cause] > 0][:most]
    away = [cause for cause in ranked[-1:] if way * means[cause] < 0]
    return [(_BOTH if cause == AWARDS else CAUSES[cause], means[cause]) for cause in (*towards, *away)]
