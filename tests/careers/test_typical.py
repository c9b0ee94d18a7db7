"""Typical careers: each pack's own people, side by side, from files that are checked."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import numpy as np
import pytest
from matplotlib.figure import Figure

from simlib import load_policy
from simlib.careers.typical import FILE, load_careers, overview, side_by_side
from simlib.months import month_number
from simlib.policy import Policy, PolicyError, find_packs
from simlib.report.figures.career import CareerChart
from tests.careers.careers import CITIES, MONTHLY

PACKS = [folder.name for folder in find_packs(CITIES) if (folder / FILE).exists()]


@pytest.mark.parametrize("pack", PACKS)
def test_every_pack_has_six_to_eight_typical_careers_that_differ(pack: str):
    law = load_policy(CITIES / pack)
    found = side_by_side([(law, load_careers(law))], years=12)
    assert 6 <= len(found) <= 8
    assert len({one.typical.label.zh for one in found}) == len({one.typical.label.en for one in found}) == len(found)
    told = {tuple((e.month, e.name, e.post, e.grade, e.detail) for e in one.careers[0].events) for one in found}
    assert len(told) == len(found)
    names = {event.name for one in found for event in one.careers[0].events}
    assert {"joined", "retired", "dismissed"} <= names and ("graded_up" in names) == (law.grades > 1)
    assert ("extended" in names) == (law.choice("rules.extension", month_number(2027, 1)) != "none")
    assert ("ramp_step" in names) == (law.choice("rules.ramp", month_number(2027, 1)) != "none")


def test_every_city_has_typical_careers():
    cities = {folder.name for folder in find_packs(CITIES) if load_policy(folder).posts}
    assert len(cities) > 1 and set(PACKS) == cities


def test_side_by_side_the_same_people_meet_another_policy(law: Policy):
    people, faster = load_careers(law), law.with_values({"progression.years_per_grade": 2})
    found = side_by_side([(law, people), (faster, people)], years=12)
    table = overview(found)
    assert len(table) == 2 * len(found)
    for one in found:
        before, after_ = one.careers
        assert before.person == after_.person
        assert after_.months[-1].grade >= before.months[-1].grade
        rows = table[table["career"] == one.typical.name]
        for of in ("received", "take_home", "total"):
            assert list(rows[of]) == [sum(getattr(slip, of) for slip in life.months) / 100 for life in one.careers]
    grades = table.pivot(index="career", columns="policy", values="grade")
    assert (grades[1] > grades[0]).sum() >= 3


def test_two_packs_with_other_posts_pair_their_own_people_by_name():
    before, after_ = (load_policy(CITIES / name) for name in ("growth_chain_before", "growth_chain"))
    found = side_by_side([(before, load_careers(before)), (after_, load_careers(after_))], years=10)
    assert len(found) >= 6
    for one in found:
        old, new = one.careers
        assert (old.policy, new.policy) == (before, after_)
        for trait in ("sex", "born", "joined", "track", "education", "certificate"):
            assert getattr(old.person, trait) == getattr(new.person, trait), (one.typical.name, trait)
    posts = {life.months[0].post for one in found for life in one.careers}
    assert {"committee", "member"} <= posts


def test_everything_wrong_with_a_file_of_careers_is_told_with_its_line(law: Policy, tmp_path: Path):
    file = tmp_path / FILE
    file.write_text(
        "format: 1\n"
        "careers:\n"
        "  first:\n"
        "    label: {zh: 甲}\n"
        "  second:\n"
        "    label: {zh: 乙, en: B}\n"
        "    person:\n"
        "      post: asistant\n"
        "      grade: 40\n"
        "    ratings: [satisfactory,\n"
        "              good]\n"
        "  third:\n"
        "    label: {zh: 丙, en: C}\n"
        "    person: {track: 50,\n"
        "      born: 1970-01, joined: 2000-01}\n"
        "    luck: none\n"
        "  fourth:\n"
        "    label: {zh: 丁, en: D}\n"
        "    person: {born: 1970-01, track: 50,\n"
        "      joined: 2000-01}\n",
        "utf-8",
    )
    with pytest.raises(PolicyError) as refused:
        load_careers(law, file)
    told = [(one.line, one.what.en) for one in refused.value.problems]
    assert [line for line, _ in told] == [4, 8, 9, 11, 16, 19]
    assert all(one.file == file.as_posix() for one in refused.value.problems)


def test_the_chart_shows_grade_and_income_of_both(law: Policy):
    people, faster = load_careers(law), law.with_values({"progression.years_per_grade": 2})
    who, other = side_by_side([(law, people), (faster, people)], years=12)[2:4]
    figure = Figure()
    chart = CareerChart(figure)
    sentence = chart.update(*who.careers, "zh")
    for life, line, pay in zip(who.careers, chart.grades, chart.pay, strict=True):
        assert list(line.get_ydata())[:-1] == [slip.grade for slip in life.months]
        assert line.get_xdata()[0] == 2027
        of_month = [sum(slip.fen[one] for one in MONTHLY) / 100 for slip in life.months]
        assert np.allclose(pay.get_ydata()[:-1], of_month)
    for life, line in zip(who.careers, chart.take_home, strict=True):
        home = line.get_ydata()[:-1]
        usual = [place for place, slip in enumerate(life.months) if not slip.fen["year_end_reward"]]
        assert np.allclose(home[usual], [life.months[place].take_home / 100 for place in usual])
        assert all(home[place] == home[place - 1] for place in range(1, len(home)) if place not in usual)
    assert chart.title.get_text() == sentence and "退休" in sentence and "方案" in sentence
    for life in who.careers:
        amounts = (sum(getattr(slip, of) for slip in life.months) for of in ("received", "take_home"))
        assert all(f"{amount / 1e6:,.1f} 万元" in sentence for amount in amounts)
    assert faster.digest[:8] in chart.source.get_text()
    lines = list(chart.grades)
    chart.update(*other.careers, "zh")
    assert chart.grades == lines  # kept: what is drawn is changed
    alone_ = chart.update(who.careers[0], None, "en")
    assert ", grade\u00a0" in alone_ and len(chart.grades) == 1
    same = chart.update(who.careers[0], replace(who.careers[0]), "en")
    assert "Proposal: the same" in same
