"""Whatever can be wrong with what is asked from Python: runs that do not go together, staffs, results, numbers."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path
from unittest.mock import patch

import numpy as np

from dashboards.levers.entered import read
from dashboards.widgets import Language
from dashboards.widgets.amount import AmountField
from simlib import compare, cost, explain, load_policy, load_staff, project
from simlib.analysis.assumptions import split
from simlib.analysis.ceilings import ceilings
from simlib.analysis.compare import Comparison
from simlib.analysis.explain import explain_difference
from simlib.analysis.gains import gains
from simlib.analysis.goal_seek.goal import goal
from simlib.analysis.goal_seek.search import seek
from simlib.analysis.outcomes import Costed, costed
from simlib.analysis.pairing import pairing
from simlib.commands.term_names import term_named
from simlib.conversion.study import study
from simlib.disclosure import hidden_cells
from simlib.futures import FuturesProjection, assumed_futures, project_futures
from simlib.months import month_number, parse_month
from simlib.policy import TERMS, Policy
from simlib.policy.entered_numbers import read_typed
from simlib.policy.fen import fen
from simlib.policy.growth import grown
from simlib.policy.provision import check_opening
from simlib.population.person import PERSON
from simlib.projection import Projection
from simlib.report.whole_folder import check_folder, whole_folder, write_manifest
from simlib.rules.establishment import places_of
from simlib.staff.carried_over import carried_over
from simlib.staff.file import Carried
from simlib.staff.load import _former
from simlib.staff.opening import Former, Staff
from simlib.text import Text
from simlib.twin import monthly_terms as law
from simlib.twin import qualifying, twin, without_quotas
from simlib.workbook.writing import check_file, workbook_bytes, write_workbook
from tests.cli.toy import MIXES, NATIONAL, STAFF, build_world
from tests.policy.test_typed import REFUSED
from tests.text.provoked_files import Case

OPENING = 12 * 2027


def cases(folder: Path) -> Iterator[Case]:
    """Yield everything that is done wrong from Python, with a small town in `folder`."""
    town = build_world(folder)
    staff = load_staff(town, folder / "scenarios/town/staff.yaml")
    run = project(town, staff, years=2, replications=2, seed=1)
    drawn = project_futures(town, staff, assumed_futures(town), years=2, replications=2, seed=1)
    yield lambda _: month_number(2027, 13)
    yield lambda _: hidden_cells(staff, town, 2)
    yield lambda _: study(town, replace(staff, fewest=5), years=1, seed=1)
    yield lambda _: hidden_cells(staff, town, len(staff) + 1)
    yield lambda _: hidden_cells(staff, town, 3).mask("sex", "unit")
    yield lambda _: parse_month("2027")
    yield lambda _: fen(np.array([1e300]))
    yield from _of_runs(town, staff, run, drawn)
    yield from _of_goals(town)
    yield from (lambda _, case=case: read_typed(*case[:2], 4800) for case in REFUSED)
    yield lambda _: read_typed(TERMS["pay.base"], "+10%")
    yield lambda _: town.with_values({"pay.post_allowance": "100..200", "pay.base": "4，80"})
    yield lambda _: term_named("薪酬基数", {name: TERMS["pay.base"] for name in ("a", "b")})
    yield lambda _: read(TERMS["ramp.share"], TERMS["ramp.share"].label, "10%..20%", 0.5)
    yield lambda _: AmountField(Language(), Text("种子", "Seed"), 1, between=(0, 9), whole=True).read("2.5")
    yield lambda _: AmountField(Language(), Text("种子", "Seed"), 1, between=(0, 9)).read("2%")
    yield from _of_staff(town, staff)
    yield from _of_the_twin(town, staff)
    yield from _of_results(run, drawn)


def _of_runs(town: Policy, staff: Staff, run: Projection, drawn: FuturesProjection) -> Iterator[Case]:
    other = project(town, staff, years=2, replications=2, seed=2)
    short = project(town, staff, years=1, replications=1, seed=1)
    nation = load_policy(NATIONAL)
    yield lambda _: project(town, staff, years=0, replications=1, seed=1)
    yield lambda _: project(nation, staff, years=1, replications=1, seed=1)
    yield lambda _: cost(run, town.with_values({"progression.years_per_grade": 2}))
    yield lambda _: compare(run, other)
    yield lambda _: explain(short)
    yield lambda _: explain(drawn)
    yield lambda _: explain_difference(Comparison(costed(run), Costed(_with_more_grades(run), costed(run).budget)))
    yield lambda _: study(town, staff, years=1, seed=1)
    yield lambda _: pairing("cost", (run, other), (run, other))
    yield lambda _: gains(run, other)
    yield lambda _: run.plot("pie")
    yield lambda _: ceilings(np.ones((2, 2)), (2027, 2028), {2050: 1.0}, None)
    yield lambda _: split(drawn, other)
    for seed in (1, 2):  # the same luck; another one, but too few replications
        again = project_futures(town, staff, drawn.futures, years=2, replications=2, seed=seed, futures_seed=1)
        yield lambda _, again=again: split(drawn, again)
    yield lambda _: check_opening("town", OPENING + 12 * 100)
    yield lambda _: grown(_with_late_growth(town), "pay.base", [OPENING])


def _with_more_grades(run: Projection) -> Projection:
    """The same lives, as if the policy had a grade more."""
    policy = replace(run.policy, grades=run.policy.grades + 1)
    return replace(run, plan=replace(run.plan, policy=policy, layout=run.plan.pay))


def _with_late_growth(town: Policy) -> Policy:
    """The town with a growth of pay that begins after the opening, as a pack's own checks would not let pass."""
    given = town.provisions["pay.base_growth"]
    late = replace(given, values=tuple(replace(dated, month=OPENING + 120) for dated in given.values))
    return replace(town, provisions={**town.provisions, "pay.base_growth": late})


