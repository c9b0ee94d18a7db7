"""Limits and goal seek keep what the visitor typed and chose, whatever arrives meanwhile."""

from __future__ import annotations

import pytest

from dashboards.costing.ceiling_controls import Limits
from dashboards.costing.request import Ceiling
from dashboards.costing.seek_controls import Ask
from dashboards.widgets import Language
from dashboards.widgets.amount import AmountField
from simlib.policy import TERMS
from simlib.policy.term import Term
from simlib.text import Text
from tests.dashboards.forged import send_typed

BASE, GROWTH, FUND = "pay.base", "pay.base_growth", "contributions.housing_fund"
PAY = {name: TERMS[name] for name in (BASE, GROWTH, FUND)}
YEARS = (2027, 2028, 2029)
CEILING = Ceiling(first=2e8, growth=0.05, whole=6.3e8)


def asked() -> Ask:
    made = Ask(Language(), lambda: None)
    made.offer(PAY, YEARS, CEILING, "baohe")
    return made


def test_a_goal_seek_begins_with_the_ceiling_and_follows_it_until_something_is_typed():
    ask = asked()
    assert (ask.term.value, ask.year.value, ask.limit.value) == (GROWTH, None, 63_000)
    ask.year.value = 2028
    assert ask.limit.value == 21_000  # 2 亿 and 5 %
    ask.offer(PAY, YEARS, Ceiling(first=3e8, growth=0, whole=9e8), "baohe")
    assert ask.limit.value == 30_000


@pytest.mark.parametrize(
    ("terms", "years"),
    [(PAY, YEARS), ({GROWTH: TERMS[GROWTH], FUND: TERMS[FUND]}, YEARS), (PAY, (2027, 2028))],
    ids=["another answer", "fewer levers", "fewer years"],
)
def test_what_was_typed_and_chosen_stays(terms: dict[str, Term], years: tuple[int, ...]):
    ask = asked()
    ask.term.value, ask.year.value = FUND, 2028
    send_typed(ask.limit, "2.05亿")
    assert ask.limit.value == 20_500 and ask.question.limit == 2.05e8
    ask.offer(terms, years, Ceiling(first=3e8, growth=0, whole=9e8), "baohe")
    ask.language.code = "en"
    assert (ask.term.value, ask.year.value, ask.limit.value) == (FUND, 2028, 20_500)
    ask.year.value = 2027
    assert ask.limit.value == 20_500


def test_another_pack_begins_anew():
    ask = asked()
    ask.term.value = FUND
    send_typed(ask.limit, "20500")
    ask.offer(PAY, YEARS, CEILING, "ningguo")
    assert (ask.term.value, ask.limit.value) == (GROWTH, 63_000)


def test_limits_are_typed_as_people_write_them():
    told: list[Ceiling] = []
    limits = Limits(Language(), lambda: told.append(limits.ceiling))
    limits.set(CEILING)
    assert told == [] and (limits.first.text, limits.growth.text, limits.whole.text) == ("20,000", "5", "63,000")
    for field, text in ((limits.first, "2.9亿"), (limits.growth, "2.5%"), (limits.whole, "300,000")):
        send_typed(field, text)
        assert field.refused == ""
    assert limits.ceiling == pytest.approx(Ceiling(2.9e8, 0.025, 3e9)) and len(told) == 3
    assert limits.first.text == "29,000"


@pytest.mark.parametrize("text", ["", "abc", "-1", "1e15", "20%"])
def test_a_limit_that_cannot_be_is_refused_and_the_old_one_stays(text: str):
    limits = Limits(Language(), lambda: None)
    limits.set(CEILING)
    send_typed(limits.first, text)
    assert limits.ceiling == CEILING and limits.first.text == "20,000"
    assert "首年上限" in limits.first.refused
    send_typed(limits.first, "2亿")
    assert limits.first.refused == ""
    send_typed(limits.growth, "5元")
    assert limits.growth.value == 5 and "单位" in limits.growth.refused


def test_a_seed_is_a_whole_number():
    seed = AmountField(Language(), Text("种子", "Seed"), 2027, between=(0, 2**31 - 1), whole=True)
    for text in ("2.5", "-1", "2147483648", "x"):
        send_typed(seed, text)
        assert seed.value == 2027 and "种子" in seed.refused
    send_typed(seed, "20,301")
    assert seed.value == 20_301 and seed.text == "20301"
