"""Published Markov exercises in manpower, lived as packs: stocks after one year and two, by mean and by variance.

law firm  15 % of the juniors are seniors a year later and 5 % have left, 20 % of the seniors are partners and 10 % have
          left, 5 % of the partners have left. The exercise of Winston's "Operations Research", read as worked out at
          thoughtfulexaminations.com/?p=23407, "Absorbing chains – The Lawfirm": somebody who comes as a junior is
          5 years a junior, 2.5 a senior and 10 a partner; who is a senior 3.33 and 13.33; a partner 20.
sales     Heneman, Judge and Kammeyer-Mueller, "Staffing Organizations", chapter 3, Markov analysis and forecasting,
          read as answered at studymode.com/essays/Markov-Analysis-1534109.html: 500 full-time, 150 part-time, 50
          assistant and 30 regional managers; full-time .50 .10 .05 0, part-time .05 .60 .10 0, assistants .05 0 .80
          .10, regional .70. Availabilities a year on are 260, 140, 80 and 26.
ranks     A, B and C with 100, 80 and 60 people worth 1, 2 and 3; P = (.4 .4 .1, 0 .5 .4, 0 0 .8), the rest leave. What
          are they worth after two years? Georgia Tech, ISyE 3232, examination of autumn 2007, question 3, read at
          coursehero.com/file/6606538/exam210A.

What people do is independent, and a year's move is a draw from their row of the matrix: so each stock is a sum of
yes-or-no, and the exact variance is Σ p (1 − p) over everybody's chance of being in the post. Stocks are those of
January, once that month's moves are made and its recruits have come.
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
MATRICES = {  # rows and columns as the packs have the posts, the highest first
    "law_firm": [[0.95, 0, 0], [0.20, 0.70, 0], [0, 0.15, 0.80]],  # partners, seniors, juniors
    "sales": [[0.70, 0, 0, 0], [0.10, 0.80, 0.05, 0], [0, 0.05, 0.50, 0.10], [0, 0.10, 0.05, 0.60]],
    "ranks": [[0.8, 0, 0], [0.4, 0.5, 0], [0.1, 0.4, 0.4]],  # C, B, A
}
SALES, RANKS = (30, 50, 500, 150), (60, 80, 100)


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


def matrix(name: str) -> np.ndarray:
    return np.array(MATRICES[name])


def januaries(law: Policy, numbers: tuple[int, ...]) -> np.ndarray:
    """Return people by post in the second and third January (R, years, posts), from so many in each post."""
    people = {
        f"{post} {n}": {"post": post, "born": "2003-01", "joined": "2026-12", "grade": 1}
        for post, number in zip(law.axis("post"), numbers)
        for n in range(number)
    }
    books = project(law, roster(law, people), years=YEARS + 1, replications=REPLICATIONS, seed=3).books
    before = books.in_post[:, 1:-1].sum(axis=3)  # at the end of the year before
    moves = books.moves[:, 1:]
    return np.asarray(before - moves.sum(axis=3) + moves.sum(axis=2) + books.flows[:, 1:, JOINED])


def chances(name: str, post: int) -> np.ndarray:
    """Return the chances of being in each post one and two years on, (YEARS, posts)."""
    return np.stack([np.linalg.matrix_power(matrix(name), year)[post] for year in range(1, YEARS + 1)])


def check(law: Policy, numbers: tuple[int, ...], by_hand: list[list[float]], recruits: int = 0) -> np.ndarray:
    """Hold the stocks of two years to the book's by mean and variance, by post and in all; return them."""
    found, exact = januaries(law, numbers), []
    for post, number in enumerate(numbers):
        exact.append(many(number, chances(law.name, post)))
    if recruits:
        entry = np.eye(len(numbers))[-1]
        exact.append(many(recruits, np.stack([entry, matrix(law.name)[-1]])))
        exact.append(many(recruits, np.stack([0 * entry, entry])))
    assert np.allclose(sum(one.sum(axis=0) for one in exact), by_hand)
    assert_counts(found, *exact)
    assert_counts(found.sum(axis=2), *[one.sum(axis=2) for one in exact])  # and so the covariances
    return found


@pytest.mark.parametrize("name", MATRICES)
def test_the_clauses_of_the_packs_are_the_matrices_of_the_books(tmp_path: Path, name: str):
    law = pack(name, tmp_path)
    later = (law.opening or 0) + 12
    rates = np.asarray(law.value("promotion.rate", later))
    factor = np.asarray(law.value("exits.resignation_post_factor", later))
    stay = 1 - np.asarray(law.value("exits.resignation", later))[0] * factor
    assert np.allclose(stay[:, None] * (rates + np.diag(1 - rates.sum(axis=1))), matrix(name))


def test_the_law_firm_with_recruits(tmp_path: Path):
    """By hand: partners 95 + 5, seniors 17.5 + 7.5, juniors 40 + 20; then 95 + 5, 17.5 + 9, 48 + 20."""
    check(pack("law_firm", tmp_path), (100, 25, 50), [[100, 25, 60], [100, 26.5, 68]], INTAKE)


def test_a_constant_intake_stays_at_the_years_that_the_book_prints(tmp_path: Path):
    """N = N P + R: the years of one who comes as a junior, times the twenty who come."""
    fundamental = np.linalg.inv(np.eye(3) - matrix("law_firm"))
    assert np.allclose(fundamental, [[20, 0, 0], [40 / 3, 10 / 3, 0], [10, 2.5, 5]])
    check(pack("law_firm", tmp_path), (200, 50, 100), [[200, 50, 100]] * 2, INTAKE)


def test_the_sales_staff_who_move_down_and_sideways_too(tmp_path: Path):
    """By hand: 21 + 5, 15 + 40 + 25, 7.5 + 2.5 + 250, 90 + 50; then 18.2 + 8, 14 + 64 + 13, 7 + 4 + 130, 84 + 26."""
    check(pack("sales", tmp_path), SALES, [[26, 80, 260, 140], [26.2, 91, 141, 110]])


def test_the_ranks_promoted_to_several_posts_and_what_they_are_worth(tmp_path: Path):
    """By hand: A 40, B 40 + 40, C 10 + 32 + 48; then 16, 16 + 40, 4 + 32 + 72, which are worth 16 + 112 + 324."""
    found = check(pack("ranks", tmp_path), RANKS, [[90, 80, 40], [108, 56, 16]])
    value = np.array([3, 2, 1])
    first = [chances("ranks", post)[1] @ value for post in range(3)]
    second = [chances("ranks", post)[1] @ value**2 for post in range(3)]
    variance = sum(number * (b - a**2) for number, a, b in zip(RANKS, first, second))
    worth = found[:, 1] @ value
    assert sum(number * one for number, one in zip(RANKS, first)) == pytest.approx(452)
    assert abs(worth.mean() - 452) < 4 * np.sqrt(variance / REPLICATIONS)


def test_the_twin_names_what_it_does_not_work_out(tmp_path: Path):
    law = pack("ranks", tmp_path)
    staff = roster(law, {"one": {"post": "a", "born": "2003-01", "joined": "2026-12"}})
    with pytest.raises(PolicyError) as refused:
        twin(law, staff, years=2)
    assert [one.way_out.en for one in refused.value.problems] == ["Set rules.promotion to none."]
