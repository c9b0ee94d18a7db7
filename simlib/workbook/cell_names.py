"""Names that formulas call cells by, such as 薪酬基数_2027年1月: legal in Excel, WPS and LibreOffice alike."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Iterator

from simlib.months import month_of_year, year_of
from simlib.text import Code, Text

_MOST = 240  # letters of a name, before a number that tells it from others


def dated_name(*words: str, month: int, code: Code) -> str:
    """Return the name of what is so called and was decided in a month: letters, digits and underscores.

    The month at the end keeps it from looking like the address of a cell.
    """
    year, of_year = year_of(month), month_of_year(month)
    since = Text(f"{year}年{of_year}月", f"{year}_{of_year:02}")[code]
    named = re.sub(r"[\W_]+", "_", "_".join(words).replace("'", "")).strip("_")[:_MOST]
    return f"{'_' * named[:1].isdigit()}{named}_{since}"


def distinct(names: Iterable[str]) -> Iterator[str]:
    """Yield the names, one that was there before (in capitals or not) with a number."""
    seen: Counter[str] = Counter()
    for name in names:
        seen[name.casefold()] += 1
        many = seen[name.casefold()]
        yield f"{name}_no{many}" if many > 1 else name
