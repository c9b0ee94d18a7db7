"""What is typed on the command line, read as people write it: amounts, ceilings, spans and months."""

from __future__ import annotations

import re

from simlib.commands.screen import Wrong
from simlib.months import parse_month
from simlib.policy import entered_numbers as typed
from simlib.text import Text, same

_LEAST = 1_000  # yuan a head and year: no staff costs less
_LARGER = {"万": 10**4, "亿": 10**8}


def read_amount(text: str, option: str) -> float:
    """Return the amount of an option in yuan, or a plain number; 25% is 0.25. Raises PolicyError with a way out."""
    return typed.read_amount(text, same(option))


def read_year_limit(text: str) -> tuple[int, float]:
    """Return year and ceiling of a `--year-limit 2031=2.5亿`."""
    year, equals, amount = typed.plain(text).partition("=")
    if not equals or not re.fullmatch(r"\s*(19|20)\d\d\s*", year, re.ASCII):
        raise Wrong(
            Text(
                "--year-limit {text} 格式有误。请写成 年份=金额，如 2031=2.5亿。",
                "--year-limit {text} cannot be read. Write YEAR=AMOUNT, as 2031=250m.",
            ).of(text=text)
        )
    return int(year), read_amount(amount, "--year-limit")


def check_money(text: str, option: str, people: int) -> None:
    """Ask back a cost without a unit that would be under 1,000 yuan a year for each of the people: 2.9 for 2.9亿.

    text  the amount, or YEAR=AMOUNT. Raises Wrong; with its unit any amount is taken.
    """
    written = typed.plain(text).rpartition("=")[2].strip()
    amount = read_amount(written, option)
    if not written[-1].isdigit() or not 0 < amount < people * _LEAST:
        return
    likely = next((unit for unit, size in _LARGER.items() if amount * size >= people * _LEAST), "亿")
    raise Wrong(
        Text(
            "{option} {text}：{written} 元？请写 {written}{likely} 或 {written}元。",
            "{option} {text}: {written} yuan? Write {written}{likely} ({sized} million), or {written} yuan.",
        ).of(option=option, text=text, written=written, likely=likely, sized=f"{amount * _LARGER[likely] / 1e6:,g}")
    )


def read_span(text: str) -> tuple[float, float]:
    """Return both ends of a `--range 4000,6000`, or 4,000..6,000."""
    written = typed.plain(text)
    parts = written.split(".." if ".." in written else ",")
    if len(parts) != 2:
        raise Wrong(
            Text(
                "--range {text} 格式有误。请写成 最低,最高，如 4000,6000。",
                "--range {text} cannot be read. Write LOWEST,HIGHEST, as 4000,6000.",
            ).of(text=text)
        )
    low, high = (read_amount(part, "--range") for part in parts)
    return low, high


def read_month(option: str, text: str) -> int:
    """Return the month that an option names. Raises Wrong where it names none."""
    try:
        return parse_month(text)
    except ValueError:
        raise Wrong(
            Text(
                "{option} {text} 不是年月。请写作 2029-01。",
                "{option} {text} is no month. Write it as 2029-01.",
            ).of(option=option, text=text)
        ) from None
