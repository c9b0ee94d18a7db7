"""A value as a file has it, and as a cell shows it: numbers as numbers, options, yes and no by their names."""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Mapping
from decimal import Decimal

from simlib.policy.term import NEVER, NO_YES, PERCENT, Term
from simlib.questionnaire.layout import Shown
from simlib.text import Text

_NUMBER = re.compile(r"[-+]?(\d+(\.\d*)?|\.\d+)", re.ASCII)
_MONTH = re.compile(r"(\d{4})\s*[-./年]\s*(\d{1,2})\s*月?")
_FULL_WIDTH = str.maketrans("０１２３４５６７８９．－／％，", "0123456789.-/%,")
Labels = Mapping[str, Text]


def both(text: Text) -> str:
    """Return a text as a cell has it in both languages.

    >>> both(Text("是", "Yes"))
    '是 · Yes'
    """
    return text.zh if text.zh == text.en else f"{text.zh} · {text.en}"


def options_of(term: Term, classes: Labels) -> tuple[str, ...]:
    """Return what may be chosen as a value of a term; nothing where it is a number or a month."""
    return tuple(both(label) for label in _options(term, classes).values())


def _options(term: Term, classes: Labels) -> Labels:
    if term.unit == "choice":
        return dict(term.options)
    if term.unit == "yes_no":
        return dict(NO_YES)
    return classes if term.unit == "code" else {}


def shown(term: Term, written: object, classes: Labels) -> Shown:
    """Return what a cell shows of a written value: None where nothing is written."""
    text = "" if written is None else str(written).strip()
    if text in (options := _options(term, classes)):
        return both(options[text])
    if term.never and text == NEVER[0]:
        return both(NEVER[1])
    if _NUMBER.fullmatch(text):
        return int(text) if term.whole and text.lstrip("+-").isdecimal() else float(text)
    return text or None


def written(term: Term, cell: object, classes: Labels) -> str | None:
    """Return what a file writes for a cell; what is none of its options stands as it is, for `check` to name."""
    if cell is None or (isinstance(cell, str) and not cell.strip()):
        return None
    if isinstance(cell, bool):
        return "yes" if cell else "no"
    if isinstance(cell, dt.datetime | dt.date):
        return f"{cell.year}-{cell.month:02}"
    if isinstance(cell, int | float):
        return number(cell)
    text = cell_text(cell)
    names = {both(label): name for name, label in _options(term, classes).items()}
    names |= {one: name for name, label in _options(term, classes).items() for one in label}
    if term.never:
        names |= dict.fromkeys((both(NEVER[1]), *NEVER[1]), NEVER[0])
    return names.get(text) or _plain(term, text)


def _plain(term: Term, text: str) -> str:
    text = text.translate(_FULL_WIDTH)
    if term.unit == "month":
        return since(text)
    bare = text.replace(",", "")
    if term.unit in PERCENT and bare.endswith("%") and _NUMBER.fullmatch(bare[:-1].strip()):
        return number(float(Decimal(bare[:-1].strip()) / 100))
    return bare if _NUMBER.fullmatch(bare) else text


def number(value: float) -> str:
    """Return a number as a file has it, without the traces of binary arithmetic that a cell may hold.

    >>> number(0.1 + 0.2)
    '0.3'
    """
    short = float(f"{value:.15g}")
    return str(int(short)) if short.is_integer() and abs(short) < 1e15 else repr(short)


def cell_text(cell: object) -> str:
    """Return a cell as text: a day as 2027-07-01, a whole number without its point."""
    if cell is None:
        return ""
    if isinstance(cell, dt.datetime):
        return cell.date().isoformat()
    if isinstance(cell, dt.date):
        return cell.isoformat()
    if isinstance(cell, float):
        return number(cell)
    return str(cell).strip()


def since(cell: object) -> str:
    """Return a date of entry into force as a file has it: a day, or a month written in one of the usual ways.

    >>> since("2027年7月"), since("2027.07"), since(dt.datetime(2027, 7, 1))
    ('2027-07', '2027-07', '2027-07-01')
    """
    text = cell_text(cell).translate(_FULL_WIDTH)
    if isinstance(cell, float):
        return text  # 2027.1 may be January or October: `check` asks
    found = _MONTH.fullmatch(text)
    return f"{found[1]}-{int(found[2]):02}" if found else text
