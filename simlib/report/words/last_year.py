"""The last year beside the first, in words, where something out of the usual falls in one of them."""

from __future__ import annotations

import numpy as np

from simlib.analysis.outcomes import Costed
from simlib.analysis.uneven_years import LAST, mean_of_last, uneven
from simlib.policy.value_words import digits
from simlib.report.words.amounts import money
from simlib.text import Code, Text, joined


def uneven_words(run: Costed, code: Code, cost: np.ndarray | None = None) -> str:
    """Return a sentence that says so and gives the mean of the last three years; empty where nothing does.

    cost  (replication, year) in yuan, by default the nominal cost
    """
    found, years = uneven(run), run.projection.years
    cost = (run.budget.total.values if cost is None else cost)[:, years.parts :]
    if not found:
        return ""
    why, mean = joined(found, Text("，", ", and ")), mean_of_last(cost)
    first, last = years.whole[0], years[-1]
    if mean is None:
        alone = Text("，{first}年与{last}年不宜直接相比。", ": {first} and {last} are not quite alike.")
        return _begun((why + alone.of(first=first, last=last))[code])
    more = float(mean.mean() - cost[:, 0].mean())
    way = Text("增加", "more") if more > 0 else Text("减少", "less")
    share = f"{'+' if more > 0 else '−'}{digits(abs(more) / float(cost[:, 0].mean()) * 100, 1)}%"
    told = Text(
        "；{start}至{last}年平均 {mean}，较{first}年{way} {amount}（{share}）。",
        ": the mean of {start} to {last} is {mean}, {amount} ({share}) {way} than {first}.",
    )
    amounts = {"mean": money(float(mean.mean()), code), "amount": money(abs(more), code), "share": share}
    return _begun((why + told.of(start=last - LAST + 1, last=last, first=first, way=way, **amounts))[code])


def _begun(sentence: str) -> str:
    return sentence[:1].upper() + sentence[1:]
