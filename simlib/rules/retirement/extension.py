"""Outstanding women secretaries may stay on beyond the statutory age.                                    [extension.*]

Who       a woman who holds one of the posts named, and will have held it for a full term by the month of the statutory
          age, with so many years rated excellent, or so many in which her community ranked first, among the last
          `extension.window_years`.
Asked     in the January of the year in which she reaches the statutory age, and again where a clause comes into force
          in that year; granted once, for good.
Agreed    both sides must want it: a share of those eligible stay, and a share of these are the best (one draw each).
Until     `extension.age`, the best until `extension.best_age`; never beyond the latest choice that national law leaves
          (`retirement.late_limit` after the statutory age: nothing before 2025), and of no effect once that age is as
          high. Another post, with a later age by law, prolongs nothing: whichever comes last counts.
"""

from __future__ import annotations

from simlib.compiled import lightly_compiled
from simlib.luck import EXTENSION, EXTENSION_BEST, ONCE, luck
from simlib.months import YEAR
from simlib.policy.terms import each_option
from simlib.population.person import FEMALE

(OUTSTANDING_WOMEN_SECRETARIES,) = each_option("rules.extension", "outstanding_women_secretaries")


@lightly_compiled
def granted(person, statutory, terms):
    """Return the age in months to which a woman is let stay who reaches the statutory month this year; 0 for none."""
    if not _is_eligible(person, statutory, terms) or luck(person, ONCE, EXTENSION) >= terms.extension_share:
        return 0
    age = statutory - person.birth
    best = luck(person, ONCE, EXTENSION_BEST) < terms.extension_best_share
    until = min(terms.extension_best_age if best else terms.extension_age, age + terms.retirement_late_limit)
    return until if until > age else 0


@lightly_compiled
def _is_eligible(person, statutory, terms):
    """Return whether the record of her last years entitles her."""
    if person.sex != FEMALE or terms.extension_posts[person.post] == 0:
        return False
    if statutory - person.post_from < YEAR * terms.extension_term_years:
        return False
    window = (1 << terms.extension_window_years) - 1
    excellent, top = _ones(person.excellent_history & window), _ones(person.top_history & window)
    return excellent >= terms.extension_excellent_years or top >= terms.extension_community_top_years


@lightly_compiled
def _ones(bits):
    """Return how many years of a history are marked."""
    count = 0
    while bits > 0:
        count += bits & 1
        bits >>= 1
    return count
