"""What the second engine found the first to have wrong, each in an example of its own, worked out from the text."""

from __future__ import annotations

from simlib import project
from simlib.months import parse_month
from simlib.policy import Policy
from simlib.population.person import LEAVING_FLOWS
from simlib.staff.opening import Staff
from tests.simulation.lives import after, lives

QUIET = {"rules.channel": "none", "exits.resignation_level": 0, "exits.death": 0, "exits.misconduct": 0}


def test_whoever_is_elected_from_outside_is_graded_by_the_rule_of_entry(streets: Policy, few: Staff):
    """Bachelors are two grades above the lowest of the post: 7 + 2, 5 + 2 and 3 + 2; six years' service adds two."""
    election = {
        "election.first_month": "2028-05",
        "election.turnover_share": 1,
        "election.outsider_share": 1,
        "election.minimum_service": 6,
        "election.outsider_service_mix": [1, 0, 0, 0, 0, 0],
        "recruitment.fill_share": 0,
        "recruitment.education_mix": {"secondary": 0, "college": 0, "bachelor": 1, "master": 0, "doctor": 0},
    }
    told = lives(after(streets.with_values(QUIET | election), few, 17), 0)
    joined = {(event.post, event.grade) for life in told.values() for event in life if event.flow == "joined"}
    assert joined == {(0, 7 + 2 + 2), (1, 5 + 2 + 2), (2, 3 + 2 + 2)}


def test_a_later_clause_names_the_next_review_anew(streets: Policy, few: Staff):
    """Reviews every two years from June 2029, each a fifth more; from 2028 on the next one is to be in June 2031."""
    every_other = {
        "establishment.first_review": "2029-06",
        "establishment.review_years": 2,
        "establishment.review_change": 0.2,
    }
    law = streets.with_values(every_other)
    later = law.with_values({"establishment.first_review": "2031-06"}, start=parse_month("2028-01"))
    grown = {policy: authorised(policy, few) for policy in (law, later)}
    assert [year for year in range(2028, 2034) if grown[law][year] > grown[law][year - 1]] == [2029, 2031, 2033]
    assert [year for year in range(2028, 2034) if grown[later][year] > grown[later][year - 1]] == [2031, 2033]


def test_a_later_clause_names_the_next_election_anew(streets: Policy, few: Staff):
    """Elections every two years from May 2028; a clause of June 2028 puts the next one off to May 2031."""
    everybody = {"election.first_month": "2028-05", "election.every_years": 2, "election.turnover_share": 1}
    law = streets.with_values(QUIET | everybody)
    later = law.with_values({"election.first_month": "2031-05"}, start=parse_month("2028-06"))
    held = {
        policy: sorted(
            {event.month for life in lives(after(policy, few, 84), 0).values() for event in life if lost(event.flow)}
        )
        for policy in (law, later)
    }
    assert held[law] == [parse_month(f"{year}-05") for year in (2028, 2030, 2032)]
    assert held[later] == [parse_month(f"{year}-05") for year in (2028, 2031, 2033)]


def test_years_that_just_add_up_are_enough(streets: Policy, few: Staff):
    """0.317 + 0.317 + 0.317 + 0.879 + 0.317 + 0.853 = 3: who rose in January 2027 rises again in January 2033."""
    law = streets.with_values({**QUIET, "appraisal.failed_rate": 0, "appraisal.basic_rate": 0})
    for year, counts in zip(range(2027, 2033), (0.317, 0.317, 0.317, 0.879, 0.317, 0.853)):
        by_rating = {"unrated": 0, "failed": 0, "basic": 0, "satisfactory": counts, "excellent": counts}
        law = law.with_values({"progression.year_counts": by_rating}, start=parse_month(f"{year}-01"))
    told = lives(after(law, few, 73), 0)
    rises = {key: [event.month for event in life if event.flow == "graded_up"] for key, life in told.items()}
    stayed = [key for key, life in told.items() if not any(event.flow in LEAVING_FLOWS for event in life)]
    rose = [rises[key] for key in stayed if parse_month("2027-01") in rises[key]]
    assert len(rose) > 20 and all(months == [parse_month("2027-01"), parse_month("2033-01")] for months in rose)


def authorised(policy: Policy, staff: Staff) -> dict[int, int]:
    """Return the posts authorised at each year's end."""
    posts = project(policy, staff, years=7, replications=1, seed=1).data.establishment.sum("post")
    return {int(year): int(number) for year, number in zip(posts.year, posts)}


def lost(flow: str) -> bool:
    """Return whether a flow is that of somebody not returned."""
    return flow in ("not_re_elected", "stepped_down")
