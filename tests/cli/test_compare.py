"""`run` and `compare`, as somebody would use them: what they print, and the files they write."""

from __future__ import annotations

import json
from hashlib import sha256
from pathlib import Path

from simlib import compare, load_policy, load_staff, project
from simlib.cli import main
from tests.cli.toy import PROPOSAL, SMALL, TOWN, Said, contents, rows, said


def test_run_prints_the_years_and_the_opening(world: Path, capsys: Said):
    lines = [line.split() for line in said(capsys, "run", "town", *SMALL).splitlines()]
    law = load_policy(TOWN)
    staff = load_staff(law)
    found = project(law, staff, years=3, replications=30, seed=3)
    assert ["期初", f"{len(staff):.1f}"] in [line[:2] for line in lines]
    people = found.books.in_post[:, 1:].sum(axis=(2, 3)).mean(axis=0)
    assert [line[:2] for line in lines if line and line[0] in map(str, found.years)] == [
        [str(year), f"{mean:.1f}"] for year, mean in zip(found.years, people)
    ]


def test_compare_gives_the_differences_of_the_library_with_their_intervals(world: Path, capsys: Said):
    text = said(capsys, "compare", "town", "--proposal", PROPOSAL, *SMALL, "--out", "out")
    law = load_policy(TOWN)
    how = {"staff": load_staff(law), "years": 3, "replications": 30, "seed": 3}
    wanted = compare(project(law, **how), project(law.with_proposal(PROPOSAL), **how)).headline["graded_up"]
    assert wanted.mean > 0
    (line,) = [line.split() for line in text.splitlines() if line.startswith("等级晋升")]
    assert line[2:5] == [f"{wanted.before:.1f}", f"{wanted.after:.1f}", f"{wanted.mean:+.1f}"]
    assert line[-3:] == [f"{wanted.luck.low:.1f}", "至", f"{wanted.luck.high:.1f}"]
    (row,) = [row for row in rows(Path("out/comparison.csv")) if (row["outcome"], row["year"]) == ("graded_up", "all")]
    assert (row["difference"], row["luck_low"]) == (f"{wanted.mean:.6f}", f"{wanted.luck.low:.6f}")


FASTER = {  # two years a grade from July 2028, as the digest of a policy writes its values
    "name": "faster",
    "digest": sha256(b'{"progression.years_per_grade":[["2028-07",2,false]]}').hexdigest(),
}


def test_compare_writes_both_runs_as_run_would(world: Path):
    assert main(["compare", "town", "--proposal", PROPOSAL, *SMALL, "--out", "both"]) == 0
    assert main(["run", "town", *SMALL, "--out", "law"]) == 0
    assert main(["run", "town", "--proposal", PROPOSAL, *SMALL, "--out", "reform"]) == 0
    for folder, alone in (("both/before", "law"), ("both/after", "reform")):
        tables = contents(Path(alone))
        assert tables.pop("manifest.json")
        assert contents(Path(folder)) == tables
    manifest = json.loads(Path("both/manifest.json").read_text("utf-8"))
    assert (manifest["before"]["proposals"], manifest["after"]["proposals"]) == ([], [FASTER])


def test_proposals_and_sets_are_laid_on_together(world: Path):
    earlier = ["--set", "exits.misconduct=0.02", "--set", "exits.misconduct@2028-01=0"]
    assert main(["compare", "town", "--proposal", PROPOSAL, *reversed_pairs(earlier), *SMALL, "--out", "out"]) == 0
    law = load_policy(TOWN)
    reform = law.with_proposal(PROPOSAL).with_values({"exits.misconduct": 0.02})
    reform = reform.with_values({"exits.misconduct": 0}, 2028 * 12)
    assert json.loads(Path("out/manifest.json").read_text("utf-8"))["after"]["policy_digest"] == reform.digest


def reversed_pairs(words: list[str]) -> list[str]:
    """The later date first: the order of `--set` does not matter."""
    return [*words[2:], *words[:2]]


def test_too_few_replications_give_no_interval(world: Path, capsys: Said):
    assert (
        main(["compare", "town", "--set", "pay.base=4000", "--years", "1", "--replications", "5", "--out", "out"]) == 0
    )
    told = capsys.readouterr()
    assert "模拟5次，不足30次，不给范围" in told.err and "—" in told.out and "nan" not in told.out
    assert {row["luck_low"] for row in rows(Path("out/comparison.csv"))} == {""}


def test_a_set_after_the_end_of_the_run_is_pointed_out(world: Path, capsys: Said):
    assert main(["run", "town", "--years", "1", "--replications", "1", "--set", "pay.base@2028-01=4000"]) == 0
    assert "pay.base@2028-01 在模拟期结束后才生效" in capsys.readouterr().err


def test_a_set_may_be_a_mapping_or_a_list(world: Path, capsys: Said):
    mapping = said(capsys, "run", "town", *SMALL, "--set", "election.posts={head: no, clerk: yes}")
    listed = said(capsys, "run", "town", *SMALL, "--set", "election.posts=[no, yes]")
    assert mapping.splitlines()[-1] == listed.splitlines()[-1]
    assert load_policy(TOWN).digest[:16] not in mapping
