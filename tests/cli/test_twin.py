"""`simlib twin`: what it prints is what the twin and the run say, and it names what it took out."""

from __future__ import annotations

import json
from pathlib import Path

import numpy as np
import pytest

from simlib import load_policy, load_staff, project
from simlib.cli import main
from simlib.twin import quotas_of, twin, without_quotas
from tests.cli.toy import TOWN

SMALL = ["--years", "3", "--replications", "40", "--seed", "5"]


def test_as_json(world: Path, capsys: pytest.CaptureFixture[str]):
    assert main(["twin", "town", *SMALL, "--json"]) == 0
    found = json.loads(capsys.readouterr().out)
    law = load_policy(TOWN)
    free, staff = without_quotas(law), load_staff(law)
    assert {one["term"] for one in found["taken_out"]} == {quota.name for quota in quotas_of(law)} != set()
    assert found["policy_digest"] == free.digest
    exact, run = twin(free, staff, years=3), project(free, staff, years=3, replications=40, seed=5)
    counts = run.books.in_post[:, 1:].sum(axis=3)
    cells = [(y, p) for y in range(3) for p in range(len(law.axis("post")))]
    assert [(one["year"], one["post"]) for one in found["in_post"]] == [
        (2027 + y, law.axis("post")[p]) for y, p in cells
    ]
    for one, (y, p) in zip(found["in_post"], cells, strict=True):
        expected, variance = exact.staff.values[:2, y, p]
        assert one["expected"] == pytest.approx(expected) and one["variance"] == pytest.approx(variance)
        assert one["simulated"] == counts[:, y, p].mean()
        assert one["simulated_variance"] == pytest.approx(counts[:, y, p].var(ddof=1))
        assert one["standard_error"] == pytest.approx(np.sqrt(variance / 40))
        assert one["z"] * one["standard_error"] == pytest.approx(one["simulated"] - one["expected"], abs=1e-9)
    for y, one in enumerate(found["cost"]):
        assert sum(one["lines"].values()) == pytest.approx(one["expected"])
        assert one["expected"] == pytest.approx(float(exact.cost[y].sum()))
    assert found["beyond_their_bound"] == 0 and found["largest_z"] < found["bound_of_largest_z"]
    assert found["command"] == "simlib twin town --years 3 --replications 40 --seed 5"


SAID = {
    "zh": [
        "为使人与人不相竞争，改为：",
        "年末在岗（人）",
        "当年退出（人）",
        "人员经费（万元）",
        "超出各自限界的有 0 个",
    ],
    "en": ["So that nobody competes, set:", "In post at year end", "Leaving during", "Cost (10,000", "0 are beyond"],
}


@pytest.mark.parametrize("language", SAID)
def test_printed(world: Path, capsys: pytest.CaptureFixture[str], language: str):
    assert main(["--lang", language, "twin", "town", *SMALL]) == 0
    printed = capsys.readouterr().out
    assert all(word in printed for word in SAID[language])
    law = load_policy(TOWN)
    exact = twin(without_quotas(law), load_staff(law), years=3)
    assert f"{float(exact.staff.values[0, 2, -1]):,.2f}" in printed
    assert "recruitment.fill_share = 0" in printed


def test_with_vacant_posts_refilled(world: Path, capsys: pytest.CaptureFixture[str]):
    """Recruits come; leavers and cost then have an expectation alone, said as null in JSON and as a dash in print."""
    assert main(["twin", "town", *SMALL, "--refilled", "--json"]) == 0
    found = json.loads(capsys.readouterr().out)
    law = load_policy(TOWN)
    free, staff = without_quotas(law, refilled=True), load_staff(law)
    run = project(free, staff, years=3, replications=40, seed=5)
    posts = int(run.authorised[0, -1]) - int((staff.records["post"] == len(law.posts) - 1).sum())
    exact = twin(free, staff, years=3, vacant=posts)
    assert list(found["joining"].values()) == pytest.approx(exact.joined.values.tolist()) and exact.joined.values[0] > 0
    assert {one["variance"] for one in found["leaving"]} == {None}
    assert all(one["standard_deviation"] is None and one["z"] is None for one in found["cost"])
    assert found["beyond_their_bound"] == 0 and "--refilled" in found["command"]
    assert main(["twin", "town", *SMALL, "--refilled"]) == 0
    printed = capsys.readouterr().out
    assert "当年新进（人）" in printed and "—" in printed


def test_more_people_than_posts_are_refused(world: Path, capsys: pytest.CaptureFixture[str]):
    assert main(["twin", "town", *SMALL, "--refilled", "--set", "establishment.coefficient_level=0.3"]) == 2
    assert "--refilled" in capsys.readouterr().err


def test_a_policy_without_quotas_is_left_as_it_is(world: Path, capsys: pytest.CaptureFixture[str]):
    law = load_policy(TOWN)
    sets = [word for quota in quotas_of(law) for word in ("--set", f"{quota.name}={quota.instead}")]
    assert main(["twin", "town", *SMALL, *sets]) == 0
    assert "未作改动" in capsys.readouterr().out


def test_one_replication_has_no_variance(world: Path, capsys: pytest.CaptureFixture[str]):
    assert main(["twin", "town", "--replications", "1"]) == 2
    assert "--replications" in capsys.readouterr().err
