"""Amounts as people write them: 2.5亿, 2500万元, 250 million, 25%."""

from __future__ import annotations

import re
from decimal import Decimal

from simlib.commands.screen import Wrong
from simlib.text import Text

_SCALES = {"": 1, "元": 1, "yuan": 1, "万": 10**4, "万元": 10**4, "亿": 10**8, "亿元": 10**8,
           "million": 10**6, "million yuan": 10**6, "m": 10**6}  # fmt: skip
_AMOUNT = re.compile(r"([-+]?(?:\d[\d,，]*)(?:\.\d+)?)\s*([^\d\s].*)?", re.ASCII)


def read_amount(text: str, option: str) -> float:
    """Return an amount in yuan, or a plain number; 25% is 0.25. Raises Wrong with a way out."""
    match = _AMOUNT.fullmatch(text.strip())
    unit = (match[2] or "").strip().lower() if match else ""
    if match is None or (unit not in _SCALES and unit not in ("%", "％")):
        raise Wrong(
            Text(
                "{option} 的 {text} 格式有误。请写数字，可带 元、万元、亿元 或 %，如 2.5亿。",
                "{option} cannot read {text}. Write a number, with yuan, million or % if you like, as 250m.",
            ).of(option=option, text=text)
        )
    number = Decimal(re.sub("[,，]", "", match[1]))
    return float(number / 100 if unit in ("%", "％") else number * _SCALES[unit])


def read_year_limit(text: str) -> tuple[int, float]:
    """Return year and ceiling of a `--year-limit 2031=2.5亿`."""
    year, equals, amount = text.partition("=")
    if not equals or not re.fullmatch(r"\s*(19|20)\d\d\s*", year, re.ASCII):
        raise Wrong(
            Text(
                "--year-limit {text} 格式有误。请写成 年份=金额，如 2031=2.5亿。",
                "--year-limit {text} cannot be read. Write YEAR=AMOUNT, as 2031=250m.",
            ).of(text=text)
        )
    return int(year), read_amount(amount, "--year-limit")


def read_span(text: str) -> tuple[float, float]:
    """Return both ends of a `--range 4000,6000`."""
    parts = re.split(r"[,，]", text)
    if len(parts) != 2:
        raise Wrong(
            Text(
                "--range {text} 格式有误。请写成 最低,最高，如 4000,6000。",
                "--range {text} cannot be read. Write LOWEST,HIGHEST, as 4000,6000.",
            ).of(text=text)
        )
    low, high = (read_amount(part, "--range") for part in parts)
    return low, high
