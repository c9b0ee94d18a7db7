"""Published Markov exercises in manpower, lived as packs: stocks after one year and two, by mean and by variance.

law firm  15 % of the juniors are seniors a year later and 5 % have left, 20 % of the seniors are partners and 10 % have
          left, 5 % of the partners have left. A widely used textbook exercise, read as worked out at
          thoughtfulexaminations.com/?p=23407, "Absorbing chains – The Lawfirm": somebody who comes as a junior is
          5 years a junior, 2.5 a senior and 10 a partner; who is a senior 3.33 and 13.33; a partner 20.
ranks     A, B and C with 100, 80 and 60 people worth 1, 2 and 3; P = (.4 .4 .1, 0 .5 .4, 0 0 .8), the rest leave. What
          are they worth after two years? Georgia Tech, ISyE 3232, examination of autumn 2007, question 3, read at
          coursehero.com/file/6606538/exam210A.

What people do is independent, and a year's move is a draw from their row of the matrix: so each stock is a sum of
yes-or-no, and the exact variance is Σ p (1 − p) over everybody's chance of being in the post. Recruits come in January,
after promotion, and meet one year of leaving.
"""

from __future__ import annotations

import shutil
from pathlib import Path

import numpy as np
import pytest

from simlib import PolicyError, load_policy, project
from simlib.policy import TERMS, Policy
from simlib.population.person import JOINED
from simlib.twin import twin
from tests.policy.made_up import some_value
from tests.simulation.people import roster
from tests.twin.offices import assert_counts, many

PACKS = Path(__file__).parent / "packs"
NATIONAL = Path(__file__).resolve().parents[2] / "scenarios/national"
REPLICATIONS, YEARS, INTAKE = 1000, 2, 20
LAW_FIRM = np.array([[0.95, 0, 0], [0.20, 0.70, 0], [0, 0.15, 0.80]])  # partners, seniors, juniors
RANKS = np.array([[0.8, 0, 0], [0.4, 0.5, 0], [0.1, 0.4, 0.4]])  # C, B, A
LAWYERS, STAFF = (100, 25, 50), (60, 80, 100)


def pack(name: str, folder: Path) -> Policy:
    """Load a pack with a line for every term that neither it nor national law gives: of no effect here."""
    shutil.copytree(NATIONAL, folder / "national")
    shutil.copytree(PACKS / name, folder / name)
    file = folder / name / "policy.yaml"
    given = file.read_text("utf-8") + (folder / "national/policy.yaml").read_text("utf-8")
    lines = [
        f"  {term.name}: {{values: {{2020-01: {{value: {some_value(term)}, evidence: computed, reason: idle}}}}}}\n"
        for term in TERMS.values()
        if f"  {term.name}:" not in given
    ]
    file.write_text(file.read_text("utf-8") + "".join(lines), "utf-8")
    return load_policy(folder / name)


def year_of(law: Policy) -> np.ndarray:
    """Return what the clauses make of a year, (post, post): promoted at the rates, then leaving by the post come to."""
    month = law.opening or 0
    rates = np.asarray(law.value("promotion.rate", month))
    leaves = np.asarray(law.value("exits.resignation", month))[0] * np.asarray(
        law.value("exits.resignation_post_factor", month)
    )
    return np.asarray((rates + np.diag(1 - rates.sum(axis=1))) * (1 - leaves))


def stocks(law: Policy, numbers: tuple[int, ...]) -> tuple[np.ndarray, np.ndarray]:
    """Return people by year end and post, and who joined by year, of many replications from so many in each post."""
    people = {
        f"{post} {n}": {"post": post, "born": "2003-01", "joined": "2026-12", "grade": 1}
        for post, number in zip(law.axis("post"), numbers)
        for n in range(number)
    }
    run = project(law, roster(law, people), years=YEARS, replications=REPLICATIONS, seed=3)
    return run.books.in_post[:, 1:].sum(axis=3), run.books.flows[:, :, JOINED].sum(axis=2)


def chances(matrix: np.ndarray, post: int) -> np.ndarray:
    """Return the chances of being in each post after one, two, … years, (years, posts)."""
    return np.stack([np.linalg.matrix_power(matrix, year)[post] for year in range(1, YEARS + 1)])


