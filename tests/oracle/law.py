"""What the policy says in a month, in plain Python numbers; and how its shares become whole people."""

from __future__ import annotations

import math
from bisect import bisect_right
from functools import cache
from typing import Any, NamedTuple

from simlib.policy import Policy
from simlib.policy.axes import AGE_BAND_STARTS, SERVICE_BAND_STARTS

YEAR = 12
HIGHEST = 0.999  # no rate a year is taken to be higher, whatever its factors
DOWN, NEAREST = 0, 1  # of the three ways of rounding; 2 is up
OPTIONS = {  # of each rule, those that this engine knows
    "rules.progression": ("every_n_years", "none"),
    "rules.conversion": ("by_service_and_education", "none"),
    "rules.promotion": ("excellent_years_then_merit", "stated_rates", "none"),
    "rules.regrading": ("keeps_grade_or_lowest", "by_entry_rule", "next_pay_above"),
    "rules.retirement": ("by_law", "set_age_with_delay", "set_age"),
    "rules.appraisal": ("quota_by_merit", "quota_by_ranked_community"),
    "rules.extension": ("outstanding_women_secretaries", "none"),
    "rules.channel": ("share_of_eligible", "share_of_posts", "none"),
    "rules.institution": ("experienced_heads", "none"),
    "rules.establishment": ("base_times_coefficient", "staff_per_grid", "norm_per_population", "table_by_unit"),
    "rules.ramp": ("each_satisfactory_year", "none"),
    "rules.pay": ("base_times_coefficient", "post_and_grade_sums"),
    "rules.anchor": ("none", "base_follows", "income_guaranteed"),
    "rules.contributions": ("last_year_mean", "this_month"),
}
SPARE = 1e-9  # a share of a count is rounded with this to spare


class Held(NamedTuple):
    """What somebody holds on 1 January, by which resignation goes all the year."""

    post: int
    grade: int
    unit: int


class Law:
    """A policy, asked by month and name of term.

    changes  the months in which some clause about people comes into force
    """

    def __init__(self, policy: Policy) -> None:
        self.policy = policy
        assert policy.opening is not None
        self.opening = policy.opening
        self.units = policy.axis("unit")
        self.kinds = policy.axis("place_type")
        self.posts = len(policy.posts)
        self.changes = {
            dated.month
            for provision in policy.provisions.values()
            if provision.term.affects == "people"
            for dated in provision.values
        }
        self.value = cache(self._value)
        self.choice = cache(self._choice)
        self.forces = cache(self._forces)

    def _value(self, name: str, month: int) -> Any:
        """Return a value as it was last decided: how it grows since is for this engine to work out."""
        value = self.policy.provision(name).at(month).value
        return value.tolist() if hasattr(value, "tolist") else value

    def _choice(self, name: str, month: int) -> str:
        option = self.policy.choice(name, month)
        if name.startswith("rules.") and option not in OPTIONS[name]:
            raise LookupError(f"the second engine does not know {name}: {option}")
        return option

    def starts(self, name: str, month: int) -> int:
        """Return the month from which the value in force counts."""
        return self.policy.provisions[name].at(month).month

    def begins(self, name: str) -> int:
        """Return the month from which a term has a value at all."""
        return self.policy.provisions[name].values[0].month

    def names(self, name: str, month: int) -> Any:
        """Return the value that names the months of a year: that of its January, or of the opening."""
        return self.value(name, max(self.opening, january_of(month)))

    def _forces(self, month: int, sex: int, age: int, service: int, held: Held) -> tuple[float, float, float]:
        """Return the monthly forces of resignation, death and misconduct by band of age and of service."""
        resignation = (
            self.value("exits.resignation", month)[service]
            * self.value("exits.resignation_age_factor", month)[age]
            * self.value("exits.resignation_level", month)
            * self.value("exits.resignation_post_factor", month)[held.post]
            * self.value("exits.resignation_grade_factor", month)[held.grade - 1]
            * self.value("exits.resignation_sex_factor", month)[sex]
            * self.value("exits.resignation_unit_factor", month)[held.unit]
        )
        death = self.value("exits.death", month)[sex][age]
        misconduct = self.value("exits.misconduct", month)
        return force(resignation), force(death), force(misconduct)


def force(rate: float) -> float:
    """Return the monthly force of a yearly rate."""
    return -math.log(1 - min(rate, HIGHEST)) / YEAR


def age_band(months: int) -> int:
    """Return the band of an age in months."""
    return max(0, bisect_right(AGE_BAND_STARTS, months) - 1)


def service_band(months: int) -> int:
    """Return the band of a length of service in months."""
    return max(0, bisect_right(SERVICE_BAND_STARTS, months) - 1)


def whole(number: float, how: int) -> int:
    """Round down, to the nearest or up."""
    if how == DOWN:
        return math.floor(number + SPARE)
    return math.floor(number + 0.5 + SPARE) if how == NEAREST else math.ceil(number - SPARE)


def january_of(month: int) -> int:
    """Return the January of a month's year."""
    return month - month % YEAR


class Round:
    """What comes round, as reviews and elections do: asked each month whether it is due.

    The next one is in the month that the law names (`first`), also where a later clause names it anew; after that,
    so many years on (`every`) by the law of the month in which the last was held.
    """

    def __init__(self, law: Law, first: str, every: str) -> None:
        self.law, self.first, self.every = law, first, every
        self.named = self.coming = law.value(first, law.opening)
        while self.coming < law.opening:
            self.coming += YEAR * law.value(every, law.opening)

    def is_due(self, month: int) -> bool:
        """Return whether it is due in a month, months being asked in turn."""
        named = self.law.value(self.first, month)
        if named != self.named and named >= month:
            self.coming = named
        self.named = named
        if month != self.coming:
            return False
        self.coming += YEAR * self.law.value(self.every, month)
        return True
