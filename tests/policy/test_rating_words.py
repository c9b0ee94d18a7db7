"""A rating is called what the document of the pack calls it: on levers, in careers, in notices, in the workbook."""

from __future__ import annotations

from pathlib import Path

import pytest

from simlib import load_policy
from simlib.careers.career import career
from simlib.policy.axes import RATINGS
from simlib.policy.value_words import held_words, member_label
from simlib.report.words.career_events import event_words
from simlib.rules.usual_career import usual_career
from tests.policy.made_up import build, load

ROOT = Path(__file__).resolve().parents[2]
COUNTS = "progression.year_counts"  # by rating
USUAL = ("不确定等次", "不合格", "基本合格", "合格", "优秀")
WORDS = {  # as their documents write them; where one writes none, as 事业单位 do
    "baohe": ("不确定等次", "不合格", "基本称职", "称职", "优秀"),  # 考核称职的,每三年调整1级；连续两年考核不合格的
    "ningguo": USUAL,  # 考核分为优秀、合格、基本合格、不合格
    "growth_chain": USUAL,  # 年度考核合格的
    "growth_chain_before": USUAL,
    "inner_mongolia": USUAL,  # 连续两年考核不合格
    "yishui": USUAL,
}


@pytest.mark.parametrize("city", WORDS)
def test_a_rating_has_the_words_of_its_document(city: str) -> None:
    law = load_policy(ROOT / "scenarios/cities" / city)
    assert tuple(member_label(law, "rating", one, "zh") for one in RATINGS) == WORDS[city]
    told = held_words(law, law.terms[COUNTS], law.value(COUNTS, law.opening or 0), "zh")
    assert all(f"{word} " in told for word in WORDS[city]), told
    found = career(law, {}, ratings=["satisfactory", "basic", "failed"], years=3)
    rated = [event_words(law, event, "zh") for event in found.events if event.name == "rated"]
    assert rated[:3] == [f"考核：{WORDS[city][place]}" for place in (3, 2, 1)]
    for _, fault in usual_career(law, law.opening or 0):
        assert f"每年考核{WORDS[city][3]}、" in fault.what.zh and "satisfactory every year" in fault.what.en


def test_a_pack_may_have_words_of_its_own_for_a_rating(tmp_path: Path) -> None:
    """Those that it leaves out keep theirs; the digest does not move, for no result does."""
    plain = load(tmp_path / "plain")
    said = "ratings:\n  failed: {zh: 较差, en: Poor}\n"
    own = load_policy(build(tmp_path / "own", ("posts:\n", said + "posts:\n")))
    assert [member_label(own, "rating", one, "zh") for one in ("failed", "basic")] == ["较差", "基本合格"]
    assert own.digest == plain.digest
