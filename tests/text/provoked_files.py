"""Whatever can be wrong with files and values, done once each: packs, proposals, registers, futures, staff, codes."""

from __future__ import annotations

import shutil
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

from simlib import load_policy
from simlib.budget import budget_codes
from simlib.budget.codes import with_treatment
from simlib.careers.career import career
from simlib.careers.typical import load_careers
from simlib.futures import load_futures
from simlib.futures.applied import lived
from simlib.futures.spread import Futures, Spread
from simlib.policy import TERMS, Policy, dead_ends
from simlib.policy.clauses import load_clauses
from simlib.policy.files.parsing import _shape
from simlib.policy.files.yaml_text import MOST_BYTES, read_document
from simlib.report.figures.missing_characters import boxes
from simlib.rules.findings import findings
from simlib.staff.file import read_staff
from simlib.text import Text
from tests.careers.test_career_refused import BAD as BAD_CAREERS
from tests.cli.toy import NATIONAL, STAFF, build_world
from tests.conftest import BAOHE
from tests.futures.test_files import REASON, WRONG
from tests.futures.test_files import written as written_futures
from tests.packs.own_items import build as with_items
from tests.packs.test_own_items_refused import CASES as BAD_ITEMS
from tests.packs.test_own_items_refused import GOOD as GOOD_ITEM
from tests.packs.test_own_items_refused import SUM as A_SUM
from tests.policy import test_bad_packs as packs
from tests.policy.made_up import build, edit, load, write_proposal
from tests.policy.test_clauses import BROKEN as BAD_REGISTERS
from tests.policy.test_clauses import town as registered
from tests.rules.test_findings import EXTENSION, RAMP
from tests.simulation.test_carried import BROKEN as BAD_CARRIED
from tests.simulation.test_carried import SCENARIOS

Case = Callable[[Path], Any]  # does something wrong in a folder of its own
NOT_DATA: tuple[str | bytes, ...] = (
    "a: &x 1\nb: 2", "a: 1\nb: *x", "a: 1\n<<: {b: 2}", "a: !run [1]", "a: 1\na: 3", "a: 1\n---\nb: 2", "? [a, b]\n: 1",
    "# nothing\n", "a: 1\nb: \x07", b"a: 1\nb: \xb3\xc7", "a: " + "[" * 20 + "]" * 20, "a: 1\n b: 2",
    b"[" * (MOST_BYTES + 1),
)  # fmt: skip
SHAPES = (  # of a pack, besides those that the tests of packs have
    ("extends: [../land]", "extends: ../land"),
    ("title: 办法, issuer", "title: [办法], issuer"),
    ("title: 办法, issuer", "title: '', issuer"),
    ("label: {zh: 小城, en: Town}", "label:"),
    ("range: [1, 5]", "range: [1]"),
    ("grades: 6", "grades: 60"),
)  # fmt: skip
MARGINS = (
    ("roster_month: 2026-12", "roster_month: soon"),
    ("format: 1", "format: 2"),
    ("seed: 7", "seed: seven"), ("seed: 7", "sed: 7"), ("roster_month: 2026-12", "roster_month: 2027-12"),
    ("  female_share:", "  woman_share:"), ("female_share: {value: 0.6, reason: made up}", "female_share: 0.6"),
    ("female_share: {value: 0.6, reason: made up}", "female_share: {value: 0.6}"),
    ("rating_mix: {value: [[0, 0, ", "rating_mix: {value: [[0.5, 0, "),
)  # fmt: skip
AT_ODDS: tuple[dict[str, Any], ...] = (
    {"establishment.grids": 5, "establishment.grid_places": "no"},
    {"establishment.adjustment": 5, "establishment.tolerance": 1, "establishment.table": 9},
    {"establishment.adjustment": -1, "establishment.tolerance": 5, "establishment.table": 0},
    {"establishment.adjustment": 1, "establishment.tolerance": 5, "establishment.table": 1},
    {"funding.share": {"others": {"county": 0.5, "others": 0}}},
    {"rules.appraisal": "quota_by_ranked_community", "appraisal.scope": "unit"},
    {"promotion.rate": {"clerk": {"clerk": 0.1, "others": 0}, "others": 0}},
)
FUTURES = (
    f"exits.death: {{shape: normal, range: assumed, {REASON}}}",
    f"exits.death: {{shape: uniform, works: factor, range: [0.5, 2], values: [1, 2], {REASON}}}",
    f"exits.death: {{works: factor, centre: x, range: [0.5, 2], {REASON}}}",
)
DEAD_ENDS: tuple[dict[str, Any], ...] = (
    {"rules.promotion": "none", "election.posts": "no"},
    {"progression.years_per_grade": 40},
    {"channel.minimum_service": 30, "channel.highest_age": 35},
)
TO_MIND: tuple[dict[str, Any], ...] = (
    {}, {**RAMP, "contract.years": 2}, EXTENSION, {"recruitment.fill_share": 0},
    {"appraisal.scope": "community", "appraisal.excellent_share": 0.02},
    {"rules.channel": "share_of_posts", "channel.posts_offered": 1, "channel.posts_share": 0.2},
    {"progression.years_per_grade": 4},
    {**EXTENSION, "retirement.late_limit": 0, "extension.best_age": 12 * 56},
)  # fmt: skip


