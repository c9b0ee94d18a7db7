"""One thing, one word: nothing that a reader sees has a word that the glossary gives up, in Chinese or in English."""

from __future__ import annotations

import re
from collections.abc import Iterator

from tests.text.sites import ROOT
from tests.text.wording import Shown, shown

GLOSSARY = ROOT / "docs/reference/glossary.md"
COLUMNS = "| 中文 | English | 代码 in code | 代码不用 not in code | 不用 | not |"
EXCEPTIONS = "## 例外 · Exceptions"


def rows(text: str) -> Iterator[list[str]]:
    """Yield the cells of every row of a table but its heads."""
    for line in text.splitlines():
        cells = [cell.strip() for cell in line.strip().strip("|").split(" |")]
        if line.startswith("| ") and not line.startswith("| ---") and line != COLUMNS:
            yield cells


def given_up() -> dict[str, re.Pattern[str]]:
    """Return the words that may not be seen, and what finds them: Chinese anywhere, English as words of their own."""
    found = {}
    for *_, zh, en in rows(GLOSSARY.read_text("utf-8").partition("## ")[0]):
        found |= {word: re.compile(re.escape(word)) for word in zh.split("、") if word}
        found |= {word: re.compile(rf"\b{re.escape(word)}\b", re.I) for word in en.split(", ") if word}
    return found


def exceptions() -> dict[str, list[str]]:
    """Return by word where it may be seen: in files, whose paths have a slash, and within phrases."""
    text = GLOSSARY.read_text("utf-8").partition(EXCEPTIONS)[2]
    return {word: re.findall("`([^`]*)`", allowed) for word, allowed, _ in rows(text) if allowed.startswith("`")}


def seen(text: Shown, word: str, pattern: re.Pattern[str], allowed: list[str]) -> bool:
    """Return whether a text has a word outside all that is excepted."""
    if any("/" in place and text.where.startswith(place) for place in allowed):
        return False
    left = text.text
    for phrase in (one for one in allowed if "/" not in one):
        left = left.replace(phrase, " ")
    return pattern.search(left) is not None


TEXTS = list(shown())
WORDS = given_up()
ALLOWED = exceptions()


def test_what_a_reader_sees_is_found_wherever_it_stands() -> None:
    assert len(TEXTS) > 5000 and len(WORDS) > 60 and {*ALLOWED} <= {*WORDS}
    rooms = ("simlib/report/words/amounts.py", "simlib/report/trust.yaml", "dashboards/costing/", "scenarios/national/",
             "scenarios/cities/baohe/", "notebooks/01_start_here.ipynb", "README.md", "docs/how/model.md")  # fmt: skip
    assert [room for room in rooms if not any(text.where.startswith(room) for text in TEXTS)] == []


def test_no_text_has_a_word_that_the_glossary_gives_up() -> None:
    told = [
        f"{word} in {text.where}: {text.text[:100]}"
        for word, pattern in WORDS.items()
        for text in TEXTS
        if pattern.search(text.text) and seen(text, word, pattern, ALLOWED.get(word, []))
    ]
    assert "\n".join(told) == ""


def test_every_exception_is_needed() -> None:
    """Without it a text would be found: what nothing needs is struck out."""
    idle = [
        (word, one)
        for word, allowed in ALLOWED.items()
        for one in allowed
        if not any(
            seen(text, word, WORDS[word], [other for other in allowed if other != one])
            and not seen(text, word, WORDS[word], allowed)
            for text in TEXTS
        )
    ]
    assert idle == []


def test_a_word_is_found_in_its_language_and_not_within_what_is_excepted() -> None:
    text = Shown("docs/how/model.md:1", "编制外人员；the price of luck")
    assert seen(text, "编制", re.compile("编制"), []) and not seen(text, "编制", re.compile("编制"), ["编制外"])
    assert not seen(text, "编制", re.compile("编制"), ["docs/"]) and seen(
        text, "编制", re.compile("编制"), ["docs/verification/twin.md"]
    )