def _of_goals(town: Policy) -> Iterator[Case]:
    request = goal("cost", "under", 1.0)
    yield lambda _: goal("costs", "under", 1.0)
    for name, span in (("pay.bse", None), ("rules.pay", None), ("exits.resignation", None), ("pay.base", (2.0, 1.0)),
                       ("contributions.base_floor", None)):  # fmt: skip
        yield lambda _, name=name, span=span: seek(town, request, name, _never, span=span)


def _never(policy: Policy) -> Projection:
    raise AssertionError("nothing is tried before the question is sound")


def _of_staff(town: Policy, staff: Staff) -> Iterator[Case]:
    two = np.zeros(2, PERSON)
    yield lambda _: Staff(np.zeros(2), OPENING, "numbers")
    yield lambda _: Staff(two, OPENING, "twins")
    yield lambda _: replace(staff, former=Former(town, np.zeros(1, np.int64)))
    yield lambda _: places_of(town, range(OPENING, OPENING + 1), ["north/office_1"])
    yield lambda _: project(town, _far_away(staff), years=1, replications=1, seed=1)
    carried = Carried(town, {post: post for post in town.axis("post")})
    yield lambda _: carried_over(town, carried, replace(staff, month=OPENING))
    fewer = town.with_values(
        {"establishment.communities": {"east": {"office": 1, "community": 1}, "west": 1}}, OPENING - 60
    )
    yield lambda _: carried_over(fewer, carried, staff)
    stranger = staff.records.copy()
    stranger["key"] += np.uint64(1)
    yield lambda folder: load_staff(town, _too_old(folder / "staff.yaml"))
    yield lambda _: _former(town, Staff(stranger, staff.month, "strangers"), town, staff)


def _too_old(file: Path) -> Path:
    """A staff of people who are all 65 or older."""
    ages = str(MIXES["age_mix"])
    file.write_text(STAFF.replace(ages, "[0, 0, 0, 0, 0, 0, 0, 0, 0, 1]"), "utf-8")
    return file


def _far_away(staff: Staff) -> Staff:
    records = staff.records.copy()
    records["place"] = 99
    return Staff(records, staff.month, "far away")


def _of_the_twin(town: Policy, staff: Staff) -> Iterator[Case]:
    free = without_quotas(town)
    yield lambda _: twin(town, staff, years=1)
    yield lambda _: twin(free, staff, years=1, vacant=-1)
    yield lambda _: twin(load_policy(NATIONAL), staff, years=1)
    moving = without_quotas(town, refilled=True).with_values({"establishment.base": 9}, OPENING + 6)
    yield lambda _: twin(moving, staff, years=1, vacant=0)
    earns = free.with_values(
        {
            "qualification.certificate_rate": 0.5,
            "qualification.highest_age": 60,
            "pay.certificate_allowance": [0, 100, 200, 300],
        }
    )
    yield patch.object(qualifying, "MOST_STRANDS", 1)(lambda _: twin(earns, staff, years=1))
    yield patch.dict(law.RULES, {"rules.progression": ("none",)})(lambda _: twin(free, staff, years=1))


def _of_results(run: Projection, drawn: FuturesProjection) -> Iterator[Case]:
    yield lambda _: check_folder(Path.cwd())
    yield lambda _: check_folder(__file__)
    yield lambda _: check_folder(Path(__file__).parent)
    yield lambda _: check_folder(Path(__file__) / "below")
    yield lambda folder: _unwritable(lambda: whole_folder(folder / "out").__enter__())
    yield lambda _: workbook_bytes(drawn)
    yield lambda _: check_file("x.csv")
    yield lambda _: check_file("nowhere/at/all/x.xlsx")
    yield lambda folder: check_file(_made(folder / "x.xlsx"))
    yield lambda folder: _written_on(folder / "out")
    yield lambda folder: check_file(_changed(folder / "x.xlsx"))
    yield lambda folder: _unwritable(lambda: write_workbook(folder / "x.xlsx", run))


def _written_on(folder: Path) -> None:
    """Results that somebody has changed since."""
    with whole_folder(folder) as draft:
        (draft / "x.csv").write_text("1", "utf-8")
        write_manifest(draft, {})
    _changed(folder / "x.csv")
    check_folder(folder)


def _changed(file: Path) -> Path:
    file.write_text("2", "utf-8")
    return file


def _made(folder: Path) -> Path:
    folder.mkdir()
    return folder


def _unwritable(write: object) -> None:
    """Write while the disk refuses."""
    with patch.object(Path, "mkdir", side_effect=OSError), patch.object(Path, "write_bytes", side_effect=OSError):
        write()  # type: ignore[operator]