def cases() -> Iterator[Case]:
    """Yield everything that is done wrong with files and values."""
    for old, new, *_ in (*packs.SHAPE, *packs.CHAIN, *packs.NAMES, *packs.VALUES, *packs.DATES_AND_EVIDENCE,
                         *packs.CONTRADICTIONS, *SHAPES):  # fmt: skip
        yield lambda folder, old=old, new=new: load(folder, (old, new))
    for old, new, *_ in packs.PROPOSALS:
        yield lambda folder, old=old, new=new: _proposed(folder, (old, new))
    for content in NOT_DATA:
        yield lambda folder, content=content: _read(folder, content)
    for old, new, *_ in BAD_REGISTERS:
        yield lambda folder, old=old, new=new: load_clauses(registered(folder, (old, new)))
    for values in AT_ODDS:
        yield lambda folder, values=values: load(folder).with_values(values)
    for values in DEAD_ENDS:
        yield lambda folder, values=values: dead_ends(load(folder).with_values(values))
    for old, new in MARGINS:
        yield lambda folder, old=old, new=new: _staffed(folder, (old, new))
    for old, new, _ in BAD_CARRIED:
        yield lambda folder, old=old, new=new: _carried(folder, (old, new))
    for declared, _ in BAD_ITEMS:
        yield lambda folder, declared=declared: load_policy(with_items(folder, f"items:\n  {declared}\n", A_SUM))
    taken = f"items:\n  meals: {{{GOOD_ITEM}}}\n"
    yield lambda folder: load_policy(with_items(folder, taken, A_SUM.replace("heating", "meals")))
    yield lambda folder: load(folder, *(_item(name) for name in ("land", "town")))
    yield from _of_a_city(load_policy(BAOHE))
    yield from _others()


def _of_a_city(law: Policy) -> Iterator[Case]:
    for traits, ratings, years, _ in BAD_CAREERS:
        yield lambda folder, one=(traits, ratings, years): career(law, one[0], ratings=one[1], years=one[2])
    for promotions in ({"soon": "head"}, {"2030-01": "boss"}):
        traits = {"promotions": promotions}
        yield lambda folder, one=traits: career(law, one, ratings=["satisfactory"], years=1)
    for line in (*WRONG, *FUTURES):
        yield lambda folder, line=line: load_futures(written_futures(folder, line), law)
    for values in TO_MIND:
        yield lambda folder, values=values: findings(law.with_values(values))
    yield lambda folder: findings(load_policy("ningguo"))
    yield lambda folder: boxes((Text("\U00020000村", "a village"),), "policy.yaml")
    yield lambda folder: law.with_values({"rules.ramp": "each_satisfactory_year"})
    yield lambda folder: law.with_values(
        {"promotion.rate": {"member": {"head": 0.6, "deputy": 0.6, "others": 0}, "others": 0}}
    )
    yield lambda folder: law.value("progresion.years_per_grade", 12 * 2027)
    yield lambda folder: law.value("progression.years_per_grade", 12 * 1995)
    yield lambda folder: law.axis("posts")
    yield lambda folder: load_careers(load_policy(NATIONAL), BAOHE / "careers.yaml")
    yield lambda folder: load_policy(NATIONAL).with_values({"exits.death": 0})
    yield lambda folder: career(load_policy(NATIONAL), {}, ratings=["satisfactory"], years=1)