def test_the_clauses_of_the_packs_are_the_matrices_of_the_books(tmp_path: Path):
    assert np.allclose(year_of(pack("law_firm", tmp_path / "one")), LAW_FIRM)
    assert np.allclose(year_of(pack("ranks", tmp_path / "two")), RANKS)
    fundamental = np.linalg.inv(np.eye(3) - LAW_FIRM)  # as printed: 5 2.5 10, 3.33 13.33, 20
    assert np.allclose(fundamental[2], [10, 2.5, 5]) and np.allclose(fundamental[1], [40 / 3, 10 / 3, 0])
    assert np.isclose(fundamental[0, 0], 20)


def test_ranks_promoted_to_several_posts_year_one_and_two(tmp_path: Path):
    """By hand: A 40, B 40 + 40, C 10 + 32 + 48; then 16, 16 + 40, 4 + 32 + 72, which are worth 16 + 112 + 324."""
    law = pack("ranks", tmp_path)
    found, joined = stocks(law, STAFF)
    exact = [many(number, chances(RANKS, post)) for post, number in enumerate(STAFF)]
    assert np.allclose(sum(one.sum(axis=0) for one in exact), [[90, 80, 40], [108, 56, 16]])
    assert_counts(found, *exact)
    assert_counts(found.sum(axis=2), *[one.sum(axis=2) for one in exact])  # and so the covariances
    assert not joined.any()
    worth = found[:, 1] @ [3, 2, 1]
    of_one = [np.array([3, 2, 1]) ** power for power in (1, 2)]
    each = [chances(RANKS, post)[1] @ value for post in range(3) for value in of_one]
    mean, variance = (
        sum(number * one for number, one in zip(STAFF, part))
        for part in (each[::2], [second - first**2 for first, second in zip(each[::2], each[1::2])])
    )
    assert np.isclose(mean, 452)
    assert abs(worth.mean() - 452) < 4 * np.sqrt(variance / REPLICATIONS)
    assert abs(worth.var(ddof=1) / variance - 1) < 4 * np.sqrt(2 / (REPLICATIONS - 1)) + 0.05  # its excess is small


def test_the_law_firm_with_recruits_year_one_and_two(tmp_path: Path):
    """By hand: partners 5 + 95, seniors 7.5 + 17.5, juniors 40 and those who stay of twenty; then once more."""
    law = pack("law_firm", tmp_path)
    found, joined = stocks(law, LAWYERS)
    assert (joined == INTAKE).all()
    stays = 1064 / 1105  # of a junior who is not promoted
    new = np.stack([[0, 0, stays], stays * LAW_FIRM[2]])
    later = np.stack([[0, 0, 0], [0, 0, stays]])
    exact = [many(number, chances(LAW_FIRM, post)) for post, number in enumerate(LAWYERS)]
    exact += [many(INTAKE, new), many(INTAKE, later)]
    expected = sum(one.sum(axis=0) for one in exact)
    recruits = INTAKE * stays  # who are there at the end of the year
    assert np.allclose(expected[0], [100, 25, 40 + recruits])
    assert np.allclose(expected[1], [100, 0.15 * (40 + recruits) + 17.5, 0.8 * (40 + recruits) + recruits])
    assert_counts(found, *exact)
    assert_counts(found.sum(axis=2), *[one.sum(axis=2) for one in exact])


def test_a_constant_intake_settles_at_the_years_that_the_book_prints(tmp_path: Path):
    """N = N P + R: as many years as one of them is a junior, a senior and a partner, times those who come."""
    recruits = INTAKE * 1064 / 1105
    settled = recruits * np.array([10, 2.5, 5])
    assert np.allclose(settled @ LAW_FIRM + [0, 0, recruits], settled)
    law = pack("law_firm", tmp_path)
    found, _ = stocks(law, (193, 48, 96))
    exact = [many(number, chances(LAW_FIRM, post)) for post, number in enumerate((193, 48, 96))]
    stays = 1064 / 1105
    exact += [many(INTAKE, np.stack([[0, 0, stays], stays * LAW_FIRM[2]]))]
    exact += [many(INTAKE, np.stack([[0, 0, 0], [0, 0, stays]]))]
    assert_counts(found, *exact)
    assert np.abs(found.mean(axis=0) - settled).max() < 1  # the roster is in whole people


def test_the_twin_names_what_it_does_not_work_out(tmp_path: Path):
    law = pack("ranks", tmp_path)
    staff = roster(law, {"one": {"post": "a", "born": "2003-01", "joined": "2026-12"}})
    with pytest.raises(PolicyError) as refused:
        twin(law, staff, years=2)
    assert [one.way_out.en for one in refused.value.problems] == ["Set rules.promotion to none."]
