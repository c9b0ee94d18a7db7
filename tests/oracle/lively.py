"""Two laws under which all that is rare elsewhere happens often: absorption, closures, freezes, degrees, set ages."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from simlib.months import parse_month
from simlib.policy import Policy
from tests.oracle.districts import every_rule

Values = Mapping[str, Any]
OFTEN: Values = {  # under both laws, from the opening
    "election.first_month": "2028-03",
    "election.every_years": 2,
    "election.turnover_share": 0.4,
    "election.outsider_share": 0.4,
    "election.minimum_service": 1,
    "election.outsider_age_mix": [0.1, 0.1, 0.2, 0.2, 0.2, 0.1, 0.1, 0, 0, 0],
    "election.outsider_service_mix": [0.3, 0.2, 0.2, 0.1, 0.1, 0.1],
    "rules.channel": "share_of_eligible",
    "channel.share": 0.4,
    "channel.minimum_service": 1,
    "channel.excellent_within": 3,
    "rules.institution": "experienced_heads",
    "institution.share": 0.5,
    "institution.excellent_within": 2,
    "institution.highest_age": 45,
    "qualification.certificate_rate": [0.4, 0.3, 0.2, 0],
    "qualification.education_rate": [0.4, 0.3, 0.2, 0.1, 0],
    "qualification.highest_age": 48,
    "exits.resignation_level": 0.8,
    "exits.resignation_post_factor": [0.5, 0.8, 1.2, 1.5],
    "exits.resignation_grade_factor": [round(2 - 0.1 * grade, 1) for grade in range(18)],
    "exits.resignation_sex_factor": [1.4, 0.8],
    "exits.resignation_unit_factor": [round(0.4 + 0.1 * unit, 1) for unit in range(13)],
    "retirement.late_share": 0.6,
    "retirement.late_by": "force_by_age",
    "retirement.late_rate": [0.5, 0.5, 0.5, 0.5, 0.5, 0.5, 0.5, 0.3, 0.8, 0.9],
    "absorption.people": [unit % 6 for unit in range(13)],
    "absorption.service_years": 4,
    "absorption.highest_age": 38,
    "agency.workers": 14,
    "agency.conversion_share": 0.4,
    "recruitment.lead_months": 0,
}
WAITING: Values = {
    "rules.regrading": "next_pay_above",
    "regrading.steps_above": 2,
    "election.vacancies_between": "wait_for_election",
    "election.standing_weight": 0.6,
    "election.standing_years": 3,
    "qualification.month": 3,
    "qualification.degree_lifts_grade": "yes",
    "agency.cap_of": "all_once",
    "absorption.month": "2029-02",
    "absorption.beyond_establishment": "yes",
    "establishment.closed_staff": "move_within_unit",
    "recruitment.rounds": 4,
    "recruitment.delay_months": 2,
}
PUSHED: Values = {
    "rules.promotion": "stated_rates",
    "promotion.rate": [[0, 0.1, 0, 0], [0.1, 0, 0.05, 0], [0.02, 0.1, 0, 0.05], [0.01, 0.04, 0.15, 0]],
    "rules.regrading": "by_entry_rule",
    "election.vacancies_between": "filled_by_promotion",
    "election.standing_weight": 1,
    "election.standing_years": 5,
    "qualification.month": 11,
    "qualification.degree_lifts_grade": "no",
    "agency.cap_of": "those_left",
    "absorption.month": "2028-03",
    "absorption.beyond_establishment": "no",
    "recruitment.rounds": 12,
    "recruitment.delay_months": 0,
}


def waiting() -> Policy:
    """Elected posts wait for elections; communities close and open again; a freeze; set ages and the delay."""
    return dated(
        {
            "2029-06": {"agency.workers": 20},
            "2030-05": {"establishment.communities": [[1, 0, n % 2, 1 - n % 2] for n in range(13)]},
            "2031-01": {"recruitment.freeze": "yes"},
            "2032-01": {"recruitment.freeze": "no", "recruitment.delay_months": 5, "absorption.month": "2032-04"},
            "2032-07": {"retirement.set_age": [700, 650, 610], "rules.retirement": "set_age_with_delay"},
            "2033-01": {"establishment.communities": [[1, 1, 1, n % 2] for n in range(13)]},
        },
        OFTEN | WAITING,
    )


def pushed() -> Policy:
    """Promotion at stated rates, rounds every month and at once, all at one age from 2030; pools renewed."""
    return dated(
        {
            "2030-01": {"retirement.set_age": [690, 690, 690], "rules.retirement": "set_age"},
            "2031-03": {"agency.workers": 30, "recruitment.freeze": "yes"},
            "2031-08": {"recruitment.freeze": "no"},
            "2032-01": {
                "recruitment.rounds": 3,
                "absorption.month": "2032-01",
                "absorption.beyond_establishment": "yes",
            },
            "2033-06": {"retirement.late_rate": [0.9] * 10, "exits.resignation_level": 1.5},
        },
        OFTEN | PUSHED,
    )


def dated(later: Mapping[str, Values], from_opening: Values) -> Policy:
    """Return the district of every rule with these values, and the later ones from their months."""
    law = every_rule().with_values(from_opening)
    for month, values in later.items():
        law = law.with_values(values, start=parse_month(month))
    return law