def _others() -> Iterator[Case]:
    yield lambda folder: read_document(folder / "none.yaml")
    yield read_document  # a folder
    yield lambda folder: _shape("of_another_kind")  # of what pydantic may find one day
    yield lambda folder: _proposed(folder, ('digest: "', 'digest: "0123456789abcdef'))
    yield lambda folder: _proposed(folder, ('digest: "', 'digest: "xyz'))
    yield lambda folder: _proposed(folder, ("provisions:", "sources: {rules: {title: 令, issuer: 省, "
                                            "checked_on: 2026-01-05}}\nprovisions:"))  # fmt: skip
    yield lambda folder: _overtaken(folder, "was: {progression.years_per_grade: {2020-08: 4}}, ")
    yield lambda folder: _overtaken(folder, "was: {}, ")
    yield _read_by_a_later_rule
    yield _moved_too_far
    yield lambda folder: load_futures(_with_a_source(folder))
    yield lambda folder: _coded(folder, "  basic_pay:", "  basicpay:")
    yield lambda folder: _coded(folder, "", "", gone=True)
    yield lambda folder: _coded(folder, "treatment: together", "treatment: apart")
    yield lambda folder: _coded(folder, "paid_by: organ", "paid_by: somebody")
    yield lambda folder: with_treatment(build_world(folder), "by_kinds")
    yield lambda folder: load(folder).with_values({"pay.bse": 1})
    yield lambda folder: _bound(folder, "{progression.years_per_grade: {'2020-08': 9}}")
    yield lambda folder: _bound(folder, "{pay.base: {'2020-01': 9}}")


def _item(pack: str) -> tuple[str, str]:
    """The edit by which a pack declares an item of its own."""
    return f"name: {pack}", f"name: {pack}\nitems:\n  heating: {{{GOOD_ITEM}}}"


def _proposed(folder: Path, *edits: tuple[str, str]) -> None:
    town = load(folder)
    town.with_proposal(write_proposal(folder, town, *edits))


def _overtaken(folder: Path, recorded: str) -> None:
    """A proposal that records other values than the pack has now, or none of them."""
    _proposed(folder, ("changes: {", "changes: {" + recorded), ('digest: "', 'digest: "0123456789abcdef'))


def _read(folder: Path, content: str | bytes) -> None:
    (folder / "x.yaml").write_bytes(content if isinstance(content, bytes) else content.encode())
    read_document(folder / "x.yaml")


def _staffed(folder: Path, *edits: tuple[str, str]) -> None:
    town, file = load(folder), folder / "staff.yaml"
    file.write_text(STAFF, "utf-8")
    for old, new in edits:
        file.write_text(STAFF.replace(old, new), "utf-8")
    read_staff(town, file)


def _carried(folder: Path, *edits: tuple[str, str]) -> None:
    for part in ("national", "districts", "cities/growth_chain", "cities/growth_chain_before"):
        shutil.copytree(SCENARIOS / part, folder / part)
    pack = folder / "cities/growth_chain_before"
    for old, new in edits:
        edit(pack / "staff.yaml", old, new)
    read_staff(load_policy(pack), pack / "staff.yaml")


def _read_by_a_later_rule(folder: Path) -> None:
    """The rule is in force from 2028 and what it reads from 2029."""
    pack = build(folder, ("2020-08-14: {value: 3", "2029-01: {value: 3"))
    file, rule = pack / "policy.yaml", "rules.progression: {values: {2020-01: {value: every_n_years"
    edit(file, rule, "rules.progression: {values: {2020-01: {value: none, evidence: computed, reason: x}, "
                     "2028-01: {value: every_n_years")  # fmt: skip
    load_policy(pack)


def _moved_too_far(folder: Path) -> None:
    town, term = load(folder), TERMS["retirement.early_share"]
    spread = Spread(term, Text("提前", "Early"), "uniform", "factor", 1, 0.5, 5)
    lived(town, Futures("wild", Text("极端", "Wild"), (spread,)), [5.0])


def _with_a_source(folder: Path) -> Path:
    file = written_futures(folder, f"exits.death: {{works: factor, range: [0.6, 2], {REASON}}}")
    text = file.read_text("utf-8")
    source = "sources:\n  book: {title: 书, issuer: 社, checked_on: 2026-01-01}\nterms:"
    file.write_text(text.replace("terms:", source), "utf-8")
    return file


def _bound(folder: Path, was: str) -> None:
    """A proposal that records other values than its pack, which has another digest."""
    _proposed(folder, ('digest: "', f'was: {was}, digest: "0123456789abcdef'))


def _coded(folder: Path, old: str, new: str, *, gone: bool = False) -> None:
    build_world(folder)
    file = folder / "scenarios/land/budget_lines.yaml"
    file.write_text(file.read_text("utf-8").replace(old, new, 1), "utf-8")
    if gone:
        file.unlink()
    budget_codes(load_policy(folder / "scenarios/town"))
