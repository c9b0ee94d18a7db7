"""An option added to a rule and forgotten somewhere is named: at import, by the twin and by the second engine."""

from __future__ import annotations

import runpy
from dataclasses import replace

import pytest

from simlib.policy import TERMS, Policy, PolicyError
from simlib.policy.dead_ends import dead_ends
from simlib.policy.terms import each_option
from simlib.rules.findings import findings
from simlib.staff.opening import Staff
from simlib.text import Text
from simlib.twin import twin
from simlib.twin.monthly_terms import RULES, law_of
from tests.oracle.law import OPTIONS, Law
from tests.project.tree import ROOT

NAMES = [name for name, term in TERMS.items() if term.group == "rules"]
OF_PEOPLE = [name for name in NAMES if TERMS[name].affects == "people"]
ONES = ("window_years", "community_top_years", "excellent_years", "share")
TALKATIVE = {  # by rule: an option, and values that are worth a word where it is in force
    "rules.progression": ("every_n_years", {"progression.years_per_grade": 9}),
    "rules.ramp": (
        "each_satisfactory_year",
        {"ramp.share": [0.7, 0.8, 0.9, 0.95], "ramp.posts": "yes", "contract.years": 1},
    ),
    "rules.extension": (
        "outstanding_women_secretaries",
        {
            **{f"extension.{name}": 1 for name in ONES},
            **{"extension.posts": "yes", "extension.term_years": 5, "extension.best_share": 0},
            **{"extension.age": 12 * 51, "extension.best_age": 12 * 51},
        },
    ),
    "rules.channel": ("share_of_eligible", {"channel.highest_age": 19, "channel.minimum_service": 5}),
}


def invent(law: Policy, rule: str, monkeypatch: pytest.MonkeyPatch) -> Policy:
    """Give a rule one option more, which nobody handles; return the law that could choose it."""
    options = (*TERMS[rule].options, ("made_up", Text("编造的", "Made up")))
    monkeypatch.setitem(TERMS, rule, replace(TERMS[rule], options=options))
    return replace(law, provisions={**law.provisions, rule: replace(law.provisions[rule], term=TERMS[rule])})


@pytest.mark.parametrize("rule", NAMES)
def test_an_option_that_nobody_handles_fails_at_import(law: Policy, rule: str, monkeypatch: pytest.MonkeyPatch):
    (room,) = [f for f in (ROOT / "simlib").rglob("*.py") if f'each_option("{rule}"' in f.read_text("utf-8")]
    invent(law, rule, monkeypatch)
    with pytest.raises(LookupError, match=f"nobody handles {rule}: made_up"):
        runpy.run_path(str(room))


def test_a_name_that_is_no_option_fails_too():
    with pytest.raises(LookupError, match=r"rules\.progression has no option yearly"):
        each_option("rules.progression", "every_n_years", "yearly")


def test_the_twin_and_the_second_engine_have_heard_of_every_rule():
    assert RULES.keys() == {*NAMES} and {*OF_PEOPLE} <= OPTIONS.keys() <= {*NAMES}
    for rule, options in (*RULES.items(), *OPTIONS.items()):
        assert {*options} <= {*TERMS[rule].choices}, rule


@pytest.mark.parametrize("rule", NAMES)
def test_the_twin_refuses_an_option_that_it_does_not_know(
    law: Policy, staff: Staff, rule: str, monkeypatch: pytest.MonkeyPatch
):
    later = invent(law, rule, monkeypatch).with_values({rule: "made_up"}, (law.opening or 0) + 18)
    with pytest.raises(PolicyError, match=f"the twin does not work out {rule}: made_up") as refused:
        twin(later, staff, years=3)
    assert RULES[rule][0] in refused.value.problems[0].way_out.en
    law_of(later, years=1)  # within which it is not in force


@pytest.mark.parametrize("rule", OF_PEOPLE)
def test_the_second_engine_names_an_option_that_it_does_not_know(
    law: Policy, rule: str, monkeypatch: pytest.MonkeyPatch
):
    chosen = Law(invent(law, rule, monkeypatch).with_values({rule: "made_up"}))
    with pytest.raises(LookupError, match=f"the second engine does not know {rule}: made_up"):
        chosen.choice(rule, law.opening or 0)


@pytest.mark.parametrize("rule", TALKATIVE)
def test_what_is_found_of_one_option_is_not_said_of_another(law: Policy, rule: str, monkeypatch: pytest.MonkeyPatch):
    option, values = TALKATIVE[rule]
    known = invent(law, rule, monkeypatch)

    def said(option: str) -> set[str]:
        policy = known.with_values({**values, rule: option})
        return {problem.what.en for problem in (*findings(policy), *dead_ends(policy))}

    about_it = said(option) - said("none")
    assert about_it and not about_it & said("made_up")
