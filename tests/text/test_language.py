"""Whoever reads Chinese reads no English, and the other way round: every text of the source, and every command."""

from __future__ import annotations

import ast
import re
from collections.abc import Iterator
from pathlib import Path

import pytest

from simlib.careers.description import TRAITS
from simlib.cli import main
from simlib.commands.table import SIMLIB
from simlib.futures.files import FuturesFile, WrittenSpread
from simlib.futures.shapes import SHAPES
from simlib.policy import TERMS
from simlib.policy.axes import FIXED
from simlib.policy.clauses import ClauseFile, WrittenClause
from simlib.policy.files.schema import PackFile, ProposalFile, Source, WrittenProvision, WrittenValue
from tests.cli.toy import build_world
from tests.text.sites import ROOT

CHINESE = re.compile(r"[\u4e00-\u9fff]")
WORD = re.compile(r"[A-Za-z][A-Za-z_]*[A-Za-z]")
COMMANDS = dict(SIMLIB.all())
NAMES = {  # words that are written so in either language
    *(part for name in TERMS for part in name.split(".")), *(part for term in TERMS.values() for part in term.choices),
    *(member for members in FIXED.values() for member in members), *TRAITS, *SHAPES,
    *(word for words in COMMANDS for word in words.split()),
    *(word for one in COMMANDS.values() for argument in one.arguments for word in WORD.findall(argument.name)),
    *(key for model in (PackFile, ProposalFile, Source, WrittenProvision, WrittenValue, ClauseFile, WrittenClause,
                        FuturesFile, WrittenSpread) for key in model.model_fields),
    "zh", "en", "yes", "no", "true", "false", "factor", "shift", "assumed", "proposed", "digest", "margins",
    "roster_month",
    "carried_from", "converted_from", "key", "PERSON", "Staff", "places", "with_values", "vacant", "year", "cost",
    "simlib", "scenarios", "yaml", "md", "docs", "terms", "explain", "CONTRIBUTING", "budget_lines", "careers", "staff",
    "reference", "NAME", "VALUE", "UTF", "MB", "YAML", "CSV", "Excel", "Python", "JSON", "Schema",
    "SIMLIB_TOKEN", "SIMLIB_PACKS", "SimPy", "Numba", "xlsx",
    "lang", "debug", "start", "code", "months", "help", "head", "deputy", "manifest", "json", "policy", "member", "lab",
    "columns", "words", "units", "answers", "roster", "XML", "TSV", "ODS", "WPS", "parquet",  # of rosters
}  # fmt: skip
WRITTEN_AS_A_SENTENCE = re.compile(r"[A-Za-z']+(?: [A-Za-z']+){2,}")
LINES = (
    "packs", "check scenarios", "agenda town", "run town {}", "compare town {} --set pay.base=4000", "clauses town",
    "person town --joined 2015-07 --years 3", "explain town {}", "assumptions town {} --top 2", "conversion town {}",
    "ceiling town {} --limit-all 2亿", "seek town {} --term pay.base --keep cost --under 1亿", "twin town {}",
    "workbook town {} --out book.xlsx", "rebind town scenarios/town/proposals/faster.yaml",
    "run twon", "run town --years x", "frobnicate", "run town --out .", "run town --set pay.base=x --debug",
)  # fmt: skip
SMALL = "--years 2 --replications 2"


def texts() -> Iterator[tuple[str, str, str]]:
    """Yield where each `Text(zh, en)` of the source stands, and what it says but for what is filled in."""
    for room in ("simlib", "dashboards"):
        for file in sorted((ROOT / room).rglob("*.py")):
            for call in ast.walk(ast.parse(file.read_text("utf-8"))):
                if isinstance(call, ast.Call) and getattr(call.func, "id", "") == "Text" and len(call.args) == 2:
                    zh, en = map(_words, call.args)
                    yield f"{file.relative_to(ROOT).as_posix()}:{call.lineno}", zh, en


def _words(node: ast.AST) -> str:
    """Return the text that is written there, without the values that are filled in."""
    if isinstance(node, ast.Constant) and isinstance(node.value, str):
        return re.sub(r"\{\w*\}", " ", node.value)
    inside = [] if isinstance(node, ast.FormattedValue) else ast.iter_child_nodes(node)
    return " ".join(filter(None, map(_words, inside)))


def test_every_text_of_the_source_is_in_its_language():
    found = list(texts())
    assert len(found) > 500
    assert [(where, word) for where, zh, _ in found for word in WORD.findall(zh) if word not in NAMES] == []
    assert [(where, en) for where, _, en in found if CHINESE.search(en)] == []
    unsaid = [(where, en) for where, zh, en in found if len(WORD.findall(en)) > 2 and not CHINESE.search(zh)]
    assert unsaid == []


@pytest.mark.parametrize("command", dict.fromkeys(["", *SIMLIB.commands, *COMMANDS]))
def test_help_in_chinese_has_no_english_sentence(command: str, capsys: pytest.CaptureFixture[str]):
    assert main([*command.split(), "--help", "--lang", "zh"]) == 0
    told = re.sub(r"^(用法|例：|各命令|  simlib).*$", "", capsys.readouterr().out, flags=re.M)
    assert WRITTEN_AS_A_SENTENCE.findall(told) == []


@pytest.fixture(scope="module")
def world(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("world")
    build_world(folder)
    return folder


@pytest.mark.parametrize("line", LINES, ids=lambda line: line.split()[0])
def test_a_command_in_chinese_says_nothing_in_english_and_the_other_way_round(
    line: str, world: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
):
    monkeypatch.chdir(world)
    words = line.format(SMALL).split()
    code = main([*words, "--lang", "zh"])
    told = "".join(capsys.readouterr())
    assert CHINESE.search(told) and WRITTEN_AS_A_SENTENCE.findall(told) == []
    assert main([*words, "--lang", "en"]) == code
    told = "".join(capsys.readouterr())
    assert told and [one for one in told.splitlines() if CHINESE.search(re.sub(r"\d亿", "", one))] == []
